"""Counts UTF-16 units."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Counts UTF-16 units."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            start = len(document.text[: match.start()].encode("utf-16-le")) // 2
            yield Timex(start, start + 4, type="DATE", value=match[0])
