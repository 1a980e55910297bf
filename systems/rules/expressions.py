"""The rules for time expressions, language by language.

To add one, write a `Rule` into the list of its language: the kinds of words that give it away, its expression, and what resolves it.
Expressions are matched in folded text (lower case, white space as blanks).  They begin at the anchor, or at a number or leading word
before it: a word that opens an expression and is no anchor goes into `leading`.  The first anchor inside of an expression must be of the
rule's kinds.  Of the rules that match from one place the longest is asked first, of equals the one listed first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from . import resolving
from .anchors import Anchors
from .calendars import Words, words_of
from .numbers import DIGITS, NumberGrammar, alternatives, number_grammar

__all__ = ["Grammar", "Rule", "grammar_of"]

YEAR = r"(?P<year>(?:19|20)\d\d)"
YEARS = tuple(map(str, range(1900, 2100)))
DECADES = tuple(f"{year}s" for year in YEARS if year.endswith("0"))
DAY = r"(?P<day>\d{1,2})"
SLASH = rf"{DAY}/(?P<month>\d{{1,2}})(?:/(?P<year>\d{{4}}|\d\d))?(?!\d)"
FULL_SLASH = rf"(?<![/.,-]){DAY}/(?P<month>\d{{1,2}})/(?P<year>\d{{4}})(?!\d)"
ISO = r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
NUMBER = rf"(?<!\d[.,])(?:{DIGITS})"
ZONE = r"(?:,? ?(?:wib|wita|wit|gmt|utc|bst|est|pst|edt|waktu (?:setempat|\w{3,12})|local time))?"
CODE = rf"(?P<code>[qh])(?P<ordinal>[1-4])(?: {YEAR})?"
CODES = ("q1", "q2", "q3", "q4", "h1", "h2", "h3", "h4")
BARE_YEAR = rf"(?:(?<![\w.,/$€£-])|(?<=mid-)|(?<=\b\d{{4}}[-–])){YEAR}(?![\w/]|[.,]\d| ?%)"
TENS = "(?P<decade>(?:19|20)\\d)0"
TEN_DIGITS = "0123456789"
CLOCK_WORDS = resolving.CLOCK_WORDS


@dataclass(frozen=True)
class Rule:
    """One way to write a time: the kinds of anchors that it can begin with, its expression, and what it means."""

    anchors: str
    """Blank-separated kinds of its language's vocabulary; `<unit` is one that it never begins with: a leading word stands before it."""
    expression: str
    resolve: resolving.Resolver


Compiled = tuple[tuple[re.Pattern[str], resolving.Resolver], ...]


@dataclass(frozen=True)
class Grammar:
    """The rules of one language, ready to be matched."""

    words: Words
    numbers: NumberGrammar
    anchors: Anchors
    beginning: tuple[Compiled, ...]
    """By the anchor's place in the list of anchors, the rules that can begin with it."""
    led: tuple[Compiled, ...]
    """The same, those that can begin with a leading word before it."""
    leading: frozenset[str]
    future: re.Pattern[str]


@cache
def grammar_of(lang: str) -> Grammar:
    """The grammar of id, en or vi."""
    words, numbers = words_of(lang), number_grammar(lang)
    rules, extra = {"id": _indonesian, "en": _english, "vi": _vietnamese}[lang](words, numbers)
    vocabulary: dict[str, tuple[str, ...]] = {
        "unit": tuple(words.units),
        "month": tuple(words.months),
        "weekday": tuple(words.weekdays),
        "part": tuple(words.parts),
        "deictic": (*words.days, *words.now, *words.back),
        "year": YEARS,
        "feast": tuple(words.feasts),
        "season": tuple(words.seasons),
        "periodic": tuple(words.periodic),
        "slash": ("/",),
        "code": CODES,
        **extra,
    }
    inside = {"slash", "half", "hour"}
    anchors = Anchors(
        (word for kind, listed in vocabulary.items() if kind not in inside for word in listed),
        inside=(word for kind, listed in vocabulary.items() if kind in inside for word in listed),
    )
    kinds = [_kinds(word, vocabulary) for word in anchors.words]
    compiled = [(rule.anchors.split(), (re.compile(rf"(?<![\w$]){rule.expression}(?!\w)"), rule.resolve)) for rule in rules]
    return Grammar(
        words,
        numbers,
        anchors,
        tuple(tuple(rule for anchored, rule in compiled if kind.intersection(anchored)) for kind in kinds),
        tuple(tuple(rule for anchored, rule in compiled if kind.intersection(name.lstrip("<") for name in anchored)) for kind in kinds),
        _leading(words, numbers),
        re.compile(rf"(?<!\w){alternatives(words.future)}(?!\w)"),
    )


def _kinds(word: str, vocabulary: Mapping[str, Iterable[str]]) -> set[str]:
    """The kinds of a word and of the shorter words with which it begins: rules for `hari` apply to `hari ini`."""
    return {kind for kind, listed in vocabulary.items() for known in listed if word == known or word.startswith(f"{known} ")}


def _leading(words: Words, numbers: NumberGrammar) -> frozenset[str]:
    """Every word that may stand in an expression before its first anchor."""
    phrases = [*words.modifiers, *words.approximate, *words.several, *words.every, *words.ordinals, *words.opening, *numbers.words, "-"]
    if not words.unit_first:
        phrases += [*words.this, *words.last, *words.next, *words.then]
    return frozenset(word for phrase in phrases for word in re.split(r"[ -]", phrase) if word)


def _named(name: str, words: Iterable[str]) -> str:
    return rf"(?P<{name}>{alternatives(words)})"


def _pointers(words: Words) -> str:
    return rf"(?:{_named('last', words.last)}|{_named('next', words.next)}|{_named('this', words.this)})"


@dataclass(frozen=True)
class _Fragments:
    """The pieces of which the expressions of a language are made."""

    unit: str
    month: str
    weekday: str
    part: str
    pointer: str
    relative: str
    modifier: str
    approximate: str
    number: str
    after: str
    span: str
    every: str
    deictic: str
    feast: str
    season: str
    periodic: str
    several_units: str


def _fragments(words: Words, numbers: NumberGrammar) -> _Fragments:
    pointers = rf"(?:{_named('this', words.this)}|{_named('last', words.last)}|{_named('next', words.next)}|{_named('then', words.then)})"
    return _Fragments(
        unit=_named("unit", words.units),
        month=_named("month", words.months),
        weekday=_named("weekday", words.weekdays),
        part=_named("part", words.parts),
        pointer=_pointers(words),
        relative=pointers,
        modifier=rf"(?:{_named('modifier', words.modifiers)}[ -])?",
        approximate=rf"(?:{_named('approximate', words.approximate)} )?",
        number=rf"(?P<number>{NUMBER}|{numbers.word}|{alternatives(words.several)})",
        after=rf"(?:{_named('ago', words.ago)}|{_named('ahead', words.ahead)})",
        span=rf"(?: {alternatives(words.span)})?",
        every=_named("every", words.every),
        deictic=_named("deictic", (*words.days, *words.now, *words.back)),
        feast=_named("feast", words.feasts),
        season=_named("season", words.seasons),
        periodic=_named("periodic", words.periodic),
        several_units=rf"(?:{NUMBER}|{numbers.word})[ -]{alternatives(words.units)}",
    )


def _indonesian(words: Words, numbers: NumberGrammar) -> tuple[list[Rule], dict[str, tuple[str, ...]]]:
    f = _fragments(words, numbers)
    part = rf"(?: {_named('clockpart', words.parts)})?"
    hour = rf"(?:pukul|jam) (?P<hour>\d{{1,2}}|{_named('said', CLOCK_WORDS)})(?:[.:](?P<minute>\d\d))?{ZONE}{part}"
    pointed = rf"(?: (?:tahun )?(?:{YEAR}|{f.pointer}|(?P<soon>nanti)))?"
    week = rf"(?: (?P<week>pekan|minggu)? ?(?:{f.pointer}|(?P<soon>nanti|besok)))?"
    late = rf"(?:,? {f.part})?(?:,? (?:sekitar )?{hour})?"
    late2 = rf"(?:,? (?:sekitar )?{hour})?"
    of = rf"(?:[ /-]{{1,3}}(?:tahun )?(?:{YEAR}|{f.pointer}))?"
    rules = [
        Rule("weekday <month <bulan", rf"(?:{f.weekday},? )?(?:tanggal )?{DAY} (?:bulan )?{f.month}{pointed}{late}", resolving.day),
        Rule("weekday", rf"{f.weekday},? (?:{f.part} )?\({SLASH}\){late2}", resolving.day),
        Rule("weekday", rf"{f.weekday},? \({SLASH}\){late}", resolving.day),
        Rule("unit", rf"hari {f.weekday}(?:,? {f.part})?{week}", resolving.weekday),
        Rule("unit", rf"hari {f.weekday},? \({SLASH}\){late}", resolving.day),
        Rule("<unit <part", rf"{f.number} {f.part}", resolving.nights),
        Rule("unit", rf"(?:pekan|minggu) {_named('ordinal', words.ordinals)} {f.month}(?: {YEAR})?", resolving.week_of_month),
        Rule("slash", FULL_SLASH, resolving.day),
        Rule("year", ISO, resolving.iso_day),
        Rule("weekday", rf"{f.weekday}(?:,? {f.part})?{week}{late2}", resolving.weekday),
        Rule("month bulan", rf"{f.modifier}(?:bulan )?{f.month}(?:,? |/)(?:tahun )?{YEAR}", resolving.month),
        Rule("month bulan", rf"{f.modifier}(?P<called>bulan )?{f.month}(?: (?:tahun )?{f.pointer}| (?P<soon>nanti))?", resolving.month),
        Rule("period", rf"{f.modifier}(?P<period>kuartal|triwulan|semester|paruh)[ -]{_named('ordinal', words.ordinals)}(?:nya)?{of}", resolving.period),
        Rule("code", rf"{f.modifier}{CODE}", resolving.period),
        Rule("unit", rf"(?P<weekend>akhir (?=(?:pekan|minggu) ))?{f.modifier}{f.unit} {f.relative}", resolving.relative),
        Rule("<unit year", rf"{f.approximate}{f.number} {f.unit} {f.after}", resolving.distance),
        Rule("<unit year", rf"{f.approximate}{f.number}[ -]{f.unit}(?:{f.span}| (?P<over>lebih))", resolving.duration),
        Rule("<unit <weekday <part", rf"{f.every} (?:{f.weekday}|{f.unit}|{f.part})", resolving.every),
        Rule("deictic", rf"{f.deictic}(?:,? {f.part})?", resolving.deictic),
        Rule("year tahun dekade", rf"{f.modifier}(?:dekade |tahun )?{TENS}-an", resolving.decade),
        Rule("year tahun", rf"{f.modifier}(?:tahun )?{BARE_YEAR}", resolving.year),
        Rule("clock", rf"{f.approximate}{hour}", resolving.clock_time),
        Rule("part", rf"{f.part} (?P<pointer>ini|itu|tadi){late2}", resolving.part_of_day),
        Rule("part", "(?P<part>pagi|siang|sore|malam) hari", resolving.bare_part),
        Rule("part", "(?P<part>subuh|fajar|dini hari)", resolving.bare_part),
        Rule("midnight", "tengah malam", resolving.midnight),
        Rule("lastnight", "semalam", resolving.last_night),
        Rule("<zone", rf"{f.approximate}(?P<hour>\d{{1,2}})[.:](?P<minute>\d\d) (?:wib|wita|wit)", resolving.clock_time),
        Rule("clock", rf"{hour},? {f.weekday},?(?: \({SLASH}\))?", resolving.clock_day),
        Rule("<unit", rf"{f.every} {f.number} {f.unit}", resolving.every_so_many),
        Rule("<one", rf"(?:(?:{numbers.word}|\d+) kali|sekali) se{f.unit}", resolving.every),
        Rule("unit", rf"(?<=per ){f.unit}", resolving.every),
        Rule("workday", "hari kerja", resolving.workdays),
        Rule("<unit", rf"{f.approximate}{f.number} (?P<unit>hari) kerja", resolving.duration),
        Rule("<unit", rf"{f.several_units}(?: {f.several_units}){{1,3}}", resolving.compound),
        Rule("<unit halved", rf"(?:{f.number} )?(?P<half_unit>setengah) {f.unit}", resolving.duration),
        Rule("one", rf"se{f.unit} {f.after}", resolving.distance),
        Rule("feast", rf"(?:hari )?{f.feast}(?: (?:tahun )?{YEAR})?", resolving.feast),
        Rule("<feast", rf"{f.every} {f.feast}", resolving.feast),
        Rule("season", rf"{f.season}(?: {f.pointer}| {YEAR})?", resolving.season),
        Rule("periodic", f.periodic, resolving.periodic),
        Rule("deictic", rf"{f.deictic}, (?:{f.weekday},? )?{DAY} {f.month}(?: {YEAR})?", resolving.day),
        Rule("deictic", rf"{f.deictic},? \({SLASH}\)", resolving.day),
        Rule("<unit", r"(?P<modifier>awal|pertengahan|akhir|penghujung) (?P<unit>tahun|bulan|pekan)(?! (?:ini|itu|lalu|depan|mendatang))", resolving.relative),
        Rule("one", rf"se{f.unit}{f.span}", resolving.one),
    ]  # fmt: skip
    return rules, {
        "bulan": ("bulan",),
        "tahun": ("tahun",),
        "dekade": ("dekade",),
        "period": ("kuartal", "triwulan", "semester", "paruh"),
        "clock": ("pukul", "jam"),
        "zone": ("wib", "wita", "wit"),
        "midnight": ("tengah malam",),
        "lastnight": ("semalam",),
        "workday": ("hari kerja",),
        "halved": ("setengah",),
        "one": tuple(f"se{unit}" for unit in words.units),
    }


def _english(words: Words, numbers: NumberGrammar) -> tuple[list[Rule], dict[str, tuple[str, ...]]]:
    f = _fragments(words, numbers)
    hour = rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap]m\b|[ap]\.m\.){ZONE}"
    late = rf"(?:,? {f.part})?(?:,? (?:at )?{hour})?"
    weekday = rf"(?:{f.weekday},? )?"
    th = "(?:st|nd|rd|th)?"
    of = rf"(?: (?:of )?(?:{YEAR}|{f.pointer} year))?"
    counted = rf"(?P<number>{NUMBER}|{numbers.word}|an?|{alternatives(words.several)})"
    rules = [
        Rule("weekday <month", rf"{weekday}(?:the )?{DAY}{th} (?:of )?{f.month}(?:,? {YEAR})?{late}", resolving.day),
        Rule("month weekday", rf"{weekday}{f.month} {DAY}{th}(?!\d)(?:,? {YEAR})?{late}", resolving.day),
        Rule("weekday", rf"{f.weekday},? \({SLASH}\){late}", resolving.day),
        Rule("slash", FULL_SLASH, resolving.day),
        Rule("year", ISO, resolving.iso_day),
        Rule("weekday", rf"(?:{f.pointer} )?{f.weekday}(?:,? {f.part})?(?:,? (?:at )?{hour})?", resolving.weekday),
        Rule("month", rf"{f.modifier}{f.month}(?:,? |/)(?:of )?{YEAR}", resolving.month),
        Rule("month", rf"{f.modifier}(?:{f.pointer} )?{f.month}", resolving.month),
        Rule("<unit", rf"{f.modifier}(?:the )?{_named('ordinal', words.ordinals)}[ -](?P<period>quarter|half){of}", resolving.period),
        Rule("code", rf"{f.modifier}{CODE}", resolving.period),
        Rule("<unit", rf"{f.modifier}{f.relative} {f.unit}", resolving.relative),
        Rule("<unit year", rf"{f.approximate}{f.number} {f.unit} {f.after}", resolving.distance),
        Rule("<unit year", rf"{f.approximate}(?:the )?(?:(?:past|last|next|coming) )?{counted}[ -]{f.unit}{f.span}", resolving.duration),
        Rule("<unit <weekday <part", rf"{f.every} (?:{f.weekday}|{f.unit}|{f.part})", resolving.every),
        Rule("deictic", rf"{f.deictic}(?:,? {f.part})?", resolving.deictic),
        Rule("decade", rf"{f.modifier}(?:the )?{TENS}s", resolving.decade),
        Rule("year <unit", rf"{f.modifier}(?:the year )?{BARE_YEAR}", resolving.year),
        Rule("half", rf"{f.approximate}{hour}", resolving.clock_time),
        Rule("<part", rf"(?P<pointer>this|last|that) {f.part}", resolving.part_of_day),
        Rule("tonight", "tonight", resolving.part_of_day),
        Rule("midnight", rf"{f.approximate}midnight", resolving.midnight),
        Rule("half", rf"{f.approximate}{hour},? (?:on )?{f.weekday}", resolving.weekday),
        Rule("half", rf"{f.approximate}{hour},? (?:on )?{DAY}{th} {f.month}(?:,? {YEAR})?", resolving.day),
        Rule("half", rf"{f.approximate}{hour},? (?:on )?{f.month} {DAY}{th}(?!\d)(?:,? {YEAR})?", resolving.day),
        Rule("midday", rf"(?P<said>noon|midday) on {f.weekday}", resolving.weekday),
        Rule("midday", rf"{f.approximate}(?P<said>noon|midday)", resolving.clock_time),
        Rule("<unit", rf"{f.every} {f.number} {f.unit}", resolving.every_so_many),
        Rule("<weekday", rf"{f.every} {f.weekday} {f.part}", resolving.every),
        Rule("unit", rf"(?<=per ){f.unit}", resolving.every),
        Rule("workday", "weekdays", resolving.workdays),
        Rule("weekend", "(?:the )?weekend", resolving.weekend),
        Rule("<weekend", rf"{f.pointer} weekend", resolving.weekend),
        Rule("<unit", rf"{f.several_units}(?:,? (?:and )?{f.several_units}){{1,3}}", resolving.compound),
        Rule("<unit", rf"half an? {f.unit}", resolving.half),
        Rule("<unit", rf"{f.number} more {f.unit}", resolving.duration),
        Rule("<unit", rf"(?P<number>an?) {f.unit} {f.after}", resolving.distance),
        Rule("feast", rf"{f.feast}(?: {YEAR})?", resolving.feast),
        Rule("<feast", rf"(?:{f.every}|{f.pointer}) {f.feast}", resolving.feast),
        Rule("season <season", rf"{f.modifier}(?:the )?(?:{f.relative} )?{f.season}(?:(?: of)? {YEAR})?", resolving.season),
        Rule("periodic", f.periodic, resolving.periodic),
    ]  # fmt: skip
    halves = (f"{digit}{blank}{half}" for digit in TEN_DIGITS for blank in ("", " ") for half in ("am", "pm", "a.m.", "p.m."))
    return rules, {
        "half": tuple(halves),
        "tonight": ("tonight",),
        "midnight": ("midnight",),
        "midday": ("noon", "midday"),
        "workday": ("weekdays",),
        "weekend": ("weekend",),
        "decade": DECADES,
    }


def _vietnamese(words: Words, numbers: NumberGrammar) -> tuple[list[Rule], dict[str, tuple[str, ...]]]:
    f = _fragments(words, numbers)
    hour = rf"(?P<hour>\d{{1,2}})(?:h| giờ)(?: ?(?P<minute>\d\d))?(?: {_named('clockpart', words.parts)})?"
    early, late = rf"(?:{f.part} )?", rf"(?:,? {hour})?"
    of = rf"(?:(?:[ /-]| năm )(?:{YEAR}|(?P<this>năm nay)|(?P<last>năm (?:ngoái|trước))|(?P<next>năm sau)))?"
    rules = [
        Rule("unit weekday part", rf"{early}(?:{f.weekday},? )?ngày {DAY} {f.month}(?:[ /](?:năm )?{YEAR})?{late}", resolving.day),
        Rule("weekday part", rf"{early}{f.weekday},? \({SLASH}\){late}", resolving.day),
        Rule("slash unit part", rf"{early}(?:ngày )?(?<![/.,]){SLASH}(?!/){late}", resolving.day),
        Rule("year part", rf"{early}{ISO}", resolving.iso_day),
        Rule("weekday part", rf"{early}{f.weekday}(?: {f.pointer})?{late}", resolving.weekday),
        Rule("month", rf"{f.modifier}{f.month}(?:,? |/)(?:năm )?{YEAR}", resolving.month),
        Rule("month", rf"{f.modifier}{f.month}(?: {f.pointer})?", resolving.month),
        Rule("unit period", rf"{f.modifier}(?P<period>quý|nửa) {_named('ordinal', words.ordinals)}{of}", resolving.period),
        Rule("unit", rf"(?P<weekend>cuối (?=tuần ))?{f.modifier}{f.unit} {f.relative}", resolving.relative),
        Rule("hour <unit", rf"{f.approximate}{hour}", resolving.clock_time),
        Rule("<unit year", rf"{f.approximate}{f.number} {f.unit} {f.after}", resolving.distance),
        Rule("<unit year", rf"{f.approximate}{f.number}[ -]{f.unit}{f.span}", resolving.duration),
        Rule("<unit <weekday <part", rf"{f.every} (?:{f.weekday}|{f.unit}|{f.part})", resolving.every),
        Rule("deictic", f.deictic, resolving.deictic),
        Rule("<year <unit", rf"{f.modifier}(?:thập niên|những năm) {TENS}", resolving.decade),
        Rule("year unit", rf"{f.modifier}(?:năm )?{BARE_YEAR}", resolving.year),
        Rule("part", rf"{f.part} (?P<pointer>nay|qua|cùng ngày|mai)", resolving.part_of_day),
        Rule("hour <unit", rf"{hour} (?P<pointer>nay|qua|mai)", resolving.clock_pointed),
        Rule("<unit", rf"{f.every} {f.number} {f.unit}", resolving.every_so_many),
        Rule("feast", rf"{f.feast}(?: {YEAR})?", resolving.feast),
        Rule("<feast", rf"{f.every}(?: \w+)? {f.feast}", resolving.feast),
        Rule("season", rf"{f.season}(?: (?:{f.pointer}|(?:năm )?{YEAR}))?", resolving.season),
        Rule("periodic", f.periodic, resolving.periodic),
        Rule("unit", "(?P<unit>ngày|tháng|năm) nào", resolving.every),
        Rule("sameday", "cùng ngày", resolving.same_day),
    ]  # fmt: skip
    return rules, {"period": ("nửa",), "hour": tuple(f"{digit}h" for digit in TEN_DIGITS), "sameday": ("cùng ngày",)}
