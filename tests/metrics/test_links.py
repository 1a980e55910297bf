"""Temporal awareness: what follows from links, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.metrics import Batch
from benchmark.metrics.chains import INVERSE, Chains
from benchmark.metrics.links import Closure, count
from benchmark.profiles import PROFILES
from benchmark.records import Annotations, Link


def counted(gold: str, predicted: str, profile: str = "linimasa") -> tuple[float, ...]:
    sides = [
        Annotations(links=tuple(Link(*word.split("-")[::2], word.split("-")[1]) for word in side.split())) for side in (gold, predicted)
    ]
    (tally,) = count(Batch([sides[0]], [sides[1]]), PROFILES[profile])
    return tuple(float(column.sum()) for column in (tally.right, tally.predicted, tally.found, tally.gold))


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        pytest.param("a-BEFORE-b", "a-BEFORE-b", (1, 1, 1, 1), id="the same link"),
        pytest.param("a-BEFORE-b", "b-AFTER-a", (1, 1, 1, 1), id="its inverse"),
        pytest.param("a-BEFORE-b", "b-BEFORE-a", (0, 1, 0, 1), id="the opposite"),
        pytest.param("a-BEFORE-b b-BEFORE-c", "a-BEFORE-c", (1, 1, 0, 2), id="what follows is right, and finds nothing by itself"),
        pytest.param("a-BEFORE-c", "a-BEFORE-b b-BEFORE-c", (0, 2, 1, 1), id="what follows from the system is found"),
        pytest.param("a-SIMULTANEOUS-b b-BEFORE-c", "a-BEFORE-c", (1, 1, 0, 2), id="through an equal interval"),
        pytest.param("a-INCLUDES-b b-INCLUDES-c", "a-INCLUDES-c", (1, 1, 0, 2), id="inclusion is transitive"),
        pytest.param("a-IBEFORE-b", "a-BEFORE-b", (0, 1, 0, 1), id="immediately before is not before"),
        pytest.param("a-BEGINS-b b-BEFORE-c", "a-BEFORE-c", (1, 1, 0, 2), id="a beginning lies before what follows the whole"),
        pytest.param("a-DURING-b", "a-SIMULTANEOUS-b", (1, 1, 1, 1), id="during is read as simultaneous"),
        pytest.param("a-BEFORE-b", "a-BEFORE-b b-AFTER-a a-BEFORE-b", (1, 1, 1, 1), id="a link that stands three times is one link"),
        pytest.param("a-BEFORE-b", "", (0, 0, 0, 1), id="nothing predicted"),
        pytest.param("", "a-BEFORE-b", (0, 1, 0, 0), id="no gold"),
        pytest.param("a-VAGUE-b", "a-VAGUE-b a-BEFORE-b", (1, 2, 1, 1), id="a relation that entails nothing"),
    ],
)
def test_links_are_counted(gold: str, predicted: str, expected: tuple[float, ...]) -> None:
    assert counted(gold, predicted) == expected


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        pytest.param("a-BEFORE-b b-BEFORE-c a-BEFORE-c", "a-BEFORE-b", (1, 1, 1, 2), id="a link that earlier ones entail is left out"),
        pytest.param("a-BEFORE-b b-BEFORE-a", "b-BEFORE-a", (1, 1, 1, 2), id="a contradiction counts and adds nothing"),
    ],
)
def test_tempeval3_reads_links_in_their_order(gold: str, predicted: str, expected: tuple[float, ...]) -> None:
    assert counted(gold, predicted, "tempeval3") == expected


LINKS = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from(sorted(INVERSE)), st.sampled_from("abcde")).filter(lambda link: link[0] != link[2]),
    max_size=8,
)


def annotated(links: list[tuple[str, str, str]]) -> Annotations:
    return Annotations(links=tuple(Link(source, target, relation) for source, relation, target in links))


@given(LINKS)
def test_gold_against_itself_is_right(links: list[tuple[str, str, str]]) -> None:
    (tally,) = count(Batch([annotated(links)], [annotated(links)]), PROFILES["linimasa"])
    assert list(tally.right) == list(tally.predicted) == list(tally.found) == list(tally.gold)


@given(LINKS, LINKS, st.randoms())
@settings(max_examples=200)
def test_the_order_of_links_does_not_matter(gold: list[tuple[str, str, str]], predicted: list[tuple[str, str, str]], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(predicted, len(predicted))
    tallies = [next(count(Batch([annotated(gold)], [annotated(side)]), PROFILES["linimasa"])) for side in (predicted, shuffled)]
    assert [list(column) for column in (tallies[0].right, tallies[0].found)] == [
        list(column) for column in (tallies[1].right, tallies[1].found)
    ]


@given(LINKS, LINKS)
def test_precision_and_recall_exchange_when_the_sides_do(gold: list[tuple[str, str, str]], predicted: list[tuple[str, str, str]]) -> None:
    one, other = (
        next(count(Batch([annotated(a)], [annotated(b)]), PROFILES["linimasa"])) for a, b in ((gold, predicted), (predicted, gold))
    )
    assert (list(one.right), list(one.predicted)) == (list(other.found), list(other.gold))


@given(LINKS)
def test_a_closure_never_entails_a_link_and_its_opposite(links: list[tuple[str, str, str]]) -> None:
    closure = Closure()
    for source, relation, target in links:
        closure.add((source, relation, target))
    for one in "abcde":
        for other in "abcde":
            assert one == other or not (closure.entails((one, "BEFORE", other)) and closure.entails((other, "BEFORE", one)))


@pytest.mark.parametrize(
    ("links", "link", "expected"),
    [
        pytest.param("a-BEFORE-b", "a-BEFORE-b", True, id="a link itself"),
        pytest.param("a-BEFORE-b b-BEFORE-c", "a-BEFORE-c", True, id="along a chain"),
        pytest.param("a-BEFORE-b a-BEFORE-c c-BEFORE-d", "b-BEFORE-d", False, id="two chains from one point do not meet"),
        pytest.param("a-INCLUDES-b a-INCLUDES-c b-BEFORE-c", "b-BEFORE-c", True, id="an edge between known intervals"),
        pytest.param("a-INCLUDES-b c-IS_INCLUDED-b", "a-INCLUDES-c", True, id="between two neighbours"),
        pytest.param("a-BEGINS-b", "a-BEGINS-b", False, id="BEGINS is never entailed"),
        pytest.param("a-BEGUN_BY-b", "a-BEGUN_BY-b", True, id="its inverse is"),
        pytest.param("a-ENDS-b c-ENDS-b", "a-SIMULTANEOUS-c", False, id="equal ends, unknown starts"),
        pytest.param("a-BEFORE-b c-BEFORE-b", "a-BEFORE-c", False, id="two before one"),
        pytest.param("a-IBEFORE-b b-IBEFORE-c", "a-BEFORE-c", True, id="two meetings in a row"),
        pytest.param("a-VAGUE-b", "a-SIMULTANEOUS-b", True, id="points without numbers are equal, as in the toolkit"),
    ],
)
def test_chains_know_what_their_numbers_and_edges_tell(links: str, link: str, expected: bool) -> None:
    chains = Chains()
    for each in links.split():
        chains.add((each.split("-")[0], each.split("-")[1], each.split("-")[2]))
    source, relation, target = link.split("-")
    assert chains.entails((source, relation, target)) is expected


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(sorted(INVERSE)), st.sampled_from("abcdef")), max_size=12))
@settings(deadline=None)
def test_a_link_that_no_longer_counts_when_it_comes_again_was_taken_in(links: list[tuple[str, str, str]]) -> None:
    chains = Chains()
    for link in links:
        first, again = chains.add(link), chains.add(link)
        assert again is False or first is True
        assert again is not chains.entails(link)
