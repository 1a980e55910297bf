"""The commands, one file each: `add_arguments(parser)` and `run(options)`, which gives the exit code.

A module imports what is heavy inside `run`, so that `linimasa --help` answers at once.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmark.leaderboards import ScoredRun

__all__ = ["Table", "chosen", "positive", "print_table", "remark", "say_found", "say_removed", "say_unread", "settings_for"]

Table = tuple[list[str], list[list[Any]]]


def positive(text: str) -> float:
    """A number above 0 from the command line."""
    number = float(text)
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"{text}: expected a number above 0")
    return number


def remark(options: argparse.Namespace, message: str) -> None:
    """Says something on stderr, unless --quiet; lines after the first are indented, so that they read as its own."""
    if not options.quiet:
        print("linimasa:", "\n    ".join(message.splitlines()), file=sys.stderr, flush=True)


def say_found(options: argparse.Namespace, path: Path, found: str, given: str | None, flag: str) -> None:
    """Says which format was found in a file or folder, and how to say that it is another one."""
    from benchmark.formats import formats

    if given is None and found != "corpus":
        remark(options, f"{path}: read as {found} ({formats()[found].SIGN}); {flag} names another format")


def say_unread(options: argparse.Namespace, path: Path, unread: Mapping[str, int]) -> None:
    """Says what a file holds that no layer of ours does."""
    for what, number in sorted(unread.items()):
        remark(options, f"{path}: {what} ({number}) not read: no layer of ours holds it")


def say_removed(options: argparse.Namespace, what: str, sides: Mapping[str, Mapping[str, int]]) -> None:
    """Says how many mentions of which types count on neither side, since the label set has no place for them."""
    told = [
        f"{sum(counts.values())} of {side} ({', '.join(f'{label} {count}' for label, count in sorted(counts.items()))})"
        for side, counts in sides.items()
        if counts
    ]
    if told:
        remark(options, f"{what}: no place for the types of {' and '.join(told)}; these mentions are left out")


def settings_for(options: argparse.Namespace) -> dict[str, dict[str, Any]]:
    """The options given with --set, by system; UsageError where one cannot be read."""
    from benchmark.errors import UsageError

    settings: dict[str, dict[str, Any]] = {}
    for given in options.settings:
        name, equals, value = given.partition("=")
        system, dot, option = name.rpartition(".")
        if equals and dot:
            settings.setdefault(system, {})[option] = value
        elif given.endswith(".toml"):
            for key, table in _toml(Path(given)).items():
                if not isinstance(table, dict):
                    raise UsageError(f"{given}: {key} is no table; expected [SYSTEM] with OPTION = VALUE under it")
                settings.setdefault(key, {}).update(table)
        else:
            raise UsageError(f"--set {given}: expected SYSTEM.OPTION=VALUE or a TOML file")
    return settings


def chosen(runs: Sequence[ScoredRun], options: argparse.Namespace, *, what: str = "") -> list[ScoredRun]:
    """The runs of the splits and the label set that were asked for; UsageError where there is none, with those that there are.

    A run over everything is of the split `all`.
    """
    from benchmark.errors import UsageError

    splits, labels = getattr(options, "split", None), getattr(options, "labels", None)
    kept = [
        run
        for run in runs
        if (splits is None or (run.signature.split or "all") in splits.split(",")) and labels in (None, run.signature.label_set)
    ]
    if not kept:
        known = ", ".join(sorted({f"{run.signature.split or 'all'} at {run.signature.label_set or 'own labels'}" for run in runs}))
        raise UsageError(f"{what}no run of that split and label set (there are: {known})")
    return kept


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    from benchmark.errors import DataError, Fault

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(Fault(str(path), "", error.strerror or str(error))) from None
    except ValueError as error:
        raise DataError(Fault(str(path), "", str(error))) from None


def print_table(columns: list[str], rows: Iterable[Iterable[Any]], output: str) -> None:
    """Prints a plain table in the form that was asked for."""
    listed = [list(row) for row in rows]
    if output == "json":
        import json

        print(json.dumps([dict(zip(columns, row, strict=True)) for row in listed], ensure_ascii=False, indent=1))
    elif output == "csv":
        import csv

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(listed)
    else:
        from tabulate import tabulate

        style = {"table": "simple", "md": "github", "latex": "latex"}[output]
        print(tabulate(listed, headers=columns, tablefmt=style, disable_numparse=True))
