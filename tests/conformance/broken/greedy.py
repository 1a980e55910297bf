"""Keeps half a gibibyte for itself."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Keeps half a gibibyte for itself."""

    provides = {"timexes"}

    def load(self):
        self.kept = b"x" * 2**29

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
