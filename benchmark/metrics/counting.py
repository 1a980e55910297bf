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
        chosen = np.flatnonzero(columns.overlaps.equal & columns.same_label if same_label else columns.overlaps.equal)
        return Pairs(columns.overlaps.gold[chosen], columns.overlaps.predicted[chosen], np.ones(len(chosen)))
    return equal_pairs(columns.gold, columns.predicted, same_label=same_label)


SPARSE = 8
"""How many cells a span may have in a full table of documents and labels."""


@dataclass(frozen=True)
class Totals:
    """The rows that all metrics of a layer share, one a document and label and '' for all labels, and their denominators."""

    columns: Columns
    row: Ints
    """The rows, as document x (labels + 1) + label; the last label is ''."""
    row_of_gold: Ints
    """The row of each gold span's label."""
    row_of_predicted: Ints
    gold: Floats
    predicted: Floats


def count_totals(columns: Columns) -> Totals:
    """The denominators, computed once for all metrics of a layer; documents and labels without annotations have no row."""
    width = len(columns.names) + 1
    gold, predicted = (side.document * width + side.label for side in (columns.gold, columns.predicted))
    if columns.documents * width <= SPARSE * (len(gold) + len(predicted)) + width:
        there = np.zeros((columns.documents, width), dtype=bool)
        there.ravel()[gold] = True
        there.ravel()[predicted] = True
        there[:, -1] = there.any(axis=1)
        row = np.flatnonzero(there)
    else:
        row = np.unique(np.concatenate([gold, predicted, gold - gold % width + width - 1, predicted - predicted % width + width - 1]))
    return Totals(columns, row, gold, predicted, _sums(columns, row, gold, None), _sums(columns, row, predicted, None))


def _sums(columns: Columns, row: Ints, place: Ints, weight: Floats | None) -> Floats:
    """The weights summed by row and, in the rows of '', by document."""
    width = len(columns.names) + 1
    if columns.documents * width <= SPARSE * len(row):
        table = np.bincount(place, weight, columns.documents * width).astype(np.float64).reshape(-1, width)
        table[:, -1] = table.sum(axis=1)
        return table.ravel()[row]
    own, every = np.searchsorted(row, place), np.searchsorted(row, place - place % width + width - 1)
    return (np.bincount(own, weight, len(row)) + np.bincount(every, weight, len(row))).astype(np.float64)


def count_pairs(metric: str, columns: Columns, pairs: Pairs, totals: Totals, *, same_label: bool = False) -> Tally:
    """Credits as `right` of the predicted label and `found` of gold's; these are one where only equal labels pair."""
    right = _sums(columns, totals.row, totals.row_of_predicted[pairs.predicted], pairs.credit)
    found = right if same_label else _sums(columns, totals.row, totals.row_of_gold[pairs.gold], pairs.credit)
    document, label = np.divmod(totals.row, len(columns.names) + 1)
    names = np.append(columns.names, "")
    return Tally(metric, document, names[label], right, totals.predicted, found, totals.gold, label)
