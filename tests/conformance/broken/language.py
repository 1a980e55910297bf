"""Declares a language by its name."""

import re

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Declares a language by its name."""

    provides = {"timexes"}
    languages = {"id", "English"}

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
