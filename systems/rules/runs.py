"""Where names can be: runs of capitalised words, without the titles before them and the words with which sentences open."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .cues import (
    ABBREVIATIONS,
    BODIES,
    COMPANY_DOTS,
    COMPOUNDS,
    FILLERS,
    PORTFOLIOS,
    POSSESSIVE_HEADS,
    Cues,
    cues_of,
)
from .gazetteers import common_words, family_names, given_names, known_places, places, territories

__all__ = ["Page", "Run", "find_runs", "in_capitals", "in_title_case"]

# Repetitions are bounded wherever what follows them can fail, so that no text takes longer than its length.
TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\+?")
CAMEL = re.compile(r"[a-zà-ỹ]{1,3}[A-Z]")
SENTENCE_END = re.compile(r"(?:^|[.!?:;”\"“‘(\[|•–—*-]\s{0,2}|\n\s*|\d\.\s)$")
UPPER = "A-Z" + "".join(sign for sign in map(chr, [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]) if sign.isupper())
PLACE = rf"[{UPPER}][\w.’']{{0,30}}(?:\s[{UPPER}][\w.]{{0,30}}){{0,3}}"
DATELINE = re.compile(rf"(?:^|\n)({PLACE}(?:/{PLACE})?)(?:,\s({PLACE})|\s\(({PLACE})\))?(?=\s?[—–]\s|\s-\s|,\s\d{{1,2}}\s|:\s)")
CAPITALS_LINE = 0.6
TITLE_CASE_LINE = 0.6
LONGEST_RUN = 20
LONGEST_TOKEN = 60
BLANKS = frozenset({" ", "\u00a0"})
SUFFIXES = ("-based", "-listed", "-backed", "-owned", "-led", "-born", "-nya", "-ku", "-mu")


@dataclass(frozen=True)
class Run:
    """A candidate for a name: a stretch of tokens."""

    start: int
    end: int
    first: int
    """Its first token's number on the page."""
    last: int
    titled: bool
    """Whether a title stood before it."""
    opens: bool
    """Whether it opens a sentence."""


class Page:
    """A text in tokens, with what is asked of it again and again."""

    def __init__(self, text: str, lang: str, busy: list[tuple[int, int]]) -> None:
        self.text, self.lang = text, lang
        spans = [match.span() for match in TOKEN.finditer(text)]
        self.starts, self.ends = [start for start, _ in spans], [end for _, end in spans]
        self.words = [text[start:end] for start, end in spans]
        self.capital = [word[0].isupper() or CAMEL.match(word) is not None for word in self.words]
        self.counts = Counter(self.words)
        self._busy = self._busy_tokens(busy)
        self._mark_lines()
        self.datelines = self._datelines()
        self._opens = [SENTENCE_END.search(text, max(0, start - 4), start) is not None or start == 0 for start in self.starts]
        self.inside = Counter(
            word
            for word, capital, opens, headline in zip(self.words, self.capital, self._opens, self.headline, strict=True)
            if capital and not opens and not headline
        )
        """How often a capitalised word stands where its capital says something."""
        self.pairs = {
            (self.words[place], self.words[place + 1])
            for place in range(len(spans) - 1)
            if self.capital[place] and self.capital[place + 1] and not self._opens[place] and not self.headline[place]
        }

    def _busy_tokens(self, busy: list[tuple[int, int]]) -> list[bool]:
        taken = [False] * len(self.starts)
        for start, end in busy:
            place = bisect_left(self.ends, start + 1)
            while place < len(taken) and self.starts[place] < end:
                taken[place] = True
                place += 1
        return taken

    def _mark_lines(self) -> None:
        """Which tokens stand in headlines, whose capitals say nothing."""
        self.headline, place = [False] * len(self.starts), 0
        for line in re.finditer(r"[^\n]+", self.text):
            marked = in_capitals(line[0]) or in_title_case(line[0])
            while place < len(self.starts) and self.starts[place] < line.end():
                self.headline[place] = marked
                place += 1

    def _datelines(self) -> dict[int, str]:
        """By the offset where a name of them starts, whether it is the place of a dateline or the medium or region behind it."""
        found = {}
        for match in DATELINE.finditer(self.text):
            if self.text[match.end() : match.end() + 1] == ":" and not match[1].isupper():
                continue
            found[match.start(1)] = "place"
            if "/" in match[1]:
                found[match.start(1) + match[1].index("/") + 1] = "place"
            for group in (2, 3):
                if match[group]:
                    found[match.start(group)] = "behind"
        return found

    def busy(self, token: int) -> bool:
        """Whether a token belongs to a time expression or an amount."""
        return self._busy[token]

    def opens(self, token: int) -> bool:
        """Whether a token opens a sentence, a line, a bracket or a quotation."""
        return self._opens[token]

    def gap(self, token: int) -> str:
        """What stands between a token and the next."""
        return self.text[self.ends[token] : self.starts[token + 1]] if token + 1 < len(self.starts) else "\n"


def in_capitals(line: str) -> bool:
    """Whether a line is a headline in capitals, in which capitals say nothing."""
    letters = [sign for sign in line if sign.isalpha()]
    return len(letters) > 12 and sum(sign.isupper() for sign in letters) > CAPITALS_LINE * len(letters) and len(line.split()) > 3


def in_title_case(line: str) -> bool:
    """Whether a line is a headline with capitals on most words: only names that the text has elsewhere can be told from it."""
    parts = [part for part in line.split() if part[:1].isalpha()]
    return len(parts) > 4 and line.rstrip()[-1:] not in '.!”"' and sum(part[:1].isupper() for part in parts) > TITLE_CASE_LINE * len(parts)


def find_runs(page: Page) -> Iterator[Run]:
    """The candidates of a page from left to right, headlines passed over."""
    cues, token, count = cues_of(page.lang), 0, len(page.words)
    while token < count:
        if not page.capital[token] or page.busy(token) or page.headline[token] or _in_address(page, token):
            token += 1
            continue
        last = token
        while last - token < LONGEST_RUN and (further := _further(page, cues, token, last)) is not None:
            last = further
        yield from _parts(page, cues, token, last)
        token = last + 1


def _in_address(page: Page, token: int) -> bool:
    start = page.starts[token]
    before = page.text[max(0, start - 60) : start]
    return (
        len(page.words[token]) > LONGEST_TOKEN or before[-1:] in ("@", "_") or re.search(r"(?:https?://|www\.|@)\S*$", before) is not None
    )


def _usable(page: Page, token: int) -> bool:
    return token < len(page.words) and page.capital[token] and not page.busy(token)


def _further(page: Page, cues: Cues, first: int, last: int) -> int | None:
    """The next capitalised token that belongs to the run, over what may join the two."""
    after, gap, word = last + 1, page.gap(last), page.words[last]
    if after >= len(page.words) or page.busy(after):
        return None
    if gap == ". ":
        short = (len(word) == 1 and word.isupper() and last > first) or word in ABBREVIATIONS
        return after if short and _usable(page, after) else None
    if gap == " & ":
        return after if _usable(page, after) else None
    if gap in ("' ", "’ "):
        return after if word.endswith("s") and page.lang == "en" and "org" in cues.last.get(page.words[after], ()) else None
    if gap not in BLANKS:
        return None
    owner, sign, _ = word.rpartition("'s" if "'" in word else "’s")
    if sign and owner not in POSSESSIVE_HEADS:
        return None
    if page.lang == "vi" and (joined := _further_vietnamese(page, cues, first, last)) is not None:
        return joined
    return after if _usable(page, after) else _over(page, cues, first, last)


def _over(page: Page, cues: Cues, first: int, last: int) -> int | None:
    """The next token of the run over a particle, a number, or a preposition that its head allows."""
    after = last + 1
    word, beyond = page.words[after], last + 2
    if word in cues.particles and page.gap(after) in (" ", ". ") and _usable(page, beyond):
        return beyond
    if not _usable(page, beyond) and word != "for" and word != "of":
        return None
    if word.isdigit() and len(word) <= 2 and page.gap(after) in BLANKS and not page.opens(last):
        return beyond
    if page.lang == "id" and word == "dan" and page.words[first] in cues.of_heads and page.gap(after) in BLANKS:
        return beyond if last - first < 4 and page.words[last] not in known_places("id") else None
    if page.lang == "en":
        return _over_english(page, cues, first, last)
    return None


def _over_english(page: Page, cues: Cues, first: int, last: int) -> int | None:
    word, beyond = page.words[last + 1], last + 2
    if word in ("of", "for") and page.words[last] in cues.of_heads:
        if beyond < len(page.words) and page.words[beyond] == "the":
            beyond += 1
        return beyond if _usable(page, beyond) else None
    if word != "and" or page.words[last] in given_names() or not _usable(page, beyond):
        return None
    if any(page.words[place] in cues.of_heads for place in range(first, last)) and "of" in page.words[first:last]:
        return beyond
    tail = beyond + 1
    if _usable(page, tail) and page.gap(beyond) in BLANKS and last - first < 3:
        return beyond if page.words[tail] in BODIES else None
    return None


def _further_vietnamese(page: Page, cues: Cues, first: int, last: int) -> int | None:
    """The next token behind a head such as `Ủy ban`, whose words have capitals on their first syllables alone."""
    after, count = last + 1, len(page.words)
    if page.capital[after]:
        return None
    if f"{page.words[last]} {page.words[after]}".lower() in _compounds() and page.capital[last]:
        return after
    head = page.words[first] in cues.first or f"{page.words[first]} {page.words[min(first + 1, count - 1)]}" in cues.first
    place = after
    while head and place < count and place - after < 6 and not page.capital[place] and page.words[place] in FILLERS:
        if page.gap(place) not in BLANKS:
            return None
        place += 1
    return place if head and place > after and _usable(page, place) else None


@cache
def _compounds() -> frozenset[str]:
    return COMPOUNDS | {name.lower() for name in cues_of("vi").first if " " in name}


def _parts(page: Page, cues: Cues, first: int, last: int) -> Iterator[Run]:
    """The names of a run: cut at ranks, without titles, openers and endings."""
    for place in range(first + 1, last):
        if page.words[place] in cues.ranks and page.words[place - 1] not in cues.titles and page.words[first] not in cues.first:
            yield from _parts(page, cues, first, place - 1)
            yield from _parts(page, cues, place, last)
            return
    opens, titled = page.opens(first), False
    while first <= last:
        if _is_title(page, cues, first, last):
            first, titled = first + 1, True
            while first < last and page.words[first] in PORTFOLIOS and page.words[first - 1] in (cues.titles | PORTFOLIOS):
                first += 1
        elif opens and not titled and _is_opener(page, cues, first, last):
            first, opens = first + 1, False
        else:
            break
        while first <= last and not page.capital[first]:
            first += 1
    if first <= last:
        yield from _people_behind(page, cues, first, last, titled=titled, opens=opens)


def _people_behind(page: Page, cues: Cues, first: int, last: int, *, titled: bool, opens: bool) -> Iterator[Run]:
    """A place or an office, and the person named behind it, as in `Gubernur Jawa Barat Asep Budi`; else the run as it is."""
    known = known_places(page.lang)
    if last - first >= 2 and page.lang == "id" and (titled or "org" in cues.first.get(page.words[first], ())):
        for end in range(min(last - 1, first + 5), first - 1, -1):
            begin = max(first, end - 1)
            two, one = " ".join(page.words[begin : end + 1]), page.words[end]
            person = page.words[end + 1] in given_names() or page.words[end + 1] in family_names()
            if (two in known or one in known) and person and page.words[first] not in given_names():
                yield _run(page, first, end, titled=False, opens=opens)
                yield _run(page, end + 1, last, titled=True, opens=False)
                return
    yield _run(page, first, last, titled=titled, opens=opens)


def _run(page: Page, first: int, last: int, *, titled: bool, opens: bool) -> Run:
    start, end = page.starts[first], page.ends[last]
    word = page.words[last]
    for ending in ("'s", "’s", *SUFFIXES):
        if word.endswith(ending) and len(word) > len(ending):
            end -= len(ending)
            break
    if page.text[end : end + 1] == "." and word in COMPANY_DOTS:
        end += 1
    return Run(start, end, first, last, titled, opens)


def _is_title(page: Page, cues: Cues, first: int, last: int) -> bool:
    word = page.words[first]
    if word not in cues.titles and not (page.gap(first) == ". " and f"{word}." in cues.titles):
        return False
    if page.lang == "vi" and first < last and f"{word} {page.words[first + 1]}" in cues.first:
        return False
    return " ".join(page.words[first : last + 1]) not in places() and " ".join(page.words[first : first + 2]) not in cues.first


def _is_opener(page: Page, cues: Cues, first: int, last: int) -> bool:
    """Whether a capitalised word at the start of a sentence is a common word."""
    word = page.words[first]
    lowered = word.lower()
    if first == last:
        return lowered in cues.openers and page.inside[word] == 0
    if (word, page.words[first + 1]) in page.pairs or " ".join(page.words[first : last + 1]) in territories(page.lang):
        return False
    if word in cues.first or " ".join(page.words[first : first + 2]) in cues.first:
        return page.words[first + 1] in cues.first and lowered in cues.openers
    if lowered in cues.openers or (page.lang == "id" and lowered.endswith("nya")):
        return True
    return page.lang != "vi" and page.counts[lowered] > 0 and lowered in common_words(page.lang) and page.inside[word] == 0
