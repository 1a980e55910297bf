"""Runs of invented systems, made from how many mentions each finds in each document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from benchmark.leaderboards import ScoredRun
from benchmark.scoring import Signature

COLUMNS = ["document", "layer", "metric", "label", "right", "predicted", "found", "gold"]


def signature_of(documents: int, **fields) -> Signature:
    """What all runs here are scored by, unless said otherwise."""
    return Signature("invented@1.0.0#abcdef", documents, **fields)


def run_of(
    system: str,
    right: Sequence[int],
    *,
    gold: int | Sequence[int] = 4,
    predicted: int | Sequence[int] | None = None,
    version: str = "1",
    labels: Mapping[str, Sequence[int]] | None = None,
    layers: Sequence[str] = ("entities",),
    languages: Sequence[str] = (),
    signature: Signature | None = None,
    **facts,
) -> ScoredRun:
    """A run that finds so many of the `gold` mentions of each document, in every layer and metric alike.

    `labels` shares them out: for each label how many are right; each label then has as much gold as the document.
    """
    names = [f"d{place:03}" for place in range(len(right))]
    every_gold = np.broadcast_to(gold, len(right))
    every_predicted = every_gold if predicted is None else np.broadcast_to(predicted, len(right))
    rows = []
    for layer in layers:
        for metric in HEADLINES[layer]:
            for label, found in {"": right, **(labels or {})}.items():
                for name, *numbers in zip(names, found, every_predicted, every_gold, strict=True):
                    hits, answers, mentions = map(float, numbers)
                    rows.append((name, layer, metric, label, hits, answers, hits, mentions))
    return ScoredRun(
        system,
        version,
        pd.DataFrame(rows, columns=COLUMNS),
        signature or signature_of(len(names)),
        tuple(layers),
        tuple(names),
        languages=dict(zip(names, languages, strict=False)),
        **facts,
    )


HEADLINES = {"entities": ("strict", "exact"), "timexes": ("value",), "money": ("value",), "events": ("trigger",)}
