"""Our JSON lines: one document with its annotations a line.

Needed are the document's `id` and of each annotation its span and its layer's own fields; the rest may be left out.  A layer that is left
out was not attempted, an empty list is an answer, and `"failed"` names the cause of a document that failed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from benchmark.corpora import place_and_problem
from benchmark.errors import DataError, Fault
from benchmark.formats.reading import NO_ID, Reading, check_offsets
from benchmark.records import Annotations, GoldDocument, Prediction

NAME = "jsonl"
EXTENSIONS = (".jsonl", ".ndjson", ".json")
SIGN = "a JSON object a line"

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

D = TypeVar("D", GoldDocument, Prediction)


def sniff(path: Path) -> bool:
    """Whether it opens a JSON object, or is a folder of files that are named as ours."""
    if path.is_dir():
        return any(_files(path))
    with path.open("rb") as lines:
        return lines.read(256).removeprefix(BYTE_ORDER_MARK).lstrip()[:1] == b"{"


def read(path: Path, reading: Reading) -> Iterator[GoldDocument]:
    """The documents with their annotations; every profile reads them alike."""
    del reading
    return _read(path, GoldDocument)


def read_predictions(path: Path) -> Iterator[Prediction]:
    """What a system answered, a document a line."""
    return _read(path, Prediction)


def write(documents: Iterable[Annotations], path: Path) -> None:
    """A document a line, annotations as they are."""
    encode = msgspec.json.Encoder().encode
    with path.open("wb") as file:
        for document in documents:
            file.write(encode(document) + b"\n")


def _read(path: Path, type: type[D]) -> Iterator[D]:  # noqa: A002 - as msgspec names it
    """Each document of a file or folder; DataError names the place of one that cannot be decoded or repeats an id."""
    seen: dict[str, str] = {}
    for file in _files(path) if path.is_dir() else (path,):
        for number, document in _decoded(file, type):
            place = f"{file}:{number}"
            if not document.id:
                raise DataError(Fault(place, "id", NO_ID))
            if (first := seen.setdefault(document.id, place)) is not place:
                raise DataError(Fault(place, "id", f"{document.id!r} stands already at {first}"))
            check_offsets(document, document.text, place)
            yield document
    if not seen:
        raise DataError(Fault(str(path), "", "holds no document"))


def _decoded(path: Path, type: type[D]) -> Iterator[tuple[int, D]]:  # noqa: A002
    decode = msgspec.json.Decoder(type).decode
    try:
        lines = path.open("rb")
    except OSError as error:
        raise DataError(Fault(str(path), "", error.strerror or str(error))) from None
    with lines:
        for number, line in enumerate(lines, start=1):
            content = line.removeprefix(BYTE_ORDER_MARK) if number == 1 else line
            if content.isspace():
                continue
            try:
                if content.rstrip() == b"{":  # one document laid out over many lines
                    yield number, decode(content + lines.read())
                    return
                yield number, decode(content)
            except msgspec.DecodeError as error:
                raise DataError(Fault(f"{path}:{number}", *place_and_problem(error))) from None
            except UnicodeDecodeError:
                raise DataError(Fault(f"{path}:{number}", "", "is not UTF-8; convert the file first")) from None


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in EXTENSIONS and path.is_file())
