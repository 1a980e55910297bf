"""CoNLL-2011/2012 coreference columns: `#begin document`, a token a line, mentions as brackets with cluster ids in the last column.

Offsets are token numbers under the profile `conll2012`, since there responses may write words differently, and code points otherwise.
The word is the fourth column; files that leave the words out are read too.  A part of a document is a document of its own, as the reference
scorer has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmark.corpora import read_text
from benchmark.errors import DataError, Fault
from benchmark.formats.reading import NO_ID, Reading
from benchmark.formats.tags import joined
from benchmark.records import Entity, GoldDocument

NAME = "conllcoref"
EXTENSIONS = (".conll", ".key", ".response", ".v4_gold_conll")
SIGN = "a first line of #begin document"
TOKENS = True

BEGIN = re.compile(r"#begin document\s+(.*?);?\s*$")
BRACKET = re.compile(r"\((?P<open>[^()|]+)(?P<both>\))?|(?P<close>[^()|]+)\)")
MARKS = re.compile(r"(?:\|?(?:\([^()|]+\)?|[^()|]+\)))+")
NO_MARK = frozenset({"-", "_", "*"})
TYPE = "MENTION"
WORD = 3
NO_WORD = "_"


def sniff(path: Path) -> bool:
    """Whether the first line that is not blank begins a document."""
    if path.is_dir():
        return False
    with path.open("rb") as file:
        return file.read(512).lstrip().startswith(b"#begin document")


def read(path: Path, reading: Reading) -> Iterator[GoldDocument]:
    """The documents; every mention is an entity of one type, with its cluster's id."""
    by_token = reading.profile.coreference_reference
    opened: tuple[int, str] | None = None
    tokens: list[str] = []
    marks: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        place = f"{path}:{number}"
        if (match := BEGIN.match(line)) is not None:
            if opened is not None:
                raise DataError(Fault(place, "", f"begins a document inside {opened[1]!r}, which line {opened[0]} begins"))
            if not match[1]:
                raise DataError(Fault(place, "id", NO_ID))
            if match[1] in seen:
                raise DataError(Fault(place, "", f"document {match[1]!r} stands already at {path}:{seen[match[1]]}"))
            opened, tokens, marks = (number, match[1]), [], []
            seen[match[1]] = number
        elif line.startswith("#end document"):
            if opened is None:
                raise DataError(Fault(place, "", "ends a document that was not begun"))
            yield _document(path, opened[1], tokens, marks, by_token=by_token)
            opened = None
        elif line.strip() and not line.startswith("#"):
            columns = line.split()
            if opened is None or len(columns) < 2:
                found = "stands outside a document" if opened is None else "has one column, expected two or more"
                raise DataError(Fault(place, "", found))
            marks.append((number, columns[-1]))
            tokens.append(columns[WORD] if len(columns) > WORD + 1 else NO_WORD)
    if opened is not None:
        raise DataError(Fault(f"{path}:{opened[0]}", "", f"document {opened[1]!r} is never ended"))


def _document(path: Path, name: str, tokens: list[str], marks: list[tuple[int, str]], *, by_token: bool) -> GoldDocument:
    text, starts = joined(tokens)
    opened: dict[str, list[tuple[int, int]]] = {}
    entities: list[Entity] = []

    def close(cluster: str, first: int, last: int) -> None:
        start, end = starts[first], starts[last] + len(tokens[last])
        place = (first, last + 1) if by_token else (start, end)
        entities.append(Entity(*place, TYPE, cluster, text=text[start:end]))

    for place, (number, mark) in enumerate(marks):
        if mark in NO_MARK:
            continue
        if not MARKS.fullmatch(mark):
            raise DataError(Fault(f"{path}:{number}", "", f"{mark!r} is no mark of a mention; expected one such as (3, 3), (3) or -"))
        for match in BRACKET.finditer(mark):
            if match["both"]:
                close(match["open"], place, place)
            elif match["open"]:
                opened.setdefault(match["open"], []).append((number, place))
            elif not opened.get(match["close"]):
                raise DataError(Fault(f"{path}:{number}", "", f"closes cluster {match['close']!r}, of which no mention is open"))
            else:
                close(match["close"], opened[match["close"]].pop()[1], place)
    if left := sorted((line, cluster) for cluster, places in opened.items() for line, _ in places):
        raise DataError(
            [Fault(f"{path}:{line}", "", f"opens a mention of cluster {cluster!r} that is never closed") for line, cluster in left]
        )
    return GoldDocument(id=name, text=text, entities=tuple(sorted(entities, key=lambda item: (item.start, -item.end))))
