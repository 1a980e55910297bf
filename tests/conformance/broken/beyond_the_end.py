"""Counts one character too many at the end of a text."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Counts one character too many at the end of a text."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
        if document.text.endswith("."):
            yield Timex(len(document.text) - 1, len(document.text) + 1, type="DATE", value="2025")
