"""Writes docs/systems.md from the registry: what every system that comes along declares of itself; with --check, says whether it is stale.

The page must not depend on the machine, so that it can be committed and found stale: models are looked for in an empty home, and nothing
is said of what is installed.
"""

from __future__ import annotations

import inspect
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmark.describing import Description, describe_class
from benchmark.extractors import find_systems

PAGE = Path(__file__).parent / "systems.md"
HEAD = """# Systems

Made from the registry by `make docs`. `linimasa systems` says which of them can run on your machine and, where one cannot, which command
changes that; any other system, in `./systems` or installed, is listed there too.

| system | layers | languages | needs |
| --- | --- | --- | --- |"""


def page() -> str:
    """The whole page."""
    described = [(description, documentation) for description, documentation in _described()]
    rows = [
        f"| [{one.name}](#{one.name}) | {', '.join(one.layers)} | {', '.join(one.languages) or 'any'} | "
        f"{', '.join(f'`{command}`' for command in one.requires.values()) or 'nothing'} |"
        for one, _ in described
    ]
    sections = ["\n".join(_section(one, documentation)) for one, documentation in described]
    return "\n".join([HEAD, *rows, "", "\n\n".join(sections)]) + "\n"


def _described() -> Iterator[tuple[Description, str]]:
    """Each system that comes along, as it is where no model is installed, with the docstring of its module."""
    with tempfile.TemporaryDirectory() as empty:
        for variable in [name for name in os.environ if name.endswith("_DIR")]:
            del os.environ[variable]
        os.environ["HOME"] = empty
        for places in find_systems(Path(empty)).values():
            if places[0].comes_along:
                system = places[0].load_class()
                yield describe_class(places[0], system), inspect.getdoc(sys.modules[system.__module__]) or ""


def _section(one: Description, documentation: str) -> Iterator[str]:
    yield f"## {one.name}"
    yield ""
    yield one.summary
    _, _, more = documentation.partition("\n\n")
    if more:
        yield ""
        yield more
    yield ""
    yield f"- Version: {one.version}"
    if one.labels:
        told = ", ".join(
            f"{native} → {' or '.join(targets) or 'nothing'}" for native, targets in one.labels.items() if targets != (native,)
        )
        same = [native for native, targets in one.labels.items() if targets == (native,)]
        yield f"- Entity types: {', '.join(part for part in (told, ', '.join(same)) if part)}"
    elif "entities" in one.layers:
        yield "- Entity types: the corpus's"
    for option in one.options:
        yield f"- Option `--set {one.name}.{option.name}={option.default}` ({option.type}): {option.doc}"
    if one.network:
        yield "- Speaks to other machines."


if __name__ == "__main__":
    written = page()
    if "--check" in sys.argv[1:]:
        sys.exit(None if PAGE.read_text(encoding="utf-8") == written else f"{PAGE}: is stale; `make docs` writes it again")
    PAGE.write_text(written, encoding="utf-8")
