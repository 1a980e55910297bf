"""One system over one corpus, from extraction to stored counts.

Extraction is done once for all label sets; counting goes through the documents in batches, so that a corpus may be larger than memory.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from benchmark import __version__
from benchmark.corpora import Corpus
from benchmark.engines import CountingPlan, count_batch, relabelled
from benchmark.errors import DataError, Fault
from benchmark.extractors import Extractor
from benchmark.labelling import labelled
from benchmark.leaderboards import ScoredRun
from benchmark.records import GoldDocument, Prediction
from benchmark.running import Extraction, public_options
from benchmark.scoring import Signature, scored_layers
from benchmark.storing import Manifest, PredictionCache, RunFolder, Stored, folder_name, key_of

__all__ = ["COARSE", "as_it_ran", "count_run", "counting_plan", "label_sets_of", "reach", "stored_predictions"]

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


def counting_plan(system: type[Extractor], corpus: Corpus, label_set: str | None) -> CountingPlan:
    """How a system's answers are counted at a label set; at another than the corpus's own only entities do, where its types reach."""
    types = reach(system, corpus, label_set)
    provides = set(system.provides) - (set() if types is not None else {"entities"})
    own = label_set == corpus.label_set
    attempted = tuple(sorted(provides if own else provides & {"entities"}))
    return CountingPlan(attempted, None if own else ("entities",), corpus.labels(label_set), types, corpus.label_map(label_set))


@dataclass
class _Counting:
    """One label set of a run while it is counted."""

    corpus: Corpus
    extraction: Extraction
    label_set: str | None
    plan: CountingPlan
    names: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    failures: list[dict[str, Any]] = field(default_factory=list)
    removed: Counter[str] = field(default_factory=Counter)
    removed_gold: Counter[str] = field(default_factory=Counter)
    layers: set[str] = field(default_factory=set)
    counted_from: str = ""

    def rows(self) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of the table of counts, a batch of documents at a time."""
        read = hashlib.sha256()
        answers = self.extraction.answers(self.corpus)
        known = {failure["document"]: failure for failure in self.extraction.failures}
        while batch := list(islice(answers, BATCH)):
            predictions = [msgspec.json.decode(line, type=Stored).prediction(gold.id) for gold, line in batch]
            counted = count_batch([gold for gold, _ in batch], predictions, self.plan)
            self.failures += [known.get(name, {"document": name, "cause": cause}) for name, cause in counted.failures.items()]
            self.removed += counted.removed
            self.removed_gold += counted.removed_gold
            self.names += [gold.id for gold, _ in batch]
            self.languages += [gold.lang or "" for gold, _ in batch]
            self.layers |= {part.layer for part in counted.scorer.parts}
            for _, line in batch:
                read.update(line)
            yield list(counted.scorer.rows())
        self.counted_from = _source(self.plan, self.corpus, read.hexdigest())


def count_run(extraction: Extraction, corpus: Corpus, *, label_set: str | None, results: Path) -> RunFolder | None:
    """Counts an extraction at a label set and stores the run; None where the system's types do not reach the label set."""
    counting = _Counting(corpus, extraction, label_set, counting_plan(extraction.system, corpus, label_set))
    if not counting.plan.attempted:
        return None
    folder = RunFolder(results / "runs" / folder_name(extraction.name) / _selection(corpus, label_set, extraction))
    if not extraction.extracted:
        stored = hashlib.sha256()
        for _, line in extraction.answers(corpus):
            stored.update(line)
        if folder.is_counted_from(_source(counting.plan, corpus, stored.hexdigest())):
            folder.renew()
            return folder
    folder.write(lambda: _manifest(counting), counting.rows(), counting.failures)
    return folder


def _source(plan: CountingPlan, corpus: Corpus, answers: str) -> str:
    """A digest of what counts depend on: the answers, the documents, the label set and the scorer."""
    parts = [_scorer(), str(corpus), answers, *(sorted(part) if isinstance(part, frozenset) else part for part in astuple(plan))]
    return hashlib.sha256(msgspec.json.encode(parts, order="sorted")).hexdigest()


@cache
def _scorer() -> str:
    """A digest of this package's own code: after any change of it runs are counted anew."""
    whole = hashlib.sha256()
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        whole.update(file.read_bytes())
    return whole.hexdigest()


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
        layers=tuple(layer for layer in scored_layers(counting.plan.attempted) if layer in counting.layers)
        + (("clusters",) if "clusters" in counting.layers else ()),
        names=tuple(counting.names),
        document_languages=tuple(counting.languages),
        documents=extraction.documents,
        done=extraction.documents - len(counting.failures),
        failed=len(counting.failures),
        not_given=extraction.not_given,
        types=dict(sorted((counting.plan.system_types or {}).items())),
        removed_labels=dict(sorted(counting.removed.items())),
        removed_gold=dict(sorted(counting.removed_gold.items())),
        load_seconds=extraction.typical_load_seconds,
        seconds=extraction.seconds,
        characters=extraction.characters,
        peak_mib=extraction.peak_mib,
        python=platform.python_version(),
        platform=sys.platform,
        finished=datetime.now(UTC).isoformat(timespec="seconds"),
        counted_from=counting.counted_from,
    )


def as_it_ran(corpus: Corpus, run: ScoredRun) -> Corpus:
    """The corpus with what a run was told of it: the label set, and the languages of documents that do not say theirs.

    UnknownNameError where the label set is that of a file which is not known here.
    """
    everything = corpus.read

    def told(document: GoldDocument) -> GoldDocument:
        lang = run.languages.get(document.id)
        return msgspec.structs.replace(document, lang=lang) if document.lang is None and lang else document

    spoken = replace(corpus, read=lambda: map(told, everything()))
    return spoken if run.signature.label_set is None else labelled(spoken, run.signature.label_set)[0]


def stored_predictions(
    run: ScoredRun, gold: Mapping[str, GoldDocument], corpus: Corpus, results: Path
) -> tuple[list[GoldDocument], list[Prediction]]:
    """The documents of a stored run in its label set, and what the system answered; DataError where the answers are gone."""
    mapping = corpus.label_map(run.signature.label_set) if run.signature.label_set is not None else None
    manifest = RunFolder(run.path).manifest if run.path is not None else None
    options, types = (manifest.options, manifest.types) if manifest is not None else ({}, {})
    documents, predictions = [], []
    with PredictionCache(results / "cache" / folder_name(run.name)) as cache:
        for name in run.names:
            document = gold[name]
            key = key_of(document.document(), options)
            if key not in cache:
                raise DataError(Fault(str(cache.folder), name, "the prediction is not stored (any more); run the system again"))
            documents.append(relabelled(document, mapping, None))
            predictions.append(_in_label_set(cache.get(key).prediction(name), types))
    return documents, predictions


def _in_label_set(prediction: Prediction, types: Mapping[str, str | None]) -> Prediction:
    """A prediction with its types mapped as they were counted; a type outside the map, which made the document fail, stays."""
    if not types or prediction.entities is None:
        return prediction
    return relabelled(prediction, {**{mention.type: mention.type for mention in prediction.entities}, **types}, None)
