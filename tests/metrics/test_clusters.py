"""Coreference metrics on clusterings small enough to count by hand, and their laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.metrics import Batch
from benchmark.metrics.clusters import METRICS, count
from benchmark.profiles import PROFILES
from benchmark.records import Annotations, Entity, GoldDocument, Prediction
from benchmark.scoring import Scorer


def side(clustering: str) -> tuple[Entity, ...]:
    """`ab c` is two clusters; a letter is a mention, at its place in the alphabet."""
    return tuple(
        Entity(ord(letter) - 97, ord(letter) - 96, "X", str(number))
        for number, cluster in enumerate(clustering.split())
        for letter in cluster
    )


def counted(gold: str, predicted: str) -> dict[str, tuple[float, ...]]:
    batch = Batch([Annotations(entities=side(gold))], [Annotations(entities=side(predicted))])
    tallies = count(batch, PROFILES["linimasa"])
    return {
        tally.metric: tuple(float(column.sum()) for column in (tally.right, tally.predicted, tally.found, tally.gold)) for tally in tallies
    }


@pytest.mark.parametrize(
    ("gold", "predicted", "metric", "expected"),
    [
        pytest.param("abc", "abc", "muc", (2, 2, 2, 2), id="muc, all joined"),
        pytest.param("abc", "ab c", "muc", (1, 1, 1, 2), id="muc, a link is missing"),
        pytest.param("ab c", "abc", "muc", (1, 2, 1, 1), id="muc, a link too many"),
        pytest.param("abc", "ab c", "b3", (3, 3, 2 * 2 / 3 + 1 / 3, 3), id="b3, a split cluster"),
        pytest.param("abc", "ab d", "b3", (2, 3, 4 / 3, 3), id="b3, a mention missed and one made up"),
        pytest.param("abc d", "ab cd", "ceaf_m", (3, 4, 3, 4), id="ceaf_m pairs clusters one to one"),
        pytest.param("abc", "ab c", "ceaf_e", (0.8, 2, 0.8, 1), id="ceaf_e counts entities"),
        pytest.param("abc", "ab c", "lea", (2, 3, 1, 3), id="lea, a third of the links, and a singleton that is none"),
        pytest.param("a", "a", "lea", (1, 1, 1, 1), id="lea, a singleton"),
        pytest.param("abc", "ab c", "blanc_links", (1, 1, 1, 3), id="blanc, pairs in one cluster"),
        pytest.param("ab c", "ab c", "blanc_others", (2, 2, 2, 2), id="blanc, pairs kept apart"),
        pytest.param("abc", "ab c", "blanc_others", (0, 2, 0, 0), id="blanc, a kind that gold has none of"),
    ],
)
def test_clusterings_are_counted(gold: str, predicted: str, metric: str, expected: tuple[float, ...]) -> None:
    assert counted(gold, predicted)[metric] == pytest.approx(expected)


def test_the_conll_average_is_the_mean_of_three() -> None:
    documents = (GoldDocument(id="d", entities=side("abc d")), Prediction(id="d", entities=side("ab cd")))
    scores = Scorer(layers=["clusters"]).add(gold=documents[0], predicted=documents[1]).scores()["clusters"]
    f1 = [scores[name].micro.f1 or 0.0 for name in ("muc", "b3", "ceaf_e")]
    assert scores["conll"].micro.f1 == pytest.approx(sum(f1) / 3)
    assert not {"blanc_links", "blanc_others"} & set(scores)


CLUSTERINGS = st.lists(st.integers(0, 3), max_size=7).map(
    lambda numbers: tuple(Entity(place, place + 1, "X", str(number)) for place, number in enumerate(numbers))
)


@given(CLUSTERINGS)
def test_gold_against_itself_is_right(mentions: tuple[Entity, ...]) -> None:
    batch = Batch([Annotations(entities=mentions)], [Annotations(entities=mentions)])
    for tally in count(batch, PROFILES["linimasa"]):
        assert list(tally.right) == pytest.approx(list(tally.predicted)) == list(tally.gold)


@given(CLUSTERINGS, CLUSTERINGS)
def test_rates_stay_within_bounds_and_sides_exchange(gold: tuple[Entity, ...], predicted: tuple[Entity, ...]) -> None:
    sides = [Annotations(entities=mentions) for mentions in (gold, predicted)]
    forth, back = (list(count(Batch([one], [other]), PROFILES["linimasa"])) for one, other in (sides, sides[::-1]))
    for one, other in zip(forth, back, strict=True):
        assert (one.right <= one.predicted + 1e-9).all()
        assert (one.found <= one.gold + 1e-9).all()
        if not one.metric.startswith("blanc"):
            assert list(one.right) == pytest.approx(list(other.found)), "BLANC alone looks at what gold has"
    assert [tally.metric for tally in forth] == list(METRICS)
