"""Finds every fault of a corpus at once: in `corpus.json`, in each document, and between them.

The rules are those of `gold/GUIDELINES.md` that a program can decide.  Faults name the file, the path inside the JSON, what was found and
what was expected.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_args

import msgspec
from babel import Locale

from benchmark.corpora import (
    SAFE_ID,
    Corpus,
    DocumentEntry,
    decode_file,
    document_json,
    place_and_problem,
    read_corpus,
    read_text,
    text_folders,
)
from benchmark.errors import DataError, Fault
from benchmark.records import ANNOTATION_LAYERS, Argument, Before, Entity, Event, GoldDocument, Link, Mod, Money, Timex
from benchmark.timevalues import canonical, partial_date
from benchmark.wording import counted

__all__ = ["Schema", "document_faults", "gold_faults", "validate"]

RECORD_OF = {"entities": Entity, "timexes": Timex, "money": Money, "events": Event, "before": Before, "links": Link}
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
QUOTATION_MARKS = frozenset("\"'“”‘’«»„‟‹›`")
OPENING_APOSTROPHES = frozenset("'’‘")
ENTITY_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PLAIN_DECIMAL = re.compile(r"\d+(\.\d+)?")
PREFIX_OF = {"entities": "entity", "timexes": "timex", "money": "money", "events": "event"}
AnySpan = Entity | Timex | Money | Event


@dataclass(frozen=True)
class Schema:
    """What annotations may say: entity types, and event types with their roles and what fills them; None allows anything."""

    entity_types: frozenset[str] | None = None
    event_types: Mapping[str, Mapping[str, Sequence[str]]] | None = None

    @classmethod
    def of(cls, corpus: Corpus) -> Schema:
        """The schema that a corpus declares."""
        return cls(corpus.labels(), corpus.event_types or None)


@dataclass
class _Checker:
    """One document while its faults are collected."""

    file: str
    schema: Schema
    text: str | None
    length: int | None = None
    """Of the text in code points, where it or `text_length` is there."""
    faults: list[Fault] = field(default_factory=list)

    def fault(self, where: str, problem: str) -> None:
        self.faults.append(Fault(self.file, where, problem))


def validate(folder: Path, *, texts: Iterable[Path] = ()) -> tuple[list[Fault], Corpus | None]:
    """Every fault of a corpus folder, and the corpus where `corpus.json` itself could be read."""
    try:
        corpus = read_corpus(folder, texts=texts)
    except DataError as error:
        return list(error.faults), None
    raw = decode_file(folder / "corpus.json", dict[str, Any])
    entries = [msgspec.convert(entry, DocumentEntry) for entry in raw["documents"]]
    faults = list(_manifest_faults(folder, corpus, entries))
    folders = text_folders(texts)
    for entry in entries:
        if SAFE_ID.fullmatch(entry.id):
            faults += _file_faults(folder, entry, Schema.of(corpus), folders)
    return faults, corpus


def _manifest_faults(folder: Path, corpus: Corpus, entries: Sequence[DocumentEntry]) -> Iterator[Fault]:
    file = str(folder / "corpus.json")
    listed: dict[str, int] = {}
    for index, entry in enumerate(entries):
        if not SAFE_ID.fullmatch(entry.id):
            yield Fault(file, f"documents[{index}].id", f"{entry.id!r} is no plain file name of at most 200 characters")
        if (first := listed.setdefault(entry.id, index)) != index:
            yield Fault(file, f"documents[{index}].id", f"duplicate id {entry.id!r}: documents[{first}] has it already")
        if not re.fullmatch(r"[a-z]{2,3}", entry.lang):
            yield Fault(file, f"documents[{index}].lang", f"{entry.lang!r} is no ISO 639 code, such as 'id'")
    yield from _split_faults(file, corpus, frozenset(listed))
    yield from _map_faults(file, corpus)
    for path in sorted((folder / "documents").glob("*.json")):
        if path.stem not in listed:
            yield Fault(str(path), "", f"is not listed in corpus.json; add {path.stem!r} to its documents or remove the file")


def _split_faults(file: str, corpus: Corpus, listed: frozenset[str]) -> Iterator[Fault]:
    owner: dict[str, str] = {}
    for split, ids in corpus.splits.items():
        for index, name in enumerate(ids):
            where = f"splits.{split}[{index}]"
            if name not in listed:
                yield Fault(file, where, f"{name!r} is no document of this corpus")
            if (other := owner.setdefault(name, split)) != split:
                yield Fault(file, where, f"{name!r} is in split {other!r} too; a document has one split")
            elif list(ids).index(name) != index:
                yield Fault(file, where, f"{name!r} stands twice in this split")
    if corpus.splits:
        for name in sorted(listed - set(owner)):
            yield Fault(file, "splits", f"document {name!r} is in no split")


def _map_faults(file: str, corpus: Corpus) -> Iterator[Fault]:
    own = corpus.labels()
    if own is None:
        return
    for name, mapping in corpus.label_maps.items():
        for label in sorted(own - set(mapping)):
            yield Fault(file, f"label_maps.{name}", f"says nothing of type {label!r}; map it to a type or to null")
        for label in sorted(set(mapping) - own):
            yield Fault(file, f"label_maps.{name}", f"maps {label!r}, which is no type of label set {corpus.label_set!r}")


def _file_faults(folder: Path, entry: DocumentEntry, schema: Schema, folders: Sequence[Path]) -> list[Fault]:
    path = folder / "documents" / f"{entry.id}.json"
    try:
        raw = decode_file(path, dict[str, Any])
    except DataError as error:
        return list(error.faults)
    faults = []
    for key, expected in (("id", entry.id), ("lang", entry.lang)):
        if raw.get(key, expected) != expected:
            faults.append(Fault(str(path), key, f"{raw[key]!r}, where corpus.json has {expected!r}"))
    place: Path | None = folder / "documents" / f"{entry.id}.txt"
    if entry.text == "supplied":
        place = next((found for base in folders if (found := base / f"{entry.id}.txt").is_file()), None)
    text = None
    if place is not None:
        try:
            text = read_text(place)
        except DataError as error:
            faults += error.faults
    return faults + document_faults(str(path), raw, text, schema)


def document_faults(file: str, raw: Mapping[str, Any], text: str | None, schema: Schema) -> list[Fault]:
    """Every fault of one document's decoded JSON; without its text, offsets are checked against `text_length` alone."""
    said = raw.get("text_length")
    checker = _Checker(file, schema, text, len(text) if text is not None else said if isinstance(said, int) else None)
    _check_head(checker, raw)
    records = {layer: _check_layer(checker, layer, raw.get(layer)) for layer in ANNOTATION_LAYERS}
    for layer in ("entities", "timexes", "money", "events"):
        for index, annotation in records[layer]:
            _check_span(checker, f"{layer}[{index}]", annotation)
    _check_ids(checker, records)
    _check_entities(checker, records["entities"])
    _check_nesting(checker, records)
    for index, timex in records["timexes"]:
        _check_timex(checker, f"timexes[{index}]", timex)
    for index, money in records["money"]:
        _check_money(checker, f"money[{index}]", money)
    _check_events(checker, records)
    _check_before(checker, records)
    return checker.faults


def gold_faults(document: GoldDocument, file: str) -> list[Fault]:
    """Every fault of a document of a file, which may leave out its creation time; types are not known there."""
    raw = json.loads(document_json(document))
    faults = document_faults(file, raw, document.text, Schema())
    return [
        Fault(file, f"{document.id}: {fault.where}", fault.problem) for fault in faults if fault.where != "dct" or raw["dct"] is not None
    ]


def _check_head(checker: _Checker, raw: Mapping[str, Any]) -> None:
    if not isinstance(raw.get("id"), str):
        checker.fault("id", f"{raw.get('id')!r}, expected the document's id")
    dct = raw.get("dct")
    try:
        date.fromisoformat(dct if isinstance(dct, str) else "")
    except ValueError:
        checker.fault("dct", f"{dct!r}, expected an ISO 8601 date such as 2025-08-20")
    known = {"id", "lang", "dct", "source", "text", "text_sha256", "text_length", *ANNOTATION_LAYERS}
    for key in sorted(set(raw) - known):
        checker.fault(key, f"unknown field (known: {', '.join(sorted(known))})")
    text = checker.text
    if text is None:
        return
    if unicodedata.normalize("NFC", text) != text:
        checker.fault("text", "is not in Unicode normalisation form NFC; normalise it before it is annotated")
    found = hashlib.sha256(text.encode()).hexdigest()
    if raw.get("text_sha256") not in (None, found):
        checker.fault(
            "text_sha256", f"{str(raw['text_sha256'])[:12]}..., where the text's is {found[:12]}...: another text than the annotated one"
        )
    if raw.get("text_length") not in (None, len(text)):
        checker.fault("text_length", f"{raw['text_length']}, where the text has {counted(len(text), 'code point')}")


def _check_layer(checker: _Checker, layer: str, raw: object) -> list[tuple[int, Any]]:
    """The annotations of a layer that are of the right shape, with their index."""
    if raw is None:
        return []
    if not isinstance(raw, list):
        checker.fault(layer, f"{type(raw).__name__}, expected a list of annotations")
        return []
    good: list[tuple[int, Any]] = []
    for index, annotation in enumerate(raw):
        where = f"{layer}[{index}]"
        try:
            record = msgspec.convert(annotation, RECORD_OF[layer])
        except msgspec.ValidationError as error:
            place, problem = place_and_problem(error)
            checker.fault(f"{where}.{place}" if place else where, problem)
            continue
        if isinstance(annotation, dict):
            for key in sorted(set(annotation) - set(RECORD_OF[layer].__struct_fields__)):
                checker.fault(f"{where}.{key}", f"unknown field (known: {', '.join(RECORD_OF[layer].__struct_fields__)})")
        good.append((index, record))
    return good


def _check_span(checker: _Checker, where: str, span: AnySpan | Argument) -> None:
    start, end, length = span.start, span.end, checker.length
    if start is None or end is None:
        return
    if not 0 <= start < end or (length is not None and end > length):
        expected = f"0 <= start < end <= {length}" if length is not None else "0 <= start < end"
        checker.fault(where, f"offsets {start}-{end} are outside the text, expected {expected}")
        return
    if checker.text is None:
        return
    found = checker.text[start:end]
    if span.text is not None and span.text != found:
        nearest = _nearest(checker.text, span.text, start)
        checker.fault(
            where,
            f"offsets {start}-{end} hold {found!r}, where `text` is {span.text!r}" + (f"; that stands at {nearest}" if nearest else ""),
        )
        return
    if found != found.strip():
        checker.fault(where, f"{found!r} starts or ends with white space")
    elif found[0] in QUOTATION_MARKS - OPENING_APOSTROPHES or (found[-1] in QUOTATION_MARKS and found[-1] != "’"):
        checker.fault(where, f"{found!r} starts or ends with a quotation mark")


def _nearest(text: str, wanted: str, start: int) -> str:
    places = [match.start() for match in re.finditer(re.escape(wanted), text)] if wanted else []
    if not places:
        return ""
    best = min(places, key=lambda place: abs(place - start))
    return f"{best}-{best + len(wanted)}"


def _check_ids(checker: _Checker, records: Mapping[str, list[tuple[int, Any]]]) -> None:
    seen: dict[str, str] = {}
    for layer in PREFIX_OF:
        for index, annotation in records[layer]:
            where = f"{layer}[{index}]"
            if annotation.id is not None and (first := seen.setdefault(annotation.id, where)) != where:
                checker.fault(f"{where}.id", f"duplicate id {annotation.id!r}: {first} has it already")


def _check_entities(checker: _Checker, entities: list[tuple[int, Entity]]) -> None:
    types: dict[str, tuple[str, int]] = {}
    allowed = checker.schema.entity_types
    for index, mention in entities:
        where = f"entities[{index}]"
        if allowed is not None and mention.type not in allowed:
            checker.fault(f"{where}.type", f"unknown label {mention.type!r} (known: {', '.join(sorted(allowed))})")
        if mention.entity is None:
            continue
        if not ENTITY_ID.fullmatch(mention.entity):
            checker.fault(f"{where}.entity", f"{mention.entity!r}, expected lower-case ASCII with hyphens, such as 'mark-zuckerberg'")
        known, first = types.setdefault(mention.entity, (mention.type, index))
        if known != mention.type and {known, mention.type} - {"GPE", "ORG", "LOC", "FAC", "PRODUCT"}:
            checker.fault(where, f"{mention.entity!r} is {mention.type} here and {known} in entities[{first}]")


def _check_nesting(checker: _Checker, records: Mapping[str, list[tuple[int, Any]]]) -> None:
    """Names are flat, nothing inside a name is a time expression, and no two annotations of a flat layer overlap."""
    length = checker.length if checker.length is not None else sys.maxsize
    layers = ("entities", "timexes", "money")
    flat = [(layer, index, span) for layer in layers for index, span in records[layer] if 0 <= span.start < span.end <= length]
    flat.sort(key=lambda item: (item[2].start, -item[2].end))
    open_until: tuple[str, int, Any] | None = None
    for item in flat:
        layer, index, span = item
        if open_until is not None and span.start < open_until[2].end:
            other, place, previous = open_until
            if other == layer or "entities" in (other, layer):
                checker.fault(f"{layer}[{index}]", f"{span.start}-{span.end} overlaps {other}[{place}], {previous.start}-{previous.end}")
        if open_until is None or span.end > open_until[2].end:
            open_until = item


def _check_timex(checker: _Checker, where: str, timex: Timex) -> None:
    if timex.type not in TIMEX_TYPES:
        checker.fault(f"{where}.type", f"unknown label {timex.type!r} (known: {', '.join(TIMEX_TYPES)})")
    if timex.mod is not None and timex.mod not in get_args(Mod):
        checker.fault(f"{where}.mod", f"unknown mod {timex.mod!r} (known: {', '.join(get_args(Mod))})")
    if timex.value is None:
        checker.fault(f"{where}.value", "missing: expected a TIMEX3 value")
        return
    try:
        canonical(timex.value, timex.type)
    except ValueError as error:
        checker.fault(f"{where}.value", str(error))
        return
    duration = timex.value.startswith("P") and not timex.value.endswith("_REF")
    if timex.type in ("DATE", "TIME") and duration:
        checker.fault(f"{where}.value", f"{timex.value!r} is a duration, where the type is {timex.type}")
    if timex.type == "DURATION" and not duration:
        checker.fault(f"{where}.value", f"{timex.value!r} is no duration, where the type is DURATION; expected one such as P3M")
    if (timex.type == "TIME") != ("T" in timex.value) and timex.type in ("DATE", "TIME") and not timex.value.endswith("_REF"):
        checker.fault(
            f"{where}.value", f"{timex.value!r} has {'no ' if timex.type == 'TIME' else 'a '}clock time, where the type is {timex.type}"
        )


@cache
def _currencies() -> frozenset[str]:
    return frozenset(Locale("en").currencies)


def _check_money(checker: _Checker, where: str, money: Money) -> None:
    if money.currency not in _currencies():
        checker.fault(f"{where}.currency", f"{money.currency!r} is no ISO 4217 code, such as USD or IDR")
    if money.mod is not None and money.mod not in get_args(Mod):
        checker.fault(f"{where}.mod", f"unknown mod {money.mod!r} (known: {', '.join(get_args(Mod))})")
    plain = True
    for name in ("amount", "min", "max"):
        value = getattr(money, name)
        if value is not None and not PLAIN_DECIMAL.fullmatch(value):
            checker.fault(f"{where}.{name}", f"{value!r} is no plain decimal, such as '14300000000' or '1.5'")
            plain = False
    if money.amount is None and (money.min is None or money.max is None):
        checker.fault(where, "has neither an amount nor both bounds; expected `amount`, or `min` and `max`")
    if money.amount is not None and (money.min is not None or money.max is not None):
        checker.fault(where, "has an amount and bounds; `min` and `max` stand only where the amount is null")
    if plain and money.min is not None and money.max is not None and Decimal(money.min) > Decimal(money.max):
        checker.fault(where, f"min {money.min} is above max {money.max}")


def _check_events(checker: _Checker, records: Mapping[str, list[tuple[int, Any]]]) -> None:
    ids = {layer: {annotation.id for _, annotation in records[layer] if annotation.id is not None} for layer in PREFIX_OF}
    types = checker.schema.event_types
    dates: dict[str, tuple[str | None, int]] = {}
    for index, event in records["events"]:
        where = f"events[{index}]"
        if types is not None and event.type not in types:
            checker.fault(f"{where}.type", f"unknown label {event.type!r} (known: {', '.join(sorted(types))})")
        for place, argument in enumerate(event.args):
            _check_argument(checker, f"{where}.args[{place}]", event.type, argument, ids)
        if event.timex is not None and event.timex not in ids["timexes"]:
            checker.fault(f"{where}.timex", _dangling(event.timex, "timexes", ids))
        if event.date is not None:
            try:
                partial_date(event.date)
            except ValueError as error:
                checker.fault(f"{where}.date", str(error))
        if event.cluster is not None:
            known, first = dates.setdefault(event.cluster, (event.date, index))
            if known != event.date:
                checker.fault(
                    f"{where}.date",
                    f"{event.date!r}, where events[{first}] dates cluster {event.cluster!r} {known!r}; a date holds for a whole cluster",
                )


def _check_argument(checker: _Checker, where: str, event_type: str, argument: Argument, ids: Mapping[str, set[str]]) -> None:
    roles = (checker.schema.event_types or {}).get(event_type)
    if roles is not None and argument.role not in roles:
        checker.fault(f"{where}.role", f"wrong role {argument.role!r} for {event_type} (it has: {', '.join(sorted(roles))})")
        roles = None
    fillers = set(roles[argument.role]) if roles is not None else {*PREFIX_OF, "span"}
    if argument.ref is None:
        if argument.start is None or argument.end is None:
            checker.fault(where, "names neither an annotation (`ref`) nor a span (`start`, `end`)")
        elif "span" not in fillers:
            checker.fault(where, f"is a free span; {argument.role} of {event_type} takes a `ref` to {' or '.join(sorted(fillers))}")
        else:
            _check_span(checker, where, argument)
        return
    allowed = sorted(fillers - {"span"})
    if not any(argument.ref in ids[layer] for layer in allowed):
        expected = " or ".join(allowed) or "a span"
        checker.fault(
            where,
            f"ref {argument.ref!r} is no id of {expected} in this document ({_known(set().union(*(ids[layer] for layer in allowed)))})",
        )


def _dangling(reference: str, layer: str, ids: Mapping[str, set[str]]) -> str:
    return f"ref {reference!r} is no {PREFIX_OF[layer]} id of this document ({_known(ids[layer])})"


def _known(ids: set[str]) -> str:
    if not ids:
        return "it has none"
    ordered = sorted(ids, key=lambda name: (re.sub(r"\d", "", name), len(name), name))
    return "it has " + (", ".join(ordered) if len(ordered) <= 8 else f"{ordered[0]} to {ordered[-1]}")


def _check_before(checker: _Checker, records: Mapping[str, list[tuple[int, Any]]]) -> None:
    clusters = {event.cluster for _, event in records["events"] if event.cluster is not None}
    on_timeline = {event.cluster for _, event in records["events"] if (event.realis, event.polarity) == ("ACTUAL", "POSITIVE")}
    follows: dict[str, set[str]] = defaultdict(set)
    for index, pair in records["before"]:
        for name in (pair.first, pair.second):
            if name not in clusters:
                checker.fault(f"before[{index}]", f"{name!r} is no event cluster of this document ({_known(clusters)})")
            elif name not in on_timeline:
                checker.fault(f"before[{index}]", f"{name!r} has no ACTUAL, POSITIVE mention and so is not on the timeline")
        follows[pair.first].add(pair.second)
    for index, pair in records["before"]:
        if _reaches(follows, pair.second, pair.first):
            checker.fault(f"before[{index}]", f"{pair.first!r} stands before {pair.second!r}, and the other way round")


def _reaches(follows: Mapping[str, set[str]], source: str, target: str) -> bool:
    seen, todo = set(), [source]
    while todo:
        name = todo.pop()
        if name == target:
            return True
        if name not in seen:
            seen.add(name)
            todo.extend(follows.get(name, ()))
    return False
