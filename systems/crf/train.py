"""Trains the tagger on files of columns, chooses its regularisation on the second, and says what it reaches on the third.

python -m systems.crf.train TRAIN DEV TEST
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite

from benchmark.corpora import read_text
from benchmark.formats.tags import spans_of_tags
from systems.crf.features import features

__all__ = ["main"]

MODEL = Path(__file__).parent / "id.crfsuite"
GRID = [(c1, c2) for c1 in (0.02, 0.05, 0.1) for c2 in (0.001, 0.01)]
ITERATIONS = 120

Sentence = tuple[list[str], list[str]]


def main(train: Path, dev: Path, test: Path) -> None:
    """Writes the model that is best on `dev`, and prints its scores."""
    sentences = list(_sentences(train))
    best: tuple[float, tuple[float, float]] = (-1.0, GRID[0])
    for c1, c2 in GRID:
        _fit(sentences, c1, c2, MODEL)
        reached = _f1(MODEL, dev)
        print(f"c1={c1} c2={c2}: F1 {100 * reached:.1f} on {dev.name}", flush=True)
        best = max(best, (reached, (c1, c2)))
    _fit(sentences, *best[1], MODEL)
    print(f"kept c1={best[1][0]} c2={best[1][1]}: F1 {100 * best[0]:.1f} on {dev.name}, {100 * _f1(MODEL, test):.1f} on {test.name}")


def _sentences(path: Path) -> Iterator[Sentence]:
    words: list[str] = []
    tags: list[str] = []
    for line in [*read_text(path).splitlines(), ""]:
        columns = line.split()
        if columns:
            words.append(columns[0])
            tags.append(columns[-1])
        elif words:
            yield words, tags
            words, tags = [], []


def _fit(sentences: list[Sentence], c1: float, c2: float, path: Path) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    for words, tags in sentences:
        trainer.append(features(words), tags)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": ITERATIONS, "feature.possible_transitions": True, "feature.minfreq": 1})
    trainer.train(str(path))


def _f1(model: Path, path: Path) -> float:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    right = predicted = gold = 0
    for words, tags in _sentences(path):
        found, expected = (set(spans_of_tags(side, bare_inside_opens=True)) for side in (tagger.tag(features(words)), tags))
        right, predicted, gold = right + len(found & expected), predicted + len(found), gold + len(expected)
    return 2 * right / (predicted + gold)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
