"""Gives values to spans of time and money that a tagger found: what the grammars of the rules read there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from benchmark import Document, Money, Timex

from .amounts import find_money
from .times import find_times

__all__ = ["normalised"]

TIMES = frozenset({"DATE", "TIME", "DURATION", "SET"})
R = TypeVar("R", Timex, Money)


def normalised(document: Document, spans: Iterable[tuple[int, int, str]]) -> Iterator[Timex | Money]:
    """Spans labelled DATE, TIME, DURATION, SET and MONEY as records, with what the grammars read where a span lies; others are left out.

    A span of time in which nothing can be read keeps its label without a value; one of money is left out, for an amount has a currency.
    """
    found = sorted(spans)
    times = list(find_times(document.text, document.lang, document.dct)) if any(label in TIMES for *_, label in found) else []
    amounts = list(find_money(document.text, document.lang)) if any(label == "MONEY" for *_, label in found) else []
    amounts.sort(key=lambda amount: amount.start)
    for start, end, label in found:
        if label in TIMES:
            read = _nearest(times, start, end)
            yield msgspec.structs.replace(read, start=start, end=end) if read is not None else Timex(start, end, label)
        elif label == "MONEY" and (amount := _nearest(amounts, start, end)) is not None:
            yield msgspec.structs.replace(amount, start=start, end=end)


def _nearest(records: Sequence[R], start: int, end: int) -> R | None:
    """Of records in the order of the text that do not overlap, the one that shares most positions with a stretch, the first of equals."""
    low = bisect_right(records, start, key=lambda record: record.end)
    high = bisect_left(records, end, low, key=lambda record: record.start)
    return max(records[low:high], key=lambda record: min(record.end, end) - max(record.start, start), default=None)
