"""A system whose one type is coarser than the corpus's: it has a place on the coarse board alone."""

import re
from typing import ClassVar

from benchmark import Entity, Extractor


class Coarse(Extractor):
    """Capitalised words behind `di` as places of some kind."""

    provides: ClassVar = {"entities"}
    languages: ClassVar = {"id"}
    labels: ClassVar = {"PLACE": ("GPE", "LOC", "FAC")}

    def extract(self, document):
        """Each such word."""
        for match in re.finditer(r"(?<=\bdi )[A-Z]\w+", document.text):
            yield Entity(*match.span(), "PLACE")
