"""Leaderboards as tables: one model of columns and rows, written as text, Markdown, CSV or LaTeX.

Only here numbers are rounded: rates to percent with one decimal.  `–` stands for not attempted or undefined.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tabulate import tabulate

from benchmark.leaderboards import Leaderboard, ScoredRun, Standing
from benchmark.records import Score
from benchmark.scoring import MetricScore, headline_of, metric_modules

__all__ = ["NOTHING", "Table", "breakdown_table", "leaderboard_table", "percent", "scores_table", "write_table"]

NOTHING = "–"
STYLES = {"table": "simple", "md": "github", "latex": "latex"}


@dataclass(frozen=True)
class Table:
    """Columns, and rows of text; `notes` stand under it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    notes: tuple[str, ...] = ()


def percent(rate: float | None) -> str:
    """A rate as percent with one decimal."""
    return NOTHING if rate is None else f"{100 * rate:.1f}"


def write_table(table: Table, output: str) -> str:
    """The table in the form that was asked for: table, md, csv or latex."""
    if output == "csv":
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows(table.rows)
        return text.getvalue().rstrip("\n")
    numeric = [index for index, column in enumerate(table.columns) if index and column not in ("layer", "metric", "label", "version")]
    alignment = ["right" if index in numeric else "left" for index in range(len(table.columns))]
    body = tabulate(
        table.rows, headers=table.columns, tablefmt=STYLES[output], disable_numparse=True, colalign=alignment if table.rows else None
    )
    title = [f"## {table.title}\n" if output == "md" else f"% {table.title}" if output == "latex" else table.title] if table.title else []
    notes = [
        ("\n" if output == "md" and index == 0 else "% " if output == "latex" else "") + note for index, note in enumerate(table.notes)
    ]
    return "\n".join([*title, body, *notes])


def leaderboard_table(board: Leaderboard, *, costs: bool = True, title: str = "") -> Table:
    """Ranks and headlines of every layer, documents, and what a run cost."""
    columns = ["system", "version", *(f"{layer} {board.headlines[layer]}" for layer in board.layers), "documents"]
    costly = costs and any(standing.run.seconds is not None for standing in board.standings)
    if costly:
        columns += ["load s", "s/document", "characters/s", "peak MiB"]
    rows = [_standing_row(board, standing, costly) for standing in board.standings]
    scores = [score for standing in board.standings for score in standing.scores.values()]
    notes = [f"signature {board.signature}"]
    if any(score.ci95 for score in scores):
        notes.append("F1 in percent with its 95 % interval; (a-b): the ranks that the system may have, beyond chance")
    else:
        notes.append("F1 in percent; fewer than 10 documents give no interval")
    if any(score.unsure for score in scores):
        notes.append("? marks intervals over fewer than 30 documents: take them as rough")
    if any(standing.run.failed for standing in board.standings):
        notes.append("! marks systems that failed on documents; these count as missed")
    return Table(tuple(columns), tuple(rows), title, tuple(notes))


def _standing_row(board: Leaderboard, standing: Standing, costly: bool) -> tuple[str, ...]:
    run = standing.run
    cells = [_headline_cell(standing, layer) for layer in board.layers]
    documents = f"{len(run.names) - run.failed}/{len(run.names)}" + ("!" if run.failed else "")
    row = [run.system, run.version or NOTHING, *cells, documents]
    return tuple(row + (_costs(run) if costly else []))


def _headline_cell(standing: Standing, layer: str) -> str:
    score = standing.scores.get(layer)
    if score is None:
        return NOTHING
    cell = percent(score.f1)
    if "f1" in score.ci95:
        low, high = score.ci95["f1"]
        cell += f" [{percent(low)}, {percent(high)}]" + ("?" if score.unsure else "")
    if layer in standing.ranks:
        first, last = standing.ranks[layer]
        cell += f" ({first})" if first == last else f" ({first}-{last})"
    return cell


def _costs(run: ScoredRun) -> list[str]:
    documents = len(run.names)
    seconds = run.seconds
    each = f"{seconds / documents:.3g}" if seconds is not None and documents else NOTHING
    speed = f"{run.characters / seconds:,.0f}" if seconds else NOTHING
    return [
        f"{run.load_seconds:.2f}" if run.load_seconds is not None else NOTHING,
        each,
        speed,
        f"{run.peak_mib:.0f}" if run.peak_mib is not None else NOTHING,
    ]


def scores_table(
    scores: Mapping[str, Mapping[str, MetricScore]], *, title: str = "", labels: bool = False, layers: Sequence[str] | None = None
) -> Table:
    """Every metric of every layer: counts, and precision, recall and F1; by label too where asked for."""
    columns = ("layer", "metric", "label", "right", "predicted", "found", "gold", "P", "R", "F1", "95 % of F1")
    rows: list[tuple[str, ...]] = []
    for layer, metrics in scores.items():
        if layers is not None and layer not in layers:
            continue
        for metric, score in metrics.items():
            rows.append(_score_row(layer, metric, "", score.micro))
            if score.macro is not None and labels:
                rows.append(_score_row(layer, metric, "(macro)", score.macro))
            if labels:
                rows += [_score_row(layer, metric, label, of_label) for label, of_label in score.labels.items()]
    return Table(columns, tuple(rows), title)


def _score_row(layer: str, metric: str, label: str, score: Score) -> tuple[str, ...]:
    numbers = [f"{number:.4g}" if number % 1 else f"{number:.0f}" for number in score.counts] if score.counts is not None else [NOTHING] * 4
    interval = NOTHING
    if "f1" in score.ci95:
        low, high = score.ci95["f1"]
        interval = f"{percent(low)} to {percent(high)}" + ("?" if score.unsure else "")
    return (layer, metric, label, *numbers, percent(score.precision), percent(score.recall), percent(score.f1), interval)


def breakdown_table(runs: Sequence[ScoredRun], by: str, *, layers: Sequence[str] | None = None, title: str = "") -> Table:
    """The headline of each layer by label, language or document: a row for each of them, a column for each system."""
    shown = [layer for layer in metric_modules() if any(layer in run.layers for run in runs) and (layers is None or layer in layers)]
    rows: list[tuple[str, ...]] = []
    for layer in shown:
        headline = headline_of(layer)
        if headline is None:
            continue
        for key, cells in _broken_down(runs, by, layer, headline).items():
            rows.append((layer, headline, key, *(cells.get(run.name, NOTHING) for run in runs)))
    return Table(
        ("layer", "metric", by, *(run.system for run in runs)), tuple(rows), title, (f"signature {runs[0].signature}", "F1 in percent")
    )


def _broken_down(runs: Sequence[ScoredRun], by: str, layer: str, metric: str) -> dict[str, dict[str, str]]:
    cells: dict[str, dict[str, str]] = {}
    for run in (run for run in runs if layer in run.layers):
        if by == "label":
            for label, score in run.scores[layer][metric].labels.items():
                cells.setdefault(label, {})[run.name] = percent(score.f1)
            continue
        keys = {name: run.languages.get(name, "") if by == "lang" else name for name in run.names}
        for key in dict.fromkeys(keys.values()):
            chosen = run.only([name for name, of_name in keys.items() if of_name == key])
            cells.setdefault(key, {})[run.name] = percent(chosen.scores[layer][metric].micro.f1)
    return dict(sorted(cells.items()))
