"""How long scoring spans takes beside a plain sort-and-search and beside other scorers: ratios of one run, exit 1 over a limit.

Run with `python tests/perf/perf_scoring.py`; nervaluate and seqeval come with the extra `peers`.  Times are CPU seconds, the least of
five where a step takes under five seconds.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmark.formats import open_corpus, read_predictions
from benchmark.scoring import Scorer

LABELS = ("PER", "ORG", "LOC", "DATE", "MONEY")
TOKENS, SLOT, WIDTH = 300, 12, 4
DOCUMENTS = 10_000
Side = tuple[NDArray[np.int64], ...]
"""Document, start, end and label code of each span, in tokens."""


def spans(documents: int, seed: int = 7, slots: int = TOKENS // SLOT) -> tuple[Side, Side]:
    """About 20 gold and 20 predicted spans a document: three quarters equal, a tenth off by a token, a tenth of another type."""
    chance = np.random.default_rng(seed)
    document = np.repeat(np.arange(documents), slots)
    start = np.tile(np.arange(slots) * SLOT + 1, documents) + chance.integers(0, 5, len(document))
    end = start + chance.choice([1, 2, 3, 4], len(document), p=[0.45, 0.3, 0.15, 0.1])
    label = chance.integers(0, len(LABELS), len(document))
    what, gold = chance.random(len(document)), chance.random(len(document)) < 0.8
    predicted = (gold & (what < 0.95)) | (~gold & (what < 0.2))
    longer = end + (gold & (what >= 0.75) & (what < 0.85))
    other = np.where(gold & (what >= 0.85), (label + 1 + chance.integers(0, 4, len(label))) % len(LABELS), label)
    return tuple(column[gold] for column in (document, start, end, label)), tuple(
        column[predicted] for column in (document, start, longer, other)
    )


def seconds(action: Callable[[], object]) -> float:
    """CPU seconds of an action."""
    taken: list[float] = []
    while len(taken) < 5:
        started = time.process_time()
        action()
        taken.append(time.process_time() - started)
        if taken[-1] > 5:
            break
    return min(taken)


def sort_and_search(gold: Side, predicted: Side) -> int:
    """What a plain strict count costs: one key a span, sorted and searched."""
    keys = [(side[0] << 36) | (side[1] << 20) | ((side[2] - side[1]) << 8) | side[3] for side in (gold, predicted)]
    left, right = np.sort(keys[0]), np.sort(keys[1])
    place = np.searchsorted(left, right)
    place[place == len(left)] = 0
    hits = right[left[place] == right]
    np.bincount(hits >> 36)
    np.bincount(hits & 255)
    return len(hits)


def four_modes(gold: Side, predicted: Side, documents: int) -> Scorer:
    """Ours: strict, exact, partial and type, by document and label."""
    names = [str(number) for number in range(documents)]
    return Scorer(keep=False).add_columns("entities", LABELS, documents=names, gold=gold, predicted=predicted)


def by_document(side: Side, documents: int) -> list[list[tuple[int, int, str]]]:
    """The spans of each document, as tuples."""
    found: list[list[tuple[int, int, str]]] = [[] for _ in range(documents)]
    for document, start, end, label in zip(*(column.tolist() for column in side), strict=True):
        found[document].append((start, end, LABELS[label]))
    return found


def tagged(side: list[list[tuple[int, int, str]]]) -> list[list[str]]:
    """The same as BIO tags."""
    tags = []
    for document in side:
        row = ["O"] * (TOKENS + SLOT)
        for start, end, label in document:
            row[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
        tags.append(row)
    return tags


def write_lines(path: Path, side: list[list[tuple[int, int, str]]]) -> None:
    """Our JSON lines, with offsets as of tokens of three characters and a blank."""
    with path.open("w", encoding="utf-8") as file:
        for number, document in enumerate(side):
            rows = [{"start": start * WIDTH, "end": end * WIDTH - 1, "type": label} for start, end, label in document]
            file.write(json.dumps({"id": f"d{number:06d}", "lang": "id", "entities": rows}, separators=(",", ":")) + "\n")


class PlainSpan(msgspec.Struct, gc=False):
    """The least that a parser must give."""

    start: int
    end: int
    type: str


class PlainDocument(msgspec.Struct, gc=False):
    """The same of a document."""

    id: str
    entities: list[PlainSpan]


def read_plainly(path: Path) -> list[PlainDocument]:
    """What msgspec alone takes to parse a file."""
    return msgspec.json.Decoder(PlainDocument).decode_lines(path.read_bytes())


def nervaluate_input(files: list[Path]) -> list[list[list[dict]]]:
    """From files to what its scoring call takes; its spans include their end."""
    return [
        [[{"label": span.type, "start": span.start, "end": span.end - 1} for span in document.entities] for document in read_plainly(file)]
        for file in files
    ]


def seqeval_input(files: list[Path]) -> list[list[list[str]]]:
    """From files to tags."""
    return [
        tagged(
            [[(span.start // WIDTH, (span.end + 1) // WIDTH, span.type) for span in document.entities] for document in read_plainly(file)]
        )
        for file in files
    ]


def peers(files: list[Path]) -> dict[str, tuple[float, float]]:
    """Seconds that nervaluate and seqeval take for the scoring step, and to read what it takes."""
    from nervaluate import Evaluator
    from seqeval.metrics.sequence_labeling import precision_recall_fscore_support

    records, tags = nervaluate_input(files), seqeval_input(files)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {
            "nervaluate": (
                seconds(lambda: Evaluator(records[0], records[1], tags=list(LABELS), loader="dict").evaluate()),
                seconds(lambda: nervaluate_input(files)),
            ),
            "seqeval": (
                seconds(lambda: precision_recall_fscore_support(tags[0], tags[1], average="micro")),
                seconds(lambda: seqeval_input(files)),
            ),
        }


def exponent(times: list[float], sizes: list[int]) -> float:
    """Growth from the first size to the last, as a power of the size."""
    return math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])


def peak_of(documents: int) -> float:
    """Peak memory in MiB of reading nothing and scoring so many documents, in a process of its own."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import perf_scoring as p\n"
        f"gold, predicted = p.spans({documents}); p.four_modes(gold, predicted, {documents}).scores()\n"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(Path(__file__).parent)], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


def measure() -> list[tuple[str, float, float, str]]:
    """(what, measured, limit, 'at most' or 'at least')."""
    gold, predicted = spans(DOCUMENTS)
    plain, ours = seconds(lambda: sort_and_search(gold, predicted)), seconds(lambda: four_modes(gold, predicted, DOCUMENTS))
    rows = [("four modes / sort-and-search", ours / plain, 3.0, "at most")]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("gold.jsonl", "predicted.jsonl")]
        for file, side in zip(files, (gold, predicted), strict=True):
            write_lines(file, by_document(side, DOCUMENTS))
        theirs = peers(files)
        alone = seconds(lambda: [read_plainly(file) for file in files])
        reading = seconds(lambda: (list(open_corpus(files[0])), list(read_predictions(files[1]))))
        whole = seconds(lambda: Scorer(keep=False).add(gold=open_corpus(files[0]), predicted=read_predictions(files[1])).scores())
    for (name, (scoring, _)), limit in zip(theirs.items(), (100, 80), strict=True):
        rows.append((f"{name} / four modes", scoring / ours, limit, "at least"))
    for name, taken in theirs.items():
        rows.append((f"{name} with reading / ours with reading", sum(taken) / whole, 15, "at least"))
    rows.append(("reading JSON lines / msgspec alone", reading / alone, 2.0, "at most"))
    sizes = [1_000, 10_000, 100_000]
    corpora = [spans(size) for size in sizes]
    growth = exponent([seconds(lambda s=s, n=n: four_modes(*s, n)) for s, n in zip(corpora, sizes, strict=True)], sizes)
    base = exponent([seconds(lambda s=s: sort_and_search(*s)) for s in corpora], sizes)
    rows.append((f"growth by documents, above numpy's {base:.2f}", growth - base, 0.1, "at most"))
    dense = [400, 1_600]
    crowded = [spans(100, slots=size * 5 // 4) for size in dense]
    rows.append(
        ("growth by spans a document", exponent([seconds(lambda s=s: four_modes(*s, 100)) for s in crowded], dense), 1.2, "at most")
    )
    rows.append(("peak memory at 100,000 documents, MiB", peak_of(100_000), 1_536, "at most"))
    return rows


def main() -> int:
    """Prints the figures."""
    rows = measure()
    over = 0
    for what, measured, limit, side in rows:
        kept = measured <= limit if side == "at most" else measured >= limit
        over += not kept
        print(f"{what:<48} {measured:>8.2f}   {side} {limit:g}{'' if kept else '   OVER'}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
