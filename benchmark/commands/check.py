"""Runs the conformance suite on a system: each check with its result, and how many ran and were skipped and why.

Checks of files and network are tripwires, no sandbox: a system is code that runs with your rights.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.commands import positive

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmark.conformance import Outcome


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("system", metavar="SYSTEM", help="a name, or path/file.py:Class")
    parser.add_argument("--corpus", type=Path, default=Path("gold"), help="where real documents and entity types are from")
    parser.add_argument("--quick", action="store_true", help="a tenth of the texts: 50 random ones, a long one of 100,000 characters")
    parser.add_argument("--timeout", type=positive, metavar="S", default=60.0, help="seconds that a document may take (default: 60)")
    parser.add_argument("--memory", type=positive, metavar="GIB", default=4.0, help="memory that it may take (default: 4)")


def run(options: argparse.Namespace) -> int:
    """0 where no check failed, 1 where one did, 2 where the system cannot run here."""
    from benchmark.commands import print_table, settings_for
    from benchmark.conformance import Effort, run_checks, subject_of
    from benchmark.errors import UnknownNameError

    settings = settings_for(options)
    effort = Effort(timeout=options.timeout, memory_gib=options.memory)
    subject = subject_of(options.system, corpus=options.corpus, effort=effort.quick() if options.quick else effort)
    if unknown := set(settings) - {subject.source.name}:
        raise UnknownNameError("system in --set", min(unknown), [subject.source.name])
    subject.settings = settings.get(subject.source.name, {})
    outcomes = []
    for outcome in run_checks(subject):
        outcomes.append(outcome)
        if options.output == "table":
            print(f"{outcome.result:8} {outcome.check.name}" + (f": {outcome.why}" if outcome.why else ""), flush=True)
    if options.output == "table":
        print(f"\n{subject.source.name}: {_summary(outcomes)}")
    else:
        rows = [[outcome.check.name, outcome.result, outcome.why] for outcome in outcomes]
        print_table(["check", "result", "why"], rows, options.output)
    return 1 if any(outcome.result == "failed" for outcome in outcomes) else 0


def _summary(outcomes: Iterable[Outcome]) -> str:
    results = [outcome.result for outcome in outcomes]
    ran = len(results) - results.count("skipped")
    from benchmark.wording import counted

    numbers = ", ".join(f"{results.count(result)} {result}" for result in ("passed", "failed", "skipped"))
    return f"{ran} of {counted(len(results), 'check')} ran: {numbers}"
