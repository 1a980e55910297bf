"""How sure a score is: bootstrap intervals and paired randomisation tests over the documents of a table of counts.

Definition.  A resample draws as many documents as there are, with replacement; the interval holds the middle 95 % of the rate over 10,000
resamples (percentile; BCa below 30 documents).  The p-value of a difference is the share of exchanges of the two systems' documents that
give a difference at least as large: of every exchange where there are no more than 10,000, else of 10,000 random ones and the observed.
Source.  Efron & Tibshirani 1993, chapters 13 and 14 (bootstrap, BCa); Noreen 1989 and Yeh 2000 (https://aclanthology.org/C00-2137) for
the test; Phipson & Smyth 2010 (https://doi.org/10.2202/1544-6115.1585) for counting the observed; Holm 1979 for the correction.
Conventions.  Seeded.  Resamples in which the rate is undefined are dropped; above 5 % of them there is no interval, nor below 10 documents;
exchanges likewise.  Counts are arrays (documents, units, 4) of right, predicted, found and gold, in an order of documents that the caller
keeps the same: the draws depend on it.  The draws for a number of documents are the same for every rate and system.  In large tables
documents with equal counts are one group, and a resample is a multinomial draw over groups, so that 100,000 documents are cheap.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmark.metrics.rates import RATES, rates_array

__all__ = [
    "Difference",
    "Interval95",
    "Intervals",
    "Rates",
    "bootstrap",
    "compare_paired",
    "compare_pairs",
    "each_rates",
    "holm",
    "label_intervals",
    "macro_rates",
    "mean_rates",
    "micro_rates",
    "p_values",
    "rank_ranges",
]

Floats = NDArray[np.float64]
Intervals = NDArray[np.object_]
"""An `Interval95` or None for each rate."""
Rates = Callable[[Floats], Floats]
"""From sums of counts, (..., units, 4), to rates, NaN where undefined; the last axis is precision, recall and F1.

The units are what a rate is made of: one for a micro rate, the labels for a macro rate, the metrics for a mean of metrics.
"""

SEED = 20_250_820
RESAMPLES = 10_000
FEWEST = 10
FEW = 30
MOST_UNDEFINED = 0.05
MOST_SHARED = 5_000
"""Up to so many documents the documents of each resample are drawn once, for all rates and systems (50 MB)."""
DRAWS_A_GROUP = 8
"""Above that, groups are drawn where there are so many fewer of them than documents: a group takes as long to draw as 8 documents."""
TAILS = (0.025, 0.975)
NORMAL = NormalDist()
CACHED_CELLS = 65_536
"""Documents that are drawn at a time: counting them within a processor's cache goes several times faster."""
BLOCK_CELLS, BLOCK_ROWS = 1_000_000, 64
"""Weights that are multiplied at a time, and the fewest resamples that makes: enough for a matrix product to be quick."""
MOVED_ROWS = 2_500
"""Exchanges whose sums are held at a time, for all systems."""
TOLERANCE = 1e-12
NOISE = 1e-9
"""Sums below it are zero: what is left where sums of fractions are subtracted."""


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


def each_rates(sums: Floats) -> Floats:
    """The rates of every unit, (..., units, 3)."""
    right, predicted, found, gold = np.ascontiguousarray(np.moveaxis(sums, -1, 0))
    return np.stack(rates_array(right, predicted, found, gold), axis=-1)


def micro_rates(sums: Floats) -> Floats:
    """The rates of the one unit, (..., 3)."""
    return each_rates(sums[..., 0, :])


def macro_rates(sums: Floats) -> Floats:
    """The mean of the units' rates, those without one skipped, (..., 3)."""
    rates = each_rates(sums)
    defined = ~np.isnan(rates)
    number = defined.sum(axis=-2)
    with np.errstate(invalid="ignore"):
        mean: Floats = np.where(number > 0, np.where(defined, rates, 0.0).sum(axis=-2) / number, np.nan)
    return mean


def mean_rates(sums: Floats) -> Floats:
    """The mean of the units' rates, (..., 3): units with nothing on either side are left out, other rates that are undefined are 0."""
    rates = each_rates(sums)
    defined = ~np.isnan(rates[..., 2:])
    number = defined.sum(axis=-2)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: Floats = np.where(number > 0, np.where(defined, np.nan_to_num(rates), 0.0).sum(axis=-2) / number, np.nan)
    return mean


def bootstrap(counts: Floats, rates: Rates = micro_rates, *, resamples: int = RESAMPLES, seed: int = SEED) -> Intervals:
    """The interval of every rate from the counts of each document, (documents, units, 4), in the shape that `rates` gives."""
    documents, shape = len(counts), counts.shape[1:]
    estimate = rates(counts.sum(axis=0))
    intervals = np.full(estimate.shape, None, dtype=object)
    if documents < FEWEST:
        return intervals
    flat = counts.reshape(documents, -1)
    drawn = rates(_resampled(flat, resamples, seed).reshape(-1, *shape))
    left_out = rates(_without_noise(flat.sum(axis=0) - flat).reshape(-1, *shape)) if documents < FEW else None
    for place in np.ndindex(estimate.shape):
        chosen = (slice(None), *place)
        intervals[place] = _interval(drawn[chosen], float(estimate[place]), None if left_out is None else left_out[chosen])
    return intervals


def label_intervals(counts: Floats, *, resamples: int = RESAMPLES, seed: int = SEED) -> Intervals:
    """The intervals of each unit's rates, and last of the mean over all units but the first: (units + 1, 3)."""
    units = counts.shape[1]
    if len(counts) > MOST_SHARED:
        # Alone, a unit has few distinct documents; all of them together have many.
        each = [bootstrap(counts[:, [unit]], resamples=resamples, seed=seed) for unit in range(units)]
        return np.stack([*each, bootstrap(counts[:, 1:], macro_rates, resamples=resamples, seed=seed)])

    def rates(sums: Floats) -> Floats:
        return np.concatenate([each_rates(sums), macro_rates(sums[..., 1:, :])[..., None, :]], axis=-2)

    return bootstrap(counts, rates, resamples=resamples, seed=seed)


def _resampled(counts: Floats, resamples: int, seed: int) -> Floats:
    """The summed counts of each resample, (resamples, columns), from those of each document."""
    documents = len(counts)
    sums = np.empty((resamples, counts.shape[1]))
    if documents <= MOST_SHARED:
        weights = _weights(documents, resamples, seed)
        step = _block_rows(documents)
        for first in range(0, resamples, step):
            sums[first : first + step] = weights[first : first + step].astype(np.float64) @ counts
        return sums
    distinct, number = np.unique(counts, axis=0, return_counts=True)
    generator = np.random.Generator(np.random.PCG64(seed))
    if len(distinct) * DRAWS_A_GROUP > documents:
        distinct = counts
        draws: Iterator[NDArray[Any]] = _draw_documents(generator, documents, resamples)
    else:
        draws = _draw_groups(generator, number, resamples)
    first = 0
    for drawn in draws:
        sums[first : first + len(drawn)] = drawn.astype(np.float64) @ distinct
        first += len(drawn)
    return sums


def _block_rows(columns: int) -> int:
    """How many resamples to multiply at a time."""
    return max(BLOCK_ROWS, BLOCK_CELLS // columns)


def _draw_documents(generator: np.random.Generator, documents: int, resamples: int) -> Iterator[NDArray[np.uint8]]:
    """How often each resample draws each document, some resamples at a time: from integers alone, so that every machine draws the same.

    A byte is enough: no document of thousands is drawn 256 times.
    """
    step = max(1, CACHED_CELLS // documents)
    for first in range(0, resamples, _block_rows(documents)):
        block = np.empty((min(_block_rows(documents), resamples - first), documents), dtype=np.uint8)
        for row in range(0, len(block), step):
            part = block[row : row + step]
            places = generator.integers(documents, size=part.shape) + np.arange(len(part))[:, None] * documents
            part[:] = np.bincount(places.ravel(), minlength=part.size).reshape(part.shape)
        yield block


def _draw_groups(generator: np.random.Generator, number: NDArray[np.int64], resamples: int) -> Iterator[NDArray[np.int64]]:
    """The same for groups of `number` documents each."""
    documents = int(number.sum())
    step = _block_rows(len(number))
    for first in range(0, resamples, step):
        yield generator.multinomial(documents, number / documents, size=min(step, resamples - first))


@lru_cache(maxsize=4)
def _weights(documents: int, resamples: int, seed: int) -> NDArray[np.uint8]:
    """How often each resample draws each document."""
    generator = np.random.Generator(np.random.PCG64(seed))
    weights = np.concatenate(list(_draw_documents(generator, documents, resamples)))
    weights.setflags(write=False)
    return weights


def _interval(drawn: Floats, estimate: float, left_out: Floats | None) -> Interval95 | None:
    """`left_out` has the rate without each document, where BCa is wanted."""
    defined = drawn[~np.isnan(drawn)]
    if math.isnan(estimate) or len(defined) < (1 - MOST_UNDEFINED) * len(drawn):
        return None
    tails = TAILS if left_out is None else _bca_tails(defined, estimate, left_out) or TAILS
    low, high = np.quantile(defined, tails)
    return Interval95(float(low), float(high), unsure=left_out is not None)


def _bca_tails(drawn: Floats, estimate: float, left_out: Floats) -> tuple[float, float] | None:
    """The quantiles that correct for bias and acceleration; None where these are undefined."""
    equal = np.abs(drawn - estimate) <= TOLERANCE
    below = float(np.mean((drawn < estimate) & ~equal) + np.mean(equal) / 2)
    deviation = left_out.mean() - left_out
    spread = float((deviation**2).sum())
    if not 0 < below < 1 or not spread > TOLERANCE**2:
        return None
    bias = NORMAL.inv_cdf(below)
    acceleration = float((deviation**3).sum()) / (6 * spread**1.5)
    corrected = []
    for tail in TAILS:
        z = bias + NORMAL.inv_cdf(tail)
        if 1 - acceleration * z <= 0:
            return None
        corrected.append(NORMAL.cdf(bias + z / (1 - acceleration * z)))
    return corrected[0], corrected[1]


def compare_paired(
    first: Floats, second: Floats, rates: Rates = micro_rates, *, which: str = "f1", resamples: int = RESAMPLES, seed: int = SEED
) -> Difference:
    """How much larger a rate is in `second` than in `first`: counts of the same documents, (documents, units, 4)."""
    place = RATES.index(which)

    def difference(sums: Floats) -> Floats:
        value: Floats = rates(sums[..., 1, :, :])[..., place] - rates(sums[..., 0, :, :])[..., place]
        return value

    joined = np.stack([first, second], axis=1)
    value = float(difference(joined.sum(axis=0)))
    if math.isnan(value):
        return Difference(None, None, None)
    interval = bootstrap(joined, difference, resamples=resamples, seed=seed).item()
    (p,) = p_values([first, second], [(0, 1)], rates, which=which, resamples=resamples, seed=seed)
    return Difference(value, interval, p)


def compare_pairs(counts: Sequence[Floats], pairs: Sequence[tuple[int, int]], rates: Rates = micro_rates) -> list[Difference]:
    """`compare_paired` of many pairs of systems at once: the same F1 differences, intervals and p-values, resampled once a system."""
    place = RATES.index("f1")
    documents = len(counts[0]) if len(counts) else 0
    if not FEW <= documents <= MOST_SHARED:
        # BCa looks at each pair's own documents, and large tables are drawn by the groups of each pair.
        return [compare_paired(counts[one], counts[other], rates) for one, other in pairs]
    values = [float(rates(system.sum(axis=0))[place]) for system in counts]
    columns = np.stack(counts, axis=1)
    drawn = rates(_resampled(columns.reshape(documents, -1), RESAMPLES, SEED).reshape(-1, *columns.shape[1:]))[..., place]
    probabilities = p_values(counts, pairs, rates)
    found = []
    for (one, other), p in zip(pairs, probabilities, strict=True):
        value = values[other] - values[one]
        undefined = math.isnan(value)
        interval = None if undefined else _interval(drawn[:, other] - drawn[:, one], value, None)
        found.append(Difference(None if undefined else value, interval, p))
    return found


def p_values(
    counts: Sequence[Floats],
    pairs: Sequence[tuple[int, int]],
    rates: Rates = micro_rates,
    *,
    which: str = "f1",
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> list[float | None]:
    """The two-sided p-value of each pair of systems: `counts` has (documents, units, 4) of each system, of the same documents.

    A p-value is None where the difference is undefined, or is so in more than 5 % of the exchanges.
    """
    place = RATES.index(which)
    sums = np.array([system.sum(axis=0) for system in counts])
    whole = rates(sums)[..., place] if len(counts) else np.empty(0)
    found: dict[tuple[int, int], float | None] = {}
    sampled = []
    for one, other in dict.fromkeys(pairs):
        differing = np.flatnonzero(np.any(np.abs(counts[one] - counts[other]) > TOLERANCE, axis=(1, 2)))
        if math.isnan(whole[other] - whole[one]):
            found[one, other] = None
        elif len(differing) <= math.log2(resamples):
            # Exchanging a document on which both are equal changes nothing: it doubles the exchanges and those at least as large alike.
            moved = _every_exchange(counts[other][differing] - counts[one][differing])
            tally = _Exchanges(sums[one], sums[other], rates, place)
            tally.count(moved)
            found[one, other] = tally.p_value(observed=0)
        else:
            sampled.append((one, other))
    if sampled:
        found |= _sampled_p_values(counts, sums, sampled, rates, place, resamples, seed)
    return [found[pair] for pair in pairs]


class _Exchanges:
    """How many exchanges give a difference at least as large as the observed."""

    def __init__(self, first: Floats, second: Floats, rates: Rates, place: int) -> None:
        self.first, self.second, self.rates, self.place = first, second, rates, place
        self.observed = abs(float(rates(second)[place] - rates(first)[place]))
        self.extreme = self.defined = self.total = 0

    def count(self, moved: Floats) -> None:
        """Takes exchanges in, each as what it moves from the second system's sums to the first's, (exchanges, units, 4)."""
        first, second = self.rates(_without_noise(np.stack([self.first + moved, self.second - moved])))[..., self.place]
        values = np.abs(second - first)
        self.extreme += int((values >= self.observed - TOLERANCE).sum())
        self.defined += int((~np.isnan(values)).sum())
        self.total += len(values)

    def p_value(self, *, observed: int) -> float | None:
        """The share; `observed` adds the observed difference to random exchanges, among which it need not be."""
        if self.defined < (1 - MOST_UNDEFINED) * self.total:
            return None
        return (self.extreme + observed) / (self.defined + observed)


def _every_exchange(change: Floats) -> Floats:
    """What each of the 2^documents exchanges moves."""
    patterns = (np.arange(2 ** len(change))[:, None] >> np.arange(len(change))) & 1
    return np.tensordot(patterns.astype(np.float64), change, axes=1)


def _sampled_p_values(
    counts: Sequence[Floats],
    sums: Floats,
    pairs: Sequence[tuple[int, int]],
    rates: Rates,
    place: int,
    resamples: int,
    seed: int,
) -> dict[tuple[int, int], float | None]:
    """All pairs share the random exchanges, so that these cost one matrix product for all systems, and no pair its own."""
    systems = sorted({system for pair in pairs for system in pair})
    row = {system: number for number, system in enumerate(systems)}
    shape = counts[0].shape[1:]
    columns = np.concatenate([counts[system].reshape(len(counts[system]), -1) for system in systems], axis=1)
    tallies = {(one, other): _Exchanges(sums[one], sums[other], rates, place) for one, other in pairs}
    generator = np.random.Generator(np.random.PCG64(seed))
    for first in range(0, resamples, MOVED_ROWS):
        moved = _exchanged_sums(generator, columns, min(MOVED_ROWS, resamples - first))
        parts = moved.reshape(len(moved), len(systems), *shape)
        for (one, other), tally in tallies.items():
            tally.count(parts[:, row[other]] - parts[:, row[one]])
    return {pair: tally.p_value(observed=1) for pair, tally in tallies.items()}


def _exchanged_sums(generator: np.random.Generator, columns: Floats, number: int) -> Floats:
    """The sums of columns over the documents that random exchanges swap, (exchanges, columns): one random bit a document decides."""
    documents = len(columns)
    words = -(-documents // 64)
    step = _block_rows(documents)
    sums = np.empty((number, columns.shape[1]))
    for first in range(0, number, step):
        drawn = np.frombuffer(generator.bytes(min(step, number - first) * words * 8), dtype=np.uint8)
        bits = np.unpackbits(drawn.reshape(-1, words * 8), axis=1, count=documents)
        sums[first : first + step] = bits.astype(np.float64) @ columns
    return sums


def _without_noise(sums: Floats) -> Floats:
    """Sums of fractions that should be nothing, as nothing: a rate over them would be anything."""
    cleaned: Floats = np.where(np.abs(sums) < NOISE, 0.0, sums)
    return cleaned


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
