"""Stanza's neural named-entity taggers: an Indonesian model that comes along, and its official ones for English and Vietnamese.

Stanza publishes no Indonesian model; ours (`id.pt`, see MODEL_CARD.md) was trained with Stanza's own trainer by `make stanza-model`.
The official models are read from where Stanza keeps them (`STANZA_RESOURCES_DIR`, else its default folder), and the languages are those
whose models are here.  Nothing is downloaded during a run: `linimasa systems` says which command gets what is missing.
"""

from __future__ import annotations

import importlib.metadata
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from benchmark import Document, Entity, Extractor, Missing, Record
from systems.crf.features import tokens_of

HERE = Path(__file__).parent
MODEL = HERE / "id.pt"
OFFICIAL = ("en", "vi")
ONTONOTES = ("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW")
# Coarse types of the Indonesian and the Vietnamese model under names that no fine type has.
COARSE = {"PER": "PERSON", "LOC": "LOCATION", "ORGANIZATION": "ORG", "MISC": "MISCELLANEOUS"}


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

    version = "1"
    provides: ClassVar[set[str]] = {"entities"}
    languages: ClassVar[set[str]] = {"id", *filter(has_model, OFFICIAL)}
    labels: ClassVar[dict[str, str | tuple[str, ...] | None]] = {
        **{label: label for label in ONTONOTES},
        "LOCATION": ("GPE", "LOC", "FAC"),
        "MISCELLANEOUS": ("PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "NORP"),
    }
    requires: ClassVar[dict[str, str]] = {"stanza": "pip install 'linimasa[stanza]'"}
    sources: ClassVar[tuple[str, ...]] = ("../crf/features.py",)

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

    def load(self) -> None:
        """A pipeline for each language whose model is here, without downloading anything."""
        import stanza
        import torch

        torch.set_num_threads(1)
        common: dict[str, Any] = {"processors": "tokenize,ner", "download_method": None, "use_gpu": False, "logging_level": "ERROR"}
        self.pipelines: dict[str, Any] = {
            lang: stanza.Pipeline(lang, dir=str(resources()), **common) for lang in sorted(set(self.languages) - {"id"})
        }
        self.pipelines["id"] = stanza.Pipeline(
            "id", dir=str(HERE), ner_model_path=str(MODEL), tokenize_pretokenized=True, allow_unknown_language=True, **common
        )

    def extract(self, document: Document) -> Iterator[Record]:
        """The names that the language's model finds."""
        spans = self._indonesian(document.text) if document.lang == "id" else self._official(document)
        for start, end, kind in spans:
            named = COARSE.get(kind, kind) if document.lang != "en" else kind
            if named in self.labels:
                yield Entity(start, end, named)

    def _indonesian(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Names over our tokens, whose places are known."""
        sentences = tokens_of(text)
        if not sentences:
            return
        tagged = self.pipelines["id"]([[token[0] for token in sentence] for sentence in sentences])
        for sentence, tokens in zip(tagged.sentences, sentences, strict=True):
            for found in sentence.ents:
                first, last = (int(found.tokens[place].id[0]) - 1 for place in (0, -1))
                yield tokens[first].start(), tokens[last].end(), found.type

    def _official(self, document: Document) -> Iterator[tuple[int, int, str]]:
        for found in self.pipelines[document.lang](document.text).ents:
            start, end = found.start_char, found.end_char
            surface = document.text[start:end]
            if surface.strip():
                yield start + len(surface) - len(surface.lstrip()), end - len(surface) + len(surface.rstrip()), found.type
