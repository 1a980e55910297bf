"""A conditional random field for Indonesian names: the learned baseline that installs in a second.

The model comes along (`id.crfsuite`, trained by `systems.crf.train`; see MODEL_CARD.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from benchmark import Document, Entity, Extractor, Record
from benchmark.formats.tags import spans_of_tags

from .features import features, tokens_of

MODEL = Path(__file__).parent / "id.crfsuite"


class Crf(Extractor):
    """A linear-chain CRF over word shapes and neighbours, trained on Indonesian news: persons, organizations and places."""

    version = "1"
    provides: ClassVar[set[str]] = {"entities"}
    languages: ClassVar[set[str]] = {"id"}
    labels: ClassVar[dict[str, str | tuple[str, ...] | None]] = {"PER": "PERSON", "ORG": "ORG", "LOC": ("GPE", "LOC", "FAC")}
    requires: ClassVar[dict[str, str]] = {"pycrfsuite": "pip install 'linimasa[crf]'"}

    def load(self) -> None:
        """Opens the model."""
        import pycrfsuite

        self.tagger: Any = pycrfsuite.Tagger()
        self.tagger.open(str(MODEL))

    def extract(self, document: Document) -> Iterator[Record]:
        """The names of each sentence."""
        for tokens in tokens_of(document.text):
            tags = self.tagger.tag(features([token[0] for token in tokens]))
            for first, last, kind in spans_of_tags(tags, bare_inside_opens=True):
                yield Entity(tokens[first].start(), tokens[last - 1].end(), kind)
