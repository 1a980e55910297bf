"""Declares an option that says nothing."""

import re

from benchmark import Extractor, Timex, option


class Broken(Extractor):
    """Declares an option that says nothing."""

    provides = {"timexes"}
    window: int = option(3, "")

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
