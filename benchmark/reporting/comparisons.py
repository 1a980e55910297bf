"""Comparisons, changed errors and the gate, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from benchmark.comparing import Check, Comparison, Comparisons, ErrorChanges, Gate, Outcome
from benchmark.leaderboards import ScoredRun
from benchmark.reporting.tables import NOTHING, Cell, RateCell, Table, signature_group

__all__ = ["changes_table", "comparisons_table", "errors_table", "gate_table"]

SENTENCE_ENDS = ".!?\n"
MOST_CONTEXT = 120
"""Characters of a sentence that are shown on either side of a span."""


def comparisons_table(comparisons: Comparisons, *, title: str = "") -> Table:
    """Differences in points with their paired intervals, corrected p-values and verdicts."""
    pair = len(comparisons.runs) == 2
    names = names_apart(comparisons.runs) if pair else ["first F1", "second F1"]
    columns = ["layer", "metric", *([comparisons.by] if comparisons.by else []), *([] if pair else ["first", "second"])]
    columns += ["documents", *names, "difference", "p (Holm)", "verdict"]
    rows: list[tuple[Cell, ...]] = []
    for row in comparisons.rows:
        key = [row.part.key or NOTHING] if comparisons.by else []
        systems = [] if pair else [row.first.name, row.second.name]
        what = [row.part.layer, row.part.metric, *key, *systems, str(row.documents)]
        scores = [RateCell(row.scores[0]), RateCell(row.scores[1]), difference_cell(row)]
        rows.append((*what, *scores, probability(row.p_holm), row.verdict or NOTHING))
    notes = (f"signature {comparisons.signature}", *_remarks(comparisons))
    return Table(tuple(columns), tuple(rows), title, notes, signature_group(comparisons.signature))


def names_apart(runs: tuple[ScoredRun, ...]) -> list[str]:
    """System names, with versions where these are what differs, and numbers where nothing does."""
    names = [run.system for run in runs]
    if len(set(names)) < len(names):
        names = [run.name for run in runs]
    if len(set(names)) < len(names):
        names = [f"{name} ({place})" for place, name in enumerate(names, 1)]
    return names


def difference_cell(comparison: Comparison) -> RateCell:
    """A difference in points with its interval."""
    interval = comparison.difference.interval
    if interval is None:
        return RateCell(comparison.difference.value, signed=True)
    return RateCell(comparison.difference.value, (interval.low, interval.high), interval.unsure, signed=True)


def probability(p: float | None) -> str:
    """A p-value, to four decimals."""
    return NOTHING if p is None else f"{p:.4f}"


def _remarks(comparisons: Comparisons) -> list[str]:
    remarks = [
        "F1 in percent; the difference is the second less the first, in points, with its paired 95 % interval",
        "verdict: of the second, by p < 0.05 after Holm's correction for the differences shown of the layer",
    ]
    intervals = [row.difference.interval for row in comparisons.rows]
    if any(interval is not None and interval.unsure for interval in intervals):
        remarks.append("? marks intervals over fewer than 30 documents: take them as rough")
    return remarks


def changes_table(changes: ErrorChanges, *, title: str = "") -> Table:
    """How many errors of each kind were lost, gained and kept."""
    rows = tuple(tuple(str(cell) for cell in row) for row in changes.frame().itertuples(index=False))
    note = "lost: errors of the first run that the second does not make; gained: errors that only the second makes"
    return Table(("layer", "kind", "lost", "gained", "kept"), rows, title, (note,))


def errors_table(changes: ErrorChanges, texts: Mapping[str, str], *, title: str = "") -> Table:
    """Every error that was lost or gained, with its sentence; `texts` are those of the documents that may be shown."""
    rows: list[tuple[Cell, ...]] = []
    for change, error in chain((("gained", error) for error in changes.gained), (("lost", error) for error in changes.lost)):
        start, end = error.span
        where = f"{error.document}:{start}-{end}"
        text = texts.get(error.document)
        sides = (_side(error.gold, text), _side(error.predicted, text))
        rows.append((change, error.layer, error.kind, where, *sides, error.detail, sentence(text, error) if text is not None else NOTHING))
    return Table(("change", "layer", "kind", "where", "in gold", "in prediction", "detail", "sentence"), tuple(rows), title)


def _side(side: tuple[int, int, str] | None, text: str | None) -> str:
    if side is None:
        return NOTHING
    start, end, label = side
    return f"{label} {' '.join(text[start:end].split())}" if text is not None else f"{label} {start}-{end}"


def sentence(text: str, error: Outcome) -> str:
    """The sentence around an error's span, the span in brackets; long ones are cut."""
    start, end = error.span
    first, last = max(0, start - MOST_CONTEXT), min(len(text), end + MOST_CONTEXT)
    for place in range(start - 1, first - 1, -1):
        if text[place] in SENTENCE_ENDS and (text[place] == "\n" or text[place + 1 : place + 2].isspace()):
            first = place + 1
            break
    for place in range(end, last):
        if text[place] in SENTENCE_ENDS and (text[place] == "\n" or place + 1 == len(text) or text[place + 1].isspace()):
            last = place + 1
            break
    cut = ("…" if first == start - MOST_CONTEXT else "", "…" if last == end + MOST_CONTEXT and last < len(text) else "")
    shown = f"{cut[0]}{text[first:start]}⟦{text[start:end]}⟧{text[end:last]}{cut[1]}"
    return " ".join(shown.split())


def gate_table(gate: Gate) -> Table:
    """What the gate looked at; in Markdown it is a job's summary."""
    rows: list[tuple[Cell, ...]] = [(check.name, *_gate_cells(check), check.outcome, check.why) for check in gate.checks]
    verdict = "passed" if gate.passed else "failed"
    notes = (
        f"signature {gate.run.signature}",
        "F1 in percent, change in points with its paired 95 % interval",
        f"fails where F1 fell by more than {100 * gate.max_drop:g} points and the interval excludes 0",
    )
    columns = ("check", "baseline", "run", "change", "outcome", "why")
    title = f"Gate {verdict}: {gate.run.name} against {gate.baseline.name}"
    return Table(columns, tuple(rows), title, notes, signature_group(gate.run.signature))


def _gate_cells(check: Check) -> tuple[Cell, Cell, Cell]:
    row = check.comparison
    if row is None:
        return NOTHING, NOTHING, NOTHING
    return RateCell(row.scores[0]), RateCell(row.scores[1]), difference_cell(row)
