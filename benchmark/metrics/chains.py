"""Temporal links as the TempEval-3 toolkit keeps them: points in numbered chains.

Definition.  An interval is two points, each with a number in one chain.  Of two points of one chain the numbers tell the order; between
chains, edges from a point to a later one do.  A link between two new intervals opens a chain; a link to a known interval puts the new
points into its chain where there is room at its end or between two neighbours, else into a new chain with edges.  A link between two
known intervals is entailed, contradicted, or adds edges.
Source.  Timegraphs (Gerevini, Schubert & Schaeffer 1993) as in UzZaman & Allen 2011 (https://aclanthology.org/P11-2061) and in the
toolkit of TempEval-3 (UzZaman et al. 2013, https://aclanthology.org/S13-2001), whose published scores need every relation that its
numbers imply, also the few that no link entails.
Conventions.  As there: a number between two is rounded down; BEGINS between known intervals is never entailed and always a contradiction;
so is a link of an interval to itself that is not SIMULTANEOUS; the start of an interval put before a known one has the number -1000.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Name = tuple[str, str]
"""An interval's name and `s` or `e` for its start or end."""
Triple = tuple[str, str, str]

FIRST, STEP, UNPLACED = 100_000, 1_000, -1_000
# By relation of x to y: the order of the four points, equal ones together.
ORDERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "BEFORE": (("xs",), ("xe",), ("ys",), ("ye",)),
    "IBEFORE": (("xs",), ("xe", "ys"), ("ye",)),
    "INCLUDES": (("xs",), ("ys",), ("ye",), ("xe",)),
    "BEGINS": (("xs", "ys"), ("xe",), ("ye",)),
    "ENDS": (("ys",), ("xs",), ("xe", "ye")),
    "SIMULTANEOUS": (("xs", "ys"), ("xe", "ye")),
}
# By relation of x to y: the relations of points that it states.
STATED = {
    "BEFORE": (("xe", "<", "ys"),),
    "IBEFORE": (("xe", "=", "ys"),),
    "INCLUDES": (("xs", "<", "ys"), ("ye", "<", "xe")),
    "BEGINS": (("xs", "=", "ys"), ("xe", "<", "ye")),
    "ENDS": (("xe", "=", "ye"), ("ys", "<", "xs")),
    "SIMULTANEOUS": (("xs", "=", "ys"), ("xe", "=", "ye")),
}
_INVERSES = (("BEFORE", "AFTER"), ("IBEFORE", "IAFTER"), ("INCLUDES", "IS_INCLUDED"), ("BEGINS", "BEGUN_BY"), ("ENDS", "ENDED_BY"))
INVERSE = {one: other for pair in _INVERSES for one, other in (pair, pair[::-1])} | {"SIMULTANEOUS": "SIMULTANEOUS"}
_SWAP = str.maketrans("xy", "yx")
ORDERS |= {
    INVERSE[name]: tuple(tuple(point.translate(_SWAP) for point in group) for group in order)
    for name, order in tuple(ORDERS.items())
    if name != "SIMULTANEOUS"
}
STATED |= {
    INVERSE[name]: tuple((one.translate(_SWAP), sign, other.translate(_SWAP)) for one, sign, other in points)
    for name, points in tuple(STATED.items())
    if name != "SIMULTANEOUS"
}

Neighbours = list[Name] | None
"""Points next to one in its chain; none for an end of the chain at which new points may be put."""


@dataclass(slots=True, eq=False)
class Place:
    """Where a point stands; points that are one share it."""

    chain: int
    number: int = 0
    before: Neighbours = field(default_factory=list)
    after: Neighbours = field(default_factory=list)
    equal: list[Name] = field(default_factory=list)


def _with(neighbours: Neighbours, *more: Name) -> list[Name]:
    return [*(neighbours or ()), *more]


class Chains:
    """The points of one side's links; grows by one link at a time, in the order of the file."""

    def __init__(self) -> None:
        self.places: dict[Name, Place] = {}
        self.edges: dict[int, dict[Name, list[Name]]] = defaultdict(dict)
        """By chain: its points from which an edge leads to later points."""
        self.chains = 0

    def add(self, triple: Triple) -> bool:
        """Takes a link in; says whether it counts, that is, whether nothing before it entails it."""
        x, relation, y = triple
        known_x, known_y = (x, "s") in self.places, (y, "s") in self.places
        if known_x and not known_y:
            x, relation, y = y, INVERSE.get(relation, relation), x
            known_x, known_y = False, True
        if not known_y:
            self._open(x, relation, y)
        elif not known_x and relation in ORDERS:
            self._placing(relation)((x, "s"), (x, "e"), (y, "s"), (y, "e"))
        else:
            return (x == y and relation != "SIMULTANEOUS") or not self._merged(x, relation, y)
        return True

    def entails(self, triple: Triple) -> bool:
        """Whether each relation of points that a link states is known to hold."""
        x, relation, y = triple
        known = (x, "s") in self.places and (y, "s") in self.places
        return known and relation in STATED and relation != "BEGINS" and all(known == sign for known, sign in self._known(x, relation, y))

    def _known(self, x: str, relation: str, y: str) -> list[tuple[str, str]]:
        """What is known of each pair of points that a relation speaks of, and what it says."""
        return [(self.order(one, other), sign) for one, sign, other in _pairs(x, relation, y)]

    def _merged(self, x: str, relation: str, y: str) -> bool:
        """Whether a link between known intervals was entailed already; one that could be true leaves its edges."""
        if relation not in STATED or relation == "BEGINS":
            return False
        known = self._known(x, relation, y)
        if all(seen == sign for seen, sign in known):
            return True
        if all(seen in (sign, "?") for seen, sign in known):
            for one, sign, other in _pairs(x, relation, y):
                self._edge(one, other)
                if sign == "=":
                    self._edge(other, one)
        return False

    def order(self, one: Name, other: Name) -> str:
        """`<`, `=` or `>` of two points, `?` where nothing tells."""
        first, second = self.places[one], self.places[other]
        if first.chain == second.chain:
            return "<" if first.number < second.number else ">" if first.number > second.number else "="
        ahead, behind = self._leads(first, second), self._leads(second, first)
        return "=" if ahead and behind else "<" if ahead else ">" if behind else "?"

    def _leads(self, start: Place, goal: Place) -> bool:
        """Whether edges lead from a place to one that stands at or before the goal in the goal's chain."""
        reached = {start.chain: start.number}
        waiting = [start]
        while waiting:
            place = waiting.pop()
            for point, targets in self.edges.get(place.chain, {}).items():
                if place.number > self.places[point].number:
                    continue
                for target in map(self.places.__getitem__, targets):
                    if target.chain == goal.chain and target.number <= goal.number:
                        return True
                    if target.chain not in reached or target.number < reached[target.chain]:
                        reached[target.chain] = target.number
                        waiting.append(target)
        return False

    def _edge(self, earlier: Name, later: Name) -> None:
        targets = self.edges[self.places[earlier].chain].setdefault(earlier, [])
        if later not in targets:
            targets.append(later)

    def _chain(self) -> int:
        self.chains += 1
        return self.chains

    def _open(self, x: str, relation: str, y: str) -> None:
        """A chain for two new intervals; a relation that is not one of TimeML leaves its points without numbers."""
        chain = self._chain()
        names = {point: (x if point[0] == "x" else y, point[1]) for point in ("xs", "xe", "ys", "ye")}
        places = {point: Place(chain) for point in names}
        groups = [[names[point] for point in group] for group in ORDERS.get(relation, ())]
        for index, order in enumerate(ORDERS.get(relation, ())):
            for point in order:
                before = groups[index - 1] if index else None
                after = groups[index + 1] if index + 1 < len(groups) else None
                equal = [name for name in groups[index] if name != names[point]]
                places[point] = Place(chain, FIRST + index * STEP, before, after, equal)
        for point, name in names.items():
            self.places[name] = places[point]

    def _placing(self, relation: str) -> Callable[[Name, Name, Name, Name], None]:
        """What puts a new interval x, from xs to xe, beside a known one y."""
        return {
            "BEFORE": self._before,
            "AFTER": self._after,
            "IBEFORE": self._just_before,
            "IAFTER": self._just_after,
            "BEGINS": self._begins,
            "BEGUN_BY": self._begun_by,
            "ENDS": self._ends,
            "ENDED_BY": self._ended_by,
            "INCLUDES": self._includes,
            "IS_INCLUDED": self._is_included,
            "SIMULTANEOUS": self._same,
        }[relation]

    def _neighbours(self, ys: Name, ye: Name) -> bool:
        start, end = self.places[ys], self.places[ye]
        return start.chain == end.chain and ye in (start.after or ()) and ys in (end.before or ())

    def _between(self, ys: Name, ye: Name, part: int = 1, parts: int = 2) -> int:
        start, end = self.places[ys].number, self.places[ye].number
        return start + (end - start) * part // parts

    def _before(self, xs: Name, xe: Name, ys: Name, ye: Name) -> None:
        start = self.places[ys]
        room = start.before is None
        chain = start.chain if room else self._chain()
        self.places[xs] = Place(chain, UNPLACED, None, [xe])
        self.places[xe] = Place(chain, start.number - STEP, [xs], [ys])
        start.before = _with(start.before, xe)
        if not room:
            self._edge(xe, ys)

    def _after(self, xs: Name, xe: Name, ys: Name, ye: Name) -> None:
        end = self.places[ye]
        room = end.after is None
        chain = end.chain if room else self._chain()
        self.places[xs] = Place(chain, end.number + STEP, [ye], [xe])
        self.places[xe] = Place(chain, end.number + 2 * STEP, [xs], None)
        end.after = _with(end.after, xs)
        if not room:
            self._edge(ye, xs)

    def _just_before(self, xs: Name, xe: Name, ys: Name, ye: Name) -> None:
        start, end = self.places[ys], self.places[ye]
        room = start.before is None
        start.before = _with(start.before, xs)
        start.equal = _with(start.equal, xe)
        end.before = _with(end.before, xe)
        self.places[xe] = Place(start.chain, start.number, list(start.before), start.after, [*start.equal, ys])
        self.places[xs] = Place(start.chain if room else self._chain(), start.number - STEP, None, [xe, ys])
        if not room:
            self._edge(xs, xe)

    def _just_after(self, xs: Name, xe: Name, ys: Name, ye: Name) -> None:
        start, end = self.places[ys], self.places[ye]
        room = end.after is None
        start.after = _with(start.after, xs)
        end.equal = _with(end.equal, xs)
        end.after = _with(end.after, xe)
        chain = end.chain if room else self._chain()
        self.places[xs] = Place(chain, end.number, end.before, [xe], [*end.equal, ye]) if room else end
        self.places[xe] = Place(chain, end.number + STEP, [xs, ye], None)
        if not room:
            end.equal.append(ye)
            self._edge(xs, xe)

    def _begins(self, xs: Name, xe: Name, ys: Name, ye: Name) -> None:
        start, end = self.places[ys], self.places[ye]
        if self._neighbours(ys, ye):
            self.places[xe] = Place(start.chain, self._between(ys, ye), [xs, ys], [ye])
            start.after = [xe if point == ye else point for point in start.after or ()]
            end.before = [xe if point == ys else point for point in end.before or ()]
        else:
            self._put_between(xe, ys, ye)
        start.equal = _with(start.equal, xs, ys)
        self.places[xs] = start

    def _begun_by(self, xs: Name, xe: Name, ys: Name, ye: Name) -> None:
        start, end = self.places[ys], self.places[ye]
        if end.after is None and start.chain == end.chain:
            self.places[xe] = Place(start.chain, end.number + STEP, [ye], None)
            end.after = [xe]
            end.before = _with(end.before, xs)
            start.equal = _with(start.equal, xs, ys)
        else:
            self._put_after(xe, ye)
        self.places[xs] = start

    def _ends(self, xs: Name, xe: Name, ys: Name, ye: Name) -> None:
        start, end = self.places[ys], self.places[ye]
        if self._neighbours(ys, ye):
            self.places[xs] = Place(start.chain, self._between(ys, ye), [ys], [xe])
            self.places[xe] = Place(start.chain, end.number, [xs], end.after, [*end.equal, ye])
            end.equal = _with(end.equal, xe)
            start.after, end.before = [xs], [xs]
        else:
            self.places[xe] = end
            self._put_between(xs, ys, ye)

    def _ended_by(self, xs: Name, xe: Name, ys: Name, ye: Name) -> None:
        start, end = self.places[ys], self.places[ye]
        if start.before is None and start.chain == end.chain:
            self.places[xs] = Place(start.chain, start.number - STEP, None, [ys])
            self.places[xe] = Place(start.chain, end.number, end.before, end.after, [*end.equal, ye])
            start.before, start.after = [xs], _with(start.after, xe)
            end.equal = _with(end.equal, xe)
        else:
            self.places[xe] = end
            self._put_before(xs, ys)

    def _includes(self, xs: Name, xe: Name, ys: Name, ye: Name) -> None:
        start, end = self.places[ys], self.places[ye]
        if start.before is None and end.after is None:
            self._put_before(xs, ys)
            self._put_after(xe, ye)
        else:
            chain = self._chain()
            self.places[xs] = Place(chain, start.number - STEP, None)
            self.places[xe] = Place(chain, end.number + STEP, [xs], None)
            self._edge(xs, ys)
            self._edge(ye, xe)

    def _is_included(self, xs: Name, xe: Name, ys: Name, ye: Name) -> None:
        start, end = self.places[ys], self.places[ye]
        first, second = self._between(ys, ye, 1, 3), self._between(ys, ye, 2, 3)
        if self._neighbours(ys, ye):
            self.places[xs] = Place(start.chain, first, [*start.equal, ys], [xe])
            self.places[xe] = Place(start.chain, second, [xs], [*end.equal, ye])
            start.after = [xs]
        else:
            chain = self._chain()
            self.places[xs] = Place(chain, first, None, [xe])
            self.places[xe] = Place(chain, second, [xs], None)
            self._edge(ys, xs)
            self._edge(xe, ye)

    def _same(self, xs: Name, xe: Name, ys: Name, ye: Name) -> None:
        start, end = self.places[ys], self.places[ye]
        if start.chain == end.chain:
            start.equal = _with(start.equal, ys, xs)
            end.equal = _with(end.equal, ye, xe)
        self.places[xs], self.places[xe] = start, end

    def _put_before(self, new: Name, known: Name) -> None:
        """A single point before a known one."""
        place = self.places[known]
        if place.before is None:
            self.places[new] = Place(place.chain, place.number - STEP, None, [known])
            place.before = [new]
        else:
            self.places[new] = Place(self._chain(), place.number - STEP, None, None)
            self._edge(new, known)

    def _put_after(self, new: Name, known: Name) -> None:
        """A single point after a known one."""
        place = self.places[known]
        if place.after is None:
            self.places[new] = Place(place.chain, place.number + STEP, [known], None)
            place.after = [new]
        else:
            self.places[new] = Place(self._chain(), place.number + STEP, None, None)
            self._edge(known, new)

    def _put_between(self, new: Name, one: Name, other: Name) -> None:
        """A single point between two known ones."""
        first, second = self.places[one], self.places[other]
        if self._neighbours(one, other):
            self.places[new] = Place(first.chain, self._between(one, other), [one], [other])
            first.after, second.before = [new], [new]
        elif first.after is None:
            self.places[new] = Place(first.chain, first.number + STEP, [one], None)
            first.after = [new]
            self._edge(new, other)
        elif second.before is None:
            self.places[new] = Place(second.chain, second.number - STEP, [], [other])
            second.before = [new]
            self._edge(one, new)
        else:
            self.places[new] = Place(self._chain(), self._between(one, other))
            self._edge(one, new)
            self._edge(new, other)


def _pairs(x: str, relation: str, y: str) -> Iterator[tuple[Name, str, Name]]:
    for one, sign, other in STATED[relation]:
        yield (x if one[0] == "x" else y, one[1]), sign, (x if other[0] == "x" else y, other[1])
