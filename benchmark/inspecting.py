"""A system under inspection: a process of its own that answers documents one by one and tells everything about each answer.

Unlike a run, which stores answers that keep the contract and refuses the others, an inspection hands on what came as it came.  Audit hooks
note which files are opened and who is called.  They are tripwires, no sandbox: what compiled code does by itself they do not see.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from benchmark.describing import Description, Place, describe_class
from benchmark.engines import LAYER_OF, die_with_parent, peak_mib
from benchmark.errors import BenchmarkError
from benchmark.extractors import Extractor, SystemSource, option_types, options_of
from benchmark.records import Document

__all__ = ["Answer", "CannotRunError", "Found", "Inspection", "Opening"]

PATIENCE = 9
"""How many deaths are borne; one by being late, which takes long, counts for `LATENESS` of them."""
LATENESS = 3
LONGEST_SHOWN = 100


class CannotRunError(BenchmarkError):
    """A system that does not get as far as its first document."""


class Found(msgspec.Struct, frozen=True):
    """One thing that a system yielded: its layer, '' where it is no record; its fields, or the problem with their types."""

    kind: str
    layer: str
    shown: str
    fields: dict[str, Any] = {}
    problem: str = ""


class Answer(msgspec.Struct, frozen=True):
    """What came of one document; `raised` is why nothing came, `changed` whether the document is another one now."""

    found: tuple[Found, ...] = ()
    raised: str = ""
    changed: bool = False
    asked: bool = True
    """False where the system had died too often to be asked again."""

    def comparable(self) -> tuple[bool, list[bytes]]:
        """What must be the same in another answer to the same document: the records, in any order."""
        encode = msgspec.json.Encoder(order="sorted").encode
        return bool(self.raised), sorted(encode((found.kind, found.fields or found.shown)) for found in self.found)


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """How a system came up."""

    description: Description
    import_seconds: float
    load_seconds: float
    option_faults: tuple[str, ...]


class _Order(msgspec.Struct):
    place: Place
    forbidden: tuple[str, ...]


class _Report(msgspec.Struct, omit_defaults=True):
    """A line from the process."""

    opening: Opening | None = None
    broken: str = ""
    answer: Answer | None = None
    opened: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    peak_mib: float = 0.0


class Inspection:
    """A context in which a system answers; it is started anew when it dies, as long as `PATIENCE` lasts."""

    def __init__(
        self,
        source: SystemSource,
        settings: dict[str, Any],
        *,
        forbidden: Sequence[Path] = (),
        hash_seed: int = 0,
        load_timeout: float = 600.0,
    ) -> None:
        self._order = _Order(Place.of(source, settings), tuple(str(path.resolve()) for path in forbidden))
        self._hash_seed = hash_seed
        self._load_timeout = load_timeout
        self._decode = msgspec.json.Decoder(_Report).decode
        self._process: subprocess.Popen[bytes] | None = None
        self._buffer = b""
        self.deaths = 0
        self.peak_mib = 0.0
        self.opened: set[str] = set()
        """Files under the forbidden folders that were opened."""
        self.called: set[str] = set()
        """Whom it called over the network."""

    def __enter__(self) -> Inspection:
        try:
            self.opening = self._start()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def ask(self, documents: Iterable[Document], *, timeout: float) -> list[Answer]:
        """The answer to each document; a document that kills the system or takes longer is answered by how that was."""
        return [self._ask_one(document, timeout) for document in documents]

    def _ask_one(self, document: Document, timeout: float) -> Answer:
        if self._process is None:
            if self.deaths >= PATIENCE:
                return Answer(raised="not asked: it had died too often", asked=False)
            self._start()
        self._send(document)
        report = self._hear(timeout)
        if isinstance(report, str):
            self.deaths += LATENESS if report == _late(timeout) else 1
            self._end()
            return Answer(raised=report)
        return report.answer or Answer(raised="no answer")

    def _start(self) -> Opening:
        request_read, request_write = os.pipe()
        reply_read, reply_write = os.pipe()
        inherited = (request_read, reply_write)
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"from benchmark.inspecting import serve; serve{inherited}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONHASHSEED": str(self._hash_seed)},
            pass_fds=inherited,
            start_new_session=True,
        )
        for descriptor in inherited:
            os.close(descriptor)
        self._requests, self._replies, self._buffer = request_write, reply_read, b""
        self._send(self._order)
        report = self._hear(self._load_timeout)
        if isinstance(report, str) or report.opening is None:
            self._end()
            raise CannotRunError(report if isinstance(report, str) else report.broken)
        return report.opening

    def _send(self, message: Any) -> None:
        left = msgspec.json.encode(message) + b"\n"
        with contextlib.suppress(BrokenPipeError):
            while left:
                left = left[os.write(self._requests, left) :]

    def _hear(self, timeout: float) -> _Report | str:
        """The next line from the process; how it ended, or that it is late, where there is none."""
        assert self._process is not None
        deadline = time.monotonic() + timeout
        with selectors.DefaultSelector() as selector:
            selector.register(self._replies, selectors.EVENT_READ)
            parts = [self._buffer]
            while b"\n" not in parts[-1]:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    return _late(timeout)
                content = os.read(self._replies, 1 << 20)
                if not content:
                    code = self._process.wait()
                    return f"its process was killed by {signal.Signals(-code).name}" if code < 0 else f"its process exited with code {code}"
                parts.append(content)
        line, _, self._buffer = b"".join(parts).partition(b"\n")
        report = self._decode(line)
        self.opened.update(report.opened)
        self.called.update(report.called)
        self.peak_mib = max(self.peak_mib, report.peak_mib)
        return report

    def _end(self) -> None:
        if self._process is None:
            return
        with contextlib.suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None
        os.close(self._requests)
        os.close(self._replies)


def _late(timeout: float) -> str:
    return f"no answer within {timeout:g} s"


# --- inside the process ----------------------------------------------------------------------------------------------------------


class _Tripwires:
    """An audit hook that notes forbidden files and calls over the network."""

    def __init__(self, forbidden: Sequence[str]) -> None:
        self.forbidden = tuple(forbidden)
        self.opened: set[str] = set()
        self.called: set[str] = set()

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and not isinstance(arguments[0], int):
            with contextlib.suppress(TypeError, ValueError):
                path = os.path.realpath(os.fsdecode(arguments[0]))
                if any(path.startswith(folder + os.sep) for folder in self.forbidden):
                    self.opened.add(path)
        elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
            self.called.add(":".join(map(str, arguments[1][:2])))
        elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
            self.called.add(str(arguments[0]))


def serve(requests_descriptor: int, replies_descriptor: int) -> None:
    """The body of the process: comes up, then answers a document a line until nobody asks."""
    requests = os.fdopen(requests_descriptor, "rb")
    die_with_parent()
    order = msgspec.json.decode(requests.readline(), type=_Order)
    tripwires = _Tripwires(order.forbidden)
    sys.addaudithook(tripwires)

    def tell(report: _Report) -> None:
        report.opened, report.called = tuple(sorted(tripwires.opened)), tuple(sorted(tripwires.called))
        report.peak_mib = peak_mib()
        content = msgspec.json.encode(report) + b"\n"
        while content:
            content = content[os.write(replies_descriptor, content) :]

    try:
        system, opening = _open(order.place)
    except BenchmarkError as error:
        tell(_Report(broken=str(error)))
        return
    except BaseException as error:
        tell(_Report(broken=f"load failed: {type(error).__name__}: {error}"))
        return
    tell(_Report(opening=opening))
    decode = msgspec.json.Decoder(Document).decode
    for line in requests:
        tell(_Report(answer=_answer(system, decode(line))))


def _open(place: Place) -> tuple[Extractor, Opening]:
    source = place.source()
    started = time.perf_counter()
    system = source.load_class()
    imported = time.perf_counter()
    description = describe_class(source, system, place.settings)
    if description.missing is not None:
        raise CannotRunError(description.missing)
    instance = system(**place.settings)
    before = time.perf_counter()
    instance.load()
    return instance, Opening(
        description=description,
        import_seconds=imported - started,
        load_seconds=time.perf_counter() - before,
        option_faults=tuple(_option_faults(system)),
    )


def _option_faults(system: type[Extractor]) -> Iterable[str]:
    types = option_types(system)
    for name, declared in options_of(system).items():
        if not declared.doc.strip():
            yield f"{name} has no documentation; say what it does: option({declared.default!r}, '...')"
        try:
            msgspec.convert(msgspec.to_builtins(declared.default), types[name])
        except (msgspec.ValidationError, TypeError) as error:
            yield f"{name}: its default {declared.default!r} is not of its type: {error}"


def _answer(system: Extractor, document: Document) -> Answer:
    before = msgspec.structs.replace(document)
    try:
        yielded = system.extract(document)
        if yielded is None:
            return Answer(raised="extract returned None; it yields records, or returns a list of them", changed=document != before)
        found = tuple(map(_found, yielded))
    except BaseException as error:
        said = f"{type(error).__name__}: {error}"[:500].encode(errors="backslashreplace").decode()
        return Answer(raised=said, changed=document != before)
    return Answer(found, changed=document != before)


def _found(record: object) -> Found:
    kind = type(record).__name__
    layer = LAYER_OF.get(type(record), "")  # type: ignore[call-overload]
    shown = f"{record!r:.{LONGEST_SHOWN}}"
    if not layer:
        return Found(kind, "", shown)
    try:
        fields = {name: msgspec.to_builtins(getattr(record, name)) for name in type(record).__struct_fields__}  # type: ignore[attr-defined]
        msgspec.convert(msgspec.to_builtins(record), type(record))
        msgspec.json.encode(fields)
    except (msgspec.ValidationError, TypeError, UnicodeEncodeError) as error:
        return Found(kind, layer, shown, problem=str(error))
    return Found(kind, layer, shown, fields)
