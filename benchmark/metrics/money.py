"""Amounts of money: extent, currency and value.

Definition.  `strict`: the span equals a gold amount's.  `relaxed`: they overlap.  `currency`: they overlap and the currency is the same.
`value`: besides, the amounts are equal, or both are vague with equal bounds.  `near`: the same currency, and equal value: 1;
two amounts within 1 % of the larger: 1; two vague ones: overlap over union of the bounds on a logarithmic axis; an amount against a vague
one: 0.
Source.  Extents as for time expressions (TempEval-3); the rest is ours.
Conventions.  Amounts are compared as decimals, so that 1500000 equals 1500000.0.  Labels are currencies.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from benchmark.metrics import Batch, Tally
from benchmark.metrics.counting import Columns, columns_of, count_pairs, count_totals, exact_pairs
from benchmark.profiles import Profile
from benchmark.records import Money

LAYER = "money"
METRICS = ("strict", "relaxed", "currency", "value", "near")
HEADLINE = "value"
NEAR = Decimal("0.01")

Value = tuple[Decimal | None, Decimal | None, Decimal | None]


def count(batch: Batch, profile: Profile) -> Iterator[Tally]:
    """Counts of every metric by document and currency."""
    del profile
    columns = columns_of(
        [document.money or () for document in batch.gold],
        [document.money or () for document in batch.predicted],
        attrgetter("currency"),
        keep_records=True,
    )
    totals = count_totals(columns)
    yield count_pairs("strict", columns, exact_pairs(columns, same_label=False), totals)
    yield count_pairs("relaxed", columns, columns.pair(np.ones(len(columns.overlaps))), totals)
    yield count_pairs("currency", columns, columns.pair(columns.same_label.astype(np.float64)), totals, same_label=True)
    value, near = _credits(columns)
    yield count_pairs("value", columns, columns.pair(value), totals)
    yield count_pairs("near", columns, columns.pair(near), totals)


def _credits(columns: Columns) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each overlap the credit of `value` and of `near`."""
    gold = [_value(money) for money in columns.gold_records]
    predicted = [_value(money) for money in columns.predicted_records]
    same_currency = columns.same_label
    value, near = np.zeros(len(columns.overlaps)), np.zeros(len(columns.overlaps))
    for place in np.flatnonzero(same_currency):
        one, other = gold[columns.overlaps.gold[place]], predicted[columns.overlaps.predicted[place]]
        value[place] = one == other != (None, None, None)
        near[place] = 1.0 if value[place] else _nearness(one, other)
    return value, near


def _value(money: Money) -> Value:
    """Amount and bounds as decimals; the bounds of an amount do not count."""
    amount = _decimal(money.amount)
    return (amount, None, None) if amount is not None else (None, _decimal(money.min), _decimal(money.max))


def _decimal(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _nearness(one: Value, other: Value) -> float:
    if one[0] is not None and other[0] is not None:
        return float(abs(one[0] - other[0]) <= NEAR * max(abs(one[0]), abs(other[0])))
    bounds = [bound for value in (one, other) for bound in value[1:]]
    if one[0] is not None or other[0] is not None or any(bound is None or bound <= 0 for bound in bounds):
        return 0.0
    low, high, other_low, other_high = (math.log10(bound) for bound in bounds if bound is not None)
    shared, union = min(high, other_high) - max(low, other_low), max(high, other_high) - min(low, other_low)
    return max(0.0, shared) / union if union > 0 else 1.0
