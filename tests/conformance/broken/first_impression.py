"""Judges all documents by the first one."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Judges all documents by the first one."""

    provides = {"timexes"}

    first = None

    def extract(self, document):
        self.first = self.first or document.id
        for match in re.finditer(r"\w+", document.text):
            yield Timex(*match.span(), type="DATE", value="2025" if self.first == document.id else "2024")
