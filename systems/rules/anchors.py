"""Where in a text a rule can apply: one Aho-Corasick pass finds the words that give it away, a short walk to the left where it can begin.

A text is folded once: lower case, every white space a blank, as long as before, so that offsets hold.  Expressions are written for folded
text and need no flags; dictionaries have folded keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

__all__ = ["Anchor", "Anchors", "fold", "leading_starts"]

ASCII_LANGUAGES = frozenset({"id", "en"})
LONGEST_WORD = 20
WIDEST_GAP = 3
DIGITS = frozenset("0123456789")
LONGEST_CLOCK = 5
GAPS = " -–"
ASCII_BLANKS = "\n\t\r\x0b\x0c\x1c\x1d\x1e\x1f"
BLANKS = ASCII_BLANKS + "\x85\xa0\u2002\u2003\u2009\u2028\u2029\u202f"
CUTS = frozenset(" -–—/()[]\"'“”‘’«»:;")


def fold(text: str, lang: str) -> str:
    """The text in lower case with blanks for white space, each character in its place.

    Of id and en only ASCII letters are folded: all that their vocabularies need, and ten times as fast.
    """
    if text.isascii():
        folded = text.lower()
    elif lang in ASCII_LANGUAGES:
        folded = text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
    else:
        folded = text.lower()
        if len(folded) != len(text):
            folded = "".join(sign if len(sign.lower()) > 1 else sign.lower() for sign in text)
    for blank in ASCII_BLANKS if folded.isascii() else BLANKS:
        if blank in folded:
            folded = folded.replace(blank, " ")
    return folded


class Anchor(NamedTuple):
    """A word of the list where it stands in a text."""

    start: int
    end: int
    word: int
    """Its place in the list."""


class Anchors:
    """Finds the words of a list; of those that start at one place the longest.

    The `words` stand alone, those `opening` need no end (`Rp5`), and those `inside` neither end nor beginning (`8h30`).
    """

    def __init__(self, words: Iterable[str], *, opening: Iterable[str] = (), inside: Iterable[str] = ()) -> None:
        alone, begun = dict.fromkeys(words), dict.fromkeys(opening)
        loose = [word for word in dict.fromkeys(inside) if word not in begun]
        self.words = [*(word for word in alone if word not in begun and word not in loose), *begun, *loose]
        self._alone, self._begun = len(self.words) - len(begun) - len(loose), len(self.words) - len(loose)
        self._automaton = AhoCorasick(self.words, implementation=Implementation.DFA, store_patterns=False)

    def find(self, folded: str) -> list[Anchor]:
        """The anchors of a folded text, from left to right."""
        size, alone, begun, kept = len(folded), self._alone, self._begun, []
        for word, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if word < alone and end < size and ((after := folded[end]).isalnum() or after == "_"):
                continue
            if word < begun and start and ((before := folded[start - 1]).isalnum() or before == "_"):
                continue
            kept.append((start, -end, word))
        kept.sort()
        last, anchors = -1, []
        for start, end, word in kept:
            if start != last:
                anchors.append(Anchor(start, -end, word))
                last = start
        return anchors


def leading_starts(folded: str, place: int, floor: int, leading: frozenset[str], most: int) -> list[int]:
    """Where an expression around the word at `place` can begin, the leftmost first.

    At the word, or the number that runs into it, and at each of the numbers and leading words before it that only blanks and hyphens set
    apart; where there are more than `most` of these it is no expression, and begins at the word alone.
    """
    if place > floor and folded[place - 1] in DIGITS:
        place = _number_start(folded, place, max(floor, place - LONGEST_CLOCK))
    starts = [place]
    while True:
        end = place
        while end > floor and place - end < WIDEST_GAP and folded[end - 1] in GAPS:
            end -= 1
        if end == place:
            break
        low = max(floor, end - LONGEST_WORD)
        start = folded.rfind(" ", low, end) + 1 or low
        word = folded[start:end]
        if word not in leading:
            if word.isalpha():
                break
            start = _cut_start(folded, end, start)
            word = folded[start:end]
            if word not in leading and not word[:1].isdigit():
                break
        if len(starts) > most:
            return starts[:1]
        place = start
        starts.append(place)
    starts.reverse()
    return starts


def _number_start(folded: str, place: int, low: int) -> int:
    """Where a number begins that runs into an anchor, as in `10:30pm` and `17/8`."""
    while place > low and (folded[place - 1] in DIGITS or (folded[place - 1] in ".:" and folded[place - 2 : place - 1] in DIGITS)):
        place -= 1
    return place


def _cut_start(folded: str, end: int, low: int) -> int:
    """Where the word begins that ends at a place, after brackets and quotation marks."""
    start = end
    while start > low and folded[start - 1] not in CUTS:
        start -= 1
    return start
