"""What stays on disk: predictions as they come, and the counts of each run.

`cache/<system>@<build>/predictions.jsonl` holds a line a document, sorted by key, where the key is a hash of text, language, creation time
and options.  While a run goes on it appends to a journal of its own beside it, so that runs at the same time do not meet; the journal is
merged when the run ends, or by the next run where it was killed.  `runs/<system>@<build>/<selection>/` holds the manifest, the counts and
the failures of one run.  Everything is JSON or CSV, and replaced in one step.
"""

from __future__ import annotations

import contextlib
import csv
import fcntl
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

import msgspec

from benchmark.errors import BenchmarkError, DataError, Fault, UsageError
from benchmark.records import ANNOTATION_LAYERS, Annotations, Document, Prediction
from benchmark.wording import listed

__all__ = [
    "COUNT_COLUMNS",
    "Manifest",
    "PredictionCache",
    "RunFolder",
    "StoreError",
    "Stored",
    "find_run",
    "key_of",
    "list_runs",
    "replace_file",
]

COUNT_COLUMNS = ("document", "layer", "metric", "label", "right", "predicted", "found", "gold")
UNSAFE = re.compile(r"[^A-Za-z0-9._+@-]")


class StoreError(BenchmarkError):
    """Results that cannot be written, a full disk among them; what was stored before stays."""


class Stored(Annotations, frozen=True, kw_only=True, omit_defaults=True):
    """A line of `predictions.jsonl`: what a system answered for one text."""

    key: str
    failed: str | None = None
    traceback: str | None = None

    def prediction(self, name: str) -> Prediction:
        """The answer, for the document of that id."""
        return Prediction(id=name, failed=self.failed, **{layer: getattr(self, layer) for layer in ANNOTATION_LAYERS})


class _Head(msgspec.Struct):
    key: str
    failed: str | None = None


def key_of(document: Document, options: Mapping[str, Any]) -> str:
    """What a prediction depends on besides the system's files: text, language, creation time and options, as 32 hexadecimal digits."""
    content = msgspec.json.encode([document.text, document.lang, document.dct, dict(sorted(options.items()))])
    return hashlib.sha256(content).hexdigest()[:32]


def folder_name(name: str) -> str:
    """A name as one safe part of a path."""
    return UNSAFE.sub("_", name).lstrip(".") or "_"


class PredictionCache:
    """The predictions of one build, on disk; a context manager that merges its journal at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places: dict[str, tuple[IO[bytes], int, int]] = {}
        self.failed: set[str] = set()
        self.journal: IO[bytes] | None = None
        self.timings: IO[bytes] | None = None
        self.seconds: dict[str, float] = {}
        self._files: list[IO[bytes]] = []

    def __enter__(self) -> PredictionCache:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{self.folder}: {error.strerror}; name another folder with --results") from None
        with self._locked():
            self._merge([path for path in self.folder.glob("journal-*.jsonl") if _abandoned(path)])
        return self

    def __exit__(self, *exception: object) -> None:
        own = self._close_journal()
        with self._locked():
            self._merge([own] if own is not None else [])
        self._close_files()

    def __contains__(self, key: str) -> bool:
        return key in self.places

    def get(self, key: str) -> Stored:
        """The answer stored under a key; KeyError where there is none."""
        return msgspec.json.decode(self.line(key), type=Stored)

    def line(self, key: str) -> bytes:
        """The answer stored under a key, as it stands on disk; KeyError where there is none."""
        file, start, length = self.places[key]
        file.seek(start)
        return file.read(length)

    def forget(self, keys: Iterable[str]) -> None:
        """Has these documents done again."""
        for key in keys:
            self.places.pop(key, None)
            self.failed.discard(key)

    def add(self, stored: Stored, seconds: float) -> None:
        """Stores an answer durably; StoreError where the disk does not take it."""
        if self.journal is None:
            self._open_journal()
        journal, timings = self.journal, self.timings
        if journal is None or timings is None:
            raise StoreError(f"{self.folder}: no journal")
        line = msgspec.json.encode(stored) + b"\n"
        start = journal.tell()
        try:
            journal.write(line)
            timings.write(f"{stored.key},{seconds:.6f}\n".encode())
        except OSError as error:
            with contextlib.suppress(OSError):
                journal.truncate(start)
            raise StoreError(
                f"{self.folder}: {error.strerror}; what was done so far is stored, run the same command again to go on"
            ) from None
        self.places[stored.key] = (journal, start, len(line))
        self.seconds[stored.key] = seconds
        self.failed.discard(stored.key)
        if stored.failed is not None:
            self.failed.add(stored.key)

    def remember_cost(self, load_seconds: float, peak_mib: float) -> None:
        """Stores what loading the system took, and the memory that its worker reached."""
        replace_file(self.folder / "cost.json", [msgspec.json.encode([load_seconds, peak_mib]) + b"\n"])

    def cost(self) -> tuple[float, float] | None:
        """Load seconds and peak MiB, as they were when the system last ran."""
        try:
            return msgspec.json.decode((self.folder / "cost.json").read_bytes(), type=tuple[float, float])
        except (OSError, msgspec.DecodeError):
            return None

    def _open_journal(self) -> None:
        path = self.folder / f"journal-{uuid4().hex[:12]}.jsonl"
        try:
            self.journal = path.open("xb+", buffering=0)
            fcntl.flock(self.journal, fcntl.LOCK_EX)
            self.timings = (self.folder / "timings.csv").open("ab", buffering=0)
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}; name another folder with --results") from None

    def _close_journal(self) -> Path | None:
        if self.journal is None:
            return None
        path = Path(self.journal.name)
        with contextlib.suppress(OSError):
            os.fsync(self.journal.fileno())
        self.journal.close()
        if self.timings is not None:
            self.timings.close()
        self.journal = self.timings = None
        return path

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.folder / ".lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _merge(self, journals: list[Path]) -> None:
        """Takes journals into `predictions.jsonl`, sorted by key, and indexes it; the caller holds the lock."""
        self._close_files()
        self.places.clear()
        self.failed.clear()
        whole = self.folder / "predictions.jsonl"
        for path in (whole, *journals):
            self._index(path)
        if any(journal.stat().st_size for journal in journals):

            def lines() -> Iterator[bytes]:
                for key in sorted(self.places):
                    file, start, length = self.places[key]
                    file.seek(start)
                    yield file.read(length)

            try:
                replace_file(whole, lines())
            except OSError as error:
                raise StoreError(
                    f"{whole}: {error.strerror}; the journals beside it hold what is done, run the same command again"
                ) from None
            self._close_files()
            self.places.clear()
            self._index(whole)
        for journal in journals:
            journal.unlink(missing_ok=True)
        self._read_timings()

    def _index(self, path: Path) -> None:
        """Notes where each line stands; a torn line, the last that a killed run wrote, is passed over."""
        if not path.exists():
            return
        file = path.open("rb")
        self._files.append(file)
        decode = msgspec.json.Decoder(_Head).decode
        start = 0
        for line in file:
            with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
                if line.endswith(b"\n"):
                    head = decode(line)
                    self.places[head.key] = (file, start, len(line))
                    (self.failed.add if head.failed is not None else self.failed.discard)(head.key)
            start += len(line)

    def _read_timings(self) -> None:
        with contextlib.suppress(OSError), (self.folder / "timings.csv").open("rb") as lines:
            for line in lines:
                key, _, seconds = line.decode(errors="replace").strip().partition(",")
                with contextlib.suppress(ValueError):
                    self.seconds[key] = float(seconds)

    def _close_files(self) -> None:
        for file in self._files:
            file.close()
        self._files.clear()


def _abandoned(journal: Path) -> bool:
    """Whether the run that wrote a journal is gone."""
    try:
        with journal.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except OSError:
        return False


def replace_file(path: Path, lines: Iterable[bytes]) -> None:
    """Writes a file beside the path and puts it in its place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        with temporary.open("wb") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The record of a run: what was run, on what, how it was counted and what it cost.

    Times are seconds of the system's own code, memory MiB at the worker's peak; they are None in what is published.
    """

    linimasa: str
    system: str
    version: str
    """The build, `<declared version>+<8 hexadecimal digits>`."""
    provides: tuple[str, ...]
    languages: tuple[str, ...]
    options: dict[str, Any]
    signature: dict[str, Any]
    layers: tuple[str, ...]
    """Scored layers."""
    names: tuple[str, ...]
    """The documents that the system was given, in the order of the corpus."""
    document_languages: tuple[str, ...] = ()
    documents: int
    done: int
    failed: int
    not_given: int = 0
    """Documents in languages that it does not declare."""
    types: dict[str, str | None] = {}
    """From the system's entity types to those of the label set; empty where they are taken as they are."""
    removed_labels: dict[str, int] = {}
    """Predicted types that its label map maps to nothing, with how often they stood."""
    removed_gold: dict[str, int] = {}
    """The same of gold's types, where the label set has no place for them."""
    load_seconds: float | None = None
    seconds: float | None = None
    characters: int = 0
    peak_mib: float | None = None
    python: str | None = None
    platform: str | None = None
    finished: str | None = None
    counted_from: str | None = None
    """A digest of what its counts depend on: the answers, the documents, the label set and the scorer."""


@dataclass(frozen=True)
class RunFolder:
    """One stored run."""

    path: Path

    @property
    def manifest(self) -> Manifest:
        """What the run says of itself; DataError where it cannot be read."""
        file = self.path / "manifest.json"
        try:
            return msgspec.json.decode(file.read_bytes(), type=Manifest)
        except OSError as error:
            raise DataError(Fault(str(file), "", error.strerror or str(error))) from None
        except msgspec.DecodeError as error:
            raise DataError(Fault(str(file), "", f"{error}; delete {self.path} and run the system again")) from None

    @property
    def counts(self) -> Path:
        """The table of counts, as CSV."""
        return self.path / "counts.csv"

    def is_counted_from(self, digest: str) -> bool:
        """Whether the counts that are stored came from just this."""
        try:
            return self.manifest.counted_from == digest and self.counts.is_file()
        except DataError:
            return False

    def renew(self) -> None:
        """Makes it the latest run again, as if it had been counted now."""
        os.utime(self.path / "manifest.json")

    def write(
        self, manifest: Callable[[], Manifest], rows: Iterable[Iterable[tuple[Any, ...]]], failures: Iterable[Mapping[str, Any]]
    ) -> None:
        """Stores a run, its manifest last and after all rows are through: a folder without one is no run."""
        try:
            replace_file(self.counts, _csv_lines(rows))
            replace_file(self.path / "failures.jsonl", (msgspec.json.encode(failure) + b"\n" for failure in failures))
            content = msgspec.json.format(msgspec.json.encode(manifest()), indent=1) + b"\n"
            replace_file(self.path / "manifest.json", [content])
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror}; the predictions are stored, run the same command again") from None


class _Lines:
    """Collects what `csv` writes."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def write(self, text: str) -> int:
        self.parts.append(text)
        return len(text)


def _csv_lines(batches: Iterable[Iterable[tuple[Any, ...]]]) -> Iterator[bytes]:
    collected = _Lines()
    writer = csv.writer(collected, lineterminator="\n")
    writer.writerow(COUNT_COLUMNS)
    for rows in batches:
        writer.writerows((*row[:4], *(f"{number:.15g}" for number in row[4:])) for row in rows)
        yield "".join(collected.parts).encode()
        collected.parts.clear()
    yield "".join(collected.parts).encode()


def list_runs(results: Path) -> list[RunFolder]:
    """Every stored run, the latest last."""
    manifests = sorted((results / "runs").glob("*/*/manifest.json"), key=lambda path: (path.stat().st_mtime_ns, str(path)))
    return [RunFolder(path.parent) for path in manifests]


def find_run(name: str, results: Path) -> list[RunFolder]:
    """The runs that a user means: a folder or a counts.csv beside its manifest, NAME@BUILD, or a system's name (its latest build).

    One for each selection that the build was run on; UsageError where there is none.
    """
    path = Path(name)
    if path.name == "counts.csv" and path.is_file():
        path = path.parent
    if (path / "manifest.json").is_file():
        return [RunFolder(path)]
    runs = list_runs(results)
    matching = [run for run in runs if run.path.parent.name == folder_name(name)]
    if not matching:
        builds = [run.path.parent.name for run in runs if run.path.parent.name.rpartition("@")[0] == folder_name(name)]
        matching = [run for run in runs if builds and run.path.parent.name == builds[-1]]
    if not matching:
        known = listed({run.path.parent.name for run in runs}, near=name) or "none"
        if "/" in name or path.exists():
            raise UsageError(f"{name}: is no run: a run folder holds manifest.json and counts.csv (stored in {results}: {known})")
        raise UsageError(f"no stored run {name!r} in {results} (known: {known}); `linimasa run {name}` makes one")
    return matching
