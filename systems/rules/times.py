"""Time expressions: found by one grammar for three languages, normalised to TIMEX3 against the document creation time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from benchmark import Timex

from .calendars import Words, words_of
from .numbers import NumberGrammar, alternatives, number_grammar

__all__ = ["find_times"]

YEAR = r"(?:19|20)\d{2}"
REACH = 70
LOOK_BACK = 45
DURATION_LETTER = {"Y": "Y", "M": "M", "W": "W", "D": "D", "Q": "Q", "X": "H", "E": "DE", "C": "CE"}
TIMED = {"H": "H", "N": "M", "S": "S"}
ZONES = r"(?:\s?(?:WIB|WITA|Wita|WIT|GMT|UTC|BST|EST|PST|EDT))?"


@dataclass(frozen=True)
class _Grammar:
    lang: str
    words: Words
    numbers: NumberGrammar
    anchor: re.Pattern[str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    future: re.Pattern[str]
    approximate: re.Pattern[str]


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    type: str
    value: str
    mod: str | None = None


@dataclass
class _Context:
    """What resolves an expression: the creation time, what stands before it, and the date last spoken of."""

    grammar: _Grammar
    today: date | None
    last: str | None = None
    last_day: date | None = None

    def lies_ahead(self, before: str) -> bool:
        return self.grammar.future.search(before[-LOOK_BACK:]) is not None


def _any(words: object) -> str:
    return alternatives(words)


@cache
def _grammar(lang: str) -> _Grammar:
    words, numbers = words_of(lang), number_grammar(lang)
    unit, month, weekday = _any(words.units), _any(words.months), _any(words.weekdays)
    number = rf"(?:\d+(?:[.,]\d+)?|{numbers.word})"
    modifier = rf"(?:(?P<modifier>{_any(words.modifiers)})[\s-])?"
    approximate = rf"(?:(?P<approximate>{_any(words.approximate)})\s)?"
    part = _any(words.parts)
    clock = _clock(lang, words)
    day_month = {
        "id": rf"(?:tanggal\s)?(?P<day>\d{{1,2}})\s(?:bulan\s)?(?P<month>{month})(?:\s(?:tahun\s)?(?P<year>{YEAR}))?",
        "en": rf"(?:the\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{month})(?:,?\s(?P<year>{YEAR}))?"
        rf"|(?P<month2>{month})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s(?P<year2>{YEAR}))?",
        "vi": rf"ngày\s(?P<day>\d{{1,2}})\s(?P<month>{month})(?:[\s/](?:năm\s)?(?P<year>{YEAR}))?",
    }[lang]
    slash = r"(?P<sday>\d{1,2})/(?P<smonth>\d{1,2})(?:/(?P<syear>\d{4}|\d{2}))?(?!\d)"
    this, last, after, then = _any(words.this), _any(words.last), _any(words.next), _any(words.then)
    pointer = rf"(?P<this>{this})|(?P<last>{last})|(?P<next>{after})|(?P<then>{then})"
    relative = rf"(?P<unit>{unit})\s(?:{pointer})" if words.unit_first else rf"(?:{pointer})\s(?P<unit>{unit})"
    part_of = rf"(?:,?\s(?P<part>{part}))?" if lang != "vi" else ""
    part_before = rf"(?:(?P<partb>{part})\s)?" if lang == "vi" else ""
    prefix = {"id": "", "en": "", "vi": r"(?:ngày\s|hôm\s)?"}[lang]
    sources = [
        ("day", rf"{part_before}(?:(?P<weekday>{weekday}),?\s)?(?:{day_month}){part_of}(?:,?\s{clock})?"),
        ("day", rf"{part_before}(?:(?P<weekday>{weekday}),?\s)\({slash}\){part_of}(?:,?\s{clock})?"),
        (
            "day",
            rf"{part_before}{prefix}(?<![\w/.,]){slash}(?!/){part_of}(?:,?\s{clock})?"
            if lang == "vi"
            else r"(?<![\w/.,-])(?P<sday>\d{1,2})/(?P<smonth>\d{1,2})/(?P<syear>\d{4})(?!\d)",
        ),
        ("day", rf"{part_before}(?P<iso>{YEAR}-\d\d-\d\d)(?!\d)"),
        (
            "weekday",
            rf"{part_before}(?P<weekday>{weekday})(?:\s(?:(?P<last>{last})|(?P<next>{after})|(?P<this>{this})))?{part_of}(?:,?\s{clock})?"
            if words.unit_first
            else rf"(?:(?:(?P<last>{last})|(?P<next>{after})|(?P<this>{this}))\s)?(?P<weekday>{weekday}){part_of}(?:,?\s(?:at\s)?{clock})?",
        ),
        ("month", rf"{modifier}{_bulan(lang)}(?P<month>{month})(?:(?:,?\s|/)(?:(?:tahun|năm|of)\s)?(?P<year>{YEAR}))(?!\d)"),
        (
            "month",
            rf"{modifier}{_bulan(lang)}(?P<month>{month})(?:\s(?:(?P<last>{last})|(?P<next>{after})|(?P<this>{this})))?"
            if words.unit_first
            else rf"{modifier}(?:(?:(?P<last>{last})|(?P<next>{after})|(?P<this>{this}))\s)?(?P<month>{month})",
        ),
        ("period", rf"{modifier}{_period(lang, words)}"),
        ("relative", rf"{_weekend(lang)}{modifier}{relative}" if words.unit_first else rf"{modifier}{relative}"),
        (
            "distance",
            rf"{approximate}(?P<number>{number}|{_any(words.several)})\s(?P<unit>{unit})\s(?:(?P<ago>{_any(words.ago)})|(?P<ahead>{_any(words.ahead)}))",
        ),
        (
            "duration",
            rf"{approximate}(?P<number>{number}|{_any(words.several)})[\s-](?P<unit>{unit})(?:\s(?:{_any(words.span)}))?"
            if lang != "en"
            else rf"{approximate}(?:the\s)?(?:(?:past|last|next|coming)\s)?(?P<number>{number}|an?|{_any(words.several)})[\s-](?P<unit>{unit})(?:\s(?:{_any(words.span)}))?",
        ),
        ("set", rf"(?P<every>{_any(words.every)})\s(?:(?P<weekday>{weekday})|(?P<unit>{unit})|(?P<part>{part}))"),
        ("deictic", rf"(?P<deictic>{_any(words.days)}|{_any(words.now)}|{_any(words.back)}){part_of}"),
        ("decade", r"(?:dekade\s|tahun\s|the\s|thập\sniên\s)?(?P<decade>(?:19|20)\d)0(?:-an|s\b|(?<=niên\s\d{4}))"),
        ("year", rf"{modifier}(?:(?:tahun|năm|the\syear)\s)?(?:(?<![\w.,/$€£-])|(?<=mid-))(?P<year>{YEAR})(?![\w/]|[.,]\d|\s?%)"),
        ("clock", rf"{approximate}{clock}"),
        (
            "part",
            {
                "id": rf"(?P<part>{part})\s(?P<pointer>ini|itu|tadi)",
                "en": rf"(?P<pointer>this|last|that)\s(?P<part>{part})|(?P<tonight>tonight)",
                "vi": rf"(?P<part>{part})\s(?P<pointer>nay|qua|cùng\sngày|mai)",
            }[lang],
        ),
    ]
    if lang == "id":
        sources.append(
            ("relative", rf"(?P<modifier>{_any(words.modifiers)})\s(?P<unit>tahun|bulan|pekan)(?!\s(?:ini|itu|lalu|depan|mendatang))")
        )
        sources.append(("duration", rf"se(?P<unit>{unit})(?:\s(?:{_any(words.span)}))?"))
    if lang == "vi":
        sources.append(("sameday", r"(?:cùng\sngày)"))
    starts = [
        *words.units,
        *words.months,
        *words.weekdays,
        *words.days,
        *words.now,
        *words.back,
        *words.parts,
        "pukul",
        "tonight",
        "dekade",
    ]
    flags = re.IGNORECASE
    return _Grammar(
        lang,
        words,
        numbers,
        re.compile(
            rf"(?<!\w)(?:se)?{_any(starts)}(?!\w)|(?<![\d.,]){YEAR}(?!\d)|\d{{1,2}}/\d{{1,2}}|\d{{1,2}}h\d\d|\d{{1,2}}(?::\d\d)?\s?[ap]\.?m\b",
            flags,
        ),
        tuple((kind, re.compile(rf"(?<![\w$]){source}(?!\w)", flags)) for kind, source in sources),
        re.compile(rf"(?<!\w){_any(words.future)}(?!\w)", flags),
        re.compile(rf"(?<!\w){_any(words.approximate)}$", flags),
    )


def _bulan(lang: str) -> str:
    return r"(?:bulan\s)?" if lang == "id" else ""


def _clock(lang: str, words: Words) -> str:
    zone = ZONES
    if lang == "id":
        return (
            rf"(?:sekitar\s)?(?:pukul|jam)\s(?P<hour>\d{{1,2}})(?:[.:](?P<minute>\d{{2}}))?{zone}(?:\s(?P<clockpart>{_any(words.parts)}))?"
        )
    if lang == "en":
        return rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d{{2}}))?\s?(?P<half>[ap]m\b|[ap]\.m\.){zone}"
    return rf"(?P<hour>\d{{1,2}})(?:h|\sgiờ)\s?(?P<minute>\d{{2}})?(?:\s(?P<clockpart>{_any(words.parts)}))?"


def _period(lang: str, words: Words) -> str:
    ordinal = _any(words.ordinals)
    this, last, after = _any(words.this), _any(words.last), _any(words.next)
    if lang == "id":
        of = rf"(?:[\s/-]{{1,3}}(?:tahun\s)?(?:(?P<year>{YEAR})|(?P<this>{this})|(?P<last>{last})|(?P<next>{after})))?"
        return rf"(?P<period>kuartal|triwulan|semester|paruh)[\s-](?P<ordinal>{ordinal}){of}|(?P<q>[QH])(?P<ordinal2>[1-4])\s?(?P<year2>{YEAR})?"
    if lang == "en":
        of = rf"(?:\s(?:of\s)?(?:(?P<year>{YEAR})|(?P<this>{this})\syear|(?P<last>{last})\syear|(?P<next>{after})\syear))?"
        return rf"(?:the\s)?(?P<ordinal>{ordinal})[\s-](?P<period>quarter|half){of}|(?P<q>[QH])(?P<ordinal2>[1-4])(?:\s(?P<year2>{YEAR}))?"
    of = rf"(?:(?:[\s/-]|\snăm\s)(?:(?P<year>{YEAR})|(?P<this>năm\snay)|(?P<last>năm\s(?:ngoái|trước))|(?P<next>năm\ssau)))?"
    return rf"(?P<period>quý|nửa)\s(?P<ordinal>{ordinal}){of}"


def _weekend(lang: str) -> str:
    return r"(?P<weekend>akhir\s(?=(?:pekan|minggu)\s))?" if lang == "id" else r"(?P<weekend>cuối\s(?=tuần\s))?"


def find_times(text: str, lang: str, dct: str | None) -> Iterator[Timex]:
    """The time expressions of a text, in order, none overlapping another."""
    grammar = _grammar(lang)
    context = _Context(grammar, date.fromisoformat(dct) if dct else None)
    end = 0
    for low, high in _regions(grammar, text):
        matches = sorted(
            (
                (match.start(), -match.end(), rank, kind, match)
                for rank, (kind, pattern) in enumerate(grammar.patterns)
                for match in pattern.finditer(text, low, high)
            ),
            key=lambda item: item[:3],
        )
        for start, _, _, kind, match in matches:
            if start < end or not match[0].strip():
                continue
            found = _RESOLVE[kind](context, match, text[max(0, start - LOOK_BACK) : start])
            if found is None or found.end <= found.start:
                continue
            end = found.end
            if found.type in ("DATE", "TIME") and not found.value.endswith("_REF"):
                context.last = found.value
            yield Timex(found.start, found.end, found.type, found.value, found.mod)


def _regions(grammar: _Grammar, text: str) -> Iterator[tuple[int, int]]:
    """The stretches of the text in which a time expression can stand."""
    low = high = -1
    for anchor in grammar.anchor.finditer(text):
        if low < 0 or anchor.start() - REACH > high:
            if low >= 0:
                yield low, high
            low = _word_start(text, max(0, anchor.start() - REACH, high))
        high = min(len(text), anchor.end() + REACH)
    if low >= 0:
        yield low, high


def _word_start(text: str, place: int) -> int:
    while place > 0 and text[place - 1].isalnum():
        place -= 1
    return place


# --- resolving -------------------------------------------------------------------------------------------------------------------


def _whole(match: re.Match[str], type_: str, value: str, mod: str | None = None) -> _Found:
    return _Found(match.start(), match.end(), type_, value, mod)


def _group(match: re.Match[str], *names: str) -> str | None:
    for name in names:
        if name in match.re.groupindex and match[name]:
            return match[name]
    return None


def _lookup(table: dict[str, object], word: str) -> object:
    folded = re.sub(r"\s", " ", word)
    return table.get(folded) if folded in table else {key.lower(): value for key, value in table.items()}[folded.lower()]


def _time_of_day(context: _Context, match: re.Match[str]) -> str | None:
    """`T19:30` or `TMO`, where the expression has one."""
    words = context.grammar.words
    if (hour := _group(match, "hour")) is not None:
        number, minute = int(hour), _group(match, "minute")
        half = (_group(match, "half") or "").replace(".", "").lower()
        part = _group(match, "clockpart", "part", "partb")
        late = half == "pm" or (part is not None and _lookup(dict(words.parts), part) in ("AF", "NI", "EV"))
        if late and 0 < number < 12:
            number += 12
        if half == "am" and number == 12:
            number = 0
        return f"T{number:02d}:{minute or '00'}" if number < 24 and int(minute or 0) < 60 else None
    if (part := _group(match, "part", "partb")) is not None:
        return f"T{_lookup(dict(words.parts), part)}"
    return None


def _on_day(context: _Context, match: re.Match[str], day: date) -> _Found:
    context.last_day = day
    time = _time_of_day(context, match)
    return _whole(match, "TIME" if time else "DATE", day.isoformat() + (time or ""), _approximation(match))


def _approximation(match: re.Match[str]) -> str | None:
    return "APPROX" if re.search(r"\b(?:sekitar|around|about|khoảng)\s", match[0], re.IGNORECASE) else None


def _day(context: _Context, match: re.Match[str], before: str) -> _Found | None:
    words = context.grammar.words
    if (iso := _group(match, "iso")) is not None:
        try:
            return _on_day(context, match, date.fromisoformat(iso))
        except ValueError:
            return None
    day = int(_group(match, "day", "day2", "sday") or 0)
    name = _group(match, "month", "month2")
    month = int(_group(match, "smonth") or 0) if name is None else int(str(_lookup(dict(words.months), name)))
    written = _group(match, "year", "year2", "syear")
    if written is not None:
        year = int(written) + (2000 if len(written) == 2 else 0)
    elif context.today is None:
        return None
    else:
        year = _nearest_year(context, month, day, before + match[0])
    try:
        return _on_day(context, match, date(year, month, day))
    except ValueError:
        return None


def _nearest_year(context: _Context, month: int, day: int, before: str) -> int:
    """Of a date without a year: the last one, a few days ahead or the next where the text looks ahead."""
    today = context.today or date(2000, 1, 1)
    try:
        here = date(today.year, month, day)
    except ValueError:
        return today.year
    if context.lies_ahead(before):
        return today.year if here >= today else today.year + 1
    return today.year if here <= today + timedelta(days=14) else today.year - 1


def _weekday(context: _Context, match: re.Match[str], before: str) -> _Found | None:
    if context.today is None:
        return None
    wanted = int(str(_lookup(dict(context.grammar.words.weekdays), match["weekday"])))
    if not match["weekday"][:1].isupper():
        return None
    back = (context.today.weekday() - wanted) % 7
    ahead = _group(match, "next") is not None or (context.lies_ahead(before) and _group(match, "last") is None)
    if _group(match, "last") is not None and back == 0:
        back = 7
    day = context.today + timedelta(days=7 - back if ahead and back else 7 if ahead else -back)
    return _on_day(context, match, day)


def _month(context: _Context, match: re.Match[str], before: str) -> _Found | None:
    words = context.grammar.words
    name = match["month"]
    number = int(str(_lookup(dict(words.months), name)))
    mod = _modifier(context, match)
    if (year := _group(match, "year")) is not None:
        return _whole(match, "DATE", f"{year}-{number:02d}", mod)
    if context.today is None or not _is_month(context, match, before):
        return None
    today = context.today
    year_number = today.year
    if _group(match, "last") is not None:
        year_number -= number >= today.month
    elif _group(match, "next") is not None or context.lies_ahead(before):
        year_number += number < today.month
    else:
        year_number -= number > today.month and not _group(match, "this")
    return _whole(match, "DATE", f"{year_number}-{number:02d}", mod)


def _is_month(context: _Context, match: re.Match[str], before: str) -> bool:
    """Whether a month's name alone is meant as one: capitalised, and not part of a longer name."""
    name = match["month"]
    if context.grammar.lang == "vi":
        return True
    if not name[:1].isupper():
        return False
    following = match.string[match.end() : match.end() + 2]
    inside_name = re.search(r"[A-Z][\w-]*\s$", before) is not None and re.search(r"(?:^|[.!?\n]\s*)[A-Z]\w*\s$", before) is None
    return not inside_name and re.match(r"\s[A-Z]", following) is None


def _modifier(context: _Context, match: re.Match[str]) -> str | None:
    word = _group(match, "modifier")
    return None if word is None else str(_lookup(dict(context.grammar.words.modifiers), word))


def _period_value(context: _Context, match: re.Match[str], before: str) -> _Found | None:
    ordinal = _group(match, "ordinal", "ordinal2")
    if ordinal is None:
        return None
    number = int(str(_lookup(dict(context.grammar.words.ordinals), ordinal)))
    letter = (_group(match, "q") or ("H" if match["period"].lower() in ("semester", "paruh", "half", "nửa") else "Q")).upper()
    if letter == "H" and number > 2:
        number = 2
    year = _group(match, "year", "year2")
    if year is None:
        if context.today is None:
            return None
        shift = 1 if _group(match, "next") else -1 if _group(match, "last") else 0
        current = (context.today.month - 1) // (3 if letter == "Q" else 6) + 1
        if not (_group(match, "this") or shift) and number > current and not context.lies_ahead(before) and number - current > 1:
            shift = -1
        year = str(context.today.year + shift)
    return _whole(match, "DATE", f"{year}-{letter}{number}", _modifier(context, match))


def _relative(context: _Context, match: re.Match[str], before: str) -> _Found | None:
    del before
    unit = str(_lookup(dict(context.grammar.words.units), match["unit"]))
    if _group(match, "then") is not None:
        if unit in ("H", "N", "S") or context.last is None:
            return None
        value = _cut(context.last, unit)
        return None if value is None else _whole(match, "DATE", value, _modifier(context, match))
    if context.today is None:
        return None
    step = 1 if _group(match, "next") else -1 if _group(match, "last") else 0
    if _group(match, "weekend") is not None:
        return _whole(match, "DATE", f"{_shifted(context.today, 'W', step)}-WE")
    shifted = _shifted(context.today, unit, step)
    return None if shifted is None else _whole(match, "DATE", shifted, _modifier(context, match))


def _cut(value: str, unit: str) -> str | None:
    """The part of a date that a unit names: the month of a day."""
    length = {"Y": 4, "M": 7, "D": 10}.get(unit)
    if length is None or len(value) < length or (unit != "Y" and not re.match(r"\d{4}-\d\d", value)):
        return None
    return value[:length]


def _shifted(today: date, unit: str, step: int) -> str | None:
    """The year, month, week ... that lies some steps from today's."""
    if unit == "Y":
        return f"{today.year + step:04d}"
    if unit == "M":
        months = today.year * 12 + today.month - 1 + step
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if unit == "W":
        year, week, _ = (today + timedelta(weeks=step)).isocalendar()
        return f"{year:04d}-W{week:02d}"
    if unit == "D":
        return (today + timedelta(days=step)).isoformat()
    if unit == "Q":
        quarters = today.year * 4 + (today.month - 1) // 3 + step
        return f"{quarters // 4:04d}-Q{quarters % 4 + 1}"
    if unit == "X":
        halves = today.year * 2 + (today.month - 1) // 6 + step
        return f"{halves // 2:04d}-H{halves % 2 + 1}"
    if unit == "E":
        return str(today.year // 10 + step)
    if unit == "C":
        return str(today.year // 100 + step)
    return None


def _count_of(context: _Context, match: re.Match[str]) -> float | None:
    """The number of units; None where there are several."""
    written = _group(match, "number")
    if written is None or written.lower() in ("a", "an"):
        return 1
    if re.sub(r"\s", " ", written.lower()) in context.grammar.words.several:
        return None
    value = context.grammar.numbers.value(written, None)
    return None if value is None else float(value)


def _distance(context: _Context, match: re.Match[str], before: str) -> _Found | None:
    del before
    unit = str(_lookup(dict(context.grammar.words.units), match["unit"]))
    count = _count_of(context, match)
    ago = _group(match, "ago") is not None
    if count is None or count != int(count):
        return _whole(match, "DATE", "PAST_REF" if ago else "FUTURE_REF")
    if context.today is None or unit in TIMED:
        return None
    base = context.today
    following = (_group(match, "ahead") or "").lower()
    if following in ("kemudian", "sesudahnya", "setelahnya", "later", "sau", "sau đó") and context.last is not None:
        base = _first_day(context.last) or base
    value = _shifted(base, unit, -int(count) if ago else int(count))
    return None if value is None else _whole(match, "DATE", value, _stated(context, match))


def _first_day(value: str) -> date | None:
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def _stated(context: _Context, match: re.Match[str]) -> str | None:
    word = _group(match, "approximate")
    return None if word is None else str(_lookup(dict(context.grammar.words.approximate), word))


def _duration(context: _Context, match: re.Match[str], before: str) -> _Found | None:
    del before
    words = context.grammar.words
    unit = str(_lookup(dict(words.units), match["unit"]))
    written = _group(match, "number") or ""
    if written.lower() in ("a", "an") and context.grammar.lang == "en":
        return None
    if match["unit"][:1].isupper() and not match[0][:1].isupper():
        return None
    several = re.sub(r"\s", " ", written.lower()) in words.several
    count = None if several else _count_of(context, match)
    if not several and count is None:
        return None
    amount = "X" if count is None else f"{count:g}"
    value = f"PT{amount}{TIMED[unit]}" if unit in TIMED else f"P{amount}{DURATION_LETTER[unit]}"
    return _whole(match, "DURATION", value, _stated(context, match))


def _set(context: _Context, match: re.Match[str], before: str) -> _Found | None:
    words = context.grammar.words
    weekday = _group(match, "weekday")
    if weekday is not None and not weekday[:1].isupper() and weekday.lower() in words.units:
        return _whole(match, "SET", f"P1{DURATION_LETTER[words.units[weekday.lower()]]}")
    if weekday is not None:
        return _whole(match, "SET", f"XXXX-WXX-{int(str(_lookup(dict(words.weekdays), weekday))) + 1}")
    if (part := _group(match, "part")) is not None:
        return _whole(match, "SET", f"XXXX-XX-XXT{_lookup(dict(words.parts), part)}")
    if match["every"].lower() == "a" and re.search(r"\d\S*\s$|(?:million|billion|times|twice|once)\s$", before) is None:
        return None
    unit = str(_lookup(dict(words.units), match["unit"]))
    return _whole(match, "SET", f"PT1{TIMED[unit]}" if unit in TIMED else f"P1{DURATION_LETTER[unit]}")


def _deictic(context: _Context, match: re.Match[str], before: str) -> _Found | None:
    del before
    words = context.grammar.words
    word = re.sub(r"\s", " ", match["deictic"].lower())
    if word in words.days:
        return None if context.today is None else _on_day(context, match, context.today + timedelta(days=words.days[word]))
    if word in words.now:
        return None if word in ("hiện", "now") and match["deictic"][:1].isupper() else _whole(match, "DATE", "PRESENT_REF")
    if context.grammar.lang == "en" and word == "then":
        return None
    return _whole(match, "DATE", context.last or "PAST_REF")


def _decade(context: _Context, match: re.Match[str], before: str) -> _Found | None:
    del context, before
    return _whole(match, "DATE", match["decade"])


def _year(context: _Context, match: re.Match[str], before: str) -> _Found | None:
    if re.search(r"(?:Nomor|No\.|nomor|number|số)\s(?:\d+\s)?$", before) or re.search(r"(?:Nomor|nomor)\s\d+\s$", before):
        return None
    return _whole(match, "DATE", match["year"], _modifier(context, match))


def _clock_time(context: _Context, match: re.Match[str], before: str) -> _Found | None:
    del before
    time = _time_of_day(context, match)
    if time is None:
        return None
    day = context.last_day or context.today
    return _whole(match, "TIME", (day.isoformat() if day else "") + time, _approximation(match))


def _part(context: _Context, match: re.Match[str], before: str) -> _Found | None:
    del before
    if context.today is None:
        return None
    pointer = (_group(match, "pointer") or "").lower()
    part = _group(match, "part")
    name = "NI" if part is None else str(_lookup(dict(context.grammar.words.parts), part))
    step = {"last": -1, "qua": -1, "mai": 1}.get(pointer, 0)
    day = context.today + timedelta(days=step)
    if re.sub(r"\s", " ", pointer) in ("itu", "that", "cùng ngày") and context.last_day is not None:
        day = context.last_day
    return _whole(match, "TIME", f"{day.isoformat()}T{name}")


def _same_day(context: _Context, match: re.Match[str], before: str) -> _Found | None:
    del before
    day = context.last_day or context.today
    return None if day is None else _whole(match, "DATE", day.isoformat())


_RESOLVE = {
    "day": _day,
    "weekday": _weekday,
    "month": _month,
    "period": _period_value,
    "relative": _relative,
    "distance": _distance,
    "duration": _duration,
    "set": _set,
    "deictic": _deictic,
    "decade": _decade,
    "year": _year,
    "clock": _clock_time,
    "part": _part,
    "sameday": _same_day,
}
