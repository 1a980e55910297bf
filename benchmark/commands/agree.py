"""Agreement of two annotations of the same texts: F1 a layer and metric, and Cohen's kappa on the types of spans that both have."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("one", type=Path, help="a corpus folder, or a file or folder of any format")
    parser.add_argument("other", type=Path, help="another annotation of the same documents")


def run(options: argparse.Namespace) -> int:
    """0 where both could be read and joined."""
    from benchmark.agreement import agreement
    from benchmark.commands import print_table, remark
    from benchmark.errors import UsageError
    from benchmark.formats import open_corpus
    from benchmark.reporting.tables import NOTHING, percent
    from benchmark.wording import listed

    sides = [open_corpus(path, texts=options.texts) for path in (options.one, options.other)]
    for name in sorted({name for side in sides for name in side.left_out}):
        remark(options, f"{name}: text not supplied, left out (--texts DIR)")
    documents = [list(side) for side in sides]
    ids = [{document.id for document in side} for side in documents]
    for path, lacks in ((options.other, ids[0] - ids[1]), (options.one, ids[1] - ids[0])):
        if lacks:
            raise UsageError(f"{path}: lacks {listed(lacks, most=5)}; both sides need the same documents")
    found = agreement(*documents)
    exact = options.output in ("json", "csv")
    rows = []
    for layer, metrics in found.scores.items():
        kappa, spans = found.kappa.get(layer, (None, 0))
        for metric, score in metrics.items():
            f1 = score.micro.f1 if exact else percent(score.micro.f1)
            of_types = kappa if exact else NOTHING if kappa is None else f"{kappa:.3f}"
            rows.append([layer, metric, f1, of_types, spans if layer in found.kappa else None if exact else NOTHING])
    print_table(["layer", "metric", "F1", "kappa of types", "spans in common"], rows, options.output)
    return 0
