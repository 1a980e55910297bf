"""Takes a creation time for granted."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Takes a creation time for granted."""

    provides = {"timexes"}

    def extract(self, document):
        if document.dct < "1900":
            return
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
