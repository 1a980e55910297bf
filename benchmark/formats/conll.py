"""CoNLL columns: a token a line, a column of tags, a blank line between sentences.

The tags (BIO, IOB1, IOB2, IOBES, BILOU) are those of the last column that holds nothing else, and the token is in the first one; another
choice is `conll:TAGS` or `conll:TOKENS,TAGS`, columns counted from 1.  Columns are parted by tabs or blanks; lines may end with CRLF.
Documents break at `-DOCSTART-` lines, which may hold an id in brackets, `-DOCSTART- (d1) O`; where a file has none, sentences stand for
documents, numbered `s1`, `s2` and so on.  Tokens are joined by one blank into the document's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmark.corpora import read_text
from benchmark.errors import DataError, Fault, UsageError
from benchmark.formats.losses import Losses
from benchmark.formats.reading import Reading, once
from benchmark.formats.tags import is_iob1, joined, spans_of_tags
from benchmark.formats.tokens import tagged
from benchmark.records import Entity, GoldDocument
from benchmark.wording import counted

NAME = "conll"
EXTENSIONS = (".conll", ".bio", ".iob", ".iob2")
SIGN = "a token a line with a column of tags such as O and B-PER"
TOKENS = True

TAG = re.compile(r"[BIESUML]-\S+|O|_")
MARK = "-DOCSTART-"
NAMED_MARK = re.compile(rf"{MARK}\s+\((.*)\)(?:\s+\S+)*\s*")
EXCERPT = 60

Sentence = tuple[list[str], list[str]]
"""Tokens and tags."""


@dataclass
class _Document:
    """One document of a file: its line, its id where the file gives one, its sentences."""

    line: int
    name: str | None
    sentences: list[Sentence] = field(default_factory=list)


@dataclass(frozen=True)
class Columns:
    """The format with its columns chosen, counted from 0; `tags` None is the last column that holds only tags."""

    tokens: int = 0
    tags: int | None = None

    NAME = NAME
    EXTENSIONS = EXTENSIONS
    SIGN = SIGN
    TOKENS = TOKENS

    def sniff(self, path: Path) -> bool:
        """Whether the first lines are of this format."""
        return sniff(path)

    def read(self, path: Path, reading: Reading) -> Iterator[GoldDocument]:
        """The documents with their entities; a bare `I-` is read as the profile says, and opens a span in IOB1."""
        documents = _documents(path, self)
        marked = any(document.line for document in documents)
        opens = reading.profile.bare_inside_opens or is_iob1(tags for document in documents for _, tags in document.sentences)
        numbered = [(document.name or f"{'d' if marked else 's'}{number}", document) for number, document in enumerate(documents, start=1)]
        once((f"{path}:{document.line}", name) for name, document in numbered if document.line)
        for name, document in numbered:
            yield _read(name, document.sentences, opens=opens)


def variant(choice: str) -> Columns:
    """The format with `TAGS` or `TOKENS,TAGS` as its columns; UsageError where these are no numbers from 1."""
    numbers = choice.split(",")
    if not 1 <= len(numbers) <= 2 or not all(re.fullmatch(r"[1-9]\d{0,3}", number) for number in numbers):
        raise UsageError(
            f"conll:{choice}: expected a column of tags, or columns of tokens and tags, counted from 1, such as conll:4 or conll:2,4"
        )
    *tokens, tags = (int(number) - 1 for number in numbers)
    return Columns(tokens[0] if tokens else 0, tags)


def sniff(path: Path) -> bool:
    """Whether the first lines have two columns or more, of which one holds nothing but tags."""
    if path.is_dir():
        return False
    with path.open("rb") as file:
        lines = file.read(4096).decode("utf-8", errors="replace").split("\n")
    if lines[0].removeprefix("\ufeff").startswith(MARK):
        return True
    rows = [_split(line.rstrip("\r")) for line in lines[:-1][:40] if line.strip() and not line.startswith(MARK)]
    return bool(rows) and len(rows[0]) >= 2 and len({len(row) for row in rows}) == 1 and _tag_column(rows) is not None


def read(path: Path, reading: Reading) -> Iterator[GoldDocument]:
    """The documents, their columns found from the content."""
    return Columns().read(path, reading)


def hold(document: GoldDocument, lost: Losses) -> GoldDocument:
    """Id, tokens and flat entities with their type."""
    return tagged(document, lost, format=NAME).held


def write(documents: Iterable[GoldDocument], path: Path) -> None:
    """Two columns, token and IOB2 tag, parted by a blank; each document under a mark with its id."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for document in documents:
            held, sentences = tagged(document, Losses(), format=NAME)
            file.write(f"{MARK} ({held.id}) O\n\n")
            for sentence in sentences:
                file.writelines(f"{token} {tag}\n" for token, tag, _ in sentence)
                file.write("\n")


def _split(line: str) -> list[str]:
    return line.split("\t") if "\t" in line else line.split()


def _tag_column(rows: Iterable[Sequence[str]]) -> int | None:
    """The last column that holds nothing but tags, the first one not being asked."""
    possible: set[int] | None = None
    for row in rows:
        tags = {place for place, cell in enumerate(row) if place and TAG.fullmatch(cell.strip())}
        possible = tags if possible is None else possible & tags
        if not possible:
            return None
    return max(possible) if possible else None


def _documents(path: Path, columns: Columns) -> list[_Document]:
    """The documents of a file, those without a mark one for each sentence; DataError where it has no token."""
    rows = list(_rows(path))
    tags = columns.tags
    if tags is None:
        tags = _tag_column(row for _, row in rows if row and row[0] != MARK)
    marked: list[_Document] = [_Document(0, None)]
    sentence: Sentence = ([], [])
    for number, row in (*rows, (0, None)):
        if row is None or row[0] == MARK:
            if sentence[0]:
                marked[-1].sentences.append(sentence)
                sentence = ([], [])
            if row is not None:
                marked.append(_Document(number, row[1] if len(row) > 1 else None))
            continue
        token, tag = _token_and_tag(path, number, row, columns.tokens, -1 if tags is None else tags)
        sentence[0].append(token)
        sentence[1].append(tag)
    if len(marked) > 1:
        return [document for document in marked if document.sentences or document.name is not None]
    if not marked[0].sentences:
        raise DataError(Fault(str(path), "", "holds no token"))
    return [_Document(0, None, [one]) for one in marked[0].sentences]


def _rows(path: Path) -> Iterator[tuple[int, list[str] | None]]:
    """Each line's number and columns, None for a blank one, and (mark, id) for a mark; DataError where a line has another width."""
    width = 0
    for number, line in enumerate(read_text(path).removeprefix("\ufeff").split("\n"), start=1):
        line = line.rstrip("\r")
        if not line.strip():
            yield number, None
        elif line.split(None, 1)[0] == MARK:
            named = NAMED_MARK.fullmatch(line)
            yield number, [MARK, named[1]] if named is not None else [MARK]
        else:
            row = _split(line)
            if len(row) < 2 or (width and len(row) != width):
                found = f"has {counted(len(row), 'column')}, expected {width or 'two or more'}"
                raise DataError(Fault(f"{path}:{number}", "", f"{found}: {line[:EXCERPT]!r}"))
            width = len(row)
            yield number, row


def _token_and_tag(path: Path, number: int, row: Sequence[str], tokens: int, tags: int) -> tuple[str, str]:
    for column in (tokens, tags):
        if column >= len(row):
            raise DataError(Fault(f"{path}:{number}", "", f"has {counted(len(row), 'column')}, and so none of number {column + 1}"))
    token, tag = row[tokens].strip(), row[tags].strip()
    if not token:
        raise DataError(Fault(f"{path}:{number}", "", "has an empty token"))
    if not TAG.fullmatch(tag):
        raise DataError(Fault(f"{path}:{number}", "", f"{tag!r} is no tag; expected O or one such as B-PER (conll:N names another column)"))
    return token, tag


def _read(name: str, sentences: Sequence[Sentence], *, opens: bool) -> GoldDocument:
    tokens = [token for sentence, _ in sentences for token in sentence]
    text, starts = joined(tokens)
    entities, first = [], 0
    for sentence, tags in sentences:
        for low, high, kind in spans_of_tags(tags, bare_inside_opens=opens):
            start, last = starts[first + low], first + high - 1
            end = starts[last] + len(tokens[last])
            entities.append(Entity(start, end, kind, text=text[start:end]))
        first += len(sentence)
    return GoldDocument(id=name, text=text, entities=tuple(entities))
