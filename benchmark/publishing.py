"""What of the results is committed: the leaderboard as Markdown, and each run's manifest and counts without what differs by machine.

Files are written the same on every machine, so that continuous integration can say when they are stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from benchmark.leaderboards import ScoredRun, leaderboard
from benchmark.reporting.tables import Table, breakdown_table, leaderboard_table, put_between, write_table
from benchmark.storing import RunFolder, folder_name, replace_file
from benchmark.wording import counted

__all__ = ["by_signature", "leaderboard_markdown", "publish", "update_readme"]

MARKS = ("<!-- leaderboard -->", "<!-- /leaderboard -->")

HEAD = """# Leaderboard

Made by `make leaderboard`; do not edit.  F1 in percent of each layer's headline metric, with its 95 % interval where there are ten
documents or more; in brackets the ranks that a system may have beyond chance; `–`: not attempted.  Splits are never pooled: systems are
developed on `train` and `dev`, `story` retells one article in three languages.
"""


def publish(runs: Sequence[ScoredRun], results: Path) -> list[Path]:
    """Writes `LEADERBOARD.md` and `published/`, and gives the files; what was published before and is no more is removed."""
    written = [results / "LEADERBOARD.md"]
    replace_file(written[0], [leaderboard_markdown(runs).encode()])
    for run in runs:
        if run.path is None:
            continue
        manifest = msgspec.structs.replace(
            RunFolder(run.path).manifest,
            load_seconds=None,
            seconds=None,
            peak_mib=None,
            python=None,
            platform=None,
            finished=None,
            counted_from=None,
        )
        folder = results / "published" / folder_name(run.system) / _selection(run)
        content = msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
        replace_file(folder / "manifest.json", [content])
        replace_file(folder / "counts.csv", [RunFolder(run.path).counts.read_bytes()])
        written += [folder / "manifest.json", folder / "counts.csv"]
    for stale in sorted((results / "published").rglob("*")):
        if stale.is_file() and stale not in written:
            stale.unlink()
    return written


def leaderboard_markdown(runs: Sequence[ScoredRun]) -> str:
    """A table for each signature, and another by language where its documents are in several."""
    tables = [table for group in by_signature(runs) for table in (_board(group), *_by_language(group))]
    return "\n".join([HEAD, *(write_table(table, "md") + "\n" for table in tables)])


def by_signature(runs: Sequence[ScoredRun]) -> list[list[ScoredRun]]:
    """The runs of each signature together: split by split, and in each the label set with most layers first."""
    groups: dict[str, list[ScoredRun]] = {}
    for run in runs:
        groups.setdefault(str(run.signature), []).append(run)
    splits = list(dict.fromkeys(run.signature.split for run in runs))

    def place(group: list[ScoredRun]) -> tuple[int, int, str]:
        layers = {layer for run in group for layer in run.layers}
        return splits.index(group[0].signature.split), -len(layers), str(group[0].signature)

    return sorted(groups.values(), key=place)


def _board(group: Sequence[ScoredRun]) -> Table:
    title = f"{_title(group)}: {counted(group[0].signature.documents, 'document')}"
    return leaderboard_table(leaderboard(group), costs=False, title=title)


def _title(group: Sequence[ScoredRun]) -> str:
    signature = group[0].signature
    return f"{signature.split or 'all documents'}, {signature.label_set or 'own labels'}"


def _by_language(group: Sequence[ScoredRun]) -> list[Table]:
    if len({language for run in group for language in run.languages.values()}) < 2:
        return []
    return [replace(breakdown_table(group, "lang", title=f"{_title(group)}, by language"), notes=())]


def update_readme(runs: Sequence[ScoredRun], readme: Path) -> bool:
    """Puts the tables between the marks of a README; False where it has none."""
    text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    boards = (replace(_board(group), notes=()) for group in by_signature(runs))
    tables = [f"**{board.title}**\n\n" + write_table(replace(board, title=""), "md") for board in boards]
    updated = put_between(text, MARKS, "\n\n".join(tables))
    if updated is None:
        return False
    replace_file(readme, [updated.encode()])
    return True


def _selection(run: ScoredRun) -> str:
    """A name for what a run is of, stable as long as the corpus, split and label set are."""
    signature = run.signature
    parts = [signature.corpus.partition("@")[0], signature.split, *(signature.languages or ()), signature.label_set]
    named = folder_name("-".join(filter(None, parts)))
    return named or hashlib.sha256(str(signature).encode()).hexdigest()[:10]
