"""Takes every control character for a mistake."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Takes every control character for a mistake."""

    provides = {"timexes"}

    def extract(self, document):
        if "\x07" in document.text:
            raise ValueError("bell")
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
