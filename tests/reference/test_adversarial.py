"""Overlapping, nested, duplicate and empty spans, with the counts that the optimal pairing gives in each SemEval-2013 mode."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmark.metrics import Batch, entities
from benchmark.profiles import PROFILES
from benchmark.records import Annotations, Entity

NAMES = {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}

pytestmark = pytest.mark.reference


def side(rows: list[list[Any]]) -> Annotations:
    return Annotations(entities=tuple(Entity(*row) for row in rows))


def test_every_case_is_counted_as_expected(reference: Path) -> None:
    cases = json.loads((reference / "adversarial.json").read_text())["span_cases"]
    assert len(cases) >= 13
    for case in cases:
        batch = Batch([side(document["gold"]) for document in case["docs"]], [side(document["pred"]) for document in case["docs"]])
        for tally in entities.count(batch, PROFILES["linimasa"]):
            expected = case["expected"][NAMES[tally.metric]]
            every = tally.label == ""
            credit = expected["COR"] + 0.5 * expected["PAR"]
            counted = tuple(float(column[every].sum()) for column in (tally.right, tally.predicted, tally.found, tally.gold))
            assert counted == (credit, expected["ACT"], credit, expected["POS"]), (case["id"], tally.metric)
