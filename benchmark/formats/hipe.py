"""HIPE's TSV: a token a line under a header of columns; `# hipe2022:document_id = ...` opens a document.

The entities are those of the column NE-COARSE-LIT.  Lines inside a document are one sequence.  Offsets are code points over the tokens
joined by one blank; under the HIPE profiles they are token numbers, since there a response that writes a token differently still speaks of
the same place, and an entity's `text` is its surface string.  A response without document comments is split as gold is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmark.corpora import read_text
from benchmark.errors import DataError, Fault
from benchmark.formats.tags import NAME_OF_OUTSIDE, joined, spans_of_tags
from benchmark.profiles import Profile
from benchmark.records import Entity, GoldDocument

NAME = "hipe"
EXTENSIONS = (".tsv",)

COLUMN = "NE-COARSE-LIT"
DOCUMENT = re.compile(r"#\s*(?:hipe2022:document_id|document)\s*=\s*(\S+)")


def sniff(path: Path) -> bool:
    """Whether the header names HIPE's columns."""
    if path.is_dir():
        return False
    with path.open("rb") as file:
        return file.readline().decode("utf-8", errors="replace").split("\t")[:2] == ["TOKEN", COLUMN]


def read(path: Path, *, profile: Profile) -> Iterator[GoldDocument]:
    """The documents with the entities of the coarse literal column."""
    by_token = profile.first_free_overlap
    opens = profile.bare_inside_opens or by_token
    for name, tokens, tags in _documents(path):
        text, starts = joined(tokens)
        entities = []
        for low, high, kind in spans_of_tags(tags, bare_inside_opens=opens):
            start, end = (low, high) if by_token else (starts[low], starts[high - 1] + len(tokens[high - 1]))
            entities.append(Entity(start, end, kind, text=" ".join(tokens[low:high])))
        yield GoldDocument(id=name, text=text, entities=tuple(entities))


def split_like(whole: GoldDocument, gold: Sequence[GoldDocument], *, by_token: bool) -> list[GoldDocument]:
    """A response without document comments, cut where gold's documents end; DataError where the tokens do not add up."""
    sizes = [len((document.text or "").split(" ")) for document in gold]
    tokens = (whole.text or "").split(" ")
    if len(tokens) != sum(sizes):
        raise DataError(Fault(whole.id, "", f"has {len(tokens)} tokens and no document comments, where gold has {sum(sizes)} tokens"))
    parts, first = [], 0
    _, starts = joined(tokens)
    for document, size in zip(gold, sizes, strict=True):
        low = first if by_token else starts[first]
        last = first + size
        high = last if by_token else (starts[last] if last < len(starts) else len(whole.text or "") + 1)
        inside = [item for item in whole.entities or () if low <= item.start < high]
        moved = tuple(Entity(item.start - low, item.end - low, item.type, text=item.text) for item in inside)
        parts.append(GoldDocument(id=document.id, text=" ".join(tokens[first:last]), entities=moved))
        first = last
    return parts


def _documents(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each document's id, tokens and tags."""
    lines = read_text(path).splitlines()
    header = lines[0].split("\t") if lines else []
    if COLUMN not in header:
        raise DataError(Fault(f"{path}:1", "", f"has no column {COLUMN}; found {', '.join(header) or 'nothing'}"))
    column = header.index(COLUMN)
    name, tokens, tags = path.stem, list[str](), list[str]()
    for number, line in enumerate(lines[1:], start=2):
        if (match := DOCUMENT.match(line)) is not None:
            if tokens:
                yield name, tokens, tags
            name, tokens, tags = match[1], [], []
        elif not line.strip() or line.startswith("# "):
            continue
        else:
            columns = line.split("\t")
            if len(columns) <= column:
                raise DataError(Fault(f"{path}:{number}", "", f"has {len(columns)} columns, expected {len(header)}"))
            tag = columns[column].strip()
            tokens.append(columns[0])
            tags.append("O" if tag in NAME_OF_OUTSIDE else tag)
    if tokens:
        yield name, tokens, tags
