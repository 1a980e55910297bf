"""Time expressions: spans, types, values and intervals, case by case."""

from __future__ import annotations

import pytest

from benchmark.metrics import Batch
from benchmark.metrics.timexes import count
from benchmark.profiles import PROFILES
from benchmark.records import Annotations, Timex

JUNE = Timex(0, 10, "DATE", "2025-06")


def right(gold: Timex, predicted: Timex, profile: str = "linimasa") -> dict[str, float]:
    """What a single answer to a single time expression is credited with, by metric."""
    batch = Batch([Annotations(timexes=(gold,))], [Annotations(timexes=(predicted,))])
    return {tally.metric: float(tally.right[tally.label == ""].sum()) for tally in count(batch, PROFILES[profile])}


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        pytest.param(JUNE, JUNE, (1, 1, 1, 1, 1), id="the same"),
        pytest.param(JUNE, Timex(6, 10, "DATE", "2025-06"), (0, 1, 1, 1, 1), id="a part of it"),
        pytest.param(JUNE, Timex(0, 10, "DATE", "2024-06"), (1, 1, 1, 0, 0), id="another year"),
        pytest.param(JUNE, Timex(0, 10, "DATE", "2025"), (1, 1, 1, 0, 30 / 365), id="a year that holds the month"),
        pytest.param(JUNE, Timex(0, 10, "SET", "2025-06"), (1, 1, 0, 1, None), id="another type"),
        pytest.param(JUNE, Timex(20, 30, "DATE", "2025-06"), (0, 0, 0, 0, 0), id="elsewhere"),
        pytest.param(Timex(0, 9, "DURATION", "P3.5Y"), Timex(0, 9, "DURATION", "P42M"), (1, 1, 1, 1, 1), id="a duration in other units"),
        pytest.param(Timex(0, 9, "DATE", "PRESENT_REF"), Timex(0, 9, "DATE", "PRESENT_REF"), (1, 1, 1, 1, 1), id="no calendar interval"),
        pytest.param(Timex(0, 9, "DATE", "2025-Q2"), Timex(0, 9, "DATE", "2025-06"), (1, 1, 1, 0, 30 / 91), id="a month of a quarter"),
        pytest.param(JUNE, Timex(0, 10, "DATE"), (1, 1, 1, 0, 0), id="no value"),
    ],
)
def test_a_time_expression_is_credited(gold: Timex, predicted: Timex, expected: tuple[float | None, ...]) -> None:
    found = right(gold, predicted)
    for metric, credit in zip(("strict", "relaxed", "type", "value", "interval"), expected, strict=True):
        assert credit is None or found[metric] == pytest.approx(credit), metric


def test_tempeval3_compares_values_as_strings_and_missing_equals_missing() -> None:
    years, months = Timex(0, 9, "DURATION", "P3.5Y"), Timex(0, 9, "DURATION", "P42M")
    assert right(years, months)["value"] == 1
    assert right(years, months, "tempeval3")["value"] == 0
    unvalued = Timex(0, 9, "DATE")
    assert right(unvalued, unvalued, "tempeval3")["value"] == 1
