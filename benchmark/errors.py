"""What linimasa raises: every error that a user can cause and mend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmark.wording import listed

__all__ = ["BenchmarkError", "DataError", "Fault", "IncomparableError", "MissingModelError", "UnknownNameError", "UsageError"]


class BenchmarkError(Exception):
    """The parent of all; `exit_code` is what the command line answers with."""

    exit_code = 2


class UsageError(BenchmarkError):
    """Arguments that do not fit together."""


class UnknownNameError(UsageError):
    """A name that is not known; the message lists those that are, of many the nearest."""

    def __init__(self, what: str, name: str, known: Iterable[str], *, advice: str = "") -> None:
        names = listed(known, near=name) or "none"
        super().__init__(f"{what} {name!r} is not known (known: {names})" + (f"; {advice}" if advice else ""))
        self.name = name


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in one place.

    `file` is what the user gave, `where` a path inside it (`events[3].args[1]`, `line 12`), `problem` what was found, what was
    expected and, where it is not plain, what to do.
    """

    file: str
    where: str
    problem: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.where, self.problem) if part)


class DataError(BenchmarkError):
    """Input that cannot be read or is wrong; `faults` holds every fault that was found."""

    def __init__(self, faults: Fault | Sequence[Fault]) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class IncomparableError(BenchmarkError):
    """Scores whose signatures differ; they are never ranked or compared."""

    exit_code = 4


class MissingModelError(BenchmarkError):
    """What an extractor's `load` raises when a model or library is not here; `command` is the one that gets it."""

    def __init__(self, missing: str, command: str) -> None:
        super().__init__(f"{missing}; to get it: {command}")
        self.missing = missing
        self.command = command
