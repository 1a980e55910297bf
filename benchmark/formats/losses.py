"""What a format cannot hold: how a document is cut down to what will come back, every cut counted.

A format that can be written has `hold(document, lost)`: the document as reading the written file gives it, up to the order of annotations
and to ids where the format says so; `lost` counts, in words, each thing that is not held.  `write` writes what `hold` gives, so that
`read(write(document)) == hold(document)` is a law, and a document of which nothing is lost comes back identical.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from benchmark.errors import DataError, Fault
from benchmark.records import ANNOTATION_LAYERS, Entity, Event, GoldDocument, Money, Timex

__all__ = ["Losses", "flat", "in_order", "inside", "narrowed", "text_of", "without_fields"]

Losses = Counter[str]

S = TypeVar("S", Entity, Timex, Money, Event)

ANY_SPAN = (Entity, Timex, Money, Event)


def text_of(document: GoldDocument, format: str) -> str:  # noqa: A002
    """The document's text; DataError where it has none and the format needs one."""
    if document.text is None:
        raise DataError(
            Fault(document.id, "", f"has no text, which format {format} needs; --texts DIR names a folder with {document.id}.txt")
        )
    return document.text


def narrowed(document: GoldDocument, layers: Collection[str], lost: Losses, *, always: Collection[str] = ()) -> GoldDocument:
    """The document with these layers alone; those in `always` come back as empty answers where they were not attempted."""
    changes: dict[str, Any] = {}
    for layer in ANNOTATION_LAYERS:
        annotations = getattr(document, layer)
        if layer not in layers and annotations is not None:
            lost[layer if annotations else f"{layer}: that none was found"] += len(annotations) or 1
            changes[layer] = None
        elif layer in always and annotations is None:
            lost[f"{layer}: that it was not attempted"] += 1
            changes[layer] = ()
    return msgspec.structs.replace(document, **changes) if changes else document


def without_fields(record: Any, fields: Iterable[str], lost: Losses, layer: str) -> Any:
    """The record with these fields at their defaults, those that were not counted."""
    changes: dict[str, Any] = {}
    defaults = _defaults(type(record))
    for name in fields:
        if getattr(record, name) != defaults[name]:
            lost[f"{layer}: {name}"] += 1
            changes[name] = defaults[name]
    return msgspec.structs.replace(record, **changes) if changes else record


def _defaults(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """The defaults of a record's fields, looked up once for each kind: that is slow."""
    if kind not in _KNOWN_DEFAULTS:
        _KNOWN_DEFAULTS[kind] = {field.name: field.default for field in msgspec.structs.fields(kind)}
    return _KNOWN_DEFAULTS[kind]


_KNOWN_DEFAULTS: dict[type[msgspec.Struct], dict[str, Any]] = {}


def without_head(document: GoldDocument, fields: Iterable[str], lost: Losses) -> GoldDocument:
    """The document without these fields of its head, those that were there counted; hashes of the text go silently."""
    changes: dict[str, Any] = {"text_sha256": None, "text_length": None}
    for name in fields:
        if getattr(document, name) is not None:
            lost[name] += 1
            changes[name] = None
    return msgspec.structs.replace(document, **changes)


def in_order(spans: Iterable[S]) -> tuple[S, ...]:
    """By place, the longer first, else as they stood."""
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end)))


def inside(spans: Iterable[S], text: str | None, lost: Losses, layer: str) -> list[S]:
    """The spans that lie in the text, each with its own copy of it; where there is no text, those that can lie in one."""
    kept = []
    for span in spans:
        if text is None and 0 <= span.start < span.end:
            kept.append(span)
        elif text is not None and 0 <= span.start < span.end <= len(text):
            surface = text[span.start : span.end]
            kept.append(span if span.text == surface else msgspec.structs.replace(span, text=surface))
        else:
            lost[f"{layer}: outside the text"] += 1
    return kept


def flat(spans: Sequence[S], lost: Losses, layer: str) -> list[S]:
    """The spans of which none overlaps another: the first, and of those that begin together the longest."""
    kept: list[S] = []
    for span in in_order(spans):
        if kept and span.start < kept[-1].end:
            lost[f"{layer}: nested or overlapping"] += 1
        else:
            kept.append(span)
    return kept
