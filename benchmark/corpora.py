"""Reads a corpus: its folder, splits, label sets and supplied texts; gives documents one at a time.

A corpus folder holds `corpus.json`, `documents/<id>.json` with the annotations of a document and, where its text is our own,
`documents/<id>.txt`.  A text that belongs to somebody else is supplied by the user in a folder of `<id>.txt` files, and is checked
against the hash that the annotations were made on.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from benchmark.errors import DataError, Fault, UnknownNameError, UsageError
from benchmark.records import GoldDocument

__all__ = [
    "Corpus",
    "CorpusFile",
    "DocumentEntry",
    "LabelMap",
    "corpus_of_documents",
    "document_json",
    "find_corpus",
    "read_corpus",
    "read_text",
    "text_folders",
]

T = TypeVar("T")

LabelMap = Mapping[str, str | None]
"""From a type to the type it is scored as; None removes it from both sides."""

TEXTS_VARIABLE = "LINIMASA_TEXTS"
SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
REMEMBERED = 256
"""How many documents of a folder are kept in memory once they are read; every step of a run asks for them again."""


class DocumentEntry(msgspec.Struct, frozen=True):
    """A document as `corpus.json` lists it; the text is our own or supplied by the user."""

    id: str
    lang: str
    text: Literal["own", "supplied"] = "own"


class CorpusFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """`corpus.json`."""

    name: str
    version: str
    documents: tuple[DocumentEntry, ...]
    guidelines: str | None = None
    licence: str | None = None
    description: str | None = None
    label_set: str | None = None
    """The name of the label set that the entities are annotated with; the first of `label_sets` where it is left out."""
    label_sets: dict[str, tuple[str, ...]] = {}
    label_maps: dict[str, dict[str, str | None]] = {}
    event_types: dict[str, dict[str, tuple[str, ...]]] = {}
    """By event type, its roles, and by role what may fill it: annotation layers, or `span` for free text."""
    splits: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class Corpus:
    """Documents with gold annotations, and what is said of them as a whole.

    `read` gives the documents in a stable order, anew each time, so that a corpus may be larger than memory; `left_out` names those whose
    text was not supplied.
    """

    name: str
    version: str
    read: Callable[[], Iterator[GoldDocument]] = field(repr=False)
    label_set: str | None = None
    label_sets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    label_maps: Mapping[str, LabelMap] = field(default_factory=dict)
    event_types: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    splits: Mapping[str, Sequence[str]] = field(default_factory=dict)
    split: str | None = None
    langs: tuple[str, ...] | None = None
    left_out: tuple[str, ...] = ()
    system_map: LabelMap | None = None
    """From the types that systems speak to the corpus's own, where these are others; applied to predictions alone."""
    own: frozenset[str] | None = None
    """Ids of documents whose text may be published; None where all may."""
    digest: Callable[[], str] | None = field(default=None, repr=False)
    found: str = "corpus"
    """The format that the documents are read as."""
    unread: Mapping[str, int] = field(default_factory=dict, repr=False)
    """What the files hold and our records have no place for, counted in the last reading."""
    removed: Mapping[str, int] = field(default_factory=dict, repr=False)
    """Mentions by type that the label set they are read under has no place for, counted in the last reading."""

    def __iter__(self) -> Iterator[GoldDocument]:
        for document in self.read():
            if self.langs is None or document.lang in self.langs:
                yield document

    @cached_property
    def fingerprint(self) -> str:
        """Six hexadecimal digits of the SHA-256 over the documents, in the selection that this corpus is."""
        if self.digest is not None and self.langs is None:
            return self.digest()[:6]
        whole = hashlib.sha256()
        for document in self:
            whole.update(msgspec.json.encode(document, order="sorted") + b"\n")
        return whole.hexdigest()[:6]

    def __str__(self) -> str:
        return f"{self.name}@{self.version}#{self.fingerprint}"

    def select(self, *, split: str | None = None, langs: Iterable[str] | None = None) -> Corpus:
        """The documents of a split, or of several with commas, and of some languages; UnknownNameError where there is no such split."""
        chosen = self
        if split is not None:
            names = split.split(",")
            for name in names:
                if name not in self.splits:
                    raise UnknownNameError(f"split of corpus {self.name}", name, self.splits)
            wanted = frozenset(document for name in names for document in self.splits[name])
            everything = self.read
            chosen = replace(
                chosen,
                split=split,
                digest=None,
                left_out=tuple(name for name in self.left_out if name in wanted),
                read=lambda: (document for document in everything() if document.id in wanted),
            )
        if langs is not None:
            chosen = replace(chosen, langs=tuple(sorted(set(langs))))
        return chosen

    def with_language(self, lang: str) -> Corpus:
        """The corpus with a language for the documents that have none."""
        everything = self.read

        def told(document: GoldDocument) -> GoldDocument:
            return document if document.lang is not None else msgspec.structs.replace(document, lang=lang)

        return replace(self, read=lambda: map(told, everything()))

    def label_map(self, name: str | None) -> LabelMap | None:
        """The map to the label set of that name; None where it is the corpus's own."""
        if name is None or name == self.label_set:
            return None
        if name in self.label_maps:
            return self.label_maps[name]
        raise UnknownNameError("label set", name, {*self.label_maps, *([self.label_set] if self.label_set else [])})

    def labels(self, name: str | None = None) -> frozenset[str] | None:
        """The entity types of the label set of that name, of the corpus's own without; None where none is declared."""
        if (mapping := self.label_map(name)) is not None:
            return frozenset(label for label in mapping.values() if label is not None)
        own = self.label_sets.get(self.label_set or "")
        return None if own is None else frozenset(own)


def find_corpus(name: str | os.PathLike[str]) -> Path:
    """Where a corpus stands: the path as it is, or, for `gold` where there is no ./gold, the packaged one."""
    path = Path(name)
    if path.exists() or str(name) != "gold":
        return path
    package = Path(__file__).parent
    for packaged in (package / "gold", package.parent / "gold"):
        if (packaged / "corpus.json").is_file():
            return packaged
    return path


def text_folders(texts: Iterable[str | os.PathLike[str]] = ()) -> tuple[Path, ...]:
    """Where supplied texts are looked for: the folders given, then those of LINIMASA_TEXTS; UsageError for one that is none."""
    given = [Path(folder) for folder in texts]
    given += [Path(folder) for folder in os.environ.get(TEXTS_VARIABLE, "").split(os.pathsep) if folder]
    for folder in given:
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such folder of texts (--texts, {TEXTS_VARIABLE})")
    return tuple(given)


def read_corpus(folder: Path, *, texts: Iterable[str | os.PathLike[str]] = ()) -> Corpus:
    """The corpus of a folder; DataError where it cannot be read.  Documents are read when they are asked for."""
    manifest = folder / "corpus.json"
    described = decode_file(manifest, CorpusFile)
    folders = text_folders(texts)
    left_out = tuple(entry.id for entry in described.documents if entry.text == "supplied" and _supplied(entry.id, folders) is None)
    present = [entry for entry in described.documents if entry.id not in left_out]

    @lru_cache(maxsize=REMEMBERED)
    def read_once(entry: DocumentEntry) -> GoldDocument:
        return read_document(folder, entry, folders)

    def read() -> Iterator[GoldDocument]:
        return map(read_once, present)

    return Corpus(
        name=described.name,
        version=described.version,
        read=read,
        label_set=described.label_set or next(iter(described.label_sets), None),
        label_sets=described.label_sets,
        label_maps=described.label_maps,
        event_types=described.event_types,
        splits=described.splits,
        left_out=left_out,
        own=frozenset(entry.id for entry in described.documents if entry.text == "own"),
    )


FIELDS = {
    "entities": ("id", "start", "end", "text", "type", "entity"),
    "timexes": ("id", "start", "end", "text", "type", "value", "mod"),
    "money": ("id", "start", "end", "text", "currency", "amount", "min", "max", "mod"),
    "events": ("id", "start", "end", "text", "type", "realis", "polarity", "args", "date", "timex", "cluster"),
}


def document_json(document: GoldDocument) -> str:
    """The content of `documents/<id>.json`: an annotation a line, fields in a fixed order, nulls written out, the text left out."""
    head: dict[str, object] = {"id": document.id, "lang": document.lang, "dct": document.dct, "source": document.source}
    head |= {"text_sha256": document.text_sha256, "text_length": document.text_length}
    parts = [f' "{key}": {_compact(value)}' for key, value in head.items() if value is not None or key == "dct"]
    for layer, fields in FIELDS.items():
        if (annotations := getattr(document, layer)) is not None:
            rows = [{name: getattr(annotation, name) for name in fields} for annotation in annotations]
            parts.append(f' "{layer}": [{_lines(map(_compact, rows))}]')
    if document.before is not None:
        parts.append(f' "before": {_compact(document.before)}')
    if document.links is not None:
        parts.append(f' "links": [{_lines(map(_compact, document.links))}]')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(rows: Iterable[str]) -> str:
    listed = [f"\n  {row}" for row in rows]
    return ",".join(listed) + "\n " if listed else ""


def _compact(value: object) -> str:
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False)


def corpus_of_documents(name: str, read: Callable[[], Iterator[GoldDocument]], *, digest: Callable[[], str] | None = None) -> Corpus:
    """A corpus without splits or declared labels, of any documents."""
    return Corpus(name=name, version="0", read=read, digest=digest)


def read_document(folder: Path, entry: DocumentEntry, folders: Sequence[Path] = ()) -> GoldDocument:
    """One document of a corpus folder with its text; DataError where it is missing, malformed or another text than was annotated."""
    path = folder / "documents" / f"{entry.id}.json"
    if not SAFE_ID.fullmatch(entry.id):
        raise DataError(
            Fault(str(folder / "corpus.json"), f"documents: id {entry.id!r}", "an id is a plain file name of at most 200 characters")
        )
    document = decode_file(path, GoldDocument)
    if document.id != entry.id:
        raise DataError(Fault(str(path), "id", f"{document.id!r} stands in the file of {entry.id!r}"))
    place = folder / "documents" / f"{entry.id}.txt" if entry.text == "own" else _supplied(entry.id, folders)
    if place is None:
        raise DataError(
            Fault(str(path), "", f"text not supplied; put {entry.id}.txt into a folder and name it with --texts or {TEXTS_VARIABLE}")
        )
    text = read_text(place)
    found = hashlib.sha256(text.encode()).hexdigest()
    if document.text_sha256 is not None and found != document.text_sha256:
        raise DataError(
            Fault(
                str(place), "", f"SHA-256 is {found[:12]}..., expected {document.text_sha256[:12]}...: another text than the annotated one"
            )
        )
    return msgspec.structs.replace(document, text=text, lang=document.lang or entry.lang)


def read_text(path: Path) -> str:
    """The text of a file, exactly as it is stored; DataError where it is not UTF-8 or cannot be read."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise DataError(Fault(str(path), "", error.strerror or str(error))) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataError(Fault(f"{path}:{line}", f"byte {error.start}", "is not UTF-8; convert the file first")) from None


def decode_file(path: Path, type: type[T]) -> T:  # noqa: A002 - as msgspec names it
    """The content of a JSON file as the type given; DataError with the place inside the file where it does not fit."""
    content = b""
    try:
        content = path.read_bytes()
        return msgspec.json.decode(content, type=type)
    except OSError as error:
        raise DataError(Fault(str(path), "", error.strerror or str(error))) from None
    except msgspec.ValidationError as error:
        raise DataError(Fault(str(path), *place_and_problem(error))) from None
    except msgspec.DecodeError as error:
        at = re.search(r"\(byte (\d+)\)", str(error))
        line = content.count(b"\n", 0, int(at[1]) if at is not None else len(content.rstrip())) + 1
        raise DataError(Fault(f"{path}:{line}", "", str(error))) from None
    except UnicodeDecodeError as error:
        raise DataError(Fault(str(path), f"byte {error.start}", "is not UTF-8; convert the file first")) from None


def place_and_problem(error: msgspec.DecodeError) -> tuple[str, str]:
    """The path inside the JSON and the problem, from the message of a decoding error."""
    problem, _, place = str(error).partition(" - at `")
    return place.rstrip("`").removeprefix("$").removeprefix("."), problem


def _supplied(name: str, folders: Sequence[Path]) -> Path | None:
    return next((path for folder in folders if (path := folder / f"{name}.txt").is_file()), None)
