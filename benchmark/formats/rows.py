"""Annotations as rows of a table, and back: what the CSV and the Parquet table share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from benchmark.corpora import place_and_problem
from benchmark.errors import DataError, Fault
from benchmark.formats.losses import Losses, inside, narrowed, without_fields, without_head
from benchmark.formats.reading import NO_ID, Reading
from benchmark.records import Entity, Event, GoldDocument, Money, Timex
from benchmark.wording import counted

__all__ = ["COLUMNS", "NEEDED", "documents_of_rows", "header_faults", "held_in_rows", "rows_of"]

NEEDED = ("document", "start", "end", "label")
HEAD = ("lang", "dct")
RECORDS: dict[str, type[Entity | Timex | Money | Event]] = {"entities": Entity, "timexes": Timex, "money": Money, "events": Event}
LABEL = {"entities": "type", "timexes": "type", "money": "currency", "events": "type"}
FIELDS = {
    "entities": ("id", "text", "entity"),
    "timexes": ("id", "text", "value", "mod"),
    "money": ("id", "text", "amount", "min", "max", "mod"),
    "events": ("id", "text", "realis", "polarity", "date", "timex", "cluster"),
}
COLUMNS = (*NEEDED, "layer", *dict.fromkeys(name for fields in FIELDS.values() for name in fields), *HEAD)
PLACES = {layer: [name if name in fields else None for name in COLUMNS[len(NEEDED) + 1 : -len(HEAD)]] for layer, fields in FIELDS.items()}
"""The field of a layer's annotation in each of the columns between `layer` and `lang`."""

Row = tuple[str, Mapping[str, Any]]
"""A place for errors, and the cells, None where one is empty."""


def header_faults(place: str, header: Sequence[str]) -> list[Fault]:
    """What is wrong with the names of the columns."""
    faults = [Fault(place, "", f"column {name!r} stands twice") for name in sorted({name for name in header if header.count(name) > 1})]
    if missing := [name for name in NEEDED if name not in header]:
        faults.append(Fault(place, "", f"has no column {', '.join(missing)}; found {', '.join(header) or 'nothing'}"))
    return faults


def documents_of_rows(rows: Iterable[Row], reading: Reading) -> Iterator[GoldDocument]:
    """The documents in the order in which they first stand there; DataError names every faulty row."""
    heads: dict[str, dict[str, Any]] = {}
    layers: dict[str, dict[str, list[Any]]] = {}
    faults: list[Fault] = []
    last = ""
    unknown: set[str] = set()
    for place, row in rows:
        last = place
        name = row["document"]
        if name is None:
            faults.append(Fault(place, "document", NO_ID))
            continue
        unknown |= row.keys() - set(COLUMNS)
        head = heads.setdefault(str(name), {})
        faults += [
            Fault(place, key, f"{value!r}, where {head[key]!r} stands above")
            for key in HEAD
            if (value := row.get(key)) is not None and head.setdefault(key, str(value)) != str(value)
        ]
        try:
            _add(layers.setdefault(str(name), {}), row)
        except _CellError as error:
            faults.append(Fault(place, error.column, error.problem))
    if faults:
        raise DataError(faults)
    if not heads:
        raise DataError(Fault(last or "table", "", "holds no row"))
    for column in sorted(unknown):
        reading.unread[f"column {column}"] += 1
    for name, head in heads.items():
        annotations: dict[str, Any] = {layer: tuple(spans) for layer, spans in layers[name].items()}
        yield GoldDocument(id=name, **head, **annotations)


class _CellError(ValueError):
    """A cell that cannot be read: its column, and what is wrong."""

    def __init__(self, column: str, problem: str) -> None:
        super().__init__(column, problem)
        self.column, self.problem = column, problem


def _add(layers: dict[str, list[Any]], row: Mapping[str, Any]) -> None:
    """Adds what a row says to a document."""
    layer = row.get("layer", "entities")
    if layer is not None and layer not in RECORDS:
        raise _CellError("layer", f"{layer!r} is no layer of spans (known: {', '.join(RECORDS)})")
    empty = [name for name in ("start", "end", "label") if row[name] is None]
    if len(empty) == 3:
        if layer is not None:
            layers.setdefault(layer, [])
        return
    layer = layer or "entities"
    if empty:
        raise _CellError(empty[0], "is empty, where another of start, end and label is not")
    start, end = (_offset(row, name) for name in ("start", "end"))
    if not 0 <= start < end:
        raise _CellError("end", f"offsets {start}-{end} hold nothing, expected 0 <= start < end")
    cells = {name: str(row[name]) for name in FIELDS[layer] if row.get(name) is not None}
    try:
        span = msgspec.convert({**cells, "start": start, "end": end, LABEL[layer]: str(row["label"])}, RECORDS[layer])
    except msgspec.ValidationError as error:
        raise _CellError(*place_and_problem(error)) from None
    if span.text is not None and len(span.text) != end - start:
        raise _CellError(
            "text", f"{span.text!r} has {counted(len(span.text), 'code point')}, where the offsets {start}-{end} have {end - start}"
        )
    layers.setdefault(layer, []).append(span)


def _offset(row: Mapping[str, Any], name: str) -> int:
    value = row[name]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    try:
        return int(str(value))
    except ValueError:
        raise _CellError(name, f"{value!r} is no whole number") from None


def held_in_rows(document: GoldDocument, lost: Losses) -> GoldDocument:
    """Id, language and creation time, and of four layers the spans with all fields but an event's arguments."""
    if document.text is not None:
        lost["text (keep it as ID.txt and name its folder with --texts)"] += 1
    document = narrowed(without_head(document, ("source",), lost), RECORDS, lost)
    document_text = document.text
    changes: dict[str, Any] = {"text": None}
    for name in HEAD:
        if getattr(document, name) == "":
            lost[f"{name}: empty"] += 1
            changes[name] = None
    for layer in RECORDS:
        if (spans := getattr(document, layer)) is not None:
            placed = inside(spans, document_text, lost, layer)
            kept = [_filled(span, layer, lost) for span in placed if _labelled(span, layer, lost)]
            changes[layer] = tuple(kept)
    return msgspec.structs.replace(document, **changes)


def _labelled(span: Any, layer: str, lost: Losses) -> bool:
    if getattr(span, LABEL[layer]):
        return True
    lost[f"{layer}: without a label"] += 1
    return False


def _filled(span: Any, layer: str, lost: Losses) -> Any:
    """The span without what a cell cannot hold: an empty string is read as none."""
    span = without_fields(span, ("args",), lost, layer) if layer == "events" else span
    empty = [name for name in FIELDS[layer] if getattr(span, name) == ""]
    for name in empty:
        lost[f"{layer}: {name} empty"] += 1
    return msgspec.structs.replace(span, **dict.fromkeys(empty)) if empty else span


def rows_of(documents: Iterable[GoldDocument]) -> Iterator[tuple[str | int | None, ...]]:
    """A row, in the order of COLUMNS, for each annotation, and for each document or layer without any."""
    for document in documents:
        held = held_in_rows(document, Losses())
        head = (held.lang, held.dct)
        blank = (None,) * (len(COLUMNS) - len(NEEDED) - 1 - len(HEAD))
        attempted = [layer for layer in RECORDS if getattr(held, layer) is not None]
        if not attempted:
            yield held.id, None, None, None, None, *blank, *head
        for layer in attempted:
            spans = getattr(held, layer)
            if not spans:
                yield held.id, None, None, None, layer, *blank, *head
            label, names = LABEL[layer], PLACES[layer]
            for span in spans:
                cells = [None if name is None else getattr(span, name) for name in names]
                yield held.id, span.start, span.end, getattr(span, label), layer, *cells, *head
