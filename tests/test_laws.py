"""Laws that every metric of the default profile keeps, whatever the annotations are."""

from __future__ import annotations

import random
from itertools import product

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.metrics import Batch
from benchmark.profiles import PROFILES
from benchmark.records import (
    ANNOTATION_LAYERS,
    Annotations,
    Argument,
    Before,
    Counts,
    Entity,
    Event,
    GoldDocument,
    Link,
    Money,
    Prediction,
    Timex,
)
from benchmark.scoring import Scorer, metric_modules, metric_names

TYPES = ("PERSON", "ORG", "GPE")
EVENTS = ("Business:Start-Org", "Contact:Meet")
DATES = (None, "2025", "2025-06", "2025-06-12", "2024-12")
LENGTH = 24
FAR = 900
"""A place that no generated span reaches."""

spans = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))
entities = st.builds(
    lambda span, kind, thing: Entity(*span, kind, thing), spans, st.sampled_from(TYPES), st.sampled_from((None, "a", "b", "c"))
)
timexes = st.builds(
    lambda span, kind, value: Timex(*span, kind, value),
    spans,
    st.sampled_from(("DATE", "DURATION")),
    st.sampled_from((None, "2025", "2025-06", "P3.5Y", "P42M", "PXM", "PRESENT_REF")),
)
amounts = st.sampled_from(
    ({"amount": "14300000000"}, {"amount": "14200000000"}, {"min": "100000000", "max": "999999999"}, {"min": "100", "max": "900000000"}, {})
)
money = st.builds(lambda span, currency, amount: Money(*span, currency, **amount), spans, st.sampled_from(("USD", "IDR")), amounts)
arguments = st.builds(lambda role, span: Argument(role, start=span[0], end=span[1]), st.sampled_from(("Agent", "Organization")), spans)
events = st.builds(
    lambda span, kind, filled, polarity, date, cluster: Event(*span, kind, tuple(filled), polarity=polarity, date=date, cluster=cluster),
    spans,
    st.sampled_from(EVENTS),
    st.lists(arguments, max_size=2),
    st.sampled_from(("POSITIVE", "POSITIVE", "NEGATIVE")),
    st.sampled_from(DATES),
    st.sampled_from("uvwx"),
)
links = st.builds(Link, st.sampled_from("uvw"), st.sampled_from("xyz"), st.sampled_from(("BEFORE", "AFTER", "INCLUDES", "SIMULTANEOUS")))
befores = st.builds(Before, st.sampled_from("uv"), st.sampled_from("wx"))


def one_date_a_cluster(found: list[Event]) -> tuple[Event, ...]:
    """As the guidelines have it: a cluster has one date in a document."""
    dates: dict[str | None, str | None] = {}
    return tuple(msgspec.structs.replace(event, date=dates.setdefault(event.cluster, event.date)) for event in found)


sides = st.builds(
    lambda **layers: Annotations(
        **{name: one_date_a_cluster(found) if name == "events" else tuple(found) for name, found in layers.items()}
    ),
    entities=st.lists(entities, max_size=7),
    timexes=st.lists(timexes, max_size=5),
    money=st.lists(money, max_size=5),
    events=st.lists(events, max_size=6),
    before=st.lists(befores, max_size=2),
    links=st.lists(links, max_size=4),
)
corpora = st.lists(st.tuples(sides, sides), min_size=1, max_size=4)
Corpus = list[tuple[Annotations, Annotations]]
Key = tuple[str, str, str]


def layers_of(side: Annotations) -> dict[str, tuple]:
    return {name: getattr(side, name) for name in ANNOTATION_LAYERS}


def scorer_of(corpus: Corpus, first: int = 0) -> Scorer:
    golds = [GoldDocument(id=f"d{first + place}", **layers_of(gold)) for place, (gold, _) in enumerate(corpus)]
    answers = [Prediction(id=f"d{first + place}", **layers_of(predicted)) for place, (_, predicted) in enumerate(corpus)]
    return Scorer(labels=frozenset(TYPES)).add(gold=golds, predicted=answers)


def counts_of(corpus: Corpus) -> dict[Key, Counts]:
    """Counts by layer, metric and label, summed over documents, of every metric; clusters whether or not both sides identify."""
    sums: dict[Key, Counts] = {}
    batch = Batch([gold for gold, _ in corpus], [predicted for _, predicted in corpus])
    for layer, module in metric_modules().items():
        for tally in module.count(batch, PROFILES["linimasa"]):
            numbers = zip(tally.right, tally.predicted, tally.found, tally.gold, strict=True)
            for label, row in zip(tally.label, numbers, strict=True):
                key = (layer, tally.metric, str(label))
                sums[key] = sums.get(key, Counts()).plus(Counts(*map(float, row)))
    return {key: counts for key, counts in sums.items() if any(counts)}


def close(one: dict[Key, Counts], other: dict[Key, Counts]) -> bool:
    return one.keys() == other.keys() and all(one[key] == pytest.approx(other[key], abs=1e-9) for key in one)


def rates_of(corpus: Corpus) -> dict[tuple[str, str, str], float | None]:
    found = {}
    for layer, metrics in scorer_of(corpus).scores().items():
        for metric, score in metrics.items():
            for label, rates in (("", score.micro), *score.labels.items()):
                for rate in ("precision", "recall", "f1"):
                    found[layer, f"{metric} {label}", rate] = getattr(rates, rate)
    return found


def valued(gold: Annotations) -> Annotations:
    """Gold as the validator asks for it: every time expression and every amount has a value."""
    timed = tuple(item for item in gold.timexes or () if item.value is not None)
    amounts = tuple(item for item in gold.money or () if item.amount or item.min)
    return msgspec.structs.replace(gold, timexes=timed, money=amounts)


@given(corpora)
@settings(deadline=None, max_examples=40)
def test_gold_against_itself_is_1_or_none_in_every_metric(corpus: Corpus) -> None:
    same = [(valued(gold), valued(gold)) for gold, _ in corpus]
    assert {key: rate for key, rate in rates_of(same).items() if rate is not None and rate != pytest.approx(1)} == {}


@given(corpora, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_the_order_of_annotations_and_documents_never_matters(corpus: Corpus, chance: random.Random) -> None:
    def shuffled(side: Annotations) -> Annotations:
        return Annotations(**{name: tuple(chance.sample(found, len(found))) for name, found in layers_of(side).items()})

    other = [(shuffled(gold), shuffled(predicted)) for gold, predicted in corpus]
    chance.shuffle(other)
    assert close(counts_of(corpus), counts_of(other))


@given(corpora, st.integers(0, 4))
@settings(deadline=None, max_examples=40)
def test_counts_add_over_any_partition_of_the_documents(corpus: Corpus, cut: int) -> None:
    parts = [counts_of(part) for part in (corpus[:cut], corpus[cut:])]
    summed = {key: parts[0].get(key, Counts()).plus(parts[1].get(key, Counts())) for key in parts[0].keys() | parts[1].keys()}
    assert close(counts_of(corpus), summed)
    whole, added = scorer_of(corpus), scorer_of(corpus[:cut]) + scorer_of(corpus[cut:], cut)
    assert list(whole.rows()) == list(added.rows())


@given(corpora)
@settings(deadline=None, max_examples=40)
def test_precision_and_recall_exchange_when_the_sides_do(corpus: Corpus) -> None:
    turned = counts_of([(predicted, gold) for gold, predicted in corpus])
    expected = {key: Counts(counts.found, counts.gold, counts.right, counts.predicted) for key, counts in counts_of(corpus).items()}
    assert close(turned, expected)


@given(corpora)
@settings(deadline=None, max_examples=40)
def test_no_rate_leaves_its_range(corpus: Corpus) -> None:
    for key, rate in rates_of(corpus).items():
        assert rate is None or -1e-12 <= rate <= 1 + 1e-12, key


NEVER_BELOW = [
    ("entities", "type", "strict"),
    ("entities", "exact", "strict"),
    ("entities", "partial", "exact"),
    ("timexes", "relaxed", "strict"),
    ("timexes", "relaxed", "type"),
    ("timexes", "relaxed", "value"),
    ("money", "relaxed", "strict"),
    ("money", "relaxed", "currency"),
    ("money", "currency", "value"),
    ("money", "near", "value"),
    ("events", "trigger_id", "trigger"),
    ("events", "argument_id", "argument"),
    ("events", "argument", "argument_attached"),
    ("timelines", "date_partial", "dated"),
]


@given(corpora)
@settings(deadline=None, max_examples=40)
def test_a_looser_metric_is_never_below_its_stricter_one(corpus: Corpus) -> None:
    rates = rates_of(corpus)
    for (layer, loose, strict), rate in product(NEVER_BELOW, ("precision", "recall", "f1")):
        above, below = rates.get((layer, f"{loose} ", rate)), rates.get((layer, f"{strict} ", rate))
        assert below is None or (above is not None and above >= below - 1e-12), (layer, loose, strict, rate)


WRONG = Annotations(
    entities=(Entity(FAR, FAR + 3, "ORG", "wrong"),),
    timexes=(Timex(FAR, FAR + 3, "DATE", "1999"),),
    money=(Money(FAR, FAR + 3, "USD", "7"),),
    events=(Event(FAR, FAR + 3, "Contact:Meet", (Argument("Agent", start=FAR, end=FAR + 3),), date="1999", cluster="wrong"),),
    links=(Link("p", "q", "BEFORE"),),
)


@given(corpora, st.integers(0, 3))
@settings(deadline=None, max_examples=40)
def test_adding_a_wrong_prediction_never_raises_precision(corpus: Corpus, place: int) -> None:
    place %= len(corpus)
    gold, predicted = corpus[place]
    worse = Annotations(**{name: (*found, *(getattr(WRONG, name) or ())) for name, found in layers_of(predicted).items()})
    before, after = rates_of(corpus), rates_of([*corpus[:place], (gold, worse), *corpus[place + 1 :]])
    for (layer, metric, rate), value in after.items():
        # BLANC rewards rightly parted mentions, so a lone mention more is no wrong prediction to it; clusters are found by recall alone.
        if rate == "precision" and layer != "clusters" and before.get((layer, metric, rate)) is not None:
            assert value is not None
            assert value <= (before[layer, metric, rate] or 0.0) + 1e-12, (layer, metric)


@given(corpora)
@settings(deadline=None, max_examples=40)
def test_a_system_that_leaves_all_dates_out_never_gains_in_dated(corpus: Corpus) -> None:
    def undated(side: Annotations) -> Annotations:
        return msgspec.structs.replace(side, events=tuple(msgspec.structs.replace(event, date=None) for event in side.events or ()))

    before, after = (rates_of(each) for each in (corpus, [(gold, undated(predicted)) for gold, predicted in corpus]))
    for rate in ("recall", "f1"):
        value = after.get(("timelines", "dated ", rate))
        assert (value or 0.0) <= (before.get(("timelines", "dated ", rate)) or 0.0)
    assert not after.get(("timelines", "dated ", "precision"))


def test_every_metric_of_every_layer_is_under_these_laws() -> None:
    everything = Annotations(
        entities=(Entity(0, 3, "ORG", "a"), Entity(5, 8, "ORG", "a"), Entity(9, 12, "GPE", "b")),
        timexes=(Timex(0, 3, "DATE", "2025"),),
        money=(Money(0, 3, "USD", "1"),),
        events=(
            Event(0, 3, EVENTS[0], (Argument("Agent", start=0, end=2),), date="2024", cluster="u"),
            Event(5, 8, EVENTS[0], date="2025", cluster="v"),
        ),
        links=(Link("u", "v", "BEFORE"),),
    )
    scores = scorer_of([(everything, everything)]).scores()
    assert {layer: tuple(metrics) for layer, metrics in scores.items()} == {layer: metric_names(layer) for layer in metric_modules()}
    rates = {f"{layer} {name}": score.micro.f1 for layer, metrics in scores.items() for name, score in metrics.items()}
    assert rates == pytest.approx(dict.fromkeys(rates, 1.0))
