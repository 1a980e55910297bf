"""The records that travel from corpus to leaderboard.

All are frozen.  Offsets count Unicode code points, half-open `[start, end)`, over the document's text exactly as stored.  What
each field of an annotation means is said in `gold/GUIDELINES.md`.  The records are `msgspec` structs: they read from and write to
the JSON of our files directly, and types are checked on reading, not on construction.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from msgspec import Struct, field

__all__ = [
    "ANNOTATION_LAYERS",
    "LAYERS",
    "Annotations",
    "Argument",
    "Before",
    "Counts",
    "Document",
    "Entity",
    "Event",
    "GoldDocument",
    "Link",
    "Money",
    "Prediction",
    "Record",
    "Score",
    "Span",
    "Timex",
]

ANNOTATION_LAYERS = ("entities", "timexes", "money", "events", "before", "links")
"""What systems give and files hold."""

LAYERS = ("entities", "clusters", "timexes", "money", "events", "timelines", "links")
"""What is scored; clusters come from entity ids, timelines from events and before."""

Mod = Literal[
    "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "LESS_THAN", "MORE_THAN",
    "ON_OR_BEFORE", "ON_OR_AFTER",
]  # fmt: skip


class Document(Struct, frozen=True, gc=False):
    """What a system is handed: never its gold.

    `lang` is an ISO 639-1 code; `dct` the document creation time, an ISO 8601 date, or None where it is not known.
    """

    id: str
    lang: str
    dct: str | None
    text: str


class Span(Struct, frozen=True, gc=False):
    """A stretch of text, `[start, end)`."""

    start: int
    end: int


class Entity(Span, frozen=True, gc=False, omit_defaults=True):
    """A named mention; `entity` identifies the thing named, across mentions, documents and languages."""

    type: str
    entity: str | None = None
    id: str | None = None
    text: str | None = None


class Timex(Span, frozen=True, gc=False, omit_defaults=True):
    """A TIMEX3 time expression with its TimeML `value`."""

    type: str
    value: str | None = None
    mod: str | None = None
    id: str | None = None
    text: str | None = None


class Money(Span, frozen=True, gc=False, omit_defaults=True):
    """An amount of money: `currency` by ISO 4217; `amount`, `min` and `max` plain decimal strings in units of it.

    `amount` is None where the text gives an order of magnitude or a range; then `min` and `max` are the closed bounds.
    """

    currency: str
    amount: str | None = None
    min: str | None = None
    max: str | None = None
    mod: str | None = None
    id: str | None = None
    text: str | None = None


class Argument(Struct, frozen=True, gc=False, omit_defaults=True):
    """The filler of a role: `ref`, the id of an annotation of the same document, or a span of its own."""

    role: str
    ref: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None


class Event(Span, frozen=True, gc=False, omit_defaults=True):
    """An event mention on its trigger; `date` is a partial ISO 8601 date, `timex` the id of the expression that gives it."""

    type: str
    args: tuple[Argument, ...] = ()
    realis: Literal["ACTUAL", "OTHER", "GENERIC"] = "ACTUAL"
    polarity: Literal["POSITIVE", "NEGATIVE"] = "POSITIVE"
    date: str | None = None
    timex: str | None = None
    cluster: str | None = None
    id: str | None = None
    text: str | None = None


class Before(Struct, frozen=True, gc=False, array_like=True):
    """The event cluster `first` precedes the event cluster `second`."""

    first: str
    second: str


class Link(Struct, frozen=True, gc=False, omit_defaults=True):
    """A TimeML TLINK: `source` and `target` are ids of events or timexes of the document, `t0` its creation time."""

    source: str
    target: str
    relation: str
    id: str | None = None


Record = Entity | Timex | Money | Event | Before | Link
"""What `Extractor.extract` may yield."""


class Annotations(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The annotations of one document by layer; None is a layer that was not attempted, `()` an answer."""

    entities: tuple[Entity, ...] | None = None
    timexes: tuple[Timex, ...] | None = None
    money: tuple[Money, ...] | None = None
    events: tuple[Event, ...] | None = None
    before: tuple[Before, ...] | None = None
    links: tuple[Link, ...] | None = None

    def attempted(self) -> tuple[str, ...]:
        """The annotation layers that are there, in the order of `ANNOTATION_LAYERS`."""
        return tuple(layer for layer in ANNOTATION_LAYERS if getattr(self, layer) is not None)

    def spans(self) -> Iterator[tuple[str, int, Entity | Timex | Money | Event]]:
        """Every annotation with a span, as (layer, its index in the layer, annotation)."""
        for layer in ("entities", "timexes", "money", "events"):
            for index, annotation in enumerate(getattr(self, layer) or ()):
                yield layer, index, annotation


class GoldDocument(Annotations, frozen=True, kw_only=True, omit_defaults=True):
    """A document with its gold annotations, as it stands in a corpus.

    `text` is None where the text is supplied by the user and was not; `text_sha256` then says which text is meant.
    """

    id: str
    lang: str | None = None
    dct: str | None = None
    text: str | None = None
    source: dict[str, Any] | None = None
    text_sha256: str | None = None
    text_length: int | None = None

    def document(self) -> Document:
        """What a system may see of it; ValueError where text or language is missing."""
        if self.text is None or self.lang is None:
            raise ValueError(f"document {self.id!r} has no {'text' if self.text is None else 'language'}")
        return Document(self.id, self.lang, self.dct, self.text)


class Prediction(Annotations, frozen=True, kw_only=True, omit_defaults=True):
    """What a system answered for one document; `failed` names the cause where it did not answer."""

    id: str
    failed: str | None = None
    lang: str | None = None
    dct: str | None = None
    text: str | None = None


class Counts(NamedTuple):
    """The counts from which every rate is computed: precision is right / predicted, recall is found / gold.

    The numerators are equal for one-to-one matching and differ for closures, clusters and partial credit.  Counts add with `plus`.
    """

    right: float = 0.0
    predicted: float = 0.0
    found: float = 0.0
    gold: float = 0.0

    def plus(self, other: Counts) -> Counts:
        """The counts of both together."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


class Score(Struct, frozen=True):
    """Rates in [0, 1], None where undefined; `ci95` holds (low, high) by rate where there is an interval.

    `unsure` marks intervals over 10 to 29 documents.
    """

    precision: float | None
    recall: float | None
    f1: float | None
    counts: Counts | None = None
    ci95: dict[str, tuple[float, float]] = field(default_factory=dict)
    unsure: bool = False
