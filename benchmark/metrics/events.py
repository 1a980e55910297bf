"""Events: triggers, arguments and the attributes of an event mention.

Definition.  `trigger_id`: the trigger's span equals a gold trigger's; `trigger`: and the type.  `argument_id`: event type and the filler's
span equal those of a gold argument; `argument`: and the role; `argument_attached`: and the trigger's span.  `realis`, `polarity`, `date`:
the trigger overlaps a gold trigger of the same type and the attribute is equal; for `date` only events with a date count on either side.
Source.  ACE 2005 as scored by Li et al. 2013 (https://aclanthology.org/P13-1008) and TextEE (Huang et al. 2024); Rich ERE for the
attributes.
Conventions.  Multisets: what stands twice counts twice on its side.  An argument that refers to an annotation has that annotation's span;
one whose reference is no annotation of its side has no span and is never right.  Under the profile `textee` triggers and arguments are
sets: duplicates are merged on both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmark.metrics import Batch, Tally
from benchmark.metrics.counting import Columns, columns_of, count_pairs, count_totals
from benchmark.profiles import Profile
from benchmark.records import Annotations, Argument, Event

LAYER = "events"
METRICS = ("trigger_id", "trigger", "argument_id", "argument", "argument_attached", "realis", "polarity", "date")
HEADLINE = "trigger"

Place = tuple[int, int]
Item = tuple[str, Hashable]
"""A label and what must be equal."""


def count(batch: Batch, profile: Profile) -> Iterator[Tally]:
    """Counts of every metric by document and label: the event type, or `event type:role`."""
    once = profile.merge_duplicate_events
    yield _count_items(
        "trigger_id", batch, lambda document: ((event.type, (event.start, event.end)) for event in document.events or ()), once
    )
    yield _count_items("trigger", batch, _triggers, once)
    for metric, key in (("argument_id", _by_filler), ("argument", _by_role), ("argument_attached", _by_trigger)):
        yield _count_items(metric, batch, _arguments(key), once)
    yield from _count_attributes(batch)


def _triggers(document: Annotations) -> Iterator[Item]:
    return ((event.type, (event.start, event.end, event.type)) for event in document.events or ())


ArgumentKey = Callable[[Event, Argument, Place], Hashable]


def _by_filler(event: Event, argument: Argument, place: Place) -> Hashable:
    del argument
    return (event.type, place)


def _by_role(event: Event, argument: Argument, place: Place) -> Hashable:
    return (event.type, place, argument.role)


def _by_trigger(event: Event, argument: Argument, place: Place) -> Hashable:
    return (event.type, place, argument.role, event.start, event.end)


def _arguments(key: ArgumentKey) -> Callable[[Annotations], Iterator[Item]]:
    def items(document: Annotations) -> Iterator[Item]:
        places = {annotation.id: (annotation.start, annotation.end) for _, _, annotation in document.spans() if annotation.id is not None}
        for event in document.events or ():
            for argument in event.args:
                place = filler_place(argument, places)
                yield f"{event.type}:{argument.role}", object() if place is None else key(event, argument, place)

    return items


def filler_place(argument: Argument, places: dict[str, Place]) -> Place | None:
    """Where the filler of an argument stands: the annotation that it refers to, else its own span."""
    if argument.ref is not None and argument.ref in places:
        return places[argument.ref]
    if argument.start is not None and argument.end is not None:
        return argument.start, argument.end
    return None


def _count_items(metric: str, batch: Batch, items: Callable[[Annotations], Iterable[Item]], once: bool) -> Tally:
    """Counts equal items of both sides as multisets, or as sets."""
    rows: list[tuple[int, str, float, float, float, float]] = []
    for index, (gold, predicted) in enumerate(zip(batch.gold, batch.predicted, strict=True)):
        sides = [list(dict.fromkeys(side)) if once else list(side) for side in (items(gold), items(predicted))]
        rows += [(index, label, *counts) for label, counts in _multiset_counts(*sides).items()]
    return Tally.of_rows(metric, rows)


def _multiset_counts(gold: Sequence[Item], predicted: Sequence[Item]) -> dict[str, tuple[float, float, float, float]]:
    """By label, and '' for all: right, predicted, found, gold.

    Equal items pair one to one; where labels differ among equals, those with the same label pair first.
    """
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    left = Counter(gold)
    same = Counter(predicted) & left
    for (label, _), number in same.items():
        right[label] += number
        found[label] += number
    rest_gold = _by_key(left - same)
    rest_predicted = _by_key(Counter(predicted) - same)
    for key, labels in rest_predicted.items():
        for label, other in zip(sorted(labels), sorted(rest_gold.get(key, ())), strict=False):
            right[label] += 1
            found[other] += 1
    totals = Counter(label for label, _ in predicted), Counter(label for label, _ in gold)
    labels_seen = {*totals[0], *totals[1]}
    counts = {
        label: (float(right[label]), float(totals[0][label]), float(found[label]), float(totals[1][label])) for label in sorted(labels_seen)
    }
    if labels_seen:
        counts[""] = (float(right.total()), float(len(predicted)), float(found.total()), float(len(gold)))
    return counts


def _by_key(items: Counter[Item]) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = {}
    for label, key in items.elements():
        found.setdefault(key, []).append(label)
    return found


def _count_attributes(batch: Batch) -> Iterator[Tally]:
    everything = _event_columns(batch, dated=False)
    totals = count_totals(everything)
    for metric in ("realis", "polarity"):
        yield count_pairs(metric, everything, everything.pair(_equal(everything, metric)), totals)
    dated = _event_columns(batch, dated=True)
    yield count_pairs("date", dated, dated.pair(_equal(dated, "date")), count_totals(dated))


def _event_columns(batch: Batch, *, dated: bool) -> Columns:
    def events(document: Annotations) -> list[Event]:
        return [event for event in document.events or () if not dated or event.date is not None]

    return columns_of(
        [events(document) for document in batch.gold],
        [events(document) for document in batch.predicted],
        lambda event: event.type,
        keep_records=True,
    )


def _equal(columns: Columns, attribute: str) -> NDArray[np.float64]:
    """For each overlap of triggers 1 where type and attribute are equal, 0 elsewhere."""
    values = [
        np.array([getattr(event, attribute) for event in side], dtype=object) for side in (columns.gold_records, columns.predicted_records)
    ]
    same = values[0][columns.overlaps.gold] == values[1][columns.overlaps.predicted]
    equal: NDArray[np.float64] = (same.astype(bool) & columns.same_label).astype(np.float64)
    return equal
