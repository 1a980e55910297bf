"""Finds an entity type that its own label map lacks."""

import re

from benchmark import Entity, Extractor


class Broken(Extractor):
    """Finds an entity type that its own label map lacks."""

    provides = {"entities"}
    labels = {"PER": "PERSON"}

    def extract(self, document):
        for match in re.finditer(r"\b[A-Z][a-z]+\b", document.text):
            yield Entity(*match.span(), type="ORG")
