"""Rules that a careful engineer would write, for Indonesian, English and Vietnamese.

Amounts by number and currency grammar, time expressions normalised against the creation time, names from capitals, whose type the
weighed evidence of cues, lists and other mentions decides, events from trigger lexicons with arguments and dates by sentence.  Names of
months, days, currencies and territories are CLDR's (through Babel), number words those of num2words, towns, people's names and common
words those of lists/.  The rules were developed on the corpus's `train` and `dev` splits alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

import msgspec

from benchmark import Document, Entity, Extractor, Money, Record, Timex

from .amounts import find_money
from .happenings import find_events
from .names import find_names
from .times import find_times

__all__ = ["Rules", "busy_spans", "find_money", "find_times"]


@dataclass(frozen=True)
class _Found:
    entities: list[Entity]
    timexes: list[Timex]
    money: list[Money]


class Rules(Extractor):
    """Grammars, cues and lexicons for all layers in three languages: what a careful engineer writes."""

    version = "1"
    provides: ClassVar[set[str]] = {"entities", "timexes", "money", "events", "before"}
    languages: ClassVar[set[str]] = {"id", "en", "vi"}

    def extract(self, document: Document) -> Iterator[Record]:
        """Amounts and times first, names around them, then events over all three."""
        text, lang = document.text, document.lang
        amounts = list(find_money(text, lang))
        spans = [(amount.start, amount.end) for amount in amounts]
        times = _without(find_times(text, lang, document.dct), spans)
        names = find_names(text, lang, [*spans, *((timex.start, timex.end) for timex in times)])
        named = [(name.start, name.end) for name in names]
        times = _without(times, named)
        entities = [msgspec.structs.replace(name, id=f"e{number}") for number, name in enumerate(names, start=1)]
        timexes = [msgspec.structs.replace(timex, id=f"t{number}") for number, timex in enumerate(times, start=1)]
        money = [msgspec.structs.replace(amount, id=f"m{number}") for number, amount in enumerate(amounts, start=1)]
        yield from entities
        yield from timexes
        yield from money
        yield from find_events(text, lang, entities, timexes, money, document.dct)


def busy_spans(document: Document) -> list[tuple[int, int]]:
    """Where the amounts and times of a document are, which are no names."""
    spans = [(amount.start, amount.end) for amount in find_money(document.text, document.lang)]
    times = _without(find_times(document.text, document.lang, document.dct), spans)
    return sorted([*spans, *((timex.start, timex.end) for timex in times)])


def _without(times: Iterable[Timex], spans: list[tuple[int, int]]) -> list[Timex]:
    """The times that overlap none of some spans, which are in order and do not overlap each other."""
    kept = []
    for timex in times:
        place = bisect_left(spans, (timex.end, 0))
        if place == 0 or spans[place - 1][1] <= timex.start:
            kept.append(timex)
    return kept
