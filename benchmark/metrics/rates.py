"""From counts to rates: the only place that divides.

Definition.  Precision is right / predicted, recall is found / gold, F1 their harmonic mean.  Micro rates are those of the summed
counts, macro rates the mean of the labels' rates, those without a rate skipped.
Conventions.  Nothing on either side: None in all three.  Nothing predicted: precision None, recall 0, F1 0.  No gold: precision 0, recall
None, F1 0.  Inside arrays None is NaN.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmark.records import Counts, Score

__all__ = ["RATES", "f1_array", "macro", "mean_score", "rate", "rates_array", "score_of"]

RATES = ("precision", "recall", "f1")
Floats = NDArray[np.float64]


def rates_array(right: Floats, predicted: Floats, found: Floats, gold: Floats) -> tuple[Floats, Floats, Floats]:
    """Precision, recall and F1 of arrays of counts; NaN where undefined."""
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = np.where(predicted > 0, right / predicted, np.nan)
        recall = np.where(gold > 0, found / gold, np.nan)
        both = precision + recall
        harmonic = np.where(both > 0, 2 * precision * recall / both, 0.0)
    f1 = np.where(np.isnan(both), 0.0, harmonic)
    return precision, recall, np.where((predicted > 0) | (gold > 0), f1, np.nan)


def f1_array(right: Floats, predicted: Floats, found: Floats, gold: Floats) -> Floats:
    """F1 alone."""
    return rates_array(right, predicted, found, gold)[2]


def score_of(counts: Counts) -> Score:
    """The rates of one set of counts."""
    precision, recall, f1 = (rate(float(value)) for value in rates_array(*(np.asarray(number, dtype=np.float64) for number in counts)))
    return Score(precision, recall, f1, counts)


def rate(value: float) -> float | None:
    """NaN as None."""
    return None if math.isnan(value) else value


def macro(scores: Iterable[Score]) -> Score:
    """The mean of each rate over the labels that have one."""
    listed = list(scores)
    precision, recall, f1 = (_mean([getattr(score, name) for score in listed]) for name in RATES)
    return Score(precision, recall, f1)


def mean_score(scores: Sequence[Score]) -> Score:
    """The mean of several metrics' rates: CoNLL-2012's average is one.

    A metric with nothing on either side is left out; a rate of another that has nothing under it is 0.
    """
    defined = [score for score in scores if score.f1 is not None]
    precision, recall, f1 = (_mean([getattr(score, name) or 0.0 for score in defined]) for name in RATES)
    return Score(precision, recall, f1)


def _mean(values: Sequence[float | None]) -> float | None:
    defined = [value for value in values if value is not None]
    return sum(defined) / len(defined) if defined else None
