"""HIPE-2022's published results, to the digit: six responses, strict and fuzzy, every label."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmark.formats import open_corpus, read_predictions
from benchmark.profiles import profile_named
from benchmark.scoring import MetricScore, Scorer

RESPONSES = (
    "neurbsl_bundle3_ajmc_en_1",
    "neurbsl_bundle3_sonar_de_1",
    "team1_bundle4_ajmc_en_1",
    "team2_bundle1_ajmc_en_1",
    "team4_bundle4_sonar_de_1",
    "team4_bundle4_sonar_de_2",
)

pytestmark = pytest.mark.reference


def official(folder: Path, response: str) -> Iterator[dict[str, str]]:
    with (folder / "official.tsv").open() as lines:
        yield from (row for row in csv.DictReader(lines, delimiter="\t") if row["System"] == response)


def scores_of(folder: Path, response: str) -> dict[str, MetricScore]:
    profile = profile_named("hipe2022")
    gold = list(open_corpus(folder / ("gold-ajmc-test-en.tsv" if "ajmc" in response else "gold-sonar-test-de.tsv"), profile=profile))
    predicted = read_predictions(folder / "systems" / f"{response}.tsv", profile=profile, gold=gold)
    return Scorer("hipe2022").add(gold=gold, predicted=predicted).scores()["entities"]


@pytest.mark.parametrize("response", RESPONSES)
def test_a_response_scores_as_published(reference: Path, response: str) -> None:
    folder = reference / "hipe2022"
    scores = scores_of(folder, response)
    rows = list(official(folder, response))
    assert len(rows) > 6
    for row in rows:
        metric = scores["strict" if "strict" in row["Evaluation"] else "fuzzy"]
        score = metric.micro if row["Label"] == "ALL" else metric.labels[row["Label"]]
        assert score.counts is not None
        counts = (score.counts.right, score.counts.predicted - score.counts.right, score.counts.gold - score.counts.found)
        assert counts == (float(row["TP"]), float(row["FP"]), float(row["FN"])), row
        for name, published in (("precision", row["P"]), ("recall", row["R"]), ("f1", row["F1"])):
            # The reference prints 0 where a rate has nothing under it.
            assert round(getattr(score, name) or 0.0, 3) == float(published), row
