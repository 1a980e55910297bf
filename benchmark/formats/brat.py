r"""brat standoff: a folder of texts, `d1.txt`, with their annotations, `d1.ann`.

    T1	ORG 0 4	Meta
    N1	Reference T1 Wikidata:Q380	Meta
    T2	Start-Position 5 13	merekrut
    E1	Start-Position:T2 Organization:T1
    A1	Negation E1

A text-bound annotation (T) is an entity, unless an event (E) has it as its trigger.  One of type TIMEX3 is a time expression, whose
attributes (A, M) are `type`, `value` and `mod`; those of events are `realis`, `polarity` or Negation, `date` and `cluster`.  A
normalisation (N) or an equivalence (*) gives `entity`, a relation (R) of TimeML's is a link, and the role `timex` is an event's time.
What else stands there (notes, other relations and attributes) is counted as not read.  Offsets count code points; a span that brat parted
at a line's end is one span, and one of several pieces is refused, or covered from first to last.

What we write has two files more.  `annotation.conf`, with which brat opens the folder, says in comments which names stand for which of our
labels, since brat's names hold letters, digits, `-` and `_` alone: `# linimasa events Personnel-Start-Position "Personnel:Start-Position"`.
`linimasa-documents.csv` has each document's language, creation time and layers.  Ids become brat's: T1, E1, R1.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmark.corpora import read_text
from benchmark.errors import DataError, Fault
from benchmark.formats.losses import Losses, in_order, inside, text_of, without_head
from benchmark.formats.reading import Reading, file_name, files_of, id_of
from benchmark.records import ANNOTATION_LAYERS, Argument, Before, Entity, Event, GoldDocument, Link, Money, Timex

NAME = "brat"
EXTENSIONS = (".ann",)
FOLDER = True
SIGN = "a folder of .ann files with lines such as T1, a tab, ORG 0 4"

CONF, DOCUMENTS = "annotation.conf", "linimasa-documents.csv"
LINE = re.compile(r"(?P<id>[TEARMN][^\s]*|\*|#[^\s]*)\t(?P<body>[^\t]*)(?:\t(?P<rest>.*))?")
OUR_NAME = re.compile(r'# linimasa (?P<layer>[a-z]+) (?P<name>[A-Za-z0-9_-]+) (?P<label>".*")')
SPAN = re.compile(r"(?P<type>\S+) (?P<pieces>\d+ \d+(?:;\d+ \d+)*)")
RELATION = re.compile(r"(?P<type>\S+) +(?P<first>[^\s:]+):(?P<source>\S+) +(?P<second>[^\s:]+):(?P<target>\S+) *")
NORMALISATION = re.compile(r"\S+ (?P<target>\S+) (?P<resource>[^\s:]+):(?P<entry>\S+)")
RESOURCE = "entity"
TIMEML_RELATIONS = frozenset({
    "BEFORE", "AFTER", "IBEFORE", "IAFTER", "INCLUDES", "IS_INCLUDED", "DURING", "DURING_INV", "SIMULTANEOUS", "IDENTITY", "BEGINS",
    "BEGUN_BY", "ENDS", "ENDED_BY",
})  # fmt: skip
TIMEX, TIME_ROLE = "TIMEX3", "timex"
ATTRIBUTES = {
    "timexes": ("value", "mod"),
    "money": ("amount", "min", "max", "mod"),
    "events": ("realis", "polarity", "date", "cluster"),
}
REALIS, POLARITY = ("ACTUAL", "OTHER", "GENERIC"), ("POSITIVE", "NEGATIVE")
BINARY = {"negation": ("polarity", "NEGATIVE"), "negated": ("polarity", "NEGATIVE"), "speculation": ("realis", "OTHER")}
SPANNED = {"entities": Entity, "timexes": Timex, "money": Money}


def sniff(path: Path) -> bool:
    """Whether it is a folder with .ann files, or a file whose first line is one of theirs."""
    if path.is_dir():
        return any(path.glob("*.ann"))
    with path.open("rb") as file:
        return re.match(rb"[TEARMN]\d+\t\S+ |\*\tEquiv |#\d*\t\S+ ", file.read(256)) is not None


def read(path: Path, reading: Reading) -> Iterator[GoldDocument]:
    """The document of a file, or those of a folder in the order of their names."""
    folder = path if path.is_dir() else path.parent
    names = _our_names(folder / CONF)
    heads = _heads(folder / DOCUMENTS)
    files = files_of(path, ".ann")
    found = _layers_of(files, names) if not heads else set()
    for file in files:
        if not file.with_suffix(".txt").is_file():
            raise DataError(Fault(str(file), "", f"has no text: {file.with_suffix('.txt').name} is missing"))
        head = heads.get(id_of(file), {})
        layers = set(head["layers"].split()) if "layers" in head else found or _layers_of(files, names)
        yield _File(file, reading, names).document(layers, head)


def _our_names(path: Path) -> dict[tuple[str, str], str]:
    """The label that a name stands for, by layer and name; other lines of the configuration are brat's own affair."""
    names = {}
    for line in read_text(path).split("\n") if path.is_file() else ():
        if (match := OUR_NAME.fullmatch(line.rstrip("\r"))) is not None:
            names[match["layer"], match["name"]] = str(json.loads(match["label"]))
    return names


def _heads(path: Path) -> dict[str, dict[str, str]]:
    """What linimasa-documents.csv says of each document."""
    if not path.is_file():
        return {}
    rows = csv.DictReader(io.StringIO(read_text(path), newline=""))
    if "document" not in (rows.fieldnames or ()):
        raise DataError(Fault(f"{path}:1", "", "has no column document"))
    return {row["document"]: {name: value for name, value in row.items() if name and value is not None} for row in rows}


def _layers_of(files: Iterable[Path], names: Mapping[tuple[str, str], str]) -> set[str]:
    """The layers that a folder annotates: entities, and those of which there is a line in any of its files."""
    layers = {"entities", *({layer for layer, _ in names} & set(ANNOTATION_LAYERS))}
    related = "|".join(TIMEML_RELATIONS - {name.upper() for layer, name in names if layer == "before"})
    for file in files:
        content = file.read_bytes()
        for layer, pattern in (("events", r"E"), ("timexes", rf"T\d+\t{TIMEX} "), ("links", rf"R\d+\t(?i:{related}) ")):
            if re.search(rf"(?m)^{pattern}".encode(), content):
                layers.add(layer)
    return layers


# --- reading ---------------------------------------------------------------------------------------------------------------------


@dataclass
class _Span:
    """A text-bound annotation."""

    type: str
    start: int
    end: int


@dataclass
class _Trigger:
    """An event's line: its type, its trigger, and (role, filler) pairs."""

    line: int
    type: str
    trigger: str
    roles: list[tuple[str, str]]


@dataclass
class _File:
    """One .ann file while it is read; lines may refer to later ones, so that references are looked up at the end."""

    path: Path
    reading: Reading
    names: Mapping[tuple[str, str], str]
    faults: list[Fault] = field(default_factory=list)
    spans: dict[str, _Span] = field(default_factory=dict)
    events: dict[str, _Trigger] = field(default_factory=dict)
    said: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """Attributes and `entity` by id."""
    references: list[tuple[int, str]] = field(default_factory=list)
    relations: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Id, type, source, target."""
    equals: list[list[str]] = field(default_factory=list)
    first: dict[str, int] = field(default_factory=dict)
    """The line of each id."""

    def fault(self, line: int, problem: str) -> None:
        self.faults.append(Fault(f"{self.path}:{line}", "", problem))

    def document(self, layers: set[str], head: Mapping[str, str]) -> GoldDocument:
        """The document; DataError with every fault of the file."""
        self.text = read_text(self.path.with_suffix(".txt"))
        for number, content in enumerate(read_text(self.path).split("\n"), start=1):
            line = content.rstrip("\r")
            if line.strip():
                self._line(number, line)
        known = {*self.spans, *self.events, *(relation[0] for relation in self.relations)}
        for number, reference in self.references:
            if reference not in known:
                self.fault(number, f"refers to {reference}, which is not in the file")
        if self.faults:
            raise DataError(sorted(self.faults, key=lambda fault: int(fault.file.rpartition(":")[2])))
        built = self._built()
        chosen = {layer: tuple(built[layer]) for layer in ANNOTATION_LAYERS if layer in layers or built[layer]}
        described = {name: head[name] for name in ("lang", "dct") if head.get(name)}
        return GoldDocument(id=id_of(self.path), text=self.text, **described, **chosen)  # type: ignore[arg-type]

    def _line(self, number: int, line: str) -> None:
        match = LINE.fullmatch(line)
        if match is None or (match["id"][0] in "TEARMN" and not match["id"][1:].isdecimal()):
            self.fault(number, f"{line[:60]!r} is no line of brat's; expected one such as T1, a tab, ORG 0 4, a tab, Meta")
            return
        id, body = match["id"], match["body"]  # noqa: A001 - as brat calls it
        if id != "*" and not id.startswith("#"):
            if id in self.first:
                self.fault(number, f"{id} stands already in line {self.first[id]}")
                return
            self.first[id] = number
        readers = {"T": self._text_bound, "E": self._event, "A": self._attribute, "M": self._attribute, "N": self._normalisation}
        if id[0] in readers:
            readers[id[0]](number, id, body, match["rest"])
        elif id[0] == "R":
            self._relation(number, id, body)
        elif id == "*" and body.startswith("Equiv "):
            self.equals.append(body.split()[1:])
            self.references += [(number, name) for name in body.split()[1:]]
        else:
            self.reading.unread["notes" if id[0] == "#" else body.split(" ")[0]] += 1

    def _text_bound(self, number: int, id: str, body: str, copied: str | None) -> None:  # noqa: A002
        match = SPAN.fullmatch(body)
        if match is None:
            self.fault(number, f"{id}: {body!r}, expected TYPE START END")
            return
        pieces = [(int(start), int(end)) for start, end in (piece.split() for piece in match["pieces"].split(";"))]
        for start, end in pieces:
            if not start < end <= len(self.text):
                self.fault(number, f"{id}: offsets {start}-{end} are outside the text, expected 0 <= start < end <= {len(self.text)}")
                return
        surface = " ".join(self.text[start:end] for start, end in pieces)
        if copied is None:
            self.fault(number, f"{id}: has no copy of its text, {surface!r}, after a second tab")
        elif copied.split() != surface.split():
            self.fault(number, f"{id}: offsets {match['pieces']} hold {surface!r}, where the line has {copied!r}")
        between = [self.text[end:start] for (_, end), (start, _) in pairwise(pieces)]
        if self.reading.discontinuous != "cover" and any(gap.strip() for gap in between):
            self.fault(number, f"{id}: is a span of {len(pieces)} pieces; --discontinuous cover takes all from the first to the last")
        self.spans[id] = _Span(match["type"], min(start for start, _ in pieces), max(end for _, end in pieces))

    def _event(self, number: int, id: str, body: str, rest: str | None) -> None:  # noqa: A002
        words = [word.rpartition(":") for word in body.split()]
        if not words or not all(name and filler for name, _, filler in words):
            self.fault(number, f"{id}: {body!r}, expected TYPE:TRIGGER and ROLE:FILLER pairs")
            return
        (kind, _, trigger), *roles = words
        if not trigger.startswith("T"):
            self.fault(number, f"{id}: its trigger is {trigger}, expected a text-bound annotation such as T1")
        self.references += [(number, filler) for _, _, filler in words]
        self.events[id] = _Trigger(number, kind, trigger, [(role, filler) for role, _, filler in roles])

    def _attribute(self, number: int, id: str, body: str, rest: str | None) -> None:  # noqa: A002
        words = body.split(" ", 2)
        if len(words) < 2 or not all(words):
            self.fault(number, f"{id}: {body!r}, expected NAME TARGET or NAME TARGET VALUE")
            return
        name, target, value = words[0].lower(), words[1], words[2] if len(words) > 2 else None
        self.references.append((number, target))
        if value is None and name in BINARY:
            name, value = BINARY[name]
        self.said[target][name] = value if value is not None else ""

    def _normalisation(self, number: int, id: str, body: str, rest: str | None) -> None:  # noqa: A002
        match = NORMALISATION.fullmatch(body)
        if match is None:
            self.fault(number, f"{id}: {body!r}, expected Reference TARGET RESOURCE:ENTRY")
            return
        self.references.append((number, match["target"]))
        named = match["entry"] if match["resource"] == RESOURCE else f"{match['resource']}:{match['entry']}"
        if self.said[match["target"]].setdefault("entity", named) != named:
            self.reading.unread["second normalisations"] += 1

    def _relation(self, number: int, id: str, body: str) -> None:  # noqa: A002
        match = RELATION.fullmatch(body)
        if match is None:
            self.fault(number, f"{id}: {body!r}, expected TYPE Arg1:SOURCE Arg2:TARGET")
            return
        self.references += [(number, match["source"]), (number, match["target"])]
        self.relations.append((id, match["type"], match["source"], match["target"]))

    def _built(self) -> dict[str, list[Any]]:
        """The annotations by layer."""
        built: dict[str, list[Any]] = {layer: [] for layer in ANNOTATION_LAYERS}
        self._share()
        triggers = {event.trigger: name for name, event in reversed(self.events.items())}
        free = {name for name, span in self.spans.items() if ("span", span.type) in self.names}
        for name, span in self.spans.items():
            if name not in triggers and name not in free:
                layer, annotation = self._annotation(name, span)
                built[layer].append(annotation)
        times = {timex.id for timex in built["timexes"]}
        built["events"] = [self._built_event(name, event, times, triggers, free) for name, event in self.events.items()]
        self._relate(built)
        for target, said in self.said.items():
            layer = self._layer_of(target) if target in self.spans and target not in triggers else "events"
            for name in said:
                if name not in ("entity", "type", *ATTRIBUTES.get(layer, ())) or target in triggers:
                    self.reading.unread[f"attribute {name}"] += 1
        return built

    def _share(self) -> None:
        """Gives what is said to be equal one `entity`, or events one `cluster`."""
        for names in self.equals:
            key = "cluster" if names[0] in self.events else "entity"
            shared = next((said for name in names if (said := self.said[name].get(key)) is not None), names[0])
            for name in names:
                self.said[name].setdefault(key, shared)

    def _layer_of(self, id: str) -> str:  # noqa: A002
        kind = self.spans[id].type
        ours = next((layer for layer in SPANNED if (layer, kind) in self.names), None)
        return ours or ("timexes" if kind == TIMEX else "entities")

    def _annotation(self, id: str, span: _Span) -> tuple[str, Any]:  # noqa: A002
        layer = self._layer_of(id)
        said = self.said.get(id, {})
        label = self.names.get((layer, span.type), said.get("type", "") if layer == "timexes" else span.type)
        fields = {name: said[name] for name in ATTRIBUTES.get(layer, ("entity",)) if said.get(name)}
        return layer, SPANNED[layer](span.start, span.end, label, id=id, text=self.text[span.start : span.end], **fields)

    def _built_event(self, id: str, event: _Trigger, times: set[Any], triggers: Mapping[str, str], free: set[str]) -> Event:  # noqa: A002
        span, said = self.spans[event.trigger], self.said.get(id, {})
        fields: dict[str, Any] = {name: said[name] for name in ("date", "cluster") if said.get(name)}
        for name, allowed in (("realis", REALIS), ("polarity", POLARITY)):
            value = said.get(name, "").upper()
            if full := [choice for choice in allowed if value and choice.startswith(value)]:
                fields[name] = full[0]
            elif value:
                self.reading.unread[f"attribute {name} {said[name]}"] += 1
        plain = {role for role, _ in event.roles}
        arguments = []
        for role, filler in event.roles:
            base = role.rstrip("0123456789")
            said_role = base if base != role and base in plain else role
            if said_role == TIME_ROLE and ("roles", TIME_ROLE) not in self.names and filler in times:
                fields["timex"] = filler
                continue
            named = self.names.get(("roles", said_role), said_role)
            if filler in free:
                place = self.spans[filler]
                arguments.append(Argument(named, None, place.start, place.end, self.text[place.start : place.end]))
            else:
                arguments.append(Argument(named, triggers.get(filler, filler)))
        kind = self.names.get(("events", event.type), event.type)
        return Event(span.start, span.end, kind, tuple(arguments), id=id, text=self.text[span.start : span.end], **fields)

    def _relate(self, built: dict[str, list[Any]]) -> None:
        clusters = {event.id: event.cluster for event in built["events"]}
        for id, kind, source, target in self.relations:  # noqa: A001
            first, second = clusters.get(source), clusters.get(target)
            if ("before", kind) in self.names and first is not None and second is not None:
                built["before"].append(Before(first, second))
            elif ("links", kind) in self.names or kind.upper() in TIMEML_RELATIONS:
                built["links"].append(Link(source, target, self.names.get(("links", kind), kind.upper()), id))
            else:
                self.reading.unread[f"relation {kind}"] += 1


# --- writing ---------------------------------------------------------------------------------------------------------------------


def hold(document: GoldDocument, lost: Losses) -> GoldDocument:
    """All layers: what has no white space in fields, spans of more than line ends, references to what is there; ids become brat's."""
    text = text_of(document, NAME)
    document = without_head(document, ("source",), lost)
    changes: dict[str, Any] = {}
    for name in ("lang", "dct"):
        if getattr(document, name) == "":
            lost[f"{name}: empty"] += 1
            changes[name] = None
    ids: dict[str, str] = {}
    count = 0
    for layer in SPANNED:
        if (spans := getattr(document, layer)) is not None:
            kept = []
            for span in in_order(_within_lines(inside(spans, text, lost, layer), text, lost, layer)):
                count += 1
                ids.setdefault(span.id, f"T{count}") if span.id is not None else None
                kept.append(replace(_spoken(span, layer, lost), id=f"T{count}"))
            changes[layer] = tuple(kept)
    if document.events is not None:
        changes["events"] = _held_events(document.events, text, ids, changes, lost)
    if document.before is not None:
        clusters = {event.cluster for event in changes.get("events", ())}
        changes["before"] = tuple(pair for pair in document.before if _there({pair.first, pair.second} <= clusters, "before", lost))
    if document.links is not None:
        known = [link for link in document.links if _there(ids.keys() >= {link.source, link.target}, "links", lost)]
        start = len(changes.get("before") or ()) + 1
        changes["links"] = tuple(Link(ids[one.source], ids[one.target], one.relation, f"R{n}") for n, one in enumerate(known, start=start))
    return replace(document, **changes)


def _held_events(events: Iterable[Event], text: str, ids: dict[str, str], changes: dict[str, Any], lost: Losses) -> tuple[Event, ...]:
    kept = list(in_order(_within_lines(inside(events, text, lost, "events"), text, lost, "events")))
    for number, event in enumerate(kept, start=1):
        if event.id is not None:
            ids.setdefault(event.id, f"E{number}")
    times = {timex.id for timex in changes.get("timexes") or ()}
    held = []
    for number, event in enumerate(kept, start=1):
        timex = ids.get(event.timex) if event.timex is not None else None
        if event.timex is not None and not _there(timex in times, "events: timex", lost):
            timex = None
        arguments = tuple(_held_arguments(event.args, text, ids, lost))
        held.append(replace(_spoken(event, "events", lost), id=f"E{number}", timex=timex, args=arguments))
    return tuple(held)


def _there(condition: bool, what: str, lost: Losses) -> bool:
    if not condition:
        lost[f"{what}: of what is not in the document"] += 1
    return condition


def _held_arguments(arguments: Sequence[Argument], text: str, ids: Mapping[str, str], lost: Losses) -> Iterator[Argument]:
    roles = {argument.role for argument in arguments}
    for argument in arguments:
        role = argument.role
        if (base := role.rstrip("0123456789")) != role and base in roles:
            lost["events: numbers of roles"] += 1
            role = base
        if argument.ref is not None:
            if _there(argument.ref in ids, "events: args", lost):
                if argument.start is not None:
                    lost["events: args with both a reference and a span"] += 1
                yield Argument(role, ids[argument.ref])
        elif argument.start is not None and argument.end is not None and 0 <= argument.start < argument.end <= len(text):
            start, end = _trimmed(argument.start, argument.end, text)
            if (start, end) != (argument.start, argument.end):
                lost["events: args: line ends at an end"] += 1
            if start < end:
                yield Argument(role, None, start, end, text[start:end])
        else:
            lost["events: args: outside the text"] += 1


def _trimmed(start: int, end: int, text: str) -> tuple[int, int]:
    """The span without line ends at its ends, which a line of brat's cannot hold."""
    while start < end and text[start] == "\n":
        start += 1
    while end > start and text[end - 1] == "\n":
        end -= 1
    return (start, end) if text[start:end].strip() else (start, start)


def _within_lines(spans: Iterable[Any], text: str, lost: Losses, layer: str) -> Iterator[Any]:
    for span in spans:
        start, end = _trimmed(span.start, span.end, text)
        if (start, end) == (span.start, span.end):
            yield span
        else:
            lost[f"{layer}: " + ("line ends at an end" if start < end else "of white space alone")] += 1
            if start < end:
                yield replace(span, start=start, end=end, text=text[start:end])


def _spoken(span: Any, layer: str, lost: Losses) -> Any:
    """The span without field values that a word of brat's cannot hold."""
    changes: dict[str, None] = {}
    for name in ATTRIBUTES.get(layer, ("entity",)):
        value = getattr(span, name)
        if value is not None and (not value or re.search(r"\s", value) or (name == "entity" and value.startswith(f"{RESOURCE}:"))):
            lost[f"{layer}: {name} empty or with white space"] += 1
            changes[name] = None
    return replace(span, **changes) if changes else span


class _Names:
    """brat's names for our labels, as they come: letters, digits, `-` and `_`, one for each label of a layer."""

    def __init__(self) -> None:
        self.of: dict[tuple[str, str], str] = {}
        self.taken = {TIMEX, TIME_ROLE}
        self.values: dict[str, dict[str, None]] = defaultdict(dict)
        self.roles: dict[str, dict[str, None]] = defaultdict(dict)

    def name(self, layer: str, label: str) -> str:
        if (layer, label) not in self.of:
            plain = re.sub(r"[^A-Za-z0-9_-]", "-", label).rstrip("0123456789" if layer == "roles" else "") or "-"
            name, number = plain, 1
            while name in self.taken:
                number += 1
                name = f"{plain}-{'x' * number if layer == 'roles' else number}"
            self.taken.add(name)
            self.of[layer, label] = name
        return self.of[layer, label]

    def configuration(self) -> str:
        """The content of annotation.conf."""
        sections: dict[str, list[str]] = {"entities": [], "relations": [], "events": [], "attributes": []}
        overlap = "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"
        sections["relations"].append(overlap)
        for (layer, _), name in self.of.items():
            if layer in (*SPANNED, "span"):
                sections["entities"].append(name)
            elif layer in ("before", "links"):
                sections["relations"].append(f"{name}\tArg1:<ANY>, Arg2:<ANY>")
            elif layer == "events":
                sections["events"].append(f"{name}\t" + ", ".join(f"{role}*:<ANY>" for role in self.roles[name]))
        for name, values in self.values.items():
            sections["attributes"].append(f"{name}\tArg:<ANY>, Value:" + "|".join(value for value in values if not set(value) & set("|,")))
        comments = [f"# linimasa {layer} {name} {json.dumps(label)}" for (layer, label), name in self.of.items()]
        blocks = [f"[{section}]\n" + "".join(f"{line}\n" for line in lines) for section, lines in sections.items()]
        return "\n".join(["\n".join(comments) + "\n", *blocks])


def write(documents: Iterable[GoldDocument], path: Path) -> None:
    """A folder with each document's text and annotations, annotation.conf and linimasa-documents.csv."""
    path.mkdir(parents=True, exist_ok=True)
    names = _Names()
    with (path / DOCUMENTS).open("w", encoding="utf-8", newline="") as file:
        heads = csv.writer(file, lineterminator="\r\n")
        heads.writerow(["document", "lang", "dct", "layers"])
        for document in documents:
            held = hold(document, Losses())
            stem = file_name(held.id)
            (path / f"{stem}.txt").write_bytes((held.text or "").encode())
            (path / f"{stem}.ann").write_bytes("".join(f"{line}\n" for line in _lines(held, names)).encode())
            heads.writerow([held.id, held.lang or "", held.dct or "", " ".join(held.attempted())])
    (path / CONF).write_text(names.configuration(), encoding="utf-8")


def _lines(document: GoldDocument, names: _Names) -> Iterator[str]:
    """The lines of an .ann file: each annotation with what is said of it."""
    text = document.text or ""
    numbers = {kind: iter(range(1, 10**9)) for kind in "TANR"}
    for layer in SPANNED:
        for span in getattr(document, layer) or ():
            label = names.name(layer, span.currency if layer == "money" else span.type)
            yield f"T{next(numbers['T'])}\t{label} {_pieces(span.start, span.end, text)}"
            yield from _attribute_lines(span, layer, numbers["A"], names)
            if layer == "entities" and span.entity is not None:
                known = re.fullmatch(r"[A-Za-z0-9_-]+:\S+", span.entity)
                entry = span.entity if known is not None else f"{RESOURCE}:{span.entity}"
                yield f"N{next(numbers['N'])}\tReference {span.id} {entry}\t{' '.join(text[span.start : span.end].split())}"
    triggers: dict[tuple[str, int, int], str] = {}
    for event in document.events or ():
        yield from _event_lines(event, text, numbers, names, triggers)
    for pair in document.before or ():
        first, second = (next(event.id for event in document.events or () if event.cluster == one) for one in (pair.first, pair.second))
        yield f"R{next(numbers['R'])}\t{names.name('before', 'before')} Arg1:{first} Arg2:{second}"
    for link in document.links or ():
        yield f"R{next(numbers['R'])}\t{names.name('links', link.relation)} Arg1:{link.source} Arg2:{link.target}"


def _event_lines(
    event: Event, text: str, numbers: Mapping[str, Iterator[int]], names: _Names, triggers: dict[tuple[str, int, int], str]
) -> Iterator[str]:
    kind = names.name("events", event.type)
    words = []
    taken: dict[str, int] = defaultdict(int)
    place = (kind, event.start, event.end)
    if place not in triggers:
        triggers[place] = f"T{next(numbers['T'])}"
        yield f"{triggers[place]}\t{kind} {_pieces(event.start, event.end, text)}"
    for argument in event.args:
        filler = argument.ref
        if argument.start is not None and argument.end is not None:
            filler = f"T{next(numbers['T'])}"
            yield f"{filler}\t{names.name('span', 'free span')} {_pieces(argument.start, argument.end, text)}"
        role = names.name("roles", argument.role)
        names.roles[kind][role] = None
        taken[role] += 1
        words.append(f"{role}{taken[role] if taken[role] > 1 else ''}:{filler}")
    if event.timex is not None:
        names.roles[kind][TIME_ROLE] = None
        words.append(f"{TIME_ROLE}:{event.timex}")
    yield " ".join([f"{event.id}\t{kind}:{triggers[place]}", *words])
    yield from _attribute_lines(event, "events", numbers["A"], names)


def _attribute_lines(span: Any, layer: str, numbers: Iterator[int], names: _Names) -> Iterator[str]:
    for name in ATTRIBUTES.get(layer, ()):
        value = getattr(span, name)
        if value is not None and value not in ("ACTUAL", "POSITIVE"):
            names.values[name][value] = None
            yield f"A{next(numbers)}\t{name} {span.id} {value}"


def _pieces(start: int, end: int, text: str) -> str:
    """The places of the parts of each line, and, after a tab, their text."""
    pieces, parts, place = [], [], start
    for part in text[start:end].split("\n"):
        if part:
            pieces.append(f"{place} {place + len(part)}")
            parts.append(part)
        place += len(part) + 1
    return ";".join(pieces) + "\t" + " ".join(parts)
