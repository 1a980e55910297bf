"""The function that another machine would call, against a run on this one."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from benchmark.corpora import Corpus, read_corpus
from benchmark.engines import evaluate_batch
from benchmark.evaluating import count_run, counting_plan
from benchmark.extractors import Extractor, find_system
from benchmark.records import Document, Entity
from benchmark.running import extract_corpus

GOLD = Path(__file__).parent.parent / "gold"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(GOLD).select(split="dev", langs=["id"])


@pytest.mark.parametrize(
    ("name", "label_set"), [pytest.param("regex", None, id="own label set"), pytest.param("crf", "conll4", id="coarse types")]
)
def test_batches_count_what_a_run_stores(corpus: Corpus, tmp_path: Path, name: str, label_set: str | None) -> None:
    label_set = label_set or corpus.label_set
    extraction = extract_corpus(find_system(name), corpus, results=tmp_path)
    run = count_run(extraction, corpus, label_set=label_set, results=tmp_path)
    assert run is not None
    system = extraction.system()
    system.load()
    golds, plan = list(corpus), counting_plan(extraction.system, corpus, label_set)
    batches = [evaluate_batch(system, part, plan) for part in (golds[:1], golds[1:])]
    assert [answer.id for answers, _ in batches for answer in answers] == [gold.id for gold in golds]
    rows = [row for _, counted in batches for row in counted.scorer.rows()]
    with run.counts.open(encoding="utf-8", newline="") as file:
        stored = list(csv.reader(file))[1:]
    assert [row[:4] for row in rows] == [tuple(row[:4]) for row in stored]
    assert [number for row in rows for number in row[4:]] == pytest.approx([float(number) for row in stored for number in row[4:]])


class Wild(Extractor):
    """Fails on one document, gives a type of no label set on another."""

    name, languages, provides = "wild", ("id",), ("entities",)
    version = "1"

    def extract(self, document: Document):
        if document.id == "id-001":
            raise RuntimeError("no")
        yield Entity(0, 1, "DRAGON")


def test_a_failure_and_an_unknown_type_count_as_missed_and_are_named(corpus: Corpus) -> None:
    golds = [gold for gold in corpus if gold.id in ("id-001", "id-002")]
    _, counted = evaluate_batch(Wild(), golds, counting_plan(Wild, corpus, corpus.label_set))
    assert counted.failures["id-001"].startswith("RuntimeError: no")
    assert "DRAGON is not in the label set" in counted.failures["id-002"]
    micro = counted.scorer.scores()["entities"]["strict"].micro.counts
    assert micro is not None
    assert (micro.predicted, micro.found, micro.gold) == (0, 0, sum(len(gold.entities or ()) for gold in golds))


def test_a_worker_does_not_load_the_scorer() -> None:
    code = "import benchmark.engines, sys; sys.exit('benchmark.scoring' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
