"""Intervals, p-values and rank ranges over arrays of counts."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from benchmark import resampling
from benchmark.resampling import (
    Interval95,
    bootstrap,
    compare_paired,
    compare_pairs,
    holm,
    label_intervals,
    macro_rates,
    mean_rates,
    micro_rates,
    p_values,
    rank_ranges,
)

F1 = 2


def counts_of(right, predicted, gold):
    """One unit of one-to-one counts: (documents, 1, 4)."""
    return np.stack([right, predicted, right, gold], axis=-1).astype(np.float64)[:, None, :]


def synthetic(documents, *, seed, accuracy=0.7, spans=8.0):
    """Documents of a corpus whose system is right on each gold span with a probability that varies by document."""
    generator = np.random.default_rng(seed)
    gold = generator.poisson(spans, documents) + 1
    chance = np.clip(generator.normal(accuracy, 0.15, documents), 0, 1)
    return counts_of(generator.binomial(gold, chance), gold, gold)


@st.composite
def systems(draw, *, units=1, most=40):
    """Counts of two systems on the same documents."""
    documents = draw(st.integers(1, most))
    rows = draw(st.lists(st.tuples(*[st.integers(0, 5)] * 4), min_size=documents * units * 2, max_size=documents * units * 2))
    raw = np.array(rows, dtype=np.float64).reshape(2, documents, units, 4)
    raw[1, ..., 3] = raw[0, ..., 3]
    raw[..., 0] = np.minimum(raw[..., 0], raw[..., 1])
    raw[..., 2] = np.minimum(raw[..., 2], raw[..., 3])
    return raw[0], raw[1]


def test_fewer_than_ten_documents_give_no_interval():
    assert list(bootstrap(synthetic(9, seed=1))) == [None, None, None]


@pytest.mark.parametrize(("documents", "unsure"), [(10, True), (29, True), (30, False)])
def test_intervals_over_ten_to_twenty_nine_documents_are_marked_unsure(documents, unsure):
    assert bootstrap(synthetic(documents, seed=1))[F1].unsure is unsure


def test_an_undefined_rate_has_no_interval():
    assert list(bootstrap(counts_of(np.zeros(40), np.zeros(40), np.zeros(40)))) == [None, None, None]


@pytest.mark.parametrize(
    ("answered", "has_interval"),
    [
        # A resample misses all of k documents of 40 with probability (1 - k/40)^40: 0.013 for 4, 0.13 for 2.
        pytest.param(4, True, id="undefined in 1 % of the resamples"),
        pytest.param(2, False, id="undefined in 13 % of the resamples"),
    ],
)
def test_an_interval_that_lacks_more_than_a_twentieth_of_its_resamples_is_none(answered, has_interval):
    predicted = np.arange(40) < answered
    precision, recall, _ = bootstrap(counts_of(predicted, predicted, np.ones(40)))
    assert (precision is not None) is has_interval
    assert recall is not None


@settings(max_examples=40, deadline=None)
@given(systems())
def test_an_interval_lies_between_0_and_1_in_order(pair):
    for interval in bootstrap(pair[0], resamples=500):
        assert interval is None or 0 <= interval.low <= interval.high <= 1


def test_equal_documents_leave_no_doubt():
    assert bootstrap(counts_of(np.full(50, 3), np.full(50, 4), np.full(50, 6)))[F1] == Interval95(0.6, 0.6)


def test_the_interval_is_that_of_the_central_limit_theorem_in_a_large_corpus():
    counts = synthetic(2_000, seed=3)
    right, gold = counts[:, 0, 0], counts[:, 0, 3]
    rate = right.sum() / gold.sum()
    deviation = np.sqrt(((right - rate * gold) ** 2).sum()) / gold.sum()
    interval = bootstrap(counts)[F1]
    assert interval.low == pytest.approx(rate - 1.96 * deviation, abs=0.1 * deviation)
    assert interval.high == pytest.approx(rate + 1.96 * deviation, abs=0.1 * deviation)


@pytest.mark.parametrize(
    ("documents", "least"), [pytest.param(15, 0.88, id="BCa"), pytest.param(40, 0.90, id="percentile"), pytest.param(150, 0.92, id="more")]
)
def test_intervals_cover_the_truth_about_as_often_as_they_say(documents, least):
    truth = synthetic(200_000, seed=0)
    target = truth[:, 0, 0].sum() / truth[:, 0, 3].sum()
    covered = 0
    for seed in range(300):
        interval = bootstrap(synthetic(documents, seed=1_000 + seed), resamples=800)[F1]
        covered += interval.low <= target <= interval.high
    assert least <= covered / 300 <= 0.985


def test_bca_agrees_with_scipy():
    counts = synthetic(20, seed=5)
    right, gold = counts[:, 0, 0], counts[:, 0, 3]

    def rate(numerator, denominator, axis=-1):
        return numerator.sum(axis=axis) / denominator.sum(axis=axis)

    theirs = stats.bootstrap((right, gold), rate, paired=True, n_resamples=10_000, method="BCa", rng=np.random.default_rng(1))
    ours = bootstrap(counts)[F1]
    assert ours.low == pytest.approx(theirs.confidence_interval.low, abs=0.004)
    assert ours.high == pytest.approx(theirs.confidence_interval.high, abs=0.004)


def test_groups_of_equal_documents_draw_from_the_same_distribution_as_documents(monkeypatch):
    counts = counts_of(*np.random.default_rng(7).integers(1, 4, (3, 400)))
    plain = bootstrap(counts)
    monkeypatch.setattr(resampling, "MOST_SHARED", 0)
    grouped = bootstrap(counts)
    for one, other in zip(plain, grouped, strict=True):
        width = one.high - one.low
        assert one.low == pytest.approx(other.low, abs=0.05 * width)
        assert one.high == pytest.approx(other.high, abs=0.05 * width)


@pytest.mark.parametrize(
    ("most_shared", "spread"),
    [
        pytest.param(5_000, 3, id="documents drawn once for all"),
        pytest.param(0, 3, id="groups"),
        pytest.param(0, 200, id="documents, where most of them differ"),
    ],
)
def test_resampled_sums_have_the_moments_that_theory_gives_them(monkeypatch, most_shared, spread):
    monkeypatch.setattr(resampling, "MOST_SHARED", most_shared)
    right = np.random.default_rng(9).poisson(spread, 300)
    drawn = []
    bootstrap(counts_of(right, right, right), lambda sums: drawn.append(sums[..., 0, 0]) or micro_rates(sums))
    sums = max(drawn, key=np.size)
    assert len(sums) == 10_000
    deviation = np.sqrt(len(right)) * right.std()
    assert sums.mean() == pytest.approx(right.sum(), abs=4 * deviation / 100)
    assert sums.std() == pytest.approx(deviation, rel=0.03)


def test_the_order_of_documents_does_not_matter_to_groups(monkeypatch):
    monkeypatch.setattr(resampling, "MOST_SHARED", 0)
    counts = counts_of(np.arange(60) % 3, np.full(60, 3), np.full(60, 4))
    assert list(bootstrap(counts)) == list(bootstrap(counts[::-1]))


def test_labels_and_their_macro_have_the_intervals_that_they_have_alone():
    labels = [synthetic(50, seed=seed) for seed in (1, 2, 3)]
    counts = np.concatenate([sum(labels), *labels], axis=1)
    *units, macro = label_intervals(counts)
    for unit, alone in zip(units, [sum(labels), *labels], strict=True):
        assert list(unit) == list(bootstrap(alone))
    assert list(macro) == list(bootstrap(np.concatenate(labels, axis=1), macro_rates))


def test_large_tables_give_labels_the_same_kinds_of_intervals(monkeypatch):
    labels = [synthetic(60, seed=seed) for seed in (1, 2)]
    counts = np.concatenate([sum(labels), *labels], axis=1)
    plain = label_intervals(counts)
    monkeypatch.setattr(resampling, "MOST_SHARED", 0)
    for one, other in zip(plain.ravel(), label_intervals(counts).ravel(), strict=True):
        assert one.low == pytest.approx(other.low, abs=0.01)
        assert one.high == pytest.approx(other.high, abs=0.01)


@pytest.mark.parametrize(
    ("first", "second", "p"),
    [
        pytest.param([0, 0, 0], [1, 1, 1], 2 / 8, id="better on three of three: one exchange and its mirror image"),
        pytest.param([0, 0, 0, 0, 0], [1, 1, 1, 1, 1], 2 / 32, id="better on five of five"),
        pytest.param([0, 0, 0, 1], [1, 1, 1, 0], 10 / 16, id="better on three of four: sums 4 or 2 of +-1 +-1 +-1 +-1"),
        pytest.param([0, 0, 0, 2, 2], [1, 1, 1, 2, 2], 2 / 8, id="documents on which both are equal do not count"),
        pytest.param([1, 1], [1, 1], 1.0, id="equal everywhere"),
    ],
)
def test_exact_p_values_worked_by_hand(first, second, p):
    gold = np.full(len(first), 4)
    counts = [counts_of(np.array(right), gold, gold) for right in (first, second)]
    assert compare_paired(*counts).p == p


@settings(max_examples=60, deadline=None)
@given(systems(most=7))
def test_exact_p_values_are_those_of_enumerating_every_exchange(pair):
    first, second = pair

    def f1_difference(one, other):
        return micro_rates(other.sum(axis=0))[F1] - micro_rates(one.sum(axis=0))[F1]

    observed = abs(f1_difference(first, second))
    values = []
    for swaps in itertools.product([False, True], repeat=len(first)):
        chosen = np.array(swaps)[:, None, None]
        values.append(abs(f1_difference(np.where(chosen, second, first), np.where(chosen, first, second))))
    values = np.array(values)
    p = compare_paired(first, second).p
    if np.isnan(observed) or np.isnan(values).mean() > 0.05:
        assert p is None
    else:
        assert p == pytest.approx((values >= observed - 1e-12).sum() / (~np.isnan(values)).sum())


def test_a_random_p_value_is_never_0():
    gold = np.full(200, 5)
    counts = [counts_of(np.full(200, right), gold, gold) for right in (1, 4)]
    assert compare_paired(*counts).p == 1 / 10_001


def test_random_exchanges_give_about_the_exact_p_value(monkeypatch):
    gold, gained = np.full(13, 9), np.array([1, 1, 2, 1, -1, 3, 1, -2, 1, 1, 2, -1, 1])
    counts = [counts_of(right, gold, gold) for right in (np.full(13, 4), 4 + gained)]
    exact = compare_paired(*counts).p
    monkeypatch.setattr(resampling, "_every_exchange", None)
    (sampled,) = p_values(counts, [(0, 1)], resamples=4_000)
    assert sampled == pytest.approx(exact, abs=0.02)


def test_systems_that_do_not_differ_are_rarely_told_apart():
    found = []
    for seed in range(200):
        one = synthetic(60, seed=2 * seed + 1)
        generator = np.random.default_rng(seed)
        other = counts_of(generator.binomial(one[:, 0, 3].astype(int), 0.7), one[:, 0, 3], one[:, 0, 3])
        swap = generator.integers(0, 2, 60)[:, None, None] == 1
        found.append(compare_paired(np.where(swap, other, one), np.where(swap, one, other), resamples=500).p)
    assert 0.015 <= np.mean(np.array(found) < 0.05) <= 0.1
    assert np.mean(found) == pytest.approx(0.5, abs=0.08)


@settings(max_examples=30, deadline=None)
@given(systems(units=2))
def test_a_difference_turns_its_sign_with_the_systems_and_keeps_its_p_value(pair):
    forward, backward = (compare_paired(*order, macro_rates, resamples=400) for order in (pair, pair[::-1]))
    assert forward.p == backward.p
    if forward.value is None:
        assert backward.value is None
    else:
        assert forward.value == pytest.approx(-backward.value)
    if forward.interval is not None and not forward.interval.unsure:
        assert (forward.interval.low, forward.interval.high) == pytest.approx((-backward.interval.high, -backward.interval.low))


@settings(max_examples=20, deadline=None)
@given(systems())
def test_a_system_does_not_differ_from_itself(pair):
    difference = compare_paired(pair[0], pair[0].copy())
    assert difference.value in (None, 0)
    assert difference.p == (None if difference.value is None else 1)
    assert difference.interval in (None, Interval95(0, 0), Interval95(0, 0, unsure=True))


def test_pairing_makes_the_interval_of_a_difference_narrower():
    hard = synthetic(80, seed=11)
    better = hard.copy()
    better[:, 0, [0, 2]] = np.minimum(better[:, 0, [0, 2]] + (np.arange(80) % 4 == 0)[:, None], better[:, 0, [3]])
    interval = compare_paired(hard, better).interval
    alone = bootstrap(hard)[F1]
    assert interval.high - interval.low < (alone.high - alone.low) / 2
    assert interval.excludes(0)


def test_pairs_compared_together_have_the_p_values_that_they_have_alone():
    first = synthetic(50, seed=1)
    counts = [first]
    for seed in (2, 3):
        right = np.random.default_rng(seed).binomial(first[:, 0, 3].astype(int), 0.6)
        counts.append(counts_of(right, first[:, 0, 3], first[:, 0, 3]))
    pairs = [(0, 1), (0, 2), (1, 2)]
    assert p_values(counts, pairs) == [compare_paired(counts[one], counts[other]).p for one, other in pairs]


@pytest.mark.parametrize("documents", [pytest.param(6, id="no interval"), pytest.param(14, id="BCa"), pytest.param(50, id="percentile")])
@pytest.mark.parametrize("rates", [micro_rates, mean_rates])
def test_many_pairs_at_once_differ_as_each_alone(documents, rates):
    counts = [synthetic(documents, seed=seed) for seed in (1, 2, 3)]
    pairs = [(0, 1), (0, 2), (1, 2)]
    for found, (one, other) in zip(compare_pairs(counts, pairs, rates), pairs, strict=True):
        alone = compare_paired(counts[one], counts[other], rates)
        assert (found.value, found.p) == (alone.value, alone.p)
        assert (found.interval is None) == (alone.interval is None) == (documents < 10)
        if found.interval is not None:
            assert [found.interval.low, found.interval.high] == pytest.approx([alone.interval.low, alone.interval.high], abs=1e-12)


def test_fractions_that_cancel_are_no_denominator():
    # In some exchanges one system is left with no prediction.  Its sum is then 0.3 + 0.6 + 0.7 less the same in another order, not
    # quite 0, and a rate over that would be anything; ten times as much is exact.
    predicted = np.zeros(600)
    predicted[[0, 257, 413, 3, 301, 517]] = [3, 6, 7, 4, 5, 9]
    right = predicted * np.where(np.arange(600) % 2, 0.5, 0.25)
    answers = np.isin(np.arange(600), [0, 257, 413])
    sides = []
    for own, found in ((answers, 0), (~answers, 1)):
        sides.append(np.stack([right * own, predicted * own, np.full(600, found), np.ones(600)], axis=-1)[:, None, :])
    whole, tenth = (p_values([side * scale for side in sides], [(0, 1)], which="precision", resamples=2_000) for scale in (1, 0.1))
    assert whole == tenth


@pytest.mark.parametrize(
    ("p", "corrected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([0.04], [0.04], id="one"),
        pytest.param([0.01, 0.04, 0.03], [0.03, 0.06, 0.06], id="three: 3 x 0.01, 2 x 0.03, and never below the one before"),
        pytest.param([0.01, None, 0.04], [0.02, None, 0.04], id="undefined ones do not count"),
        pytest.param([0.9, 0.8], [1.0, 1.0], id="at most 1"),
    ],
)
def test_holm_worked_by_hand(p, corrected):
    assert holm(p) == pytest.approx(corrected) if None not in p else holm(p) == corrected


@given(st.lists(st.floats(0, 1), max_size=8))
def test_holm_never_lowers_a_p_value_and_keeps_their_order(p):
    corrected = holm(p)
    assert all(one <= other <= 1 for one, other in zip(p, corrected, strict=True))
    assert [corrected[place] for place in np.argsort(p, kind="stable")] == sorted(corrected)


@pytest.mark.parametrize(
    ("better", "ranges"),
    [
        pytest.param([], [], id="no system"),
        pytest.param([[False]], [(1, 1)], id="one system"),
        pytest.param([[False] * 3] * 3, [(1, 3)] * 3, id="none separable"),
        pytest.param([[False, True, True], [False, False, True], [False] * 3], [(1, 1), (2, 2), (3, 3)], id="all separable"),
        pytest.param([[False, False, True], [False] * 3, [False] * 3], [(1, 2), (1, 3), (2, 3)], id="only the ends"),
    ],
)
def test_rank_ranges(better, ranges):
    assert rank_ranges(better) == ranges


def test_the_draws_are_the_same_everywhere():
    document = np.arange(120)
    gold = 4 + document * 7 % 5
    right = np.maximum(gold - document**2 * 5 % 7, 0)
    counts = [
        counts_of(kept, gold, gold) for kept in (right, np.maximum(right - (document % 3 == 0), 0) + (right < gold) * (document % 4 == 0))
    ]
    assert ends(bootstrap(counts[0])[F1]) == pytest.approx((0.31622746185852985, 0.43342883067728305), abs=1e-12)
    assert ends(bootstrap(counts[0][:20])[F1]) == pytest.approx((0.23889140315624713, 0.5475184593577589), abs=1e-12)
    difference = compare_paired(*counts)
    assert ends(difference.interval) == pytest.approx((-0.02489712761922279, 0.010914798356920106), abs=1e-12)
    assert difference.p == pytest.approx(5440 / 10_001, abs=1e-12)


def ends(interval):
    """Both ends of an interval."""
    return interval.low, interval.high
