"""Time expressions: found by one grammar for three languages, normalised to TIMEX3 against the document creation time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from benchmark import Timex

from .anchors import Anchor, fold, leading_starts
from .expressions import Compiled, Grammar, grammar_of
from .resolving import Context, Expression, Resolver

__all__ = ["find_times"]

MOST_LEADING = 8


def find_times(text: str, lang: str, dct: str | None) -> Iterator[Timex]:
    """The time expressions of a text, in order, none overlapping another."""
    grammar = grammar_of(lang)
    context = Context(grammar.words, grammar.numbers, grammar.future, date.fromisoformat(dct) if dct else None)
    folded = fold(text, lang)
    end = 0
    for anchor in grammar.anchors.find(folded):
        if anchor.start < end:
            continue
        found = _at_anchor(grammar, context, text, folded, anchor, end)
        if found is None:
            continue
        end = found.end
        value = found.value or ""
        if found.type in ("DATE", "TIME") and not value.endswith("_REF"):
            context.last = value
        yield found


def _at_anchor(grammar: Grammar, context: Context, text: str, folded: str, anchor: Anchor, floor: int) -> Timex | None:
    """What stands around an anchor: of the expressions that mean a time the one that begins first, of these the longest."""
    *before, first = leading_starts(folded, anchor.start, floor, grammar.leading, MOST_LEADING)
    for start in before:
        found = _longest(grammar.led[anchor.word], context, text, folded, start)
        if found is not None:
            return found
    return _longest(grammar.beginning[anchor.word], context, text, folded, first)


def _longest(rules: Compiled, context: Context, text: str, folded: str, start: int) -> Timex | None:
    """The longest expression at a place that means a time."""
    candidates = [(match, resolve) for pattern, resolve in rules if (match := pattern.match(folded, start)) is not None]
    if len(candidates) > 1:
        candidates.sort(key=_length, reverse=True)
    for match, resolve in candidates:
        found = resolve(context, Expression(text, match, match.groupdict()))
        if found is not None:
            return found
    return None


def _length(candidate: tuple[re.Match[str], Resolver]) -> int:
    return candidate[0].end()
