"""Where other scorers go wrong, and what ours does there; each case names the trap."""

from __future__ import annotations

import pytest

from benchmark.errors import UsageError
from benchmark.metrics.rates import score_of
from benchmark.records import Counts, Entity, Event, GoldDocument, Link, Prediction
from benchmark.scoring import Scorer

MEET = "Contact:Meet"


def micro(layer: str, metric: str, gold: GoldDocument, predicted: Prediction) -> Counts | None:
    return Scorer(layers=[layer]).add(gold=gold, predicted=predicted).scores()[layer][metric].micro.counts


def test_a_type_that_gold_lacks_is_in_the_micro_average() -> None:
    # neleval averages over the types of gold alone, so that inventing a type costs nothing.
    gold = GoldDocument(id="d", entities=(Entity(0, 4, "ORG"),))
    predicted = Prediction(id="d", entities=(Entity(0, 4, "ORG"), Entity(10, 14, "LAW")))
    assert micro("entities", "strict", gold, predicted) == Counts(1, 2, 1, 1)


def test_precision_is_over_what_was_predicted() -> None:
    # tieval 0.1.11 exchanges the two rates of temporal awareness.
    gold = GoldDocument(id="d", links=(Link("a", "b", "BEFORE"), Link("b", "c", "BEFORE"), Link("d", "e", "BEFORE")))
    predicted = Prediction(id="d", links=(Link("a", "b", "BEFORE"), Link("a", "c", "BEFORE")))
    counts = micro("links", "awareness", gold, predicted)
    assert counts == Counts(2, 2, 1, 3)
    score = score_of(counts)
    assert (score.precision, score.recall) == (1.0, pytest.approx(1 / 3))


def test_a_cycle_does_not_empty_what_follows_from_the_other_links() -> None:
    # tieval reads an empty closure where a graph has a cycle, and every entailed link is wrong then.
    ring = (Link("a", "b", "BEFORE"), Link("b", "c", "BEFORE"), Link("c", "a", "BEFORE"))
    chain = (Link("x", "y", "BEFORE"), Link("y", "z", "BEFORE"))
    counts = micro("links", "awareness", GoldDocument(id="d", links=chain), Prediction(id="d", links=(*ring, Link("x", "z", "BEFORE"))))
    assert counts is not None
    assert counts.right == 1


def test_a_mention_that_stands_in_two_clusters_never_lifts_a_rate_over_1() -> None:
    # coval's CEAF-m counts a repeated mention in the numerator and once in the denominator.
    gold = GoldDocument(id="d", entities=(Entity(0, 4, "ORG", "a"), Entity(5, 9, "ORG", "a")))
    predicted = Prediction(id="d", entities=(*(gold.entities or ()), *(gold.entities or ()), Entity(0, 4, "ORG", "b")))
    for metric, score in Scorer(layers=["clusters"]).add(gold=gold, predicted=predicted).scores()["clusters"].items():
        assert all(0 <= rate <= 1 for rate in (score.micro.precision, score.micro.recall) if rate is not None), metric


def test_a_document_that_a_system_left_out_stays_in_the_denominator() -> None:
    # The scorer of SemEval-2015 task 4 divides by the files that a system handed in.
    event = Event(0, 4, MEET, date="2025", cluster="m")
    gold = [GoldDocument(id="one", events=(event,)), GoldDocument(id="two", events=(event,))]
    predicted = [Prediction(id="one", events=(event,))]
    with pytest.raises(UsageError, match="two"):
        Scorer(layers=["timelines"]).add(gold=gold, predicted=predicted)
    scores = Scorer(layers=["timelines"], missing="empty").add(gold=gold, predicted=predicted).scores()
    assert scores["timelines"]["dated"].micro.counts == Counts(1, 1, 1, 2)
