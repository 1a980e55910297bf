"""Converts documents with their annotations between formats; says what the target cannot hold before anything is written."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmark.corpora import Corpus
    from benchmark.records import GoldDocument


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("source", type=Path, help="a corpus folder, or a file or folder of any format")
    parser.add_argument("target", type=Path, help="the file or folder to write; its name tells the format, or --to does")
    parser.add_argument(
        "--from", dest="source_format", metavar="F", help="the format of the source, where it is not found from its content"
    )
    parser.add_argument("--to", dest="target_format", metavar="F", help="the format of the target: corpus, inline or jsonl")
    parser.add_argument("--split", help="only this split of the source")
    parser.add_argument("--strict", action="store_true", help="refuse where the target cannot hold everything")
    parser.add_argument("--include-supplied-texts", action="store_true", help="also documents whose text is somebody else's")


def run(options: argparse.Namespace) -> int:
    """0 where everything was written, 1 where --strict refused."""
    from benchmark.commands import remark
    from benchmark.formats import open_corpus, writer_for

    corpus = open_corpus(options.source, format=options.source_format, texts=options.texts)
    if options.split is not None:
        corpus = corpus.select(split=options.split)
    target = writer_for(options.target, options.target_format)
    lost = _lost(corpus, options)
    for name in lost:
        remark(options, f"{name}: its text is not ours, left out (--texts DIR with --include-supplied-texts takes it along)")
    if lost and options.strict:
        return 1
    target.write(_documents(corpus, options), options.target)
    remark(options, f"{options.target}: written as {target.NAME}")
    return 0


def _lost(corpus: Corpus, options: argparse.Namespace) -> list[str]:
    if options.include_supplied_texts or corpus.own is None:
        return sorted(corpus.left_out)
    return sorted({document.id for document in corpus if document.id not in corpus.own} | set(corpus.left_out))


def _documents(corpus: Corpus, options: argparse.Namespace) -> Iterator[GoldDocument]:
    for document in corpus:
        if options.include_supplied_texts or corpus.own is None or document.id in corpus.own:
            yield document
