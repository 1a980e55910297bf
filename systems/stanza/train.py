"""Trains the Indonesian model with Stanza's own trainer, and says what it reaches.

    python -m systems.stanza.train FOLDER

The folder holds `train.txt`, `dev.txt` and `test.txt` of columns, the tag last, as IDNER-News-2K has them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmark.corpora import read_text

__all__ = ["main"]

MODEL = Path(__file__).parent / "id.pt"
STEPS = 1800
RECIPE = (
    *("--no_pretrain", "--optim", "adam", "--lr", "0.002", "--word_dropout", "0.25", "--max_steps", str(STEPS), "--eval_interval", "150"),
    *("--shorthand", "id_news", "--seed", "1234", "--device", "cpu"),
)


def main(folder: Path) -> None:
    """Writes the model that is best on dev, and prints its scores on test."""
    with tempfile.TemporaryDirectory() as work:
        for split in ("train", "dev", "test"):
            (Path(work) / f"{split}.json").write_text(json.dumps(_sentences(folder / f"{split}.txt")))
        places = ("--save_dir", str(MODEL.parent), "--save_name", MODEL.name)
        _trainer("--mode", "train", "--train_file", f"{work}/train.json", "--eval_file", f"{work}/dev.json", *places)
        _trainer("--mode", "predict", "--eval_file", f"{work}/test.json", *places)


def _trainer(*arguments: str) -> None:
    # Two threads are several times slower than one on these small batches.
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-m", "stanza.models.ner_tagger", *RECIPE, *arguments], check=True, env=environment)


def _sentences(path: Path) -> list[list[dict[str, str]]]:
    """The sentences in the form that the trainer reads."""
    sentences: list[list[dict[str, str]]] = [[]]
    for line in read_text(path).splitlines():
        columns = line.split()
        if columns:
            sentences[-1].append({"text": columns[0], "ner": columns[-1]})
        elif sentences[-1]:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
