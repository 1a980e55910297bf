"""Names: runs of capitalised words whose type the evidence for it decides, the same for all mentions of a name.

Each run gets evidence (evidence.py), weighed by the numbers of weights.json.  A first round judges every name by itself; a second one
knows what the longer, shorter and neighbouring names were taken for.  Laws, numbers that belong to names, and headlines come last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from benchmark import Entity

from .anchors import Anchors
from .cues import cues_of
from .evidence import ELSEWHERE, own_evidence, surrounding_evidence
from .gazetteers import common_words, known_places
from .runs import Page, Run, find_runs, in_capitals, in_title_case

__all__ = ["NONE", "Candidate", "Weights", "evidence_of", "find_candidates", "find_names", "read_weights", "relations"]

NONE = "NONE"
"""What a candidate is that is no name."""
LONGEST_NAME = 120
MOST_WORDS = 8
JOINING = re.compile(r"^(?:,\s|,?\s(?:dan|serta|atau|maupun|and|or|và)\s)$")
LAW_TITLE = r"(?:\stentang(?:\s[A-Z][\w-]{1,40}|\s(?:dan|atas|di|bagi|untuk|dalam)(?=\s[A-Z])){1,16})?"
LAW = re.compile(
    r"(?:Undang-Undang|Peraturan\s\w{1,40}|UU|Perpres|Perda|Perppu|Permen\w{0,20}|Luật|Nghị\sđịnh|Thông\stư)(?:\s[A-Z][\w-]{1,40}){0,8}"
    rf"\s(?:Nomor|No\.|số)\s\d+(?:(?:\sTahun\s|/)\d{{4}})?(?:/[\w-]+)?{LAW_TITLE}"
)
NUMBER = re.compile(
    r"\s\d{1,4}(?![\d%]|[.,:/]\d|\s(?:[a-z]?juta|[a-z]*persen|tahun|orang|unit|kilo|meter|hari|bulan|percent|million|years|tỷ|triệu|người|năm|kg|km|cm)\w*)"
)
YEAR = re.compile(r"\s(?:of\s)?\d{4}\b")
NUMBERED = frozenset({"PRODUCT", "WORK_OF_ART"})


@dataclass(frozen=True)
class Weights:
    """What evidence is worth: by its label, by type, and what each type starts with."""

    start: Mapping[str, float]
    worth: Mapping[str, Mapping[str, float]]

    def scores(self, evidence: Iterable[str]) -> dict[str, float]:
        """For each type, the sum of what speaks for and against it."""
        scores = dict(self.start)
        for label in evidence:
            for kind, number in self.worth.get(label, {}).items():
                scores[kind] += number
        return scores


@dataclass
class Candidate:
    """A run with its evidence."""

    run: Run
    name: str
    own: set[str]
    around: set[str]
    abbreviates: int | None = None
    """The number of the candidate whose abbreviation in brackets it is."""
    kind: str = NONE


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    kind: str


@cache
def read_weights() -> Weights:
    """The weights beside this module."""
    return msgspec.json.decode((Path(__file__).parent / "weights.json").read_bytes(), type=Weights)


def find_names(text: str, lang: str, taken: Iterable[tuple[int, int]] = (), weights: Weights | None = None) -> list[Entity]:
    """The names of a text, none overlapping what is taken by time expressions and amounts."""
    busy = sorted(taken)
    page = Page(text, lang, busy)
    candidates = find_candidates(page)
    _judge(candidates, weights or read_weights(), page)
    found = [_Found(*match.span(), "LAW") for match in LAW.finditer(text)]
    found += [_extended(page, busy, candidate) for candidate in candidates if candidate.kind != NONE]
    found = _without_overlaps(found)
    found = _without_overlaps(found + list(_in_headlines(page, found, busy)))
    return [Entity(name.start, name.end, name.kind, entity=None) for name in found]


def find_candidates(page: Page) -> list[Candidate]:
    """The runs of a page that may be names, with their evidence."""
    candidates: list[Candidate] = []
    never = cues_of(page.lang).never
    for run in find_runs(page):
        name = page.text[run.start : run.end]
        if name in never or len(name) > LONGEST_NAME or re.fullmatch(r"[IVXLC]+|[^\W_]\.?", name):
            continue
        candidate = Candidate(run, name, own_evidence(page, run), surrounding_evidence(page, run))
        bracketed = candidates and page.text[candidates[-1].run.end : run.start] == " (" and page.text[run.end : run.end + 1] == ")"
        if bracketed and _abbreviates(name, candidates[-1].name):
            candidate.abbreviates = len(candidates) - 1
        candidates.append(candidate)
    return candidates


def _abbreviates(short: str, long: str) -> bool:
    """Whether a word in brackets stands for the name before it: capitals, or the beginnings of its words."""
    if " " in short or not short[0].isupper() or len(short) < 2 or sum(sign.isupper() for sign in short) < 2:
        return False
    initials = "".join(part[0] for part in long.split() if part[0].isupper())
    return short[0] in initials and (
        short.upper() in long.upper().replace(" ", "") or sum(sign in initials for sign in short if sign.isupper()) > 1
    )


def _judge(candidates: list[Candidate], weights: Weights, page: Page) -> None:
    """Gives each candidate its kind."""
    plain = evidence_of(candidates)
    related = relations(candidates, page, {})
    types = _agree(candidates, [weights.scores(own | more) for own, more in zip(plain, related, strict=True)])
    related = relations(candidates, page, types)
    _agree(candidates, [weights.scores(own | more) for own, more in zip(plain, related, strict=True)])


def evidence_of(candidates: list[Candidate]) -> list[set[str]]:
    """Each candidate's own evidence, and what is around the other mentions of its name."""
    counts: dict[str, Counter[str]] = {}
    for candidate in candidates:
        counts.setdefault(candidate.name, Counter()).update(candidate.around)
    found = []
    for candidate in candidates:
        elsewhere = {ELSEWHERE + label for label, number in counts[candidate.name].items() if number > (label in candidate.around)}
        found.append(candidate.own | candidate.around | elsewhere)
    return found


def relations(candidates: list[Candidate], page: Page, types: Mapping[str, str]) -> list[set[str]]:
    """What candidates owe to the names that hold them, that they hold, or that stand beside them; with their types, as far as known."""
    found: list[set[str]] = [set() for _ in candidates]
    by_name: dict[str, set[str]] = {candidate.name: set() for candidate in candidates}
    for name in by_name:
        for part, place in _parts_of(name, page.lang):
            if part in by_name:
                by_name[part].add(f"short-of:{types.get(name, '')}:{place}" if types else f"short:{place}")
                by_name[name].add(f"has-short:{types.get(part, '')}:{place}" if types else f"long:{place}")
    for number, candidate in enumerate(candidates):
        found[number] |= by_name[candidate.name]
        if candidate.abbreviates is not None:
            other = candidates[candidate.abbreviates]
            found[number].add(f"abbreviates:{types.get(other.name, '')}")
            found[candidate.abbreviates].add(f"abbreviated:{types.get(candidate.name, '')}")
        if number and types:
            before = candidates[number - 1]
            gap = page.text[before.run.end : candidate.run.start]
            label = "joined" if JOINING.match(gap) else "slash" if gap == "/" else ""
            if label:
                found[number].add(f"{label}-to:{types.get(before.name, '')}")
                found[number - 1].add(f"{label}-with:{types.get(candidate.name, '')}")
    return found


def _parts_of(name: str, lang: str) -> Iterator[tuple[str, str]]:
    """The shorter names for which a name may stand, and where they are in it."""
    words = name.split(" ")
    count = len(words)
    if not 1 < count <= MOST_WORDS:
        return
    first = cues_of(lang).first
    core = next((place for place, word in enumerate(words) if not {"legal", "org"} & set(first.get(word, ()))), 0)
    for start in range(count):
        for end in range(start + 1, count + 1):
            if end - start < count:
                place = "first" if start <= core and end > core else "last" if end == count else "middle"
                yield " ".join(words[start:end]), place


def _agree(candidates: list[Candidate], scores: list[dict[str, float]]) -> dict[str, str]:
    """The kind of each candidate, from its own scores and the mean of its name's; the names' types."""
    sums: dict[str, dict[str, float]] = {}
    for candidate, own in zip(candidates, scores, strict=True):
        total = sums.setdefault(candidate.name, dict.fromkeys(own, 0.0))
        for kind, number in own.items():
            total[kind] += number
    counts = Counter(candidate.name for candidate in candidates)
    for candidate, own in zip(candidates, scores, strict=True):
        name = candidate.name
        candidate.kind = max(sorted(own), key=lambda kind: own[kind] + sums[name][kind] / counts[name])
    return {name: max(sorted(total), key=lambda kind: total[kind]) for name, total in sums.items()}


def _extended(page: Page, busy: list[tuple[int, int]], candidate: Candidate) -> _Found:
    """A name with the number that belongs to it."""
    start, end, kind = candidate.run.start, candidate.run.end, candidate.kind
    match = None
    if kind in NUMBERED or (kind == "FAC" and "first:school" in candidate.own):
        match = NUMBER.match(page.text, end)
    elif kind == "LAW":
        match = YEAR.match(page.text, end)
    if match is None or (kind != "LAW" and not _is_free(busy, start, match.end())):
        return _Found(start, end, kind)
    return _Found(start, match.end(), kind)


def _is_free(busy: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch overlaps none of some sorted spans, of which none overlaps another."""
    place = bisect_left(busy, (end, 0))
    return place == 0 or busy[place - 1][1] <= start


def _without_overlaps(names: list[_Found]) -> list[_Found]:
    """The names that overlap none before them in this order: laws, then as given; from left to right."""
    kept: list[_Found] = []
    for name in sorted(names, key=lambda item: item.kind != "LAW"):
        place = bisect_left(kept, name.end, key=lambda other: other.start)
        if place == 0 or kept[place - 1].end <= name.start:
            kept.insert(place, name)
    return kept


def _in_headlines(page: Page, names: list[_Found], busy: list[tuple[int, int]]) -> Iterator[_Found]:
    """Names of the text, and places, where they stand in its headlines, which were passed over."""
    known = _headline_names(page, names)
    lines = [line for line in re.finditer(r"[^\n]+", page.text) if in_title_case(line[0]) or in_capitals(line[0])]
    if not known or not lines:
        return
    anchors = Anchors([*known, *(name.upper() for name in known)])
    kinds = known | {name.upper(): kind for name, kind in known.items()}
    for line in lines:
        end = 0
        for anchor in anchors.find(line[0]):
            if anchor.start >= end and _is_free(busy, line.start() + anchor.start, line.start() + anchor.end):
                end = anchor.end
                yield _Found(line.start() + anchor.start, line.start() + end, kinds[anchors.words[anchor.word]])


def _headline_names(page: Page, names: list[_Found]) -> dict[str, str]:
    """What a headline may name: the text's names, their first words, and the places that stand in the headlines themselves."""
    known: dict[str, str] = {}
    for found in names:
        known.setdefault(page.text[found.start : found.end], found.kind)
    common, heads = common_words(page.lang), cues_of(page.lang).first
    for name, kind in list(known.items()):
        first = name.split(" ")[0]
        if kind in ("PERSON", "ORG") and first != name and len(first) > 2 and first not in heads and first.lower() not in common:
            known.setdefault(first, kind)
    listed = known_places(page.lang)
    for token, headline in enumerate(page.headline):
        if headline and page.capital[token]:
            for size in (1, 2, 3):
                place = " ".join(page.words[token : token + size])
                titled = place.title() if place.isupper() and len(place) > 3 else place
                if titled in listed and titled.lower() not in common and len(titled) > 1:
                    known.setdefault(titled, "GPE")
    return {name: kind for name, kind in known.items() if len(name) <= LONGEST_NAME}
