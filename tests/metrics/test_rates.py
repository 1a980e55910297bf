"""Rates from counts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.metrics.rates import RATES, macro, mean_score, rates_array, score_of
from benchmark.records import Counts, Score
from benchmark.resampling import macro_rates, mean_rates


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param((0, 0, 0, 0), (None, None, None), id="nothing on either side"),
        pytest.param((0, 0, 0, 4), (None, 0, 0), id="nothing predicted"),
        pytest.param((0, 4, 0, 0), (0, None, 0), id="no gold"),
        pytest.param((0, 3, 0, 4), (0, 0, 0), id="all wrong"),
        pytest.param((3, 4, 3, 6), (0.75, 0.5, 0.6), id="one-to-one"),
        pytest.param((1, 4, 3, 4), (0.25, 0.75, 0.375), id="numerators that differ, as in closures"),
        pytest.param((0.5, 1, 0.5, 1), (0.5, 0.5, 0.5), id="partial credit"),
    ],
)
def test_rates_at_the_borders_and_inside(counts, expected):
    score = score_of(Counts(*map(float, counts)))
    assert tuple(getattr(score, name) for name in RATES) == expected


@st.composite
def counts_of_sides(draw):
    predicted, gold = draw(st.integers(0, 30)), draw(st.integers(0, 30))
    return draw(st.integers(0, predicted)), predicted, draw(st.integers(0, gold)), gold


@given(counts_of_sides())
def test_rates_stay_between_0_and_1_and_f1_between_precision_and_recall(counts):
    score = score_of(Counts(*map(float, counts)))
    rates = [rate for rate in (score.precision, score.recall, score.f1) if rate is not None]
    assert all(0 <= rate <= 1 for rate in rates)
    if score.precision is not None and score.recall is not None:
        assert min(rates) - 1e-12 <= score.f1 <= max(rates) + 1e-12


@given(counts_of_sides())
def test_precision_and_recall_exchange_when_the_sides_do(counts):
    right, predicted, found, gold = map(float, counts)
    score, exchanged = score_of(Counts(right, predicted, found, gold)), score_of(Counts(found, gold, right, predicted))
    assert (score.precision, score.recall) == (exchanged.recall, exchanged.precision)
    assert score.f1 == pytest.approx(exchanged.f1) if score.f1 is not None else exchanged.f1 is None


@given(st.lists(counts_of_sides(), min_size=1, max_size=20))
def test_arrays_give_what_single_counts_give(rows):
    arrays = rates_array(*np.array(rows, dtype=float).T)
    for place, row in enumerate(rows):
        score = score_of(Counts(*map(float, row)))
        for name, array in zip(RATES, arrays, strict=True):
            rate = getattr(score, name)
            assert math.isnan(array[place]) if rate is None else array[place] == rate


def test_macro_skips_labels_without_a_rate():
    score = macro([Score(1.0, 0.5, 0.6), Score(None, 0.0, 0.0), Score(None, None, None)])
    assert (score.precision, score.recall, score.f1) == (1.0, 0.25, 0.3)


def test_macro_of_no_label_is_undefined():
    assert macro([]) == Score(None, None, None)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        pytest.param([(1.0, 0.5, 0.6), (0.5, 0.5, 0.5)], (0.75, 0.5, 0.55), id="both defined"),
        pytest.param([(1.0, 0.5, 0.6), (None, None, None)], (1.0, 0.5, 0.6), id="nothing on either side of one is left out"),
        pytest.param([(1.0, 0.5, 0.6), (None, 0.0, 0.0)], (0.5, 0.25, 0.3), id="one that predicts nothing counts as 0"),
        pytest.param([(None, None, None)] * 2, (None, None, None), id="nothing on either side of any"),
        pytest.param([], (None, None, None), id="no metric"),
    ],
)
def test_the_mean_of_metrics(scores, expected):
    score = mean_score([Score(*rates) for rates in scores])
    assert (score.precision, score.recall, score.f1) == expected


@given(st.lists(counts_of_sides(), min_size=1, max_size=4))
def test_resampled_means_of_metrics_are_those_of_scores(rows):
    score = mean_score([score_of(Counts(*map(float, row))) for row in rows])
    resampled = mean_rates(np.array(rows, dtype=float))
    for place, name in enumerate(RATES):
        rate = getattr(score, name)
        assert np.isnan(resampled[place]) if rate is None else resampled[place] == pytest.approx(rate)


@given(st.lists(counts_of_sides(), min_size=1, max_size=4))
def test_resampled_macro_rates_are_those_of_scores(rows):
    score = macro([score_of(Counts(*map(float, row))) for row in rows])
    resampled = macro_rates(np.array(rows, dtype=float))
    for place, name in enumerate(RATES):
        rate = getattr(score, name)
        assert np.isnan(resampled[place]) if rate is None else resampled[place] == pytest.approx(rate)
