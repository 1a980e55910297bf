"""Takes the second character for granted."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Takes the second character for granted."""

    provides = {"timexes"}

    def extract(self, document):
        if document.text.strip() and document.text.strip()[1:2].strip() != document.text.strip()[1]:
            return
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
