"""How sure a score is: bootstrap intervals and paired randomisation tests over the documents of a table of counts.

Definition.  A resample draws as many documents as there are, with replacement; the interval holds the middle 95 % of the rate over 10,000
resamples (percentile; BCa below 30 documents).  The p-value of a difference is the share of exchanges of the two systems' documents that
give a difference at least as large: of every exchange where there are no more than 10,000, else of 10,000 random ones.
Source.  Efron & Tibshirani 1993, chapters 13 and 14 (bootstrap, BCa); Noreen 1989 and Yeh 2000 (https://aclanthology.org/C00-2137) for
the test; Holm 1979 for the correction.
Conventions.  Seeded.  Resamples in which the rate is undefined are dropped; above 5 % of them there is no interval, nor below 10 documents.
Documents with equal counts are one group, and a resample is a multinomial draw over groups, so that 100,000 documents are cheap.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from benchmark.metrics.rates import RATES, rates_array

__all__ = [
    "Difference",
    "Interval95",
    "Rates",
    "bootstrap",
    "compare_paired",
    "holm",
    "macro_rates",
    "mean_rates",
    "micro_rates",
    "rank_ranges",
]

Floats = NDArray[np.float64]
Rates = Callable[[Floats], Floats]
"""From sums of counts, (..., units, 4), to precision, recall and F1, (..., 3), NaN where undefined.

The units are what a rate is made of: one for a micro rate, the labels for a macro rate, the metrics for a mean of metrics.
"""

SEED = 20_250_820
RESAMPLES = 10_000
FEWEST = 10
FEW = 30
MOST_UNDEFINED = 0.05
MOST_UNGROUPED = 1_000
"""Up to so many documents their own weights are drawn, once for all rates."""
TAILS = (0.025, 0.975)
CHUNK_CELLS = 4_000_000
TOLERANCE = 1e-12


@dataclass(frozen=True, slots=True)
class Interval95:
    """A 95 % interval of a rate; `unsure` over 10 to 29 documents."""

    low: float
    high: float
    unsure: bool = False

    def excludes(self, value: float) -> bool:
        """Whether the value lies outside."""
        return value < self.low or value > self.high


@dataclass(frozen=True, slots=True)
class Difference:
    """How much larger a rate is in the second of two systems, with its paired interval and p-value."""

    value: float | None
    interval: Interval95 | None
    p: float | None


def micro_rates(sums: Floats) -> Floats:
    """The rates of the one unit."""
    right, predicted, found, gold = np.moveaxis(sums[..., 0, :], -1, 0)
    return np.stack(rates_array(right, predicted, found, gold), axis=-1)


def macro_rates(sums: Floats) -> Floats:
    """The mean of the units' rates, those without one skipped."""
    rates = _each(sums)
    defined = ~np.isnan(rates)
    number = defined.sum(axis=-2)
    with np.errstate(invalid="ignore"):
        mean: Floats = np.where(number > 0, np.where(defined, rates, 0.0).sum(axis=-2) / number, np.nan)
    return mean


def mean_rates(sums: Floats) -> Floats:
    """The mean of the units' rates, undefined where one of them is."""
    mean: Floats = _each(sums).mean(axis=-2)
    return mean


def _each(sums: Floats) -> Floats:
    right, predicted, found, gold = np.moveaxis(sums, -1, 0)
    return np.stack(rates_array(right, predicted, found, gold), axis=-1)


def _groups(counts: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """The distinct documents of a (documents, ...) array, flattened, and how often each stands."""
    flat = counts.reshape(len(counts), -1)
    distinct, number = np.unique(flat, axis=0, return_counts=True)
    return distinct, number.astype(np.int64)


def bootstrap(counts: Floats, rates: Rates = micro_rates, *, resamples: int = RESAMPLES, seed: int = SEED) -> tuple[Interval95 | None, ...]:
    """The intervals of precision, recall and F1 from the counts of each document, (documents, units, 4)."""
    return _intervals(counts, lambda sums: rates(sums), resamples=resamples, seed=seed)


def _intervals(counts: Floats, statistic: Rates, *, resamples: int, seed: int) -> tuple[Interval95 | None, ...]:
    documents = len(counts)
    if documents < FEWEST:
        return (None,) * len(RATES)
    if documents <= MOST_UNGROUPED:
        distinct, number = counts.reshape(documents, -1), np.ones(documents, dtype=np.int64)
    else:
        distinct, number = _groups(counts)
    shape = counts.shape[1:]
    drawn = np.concatenate([statistic(sums.reshape(-1, *shape)) for sums in _resampled(distinct, number, resamples, seed)])
    whole = (number @ distinct).reshape(shape)
    estimate = statistic(whole)
    few = documents < FEW
    left_out = statistic((whole.reshape(-1) - distinct).reshape(-1, *shape)) if few else None
    return tuple(
        _interval(drawn[:, which], float(estimate[which]), None if left_out is None else left_out[:, which], number, few)
        for which in range(len(RATES))
    )


def _resampled(distinct: Floats, number: NDArray[np.int64], resamples: int, seed: int) -> Iterator[Floats]:
    """The summed counts of resamples, some at a time."""
    if len(number) <= MOST_UNGROUPED and bool((number == 1).all()):
        yield _weights(len(number), resamples, seed) @ distinct
        return
    generator = np.random.Generator(np.random.PCG64(seed))
    documents = int(number.sum())
    step = max(1, CHUNK_CELLS // len(number))
    for first in range(0, resamples, step):
        weights = generator.multinomial(documents, number / documents, size=min(step, resamples - first))
        yield weights.astype(np.float64) @ distinct


@lru_cache(maxsize=2)
def _weights(documents: int, resamples: int, seed: int) -> Floats:
    """How often each resample draws each document; the same for every rate of these documents, and so drawn once."""
    generator = np.random.Generator(np.random.PCG64(seed))
    return generator.multinomial(documents, np.full(documents, 1 / documents), size=resamples).astype(np.float64)


def _interval(drawn: Floats, estimate: float, left_out: Floats | None, number: NDArray[np.int64], few: bool) -> Interval95 | None:
    defined = drawn[~np.isnan(drawn)]
    if math.isnan(estimate) or len(defined) < (1 - MOST_UNDEFINED) * len(drawn):
        return None
    tails = TAILS
    if few and left_out is not None:
        tails = _bca_tails(defined, estimate, left_out, number) or TAILS
    low, high = np.quantile(defined, tails)
    return Interval95(float(low), float(high), unsure=few)


def _bca_tails(drawn: Floats, estimate: float, left_out: Floats, number: NDArray[np.int64]) -> tuple[float, float] | None:
    """The quantiles that correct for bias and acceleration; None where these are undefined."""
    below = float(np.mean(drawn < estimate) + np.mean(drawn == estimate) / 2)
    if not 0 < below < 1 or np.isnan(left_out).any():
        return None
    bias = float(ndtri(below))
    mean = float((number * left_out).sum() / number.sum())
    deviation = mean - left_out
    spread = float((number * deviation**2).sum())
    if spread <= 0:
        return None
    acceleration = float((number * deviation**3).sum()) / (6 * spread**1.5)
    corrected = []
    for tail in TAILS:
        z = bias + float(ndtri(tail))
        if 1 - acceleration * z <= 0:
            return None
        corrected.append(float(ndtr(bias + z / (1 - acceleration * z))))
    return corrected[0], corrected[1]


def compare_paired(
    first: Floats, second: Floats, rates: Rates = micro_rates, *, which: str = "f1", resamples: int = RESAMPLES, seed: int = SEED
) -> Difference:
    """How much larger a rate is in `second` than in `first`: counts of the same documents, (documents, units, 4)."""
    place = RATES.index(which)
    joined = np.stack([first, second], axis=1)

    def difference(sums: Floats) -> Floats:
        value: Floats = rates(sums[..., 1, :, :]) - rates(sums[..., 0, :, :])
        return value

    value = float(difference(joined.sum(axis=0))[place])
    if math.isnan(value):
        return Difference(None, None, None)
    interval = _intervals(joined, difference, resamples=resamples, seed=seed)[place]
    return Difference(value, interval, _p_value(joined, difference, place, value, resamples, seed))


def _p_value(joined: Floats, difference: Rates, place: int, value: float, resamples: int, seed: int) -> float | None:
    """Two-sided, by exchanging the two systems' counts of documents; documents on which they are equal cannot matter."""
    distinct, number = _groups(joined)
    shape = joined.shape[1:]
    pairs = distinct.reshape(-1, *shape)
    swapped = pairs[:, ::-1].reshape(len(pairs), -1)
    differing = ~np.all(np.isclose(distinct, swapped, atol=TOLERANCE), axis=1)
    base = (number @ distinct).astype(np.float64)
    change, rivals = (swapped - distinct)[differing], number[differing]
    documents = int(rivals.sum())
    exact = 2**documents <= resamples if documents < 64 else False
    draws = _every_exchange(change, rivals) if exact else _random_exchanges(change, rivals, resamples, seed)
    extreme = total = 0
    for sums in draws:
        values = difference((base + sums).reshape(-1, *shape))[:, place]
        extreme += int((np.abs(np.nan_to_num(values)) >= abs(value) - TOLERANCE).sum())
        total += len(values)
    return extreme / total if exact else (extreme + 1) / (total + 1)


def _every_exchange(change: Floats, number: NDArray[np.int64]) -> Iterator[Floats]:
    each = np.repeat(change, number, axis=0)
    patterns = (np.arange(2 ** len(each))[:, None] >> np.arange(len(each))) & 1
    yield patterns.astype(np.float64) @ each


def _random_exchanges(change: Floats, number: NDArray[np.int64], resamples: int, seed: int) -> Iterator[Floats]:
    generator = np.random.Generator(np.random.PCG64(seed))
    step = max(1, CHUNK_CELLS // max(1, len(number)))
    for first in range(0, resamples, step):
        times = generator.binomial(number, 0.5, size=(min(step, resamples - first), len(number)))
        yield times.astype(np.float64) @ change


def holm(p_values: Sequence[float | None]) -> list[float | None]:
    """Holm's correction for as many comparisons as have a p-value."""
    order = sorted((p, index) for index, p in enumerate(p_values) if p is not None)
    corrected: list[float | None] = [None] * len(p_values)
    largest = 0.0
    for rank, (p, index) in enumerate(order):
        largest = max(largest, min(1.0, p * (len(order) - rank)))
        corrected[index] = largest
    return corrected


def rank_ranges(better: Sequence[Sequence[bool]]) -> list[tuple[int, int]]:
    """Of each system the ranks it may have: `better[i][j]` says that i is better than j beyond chance."""
    number = len(better)
    return [
        (1 + sum(better[other][one] for other in range(number)), number - sum(better[one][other] for other in range(number)))
        for one in range(number)
    ]
