"""Trains the Indonesian model with Stanza's own trainer, and says what it reaches.

    python -m systems.stanza.train FOLDER

The folder holds `train.txt`, `dev.txt` and `test.txt` of columns, the tag last, as IDNER-News-2K has them.  What the model learns from them
and from our own train split is said in `systems/crf/examples.py`; which words stand on which lists it is told by `vectors.py`.  The
learning rate falls along a cosine.  What is kept is a running mean of the weights, as it was when it was best on both dev splits: by the
mean of the strict F1 on ours (names, times and amounts together) and on the published one (PER, ORG, LOC).
"""

from __future__ import annotations

import logging
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import torch
from stanza.models.common.doc import Document
from stanza.models.common.pretrain import Pretrain
from stanza.models.common.utils import set_random_seed
from stanza.models.ner.data import DataLoader
from stanza.models.ner.trainer import Trainer
from stanza.models.ner_tagger import parse_args
from torch.optim.lr_scheduler import CosineAnnealingLR
from torch.optim.swa_utils import AveragedModel

from benchmark.errors import UsageError
from systems.crf.agreeing import Found, agreed
from systems.crf.examples import Example, coarse, own, published, refined, strict_f1
from systems.crf.train import first_tagger
from systems.stanza import MODEL, Stanza
from systems.stanza.vectors import DIMENSIONS, write_vectors

__all__ = ["main"]

PUBLISHED, OWN = 2, 1
"""How often the sentences of each source are given."""
STEPS, EVERY = 1500, 250
RATE, LAST_RATE = 0.002, 0.0001
KEPT = 0.995
"""How much of the running mean each step keeps, once there were many."""
SEEDS = (1, 2)
"""Models differ by a point from seed to seed; the dev splits choose."""
RECIPE = (
    *("--optim", "adam", "--lr", str(RATE), "--word_dropout", "0.25", "--word_emb_dim", str(DIMENSIONS)),
    *("--shorthand", "id_news", "--device", "cpu"),
)


def main(folder: Path) -> None:
    """Writes the model that is best on dev, and prints what it reaches."""
    logging.disable(logging.INFO)  # Stanza's, a line for each sentence.
    torch.set_num_threads(1)  # Two threads are several times slower than one on these small batches.
    ours, our_dev, dev = own("train"), own("dev"), published(folder / "dev.txt")
    first = first_tagger(ours)
    learned = [refined(example, first) for example in published(folder / "train.txt")]
    examples, best = [*learned * PUBLISHED, *ours * OWN], -1.0
    with tempfile.TemporaryDirectory() as work:
        write_vectors(Path(work) / "vectors.pt")
        candidate, vectors = Path(work) / MODEL.name, Pretrain(f"{work}/vectors.pt")
        for seed, step in ((one, step) for one in SEEDS for step in _trained(one, examples, vectors, candidate)):
            answer = _answering(_loaded(candidate))
            reached = strict_f1(answer, our_dev), strict_f1(answer, dev, coarse)
            print(f"seed {seed}, step {step}: F1 {100 * reached[0]:.1f} on our dev, {100 * reached[1]:.1f} on dev.txt", flush=True)
            if sum(reached) > best:
                best = sum(reached)
                shutil.copyfile(candidate, MODEL)
    _report(published(folder / "test.txt"))


def _trained(seed: int, examples: Iterable[Example], vectors: Pretrain, path: Path) -> Iterator[int]:
    """Trains, and writes the running mean every so many steps."""
    options = parse_args((*RECIPE, "--seed", str(seed)))
    set_random_seed(seed)
    batches = DataLoader(
        Document(list(_sentences(examples))), options["batch_size"], options, vectors, max_batch_words=options["max_batch_words"]
    )
    trainer = Trainer(args=options, vocab=batches.vocab, pretrain=vectors, device="cpu")
    mean = AveragedModel(trainer.model, avg_fn=_averaged)
    falling = CosineAnnealingLR(trainer.optimizer, STEPS, eta_min=LAST_RATE)
    for step, batch in zip(range(1, STEPS + 1), _forever(batches), strict=False):
        trainer.update(batch)
        falling.step()
        mean.update_parameters(trainer.model)
        if step % EVERY == 0:
            trained, trainer.model = trainer.model, mean.module
            trainer.save(str(path))
            trainer.model = trained
            yield step


def _averaged(mean: torch.Tensor, new: torch.Tensor, steps: torch.Tensor | int) -> torch.Tensor:
    return new.lerp(mean, min(KEPT, (1 + int(steps)) / (10 + int(steps))))


def _forever(batches: DataLoader) -> Iterator[Any]:
    while True:
        yield from batches
        batches.reshuffle()


def _loaded(model: Path) -> Stanza:
    system = Stanza()
    system.load(model)
    return system


def _answering(system: Stanza) -> Callable[[Example], list[Found]]:
    return lambda example: agreed(example.text, example.sentences, system.tagged(example.sentences))


def _report(test: list[Example]) -> None:
    """Prints what the model that was kept reaches as the system uses it, and over the file's own tokens."""
    system = _loaded(MODEL)

    def over_its_tokens(example: Example) -> list[Found]:
        return system.tagged([list(re.finditer(r"\S+", example.text))])

    through_ours, through_its = (100 * strict_f1(way, test, coarse) for way in (_answering(system), over_its_tokens))
    print(f"F1 {through_ours:.1f} on test.txt, {through_its:.1f} over its own tokens")


def _sentences(examples: Iterable[Example]) -> Iterator[list[dict[str, str]]]:
    """The sentences in the form that the trainer reads."""
    for example in examples:
        for tokens, tags in zip(example.sentences, example.tags, strict=True):
            yield [{"text": token[0], "ner": tag} for token, tag in zip(tokens, tags, strict=True)]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(str(UsageError("expected one folder, of train.txt, dev.txt and test.txt: python -m systems.stanza.train FOLDER")))
    main(Path(sys.argv[1]))
