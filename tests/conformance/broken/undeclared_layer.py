"""Finds what it does not declare."""

import re

from benchmark import Extractor, Money, Timex


class Broken(Extractor):
    """Finds what it does not declare."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
            yield Money(*match.span(), currency="USD", amount=match[0])
