"""What the tagger looks at: a token's form and its neighbours', as strings that python-crfsuite takes."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["TOKEN", "features", "tokens_of"]

TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
"""Words with inner hyphens, apostrophes and points, and single signs."""
SENTENCE_ENDS = frozenset(".!?")


def tokens_of(text: str) -> list[list[re.Match[str]]]:
    """The tokens of each sentence; a line's end ends one too."""
    sentences: list[list[re.Match[str]]] = []
    for line in re.finditer(r"[^\n]+", text):
        current: list[re.Match[str]] = []
        for token in TOKEN.finditer(text, *line.span()):
            current.append(token)
            if token[0] in SENTENCE_ENDS:
                sentences.append(current)
                current = []
        if current:
            sentences.append(current)
    return sentences


def features(words: Sequence[str]) -> list[list[str]]:
    """The features of each word of a sentence."""
    shapes = [_shape(word) for word in words]
    return [_at(words, shapes, place) for place in range(len(words))]


def _at(words: Sequence[str], shapes: Sequence[str], place: int) -> list[str]:
    word = words[place]
    lowered = word.lower()
    found = ["bias", f"w={lowered}", f"s={shapes[place]}", f"p2={lowered[:2]}", f"p3={lowered[:3]}", f"p4={lowered[:4]}"]
    found += [f"x2={lowered[-2:]}", f"x3={lowered[-3:]}", f"x4={lowered[-4:]}", f"n={min(len(word), 8)}"]
    found += ["first"] if place == 0 else []
    for distance in (-2, -1, 1, 2):
        if 0 <= place + distance < len(words):
            found += [f"w{distance}={words[place + distance].lower()}", f"s{distance}={shapes[place + distance]}"]
        else:
            found.append(f"w{distance}=<>")
    if place:
        found.append(f"s-1,s={shapes[place - 1]},{shapes[place]}")
        found.append(f"w-1,s={words[place - 1].lower()},{shapes[place]}")
        found.append(f"w-1,w={words[place - 1].lower()},{lowered}")
    if place + 1 < len(words):
        found.append(f"s,s1={shapes[place]},{shapes[place + 1]}")
    return found


def _shape(word: str) -> str:
    """`Xx` for Meta, `XX` for OJK, `d` for 2025, `XxX` for OpenAI."""
    signs = re.sub(r"[^\W\d_]", lambda letter: "X" if letter[0].isupper() else "x", word)
    return re.sub(r"(.)\1+", r"\1\1", re.sub(r"\d+", "d", signs))[:8]
