"""Time expressions: extent, type and value of TIMEX3.

Definition.  `strict`: the span equals a gold expression's.  `relaxed`: they overlap.  `type`, `value`: they overlap, and type or
canonical value are equal.  `interval`: they overlap; the credit is overlap over union of the stretches of the calendar that the values
cover, `mod` aside; where one of them covers none (a duration, `PRESENT_REF`, a SET) it is 1 for equal canonical values and 0 otherwise.
Source.  TempEval-3 (UzZaman et al. 2013, https://aclanthology.org/S13-2001, section 4) for all but `interval`, which is ours.
Conventions.  A value that does not parse equals the same text only.  No value at all equals nothing, except under the profile `tempeval3`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from benchmark.metrics import Batch, Tally
from benchmark.metrics.counting import Columns, columns_of, count_pairs, count_totals, exact_pairs
from benchmark.profiles import Profile
from benchmark.records import Annotations, Timex
from benchmark.timevalues import Interval, canonical, interval

LAYER = "timexes"
METRICS = ("strict", "relaxed", "type", "value", "interval")
HEADLINE = "value"


def count(batch: Batch, profile: Profile) -> Iterator[Tally]:
    """Counts of every metric by document and type."""
    columns = columns_of(
        [_expressions(document, profile) for document in batch.gold],
        [_expressions(document, profile) for document in batch.predicted],
        attrgetter("type"),
        keep_records=True,
    )
    totals = count_totals(columns)
    keys = [[_key(timex, profile) for timex in side] for side in (columns.gold_records, columns.predicted_records)]
    yield count_pairs("strict", columns, exact_pairs(columns, same_label=False), totals)
    yield count_pairs("relaxed", columns, columns.pair(np.ones(len(columns.overlaps))), totals)
    yield count_pairs("type", columns, columns.pair(columns.same_label.astype(np.float64)), totals, same_label=True)
    equal = _equal(columns, keys[0], keys[1])
    yield count_pairs("value", columns, columns.pair(equal), totals)
    yield count_pairs("interval", columns, columns.pair(_shared_calendar(columns, equal)), totals)


def _expressions(document: Annotations, profile: Profile) -> tuple[Timex, ...]:
    found = document.timexes or ()
    return tuple(timex for timex in found if timex.id != "t0") if profile.skip_creation_time else found


def _key(timex: Timex, profile: Profile) -> Hashable:
    """What is compared; a fresh object, equal to nothing, where there is no value."""
    if profile.timex_value_strings:
        return timex.value or ""
    if not timex.value:
        return object()
    try:
        return canonical(timex.value, timex.type if timex.type == "SET" else None)
    except ValueError:
        return timex.value


def _equal(columns: Columns, gold: list[Hashable], predicted: list[Hashable]) -> NDArray[np.float64]:
    """For each overlap 1 where the keys are equal, 0 elsewhere."""
    codes: dict[Hashable, int] = {}
    left, right = (np.fromiter((codes.setdefault(key, len(codes)) for key in side), np.int64, len(side)) for side in (gold, predicted))
    equal: NDArray[np.float64] = (left[columns.overlaps.gold] == right[columns.overlaps.predicted]).astype(np.float64)
    return equal


def _shared_calendar(columns: Columns, equal: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each overlap the share of the calendar that both values cover, where both cover a stretch; else equality."""
    gold = [_stretch(timex) for timex in columns.gold_records]
    predicted = [_stretch(timex) for timex in columns.predicted_records]
    credit = equal.copy()
    for place, (left, right) in enumerate(zip(columns.overlaps.gold, columns.overlaps.predicted, strict=True)):
        one, other = gold[left], predicted[right]
        if one is not None and other is not None:
            credit[place] = one.jaccard(other)
    return credit


def _stretch(timex: Timex) -> Interval | None:
    if timex.type == "SET" or not timex.value:
        return None
    try:
        return interval(timex.value)
    except ValueError:
        return None
