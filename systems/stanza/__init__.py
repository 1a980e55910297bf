"""Stanza's neural taggers of names, times and amounts: an Indonesian model that comes along, and its official ones.

Stanza publishes no Indonesian model; ours (`id.pt`, see MODEL_CARD.md) was trained with Stanza's own trainer by `make stanza-model`.
The official models are read from where Stanza keeps them (`STANZA_RESOURCES_DIR`, else its default folder), and the languages are those
whose models are here.  Nothing is downloaded during a run: `linimasa systems` says which command gets what is missing.

The models find where times and amounts stand; what they are worth is read there by the grammars of the rules.  The Vietnamese model finds
neither, so that they count as missed there.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from benchmark import Document, Entity, Extractor, Missing, Record
from systems.crf.agreeing import NAMES, Found, agreed
from systems.crf.tokens import tokens_of
from systems.rules.normalising import normalised
from systems.stanza.vectors import write_vectors

HERE = Path(__file__).parent
MODEL = HERE / "id.pt"
OFFICIAL = ("en", "vi")
# The Vietnamese model's own types, each read as the fine one that it mostly holds; at `conll4` nothing of this is seen.
VIETNAMESE = {"ORGANIZATION": "ORG", "LOCATION": "GPE", "MISCELLANEOUS": "NORP"}


def resources() -> Path:
    """The folder of Stanza's own models; importing Stanza to ask would load all of PyTorch."""
    if chosen := os.environ.get("STANZA_RESOURCES_DIR"):
        return Path(chosen)
    try:
        own = Path.home() / ".cache" / "stanza" / importlib.metadata.version("stanza") / "resources"
    except importlib.metadata.PackageNotFoundError:
        own = Path.home() / "stanza_resources"
    return own if own.is_dir() else Path.home() / "stanza_resources"


def has_model(lang: str) -> bool:
    """Whether the official model of a language is here."""
    return any((resources() / lang / "ner").glob("*.pt"))


class Stanza(Extractor):
    """Stanza's neural NER: our Indonesian model, and the official ones for English (OntoNotes) and Vietnamese where they are installed."""

    version = "2"
    provides: ClassVar[set[str]] = {"entities", "timexes", "money"}
    languages: ClassVar[set[str]] = {"id", *filter(has_model, OFFICIAL)}
    labels: ClassVar[dict[str, str | tuple[str, ...] | None]] = {name: name for name in sorted(NAMES)}
    requires: ClassVar[dict[str, str]] = {"stanza": "pip install 'linimasa[stanza]'"}
    sources: ClassVar[tuple[str, ...]] = ("../crf/tokens.py", "../crf/agreeing.py", "../crf/listed.py", "../rules")

    def lacking(self) -> list[Missing]:
        """The official models that are not here, each with the command that gets it."""
        folder = resources()
        return [
            Missing(
                f"model missing: no {folder / lang / 'ner'}/*.pt, so that {lang} is not read",
                f"python -c \"import stanza; stanza.download('{lang}', model_dir='{folder}', processors='tokenize,ner')\"",
            )
            for lang in OFFICIAL
            if not has_model(lang)
        ]

    def load(self, model: Path = MODEL) -> None:
        """A pipeline for each language whose model is here, without downloading anything; `model` is the Indonesian one."""
        import stanza
        import torch

        torch.set_num_threads(1)
        common: dict[str, Any] = {"processors": "tokenize,ner", "download_method": None, "use_gpu": False, "logging_level": "ERROR"}
        self.pipelines: dict[str, Any] = {
            lang: stanza.Pipeline(lang, dir=str(resources()), **common) for lang in sorted(set(self.languages) - {"id"})
        }
        with tempfile.TemporaryDirectory() as folder:
            vectors = Path(folder) / "vectors.pt"
            write_vectors(vectors)
            ours = {"dir": str(HERE), "ner_model_path": str(model), "ner_pretrain_path": str(vectors)}
            self.pipelines["id"] = stanza.Pipeline("id", **ours, tokenize_pretokenized=True, allow_unknown_language=True, **common)

    def extract(self, document: Document) -> Iterator[Record]:
        """The names, times and amounts that the language's model finds."""
        spans = list(self._indonesian(document.text) if document.lang == "id" else self._official(document))
        yield from (Entity(start, end, label) for start, end, label in spans if label in NAMES)
        yield from normalised(document, (span for span in spans if span[2] not in NAMES))

    def _indonesian(self, text: str) -> list[Found]:
        """What stands over our tokens, whose places are known, made to agree over the text."""
        sentences = tokens_of(text)
        return agreed(text, sentences, self.tagged(sentences)) if sentences else []

    def tagged(self, sentences: Sequence[Sequence[re.Match[str]]]) -> list[Found]:
        """What the Indonesian model finds over the tokens of a text, whatever cut them."""
        tagged = self.pipelines["id"]([[token[0] for token in sentence] for sentence in sentences])
        return list(_placed(tagged.sentences, sentences))

    def _official(self, document: Document) -> Iterator[Found]:
        for found in self.pipelines[document.lang](document.text).ents:
            start, end = found.start_char, found.end_char
            surface = document.text[start:end]
            label = VIETNAMESE.get(found.type, found.type) if document.lang == "vi" else found.type
            if surface.strip():
                yield start + len(surface) - len(surface.lstrip()), end - len(surface) + len(surface.rstrip()), label


def _placed(tagged: Iterable[Any], sentences: Iterable[Sequence[re.Match[str]]]) -> Iterator[Found]:
    """Where the entities of Stanza's sentences stand in the text."""
    for sentence, tokens in zip(tagged, sentences, strict=True):
        for found in sentence.ents:
            first, last = (int(found.tokens[place].id[0]) - 1 for place in (0, -1))
            yield tokens[first].start(), tokens[last].end(), found.type
