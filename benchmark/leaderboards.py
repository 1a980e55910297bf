"""Ranks runs from their tables of counts: rates with intervals, rank ranges, coverage and cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmark.errors import DataError, Fault
from benchmark.metrics.rates import RATES
from benchmark.records import Counts, Score
from benchmark.resampling import Interval95, Rates, bootstrap, compare_paired, holm, macro_rates, mean_rates, micro_rates, rank_ranges
from benchmark.scoring import (
    MetricScore,
    Scorer,
    Signature,
    derived_metrics,
    headline_of,
    metric_modules,
    metric_score,
    scored_layers,
    scores_of_sums,
)
from benchmark.storing import COUNT_COLUMNS, Manifest, RunFolder

__all__ = ["Leaderboard", "ScoredRun", "Standing", "leaderboard", "load_run", "read_counts", "unit_counts"]

SIGNIFICANT = 0.05
NUMBERS = ["right", "predicted", "found", "gold"]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ScoredRun:
    """A system's table of counts and what is known of the run; `names` are the documents that were given to it."""

    system: str
    version: str
    table: pd.DataFrame
    signature: Signature
    layers: tuple[str, ...]
    names: tuple[str, ...]
    failed: int = 0
    not_given: int = 0
    seconds: float | None = None
    load_seconds: float | None = None
    characters: int = 0
    peak_mib: float | None = None
    languages: Mapping[str, str] = field(default_factory=dict)
    """The language of each document, where it is known."""
    path: Path | None = None

    @property
    def name(self) -> str:
        """System and version."""
        return f"{self.system}@{self.version}" if self.version else self.system

    @cached_property
    def scores(self) -> dict[str, dict[str, MetricScore]]:
        """Every rate, without intervals."""
        return scores_of(self.table, self.layers)

    def only(self, documents: Sequence[str]) -> ScoredRun:
        """The same run over some of its documents."""
        chosen = self.table[self.table["document"].isin(set(documents))]
        names = tuple(name for name in self.names if name in set(documents))
        return replace(self, table=chosen, names=names)


def scores_of(table: pd.DataFrame, layers: Sequence[str]) -> dict[str, dict[str, MetricScore]]:
    """Every rate of a table of counts, for the layers that were attempted."""
    sums: dict[tuple[str, str], dict[str, Counts]] = {}
    grouped = table.groupby(["layer", "metric", "label"], sort=True, observed=True)[NUMBERS].sum()
    for (layer, metric, label), row in zip(grouped.index, grouped.to_numpy(dtype=np.float64), strict=True):
        sums.setdefault((str(layer), str(metric)), {})[str(label)] = Counts(*(float(number) for number in row))
    return scores_of_sums(sums, layers)


def unit_counts(run: ScoredRun, layer: str, metrics: Sequence[str], labels: Sequence[str]) -> Floats:
    """The counts of each document, (documents, units, 4): a unit for each metric and label."""
    rows = run.table[(run.table["layer"] == layer) & run.table["metric"].isin(list(metrics)) & run.table["label"].isin(list(labels))]
    document = {name: index for index, name in enumerate(run.names)}
    unit = {pair: index for index, pair in enumerate((metric, label) for metric in metrics for label in labels)}
    counts = np.zeros((len(document), len(unit), 4))
    place = rows["document"].map(document).to_numpy()
    units = np.array([unit[pair] for pair in zip(rows["metric"].astype(str), rows["label"].astype(str), strict=True)], dtype=np.int64)
    if len(rows):
        np.add.at(counts, (place.astype(np.int64), units), rows[NUMBERS].to_numpy(dtype=np.float64))
    return counts


def measure(
    layer: str, metric: str, *, average: str = "micro", labels: Sequence[str] = ()
) -> tuple[Rates, tuple[str, ...], tuple[str, ...]]:
    """How a rate is computed from summed counts, and the metrics and labels that it is made of."""
    if metric in (derived := derived_metrics(layer)):
        return mean_rates, derived[metric], ("",)
    if average == "macro":
        return macro_rates, (metric,), tuple(labels)
    return micro_rates, (metric,), ("",)


def with_intervals(run: ScoredRun, layer: str, metric: str) -> MetricScore:
    """A metric's scores with the interval of every rate: micro, macro and by label."""
    plain = run.scores[layer][metric]

    def dressed(score: Score, average: str, labels: Sequence[str]) -> Score:
        rates, metrics, chosen = measure(layer, metric, average=average, labels=labels)
        if average == "label":
            rates, metrics, chosen = micro_rates, (metric,), tuple(labels)
        return dress(score, bootstrap(unit_counts(run, layer, metrics, chosen), rates))

    labels = {label: dressed(score, "label", [label]) for label, score in plain.labels.items()}
    macro = dressed(plain.macro, "macro", list(plain.labels)) if plain.macro is not None else None
    return MetricScore(dressed(plain.micro, "micro", [""]), macro, labels)


def dress(score: Score, intervals: Sequence[Interval95 | None]) -> Score:
    """A score with its intervals."""
    found = {name: interval for name, interval in zip(RATES, intervals, strict=True) if interval is not None}
    return Score(
        score.precision,
        score.recall,
        score.f1,
        score.counts,
        {name: (interval.low, interval.high) for name, interval in found.items()},
        any(interval.unsure for interval in found.values()),
    )


@dataclass(frozen=True)
class Standing:
    """A run's place in a leaderboard: by layer, the headline with its interval and the ranks that it may have."""

    run: ScoredRun
    scores: Mapping[str, Score]
    ranks: Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Leaderboard:
    """Runs of one signature, best first; `layers` are those that any of them attempts, `headlines` what each is ranked by."""

    signature: Signature
    layers: tuple[str, ...]
    headlines: Mapping[str, str]
    standings: tuple[Standing, ...]


def leaderboard(runs: Sequence[ScoredRun], *, layers: Sequence[str] | None = None, label: str = "") -> Leaderboard:
    """The ranking of runs by each layer's headline; IncomparableError where their signatures differ."""
    for run in runs[1:]:
        runs[0].signature.require_equal(run.signature, what=f"{runs[0].name} and {run.name}")
    shown = [layer for layer in metric_modules() if any(layer in run.layers for run in runs) and (layers is None or layer in layers)]
    headlines = {layer: headline for layer in shown if (headline := headline_of(layer)) is not None}
    ranks = {layer: _ranks(runs, layer, metric, label) for layer, metric in headlines.items()}
    standings = []
    for run in runs:
        scores = {layer: _headline(run, layer, metric, label) for layer, metric in headlines.items() if layer in run.layers}
        standings.append(Standing(run, scores, {layer: ranks[layer][run.name] for layer in scores if run.name in ranks[layer]}))
    standings.sort(key=lambda standing: (-sum(score.f1 or 0.0 for score in standing.scores.values()), standing.run.name))
    return Leaderboard(runs[0].signature, tuple(headlines), headlines, tuple(standings))


def _headline(run: ScoredRun, layer: str, metric: str, label: str) -> Score:
    rates, metrics, _ = measure(layer, metric)
    plain = run.scores[layer][metric]
    score = plain.micro if not label else plain.labels.get(label, metric_score({}).micro)
    return dress(score, bootstrap(unit_counts(run, layer, metrics, [label]), rates))


def _ranks(runs: Sequence[ScoredRun], layer: str, metric: str, label: str) -> dict[str, tuple[int, int]]:
    """Rank ranges among the runs that attempt the layer on the same documents."""
    rivals = [run for run in runs if layer in run.layers]
    rates, metrics, _ = measure(layer, metric)
    counts = [unit_counts(run, layer, metrics, [label]) for run in rivals]
    pairs = [
        (one, other) for one in range(len(rivals)) for other in range(one + 1, len(rivals)) if rivals[one].names == rivals[other].names
    ]
    differences = [compare_paired(counts[one], counts[other], rates) for one, other in pairs]
    better = [[False] * len(rivals) for _ in rivals]
    for (one, other), difference, p in zip(pairs, differences, holm([difference.p for difference in differences]), strict=True):
        if p is not None and p < SIGNIFICANT and difference.value:
            winner, loser = (other, one) if difference.value > 0 else (one, other)
            better[winner][loser] = True
    return {run.name: ranks for run, ranks in zip(rivals, rank_ranges(better), strict=True)}


def scored_run(
    name: str,
    scorer: Scorer,
    signature: Signature,
    *,
    attempted: Sequence[str],
    version: str = "",
    failed: int = 0,
    languages: Mapping[str, str] | None = None,
) -> ScoredRun:
    """What a scorer counted, as a run."""
    table = scorer.table
    layers = tuple(layer for layer in metric_modules() if layer in set(table["layer"]) or layer in scored_layers(attempted))
    return ScoredRun(name, version, table, signature, layers, tuple(scorer.documents), failed=failed, languages=languages or {})


def load_run(folder: RunFolder, *, where: Callable[[pd.DataFrame], pd.Series] | None = None) -> ScoredRun:
    """A stored run; DataError where its files do not fit together."""
    manifest: Manifest = folder.manifest
    table = read_counts(folder.counts)
    if where is not None:
        table = table[where(table)]
    names = tuple(name for name in manifest.names)
    known = set(names)
    if unknown := sorted({str(name) for name in table["document"].unique()} - known):
        raise DataError(Fault(str(folder.counts), "", f"counts documents that the manifest lacks: {', '.join(unknown[:5])}"))
    return ScoredRun(
        manifest.system,
        manifest.version,
        table,
        Signature.from_dict(manifest.signature),
        tuple(layer for layer in metric_modules() if layer in manifest.layers),
        names,
        failed=manifest.failed,
        not_given=manifest.not_given,
        seconds=manifest.seconds,
        load_seconds=manifest.load_seconds,
        characters=manifest.characters,
        peak_mib=manifest.peak_mib,
        languages=dict(zip(names, manifest.document_languages, strict=False)),
        path=folder.path,
    )


def read_counts(path: Path) -> pd.DataFrame:
    """A table of counts from CSV; DataError where it is none."""
    try:
        table = pd.read_csv(
            path, dtype=dict.fromkeys(COUNT_COLUMNS[:4], str), keep_default_na=False, na_values={name: [""] for name in NUMBERS}
        )
    except OSError as error:
        raise DataError(Fault(str(path), "", error.strerror or str(error))) from None
    except (ValueError, pd.errors.ParserError) as error:
        raise DataError(Fault(str(path), "", f"is no table of counts: {error}")) from None
    if list(table.columns) != list(COUNT_COLUMNS):
        raise DataError(
            Fault(str(path), "line 1", f"has the columns {', '.join(map(str, table.columns))}; expected {', '.join(COUNT_COLUMNS)}")
        )
    for name in NUMBERS:
        if not pd.api.types.is_numeric_dtype(table[name]) or table[name].isna().any() or (table[name] < 0).any():
            raise DataError(Fault(str(path), name, "holds something else than numbers from 0"))
    return table
