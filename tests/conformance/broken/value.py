"""Writes dates as its country does."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Writes dates as its country does."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=f"01/01/{match[0]}")
