"""Prints the tables that describe a corpus: documents, annotations, hard cases, what its splits share, how far its annotators agreed."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("corpus", type=Path, nargs="?", default=Path("gold"), help="a corpus folder (default: gold)")
    parser.add_argument(
        "--passes",
        type=Path,
        nargs=2,
        metavar=("A", "B"),
        help="two annotations of the same texts (default: passes/a and passes/b of the corpus)",
    )
    parser.add_argument("--update", type=Path, metavar="FILE", help="put the tables between the marks of a Markdown file")


def run(options: argparse.Namespace) -> int:
    """0 where the corpus could be read, 1 where the file to update has no marks."""
    from dataclasses import replace

    from benchmark.commands import remark
    from benchmark.corpora import find_corpus, read_corpus
    from benchmark.errors import DataError, Fault
    from benchmark.reporting.datasheets import MARKS, datasheet_tables, passes_of, with_tables
    from benchmark.reporting.tables import write_table, write_tables
    from benchmark.storing import replace_file

    folder = find_corpus(options.corpus)
    if not (folder / "corpus.json").is_file():
        raise DataError(Fault(str(folder), "", "is no corpus folder: it has no corpus.json"))
    corpus = read_corpus(folder, texts=options.texts)
    for name in corpus.left_out:
        remark(options, f"{name}: text not supplied; texts that are not ours are in no table")
    tables = list(datasheet_tables(corpus, options.passes or passes_of(folder)))
    if options.update is None:
        if options.output == "json":
            import json

            print(
                json.dumps([{"title": one.title, "columns": one.columns, "rows": one.rows} for one in tables], ensure_ascii=False, indent=1)
            )
        else:
            print(write_tables([replace(table, group=(("table", table.title),)) for table in tables], options.output))
        return 0
    if not options.update.is_file():
        raise DataError(Fault(str(options.update), "", "no such file"))
    sheet = with_tables(options.update.read_text(encoding="utf-8"), "\n\n".join(write_table(table, "md") for table in tables))
    if sheet is None:
        remark(options, f"{options.update}: has no lines {MARKS[0]} and {MARKS[1]} to put the tables between")
        return 1
    replace_file(options.update, [sheet.encode()])
    remark(options, f"{options.update}: tables written")
    return 0
