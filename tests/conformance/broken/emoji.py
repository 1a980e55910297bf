"""Writes to a file that holds two bytes a character."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Writes to a file that holds two bytes a character."""

    provides = {"timexes"}

    def extract(self, document):
        if any(ord(c) == 0x1F44D for c in document.text):
            raise ValueError("character beyond the plane")
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
