"""The pairing: against every pairing there is, in whatever order spans come, and at speed."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark import assigning, matching
from benchmark.matching import Spans, best_pairs, combined, equal_pairs, overlaps, sorted_spans

CREDITS = (Fraction(0), Fraction(1, 4), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(9, 10), Fraction(1))


@st.composite
def spans(draw, *, documents=1, most=6, length=10, labels=1):
    """Rows of (document, start, end, label), many of which overlap."""
    start = st.integers(0, length - 1)
    row = st.tuples(st.integers(0, documents - 1), start, st.integers(1, 4), st.integers(0, labels - 1))
    return [(document, low, low + width, label) for document, low, width, label in draw(st.lists(row, max_size=most))]


def columns(rows):
    return list(np.array(rows, dtype=np.int64).reshape(-1, 4).T)


def every_pairing(edges):
    """All sets of edges that share no node."""
    for size in range(len(edges) + 1):
        for chosen in itertools.combinations(edges, size):
            if len({left for left, _ in chosen}) == len({right for _, right in chosen}) == size:
                yield chosen


def rank(pairing, credit, shared, sizes):
    """What the definition compares, in its order."""
    covered = [tuple(node in {pair[side] for pair in pairing} for node in range(sizes[side])) for side in (0, 1)]
    return sum(credit[pair] for pair in pairing), len(pairing), sum(shared[pair] for pair in pairing), *covered


@given(spans(most=4), spans(most=4), st.data())
def test_no_pairing_is_better(gold, predicted, data):
    sides = sorted_spans(columns(gold), columns(predicted))
    found = overlaps(*sides)
    edges = [(int(left), int(right)) for left, right in zip(found.gold, found.predicted, strict=True)]
    exact = {edge: data.draw(st.sampled_from(CREDITS)) for edge in edges}
    shared = {edge: int(number) for edge, number in zip(edges, found.shared, strict=True)}
    pairs = best_pairs(found, np.array([float(exact[edge]) for edge in edges]))
    chosen = [(int(left), int(right)) for left, right in zip(pairs.gold, pairs.predicted, strict=True)]
    worthy = [edge for edge in edges if exact[edge] > 0]
    sizes = (len(gold), len(predicted))
    assert rank(chosen, exact, shared, sizes) == max(rank(pairing, exact, shared, sizes) for pairing in every_pairing(worthy))


@pytest.mark.parametrize(
    ("name", "value"),
    [pytest.param("EXACT_BITS", 12, id="one criterion after another"), pytest.param("BATCH", 1, id="every component alone")],
)
@pytest.mark.parametrize("seed", range(100))
def test_every_way_through_the_solver_finds_the_same(seed, name, value):
    generator = np.random.default_rng(seed)
    sides = []
    for number in generator.integers(4, 20, 2):
        start = generator.integers(0, 12, number)
        sides.append([np.zeros(number, dtype=np.int64), start, start + generator.integers(1, 5, number), np.zeros(number, dtype=np.int64)])
    found = overlaps(*sorted_spans(*sides))
    credit = generator.choice(np.array([float(number) for number in CREDITS]), len(found))
    pairs = best_pairs(found, credit)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assigning, name, value)
        others = best_pairs(found, credit)
    assert set(others.gold.tolist()) == set(pairs.gold.tolist())
    assert set(others.predicted.tolist()) == set(pairs.predicted.tolist())
    assert others.credit.sum() == pytest.approx(pairs.credit.sum())


def counted(gold, predicted, credit):
    """Credits by document and label, of gold and of the predictions: what the metrics see of a pairing."""
    sides = sorted_spans(columns(gold), columns(predicted))
    found = overlaps(*sides)
    pairs = best_pairs(found, credit(found))
    return [_sums(side, rows, pairs.credit) for side, rows in zip(sides, (pairs.gold, pairs.predicted), strict=True)]


def _sums(side, rows, credit):
    sums = {}
    for row, value in zip(rows, credit, strict=True):
        key = (int(side.document[row]), int(side.label[row]))
        sums[key] = sums.get(key, 0.0) + float(value)
    return sums


def partial(found):
    return np.where(found.equal, 1.0, 0.5)


def relaxed(found):
    return np.ones(len(found))


crowds = spans(documents=2, most=16, labels=3)


@pytest.mark.parametrize("credit", [relaxed, partial])
@given(gold=crowds, predicted=crowds, data=st.data())
def test_order_does_not_matter(credit, gold, predicted, data):
    shuffled = counted(data.draw(st.permutations(gold)), data.draw(st.permutations(predicted)), credit)
    assert shuffled == counted(gold, predicted, credit)


@pytest.mark.parametrize("credit", [relaxed, partial])
@given(gold=crowds, predicted=crowds)
def test_sides_exchange(credit, gold, predicted):
    found, right = counted(gold, predicted, credit)
    assert counted(predicted, gold, credit) == [right, found]


@pytest.mark.parametrize("credit", [relaxed, partial])
@given(gold=crowds, predicted=crowds)
def test_a_document_is_paired_alike_whatever_else_is_there(credit, gold, predicted):
    together = counted(gold, predicted, credit)
    for document in (0, 1):
        alone = counted([row for row in gold if row[0] == document], [row for row in predicted if row[0] == document], credit)
        assert alone == [{key: value for key, value in side.items() if key[0] == document} for side in together]


@given(crowds, crowds)
def test_overlaps_are_all_there(gold, predicted):
    sides = sorted_spans(columns(gold), columns(predicted))
    found = overlaps(*sides)
    listed = {
        (left, right)
        for left in range(len(gold))
        for right in range(len(predicted))
        if sides[0].document[left] == sides[1].document[right]
        and min(sides[0].end[left], sides[1].end[right]) > max(sides[0].start[left], sides[1].start[right])
    }
    assert set(zip(found.gold.tolist(), found.predicted.tolist(), strict=True)) == listed
    assert len(found) == len(listed)


@given(crowds, crowds)
def test_overlaps_are_all_there_where_one_span_holds_many(gold, predicted):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "CROWDED", 0)
        test_overlaps_are_all_there.hypothesis.inner_test(gold, predicted)


@pytest.mark.parametrize("same_label", [True, False])
@given(gold=crowds, predicted=crowds)
def test_equal_spans_pair_as_often_as_both_sides_have_them(same_label, gold, predicted):
    sides = sorted_spans(columns(gold), columns(predicted))
    pairs = equal_pairs(*sides, same_label=same_label)
    width = 4 if same_label else 3
    keys = [[row[:width] for row in rows] for rows in (gold, predicted)]
    assert len(pairs.gold) == sum(min(keys[0].count(key), keys[1].count(key)) for key in set(keys[0]))
    assert len(set(pairs.gold.tolist())) == len(set(pairs.predicted.tolist())) == len(pairs.gold)
    for name in ("document", "start", "end", *(["label"] if same_label else [])):
        assert (getattr(sides[0], name)[pairs.gold] == getattr(sides[1], name)[pairs.predicted]).all()


@given(st.lists(st.tuples(*[st.integers(0, 2**40)] * 4), max_size=8))
def test_combined_numbers_order_as_the_rows(rows):
    key = combined(columns(rows))
    assert sorted(range(len(rows)), key=lambda row: rows[row]) == np.argsort(key, kind="stable").tolist()


@pytest.mark.parametrize(
    ("gold", "predicted", "credit", "expected"),
    [
        pytest.param([(0, 2), (2, 4)], [(1, 3)], relaxed, [(0, 0)], id="equal overlap: the earlier gold span"),
        pytest.param([(1, 3)], [(0, 2), (2, 4)], relaxed, [(0, 0)], id="equal overlap: the earlier predicted span"),
        pytest.param([(0, 2), (2, 9)], [(1, 5)], relaxed, [(1, 0)], id="the larger overlap before the earlier span"),
        pytest.param([(0, 3), (2, 9)], [(1, 4), (5, 9)], relaxed, [(0, 0), (1, 1)], id="more pairs before a larger overlap"),
        pytest.param([(0, 4)], [(0, 2), (0, 4)], partial, [(0, 1)], id="the larger credit before the earlier span"),
        pytest.param([(0, 4), (5, 8)], [(0, 4), (3, 6)], partial, [(0, 0), (1, 1)], id="a chain"),
        pytest.param([(0, 9), (2, 4)], [(2, 4), (0, 9)], partial, [(0, 0), (1, 1)], id="nested, in another order"),
        pytest.param([(0, 4), (4, 8)], [(4, 5)], relaxed, [(1, 0)], id="touching is not overlapping"),
    ],
)
def test_the_order_of_criteria(gold, predicted, credit, expected):
    sides = sorted_spans(*(columns([(0, start, end, 0) for start, end in rows]) for rows in (gold, predicted)))
    found = overlaps(*sides)
    pairs = best_pairs(found, credit(found))
    assert list(zip(pairs.gold.tolist(), pairs.predicted.tolist(), strict=True)) == expected


def test_among_equal_spans_those_with_a_partner_of_their_label_come_first():
    gold, predicted = sorted_spans(columns([(0, 0, 5, 0), (0, 0, 5, 1)]), columns([(0, 0, 5, 1)]))
    pairs = best_pairs(overlaps(gold, predicted), np.ones(2))
    assert gold.label[pairs.gold].tolist() == [1]


def test_among_equal_spans_the_first_takes_the_larger_credit():
    gold = [(0, 1, 4, 0), (0, 2, 6, 1)]
    predicted = [(0, 2, 6, 0), (0, 2, 6, 1)]
    assert counted(gold, predicted, partial) == [{(0, 0): 0.5, (0, 1): 1.0}, {(0, 0): 0.5, (0, 1): 1.0}]


@pytest.mark.parametrize("row", [(0, 3, 3, 0), (0, 4, 2, 0), (0, -1, 2, 0)], ids=["empty", "backwards", "before the text"])
def test_a_span_that_covers_nothing_is_refused(row):
    with pytest.raises(ValueError, match=f"span {row[1]}-{row[2]} is empty or starts before 0"):
        Spans.of(*columns([(0, 0, 1, 0), row]))


def test_a_document_of_thousands_of_competing_spans_is_paired():
    """Each prediction overlaps two gold spans, so that the whole document is one component."""
    number = 3_000
    gold = columns([(0, 4 * place, 4 * place + 4, 0) for place in range(number)])
    predicted = columns([(0, 4 * place + 1, 4 * place + 6, 0) for place in range(number)])
    found = overlaps(*sorted_spans(gold, predicted))
    pairs = best_pairs(found, np.ones(len(found)))
    assert pairs.gold.tolist() == pairs.predicted.tolist() == list(range(number))
