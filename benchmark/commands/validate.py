"""Names every fault of a corpus at once: file, path in the JSON, what was found, what was expected."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmark.corpora import Corpus


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("corpus", type=Path, help="a corpus folder, or a file of documents in any format")


def run(options: argparse.Namespace) -> int:
    """Prints the faults; 0 where there is none, 1 where there are, 2 where the corpus cannot be read."""
    from benchmark.commands import print_table, remark
    from benchmark.corpora import find_corpus
    from benchmark.errors import DataError, Fault
    from benchmark.formats import open_corpus
    from benchmark.validating import gold_faults, validate
    from benchmark.wording import counted

    folder = find_corpus(options.corpus)
    if folder.is_dir() and not (folder / "corpus.json").is_file():
        raise DataError(Fault(str(folder), "", "is no corpus folder: it has no corpus.json"))
    if folder.is_file():
        corpus: Corpus | None = open_corpus(folder, texts=options.texts)
        faults = [fault for document in corpus or () for fault in gold_faults(document, str(folder))]
    else:
        faults, corpus = validate(folder, texts=options.texts)
    for name in corpus.left_out if corpus is not None else ():
        remark(options, f"{name}: text not supplied; its offsets are checked against text_length only (--texts DIR)")
    if options.output == "table":
        for fault in faults:
            print(fault)
        documents = sum(1 for _ in corpus) if corpus is not None and not faults else 0
        print(f"{folder}: {counted(len(faults), 'fault')}" + (f" in {counted(documents, 'document')}" if not faults else ""))
    else:
        print_table(["file", "where", "problem"], [[fault.file, fault.where, fault.problem] for fault in faults], options.output)
    return 1 if faults else 0
