"""Answers by chance."""

import random
import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Answers by chance."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\w", document.text):
            if random.random() < 0.5:
                yield Timex(*match.span(), type="DATE", value="2025")
