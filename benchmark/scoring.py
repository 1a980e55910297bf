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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice, zip_longest
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

import msgspec
import numpy as np

from benchmark import metrics
from benchmark.aligning import Outcome, outcomes
from benchmark.corpora import LabelMap
from benchmark.errors import IncomparableError, UnknownNameError, UsageError
from benchmark.matching import Labels
from benchmark.metrics import Batch, Tally
from benchmark.metrics.rates import macro, mean_score, score_of
from benchmark.profiles import Profile, profile_named
from benchmark.records import ANNOTATION_LAYERS, LAYERS, Annotations, Counts, Entity, GoldDocument, Prediction, Score
from benchmark.wording import listed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Metric", "MetricScore", "Scorer", "Signature", "join", "metric_modules", "score", "scored_layers"]

SCORER_VERSION = 1
"""Raised only when scores move."""
CHUNK = 4_096
"""Documents that are counted at once."""
NUMBERS = ("right", "predicted", "found", "gold")

ENTITY = attrgetter("entity")
D = TypeVar("D", GoldDocument, Prediction)
Pair = tuple[GoldDocument, Prediction]


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

    def of_score(self, layer: str, metric: str, average: str = "micro") -> str:
        """The signature of one score, as a line to cite it with; `average` is micro, macro or a label."""
        return f"layer:{layer}|metric:{metric}|average:{average}|{self}"

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


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of one metric from one batch, with documents as indices into the scorer's list."""

    layer: str
    tally: Tally


@dataclass
class _Tables:
    """What was counted of some documents, before it is known whether every layer is attempted."""

    documents: list[str] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)
    removed: Counter[str] = field(default_factory=Counter)
    tried: set[str] = field(default_factory=set)
    """The annotation layers that a prediction has or the system declares; a layer that none tries is not scored."""
    identified: set[str] = field(default_factory=set)
    """The sides that identify entities: clusters are scored where both do."""
    kept: list[Callable[[], Iterable[Pair]]] = field(default_factory=list)

    def extend(self, other: _Tables) -> None:
        """Takes in what was counted of other documents; UsageError where one of them is known."""
        if both := set(self.documents).intersection(other.documents):
            raise UsageError(f"documents were added before: {_some(both)}")
        if len(set(other.documents)) < len(other.documents):
            raise UsageError(f"documents stand twice: {_some(name for name, number in Counter(other.documents).items() if number > 1)}")
        offset = len(self.documents)
        self.parts += [_Part(part.layer, replace(part.tally, document=part.tally.document + offset)) for part in other.parts]
        self.documents += other.documents
        self.removed += other.removed
        self.kept += other.kept
        self.tried |= other.tried
        self.identified |= other.identified


@dataclass
class Scorer:
    """Counts gold against predictions; mergeable with `+`.

    `layers` are the scored layers that are wanted, None all.  `labels` is the declared set of entity types: a type outside it is an error;
    None declares none, and then both sides must have one in common.  `label_map` is applied to both sides before matching; types that it
    maps to None are removed from both and counted in `removed`.  `missing` is 'error', or 'empty' where a gold document without a
    prediction counts as missed.  `keep` keeps the documents, for `alignments` and `confusion`.
    """

    profile: Profile | str = "linimasa"
    layers: Sequence[str] | None = None
    labels: frozenset[str] | None = None
    label_map: LabelMap | None = None
    missing: str = "error"
    keep: bool = True

    def __post_init__(self) -> None:
        profile = self.profile
        self._profile = profile_named(profile) if isinstance(profile, str) else profile
        self._tables = _Tables()
        if self.missing not in ("error", "empty"):
            raise UsageError(f"missing={self.missing!r}, expected 'error' or 'empty'")
        for layer in self.layers or ():
            if layer not in metric_modules():
                raise UnknownNameError("layer", layer, metric_modules())

    @property
    def documents(self) -> list[str]:
        """The ids of the documents, in the order in which they were added."""
        return self._tables.documents

    @property
    def removed(self) -> Counter[str]:
        """How many mentions of each type the label map took away, on both sides."""
        return self._tables.removed

    def add(
        self,
        *,
        gold: GoldDocument | Iterable[GoldDocument],
        predicted: Prediction | Iterable[Prediction],
        attempted: Iterable[str] | None = None,
    ) -> Scorer:
        """Counts documents; the two sides are joined by id, and are read in step where they have the same order.

        `attempted` names the annotation layers that the system declares; without it those are scored that any of its predictions has.
        UsageError names documents that one side lacks, unless `missing` is 'empty'; after an error nothing was added.
        """
        golds = [gold] if isinstance(gold, GoldDocument) else gold
        predictions = [predicted] if isinstance(predicted, Prediction) else predicted
        declared = None if attempted is None else set(attempted)
        added = _Tables(tried=declared or set())
        for pairs in joined(golds, predictions, missing=self.missing):
            if declared is None:
                added.tried.update(layer for _, answer in pairs for layer in answer.attempted())
            mapped = [(self._mapped(document, added.removed), self._mapped(answer, added.removed)) for document, answer in pairs]
            self._count(added, mapped, ANNOTATION_LAYERS if declared is None else declared)
        self._tables.extend(added)
        return self

    def _count(self, tables: _Tables, pairs: list[Pair], attempted: Iterable[str]) -> None:
        """Counts a batch in every layer that gold has; whether a layer is attempted may be known only at the end."""
        offset = len(tables.documents)
        tables.documents += [document.id for document, _ in pairs]
        if self.keep:
            tables.kept.append(lambda: pairs)
        possible = set(scored_layers(attempted))
        if "entities" in possible and "clusters" in metric_modules():
            identified = {name for side, name in enumerate(("gold", "predicted")) if _identifies(pair[side] for pair in pairs)}
            tables.identified |= identified
            possible |= {"clusters"} if identified else set()
        for layer, module in metric_modules().items():
            if layer in possible and (self.layers is None or layer in self.layers):
                tables.parts += self._counted(layer, module, pairs, offset)

    def _counted(self, layer: str, module: Metric, pairs: Sequence[Pair], offset: int) -> Iterator[_Part]:
        source = source_layer(layer)
        rows = [row for row, (document, _) in enumerate(pairs) if getattr(document, source) is not None]
        if not rows:
            return
        batch = Batch([pairs[row][0] for row in rows], [pairs[row][1] for row in rows])
        places = np.array(rows, dtype=np.int64) + offset
        for tally in module.count(batch, self._profile):
            self._check_labels(layer, tally)
            yield _Part(layer, replace(tally, document=places[tally.document]))

    def add_columns(self, layer: str, names: Sequence[str], *, documents: Sequence[str], gold: Any, predicted: Any) -> Scorer:
        """Counts a layer of spans and labels from arrays: each side is (document index, start, end, label code) columns."""
        from benchmark.metrics.counting import Columns

        count_columns = getattr(metric_modules().get(layer), "count_columns", None)
        if count_columns is None or self._profile.first_free_overlap:
            raise UsageError(f"layer {layer} needs more than spans and labels under profile {self._profile.name}; add its documents")
        sides = [[np.asarray(column, dtype=np.int64) for column in side] for side in (gold, predicted)]
        added = _Tables(documents=list(documents), tried={layer})
        for tally in count_columns(Columns.of_arrays(sides[0], sides[1], names, len(documents))):
            self._check_labels(layer, tally)
            added.parts.append(_Part(layer, tally))
        if self.keep:
            added.kept = [lambda: _documents_of_columns(documents, names, sides[0], sides[1])]
        self._tables.extend(added)
        return self

    def _mapped(self, document: D, removed: Counter[str]) -> D:
        if self.label_map is None or document.entities is None:
            return document
        return msgspec.structs.replace(document, entities=tuple(_relabelled(document.entities, self.label_map, removed)))

    def _check_labels(self, layer: str, tally: Tally) -> None:
        """UsageError names entity types outside the declared set, and the side that has them."""
        if layer != "entities" or self.labels is None:
            return
        allowed = {label.upper() for label in self.labels} if self._profile.upper_labels else self.labels
        for side, numbers in (("gold", tally.gold), ("predicted", tally.predicted)):
            if unknown := set(tally.label[numbers > 0]) - allowed - {""}:
                raise UsageError(
                    f"{side} has types outside the label set: {listed(unknown)} (it has: {listed(self.labels, near=min(unknown))})"
                )

    def __add__(self, other: Scorer) -> Scorer:
        """The scorer of both's documents."""
        if replace(self, profile=self._profile) != replace(other, profile=other._profile):
            raise IncomparableError("scorers of different profiles, layers, label sets or label maps cannot be added")
        both = replace(self)
        for tables in (self._tables, other._tables):
            both._tables.extend(tables)
        return both

    @property
    def parts(self) -> list[_Part]:
        """The rows of the layers that are attempted."""
        scored = set(scored_layers(self._tables.tried))
        if "entities" in scored and self._tables.identified == {"gold", "predicted"}:
            scored.add("clusters")
        return [part for part in self._tables.parts if part.layer in scored]

    def rows(self) -> Iterator[tuple[str, str, str, str, float, float, float, float]]:
        """The rows of the table of counts, by document, then in the order of layers and metrics."""
        order = []
        parts = self.parts
        for number, part in enumerate(parts):
            order += [(document, number, row) for row, document in enumerate(part.tally.document.tolist())]
        for document, number, row in sorted(order):
            layer, tally = parts[number].layer, parts[number].tally
            right, predicted, found, gold = (float(column[row]) for column in (tally.right, tally.predicted, tally.found, tally.gold))
            yield self.documents[document], layer, tally.metric, str(tally.label[row]), right, predicted, found, gold

    @property
    def table(self) -> pd.DataFrame:
        """The table of per-document counts: document, layer, metric, label ('' for all), right, predicted, found, gold."""
        import pandas as pd

        frames = []
        names = np.array(self.documents, dtype=object)
        for part in self.parts:
            tally = part.tally
            named = {"document": names[tally.document], "layer": part.layer, "metric": tally.metric, "label": tally.label}
            frames.append(pd.DataFrame(named | {name: getattr(tally, name) for name in NUMBERS}))
        if not frames:
            return pd.DataFrame(columns=["document", "layer", "metric", "label", *NUMBERS])
        return pd.concat(frames, ignore_index=True)

    def scores(self) -> dict[str, dict[str, MetricScore]]:
        """The rates of every layer and metric, by name.

        UsageError where no label set is declared and the two sides have no entity type in common.
        """
        sums: dict[tuple[str, str], dict[str, Counts]] = {}
        parts = self.parts
        for part in parts:
            by_label = sums.setdefault((part.layer, part.tally.metric), {})
            for label, counts in _summed(part.tally):
                by_label[label] = by_label.get(label, Counts()).plus(counts)
        if self.labels is None:
            _require_common_label(sums.get(("entities", "strict"), {}))
        return scores_of_sums(sums, {part.layer for part in parts}, self._profile.name)

    def outcomes(self) -> list[Outcome]:
        """What became of every annotation in the layers that are attempted; UsageError where the documents were not kept."""
        if not self.keep:
            raise UsageError("Scorer(keep=False) keeps no documents to align; use keep=True")
        pairs = [pair for kept in self._tables.kept for pair in kept()]
        wanted = [layer for layer in self._tables.tried if self.layers is None or layer in self.layers]
        return outcomes(gold=[gold for gold, _ in pairs], predicted=[predicted for _, predicted in pairs], layers=wanted)

    def alignments(self) -> pd.DataFrame:
        """The outcome of every annotation: document, layer, kind, and of each side start, end and label, missing where it has none."""
        import pandas as pd

        none = (None, None, None)
        rows = [(one.document, one.layer, one.kind, *(one.gold or none), *(one.predicted or none), one.detail) for one in self.outcomes()]
        sides = [f"{side}_{part}" for side in ("gold", "predicted") for part in ("start", "end", "label")]
        frame = pd.DataFrame(rows, columns=["document", "layer", "kind", *sides, "detail"])
        return frame.astype({name: "Int64" for name in sides if not name.endswith("label")})

    def confusion(self, layer: str = "entities") -> pd.DataFrame:
        """How often a gold label (row) was given a predicted label (column) in the alignment; '' where the other side has nothing."""
        import pandas as pd

        counted = Counter(
            (one.gold[2] if one.gold else "", one.predicted[2] if one.predicted else "")
            for one in self.outcomes()
            if one.layer == layer and one.kind != "argument"
        )
        labels = [sorted({pair[side] for pair in counted}, key=lambda label: (not label, label)) for side in (0, 1)]
        numbers = [[counted[gold, predicted] for predicted in labels[1]] for gold in labels[0]]
        index, columns = pd.Index(labels[0], name="gold", dtype=object), pd.Index(labels[1], name="predicted", dtype=object)
        return pd.DataFrame(numbers, index=index, columns=columns, dtype="int64")


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
        raise UsageError(f"gold twice: {_some(twice)}")
    if unknown := [name for name in answers if name not in known]:
        raise UsageError(f"predicted documents that gold lacks: {_some(unknown)}")
    absent = [document.id for document in gold if document.id not in answers]
    if absent and missing == "error":
        raise UsageError(f"gold documents without a prediction: {_some(absent)}; --missing empty counts them as missed")
    return [(document, answers.get(document.id) or Prediction(id=document.id)) for document in gold]


def joined(
    gold: Iterable[GoldDocument], predicted: Iterable[Prediction], *, missing: str = "error", size: int = CHUNK
) -> Iterator[list[Pair]]:
    """The same some documents at a time, without holding both sides for as long as they have the same order."""
    golds, answers = iter(gold), iter(predicted)
    chunk: list[Pair] = []
    in_step: set[str] = set()
    for document, answer in zip_longest(golds, answers):
        if document is None or answer is None or document.id != answer.id:
            rest = [*filter(None, [document]), *golds], [*filter(None, [answer]), *answers]
            for side, documents in zip(("gold", "predicted"), rest, strict=True):
                if twice := in_step.intersection(one.id for one in documents):
                    raise UsageError(f"{side} twice: {_some(twice)}")
            chunk += join(*rest, missing=missing)
            break
        in_step.add(document.id)
        chunk.append((document, answer))
        if len(chunk) == size:
            yield chunk
            chunk = []
    pairs = iter(chunk)
    while some := list(islice(pairs, size)):
        yield some


def score(
    *, gold: Iterable[GoldDocument], predicted: Iterable[Prediction], profile: str = "linimasa", missing: str = "error"
) -> dict[str, dict[str, MetricScore]]:
    """The rates of predictions against gold, by layer and metric."""
    return Scorer(profile, missing=missing).add(gold=gold, predicted=predicted).scores()


def source_layer(layer: str) -> str:
    """The annotation layer that a scored layer is made from."""
    return {"timelines": "events", "clusters": "entities"}.get(layer, layer)


def _identifies(documents: Iterable[Annotations]) -> bool:
    return any(any(map(ENTITY, document.entities)) for document in documents if document.entities)


def _relabelled(mentions: Iterable[Entity], mapping: LabelMap, removed: Counter[str]) -> Iterator[Entity]:
    """The mentions in the mapped types; a type that is itself a target of the map stays."""
    for mention in mentions:
        target = mapping.get(mention.type, mention.type if mention.type in mapping.values() else "")
        if target is None:
            removed[mention.type] += 1
        elif not target:
            raise UsageError(f"type {mention.type!r} is not in the label map (it maps: {', '.join(sorted(mapping))})")
        else:
            yield mention if target == mention.type else msgspec.structs.replace(mention, type=target)


def _require_common_label(by_label: Mapping[str, Counts]) -> None:
    """UsageError where the two sides have types, and none in common: they were meant for different label sets."""
    gold, predicted = ({name for name, counts in by_label.items() if name and getattr(counts, side)} for side in ("gold", "predicted"))
    if gold and predicted and not gold & predicted:
        sides = f"gold ({', '.join(sorted(gold))}) and predictions ({', '.join(sorted(predicted))})"
        raise UsageError(f"no entity type is common to {sides}; map one to the other, or declare the set that both are of")


def _documents_of_columns(documents: Sequence[str], names: Sequence[str], gold: Sequence[Any], predicted: Sequence[Any]) -> Iterator[Pair]:
    """What `add_columns` was given, as documents."""
    sides: list[list[list[Entity]]] = [[[] for _ in documents] for _ in range(2)]
    for side, columns in zip(sides, (gold, predicted), strict=True):
        for document, start, end, label in zip(*(column.tolist() for column in columns), strict=True):
            side[document].append(Entity(start, end, names[label]))
    for name, one, other in zip(documents, *sides, strict=True):
        yield GoldDocument(id=name, entities=tuple(one)), Prediction(id=name, entities=tuple(other))


def _summed(tally: Tally) -> Iterator[tuple[str, Counts]]:
    """The counts of all documents together, by label."""
    codes = tally.codes
    if codes is None:
        labels = Labels()
        codes = np.fromiter((labels.code(str(label)) for label in tally.label), np.int64, len(tally.label))
    there, first = np.unique(codes, return_index=True)
    sums = [np.bincount(codes, column) for column in (tally.right, tally.predicted, tally.found, tally.gold)]
    for code, row in zip(there, first, strict=True):
        yield str(tally.label[row]), Counts(*(float(column[code]) for column in sums))


def _some(names: Iterable[str]) -> str:
    return listed(names, most=5)
