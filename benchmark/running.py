"""Runs systems over a corpus: what is stored already is not done again, what fails costs its own document only.

The journey of a run: key every document, extract those whose key is not in the build's cache, store each answer as it comes, then give
the predictions in the order of the corpus, to be counted.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import msgspec

from benchmark.corpora import Corpus
from benchmark.describing import describe_class
from benchmark.engines import Done, Limits, Loaded, LoadFailedError, run_workers
from benchmark.errors import BenchmarkError
from benchmark.extractors import Extractor, SystemSource, options_of
from benchmark.records import ANNOTATION_LAYERS, Document, GoldDocument
from benchmark.storing import PredictionCache, Stored, folder_name, key_of

__all__ = ["Extraction", "Progress", "SystemUnavailableError", "extract_corpus", "public_options", "repeat_extraction"]


class SystemUnavailableError(BenchmarkError):
    """A system that cannot run here: what it lacks, or why it does not load; `command` gets what is missing."""

    def __init__(self, reason: str, command: str | None = None) -> None:
        super().__init__(reason + (f"; to get it: {command}" if command else ""))
        self.reason = reason
        self.command = command


class Progress(Protocol):
    """Who is told how a run goes."""

    def start(self, system: str, total: int, stored: int) -> None:
        """A system begins: documents in all, and those stored already."""
        ...

    def advance(self, failed: int) -> None:
        """One more document is done; `failed` have failed so far."""
        ...

    def finish(self) -> None:
        """The system is done."""
        ...


@dataclass
class Extraction:
    """A system's answers to a corpus, on disk; `predictions` gives them in the order of the documents."""

    source: SystemSource
    system: type[Extractor]
    build: str
    options: dict[str, Any]
    folder: Path
    lacking: tuple[str, ...] = ()
    """What some of its languages need and is not here."""
    extracted: int = 0
    """Documents that were done now; the others were stored."""
    documents: int = 0
    not_given: int = 0
    characters: int = 0
    load_seconds: list[float] = field(default_factory=list)
    peak_mib: float | None = None
    seconds: float = 0.0
    failures: list[dict[str, Any]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The system and its build."""
        return f"{self.source.name}@{self.build}"

    def answers(self, corpus: Corpus) -> Iterator[tuple[GoldDocument, bytes]]:
        """Each document that the system was given, with what it answered as it is stored: the JSON of a `Stored`."""
        with PredictionCache(self.folder) as cache:
            for gold in _given(corpus, self.system):
                yield gold, cache.line(key_of(gold.document(), self.options))

    @property
    def typical_load_seconds(self) -> float | None:
        """The median over the workers; None where nothing was loaded."""
        return statistics.median(self.load_seconds) if self.load_seconds else None


def extract_corpus(
    source: SystemSource,
    corpus: Corpus,
    *,
    results: Path,
    options: Mapping[str, Any] | None = None,
    jobs: int = 1,
    limits: Limits | None = None,
    fresh: bool = False,
    retry: bool = False,
    progress: Progress | None = None,
) -> Extraction:
    """Has a system answer every document of a corpus in its languages, doing only what is not stored.

    `fresh` does all of them again, `retry` those that failed.  SystemUnavailableError where the system cannot run here.
    """
    extraction = describe(source, results=results, options=options)
    with PredictionCache(extraction.folder) as cache:
        keys = _survey(extraction, corpus)
        if fresh:
            cache.forget(keys)
        elif retry:
            cache.forget(set(keys) & cache.failed)
        missing = {key for key in keys if key not in cache}
        if progress is not None:
            progress.start(extraction.name, len(keys), sum(key in cache for key in keys))
        try:
            _extract(extraction, corpus, cache, missing, jobs=jobs, limits=limits or Limits(), progress=progress)
        finally:
            if progress is not None:
                progress.finish()
        _account(extraction, corpus, cache)
    return extraction


def describe(source: SystemSource, *, results: Path, options: Mapping[str, Any] | None = None) -> Extraction:
    """A system as it would run here, with nothing done yet; SystemUnavailableError where it cannot."""
    system = source.load_class()
    described = describe_class(source, system, options)
    if described.missing is not None:
        raise SystemUnavailableError(described.missing)
    folder = results / "cache" / folder_name(f"{source.name}@{described.build}")
    return Extraction(source, system, described.build, system(**(options or {})).options, folder, described.lacking)


def _given(corpus: Corpus, system: type[Extractor]) -> Iterator[GoldDocument]:
    languages = frozenset(system.languages)
    for gold in corpus:
        if not languages or gold.lang in languages:
            yield gold


def _survey(extraction: Extraction, corpus: Corpus) -> list[str]:
    """The key of each document that the system is given."""
    keys = []
    total = 0
    languages = frozenset(extraction.system.languages)
    for gold in corpus:
        total += 1
        if not languages or gold.lang in languages:
            keys.append(key_of(gold.document(), extraction.options))
            extraction.characters += len(gold.text or "")
    extraction.documents = len(keys)
    extraction.not_given = total - len(keys)
    return keys


def _extract(
    extraction: Extraction,
    corpus: Corpus,
    cache: PredictionCache,
    missing: set[str],
    *,
    jobs: int,
    limits: Limits,
    progress: Progress | None,
) -> None:
    if not missing:
        return
    failed = 0
    try:
        for event in run_workers(extraction.source, extraction.options, _tasks(extraction, corpus, missing), jobs=jobs, limits=limits):
            if isinstance(event, Loaded):
                extraction.load_seconds.append(event.seconds)
            else:
                cache.add(_stored(event), event.outcome.seconds)
                failed += event.outcome.failed is not None
                extraction.extracted += 1
                if progress is not None:
                    progress.advance(failed)
            extraction.peak_mib = max(extraction.peak_mib or 0.0, event.peak_mib)
    except LoadFailedError as error:
        raise SystemUnavailableError(str(error), error.command) from None


def _tasks(extraction: Extraction, corpus: Corpus, missing: set[str]) -> Iterator[tuple[str, Document]]:
    """The documents that are not stored, equal ones once."""
    left = set(missing)
    for gold in _given(corpus, extraction.system):
        document = gold.document()
        key = key_of(document, extraction.options)
        if key in left:
            left.discard(key)
            yield key, document


def _stored(done: Done) -> Stored:
    annotations = {layer: getattr(done.outcome.annotations, layer) for layer in ANNOTATION_LAYERS}
    return Stored(key=done.key, failed=done.outcome.failed, traceback=done.outcome.traceback, **annotations)


def _account(extraction: Extraction, corpus: Corpus, cache: PredictionCache) -> None:
    """Adds up what the documents took, and lists those that failed; what loading cost is remembered from when it was done."""
    if extraction.load_seconds:
        cache.remember_cost(extraction.typical_load_seconds or 0.0, extraction.peak_mib or 0.0)
    elif (cost := cache.cost()) is not None:
        extraction.load_seconds, extraction.peak_mib = [cost[0]], cost[1]
    for gold in _given(corpus, extraction.system):
        key = key_of(gold.document(), extraction.options)
        extraction.seconds += cache.seconds.get(key, 0.0)
        if key in cache.failed:
            stored = cache.get(key)
            extraction.failures.append({"document": gold.id, "cause": stored.failed, "traceback": stored.traceback})


def repeat_extraction(extraction: Extraction, corpus: Corpus, *, times: int, jobs: int = 1, limits: Limits | None = None) -> list[str]:
    """Has the system answer again, `times` times, and gives the ids of documents whose answer differs from the stored one."""
    differing: set[str] = set()
    wanted = {key_of(gold.document(), extraction.options): gold.id for gold in _given(corpus, extraction.system)}
    with PredictionCache(extraction.folder) as cache:
        for _ in range(times):
            tasks = _tasks(extraction, corpus, set(wanted))
            for event in run_workers(extraction.source, extraction.options, tasks, jobs=jobs, limits=limits or Limits()):
                if isinstance(event, Done) and not _same(_stored(event), cache.get(event.key)):
                    differing.add(wanted[event.key])
    return sorted(differing)


def _same(one: Stored, other: Stored) -> bool:
    blank = {"traceback": None}
    return msgspec.structs.replace(one, **blank) == msgspec.structs.replace(other, **blank)


def public_options(system: type[Extractor], options: Mapping[str, Any]) -> dict[str, Any]:
    """The options as they may be written down: of a secret one only whether it was set."""
    declared = options_of(system)
    return {name: ("set" if value else "not set") if declared[name].secret else value for name, value in options.items()}
