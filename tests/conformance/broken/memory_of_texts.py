"""Answers a text once and never again."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Answers a text once and never again."""

    provides = {"timexes"}

    def load(self):
        self.seen = set()

    def extract(self, document):
        if document.text not in self.seen:
            for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
                yield Timex(*match.span(), type="DATE", value=match[0])
        self.seen.add(document.text)
