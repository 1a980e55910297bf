"""Converts documents with their annotations between formats; says what the target cannot hold before anything is written."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmark.corpora import Corpus
    from benchmark.formats import WritableFormat
    from benchmark.records import GoldDocument


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("source", type=Path, help="a corpus folder, or a file or folder of any format")
    parser.add_argument("target", type=Path, help="the file or folder to write; its name tells the format, or --to does")
    parser.add_argument(
        "--from", dest="source_format", metavar="F", help="the format of the source, where it is not found from its content"
    )
    parser.add_argument("--to", dest="target_format", metavar="F", help="the format of the target, where its name does not tell")
    parser.add_argument("--split", help="only these splits of the source, with commas; 'all' for everything (default: all)")
    parser.add_argument("--lang-default", metavar="LANG", help="the language of documents that do not say theirs")
    parser.add_argument(
        "--discontinuous",
        choices=["refuse", "cover"],
        default="refuse",
        help="what a span of several pieces is: an error, or all from first to last",
    )
    parser.add_argument("--strict", action="store_true", help="refuse where the target cannot hold everything")
    parser.add_argument("--include-supplied-texts", action="store_true", help="also documents whose text is somebody else's")


def run(options: argparse.Namespace) -> int:
    """0 where everything was written, 1 where --strict refused."""
    from benchmark.commands import remark, say_found, say_unread
    from benchmark.corpora import find_corpus
    from benchmark.formats import open_corpus, writer_for
    from benchmark.formats.folder import describe_like

    corpus = open_corpus(
        options.source, format=options.source_format, texts=options.texts, discontinuous=options.discontinuous, flag="--from"
    )
    if options.lang_default is not None:
        corpus = corpus.with_language(options.lang_default)
    if options.split not in (None, "all"):
        corpus = corpus.select(split=options.split)
    target = writer_for(options.target, options.target_format)
    say_found(options, options.source, corpus.found, options.source_format, "--from")
    left = _left_out(corpus, options)
    for name in left:
        remark(options, f"{name}: its text is not ours, left out (--texts DIR with --include-supplied-texts takes it along)")
    lost = _losses(corpus, target, options)
    for what, number in lost.items():
        remark(options, f"{options.target}: {target.NAME} cannot hold {what} ({number})")
    say_unread(options, options.source, corpus.unread)
    if options.strict and (left or lost or corpus.unread):
        remark(options, f"{options.target}: not written, since --strict allows no loss")
        return 1
    fresh = not (options.target / "corpus.json").exists()
    _write(target, _documents(corpus, options), options.target)
    if target.NAME == "corpus" and fresh and (source := find_corpus(options.source) / "corpus.json").is_file():
        describe_like(source.parent, options.target)
    remark(options, f"{options.target}: written as {target.NAME}")
    return 0


def _left_out(corpus: Corpus, options: argparse.Namespace) -> list[str]:
    """The documents whose text is somebody else's."""
    if options.include_supplied_texts or corpus.own is None:
        return sorted(corpus.left_out)
    return sorted({document.id for document in corpus if document.id not in corpus.own} | set(corpus.left_out))


def _losses(corpus: Corpus, target: WritableFormat, options: argparse.Namespace) -> Mapping[str, int]:
    """What the target cannot hold, counted over all documents; a format that holds everything is not asked."""
    from benchmark.formats import held
    from benchmark.formats.losses import Losses

    lost = Losses()
    if hasattr(target, "hold") or options.strict:
        for document in _documents(corpus, options):
            held(document, target, lost)
    return dict(sorted(lost.items()))


def _documents(corpus: Corpus, options: argparse.Namespace) -> Iterator[GoldDocument]:
    for document in corpus:
        if options.include_supplied_texts or corpus.own is None or document.id in corpus.own:
            yield document


def _write(target: WritableFormat, documents: Iterator[GoldDocument], path: Path) -> None:
    """Writes beside the path and moves what was written there at the end, so that an error or an interruption leaves the path as it was.

    A corpus folder is written where it stands, since its corpus.json says what may be written.
    """
    from benchmark.errors import DataError, Fault

    if target.NAME == "corpus":
        target.write(documents, path)
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        target.write(documents, part)
        if part.is_dir():
            _require_no_others(part, path, target)
            _move_into(part, path)
        else:
            part.replace(path)
    except OSError as error:
        raise DataError(Fault(str(path), "", f"cannot be written: {error.strerror or error}")) from None
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(part) if part.is_dir() else part.unlink(missing_ok=True)


def _require_no_others(part: Path, path: Path, target: WritableFormat) -> None:
    """DataError where a folder holds documents that are not written now: whoever reads it would take them for one corpus."""
    from benchmark.errors import DataError, Fault
    from benchmark.wording import counted, listed

    if not path.is_dir():
        return
    others = [file.name for file in path.iterdir() if file.suffix in target.EXTENSIONS and not (part / file.name).exists()]
    if others:
        found = f"{counted(len(others), 'other document')} ({listed(others, most=5)})"
        raise DataError(Fault(str(path), "", f"holds {found}, read along with these from then on; name another folder, or empty it"))


def _move_into(part: Path, path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)
    for file in sorted(part.iterdir()):
        file.replace(path / file.name)
