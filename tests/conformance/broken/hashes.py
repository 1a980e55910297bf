"""Answers by the hashes of strings, which differ from process to process."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Answers by the hashes of strings, which differ from process to process."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\w", document.text):
            if hash(f"{document.id} {match.start()}") % 2:
                yield Timex(*match.span(), type="DATE", value="2025")
