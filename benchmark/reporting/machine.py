"""Scores, comparisons and the gate as JSON, in the shape that others rely on: full floats, null where undefined."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from benchmark import __version__
from benchmark.comparing import Comparison, Comparisons, ErrorChanges, Gate, Outcome
from benchmark.leaderboards import ScoredRun, with_intervals
from benchmark.records import Score
from benchmark.scoring import MetricScore, Signature

__all__ = ["as_json", "comparisons_as_object", "gate_as_object", "runs_as_json", "runs_as_object"]


def runs_as_json(runs: Sequence[ScoredRun], signature: Signature, **more: Any) -> str:
    """Runs of one signature as the JSON of `score`, `run` and `leaderboard`."""
    return _written({**runs_as_object(runs, signature), **more})


def runs_as_object(runs: Sequence[ScoredRun], signature: Signature) -> dict[str, Any]:
    """The same before it is written."""
    return {"linimasa": __version__, "signature": signature.as_dict(), "systems": [_system(run) for run in runs]}


def _written(fields: Mapping[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, indent=1, allow_nan=False)


def as_json(objects: Sequence[Mapping[str, Any]]) -> str:
    """One object; where there are several, of as many signatures, the first with the rest as `others`."""
    first, *others = objects
    return _written({**first, **({"others": others} if others else {})})


def comparisons_as_object(comparisons: Comparisons, changes: ErrorChanges | None = None) -> dict[str, Any]:
    """The JSON of `compare`: a difference is the second system's F1 less the first's."""
    fields: dict[str, Any] = {
        "linimasa": __version__,
        "signature": comparisons.signature.as_dict(),
        "systems": [{"system": run.system, "version": run.version} for run in comparisons.runs],
        "comparisons": [_comparison(row) for row in comparisons.rows],
    }
    if changes is not None:
        listed = {name: [_error(error) for error in getattr(changes, name)] for name in ("lost", "gained")}
        kept = [{"layer": layer, "kind": kind, "number": number} for (layer, kind), number in sorted(changes.kept.items())]
        fields["errors"] = {**listed, "kept": kept}
    return fields


def _comparison(row: Comparison) -> dict[str, Any]:
    fields: dict[str, Any] = {"layer": row.part.layer, "metric": row.part.metric}
    if row.part.by:
        fields[row.part.by] = row.part.key
    fields |= {"first": row.first.name, "second": row.second.name, "documents": row.documents, "f1": list(row.scores)}
    interval = row.difference.interval
    fields |= {"difference": row.difference.value, "ci95": [interval.low, interval.high] if interval is not None else None}
    if interval is not None and interval.unsure:
        fields["unsure"] = True
    return fields | {"p": row.difference.p, "p_holm": row.p_holm, "verdict": row.verdict}


def _error(error: Outcome) -> dict[str, Any]:
    fields: dict[str, Any] = {"document": error.document, "layer": error.layer, "kind": error.kind}
    for name in ("gold", "predicted"):
        side = getattr(error, name)
        fields[name] = {"start": side[0], "end": side[1], "label": side[2]} if side is not None else None
    return {**fields, "detail": error.detail} if error.detail else fields


def gate_as_object(gate: Gate) -> dict[str, Any]:
    """The JSON of `gate`: `ci95` is of the change, the run's F1 less the baseline's."""
    checks = []
    for check in gate.checks:
        fields: dict[str, Any] = {"check": check.name, "outcome": check.outcome, "passed": check.passed, "why": check.why}
        if (row := check.comparison) is not None:
            interval = row.difference.interval
            fields |= {"baseline_f1": row.scores[0], "run_f1": row.scores[1], "change": row.difference.value}
            fields |= {"ci95": [interval.low, interval.high] if interval is not None else None, "documents": row.documents}
        checks.append(fields)
    names = {"run": gate.run.name, "baseline": gate.baseline.name}
    head = {"linimasa": __version__, "signature": gate.run.signature.as_dict(), **names, "max_drop": gate.max_drop}
    return {**head, "passed": gate.passed, "checks": checks}


def _system(run: ScoredRun) -> dict[str, Any]:
    fields: dict[str, Any] = {"system": run.system, "version": run.version, "documents": len(run.names), "failed": run.failed}
    for name in ("seconds", "load_seconds", "peak_mib"):
        if getattr(run, name) is not None:
            fields[name] = getattr(run, name)
    if run.seconds is not None:
        fields["characters"] = run.characters
    layers = {layer: {metric: _metric(with_intervals(run, layer, metric)) for metric in metrics} for layer, metrics in run.scores.items()}
    return {**fields, "layers": layers}


def _metric(score: MetricScore) -> dict[str, Any]:
    fields: dict[str, Any] = {"micro": _rates(score.micro)}
    if score.macro is not None:
        fields["macro"] = _rates(score.macro)
    fields["labels"] = {label: _rates(of_label) for label, of_label in score.labels.items()}
    return fields


def _rates(score: Score) -> dict[str, Any]:
    counts: Mapping[str, float] = score.counts._asdict() if score.counts is not None else {}
    fields: dict[str, Any] = {name: int(number) if float(number).is_integer() else number for name, number in counts.items()}
    fields |= {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    if score.ci95:
        fields["ci95"] = {name: list(interval) for name, interval in score.ci95.items()}
        if score.unsure:
            fields["unsure"] = True
    return fields
