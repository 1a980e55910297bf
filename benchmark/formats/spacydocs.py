"""spaCy's DocBin: documents as spaCy stores them, with their texts, entities and groups of spans; needs spaCy, and no model.

Entities are `doc.ents`, and those that overlap these the group `entities` (or `sc`, spaCy's own name for one); the groups `timexes`,
`money` and `events` hold the spans of these layers.  A span's label is its type or currency, its id ours, and its knowledge-base id the
`entity`, value, amount or cluster.  The document's id, language, creation time and layers are in its user data; where they are not, its
number stands for an id.
A fault is named by the number of its document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmark.errors import DataError, Fault, MissingModelError
from benchmark.formats.losses import Losses, flat, in_order, inside, narrowed, text_of, without_fields, without_head
from benchmark.formats.reading import Reading, once
from benchmark.formats.tokens import tokenised
from benchmark.records import Entity, Event, GoldDocument, Money, Timex

NAME = "spacy"
EXTENSIONS = (".spacy",)
SIGN = "a compressed DocBin"

RECORDS: dict[str, type[Entity | Timex | Money | Event]] = {"entities": Entity, "timexes": Timex, "money": Money, "events": Event}
KNOWN = {"entities": "entity", "timexes": "value", "money": "amount", "events": "cluster"}
LEFT = {"timexes": ("mod",), "money": ("min", "max", "mod"), "events": ("args", "realis", "polarity", "date", "timex")}
GROUPS = {**dict(zip(RECORDS, RECORDS, strict=True)), "sc": "entities"}
ATTRIBUTES = ("ORTH", "SPACY", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")
KEY = "linimasa"
ZLIB = b"\x78"


def sniff(path: Path) -> bool:
    """Whether it has spaCy's ending and begins as compressed data does."""
    if path.is_dir():
        return False
    with path.open("rb") as file:
        return path.suffix == ".spacy" and file.read(1) == ZLIB


def read(path: Path, reading: Reading) -> Iterator[GoldDocument]:
    """The documents in order."""
    spacy = _library()
    try:
        stored = spacy.tokens.DocBin().from_bytes(path.read_bytes())
        docs = list(stored.get_docs(spacy.vocab.Vocab()))
    except OSError as error:
        raise DataError(Fault(str(path), "", error.strerror or str(error))) from None
    except Exception as error:  # What its parsers raise on broken data is of many kinds.
        raise DataError(Fault(f"{path}:1", "", f"is no DocBin that spaCy can read: {type(error).__name__}: {error}"[:300])) from None
    if not docs:
        raise DataError(Fault(str(path), "", "holds no document"))
    documents = [_document(doc, number, path, reading) for number, doc in enumerate(docs, start=1)]
    once((f"{path}: document {number}", document.id) for number, document in enumerate(documents, start=1))
    yield from documents


def _document(doc: Any, number: int, path: Path, reading: Reading) -> GoldDocument:
    head = doc.user_data.get(KEY, {})
    if not isinstance(head, dict) or not all(isinstance(value, str) for value in head.values()):
        raise DataError(Fault(f"{path}: document {number}", f"user_data[{KEY!r}]", f"is {head!r}, expected names and strings"))
    spans: dict[str, list[Any]] = {layer: [] for layer in RECORDS}
    spans["entities"] = [_span(found, "entities") for found in doc.ents]
    for group, found in doc.spans.items():
        if group in GROUPS:
            spans[GROUPS[group]] += [_span(one, GROUPS[group]) for one in found]
        else:
            reading.unread[f"spans of group {group}"] += len(found)
    attempted = head["layers"].split() if "layers" in head else ["entities", *(layer for layer in spans if spans[layer])]
    layers: dict[str, Any] = {layer: tuple(spans[layer]) for layer in RECORDS if layer in attempted}
    return GoldDocument(id=head.get("id", f"d{number}"), lang=head.get("lang"), dct=head.get("dct"), text=doc.text, **layers)


def _span(found: Any, layer: str) -> Any:
    fields = {KNOWN[layer]: found.kb_id_ or None, "id": found.id_ or None}
    return RECORDS[layer](found.start_char, found.end_char, found.label_, text=found.text, **fields)  # type: ignore[arg-type]


def hold(document: GoldDocument, lost: Losses) -> GoldDocument:
    """Head, text, and of four layers the spans with label, id and one field each."""
    text = text_of(document, NAME)
    document = narrowed(without_head(document, ("source",), lost), RECORDS, lost)
    changes: dict[str, Any] = {}
    for layer in RECORDS:
        spans = getattr(document, layer)
        if spans is not None:
            kept = [_held_span(span, layer, lost) for span in inside(spans, text, lost, layer)]
            changes[layer] = in_order(span for span in kept if _labelled(span, layer, lost))
    return replace(document, **changes)


def _held_span(span: Any, layer: str, lost: Losses) -> Any:
    span = without_fields(span, LEFT.get(layer, ()), lost, layer)
    empty = [name for name in (KNOWN[layer], "id") if getattr(span, name) == ""]
    for name in empty:
        lost[f"{layer}: {name} empty"] += 1
    return replace(span, **dict.fromkeys(empty)) if empty else span


def _labelled(span: Any, layer: str, lost: Losses) -> bool:
    if not _label(span):
        lost[f"{layer}: without a label"] += 1
        return False
    return True


def _label(span: Any) -> str:
    return str(span.currency if isinstance(span, Money) else span.type)


def write(documents: Iterable[GoldDocument], path: Path) -> None:
    """One DocBin; tokens are words and single signs, cut where a span begins or ends."""
    spacy = _library()
    vocab = spacy.vocab.Vocab()
    stored = spacy.tokens.DocBin(attrs=list(ATTRIBUTES), store_user_data=True)
    for document in documents:
        stored.add(_doc(hold(document, Losses()), spacy, vocab))
    path.write_bytes(stored.to_bytes())


def _doc(document: GoldDocument, spacy: Any, vocab: Any) -> Any:
    text = document.text or ""
    layers: Mapping[str, Sequence[Any]] = {layer: getattr(document, layer) or () for layer in RECORDS}
    places = {(span.start, span.end) for spans in layers.values() for span in spans}
    words, spaces, starts, ends = _words(text, places)
    doc = spacy.tokens.Doc(vocab, words=words, spaces=spaces)

    def made(span: Any, layer: str) -> Any:
        place = (starts[span.start], ends[span.end])
        return spacy.tokens.Span(doc, *place, label=_label(span), kb_id=getattr(span, KNOWN[layer]) or "", span_id=span.id or "")

    plain = [span for span in flat(layers["entities"], Losses(), "") if span.text is not None and not span.text.isspace()]
    doc.set_ents([made(span, "entities") for span in plain])
    flat_ones = set(map(id, plain))
    rest = [span for span in layers["entities"] if id(span) not in flat_ones]
    for layer, spans in {**layers, "entities": rest}.items():
        if spans:
            doc.spans[layer] = [made(span, layer) for span in spans]
    head = {"id": document.id, "lang": document.lang, "dct": document.dct, "layers": " ".join(document.attempted())}
    doc.user_data[KEY] = {name: value for name, value in head.items() if value is not None}
    return doc


def _words(text: str, places: Iterable[tuple[int, int]]) -> tuple[list[str], list[bool], dict[int, int], dict[int, int]]:
    """Words for spaCy and whether a blank follows each, and the number of the word that begins, or after the one that ends, at a place.

    A blank belongs to the word before it, where no span begins before or ends after it; other white space is a word of its own.
    """
    begins, finishes = ({place[side] for place in places} for side in (0, 1))
    edges = begins | finishes
    cuts = sorted({*edges, 0, len(text), *(edge for place in tokenised(text, edges) for edge in place)})
    words: list[str] = []
    spaces: list[bool] = []
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for start, end in pairwise(cuts):
        first = start
        if text[start] == " " and words and not spaces[-1] and start not in begins and start + 1 not in finishes:
            spaces[-1] = True
            first += 1
        if first < end:
            starts[first] = len(words)
            words.append(text[first:end])
            spaces.append(False)
            ends[end] = len(words)
    return words, spaces, starts, ends


def _library() -> Any:
    try:
        import spacy
        import spacy.tokens
        import spacy.vocab
    except ImportError:
        raise MissingModelError("format spacy needs spaCy", "pip install 'linimasa[spacy]'") from None
    return spacy
