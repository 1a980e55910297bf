"""Refuses real documents."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Refuses real documents."""

    provides = {"timexes"}

    def extract(self, document):
        if 500 < len(document.text) < 10000 and document.dct:
            raise ValueError("too long a story")
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
