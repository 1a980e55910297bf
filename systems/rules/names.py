"""Names: capitalised sequences, cut at titles and common words, typed by cues around and inside them and by repetition in the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from benchmark import Entity

from .anchors import Anchors
from .lexicon import NameWords, names_of
from .numbers import alternatives

__all__ = ["find_names"]

UPPER = "A-Z" + "".join(sign for sign in map(chr, [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]) if sign.isupper())
WORD = rf"[{UPPER}][\w'’&.-]*[\w]|[{UPPER}]|[a-z]+[{UPPER}]\w*"
SENTENCE_END = re.compile(r"(?:^|[.!?:;”\"“‘(\[|•–—-]\s*|\n\s*)$")
# Repetitions are bounded wherever what follows them can fail, so that no text takes longer than its length.
ABBREVIATION = re.compile(rf"\s\(([{UPPER}][\w-]{{0,20}}[{UPPER}][\w-]{{0,20}}|[{UPPER}]{{2,40}})\)")
CAPITALS_LINE = 0.6
TITLE_CASE_LINE = 0.6
LONGEST_NAME = 200
DATELINE = re.compile(
    rf"(?:^|\n)([{UPPER}][\w.]*(?:\s[{UPPER}][\w.]*){{0,2}})(?:,\s([{UPPER}][\w.]*(?:\s[{UPPER}][\w.]*){{0,3}}))?(?=\s?[—–]\s|\s-\s|\.\s[{UPPER}])"
)
FIRST_PART = re.compile(r"\w+")
LEGAL_WORDS = frozenset({"PT", "CV", "Tbk", "Bank", "Inc", "Corp", "Ltd", "plc", "PLC", "LLC", "Group", "Grup"})
JOINING = re.compile(r"^(?:,\s|,?\s(?:dan|serta|atau|and|or|và)\s)$")
LEGAL = re.compile(
    r"(?:Undang-Undang|Peraturan\s\w+|UU|Perpres|Perda|Luật|Nghị\sđịnh)(?:\s[A-Z][\w-]{1,40}){0,12}\s(?:Nomor|No\.|số)\s\d+(?:(?:\sTahun\s|/)\d{4})?(?:/[\w-]+)?"
)


@dataclass(frozen=True)
class _Candidate:
    start: int
    end: int
    text: str
    type: str
    sure: bool
    """Whether a cue gave the type, rather than a default."""


class _Page:
    """A text with what is asked of it again and again: its headlines, and how often a word stands in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends = [match.start() for match in re.finditer(r"\n|\Z", text)]
        self._headlines: dict[int, bool] = {}
        self._counts = Counter(re.findall(r"\w+", text))
        self._places: dict[str, list[int]] | None = None

    def in_headline(self, place: int) -> bool:
        """Whether a place is on a line whose capitals say nothing."""
        number = bisect_left(self._ends, place)
        if number not in self._headlines:
            line = self.text[self._ends[number - 1] + 1 if number else 0 : self._ends[number]]
            self._headlines[number] = _in_capitals(line) or _in_title_case(line)
        return self._headlines[number]

    def count(self, word: str) -> int:
        """How often a word stands alone in the text."""
        opening = FIRST_PART.match(word)
        if opening is None or opening[0] == word:
            return self._counts[word]
        if self._places is None:
            self._places = {}
            for match in re.finditer(r"\w+", self.text):
                self._places.setdefault(match[0], []).append(match.start())
        ends = (place + len(word) for place in self._places.get(opening[0], ()) if self.text.startswith(word, place))
        return sum(not (self.text[end : end + 1].isalnum() or self.text[end : end + 1] == "_") for end in ends)


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = names_of(lang)
    particle = alternatives(sorted(words.particles)) if words.particles else "(?!x)x"
    openings = [first for first in words.organization_first if " " in first or lang == "vi"]
    opening = alternatives(openings) if openings else "(?!x)x"
    listed = rf"(?:(?:Badan|Kementerian|Dinas|Lembaga|Ministry\sof)\s(?:{WORD})(?:,\s(?:{WORD})){{1,8}},?\s(?:dan|and)\s(?:{WORD}))"
    sequence = rf"{listed}|(?:(?:{opening})\s)?(?:{WORD})(?:\s(?:(?:{particle})\s(?={WORD}))?(?:{WORD}|\d{{1,2}}(?=\s[{UPPER}]))){{0,20}}"
    first = alternatives([*words.organization_first, *words.facility_first, *words.event_first, *words.law_first, *words.landscape_first])
    return re.compile(rf"(?<![\w@/.])(?:{sequence})"), re.compile(rf"(?:{first})\b")


def find_names(text: str, lang: str, taken: Iterable[tuple[int, int]] = ()) -> list[Entity]:
    """The names of a text, none overlapping what is taken by time expressions and amounts."""
    words, page = names_of(lang), _Page(text)
    busy = sorted(taken)
    candidates = list(_dateline(words, text))
    candidates += [candidate for match in _patterns(lang)[0].finditer(text) for candidate in _candidates(words, lang, page, match)]
    candidates += [_Candidate(*match.span(), match[0], "LAW", True) for match in LEGAL.finditer(text)]
    candidates = _without_overlaps(candidates, busy)
    candidates = _agreed(_coordinated(candidates, text), words)
    candidates = _without_overlaps(candidates + _in_headlines(text, candidates), busy)
    return [Entity(candidate.start, candidate.end, candidate.type, entity=None) for candidate in candidates]


def _candidates(words: NameWords, lang: str, page: _Page, match: re.Match[str]) -> Iterator[_Candidate]:
    text, (start, end) = page.text, match.span()
    if page.in_headline(start):
        return
    start, end = _trimmed(words, lang, page, start, end)
    if (place := _leading_place(words, text, start, end)) is not None:
        yield _Candidate(start, place, text[start:place], "GPE", True)
        start = place + 1
    while start < end:
        name = text[start:end]
        if not _is_name(words, lang, text, start, name):
            return
        kind, sure = _type_of(words, lang, text, start, end)
        yield _Candidate(start, end, name, kind, sure)
        abbreviation = ABBREVIATION.match(text, end)
        if abbreviation is not None:
            yield _Candidate(*abbreviation.span(1), abbreviation[1], kind, sure)
        return


def _leading_place(words: NameWords, text: str, start: int, end: int) -> int | None:
    """Where a territory ends that stands before an organization's name, as in `Japan Acme Partners`."""
    parts = text[start:end].split(" ")
    for size in range(len(parts) - 2, 0, -1):
        if " ".join(parts[:size]) in words.territories and parts[-1] in words.organization_last and len(parts) - size > 1:
            return start + len(" ".join(parts[:size]))
    return None


def _in_capitals(line: str) -> bool:
    """Whether a line is a headline in capitals, in which capitals say nothing."""
    letters = [sign for sign in line if sign.isalpha()]
    return len(letters) > 12 and sum(sign.isupper() for sign in letters) > CAPITALS_LINE * len(letters) and len(line.split()) > 3


def _in_title_case(line: str) -> bool:
    """Whether a line is a headline with capitals on most words: only names that the text has elsewhere can be told from it."""
    parts = [part for part in line.split() if part[:1].isalpha()]
    return len(parts) > 4 and line.rstrip()[-1:] not in '.!?”"' and sum(part[:1].isupper() for part in parts) > TITLE_CASE_LINE * len(parts)


def _in_headlines(text: str, candidates: list[_Candidate]) -> list[_Candidate]:
    """Names of the text where they stand in its headlines, which were passed over."""
    known = {candidate.text: candidate for candidate in candidates if len(candidate.text) <= LONGEST_NAME}
    if not known:
        return []
    anchors, found = Anchors(known), []
    for line in re.finditer(r"[^\n]+", text):
        if _in_title_case(line[0]) and not _in_capitals(line[0]):
            end = 0
            for anchor in anchors.find(line[0]):
                if anchor.start >= end:
                    end = anchor.end
                    name = known[anchors.words[anchor.word]]
                    found.append(replace(name, start=line.start() + anchor.start, end=line.start() + end))
    return found


def _dateline(words: NameWords, text: str) -> Iterator[_Candidate]:
    """The place, and the medium or region behind it, with which a report opens."""
    for match in DATELINE.finditer(text):
        yield _Candidate(*match.span(1), match[1], "GPE", True)
        if match[2]:
            kind = "GPE" if match[2] in words.territories or match[2].isupper() else "ORG"
            yield _Candidate(*match.span(2), match[2], kind, True)


def _coordinated(candidates: list[_Candidate], text: str) -> list[_Candidate]:
    """Names without a cue that a conjunction joins to one that has a cue take its type."""
    typed = list(candidates)
    for place in range(1, len(typed)):
        one, other = typed[place - 1], typed[place]
        if JOINING.match(text[one.end : other.start]):
            if one.sure and not other.sure:
                typed[place] = replace(other, type=one.type, sure=True)
            elif other.sure and not one.sure:
                typed[place - 1] = replace(one, type=other.type, sure=True)
    return typed


def _trimmed(words: NameWords, lang: str, page: _Page, start: int, end: int) -> tuple[int, int]:
    """Without titles and roles before it, sentence openers, and signs at its end."""
    text, moved = page.text, True
    while moved and start < end:
        moved = False
        first = re.match(r"\S+", text[start:end])
        if first is None:
            break
        rest = start + first.end() + text[start + first.end() : end][:1].isspace()
        word = first[0].rstrip(".,")
        opens = SENTENCE_END.search(text[max(0, start - 4) : start]) is not None or start == 0
        if (
            ((first[0] in words.titles or word in words.titles) and rest < end + 1)
            or (opens and word in words.common)
            or (opens and _is_opener(words, lang, page, word, start, rest, end))
        ):
            start, moved = (rest, True) if rest < end else (end, False)
    while end > start and not text[end - 1].isalnum() and text[end - 1] != ")":
        end -= 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    for suffix in ("-based", "-listed", "-backed", "-owned", "-led", "-nya", "-ku", "-mu"):
        end -= len(suffix) if text[start:end].endswith(suffix) else 0
    return start, end


def _is_opener(words: NameWords, lang: str, page: _Page, word: str, start: int, rest: int, end: int) -> bool:
    """Whether a capitalised word at the start of a sentence is a common word: the text has it in lower case, or it stands before a name."""
    if word in _opening_words(lang):
        return rest >= end and lang != "vi"
    lowered = word.lower()
    if page.text[start:end] in words.territories or re.search(r"[a-z][A-Z]", word):
        return False
    if len(word) > 1 and page.count(lowered):
        return True
    elsewhere = page.count(word) > 1
    if rest < end:
        return not elsewhere and lowered in _function_words(lang)
    return not elsewhere or lowered in _function_words(lang)


@cache
def _opening_words(lang: str) -> frozenset[str]:
    """Words with which names of organizations and places open."""
    words = names_of(lang)
    firsts = (*words.organization_first, *words.facility_first, *words.landscape_first, *words.government_first)
    return frozenset(name.split()[0] for name in firsts)


@cache
def _function_words(lang: str) -> frozenset[str]:
    """Words with which sentences open."""
    listed = {
        "id": "menurut kata karena ketika setelah selain meski meskipun namun tetapi pada dalam di ke dari untuk sebagai seusai sejak hingga saat ini itu para "
        "dua tiga empat satu kedua ketiga semua setiap sebagian beberapa banyak pemerintah perusahaan bank manajemen menteri presiden gubernur bupati logo tim divisi "
        "saham juru analis ketua kepala kuasa lalu juga kini bagi arus siapa tidak belum rencananya jika bila walau peluncuran tekad sumber mantan laba",
        "en": "the a an in on at it he she they but and there this that others shares after before when while since with for from by as if some many most two "
        "three several its his her their last next what who how why no not one both another under over about despite during trials sales",
        "vi": "trong theo một các những sau tuy năm tháng chúng hai ba dự vốn ảnh cuộc nguồn không nhóm trước hồi khi tại với người cùng số đây để từ đến ở trên và "
        "nhưng công ty ông bà anh chị sản phẩm doanh nghiệp",
    }
    return frozenset(listed[lang].split())


def _is_name(words: NameWords, lang: str, text: str, start: int, name: str) -> bool:
    if not 1 < len(name) <= LONGEST_NAME or name in words.titles or name in words.common or not re.search(rf"[{UPPER}]", name):
        return False
    if re.fullmatch(r"[IVXLC]+|[A-Z]\.?", name) or name.lower() in _function_words(lang):
        return False
    return re.search(r"(?:https?://|www\.|@)\S*$", text[max(0, start - 60) : start]) is None


def _type_of(words: NameWords, lang: str, text: str, start: int, end: int) -> tuple[str, bool]:
    """The type that cues give; a default by form where there is none."""
    name = text[start:end]
    before = text[max(0, start - 40) : start]
    inside = _by_form(words, name)
    if inside is not None:
        return inside, True
    if name in words.territories:
        return "GPE", True
    around = _by_context(words, lang, before, text[end : end + 25])
    if around is not None:
        return around, True
    if name in words.people:
        return "NORP", True
    if re.search(r"[a-z][A-Z]", name):
        return "ORG", True
    return (
        "ORG"
        if re.fullmatch(r"[A-ZĐ][A-ZĐ&-]+", name) or re.search(r"[a-z][A-Z]", name)
        else "PERSON"
        if 2 <= len(name.split()) <= 4
        else "ORG"
    ), False


def _by_form(words: NameWords, name: str) -> str | None:
    for kind, firsts in (
        ("ORG", words.organization_first),
        ("FAC", words.facility_first),
        ("LOC", words.landscape_first),
        ("GPE", words.government_first),
        ("EVENT", words.event_first),
        ("LAW", words.law_first),
    ):
        if any(name.startswith(f"{first} ") for first in firsts):
            return kind
    parts = name.split()
    if parts[-1] in words.organization_last and len(parts) > 1:
        return "ORG"
    if parts[-1] in ("Timur", "Barat", "Selatan", "Tengah", "Tenggara", "Utara") and 1 < len(parts) < 4:
        return "GPE"
    if any(particle in parts for particle in ("bin", "binti")):
        return "PERSON"
    if parts[-1] in ("Act", "Law") or parts[0] == "Undang-Undang":
        return "LAW"
    return "FAC" if parts[-1] in ("Airport", "Bridge", "Stadium", "Tower", "Station", "Terminal") else None


def _by_context(words: NameWords, lang: str, before: str, after: str) -> str | None:
    last = re.search(r"([\w.'’-]+)[\s,]+[“\"‘]?$", before)
    word = last[1] if last else ""
    comma = last is not None and "," in last[0]
    lowered = word.lower()
    if (
        word in words.titles or word.rstrip(".") in words.titles or (lang == "vi" and lowered in ("ông", "bà", "anh", "chị"))
    ) and not comma:
        return "PERSON"
    if (lowered in words.quoting and not comma) or lowered in words.people_before:
        return "PERSON"
    if re.match(rf"[,]?\s(?:{'|'.join(sorted(words.speech))})\b", after):
        return "PERSON"
    if lowered in words.organization_before and not comma:
        return "ORG"
    if lowered in words.product_before and not comma:
        return "PRODUCT"
    if lowered in words.work_before:
        return "WORK_OF_ART"
    if lowered in words.place_before and not comma:
        return "GPE"
    if re.match(
        r"\s\([^)]*\d+\s(?:tahun|tuổi)|,\s\d{2}\b|,\s(?:direktur|ketua|pendiri|nelayan|petani|warga|kepala|the\s\w+|chief|founder|director|head)\b",
        after,
    ):
        return "PERSON"
    return None


def _without_overlaps(candidates: list[_Candidate], busy: list[tuple[int, int]]) -> list[_Candidate]:
    """The names that overlap neither what is taken, which binds laws not, nor a name before them in this order: laws, then by place."""
    kept: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda item: (item.type != "LAW", item.start, -item.end)):
        place = bisect_left(kept, candidate.end, key=_start)
        clear = place == 0 or kept[place - 1].end <= candidate.start
        if clear and (candidate.type == "LAW" or _is_free(candidate, busy)):
            kept.insert(place, candidate)
    return kept


def _start(candidate: _Candidate) -> int:
    return candidate.start


def _is_free(candidate: _Candidate, busy: list[tuple[int, int]]) -> bool:
    """Whether nothing of some sorted spans, of which none overlaps another, is inside of a name."""
    place = bisect_left(busy, (candidate.end, 0))
    return place == 0 or busy[place - 1][1] <= candidate.start


def _agreed(candidates: list[_Candidate], words: NameWords) -> list[_Candidate]:
    """One type for all mentions of a name, and for the part of a person's name that stands for the whole."""
    votes: dict[str, Counter[str]] = {}
    for candidate in candidates:
        votes.setdefault(candidate.text, Counter())[candidate.type] += 3 if candidate.sure else 1
    types = {name: max(sorted(counts), key=lambda kind: counts[kind]) for name, counts in votes.items()}
    sure = {candidate.text for candidate in candidates if candidate.sure}
    longer: dict[str, str] = {}
    for name in sorted(types, key=lambda name: (name not in sure, name)):
        parts = name.split()
        if len(parts) > 1 and types[name] == "PERSON":
            longer.setdefault(parts[-1], "PERSON")
            longer.setdefault(parts[0], "PERSON")
        elif len(parts) > 1 and types[name] == "ORG":
            core = [part for part in parts if part not in LEGAL_WORDS]
            longer.setdefault(" ".join(core), "ORG")
            longer.setdefault(" ".join(parts[1:]), "ORG")
            longer.setdefault(" ".join(parts[:-1]), "ORG")
            longer.setdefault(parts[0], "ORG")
    for name in types:
        if name in longer and name not in words.territories:
            types[name] = longer[name]
    for name in [name for name in types if len(name.split()) > 1 and name not in sure]:
        half = name.split()[-1]
        if types.get(half) == "PERSON" and half in sure:
            types[name] = "PERSON"
    return [replace(candidate, type=types[candidate.text]) for candidate in candidates]
