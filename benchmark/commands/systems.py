"""Lists every system: layers, languages, label set, version, options, and whether it can run here; if not, the command that makes it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmark.describing import Description
    from benchmark.extractors import SystemSource


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but the options of every command."""


def run(options: argparse.Namespace) -> int:
    """Prints the table; a broken system is listed with its error and breaks nothing else."""
    from benchmark.commands import print_table, settings_for
    from benchmark.errors import UnknownNameError
    from benchmark.extractors import find_systems, misnamed, misnamed_systems

    settings, found = settings_for(options), find_systems()
    if unknown := set(settings) - set(found):
        raise UnknownNameError("system in --set", min(unknown), found)
    listed = [(name, *_described(places, settings.get(name, {}))) for name, places in found.items()]
    listed += [(path.stem, None, f"no: {path}: {misnamed(path)}") for path in misnamed_systems()]
    if options.output != "table":
        columns = ["system", "version", "layers", "languages", "labels", "runs here", "what it is"]
        print_table(columns, [_row(*entry) for entry in listed], options.output)
        return 0
    rows = [_row(*entry) for entry in listed]
    print_table(["system", "version", "layers", "languages", "runs here"], [[*row[:4], row[5].partition(":")[0]] for row in rows], "table")
    print()
    for name, description, trouble in listed:
        for line in _paragraph(name, description, trouble):
            print(line)
    return 0


def _described(places: list[SystemSource], settings: Mapping[str, Any]) -> tuple[Description | None, str]:
    """What a system says of itself, or why it cannot; code that did not come along with us is asked in a process of its own."""
    from benchmark.describing import describe_apart, describe_system
    from benchmark.errors import BenchmarkError, UsageError

    if len(places) > 1:
        return None, f"no: stands in {' and '.join(place.origin for place in places)}; rename one"
    describe = describe_system if places[0].comes_along else describe_apart
    try:
        return describe(places[0], settings), ""
    except UsageError:
        raise
    except BenchmarkError as error:
        return None, f"broken: {error}"


def _state(description: Description) -> str:
    if description.missing is not None:
        return f"no: {description.missing}"
    return "yes, in part: " + "; ".join(description.lacking) if description.lacking else "yes"


def _row(name: str, description: Description | None, trouble: str) -> list[str]:
    if description is None:
        return [name, "", "", "", "", trouble, ""]
    languages = ", ".join(description.languages) or "any"
    labels = ", ".join(description.labels) or "the corpus's"
    summary = description.summary
    if description.options:
        summary += f" (options: {', '.join(option.name for option in description.options)})"
    return [name, description.build, ", ".join(description.layers), languages, labels, _state(description), summary]


def _paragraph(name: str, description: Description | None, trouble: str) -> Iterator[str]:
    """What a system is, its options, and what it lacks."""
    if description is None:
        yield name
        yield from (f"    {line}" for line in trouble.splitlines())
        return
    yield f"{name}: {description.summary}" if description.summary else name
    for option in description.options:
        yield f"    --set {name}.{option.name}={option.default} ({option.type}): {option.doc}"
    if description.missing is not None:
        yield f"    no: {description.missing}"
    for number, part in enumerate(description.lacking):
        yield f"    {part}" if number else f"    yes, in part: {part}"
