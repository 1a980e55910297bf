"""File formats, one module each: `NAME`, `EXTENSIONS`, `SIGN`, `sniff(path)`, `read(path, reading)` and, where it can be written,
`hold(document, lost)` and `write(documents, path)`.

`sniff` says from the content whether a file or folder is of the format, and never raises on readable input; `SIGN` says in words what it
looks for.  `read` gives the documents one at a time and raises DataError with file and line.  `hold` says what of a document will come
back (see `benchmark.formats.losses`).  A format of tokens has `TOKENS`, since its text is another one than that which its tokens were made
of; one with choices has `variant(choice)`, named as `conll:3`,
and one that writes a folder has `FOLDER`.  Adding a file to this package adds a format.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Protocol, cast

import msgspec

from benchmark.corpora import SAFE_ID, Corpus, corpus_of_documents, find_corpus, read_corpus, read_text, text_folders
from benchmark.errors import DataError, Fault, UnknownNameError, UsageError
from benchmark.formats.losses import Losses
from benchmark.formats.reading import Reading, check_offsets, offset_faults
from benchmark.profiles import PROFILES, Profile
from benchmark.records import GoldDocument, Prediction

__all__ = [
    "Format",
    "WritableFormat",
    "detect",
    "format_named",
    "formats",
    "found_in",
    "open_corpus",
    "read_documents",
    "read_predictions",
    "writer_for",
]


class Format(Protocol):
    """What a module of this package offers."""

    NAME: str
    EXTENSIONS: tuple[str, ...]
    SIGN: str

    def sniff(self, path: Path) -> bool:
        """Whether the content is of this format."""
        ...

    def read(self, path: Path, reading: Reading) -> Iterator[GoldDocument]:
        """The documents, in file order."""
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
    """The format of that name, after a colon with a choice; UnknownNameError lists the known ones."""
    plain, colon, choice = name.partition(":")
    if plain not in formats():
        raise UnknownNameError("format", plain, formats())
    if not colon:
        return formats()[plain]
    variant = getattr(formats()[plain], "variant", None)
    if variant is None:
        raise UsageError(f"format {name}: {plain} takes no choice after a colon")
    return cast("Callable[[str], Format]", variant)(choice)


def writer_for(path: Path, name: str | None) -> WritableFormat:
    """The format of that name, or the one that the ending of a path means; UsageError where it cannot be written."""
    writable = {found.NAME: found for found in formats().values() if hasattr(found, "write")}
    if name is None:
        fitting = [found for found in writable.values() if path.suffix and path.suffix in found.EXTENSIONS]
        if len(fitting) != 1:
            raise UsageError(f"{path}: does not tell the format; name it with --to ({', '.join(sorted(writable))})")
        name = fitting[0].NAME
    format_named(name)
    if getattr(writable.get(name), "FOLDER", False) and path.suffix in writable[name].EXTENSIONS:
        raise UsageError(f"{path}: format {name} writes a folder with a file for each document; name one without {path.suffix}")
    if name not in writable:
        raise UsageError(f"format {name} can be read and not written (these can be: {', '.join(sorted(writable))})")
    return cast("WritableFormat", writable[name])


def detect(path: Path, *, flag: str | None = "--format") -> Format:
    """The format of a file or folder, from its content; DataError where none fits, with the option that names it, if there is one.

    A folder of several kinds of files is of the format that most of them have; a corpus.json decides by itself.
    """
    if not path.exists():
        raise DataError(Fault(str(path), "", "no such file or folder"))
    if path.is_file() and path.stat().st_size == 0:
        raise DataError(Fault(str(path), "", "is empty"))
    fitting = [candidate for candidate in formats().values() if candidate.sniff(path)]
    if fitting and path.is_dir():
        suffixes = Counter(file.suffix for file in path.iterdir())
        return max(fitting, key=lambda found: (found.NAME == "corpus", sum(suffixes[ending] for ending in found.EXTENSIONS)))
    if fitting:
        return fitting[0]
    advice = f"; name it with {flag}" if flag else ""
    raise DataError(Fault(str(path), "", f"is of no known format{advice} ({', '.join(formats())})"))


def found_in(path: Path) -> str:
    """The name of the format that a file or folder is read as where none is given."""
    return "corpus" if (find_corpus(path) / "corpus.json").is_file() else detect(path).NAME


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
    discontinuous: str = "refuse",
    unread: Losses | None = None,
) -> Iterator[Prediction]:
    """The predictions of a file or folder in any format; a corpus folder is read as if its gold were predicted.

    Where `gold` is given, its texts say where tokens stand and how a file is cut that does not mark its documents, and offsets are
    checked against them.  `unread` counts what the files hold and our records have no place for.
    """
    if format is None and (find_corpus(path) / "corpus.json").is_file():
        return map(as_prediction, read_corpus(find_corpus(path), texts=texts))
    chosen = format_named(format) if format is not None else detect(path)
    reading = Reading(profile or PROFILES["linimasa"], discontinuous, Losses() if unread is None else unread)
    texts_of_gold = {document.id: document.text for document in gold if document.text is not None}
    if chosen.NAME == "jsonl":
        from benchmark.formats import jsonl

        return _checked(jsonl.read_predictions(path), texts_of_gold, path)
    documents: Iterable[GoldDocument] = chosen.read(path, reading)
    if _by_token(reading.profile):
        documents = list(documents)
        if chosen.NAME == "hipe" and len(documents) == 1 < len(gold):
            from benchmark.formats import hipe

            documents = hipe.split_like(documents[0], gold, by_token=True)
        return map(as_prediction, documents)
    if getattr(chosen, "TOKENS", False) and gold and not texts_of_gold:
        raise DataError(Fault(str(path), "", "holds tokens, which have no place where gold has no texts; --texts DIR names their folder"))
    if getattr(chosen, "TOKENS", False) and texts_of_gold:
        documents = _placed(list(documents), gold, texts_of_gold, path)
    return _checked(map(as_prediction, documents), texts_of_gold, path)


def _by_token(profile: Profile) -> bool:
    """Whether offsets are numbers of tokens, in the formats that a profile reads so."""
    return profile.first_free_overlap or profile.coreference_reference


def _placed(documents: list[GoldDocument], gold: Sequence[GoldDocument], texts: dict[str, str], path: Path) -> Iterable[GoldDocument]:
    """Documents of tokens with their entities where gold's texts have them."""
    from benchmark.formats.tokens import aligned, cut_like

    if not any(document.id in texts for document in documents):
        return cut_like(documents, gold, str(path))
    return [
        document if (text := texts.get(document.id)) is None or text == document.text else aligned(document, text, str(path))
        for document in documents
    ]


def _checked(predictions: Iterable[Prediction], texts: dict[str, str], path: Path) -> Iterator[Prediction]:
    """The predictions, each checked against gold's text; DataError names the spans that lie outside it or copy another text."""
    for prediction in predictions:
        if (text := texts.get(prediction.id)) is not None:
            check_offsets(prediction, text, f"{path}: {prediction.id}")
        yield prediction


def open_corpus(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002
    texts: Iterable[Path] = (),
    profile: Profile | None = None,
    discontinuous: str = "refuse",
    flag: str | None = None,
) -> Corpus:
    """A corpus folder, or documents of any format as a corpus without splits; its `found` says what it was read as.

    Documents whose `<id>.txt` is supplied take that text: tokens are aligned with it, offsets checked against it.  `flag` is the option
    with which the user may name the format.
    """
    path = find_corpus(path)
    if (format is None or format == "corpus") and (path / "corpus.json").exists():
        return replace(read_corpus(path, texts=texts), found="corpus")
    chosen = format_named(format) if format is not None else detect(path, flag=flag)
    reading = Reading(profile or PROFILES["linimasa"], discontinuous)
    folders = text_folders(texts)

    def read() -> Iterator[GoldDocument]:
        reading.unread.clear()
        for document in chosen.read(path, reading):
            yield document if _by_token(reading.profile) else _supplied(document, chosen, folders, path)

    return replace(corpus_of_documents(path.stem, read), found=chosen.NAME, unread=reading.unread)


def _supplied(document: GoldDocument, chosen: Format, folders: Sequence[Path], path: Path) -> GoldDocument:
    """The document with the text that is supplied for it, if any; DataError where its annotations speak of another one."""
    place = next(
        (found for folder in folders if SAFE_ID.fullmatch(document.id) and (found := folder / f"{document.id}.txt").is_file()), None
    )
    if place is None:
        return document
    text = read_text(place)
    if text == document.text:
        return document
    if document.text is not None and getattr(chosen, "TOKENS", False):
        from benchmark.formats.tokens import aligned

        return aligned(document, text, str(path))
    if document.text is not None:
        raise DataError(Fault(str(path), document.id, f"has another text than {place}"))
    faults = [Fault(str(path), f"{document.id}: {fault.where}", fault.problem) for fault in offset_faults(document, text, "")]
    if faults:
        raise DataError(faults)
    return msgspec.structs.replace(document, text=text)


def held(document: GoldDocument, target: WritableFormat, lost: Losses) -> GoldDocument:
    """What of a document a format holds; formats without `hold` hold everything."""
    hold = getattr(target, "hold", None)
    return document if hold is None else cast("Callable[[GoldDocument, Losses], GoldDocument]", hold)(document, lost)


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
