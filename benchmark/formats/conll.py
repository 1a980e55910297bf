"""CoNLL columns: a token a line, its tag in the last column, a blank line between sentences.

Documents break at `-DOCSTART-` lines; where a file has none, sentences stand for documents, numbered `s1`, `s2` and so on.  Tokens are
joined by one blank into the document's text.  Columns are parted by tabs or blanks; lines may end with CRLF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmark.corpora import read_text
from benchmark.errors import DataError, Fault
from benchmark.formats.tags import is_iob1, joined, spans_of_tags
from benchmark.profiles import Profile
from benchmark.records import Entity, GoldDocument

NAME = "conll"
EXTENSIONS = (".conll", ".bio", ".iob", ".iob2")

TAG = re.compile(r"[BIESUML]-\S+|O|_")
MARK = "-DOCSTART-"

Sentence = tuple[list[str], list[str]]
"""Tokens and tags."""


def sniff(path: Path) -> bool:
    """Whether the first lines have two columns or more, of which the last is a tag."""
    if path.is_dir():
        return False
    with path.open("rb") as file:
        lines = [line.split() for line in file.read(4096).decode("utf-8", errors="replace").splitlines()[:-1][:40]]
    rows = [columns for columns in lines if columns and columns[0] != MARK and not columns[0].startswith("#")]
    return bool(rows) and all(len(columns) >= 2 and TAG.fullmatch(columns[-1]) for columns in rows)


def read(path: Path, *, profile: Profile) -> Iterator[GoldDocument]:
    """The documents with their entities; a bare `I-` is read as the profile says, and opens a span in IOB1."""
    documents, marked = _documents(path)
    opens = profile.bare_inside_opens or is_iob1(tags for document in documents for _, tags in document)
    for number, sentences in enumerate(documents, start=1):
        tokens = [token for sentence, _ in sentences for token in sentence]
        text, starts = joined(tokens)
        entities, first = [], 0
        for sentence, tags in sentences:
            for low, high, kind in spans_of_tags(tags, bare_inside_opens=opens):
                start, last = starts[first + low], first + high - 1
                end = starts[last] + len(tokens[last])
                entities.append(Entity(start, end, kind, text=text[start:end]))
            first += len(sentence)
        yield GoldDocument(id=f"d{number}" if marked else f"s{number}", text=text, entities=tuple(entities))


def _documents(path: Path) -> tuple[list[list[Sentence]], bool]:
    """The sentences of each document, and whether the file marks its documents."""
    marked: list[list[Sentence]] = []
    sentence: Sentence = ([], [])
    has_marks = False
    width = 0

    def finish() -> None:
        nonlocal sentence
        if sentence[0]:
            marked[-1].append(sentence)
            sentence = ([], [])

    marked.append([])
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        columns = line.split("\t") if "\t" in line else line.split()
        if not line.strip():
            finish()
        elif columns[0] == MARK:
            finish()
            has_marks = True
            marked.append([])
        elif len(columns) < 2 or (width and len(columns) != width):
            raise DataError(Fault(f"{path}:{number}", "", f"has {len(columns)} columns, expected {width or 'two or more'}: {line[:60]!r}"))
        elif not TAG.fullmatch(tag := columns[-1].strip()):
            raise DataError(Fault(f"{path}:{number}", "", f"{tag!r} is no tag; expected O or one such as B-PER"))
        else:
            width = len(columns)
            sentence[0].append(columns[0])
            sentence[1].append(tag)
    finish()
    if has_marks:
        return [document for document in marked if document], True
    if not marked[0]:
        raise DataError(Fault(str(path), "", "holds no token"))
    return [[one] for one in marked[0]], False
