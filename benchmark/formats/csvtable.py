"""Tables of spans as CSV: `document,start,end,label` under a header, a row an annotation; commas, semicolons or tabs.

Further columns are read where they are there: `layer` (entities without it), the annotation's own fields, its `text`, and the document's
`lang` and `dct`; a label is the type of an entity, timex or event, or a currency.  A row without start, end and label names a document, or
a layer of it, in which nothing was found.  The texts stand elsewhere: `--texts` names their folder.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmark.corpora import read_text
from benchmark.errors import DataError, Fault
from benchmark.formats.reading import Reading
from benchmark.formats.rows import COLUMNS, NEEDED, documents_of_rows, header_faults, held_in_rows, rows_of
from benchmark.records import GoldDocument
from benchmark.wording import counted

NAME = "csv"
EXTENSIONS = (".csv",)
SIGN = "a header with the columns document, start, end and label"

hold = held_in_rows


def sniff(path: Path) -> bool:
    """Whether the first line names the four columns."""
    if path.is_dir():
        return False
    with path.open("rb") as file:
        line = file.readline(4096).decode("utf-8", errors="replace").removeprefix("\ufeff")
    return set(NEEDED) <= set(_cells(line))


def read(path: Path, reading: Reading) -> Iterator[GoldDocument]:
    """The documents in the order in which they first stand there, without texts."""
    content = read_text(path).removeprefix("\ufeff")
    first = content.split("\n", 1)[0]
    header = _cells(first)
    if faults := header_faults(f"{path}:1", header):
        raise DataError(faults)
    return documents_of_rows(_rows(path, content, header, _delimiter(first)), reading)


def _rows(path: Path, content: str, header: list[str], delimiter: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Each row's place and cells; an empty cell is none."""
    lines = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    last = 0
    try:
        for cells in lines:
            place, last = f"{path}:{last + 1}", lines.line_num
            if last == 1 or not cells:
                continue
            if len(cells) != len(header):
                raise DataError(Fault(place, "", f"has {counted(len(cells), 'cell')}, expected {len(header)} as in the header"))
            yield place, {name: cell or None for name, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        raise DataError(Fault(f"{path}:{last + 1}", "", f"is no CSV: {error}")) from None


def write(documents: Iterable[GoldDocument], path: Path) -> None:
    """One table, with all columns that annotations may fill; lines end with CRLF (RFC 4180), since a cell may hold either sign."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows_of(documents))


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _cells(line: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line.rstrip("\r\n")], delimiter=_delimiter(line)), [])]
    except csv.Error:
        return []
