"""Counts in halves."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Counts in halves."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(match.start() / 1, match.end() / 1, type="DATE", value=match[0])
