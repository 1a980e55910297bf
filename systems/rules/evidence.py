"""What speaks for and against a candidate's being a name of a type: its own words, what stands around it, and its other mentions.

Evidence is a set of short labels, such as `first:org` (it opens with a word like `Universitas`), `b:place` (a preposition of place stands
before it) or `short-of:PERSON` (it is part of a longer name taken for a person's).  `weights.json` says what each is worth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cues import Cues, cues_of
from .gazetteers import common_words, family_names, given_names, known_places, nationalities, places, territories
from .runs import Page, Run

__all__ = ["ELSEWHERE", "own_evidence", "surrounding_evidence"]

ELSEWHERE = "~"
"""Marks what was found around another mention of the same name."""
AGE = re.compile(r",\s\d{2}(?=,|\s(?:tahun|tuổi))|\s\(\d{2}(?:\s(?:tahun|tuổi|th))?\)")
LONGEST_CUE = 3
FOUR = 4
QUOTES = "“‘\"'"


def own_evidence(page: Page, run: Run) -> set[str]:
    """What a candidate's own words say."""
    cues, words = cues_of(page.lang), page.words[run.first : run.last + 1]
    name, count = page.text[run.start : run.end], len(words)
    words[-1] = words[-1][: len(words[-1]) - (page.ends[run.last] - run.end)] if run.end < page.ends[run.last] else words[-1]
    found = {f"n:{min(count, FOUR)}", f"{page.lang}:n:{min(count, FOUR)}"}
    found |= _affixes(cues, words) | _listed(page.lang, words, name) | _shape(words)
    return found


def _affixes(cues: Cues, words: list[str]) -> set[str]:
    found, count = set(), len(words)
    for size in range(min(LONGEST_CUE, count), 0, -1):
        if kinds := cues.first.get(" ".join(words[:size])):
            found |= {f"{'first' if size < count else 'bare'}:{kind}" for kind in kinds}
            break
    if count > 1:
        for size in (2, 1):
            if size < count and (kinds := cues.last.get(" ".join(words[-size:]))):
                found |= {f"last:{kind}" for kind in kinds}
                break
        found |= {f"in:{kind}" for word in words for kind in cues.inside.get(word, ())}
    return found


def _listed(lang: str, words: list[str], name: str) -> set[str]:
    found, count = set(), len(words)
    titled = name.title() if name.isupper() and len(name) > FOUR else name
    if titled in territories(lang):
        found.add("territory")
    elif titled in places():
        found.add("town" if count == 1 else "long-town")
    elif count > 1:
        found |= {"ends-place"} if words[-1] in known_places(lang) else set()
        found |= {"starts-place"} if words[0] in territories(lang) else set()
    if name in nationalities(lang):
        found.add("people")
    one = "1" if count == 1 else ""
    found |= {f"given{one}"} if words[0] in given_names() else set()
    found |= {f"family{one}"} if words[-1] in family_names() else set()
    found |= {"given-inside"} if count > 1 and any(word in given_names() for word in words[1:]) else set()
    if lang != "vi":
        known = sum(word.lower() in common_words(lang) for word in words)
        share = "none" if not known else "all" if known == count else "some"
        found.add(f"words:{share}:{'1' if count == 1 else 'n'}")
    return found


def _shape(words: list[str]) -> set[str]:
    found = set()
    if len(words) == 1:
        word = words[0]
        if word.isupper() and len(word) > 1:
            found.add("capitals:short" if len(word) <= FOUR else "capitals:long")
        if len(word) == 1:
            found.add("letter")
        if re.search(r"[a-z][A-Z]", word):
            found.add("camel")
        if re.search(r"\d", word):
            found.add("digits")
        if "-" in word:
            found.add("hyphen")
    elif any(word.isupper() and len(word) > 1 for word in words):
        found.add("capitals-inside")
    return found


def surrounding_evidence(page: Page, run: Run) -> set[str]:
    """What stands around one mention of a candidate."""
    cues = cues_of(page.lang)
    found = _before(page, cues, run) | _after(page, cues, run) | _signs(page, run)
    if run.titled:
        found.add("titled")
    if kind := page.datelines.get(run.start):
        found.add(f"dateline:{kind}")
    elif run.opens:
        found |= _opening(page, run)
    return found


def _opening(page: Page, run: Run) -> set[str]:
    """What the start of a sentence takes away from a capital."""
    word, found = page.words[run.first], {"opens"}
    lowered = word.lower()
    if run.first == run.last:
        if not page.inside[word]:
            found.add("only-opens")
            if lowered in common_words(page.lang):
                found.add("opens-common")
            elif page.lang != "vi" and any(lowered.startswith(start) and len(lowered) > len(start) + 3 for start in PREFIXES[page.lang]):
                found.add("opens-derived")
        if page.counts[lowered]:
            found.add("lower-elsewhere")
        if (after := run.last + 1) < len(page.words) and page.gap(run.last) == " " and not page.capital[after]:
            found.add("opens-lower-after")
    return found


PREFIXES = {"id": ("me", "ber", "di", "ter", "pen", "pem", "peng", "per", "ke", "se"), "en": ("un", "re", "over", "under"), "vi": ()}


def _classes(cues: Cues, lang: str, word: str, pair: str) -> Sequence[str]:
    """The classes of a word, or of it and its neighbour, in lower case or with the ending `-nya`."""
    if kinds := cues.around.get(pair):
        return kinds
    if kinds := cues.around.get(word):
        return kinds
    if lang == "id" and word.endswith("nya"):
        return cues.around.get(word[:-3], ())
    if lang == "en" and word.endswith("s"):
        return cues.around.get(word[:-1], ())
    return ()


def _before(page: Page, cues: Cues, run: Run) -> set[str]:
    token, found = run.first - 1, set()
    if token < 0:
        return {"b:none"}
    gap = page.text[page.ends[token] : run.start].rstrip(QUOTES)
    if gap == ", ":
        mark = "b,"
    elif gap in (" ", "\u00a0"):
        mark = "b"
    else:
        return {"b:sign"}
    if page.capital[token] and not page.opens(token):
        return {f"{mark}:capital"}
    word = page.words[token].lower()
    pair = f"{page.words[token - 1].lower()} {word}" if token else word
    kinds = _classes(cues, page.lang, word, pair)
    found |= {f"{mark}:{kind}" for kind in kinds} or {f"{mark}:other"}
    if page.lang == "id" and word.endswith("nya") and mark == "b,":
        found |= {f"b-nya,:{kind}" for kind in kinds}
    if mark == "b" and token and page.gap(token - 1) in (" ", "\u00a0") and not page.capital[token - 1]:
        third = f"{page.words[token - 2].lower()} {page.words[token - 1].lower()}" if token > 1 else ""
        found |= {f"b2:{kind}" for kind in _classes(cues, page.lang, page.words[token - 1].lower(), third)}
    return found


def _after(page: Page, cues: Cues, run: Run) -> set[str]:
    token, count = run.last + 1, len(page.words)
    if AGE.match(page.text, run.end):
        return {"a:age"}
    if token >= count:
        return {"a:none"}
    gap = page.text[run.end : page.starts[token]].lstrip('”’"')
    if gap.startswith(("'s ", "’s ")):
        return {"a:owner"}
    mark = "a," if gap in (", ", ",” ", '," ') else "a" if gap in (" ", "\u00a0") else ""
    if not mark:
        return {"a:bracket"} if gap == " (" else {"a:dash"} if gap.strip() in ("–", "—") else {"a:sign"}
    found = _behind_comma(page, token) if mark == "a," else set()
    skipped = token
    while skipped < token + 3 and skipped + 1 < count and page.words[skipped].lower() in cues.skipped and page.gap(skipped) == " ":
        skipped += 1
    for place, label in ((token, mark), (skipped, f"{mark}v")):
        if page.capital[place] or (label.endswith("v") and place == token):
            continue
        word = page.words[place].lower()
        pair = f"{word} {page.words[place + 1].lower()}" if place + 1 < count else word
        found |= {f"{label.removesuffix('v')}:{kind}" for kind in _classes(cues, page.lang, word, pair)}
    if page.busy(token):
        found.add(f"{mark}:busy")
    elif page.words[token][0].isdigit():
        found.add(f"{mark}:number")
    return found or {f"{mark}:other"}


def _behind_comma(page: Page, token: int) -> set[str]:
    """A place behind a comma, as in `Klang, Malaysia`."""
    if not page.capital[token]:
        return set()
    known = known_places(page.lang)
    two = " ".join(page.words[token : token + 2])
    return {"a,:place"} if page.words[token] in known or two in known else {"a,:capital"}


def _signs(page: Page, run: Run) -> set[str]:
    text, found = page.text, set()
    before, after = text[max(0, run.start - 2) : run.start], text[run.end : run.end + 2]
    if before[-1:] in QUOTES and after[:1] in "”’\"'" and after[:1]:
        found.add("quoted")
    if before[-1:] == "(" and after[:1] == ")":
        found.add("bracketed")
    elif before[-1:] == "(":
        found.add("opens-bracket")
    if before[-1:] == "/":
        found.add("behind-slash")
    if after[:1] == "/":
        found.add("before-slash")
    if before.endswith(": ") and re.search(
        r"(?i)\b(?:foto|teks|dok|photos?|pictures?|text|words|ảnh|tin)[\w\s]{0,10}:\s$", text[max(0, run.start - 25) : run.start]
    ):
        found.add("credit")
    if after[:1] == ":":
        found.add("a:colon")
    if before[-1:] in "–-" and before[-1:]:
        found.add("behind-dash")
    return found
