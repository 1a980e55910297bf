"""Writes a currency as its sign, and amounts with commas."""

import re

from benchmark import Extractor, Money


class Broken(Extractor):
    """Writes a currency as its sign, and amounts with commas."""

    provides = {"money"}

    def extract(self, document):
        for match in re.finditer(r"\$([0-9]+)", document.text):
            yield Money(*match.span(), currency="$", amount=match[1] + ",00")
