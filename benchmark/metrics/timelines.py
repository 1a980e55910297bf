"""Timelines: which events happened, their dates and their order.

Definition.  The timeline of each side is derived from its events (`benchmark.timelines`).  Gold and predicted timeline events pair one to
one where they share an overlapping mention of one type: as many pairs as possible, then the most equal dates, then the largest overlap,
then the earliest; this one pairing serves every metric here.  `events`: paired.  `dated`: only events with a date count on either side;
right where paired and the dates are equal.  `date_partial`: the same with credit: the leading date parts that agree over the parts of the
longer date.  `order`: the ordered pairs that each side entails; right are pairs of paired events that both sides order alike.  `date_f1`:
overlap of the sets of dates.
Source.  `order` after SemEval-2015 task 4 (Minard et al. 2015, https://aclanthology.org/S15-2132); `date_f1` after Martschat & Markert 2018
(https://aclanthology.org/K18-1023); the rest is ours.
Conventions.  No labels.  A system that never dates gains nothing in `dated`: events that either side leaves undated are no answers there.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmark.matching import Overlaps, best_pairs
from benchmark.metrics import Batch, Tally
from benchmark.profiles import Profile
from benchmark.timelines import Timeline, TimelineEvent, timeline

LAYER = "timelines"
METRICS = ("events", "dated", "date_partial", "order", "date_f1")
HEADLINE = "dated"

Row = tuple[int, str, float, float, float, float]


def count(batch: Batch, profile: Profile) -> Iterator[Tally]:
    """Counts of every metric by document."""
    del profile
    rows: dict[str, list[Row]] = {metric: [] for metric in METRICS}
    for index, (one, other) in enumerate(zip(batch.gold, batch.predicted, strict=True)):
        gold, predicted = timeline(one), timeline(other)
        if gold.events or predicted.events:
            for metric, counts in _counts(gold, predicted).items():
                rows[metric].append((index, "", *counts))
    for metric in METRICS:
        yield Tally.of_rows(metric, rows[metric])


def _counts(gold: Timeline, predicted: Timeline) -> dict[str, tuple[float, float, float, float]]:
    pairs = pair_events(gold, predicted)
    dates = [(gold.events[left].date, predicted.events[right].date) for left, right in pairs]
    both = [(one, other) for one, other in dates if one is not None and other is not None]
    dated = [float(sum(event.date is not None for event in side.events)) for side in (gold, predicted)]
    equal = float(sum(one == other for one, other in both))
    partial = sum(_shared_parts(one, other) for one, other in both)
    place = dict(pairs)
    alike = float(sum((place.get(first), place.get(second)) in predicted.order for first, second in gold.order))
    days = [{event.date for event in side.events if event.date is not None} for side in (gold, predicted)]
    shared = float(len(days[0] & days[1]))
    return {
        "events": (float(len(pairs)), float(len(predicted.events)), float(len(pairs)), float(len(gold.events))),
        "dated": (equal, dated[1], equal, dated[0]),
        "date_partial": (partial, dated[1], partial, dated[0]),
        "order": (alike, float(len(predicted.order)), alike, float(len(gold.order))),
        "date_f1": (shared, float(len(days[1])), shared, float(len(days[0]))),
    }


def pair_events(gold: Timeline, predicted: Timeline) -> list[tuple[int, int]]:
    """The one pairing of two timelines, as (gold index, predicted index), ordered by gold."""
    shared = np.array([[_overlap(one, other) for other in predicted.events] for one in gold.events], dtype=np.int64)
    if shared.size == 0 or not shared.any():
        return []
    right, left = np.nonzero(shared.T)
    candidates = Overlaps.of(left, right, shared[left, right], np.zeros(len(left), dtype=bool))
    dates = [[event.date for event in side.events] for side in (gold, predicted)]
    same_date = np.array([dates[0][one] == dates[1][other] is not None for one, other in zip(left, right, strict=True)], dtype=np.float64)
    # All equal dates together are worth less than one pair.
    pairs = best_pairs(candidates, 1.0 + same_date / (min(shared.shape) + 1))
    return sorted(zip(pairs.gold.tolist(), pairs.predicted.tolist(), strict=True))


def _overlap(gold: TimelineEvent, predicted: TimelineEvent) -> int:
    """Positions that mentions of one type share."""
    return sum(
        max(0, min(one.end, other.end) - max(one.start, other.start))
        for one in gold.mentions
        for other in predicted.mentions
        if one.type == other.type
    )


def _shared_parts(gold: str, predicted: str) -> float:
    """Leading parts of two dates that agree, over the parts of the longer one."""
    one, other = gold.split("-"), predicted.split("-")
    agreed = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        agreed += 1
    return agreed / max(len(one), len(other))
