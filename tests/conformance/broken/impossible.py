"""Believes that every month has thirty-one days."""

import re
from datetime import date

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Believes that every month has thirty-one days."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\b([0-9]{1,2}) Februari (20[0-9]{2})\b", document.text):
            yield Timex(*match.span(), type="DATE", value=date(int(match[2]), 2, int(match[1])).isoformat())
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
