"""What a time expression means: from the parts that a rule's expression names to a TIMEX3 value, against the creation time.

A resolver takes the context and the expression, and gives a Timex, or None where the words are none; then the next candidate is asked.
Part names are one vocabulary for all rules: `day`, `month`, `year`, `weekday`, `unit`, `number`, `part` (of the day), `hour`, `minute`,
`half` (am or pm), `this`, `last`, `next`, `then` (pointers), `ago`, `ahead`, `modifier`, `approximate`, `every`, `ordinal`, `period`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from benchmark import Timex

from .calendars import SHORT_MONTHS, Words
from .numbers import NumberGrammar, plain

__all__ = [
    "CLOCK_WORDS",
    "Context",
    "Expression",
    "Resolver",
    "bare_part",
    "clock_day",
    "clock_pointed",
    "clock_time",
    "compound",
    "day",
    "decade",
    "deictic",
    "distance",
    "duration",
    "every",
    "every_so_many",
    "feast",
    "half",
    "iso_day",
    "last_night",
    "midnight",
    "month",
    "nights",
    "one",
    "part_of_day",
    "period",
    "periodic",
    "relative",
    "same_day",
    "season",
    "week_of_month",
    "weekday",
    "weekend",
    "workdays",
    "year",
]

LOOK_BACK = 60
LONGEST_NUMBERING = 24
SAME_DAY = 400
DAYS_AHEAD = 100
MONTHS_AHEAD = 3
BOUND_AHEAD = 8
AHEAD_DAYS = 120
DURATION_LETTER = {"Y": "Y", "M": "M", "W": "W", "D": "D", "Q": "Q", "X": "H", "E": "DE", "C": "CE", "F": "W"}
TIMED = {"H": "H", "N": "M", "S": "S"}
PERIOD_LETTER = {"semester": "H", "paruh": "H", "half": "H", "nửa": "H"}
LAST_MONTH = {"Q": 3, "H": 6}
AROUND = ("sekitar ", "around ", "about ", "khoảng ")
NUMBERED = re.compile(r"(?:Nomor|No\.|nomor|number|số)\s(?:\d+\s)?(?:[Tt]ahun\s)?$|\bAct\s$")
COUNTED = re.compile(r"\d\S*\s$|(?:million|billion|times|twice|once)\s$", re.IGNORECASE)
AFTER_NAME = re.compile(r"[A-Z][\w-]*\s$")
AFTER_OPENER = re.compile(r"(?:^|[.!?\n]\s*)[A-Z]\w*\s$")
TWO_DIGITS = tuple(f"{number:02d}" for number in range(100))
CLOCK_WORDS = {
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "sebelas": 11,
    "dua belas": 12,
}
PAST = re.compile(r"(?<!\w)(?:sejak|telah|since|had|hồi|từng)(?!\w)")
LISTED = re.compile(r"(?:setiap|tiap|saban|every|each|mỗi) (?:[\w ]{2,12}(?:,| dan| and| và) ){1,4}$")
RATE = re.compile(r"(?:\d[.,\d]*|persen|rupiah|ribu|juta|miliar|kwh|kali|jam|kilogram|ton|hari|dolar|ringgit|dollars?)\s$", re.IGNORECASE)
RANGE = re.compile(r"[–-][A-Z]")
AFTER_PRAYER = re.compile(r"(?:azan|salat|sholat|jamaah|jemaah)\s$")
HALVES = {"Y": "P6M", "H": "PT30M", "D": "PT12H", "M": "P15D", "C": "P50Y", "E": "P5Y"}
ABBREVIATED = frozenset(name for names in SHORT_MONTHS.values() for name in names)
PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(slots=True)
class Context:
    """What resolves an expression beside itself: the language, the creation time, and the date last spoken of."""

    words: Words
    numbers: NumberGrammar
    future: re.Pattern[str]
    """Words before an expression that make it lie ahead."""
    today: date | None
    last: str | None = None
    last_day: date | None = None
    day_end: int = -1
    """Where the expression ends that gave the last day."""


@dataclass(slots=True)
class Expression:
    """Where a rule matched, and the parts that it named, folded."""

    text: str
    match: re.Match[str]
    """In the folded text."""
    parts: dict[str, str | None]

    def get(self, name: str) -> str | None:
        """A part, None where it does not stand there or the rule has none of that name."""
        return self.parts.get(name)

    def capital(self, name: str | int = 0) -> bool:
        """Whether a part, or the whole, opens with a capital in the text."""
        return self.text[self.match.start(name)].isupper()

    def before(self, size: int = LOOK_BACK) -> str:
        """What the text has before it."""
        start = self.match.start()
        return self.text[max(0, start - size) : start]

    def lies_ahead(self, context: Context, *, whole: bool = False) -> bool:
        """Whether a word before it, or with `whole` inside of it, looks ahead."""
        end = self.match.end() if whole else self.match.start()
        before = self.match.string[max(0, end - LOOK_BACK) : end]
        return _holds(before, context.words.future) and context.future.search(before) is not None

    def bounded(self, context: Context) -> bool:
        """Whether a word right before it sets a limit."""
        before = self.before(LONGEST_NUMBERING).lower().rstrip()
        return before.endswith(context.words.bounds) and PAST.search(before) is None

    def timex(self, type_: str, value: str, mod: str | None = None) -> Timex:
        """The answer, over all of it."""
        return Timex(self.match.start(), self.match.end(), type_, value, mod)


Resolver = Callable[[Context, Expression], Timex | None]


def _holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of some words stands in a short text; a loop takes a fifth of the time of `any`."""
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False


# --- days and their parts --------------------------------------------------------------------------------------------------------


def day(context: Context, found: Expression) -> Timex | None:
    """A day of a month, named or numbered, with or without year, part of the day and clock."""
    number, name, written = int(found.get("day") or 0), found.get("month"), found.get("year")
    month_number = context.words.months[name] if name is not None and not name.isdigit() else int(name or 0)
    if written is not None:
        year_number = int(written) + (2000 if len(written) == 2 else 0)
    elif context.today is None:
        return None
    elif found.get("last") is not None:
        today = context.today
        year_number = today.year - ("tahun" in found.match[0] or (month_number, number) > (today.month, today.day))
    else:
        year_number = _nearest_year(context, found, month_number, number)
    try:
        return _on_day(context, found, date(year_number, month_number, number))
    except ValueError:
        return None


def iso_day(context: Context, found: Expression) -> Timex | None:
    """2025-06-10."""
    try:
        return _on_day(context, found, date.fromisoformat(found.get("iso") or ""))
    except ValueError:
        return None


def _nearest_year(context: Context, found: Expression, month_number: int, day_number: int) -> int:
    """Of a date without a year: the last one, a few days ahead or the next where the text looks ahead."""
    today = context.today or date(2000, 1, 1)
    try:
        here = date(today.year, month_number, day_number)
    except ValueError:
        return today.year
    if found.get("next") or found.get("soon") or found.lies_ahead(context, whole=True):
        return today.year if here >= today else today.year + 1
    if found.bounded(context):
        return today.year if here >= today or (today - here).days < AHEAD_DAYS else today.year + 1
    if PAST.search(found.before(LONGEST_NUMBERING).lower()):
        return today.year if here <= today else today.year - 1
    return today.year if here.toordinal() - today.toordinal() <= DAYS_AHEAD else today.year - 1


def weekday(context: Context, found: Expression) -> Timex | None:
    """A day of the week: the last one, or the next where a word says so."""
    if context.today is None or not (context.words.lower_months or found.capital("weekday")):
        return None
    if context.words.lower_months and not found.capital("weekday"):
        called = found.text[found.match.start("weekday") : found.match.end("weekday")].rpartition(" ")[2]
        if called.islower():
            return None
    if LISTED.search(found.before().lower()):
        return found.timex("SET", f"XXXX-WXX-{context.words.weekdays[found.parts['weekday'] or ''] + 1}")
    if found.get("week") is not None or (found.get("next") is not None and context.words.unit_first):
        step = (found.get("next") is not None) - (found.get("last") is not None)
        monday = _days_from(context.today, -context.today.weekday() + 7 * step)
        return _on_day(context, found, _days_from(monday, context.words.weekdays[found.parts["weekday"] or ""]))
    back = (context.today.weekday() - context.words.weekdays[found.parts["weekday"] or ""]) % 7
    last = found.get("last") is not None
    if _same_line(context, found) and context.last_day is not None and context.last_day > context.today and not last:
        on = (context.words.weekdays[found.parts["weekday"] or ""] - context.last_day.weekday()) % 7
        return _on_day(context, found, _days_from(context.last_day, on))
    ahead = found.bounded(context) or found.get("next") is not None or found.get("soon") is not None
    ahead = ahead or (not last and found.lies_ahead(context))
    if last and back == 0:
        back = 7
    return _on_day(context, found, _days_from(context.today, 7 - back if ahead and back else 7 if ahead else -back))


def deictic(context: Context, found: Expression) -> Timex | None:
    """Today, now, at that time."""
    word = found.parts["deictic"] or ""
    if word in context.words.days:
        return None if context.today is None else _on_day(context, found, _days_from(context.today, context.words.days[word]))
    if word in context.words.now:
        return None if word in ("hiện", "now") and found.capital("deictic") else found.timex("DATE", "PRESENT_REF")
    if found.before(6).lower().endswith("trong ") and word == "khi đó":
        return None
    return None if word == "then" else found.timex("DATE", context.last or "PAST_REF")


def same_day(context: Context, found: Expression) -> Timex | None:
    """The day last spoken of."""
    known = context.last_day or context.today
    return None if known is None else found.timex("DATE", _iso(known))


def part_of_day(context: Context, found: Expression) -> Timex | None:
    """A part of a day that is pointed at: this morning, that evening."""
    if context.today is None:
        return None
    pointer, part = found.get("pointer") or "", found.get("part")
    known = context.today + timedelta(days={"last": -1, "qua": -1, "mai": 1}.get(pointer, 0))
    if pointer in ("itu", "that", "cùng ngày") and context.last_day is not None:
        known = context.last_day
    if found.get("hour") is not None:
        return _on_day(context, found, known)
    return found.timex("TIME", f"{_iso(known)}T{'NI' if part is None else context.words.parts[part]}")


def clock_time(context: Context, found: Expression) -> Timex | None:
    """A time of the clock, on the day last spoken of."""
    time = _time_of_day(context, found)
    if time is None:
        return None
    known = context.last_day if _same_line(context, found) else None
    return found.timex("TIME", (_iso(known) if known else "") + time, _around(found))


def _same_line(context: Context, found: Expression) -> bool:
    """Whether the last day was given shortly before, in the same paragraph."""
    start = found.match.start()
    return 0 <= start - context.day_end <= SAME_DAY and "\n" not in found.text[max(0, context.day_end) : start]


def clock_day(context: Context, found: Expression) -> Timex | None:
    """A clock time before its weekday or date."""
    return day(context, found) if found.get("day") is not None else weekday(context, found)


def clock_pointed(context: Context, found: Expression) -> Timex | None:
    """6h sáng nay: a clock time with a day that is pointed at."""
    if context.today is None:
        return None
    return _on_day(context, found, _days_from(context.today, {"nay": 0, "qua": -1, "mai": 1}[found.get("pointer") or "nay"]))


def bare_part(context: Context, found: Expression) -> Timex | None:
    """A part of the day of no stated day."""
    part = found.parts["part"] or ""
    if (part == "fajar" and found.capital()) or AFTER_PRAYER.search(found.before(LONGEST_NUMBERING).lower()):
        return None
    return found.timex("TIME", f"T{context.words.parts[part]}")


def nights(context: Context, found: Expression) -> Timex | None:
    """Parts of days that are counted."""
    count = _count(context, found)
    return None if count is None else found.timex("DURATION", f"PT{plain(count)}{context.words.parts[found.parts['part'] or '']}")


def week_of_month(context: Context, found: Expression) -> Timex | None:
    """The third week of a month."""
    number, written = context.words.months[found.parts["month"] or ""], found.get("year")
    if context.today is None:
        return None
    middle = 7 * context.words.ordinals[found.parts["ordinal"] or ""] - 3
    known = int(written) if written else _nearest_year(context, found, number, middle)
    return found.timex("DATE", _shifted(date(known, number, middle), "W", 0) or str(known))


def midnight(context: Context, found: Expression) -> Timex | None:
    """Midnight ends the day last spoken of."""
    if found.capital() and found.before(1) not in ("", "\n"):
        return None
    known = context.last_day if _same_line(context, found) else None
    return found.timex("TIME", f"{_iso(known) if known else ''}T24:00", _around(found))


def last_night(context: Context, found: Expression) -> Timex | None:
    """`semalam`: last night, the unit of a rate, or one night spent."""
    before = found.before(LONGEST_NUMBERING).lower()
    if RATE.search(before):
        return found.timex("SET", "P1D")
    if "inap" in before or "selama" in before:
        return found.timex("DURATION", "PT1NI")
    return None if context.today is None else found.timex("TIME", f"{_iso(_days_from(context.today, -1))}TNI")


def _on_day(context: Context, found: Expression, known: date) -> Timex:
    context.last_day = known
    context.day_end = found.match.end()
    time = _time_of_day(context, found)
    return found.timex("TIME" if time else "DATE", _iso(known) + (time or ""), _around(found))


def _time_of_day(context: Context, found: Expression) -> str | None:
    """`T19:30` or `TMO`, where the expression has one."""
    hour, part, said = found.get("hour"), found.get("part"), found.get("said")
    if said is not None:
        hour = "12" if said in ("noon", "midday") else str(CLOCK_WORDS[said])
    if hour is None:
        return None if part is None else f"T{context.words.parts[part]}"
    number, minute = int(hour), found.get("minute") or "00"
    half, part = (found.get("half") or "").replace(".", ""), found.get("clockpart") or part
    late = half == "pm" or (part is not None and context.words.parts[part] in ("AF", "NI", "EV"))
    late = late or (part == "siang" and number < 4)
    if late and 0 < number < 12:
        number += 12
    if half == "am" and number == 12:
        number = 0
    return f"T{TWO_DIGITS[number]}:{minute}" if (number < 24 and int(minute) < 60) or (number, minute) == (24, "00") else None


def _days_from(today: date, days: int) -> date:
    return date.fromordinal(min(max(today.toordinal() + days, 1), date.max.toordinal()))


_iso = lru_cache(maxsize=4096)(date.isoformat)


def _around(found: Expression) -> str | None:
    return "APPROX" if _holds(found.match[0], AROUND) else None


# --- months, years and other periods ---------------------------------------------------------------------------------------------


def month(context: Context, found: Expression) -> Timex | None:
    """A month, with its year or the nearest one."""
    number, mod, written = context.words.months[found.parts["month"] or ""], _modifier(context, found), found.get("year")
    if written is not None:
        return found.timex("DATE", f"{written}-{TWO_DIGITS[number]}", mod)
    if context.today is None or not (context.words.lower_months or _is_month(found)):
        return None
    if (found.parts["month"] or "") in ABBREVIATED:
        return None
    today = context.today
    year_number = today.year
    if found.get("last") is not None:
        year_number -= number >= today.month or "tahun" in found.match[0]
    elif (
        found.get("next") is not None
        or found.get("soon") is not None
        or (PAST.search(found.before(LONGEST_NUMBERING).lower()) is None and found.lies_ahead(context))
    ):
        year_number += number < today.month
    elif found.get("this") is None:
        ahead = (number - today.month) % 12
        soon = ahead <= (BOUND_AHEAD if found.bounded(context) else MONTHS_AHEAD)
        soon = soon and PAST.search(found.before(LONGEST_NUMBERING).lower()) is None and not RANGE.match(found.text, found.match.end())
        year_number += (ahead > 0 and number < today.month) if soon else -(number > today.month)
    return found.timex("DATE", f"{min(max(year_number, 1), 9999):04d}-{TWO_DIGITS[number]}", mod)


def _is_month(found: Expression) -> bool:
    """Whether a month's name alone is meant as one: capitalised, and called a month or no part of a longer name."""
    if not found.capital("month"):
        return False
    if found.get("called") is not None:
        return True
    following = found.text[found.match.end() : found.match.end() + 2]
    if following[:1].isspace() and "A" <= following[1:] <= "Z":
        return False
    before = found.before()
    last = before[:-1].rpartition(" ")[2]
    return last.islower() or AFTER_NAME.search(before) is None or AFTER_OPENER.search(before) is not None


def year(context: Context, found: Expression) -> Timex | None:
    """A year, unless it numbers a law."""
    return (
        None
        if NUMBERED.search(found.before(LONGEST_NUMBERING))
        else found.timex("DATE", found.parts["year"] or "", _modifier(context, found))
    )


def decade(context: Context, found: Expression) -> Timex | None:
    """The 1990s."""
    return found.timex("DATE", found.parts["decade"] or "", _modifier(context, found))


def period(context: Context, found: Expression) -> Timex | None:
    """A quarter or half of a year."""
    number = context.words.ordinals[found.parts["ordinal"] or ""]
    letter = (found.get("code") or PERIOD_LETTER.get(found.get("period") or "", "q")).upper()
    if letter == "H" and number > 2:
        number = 2
    written = found.get("year")
    if written is None:
        if context.today is None:
            return None
        shift = (found.get("next") is not None) - (found.get("last") is not None)
        current = (context.today.month - 1) // LAST_MONTH[letter] + 1
        if not shift and found.get("this") is None and number - current > 1 and not found.lies_ahead(context):
            shift = -1
        written = str(context.today.year + shift)
    return found.timex("DATE", f"{written}-{letter}{number}", _modifier(context, found))


def relative(context: Context, found: Expression) -> Timex | None:
    """A unit that is pointed at: this year, last week, the same month."""
    unit = context.words.units[found.parts["unit"] or ""]
    if found.get("then") is not None:
        value = None if unit in TIMED or context.last is None else _cut(context.last, unit)
    elif context.today is None:
        return None
    else:
        step = (found.get("next") is not None) - (found.get("last") is not None)
        if found.get("weekend") is not None:
            return found.timex("DATE", f"{_shifted(context.today, 'W', step)}-WE")
        value = _shifted(context.today, unit, step)
    return None if value is None else found.timex("DATE", value, _modifier(context, found))


def _modifier(context: Context, found: Expression) -> str | None:
    word = found.get("modifier")
    return None if word is None else context.words.modifiers[word]


def _cut(value: str, unit: str) -> str | None:
    """The part of a date that a unit names: the month of a day."""
    length = {"Y": 4, "M": 7, "D": 10}.get(unit)
    if length is None or len(value) < length or (unit != "Y" and not re.match(r"\d{4}-\d\d", value)):
        return None
    return value[:length]


@lru_cache(maxsize=4096)
def _shifted(today: date, unit: str, step: int) -> str | None:
    """The year, month, week ... that lies some steps from today's; None where that is outside of the calendar."""
    months = today.year * 12 + today.month - 1
    try:
        if unit == "W":
            year_number, week, _ = (today + timedelta(weeks=step)).isocalendar()
            return f"{year_number:04d}-W{week:02d}"
        if unit == "D":
            return (today + timedelta(days=step)).isoformat()
    except OverflowError:
        return None
    years, rest = {
        "Y": (today.year + step, ""),
        "M": ((months + step) // 12, f"-{(months + step) % 12 + 1:02d}"),
        "Q": ((months // 3 + step) // 4, f"-Q{(months // 3 + step) % 4 + 1}"),
        "X": ((months // 6 + step) // 2, f"-H{(months // 6 + step) % 2 + 1}"),
        "E": ((today.year // 10 + step) * 10, ""),
        "C": ((today.year // 100 + step) * 100, ""),
    }.get(unit, (0, ""))
    if not 0 < years <= date.max.year:
        return None
    return f"{years:04d}{rest}"[: {"E": 3, "C": 2}.get(unit)]


# --- lengths and sets ------------------------------------------------------------------------------------------------------------


def distance(context: Context, found: Expression) -> Timex | None:
    """So many units ago or from now."""
    unit, count, ago = context.words.units[found.parts["unit"] or ""], _count(context, found), found.get("ago") is not None
    if count is None or count != int(count):
        return found.timex("DATE", "PAST_REF" if ago else "FUTURE_REF")
    if context.today is None:
        return None
    base = context.today
    if found.get("ahead") in context.words.afterwards and context.last is not None:
        base = _first_day(context.last) or base
    if unit in TIMED:
        return _clock_distance(context, found, TIMED[unit], -int(count) if ago else int(count))
    if unit == "F":
        unit, count = "W", count * 2
    value = _shifted(base, unit, -int(count) if ago else int(count))
    return None if value is None else found.timex("DATE", value, _approximate(context, found))


def _clock_distance(context: Context, found: Expression, unit: str, count: int) -> Timex | None:
    """So many hours or minutes from the clock time last spoken of; of that day where only it is known."""
    match = re.fullmatch(r"(.*)T(\d\d):(\d\d)", context.last or "")
    if match is None or unit == "S":
        return found.timex("TIME", "PAST_REF" if count < 0 else "FUTURE_REF")
    minutes = int(match[2]) * 60 + int(match[3]) + count * (60 if unit == "H" else 1)
    if not 0 <= minutes < 24 * 60:
        return found.timex("TIME", "PAST_REF" if count < 0 else "FUTURE_REF")
    return found.timex("TIME", f"{match[1]}T{TWO_DIGITS[minutes // 60]}:{TWO_DIGITS[minutes % 60]}")


def one(context: Context, found: Expression) -> Timex | None:
    """`setahun`: a year, or the unit of a rate."""
    if RATE.search(found.before(LONGEST_NUMBERING)) and found.match[0].count(" ") == 0:
        return found.timex("SET", _length("1", context.words.units[found.parts["unit"] or ""]))
    return duration(context, found)


def half(context: Context, found: Expression) -> Timex | None:
    """Half an hour, half a year."""
    value = HALVES.get(context.words.units[found.parts["unit"] or ""])
    return None if value is None else found.timex("DURATION", value)


def compound(context: Context, found: Expression) -> Timex | None:
    """2 hours 51 minutes 36 seconds."""
    large, small = "", ""
    for count, unit in _COUNTS.findall(found.match[0]):
        letter, number = context.words.units.get(unit), context.numbers.value(count.strip(), None)
        if letter is None or number is None:
            return None
        if letter in TIMED:
            small += f"{plain(number)}{TIMED[letter]}"
        else:
            large += f"{plain(number)}{DURATION_LETTER[letter]}"
    return found.timex("DURATION", f"P{large}{'T' if small else ''}{small}")


_COUNTS = re.compile(r"([\d.,]+|[^\W\d]+(?: [^\W\d]+)??)[ -]([^\W\d]+)(?:,? (?:and )?|$)")


def every_so_many(context: Context, found: Expression) -> Timex | None:
    """Every six months."""
    count = _count(context, found)
    return None if count is None else found.timex("SET", _length(plain(count), context.words.units[found.parts["unit"] or ""]))


def workdays(context: Context, found: Expression) -> Timex | None:
    """Working days, as what recurs."""
    return found.timex("SET", "P1D")


def weekend(context: Context, found: Expression) -> Timex | None:
    """The last weekend, or the one that is pointed at."""
    if context.today is None:
        return None
    step = 1 if found.get("next") is not None else 0 if found.get("this") is not None or found.lies_ahead(context) else -1
    return found.timex("DATE", f"{_shifted(context.today, 'W', step)}-WE")


def feast(context: Context, found: Expression) -> Timex | None:
    """A feast: its day where the calendar fixes it, else its year; every year's is a set."""
    name = found.parts["feast"] or ""
    if not found.capital("feast") or AFTER_NAME.search(found.before(LONGEST_NUMBERING)):
        return None
    if found.get("every") is not None:
        return found.timex("SET", "XXXX")
    written = found.get("year")
    if written is None and context.today is None:
        return None
    known = int(written) if written else (context.today or date.min).year
    known += (found.get("next") is not None) - (found.get("last") is not None)
    return found.timex("DATE", f"{min(max(known, 1), 9999):04d}{context.words.feasts[name]}")


def season(context: Context, found: Expression) -> Timex | None:
    """A season of the year, or of the weather: then the year alone."""
    code, written = context.words.seasons[found.parts["season"] or ""], found.get("year")
    if found.match[0] in ("fall", "spring"):
        return None
    if written is None and context.today is None:
        return None
    known = int(written) if written else (context.today or date.min).year
    known += (found.get("next") is not None) - (found.get("last") is not None)
    if found.get("then") is not None and context.last is not None and context.last[:4].isdigit():
        known = int(context.last[:4])
    return found.timex("DATE", f"{min(max(known, 1), 9999):04d}{code and f'-{code}'}", _modifier(context, found))


def periodic(context: Context, found: Expression) -> Timex | None:
    """Annual, monthly: a set."""
    return None if found.capital() else found.timex("SET", context.words.periodic[found.parts["periodic"] or ""])


def duration(context: Context, found: Expression) -> Timex | None:
    """So many units."""
    unit, written = context.words.units[found.parts["unit"] or ""], found.get("number")
    if written in ("a", "an") or (found.capital("unit") and not found.capital()):
        return None
    several = written in context.words.several
    count = None if several else _count(context, found)
    if found.get("half_unit") is not None:
        if written is None:
            return half(context, found)
        if count is not None:
            count += Decimal("0.5")
    if unit == "F" and count is not None:
        unit, count = "W", count * 2
    if found.get("over") is not None:
        return found.timex("DURATION", _length("X" if count is None else plain(count), unit), "MORE_THAN")
    if count is None and not several:
        return None
    return found.timex("DURATION", _length("X" if count is None else plain(count), unit), _approximate(context, found))


def every(context: Context, found: Expression) -> Timex | None:
    """Every Friday, each morning, three times a week."""
    words, name, part = context.words, found.get("weekday"), found.get("part")
    if name is not None and not found.capital("weekday") and name in words.units:
        return found.timex("SET", _length("1", words.units[name]))
    if name is not None:
        return found.timex("SET", f"XXXX-WXX-{words.weekdays[name] + 1}{f'T{words.parts[part]}' if part else ''}")
    if part is not None and found.get("every") not in ("a", "an"):
        return found.timex("SET", f"XXXX-XX-XXT{words.parts[part]}")
    if found.get("every") in ("a", "an") and (found.capital() or not found.get("unit")):
        return None
    if found.get("every") in ("a", "an") and COUNTED.search(found.before()) is None:
        return None
    return found.timex("SET", _length("1", words.units[found.parts["unit"] or ""]))


def _length(count: str, unit: str) -> str:
    return f"PT{count}{TIMED[unit]}" if unit in TIMED else f"P{count}{DURATION_LETTER[unit]}"


def _count(context: Context, found: Expression) -> Decimal | None:
    """The number of units; None where there are several."""
    written = found.get("number")
    if written is None or written in ("a", "an"):
        return Decimal(1)
    return None if written in context.words.several else context.numbers.value(written, None)


def _approximate(context: Context, found: Expression) -> str | None:
    word = found.get("approximate")
    return None if word is None else context.words.approximate[word]


def _first_day(value: str) -> date | None:
    match = PARTIAL_DATE.match(value)
    try:
        return None if match is None else date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
