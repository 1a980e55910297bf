"""The numbers of the HTML report: what its pages show of each group of runs with one signature, ready for JSON.

A board's heart is its cubes: the summed counts of every metric by run, label and language, from which the page computes what a filter asks
for.  What it cannot compute comes from here: intervals, rank ranges and p-values, the same as those of `leaderboard` and `compare`.
Conventions.  Rates are full floats and None where undefined; only the page rounds.  Beyond `MOST_RUNS` runs, breakdowns by label and
language come without intervals, ranks and p-values: their number grows with the square of the runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, groupby
from typing import Any

import numpy as np

from benchmark.leaderboards import NUMBERS, Part, Ranking, ScoredRun, in_order, parts_of, rank
from benchmark.records import Score
from benchmark.reporting.comparisons import names_apart
from benchmark.resampling import Difference, compare_pairs
from benchmark.scoring import Signature, counted_metrics, derived_metrics, headline_of, hidden_metrics, metric_names

__all__ = ["MOST_RUNS", "Board", "board_of"]

MOST_RUNS = 20
BREAKDOWNS = ("label", "lang")
JSON = dict[str, Any]
Pairs = dict[tuple[int, int], list[Any]]
"""By the places of two runs: [documents, first F1, second F1, difference, low, high, unsure, p]."""


@dataclass(frozen=True)
class Board:
    """Runs of one signature, best first; `documents` are all that any of them was given, in their order."""

    key: str
    """What its address names it by: split and label set."""
    runs: tuple[ScoredRun, ...]
    names: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def signature(self) -> Signature:
        """What all its scores depend on."""
        return self.runs[0].signature

    @property
    def layers(self) -> tuple[str, ...]:
        """The scored layers that any run attempts and that have a headline, in the order of the tables."""
        return tuple(part.layer for part in parts_of(self.runs))

    @cached_property
    def compared(self) -> dict[Part, Pairs]:
        """Each run against each later one, in every part that the page shows intervals of."""
        return {part: _compared(self.runs, part) for by in self.breakdowns_in_full for part in parts_of(self.runs, by=by)}

    @property
    def breakdowns_in_full(self) -> tuple[str, ...]:
        """What comes with intervals, ranks and p-values; '' is the whole."""
        return ("", *(BREAKDOWNS if self.in_full else ()))

    def rankings(self, by: str = "") -> Iterator[Ranking]:
        """As `leaderboard` gives them."""
        known = {part: {pair: row[-1] for pair, row in rows.items()} for part, rows in self.compared.items()}
        for _, parts in groupby(parts_of(self.runs, by=by), key=lambda part: part.layer):
            yield from rank(self.runs, list(parts), known)

    @property
    def in_full(self) -> bool:
        """Whether breakdowns come with intervals, ranks and p-values."""
        return len(self.runs) <= MOST_RUNS

    def head(self) -> JSON:
        """What the first page needs at once."""
        signature = self.signature
        return {
            "key": self.key,
            "split": signature.split,
            "labelSet": signature.label_set,
            "signature": signature.as_dict(),
            "cite": str(signature),
            "full": self.in_full,
            "layers": [_layer(layer, signature.profile) for layer in self.layers],
            "runs": [_run(run, name) for run, name in zip(self.runs, self.names, strict=True)],
            "ranking": {ranking.part.layer: _rows(ranking) for ranking in self.rankings()},
        }

    def breakdowns(self) -> JSON:
        """Rankings by label and by language, as `leaderboard --by` gives them."""
        found: JSON = {layer: {by: {} for by in BREAKDOWNS} for layer in self.layers}
        for by in self.breakdowns_in_full[1:]:
            for ranking in self.rankings(by):
                found[ranking.part.layer][by][ranking.part.key] = _rows(ranking)
        return found

    def pairs(self) -> JSON:
        """Each run against each later one: [documents, first F1, second F1, difference, low, high, unsure, p], by layer and part."""
        found: JSON = {layer: {by: {} for by in BREAKDOWNS} for layer in self.layers}
        for part, pairs in self.compared.items():
            rows = {f"{one},{other}": row for (one, other), row in pairs.items()}
            if part.by:
                found[part.layer][part.by][part.key] = rows
            else:
                found[part.layer]["all"] = rows
        return found

    def cube(self, layer: str) -> JSON:
        """Counts of a layer summed by run, metric, label and language: rows of [metric, label, language, right, predicted, found, gold]."""
        profile = self.signature.profile
        metrics = counted_metrics(layer, profile)
        labels = ["", *sorted({label for run in self.runs for metric in metrics for label in run.labels(layer, metric)})]
        langs = sorted({run.languages.get(name, "") for run in self.runs for name in run.names})
        places = [{name: place for place, name in enumerate(names)} for names in (metrics, labels, langs)]
        rows = []
        for run in self.runs:
            table = run.table[run.table["layer"] == layer]
            named = table.assign(lang=table["document"].map(lambda name, run=run: run.languages.get(name, "")))
            sums = named.groupby(["metric", "label", "lang"], sort=False, observed=True)[NUMBERS].sum()
            rows.append(
                [
                    [*(place[str(key)] for place, key in zip(places, keys, strict=True)), *map(_number, counts)]
                    for keys, counts in zip(sums.index, sums.to_numpy(dtype=np.float64), strict=True)
                    if keys[0] in places[0]
                ]
            )
        return {"metrics": list(metrics), "labels": labels, "langs": langs, "rows": rows}

    def by_document(self, layer: str) -> list[list[int | None]]:
        """The headline's F1 of each run in each document, in thousandths: for pictures; None where there is none or it was not given."""
        metric = headline_of(layer) or ""
        rates, _ = Part(layer, metric).measure
        rows: list[list[int | None]] = []
        for run in self.runs:
            if layer not in run.layers:
                rows.append([])
                continue
            values = rates(Part(layer, metric).counts(run))[..., 2]
            known = dict(zip(run.documents, values.tolist(), strict=True))
            rows.append([_thousandths(known.get(name)) for name in self.documents])
        return rows


def board_of(runs: Sequence[ScoredRun], key: str) -> Board:
    """Runs of one signature, ranked; IncomparableError where there are several."""
    ordered = in_order(runs)
    documents = dict.fromkeys(name for run in ordered for name in run.names)
    return Board(key, ordered, tuple(names_apart(ordered)), tuple(documents))


def _layer(layer: str, profile: str) -> JSON:
    derived = {name: list(parts) for name, parts in derived_metrics(layer).items()}
    hidden = hidden_metrics(layer)
    return {
        "name": layer,
        "headline": headline_of(layer),
        "metrics": list(metric_names(layer, profile)),
        "derived": {name: parts for name, parts in derived.items() if name not in hidden},
    }


def _run(run: ScoredRun, name: str) -> JSON:
    return {
        "name": name,
        "system": run.system,
        "version": run.version,
        "layers": list(run.layers),
        "given": len(run.names),
        "failed": run.failed,
        "notGiven": run.not_given,
        "seconds": run.seconds,
        "loadSeconds": run.load_seconds,
        "characters": run.characters,
        "peakMib": run.peak_mib,
        "langs": sorted(set(run.languages.values())),
    }


def _rows(ranking: Ranking) -> list[list[Any] | None]:
    """Of each run [F1, precision, recall, low, high, unsure, first rank, last rank]."""
    return [_row(score, ranks) for score, ranks in zip(ranking.scores, ranking.ranks, strict=True)]


def _row(score: Score | None, ranks: tuple[int, int] | None) -> list[Any] | None:
    if score is None:
        return None
    low, high = score.ci95.get("f1", (None, None))
    return [score.f1, score.precision, score.recall, low, high, int(score.unsure), *(ranks or (None, None))]


def _compared(runs: Sequence[ScoredRun], part: Part) -> Pairs:
    """Every pair of runs that attempt the layer, over the documents that both were given."""
    documents = {place: part.documents(run) for place, run in enumerate(runs) if part.layer in run.layers}
    groups: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for one, other in combinations(documents, 2):
        shared = documents[one] if documents[one] == documents[other] else tuple(sorted(set(documents[one]) & set(documents[other])))
        groups.setdefault(shared, []).append((one, other))
    found: Pairs = {}
    rates, _ = part.measure
    for names, pairs in groups.items():
        places = sorted({place for pair in pairs for place in pair})
        counts = {place: part.counts(runs[place], names) for place in places}
        scores = {place: part.score(of_run).f1 for place, of_run in counts.items()}
        order = {place: number for number, place in enumerate(places)}
        differences = [Difference(None, None, None)] * len(pairs)
        if names:
            differences = compare_pairs(list(counts.values()), [(order[one], order[other]) for one, other in pairs], rates)
        for (one, other), difference in zip(pairs, differences, strict=True):
            found[one, other] = [len(names), scores[one], scores[other], *_difference(difference)]
    return dict(sorted(found.items()))


def _difference(difference: Difference) -> list[Any]:
    interval = difference.interval
    bounds = [interval.low, interval.high, int(interval.unsure)] if interval is not None else [None, None, 0]
    return [difference.value, *bounds, difference.p]


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else float(value)


def _thousandths(value: float | None) -> int | None:
    return None if value is None or np.isnan(value) else round(1000 * value)
