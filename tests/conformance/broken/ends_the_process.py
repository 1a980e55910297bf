"""Ends its process over an empty text."""

import os
import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Ends its process over an empty text."""

    provides = {"timexes"}

    def extract(self, document):
        if not document.text:
            os._exit(3)
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
