"""Entity mentions: precision, recall and F1 by span and type.

Definition.  `strict`: start, end and type equal those of a gold mention.  `exact`: start and end equal.  `partial`: equal spans count 1,
overlapping spans 0.5, whatever the type.  `type`: the spans overlap and the type is equal.  Each gold mention is found at most once;
the pairing is the optimal one for the metric at hand.
Source.  CoNLL-2003 (Tjong Kim Sang & De Meulder 2003, https://aclanthology.org/W03-0419) for strict; MUC-5 (Chinchor & Sundheim 1993) and
SemEval-2013 task 9.1 (Segura-Bedmar et al. 2013, https://aclanthology.org/S13-2056) for the others.
Conventions.  Every mention counts as often as it stands: a duplicate prediction is one prediction more, never one right more.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmark.metrics import Batch, Tally
from benchmark.metrics.counting import Columns, columns_of, count_pairs, count_totals, exact_pairs
from benchmark.profiles import Profile

LAYER = "entities"
METRICS = ("strict", "exact", "partial", "type")
HEADLINE = "strict"


def count(batch: Batch, profile: Profile) -> Iterator[Tally]:
    """Counts of every metric by document and type."""
    upper = profile.upper_labels
    columns = columns_of(
        [document.entities or () for document in batch.gold],
        [document.entities or () for document in batch.predicted],
        lambda mention: mention.type.upper() if upper else mention.type,
    )
    yield from count_columns(columns)


def count_columns(columns: Columns) -> Iterator[Tally]:
    """The same from columns."""
    totals = count_totals(columns)
    same = columns.same_label
    yield count_pairs("strict", columns, exact_pairs(columns, same_label=True), totals)
    yield count_pairs("exact", columns, exact_pairs(columns, same_label=False), totals)
    yield count_pairs("partial", columns, columns.pair(np.where(columns.overlaps.equal, 1.0, 0.5)), totals)
    yield count_pairs("type", columns, columns.pair(same.astype(np.float64)), totals)
