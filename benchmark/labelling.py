"""Label sets that corpora and systems speak, and those that a user writes down.

`--labels` names a label set of the corpus, one of those here, or a TOML file:

    name = "mine"                        # the file's stem without it
    drop = ["Date"]                      # types that are left out, on both sides
    [labels]
    PER = ["Person", "PERSON"]           # each label with the types that it gathers; a label gathers itself
    ORG = ["Organization", "Company"]
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from benchmark.corpora import Corpus, LabelMap, read_text
from benchmark.errors import DataError, Fault, UnknownNameError
from benchmark.records import GoldDocument, Prediction

__all__ = ["LABEL_SETS", "LabelSet", "label_set_named", "labelled", "relabelled"]

D = TypeVar("D", GoldDocument, Prediction)

ONTONOTES10 = ("PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "NORP")
NO_NAMES = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL")
"""Types of OntoNotes that are no names."""
COARSE = {
    "PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "PRODUCT": "MISC", "EVENT": "MISC", "WORK_OF_ART": "MISC",
    "LAW": "MISC", "NORP": "MISC", "LANGUAGE": "MISC",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LabelSet:
    """Labels, and the types that each gathers; a type that maps to None is left out on both sides."""

    name: str
    types: LabelMap

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, each once."""
        return tuple(dict.fromkeys(label for label in self.types.values() if label is not None))

    def of_systems(self) -> LabelMap:
        """From what systems speak, our ten types or the set's own, to the labels; a type that the set does not name by its coarse one."""
        own = set(self.labels)
        fallback = {name: COARSE[name] if COARSE[name] in own else None for name in ONTONOTES10}
        return {**fallback, **self.types}


def _built_in() -> Iterator[LabelSet]:
    left_out: dict[str, str | None] = dict.fromkeys(NO_NAMES)
    conll4: dict[str, str | None] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC", **COARSE, **left_out}
    yield LabelSet("conll4", conll4)
    yield LabelSet("conll3", {name: None if label == "MISC" else label for name, label in conll4.items()})
    yield LabelSet("ontonotes10", {**{name: name for name in ONTONOTES10}, "LANGUAGE": None, **left_out})
    yield LabelSet("ontonotes18", {name: name for name in (*ONTONOTES10, "LANGUAGE", *NO_NAMES)})


LABEL_SETS = {label_set.name: label_set for label_set in _built_in()}


def label_set_named(name: str, *, known: Mapping[str, object] | None = None) -> LabelSet:
    """The label set of that name, or of a TOML file; UnknownNameError lists the known ones."""
    if name in LABEL_SETS:
        return LABEL_SETS[name]
    if name.endswith(".toml"):
        return _from_file(Path(name))
    raise UnknownNameError("label set", name, {*LABEL_SETS, *(known or {})}, advice="a TOML file says others")


def _from_file(path: Path) -> LabelSet:
    """The label set of a TOML file; DataError with everything that is wrong with it."""
    try:
        said: dict[str, Any] = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise DataError(Fault(str(path), "", f"is no TOML: {error}")) from None
    faults = [Fault(str(path), key, "unknown key (known: name, drop, labels)") for key in said.keys() - {"name", "drop", "labels"}]
    labels, drop, name = said.get("labels"), said.get("drop", []), said.get("name", path.stem)
    if not isinstance(name, str) or not name:
        faults.append(Fault(str(path), "name", f"is {name!r}, expected a name"))
    if not isinstance(labels, dict) or not labels:
        faults.append(Fault(str(path), "labels", 'expected a table such as [labels] with PER = ["Person"] under it'))
        labels = {}
    types: dict[str, str | None] = {}
    for label, gathered in (*labels.items(), (None, drop)):
        where = f"labels.{label}" if label is not None else "drop"
        if not isinstance(gathered, list) or not all(isinstance(one, str) and one for one in gathered):
            faults.append(Fault(str(path), where, f"is {gathered!r}, expected a list of types"))
            continue
        for one in dict.fromkeys(([label] if label is not None and label not in types else []) + gathered):
            if one in types and types[one] != label:
                faults.append(Fault(str(path), where, f"type {one!r} is gathered by {types[one] or 'drop'} already"))
            types.setdefault(one, label)
    if faults:
        raise DataError(sorted(faults))
    return LabelSet(name, types)


def labelled(corpus: Corpus, name: str) -> tuple[Corpus, str]:
    """The corpus with a label set to score at, and the set's name.

    A corpus that declares its types gets a map from them; of one that declares none, the types are read as those that the set names, and
    one that it does not name is a DataError.
    """
    if name in corpus.label_maps or (corpus.label_set is not None and name == corpus.label_set):
        return corpus, name
    chosen = label_set_named(name, known={**corpus.label_maps, **corpus.label_sets})
    if corpus.label_set is not None:
        own = sorted(corpus.labels() or ())
        if unknown := [label for label in own if label not in chosen.types]:
            raise DataError(Fault(corpus.name, f"label set {chosen.name}", f"says nothing of the corpus's types {', '.join(unknown)}"))
        return replace(corpus, label_maps={**corpus.label_maps, chosen.name: {label: chosen.types[label] for label in own}}), chosen.name
    everything = corpus.read
    removed: Counter[str] = Counter()

    def read() -> Iterator[GoldDocument]:
        removed.clear()
        for document in everything():
            yield relabelled(document, chosen.types, f"{corpus.name}: {document.id}", chosen.name, removed)

    told = replace(
        corpus,
        read=read,
        removed=removed,
        digest=None,
        label_set=chosen.name,
        label_sets={chosen.name: chosen.labels},
        system_map=chosen.of_systems(),
    )
    return told, chosen.name


def relabelled(document: D, types: LabelMap, place: str, name: str, removed: Counter[str]) -> D:
    """The document with its entities under their labels, those that have none left out and counted by type.

    DataError names the types that the set does not know.
    """
    if document.entities is None:
        return document
    if unknown := sorted({mention.type for mention in document.entities} - types.keys()):
        advice = 'a TOML file says which label they are: --labels mine.toml with [labels] and PER = ["Person"] in it'
        raise DataError(Fault(place, "", f"label set {name} does not know the types {', '.join(map(repr, unknown))}; {advice}"))
    kept = []
    for mention in document.entities:
        label = types[mention.type]
        if label is None:
            removed[mention.type] += 1
        else:
            kept.append(mention if label == mention.type else msgspec.structs.replace(mention, type=label))
    return msgspec.structs.replace(document, entities=tuple(kept))
