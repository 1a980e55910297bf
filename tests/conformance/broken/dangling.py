"""Refers to what is not there."""

import re

from benchmark import Argument, Event, Extractor


class Broken(Extractor):
    """Refers to what is not there."""

    provides = {"events"}

    def extract(self, document):
        for match in re.finditer(r"\b(bought|membayar|chi)\b", document.text):
            yield Event(*match.span(), type="Transaction:Transfer-Money", args=(Argument("Giver", ref="e1"),))
