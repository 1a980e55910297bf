"""How long intervals and rankings take: prints the figures, and exits 1 where the one that has a limit is over it.

Run with `python tests/perf/perf_resampling.py`.  The plain product draws a weight for every document; it is timed over a tenth of the
resamples and multiplied, since nothing in it depends on how many there are.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from benchmark.leaderboards import ScoredRun, leaderboard
from benchmark.resampling import RESAMPLES, bootstrap, compare_paired, macro_rates, micro_rates
from benchmark.scoring import Signature

DOCUMENTS = (1_000, 10_000, 100_000)
SPANS = 20
LIMIT_SECONDS = 5.0
"""For one micro rate of the largest table."""
BOARDS = ((10, 200), (100, 1_000))
LAYERS = (("entities", "strict"), ("timexes", "value"), ("money", "value"), ("events", "trigger"))


def counts_of(generator: np.random.Generator, documents: int, labels: int = 1) -> np.ndarray:
    """Counts of a system that is right on three quarters of about 20 gold spans a document, (documents, labels, 4)."""
    gold = generator.poisson(SPANS / labels, (documents, labels))
    predicted = generator.binomial(gold, 0.95) + generator.poisson(SPANS / labels / 20, (documents, labels))
    right = generator.binomial(np.minimum(gold, predicted), 0.78)
    return np.stack([right, predicted, right, gold], axis=-1).astype(np.float64)


def plain_product(counts: np.ndarray, resamples: int) -> None:
    """The same interval without groups: a multinomial over documents, and one matrix product."""
    generator = np.random.default_rng(1)
    documents = len(counts)
    drawn = []
    for _ in range(0, resamples, 50):
        weights = generator.multinomial(documents, np.full(documents, 1 / documents), size=50).astype(np.float64)
        drawn.append(micro_rates((weights @ counts.reshape(documents, -1)).reshape(-1, *counts.shape[1:])))
    np.quantile(np.concatenate(drawn), (0.025, 0.975), axis=0)


def seconds(action: Callable[[], object]) -> float:
    """The time that an action takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def board_of(generator: np.random.Generator, systems: int, documents: int) -> list[ScoredRun]:
    """Runs of several systems over the same documents, in four layers."""
    names = np.array([f"d{place:06}" for place in range(documents)], dtype=object)
    signature = Signature("perf@1#000000", documents)
    runs = []
    for system in range(systems):
        frames = []
        for layer, metric in LAYERS:
            columns = counts_of(generator, documents)[:, 0].T
            numbers = dict(zip(("right", "predicted", "found", "gold"), columns, strict=True))
            frames.append(pd.DataFrame({"document": names, "layer": layer, "metric": metric, "label": "", **numbers}))
        table = pd.concat(frames, ignore_index=True)
        runs.append(ScoredRun(f"s{system:03}", "1", table, signature, tuple(layer for layer, _ in LAYERS), tuple(names)))
    return runs


def main() -> int:
    """Prints the figures."""
    generator = np.random.default_rng(20)
    columns = ("documents", "groups", "one micro rate", "plain product", "ratio", "paired, with p", "macro of 10")
    print("{:>10} {:>7} {:>15} {:>14} {:>6} {:>15} {:>12}".format(*columns))
    largest = 0.0
    for documents in DOCUMENTS:
        counts, other, labels = (counts_of(generator, documents, number) for number in (1, 1, 10))
        largest = seconds(lambda counts=counts: bootstrap(counts))
        plain = 10 * seconds(lambda counts=counts: plain_product(counts, RESAMPLES // 10))
        paired = seconds(lambda counts=counts, other=other: compare_paired(counts, other))
        macro = seconds(lambda labels=labels: bootstrap(labels, macro_rates))
        groups = len(np.unique(counts.reshape(documents, -1), axis=0))
        print(
            f"{documents:>10,} {groups:>7,} {largest:>13.2f} s {plain:>12.2f} s {plain / largest:>6.1f} {paired:>11.2f} s {macro:>10.2f} s"
        )
    print(f"\n{'systems':>10} {'documents':>10} {'leaderboard':>12}")
    for systems, documents in BOARDS:
        runs = board_of(generator, systems, documents)
        print(f"{systems:>10} {documents:>10,} {seconds(lambda runs=runs: leaderboard(runs)):>10.2f} s")
    within = largest <= LIMIT_SECONDS
    print(f"\none micro rate of {DOCUMENTS[-1]:,} documents: {largest:.2f} s, limit {LIMIT_SECONDS:g} s: {'within' if within else 'OVER'}")
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
