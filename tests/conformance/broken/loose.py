"""Takes the white space before a year along."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Takes the white space before a year along."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\s20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0].strip())
