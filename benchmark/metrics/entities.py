"""Entity mentions: precision, recall and F1 by span and type.

Definition.  `strict`: start, end and type equal those of a gold mention.  `exact`: start and end equal.  `partial`: equal spans count 1,
overlapping spans 0.5, whatever the type.  `type`: the spans overlap and the type is equal.  Each gold mention is found at most once;
the pairing is the optimal one for the metric at hand.
Source.  CoNLL-2003 (Tjong Kim Sang & De Meulder 2003, https://aclanthology.org/W03-0419) for strict; MUC-5 (Chinchor & Sundheim 1993) and
SemEval-2013 task 9.1 (Segura-Bedmar et al. 2013, https://aclanthology.org/S13-2056) for the others.
Profiles.  `hipe2020` and `hipe2022` count `strict` and `fuzzy` as the HIPE scorer does: a prediction that equals a gold mention is right
for both; any other takes the first overlapping gold mention that no other took, and is right for `fuzzy` where the types are equal.
Conventions.  Every mention counts as often as it stands: a duplicate prediction is one prediction more, never one right more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

import numpy as np

from benchmark.metrics import Batch, Tally
from benchmark.metrics.counting import Columns, columns_of, count_pairs, count_totals, exact_pairs
from benchmark.profiles import Profile
from benchmark.records import Counts, Entity

LAYER = "entities"
METRICS = ("strict", "exact", "partial", "type")
HEADLINE = "strict"
PROFILE_METRICS = {"hipe2020": ("strict", "fuzzy"), "hipe2022": ("strict", "fuzzy")}

Key = tuple[int, int, str, str | None]
"""Start, end, type, and the surface string where the profile compares it."""


def count(batch: Batch, profile: Profile) -> Iterator[Tally]:
    """Counts of every metric by document and type."""
    if profile.first_free_overlap:
        yield from _count_first_free(batch, profile)
        return
    columns = columns_of(
        [document.entities or () for document in batch.gold],
        [document.entities or () for document in batch.predicted],
        (lambda mention: mention.type.upper()) if profile.upper_labels else attrgetter("type"),
    )
    yield from count_columns(columns)


def count_columns(columns: Columns) -> Iterator[Tally]:
    """The same from columns."""
    totals = count_totals(columns)
    same = columns.same_label
    yield count_pairs("strict", columns, exact_pairs(columns, same_label=True), totals, same_label=True)
    yield count_pairs("exact", columns, exact_pairs(columns, same_label=False), totals)
    yield count_pairs("partial", columns, columns.pair(np.where(columns.overlaps.equal, 1.0, 0.5)), totals)
    yield count_pairs("type", columns, columns.pair(same.astype(np.float64)), totals, same_label=True)


def _count_first_free(batch: Batch, profile: Profile) -> Iterator[Tally]:
    """Counts as the HIPE scorer does: predictions in the order of the text, each taking what is left."""
    rows: dict[str, list[tuple[int, str, float, float, float, float]]] = {"strict": [], "fuzzy": []}
    for index, (gold, predicted) in enumerate(zip(batch.gold, batch.predicted, strict=True)):
        for metric, by_label in _first_free(gold.entities or (), predicted.entities or (), profile).items():
            rows[metric] += [(index, label, *counts) for label, counts in by_label.items()]
    for metric, listed in rows.items():
        yield Tally.of_rows(metric, listed)


def _first_free(gold: Sequence[Entity], predicted: Sequence[Entity], profile: Profile) -> dict[str, dict[str, Counts]]:
    def key(mention: Entity) -> Key:
        label = mention.type.upper() if profile.upper_labels else mention.type
        return mention.start, mention.end, label, mention.text if profile.surface_equal else None

    golds = [key(mention) for mention in sorted(gold, key=lambda mention: (mention.start, mention.end))]
    answers = [key(mention) for mention in sorted(predicted, key=lambda mention: (mention.start, mention.end))]
    counts: dict[str, dict[str, Counts]] = {"strict": {}, "fuzzy": {}}
    for by_label in counts.values():
        for mention in golds:
            _add(by_label, mention[2], Counts(0, 0, 0, 1))
    taken: set[int] = set()
    for answer in answers:
        place = golds.index(answer) if answer in golds else _first_overlap(golds, answer, taken)
        taken |= {place} if place is not None else set()
        # The reference books a wrong type under gold's label, on both sides.
        label = answer[2] if place is None else golds[place][2]
        exact, same_label = place is not None and golds[place] == answer, place is not None and label == answer[2]
        _add(counts["strict"], label, Counts(exact, 1, exact, 0))
        _add(counts["fuzzy"], label, Counts(same_label, 1, same_label, 0))
    return counts


def _first_overlap(golds: Sequence[Key], answer: Key, taken: set[int]) -> int | None:
    """The first gold mention of the same span, or that overlaps and that no other prediction took."""
    for place, mention in enumerate(golds):
        if mention[:2] == answer[:2] or (mention[0] < answer[1] and answer[0] < mention[1] and place not in taken):
            return place
    return None


def _add(by_label: dict[str, Counts], label: str, counts: Counts) -> None:
    for name in (label, ""):
        by_label[name] = by_label.get(name, Counts()).plus(counts)
