"""How far two annotations of the same texts agree.

Definition.  F1 of one annotation against the other by each layer's metrics, which is the same in both directions for spans; Cohen's kappa
of the types of spans that both marked with the same boundaries.
Source.  Hripcsak & Rothschild 2005 (https://doi.org/10.1197/jamia.M1733) for F1 between annotators; Cohen 1960 for kappa, as scikit-learn
computes it.
Conventions.  Kappa is None where both sides have one and the same type throughout, or no span in common: chance leaves nothing to agree on.
"""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sklearn.metrics import cohen_kappa_score

from benchmark.formats import as_prediction
from benchmark.records import GoldDocument
from benchmark.scoring import MetricScore, Scorer, join

__all__ = ["Agreement", "agreement"]

TYPED = ("entities", "timexes", "events")


@dataclass(frozen=True)
class Agreement:
    """What two annotations agree on: scores by layer and metric, and by layer kappa with the number of spans it is over."""

    scores: dict[str, dict[str, MetricScore]]
    kappa: dict[str, tuple[float | None, int]]


def agreement(one: Iterable[GoldDocument], other: Iterable[GoldDocument]) -> Agreement:
    """Agreement of two annotations of the same documents; UsageError names documents that one of them lacks."""
    first, second = list(one), [as_prediction(document) for document in other]
    pairs = join(first, second)
    types = frozenset(mention.type for document in (*first, *second) for mention in document.entities or ())
    scorer = Scorer(labels=types).add(gold=first, predicted=second)
    kappas = {}
    for layer in TYPED:
        sides = [list(_types(getattr(document, layer) or (), getattr(answer, layer) or ())) for document, answer in pairs]
        matched = [pair for side in sides for pair in side]
        if matched:
            kappas[layer] = (_kappa([left for left, _ in matched], [right for _, right in matched]), len(matched))
    return Agreement(scorer.scores(), kappas)


def _types(one: Iterable, other: Iterable) -> Iterator[tuple[str, str]]:  # type: ignore[type-arg]
    """The types on both sides of the spans that both have; of equal spans, those with equal types first."""
    places: dict[tuple[int, int], list[Counter[str]]] = {}
    for side, items in enumerate((one, other)):
        for item in items:
            places.setdefault((item.start, item.end), [Counter(), Counter()])[side][item.type] += 1
    for left, right in places.values():
        same = left & right
        yield from ((label, label) for label in same.elements())
        yield from zip(sorted((left - same).elements()), sorted((right - same).elements()), strict=False)


def _kappa(one: Sequence[str], other: Sequence[str]) -> float | None:
    if len({*one, *other}) < 2:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        value = float(cohen_kappa_score(one, other))
    return None if math.isnan(value) else value
