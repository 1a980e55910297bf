"""Comparisons of runs, the gate, and errors that change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic_runs import run_of, signature_of

from benchmark.comparing import Outcome, changed_errors, compare, gate
from benchmark.errors import IncomparableError, UsageError
from benchmark.leaderboards import leaderboard


def verdicts(comparisons):
    """The verdict on each row."""
    return [row.verdict for row in comparisons.rows]


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        pytest.param([1] * 40, [3] * 40, "better", id="more right everywhere"),
        pytest.param([3] * 40, [1] * 40, "worse", id="less right everywhere"),
        pytest.param([1, 3] * 20, [3, 1] * 20, "not separable", id="as much won as lost"),
        pytest.param([2] * 40, [2] * 40, "not separable", id="equal"),
        pytest.param([1] * 5, [3] * 5, "not separable", id="five documents can give no p below 2 / 32"),
        pytest.param([1] * 6, [3] * 6, "better", id="six can"),
    ],
)
def test_the_verdict_is_on_the_second_run(first, second, verdict):
    assert verdicts(compare([run_of("a", first), run_of("b", second)])) == [verdict]


def test_a_difference_is_the_second_less_the_first_with_its_interval():
    (row,) = compare([run_of("a", [1] * 40), run_of("b", [3] * 40)]).rows
    assert (row.scores, row.difference.value, row.documents) == ((0.25, 0.75), 0.5, 40)
    assert (row.difference.interval.low, row.difference.interval.high) == (0.5, 0.5)


def test_a_frame_has_full_floats():
    comparisons = compare([run_of("a", [1, 2, 3] * 20, gold=7), run_of("b", [1, 2, 4] * 20, gold=7)])
    (row,) = comparisons.rows
    columns = ["first", "second", "documents", "first_f1", "second_f1", "difference", "low", "high", "p", "p_holm", "verdict"]
    interval = row.difference.interval
    assert comparisons.frame().loc[0, columns].tolist() == [
        *("a@1", "b@1", 60, 2 / 7, 1 / 3, row.scores[1] - row.scores[0]),
        *(interval.low, interval.high, row.difference.p, row.p_holm, "better"),
    ]


def test_two_builds_of_one_system_compare_like_two_systems():
    (row,) = compare([run_of("a", [1] * 40, version="1"), run_of("a", [3] * 40, version="2")]).rows
    assert (row.first.name, row.second.name, row.verdict) == ("a@1", "a@2", "better")


def test_three_runs_are_compared_in_every_pair():
    runs = [run_of(name, [right] * 40) for name, right in (("a", 1), ("b", 2), ("c", 2))]
    comparisons = compare(runs)
    assert [(row.first.system, row.second.system) for row in comparisons.rows] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert verdicts(comparisons) == ["better", "better", "not separable"]


def test_p_values_are_corrected_over_what_is_shown_of_a_layer():
    # Better on six of six documents: p = 2 / 64; twice that where two labels are shown, which is above 0.05.
    layers = ("entities", "money")
    runs = [
        run_of(name, [right] * 6, layers=layers, labels=dict.fromkeys(("LAW", "ORG"), [right] * 6)) for name, right in (("a", 1), ("b", 3))
    ]
    assert [row.p_holm for row in compare(runs).rows] == [2 / 64, 2 / 64]
    by_label = compare(runs, by="label")
    assert [row.p_holm for row in by_label.rows] == [4 / 64] * 4
    assert verdicts(by_label) == ["not separable"] * 4


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=1, max_size=40), st.sampled_from(["", "lang"]))
def test_the_verdicts_are_those_that_the_leaderboard_ranks_by(rows, by):
    languages = ["en", "id", "vi"] * 14
    runs = [run_of(name, [row[side] for row in rows], languages=languages) for side, name in enumerate("abc")]
    board, comparisons = leaderboard(runs, by=by), compare(runs, by=by)
    for ranking in board.rankings:
        shown = [row for row in comparisons.rows if row.part == ranking.part]
        for run, ranks in zip(board.runs, ranking.ranks, strict=True):
            as_first = [row.verdict for row in shown if row.first.name == run.name]
            as_second = [row.verdict for row in shown if row.second.name == run.name]
            better, worse = (
                as_second.count(word) + as_first.count(mirrored) for word, mirrored in (("better", "worse"), ("worse", "better"))
            )
            assert ranks == (1 + worse, 3 - better)


def test_a_layer_that_only_one_attempts_has_no_verdict():
    comparisons = compare([run_of("a", [1] * 40, layers=("entities", "money")), run_of("b", [3] * 40)])
    by_layer = {row.part.layer: row for row in comparisons.rows}
    assert by_layer["entities"].verdict == "better"
    assert (by_layer["money"].scores, by_layer["money"].difference.value, by_layer["money"].verdict) == ((0.25, None), None, None)


def test_runs_are_compared_over_the_documents_that_both_were_given():
    first, second = run_of("a", [1] * 40), run_of("b", [3] * 40)
    kept = second.names[:25]
    second = replace(second, names=kept, table=second.table[second.table["document"].isin(kept)], not_given=15)
    (row,) = compare([first, second]).rows
    assert (row.documents, row.scores) == (25, (0.25, 0.75))


@pytest.mark.parametrize(
    ("by", "keys", "found"),
    [
        ("label", ["LAW", "ORG"], ["not separable", "better"]),
        ("lang", ["en", "id"], ["better", "worse"]),
        ("document", [f"d{place:03}" for place in range(40)], ["not separable"] * 40),
    ],
)
def test_breakdowns_say_where_the_difference_is(by, keys, found):
    languages = ["en", "id"] * 20
    first = run_of("a", [1, 3] * 20, languages=languages, labels={"ORG": [1] * 40, "LAW": [2] * 40})
    second = run_of("b", [3, 1] * 20, languages=languages, labels={"ORG": [4] * 40, "LAW": [2] * 40})
    comparisons = compare([first, second], by=by)
    assert [row.part.key for row in comparisons.rows] == keys
    assert verdicts(comparisons) == found
    assert list(comparisons.frame()[by]) == keys


def test_signatures_that_differ_are_not_compared_and_the_error_says_in_what():
    other = run_of("b", [1] * 10, signature=signature_of(10, split="test"))
    for call in (lambda: compare([run_of("a", [1] * 10), other]), lambda: gate(other, run_of("a", [1] * 10))):
        with pytest.raises(IncomparableError, match=r"split \(none and test\)|split \(test and none\)") as caught:
            call()
        assert caught.value.exit_code == 4


def test_one_run_cannot_be_compared():
    with pytest.raises(UsageError, match="1 run given"):
        compare([run_of("a", [1] * 10)])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=40))
def test_verdicts_turn_around_with_the_runs(pairs):
    runs = [run_of(name, [pair[side] for pair in pairs]) for side, name in enumerate(("a", "b"))]
    opposite = {"better": "worse", "worse": "better", "not separable": "not separable", None: None}
    assert verdicts(compare(runs)) == [opposite[verdict] for verdict in verdicts(compare(runs[::-1]))]


@pytest.mark.parametrize(
    ("baseline", "after", "outcome", "passed"),
    [
        pytest.param([3] * 40, [3] * 40, "held", True, id="unchanged"),
        pytest.param([3] * 40, [4] * 40, "held", True, id="better"),
        pytest.param([3] * 40, [2] * 40, "fell", False, id="a regression larger than noise"),
        pytest.param([3] * 200, [2] + [3] * 199, "held", True, id="less than the allowed half point"),
        pytest.param([4, 2] * 20, [2, 4] * 19 + [2, 3], "not separable", True, id="a fall within noise"),
        pytest.param([3] * 9, [0] * 9, "not separable", True, id="too few documents to tell"),
    ],
)
def test_the_gate_fails_where_a_headline_fell_by_more_than_noise(baseline, after, outcome, passed):
    result = gate(run_of("a", after, version="2"), run_of("a", baseline, version="1"))
    assert [check.outcome for check in result.checks] == [outcome]
    assert result.passed is passed


@pytest.mark.parametrize(("max_drop", "passed"), [(0.2, False), (0.3, True)])
def test_the_gate_lets_pass_what_is_allowed(max_drop, passed):
    assert gate(run_of("a", [2] * 40), run_of("a", [3] * 40), max_drop=max_drop).passed is passed


def test_the_gate_fails_where_a_layer_of_the_baseline_is_gone():
    result = gate(run_of("a", [3] * 40), run_of("a", [3] * 40, layers=("entities", "money")))
    assert {check.name: check.outcome for check in result.checks} == {"entities strict": "held", "money value": "gone"}
    assert not result.passed


def test_a_layer_that_the_baseline_lacks_is_new_and_passes():
    result = gate(run_of("a", [0] * 40, layers=("entities", "money")), run_of("a", [0] * 40))
    assert {check.name: check.outcome for check in result.checks} == {"entities strict": "held", "money value": "new"}
    assert result.passed


def test_the_gate_fails_where_documents_of_the_baseline_are_not_given_any_more():
    baseline, run = run_of("a", [3] * 40), run_of("a", [3] * 40)
    kept = run.names[:30]
    run = replace(run, names=kept, table=run.table[run.table["document"].isin(kept)], not_given=10)
    result = gate(run, baseline)
    assert [(check.name, check.outcome) for check in result.checks] == [("documents", "gone"), ("entities strict", "held")]
    assert "10 of the baseline's documents" in result.checks[0].why
    assert not result.passed


@pytest.mark.parametrize("max_drop", [-0.1, 5, float("nan")])
def test_an_allowed_drop_that_is_no_rate_is_refused(max_drop):
    with pytest.raises(UsageError, match="expected a rate from 0 to 1"):
        gate(run_of("a", [1]), run_of("a", [1]), max_drop=max_drop)


ORG, PER = (0, 4, "ORG"), (10, 14, "PER")


@pytest.mark.parametrize(
    ("first", "second", "lost", "gained", "kept"),
    [
        pytest.param([("right", ORG, ORG)], [("missed", ORG, None)], [], ["missed"], 0, id="a mention is missed now"),
        pytest.param([("missed", ORG, None)], [("right", ORG, ORG)], ["missed"], [], 0, id="a mention is found now"),
        pytest.param([("missed", ORG, None)], [("boundary", ORG, (0, 5, "ORG"))], ["missed"], ["boundary"], 0, id="the kind changed"),
        pytest.param(
            [("boundary", ORG, (0, 5, "ORG"))], [("boundary", ORG, (0, 6, "ORG"))], [], [], 1, id="another wrong boundary is the same error"
        ),
        pytest.param([("spurious", None, PER)], [("spurious", None, (10, 15, "PER"))], ["spurious"], ["spurious"], 0, id="elsewhere"),
        pytest.param([("spurious", None, PER)] * 2, [("spurious", None, PER)], ["spurious"], [], 1, id="one of two duplicates is gone"),
        pytest.param([("right", ORG, ORG)], [("right", ORG, ORG)], [], [], 0, id="right is no error"),
    ],
)
def test_errors_lost_and_gained(first, second, lost, gained, kept):
    changes = changed_errors(*([Outcome("d", "entities", *outcome) for outcome in side] for side in (first, second)))
    assert [error.kind for error in changes.lost] == lost
    assert [error.kind for error in changes.gained] == gained
    assert changes.kept.total() == kept


outcomes = st.lists(
    st.builds(
        Outcome,
        st.sampled_from(["d1", "d2"]),
        st.sampled_from(["entities", "money"]),
        st.sampled_from(["right", "missed", "type"]),
        st.sampled_from([ORG, PER]),
        st.sampled_from([None, ORG]),
    ),
    max_size=12,
)


@given(outcomes, outcomes)
def test_every_error_is_lost_gained_or_kept_once(first, second):
    changes = changed_errors(first, second)
    errors = [sum(outcome.kind != "right" for outcome in side) for side in (first, second)]
    assert len(changes.lost) + changes.kept.total() == errors[0]
    assert len(changes.gained) + changes.kept.total() == errors[1]
    frame = changes.frame()
    assert list(frame[["lost", "gained", "kept"]].sum()) == [len(changes.lost), len(changes.gained), changes.kept.total()]


@given(outcomes)
def test_a_run_neither_loses_nor_gains_errors_against_itself(side):
    changes = changed_errors(side, list(reversed(side)))
    assert (changes.lost, changes.gained) == ((), ())
