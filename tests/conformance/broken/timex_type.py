"""Invents a type of time expressions."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Invents a type of time expressions."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="YEAR", value=match[0])
