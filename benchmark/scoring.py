"""Joins gold and predictions by document, calls the metrics, and keeps the table of counts.

    >>> scorer = Scorer()
    >>> scorer.add(gold=documents, predicted=predictions)
    >>> scorer.scores()["entities"]["strict"].micro.f1

A `Scorer` takes documents one at a time, many at once or as columns; two of them add up to the scorer of both.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmark import metrics
from benchmark.corpora import LabelMap
from benchmark.errors import IncomparableError, UsageError
from benchmark.matching import Labels
from benchmark.metrics import Batch, Tally
from benchmark.metrics.rates import macro, mean_score, score_of
from benchmark.profiles import Profile, profile_named
from benchmark.records import LAYERS, Annotations, Counts, GoldDocument, Prediction, Score

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Metric", "MetricScore", "Scorer", "Signature", "join", "metric_modules", "score", "scored_layers"]

SCORER_VERSION = 1
"""Raised only when scores move."""


class Metric(Protocol):
    """What a metric module offers; see `benchmark.metrics`."""

    LAYER: str
    METRICS: tuple[str, ...]
    HEADLINE: str | None

    def count(self, batch: Batch, profile: Profile) -> Iterator[Tally]:
        """Counts of every metric by document and label."""
        ...


@cache
def metric_modules() -> dict[str, Metric]:
    """The metric module of each scored layer, in the order of the tables."""
    found = {}
    for place in pkgutil.iter_modules(metrics.__path__):
        module = importlib.import_module(f"benchmark.metrics.{place.name}")
        if hasattr(module, "LAYER"):
            found[module.LAYER] = cast("Metric", module)
    known = [layer for layer in LAYERS if layer in found]
    return {layer: found[layer] for layer in (*known, *sorted(set(found) - set(known)))}


def derived_metrics(layer: str) -> dict[str, tuple[str, ...]]:
    """Metrics of a layer whose rates are the mean of others' rates, with those others."""
    return dict(getattr(metric_modules()[layer], "DERIVED", {}))


def hidden_metrics(layer: str) -> frozenset[str]:
    """Metrics that are counted for the derived ones and are not shown."""
    return frozenset(getattr(metric_modules()[layer], "HIDDEN", ()))


def counted_metrics(layer: str, profile: str = "linimasa") -> tuple[str, ...]:
    """The metrics of a layer that are counted under a profile."""
    module = metric_modules()[layer]
    special: dict[str, tuple[str, ...]] = getattr(module, "PROFILE_METRICS", {})
    return special.get(profile, module.METRICS)


def metric_names(layer: str, profile: str = "linimasa") -> tuple[str, ...]:
    """The metrics of a layer that are shown, derived ones included, in the order of the tables."""
    hidden = hidden_metrics(layer)
    return tuple(name for name in (*counted_metrics(layer, profile), *derived_metrics(layer)) if name not in hidden)


def headline_of(layer: str) -> str | None:
    """The metric that a layer is ranked by."""
    return metric_modules()[layer].HEADLINE


def scored_layers(attempted: Iterable[str], *, gold: Annotations | None = None) -> tuple[str, ...]:
    """The layers that can be scored where these annotation layers are attempted; timelines come from events."""
    layers = [layer for layer in metric_modules() if layer in set(attempted)]
    if "events" in layers and "timelines" in metric_modules():
        layers.append("timelines")
    del gold
    return tuple(layer for layer in metric_modules() if layer in layers)


@dataclass(frozen=True)
class Signature:
    """What a score depends on besides the system; scores of different signatures are never ranked together."""

    corpus: str
    documents: int
    profile: str = "linimasa"
    label_set: str | None = None
    split: str | None = None
    languages: tuple[str, ...] | None = None
    scorer: int = SCORER_VERSION

    def as_dict(self) -> dict[str, Any]:
        """For JSON; what is not set is left out."""
        fields = {
            "corpus": self.corpus,
            "split": self.split,
            "languages": list(self.languages) if self.languages is not None else None,
            "documents": self.documents,
            "label_set": self.label_set,
            "profile": self.profile,
            "scorer": self.scorer,
        }
        return {name: value for name, value in fields.items() if value is not None}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Signature:
        """The signature of a manifest."""
        known = {name: fields[name] for name in ("corpus", "documents", "profile", "label_set", "split", "scorer") if name in fields}
        return cls(**known, languages=tuple(fields["languages"]) if "languages" in fields else None)

    def __str__(self) -> str:
        parts = (f"{name}:{'+'.join(value) if isinstance(value, list) else value}" for name, value in self.as_dict().items())
        return "|".join(parts)

    def require_equal(self, other: Signature, *, what: str = "runs") -> None:
        """IncomparableError that says in what they differ."""
        mine, theirs = self.as_dict(), other.as_dict()
        differing = [
            f"{name} ({mine.get(name, 'none')} and {theirs.get(name, 'none')})"
            for name in {**mine, **theirs}
            if mine.get(name) != theirs.get(name)
        ]
        if differing:
            raise IncomparableError(f"{what} cannot be compared, their signatures differ in {', '.join(differing)}")


@dataclass(frozen=True)
class MetricScore:
    """One metric of one layer: micro and macro rates, and the rates by label."""

    micro: Score
    macro: Score | None
    labels: Mapping[str, Score]


@dataclass
class _Part:
    """Rows of one metric from one batch, with documents as indices into the scorer's list."""

    layer: str
    tally: Tally


@dataclass
class Scorer:
    """Counts gold against predictions; mergeable with `+`.

    `labels` is the declared set of entity types: a type outside it is an error; None declares none.  `label_map` is applied to both sides
    before matching; types that it maps to None are removed from both and counted in `removed`.
    """

    profile: Profile | str = "linimasa"
    layers: Sequence[str] | None = None
    labels: frozenset[str] | None = None
    label_map: LabelMap | None = None
    missing: str = "error"
    documents: list[str] = field(default_factory=list)
    removed: Counter[str] = field(default_factory=Counter)
    parts: list[_Part] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        profile = self.profile
        self._profile = profile_named(profile) if isinstance(profile, str) else profile
        if self.missing not in ("error", "empty"):
            raise UsageError(f"missing={self.missing!r}, expected 'error' or 'empty'")
        unknown = set(self.layers or ()) - set(metric_modules())
        if unknown:
            raise UsageError(f"layer {', '.join(sorted(unknown))} is not known (known: {', '.join(metric_modules())})")

    def add(
        self,
        *,
        gold: GoldDocument | Iterable[GoldDocument],
        predicted: Prediction | Iterable[Prediction],
        attempted: Iterable[str] | None = None,
    ) -> Scorer:
        """Counts documents; the two sides are joined by id.

        `attempted` names the annotation layers that the system declares; without it those are scored that any of its predictions has.
        UsageError names documents that one side lacks, unless `missing` is 'empty'.
        """
        golds = [gold] if isinstance(gold, GoldDocument) else list(gold)
        predictions = [predicted] if isinstance(predicted, Prediction) else list(predicted)
        pairs = join(golds, predictions, missing=self.missing)
        tried = set(attempted) if attempted is not None else {layer for _, answer in pairs for layer in answer.attempted()}
        pairs = [(self._mapped(document), self._mapped(answer)) for document, answer in pairs]
        self._check_labels(pairs)
        offset = len(self.documents)
        self.documents += [document.id for document, _ in pairs]
        for layer in self._scored(tried, pairs):
            self._count(layer, pairs, offset)
        return self

    def add_columns(self, layer: str, names: Sequence[str], *, documents: Sequence[str], gold: Any, predicted: Any) -> Scorer:
        """Counts a layer of spans and labels from arrays: each side is (document index, start, end, label code) columns."""
        from benchmark.metrics.counting import Columns

        count_columns = getattr(metric_modules()[layer], "count_columns", None)
        if count_columns is None:
            raise UsageError(f"layer {layer} needs more than spans and labels; add its documents")
        sides = [[np.asarray(column, dtype=np.int64) for column in side] for side in (gold, predicted)]
        offset = len(self.documents)
        self.documents += documents
        for tally in count_columns(Columns.of_arrays(sides[0], sides[1], names, len(documents))):
            self.parts.append(_Part(layer, _shifted(tally, offset)))
        return self

    def _scored(self, tried: set[str], pairs: Sequence[tuple[GoldDocument, Prediction]]) -> tuple[str, ...]:
        possible = {layer for layer in scored_layers(tried) if layer != "timelines" or "events" in tried}
        if "clusters" in metric_modules() and "entities" in tried and _has_clusters(pairs):
            possible.add("clusters")
        wanted = self.layers if self.layers is not None else tuple(metric_modules())
        return tuple(layer for layer in metric_modules() if layer in possible and layer in wanted)

    def _count(self, layer: str, pairs: Sequence[tuple[GoldDocument, Prediction]], offset: int) -> None:
        source = {"timelines": "events", "clusters": "entities"}.get(layer, layer)
        rows = [row for row, (document, _) in enumerate(pairs) if getattr(document, source) is not None]
        if not rows:
            return
        batch = Batch([pairs[row][0] for row in rows], [pairs[row][1] for row in rows])
        places = np.array(rows, dtype=np.int64) + offset
        for tally in metric_modules()[layer].count(batch, self._profile):
            self.parts.append(_Part(layer, _replaced(tally, places[tally.document])))

    def _mapped(self, document: Any) -> Any:
        if self.label_map is None or document.entities is None:
            return document
        return msgspec.structs.replace(document, entities=tuple(self._relabelled(document.entities)))

    def _relabelled(self, mentions: Iterable[Any]) -> Iterator[Any]:
        mapping = self.label_map or {}
        for mention in mentions:
            if mention.type not in mapping:
                if mention.type in mapping.values():
                    yield mention
                    continue
                raise UsageError(f"type {mention.type!r} is not in the label map (it maps: {', '.join(sorted(mapping))})")
            target = mapping[mention.type]
            if target is None:
                self.removed[mention.type] += 1
            else:
                yield mention if target == mention.type else msgspec.structs.replace(mention, type=target)

    def _check_labels(self, pairs: Sequence[tuple[GoldDocument, Prediction]]) -> None:
        sides = [{mention.type for pair in pairs for mention in pair[side].entities or ()} for side in (0, 1)]
        if self.labels is not None:
            for name, side in zip(("gold", "predicted"), sides, strict=True):
                if unknown := side - self.labels:
                    raise UsageError(
                        f"{name} has types outside the label set: {', '.join(sorted(unknown))} (it has: {', '.join(sorted(self.labels))})"
                    )

    def __add__(self, other: Scorer) -> Scorer:
        """The scorer of both's documents."""
        if (self._profile, self.labels, self.label_map) != (other._profile, other.labels, other.label_map):
            raise IncomparableError("scorers of different profiles or label sets cannot be added")
        if both := set(self.documents) & set(other.documents):
            raise UsageError(f"documents stand in both scorers: {_some(both)}")
        offset = len(self.documents)
        shifted = [_Part(part.layer, _shifted(part.tally, offset)) for part in other.parts]
        return Scorer(
            self.profile,
            self.layers,
            self.labels,
            self.label_map,
            self.missing,
            self.documents + other.documents,
            self.removed + other.removed,
            self.parts + shifted,
        )

    def rows(self) -> Iterator[tuple[str, str, str, str, float, float, float, float]]:
        """The rows of the table of counts, by document, then in the order of layers and metrics."""
        order = []
        for number, part in enumerate(self.parts):
            tally = part.tally
            order += [(int(document), number, row) for row, document in enumerate(tally.document)]
        for document, number, row in sorted(order):
            part = self.parts[number]
            tally = part.tally
            counts = (float(column[row]) for column in (tally.right, tally.predicted, tally.found, tally.gold))
            yield (self.documents[document], part.layer, tally.metric, str(tally.label[row]), *counts)  # type: ignore[misc]

    @property
    def table(self) -> pd.DataFrame:
        """The table of per-document counts: document, layer, metric, label ('' for all), right, predicted, found, gold."""
        import pandas as pd

        frames = []
        names = np.array(self.documents, dtype=object)
        for part in self.parts:
            tally = part.tally
            numbers = {name: getattr(tally, name) for name in ("right", "predicted", "found", "gold")}
            frames.append(
                pd.DataFrame(
                    {"document": names[tally.document], "layer": part.layer, "metric": tally.metric, "label": tally.label, **numbers}
                )
            )
        if not frames:
            return pd.DataFrame(columns=["document", "layer", "metric", "label", "right", "predicted", "found", "gold"])
        return pd.concat(frames, ignore_index=True)

    def scores(self) -> dict[str, dict[str, MetricScore]]:
        """The rates of every layer and metric, by name."""
        sums: dict[tuple[str, str], dict[str, Counts]] = {}
        for part in self.parts:
            by_label = sums.setdefault((part.layer, part.tally.metric), {})
            for label, counts in _summed(part.tally):
                by_label[label] = by_label.get(label, Counts()).plus(counts)
        return scores_of_sums(sums, {part.layer for part in self.parts}, self._profile.name)


def scores_of_sums(
    sums: Mapping[tuple[str, str], Mapping[str, Counts]], layers: Iterable[str], profile: str = "linimasa"
) -> dict[str, dict[str, MetricScore]]:
    """The rates of summed counts by (layer, metric) and label."""
    scores: dict[str, dict[str, MetricScore]] = {}
    for layer in (layer for layer in metric_modules() if layer in set(layers)):
        counted = {name: metric_score(sums.get((layer, name), {})) for name in counted_metrics(layer, profile)}
        for name, parts in derived_metrics(layer).items():
            counted[name] = MetricScore(mean_score([counted[part].micro for part in parts]), None, {})
        scores[layer] = {name: counted[name] for name in metric_names(layer, profile)}
    return scores


def metric_score(by_label: Mapping[str, Counts]) -> MetricScore:
    """Micro, macro and label rates of summed counts by label, '' being all."""
    labels = {label: score_of(counts) for label, counts in sorted(by_label.items()) if label}
    return MetricScore(score_of(by_label.get("", Counts())), macro(labels.values()) if labels else None, labels)


def join(gold: Sequence[GoldDocument], predicted: Sequence[Prediction], *, missing: str = "error") -> list[tuple[GoldDocument, Prediction]]:
    """Gold documents with their predictions, in the order of gold; UsageError names what one side lacks or has twice."""
    answers = {prediction.id: prediction for prediction in predicted}
    if len(answers) < len(predicted):
        twice = [name for name, number in Counter(prediction.id for prediction in predicted).items() if number > 1]
        raise UsageError(f"predicted twice: {_some(twice)}")
    known = {document.id for document in gold}
    if len(known) < len(gold):
        twice = [name for name, number in Counter(document.id for document in gold).items() if number > 1]
        raise UsageError(f"gold stands twice: {_some(twice)}")
    if unknown := [name for name in answers if name not in known]:
        raise UsageError(f"predicted documents that gold lacks: {_some(unknown)}")
    absent = [document.id for document in gold if document.id not in answers]
    if absent and missing == "error":
        raise UsageError(f"gold documents without a prediction: {_some(absent)}; --missing empty counts them as missed")
    return [(document, answers.get(document.id) or Prediction(id=document.id)) for document in gold]


def score(
    *, gold: Iterable[GoldDocument], predicted: Iterable[Prediction], profile: str = "linimasa", missing: str = "error"
) -> dict[str, dict[str, MetricScore]]:
    """The rates of predictions against gold, by layer and metric."""
    return Scorer(profile, missing=missing).add(gold=gold, predicted=predicted).scores()


def _has_clusters(pairs: Sequence[tuple[GoldDocument, Prediction]]) -> bool:
    return all(any(mention.entity is not None for pair in pairs for mention in pair[side].entities or ()) for side in (0, 1))


def _shifted(tally: Tally, offset: int) -> Tally:
    return _replaced(tally, tally.document + offset)


def _replaced(tally: Tally, document: NDArray[np.int64]) -> Tally:
    return Tally(tally.metric, document, tally.label, tally.right, tally.predicted, tally.found, tally.gold)


def _summed(tally: Tally) -> Iterator[tuple[str, Counts]]:
    labels = Labels()
    codes = np.fromiter((labels.code(str(label)) for label in tally.label), np.int64, len(tally.label))
    sums = [np.bincount(codes, column, len(labels)) for column in (tally.right, tally.predicted, tally.found, tally.gold)]
    for code, label in enumerate(labels.names):
        yield str(label), Counts(*(float(column[code]) for column in sums))


def _some(names: Iterable[str]) -> str:
    listed = sorted(names)
    return ", ".join(listed[:5]) + (f" and {len(listed) - 5} more" if len(listed) > 5 else "")
