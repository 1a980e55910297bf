"""The conformance suite: whether a system keeps what `Extractor` promises, and why not.

`linimasa check SYSTEM` runs it; under pytest it is a decorator::

    from benchmark.conformance import parametrize_with_checks

    @parametrize_with_checks(["rules", "path/to/mine.py:Mine"])
    def test_it_keeps_the_contract(system, check):
        check(system)
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from benchmark.conformance.checks import CHECKS, Check, CheckFailedError, CheckSkippedError, Effort, Subject
from benchmark.corpora import Corpus, find_corpus
from benchmark.extractors import Extractor, SystemSource, find_system
from benchmark.formats import open_corpus
from benchmark.inspecting import CannotRunError

if TYPE_CHECKING:
    import pytest

__all__ = [
    "CHECKS",
    "CannotRunError",
    "Check",
    "CheckFailedError",
    "CheckSkippedError",
    "Effort",
    "Outcome",
    "Subject",
    "parametrize_with_checks",
    "run_checks",
    "subject_of",
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a check: `why` is what it found, why it was skipped, or a remark."""

    check: Check
    result: Literal["passed", "failed", "skipped"]
    why: str
    seconds: float


def subject_of(
    system: str | type[Extractor] | SystemSource,
    *,
    corpus: Corpus | str | Path = "gold",
    settings: Mapping[str, Any] | None = None,
    effort: Effort | None = None,
) -> Subject:
    """A system to be checked: its name, `path/file.py:Class`, or its class, which must stand at the top of a file."""
    source = _source_of(system)
    path = None if isinstance(corpus, Corpus) else Path(corpus)
    opened = corpus if isinstance(corpus, Corpus) else open_corpus(Path(corpus))
    places = [find_corpus("gold"), Path("gold"), *([find_corpus(path)] if path is not None else [])]
    forbidden = dict.fromkeys(place.resolve() for place in places if place.is_dir())
    return Subject(source, opened, dict(settings or {}), effort or Effort(), tuple(forbidden))


def _source_of(system: str | type[Extractor] | SystemSource) -> SystemSource:
    if isinstance(system, SystemSource):
        return system
    if isinstance(system, str):
        return find_system(system)
    file = Path(inspect.getfile(system))
    return SystemSource(file.stem if file.stem != "__init__" else file.parent.name, str(file), file, None, system.__name__)


def run_checks(subject: Subject) -> Iterator[Outcome]:
    """Every check in turn; CannotRunError where the system does not get as far as its first document."""
    _ = subject.opening
    for check in CHECKS:
        started = time.perf_counter()
        try:
            remark, result = check.look(subject) or "", "passed"
        except CheckSkippedError as skipped:
            remark, result = str(skipped), "skipped"
        except CheckFailedError as failed:
            remark, result = str(failed), "failed"
        yield Outcome(check, result, remark, time.perf_counter() - started)  # type: ignore[arg-type]


def parametrize_with_checks(
    systems: Iterable[str | type[Extractor] | SystemSource],
    *,
    corpus: Corpus | str | Path = "gold",
    effort: Effort | None = None,
) -> pytest.MarkDecorator:
    """Parametrises a test of `(system, check)` with every check for every system; the test calls `check(system)`."""
    import pytest

    subjects = [subject_of(system, corpus=corpus, effort=effort) for system in systems]
    return pytest.mark.parametrize(
        ("system", "check"),
        [pytest.param(subject, check, id=f"{subject}: {check}") for subject in subjects for check in CHECKS],
    )
