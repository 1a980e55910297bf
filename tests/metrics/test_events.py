"""Events: triggers and arguments as multisets, and as the sets of the profile `textee`; cases counted by hand."""

from __future__ import annotations

import pytest

from benchmark.metrics import Batch
from benchmark.metrics.events import count
from benchmark.profiles import PROFILES
from benchmark.records import Annotations, Argument, Entity, Event

HIRE, LEAVE = "Personnel:Start-Position", "Personnel:End-Position"
ANN, BUDI = Argument("Person", start=20, end=23), Argument("Person", start=30, end=34)
AT = Argument("Organization", start=40, end=44)


def counted(gold: tuple[Event, ...], predicted: tuple[Event, ...], profile: str = "linimasa") -> dict[str, tuple[float, ...]]:
    """Right, predicted, found and gold by metric, all labels together."""
    sides = [Annotations(events=events, entities=(Entity(20, 23, "PERSON", id="e1"),)) for events in (gold, predicted)]
    found = {}
    for tally in count(Batch([sides[0]], [sides[1]]), PROFILES[profile]):
        every = tally.label == ""
        found[tally.metric] = tuple(float(column[every].sum()) for column in (tally.right, tally.predicted, tally.found, tally.gold))
    return found


JOINT = (Event(0, 5, HIRE, (ANN, AT)), Event(0, 5, HIRE, (BUDI, AT)))
ONE = (Event(0, 5, HIRE, (ANN, AT)),)


@pytest.mark.parametrize(
    ("gold", "predicted", "metric", "multisets", "sets"),
    [
        pytest.param(JOINT, JOINT, "trigger", (2, 2, 2, 2), (1, 1, 1, 1), id="a joint hire is two triggers, and one in a set"),
        pytest.param(JOINT, ONE, "trigger", (1, 1, 1, 2), (1, 1, 1, 1), id="one of two is missed, and none in a set"),
        pytest.param(ONE, JOINT, "trigger", (1, 2, 1, 1), (1, 1, 1, 1), id="a duplicate is one prediction more"),
        pytest.param(JOINT, JOINT, "argument", (4, 4, 4, 4), (3, 3, 3, 3), id="the shared organization is one argument in a set"),
        pytest.param(JOINT, ONE, "argument", (2, 2, 2, 4), (2, 2, 2, 3), id="the second person is missed"),
        pytest.param(ONE, (Event(0, 5, LEAVE, (ANN,)),), "trigger_id", (1, 1, 1, 1), (1, 1, 1, 1), id="a span with another type"),
        pytest.param(ONE, (Event(0, 5, LEAVE, (ANN,)),), "trigger", (0, 1, 0, 1), (0, 1, 0, 1), id="another type is no trigger found"),
        pytest.param(ONE, (Event(0, 5, LEAVE, (ANN,)),), "argument_id", (0, 1, 0, 2), (0, 1, 0, 2), id="nor are its arguments"),
        pytest.param(
            ONE,
            (Event(0, 5, HIRE, (Argument("Organization", start=20, end=23),)),),
            "argument_id",
            (1, 1, 1, 2),
            (1, 1, 1, 2),
            id="a filler in another role is identified",
        ),
        pytest.param(
            ONE,
            (Event(0, 5, HIRE, (Argument("Organization", start=20, end=23),)),),
            "argument",
            (0, 1, 0, 2),
            (0, 1, 0, 2),
            id="and is not classified",
        ),
        pytest.param(ONE, (Event(8, 12, HIRE, (ANN,)),), "argument", (1, 1, 1, 2), (1, 1, 1, 2), id="an argument of another trigger"),
        pytest.param(ONE, (Event(8, 12, HIRE, (ANN,)),), "argument_attached", (0, 1, 0, 2), (0, 1, 0, 2), id="is not attached"),
        pytest.param(
            ONE, (Event(0, 5, HIRE, (Argument("Person", "e1"), AT)),), "argument_attached", (2, 2, 2, 2), (2, 2, 2, 2), id="by reference"
        ),
        pytest.param(ONE, (Event(0, 5, HIRE, (Argument("Person", "e9"),)),), "argument", (0, 1, 0, 2), (0, 1, 0, 2), id="to nothing"),
    ],
)
def test_events_are_counted(
    gold: tuple[Event, ...], predicted: tuple[Event, ...], metric: str, multisets: tuple[float, ...], sets: tuple[float, ...]
) -> None:
    assert counted(gold, predicted)[metric] == multisets
    assert counted(gold, predicted, "textee")[metric] == sets


def test_attributes_count_on_overlapping_triggers_of_one_type() -> None:
    gold = (Event(0, 5, HIRE, realis="OTHER", date="2025-06"), Event(10, 14, LEAVE, polarity="NEGATIVE"))
    predicted = (Event(2, 5, HIRE, realis="OTHER", date="2025"), Event(10, 14, HIRE, polarity="NEGATIVE", date="2025"))
    found = counted(gold, predicted)
    assert found["realis"] == (1, 2, 1, 2)
    assert found["polarity"] == (1, 2, 1, 2)
    assert found["date"] == (0, 2, 0, 1)
