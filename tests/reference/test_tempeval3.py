"""TempEval-3's scores of time expressions and links, to the digit."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmark.formats import detect, open_corpus, read_predictions
from benchmark.scoring import Scorer

pytestmark = pytest.mark.reference


@pytest.mark.parametrize(
    ("metric", "precision", "recall", "f1"),
    [("strict", 91.53, 78.26, 84.37), ("relaxed", 95.76, 81.88, 88.28), ("value", None, None, 77.34), ("type", None, None, 80.47)],
)
def test_time_expressions_score_as_published(
    reference: Path, metric: str, precision: float | None, recall: float | None, f1: float
) -> None:
    folder = reference / "te3_timexes"
    (system,) = (folder / "systems").iterdir()
    assert detect(folder / "gold").NAME == "timeml"
    scorer = Scorer("tempeval3", layers=["timexes"])
    score = scorer.add(gold=open_corpus(folder / "gold"), predicted=read_predictions(system)).scores()["timexes"][metric].micro
    for rate, published in ((score.precision, precision), (score.recall, recall), (score.f1, f1)):
        # The reference prints percent cut to two decimals.
        assert published is None or abs(100 * (rate or 0.0) - published) < 0.01


def test_the_platinum_links_are_right_against_themselves(reference: Path) -> None:
    gold = list(open_corpus(reference / "te3_links" / "gold"))
    predicted = read_predictions(reference / "te3_links" / "gold")
    assert Scorer(layers=["links"]).add(gold=gold, predicted=predicted).scores()["links"]["awareness"].micro.f1 == 1.0


@pytest.mark.parametrize(
    ("system", "precision", "recall", "f1"),
    [("pred_20_0.01_0.0", "69.7597", "65.4867", "67.5557"), ("pred_0.6_1.4_1", "35.5236", "46.4602", "40.2624")],
)
def test_awareness_is_what_the_toolkit_prints(reference: Path, system: str, precision: str, recall: str, f1: str) -> None:
    folder = reference / "te3_links"
    scorer = Scorer("tempeval3", layers=["links"])
    scorer.add(gold=open_corpus(folder / "gold"), predicted=read_predictions(folder / "systems" / system))
    score = scorer.scores()["links"]["awareness"].micro
    assert tuple(f"{100 * (rate or 0.0):.4f}" for rate in (score.precision, score.recall, score.f1)) == (precision, recall, f1)
