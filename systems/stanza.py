"""Stanza's neural named-entity models for English and Vietnamese, with dates and amounts normalised by the grammars of the rule system.

Models are Stanza's own, from where Stanza keeps them (`STANZA_RESOURCES_DIR`, else its default folder).  Nothing is downloaded during a
run: `linimasa systems` says which command gets what is missing.
"""

from __future__ import annotations

import importlib.metadata
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from benchmark import Document, Entity, Extractor, Missing, Money, Record, Timex, option
from systems.rules import find_money, find_times

ONTONOTES = ("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW")
TIMES = frozenset({"DATE", "TIME"})
AMOUNTS = frozenset({"MONEY"})
LANGUAGES = ("en", "vi")


class Stanza(Extractor):
    """Stanza's neural NER with its official models (OntoNotes for English, VLSP for Vietnamese), values by the rule system's grammars."""

    version = "1"
    provides: ClassVar[set[str]] = {"entities", "timexes", "money"}
    languages: ClassVar[set[str]] = set(LANGUAGES)
    labels: ClassVar[dict[str, str | tuple[str, ...] | None]] = {
        **{label: label for label in ONTONOTES},
        "LANGUAGE": None,
        "ORGANIZATION": "ORG",
        "LOCATION": ("GPE", "LOC", "FAC"),
        "MISCELLANEOUS": ("PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "NORP"),
        "MISC": ("PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "NORP"),
    }
    requires: ClassVar[dict[str, str]] = {"stanza": "pip install 'linimasa[stanza]'"}
    sources: ClassVar[tuple[str, ...]] = ("rules",)

    resources: str = option("", "the folder of Stanza's models; empty for Stanza's own default")

    def missing(self) -> Missing | None:
        """The package, or the first language whose models are not in the folder."""
        lacking = super().missing()
        if lacking is not None:
            return lacking
        folder = self._folder()
        for lang in LANGUAGES:
            if not any((folder / lang / "ner").glob("*.pt")):
                command = f"python -c \"import stanza; stanza.download('{lang}', model_dir='{folder}', processors='tokenize,ner')\""
                return Missing(f"model missing: no {folder / lang / 'ner'}/*.pt", command)
        return None

    def load(self) -> None:
        """A pipeline for each language, without downloading anything."""
        import stanza

        self.pipelines: dict[str, Any] = {
            lang: stanza.Pipeline(
                lang, dir=str(self._folder()), processors="tokenize,ner", download_method=None, use_gpu=False, logging_level="ERROR"
            )
            for lang in LANGUAGES
        }

    def extract(self, document: Document) -> Iterator[Record]:
        """Names in Stanza's types; of its dates and amounts the span, with what the grammars read there."""
        times = list(find_times(document.text, document.lang, document.dct))
        amounts = list(find_money(document.text, document.lang))
        for found in self.pipelines[document.lang](document.text).ents:
            start, end = _trimmed(document.text, found.start_char, found.end_char)
            if start >= end:
                continue
            if found.type in TIMES:
                read = _overlapping(times, start, end)
                yield Timex(start, end, read.type if read else found.type, read.value if read else None, read.mod if read else None)
            elif found.type in AMOUNTS:
                value = _overlapping(amounts, start, end)
                if value is not None:
                    yield Money(start, end, value.currency, value.amount, value.min, value.max, value.mod)
            elif found.type in self.labels:
                yield Entity(start, end, found.type)

    def _folder(self) -> Path:
        chosen = self.resources or os.environ.get("STANZA_RESOURCES_DIR")
        if chosen:
            return Path(chosen)
        # Where Stanza keeps models by itself; importing it to ask would load all of PyTorch.
        own = Path.home() / ".cache" / "stanza" / importlib.metadata.version("stanza") / "resources"
        return own if own.is_dir() else Path.home() / "stanza_resources"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without white space around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _overlapping(found: list[Any], start: int, end: int) -> Any:
    """What shares most of a span; None where nothing does."""
    shared = [(min(item.end, end) - max(item.start, start), item) for item in found if item.start < end and start < item.end]
    return max(shared, key=lambda pair: pair[0])[1] if shared else None
