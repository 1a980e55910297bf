"""One system over one corpus, from extraction to stored counts.

Extraction is done once for all label sets; counting goes through the documents in batches, so that a corpus may be larger than memory.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from benchmark import __version__
from benchmark.corpora import Corpus
from benchmark.errors import DataError, Fault
from benchmark.extractors import Extractor
from benchmark.leaderboards import ScoredRun
from benchmark.records import GoldDocument, Prediction
from benchmark.running import Extraction, public_options
from benchmark.scoring import Scorer, Signature, scored_layers
from benchmark.storing import Manifest, PredictionCache, RunFolder, folder_name, key_of

__all__ = ["COARSE", "count_run", "label_sets_of", "reach", "stored_predictions"]

BATCH = 500
COARSE = "conll4"
"""The label set that every run is scored at besides the corpus's own, where the corpus maps to it."""


def label_sets_of(corpus: Corpus, asked: str | None) -> list[str | None]:
    """The label sets to score at: the one asked for, else the corpus's own and the coarse one."""
    if asked is not None:
        corpus.label_map(asked)
        return [asked]
    return [corpus.label_set, *([COARSE] if COARSE in corpus.label_maps and corpus.label_set != COARSE else [])]


def reach(system: type[Extractor], corpus: Corpus, label_set: str | None) -> dict[str, str | None] | None:
    """From the system's entity types to those of a label set; None where one of its types is coarser than the set.

    An empty map is given where the types are taken as they are.
    """
    mapping = corpus.label_map(label_set) or corpus.system_map
    if not system.labels:
        return dict(mapping) if mapping is not None else {}
    reached: dict[str, str | None] = {}
    for native, targets in system.labels.items():
        listed = [targets] if isinstance(targets, str) else list(targets or ())
        mapped = {target if mapping is None else mapping.get(target) for target in listed} - {None}
        if len(mapped) > 1:
            return None
        reached[native] = next(iter(mapped), None)
    return reached


@dataclass
class _Counting:
    """One label set of a run while it is counted."""

    corpus: Corpus
    extraction: Extraction
    label_set: str | None
    types: dict[str, str | None] | None
    names: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    failures: list[dict[str, Any]] = field(default_factory=list)
    removed: Counter[str] = field(default_factory=Counter)
    layers: set[str] = field(default_factory=set)

    @property
    def attempted(self) -> tuple[str, ...]:
        """The annotation layers that count here: at another label set than the corpus's own only entities differ."""
        provides = set(self.extraction.system.provides)
        if self.types is None:
            provides.discard("entities")
        if self.label_set != self.corpus.label_set:
            provides &= {"entities"}
        return tuple(sorted(provides))

    def rows(self) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of the table of counts, a batch of documents at a time."""
        pairs = self.extraction.pairs(self.corpus)
        allowed = self.corpus.labels(self.label_set)
        known_failures = {failure["document"]: failure for failure in self.extraction.failures}
        mapping = self.corpus.label_map(self.label_set)
        while batch := list(islice(pairs, BATCH)):
            scorer = Scorer(layers=self._layers(), labels=allowed)
            golds = [_relabelled(gold, mapping, None) for gold, _ in batch]
            answers = [self._answer(prediction, allowed, known_failures) for _, prediction in batch]
            scorer.add(gold=golds, predicted=answers, attempted=self.attempted)
            self.names += [gold.id for gold in golds]
            self.languages += [gold.lang or "" for gold in golds]
            self.layers |= {part.layer for part in scorer.parts}
            yield list(scorer.rows())

    def _layers(self) -> tuple[str, ...] | None:
        return None if self.label_set == self.corpus.label_set else ("entities",)

    def _answer(self, prediction: Prediction, allowed: frozenset[str] | None, known: Mapping[str, Any]) -> Prediction:
        """The prediction in the types of the label set; empty, and noted, where it failed or has a type of none."""
        if prediction.failed is not None:
            self.failures.append(known.get(prediction.id, {"document": prediction.id, "cause": prediction.failed}))
            return Prediction(id=prediction.id, failed=prediction.failed)
        types = {mention.type for mention in prediction.entities or ()}
        expected = set(self.types) if self.types else allowed
        if expected is not None and (unknown := types - expected):
            cause = f"label {', '.join(sorted(unknown))} is not in the label set ({', '.join(sorted(expected))})"
            self.failures.append({"document": prediction.id, "cause": cause})
            return Prediction(id=prediction.id, failed=cause)
        return _relabelled(prediction, self.types, self.removed) if self.types else prediction


def _relabelled(document: Any, types: Mapping[str, str | None] | None, removed: Counter[str] | None) -> Any:
    """A document with its entity types mapped; those that map to nothing are taken out, and counted."""
    if not types or document.entities is None:
        return document
    kept = []
    for mention in document.entities:
        target = types[mention.type]
        if target is not None:
            kept.append(mention if target == mention.type else msgspec.structs.replace(mention, type=target))
        elif removed is not None:
            removed[mention.type] += 1
    return msgspec.structs.replace(document, entities=tuple(kept))


def count_run(extraction: Extraction, corpus: Corpus, *, label_set: str | None, results: Path) -> RunFolder | None:
    """Counts an extraction at a label set and stores the run; None where the system's types do not reach the label set."""
    counting = _Counting(corpus, extraction, label_set, reach(extraction.system, corpus, label_set))
    if not counting.attempted:
        return None
    folder = RunFolder(results / "runs" / folder_name(extraction.name) / _selection(corpus, label_set, extraction))
    folder.write(lambda: _manifest(counting), counting.rows(), counting.failures)
    return folder


def _selection(corpus: Corpus, label_set: str | None, extraction: Extraction) -> str:
    """A short name for what a run is of: corpus, split, languages, label set and options."""
    parts = [
        corpus.name,
        corpus.split,
        list(corpus.langs) if corpus.langs is not None else None,
        label_set,
        sorted(extraction.options.items()),
    ]
    digest = hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:10]
    return folder_name("-".join(filter(None, [corpus.name, corpus.split, *(corpus.langs or ()), label_set, digest])))


def signature_of(corpus: Corpus, label_set: str | None, documents: int) -> Signature:
    """What the scores of a selection depend on."""
    return Signature(str(corpus), documents, label_set=label_set, split=corpus.split, languages=corpus.langs)


def _manifest(counting: _Counting) -> Manifest:
    extraction, corpus = counting.extraction, counting.corpus
    system = extraction.system
    return Manifest(
        linimasa=__version__,
        system=extraction.source.name,
        version=extraction.build,
        provides=tuple(sorted(system.provides)),
        languages=tuple(sorted(system.languages)),
        options=public_options(system, extraction.options),
        signature=signature_of(corpus, counting.label_set, extraction.documents + extraction.not_given).as_dict(),
        layers=tuple(layer for layer in scored_layers(counting.attempted) if layer in counting.layers)
        + (("clusters",) if "clusters" in counting.layers else ()),
        names=tuple(counting.names),
        document_languages=tuple(counting.languages),
        documents=extraction.documents,
        done=extraction.documents - len(counting.failures),
        failed=len(counting.failures),
        not_given=extraction.not_given,
        removed_labels=dict(sorted(counting.removed.items())),
        load_seconds=extraction.typical_load_seconds,
        seconds=extraction.seconds,
        characters=extraction.characters,
        peak_mib=extraction.peak_mib,
        python=platform.python_version(),
        platform=sys.platform,
        finished=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def stored_predictions(
    run: ScoredRun, gold: Mapping[str, GoldDocument], corpus: Corpus, results: Path
) -> tuple[list[GoldDocument], list[Prediction]]:
    """The documents of a stored run in its label set, and what the system answered; DataError where the answers are gone."""
    mapping = corpus.label_map(run.signature.label_set) if run.signature.label_set is not None else None
    options = RunFolder(run.path).manifest.options if run.path is not None else {}
    documents, predictions = [], []
    with PredictionCache(results / "cache" / folder_name(run.name)) as cache:
        for name in run.names:
            document = gold[name]
            key = key_of(document.document(), options)
            if key not in cache:
                raise DataError(Fault(str(cache.folder), name, "the prediction is not stored (any more); run the system again"))
            documents.append(_relabelled(document, mapping, None))
            predictions.append(_in_label_set(cache.get(key).prediction(name), mapping))
    return documents, predictions


def _in_label_set(prediction: Prediction, mapping: Mapping[str, str | None] | None) -> Prediction:
    """A prediction with its types mapped; types outside the map, a coarse system's own, stay as they are."""
    if not mapping or prediction.entities is None:
        return prediction
    known = {**{mention.type: mention.type for mention in prediction.entities}, **mapping}
    return _relabelled(prediction, known, None)  # type: ignore[no-any-return]
