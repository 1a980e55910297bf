"""Trains the Indonesian model with Stanza's own trainer, and says what it reaches.

    python -m systems.stanza.train FOLDER

The folder holds `train.txt`, `dev.txt` and `test.txt` of columns, the tag last, as IDNER-News-2K has them.  What the model learns from them
and from our own train split is said in `systems/crf/examples.py`.  Stanza keeps the state that is best on both dev splits together, and
goes on from there at a lower learning rate, at last with more of the published sentences.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from benchmark.errors import UsageError
from systems.crf.agreeing import Found, agreed
from systems.crf.examples import Example, coarse, own, published, refined, strict_f1
from systems.crf.train import first_tagger
from systems.stanza import Stanza

__all__ = ["main"]

MODEL = Path(__file__).parent / "id.pt"
DEV_REPEATS = 3
"""How often our own dev documents are given, which have a quarter of the spans."""


class Stage(NamedTuple):
    """A part of the training: its learning rate, its steps, and how often each source's train split is given."""

    rate: float
    steps: int
    published: int
    own: int


STAGES = (Stage(0.002, 1350, 1, 2), Stage(0.0005, 900, 1, 2), Stage(0.0003, 300, 2, 1))
RECIPE = (
    *("--mode", "train", "--no_pretrain", "--optim", "adam", "--lr", str(STAGES[0].rate), "--word_dropout", "0.25"),
    *("--eval_interval", "150", "--shorthand", "id_news", "--seed", "1234", "--device", "cpu"),
    *("--save_dir", str(MODEL.parent), "--save_name", MODEL.name),
)


def main(folder: Path) -> None:
    """Writes the model that is best on dev, and prints what it reaches."""
    ours, our_dev, dev = own("train"), own("dev"), published(folder / "dev.txt")
    first = first_tagger(ours)
    learned = [refined(example, first) for example in published(folder / "train.txt")]
    held_out = [*(refined(example, first) for example in dev), *our_dev * DEV_REPEATS]
    for number, stage in enumerate(STAGES):
        _train(stage, [*learned * stage.published, *ours * stage.own], held_out, goes_on=number > 0)
    _report(our_dev, dev, published(folder / "test.txt"))


def _report(our_dev: list[Example], dev: list[Example], test: list[Example]) -> None:
    """Prints what the model reaches as the system uses it, and on the test file over the file's own tokens."""
    system = Stanza()
    system.load()

    def answer(example: Example) -> list[Found]:
        return agreed(example.text, example.sentences, system.tagged(example.sentences))

    def over_its_tokens(example: Example) -> list[Found]:
        return system.tagged([list(re.finditer(r"\S+", example.text))])

    print(f"F1 {100 * strict_f1(answer, our_dev):.1f} on our dev, {100 * strict_f1(answer, dev, coarse):.1f} on dev.txt")
    through_ours, through_its = (100 * strict_f1(way, test, coarse) for way in (answer, over_its_tokens))
    print(f"F1 {through_ours:.1f} on test.txt, {through_its:.1f} over its own tokens")


def _train(stage: Stage, train: Iterable[Example], dev: Iterable[Example], *, goes_on: bool) -> None:
    """Runs Stanza's trainer, from the model that is there where it `goes_on`."""
    if goes_on:
        _set_rate(stage.rate)
    with tempfile.TemporaryDirectory() as work:
        for split, examples in (("train", train), ("dev", dev)):
            (Path(work) / f"{split}.json").write_text(json.dumps(list(_sentences(examples))))
        files = ("--train_file", f"{work}/train.json", "--eval_file", f"{work}/dev.json")
        chosen = (*RECIPE, *files, "--max_steps", str(stage.steps), *(["--finetune"] if goes_on else []))
        # Two threads are several times slower than one on these small batches.
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        subprocess.run([sys.executable, "-m", "stanza.models.ner_tagger", *chosen], check=True, env=environment)


def _set_rate(rate: float) -> None:
    """Writes a learning rate into the model's file: a model that is trained further takes its settings from there."""
    import torch

    state = torch.load(MODEL, weights_only=True, map_location="cpu")
    state["config"]["lr"] = rate
    torch.save(state, MODEL, _use_new_zipfile_serialization=False)


def _sentences(examples: Iterable[Example]) -> Iterable[list[dict[str, str]]]:
    """The sentences in the form that the trainer reads."""
    for example in examples:
        for tokens, tags in zip(example.sentences, example.tags, strict=True):
            yield [{"text": token[0], "ner": tag} for token, tag in zip(tokens, tags, strict=True)]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(str(UsageError("expected one folder, of train.txt, dev.txt and test.txt: python -m systems.stanza.train FOLDER")))
    main(Path(sys.argv[1]))
