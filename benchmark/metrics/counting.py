"""From annotations to columns, and from pairs to counts: what the metrics of all span layers share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmark.matching import Labels, Overlaps, Pairs, Spans, best_pairs, equal_pairs, overlaps, sorted_spans
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
    gold: Sequence[Iterable[Any]], predicted: Sequence[Iterable[Any]], label: Callable[[Any], str], *, keep_records: bool = False
) -> Columns:
    """Columns from the annotations of each document on both sides."""
    labels = Labels()
    sides = [[(index, item) for index, items in enumerate(side) for item in items] for side in (gold, predicted)]
    arrays = [_arrays(side, labels, label) for side in sides]
    records = ([item for _, item in sides[0]], [item for _, item in sides[1]]) if keep_records else ([], [])
    return Columns.of_arrays(arrays[0], arrays[1], list(labels.codes), len(gold), records)


def _arrays(side: list[tuple[int, Any]], labels: Labels, label: Callable[[Any], str]) -> list[Ints]:
    size = len(side)
    code = labels.code
    return [
        np.fromiter((index for index, _ in side), np.int64, size),
        np.fromiter((item.start for _, item in side), np.int64, size),
        np.fromiter((item.end for _, item in side), np.int64, size),
        np.fromiter((code(label(item)) for _, item in side), np.int64, size),
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
    """How many annotations each side has, by document and label; the last column holds all labels."""

    gold: Floats
    predicted: Floats


def count_totals(columns: Columns) -> Totals:
    """The denominators, computed once for all metrics of a layer."""
    every = [np.ones(len(side)) for side in (columns.gold, columns.predicted)]
    return Totals(
        _table(columns, columns.gold.document, columns.gold.label, every[0]),
        _table(columns, columns.predicted.document, columns.predicted.label, every[1]),
    )


def _table(columns: Columns, document: Ints, label: Ints, weight: Floats) -> Floats:
    """Sums by document and label, with all labels together in the last column."""
    width = len(columns.names) + 1
    by_label: Floats = np.bincount(document * width + label, weight, columns.documents * width).astype(np.float64).reshape(-1, width)
    by_label[:, -1] = by_label[:, :-1].sum(axis=1) if len(columns.names) else 0.0
    return by_label


def count_pairs(metric: str, columns: Columns, pairs: Pairs, totals: Totals) -> Tally:
    """Credits as `right` of the predicted label and `found` of gold's; rows without any count are left out."""
    gold, predicted = columns.gold, columns.predicted
    right = _table(columns, predicted.document[pairs.predicted], predicted.label[pairs.predicted], pairs.credit)
    found = _table(columns, gold.document[pairs.gold], gold.label[pairs.gold], pairs.credit)
    return tally(metric, columns, right, totals.predicted, found, totals.gold)


def tally(metric: str, columns: Columns, right: Floats, predicted: Floats, found: Floats, gold: Floats) -> Tally:
    """Tables by document and label as rows."""
    document, label = np.nonzero((predicted > 0) | (gold > 0))
    names = np.append(columns.names, "")
    chosen = (document, label)
    return Tally(metric, document, names[label], right[chosen], predicted[chosen], found[chosen], gold[chosen])
