"""From annotations to columns, and from pairs to counts: what the metrics of all span layers share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmark.matching import Overlaps, Pairs, Spans, best_pairs, equal_pairs, overlaps, sorted_spans
from benchmark.metrics import Tally

__all__ = ["Columns", "columns_of", "count_pairs", "count_totals", "exact_pairs"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Columns:
    """Both sides of a layer as sorted columns, with what overlaps; `names` are the labels by code, in alphabetical order."""

    gold: Spans
    predicted: Spans
    names: NDArray[np.object_]
    documents: int
    overlaps: Overlaps
    gold_records: Sequence[Any] = ()
    """The gold annotations in the order of the sorted rows, where a metric needs more than spans and labels."""
    predicted_records: Sequence[Any] = ()

    @classmethod
    def of_arrays(
        cls,
        gold: Sequence[Ints],
        predicted: Sequence[Ints],
        names: Sequence[str],
        documents: int,
        records: tuple[list[Any], list[Any]] = ([], []),
    ) -> Columns:
        """From (document, start, end, label code) columns of both sides; codes are indices into `names`."""
        order = np.argsort(np.array(names, dtype=object), kind="stable")
        rank = np.empty(len(names), dtype=np.int64)
        rank[order] = np.arange(len(names))
        sides = sorted_spans(*([document, start, end, rank[label]] for document, start, end, label in (gold, predicted)))
        kept = [[rows[place] for place in spans.order] if rows else [] for rows, spans in zip(records, sides, strict=True)]
        sorted_names = np.array(names, dtype=object)[order]
        return cls(sides[0], sides[1], sorted_names, documents, overlaps(sides[0], sides[1]), kept[0], kept[1])

    def pair(self, credit: Floats) -> Pairs:
        """The optimal pairing for a credit for each overlap."""
        return best_pairs(self.overlaps, credit)

    @property
    def same_label(self) -> NDArray[np.bool_]:
        """For each overlap whether the labels are equal."""
        same: NDArray[np.bool_] = self.gold.label[self.overlaps.gold] == self.predicted.label[self.overlaps.predicted]
        return same


def columns_of(
    gold: Sequence[Collection[Any]], predicted: Sequence[Collection[Any]], label: Callable[[Any], str], *, keep_records: bool = False
) -> Columns:
    """Columns from the annotations of each document on both sides."""
    codes = _Codes()
    sides = [list(chain.from_iterable(side)) for side in (gold, predicted)]
    arrays = [
        _arrays(np.fromiter(map(len, side), np.int64, len(side)), items, map(codes.__getitem__, map(label, items)))
        for side, items in zip((gold, predicted), sides, strict=True)
    ]
    records = (sides[0], sides[1]) if keep_records else ([], [])
    return Columns.of_arrays(arrays[0], arrays[1], list(codes), len(gold), records)


class _Codes(dict[str, int]):
    """Codes for labels, a new one for each that is new; a dictionary looks up faster than a method."""

    def __missing__(self, name: str) -> int:
        self[name] = code = len(self)
        return code


START, END = attrgetter("start"), attrgetter("end")


def _arrays(sizes: Ints, items: list[Any], labels: Iterator[int]) -> list[Ints]:
    """Document, start, end and label of the items of documents that have so many each."""
    number = len(items)
    return [
        np.repeat(np.arange(len(sizes)), sizes),
        np.fromiter(map(START, items), np.int64, number),
        np.fromiter(map(END, items), np.int64, number),
        np.fromiter(labels, np.int64, number),
    ]


def exact_pairs(columns: Columns, *, same_label: bool) -> Pairs:
    """Rows with equal boundaries, and equal label where that is asked for, paired one to one."""
    if columns.gold.distinct and columns.predicted.distinct:
        chosen = columns.overlaps.equal & columns.same_label if same_label else columns.overlaps.equal
        found = columns.overlaps.where(chosen)
        return Pairs(found.gold, found.predicted, np.ones(len(found)))
    return equal_pairs(columns.gold, columns.predicted, same_label=same_label)


@dataclass(frozen=True)
class Totals:
    """How many annotations each side has, and the rows that all metrics of a layer share: one a document and label, '' for all.

    `gold` and `predicted` are the denominators.
    """

    columns: Columns
    key: Ints
    """The rows, as document x (labels + 1) + label; the last label is ''."""
    gold: Floats
    predicted: Floats

    def sums(self, document: Ints, label: Ints, weight: Floats | None = None) -> Floats:
        """The weights summed by row."""
        return _sums(self.key, self.columns, document, label, weight)


def count_totals(columns: Columns) -> Totals:
    """The denominators, computed once for all metrics of a layer; documents and labels without annotations have no row."""
    width = len(columns.names) + 1
    sides = (columns.gold, columns.predicted)
    if columns.documents * width <= SPARSE * (len(columns.gold) + len(columns.predicted)) + width:
        there = np.zeros((columns.documents, width), dtype=bool)
        for side in sides:
            there[side.document, side.label] = True
        there[:, -1] = there.any(axis=1)
        key = np.flatnonzero(there)
    else:
        key = np.unique(np.concatenate([number for side in sides for number in _keys(columns, side.document, side.label)]))
    gold, predicted = (_sums(key, columns, side.document, side.label, None) for side in sides)
    return Totals(columns, key, gold, predicted)


SPARSE = 8
"""How many cells a span may have in a full table of documents and labels."""


def _keys(columns: Columns, document: Ints, label: Ints) -> tuple[Ints, Ints]:
    """The rows that a span counts in: its label's and that of all labels."""
    width = len(columns.names) + 1
    return document * width + label, document * width + (width - 1)


def _sums(key: Ints, columns: Columns, document: Ints, label: Ints, weight: Floats | None) -> Floats:
    cells = columns.documents * (len(columns.names) + 1)
    own, all_labels = _keys(columns, document, label)
    if cells <= SPARSE * len(key):
        counted = np.bincount(own, weight, cells) + np.bincount(all_labels, weight, cells)
        return counted[key].astype(np.float64)
    rows = len(key)
    sums = np.bincount(np.searchsorted(key, own), weight, rows) + np.bincount(np.searchsorted(key, all_labels), weight, rows)
    return sums.astype(np.float64)


def count_pairs(metric: str, columns: Columns, pairs: Pairs, totals: Totals) -> Tally:
    """Credits as `right` of the predicted label and `found` of gold's."""
    gold, predicted = columns.gold, columns.predicted
    right = totals.sums(predicted.document[pairs.predicted], predicted.label[pairs.predicted], pairs.credit)
    found = totals.sums(gold.document[pairs.gold], gold.label[pairs.gold], pairs.credit)
    width = len(columns.names) + 1
    document, label = np.divmod(totals.key, width)
    names = np.append(columns.names, "")
    return Tally(metric, document, names[label], right, totals.predicted, found, totals.gold, label)
