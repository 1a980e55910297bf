"""Timelines: one pairing of events, and the metrics on it, counted by hand; the pairing is the best of all."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.metrics import Batch
from benchmark.metrics.timelines import count, pair_events
from benchmark.profiles import PROFILES
from benchmark.records import Annotations, Before, Event
from benchmark.timelines import Timeline, timeline

HIRE, LEAVE = "Personnel:Start-Position", "Personnel:End-Position"


def side(*events: tuple, before: tuple[tuple[str, str], ...] = ()) -> Annotations:
    """Events as (start, type, cluster, date), each four positions long."""
    return Annotations(
        events=tuple(Event(start, start + 4, kind, date=date, cluster=cluster) for start, kind, cluster, date in events),
        before=tuple(Before(*pair) for pair in before),
    )


def counted(gold: Annotations, predicted: Annotations) -> dict[str, tuple[float, ...]]:
    """Right, predicted, found and gold by metric."""
    tallies = count(Batch([gold], [predicted]), PROFILES["linimasa"])
    return {
        tally.metric: tuple(float(column.sum()) for column in (tally.right, tally.predicted, tally.found, tally.gold)) for tally in tallies
    }


GOLD = side((0, HIRE, "a", "2025-06-12"), (10, LEAVE, "b", "2025-07"), (20, HIRE, "c", None), before=(("b", "c"),))


@pytest.mark.parametrize(
    ("predicted", "metric", "expected"),
    [
        pytest.param(GOLD, "order", (3, 3, 3, 3), id="dates, a stated pair, and what follows from both"),
        pytest.param(side((0, HIRE, "a", "2025-06")), "events", (1, 1, 1, 3), id="one event of three"),
        pytest.param(side((0, HIRE, "a", "2025-06")), "dated", (0, 1, 0, 2), id="a coarser date is another date"),
        pytest.param(side((0, HIRE, "a", "2025-06")), "date_partial", (2 / 3, 1, 2 / 3, 2), id="and has two parts of three"),
        pytest.param(side((0, HIRE, "a", "2024-06-12")), "date_partial", (0, 1, 0, 2), id="a wrong year stops the count"),
        pytest.param(side((0, LEAVE, "a", "2025-06-12")), "events", (0, 1, 0, 3), id="another type never pairs"),
        pytest.param(side((0, LEAVE, "a", "2025-06-12")), "date_f1", (1, 1, 1, 2), id="dates as sets look at nothing else"),
        pytest.param(
            side((0, HIRE, "a", "2025-08"), (10, LEAVE, "b", "2025-07")), "order", (0, 1, 0, 3), id="a pair the other way round is wrong"
        ),
        pytest.param(
            side((0, HIRE, "a", "2025"), (10, LEAVE, "b", "2025-07")), "order", (0, 0, 0, 3), id="dates that overlap are tied, no pair"
        ),
        pytest.param(
            side((0, HIRE, "a", None), (10, LEAVE, "b", None), before=(("a", "b"), ("b", "a"))),
            "order",
            (0, 0, 0, 3),
            id="a cycle orders nothing",
        ),
    ],
)
def test_timelines_are_counted(predicted: Annotations, metric: str, expected: tuple[float, ...]) -> None:
    assert counted(GOLD, predicted)[metric] == pytest.approx(expected)


def test_more_pairs_win_over_equal_dates() -> None:
    # The first gold event could take the answer of the same date, and would leave the second without one.
    gold = side((0, HIRE, "a", "2025"), (0, HIRE, "a", "2025"), (8, HIRE, "b", None))
    predicted = side((0, HIRE, "x", "2024"), (2, HIRE, "y", "2025"), (8, HIRE, "y", "2025"))
    assert pair_events(timeline(gold), timeline(predicted)) == [(0, 0), (1, 1)]


def test_equal_dates_win_over_overlap() -> None:
    gold = side((0, HIRE, "a", "2025"))
    predicted = side((0, HIRE, "x", "2024"), (3, HIRE, "y", "2025"))
    assert pair_events(timeline(gold), timeline(predicted)) == [(0, 1)]


def test_the_earliest_pair_among_equals() -> None:
    gold = side((0, HIRE, "a", None), (0, HIRE, "b", None))
    assert pair_events(timeline(gold), timeline(gold)) == [(0, 0), (1, 1)]


def test_undated_answers_gain_nothing_from_undated_gold() -> None:
    gold = side((0, HIRE, "a", None), (10, HIRE, "b", "2025"))
    assert counted(gold, side((0, HIRE, "a", None), (10, HIRE, "b", None)))["dated"] == (0, 0, 0, 1)


def test_planned_and_denied_events_are_on_no_timeline() -> None:
    hoped = Annotations(events=(Event(0, 4, HIRE, realis="OTHER", date="2025"), Event(5, 9, HIRE, polarity="NEGATIVE", date="2025")))
    assert counted(GOLD, hoped)["events"] == (0, 0, 0, 3)
    assert counted(GOLD, hoped)["dated"] == (0, 0, 0, 2)


events = st.lists(
    st.tuples(st.integers(0, 14), st.sampled_from((HIRE, LEAVE)), st.sampled_from("abcd"), st.sampled_from((None, "2024", "2025"))),
    max_size=5,
)


def worth(gold: Timeline, predicted: Timeline, pairs: tuple[tuple[int, int], ...]) -> tuple[int, int, int] | None:
    """Pairs, equal dates and overlap; None where two do not share a mention."""
    shared = [
        sum(
            max(0, min(one.end, other.end) - max(one.start, other.start))
            for one in gold.events[left].mentions
            for other in predicted.events[right].mentions
            if one.type == other.type
        )
        for left, right in pairs
    ]
    if not all(shared):
        return None
    dates = sum(gold.events[left].date == predicted.events[right].date is not None for left, right in pairs)
    return len(pairs), dates, sum(shared)


@given(events, events)
@settings(deadline=None, max_examples=150)
def test_no_other_pairing_is_better(one: list[tuple], other: list[tuple]) -> None:
    gold, predicted = timeline(side(*one)), timeline(side(*other))
    every = (
        tuple(zip(lefts, rights, strict=True))
        for size in range(min(len(gold.events), len(predicted.events)) + 1)
        for lefts in combinations(range(len(gold.events)), size)
        for rights in permutations(range(len(predicted.events)), size)
    )
    best = max(found for pairs in every if (found := worth(gold, predicted, pairs)) is not None)
    assert worth(gold, predicted, tuple(pair_events(gold, predicted))) == best
