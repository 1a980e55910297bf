"""Money: spans, currencies, values and nearness, case by case."""

from __future__ import annotations

import pytest

from benchmark.metrics import Batch
from benchmark.metrics.money import count
from benchmark.profiles import PROFILES
from benchmark.records import Annotations, Money

BILLION = Money(0, 12, "USD", "14300000000")
HUNDREDS = Money(0, 12, "USD", None, "100000000", "999999999")


def right(gold: Money, predicted: Money) -> dict[str, float]:
    """What a single answer to a single amount is credited with, by metric."""
    batch = Batch([Annotations(money=(gold,))], [Annotations(money=(predicted,))])
    return {tally.metric: float(tally.right[tally.label == ""].sum()) for tally in count(batch, PROFILES["linimasa"])}


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        pytest.param(BILLION, BILLION, (1, 1, 1, 1, 1), id="the same"),
        pytest.param(BILLION, Money(0, 12, "USD", "14300000000.0"), (1, 1, 1, 1, 1), id="written otherwise"),
        pytest.param(BILLION, Money(0, 12, "USD", "14.3"), (1, 1, 1, 0, 0), id="without its magnitude"),
        pytest.param(BILLION, Money(0, 12, "USD", "14200000000"), (1, 1, 1, 0, 1), id="within a hundredth"),
        pytest.param(BILLION, Money(0, 12, "USD", "14000000000"), (1, 1, 1, 0, 0), id="further off"),
        pytest.param(BILLION, Money(0, 12, "IDR", "14300000000"), (1, 1, 0, 0, 0), id="another currency"),
        pytest.param(BILLION, Money(1, 12, "USD", "14300000000"), (0, 1, 1, 1, 1), id="another extent"),
        pytest.param(BILLION, Money(20, 32, "USD", "14300000000"), (0, 0, 0, 0, 0), id="elsewhere"),
        pytest.param(HUNDREDS, HUNDREDS, (1, 1, 1, 1, 1), id="the same bounds"),
        pytest.param(HUNDREDS, Money(0, 12, "USD", "100000000"), (1, 1, 1, 0, 0), id="an amount for a vague one"),
        pytest.param(
            Money(0, 12, "USD", None, "100", "10000"), Money(0, 12, "USD", None, "1000", "10000"), (1, 1, 1, 0, 0.5), id="half the bounds"
        ),
        pytest.param(BILLION, Money(0, 12, "USD"), (1, 1, 1, 0, 0), id="no value at all"),
    ],
)
def test_an_amount_is_credited(gold: Money, predicted: Money, expected: tuple[float, ...]) -> None:
    metrics = ("strict", "relaxed", "currency", "value", "near")
    assert right(gold, predicted) == pytest.approx(dict(zip(metrics, expected, strict=True)))
