"""Tables of spans as Parquet: the columns of the CSV table, `document`, `start`, `end`, `label` and further ones; needs pyarrow.

A fault is named by the number of its row, counted from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmark.errors import DataError, Fault, MissingModelError
from benchmark.formats.reading import Reading
from benchmark.formats.rows import COLUMNS, documents_of_rows, header_faults, held_in_rows, rows_of
from benchmark.records import GoldDocument

NAME = "parquet"
EXTENSIONS = (".parquet",)
SIGN = "the four letters PAR1"

BATCH = 10_000

hold = held_in_rows


def sniff(path: Path) -> bool:
    """Whether it begins as a Parquet file does."""
    if path.is_dir():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def read(path: Path, reading: Reading) -> Iterator[GoldDocument]:
    """The documents in the order in which they first stand there, without texts."""
    pyarrow, parquet = _libraries()
    try:
        table = parquet.ParquetFile(path)
        header = list(table.schema_arrow.names)
    except OSError as error:
        raise DataError(Fault(str(path), "", error.strerror or f"is no Parquet file: {_first_line(error)}")) from None
    except pyarrow.ArrowException as error:
        raise DataError(Fault(str(path), "", f"is no Parquet file: {_first_line(error)}")) from None
    if faults := header_faults(str(path), header):
        raise DataError(faults)
    return documents_of_rows(_rows(path, table, pyarrow), reading)


def _rows(path: Path, table: Any, pyarrow: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    number = 0
    try:
        for batch in table.iter_batches(BATCH):
            for row in batch.to_pylist():
                number += 1
                yield f"{path}: row {number}", {name: None if value == "" else value for name, value in row.items()}
    except (OSError, pyarrow.ArrowException) as error:
        raise DataError(Fault(f"{path}: row {number + 1}", "", f"cannot be read: {_first_line(error)}")) from None


def write(documents: Iterable[GoldDocument], path: Path) -> None:
    """One table, a batch of rows at a time."""
    pyarrow, parquet = _libraries()
    kinds = {name: pyarrow.int64() if name in ("start", "end") else pyarrow.string() for name in COLUMNS}
    schema = pyarrow.schema(list(kinds.items()))
    rows = rows_of(documents)
    with parquet.ParquetWriter(path, schema) as writer:
        while batch := list(islice(rows, BATCH)):
            writer.write_table(pyarrow.table(dict(zip(COLUMNS, zip(*batch, strict=True), strict=True)), schema=schema))


def _libraries() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingModelError("format parquet needs pyarrow", "pip install 'linimasa[parquet]'") from None
    return pyarrow, pyarrow.parquet


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
