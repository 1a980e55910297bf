"""TimeML: text with TIMEX3 and EVENT elements, event instances, temporal links and the creation time; a file a document, or a folder.

Offsets count code points over the content of TEXT, or of the whole file where there is no TEXT.  An event is read once for each of its
instances and has the instance's id; its type is its class.  The creation time has no place in the text: it is the document's `dct`, and
`t0` (or whatever its id is) in links.  XML is read without entities, DTDs or network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from benchmark.errors import DataError, Fault
from benchmark.formats.reading import Reading
from benchmark.records import Event, GoldDocument, Link, Timex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "timeml"
EXTENSIONS = (".tml",)
SIGN = "XML with a TimeML root"

FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")


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
    del reading
    for file in sorted(path.glob("*.tml")) if path.is_dir() else (path,):
        yield _read_file(file)


def _read_file(path: Path) -> GoldDocument:
    try:
        root = fromstring(path.read_bytes())
    except OSError as error:
        raise DataError(Fault(str(path), "", error.strerror or str(error))) from None
    except ParseError as error:
        line, column = error.position
        raise DataError(Fault(f"{path}:{line}:{column}", "", f"is no well-formed XML: {str(error).partition(':')[0]}")) from None
    except DefusedXmlException as error:
        raise DataError(Fault(str(path), "", f"declares entities or a DTD, which are not read: {type(error).__name__}")) from None
    marked = root.find("TEXT")
    body = root if marked is None else marked
    reading = _Reading()
    reading.add(body.text)
    for child in body:
        _walk(child, reading)
        reading.add(child.tail)
    text = "".join(reading.parts)
    return GoldDocument(
        id=path.stem,
        dct=_creation_time(root),
        text=text,
        timexes=tuple(reading.timexes),
        events=_events(root, reading, text),
        links=tuple(_links(root, path)),
    )


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
            raise DataError(Fault(str(path), f"TLINK {link.get('lid') or number}", "needs a source, a target and a relType"))
        yield Link(source, target, relation.upper(), link.get("lid"))
