"""Temporal links: temporal awareness.

Definition.  A link is right, or found, when the other side has it or the closure of the other side's links entails it.  Precision counts
the system's distinct links, recall gold's; a link and its inverse are one link.
Source.  UzZaman & Allen 2011 (https://aclanthology.org/P11-2061); TempEval-3 (UzZaman et al. 2013, https://aclanthology.org/S13-2001).
Method.  Links become relations between the end points of their intervals; equal points are merged, and what follows is what can be
reached.  DURING and its inverse are read as SIMULTANEOUS, as there.
Profiles.  `tempeval3` reads links in the order of the file, as `chains.py` keeps them: a link that the earlier ones entail is left out of
the counts, one that contradicts them counts and adds nothing.  Its chains know a few relations more than follow from the links.
Conventions.  No labels.  Two points that are each before the other are ordered neither way.  Relations outside TimeML entail nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmark.metrics import Batch, Tally
from benchmark.metrics.chains import INVERSE, STATED, Chains, Name, Triple
from benchmark.profiles import Profile
from benchmark.records import Link

LAYER = "links"
METRICS = ("awareness",)
HEADLINE = "awareness"


SAME = {"DURING": "SIMULTANEOUS", "DURING_INV": "SIMULTANEOUS", "IDENTITY": "SIMULTANEOUS"}
TURNED = ("AFTER", "IAFTER", "IS_INCLUDED", "BEGUN_BY", "ENDED_BY")
"""Relations that are kept as their inverse."""


def count(batch: Batch, profile: Profile) -> Iterator[Tally]:
    """Counts by document."""
    count_sides = _reduced_counts if profile.reduce_links else _counts
    rows = []
    for index, (gold, predicted) in enumerate(zip(batch.gold, batch.predicted, strict=True)):
        if gold.links or predicted.links:
            rows.append((index, "", *count_sides(gold.links or (), predicted.links or ())))
    yield Tally.of_rows("awareness", rows)


def _counts(gold: Sequence[Link], predicted: Sequence[Link]) -> tuple[float, float, float, float]:
    sides = [list(dict.fromkeys(canonical(triple) for triple in map(_triple, side))) for side in (gold, predicted)]
    closures = [_closed(side) for side in sides]
    right = sum(link in set(sides[0]) or closures[0].entails(link) for link in sides[1])
    found = sum(link in set(sides[1]) or closures[1].entails(link) for link in sides[0])
    return float(right), float(len(sides[1])), float(found), float(len(sides[0]))


def _triple(link: Link) -> Triple:
    relation = link.relation.upper()
    return link.source, SAME.get(relation, relation), link.target


def canonical(triple: Triple) -> Triple:
    """A link in the direction in which it is kept."""
    source, relation, target = triple
    if relation in TURNED or (relation == "SIMULTANEOUS" and target < source):
        return target, INVERSE[relation], source
    return triple


class Closure:
    """What links entail of the end points of intervals; grows by one relation at a time."""

    def __init__(self) -> None:
        self.parent: dict[Name, Name] = {}
        self.number: dict[Name, int] = {}
        self.after: dict[int, int] = {}
        """By point, the points that lie after it, as bits."""
        self.before: dict[int, int] = {}

    def root(self, point: Name) -> Name:
        """The point that stands for all points equal to it; a new interval's end is after its start."""
        if point not in self.parent:
            start, end = (point[0], "s"), (point[0], "e")
            for new in (start, end):
                self.parent[new] = new
                self.number[new] = len(self.number)
                self.after[self.number[new]] = self.before[self.number[new]] = 0
            self._order(self.number[start], self.number[end])
        while self.parent[point] != point:
            self.parent[point] = self.parent[self.parent[point]]
            point = self.parent[point]
        return point

    def relation(self, one: Name, other: Name) -> str:
        """`<`, `>`, `=`, or `?` where nothing is known, or both orders follow."""
        left, right = self.root(one), self.root(other)
        if left == right:
            return "="
        first, second = self.number[left], self.number[right]
        ahead, behind = self.after[first] >> second & 1, self.after[second] >> first & 1
        return "?" if ahead == behind else "<" if ahead else ">"

    def knows(self, name: str) -> bool:
        """Whether an interval has been spoken of."""
        return (name, "s") in self.parent

    def stated(self, triple: Triple) -> list[tuple[Name, str, Name]]:
        """The point relations of a link."""
        source, relation, target = canonical(triple)
        names = {"x": source, "y": target}
        return [((names[one[0]], one[1]), sign, (names[other[0]], other[1])) for one, sign, other in STATED.get(relation, ())]

    def entails(self, triple: Triple) -> bool:
        """Whether every point relation of a link follows."""
        stated = self.stated(triple)
        known = self.knows(triple[0]) and self.knows(triple[2])
        return known and bool(stated) and all(self.relation(one, other) == sign for one, sign, other in stated)

    def add(self, triple: Triple) -> None:
        """Takes a link's point relations in."""
        for one, sign, other in self.stated(triple):
            left, right = self.root(one), self.root(other)
            if left == right:
                continue
            if sign == "=":
                self._merge(left, right)
            else:
                self._order(self.number[left], self.number[right])

    def _order(self, first: int, second: int) -> None:
        earlier, later = self.before[first] | 1 << first, self.after[second] | 1 << second
        for point in _bits(earlier):
            self.after[point] |= later
        for point in _bits(later):
            self.before[point] |= earlier

    def _merge(self, left: Name, right: Name) -> None:
        """Makes two points one: each takes what lies around the other."""
        first, second = self.number[left], self.number[right]
        self.parent[right] = left
        around_before, around_after = self.before[first] | self.before[second], self.after[first] | self.after[second]
        for point in _bits(around_before):
            self.after[point] |= around_after | 1 << first | 1 << second
        for point in _bits(around_after):
            self.before[point] |= around_before | 1 << first | 1 << second
        for point in (first, second):
            self.before[point] |= around_before
            self.after[point] |= around_after


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _closed(links: Iterable[Triple]) -> Closure:
    closure = Closure()
    for link in links:
        closure.add(link)
    return closure


def _reduced_counts(gold: Sequence[Link], predicted: Sequence[Link]) -> tuple[float, float, float, float]:
    """Counts as the TempEval-3 toolkit does, over links that no earlier ones of their side entail."""
    sides = [list(dict.fromkeys(_triple(link) for link in side)) for side in (gold, predicted)]
    chains = [Chains(), Chains()]
    reduced = [[link for link in side if known.add(link)] for side, known in zip(sides, chains, strict=True)]
    stated = [{canonical(triple) for triple in side} for side in sides]
    right = sum(canonical(link) in stated[0] or chains[0].entails(link) for link in reduced[1])
    found = sum(canonical(link) in stated[1] or chains[1].entails(link) for link in reduced[0])
    return float(right), float(len(reduced[1])), float(found), float(len(reduced[0]))
