"""Counts bytes."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Counts bytes."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(rb"\b20[0-9]{2}\b", document.text.encode()):
            yield Timex(*match.span(), type="DATE", value=match[0].decode())
