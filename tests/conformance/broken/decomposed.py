"""Knows composed letters only."""

import re
import unicodedata

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Knows composed letters only."""

    provides = {"timexes"}

    def extract(self, document):
        if unicodedata.normalize("NFC", document.text) != document.text and document.id.startswith("nf"):
            raise KeyError("decomposed")
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
