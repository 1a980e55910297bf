"""Compares runs: is one better, where, in which errors; and the gate that keeps a regression out.

Definition.  A difference is the second run's F1 less the first's, over the documents that both were given, with its paired interval and its
randomisation p-value, Holm-corrected over all differences that are shown of the layer, as in leaderboards.  'better' and 'worse' say of the
second run that the corrected p-value is below 0.05; anything else is 'not separable'.  The gate fails where a headline fell by more than is
allowed and the paired interval of the change excludes 0, and where a layer or documents of the baseline are gone.
Conventions.  Runs of different signatures are never compared.  Where a run does not attempt a layer there is no difference and no verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby

import pandas as pd

from benchmark.aligning import ERROR_KINDS, Outcome
from benchmark.errors import UsageError
from benchmark.leaderboards import SIGNIFICANT, Part, ScoredRun, parts_of, require_comparable
from benchmark.resampling import TOLERANCE, Difference, compare_paired, holm
from benchmark.scoring import Signature
from benchmark.wording import counted, listed

__all__ = [
    "ERROR_KINDS",
    "Check",
    "Comparison",
    "Comparisons",
    "ErrorChanges",
    "Gate",
    "Outcome",
    "changed_errors",
    "compare",
    "gate",
]

BETTER, WORSE, NOT_SEPARABLE = "better", "worse", "not separable"
NO_DIFFERENCE = Difference(None, None, None)
MAX_DROP = 0.005


@dataclass(frozen=True)
class Comparison:
    """Two runs in one part: F1 of both over the documents that both were given, and how much larger the second's is."""

    part: Part
    first: ScoredRun
    second: ScoredRun
    documents: int
    scores: tuple[float | None, float | None]
    difference: Difference
    p_holm: float | None = None

    @property
    def verdict(self) -> str | None:
        """What the second run is; None where there is no difference to judge."""
        if self.difference.value is None:
            return None
        if self.p_holm is None or self.p_holm >= SIGNIFICANT:
            return NOT_SEPARABLE
        return BETTER if self.difference.value > 0 else WORSE


@dataclass(frozen=True)
class Comparisons:
    """Every pair of runs in every part."""

    signature: Signature
    runs: tuple[ScoredRun, ...]
    rows: tuple[Comparison, ...]
    by: str = ""

    def frame(self) -> pd.DataFrame:
        """A row for each comparison: full floats, None where undefined or not attempted."""
        rows = []
        for row in self.rows:
            interval = row.difference.interval
            rows.append(
                {"layer": row.part.layer, "metric": row.part.metric, **({self.by: row.part.key} if self.by else {})}
                | {"first": row.first.name, "second": row.second.name, "documents": row.documents}
                | {"first_f1": row.scores[0], "second_f1": row.scores[1], "difference": row.difference.value}
                | {"low": interval and interval.low, "high": interval and interval.high, "unsure": bool(interval and interval.unsure)}
                | {"p": row.difference.p, "p_holm": row.p_holm, "verdict": row.verdict}
            )
        return pd.DataFrame(rows)


def compare(runs: Sequence[ScoredRun], *, by: str = "", layers: Iterable[str] | None = None) -> Comparisons:
    """Each run with each later one in every layer's headline, or in each label, language or document of it.

    IncomparableError where signatures differ, UsageError where there are fewer than two runs.
    """
    require_several(runs)
    require_comparable(runs)
    rows: list[Comparison] = []
    for _, parts in groupby(parts_of(runs, by=by, layers=layers), key=lambda part: part.layer):
        shown = [compare_part(first, second, part) for part in parts for first, second in combinations(runs, 2)]
        corrected = holm([row.difference.p for row in shown])
        rows += [replace(row, p_holm=p) for row, p in zip(shown, corrected, strict=True)]
    return Comparisons(runs[0].signature, tuple(runs), tuple(rows), by)


def require_several(runs: Sequence[ScoredRun]) -> None:
    """UsageError where there is nothing to compare with."""
    if len(runs) < 2:
        raise UsageError(f"{len(runs)} run given; expected two or more to compare")


def compare_part(first: ScoredRun, second: ScoredRun, part: Part) -> Comparison:
    """Two runs in one part, before the correction."""
    if part.layer not in first.layers or part.layer not in second.layers:
        alone = [part.score(part.counts(run)).f1 if part.layer in run.layers else None for run in (first, second)]
        return Comparison(part, first, second, 0, (alone[0], alone[1]), NO_DIFFERENCE)
    common = sorted(set(part.documents(first)) & set(part.documents(second)))
    counts = [part.counts(run, common) for run in (first, second)]
    scores = [part.score(of_run).f1 for of_run in counts]
    rates, _ = part.measure
    difference = compare_paired(counts[0], counts[1], rates) if common else NO_DIFFERENCE
    return Comparison(part, first, second, len(common), (scores[0], scores[1]), difference)


@dataclass(frozen=True)
class Check:
    """One thing that the gate looks at: what it is, whether it passed, and why."""

    name: str
    outcome: str
    """'held', 'new', 'not separable', 'fell' or 'gone'; the last two fail."""
    why: str
    comparison: Comparison | None = None

    @property
    def passed(self) -> bool:
        """Whether the gate opens."""
        return self.outcome not in ("fell", "gone")


@dataclass(frozen=True)
class Gate:
    """A run held against a baseline."""

    run: ScoredRun
    baseline: ScoredRun
    max_drop: float
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether every check did."""
        return all(check.passed for check in self.checks)


def gate(run: ScoredRun, baseline: ScoredRun, *, max_drop: float = MAX_DROP, layers: Iterable[str] | None = None) -> Gate:
    """Whether a run is no worse than a baseline in any layer's headline; `max_drop` is a rate, 0.005 being half a point.

    IncomparableError where signatures differ, UsageError where the allowed drop is none.
    """
    if not 0 <= max_drop <= 1:
        raise UsageError(f"max_drop={max_drop}: expected a rate from 0 to 1, such as 0.005 for half a point")
    require_comparable([baseline, run])
    lost = set(baseline.names) - set(run.names)
    checks = []
    if lost:
        checks = [Check("documents", "gone", f"{len(lost)} of the baseline's documents were not given: {listed(lost, most=5)}")]
    checks += [_check(compare_part(baseline, run, part), max_drop) for part in parts_of([baseline, run], layers=layers)]
    return Gate(run, baseline, max_drop, tuple(checks))


def _check(comparison: Comparison, max_drop: float) -> Check:
    part = comparison.part
    outcome, why = _outcome(comparison, max_drop)
    return Check(f"{part.layer} {part.metric}", outcome, why, comparison)


def _outcome(comparison: Comparison, max_drop: float) -> tuple[str, str]:
    layer, change = comparison.part.layer, comparison.difference
    if layer not in comparison.first.layers:
        return "new", "the baseline does not attempt it"
    if layer not in comparison.second.layers:
        return "gone", "the baseline attempts it and the run does not"
    if change.value is None:
        return "held", "nothing to compare: no rate on one side"
    if -change.value <= max_drop + TOLERANCE:
        return "held", "fell by no more than is allowed" if change.value < 0 else "did not fall"
    if change.interval is None:
        return (
            NOT_SEPARABLE,
            f"fell, but without an interval to tell by: {counted(comparison.documents, 'document')} at hand",
        )
    if not change.interval.excludes(0.0):
        return NOT_SEPARABLE, "fell, but the interval of the change includes 0"
    return "fell", "fell by more than is allowed, and the interval of the change excludes 0"


@dataclass(frozen=True)
class ErrorChanges:
    """Errors that only the first run makes (`lost`), that only the second makes (`gained`), and how many both make, by kind."""

    lost: tuple[Outcome, ...]
    gained: tuple[Outcome, ...]
    kept: Counter[tuple[str, str]]
    """By (layer, kind)."""

    def frame(self) -> pd.DataFrame:
        """A row for each layer and kind: how many errors were lost, gained and kept."""
        counted = {name: Counter((error.layer, error.kind) for error in getattr(self, name)) for name in ("lost", "gained")}
        keys = sorted({*counted["lost"], *counted["gained"], *self.kept}, key=lambda key: (key[0], _rank_of(key[1])))
        rows = [(layer, kind, *(counted[name][layer, kind] for name in ("lost", "gained")), self.kept[layer, kind]) for layer, kind in keys]
        return pd.DataFrame(rows, columns=["layer", "kind", "lost", "gained", "kept"])


def changed_errors(first: Iterable[Outcome], second: Iterable[Outcome]) -> ErrorChanges:
    """The errors that two runs over the same documents do not share.

    Two errors are one where kind and gold annotation are the same, or, where gold has nothing, the predicted span and label.
    """
    sides = [_errors_by_place(outcomes) for outcomes in (first, second)]
    lost, gained, kept = [], [], Counter[tuple[str, str]]()
    for place in {**sides[0], **sides[1]}:
        one, other = (side.get(place, []) for side in sides)
        shared = min(len(one), len(other))
        kept[place.layer, place.kind] += shared
        lost += one[shared:]
        gained += other[shared:]
    return ErrorChanges(tuple(sorted(lost, key=_order)), tuple(sorted(gained, key=_order)), +kept)


def _errors_by_place(outcomes: Iterable[Outcome]) -> dict[Outcome, list[Outcome]]:
    """Errors by what two runs must share to make the same one."""
    places: dict[Outcome, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.kind != "right":
            predicted = outcome.predicted if outcome.gold is None else None
            place = replace(outcome, predicted=predicted, detail="")
            places.setdefault(place, []).append(outcome)
    return places


def _order(error: Outcome) -> tuple[object, ...]:
    return error.layer, _rank_of(error.kind), error.document, error.span


def _rank_of(kind: str) -> tuple[int, str]:
    return (ERROR_KINDS.index(kind) if kind in ERROR_KINDS else len(ERROR_KINDS), kind)
