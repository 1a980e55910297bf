"""How files are read, and what is noted on the way: the options of every format's `read`, and the checks that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

from benchmark.errors import DataError, Fault, UsageError
from benchmark.profiles import PROFILES, Profile
from benchmark.records import Annotations

__all__ = ["DISCONTINUOUS", "Reading", "check_offsets", "file_name", "id_of", "offset_faults"]

DISCONTINUOUS = ("refuse", "cover")


@dataclass(frozen=True, slots=True)
class Reading:
    """The options of a reading; `unread` counts what a file holds and our records have no place for."""

    profile: Profile = PROFILES["linimasa"]
    """Some formats are read as a profile's reference scorer does."""
    discontinuous: str = "refuse"
    """What a span of several pieces is: an error, or, with `cover`, the stretch from its first piece to its last."""
    unread: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        if self.discontinuous not in DISCONTINUOUS:
            raise UsageError(f"discontinuous={self.discontinuous!r}, expected {' or '.join(map(repr, DISCONTINUOUS))}")


def offset_faults(document: Annotations, text: str | None, place: str) -> Iterator[Fault]:
    """Every span that lies outside the text, or whose copy of the text is another one."""
    length = len(text) if text is not None else None
    for layer, index, span in document.spans():
        start, end = span.start, span.end
        if start < 0 or end <= start or (length is not None and end > length):
            expected = "0 <= start < end" + ("" if length is None else f" <= {length}")
            yield Fault(place, f"{layer}[{index}]", f"offsets {start}-{end} are outside the text, expected {expected}")
        elif text is not None and span.text is not None and (found := text[start:end]) != span.text:
            advice = "" if found.strip() else "; offsets count code points, not bytes"
            yield Fault(place, f"{layer}[{index}]", f"offsets {start}-{end} hold {found!r}, where `text` is {span.text!r}{advice}")


def check_offsets(document: Annotations, text: str | None, place: str) -> None:
    """DataError with every fault of `offset_faults`."""
    if faults := list(offset_faults(document, text, place)):
        raise DataError(faults)


NO_ID = "is empty; expected the document's id"


def file_name(id: str) -> str:  # noqa: A002
    """A document's id as a file name without its ending: what is no plain sign is percent-encoded, a leading point too."""
    name = quote(id, safe=" ()+,;=@!'&~")
    return f"%2E{name[1:]}" if name.startswith(".") else name or "%"


def id_of(path: Path) -> str:
    """The id of the document in a file: its stem, decoded where it is one that `file_name` gives."""
    decoded = unquote(path.stem)
    return decoded if file_name(decoded) == path.stem else path.stem


def files_of(path: Path, suffix: str) -> list[Path]:
    """A file, or the files of a folder with this ending in the order of their names; DataError where there is none."""
    if not path.is_dir():
        return [path]
    files = sorted(found for found in path.iterdir() if found.suffix == suffix and found.is_file())
    if not files:
        raise DataError(Fault(str(path), "", f"has no {suffix} file"))
    return files


def once(ids: Iterable[tuple[str, str]]) -> None:
    """DataError names the second place of a document id that stands twice, and that of an empty one; pairs of place and id."""
    seen: dict[str, str] = {}
    for place, name in ids:
        if not name:
            raise DataError(Fault(place, "id", NO_ID))
        if name in seen:
            raise DataError(Fault(place, "", f"document {name!r} stands already at {seen[name]}"))
        seen[name] = place
