"""HIPE's TSV: a token a line under a header of columns; `# hipe2022:document_id = ...` opens a document.

The entities are those of the column NE-COARSE-LIT, or of another one as `hipe:NE-FINE-LIT`; their `entity` is what NEL-LIT links them to.
Comments before a document's id give its language and date.  Lines inside a document are one sequence.  Offsets are code points over the
tokens joined by one blank; under the HIPE profiles they are token numbers, since there a response that writes a token differently still
speaks of the same place, and an entity's `text` is its surface string.  A response without document comments is split as gold is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from benchmark.corpora import read_text
from benchmark.errors import DataError, Fault
from benchmark.formats.losses import Losses
from benchmark.formats.reading import Reading, once
from benchmark.formats.tags import NAME_OF_OUTSIDE, joined, spans_of_tags
from benchmark.formats.tokens import Tagged, tagged
from benchmark.records import Entity, GoldDocument
from benchmark.wording import counted

NAME = "hipe"
EXTENSIONS = (".tsv",)
SIGN = "a header that begins with TOKEN and NE-COARSE-LIT"
TOKENS = True

COLUMN, LINKS = "NE-COARSE-LIT", "NEL-LIT"
COLUMNS = (
    "TOKEN", COLUMN, "NE-COARSE-METO", "NE-FINE-LIT", "NE-FINE-METO", "NE-FINE-COMP", "NE-NESTED", LINKS, "NEL-METO", "MISC"
)  # fmt: skip
TAG = re.compile(r"[BIESUML]-\S+")
COMMENT = re.compile(r"#\s*(?:hipe2022:)?(?P<key>[\w:]+)\s*=\s*(?P<value>.*?)\s*")
NAMES = ("document_id", "document")
LANG, DATE = re.compile(r"[a-z]{2,3}"), re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
NO_LINK = frozenset({"_", "NIL", ""})


@dataclass
class _Document:
    """One document of a file, as its lines come."""

    line: int
    name: str
    lang: str | None = None
    dct: str | None = None
    tokens: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """The format with its column of tags chosen."""

    column: str = COLUMN

    NAME = NAME
    EXTENSIONS = EXTENSIONS
    SIGN = SIGN
    TOKENS = TOKENS

    def sniff(self, path: Path) -> bool:
        """Whether the header names HIPE's columns."""
        return sniff(path)

    def read(self, path: Path, reading: Reading) -> Iterator[GoldDocument]:
        """The documents with the entities of the column."""
        by_token = reading.profile.first_free_overlap
        documents = list(_documents(path, self.column))
        once((f"{path}:{document.line}", document.name) for document in documents)
        for document in documents:
            text, starts = joined(document.tokens)
            entities = []
            for low, high, kind in spans_of_tags(document.tags, bare_inside_opens=reading.profile.bare_inside_opens or by_token):
                start, end = (low, high) if by_token else (starts[low], starts[high - 1] + len(document.tokens[high - 1]))
                link = None if by_token or document.links[low] in NO_LINK else document.links[low]
                entities.append(Entity(start, end, kind, link, text=" ".join(document.tokens[low:high])))
            yield GoldDocument(id=document.name, lang=document.lang, dct=document.dct, text=text, entities=tuple(entities))


def variant(choice: str) -> Column:
    """The format with the tags of this column."""
    return Column(choice)


def sniff(path: Path) -> bool:
    """Whether the header names HIPE's columns."""
    if path.is_dir():
        return False
    with path.open("rb") as file:
        return file.readline(4096).decode("utf-8", errors="replace").rstrip("\r\n").split("\t")[:2] == ["TOKEN", COLUMN]


def read(path: Path, reading: Reading) -> Iterator[GoldDocument]:
    """The documents with the entities of the coarse literal column."""
    return Column().read(path, reading)


def hold(document: GoldDocument, lost: Losses) -> GoldDocument:
    """Id, language, date, tokens, and flat entities with their type and what they are linked to."""
    return _tagged(document, lost).held


def write(documents: Iterable[GoldDocument], path: Path) -> None:
    """All of HIPE's columns, of which the coarse literal one and its links are filled."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("\t".join(COLUMNS) + "\n")
        for document in documents:
            held, sentences = _tagged(document, Losses())
            file.write(f"# hipe2022:language = {held.lang}\n" if held.lang is not None else "")
            file.write(f"# hipe2022:date = {held.dct}\n" if held.dct is not None else "")
            file.write(f"# hipe2022:document_id = {held.id}\n")
            for token, tag, mention in (row for sentence in sentences for row in sentence):
                link = "_" if mention is None else mention.entity or "NIL"
                file.write("\t".join([token, tag, "_", "_", "_", "_", "_", link, "_", "_"]) + "\n")
            file.write("\n")


def _tagged(document: GoldDocument, lost: Losses) -> Tagged:
    changes: dict[str, object] = {}
    for name, fits in (("lang", LANG), ("dct", DATE)):
        value = getattr(document, name)
        if value is not None and not fits.fullmatch(value):
            lost[f"{name}: another form"] += 1
            changes[name] = None
    mentions = []
    for mention in document.entities or ():
        if mention.entity is not None and (mention.entity in NO_LINK or re.search(r"\s", mention.entity)):
            lost["entities: entity with white space"] += 1
            mentions.append(replace(mention, entity=None))
        else:
            mentions.append(mention)
    if document.entities is not None:
        changes["entities"] = tuple(mentions)
    return tagged(replace(document, **changes), lost, format=NAME, fields=("entity",), head=("lang", "dct"))


def split_like(whole: GoldDocument, gold: Sequence[GoldDocument], *, by_token: bool) -> list[GoldDocument]:
    """A response without document comments, cut where gold's documents end; DataError where the tokens do not add up."""
    sizes = [len((document.text or "").split(" ")) for document in gold]
    tokens = (whole.text or "").split(" ")
    if len(tokens) != sum(sizes):
        raise DataError(
            Fault(
                whole.id, "", f"has {counted(len(tokens), 'token')} and no document comments, where gold has {counted(sum(sizes), 'token')}"
            )
        )
    parts, first = [], 0
    _, starts = joined(tokens)
    for document, size in zip(gold, sizes, strict=True):
        low = first if by_token else starts[first]
        last = first + size
        high = last if by_token else (starts[last] if last < len(starts) else len(whole.text or "") + 1)
        inside = [item for item in whole.entities or () if low <= item.start < high]
        moved = tuple(Entity(item.start - low, item.end - low, item.type, item.entity, text=item.text) for item in inside)
        parts.append(GoldDocument(id=document.id, text=" ".join(tokens[first:last]), entities=moved))
        first = last
    return parts


def _documents(path: Path, wanted: str) -> Iterator[_Document]:
    """Each document with its tokens, tags and links; a comment speaks of the document whose id stands in the same run of comments."""
    lines = read_text(path).removeprefix("\ufeff").split("\n")
    header = lines[0].rstrip("\r").split("\t")
    if wanted not in header:
        raise DataError(Fault(f"{path}:1", "", f"has no column {wanted}; found {', '.join(filter(None, header)) or 'nothing'}"))
    column, links = header.index(wanted), header.index(LINKS) if LINKS in header else None
    document = _Document(1, path.stem)
    said: dict[str, str] = {}
    opened = False
    for number, content in enumerate(lines[1:], start=2):
        line = content.rstrip("\r")
        if line.startswith("#") and "\t" not in line:
            match = COMMENT.fullmatch(line)
            if match is not None:
                said[match["key"]] = match["value"]
            if match is not None and match["key"] in NAMES:
                if document.tokens or opened:
                    yield document
                document, opened = _Document(number, _name(path, number, match["value"])), True
            continue
        document.lang, document.dct = document.lang or said.get("language"), document.dct or said.get("date")
        said = {}
        if line.strip():
            _add(document, path, number, line.split("\t"), len(header), column, links)
    if not document.tokens and not opened:
        raise DataError(Fault(str(path), "", "holds no token"))
    yield document


def _name(path: Path, number: int, value: str) -> str:
    if not value:
        raise DataError(Fault(f"{path}:{number}", "", "opens a document without an id"))
    return value.split()[0]


def _add(document: _Document, path: Path, number: int, columns: Sequence[str], width: int, column: int, links: int | None) -> None:
    place = f"{path}:{number}"
    if len(columns) <= column or len(columns) > width:
        raise DataError(Fault(place, "", f"has {counted(len(columns), 'column')}, expected {width} as in the header"))
    tag = columns[column].strip()
    if tag not in NAME_OF_OUTSIDE and not TAG.fullmatch(tag):
        raise DataError(Fault(place, "", f"{tag!r} is no tag; expected O or one such as B-pers"))
    if not columns[0]:
        raise DataError(Fault(place, "", "has an empty token"))
    document.tokens.append(columns[0])
    document.tags.append("O" if tag in NAME_OF_OUTSIDE else tag)
    document.links.append(columns[links].strip() if links is not None and links < len(columns) else "_")
