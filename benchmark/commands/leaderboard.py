"""Prints the leaderboard again, from stored runs: the latest build of every system, a table for each signature."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmark.leaderboards import ScoredRun
    from benchmark.reporting.tables import Table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--layer", help="only this layer")
    parser.add_argument("--by", choices=["label", "lang", "document"], help="a table by entity or event type, by language, or by document")
    parser.add_argument("--split", help="only runs of these splits, with commas")
    parser.add_argument("--publish", action="store_true", help="write LEADERBOARD.md and published/ into the results folder")
    parser.add_argument(
        "--results", type=Path, default=Path("results"), metavar="DIR", help="where results are stored (default: ./results)"
    )


def run(options: argparse.Namespace) -> int:
    """0 where there are runs to show."""
    from benchmark.commands import chosen
    from benchmark.errors import UsageError
    from benchmark.leaderboards import load_run
    from benchmark.storing import list_runs

    runs = [load_run(folder) for folder in list_runs(options.results)]
    if not runs:
        raise UsageError(f"no stored run in {options.results}; `linimasa run` makes some")
    runs = chosen(runs, options)
    if options.publish:
        from benchmark.publishing import publish, update_readme

        for path in publish(latest(runs), options.results):
            print(path)
        if update_readme(latest(runs), options.results.absolute().parent / "README.md"):
            print("README.md")
        return 0
    print_boards(latest(runs), options)
    return 0


def latest(runs: list[ScoredRun]) -> list[ScoredRun]:
    """The last run of each system for each signature; runs over an older state of a corpus give way to the newest."""
    newest: dict[tuple[object, ...], str] = {}
    for run in runs:
        signature = run.signature
        newest[signature.corpus.partition("@")[0], signature.split, signature.languages, signature.label_set] = signature.corpus
    current = set(newest.values())
    kept: dict[tuple[str, str], ScoredRun] = {}
    for run in runs:
        if run.signature.corpus in current:
            kept.pop((run.system, str(run.signature)), None)
            kept[run.system, str(run.signature)] = run
    return list(kept.values())


def print_boards(runs: list[ScoredRun], options: argparse.Namespace) -> None:
    """A table for each signature, in the form that was asked for."""
    from dataclasses import replace

    from benchmark.commands.compare import with_layer
    from benchmark.publishing import by_signature

    layer = getattr(options, "layer", None)
    groups = with_layer(by_signature(runs), layer)
    if layer is not None:
        groups = [[replace(run, layers=tuple({layer}.intersection(run.layers))) for run in group] for group in groups]
    if options.output == "json":
        _print_json(groups)
        return
    from benchmark.reporting.tables import write_tables

    print(write_tables([_table(group, options) for group in groups], options.output))


def _print_json(groups: list[list[ScoredRun]]) -> None:
    from benchmark.reporting.machine import runs_as_json, runs_as_object

    first, *others = groups
    more = {"others": [runs_as_object(group, group[0].signature) for group in others]} if others else {}
    print(runs_as_json(first, first[0].signature, **more))


def _table(runs: list[ScoredRun], options: argparse.Namespace) -> Table:
    from benchmark.commands.compare import title_of
    from benchmark.leaderboards import leaderboard
    from benchmark.reporting.tables import breakdown_table, leaderboard_table
    from benchmark.wording import counted

    by = getattr(options, "by", None)
    title = title_of(runs[0])
    if by is not None:
        return breakdown_table(runs, by, title=f"{title}, by {by}")
    return leaderboard_table(leaderboard(runs), title=f"{title}: {counted(runs[0].signature.documents, 'document')}")
