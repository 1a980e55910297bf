"""The cases that the coreference reference scorer and its LEA companion print, to four decimals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmark.formats import open_corpus, read_predictions
from benchmark.profiles import profile_named
from benchmark.scoring import Scorer

NAMES = {"muc": "muc", "bcub": "b3", "ceafm": "ceaf_m", "ceafe": "ceaf_e", "blanc": "blanc"}

pytestmark = pytest.mark.reference


def scored(folder: Path, case: dict[str, Any]) -> dict[str, tuple[float, float, float]]:
    scorer = Scorer("conll2012", layers=["clusters"])
    profile = profile_named("conll2012")
    gold, predicted = open_corpus(folder / case["key"], profile=profile), read_predictions(folder / case["response"], profile=profile)
    scores = scorer.add(gold=gold, predicted=predicted).scores()["clusters"]
    return {name: (score.micro.recall or 0.0, score.micro.precision or 0.0, score.micro.f1 or 0.0) for name, score in scores.items()}


def test_every_case_scores_as_printed(reference: Path) -> None:
    folder = reference / "coreference"
    cases = json.loads((folder / "official.json").read_text())["cases"]
    assert len(cases) == 36
    wrong = []
    for case in cases:
        ours = scored(folder, case)
        expected = {NAMES[name]: values for name, values in case["expected"].items()}
        if case.get("lea_coval"):
            expected["lea"] = case["lea_coval"]
        for name, values in expected.items():
            if any(abs(mine - theirs) > 1e-4 for mine, theirs in zip(ours[name], values, strict=True)):
                wrong.append((case["id"], name, ours[name], values))
    assert wrong == []
