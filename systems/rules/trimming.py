"""What of a run of capitalised words is a name: without titles, openers and endings, the office parted from the person behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .cues import COMPANY_DOTS, PORTFOLIOS, POSTNOMINALS, REGIONAL_HEADS, UNNAMED_HEADS, Cues
from .gazetteers import common_words, given_names, known_places, people_names, territories
from .pages import BLANKS, Page

__all__ = ["STATE_OWNED", "Run", "names_of_run"]

STATE_OWNED = frozenset({"Persero", "Perseroda"})
SHORT, LONGEST_PERSON = 5, 4
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


def names_of_run(page: Page, cues: Cues, first: int, last: int) -> Iterator[Run]:
    """The names of a run: cut at ranks, without titles, openers and endings."""
    for place in range(first + 1, last):
        office = page.words[place - 1] in cues.titles or page.words[place - 1] in PORTFOLIOS
        if page.words[place] in cues.ranks and not office and not _has_head(page, cues, first):
            yield from names_of_run(page, cues, first, place - 1)
            yield from names_of_run(page, cues, place, last)
            return
    opens, titled = page.opens(first), False
    if first > 1 and page.words[first - 1] == "dan" and page.words[first - 2] in PORTFOLIOS:
        begun = _behind_portfolios(page, first, last)
        first, titled = begun, begun > first
    if page.words[first] == "The" and first < last:
        first, opens = first + 1, False
    while first <= last:
        if (behind := _behind_title(page, cues, first, last)) is not None:
            first, titled = behind, True
        elif opens and not titled and _is_opener(page, cues, first, last):
            first, opens = first + 1, False
        else:
            break
        while first <= last and not page.capital[first]:
            first += 1
    if last - first > 1 and page.words[last] in POSTNOMINALS:
        last -= 1
    if first <= last:
        yield from _people_behind(page, cues, first, last, titled=titled, opens=opens)


def _behind_title(page: Page, cues: Cues, first: int, last: int) -> int | None:
    """The token behind a title and the office that goes with it; None where none stands there."""
    if page.lang == "en" and first + 1 < last and page.words[first] in PORTFOLIOS and page.words[first + 1] in cues.titles:
        return first + 2
    if not _is_title(page, cues, first, last):
        return None
    behind = _behind_portfolios(page, first + 1, last)
    return last + 1 if behind == last and page.words[last] in PORTFOLIOS and not page.opens(last) else behind


def _behind_portfolios(page: Page, first: int, last: int) -> int:
    """The token behind an office such as `Luar Negeri`, at least the last one."""
    while first < last and page.words[first] in PORTFOLIOS:
        first += 1
    return first


def _has_head(page: Page, cues: Cues, token: int) -> bool:
    """Whether a name's first word or words say what it names."""
    return any(page.phrase(token, token + size - 1) in cues.first for size in (1, 2, 3))


def _people_behind(page: Page, cues: Cues, first: int, last: int, *, titled: bool, opens: bool) -> Iterator[Run]:
    """A place or an office, and the person named behind it, as in `Gubernur Jawa Barat Asep Budi`; else the run as it is."""
    end = None
    if page.lang != "en" and first < last:
        end = (_office_end if page.lang == "id" else _vietnamese_office_end)(page, cues, first, last, titled=titled)
    if end is None:
        yield _run(page, first, last, titled=titled, opens=opens)
    else:
        yield _run(page, first, end, titled=False, opens=opens)
        yield _run(page, end + 1, last, titled=True, opens=False)


def _office_end(page: Page, cues: Cues, first: int, last: int, *, titled: bool) -> int | None:
    """Where the place or office ends, if one stands before a person's name."""
    known, listed = known_places(page.lang), people_names()
    if page.words[first] in given_names():
        return None
    role = first > 0 and "role" in cues.around.get(page.words[first - 1].lower(), ()) and page.gap(first - 1) in BLANKS
    office = "org" in cues.first.get(page.words[first], ())
    if titled and page.words[first - 1] in REGIONAL_HEADS and last - first > 1 and page.words[first + 1] in given_names() and not office:
        return first
    for end in range(min(last - 1, first + 5), first - 1, -1):
        word, two = page.words[end], page.phrase(max(first, end - 1), end)
        if page.words[end + 1] in listed and (word in known or two in known) and (titled or office or role):
            return end
        if page.words[end + 1] in listed and page.words[first] in UNNAMED_HEADS and (titled or role) and end > first and last - end > 1:
            return end
        if titled and end - first < 3 and page.phrase(first, end) in territories("id") and last - end <= LONGEST_PERSON:
            return None if page.phrase(first, last) in known else end
        if word in territories(page.lang) and end == first and page.words[end + 1] in listed and last - end > 1:
            return end
        shortened = word.isupper() and 1 < len(word) <= SHORT and not page.words[end + 1].isupper() and word not in cues.first
        rest = page.phrase(end + 1, last)
        if shortened and (titled or role) and last - end <= LONGEST_PERSON and rest not in known and page.words[first] not in cues.first:
            return end
    return None


def _vietnamese_office_end(page: Page, cues: Cues, first: int, last: int, *, titled: bool) -> int | None:
    """Where an office ends that stands before a family name, as in `UBND Huế Lê Văn An`."""
    if not titled and "role" not in cues.around.get(page.words[first - 1].lower() if first else "", ()) and not page.words[first].isupper():
        return None
    office = any("org" in cues.first.get(page.phrase(first, first + size - 1), ()) for size in (1, 2))
    for end in range(first, last - 1):
        surname = "surname" in cues.first.get(page.words[end + 1], ()) and page.capital[last]
        if surname and last - end <= LONGEST_PERSON and (page.words[end].isupper() or office):
            return end
    return None


def _run(page: Page, first: int, last: int, *, titled: bool, opens: bool) -> Run:
    start, end = page.starts[first], page.ends[last]
    word = page.words[last]
    for ending in ("'s", "’s", *SUFFIXES):
        if word.endswith(ending) and len(word) > len(ending):
            end -= len(ending)
            break
    if (page.text[end : end + 1] == "." and word in COMPANY_DOTS) or word in STATE_OWNED:
        end += page.text[end : end + 1] in (".", ")")
    return Run(start, end, first, last, titled, opens)


def _is_title(page: Page, cues: Cues, first: int, last: int) -> bool:
    word = page.words[first]
    if first + 1 < last and f"{word} {page.words[first + 1]}" in cues.titles:
        return True
    if word not in cues.titles and not (page.gap(first) == ". " and f"{word}." in cues.titles):
        return False
    if page.lang == "vi" and first < last and f"{word} {page.words[first + 1]}" in cues.first:
        return False
    return page.phrase(first, last) not in known_places(page.lang) and page.phrase(first, first + 1) not in cues.first


def _is_opener(page: Page, cues: Cues, first: int, last: int) -> bool:
    """Whether a capitalised word at the start of a sentence is a common word."""
    word = page.words[first]
    lowered = word.lower()
    if page.starts[first] in page.datelines:
        return False
    if first == last:
        return lowered in cues.openers and page.inside[word] == 0
    if (word, page.words[first + 1]) in page.pairs or page.phrase(first, last) in territories(page.lang):
        return False
    if page.phrase(first, first + 1) in cues.first:
        return False
    if word in cues.first:
        rest = page.phrase(first + 1, last)
        return lowered in cues.openers and (page.words[first + 1] in cues.first or rest in known_places(page.lang))
    if lowered in cues.openers or (page.lang == "id" and lowered.endswith("nya")):
        return True
    return page.lang != "vi" and page.counts[lowered] > 0 and lowered in common_words(page.lang) and page.inside[word] == 0
