"""Scores as JSON, in the shape that others rely on: full floats, null where undefined."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from benchmark import __version__
from benchmark.leaderboards import ScoredRun, with_intervals
from benchmark.records import Score
from benchmark.scoring import MetricScore, Signature

__all__ = ["runs_as_json", "runs_as_object"]


def runs_as_json(runs: Sequence[ScoredRun], signature: Signature, **more: Any) -> str:
    """Runs of one signature as the JSON of `score`, `run` and `leaderboard`."""
    return json.dumps({**runs_as_object(runs, signature), **more}, ensure_ascii=False, indent=1, allow_nan=False)


def runs_as_object(runs: Sequence[ScoredRun], signature: Signature) -> dict[str, Any]:
    """The same before it is written."""
    return {"linimasa": __version__, "signature": signature.as_dict(), "systems": [_system(run) for run in runs]}


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
