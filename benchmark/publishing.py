"""What of the results is committed: the leaderboard as Markdown, and each run's manifest and counts without what differs by machine.

Files are written the same on every machine, so that continuous integration can say when they are stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from benchmark.leaderboards import ScoredRun, leaderboard
from benchmark.reporting.tables import leaderboard_table, write_table
from benchmark.storing import RunFolder, folder_name, replace_file

__all__ = ["leaderboard_markdown", "publish"]

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
            RunFolder(run.path).manifest, load_seconds=None, seconds=None, peak_mib=None, python=None, platform=None, finished=None
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
    """A table for each signature."""
    groups: dict[str, list[ScoredRun]] = {}
    for run in runs:
        groups.setdefault(str(run.signature), []).append(run)
    parts = [HEAD]
    for group in groups.values():
        signature = group[0].signature
        title = f"{signature.split or 'all documents'}, {signature.label_set or 'own labels'}: {signature.documents} documents"
        parts.append(write_table(leaderboard_table(leaderboard(group), costs=False, title=title), "md") + "\n")
    return "\n".join(parts)


def _selection(run: ScoredRun) -> str:
    """A name for what a run is of, stable as long as the corpus, split and label set are."""
    signature = run.signature
    parts = [signature.corpus.partition("@")[0], signature.split, *(signature.languages or ()), signature.label_set]
    named = folder_name("-".join(filter(None, parts)))
    return named or hashlib.sha256(str(signature).encode()).hexdigest()[:10]
