"""What became of every annotation: one alignment of gold and predictions for error lists, comparisons and pages.

Definition.  Annotations of equal span and label pair first, then those that overlap: as many pairs as possible, equal labels and equal
spans preferred.  A pair is right where everything that its layer says agrees, else the first of these that differs: type, boundary, value,
date; a trigger's arguments that only one side has are errors of their own.
Conventions.  A document that failed has every gold annotation missed; a layer that a system does not attempt has no outcomes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from benchmark.metrics.counting import Columns, columns_of, exact_pairs
from benchmark.metrics.events import filler_place
from benchmark.records import Annotations, Entity, Event, GoldDocument, Money, Prediction, Timex
from benchmark.timevalues import canonical

__all__ = ["ERROR_KINDS", "SPAN_LAYERS", "Annotation", "Judged", "Outcome", "arguments_of", "judged", "label_of", "outcomes", "places_of"]

SPAN_LAYERS = ("entities", "timexes", "money", "events")
Annotation = Entity | Timex | Money | Event

ERROR_KINDS = ("missed", "spurious", "boundary", "type", "value", "argument", "date")
"""What may be wrong with a span, in the order of the lists."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one gold or predicted annotation: `kind` is 'right' or one of ERROR_KINDS.

    A side is (start, end, label); None where the other stands alone.  `detail` says more, such as a role or a value.
    """

    document: str
    layer: str
    kind: str
    gold: tuple[int, int, str] | None = None
    predicted: tuple[int, int, str] | None = None
    detail: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands: in gold, or in the prediction where gold has nothing."""
        side = self.gold or self.predicted
        return (side[0], side[1]) if side is not None else (0, 0)


class Judged(NamedTuple):
    """The same with the annotations themselves, for who shows more than their spans; `number` is the document's place."""

    number: int
    kind: str
    gold: Annotation | None
    predicted: Annotation | None
    detail: str = ""


def outcomes(*, gold: Sequence[GoldDocument], predicted: Sequence[Prediction], layers: Sequence[str] = SPAN_LAYERS) -> list[Outcome]:
    """The outcome of every annotation of documents in the same order, by layer, document and place."""
    found: list[Outcome] = []
    for layer in (layer for layer in SPAN_LAYERS if layer in layers):
        of_layer = [_outcome(layer, one, gold[one.number].id) for one in judged(layer, gold=gold, predicted=predicted)]
        found += sorted(of_layer, key=lambda outcome: (outcome.document, outcome.span, outcome.kind))
    return found


def judged(layer: str, *, gold: Sequence[GoldDocument], predicted: Sequence[Prediction]) -> Iterator[Judged]:
    """What became of every annotation of one layer, document by document in no order; documents without gold of it are left out."""
    numbers = [number for number, document in enumerate(gold) if getattr(document, layer) is not None]
    pairs = [(gold[number], predicted[number]) for number in numbers]
    sides = [[getattr(side[which], layer) or () for side in pairs] for which in (0, 1)]
    columns = columns_of(sides[0], sides[1], label_of, keep_records=True)
    for row in _paired(columns):
        for one in _judged(row, pairs):
            yield one._replace(number=numbers[one.number])


def _outcome(layer: str, one: Judged, document: str) -> Outcome:
    sides = [None if side is None else (side.start, side.end, label_of(side)) for side in (one.gold, one.predicted)]
    return Outcome(document, layer, one.kind, sides[0], sides[1], one.detail)


def label_of(annotation: Annotation) -> str:
    """What tables group an annotation by: its type, or its currency."""
    return annotation.currency if isinstance(annotation, Money) else annotation.type


Row = tuple[int, Annotation | None, Annotation | None]
"""The document's number, and both sides."""


def _paired(columns: Columns) -> Iterator[Row]:
    """Every annotation once, with its partner where it has one."""
    same = exact_pairs(columns, same_label=True)
    partner = dict(zip(same.gold.tolist(), same.predicted.tolist(), strict=True))
    taken = set(partner.values())
    rows = zip(columns.overlaps.gold.tolist(), columns.overlaps.predicted.tolist(), strict=True)
    free = np.array([left not in partner and right not in taken for left, right in rows], dtype=bool)
    credit = np.where(free, 1.0 + columns.same_label * 1e-3 + columns.overlaps.equal * 1e-6, 0.0) if len(free) else np.zeros(0)
    rest = columns.pair(credit)
    partner |= dict(zip(rest.gold.tolist(), rest.predicted.tolist(), strict=True))
    for left in range(len(columns.gold)):
        right = partner.get(left)
        yield int(columns.gold.document[left]), columns.gold_records[left], None if right is None else columns.predicted_records[right]
    for right in sorted(set(range(len(columns.predicted))) - set(partner.values())):
        yield int(columns.predicted.document[right]), None, columns.predicted_records[right]


def _judged(row: Row, pairs: Sequence[tuple[GoldDocument, Prediction]]) -> Iterator[Judged]:
    number, gold, predicted = row
    if gold is None or predicted is None:
        yield Judged(number, "missed" if predicted is None else "spurious", gold, predicted)
        return
    kind, detail = _difference(gold, predicted)
    yield Judged(number, kind, gold, predicted, detail)
    if isinstance(gold, Event) and isinstance(predicted, Event) and label_of(gold) == label_of(predicted):
        for said in _argument_differences(gold, predicted, pairs[number]):
            yield Judged(number, "argument", gold, predicted, said)


def _difference(gold: Annotation, predicted: Annotation) -> tuple[str, str]:
    """The kind of the first difference, and what it is."""
    if label_of(gold) != label_of(predicted):
        return "type", f"{label_of(gold)}, not {label_of(predicted)}"
    if (gold.start, gold.end) != (predicted.start, predicted.end):
        return "boundary", ""
    if isinstance(gold, Timex) and isinstance(predicted, Timex) and _key(gold) != _key(predicted):
        return "value", f"{gold.value}, not {predicted.value}"
    if isinstance(gold, Money) and isinstance(predicted, Money) and _amounts(gold) != _amounts(predicted):
        return "value", f"{gold.amount or f'{gold.min} to {gold.max}'}, not {predicted.amount or f'{predicted.min} to {predicted.max}'}"
    if isinstance(gold, Event) and isinstance(predicted, Event) and gold.date != predicted.date:
        return "date", f"{gold.date or 'no date'}, not {predicted.date or 'none'}"
    return "right", ""


def _key(timex: Timex) -> Any:
    try:
        return canonical(timex.value or "", "SET" if timex.type == "SET" else None)
    except ValueError:
        return timex.value


def _amounts(money: Money) -> tuple[float | None, ...]:
    return tuple(None if value is None else float(value) for value in (money.amount, money.min, money.max))


def _argument_differences(gold: Event, predicted: Event, documents: tuple[Annotations, Annotations]) -> Iterator[str]:
    sides = [Counter(arguments_of(event, places_of(document))) for event, document in zip((gold, predicted), documents, strict=True)]
    for role, start, end in sorted((sides[0] - sides[1]).elements()):
        yield f"missed {role} at {start}-{end}"
    for role, start, end in sorted((sides[1] - sides[0]).elements()):
        yield f"spurious {role} at {start}-{end}"


def places_of(document: Annotations) -> dict[str, tuple[int, int]]:
    """The span of each annotation that has an id."""
    return {annotation.id: (annotation.start, annotation.end) for _, _, annotation in document.spans() if annotation.id is not None}


def arguments_of(event: Event, places: dict[str, tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """Each argument that has a span, as (role, start, end); `places` are the spans that its references mean."""
    for argument in event.args:
        if (place := filler_place(argument, places)) is not None:
            yield (argument.role, *place)
