"""Declares an option whose default is of another type."""

import re

from benchmark import Extractor, Timex, option


class Broken(Extractor):
    """Declares an option whose default is of another type."""

    provides = {"timexes"}
    window: int = option("three", "sentences searched for a date")

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
