"""Shows one document in the terminal, marked up; with systems, what each finds right, misses and adds."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmark.records import GoldDocument, Prediction


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("document", metavar="DOCUMENT", help="the id of a document")
    parser.add_argument(
        "-x", "--system", action="append", dest="systems", default=[], metavar="SYSTEM", help="a system to hold against gold"
    )
    parser.add_argument("--corpus", type=Path, default=Path("gold"), help="a corpus folder, or a file or folder of any format")


def run(options: argparse.Namespace) -> int:
    """0 where the document is there."""
    from rich.console import Console

    from benchmark.errors import UnknownNameError, UsageError
    from benchmark.formats import open_corpus

    corpus = open_corpus(options.corpus, texts=options.texts)
    if options.document in corpus.left_out:
        raise UsageError(f"{options.document}: text not supplied; --texts DIR names a folder with {options.document}.txt")
    known = []
    for document in corpus:
        known.append(document.id)
        if document.id == options.document:
            break
    else:
        raise UnknownNameError(f"document of corpus {corpus.name}", options.document, known)
    predictions = {name: _predicted(name, document, options) for name in options.systems}
    if options.output == "json":
        import msgspec

        sides = {"gold": document, "systems": predictions}
        print(msgspec.json.format(msgspec.json.encode(sides), indent=1).decode())
        return 0
    if options.output != "table":
        from benchmark.commands import print_table
        from benchmark.reporting.documents import annotation_rows

        rows = [row for name, side in {"gold": document, **predictions}.items() for row in annotation_rows(name, side, document)]
        print_table(["side", "layer", "start", "end", "text", "says"], rows, options.output)
        return 0
    from benchmark.reporting.documents import show_document, show_predictions

    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 160, highlight=False, markup=False, emoji=False)
    with console.capture() as shown:
        show_document(console, document)
        show_predictions(console, document, predictions)
    print(shown.get(), end="")
    return 0


def _predicted(name: str, document: GoldDocument, options: argparse.Namespace) -> Prediction:
    """What a system answers for the document, in a worker as always; nothing is stored."""
    from benchmark.commands import settings_for
    from benchmark.engines import Done, Limits, run_workers
    from benchmark.errors import UsageError
    from benchmark.extractors import find_system
    from benchmark.records import Prediction

    source = find_system(name)
    settings = settings_for(options).get(source.name, {})
    lacking = source.load_class()(**settings).missing()
    if lacking is not None:
        raise UsageError(f"{name}: {lacking}")
    for event in run_workers(source, settings, [("", document.document())], limits=Limits(timeout=600.0)):
        if isinstance(event, Done):
            outcome = event.outcome
            layers = {layer: getattr(outcome.annotations, layer) for layer in outcome.annotations.__struct_fields__}
            return Prediction(id=document.id, failed=outcome.failed, **layers)
    raise UsageError(f"{name}: gave no answer")
