"""What the tagger looks at: a token's form, its neighbours' and its text's, as strings that python-crfsuite takes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from systems.crf.listed import listed

__all__ = ["features"]


def features(sentences: Sequence[Sequence[str]]) -> list[list[list[str]]]:
    """The features of each word of each sentence of one text."""
    text = _Text.of(sentences)
    return [_of_sentence(_Sentence.of(words), text) for words in sentences]


@dataclass(frozen=True)
class _Text:
    """Its words in lower case, and how often others stand with a capital within a sentence."""

    lower: frozenset[str]
    capitalised: Counter[str]

    @classmethod
    def of(cls, sentences: Sequence[Sequence[str]]) -> _Text:
        within = Counter(word for words in sentences for before, word in pairwise(words) if word[0].isupper() and before[0].isalnum())
        return cls(frozenset(word for words in sentences for word in words if word.islower()), within)


@dataclass(frozen=True)
class _Sentence:
    """Words, in lower case, their shapes, the patterns of those with digits (`00.00` for 19.30, else nothing), and their lists."""

    words: Sequence[str]
    lowered: list[str]
    shapes: list[str]
    patterns: list[str]
    lists: list[list[str]]

    @classmethod
    def of(cls, words: Sequence[str]) -> _Sentence:
        patterns = [re.sub(r"\d", "0", word)[:10] if re.search(r"\d", word) else "" for word in words]
        return cls(words, [word.lower() for word in words], [_shape(word) for word in words], patterns, listed(words))


def _of_sentence(sentence: _Sentence, text: _Text) -> list[list[str]]:
    return [
        [
            *_form(sentence, place),
            *_neighbours(sentence, place),
            *_numbers(sentence, place),
            *_lists(sentence, place),
            *_elsewhere(sentence, place, text),
        ]
        for place in range(len(sentence.words))
    ]


def _form(sentence: _Sentence, place: int) -> Iterator[str]:
    word, lowered = sentence.words[place], sentence.lowered[place]
    yield from ("bias", f"w={lowered}", f"s={sentence.shapes[place]}", f"n={min(len(word), 8)}")
    for length in (2, 3, 4):
        yield from (f"p{length}={lowered[:length]}", f"x{length}={lowered[-length:]}")
    if place == 0:
        yield "first"


def _neighbours(sentence: _Sentence, place: int) -> Iterator[str]:
    lowered, shapes = sentence.lowered, sentence.shapes
    for distance in (-2, -1, 1, 2):
        if 0 <= place + distance < len(lowered):
            yield from (f"w{distance}={lowered[place + distance]}", f"s{distance}={shapes[place + distance]}")
        else:
            yield f"w{distance}=<>"
    if place:
        yield f"s-1,s={shapes[place - 1]},{shapes[place]}"
        yield f"w-1,s={lowered[place - 1]},{shapes[place]}"
        yield f"w-1,w={lowered[place - 1]},{lowered[place]}"
    if place + 1 < len(lowered):
        yield f"s,s1={shapes[place]},{shapes[place + 1]}"


def _numbers(sentence: _Sentence, place: int) -> Iterator[str]:
    lowered, patterns = sentence.lowered, sentence.patterns
    for distance in (-2, -1, 0, 1, 2):
        if 0 <= place + distance < len(lowered) and patterns[place + distance]:
            yield f"d{distance}={patterns[place + distance]}"
    if patterns[place]:
        yield f"w-1,d={lowered[place - 1] if place else '<>'},{patterns[place]}"
        yield f"d,w1={patterns[place]},{lowered[place + 1] if place + 1 < len(lowered) else '<>'}"


def _lists(sentence: _Sentence, place: int) -> Iterator[str]:
    for distance in (-1, 0, 1):
        if 0 <= place + distance < len(sentence.words):
            yield from (f"l{distance}={name}" for name in sentence.lists[place + distance] or ["-"])


def _elsewhere(sentence: _Sentence, place: int, text: _Text) -> Iterator[str]:
    if sentence.words[place][0].isupper():
        if sentence.lowered[place] in text.lower:
            yield "lower elsewhere"
        elif text.capitalised[sentence.words[place]] > 1:
            yield "capital elsewhere"


def _shape(word: str) -> str:
    """`Xx` for Meta, `XX` for OJK, `d` for 2025, `XxX` for OpenAI."""
    signs = re.sub(r"[^\W\d_]", lambda letter: "X" if letter[0].isupper() else "x", word)
    return re.sub(r"(.)\1+", r"\1\1", re.sub(r"\d+", "d", signs))[:8]
