"""A conditional random field for Indonesian names, times and amounts: the learned baseline that installs in a second.

The model comes along (`id.crfsuite`, trained by `systems.crf.train`; see MODEL_CARD.md).  It finds where times and amounts stand; what
they are worth is read there by the grammars of the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from benchmark import Document, Entity, Extractor, Record
from benchmark.formats.tags import spans_of_tags
from systems.rules.normalising import normalised

from .agreeing import NAMES, agreed
from .features import features
from .tokens import tokens_of

MODEL = Path(__file__).parent / "id.crfsuite"


class Crf(Extractor):
    """A linear-chain CRF over word shapes, neighbours and the text's other words, trained on Indonesian news."""

    version = "2"
    provides: ClassVar[set[str]] = {"entities", "timexes", "money"}
    languages: ClassVar[set[str]] = {"id"}
    labels: ClassVar[dict[str, str | tuple[str, ...] | None]] = {name: name for name in sorted(NAMES)}
    requires: ClassVar[dict[str, str]] = {"pycrfsuite": "pip install 'linimasa[crf]'"}
    sources: ClassVar[tuple[str, ...]] = ("../rules",)

    def load(self) -> None:
        """Opens the model."""
        import pycrfsuite

        self.tagger: Any = pycrfsuite.Tagger()
        self.tagger.open(str(MODEL))

    def extract(self, document: Document) -> Iterator[Record]:
        """The names, times and amounts of each sentence, made to agree over the text."""
        sentences = tokens_of(document.text)
        found = [
            (tokens[first].start(), tokens[last - 1].end(), label)
            for tokens, seen in zip(sentences, features([[token[0] for token in tokens] for tokens in sentences]), strict=True)
            for first, last, label in spans_of_tags(self.tagger.tag(seen), bare_inside_opens=True)
        ]
        spans = agreed(document.text, sentences, found)
        yield from (Entity(start, end, label) for start, end, label in spans if label in NAMES)
        yield from normalised(document, (span for span in spans if span[2] not in NAMES))
