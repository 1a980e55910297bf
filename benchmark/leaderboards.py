"""Ranks runs from their tables of counts: rates with intervals, rank ranges, coverage and cost.

Definition.  A layer is ranked by its headline's F1.  A run's rank is a range: from 1 + the number of runs better than it to the number of
runs less those worse, where better is a difference whose p-value is below 0.05, Holm-corrected over all pairs that are shown of the layer:
every pair of runs, in each label, language or document of a breakdown.
Conventions.  Runs of different signatures are never in one ranking.  Only runs that were given the same documents are paired: a run over
one language is neither better nor worse than a run over three, and its range stays wide.  A layer that a run does not attempt is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, groupby
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmark.errors import DataError, Fault, UnknownNameError, UsageError
from benchmark.metrics.rates import RATES, rate, score_of
from benchmark.records import Counts, Score
from benchmark.resampling import (
    Interval95,
    Intervals,
    Rates,
    bootstrap,
    holm,
    label_intervals,
    mean_rates,
    micro_rates,
    p_values,
    rank_ranges,
)
from benchmark.scoring import MetricScore, Scorer, Signature, derived_metrics, headline_of, metric_modules, scored_layers, scores_of_sums
from benchmark.storing import COUNT_COLUMNS, Manifest, RunFolder
from benchmark.wording import listed

__all__ = [
    "BREAKDOWNS",
    "Leaderboard",
    "Part",
    "Ranking",
    "ScoredRun",
    "in_order",
    "leaderboard",
    "load_run",
    "parts_of",
    "rank",
    "read_counts",
    "require_comparable",
    "scored_run",
    "with_intervals",
]

BREAKDOWNS = ("label", "lang", "document")
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
        return scores_of_sums(self._coded.sums(), self.layers, self.signature.profile)

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The documents in alphabetical order: it is part of what is drawn, and may not depend on the order of the run."""
        return tuple(sorted(self.names))

    @cached_property
    def _coded(self) -> _CodedTable:
        return _CodedTable(self.table, self.documents)

    def has(self, document: str) -> bool:
        """Whether a document was given to it."""
        return document in self._coded.place

    def labels(self, layer: str, metric: str) -> tuple[str, ...]:
        """The labels that a metric was counted by, in alphabetical order."""
        return self._coded.labels_of(layer, metric)

    def counts(self, layer: str, metrics: Sequence[str], labels: Sequence[str], documents: Iterable[str] | None = None) -> Floats:
        """The counts of each document, (documents, units, 4): a unit for each metric and label, documents in alphabetical order."""
        dense = np.concatenate([self._coded.counts(layer, metric, tuple(labels)) for metric in metrics], axis=1)
        return dense if documents is None else dense[[self._coded.place[name] for name in sorted(documents)]]


class _CodedTable:
    """A table of counts with its names as numbers; DataError where it counts documents that the run was not given."""

    def __init__(self, table: pd.DataFrame, documents: Sequence[str]) -> None:
        self.place = {name: index for index, name in enumerate(documents)}
        codes, names = _coded(table["document"])
        if unknown := sorted(str(name) for name in names if name not in self.place):
            raise DataError(Fault("table of counts", "", f"counts documents that the run was not given: {listed(unknown, most=5)}"))
        self.document = np.array([self.place[name] for name in names], dtype=np.int64)[codes]
        self.label, self.names = _coded(table["label"])
        self.numbers = table[NUMBERS].to_numpy(dtype=np.float64)
        self.rows: dict[tuple[str, str], NDArray[np.int64]] = {}
        for layer, rows in table.groupby("layer", observed=True).indices.items():
            codes, metrics = _coded(table["metric"].iloc[rows])
            self.rows |= {(str(layer), metric): rows[codes == code] for code, metric in enumerate(metrics)}
        self.totals: dict[tuple[str, str], Floats] = {}

    def rows_of(self, layer: str, metric: str) -> NDArray[np.int64]:
        """Where a metric's rows stand."""
        return self.rows.get((layer, metric), np.empty(0, dtype=np.int64))

    def labels_of(self, layer: str, metric: str) -> tuple[str, ...]:
        """The labels of a metric, in alphabetical order."""
        return tuple(sorted({self.names[code] for code in np.unique(self.label[self.rows_of(layer, metric)])} - {""}))

    def sums(self) -> dict[tuple[str, str], dict[str, Counts]]:
        """The counts of all documents together, by layer and metric, then by label in alphabetical order."""
        found = {}
        for part in sorted(self.rows):
            rows = self.rows[part]
            summed = np.zeros((len(self.names), 4))
            np.add.at(summed, self.label[rows], self.numbers[rows])
            of_labels = {self.names[code]: Counts(*summed[code].tolist()) for code in np.unique(self.label[rows])}
            found[part] = dict(sorted(of_labels.items()))
        return found

    def counts(self, layer: str, metric: str, labels: tuple[str, ...]) -> Floats:
        """The counts of each document and label; those of all labels together are kept, since every part asks for them."""
        if labels == ("",) and (layer, metric) in self.totals:
            return self.totals[layer, metric]
        unit = np.array([labels.index(name) if name in labels else -1 for name in self.names], dtype=np.int64)
        rows = self.rows_of(layer, metric)
        rows = rows[unit[self.label[rows]] >= 0] if len(rows) else rows
        counts = np.zeros((len(self.place), len(labels), 4))
        np.add.at(counts, (self.document[rows], unit[self.label[rows]]), self.numbers[rows])
        if labels == ("",):
            self.totals[layer, metric] = counts
        return counts


def _coded(column: pd.Series) -> tuple[NDArray[np.int64], list[str]]:
    """A column of names as numbers, and the name of each number; only names that occur."""
    codes, names = pd.factorize(column.cat.codes if isinstance(column.dtype, pd.CategoricalDtype) else column.to_numpy(dtype=object))
    if isinstance(column.dtype, pd.CategoricalDtype):
        names = column.cat.categories[names]
    return codes, [str(name) for name in names]


def measured_by(layer: str, metric: str) -> tuple[Rates, tuple[str, ...]]:
    """How a metric's rate comes from summed counts, and the metrics whose counts these are."""
    derived = derived_metrics(layer)
    return (mean_rates, derived[metric]) if metric in derived else (micro_rates, (metric,))


def with_intervals(run: ScoredRun, layer: str, metric: str) -> MetricScore:
    """A metric's scores with the interval of every rate: micro, macro and by label."""
    plain = run.scores[layer][metric]
    if not plain.labels:
        rates, metrics = measured_by(layer, metric)
        return MetricScore(dress(plain.micro, bootstrap(run.counts(layer, metrics, [""]), rates)), plain.macro, {})
    of_all, *of_labels, of_macro = label_intervals(run.counts(layer, [metric], ["", *plain.labels]))
    labels = {label: dress(score, intervals) for (label, score), intervals in zip(plain.labels.items(), of_labels, strict=True)}
    macro = dress(plain.macro, of_macro) if plain.macro is not None else None
    return MetricScore(dress(plain.micro, of_all), macro, labels)


def dress(score: Score, intervals: Intervals) -> Score:
    """A score with the intervals of its three rates."""
    found: dict[str, Interval95] = {name: interval for name, interval in zip(RATES, intervals, strict=True) if interval is not None}
    return Score(
        score.precision,
        score.recall,
        score.f1,
        score.counts,
        {name: (interval.low, interval.high) for name, interval in found.items()},
        any(interval.unsure for interval in found.values()),
    )


@dataclass(frozen=True)
class Part:
    """What a rate is over: one layer's metric, all of it or a label, a language or a document of it."""

    layer: str
    metric: str
    by: str = ""
    key: str = ""

    def documents(self, run: ScoredRun) -> tuple[str, ...]:
        """The documents of the part that a run was given, in alphabetical order."""
        if self.by == "lang":
            return tuple(name for name in run.documents if run.languages.get(name, "") == self.key)
        if self.by == "document":
            return (self.key,) if run.has(self.key) else ()
        return run.documents

    def counts(self, run: ScoredRun, documents: Iterable[str] | None = None) -> Floats:
        """The counts of these documents, or of the part's, (documents, units, 4)."""
        chosen = self.documents(run) if documents is None else documents
        return run.counts(self.layer, self.measure[1], [self.key if self.by == "label" else ""], chosen)

    @property
    def measure(self) -> tuple[Rates, tuple[str, ...]]:
        """How its rate comes from summed counts, and the metrics whose counts these are."""
        return measured_by(self.layer, self.metric)

    def score(self, counts: Floats) -> Score:
        """The rates of counts of it, without intervals."""
        rates, metrics = self.measure
        sums = counts.sum(axis=0)
        if len(metrics) == 1:
            return score_of(Counts(*(float(number) for number in sums[0])))
        precision, recall, f1 = (rate(float(value)) for value in rates(sums))
        return Score(precision, recall, f1)


def parts_of(runs: Sequence[ScoredRun], *, by: str = "", layers: Iterable[str] | None = None) -> tuple[Part, ...]:
    """The parts that runs are compared in: each layer's headline, or each label, language or document of it.

    UnknownNameError where there is no such breakdown or layer.
    """
    if by and by not in BREAKDOWNS:
        raise UnknownNameError("breakdown", by, BREAKDOWNS)
    wanted = set(metric_modules()) if layers is None else set(layers)
    if unknown := wanted - set(metric_modules()):
        raise UnknownNameError("layer", min(unknown), metric_modules())
    found = []
    for layer in (layer for layer in metric_modules() if layer in wanted and any(layer in run.layers for run in runs)):
        metric = headline_of(layer)
        if metric is not None:
            attempting = [run for run in runs if layer in run.layers]
            found += [Part(layer, metric, by, key) for key in _keys(attempting, layer, metric, by)]
    return tuple(found)


def _keys(runs: Sequence[ScoredRun], layer: str, metric: str, by: str) -> list[str]:
    if by == "label":
        return sorted({label for run in runs for label in run.labels(layer, metric)})
    if by == "lang":
        return sorted({run.languages.get(name, "") for run in runs for name in run.names})
    if by == "document":
        return list(dict.fromkeys(name for run in runs for name in run.names))
    return [""]


KnownProbabilities = Mapping[Part, Mapping[tuple[int, int], float | None]]
"""The p-value of each pair of runs in a part, before any correction."""


@dataclass(frozen=True)
class Ranking:
    """Runs ranked in one part: for each run its score and the first and last rank that it may have.

    Both are None for a run that does not attempt the layer, or was given no document of the part; there are no ranks by document.
    """

    part: Part
    scores: tuple[Score | None, ...]
    ranks: tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True)
class Leaderboard:
    """Runs of one signature, best first, and how they rank in each part."""

    signature: Signature
    runs: tuple[ScoredRun, ...]
    rankings: tuple[Ranking, ...]
    by: str = ""

    def frame(self) -> pd.DataFrame:
        """A row for each part and run: full floats, None where undefined or not attempted."""
        rows = []
        for ranking in self.rankings:
            for run, score, ranks in zip(self.runs, ranking.scores, ranking.ranks, strict=True):
                low, high = score.ci95.get("f1", (None, None)) if score is not None else (None, None)
                rates = {name: None if score is None else getattr(score, name) for name in RATES}
                first, last = ranks or (None, None)
                rows.append(
                    {"layer": ranking.part.layer, "metric": ranking.part.metric, **({self.by: ranking.part.key} if self.by else {})}
                    | {"system": run.system, "version": run.version, "attempted": score is not None, **rates}
                    | {"low": low, "high": high, "unsure": bool(score and score.unsure), "rank_first": first, "rank_last": last}
                    | {"documents": len(run.names), "failed": run.failed, "not_given": run.not_given}
                )
        return pd.DataFrame(rows)


def require_comparable(runs: Sequence[ScoredRun]) -> None:
    """IncomparableError where signatures differ, and in what; UsageError where there is no run."""
    if not runs:
        raise UsageError("no run to show")
    for run in runs[1:]:
        runs[0].signature.require_equal(run.signature, what=f"{runs[0].name} and {run.name}")


def leaderboard(runs: Sequence[ScoredRun], *, by: str = "", layers: Iterable[str] | None = None) -> Leaderboard:
    """The rankings of runs by each layer's headline, or by each label, language or document of it.

    IncomparableError where their signatures differ.
    """
    ordered = in_order(runs, layers=layers)
    parts = parts_of(ordered, by=by, layers=layers)
    rankings = [ranking for _, of_layer in groupby(parts, key=lambda part: part.layer) for ranking in rank(ordered, list(of_layer))]
    return Leaderboard(runs[0].signature, ordered, tuple(rankings), by)


def in_order(runs: Sequence[ScoredRun], *, layers: Iterable[str] | None = None) -> tuple[ScoredRun, ...]:
    """Runs by the sum of their headlines, which rewards coverage and is no ranking: ranks are those of each part.

    IncomparableError where their signatures differ.
    """
    require_comparable(runs)
    headlines = parts_of(runs, layers=layers)

    def standing(run: ScoredRun) -> tuple[float, str]:
        return -sum(run.scores[part.layer][part.metric].micro.f1 or 0.0 for part in headlines if part.layer in run.layers), run.name

    return tuple(sorted(runs, key=standing))


def rank(runs: Sequence[ScoredRun], parts: Sequence[Part], known: KnownProbabilities | None = None) -> list[Ranking]:
    """How runs rank in each of the parts that are shown of a layer; `known` are p-values of pairs that were computed already."""
    contests = [_Contest.of(runs, part, (known or {}).get(part)) for part in parts]
    corrected = iter(holm([p for contest in contests for p in contest.p_values.values()]))
    return [contest.ranking({pair: next(corrected) for pair in contest.p_values}) for contest in contests]


@dataclass(frozen=True)
class _Contest:
    """One part before ranks are given: the runs' scores, and the p-value of each pair that can be compared."""

    part: Part
    scores: tuple[Score | None, ...]
    p_values: dict[tuple[int, int], float | None]

    @classmethod
    def of(cls, runs: Sequence[ScoredRun], part: Part, known: Mapping[tuple[int, int], float | None] | None = None) -> _Contest:
        documents = [part.documents(run) if part.layer in run.layers else () for run in runs]
        counts = [part.counts(run, names) for run, names in zip(runs, documents, strict=True)]
        rates, _ = part.measure
        scores = [
            dress(part.score(of_run), bootstrap(of_run, rates)) if names else None for of_run, names in zip(counts, documents, strict=True)
        ]
        p_of: dict[tuple[int, int], float | None] = {}
        # One document alone tells no two runs apart.
        for names in dict.fromkeys(names for names in documents if names and part.by != "document"):
            same = [place for place, of_run in enumerate(documents) if of_run == names]
            pairs = list(combinations(range(len(same)), 2))
            if known is not None:
                values = [known[same[one], same[other]] for one, other in pairs]
            else:
                values = p_values([counts[place] for place in same], pairs, rates)
            p_of |= {(same[one], same[other]): p for (one, other), p in zip(pairs, values, strict=True)}
        return cls(part, tuple(scores), p_of)

    def ranking(self, corrected: Mapping[tuple[int, int], float | None]) -> Ranking:
        """The ranks, by p-values that are corrected."""
        entered = [place for place, score in enumerate(self.scores) if score is not None]
        if self.part.by == "document":
            return Ranking(self.part, self.scores, (None,) * len(self.scores))
        better = [[self._better(one, other, corrected) for other in entered] for one in entered]
        ranks = dict(zip(entered, rank_ranges(better), strict=True))
        return Ranking(self.part, self.scores, tuple(ranks.get(place) for place in range(len(self.scores))))

    def _better(self, one: int, other: int, corrected: Mapping[tuple[int, int], float | None]) -> bool:
        """Whether one run is better than another, beyond chance."""
        p = corrected.get((min(one, other), max(one, other)))
        first, second = (score.f1 if score is not None else None for score in (self.scores[one], self.scores[other]))
        return p is not None and p < SIGNIFICANT and first is not None and second is not None and first > second


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
    known = {*table["layer"].unique(), *scored_layers(attempted)} & set(scorer.layers or metric_modules())
    layers = tuple(layer for layer in metric_modules() if layer in known)
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
        raise DataError(Fault(str(folder.counts), "", f"counts documents that the manifest lacks: {listed(unknown, most=5)}"))
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
            path, dtype=dict.fromkeys(COUNT_COLUMNS[:4], "category"), keep_default_na=False, na_values={name: [""] for name in NUMBERS}
        )
    except OSError as error:
        raise DataError(Fault(str(path), "", error.strerror or str(error))) from None
    except (ValueError, pd.errors.ParserError) as error:
        raise DataError(Fault(str(path), "", f"is no table of counts: {error}")) from None
    if list(table.columns) != list(COUNT_COLUMNS):
        raise DataError(
            Fault(str(path), "line 1", f"has the columns {', '.join(map(str, table.columns))}; expected {', '.join(COUNT_COLUMNS)}")
        )
    if table.empty:
        return table.astype(dict.fromkeys(NUMBERS, np.float64))
    for name in NUMBERS:
        if not pd.api.types.is_numeric_dtype(table[name]) or table[name].isna().any() or (table[name] < 0).any():
            raise DataError(Fault(str(path), name, "holds something else than numbers from 0"))
    return table
