"""Metrics: from gold and predicted annotations to `Counts`, one row a document and label.

A metric module is a file of this package with `LAYER`, the scored layer; `METRICS`, the names it counts, in the order of the
tables; `HEADLINE`, one of them, or None; and `count(batch, profile)`, which yields a `Tally` for each of its metrics.  Adding a file
adds its metrics: nothing else changes.  A module is pure: no files, no state, no rounding, no division of counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmark.records import Annotations, GoldDocument, Prediction

__all__ = ["Batch", "Tally"]


@dataclass(frozen=True, slots=True)
class Batch:
    """Gold and predicted annotations of the same documents, in the same order.

    Only documents on which the layer was attempted are in a batch, so a layer that is None on the predicted side is a failure: empty.
    """

    gold: Sequence[GoldDocument | Annotations]
    predicted: Sequence[Prediction | Annotations]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one metric: all arrays have one row a document and label.

    `document` is the index in the batch; `label` is '' in the rows that hold all labels together.  A document without any count may
    be left out.
    """

    metric: str
    document: NDArray[np.int64]
    label: NDArray[np.object_]
    right: NDArray[np.float64]
    predicted: NDArray[np.float64]
    found: NDArray[np.float64]
    gold: NDArray[np.float64]
    codes: NDArray[np.int64] | None = None
    """The labels as numbers, equal where they are, from 0 without large gaps; not needed, but sums come cheaper."""

    @classmethod
    def of_rows(cls, metric: str, rows: Iterable[tuple[int, str, float, float, float, float]]) -> Tally:
        """From (document, label, right, predicted, found, gold) rows, for metrics that count in Python."""
        listed = list(rows)
        columns = list(zip(*listed, strict=True)) if listed else [()] * 6
        right, predicted, found, gold = (np.asarray(column, dtype=np.float64) for column in columns[2:])
        return cls(metric, np.asarray(columns[0], dtype=np.int64), np.asarray(columns[1], dtype=object), right, predicted, found, gold)
