"""Tokens of Indonesian text by sentence, with their places."""

from __future__ import annotations

import re

__all__ = ["TOKEN", "tokens_of"]

TOKEN = re.compile(r"\d+(?:[.,:/]\d+)+(?!\w)|\w+(?:[-'’.]\w+)*|[^\w\s]")
"""Numbers with inner points, commas, colons and strokes, words with inner hyphens, apostrophes and points, and single signs."""
SENTENCE_ENDS = frozenset(".!?")
ABBREVIATIONS = frozenset(
    {
        "akbp",
        "akp",
        "br",
        "brigjen",
        "dr",
        "dra",
        "drs",
        "hi",
        "hj",
        "ir",
        "irjen",
        "jend",
        "jl",
        "kh",
        "kol",
        "kombes",
        "kompol",
        "letjen",
        "mayjen",
        "moh",
        "mr",
        "mrs",
        "muh",
        "no",
        "prof",
        "rm",
        "sdr",
        "st",
        "tbk",
        "ust",
    }
)
"""Words after which a point ends no sentence; single letters are others."""


def tokens_of(text: str) -> list[list[re.Match[str]]]:
    """The tokens of each sentence; a line's end ends one too."""
    sentences: list[list[re.Match[str]]] = []
    for line in re.finditer(r"[^\n]+", text):
        current: list[re.Match[str]] = []
        for token in TOKEN.finditer(text, *line.span()):
            abbreviated = bool(current) and token[0] == "." and _shortens(current[-1], token)
            current.append(token)
            if token[0] in SENTENCE_ENDS and not abbreviated:
                sentences.append(current)
                current = []
        if current:
            sentences.append(current)
    return sentences


def _shortens(word: re.Match[str], point: re.Match[str]) -> bool:
    return word.end() == point.start() and (len(word[0]) == 1 or word[0].lower() in ABBREVIATIONS)
