"""On which lists a token stands: names of people, places and peoples, and common words, as the rules hold them.

A published corpus of two thousand sentences names few of the people and towns of the next day's news; the lists name many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

from systems.crf.tokens import TOKEN
from systems.rules import gazetteers

__all__ = ["MARKS", "listed", "marks_by_word"]

LANG = "id"
SINGLE: dict[str, Callable[[], frozenset[str]]] = {
    "given": gazetteers.given_names,
    "family": gazetteers.family_names,
    "common": partial(gazetteers.common_words, LANG),
    "common-en": partial(gazetteers.common_words, "en"),
}
"""Lists of single words."""
PHRASES: dict[str, Callable[[], frozenset[str]]] = {
    "place": gazetteers.places,
    "territory": partial(gazetteers.territories, LANG),
    "region": partial(gazetteers.regions, LANG),
    "people": partial(gazetteers.nationalities, LANG),
}
"""Lists of names that may have several words."""
MARKS = (*SINGLE, *(f"{tag}-{name}" for name in PHRASES for tag in "BI"))


def listed(words: Sequence[str]) -> list[list[str]]:
    """The marks of each word of a sentence: its lists, and `B-` and `I-` of those whose longest name stands there with a capital."""
    lowered = [word.lower() for word in words]
    found: list[list[str]] = [[] for _ in words]
    for name in PHRASES:
        for first, last in _phrases(words, lowered, _by_first_word(name)):
            for place in range(first, last):
                found[place].append(f"{'B' if place == first else 'I'}-{name}")
    for place, (word, low) in enumerate(zip(words, lowered, strict=True)):
        found[place] += [name for name in SINGLE if low in _words(name) and (word[0].isupper() or name.startswith("common"))]
    return found


def marks_by_word() -> dict[str, set[str]]:
    """The marks that each word of the lists, in lower case, may have; in alphabetical order of the words."""
    marks: defaultdict[str, set[str]] = defaultdict(set)
    for name in SINGLE:
        for word in _words(name):
            marks[word].add(name)
    for name in PHRASES:
        for first, phrases in _by_first_word(name).items():
            marks[first].add(f"B-{name}")
            for word in (word for phrase in phrases for word in phrase[1:]):
                marks[word].add(f"I-{name}")
    return dict(sorted(marks.items()))


def _phrases(words: Sequence[str], lowered: Sequence[str], known: Mapping[str, Sequence[tuple[str, ...]]]) -> Iterator[tuple[int, int]]:
    """Where the longest known names stand, none over another."""
    place = 0
    while place < len(words):
        candidates = known.get(lowered[place], ()) if words[place][0].isupper() else ()
        length = next((len(phrase) for phrase in candidates if tuple(lowered[place : place + len(phrase)]) == phrase), 0)
        if length:
            yield place, place + length
        place += max(length, 1)


@cache
def _words(name: str) -> frozenset[str]:
    """A list of single words, in lower case."""
    return frozenset(word for entry in SINGLE[name]() for word in _split(entry))


@cache
def _by_first_word(name: str) -> dict[str, list[tuple[str, ...]]]:
    """A list of names as words in lower case, by the first of them, the longest first."""
    names: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for words in map(_split, PHRASES[name]()):
        if words:
            names[words[0]].add(words)
    return {first: sorted(phrases, key=lambda phrase: (-len(phrase), phrase)) for first, phrases in names.items()}


def _split(entry: str) -> tuple[str, ...]:
    return tuple(token[0] for token in TOKEN.finditer(entry.lower()))
