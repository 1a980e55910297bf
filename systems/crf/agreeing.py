"""One type for all mentions of a name in a text, and the mentions that a tagger which reads sentences one by one passed over.

Non-local consistency after the tagger: a name takes the type that most of its mentions have; it is a name wherever it stands again, and so
are the first and the last word of a person's name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

__all__ = ["NAMES", "Found", "agreed"]

Found = tuple[int, int, str]
"""Start, end and label of a stretch of text."""
NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "NORP"})
LONGEST_PERSON = 4
SHORTEST_PART = 3


def agreed(text: str, sentences: Sequence[Sequence[re.Match[str]]], found: Iterable[Found]) -> list[Found]:
    """The spans of a text with the types of its names agreed upon, and names found again where nothing else stands.

    Within a single sentence the tagger has seen all, and is believed.
    """
    spans = list(found)
    if len(sentences) < 2:
        return sorted(spans)
    types = _types(text, spans)
    spans = [(start, end, types[text[start:end]] if label in NAMES else label) for start, end, label in spans]
    lower = {token[0] for sentence in sentences for token in sentence if token[0].islower()}
    known = {
        name: label
        for name, label in {**_parts_of_persons(types), **types}.items()
        if len(name) > 1 and name != name.lower() and name.lower() not in lower
    }
    return sorted([*spans, *_again(text, sentences, known, spans)])


def _types(text: str, spans: Iterable[Found]) -> dict[str, str]:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for start, end, label in spans:
        if label in NAMES:
            votes[text[start:end]][label] += 1
    return {name: max(sorted(counts), key=lambda label: counts[label]) for name, counts in votes.items()}


def _parts_of_persons(types: dict[str, str]) -> dict[str, str]:
    persons = (name.split() for name, label in types.items() if label == "PERSON")
    parts = {part for words in persons if 1 < len(words) <= LONGEST_PERSON for part in (words[0], words[-1])}
    return {part: "PERSON" for part in parts if part[0].isupper() and len(part) >= SHORTEST_PART}


def _again(text: str, sentences: Sequence[Sequence[re.Match[str]]], known: dict[str, str], spans: Iterable[Found]) -> list[Found]:
    """Known names where they stand between tokens' ends and no span does, the longest first."""
    busy = {place for start, end, _ in spans for place in range(start, end)}
    ends = {token.end() for sentence in sentences for token in sentence}
    beginning: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(known, key=len, reverse=True):
        beginning[name.split()[0]].append(name)
    found = []
    for token in (token for sentence in sentences for token in sentence):
        for name in beginning.get(token[0], ()):
            start, end = token.start(), token.start() + len(name)
            if end in ends and text.startswith(name, start) and busy.isdisjoint(range(start, end)):
                found.append((start, end, known[name]))
                busy.update(range(start, end))
                break
    return found
