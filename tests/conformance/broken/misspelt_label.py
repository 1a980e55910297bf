"""Maps a label to a type that no corpus has."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Maps a label to a type that no corpus has."""

    provides = {"timexes"}
    labels = {"PER": "PRESON"}

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
