"""Pairs gold spans with predicted spans: one to one, optimal, whatever the order they come in.

Definition.  Two spans may pair when they share a position (and what else the metric asks for).  Among all one-to-one pairings of a document
the one is taken that has the largest credit, then the most pairs, then the largest overlap, then the earliest spans.
Method.  Arrays in, arrays out, over all documents at once.  Overlaps are found by binary search over sorted starts.  An overlap whose
two spans overlap nothing else is a pair at once; only the components in which spans compete go to an assignment solver, so that cost stays
near-linear in the spans of a document.
Source.  The optimum is that of MUC-5 (Chinchor & Sundheim 1993, https://aclanthology.org/M93-1007); the solver is `scipy`'s
`linear_sum_assignment` (Crouse 2016).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

__all__ = ["Labels", "Overlaps", "Pairs", "Spans", "best_pairs", "overlaps"]

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
    """Spans of many documents as columns, sorted by document, start, end and label.

    `order` gives for each row the position that it had before it was sorted.
    """

    document: Ints
    start: Ints
    end: Ints
    label: Ints
    order: Ints

    @classmethod
    def of(cls, document: Ints, start: Ints, end: Ints, label: Ints) -> Spans:
        """Sorted columns; ValueError where a span is empty or starts before 0."""
        if len(start) and (bool((end <= start).any()) or int(start.min()) < 0):
            wrong = int(np.flatnonzero((end <= start) | (start < 0))[0])
            raise ValueError(f"span {int(start[wrong])}-{int(end[wrong])} is empty or starts before 0")
        order = _order(document, start, end, label)
        return cls(document[order], start[order], end[order], label[order], order)

    @classmethod
    def of_rows(cls, rows: Sequence[tuple[int, int, int, int]]) -> Spans:
        """From (document, start, end, label code) rows."""
        columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
        return cls.of(*columns)

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Each pair of a gold and a predicted row that share a position: row numbers, and how many positions."""

    gold: Ints
    predicted: Ints
    shared: Ints
    equal: Flags
    """Whether the two have the same boundaries."""

    def where(self, chosen: Flags) -> Overlaps:
        """Some of them."""
        return Overlaps(self.gold[chosen], self.predicted[chosen], self.shared[chosen], self.equal[chosen])

    def __len__(self) -> int:
        return len(self.gold)


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairing: rows of gold and of predicted, and the credit of each pair."""

    gold: Ints
    predicted: Ints
    credit: Floats


def _order(document: Ints, start: Ints, end: Ints, label: Ints) -> Ints:
    """The order by document, start, end, label; by one packed key where that fits into 63 bits."""
    if not len(start):
        return np.zeros(0, dtype=np.int64)
    sizes = [int(column.max()) + 1 for column in (document, start, end, label)]
    if sizes[0] * sizes[1] * sizes[2] * sizes[3] < 2**63:
        key = ((document * sizes[1] + start) * sizes[2] + end) * sizes[3] + label
        if bool((key[1:] >= key[:-1]).all()):
            return np.arange(len(start), dtype=np.int64)
        return np.argsort(key, kind="stable")
    return np.lexsort((label, end, start, document))


def overlaps(gold: Spans, predicted: Spans) -> Overlaps:
    """Every gold and predicted span of one document that share a position, ordered by predicted row, then gold row."""
    if not len(gold) or not len(predicted):
        none = np.zeros(0, dtype=np.int64)
        return Overlaps(none, none, none, none.astype(bool))
    width = int(max(gold.end.max(), predicted.end.max())) + 1
    gold_start, gold_end = gold.document * width + gold.start, gold.document * width + gold.end
    start, end = predicted.document * width + predicted.start, predicted.document * width + predicted.end
    reach = np.maximum.accumulate(gold_end)
    low, high = np.searchsorted(reach, start, side="right"), np.searchsorted(gold_start, end, side="left")
    if int(np.maximum(high - low, 0).sum()) <= CROWDED * (len(gold) + len(predicted)):
        left, right = _expanded(low, high)
    else:
        left, right = _by_length(gold_start, gold_end, start, end)
    shared = np.minimum(gold_end[left], end[right]) - np.maximum(gold_start[left], start[right])
    if bool((shared <= 0).any()):
        kept = shared > 0
        left, right, shared = left[kept], right[kept], shared[kept]
    equal = (gold_start[left] == start[right]) & (gold_end[left] == end[right])
    return Overlaps(left, right, shared, equal)


def _expanded(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """All (candidate, query) index pairs of the ranges [low, high) of each query."""
    length = np.maximum(high - low, 0)
    if bool((length <= 1).all()):
        query = np.flatnonzero(length)
        return low[query].astype(np.int64), query
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


def best_pairs(candidates: Overlaps, credit: Floats, *, gold: int, predicted: int) -> Pairs:
    """The optimal one-to-one pairing of the candidates with a credit above 0; `gold` and `predicted` are the numbers of rows.

    Pairs come ordered by predicted row.
    """
    if bool((credit <= 0).any()):
        kept = credit > 0
        candidates, credit = candidates.where(kept), credit[kept]
    alone = (np.bincount(candidates.gold, minlength=gold)[candidates.gold] == 1) & (
        np.bincount(candidates.predicted, minlength=predicted)[candidates.predicted] == 1
    )
    if bool(alone.all()):
        return Pairs(candidates.gold, candidates.predicted, credit)
    chosen = alone.copy()
    rivals = np.flatnonzero(~alone)
    chosen[rivals[_assigned(candidates.where(~alone), credit[~alone])]] = True
    return Pairs(candidates.gold[chosen], candidates.predicted[chosen], credit[chosen])


def _assigned(candidates: Overlaps, credit: Floats) -> Ints:
    """Which of the candidates, all in components where spans compete, are in the optimal pairing."""
    _, left = np.unique(candidates.gold, return_inverse=True)
    _, right = np.unique(candidates.predicted, return_inverse=True)
    count = int(left.max()) + 1
    graph = coo_array((np.ones(len(left)), (left, right + count)), shape=(count + int(right.max()) + 1,) * 2)
    _, component = connected_components(graph, directed=False)
    of_edge = component[left]
    order = np.argsort(of_edge, kind="stable")
    bounds = np.flatnonzero(np.diff(of_edge[order])) + 1
    chosen = [edges[_solved(left[edges], right[edges], candidates.shared[edges], credit[edges])] for edges in np.split(order, bounds)]
    return np.concatenate(chosen)


def _solved(left: Ints, right: Ints, shared: Ints, credit: Floats) -> Ints:
    """The optimal assignment of one component, as indices of its edges."""
    rows, row = np.unique(left, return_inverse=True)
    columns, column = np.unique(right, return_inverse=True)
    pairs = min(len(rows), len(columns))
    # One weight for an order of criteria: each later one, summed over all pairs, stays below the least step of the one before.
    steps = np.unique(np.concatenate([[0.0], credit]))
    for_pair = float(np.diff(steps).min()) / (2.0 * (pairs + 1))
    largest = float(shared.max())
    for_shared = for_pair / (2.0 * (pairs + 1) * largest)
    earliness = (len(rows) - row) * len(columns) + (len(columns) - column)
    for_early = for_shared / (2.0 * (pairs + 1) * len(rows) * len(columns) + 1.0)
    weight = np.zeros((len(rows), len(columns)))
    edge = np.full((len(rows), len(columns)), -1, dtype=np.int64)
    weight[row, column] = credit + for_pair + for_shared * shared + for_early * earliness
    edge[row, column] = np.arange(len(left))
    found = edge[linear_sum_assignment(weight, maximize=True)]
    return found[found >= 0]
