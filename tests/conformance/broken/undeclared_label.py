"""Finds an entity type that no corpus has."""

import re

from benchmark import Entity, Extractor


class Broken(Extractor):
    """Finds an entity type that no corpus has."""

    provides = {"entities"}

    def extract(self, document):
        for match in re.finditer(r"\b[A-Z][a-z]+\b", document.text):
            yield Entity(*match.span(), type="THING")
