"""New systems: a file in ./systems, or a package of its own, that works before a line is edited."""

from __future__ import annotations

import keyword
from pathlib import Path
from string import Template

from benchmark import __version__
from benchmark.errors import UsageError
from benchmark.extractors import ENTRY_POINTS, find_systems

__all__ = ["write_package", "write_system"]

SYSTEM = Template('''"""$title: years, until your own code stands here."""

import re

from benchmark import Extractor, Timex, option


class $title(Extractor):
    """Years by one regular expression (tables print this line: say what it does)."""

    version = "1"  # raise it when it changes on purpose; every edit makes a build of its own anyway
    provides = {"timexes"}  # of entities, timexes, money, events, before, links
    languages = {"id", "en", "vi"}  # leave it out where any language will do
    earliest: int = option(1900, "the first year that counts")  # --set $name.earliest=1990

    def load(self):
        self.pattern = re.compile(r"\\b[12][0-9]{3}\\b")  # import and load what is heavy here: once, in each worker

    def extract(self, document):  # document.id, .lang, .dct (its creation time, or None) and .text
        for match in self.pattern.finditer(document.text):
            if int(match[0]) >= self.earliest:
                yield Timex(*match.span(), type="DATE", value=match[0])  # offsets count characters, as Python does
''')

PROJECT = Template("""[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "linimasa-$name"
version = "0.1.0"
description = "$title, a system for linimasa"
requires-python = ">=3.11"
dependencies = ["linimasa>=$linimasa"]  # and what your system imports

[project.optional-dependencies]
test = ["pytest"]

[project.entry-points."$group"]
$name = "$module:$title"

[tool.hatch.build.targets.wheel]
only-include = ["$module.py"]
""")

TEST = Template('''"""Whether $name keeps what a system promises; `linimasa check $name` says the same in words."""

from benchmark.conformance import parametrize_with_checks
from $module import $title


@parametrize_with_checks([$title])
def test_it_keeps_the_contract(system, check):
    check(system)
''')


def write_system(name: str, folder: Path = Path("systems")) -> Path:
    """Writes `<folder>/<name>.py` and gives its path; UsageError where the name will not do or is taken."""
    _require_free(name)
    path = folder / f"{name}.py"
    _write({path: SYSTEM.substitute(name=name, title=_title(name))})
    return path


def write_package(name: str, folder: Path) -> list[Path]:
    """Writes a package with its entry point and a test of conformance, and gives its files; UsageError as for a file."""
    _require_free(name)
    module, title = f"linimasa_{name}", _title(name)
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise UsageError(f"{folder}: is there already and not empty; name another folder")
    contents = {
        folder / "pyproject.toml": PROJECT.substitute(name=name, title=title, module=module, group=ENTRY_POINTS, linimasa=__version__),
        folder / f"{module}.py": SYSTEM.substitute(name=name, title=title),
        folder / "tests" / f"test_{name}.py": TEST.substitute(name=name, title=title, module=module),
    }
    _write(contents)
    return list(contents)


def _title(name: str) -> str:
    """The name of its class: `my_years` is MyYears."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def _require_free(name: str) -> None:
    """UsageError where a name is no module's or another system has it."""
    if not (name.isidentifier() and name.isascii()) or keyword.iskeyword(name) or name.startswith("_"):
        raise UsageError(f"name {name!r} will not do: letters, digits and _, beginning with a letter, such as my_system")
    if name in (found := find_systems()):
        raise UsageError(f"there is a system {name!r} already ({' and '.join(place.origin for place in found[name])}); choose another name")


def _write(contents: dict[Path, str]) -> None:
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(content)
    except FileExistsError as error:
        raise UsageError(f"{error.filename}: is there already; choose another name") from None
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}") from None
