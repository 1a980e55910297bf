"""Names: runs of capitalised words whose type the evidence for it decides, the same for all mentions of a name.

Each run gets evidence (evidence.py), weighed by the numbers of weights.json.  A first round judges every name by itself; a second one
knows what the longer, shorter and neighbouring names were taken for.  Laws, numbers that belong to names, and headlines come last.
"""

from __future__ import annotations

import re
import unicodedata
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
from .gazetteers import common_words, known_places, people_names
from .pages import Page
from .runs import find_runs
from .trimming import Run

__all__ = ["NONE", "Candidate", "Weights", "evidence_of", "find_candidates", "find_names", "read_weights", "relations"]

NONE = "NONE"
"""What a candidate is that is no name."""
LONGEST_NAME = 120
MOST_WORDS = 8
JOINING = re.compile(r"^(?:,\s|,?\s(?:dan|serta|atau|maupun|and|or|và)\s)$")
DECREE = re.compile(r"(?:Luật|Nghị\sđịnh|Nghị\squyết|Thông\stư|Quyết\sđịnh|Chỉ\sthị)\s(?:số\s)?\d{1,4}(?:/\d{4})?(?:/[\w-]{1,20})?")
LAW_TITLE = r"(?:\stentang(?:\s[A-Z][\w-]{1,40}|\s(?:dan|atas|di|bagi|untuk|dalam)(?=\s[A-Z])){1,16})?"
LAW = re.compile(
    r"(?:Undang-Undang|Peraturan\s\w{1,40}|UU|Perpres|Perda|Perppu|Permen\w{0,20}|Luật|Nghị\sđịnh|Thông\stư)(?:\s[A-Z][\w-]{1,40}){0,8}"
    rf"\s(?:Nomor|No\.|số)\s\d+(?:(?:\sTahun\s|/)\d{{4}})?(?:/[\w-]+)?{LAW_TITLE}"
)
NUMBER = re.compile(
    r"\s\d{1,4}(?![\d%]|[.,:/]\d|\s(?:[a-z]?juta|[a-z]*persen|tahun|orang|unit|kilo|meter|hari|bulan|percent|million|years|tỷ|triệu|người|năm|kg|km|cm)\w*)"
)
YEAR = re.compile(r"\s(?:of\s)?\d{4}\b")
BARE = frozenset({"bare:org", "bare:facility", "bare:settlement", "bare:event", "bare:school"})
HEADED = {"facility": "FAC", "settlement": "GPE", "land": "LOC"}
NUMBERED = frozenset({"PRODUCT", "WORK_OF_ART"})


@dataclass(frozen=True)
class Weights:
    """What evidence is worth, in hundredths: by its label, by type, and what each type starts with.

    Sums of whole numbers are the same in any order, and so are the answers.
    """

    start: Mapping[str, int]
    worth: Mapping[str, Mapping[str, int]]

    def scores(self, evidence: Iterable[str], base: Mapping[str, int] | None = None) -> dict[str, int]:
        """For each type, the sum of what speaks for and against it, on top of a base, which is otherwise the start."""
        scores = dict(base or self.start)
        for label in evidence:
            if numbers := self.worth.get(label):
                for kind, number in numbers.items():
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
    found = [_Found(*match.span(), "LAW") for law in (LAW, DECREE) for match in law.finditer(text)]
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
        if name in never or len(name) > LONGEST_NAME or re.fullmatch(r"[IVXLC]+|[^\W_]\.?", name) or _counts_days(page, run):
            continue
        own = own_evidence(page, run)
        if _bare(page, run, own) or _is_degree(page, run) or _opens_alone(page, run, own):
            continue
        candidate = Candidate(run, name, own, surrounding_evidence(page, run))
        bracketed = candidates and page.text[candidates[-1].run.end : run.start] == " (" and page.text[run.end : run.end + 1] == ")"
        if bracketed and _abbreviates(name, candidates[-1].name):
            candidate.abbreviates = len(candidates) - 1
        candidates.append(candidate)
    return candidates


def _bare(page: Page, run: Run, own: set[str]) -> bool:
    """Whether it is the head of a name alone at the start of a sentence, as in `Dewan menolak`."""
    heads = {label for label in own if label.startswith("bare:")}
    return run.opens and bool(heads & BARE) and "bare:agency" not in heads and not page.inside[page.words[run.first]]


def _is_degree(page: Page, run: Run) -> bool:
    """Whether it is an academic degree behind a name, as in `Ani, M.A.`."""
    before, word = page.text[max(0, run.start - 2) : run.start], page.words[run.last]
    return before == ", " and run.first == run.last and re.fullmatch(r"[A-Z][a-z]{0,3}(?:\.[A-Z][a-z]{0,3}){1,3}", word) is not None


def _opens_alone(page: Page, run: Run, own: set[str]) -> bool:
    """Whether it is the first word of a Vietnamese sentence, of which one syllable alone has a capital."""
    word = page.words[run.first]
    capitals = sum(page.capital[run.first : run.last + 1])
    known = {"territory", "town", "region"} & own or word.isupper() or page.inside[word] or run.titled
    return page.lang == "vi" and page.opens(run.first) and capitals == 1 and not known and page.text[run.end : run.end + 1] == " "


def _counts_days(page: Page, run: Run) -> bool:
    """Whether it is a Vietnamese ordinal, as in `thứ Ba`, Tuesday."""
    return page.lang == "vi" and run.first > 0 and page.words[run.first - 1].lower() in ("thứ", "tháng", "mùng") and run.first == run.last


def _abbreviates(short: str, long: str) -> bool:
    """Whether a word in brackets stands for the name before it: capitals, or the beginnings of its words."""
    if " " in short or not short[0].isupper() or len(short) < 2 or sum(sign.isupper() for sign in short) < 2:
        return False
    plain = unicodedata.normalize("NFD", long.replace("Đ", "D")).encode("ascii", "ignore").decode()
    if short.upper() == "".join(part[0] for part in plain.split()).upper():
        return True
    initials = "".join(part[0] for part in long.split() if part[0].isupper())
    return short[0] in initials and (
        short.upper() in long.upper().replace(" ", "") or sum(sign in initials for sign in short if sign.isupper()) > 1
    )


def _judge(candidates: list[Candidate], weights: Weights, page: Page) -> None:
    """Gives each candidate its kind."""
    plain = [weights.scores(labels) for labels in evidence_of(candidates)]
    related = relations(candidates, page, {})
    types = _agree(candidates, [weights.scores(more, base) for base, more in zip(plain, related, strict=True)])
    related = relations(candidates, page, types)
    _agree(candidates, [weights.scores(more, base) for base, more in zip(plain, related, strict=True)])


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


def _agree(candidates: list[Candidate], scores: list[dict[str, int]]) -> dict[str, str]:
    """The kind of each candidate, from its own scores and the mean of its name's; the names' types."""
    sums: dict[str, dict[str, int]] = {}
    for candidate, own in zip(candidates, scores, strict=True):
        total = sums.setdefault(candidate.name, dict.fromkeys(own, 0))
        for kind, number in own.items():
            total[kind] += number
    counts = Counter(candidate.name for candidate in candidates)
    for candidate, own in zip(candidates, scores, strict=True):
        total, count = sums[candidate.name], counts[candidate.name]
        candidate.kind = max(own, key=lambda kind: (own[kind] * count + total[kind], kind))
    return {name: max(total, key=lambda kind: (total[kind], kind)) for name, total in sums.items()}


def _extended(page: Page, busy: list[tuple[int, int]], candidate: Candidate) -> _Found:
    """A name with the number that belongs to it."""
    start, end, kind = candidate.run.start, candidate.run.end, candidate.kind
    match = None
    if kind in NUMBERED or "first:school" in candidate.own:
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
    lines = page.headlines
    if not known or not lines:
        return
    anchors = Anchors([*known, *(name.upper() for name in known)])
    kinds = known | {name.upper(): kind for name, kind in known.items()}
    for line in lines:
        end = 0
        for anchor in anchors.find(line[0]):
            if anchor.start >= end and _is_free(busy, line.start() + anchor.start, line.start() + anchor.end):
                start, kind = _with_head(page, line[0], anchor.start, kinds[anchors.words[anchor.word]])
                end = anchor.end
                yield _Found(line.start() + start, line.start() + end, kind)


def _with_head(page: Page, line: str, start: int, kind: str) -> tuple[int, str]:
    """Where a name of a headline starts with the head before it, such as `Bandara`, and the type that it gives."""
    word = line[max(0, start - LONGEST_NAME) : start].rstrip().rpartition(" ")[2]
    if not word or not line[:start].endswith(" ") or line[: start - 1][-1:].isspace():
        return start, kind
    for head in cues_of(page.lang).first.get(word.title() if word.isupper() else word, ()):
        if head in HEADED:
            return start - 1 - len(word), HEADED[head]
    return start, kind


def _headline_names(page: Page, names: list[_Found]) -> dict[str, str]:
    """What a headline may name: the text's names, their first words, and the places that stand in the headlines themselves."""
    known: dict[str, str] = {}
    for found in names:
        known.setdefault(page.text[found.start : found.end], found.kind)
    common, heads = common_words(page.lang), cues_of(page.lang).first
    for name, kind in list(known.items()):
        core = " ".join(word for word in name.split(" ") if "legal" not in (*heads.get(word, ()), *cues_of(page.lang).last.get(word, ())))
        if core and core != name and kind == "ORG":
            known.setdefault(core, kind)
        first = name.split(" ")[0]
        if kind in ("PERSON", "ORG") and first != name and len(first) > 2 and first not in heads and first.lower() not in common:
            known.setdefault(first, kind)
    listed = known_places(page.lang)
    for token, headline in enumerate(page.headline):
        if headline and page.capital[token]:
            for size in (1, 2, 3):
                place = " ".join(page.words[token : token + size])
                titled = place.title() if place.isupper() and len(place) > 3 else place
                if titled in listed and titled.lower() not in common and titled not in people_names() and len(titled) > 1:
                    known.setdefault(titled, "GPE")
    return {name: kind for name, kind in known.items() if len(name) <= LONGEST_NAME}
