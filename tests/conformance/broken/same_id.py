"""Gives all that it finds one id."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Gives all that it finds one id."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\b[0-9]{1,4}\b", document.text):
            yield Timex(*match.span(), type="DATE", id="t1")
