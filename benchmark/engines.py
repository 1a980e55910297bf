"""Where the work runs: one system over documents, in processes of its own on this machine.

`extract` is the pure function from a loaded system and a document to an outcome; `evaluate_batch` the one from a batch of gold documents
to predictions and counts: all that another machine has to call, with a `CountingPlan` of plain data.  `run_workers` calls `extract` in
worker processes that are fed batches and replaced when they hang, die or take too much memory, so that a document costs no other.
Workers speak JSON frames over pipes; nothing is pickled.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import math
import os
import resource
import selectors
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeVar
from uuid import uuid4

import msgspec

from benchmark.errors import BenchmarkError, MissingModelError
from benchmark.extractors import Extractor, SystemSource
from benchmark.records import (
    ANNOTATION_LAYERS,
    Annotations,
    Argument,
    Before,
    Document,
    Entity,
    Event,
    GoldDocument,
    Link,
    Money,
    Prediction,
    Record,
    Timex,
)
from benchmark.timevalues import canonical, partial_date
from benchmark.wording import counted

if TYPE_CHECKING:
    from benchmark.scoring import Scorer

__all__ = [
    "CountedBatch",
    "CountingPlan",
    "Done",
    "Limits",
    "LoadFailedError",
    "Loaded",
    "Outcome",
    "count_batch",
    "die_with_parent",
    "evaluate_batch",
    "extract",
    "peak_mib",
    "relabelled",
    "run_workers",
]

BATCH = 32
BATCH_CHARACTERS = 500_000
LAYER_OF = {Entity: "entities", Timex: "timexes", Money: "money", Event: "events", Before: "before", Link: "links"}
TIMEX_TYPES = frozenset({"DATE", "TIME", "DURATION", "SET"})
WORKER_MARK = "LINIMASA_WORKER"
LONGEST_TRACEBACK = 4_000
POLL_SECONDS = 0.1
OUT_OF_MEMORY = "out of memory"


class Outcome(msgspec.Struct, frozen=True):
    """What came of one document: its annotations, or the cause of its failure; `seconds` is the time in the system's own code."""

    annotations: Annotations
    failed: str | None = None
    traceback: str | None = None
    seconds: float = 0.0


class LoadFailedError(BenchmarkError):
    """A system that cannot be loaded; no document was given to it."""

    def __init__(self, message: str, *, command: str | None = None) -> None:
        super().__init__(message)
        self.command = command


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may take: seconds, and GiB of memory of its worker; None for no limit of time, or the machine's memory."""

    timeout: float | None = None
    memory_gib: float | None = None
    load_timeout: float | None = 600.0


# --- one document ----------------------------------------------------------------------------------------------------------------


def extract(system: Extractor, document: Document) -> Outcome:
    """Runs a loaded system over a document and checks what it yields; whatever it raises is the document's failure."""
    started = time.perf_counter()
    try:
        yielded = system.extract(document)
        records = list(yielded) if yielded is not None else None
        seconds = time.perf_counter() - started
        if records is None:
            return _failure("extract returned None; it yields records, or returns a list of them", "", seconds)
        annotations, problem = _sorted_by_layer(system, document, records)
    except MemoryError:
        return _failure(OUT_OF_MEMORY, traceback.format_exc(), time.perf_counter() - started)
    except (Exception, SystemExit) as error:
        return _failure(f"{type(error).__name__}: {error}"[:500], traceback.format_exc(), time.perf_counter() - started)
    return _failure(problem, "", seconds) if problem else Outcome(annotations, seconds=seconds)


def _failure(cause: str, trace: str, seconds: float) -> Outcome:
    return Outcome(Annotations(), failed=cause, traceback=trace[-LONGEST_TRACEBACK:] or None, seconds=seconds)


def _sorted_by_layer(system: Extractor, document: Document, records: Iterable[Record]) -> tuple[Annotations, str]:
    """The records as annotations, every layer that the system provides being there; or what is wrong with the first bad one."""
    layers: dict[str, list[Any]] = {layer: [] for layer in system.provides}
    length = len(document.text)
    declared = frozenset(system.labels) or None
    for number, record in enumerate(records):
        layer = LAYER_OF.get(type(record))
        if layer is None:
            expected = ", ".join(kind.__name__ for kind in LAYER_OF)
            return Annotations(), f"record {number} is {type(record).__name__} {record!r:.100}; expected one of {expected}"
        if layer not in layers:
            return (
                Annotations(),
                f"record {number} is of layer {layer}, which the system does not declare (provides: {', '.join(sorted(layers))})",
            )
        if problem := _problem(record, length, declared):
            return Annotations(), f"{layer}, record {number}: {problem}"
        layers[layer].append(record)
    return Annotations(**{layer: tuple(found) for layer, found in layers.items()}), ""


def _problem(record: Record, length: int, declared: frozenset[str] | None) -> str:
    """What is wrong with a record, or nothing."""
    if isinstance(record, (Entity, Timex, Money, Event)):
        start, end = record.start, record.end
        if type(start) is not int or type(end) is not int:
            return f"offsets {start!r}-{end!r} are no integers"
        if not 0 <= start < end <= length:
            return f"offsets {start}-{end} are outside the text of {counted(length, 'code point')} (0 <= start < end <= {length})"
    try:
        msgspec.convert(msgspec.to_builtins(record), type(record))
    except (msgspec.ValidationError, TypeError) as error:
        return str(error)
    if isinstance(record, Entity) and declared is not None and record.type not in declared:
        return f"label {record.type!r} is not declared (labels: {', '.join(sorted(declared))})"
    if isinstance(record, Timex):
        return _timex_problem(record)
    if isinstance(record, Money):
        return _money_problem(record)
    if isinstance(record, Event):
        return _event_problem(record, length)
    return ""


def _timex_problem(timex: Timex) -> str:
    if timex.type not in TIMEX_TYPES:
        return f"type {timex.type!r}, expected one of {', '.join(sorted(TIMEX_TYPES))}"
    if timex.value is not None:
        try:
            canonical(timex.value, timex.type)
        except ValueError as error:
            return f"value {error}"
    return ""


def _money_problem(money: Money) -> str:
    for name in ("amount", "min", "max"):
        if (value := getattr(money, name)) is not None:
            try:
                finite = math.isfinite(float(value))
            except ValueError:
                finite = False
            if not finite:
                return f"{name} {value!r} is no plain decimal, such as '14300000000'"
    return ""


def _event_problem(event: Event, length: int) -> str:
    if event.date is not None:
        try:
            partial_date(event.date)
        except ValueError as error:
            return f"date {error}"
    for index, argument in enumerate(event.args):
        if problem := _argument_problem(argument, length):
            return f"args[{index}]: {problem}"
    return ""


def _argument_problem(argument: Argument, length: int) -> str:
    if argument.ref is None and (argument.start is None or argument.end is None):
        return "names neither an annotation (ref) nor a span (start, end)"
    if argument.start is not None and argument.end is not None and not 0 <= argument.start < argument.end <= length:
        return f"offsets {argument.start}-{argument.end} are outside the text of {counted(length, 'code point')}"
    return ""


# --- one batch -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CountingPlan:
    """How one system's answers are counted at one label set: plain data, to be sent along with a batch.

    `attempted` are the annotation layers that count, `layers` the scored layers that are wanted (None all), `labels` the declared entity
    types.  `system_types` and `gold_types` map entity types to those of the label set, None where they are taken as they are.
    """

    attempted: tuple[str, ...]
    layers: tuple[str, ...] | None = None
    labels: frozenset[str] | None = None
    system_types: Mapping[str, str | None] | None = None
    gold_types: Mapping[str, str | None] | None = None


@dataclass(frozen=True, slots=True)
class CountedBatch:
    """Counts of a batch; `failures` gives causes by document, `removed` and `removed_gold` how many mentions of each type the label set has
    no place for, on either side.
    """

    scorer: Scorer
    failures: dict[str, str]
    removed: Counter[str]
    removed_gold: Counter[str]


def evaluate_batch(system: Extractor, golds: Sequence[GoldDocument], plan: CountingPlan) -> tuple[list[Prediction], CountedBatch]:
    """Runs a loaded system over documents and counts what it yields; depends on nothing but its arguments, and changes none."""
    predictions = []
    for gold in golds:
        outcome = extract(system, gold.document())
        layers = {layer: getattr(outcome.annotations, layer) for layer in ANNOTATION_LAYERS}
        predictions.append(Prediction(id=gold.id, failed=outcome.failed, **layers))
    return predictions, count_batch(golds, predictions, plan)


def count_batch(golds: Sequence[GoldDocument], predictions: Sequence[Prediction], plan: CountingPlan) -> CountedBatch:
    """Counts predictions, one for each gold document; one that failed or has a type outside the label set counts as missed."""
    from benchmark.scoring import Scorer  # Workers only extract, and start faster without it.

    batch = CountedBatch(Scorer(layers=plan.layers, labels=plan.labels), {}, Counter(), Counter())
    answers = [_answer(prediction, plan, batch) for prediction in predictions]
    batch.scorer.add(
        gold=[relabelled(gold, plan.gold_types, batch.removed_gold) for gold in golds], predicted=answers, attempted=plan.attempted
    )
    return batch


def _answer(prediction: Prediction, plan: CountingPlan, batch: CountedBatch) -> Prediction:
    """The prediction in the types of the label set; empty, and noted, where it failed or has a type of none."""
    cause = prediction.failed
    expected = set(plan.system_types) if plan.system_types else plan.labels
    if cause is None and expected is not None and (unknown := {mention.type for mention in prediction.entities or ()} - expected):
        cause = f"label {', '.join(sorted(unknown))} is not in the label set ({', '.join(sorted(expected))})"
    if cause is not None:
        batch.failures[prediction.id] = cause
        return Prediction(id=prediction.id, failed=cause)
    return relabelled(prediction, plan.system_types, batch.removed)


D = TypeVar("D", GoldDocument, Prediction)


def relabelled(document: D, types: Mapping[str, str | None] | None, removed: Counter[str] | None) -> D:
    """A document with its entity types mapped; those that map to nothing are taken out, and counted in `removed`."""
    if not types or document.entities is None:
        return document
    kept = []
    for mention in document.entities:
        target = types[mention.type]
        if target is not None:
            kept.append(mention if target == mention.type else msgspec.structs.replace(mention, type=target))
        elif removed is not None:
            removed[mention.type] += 1
    return msgspec.structs.replace(document, entities=tuple(kept))


# --- the worker's side -----------------------------------------------------------------------------------------------------------


class _Setup(msgspec.Struct):
    name: str
    origin: str
    path: str | None
    module: str | None
    attribute: str | None
    options: dict[str, Any]
    memory_bytes: int | None


class _Reply(msgspec.Struct, omit_defaults=True):
    """What a worker says: how its load went, or what came of its next document; `leaving` ends its service."""

    load_seconds: float | None = None
    load_failed: str | None = None
    command: str | None = None
    outcome: Outcome | None = None
    peak_mib: float = 0.0
    leaving: bool = False


def _write_frame(stream: IO[bytes], message: Any) -> None:
    content = msgspec.json.encode(message)
    stream.write(len(content).to_bytes(8, "big") + content)
    stream.flush()


def _read_frame(stream: IO[bytes]) -> bytes | None:
    head = stream.read(8)
    return None if len(head) < 8 else stream.read(int.from_bytes(head, "big"))


def worker_main(requests_descriptor: int, replies_descriptor: int, crash_descriptor: int) -> None:
    """Serves one system until its parent closes the pipe; the body of a worker process."""
    requests, replies = os.fdopen(requests_descriptor, "rb"), os.fdopen(replies_descriptor, "wb")
    faulthandler.enable(crash_descriptor)
    die_with_parent()
    setup = msgspec.json.decode(_read_frame(requests) or b"", type=_Setup)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if setup.memory_bytes is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (setup.memory_bytes, setup.memory_bytes))
    started = time.perf_counter()
    try:
        source = SystemSource(setup.name, setup.origin, Path(setup.path) if setup.path else None, setup.module, setup.attribute)
        system = source.load_class()(**setup.options)
        system.load()
    except MissingModelError as error:
        _write_frame(replies, _Reply(load_failed=error.missing, command=error.command))
    except BenchmarkError as error:
        _write_frame(replies, _Reply(load_failed=str(error)))
    except (Exception, SystemExit) as error:
        _write_frame(replies, _Reply(load_failed=f"load failed: {type(error).__name__}: {error}"))
    else:
        _write_frame(replies, _Reply(load_seconds=time.perf_counter() - started, peak_mib=peak_mib()))
        _serve(system, requests, replies)


def _serve(system: Extractor, requests: IO[bytes], replies: IO[bytes]) -> None:
    kept = _children()
    decode = msgspec.json.Decoder(list[Document]).decode
    while (frame := _read_frame(requests)) is not None:
        for document in decode(frame):
            outcome = extract(system, document)
            if left := _children() - kept:
                _end(left)
                what = "1 child process" if len(left) == 1 else f"{len(left)} child processes"
                outcome = _failure(f"left {what} behind", outcome.traceback or "", outcome.seconds)
            leaving = outcome.failed == OUT_OF_MEMORY
            _write_frame(replies, _Reply(outcome=outcome, peak_mib=peak_mib(), leaving=leaving))
            if leaving:
                return


def die_with_parent() -> None:
    """Asks the kernel to end this process with its parent, and to hand it the orphans of what it starts."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        libc.prctl(36, 1)  # PR_SET_CHILD_SUBREAPER


def peak_mib() -> float:
    """The most memory that this process has held, in MiB."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    # Elsewhere than on Linux; there it would count what the parent held when it started this process.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def _children() -> set[int]:
    """The running child processes of this one."""
    found: set[int] = set()
    for listing in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found.update(map(int, listing.read_text().split()))
    return {child for child in found if _state(child) not in ("", "Z")}


def _state(process: int) -> str:
    """The state letter of a process, '' where there is none."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return ""


def _end(processes: Iterable[int]) -> None:
    for process in processes:
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.waitpid(process, 0)


# --- the parent's side -----------------------------------------------------------------------------------------------------------


class Loaded(NamedTuple):
    """A worker has loaded the system: seconds that it took, and the peak memory of the worker so far in MiB."""

    seconds: float
    peak_mib: float


class Done(NamedTuple):
    """A document is done: its key, what came of it, and the peak memory of the worker so far in MiB."""

    key: str
    document: Document
    outcome: Outcome
    peak_mib: float


Task = tuple[str, Document]


@dataclass
class _Worker:
    """A worker process, and the documents that it was given and has not answered."""

    process: subprocess.Popen[bytes]
    requests: IO[bytes]
    replies: int
    mark: str
    crash_log: IO[bytes]
    pending: deque[Task] = field(default_factory=deque)
    since: float = field(default_factory=time.monotonic)
    """When the document in work, or the load, began."""
    ready: bool = False
    leaving: bool = False
    doomed: str | None = None
    """Why it was ended by us."""
    buffer: bytearray = field(default_factory=bytearray)
    peak_mib: float = 0.0


def run_workers(
    source: SystemSource, options: Mapping[str, Any], tasks: Iterable[Task], *, jobs: int = 1, limits: Limits | None = None
) -> Iterator[Loaded | Done]:
    """Runs a system over (key, document) pairs in worker processes; yields each worker's load and each document as it comes.

    LoadFailedError where the system cannot be loaded.  Closing the generator ends every worker and what it left behind.
    """
    pool = _Pool(source, dict(options), iter(tasks), limits or Limits())
    try:
        yield from pool.run(max(1, jobs))
    finally:
        pool.close()


class _Pool:
    """The workers of one system."""

    def __init__(self, source: SystemSource, options: dict[str, Any], tasks: Iterator[Task], limits: Limits) -> None:
        self.source = source
        self.options = options
        self.tasks = tasks
        self.limits = limits
        self.returned: deque[Task] = deque()
        self.workers: list[_Worker] = []
        self.selector = selectors.DefaultSelector()
        self.decode = msgspec.json.Decoder(_Reply).decode

    def run(self, jobs: int) -> Iterator[Loaded | Done]:
        self._staff(jobs)
        while any(worker.pending for worker in self.workers):
            for selected, _ in self.selector.select(POLL_SECONDS):
                yield from self._receive(selected.data)
            for worker in list(self.workers):
                self._watch(worker)
            self._staff(jobs)

    def _batch(self) -> deque[Task]:
        batch: deque[Task] = deque()
        size = 0
        while len(batch) < BATCH and size < BATCH_CHARACTERS:
            task = self.returned.popleft() if self.returned else next(self.tasks, None)
            if task is None:
                break
            batch.append(task)
            size += len(task[1].text)
        return batch

    def _staff(self, jobs: int) -> None:
        """Gives every idle worker a batch, and hires as long as there is work for another."""
        for worker in self.workers:
            if worker.ready and not worker.leaving and not worker.pending and (batch := self._batch()):
                self._send(worker, batch)
        while len(self.workers) < jobs and (batch := self._batch()):
            self._hire(batch)

    def _hire(self, batch: deque[Task]) -> None:
        mark = uuid4().hex
        request_read, request_write = os.pipe()
        reply_read, reply_write = os.pipe()
        crash_log = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the worker is dismissed
        inherited = (request_read, reply_write, crash_log.fileno())
        process = subprocess.Popen(
            [sys.executable, "-c", f"from benchmark.engines import worker_main; worker_main{inherited}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PYTHONHASHSEED": "0", **os.environ, WORKER_MARK: mark},
            pass_fds=inherited,
            start_new_session=True,
        )
        os.close(request_read)
        os.close(reply_write)
        worker = _Worker(process, os.fdopen(request_write, "wb"), reply_read, mark, crash_log, pending=batch)
        self.workers.append(worker)
        self.selector.register(reply_read, selectors.EVENT_READ, worker)
        source = self.source
        path = str(source.path.resolve()) if source.path is not None else None
        allowed = _bytes(self.limits.memory_gib) if self.limits.memory_gib is not None else None
        setup = _Setup(source.name, source.origin, path, source.module, source.attribute, self.options, allowed)
        with contextlib.suppress(BrokenPipeError):
            _write_frame(worker.requests, setup)

    def _send(self, worker: _Worker, batch: deque[Task]) -> None:
        worker.pending = batch
        worker.since = time.monotonic()
        with contextlib.suppress(BrokenPipeError):
            _write_frame(worker.requests, [document for _, document in batch])

    def _receive(self, worker: _Worker) -> Iterator[Loaded | Done]:
        content = os.read(worker.replies, 1 << 20)
        worker.buffer += content
        while len(worker.buffer) >= 8 and len(worker.buffer) >= (end := 8 + int.from_bytes(worker.buffer[:8], "big")):
            reply = self.decode(bytes(worker.buffer[8:end]))
            del worker.buffer[:end]
            yield from self._handle(worker, reply)
        if not content:
            yield from self._bury(worker)

    def _handle(self, worker: _Worker, reply: _Reply) -> Iterator[Loaded | Done]:
        worker.since = time.monotonic()
        worker.peak_mib = reply.peak_mib
        worker.leaving = reply.leaving
        if reply.load_failed is not None:
            raise LoadFailedError(reply.load_failed, command=reply.command)
        if reply.load_seconds is not None:
            worker.ready = True
            yield Loaded(reply.load_seconds, reply.peak_mib)
            self._send(worker, worker.pending)
        if reply.outcome is not None:
            key, document = worker.pending.popleft()
            yield Done(key, document, reply.outcome, reply.peak_mib)

    def _watch(self, worker: _Worker) -> None:
        """Ends a worker that is over its time or memory; it is buried when its pipe closes."""
        if worker.doomed is not None or not worker.pending:
            return
        limit = self.limits.timeout if worker.ready else self.limits.load_timeout
        memory = _bytes(self.limits.memory_gib)
        if limit is not None and time.monotonic() - worker.since > limit:
            worker.doomed = f"timeout: no answer within {limit:g} s"
        elif _resident_bytes(worker.process.pid) > memory:
            worker.doomed = f"{OUT_OF_MEMORY}: more than {memory / 2**30:.3g} GiB"
        if worker.doomed is not None:
            _end_session(worker)

    def _bury(self, worker: _Worker) -> Iterator[Done]:
        """Blames what ended a worker on the document in work, and takes back the documents behind it."""
        crash = self._dismiss(worker)
        cause = worker.doomed or _cause_of_death(worker.process.returncode)
        if not worker.ready:
            raise LoadFailedError(f"load failed: {cause}")
        if worker.pending and not worker.leaving:
            key, document = worker.pending.popleft()
            yield Done(key, document, _failure(cause, crash, time.monotonic() - worker.since), worker.peak_mib)
        self.returned.extendleft(reversed(worker.pending))
        worker.pending.clear()

    def _dismiss(self, worker: _Worker) -> str:
        """Ends a worker, with all that it started; gives what the interpreter said of its crash."""
        self.workers.remove(worker)
        self.selector.unregister(worker.replies)
        os.close(worker.replies)
        with contextlib.suppress(OSError):
            worker.requests.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            worker.process.wait(0.5)
        _end_session(worker)
        worker.process.wait()
        worker.crash_log.seek(0)
        crash = worker.crash_log.read(LONGEST_TRACEBACK).decode(errors="replace")
        worker.crash_log.close()
        return crash

    def close(self) -> None:
        """Ends every worker and what it left behind."""
        for worker in list(self.workers):
            if worker.pending:
                _end_session(worker)
            self._dismiss(worker)
        self.selector.close()


def _bytes(memory_gib: float | None) -> int:
    """The limit of a worker's memory: what was asked for, else nine tenths of the machine's."""
    if memory_gib is not None:
        return int(memory_gib * 2**30)
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 9 // 10


def _resident_bytes(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _cause_of_death(code: int) -> str:
    if code < 0:
        return f"worker killed by {signal.Signals(-code).name}"
    return f"worker exited with code {code}"


def _end_session(worker: _Worker) -> None:
    """Ends a worker's process group, and whatever else on this machine carries its mark in its environment."""
    with contextlib.suppress(OSError):
        os.killpg(worker.process.pid, signal.SIGKILL)
    mark = f"{WORKER_MARK}={worker.mark}".encode()
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if mark in environment.read_bytes():
                os.kill(int(environment.parent.name), signal.SIGKILL)
