"""From token tags to spans: BIO, IOB2, IOB1 and IOBES, in the strict reading or conlleval's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

__all__ = ["NAME_OF_OUTSIDE", "is_iob1", "joined", "spans_of_tags"]

NAME_OF_OUTSIDE = frozenset({"O", "_", "-", ""})


def spans_of_tags(tags: Sequence[str], *, bare_inside_opens: bool) -> Iterator[tuple[int, int, str]]:
    """The (first token, token after the last, type) of each span.

    An `I-X` or `E-X` that continues nothing opens a span in conlleval's reading, and none in the strict one.
    """
    start, current = -1, ""
    for place, tag in enumerate(tags):
        prefix, _, kind = tag.partition("-")
        inside = prefix in ("I", "E", "M") and kind == current and start >= 0
        if not inside and start >= 0:
            yield start, place, current
            start, current = -1, ""
        if prefix in ("B", "S", "U") or (prefix in ("I", "E", "M") and not inside and bare_inside_opens):
            start, current = place, kind
        if prefix in ("S", "E", "U", "L") and start >= 0:
            yield start, place + 1, current
            start, current = -1, ""
    if start >= 0:
        yield start, len(tags), current


def is_iob1(sentences: Iterable[Sequence[str]]) -> bool:
    """Whether the tags are IOB1, in which `I-` opens spans and `B-` only parts neighbours of one type."""
    bare = False
    for tags in sentences:
        before = "O"
        for tag in tags:
            kind = tag.partition("-")[2]
            continues = before.partition("-")[2] == kind
            if tag.startswith("B-") and not continues:
                return False
            bare = bare or (tag.startswith("I-") and not continues)
            before = tag
    return bare


def joined(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """The tokens joined by one blank, and where each begins, in code points."""
    starts, place = [], 0
    for token in tokens:
        starts.append(place)
        place += len(token) + 1
    return " ".join(tokens), starts
