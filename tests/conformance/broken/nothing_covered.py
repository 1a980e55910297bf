"""Points at places, not at words."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Points at places, not at words."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(match.start(), match.start(), type="DATE", value=match[0])
