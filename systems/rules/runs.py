"""Where names can be: runs of capitalised words, with what may stand between these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .cues import ABBREVIATIONS, BODIES, COMPOUNDS, FILLERS, POSSESSIVE_HEADS, Cues, cues_of
from .gazetteers import given_names, known_places
from .pages import BLANKS, Page
from .trimming import STATE_OWNED, Run, names_of_run

__all__ = ["find_runs"]

LONGEST_RUN = 20
LONGEST_TOKEN = 60
INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
JOINED_HEADS = frozenset({"Bộ", "Sở", "Ủy", "Cục", "Phòng", "Hội", "Viện", "Ban"})


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
        yield from names_of_run(page, cues, token, last)
        token = last + 1


def _in_address(page: Page, token: int) -> bool:
    start = page.starts[token]
    before = page.text[max(0, start - 60) : start]
    return (
        len(page.words[token]) > LONGEST_TOKEN or before[-1:] in ("@", "_") or re.search(r"(?:https?://|www\.|@)\S*$", before) is not None
    )


def _further(page: Page, cues: Cues, first: int, last: int) -> int | None:
    """The next capitalised token that belongs to the run, over what may join the two."""
    after, gap, word = last + 1, page.gap(last), page.words[last]
    if after >= len(page.words) or page.busy(after):
        return None
    if gap == ". ":
        initial = INITIALS.fullmatch(word) is not None and page.words[after].lower() not in cues.openers
        return after if (initial or word in ABBREVIATIONS) and page.usable(after) else None
    if gap == " (" and page.words[after] in STATE_OWNED and page.gap(after) == ") ":
        return after
    if gap == ") " and word in STATE_OWNED and "legal" in cues.last.get(page.words[after], ()):
        return after
    if gap == " & ":
        return after if page.usable(after) else None
    if gap in ("' ", "’ "):
        return after if word.endswith("s") and page.lang == "en" and "org" in cues.last.get(page.words[after], ()) else None
    if gap == ", " and page.lang == "id" and page.words[first] in cues.of_heads:
        return _over_list(page, last)
    if gap not in BLANKS:
        return None
    owner, sign, _ = word.rpartition("'s" if "'" in word else "’s")
    if sign and owner not in POSSESSIVE_HEADS:
        return None
    if page.lang == "vi" and (joined := _further_vietnamese(page, cues, first, last)) is not None:
        return joined
    return after if page.usable(after) else _over(page, cues, first, last)


def _over(page: Page, cues: Cues, first: int, last: int) -> int | None:
    """The next token of the run over a particle, a number, or a preposition that its head allows."""
    after = last + 1
    word, beyond = page.words[after], last + 2
    if word in cues.particles and page.gap(after) in (" ", ". ") and page.usable(beyond):
        return beyond
    if not page.usable(beyond) and word != "for" and word != "of":
        return None
    if word.isdigit() and len(word) <= 2 and page.gap(after) in BLANKS and not page.opens(last):
        return beyond
    if page.lang == "id" and word == "dan" and page.words[first] in cues.of_heads and page.gap(after) in BLANKS:
        return beyond if last - first < 4 and page.words[last] not in known_places("id") else None
    if page.lang == "en":
        return _over_english(page, cues, first, last)
    return None


def _over_list(page: Page, last: int) -> int | None:
    """The next word of an office that lists its matters, as in `Badan Meteorologi, Klimatologi, dan Geofisika`."""
    token = last + 1
    joined = token
    while joined < len(page.words) and joined < token + 6 and page.usable(joined) and page.gap(joined) in (", ", " "):
        joined += 1
    if joined < len(page.words) and page.words[joined] == "dan" and page.usable(joined + 1) and page.gap(joined) in BLANKS:
        return token if token < joined else joined + 1
    return None


def _over_english(page: Page, cues: Cues, first: int, last: int) -> int | None:
    word, beyond = page.words[last + 1], last + 2
    if word in ("of", "for") and page.words[last] in cues.of_heads:
        if beyond < len(page.words) and page.words[beyond] == "the":
            beyond += 1
        return beyond if page.usable(beyond) else None
    if word != "and" or page.words[last] in given_names() or not page.usable(beyond):
        return None
    if any(page.words[place] in cues.of_heads for place in range(first, last)) and "of" in page.words[first:last]:
        return beyond
    tail = beyond + 1
    if page.usable(tail) and page.gap(beyond) in BLANKS and last - first < 3:
        return beyond if page.words[tail] in BODIES else None
    return None


def _further_vietnamese(page: Page, cues: Cues, first: int, last: int) -> int | None:
    """The next token behind a head such as `Ủy ban`, whose words have capitals on their first syllables alone."""
    after, count = last + 1, len(page.words)
    if page.capital[after]:
        return None
    if f"{page.words[last]} {page.words[after]}".lower() in _compounds() and page.capital[last]:
        return after
    if page.words[after] == "và" and page.words[first] in JOINED_HEADS and page.usable(after + 1) and page.gap(after) in BLANKS:
        return after + 1
    head = page.words[first] in cues.first or f"{page.words[first]} {page.words[min(first + 1, count - 1)]}" in cues.first
    place = after
    while head and place < count and place - after < 6 and not page.capital[place] and page.words[place] in FILLERS:
        if page.gap(place) not in BLANKS:
            return None
        place += 1
    return place if head and place > after and page.usable(place) else None


@cache
def _compounds() -> frozenset[str]:
    return COMPOUNDS | {name.lower() for name in cues_of("vi").first if " " in name}
