"""File formats, one module each: `NAME`, `EXTENSIONS`, `sniff(path)`, `read(path)` and, where it can, `write(documents, path)`.

`sniff` says from the content whether a file or folder is of the format, and never raises on readable input.  `read` gives the documents one
at a time and raises DataError with file and line.  Adding a file to this package adds a format.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from benchmark.corpora import Corpus, corpus_of_documents, find_corpus, read_corpus
from benchmark.errors import DataError, Fault, UnknownNameError, UsageError
from benchmark.profiles import PROFILES, Profile
from benchmark.records import GoldDocument, Prediction

__all__ = ["Format", "detect", "format_named", "formats", "open_corpus", "read_documents", "read_predictions", "writer_for"]


DEFAULT_PROFILE = PROFILES["linimasa"]


class Format(Protocol):
    """What a module of this package offers."""

    NAME: str
    EXTENSIONS: tuple[str, ...]

    def sniff(self, path: Path) -> bool:
        """Whether the content is of this format."""
        ...

    def read(self, path: Path, *, profile: Profile) -> Iterator[GoldDocument]:
        """The documents, in file order; some formats are read as a profile's reference scorer does."""
        ...


class WritableFormat(Format, Protocol):
    """A format that can be written too."""

    def write(self, documents: Iterable[GoldDocument], path: Path) -> None:
        """Writes the documents to a file or folder."""
        ...


@cache
def formats() -> dict[str, Format]:
    """Every format by its name, `jsonl` first since it is the cheapest to recognise."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    offered = [cast("Format", module) for module in modules if hasattr(module, "NAME")]
    return {module.NAME: module for module in sorted(offered, key=lambda module: (module.NAME != "jsonl", module.NAME))}


def format_named(name: str) -> Format:
    """The format of that name; UnknownNameError lists the known ones."""
    try:
        return formats()[name]
    except KeyError:
        raise UnknownNameError("format", name, formats()) from None


def writer_for(path: Path, name: str | None) -> WritableFormat:
    """The format of that name, or the one that the ending of a path means; UsageError where it cannot be written."""
    writable = {found.NAME: found for found in formats().values() if hasattr(found, "write")}
    if name is None:
        fitting = [found for found in writable.values() if path.suffix and path.suffix in found.EXTENSIONS]
        if len(fitting) != 1:
            raise UsageError(f"{path}: does not tell the format; name it with --to ({', '.join(sorted(writable))})")
        return cast("WritableFormat", fitting[0])
    format_named(name)
    if name not in writable:
        raise UsageError(f"format {name} can be read and not written (these can be: {', '.join(sorted(writable))})")
    return cast("WritableFormat", writable[name])


def detect(path: Path) -> Format:
    """The format of a file or folder, from its content; DataError where none fits."""
    if not path.exists():
        raise DataError(Fault(str(path), "", "no such file or folder"))
    if path.is_file() and path.stat().st_size == 0:
        raise DataError(Fault(str(path), "", "is empty"))
    for candidate in formats().values():
        if candidate.sniff(path):
            return candidate
    raise DataError(Fault(str(path), "", f"is of no known format; name it with --format ({', '.join(formats())})"))


def read_documents(path: Path, *, format: str | None = None, texts: Iterable[Path] = ()) -> Iterator[GoldDocument]:  # noqa: A002
    """The documents of a corpus folder or of a file in any format, one at a time."""
    return iter(open_corpus(path, format=format, texts=texts))


def read_predictions(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002
    profile: Profile | None = None,
    texts: Iterable[Path] = (),
    gold: Sequence[GoldDocument] = (),
) -> Iterator[Prediction]:
    """The predictions of a file or folder in any format; a corpus folder is read as if its gold were predicted.

    `gold` says how to cut a file that does not mark its documents, in the formats that allow it.
    """
    if format is None and (find_corpus(path) / "corpus.json").is_file():
        return map(as_prediction, read_corpus(find_corpus(path), texts=texts))
    chosen = format_named(format) if format is not None else detect(path)
    if chosen.NAME == "jsonl":
        from benchmark.formats import jsonl

        return jsonl.read_predictions(path)
    documents = list(chosen.read(path, profile=profile or DEFAULT_PROFILE))
    if chosen.NAME == "hipe" and len(documents) == 1 < len(gold):
        from benchmark.formats import hipe

        documents = hipe.split_like(documents[0], gold, by_token=(profile or DEFAULT_PROFILE).first_free_overlap)
    return map(as_prediction, documents)


def open_corpus(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002
    texts: Iterable[Path] = (),
    profile: Profile | None = None,
) -> Corpus:
    """A corpus folder, or documents of any format as a corpus without splits."""
    path = find_corpus(path)
    if format is None and (path / "corpus.json").exists():
        return read_corpus(path, texts=texts)
    chosen = format_named(format) if format is not None else detect(path)
    return corpus_of_documents(path.stem, lambda: chosen.read(path, profile=profile or DEFAULT_PROFILE))


def as_prediction(document: GoldDocument) -> Prediction:
    """The annotations of a document as if a system had given them."""
    return Prediction(
        id=document.id,
        entities=document.entities,
        timexes=document.timexes,
        money=document.money,
        events=document.events,
        before=document.before,
        links=document.links,
    )
