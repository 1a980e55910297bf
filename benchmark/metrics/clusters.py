"""Clusters of entity mentions within a document: coreference by MUC, B-cubed, CEAF, LEA and BLANC.

Definition.  A cluster is the mentions of one `entity`; mentions of both sides are the same where their spans are.  `muc`: links that join
the mentions of a cluster.  `b3`: for each mention the share of its cluster that the other side's cluster of it holds.  `ceaf_m`, `ceaf_e`:
clusters are paired one to one so that they share most, counted in mentions, or by twice those over both sizes.  `lea`: for each cluster,
weighted by its size, the share of its links that the other side has; a singleton's link is to itself.  `blanc`: the mean of the rates over
coreferent and over other pairs of mentions, a kind that neither side has being left out.  `conll`: the mean of `muc`, `b3` and `ceaf_e`.
Source.  Vilain et al. 1995; Bagga & Baldwin 1998; Luo 2005; Moosavi & Strube 2016 (https://aclanthology.org/P16-1060); Recasens & Hovy
2011 and Luo et al. 2014 (https://aclanthology.org/P14-2005); Pradhan et al. 2014 (https://aclanthology.org/P14-2006), the reference scorer.
Conventions.  Singletons count.  A mention without an entity is in no cluster.  A span that stands in several clusters is of the first by
id; under `conll2012` LEA takes the last, as its scorer does where the others take the first, and BLANC leaves out a kind of pairs that gold
has none of.  A part of a mean that has nothing on either
side is left out of it; the documents' counts are pooled first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from benchmark.metrics import Batch, Tally
from benchmark.profiles import Profile
from benchmark.records import Annotations

LAYER = "clusters"
METRICS = ("muc", "b3", "ceaf_m", "ceaf_e", "lea", "blanc_links", "blanc_others")
HIDDEN = ("blanc_links", "blanc_others")
DERIVED = {"blanc": ("blanc_links", "blanc_others"), "conll": ("muc", "b3", "ceaf_e")}
HEADLINE = "conll"

Mention = tuple[int, int]
Cluster = frozenset[Mention]
Counted = tuple[float, float, float, float]
"""Right, predicted, found, gold."""


def count(batch: Batch, profile: Profile) -> Iterator[Tally]:
    """Counts of every metric by document."""
    rows: dict[str, list[tuple[int, str, float, float, float, float]]] = {metric: [] for metric in METRICS}
    for index, (one, other) in enumerate(zip(batch.gold, batch.predicted, strict=True)):
        gold, predicted = clusters_of(one), clusters_of(other)
        if gold or predicted:
            counts = count_clusters(gold, predicted)
            if profile.coreference_reference:
                counts["lea"] = count_clusters(clusters_of(one, last=True), clusters_of(other, last=True))["lea"]
                counts |= {name: (0.0,) * 4 for name in HIDDEN if not counts[name][3]}
            for metric, counted in counts.items():
                rows[metric].append((index, "", *counted))
    for metric in METRICS:
        yield Tally.of_rows(metric, rows[metric])


def clusters_of(document: Annotations, *, last: bool = False) -> list[Cluster]:
    """The clusters of a document; a span that stands in several is of the first, or of the `last`."""
    named = [(mention.start, mention.end, mention.entity) for mention in document.entities or () if mention.entity is not None]
    owner: dict[Mention, str] = {}
    for start, end, entity in sorted(named, reverse=not last):
        owner[start, end] = entity
    members: dict[str, list[Mention]] = {}
    for place, entity in sorted(owner.items()):
        members.setdefault(entity, []).append(place)
    return [frozenset(places) for places in members.values()]


def count_clusters(gold: Sequence[Cluster], predicted: Sequence[Cluster]) -> dict[str, Counted]:
    """The counts of every metric for two clusterings."""
    of_gold, of_predicted = _cluster_by_mention(gold), _cluster_by_mention(predicted)
    mentions = [float(sum(map(len, side))) for side in (gold, predicted)]
    in_mentions, in_entities = _aligned(gold, predicted)
    return {
        "muc": (_joins(predicted, of_gold), mentions[1] - len(predicted), _joins(gold, of_predicted), mentions[0] - len(gold)),
        "b3": (_shares(predicted, of_gold), mentions[1], _shares(gold, of_predicted), mentions[0]),
        "ceaf_m": (in_mentions, mentions[1], in_mentions, mentions[0]),
        "ceaf_e": (in_entities, float(len(predicted)), in_entities, float(len(gold))),
        "lea": (_resolved(predicted, of_gold), mentions[1], _resolved(gold, of_predicted), mentions[0]),
        **_pairs(gold, predicted, of_gold, of_predicted),
    }


def _cluster_by_mention(clusters: Iterable[Cluster]) -> dict[Mention, Cluster]:
    return {mention: cluster for cluster in clusters for mention in cluster}


def _joins(clusters: Iterable[Cluster], other: Mapping[Mention, Cluster]) -> float:
    """Links that hold each cluster together on the other side too: its size less the parts that the other side makes of it."""
    total = 0
    for cluster in clusters:
        parts = {other[mention] for mention in cluster if mention in other}
        alone = sum(mention not in other for mention in cluster)
        total += len(cluster) - len(parts) - alone
    return float(total)


def _shares(clusters: Iterable[Cluster], other: Mapping[Mention, Cluster]) -> float:
    return sum(len(cluster & other[mention]) / len(cluster) for cluster in clusters for mention in cluster if mention in other)


def _aligned(gold: Sequence[Cluster], predicted: Sequence[Cluster]) -> tuple[float, float]:
    """What the best one-to-one pairing of clusters shares, in mentions and in entities."""
    from scipy.optimize import linear_sum_assignment  # half of what it takes to import the metrics

    shared = np.array([[len(one & other) for other in predicted] for one in gold], dtype=np.float64).reshape(len(gold), len(predicted))
    sizes = np.add.outer([len(one) for one in gold], [len(other) for other in predicted]).astype(np.float64).reshape(shared.shape)
    similar = 2 * shared / sizes if shared.size else shared
    return tuple(float(weight[linear_sum_assignment(weight, maximize=True)].sum()) for weight in (shared, similar))  # type: ignore[return-value]


def _resolved(clusters: Iterable[Cluster], other: Mapping[Mention, Cluster]) -> float:
    total = 0.0
    for cluster in clusters:
        if len(cluster) == 1:
            (mention,) = cluster
            total += len(other.get(mention, ())) == 1
            continue
        parts = [len(cluster & part) for part in {other[mention] for mention in cluster if mention in other}]
        total += len(cluster) * sum(map(_links, parts)) / _links(len(cluster))
    return total


def _links(size: int) -> int:
    return size * (size - 1) // 2


def _pairs(
    gold: Sequence[Cluster], predicted: Sequence[Cluster], of_gold: Mapping[Mention, Cluster], of_predicted: Mapping[Mention, Cluster]
) -> dict[str, Counted]:
    """Pairs of mentions that both sides put into one cluster, and pairs that both keep apart."""
    joined = [float(sum(_links(len(cluster)) for cluster in side)) for side in (gold, predicted)]
    apart = [_links(len(side)) - same for side, same in zip((of_gold, of_predicted), joined, strict=True)]
    common = set(of_gold) & set(of_predicted)
    both = float(sum(_links(len(one & other)) for one in gold for other in predicted))
    apart_in_gold = _links(len(common)) - sum(_links(len(cluster & common)) for cluster in gold)
    joined_by_predicted = sum(_links(len(cluster & common)) for cluster in predicted) - both
    neither = float(apart_in_gold - joined_by_predicted)
    return {"blanc_links": (both, joined[1], both, joined[0]), "blanc_others": (neither, apart[1], neither, apart[0])}
