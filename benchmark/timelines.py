"""The timeline of a document, derived from its events: what happened, when, and in which order.

Definition.  The timeline holds the event clusters with at least one ACTUAL, POSITIVE mention, each with its date.  One cluster stands
before another where its date's interval ends before the other's begins; intervals that overlap are tied.  The `before` pairs, closed, order
clusters that dates do not; dates win over them, and pairs on a cycle are dropped.
Source.  Annotation guidelines, section 5.
Conventions.  An event without a cluster is a cluster of its own.  Where mentions of one cluster have several dates, as predictions may, the
date of the earliest dated mention counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from benchmark.records import Annotations, Event
from benchmark.timevalues import Interval, partial_date

__all__ = ["Timeline", "TimelineEvent", "timeline"]


@dataclass(frozen=True)
class TimelineEvent:
    """A cluster on the timeline: its mentions in the order of the text, and its partial date."""

    cluster: str
    mentions: tuple[Event, ...]
    date: str | None

    @property
    def interval(self) -> Interval | None:
        """The stretch of the calendar that the date covers; None where there is no date or it does not parse."""
        if self.date is None:
            return None
        try:
            return partial_date(self.date)
        except ValueError:
            return None

    @property
    def types(self) -> frozenset[str]:
        """The types of its mentions."""
        return frozenset(mention.type for mention in self.mentions)


@dataclass(frozen=True)
class Timeline:
    """The events of a document's timeline, by their first mention; `stated` are the `before` pairs, as indices into them."""

    events: tuple[TimelineEvent, ...]
    stated: frozenset[tuple[int, int]]

    @cached_property
    def order(self) -> frozenset[tuple[int, int]]:
        """Every ordered pair that the timeline entails, as indices: (earlier, later)."""
        dated = _by_dates(self.events)
        ordered = {pair for pair in self.stated if pair[0] != pair[1] and pair not in dated and pair[::-1] not in dated}
        closed = _closure(len(self.events), dated | ordered)
        return frozenset(pair for pair in closed if pair in dated or (pair[::-1] not in closed and pair[::-1] not in dated))


def timeline(annotations: Annotations) -> Timeline:
    """The timeline of a document's events and `before` pairs."""
    clusters: dict[str, list[Event]] = {}
    for index, event in enumerate(sorted(annotations.events or (), key=lambda event: (event.start, event.end, event.type))):
        clusters.setdefault(f"={event.cluster}" if event.cluster is not None else f"#{index}", []).append(event)
    events: list[TimelineEvent] = []
    places: dict[str, int] = {}
    for name, mentions in clusters.items():
        if any(mention.realis == "ACTUAL" and mention.polarity == "POSITIVE" for mention in mentions):
            places[name[1:] if name[0] == "=" else name] = len(events)
            date = next((mention.date for mention in mentions if mention.date is not None), None)
            events.append(TimelineEvent(name[1:], tuple(mentions), date))
    pairs = ((places.get(pair.first), places.get(pair.second)) for pair in annotations.before or ())
    stated = frozenset((first, second) for first, second in pairs if first is not None and second is not None)
    return Timeline(tuple(events), stated)


def _by_dates(events: Sequence[TimelineEvent]) -> set[tuple[int, int]]:
    intervals = [(index, interval) for index, event in enumerate(events) if (interval := event.interval) is not None]
    return {(one, other) for one, first in intervals for other, second in intervals if first.precedes(second)}


def _closure(size: int, pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Every pair that follows by transitivity; rows of bits keep it quick."""
    after = [0] * size
    for first, second in pairs:
        after[first] |= 1 << second
    for middle in range(size):
        for index in range(size):
            if after[index] >> middle & 1:
                after[index] |= after[middle]
    return {(first, second) for first in range(size) for second in range(size) if after[first] >> second & 1 and first != second}
