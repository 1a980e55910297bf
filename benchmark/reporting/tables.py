"""Leaderboards as tables: one model of columns and rows, written as text, Markdown, CSV or LaTeX.

Only here numbers are rounded: rates to percent with one decimal.  `–` stands for not attempted or undefined; CSV has an empty cell there.
Several tables are one sheet of CSV, whose first columns say what each row is of.  Names come from corpora and systems, and stand as text in
every form: control characters are shown as escapes, so that nobody writes on the reader's terminal.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tabulate import tabulate

from benchmark.leaderboards import Leaderboard, Ranking, ScoredRun, leaderboard
from benchmark.records import Score
from benchmark.scoring import MetricScore, Signature

__all__ = [
    "NOTHING",
    "RateCell",
    "Table",
    "as_plain_text",
    "breakdown_table",
    "leaderboard_table",
    "percent",
    "put_between",
    "scores_table",
    "signature_group",
    "write_table",
    "write_tables",
]

NOTHING = "–"
STYLES = {"table": "simple", "md": "pipe", "latex": "latex"}
LEFT = frozenset(
    {"system", "version", "first", "second", "layer", "split", "metric", "label", "lang", "document"}
    | {"verdict", "check", "outcome", "why", "change", "kind", "where", "in gold", "in prediction", "detail", "sentence"}
)
"""Columns of words."""
PARTS = ("", " low", " high", " first rank", " last rank")
"""What a rate's columns of a spreadsheet end in."""
UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
COLOURS = {"better": "32", "worse": "31", "fell": "31", "gone": "31", "gained": "31", "lost": "32"}
"""What stands out on a terminal: ANSI colours of cells that hold just this word."""


@dataclass(frozen=True)
class RateCell:
    """A rate with its interval and the ranks that its system may have: one cell to read, several for a spreadsheet."""

    rate: float | None
    interval: tuple[float, float] | None = None
    unsure: bool = False
    ranks: tuple[int, int] | None = None
    signed: bool = False
    """A difference of rates, in points."""

    @classmethod
    def of(cls, score: Score | None, ranks: tuple[int, int] | None = None) -> RateCell:
        """The F1 of a score; nothing where the layer was not attempted."""
        return cls(None) if score is None else cls(score.f1, score.ci95.get("f1"), score.unsure, ranks)

    def __str__(self) -> str:
        return " ".join(filter(None, [self.apart()[""], self._interval, self._ranks]))

    def stacked(self) -> str:
        """The same on two lines, for narrow screens."""
        first = " ".join(filter(None, [self.apart()[""], self._ranks]))
        return "\n".join(filter(None, [first, self._interval]))

    @property
    def _interval(self) -> str:
        parts = self.apart()
        return f"[{parts[' low']}, {parts[' high']}]" + ("?" if self.unsure else "") if self.interval is not None else ""

    @property
    def _ranks(self) -> str:
        if self.ranks is None:
            return ""
        first, last = self.ranks
        return f"({first})" if first == last else f"({first}-{last})"

    def apart(self) -> dict[str, str]:
        """Its parts by the end of their column's name."""
        low, high = self.interval or (None, None)
        rates = {end: percent(rate, signed=self.signed) for end, rate in (("", self.rate), (" low", low), (" high", high))}
        # A spreadsheet reads 1-2 as a day.
        first, last = (str(rank) for rank in self.ranks) if self.ranks is not None else (NOTHING, NOTHING)
        return {**rates, " first rank": first, " last rank": last}


Cell = str | RateCell


@dataclass(frozen=True)
class Table:
    """Columns and rows; `notes` stand under it.

    `group` names what the table is of where that is no column, such as its split: the first columns of a spreadsheet.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    notes: tuple[str, ...] = ()
    group: tuple[tuple[str, str], ...] = ()


def signature_group(signature: Signature) -> tuple[tuple[str, str], ...]:
    """What tells the scores of one signature from others, for the `group` of a table."""
    parts = {"corpus": signature.corpus.partition("@")[0], "split": signature.split, "label set": signature.label_set}
    parts |= {"languages": "+".join(signature.languages or ()), "signature": str(signature)}
    return tuple((name, part or "") for name, part in parts.items())


def percent(rate: float | None, *, signed: bool = False) -> str:
    """A rate as percent with one decimal."""
    if rate is None:
        return NOTHING
    points = round(100 * rate, 1) + 0.0
    return f"{points:+.1f}" if signed else f"{points:.1f}"


def write_table(table: Table, output: str, *, colour: bool | None = None, width: int | None = None) -> str:
    """The table in the form that was asked for: table, md, csv or latex.

    `table` is coloured, and cells are stacked where lines would be longer than `width`, as it suits the terminal that stdout is, if it is
    one; or as said.
    """
    if output == "csv":
        return _as_csv([table])
    style: Callable[[str], str] = _escaped_markdown if output == "md" else as_plain_text
    body = _as_text(table, output, style)
    if output == "table":
        terminal = sys.stdout.isatty()
        coloured = terminal and not os.environ.get("NO_COLOR") if colour is None else colour
        columns = shutil.get_terminal_size().columns if width is None and terminal else width
        stacked = columns is not None and len(body.partition("\n")[0]) > columns
        body = _as_text(table, output, style, stacked=stacked, coloured=coloured)
    notes = [style(note) for note in table.notes]
    title = style(table.title)
    if output == "md":
        return "\n\n".join([*([f"## {title}"] if title else []), body, *notes])
    comment = "% " if output == "latex" else ""
    return "\n".join([*([comment + title] if title else []), body, *(comment + note for note in notes)])


def write_tables(tables: Sequence[Table], output: str) -> str:
    """One table after the other; as CSV one sheet, with every column that any of them has."""
    return _as_csv(tables) if output == "csv" else "\n\n".join(write_table(table, output) for table in tables)


def _as_text(table: Table, output: str, style: Callable[[str], str], *, stacked: bool = False, coloured: bool = False) -> str:
    """Columns and rows alone."""

    def text_of(cell: Cell) -> str:
        if isinstance(cell, RateCell):
            return cell.stacked() if stacked else str(cell)
        return f"\x1b[{COLOURS[cell]}m{cell}\x1b[0m" if coloured and cell in COLOURS else style(cell)

    rows = [[text_of(cell) for cell in row] for row in table.rows]
    headers = [style(column).replace(" ", "\n") if stacked else style(column) for column in table.columns]
    alignment = ["left" if not place or column in LEFT else "right" for place, column in enumerate(table.columns)] if rows else None
    return tabulate(rows, headers=headers, tablefmt=STYLES[output], disable_numparse=True, colalign=alignment)


def _as_csv(tables: Sequence[Table]) -> str:
    """With a column for each part of a rate that any row has; cells that hold nothing are empty."""
    ends: dict[tuple[str, int], set[str]] = {}
    rows: list[dict[tuple[str, int], dict[str, str]]] = []
    for table in tables:
        names = [name for name, _ in table.group] + list(table.columns)
        # The second column of one name is another one than the first.
        keys = [(name, names[:place].count(name)) for place, name in enumerate(names)]
        for key in keys:
            ends.setdefault(key, {""})
        for cells in table.rows:
            row = [cell.apart() if isinstance(cell, RateCell) else {"": cell} for cell in (*(of for _, of in table.group), *cells)]
            for key, parts in zip(keys, row, strict=True):
                ends[key] |= {end for end, part in parts.items() if part != NOTHING}
            rows.append(dict(zip(keys, row, strict=True)))
    columns = [(key, end) for key, found in ends.items() for end in PARTS if end in found]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(key[0] + end for key, end in columns)
    for parts_of in rows:
        found = (parts_of.get(key, {}).get(end, NOTHING) for key, end in columns)
        writer.writerow("" if part == NOTHING else part for part in found)
    return text.getvalue().rstrip("\n")


def as_plain_text(text: str) -> str:
    """Text with escapes for characters that move the cursor, turn the direction of writing, or may not stand in a file of UTF-8 or XML."""
    return "".join(
        character.encode("unicode_escape").decode()
        if unicodedata.category(character) in UNPRINTABLE or ord(character) & 0xFFFE == 0xFFFE
        else character
        for character in text
    )


def _escaped_markdown(text: str) -> str:
    plain = as_plain_text(text).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{character}" if character in "|`*[]\\" else character for character in plain)


def put_between(text: str, marks: tuple[str, str], content: str) -> str | None:
    """The text with what stands between two marks replaced, on lines of its own; None where it has no such marks."""
    before, opening, rest = text.partition(marks[0])
    _, closing, after = rest.partition(marks[1])
    return before + opening + "\n" + content + "\n" + closing + after if opening and closing else None


def leaderboard_table(board: Leaderboard, *, costs: bool = True, title: str = "") -> Table:
    """Ranks and headlines of every layer, coverage, documents, and what a run cost."""
    columns = ["system", "version", *(f"{ranking.part.layer} {ranking.part.metric}" for ranking in board.rankings), "layers", "documents"]
    costly = costs and any(run.seconds is not None for run in board.runs)
    if costly:
        columns += ["load s", "s/document", "characters/s", "peak MiB"]
    rows: list[tuple[Cell, ...]] = []
    for place, run in enumerate(board.runs):
        cells = [_cell(board, ranking, place) for ranking in board.rankings]
        attempted = sum(ranking.scores[place] is not None for ranking in board.rankings)
        rows.append(
            (run.system, run.version or NOTHING, *cells, f"{attempted}/{len(cells)}", _documents(run), *(_costs(run) if costly else []))
        )
    notes = (f"signature {board.signature}", *_remarks(board))
    return Table(tuple(columns), tuple(rows), title, notes, signature_group(board.signature))


def _cell(board: Leaderboard, ranking: Ranking, place: int) -> RateCell:
    """Among one run there are no ranks."""
    return RateCell.of(ranking.scores[place], ranking.ranks[place] if len(board.runs) > 1 else None)


def _documents(run: ScoredRun) -> str:
    """Documents done of documents given."""
    return f"{len(run.names) - run.failed}/{len(run.names)}" + ("!" if run.failed else "") + ("*" if run.not_given else "")


def _remarks(board: Leaderboard) -> list[str]:
    """What the marks mean that the table has."""
    scores = [score for ranking in board.rankings for score in ranking.scores if score is not None]
    remarks = ["F1 in percent; fewer than 10 documents give no interval"]
    if any(score.ci95 for score in scores):
        remarks = ["F1 in percent with its 95 % interval"]
    if len(board.runs) > 1 and board.by != "document":
        remarks.append("(a-b): the ranks that the system may have, beyond chance")
    if any(score.unsure for score in scores):
        remarks.append("? marks intervals over fewer than 30 documents: take them as rough")
    if any(run.failed for run in board.runs):
        remarks.append("! marks systems that failed on documents; these count as missed")
    if any(run.not_given for run in board.runs):
        remarks.append(
            "* marks systems that were not given the documents in languages they do not declare: ranked only among those given the same"
        )
    return remarks


def _costs(run: ScoredRun) -> list[str]:
    documents = len(run.names)
    seconds = run.seconds
    each = f"{seconds / documents:.3g}" if seconds is not None and documents else NOTHING
    speed = f"{run.characters / seconds:.0f}" if seconds else NOTHING
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
    board = leaderboard(runs, by=by, layers=layers)
    names = [run.system for run in board.runs]
    columns = ("layer", "metric", by, *(run.name if names.count(run.system) > 1 else run.system for run in board.runs))
    rows: list[tuple[Cell, ...]] = []
    for ranking in board.rankings:
        cells = [_cell(board, ranking, place) for place in range(len(board.runs))]
        rows.append((ranking.part.layer, ranking.part.metric, ranking.part.key or NOTHING, *cells))
    notes = (f"signature {board.signature}", *_remarks(board))
    return Table(columns, tuple(rows), title, notes, signature_group(board.signature))
