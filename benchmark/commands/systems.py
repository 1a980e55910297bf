"""Lists every system: layers, languages, label set, version, and whether it can run here; if not, the command that makes it."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but the options of every command."""


def run(options: argparse.Namespace) -> int:
    """Prints the table; a broken system is listed with its error and breaks nothing else."""
    from benchmark.commands import print_table, settings_for
    from benchmark.extractors import find_systems

    settings = settings_for(options)
    columns = ["system", "version", "layers", "languages", "labels", "runs here", "what it is"]
    rows = [_row(name, places, settings.get(name, {})) for name, places in find_systems().items()]
    if options.output != "table":
        print_table(columns, rows, options.output)
        return 0
    print_table(["system", "version", "layers", "languages", "runs here"], [[*row[:4], row[5].partition(":")[0]] for row in rows], "table")
    print()
    for row in rows:
        print(f"{row[0]}: {row[6]}" if row[6] else row[0])
        for line in row[5].split("; model") if row[5] != "yes" else ():
            print(f"    {line if line.startswith(('yes', 'no', 'broken')) else f'model{line}'}")
    return 0


def _row(name: str, places: list, settings: dict) -> list[str]:  # type: ignore[type-arg]
    from benchmark.extractors import options_of
    from benchmark.records import ANNOTATION_LAYERS

    if len(places) > 1:
        return [name, "", "", "", "", f"no: stands in {' and '.join(place.origin for place in places)}; rename one", ""]
    try:
        system = places[0].load_class()
        instance = system(**settings)
        lacking = instance.missing()
    except Exception as error:
        return [name, "", "", "", "", f"broken: {error}", ""]
    layers = ", ".join(layer for layer in ANNOTATION_LAYERS if layer in set(system.provides))
    labels = ", ".join(system.labels) or "the corpus's"
    summary = (system.__doc__ or "").strip().partition("\n")[0]
    if declared := options_of(system):
        summary += f" (options: {', '.join(declared)})"
    state = "yes" if lacking is None else f"no: {lacking}"
    if lacking is None and (parts := instance.lacking()):
        state = "yes, in part: " + "; ".join(map(str, parts))
    return [name, places[0].build(system), layers, ", ".join(sorted(system.languages)) or "any", labels, state, summary]
