"""Pairs gold spans with predicted spans: one to one, optimal, whatever the order they come in.

Definition.  Two spans may pair when they share a position (and what else the metric asks for).  Among all one-to-one pairings of a document
the one is taken that has the largest credit, then the most pairs, then the largest overlap, then the earliest spans: the earliest gold
span that can be in, then the next, and likewise of the predicted ones.  (Both come true in one pairing: Mendelsohn & Dulmage 1958.)
Among equal spans those come first that have a partner of the same span and label.
Method.  Arrays in, arrays out, over all documents at once.  Equal spans are found by a sorted join, overlaps by binary search over sorted
starts.  An overlap whose two spans overlap nothing else is a pair at once, and where several spans compete for one alone the best takes it;
only the other components in which spans compete go to an assignment solver (`assigning.py`), so that cost stays near-linear in the spans
of a document.
Source.  The optimum is that of MUC-5 (Chinchor & Sundheim 1993, https://aclanthology.org/M93-1007).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Labels", "Overlaps", "Pairs", "Spans", "best_pairs", "equal_pairs", "overlaps", "sorted_spans"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

CROWDED = 4
"""How many candidates a span may have on average before they are looked for by length."""


class Labels:
    """Codes for labels, shared by both sides; a code is an index into `names`."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.codes: dict[str, int] = {}
        for name in names:
            self.code(name)

    def code(self, name: str) -> int:
        """The code of a label, a new one where it has none yet."""
        return self.codes.setdefault(name, len(self.codes))

    @property
    def names(self) -> NDArray[np.object_]:
        """The labels by code."""
        return np.array(list(self.codes), dtype=object)

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of many documents as columns, sorted by document, start and end.

    `order` gives for each row the position that it had before it was sorted.
    """

    document: Ints
    start: Ints
    end: Ints
    label: Ints
    order: Ints
    distinct: bool
    """Whether no two rows are the same stretch of one document."""

    @classmethod
    def of(cls, document: Ints, start: Ints, end: Ints, label: Ints) -> Spans:
        """Columns sorted by document, start, end and label; ValueError where a span is empty or starts before 0."""
        if len(start) and (bool((end <= start).any()) or int(start.min()) < 0):
            wrong = int(np.flatnonzero((end <= start) | (start < 0))[0])
            raise ValueError(f"span {int(start[wrong])}-{int(end[wrong])} is empty or starts before 0")
        order = np.arange(len(start), dtype=np.int64)
        key = combined([document, start, end, label])
        if bool((key[1:] < key[:-1]).any()):
            order = np.argsort(key, kind="stable")
            document, start, end, label = document[order], start[order], end[order], label[order]
        equal = (start[1:] == start[:-1]) & (end[1:] == end[:-1]) & (document[1:] == document[:-1])
        return cls(document, start, end, label, order, not bool(equal.any()))

    def taken(self, rows: Ints) -> Spans:
        """The rows in another order."""
        return Spans(self.document[rows], self.start[rows], self.end[rows], self.label[rows], self.order[rows], self.distinct)

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Each pair of a gold and a predicted row that share a position: row numbers, and how many positions.

    `alone` marks the pairs whose spans overlap nothing else.
    """

    gold: Ints
    predicted: Ints
    shared: Ints
    equal: Flags
    """Whether the two have the same boundaries."""
    alone: Flags

    @classmethod
    def of(cls, gold: Ints, predicted: Ints, shared: Ints, equal: Flags) -> Overlaps:
        """Pairs of rows, ordered by predicted row, then gold row."""
        if not len(gold):
            return cls(gold, predicted, shared, equal, equal)
        return cls(gold, predicted, shared, equal, (np.bincount(gold)[gold] == 1) & (np.bincount(predicted)[predicted] == 1))

    def __len__(self) -> int:
        return len(self.gold)


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairing: rows of gold and of predicted, and the credit of each pair."""

    gold: Ints
    predicted: Ints
    credit: Floats


def combined(columns: Sequence[Ints]) -> Ints:
    """One number for each row, ordered as the rows are, column by column; numbers are not negative."""
    key = columns[0]
    for column in columns[1:]:
        if not len(key):
            return key
        size = int(column.max()) + 1
        if (int(key.max()) + 1) * size >= 2**63:
            key = np.unique(key, return_inverse=True)[1].astype(np.int64)
            distinct, column = np.unique(column, return_inverse=True)
            size = len(distinct)
        key = key * size + column
    return key


def sorted_spans(gold: Sequence[Ints], predicted: Sequence[Ints]) -> tuple[Spans, Spans]:
    """Both sides from (document, start, end, label code) columns, sorted.

    Among equal spans those come first that have a partner of the same span and label, then by label.
    """
    sides = [Spans.of(*columns) for columns in (gold, predicted)]
    if all(side.distinct for side in sides):
        return sides[0], sides[1]
    pairs = equal_pairs(sides[0], sides[1], same_label=True)
    ordered = []
    for side, rows in zip(sides, (pairs.gold, pairs.predicted), strict=True):
        alone = np.ones(len(side), dtype=np.int64)
        alone[rows] = 0
        ordered.append(side.taken(np.lexsort((side.label, alone, side.end, side.start, side.document))))
    return ordered[0], ordered[1]


def equal_pairs(gold: Spans, predicted: Spans, *, same_label: bool) -> Pairs:
    """Rows with equal boundaries, and equal label where that is asked for, paired one to one.

    Equal rows are interchangeable, so that no assignment is needed: the first pairs with the first.
    """
    names = ("document", "start", "end", "label") if same_label else ("document", "start", "end")
    both = [np.concatenate([getattr(gold, name), getattr(predicted, name)]) for name in names]
    key = combined(both)
    left, right = key[: len(gold)], key[len(gold) :]
    rows = [None if bool((side[1:] > side[:-1]).all()) else np.argsort(side, kind="stable") for side in (left, right)]
    left, right = (side if order is None else side[order] for side, order in zip((left, right), rows, strict=True))
    place = np.searchsorted(left, right)
    if rows[1] is not None:
        place += _occurrence(right)
    hit = np.flatnonzero(place < len(left))
    hit = hit[left[place[hit]] == right[hit]]
    place = place[hit]
    found = place if rows[0] is None else rows[0][place]
    answers = hit if rows[1] is None else rows[1][hit]
    return Pairs(found, answers, np.ones(len(found)))


def _occurrence(key: Ints) -> Ints:
    """For each of sorted numbers how many equal ones stand before it."""
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    length = np.diff(np.append(first, len(key)))
    return np.arange(len(key)) - np.repeat(first, length)


def overlaps(gold: Spans, predicted: Spans) -> Overlaps:
    """Every gold and predicted span of one document that share a position, ordered by predicted row, then gold row."""
    if not len(gold) or not len(predicted):
        none = np.zeros(0, dtype=np.int64)
        return Overlaps.of(none, none, none, none.astype(bool))
    width = int(max(gold.end.max(), predicted.end.max())) + 1
    gold_start, start = gold.document * width + gold.start, predicted.document * width + predicted.start
    gold_end, end = gold_start + (gold.end - gold.start), start + (predicted.end - predicted.start)
    reach = np.maximum.accumulate(gold_end)
    low, high = np.searchsorted(reach, start, side="right"), np.searchsorted(gold_start, end, side="left")
    if int(np.maximum(high - low, 0).sum()) <= CROWDED * (len(gold) + len(predicted)):
        left, right = _expanded(low, high)
    else:
        left, right = _by_length(gold_start, gold_end, start, end)
    left_start, right_start, left_end, right_end = gold_start[left], start[right], gold_end[left], end[right]
    shared = np.minimum(left_end, right_end) - np.maximum(left_start, right_start)
    equal = (left_start == right_start) & (left_end == right_end)
    if bool((shared <= 0).any()):
        kept = shared > 0
        left, right, shared, equal = left[kept], right[kept], shared[kept], equal[kept]
    return Overlaps.of(left, right, shared, equal)


def _expanded(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """All (candidate, query) index pairs of the ranges [low, high) of each query."""
    length = np.maximum(high - low, 0)
    if bool((length <= 1).all()):
        query = np.flatnonzero(length)
        return low[query], query
    query = np.repeat(np.arange(len(low)), length)
    first = np.repeat(np.cumsum(length) - length, length)
    return np.arange(len(query)) - first + low[query], query


def _by_length(gold_start: Ints, gold_end: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Candidates among gold spans of about one length at a time, so that one long span does not widen every search."""
    lefts, rights = [], []
    magnitude = np.frexp((gold_end - gold_start).astype(np.float64))[1]
    for size in np.unique(magnitude):
        rows = np.flatnonzero(magnitude == size)
        starts = gold_start[rows]
        low = np.searchsorted(starts, start - 2 ** int(size), side="right")
        left, right = _expanded(low, np.searchsorted(starts, end, side="left"))
        lefts.append(rows[left])
        rights.append(right)
    left, right = np.concatenate(lefts), np.concatenate(rights)
    order = np.lexsort((left, right))
    return left[order], right[order]


def best_pairs(candidates: Overlaps, credit: Floats) -> Pairs:
    """The optimal one-to-one pairing of the candidates with a credit above 0, ordered by predicted row."""
    chosen = candidates.alone & (credit > 0)
    rivals = np.flatnonzero(~candidates.alone & (credit > 0))
    if len(rivals):
        from benchmark.assigning import optimal  # The solver is half of what it takes to import the metrics.

        chosen[rivals[optimal(candidates.gold[rivals], candidates.predicted[rivals], credit[rivals], candidates.shared[rivals])]] = True
    return Pairs(candidates.gold[chosen], candidates.predicted[chosen], credit[chosen])
