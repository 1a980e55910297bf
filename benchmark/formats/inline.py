r"""The inline form: one document a file, annotations as brackets in its text, for people to write and review.

    ---
    id: id-001
    lang: id
    dct: 2025-08-20
    ---
    [e1 ORG meta|Meta] kemudian [v1|menginvestasikan] [m1 USD 14300000000|$14,3 miliar] di [e2 ORG scale-ai|Scale AI]
    pada [t1 DATE 2025-06|bulan Juni].
    ---
    v1 Transaction:Transfer-Money cluster=meta-invests-scale-ai date=2025-06 timex=t1 Giver=e1 Recipient=e2 Money=m1
    before meta-forms-team < meta-invests-scale-ai

A mark is `[KEY FIELDS|text]`.  Its key is a letter for the layer and a number, `e1`, which is the annotation's id too; another id
is written `e:ID`, and no id is the letter alone.

| key | layer | fields |
| --- | --- | --- |
| e | entities | type, entity |
| t | timexes | type, value, mod |
| m | money | currency, amount or `min..max`, mod |
| v | events (the trigger) | none: a line under the text says the rest |
| p | a free span that fills a role | none |

Fields are set apart by one blank, `-` stands for none, and other signs are percent-encoded.  `[`, `]` and `\` of the text are written
with a `\` before them.  An event's line holds its key, type, and where they are not ACTUAL and POSITIVE its realis and polarity,
then `name=value` for cluster, date, timex and each role; a role is filled by an annotation's id, or by a free span as `@p1`.  A span that
crosses another one stands under the text as `at START-END KEY FIELDS`.  `layers:` in the head names the layers that were annotated where
these are not the five of the guidelines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from msgspec.structs import replace

from benchmark.corpora import read_text
from benchmark.errors import DataError, Fault
from benchmark.formats.losses import Losses, inside, text_of
from benchmark.formats.reading import NO_ID, Reading, file_name, files_of
from benchmark.records import ANNOTATION_LAYERS, Argument, Before, Entity, Event, GoldDocument, Link, Money, Timex
from benchmark.wording import counted

NAME = "inline"
EXTENSIONS = (".inline",)
FOLDER = True
SIGN = "a head with id, lang or dct between lines of ---"

KEYS = {"entities": "e", "timexes": "t", "money": "m", "events": "v"}
FIVE_LAYERS = ("entities", "timexes", "money", "events", "before")
HEAD_FIELDS = ("id", "lang", "dct", "source", "text_sha256", "text_length")
RULE = "---"
SAFE = "/:.,;+~!#$&*()?_-^`'{}<>"
RESERVED = frozenset({"cluster", "date", "timex"})
_MARK = re.compile(r"\[(?P<key>[etmvp](?:\d+|:[^\s|\[\]]+)?)(?P<fields>(?: [^\s|\[\]]+)*)\|")
_KEY = re.compile(r"[etmvp](?:\d+|:\S+)?")


def sniff(path: Path) -> bool:
    """Whether it opens with the head of an inline document, or is a folder of such files."""
    if path.is_dir():
        return any(path.glob("*.inline"))
    with path.open("rb") as file:
        return re.match(rb"---\r?\n(id|lang|dct): ", file.read(64)) is not None


def read(path: Path, reading: Reading) -> Iterator[GoldDocument]:
    """The document of a file, or those of a folder's files in the order of their names; every profile reads them alike."""
    del reading
    seen: dict[str, Path] = {}
    for file in files_of(path, ".inline"):
        document = parse(read_text(file), str(file))
        if (first := seen.setdefault(document.id, file)) is not file:
            raise DataError(Fault(f"{file}:2", "id", f"{document.id!r} stands already in {first}"))
        yield document


def hold(document: GoldDocument, lost: Losses) -> GoldDocument:
    """Everything but an amount beside its own bounds, and a copy of a text that the span does not have."""
    text = text_of(document, NAME)
    changes: dict[str, Any] = {}
    for layer in KEYS:
        if (spans := getattr(document, layer)) is not None:
            changes[layer] = tuple(inside(spans, text, lost, layer))
    if document.money is not None:
        changes["money"] = tuple(_one_amount(money, lost) for money in changes["money"])
    return replace(document, **changes)


def _one_amount(money: Money, lost: Losses) -> Money:
    if money.amount is None or (money.min is None and money.max is None):
        return money
    lost["money: amount beside bounds"] += 1
    return replace(money, amount=None)


def write(documents: Iterable[GoldDocument], path: Path) -> None:
    """Each document as a file of the folder; DataError where one has no text."""
    path.mkdir(parents=True, exist_ok=True)
    for document in documents:
        (path / f"{file_name(document.id)}.inline").write_bytes(render(hold(document, Losses())).encode())


# --- reading ---------------------------------------------------------------------------------------------------------------------


@dataclass
class _Reader:
    """What has been read of one file so far."""

    name: str
    faults: list[Fault] = field(default_factory=list)
    marks: list[tuple[str, list[str], int, int]] = field(default_factory=list)
    """Key, fields, start, end; in the order in which they open."""
    text: str = ""
    first_line: int = 1
    """The line of the file on which the text begins."""

    def fault(self, line: int, problem: str) -> None:
        self.faults.append(Fault(f"{self.name}:{line}", "", problem))

    def line_of(self, start: int) -> int:
        """The line of the file on which a place of the text stands."""
        return self.first_line + self.text.count("\n", 0, start)

    def spans(self) -> dict[str, tuple[int, int]]:
        """Where each key stands."""
        return {key: (start, end) for key, _, start, end in self.marks}


def parse(content: str, name: str) -> GoldDocument:
    """The document of an inline file's content; DataError with every fault and its line."""
    lines = content.split("\n")
    rules = [number for number, line in enumerate(lines) if line == RULE]
    if len(rules) < 3 or rules[0] != 0:
        expected = "expected a head between two lines of ---, the text, and a third line of ---; lines end with LF"
        raise DataError(Fault(f"{name}:{max(1, len(content.splitlines()))}", "", expected))
    reader = _Reader(name, first_line=rules[1] + 2)
    head = _read_head(reader, lines[1 : rules[1]])
    reader.text = _read_body(reader, "\n".join(lines[rules[1] + 1 : rules[-1]]))
    tail = [(number + 1, lines[number]) for number in range(rules[-1] + 1, len(lines)) if lines[number].strip()]
    fields = _annotations(reader, tail)
    layers = str(head.pop("layers", " ".join(FIVE_LAYERS))).split()
    if reader.faults:
        raise DataError(reader.faults)
    chosen: dict[str, Any] = {layer: tuple(fields[layer]) for layer in ANNOTATION_LAYERS if layer in layers}
    return GoldDocument(text=reader.text, **head, **chosen)


def _read_head(reader: _Reader, lines: Sequence[str]) -> dict[str, Any]:
    head: dict[str, Any] = {}
    for number, line in enumerate(lines, start=2):
        key, colon, value = line.partition(": ")
        if not colon or key not in (*HEAD_FIELDS, "layers"):
            reader.fault(number, f"{line!r}, expected `key: value` with a key of {', '.join((*HEAD_FIELDS, 'layers'))}")
        elif key in ("source", "text_length"):
            try:
                head[key] = json.loads(value)
            except ValueError as error:
                reader.fault(number, f"{key}: {error}")
        else:
            head[key] = value
            if key == "id" and not value:
                reader.fault(number, f"id {NO_ID}")
    if "id" not in head:
        reader.fault(1, "the head has no `id: `")
    return head


def _read_body(reader: _Reader, body: str) -> str:
    """The text without its marks, which are collected in the reader."""
    parts: list[str] = []
    length, place = 0, 0
    stack: list[int] = []
    opened: dict[int, int] = {}
    while place < len(body):
        line = reader.first_line + body.count("\n", 0, place) if body[place] in "[]" else 0
        if body[place] == "\\" and body[place + 1 : place + 2] in ("[", "]", "\\"):
            parts.append(body[place + 1])
            length, place = length + 1, place + 2
        elif body[place] == "[":
            match = _MARK.match(body, place)
            if match is None:
                reader.fault(line, f"{body[place : place + 40].splitlines()[0]!r} opens no mark; a bracket of the text is written \\[")
                break
            opened[len(reader.marks)] = line
            stack.append(len(reader.marks))
            reader.marks.append((match["key"], match["fields"].split(), length, -1))
            place = match.end()
        elif body[place] == "]":
            if not stack:
                reader.fault(line, "`]` closes no mark; a bracket of the text is written \\]")
                break
            key, fields, start, _ = reader.marks[stack[-1]]
            reader.marks[stack.pop()] = (key, fields, start, length)
            place += 1
        else:
            following = _next_sign(body, place)
            parts.append(body[place:following])
            length, place = length + following - place, following
    else:
        for mark in stack:
            reader.fault(opened[mark], f"mark {reader.marks[mark][0]!r} is never closed")
    return "".join(parts)


def _next_sign(body: str, place: int) -> int:
    match = re.compile(r"[\[\]\\]").search(body, place + 1)
    return match.start() if match else len(body)


def _annotations(reader: _Reader, tail: Sequence[tuple[int, str]]) -> dict[str, list[Any]]:
    """The annotations by layer, in the order of their places."""
    fields: dict[str, list[Any]] = {layer: [] for layer in ANNOTATION_LAYERS}
    events: list[tuple[int, str, list[str]]] = []
    for number, line in tail:
        words = line.split()
        if words[0] == "at":
            _read_at(reader, number, words)
        elif words[0] == "before" and len(words) == 4 and words[2] == "<":
            fields["before"].append(Before(_plain(words[1]), _plain(words[3])))
        elif words[0] == "link" and len(words) in (4, 5):
            fields["links"].append(Link(_plain(words[1]), _plain(words[3]), _plain(words[2]), _given(words[4:])))
        elif words[0][0] == "v" and _KEY.fullmatch(words[0]) and len(words) > 1:
            events.append((number, words[0], words[1:]))
        else:
            expected = "`v1 TYPE ...`, `before A < B`, `link SOURCE RELATION TARGET` or `at START-END ...`"
            reader.fault(number, f"{line!r}, expected {expected}")
    triggers: dict[str, list[tuple[int, int]]] = {}
    for key, values, start, end in sorted(reader.marks, key=lambda mark: (mark[2], -mark[3])):
        if key[0] == "v":
            triggers.setdefault(key, []).append((start, end))
        elif key[0] in _READ:
            layer, build = _READ[key[0]]
            try:
                fields[layer].append(build(start, end, reader.text[start:end], _id_of(key), values))
            except ValueError as error:
                reader.fault(reader.line_of(start), f"mark {key!r}: {error}")
    fields["events"] = _events(reader, events, triggers)
    return fields


def _events(reader: _Reader, lines: Sequence[tuple[int, str, list[str]]], triggers: dict[str, list[tuple[int, int]]]) -> list[Event]:
    events = []
    spans = reader.spans()
    for number, key, words in lines:
        if not triggers.get(key):
            reader.fault(number, f"event {key!r} has no trigger [{key}|...] in the text")
            continue
        start, end = triggers[key].pop(0)
        event = Event(start, end, _plain(words[0]), id=_id_of(key), text=reader.text[start:end])
        events.append(_read_event(reader, number, event, words[1:], spans))
    for key, left in triggers.items():
        if left:
            reader.fault(reader.line_of(left[0][0]), f"trigger {key!r} has no line `{key} TYPE ...` under the text")
    return events


def _read_at(reader: _Reader, number: int, words: Sequence[str]) -> None:
    offsets = re.fullmatch(r"(\d+)-(\d+)", words[1]) if len(words) > 2 else None
    if offsets is None or not _KEY.fullmatch(words[2]) or not int(offsets[1]) < int(offsets[2]) <= len(reader.text):
        reader.fault(number, f"{' '.join(words)!r}, expected `at START-END KEY FIELDS` with offsets inside the text")
        return
    reader.marks.append((words[2], list(words[3:]), int(offsets[1]), int(offsets[2])))


def _read_event(reader: _Reader, number: int, event: Event, words: Sequence[str], spans: dict[str, tuple[int, int]]) -> Event:
    said: dict[str, Any] = {name: getattr(event, name) for name in event.__struct_fields__}
    arguments: list[Argument] = []
    for word in words:
        name, equals, value = word.partition("=")
        if word in ("ACTUAL", "OTHER", "GENERIC"):
            said["realis"] = word
        elif word in ("POSITIVE", "NEGATIVE"):
            said["polarity"] = word
        elif not equals:
            reader.fault(number, f"{word!r}, expected realis, polarity or `name=value`")
        elif name in RESERVED:
            said[name] = _given([value])
        else:
            reference, at, key = value.partition("@")
            if at and key not in spans:
                reader.fault(number, f"{name}: free span {key!r} is not marked in the text")
                continue
            role, filler = _plain(name.removeprefix("role:")), _plain(reference) if reference else None
            start, end = spans[key] if at else (None, None)
            arguments.append(Argument(role, filler, start, end, reader.text[start:end] if at else None))
    return Event(**{**said, "args": tuple(arguments)})


def _id_of(key: str) -> str | None:
    if len(key) == 1:
        return None
    return _plain(key[2:]) if key[1] == ":" else key


def _plain(word: str) -> str:
    return "" if word == "%" else unquote(word)


def _given(values: Sequence[str]) -> str | None:
    return None if not values or values[0] == "-" else _plain(values[0])


def _filled(values: Sequence[str], least: int, most: int, names: str) -> list[str | None]:
    if not least <= len(values) <= most:
        raise ValueError(f"has {counted(len(values), 'field')}, expected {names}")
    return [_given([value]) for value in values] + [None] * (most - len(values))


def _entity(start: int, end: int, text: str, id: str | None, values: Sequence[str]) -> Entity:  # noqa: A002
    type_, entity = _filled(values, 1, 2, "TYPE and, where known, ENTITY")
    return Entity(start, end, type_ or "", entity, id, text)


def _timex(start: int, end: int, text: str, id: str | None, values: Sequence[str]) -> Timex:  # noqa: A002
    type_, value, mod = _filled(values, 1, 3, "TYPE, VALUE and, where the text says so, MOD")
    return Timex(start, end, type_ or "", value, mod, id, text)


def _money(start: int, end: int, text: str, id: str | None, values: Sequence[str]) -> Money:  # noqa: A002
    currency, amount, mod = _filled(values, 1, 3, "CURRENCY, AMOUNT or MIN..MAX, and, where the text says so, MOD")
    low, dots, high = (values[1] if len(values) > 1 else "").partition("..")
    if dots:
        return Money(start, end, currency or "", None, _given([low or "-"]), _given([high or "-"]), mod, id, text)
    return Money(start, end, currency or "", amount, None, None, mod, id, text)


_READ = {"e": ("entities", _entity), "t": ("timexes", _timex), "m": ("money", _money)}


# --- writing ---------------------------------------------------------------------------------------------------------------------


def render(document: GoldDocument) -> str:
    """The content of the document's inline file; DataError where its text is not here."""
    if document.text is None:
        raise DataError(Fault(document.id, "", "has no text; an inline file holds the text (--texts supplies it)"))
    head = [f"{name}: {_head_value(name, value)}" for name in HEAD_FIELDS if (value := getattr(document, name)) is not None]
    if document.attempted() != FIVE_LAYERS:
        head.append(f"layers: {' '.join(document.attempted())}")
    marks, free = _marks(document)
    body, tail = _render_body(document.text, marks)
    tail += [_render_event(event, free) for event in sorted(document.events or (), key=lambda event: (event.start, -event.end))]
    tail += [f"before {_written(pair.first)} < {_written(pair.second)}" for pair in document.before or ()]
    for link in document.links or ():
        words = ["link", _written(link.source), _written(link.relation), _written(link.target)]
        tail.append(" ".join(words + ([_written(link.id)] if link.id is not None else [])))
    return "\n".join([RULE, *head, RULE, body, RULE, *tail, ""])


def _head_value(name: str, value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if name in ("source", "text_length") else str(value)


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    content: str


def _marks(document: GoldDocument) -> tuple[list[_Mark], dict[tuple[int, int], str]]:
    """A mark for each annotation and free span; and the keys of the free spans."""
    marks = [_Mark(span.start, span.end, " ".join([_key(KEYS[layer], span.id), *_fields(span)])) for layer, _, span in document.spans()]
    free: dict[tuple[int, int], str] = {}
    for event in document.events or ():
        for argument in event.args:
            if argument.start is not None and argument.end is not None:
                free.setdefault((argument.start, argument.end), "")
    for mark in marks:
        if not 0 <= mark.start < mark.end <= len(document.text or ""):
            raise DataError(Fault(document.id, "", f"{mark.content!r} stands at {mark.start}-{mark.end}, outside the text"))
    for number, offsets in enumerate(sorted(free), start=1):
        free[offsets] = f"p{number}"
        marks.append(_Mark(*offsets, free[offsets]))
    return marks, free


def _key(letter: str, id: str | None) -> str:  # noqa: A002
    if id is None:
        return letter
    return id if re.fullmatch(rf"{letter}\d+", id) else f"{letter}:{_written(id)}"


def _fields(span: Entity | Timex | Money | Event) -> list[str]:
    if isinstance(span, Entity):
        fields = [_written(span.type), _written(span.entity)]
    elif isinstance(span, Timex):
        fields = [_written(span.type), _written(span.value), _written(span.mod)]
    elif isinstance(span, Money):
        amount = _written(span.amount)
        if span.min is not None or span.max is not None:
            amount = "..".join("" if bound is None else _written(bound) for bound in (span.min, span.max))
        fields = [_written(span.currency), amount, _written(span.mod)]
    else:
        fields = []
    while fields and fields[-1] == "-":
        fields.pop()
    return fields


def _written(value: str | None) -> str:
    if value is None:
        return "-"
    return "%2D" if value == "-" else quote(value, safe=SAFE).replace("..", "%2E.") or "%"


def _render_body(text: str, marks: Sequence[_Mark]) -> tuple[str, list[str]]:
    """The text with the marks that nest, and a line for each that crosses one of those."""
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    opening: dict[int, list[str]] = {}
    closing: dict[int, int] = {}
    apart: list[str] = []
    stack: list[int] = []
    for mark in ordered:
        while stack and stack[-1] <= mark.start:
            stack.pop()
        if stack and mark.end > stack[-1]:
            apart.append(f"at {mark.start}-{mark.end} {mark.content}")
            continue
        stack.append(mark.end)
        opening.setdefault(mark.start, []).append(f"[{mark.content}|")
        closing[mark.end] = closing.get(mark.end, 0) + 1
    parts: list[str] = []
    places = sorted({0, len(text), *opening, *closing})
    for place, following in zip(places, [*places[1:], len(text)], strict=True):
        parts.append("]" * closing.get(place, 0) + "".join(opening.get(place, ())))
        parts.append(re.sub(r"[\[\]\\]", r"\\\g<0>", text[place:following]))
    return "".join(parts), apart


def _render_event(event: Event, free: dict[tuple[int, int], str]) -> str:
    words = [_key("v", event.id), _written(event.type)]
    words += [word for word in (event.realis, event.polarity) if word not in ("ACTUAL", "POSITIVE")]
    words += [f"{name}={_written(value)}" for name in ("cluster", "date", "timex") if (value := getattr(event, name)) is not None]
    for argument in event.args:
        role = f"role:{argument.role}" if argument.role in RESERVED else _written(argument.role)
        filler = _written(argument.ref) if argument.ref is not None else ""
        if argument.start is not None and argument.end is not None:
            filler += f"@{free[argument.start, argument.end]}"
        words.append(f"{role}={filler}")
    return " ".join(words)
