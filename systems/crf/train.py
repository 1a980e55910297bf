"""Trains the tagger on a folder of published sentences and on our own train split, and says what it reaches.

    python -m systems.crf.train FOLDER

The folder holds `train.txt`, `dev.txt` and `test.txt` of columns, the tag last, as IDNER-News-2K has them; what the tagger learns from them
is said in `examples.py`.  Everything is chosen on the two dev splits: the mean of the strict F1 on ours (names, times and amounts together)
and on the published one (PER, ORG, LOC).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pycrfsuite
from sklearn.model_selection import ParameterGrid

from benchmark.errors import UsageError
from systems.crf.agreeing import Found, agreed
from systems.crf.examples import Example, coarse, found_by, own, published, refined, strict_f1

__all__ = ["first_tagger", "main"]

MODEL = Path(__file__).parent / "id.crfsuite"
GRID = ParameterGrid([{"c1": [0.05], "published": [1], "own": [1, 2]}, {"c1": [0.05, 0.1], "published": [2], "own": [1]}])
"""`published` and `own` say how often the sentences of each source are given."""
C2 = 0.01
FIRST_C1 = 0.05
ITERATIONS = 100


def main(folder: Path) -> None:
    """Writes the model that is best on both dev splits, and prints its scores."""
    files = {split: published(folder / f"{split}.txt") for split in ("train", "dev", "test")}
    ours, our_dev = own("train"), own("dev")
    first = first_tagger(ours)
    learned = [refined(example, first) for example in files["train"]]

    def fitted(choice: dict[str, Any]) -> tuple[float, float]:
        _fit([*learned * choice["published"], *ours * choice["own"]], MODEL, c1=choice["c1"])
        answer = _answering(MODEL)
        reached = strict_f1(answer, our_dev), strict_f1(answer, files["dev"], coarse)
        print(f"{choice}: F1 {100 * reached[0]:.1f} on our dev, {100 * reached[1]:.1f} on dev.txt", flush=True)
        return reached

    best = max(GRID, key=lambda choice: sum(fitted(choice)))
    print("kept:")
    fitted(best)
    print(f"F1 {100 * strict_f1(_answering(MODEL), files['test'], coarse):.1f} on test.txt")


def first_tagger(ours: Iterable[Example]) -> Any:
    """A tagger that learned from our own documents alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "first.crfsuite"
        _fit(ours, path, c1=FIRST_C1)
        return _opened(path)


def _fit(examples: Iterable[Example], path: Path, *, c1: float) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    for example in examples:
        for seen, tags in zip(example.features, example.tags, strict=True):
            trainer.append(seen, tags)
    trainer.set_params({"c1": c1, "c2": C2, "max_iterations": ITERATIONS, "feature.minfreq": 1})
    trainer.train(str(path))


def _answering(path: Path) -> Callable[[Example], list[Found]]:
    tagger = _opened(path)
    return lambda example: agreed(example.text, example.sentences, found_by(tagger, example))


def _opened(path: Path) -> Any:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(str(UsageError("expected one folder, of train.txt, dev.txt and test.txt: python -m systems.crf.train FOLDER")))
    main(Path(sys.argv[1]))
