"""Settles which of several spans that compete for one another are paired, by the order of preference that `matching.py` defines.

Method.  Where several compete for one alone, the best takes it.  The other components go to an assignment solver; it works on whole
numbers, so that equal is equal, and what it leaves open is settled by alternating paths of the same total.
Source.  The solver is `scipy`'s `min_weight_full_bipartite_matching` (LAPJVsp, Jonker & Volgenant 1987).
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, min_weight_full_bipartite_matching

__all__ = ["optimal"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

EXACT_BITS = 52
"""Sums of whole numbers below 2^52 are exact in the solver's floating point."""
CREDIT_STEPS = 720_720 << 20
"""Credits are compared as whole numbers of this many parts, so that thirds, fifths, sevenths and the like add up exactly."""
BATCH = 256
"""Rows of small components that go to the solver at once; its set-up is quadratic in them."""


@dataclass(frozen=True, slots=True)
class _Graph:
    """Candidates as edges between numbered gold and predicted nodes, both in the order of their rows."""

    left: Ints
    right: Ints
    sizes: tuple[int, int]
    part: Ints
    """The connected component of each edge."""

    @classmethod
    def of(cls, gold: Ints, predicted: Ints) -> _Graph:
        left_rows, left = np.unique(gold, return_inverse=True)
        right_rows, right = np.unique(predicted, return_inverse=True)
        sizes = len(left_rows), len(right_rows)
        joined = coo_array((np.ones(len(left), dtype=np.int8), (left, right + sizes[0])), shape=(sum(sizes),) * 2)
        return cls(left, right, sizes, connected_components(joined, directed=False)[1][left].astype(np.int64))

    def where(self, edges: Ints) -> _Graph:
        """Some of the edges; nodes keep their numbers."""
        return _Graph(self.left[edges], self.right[edges], self.sizes, self.part[edges])

    def nodes_by_part(self) -> Ints:
        """For each component how many pairs it can have at most."""
        left, right = np.zeros(self.sizes[0], dtype=np.int64) - 1, np.zeros(self.sizes[1], dtype=np.int64) - 1
        left[self.left], right[self.right] = self.part, self.part
        number = int(self.part.max()) + 1
        least: Ints = np.minimum(*(np.bincount(side[side >= 0], minlength=number) for side in (left, right)))
        return least


def optimal(gold: Ints, predicted: Ints, credit: Floats, shared: Ints) -> Ints:
    """Which candidates are in the optimal pairing: rows of both sides, the credit of each pair, above 0, and the positions they share."""
    graph = _Graph.of(gold, predicted)
    level = np.rint(credit * CREDIT_STEPS).astype(np.int64)
    degree = [np.bincount(side, minlength=size) for side, size in zip((graph.left, graph.right), graph.sizes, strict=True)]
    chosen = []
    rest = np.ones(len(level), dtype=bool)
    for centre, leaf, of_leaf, size in (
        (graph.left, graph.right, degree[1], graph.sizes[0]),
        (graph.right, graph.left, degree[0], graph.sizes[1]),
    ):
        # All that competes for one span competes for nothing else: the best takes it.
        star = (np.bincount(centre, of_leaf[leaf] > 1, size) == 0)[centre] & rest
        edges = np.flatnonzero(star)
        edges = edges[np.lexsort((leaf[edges], -shared[edges], -level[edges], centre[edges]))]
        chosen.append(edges[np.diff(centre[edges], prepend=-1) != 0])
        rest &= ~star
    edges = np.flatnonzero(rest)
    if len(edges):
        chosen.append(edges[_assigned(graph.where(edges), level[edges], shared[edges])])
    return np.concatenate(chosen)


def _assigned(graph: _Graph, level: Ints, shared: Ints) -> Ints:
    """The optimal pairing of components in which both sides compete, as indices of edges."""
    level = level // np.gcd.reduce(level)
    pairs = graph.nodes_by_part()
    most_shared, most_level = np.zeros(len(pairs), dtype=np.int64), np.zeros(len(pairs), dtype=np.int64)
    np.maximum.at(most_shared, graph.part, shared)
    np.maximum.at(most_level, graph.part, level)
    # One weight for an order of criteria: each, summed over all pairs, stays below one step of the criterion before it.
    for_pair = pairs * most_shared + 1
    for_level = pairs * (for_pair + most_shared) + 1
    pair_and_shared = for_pair[graph.part] + shared
    edges = np.arange(len(level))
    if float(np.max(pairs * (most_level + 1.0) * for_level)) < 2.0**EXACT_BITS:
        solution = _solve(graph, level * for_level[graph.part] + pair_and_shared)
    else:
        spare = EXACT_BITS - int(pairs.max()).bit_length() - int(most_level.max()).bit_length()
        first = _solve(graph, level >> max(0, -spare))
        edges = np.flatnonzero(first.tight)
        graph = graph.where(edges)
        needed = first.needed_left[graph.left].astype(np.int64) + first.needed_right[graph.right]
        solution = _solve(graph, needed * for_level[graph.part] + pair_and_shared[edges])
    chosen = _earliest(graph, solution)
    chosen = _settled(graph, solution, chosen, level[edges])
    return edges[chosen]


@dataclass(frozen=True, slots=True)
class _Solution:
    """An assignment of the largest weight and what all such assignments have in common.

    An assignment of tight edges that covers every needed node has the same weight, and no other has.
    """

    chosen: Flags
    tight: Flags
    needed_left: Flags
    needed_right: Flags


def _solve(graph: _Graph, weight: Ints) -> _Solution:
    """The assignment of the largest weight, component by component; weights are above 0."""
    chosen = np.zeros(len(weight), dtype=bool)
    chosen[_heaviest(graph, weight)] = True
    of_left, of_right = _prices(graph.left, graph.right, weight, chosen, graph.sizes)
    return _Solution(chosen, weight == of_left[graph.left] + of_right[graph.right], of_left > 0, of_right > 0)


def _prices(left: Ints, right: Ints, weight: Ints, chosen: Flags, sizes: tuple[int, int]) -> tuple[Ints, Ints]:
    """The dual values of both sides: right nodes grow from 0 until no edge weighs more than its two nodes together.

    The assignment has the largest weight where no value is below 0 and those of nodes that are out are 0.
    """
    value = np.zeros(sizes[1], dtype=np.int64)
    of_mate, mate = np.zeros(sizes[0], dtype=np.int64), np.full(sizes[0], -1)
    of_mate[left[chosen]], mate[left[chosen]] = weight[chosen], right[chosen]
    of_left = of_mate
    for _ in range(sum(sizes) + 1):
        of_left = of_mate - np.where(mate >= 0, value[mate], 0)
        least = weight - of_left[left]
        short = np.flatnonzero(least > value[right])
        if not len(short):
            break
        np.maximum.at(value, right[short], least[short])
    return of_left, value


def _heaviest(graph: _Graph, weight: Ints) -> Ints:
    """The edges of one assignment of the largest weight, by the sparse solver: large components alone, small ones together."""
    rows = np.bincount(graph.part[np.unique(graph.left, return_index=True)[1]], minlength=int(graph.part.max()) + 1)
    order = np.lexsort((graph.right, graph.left, graph.part, rows[graph.part] > BATCH))
    left, right, part = graph.left[order], graph.right[order], graph.part[order]
    row = np.cumsum(np.diff(left, prepend=-1) != 0) - 1
    first = np.flatnonzero(np.diff(part, prepend=-1) != 0)
    large = rows[part[first]] > BATCH
    batch = np.where(large, np.cumsum(large) + len(order), row[first] // BATCH)
    bounds = first[np.flatnonzero(np.diff(batch, prepend=-1) != 0)]
    found = [np.zeros(0, dtype=np.int64)]
    for low, high in zip(bounds, np.append(bounds[1:], len(order)), strict=True):
        columns, column = np.unique(right[low:high], return_inverse=True)
        entries = row[low:high] - row[low], column, weight[order[low:high]], len(columns)
        chosen = _all_in(*entries) if entries[0][-1] >= BATCH else None
        found.append(order[low + (_some_in(*entries) if chosen is None else chosen)])
    return np.concatenate(found)


def _all_in(row: Ints, column: Ints, weight: Ints, columns: int) -> Ints | None:
    """The entries of the assignment of the largest weight, if it has all of the smaller side in; this is much cheaper to find."""
    rows = int(row[-1]) + 1
    cost = (weight.max() + 1 - weight).astype(np.float64)
    try:
        at, to = min_weight_full_bipartite_matching(csr_array((cost, (row, column)), shape=(rows, columns)))
    except ValueError:
        return None
    assigned = np.full(rows, -1)
    assigned[at] = to
    chosen = assigned[row] == column
    of_row, of_column = _prices(row, column, weight, chosen, (rows, columns))
    out = np.ones(columns, dtype=bool)
    out[to] = False
    largest = int(of_row.min()) >= 0 and not bool(of_column[out].any()) and bool((weight <= of_row[row] + of_column[column]).all())
    return np.flatnonzero(chosen) if largest else None


def _some_in(row: Ints, column: Ints, weight: Ints, columns: int) -> Ints:
    """The entries of the assignment of the largest weight, given by rows."""
    rows = int(row[-1]) + 1
    starts = np.append(np.flatnonzero(np.diff(row, prepend=-1)), len(row))
    # The solver wants every row assigned, and the least cost: a row may fall to a column of its own, at the cost of gaining nothing.
    nothing = np.maximum.reduceat(weight, starts[:-1]) + 1
    cost = np.insert((nothing[row] - weight).astype(np.float64), starts[1:], nothing.astype(np.float64))
    columns_of = np.insert(column, starts[1:], columns + np.arange(rows))
    matrix = csr_array((cost, columns_of, starts + np.arange(rows + 1)), shape=(rows, columns + rows))
    assigned = np.full(rows, -1)
    at, to = min_weight_full_bipartite_matching(matrix)
    assigned[at] = to
    found: Ints = np.flatnonzero(assigned[row] == column)
    return found


def _earliest(graph: _Graph, solution: _Solution) -> Flags:
    """The assignment with its spans exchanged for earlier ones, where others of the same weight have these."""
    chosen = solution.chosen.copy()
    sides = ((graph.left, graph.right, solution.needed_left), (graph.right, graph.left, solution.needed_right))
    for (own, other, needed), size in zip(sides, graph.sizes, strict=True):
        covered = np.zeros(size, dtype=bool)
        covered[own[chosen]] = True
        open_parts = np.zeros(int(graph.part.max()) + 1, dtype=bool)
        open_parts[graph.part[solution.tight & ~covered[own]]] = True
        edges = np.flatnonzero(solution.tight & open_parts[graph.part])
        if not len(edges):
            continue
        mates = _exchanged(own[edges].tolist(), other[edges].tolist(), chosen[edges].tolist(), needed)
        chosen[edges] = [mates.get(far) == near for near, far in zip(own[edges].tolist(), other[edges].tolist(), strict=True)]
    return chosen


def _exchanged(own: list[int], other: list[int], chosen: list[bool], needed: Flags) -> dict[int, int]:
    """Own node by other node, after each own node that is out has taken the place of the latest that may leave for it."""
    reachable: dict[int, list[int]] = {}
    for near, far in zip(own, other, strict=True):
        reachable.setdefault(near, []).append(far)
    far_of = {near: far for near, far, taken in zip(own, other, chosen, strict=True) if taken}
    near_of = {far: near for near, far in far_of.items()}
    waiting = sorted(set(own) - set(far_of))
    while waiting:
        newcomer = heapq.heappop(waiting)
        came_from: dict[int, int] = {}
        front = [newcomer]
        for near in front:
            for far in reachable[near]:
                if far not in came_from and far in near_of:
                    came_from[far] = near
                    front.append(near_of[far])
        leaving = max((near for near in front if not needed[near]), default=newcomer)
        if leaving <= newcomer:
            continue
        heapq.heappush(waiting, leaving)
        far, near = far_of.pop(leaving), leaving
        while near != newcomer:
            near = came_from[far]
            near_of[far], far_of[near], far = near, far, far_of.get(near, -1)
    return near_of


def _settled(graph: _Graph, solution: _Solution, chosen: Flags, level: Ints) -> Flags:
    """The assignment of the same spans and weight that gives the larger credits to the earlier spans."""
    covered_left, covered_right = np.zeros(graph.sizes[0], dtype=bool), np.zeros(graph.sizes[1], dtype=bool)
    covered_left[graph.left[chosen]], covered_right[graph.right[chosen]] = True, True
    live = np.flatnonzero(solution.tight & covered_left[graph.left] & covered_right[graph.right])
    number = int(graph.part.max()) + 1
    low, high, last = np.full(number, level.max()), np.zeros(number, dtype=np.int64), np.zeros(number, dtype=np.int64)
    np.minimum.at(low, graph.part[live], level[live])
    np.maximum.at(high, graph.part[live], level[live])
    pairs = np.bincount(graph.part[chosen], minlength=number)
    unsettled = (low < high) & (np.bincount(graph.part[live], minlength=number) > pairs)
    edges = live[unsettled[graph.part[live]]]
    if not len(edges):
        return chosen
    np.maximum.at(last, graph.part, graph.left + graph.right)
    early = (last[graph.part] - graph.left - graph.right)[edges] + 1
    spare = EXACT_BITS - int(level.max()).bit_length() - int(early.max()).bit_length() - 2 * int(pairs.max()).bit_length()
    gain = level[edges] * early if spare >= 0 else (level[edges] >> -spare) * early
    some = graph.where(edges)
    # Whatever is gained, every span stays in.
    weight = gain + (pairs[some.part] * int(gain.max()) + 1)
    settled = chosen.copy()
    settled[edges] = False
    settled[edges[_heaviest(some, weight)]] = True
    return settled
