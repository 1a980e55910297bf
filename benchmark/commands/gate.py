"""Fails where a run is worse than a baseline: a headline fell by more than is allowed, beyond chance.

The baseline is a run's folder, or a counts.csv beside its manifest, such as one that is committed.
"""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("run_name", metavar="RUN", help="a system's name, NAME@BUILD, a run's folder, or a counts.csv")
    parser.add_argument("--baseline", required=True, metavar="RUN", help="what it is held against")
    parser.add_argument(
        "--max-drop", type=float, default=0.005, metavar="RATE", help="how far a headline may fall (default: 0.005, half a point)"
    )
    parser.add_argument("--layer", help="only this layer")
    parser.add_argument("--split", help="of the runs of a system, those of these splits, with commas")
    parser.add_argument("--labels", metavar="SET", help="of the runs of a system, those at this label set")
    parser.add_argument(
        "--results", type=Path, default=Path("results"), metavar="DIR", help="where results are stored (default: ./results)"
    )
    parser.add_argument("--junit", type=Path, metavar="FILE", help="write the checks as JUnit XML too")
    parser.add_argument("--summary", type=Path, metavar="FILE", help="append the table as Markdown, as to a job's summary")


def run(options: argparse.Namespace) -> int:
    """0 where the gate opens, 1 where it does not, 4 where the runs cannot be compared."""
    from benchmark.commands.compare import find_runs, matched, with_layer
    from benchmark.comparing import gate
    from benchmark.errors import UsageError
    from benchmark.reporting.comparisons import gate_table
    from benchmark.reporting.junit import gate_as_junit
    from benchmark.reporting.machine import as_json, gate_as_object
    from benchmark.reporting.tables import write_table, write_tables

    pairs = with_layer(matched([find_runs(name, options) for name in (options.run_name, options.baseline)]), options.layer)
    gates = [gate(mine, baseline, max_drop=options.max_drop, layers=[options.layer] if options.layer else None) for mine, baseline in pairs]
    if options.junit is not None and len(gates) > 1:
        raise UsageError(f"--junit writes one gate, and there are {len(gates)}; choose with --split and --labels")
    if options.output == "json":
        print(as_json([gate_as_object(held) for held in gates]))
    else:
        print(write_tables([gate_table(held) for held in gates], options.output))
    try:
        if options.summary is not None:
            with options.summary.open("a", encoding="utf-8") as file:
                file.writelines(write_table(gate_table(held), "md") + "\n\n" for held in gates)
        if options.junit is not None:
            options.junit.write_text(gate_as_junit(gates[0]), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}; name another file with --summary or --junit") from None
    return 0 if all(held.passed for held in gates) else 1
