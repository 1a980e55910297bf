"""Keeps every promise, but is silent about what it is."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
