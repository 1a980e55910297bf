"""What speaks for and against a candidate's being a name of a type: its own words, what stands around it, and its other mentions.

Evidence is a set of short labels, such as `first:org` (it opens with a word like `Universitas`), `b:place` (a preposition of place stands
before it) or `short-of:PERSON` (it is part of a longer name taken for a person's).  `weights.json` says what each is worth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .cues import Cues, cues_of
from .gazetteers import common_words, family_names, given_names, known_places, nationalities, places, regions, territories
from .pages import Page
from .trimming import Run

__all__ = ["ELSEWHERE", "own_evidence", "surrounding_evidence"]

ELSEWHERE = "~"
"""Marks what was found around another mention of the same name."""
AGE = re.compile(r",\s\d{2}(?=,|\s(?:tahun|tuổi))|\s\(\d{2}(?:\s(?:tahun|tuổi|th))?\)")
LONGEST_CUE = 3
FOUR = 4
APPOSITION = 4
VERBS = {"id": re.compile(r"(?:me|ber|di|ter)\w{4,}"), "en": re.compile(r"\w{2,}(?:ed|es)")}
QUOTES = "“‘\"'"


def own_evidence(page: Page, run: Run) -> set[str]:
    """What a candidate's own words say."""
    cues, words = cues_of(page.lang), page.words[run.first : run.last + 1]
    name, count = page.text[run.start : run.end], len(words)
    words[-1] = words[-1][: len(words[-1]) - (page.ends[run.last] - run.end)] if run.end < page.ends[run.last] else words[-1]
    found = {f"n:{min(count, FOUR)}", f"{page.lang}:n:{min(count, FOUR)}"}
    found |= _affixes(cues, words) | _listed(page.lang, words, name) | _shape(words)
    if {"territory", "long-town"} & found:
        found -= {"first:facility", "first:land", "first:org", "first:media", "first:event"}
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
    if titled in regions(lang):
        found.add("region")
    elif titled in territories(lang):
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
    else:
        if any(word.isupper() and len(word) > 1 for word in words):
            found.add("capitals-inside")
        if any(re.search(r"[A-Za-z]\d|\d[A-Za-z]", word) for word in words):
            found.add("digits")
    return found


def surrounding_evidence(page: Page, run: Run) -> set[str]:
    """What stands around one mention of a candidate."""
    cues = cues_of(page.lang)
    found = _before(page, cues, run) | _after(page, cues, run) | _signs(page, run)
    if run.titled:
        found.add("titled")
    if kind := page.datelines.get(run.start):
        found.add(f"dateline:{kind}")
    elif run.opens and not (page.words[run.first].isupper() and len(page.words[run.first]) > 1):
        found |= _opening(page, run)
    return found


def _opening(page: Page, run: Run) -> set[str]:
    """What the start of a sentence takes away from a capital."""
    word, found = page.words[run.first], {"opens"}
    if run.first != run.last:
        return found
    if not page.inside[word]:
        found |= {"only-opens", _commonness(page.lang, word.lower())}
    if page.counts[word.lower()]:
        found.add("lower-elsewhere")
    if (after := run.last + 1) < len(page.words) and page.gap(run.last) == " " and not page.capital[after]:
        found.add("opens-lower-after")
    return found


def _commonness(lang: str, word: str) -> str:
    """How common a word is that has its capital from the start of a sentence."""
    if word in common_words(lang) or (lang != "vi" and word in cues_of(lang).openers) or (lang == "id" and _is_derived(word)):
        return "opens-common"
    derived = any(word.startswith(start) and len(word) > len(start) + FOUR - 1 for start in PREFIXES[lang])
    return "opens-derived" if derived else "opens-unknown"


@cache
def _is_derived(word: str) -> bool:
    """Whether an Indonesian word is a common one with prefixes and endings."""
    common = common_words("id")
    ends = {word, *(word.removesuffix(ending) for ending in ("nya", "lah", "kah", "kan", "an", "i", "annya", "kannya"))}
    for start, sound in NASALS.items():
        ends |= {first + stem[len(start) :] for stem in list(ends) if stem.startswith(start) for first in (sound, "")}
    for start in ("me", "ber", "di", "ter", "per", "pe", "ke", "se"):
        ends |= {stem.removeprefix(start) for stem in list(ends)}
    return any(len(stem) > FOUR - 1 and stem in common for stem in ends)


NASALS = {"meng": "k", "meny": "s", "men": "t", "mem": "p", "peng": "k", "peny": "s", "pen": "t", "pem": "p"}
"""Prefixes before which a word has lost its first sound, and that sound."""
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
    if gap == ". " and not run.opens:
        return {"b:honorific"}
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
    if mark == "b" and word in ("orang", "người", "warga") and page.text[run.start : run.end] in territories(page.lang):
        found.add("nation")
    kinds = _classes(cues, page.lang, word, pair)
    found |= {f"{mark}:{kind}" for kind in kinds} or {f"{mark}:other"}
    if word == "the" and token and page.gap(token - 1) == " ":
        earlier = page.words[token - 1].lower()
        found |= {f"the:{kind}" for kind in _classes(cues, page.lang, earlier, earlier)}
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
    for place in {token, skipped}:
        found |= {f"{mark}:{kind}" for kind in _classes_at(page, cues, place)}
    if mark == "a,":
        found |= {f"{mark}:{kind}" for kind in _described(page, cues, token)}
    word = page.words[skipped]
    if mark == "a" and page.lang in VERBS and word.islower() and VERBS[page.lang].fullmatch(word):
        found.add("a:verb")
    if page.busy(token):
        found.add(f"{mark}:busy")
    elif page.words[token][0].isdigit():
        found.add(f"{mark}:number")
    return found or {f"{mark}:other"}


def _classes_at(page: Page, cues: Cues, place: int) -> Sequence[str]:
    """The classes of a lower-case word, alone or with the next."""
    if page.capital[place]:
        return ()
    word = page.words[place].lower()
    pair = f"{word} {page.words[place + 1].lower()}" if place + 1 < len(page.words) else word
    return _classes(cues, page.lang, word, pair)


def _described(page: Page, cues: Cues, token: int) -> Sequence[str]:
    """The classes of the noun in an apposition such as `a small brewer`: of the last lower-case word of a few that has any."""
    found: Sequence[str] = ()
    for place in range(token, min(token + APPOSITION, len(page.words))):
        if page.capital[place] or page.busy(place):
            break
        found = (_classes_at(page, cues, place) if page.lang == "en" else found or _classes_at(page, cues, place)) or found
        if page.gap(place) != " ":
            break
    return found


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
