"""Temporal links: temporal awareness.

Definition.  A link is right, or found, when the other side has it or the closure of the other side's links entails it.  Precision counts
the system's distinct links, recall gold's; a link and its inverse are one link.
Source.  UzZaman & Allen 2011 (https://aclanthology.org/P11-2061); TempEval-3 (UzZaman et al. 2013, https://aclanthology.org/S13-2001).
Method.  Links become relations between the end points of their intervals; equal points are merged, and what follows is what can be
reached.  DURING and its inverse are read as SIMULTANEOUS, as there.
Profiles.  `tempeval3` reads links in the order of the file: a link that the earlier ones entail is left out of the counts, one that
contradicts them counts and adds nothing.  The toolkit keeps its points in chains and finds a few relations more than follow from the
links, so that its awareness lies up to 0.5 points above ours.
Conventions.  No labels.  Two points that are each before the other are ordered neither way.  Relations outside TimeML entail nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmark.metrics import Batch, Tally
from benchmark.profiles import Profile
from benchmark.records import Link

LAYER = "links"
METRICS = ("awareness",)
HEADLINE = "awareness"

Point = tuple[str, str]
"""An interval's name and `s` or `e` for its start or end."""
Triple = tuple[str, str, str]

INVERSE = {
    "BEFORE": "AFTER",
    "IBEFORE": "IAFTER",
    "INCLUDES": "IS_INCLUDED",
    "BEGINS": "BEGUN_BY",
    "ENDS": "ENDED_BY",
    "SIMULTANEOUS": "SIMULTANEOUS",
}
INVERSE |= {inverse: relation for relation, inverse in INVERSE.items()}
SAME = {"DURING": "SIMULTANEOUS", "DURING_INV": "SIMULTANEOUS", "IDENTITY": "SIMULTANEOUS"}
# By relation of x to y: the point relations that it states, `xs < ys` as ("xs", "<", "ys").
POINTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "BEFORE": (("xe", "<", "ys"),),
    "IBEFORE": (("xe", "=", "ys"),),
    "INCLUDES": (("xs", "<", "ys"), ("ye", "<", "xe")),
    "BEGINS": (("xs", "=", "ys"), ("xe", "<", "ye")),
    "ENDS": (("xe", "=", "ye"), ("ys", "<", "xs")),
    "SIMULTANEOUS": (("xs", "=", "ys"), ("xe", "=", "ye")),
}


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
    if relation in INVERSE and (relation not in POINTS or (relation == "SIMULTANEOUS" and target < source)):
        return target, INVERSE[relation], source
    return triple


class Closure:
    """What links entail of the end points of intervals; grows by one relation at a time."""

    def __init__(self) -> None:
        self.parent: dict[Point, Point] = {}
        self.number: dict[Point, int] = {}
        self.after: dict[int, int] = {}
        """By point, the points that lie after it, as bits."""
        self.before: dict[int, int] = {}

    def root(self, point: Point) -> Point:
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

    def relation(self, one: Point, other: Point) -> str:
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

    def stated(self, triple: Triple) -> list[tuple[Point, str, Point]]:
        """The point relations of a link."""
        source, relation, target = canonical(triple)
        names = {"x": source, "y": target}
        return [((names[one[0]], one[1]), sign, (names[other[0]], other[1])) for one, sign, other in POINTS.get(relation, ())]

    def entails(self, triple: Triple) -> bool:
        """Whether every point relation of a link follows."""
        stated = self.stated(triple)
        known = self.knows(triple[0]) and self.knows(triple[2])
        return known and bool(stated) and all(self.relation(one, other) == sign for one, sign, other in stated)

    def contradicts(self, triple: Triple) -> bool:
        """Whether one of the point relations of a link is known to be another."""
        known = self.knows(triple[0]) and self.knows(triple[2])
        return known and any(self.relation(one, other) not in (sign, "?") for one, sign, other in self.stated(triple))

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

    def _merge(self, left: Point, right: Point) -> None:
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
    sides = [[_triple(link) for link in side] for side in (gold, predicted)]
    reduced = [_reduced(side) for side in sides]
    stated = [{canonical(triple) for triple in side} for side in sides]
    right = sum(canonical(link) in stated[0] or reduced[0][1].entails(link) for link in reduced[1][0])
    found = sum(canonical(link) in stated[1] or reduced[1][1].entails(link) for link in reduced[0][0])
    return float(right), float(len(reduced[1][0])), float(found), float(len(reduced[0][0]))


def _reduced(links: Sequence[Triple]) -> tuple[list[Triple], Closure]:
    """The links that count, and the closure of those that contradict no earlier one."""
    closure = Closure()
    kept: list[Triple] = []
    for link in dict.fromkeys(links):
        if closure.entails(link):
            continue
        kept.append(link)
        if not closure.contradicts(link):
            closure.add(link)
    return kept, closure
