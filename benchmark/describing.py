"""What a system says of itself: its declarations as plain data, taken in this process or, for code that nobody knows yet, in another.

Importing a system runs its code.  One that ends the interpreter, hangs or crashes at import is described as broken, with its error, and
costs nobody else anything.
"""

from __future__ import annotations

import contextlib
import inspect
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import msgspec

from benchmark.engines import die_with_parent
from benchmark.errors import BenchmarkError, UsageError
from benchmark.extractors import BrokenSystemError, Extractor, SystemSource, option_types, options_of
from benchmark.records import ANNOTATION_LAYERS

__all__ = ["DescribedOption", "Description", "Place", "describe_apart", "describe_class", "describe_system"]

IMPORT_TIMEOUT = 120.0
LONGEST_COMPLAINT = 500


class DescribedOption(msgspec.Struct, frozen=True):
    """One declared option; the default of a secret is not told."""

    name: str
    type: str
    default: str
    doc: str


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """A system's declarations.  `missing` says what it lacks to run here and how to get it, `lacking` what would let it do more."""

    name: str
    origin: str
    title: str
    """The name of its class."""
    summary: str
    """The first line of its docstring."""
    build: str
    version: str
    layers: tuple[str, ...]
    languages: tuple[str, ...]
    labels: dict[str, tuple[str, ...]]
    """The corpus's types by its own; none where the corpus has no place for it."""
    requires: dict[str, str]
    options: tuple[DescribedOption, ...]
    network: bool
    missing: str | None = None
    lacking: tuple[str, ...] = ()


def describe_system(source: SystemSource, settings: Mapping[str, Any] | None = None) -> Description:
    """Imports a system here and gives its declarations; BrokenSystemError where it cannot be, UsageError for wrong settings."""
    return describe_class(source, source.load_class(), settings)


def describe_class(source: SystemSource, system: type[Extractor], settings: Mapping[str, Any] | None = None) -> Description:
    """The declarations of a system that is imported already; whatever its own code raises makes it broken."""
    try:
        instance = system(**(settings or {}))
        missing = instance.missing()
        lacking = tuple(map(str, instance.lacking())) if missing is None else ()
        build = source.build(system)
        labels = {native: (targets,) if isinstance(targets, str) else tuple(targets or ()) for native, targets in system.labels.items()}
    except BenchmarkError:
        raise
    except (Exception, SystemExit) as error:
        raise BrokenSystemError(f"{source.name} ({source.origin}) cannot be made: {type(error).__name__}: {error}") from error
    return Description(
        name=source.name,
        origin=source.origin,
        title=system.__name__,
        summary=(inspect.getdoc(system) or "").strip().partition("\n")[0] if system.__doc__ else "",
        build=build,
        version=system.version,
        layers=tuple(layer for layer in ANNOTATION_LAYERS if layer in set(system.provides)),
        languages=tuple(sorted(system.languages)),
        labels=labels,
        requires=dict(system.requires),
        options=_options(system),
        network=system.network,
        missing=None if missing is None else str(missing),
        lacking=lacking,
    )


def _options(system: type[Extractor]) -> tuple[DescribedOption, ...]:
    types = option_types(system)
    return tuple(
        DescribedOption(
            name,
            types[name].__name__ if isinstance(types[name], type) and not hasattr(types[name], "__args__") else str(types[name]),
            "(a secret)" if found.secret else repr(found.default),
            found.doc,
        )
        for name, found in options_of(system).items()
    )


class Place(msgspec.Struct, frozen=True):
    """Where a system stands, and its settings, as another process is told."""

    name: str
    origin: str
    path: str | None
    module: str | None
    attribute: str | None
    settings: dict[str, Any] = {}

    @classmethod
    def of(cls, source: SystemSource, settings: Mapping[str, Any] | None = None) -> Place:
        """What to tell of a source."""
        path = str(source.path.resolve()) if source.path is not None else None
        return cls(source.name, source.origin, path, source.module, source.attribute, dict(settings or {}))

    def source(self) -> SystemSource:
        """The source that was told of."""
        return SystemSource(self.name, self.origin, Path(self.path) if self.path else None, self.module, self.attribute)


class _Told(msgspec.Struct):
    """What a process says that was asked for a description."""

    description: Description | None = None
    broken: str = ""
    wrong: str = ""
    """What is wrong with the settings."""


def describe_apart(source: SystemSource, settings: Mapping[str, Any] | None = None, *, timeout: float = IMPORT_TIMEOUT) -> Description:
    """The same, from a process of its own that may crash, hang or exit; BrokenSystemError then says so."""
    with tempfile.TemporaryDirectory(prefix="linimasa-") as folder:
        question, answer = Path(folder, "question.json"), Path(folder, "answer.json")
        question.write_bytes(msgspec.json.encode(Place.of(source, settings)))
        with Path(folder, "complaint").open("w+b") as complaint:
            code = f"from benchmark.describing import _answer; _answer({str(question)!r}, {str(answer)!r})"
            ended = _ended(["-c", code], complaint, timeout)
            complaint.seek(0)
            said = complaint.read().decode(errors="replace").strip()[-LONGEST_COMPLAINT:]
        told = msgspec.json.decode(answer.read_bytes(), type=_Told) if answer.exists() else None
    if told is None:
        raise BrokenSystemError(f"{source.name} ({source.origin}) cannot be imported: {ended}" + (f"; it said: {said}" if said else ""))
    if told.wrong:
        raise UsageError(told.wrong)
    if told.description is None:
        raise BrokenSystemError(told.broken)
    return told.description


def _ended(arguments: list[str], complaint: IO[bytes], timeout: float) -> str:
    """Runs Python to its end, with all that it starts; gives how it ended."""
    process = subprocess.Popen(
        [sys.executable, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=complaint, start_new_session=True
    )
    try:
        code = process.wait(timeout)
    except subprocess.TimeoutExpired:
        return f"no answer within {timeout:g} s"
    finally:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return f"its process was killed by {signal.Signals(-code).name}" if code < 0 else f"its process exited with code {code}"


def _answer(question: str, answer: str) -> None:
    """The body of the process that describes a system."""
    die_with_parent()
    place = msgspec.json.decode(Path(question).read_bytes(), type=Place)
    try:
        told = _Told(description=describe_system(place.source(), place.settings))
    except UsageError as error:
        told = _Told(wrong=str(error))
    except BenchmarkError as error:
        told = _Told(broken=str(error))
    Path(answer).write_bytes(msgspec.json.encode(told))
