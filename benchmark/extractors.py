"""Extractors: the class that a system derives from, and how systems are found and loaded.

A system is one file, or one package, whose name is the system's id.  They are looked for in ./systems, among those that come with the
benchmark, and in the entry-point group `linimasa.systems`; `path/file.py:Class` names one directly.  Nothing is imported before it is asked
for.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import importlib.metadata
import importlib.util
import inspect
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar, TypeGuard, get_type_hints
from weakref import WeakKeyDictionary

import msgspec

from benchmark.errors import BenchmarkError, UnknownNameError, UsageError
from benchmark.records import ANNOTATION_LAYERS, Document, Record

__all__ = [
    "BrokenSystemError",
    "Extractor",
    "Missing",
    "Option",
    "SystemSource",
    "find_system",
    "find_systems",
    "misnamed",
    "misnamed_systems",
    "option",
    "option_types",
    "options_of",
]

ENTRY_POINTS = "linimasa.systems"
SECRET_NAME = re.compile(r"(api_?key|token|secret|password|passwd|credential)", re.IGNORECASE)


class BrokenSystemError(BenchmarkError):
    """A system that cannot be imported, or whose class does not keep the contract; the message says why."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What a system lacks on this machine, and the command that gets it."""

    what: str
    command: str

    def __str__(self) -> str:
        return f"{self.what}; to get it: {self.command}"


class Option:
    """A declared option of a system; `self.NAME` gives its value."""

    def __init__(self, default: Any, doc: str) -> None:
        self.default = default
        self.doc = doc
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: object | None, owner: type) -> Any:
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)

    @property
    def secret(self) -> bool:
        """Whether its value must never be written anywhere."""
        return SECRET_NAME.search(self.name) is not None


def option(default: Any, doc: str) -> Any:
    """Declares an option in the body of an extractor's class.

    `window: int = option(3, "sentences searched for a date")` makes `--set NAME.window=5` work and `self.window` an int.  Without an
    annotation the type is that of the default.
    """
    return Option(default, doc)


class Extractor:
    """A system under test: derive from it, say what it provides, and yield records from `extract`.

    Its docstring's first line is what tables and pages say of it.
    """

    version: ClassVar[str] = "0"
    """Raised when its behaviour changes on purpose; every change of its files makes another build anyway."""
    provides: ClassVar[Iterable[str]] = frozenset()
    """The annotation layers that it attempts, of `entities`, `timexes`, `money`, `events`, `before`, `links`."""
    languages: ClassVar[Iterable[str]] = frozenset()
    """ISO 639-1 codes of the languages that it reads; empty for any."""
    labels: ClassVar[Mapping[str, str | tuple[str, ...] | None]] = {}
    """From its own entity types to the corpus's: several where its type is coarser, None where the corpus has none.  Empty: they are
    the corpus's."""
    requires: ClassVar[Mapping[str, str]] = {}
    """The modules that `load` imports, each with the command that installs it."""
    sources: ClassVar[tuple[str, ...]] = ()
    """Files and folders beside its own whose content makes it what it is: models, shared code; relative to its file."""
    network: ClassVar[bool] = False
    """Whether it speaks to other machines; `check` reports one that does and does not say so."""

    def __init__(self, **options: Any) -> None:
        declared = options_of(type(self))
        for name, value in options.items():
            if name not in declared:
                raise UnknownNameError(f"option of {_name_of_class(type(self))}", name, declared)
            self.__dict__[name] = _converted(type(self), name, value)

    @property
    def options(self) -> dict[str, Any]:
        """The value of each declared option."""
        return {name: getattr(self, name) for name in options_of(type(self))}

    def missing(self) -> Missing | None:
        """What it lacks to run here; None where it can.  Override to look for models too; do not load them."""
        for module, command in self.requires.items():
            if importlib.util.find_spec(module) is None:
                return Missing(f"Python package {module} is not installed", command)
        return None

    def lacking(self) -> list[Missing]:
        """What would make it read more languages or find more, and is not here; it runs without."""
        return []

    def load(self) -> None:
        """Imports and loads what is heavy; called once in each worker, before the first document."""

    def extract(self, document: Document) -> Iterable[Record]:
        """The records that it finds in a document, in any order."""
        raise NotImplementedError


def options_of(system: type[Extractor]) -> dict[str, Option]:
    """The options that a system declares, by name."""
    return {name: found for name in dir(system) if isinstance(found := inspect.getattr_static(system, name), Option)}


def option_types(system: type[Extractor]) -> dict[str, Any]:
    """The type of each declared option, by name; BrokenSystemError where an annotation names what is not there."""
    declared = options_of(system)
    if not declared:
        return {}
    try:
        hints = get_type_hints(system)
    except (NameError, TypeError, SyntaxError) as error:
        raise BrokenSystemError(f"{_name_of_class(system)}: the type of an option cannot be read: {error}") from None
    return {name: hints.get(name, str if found.default is None else type(found.default)) for name, found in declared.items()}


def _converted(system: type[Extractor], name: str, value: Any) -> Any:
    """An option's value in its declared type, from text too (lists and tables as JSON); UsageError where it does not fit."""
    expected = option_types(system)[name]
    try:
        return msgspec.convert(value, expected, strict=not isinstance(value, str))
    except msgspec.ValidationError as error:
        if isinstance(value, str) and value.startswith(("[", "{")):
            with contextlib.suppress(msgspec.DecodeError):
                return msgspec.json.decode(value, type=expected)
        doc = options_of(system)[name].doc
        raise UsageError(f"option {name} of {_name_of_class(system)}: {value!r}: {error} (it is: {doc})") from None


_LOADED_AS: WeakKeyDictionary[type[Extractor], str] = WeakKeyDictionary()


def _name_of_class(system: type[Extractor]) -> str:
    """The name that a class was last loaded under, which is what its user knows; that of the class where nobody loaded it."""
    return _LOADED_AS.get(system, system.__name__)


@dataclass(frozen=True)
class SystemSource:
    """Where a system stands; loading it is another step, so that a broken one can be listed.

    `path` is its file or package folder, None for an entry point whose module is not looked up yet.
    """

    name: str
    origin: str
    path: Path | None = None
    module: str | None = None
    attribute: str | None = None

    @property
    def comes_along(self) -> bool:
        """Whether it is one of those that are installed with the benchmark, and known to be harmless to import."""
        return self.path is not None and self.module is not None

    def load_class(self) -> type[Extractor]:
        """Imports it and gives its class; BrokenSystemError with the reason where that fails."""
        try:
            with contextlib.redirect_stdout(sys.stderr):
                module = self._import()
        except BenchmarkError:
            raise
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            raise BrokenSystemError(f"{self.name} ({self.origin}) cannot be imported: {type(error).__name__}: {error}") from error
        system = self._checked(self._class_in(module))
        _LOADED_AS[system] = self.name
        return system

    def _import(self) -> ModuleType:
        if self.module is not None:
            return importlib.import_module(self.module)
        if self.path is None:
            raise BrokenSystemError(f"{self.name} ({self.origin}): has neither a file nor a module")
        entry = self.path / "__init__.py" if self.path.is_dir() else self.path
        name = f"linimasa_system_{self.name}_{hashlib.sha256(str(entry.resolve()).encode()).hexdigest()[:8]}"
        locations = [str(self.path)] if self.path.is_dir() else None
        spec = importlib.util.spec_from_file_location(name, entry, submodule_search_locations=locations)
        if spec is None or spec.loader is None:
            raise BrokenSystemError(f"{entry}: is no Python file")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
        return module

    def _class_in(self, module: ModuleType) -> type[Extractor]:
        if self.attribute is not None:
            found = getattr(module, self.attribute, None)
            if found is None:
                known = [name for name, value in vars(module).items() if _is_extractor(value)]
                if self.module is None:
                    raise UnknownNameError(f"class in {self.origin}", self.attribute, known)
                names = ", ".join(sorted(known)) or "none"
                raise BrokenSystemError(f"{self.name} ({self.origin}): {self.module} has no {self.attribute} (its systems: {names})")
            return found  # type: ignore[no-any-return]
        defined = [value for value in vars(module).values() if _is_extractor(value) and value.__module__ == module.__name__]
        if len(defined) != 1:
            names = ", ".join(value.__name__ for value in defined) or "none"
            raise BrokenSystemError(
                f"{self.name} ({self.origin}): expected one class derived from Extractor, found {names}; name it as FILE.py:CLASS"
            )
        return defined[0]

    def _checked(self, system: object) -> type[Extractor]:
        if not _is_extractor(system):
            raise BrokenSystemError(f"{self.name} ({self.origin}): {self.attribute} is no class derived from Extractor")
        if isinstance(system.provides, str) or (unknown := set(system.provides) - set(ANNOTATION_LAYERS)):
            found = repr(system.provides) if isinstance(system.provides, str) else ", ".join(sorted(unknown))
            raise BrokenSystemError(f"{self.name} ({self.origin}): provides {found}; expected a set of {', '.join(ANNOTATION_LAYERS)}")
        if not set(system.provides):
            raise BrokenSystemError(f"{self.name} ({self.origin}): provides nothing; name its layers, such as provides = {{'money'}}")
        if isinstance(system.languages, str):
            raise BrokenSystemError(f"{self.name} ({self.origin}): languages is {system.languages!r}; expected a set such as {{'id'}}")
        if not isinstance(system.version, str):
            raise BrokenSystemError(f"{self.name} ({self.origin}): version is {system.version!r}; expected a string")
        return system

    def build(self, system: type[Extractor]) -> str:
        """`<version>+<8 hexadecimal digits>` of the SHA-256 over its source and data files."""
        root = self.path or _package_of(system)
        digest = hashlib.sha256()
        for place in (root, *((root if root.is_dir() else root.parent) / source for source in system.sources)):
            for file in _files_of(place):
                digest.update(f"{file.name}\0{file.stat().st_size}\0".encode() + file.read_bytes())
        return f"{system.version}+{digest.hexdigest()[:8]}"


def _is_extractor(value: object) -> TypeGuard[type[Extractor]]:
    return isinstance(value, type) and issubclass(value, Extractor) and value is not Extractor


def _package_of(system: type[Extractor]) -> Path:
    """The folder of the package that a class stands in, or the file of its module."""
    package = importlib.util.find_spec(system.__module__.partition(".")[0])
    if package is not None and package.submodule_search_locations:
        return Path(next(iter(package.submodule_search_locations)))
    return Path(inspect.getfile(system))


def _files_of(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return sorted(file for file in place.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def find_systems(folder: Path = Path("systems")) -> dict[str, list[SystemSource]]:
    """Every place of every system by name, without importing any: the local folder, those that come along, entry points."""
    found: dict[str, list[SystemSource]] = {}
    packaged = Path(__file__).parent.parent / "systems"
    for base in dict.fromkeys((folder.resolve(), packaged.resolve())):
        for path in sorted(base.iterdir()) if base.is_dir() else ():
            if (name := _name_of(path)) is not None:
                module = f"systems.{name}" if base == packaged.resolve() else None
                found.setdefault(name, []).append(SystemSource(name, str(path), path, module))
    for point in importlib.metadata.entry_points(group=ENTRY_POINTS):
        package = point.dist.name if point.dist is not None else point.module
        found.setdefault(point.name, []).append(SystemSource(point.name, f"package {package}", None, point.module, point.attr or None))
    return dict(sorted(found.items()))


def _name_of(path: Path) -> str | None:
    if path.name.startswith(("_", ".")):
        return None
    if path.suffix == ".py" and path.stem.isidentifier():
        return path.stem
    return path.name if (path / "__init__.py").is_file() else None


def misnamed_systems(folder: Path = Path("systems")) -> list[Path]:
    """The files of the local folder that are no systems only because of their names."""
    files = sorted(folder.glob("*.py")) if folder.is_dir() else []
    return [path for path in files if not path.name.startswith(("_", ".")) and not path.stem.isidentifier()]


def misnamed(path: Path) -> str:
    """Why a file is no system, and a name under which it would be one."""
    better = re.sub(r"\W+", "_", path.stem).strip("_")
    better = better if better.isidentifier() else f"system_{better}".rstrip("_")
    return f"{path.stem!r} is no Python identifier; rename the file to {better}.py"


def find_system(name: str, folder: Path = Path("systems")) -> SystemSource:
    """The place of the system of that name, or of `path/file.py:Class`; UsageError where there is none or there are two."""
    if ".py" in name or "/" in name:
        file, _, attribute = name.partition(":")
        path = Path(file)
        if not path.exists():
            raise UsageError(f"{file}: no such file (a system is a name, or path/file.py:Class)")
        return SystemSource(path.stem, str(path), path.resolve(), None, attribute or None)
    places = find_systems(folder)
    for path in misnamed_systems(folder):
        if path.stem == name:
            raise UsageError(f"{path}: is no system, {misnamed(path)}")
    if name not in places:
        raise UnknownNameError("system", name, places, advice="`linimasa systems` says more; a file is named as path/file.py:Class")
    if len(places[name]) > 1:
        raise UsageError(
            f"system {name!r} stands in {len(places[name])} places: {' and '.join(place.origin for place in places[name])}; rename one"
        )
    return places[name][0]
