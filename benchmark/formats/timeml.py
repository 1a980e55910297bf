"""TimeML: text with TIMEX3 and EVENT elements, event instances, temporal links and the creation time; a file a document, or a folder.

Offsets count code points over the content of TEXT, or of the whole file where there is no TEXT.  An event is read once for each of its
instances and has the instance's id; its type is its class.  The creation time has no place in the text: it is the document's `dct`, and
`t0` (or whatever its id is) in links.  The language is `xml:lang` of the root.  XML is read without entities, DTDs or network.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from msgspec.structs import replace

from benchmark.errors import DataError, Fault
from benchmark.formats.losses import Losses, in_order, inside, narrowed, text_of, without_fields, without_head
from benchmark.formats.reading import Reading, file_name, files_of, id_of
from benchmark.records import Event, GoldDocument, Link, Timex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "timeml"
EXTENSIONS = (".tml",)
FOLDER = True
SIGN = "XML with a TimeML root"

FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
UNREAD = ("SIGNAL", "SLINK", "ALINK")
INSTANCE_FIELDS = ("tense", "aspect", "modality", "cardinality")
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CREATION_TIME = "t0"


@dataclass
class _Reading:
    """A text while it is put together."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    timexes: list[Timex] = field(default_factory=list)
    triggers: list[tuple[int, int, str, str]] = field(default_factory=list)
    """Start, end, class and event id."""

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)


def sniff(path: Path) -> bool:
    """Whether it is XML with a TimeML root, or a folder of such files."""
    if path.is_dir():
        return any(path.glob("*.tml"))
    with path.open("rb") as file:
        return b"<TimeML" in file.read(1024)


def read(path: Path, reading: Reading) -> Iterator[GoldDocument]:
    """The document of a file, or those of a folder's `.tml` files in the order of their names; every profile reads them alike."""
    for file in files_of(path, ".tml"):
        yield _read_file(file, reading)


def _read_file(path: Path, options: Reading) -> GoldDocument:
    root = _root(path)
    marked = root.find("TEXT")
    body = root if marked is None else marked
    reading = _Reading()
    reading.add(body.text)
    for child in body:
        _walk(child, reading)
        reading.add(child.tail)
    text = "".join(reading.parts)
    for tag in UNREAD:
        options.unread[tag] += sum(1 for _ in root.iter(tag))
    for instance in root.iter("MAKEINSTANCE"):
        options.unread.update(f"MAKEINSTANCE {name}" for name in INSTANCE_FIELDS if instance.get(name, "NONE") not in ("NONE", ""))
    for name in [name for name, number in options.unread.items() if not number]:
        del options.unread[name]
    document = GoldDocument(
        id=id_of(path),
        lang=root.get(LANG) or None,
        dct=_creation_time(root),
        text=text,
        timexes=tuple(reading.timexes),
        events=_events(root, reading, text),
        links=tuple(_links(root, path)),
    )
    _check(path, root, document)
    return document


def _root(path: Path) -> Element:
    try:
        root: Element = fromstring(path.read_bytes())
    except OSError as error:
        raise DataError(Fault(str(path), "", error.strerror or str(error))) from None
    except ParseError as error:
        line, column = error.position
        raise DataError(Fault(f"{path}:{line}:{column}", "", f"is no well-formed XML: {str(error).partition(':')[0]}")) from None
    except DefusedXmlException as error:
        line = _line_of(path, b"<!ENTITY", b"<!DOCTYPE")
        raise DataError(Fault(f"{path}:{line}", "", f"declares entities or a DTD, which are not read: {type(error).__name__}")) from None
    except (ValueError, LookupError) as error:
        raise DataError(Fault(f"{path}:1", "", f"has an encoding that cannot be read: {error}")) from None
    if root.tag != "TimeML":
        raise DataError(Fault(f"{path}:{_line_of(path, f'<{root.tag}'.encode())}", "", f"the root is {root.tag}, expected TimeML"))
    return root


def _line_of(path: Path, *signs: bytes) -> int:
    """The line of the first of these that stands in a file, 1 where none does."""
    content = path.read_bytes()
    place = next((place for sign in signs if (place := content.find(sign)) >= 0), 0)
    return content.count(b"\n", 0, place) + 1


def _check(path: Path, root: Element, document: GoldDocument) -> None:
    """DataError names what refers to nothing, stands twice, or lacks what it needs."""
    faults: list[Fault] = []

    def fault(key: str, name: str, problem: str) -> None:
        faults.append(Fault(f"{path}:{_line_of(path, f'{key}={quoteattr(name)}'.encode())}", "", problem))

    events = {event.get("eid", "") for event in root.iter("EVENT")}
    times = {timex.get("tid", "") for timex in root.iter("TIMEX3")}
    instances = {instance.get("eiid", "") for instance in root.iter("MAKEINSTANCE")}
    for key, tag in (("eid", "EVENT"), ("eiid", "MAKEINSTANCE"), ("tid", "TIMEX3"), ("lid", "TLINK")):
        listed = Counter(name for element in root.iter(tag) if (name := element.get(key)) is not None)
        for name in sorted(name for name, number in listed.items() if number > 1):
            fault(key, name, f"{tag} {key} {name!r} stands {listed[name]} times, expected once")
    for instance in root.iter("MAKEINSTANCE"):
        if (name := instance.get("eventID", "")) not in events:
            fault("eventID", name, f"MAKEINSTANCE {instance.get('eiid', '')}: eventID {name!r} is no event of this document")
    for link in document.links or ():
        for name in (link.source, link.target):
            if name not in times | instances | events:
                fault("lid", link.id or "", f"TLINK {link.id or ''}: {name!r} is no event instance or time of this document")
    if faults:
        raise DataError(faults)


def _walk(element: Element, reading: _Reading) -> None:
    start = reading.length
    reading.add(element.text)
    for child in element:
        _walk(child, reading)
        reading.add(child.tail)
    end = reading.length
    if end == start:
        return
    said = element.attrib
    if element.tag == "TIMEX3" and said.get("functionInDocument") != "CREATION_TIME":
        slice_ = "".join(reading.parts)[start:end]
        reading.timexes.append(Timex(start, end, said.get("type", ""), said.get("value") or None, said.get("mod"), said.get("tid"), slice_))
    elif element.tag == "EVENT":
        reading.triggers.append((start, end, said.get("class", ""), said.get("eid", "")))


def _creation_time(root: Element) -> str | None:
    for timex in root.iter("TIMEX3"):
        if timex.get("functionInDocument") == "CREATION_TIME" and (match := FULL_DATE.match(timex.get("value", ""))):
            return match[0]
    return None


def _events(root: Element, reading: _Reading, text: str) -> tuple[Event, ...]:
    instances: dict[str, list[Any]] = {}
    for instance in root.iter("MAKEINSTANCE"):
        instances.setdefault(instance.get("eventID", ""), []).append(instance)
    events = []
    for start, end, kind, name in reading.triggers:
        for instance in instances.get(name, [None]):
            polarity = "NEGATIVE" if instance is not None and instance.get("polarity") == "NEG" else "POSITIVE"
            given = instance.get("eiid") if instance is not None else name
            events.append(Event(start, end, kind, polarity=polarity, id=given or None, text=text[start:end]))  # type: ignore[arg-type]
    return tuple(events)


def _links(root: Element, path: Path) -> Iterator[Link]:
    for number, link in enumerate(root.iter("TLINK"), start=1):
        source = link.get("eventInstanceID") or link.get("timeID")
        target = link.get("relatedToEventInstance") or link.get("relatedToTime")
        relation = link.get("relType")
        if not source or not target or not relation:
            name = link.get("lid")
            line = _line_of(path, f'lid="{name}"'.encode(), b"<TLINK")
            raise DataError(Fault(f"{path}:{line}", f"TLINK {name or number}", "needs a source, a target and a relType"))
        yield Link(source, target, relation.upper(), link.get("lid"))


# --- writing ---------------------------------------------------------------------------------------------------------------------


def hold(document: GoldDocument, lost: Losses) -> GoldDocument:
    """Language, a full creation date, time expressions, events with class and polarity, links; events without an id get one."""
    text = text_of(document, NAME)
    document = narrowed(without_head(document, ("source",), lost), HELD, lost, always=HELD)
    text = _legal(text, "text", lost)
    changes: dict[str, Any] = {"text": text}
    if document.lang is not None and not (lang := _legal(document.lang, "lang", lost)):
        lost["lang: empty"] += 1
        changes["lang"] = None
    elif document.lang is not None:
        changes["lang"] = lang
    if document.dct is not None and not FULL_DATE.fullmatch(document.dct):
        lost["dct: no full date"] += 1
        changes["dct"] = None
    timexes = [_held_timex(timex, lost) for timex in inside(document.timexes or (), text, lost, "timexes")]
    events = [_held_event(event, lost) for event in inside(document.events or (), text, lost, "events")]
    nesting = _nesting([*timexes, *events], lost)
    changes["timexes"] = tuple(span for span in nesting if isinstance(span, Timex))
    changes["events"] = tuple(_identified([span for span in nesting if isinstance(span, Event)]))
    changes["links"] = tuple(_held_links(document.links or (), lost))
    names = {span.id for span in (*changes["timexes"], *changes["events"])}
    if changes.get("dct", document.dct) is not None:
        names.add(CREATION_TIME)
    changes["links"] = tuple(link for link in changes["links"] if _known(link, names, lost))
    return replace(document, **changes)


HELD = ("timexes", "events", "links")


def _legal(value: str, what: str, lost: Losses) -> str:
    """The string with a replacement character for each sign that XML cannot hold."""
    legal, number = ILLEGAL.subn("\ufffd", value)
    if number:
        lost[f"{what}: signs that XML has no way to write"] += number
    return legal


def _held_timex(timex: Timex, lost: Losses) -> Timex:
    if timex.value == "":
        lost["timexes: value empty"] += 1
    fields = {name: _legal(value, f"timexes: {name}", lost) for name in ("type", "value", "mod", "id") if (value := getattr(timex, name))}
    return replace(timex, **({"value": None} if timex.value == "" else {}), **fields)


def _held_event(event: Event, lost: Losses) -> Event:
    kept: Event = without_fields(event, ("args", "realis", "date", "timex", "cluster"), lost, "events")
    if event.id == "":
        lost["events: id empty"] += 1
    identified = _legal(event.id, "events: id", lost) if event.id else None
    return replace(kept, type=_legal(event.type, "events: type", lost), id=identified)


def _nesting(spans: list[Any], lost: Losses) -> list[Any]:
    """The spans that nest, in order; one that crosses another or has the id of another is left out."""
    kept: list[Any] = []
    stack: list[int] = []
    names: set[tuple[type, str]] = set()
    for span in in_order(spans):
        layer = "timexes" if isinstance(span, Timex) else "events"
        while stack and stack[-1] <= span.start:
            stack.pop()
        if stack and span.end > stack[-1]:
            lost[f"{layer}: crossing another span"] += 1
        elif span.id is not None and (type(span), span.id) in names:
            lost[f"{layer}: of an id that another has"] += 1
        else:
            stack.append(span.end)
            kept.append(span)
            names.add((type(span), span.id or ""))
    return kept


def _identified(events: list[Event]) -> Iterator[Event]:
    """The events, those without an id with one of their own."""
    taken = {event.id for event in events}
    number = 0
    for event in events:
        if event.id is not None:
            yield event
            continue
        number += 1
        while f"ei{number}" in taken:
            number += 1
        yield replace(event, id=f"ei{number}")


def _held_links(links: Iterable[Link], lost: Losses) -> Iterator[Link]:
    seen: set[str] = set()
    for link in links:
        fields = {name: _legal(getattr(link, name), "links", lost) for name in ("source", "target", "relation")}
        fields["relation"] = fields["relation"].upper()
        if fields["relation"] != link.relation:
            lost["links: small letters of a relation"] += 1
        name = _legal(link.id, "links", lost) if link.id is not None else None
        if not all(fields.values()):
            lost["links: without a source, target or relation"] += 1
        elif name is not None and name in seen:
            lost["links: of an id that another has"] += 1
        else:
            seen.add(name or "")
            yield Link(id=name, **fields)


def _known(link: Link, names: set[str | None], lost: Losses) -> bool:
    if {link.source, link.target} <= names:
        return True
    lost["links: of what is not in the document"] += 1
    return False


def write(documents: Iterable[GoldDocument], path: Path) -> None:
    """A folder with a file for each document."""
    path.mkdir(parents=True, exist_ok=True)
    for document in documents:
        held = hold(document, Losses())
        (path / f"{file_name(held.id)}.tml").write_bytes(_rendered(held).encode())


def _rendered(document: GoldDocument) -> str:
    """The content of a file."""
    tags: dict[tuple[str, int, int], str] = {}
    for event in document.events or ():
        tags.setdefault((event.type, event.start, event.end), f"e{len(tags) + 1}")
    elements = [(timex.start, timex.end, _tag("TIMEX3", _timex_fields(timex)), "TIMEX3") for timex in document.timexes or ()]
    elements += [(start, end, _tag("EVENT", {"eid": eid, "class": kind}), "EVENT") for (kind, start, end), eid in tags.items()]
    lines = [_tag("TimeML", {"xml:lang": document.lang}), f"<DOCID>{escape(_legal(document.id, '', Losses()))}</DOCID>"]
    when = {"tid": CREATION_TIME, "type": "DATE", "value": document.dct, "temporalFunction": "false", "functionInDocument": "CREATION_TIME"}
    lines.append("<DCT>" + (f"{_tag('TIMEX3', when)}{document.dct}</TIMEX3>" if document.dct is not None else "") + "</DCT>")
    lines.append(f"<TEXT>{_marked_up(document.text or '', elements)}</TEXT>")
    for event in document.events or ():
        polarity = "NEG" if event.polarity == "NEGATIVE" else "POS"
        fields = {"eiid": event.id, "eventID": tags[event.type, event.start, event.end], "polarity": polarity}
        lines.append(_tag("MAKEINSTANCE", fields, empty=True))
    events = {event.id for event in document.events or ()}
    lines += [_tag("TLINK", _link_fields(link, events), empty=True) for link in document.links or ()]
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join([*lines, "</TimeML>"]) + "\n"


def _timex_fields(timex: Timex) -> dict[str, str | None]:
    return {"tid": timex.id, "type": timex.type, "value": timex.value, "mod": timex.mod}


def _link_fields(link: Link, events: set[str | None]) -> dict[str, str | None]:
    source = "eventInstanceID" if link.source in events else "timeID"
    target = "relatedToEventInstance" if link.target in events else "relatedToTime"
    return {"lid": link.id, source: link.source, target: link.target, "relType": link.relation}


def _tag(name: str, fields: Mapping[str, str | None], *, empty: bool = False) -> str:
    said = "".join(f" {key}={quoteattr(value)}" for key, value in fields.items() if value is not None)
    return f"<{name}{said}{'/' if empty else ''}>"


def _marked_up(text: str, elements: list[tuple[int, int, str, str]]) -> str:
    """The text with its elements, the longer around the shorter."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for start, end, tag, name in sorted(elements, key=lambda element: (element[0], -element[1])):
        opening.setdefault(start, []).append(tag)
        closing.setdefault(end, []).insert(0, f"</{name}>")
    parts: list[str] = []
    places = sorted({0, len(text), *opening, *closing})
    for place, following in zip(places, [*places[1:], len(text)], strict=True):
        parts += [*closing.get(place, ()), *opening.get(place, ())]
        parts.append(escape(text[place:following], {"\r": "&#13;"}))
    return "".join(parts)
