"""Knows no other script."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Knows no other script."""

    provides = {"timexes"}

    def extract(self, document):
        if any(0x590 <= ord(c) <= 0x6FF for c in document.text[:1]):
            raise KeyError(document.text[0])
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
