"""TIMEX3 values and partial dates: what they equal, which stretch of the calendar they cover, which comes first.

Source.  TimeML 1.2.1 (https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.1.html, `timex3`), on ISO 8601.
Conventions.  Intervals are half-open, in seconds since 0001-01-01T00:00 of the proleptic Gregorian calendar, local time.  Weeks run from
Monday (ISO).  Seasons are meteorological and of the northern hemisphere: SP March to May, SU, FA, WI December to February of the
next year.  Parts of the day: MO 06-12, MI 11-15, AF 12-18, EV 18-22, NI 18-06, DT 06-18.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Interval", "canonical", "interval", "is_value", "partial_date", "partial_date_of"]

DAY = 86_400
REFERENCES = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
DAY_PARTS = {"MO": (6, 12), "MI": (11, 15), "AF": (12, 18), "EV": (18, 22), "NI": (18, 30), "DT": (6, 18)}
MONTHS_IN = {"ML": 12_000, "L": 12_000, "CE": 1_200, "C": 1_200, "DE": 120, "E": 120, "Y": 12, "H": 6, "Q": 3, "M": 1}
DAYS_IN = {"W": 7, "D": 1}
SECONDS_IN = {"H": 3_600, "M": 60, "S": 1}

_AMOUNT = r"(?:\d+(?:[.,]\d+)?|X+)"
_DATE_UNIT = r"(?:ML|CE|DE|WE|SP|SU|FA|AU|WI|[LCEYHQMWD])"
_DURATION = re.compile(rf"P(?P<date>(?:{_AMOUNT}{_DATE_UNIT})*)(?:T(?P<time>(?:{_AMOUNT}(?:[HMS]|MO|MI|AF|EV|NI|DT))+))?")
_PART = re.compile(rf"({_AMOUNT})([A-Z]+)")
_ZONE = r"(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?"
_CLOCK = re.compile(
    r"(?P<hour>[01]\d|2[0-4]|XX)(?::?(?P<minute>[0-5]\d|XX)(?::?(?P<second>[0-5]\d|60|XX)(?:[.,](?P<fraction>\d+))?)?)?" + _ZONE
)
_YEAR_LIKE = re.compile(r"[0-9]{1,3}X{0,3}|[0-9]{4}|XXXX")
_DAY = re.compile(r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)-(?P<month>0[1-9]|1[0-2]|XX)(?:-(?P<day>0[1-9]|[12]\d|3[01]|XX))?")
_WEEK = re.compile(r"(?P<year>\d{4}|XXXX)-W(?P<week>0[1-9]|[1-4]\d|5[0-3]|XX)(?:-(?P<day>[1-7]|WE|X))?")
_PERIOD = re.compile(r"(?P<year>\d{4}|XXXX)-(?P<period>Q[1-4X]|H[12X]|SP|SU|FA|AU|WI)")
_FISCAL = re.compile(r"FY\d{4}(?:-(?:Q[1-4X]|H[12X]))?")
_BEFORE_CHRIST = re.compile(r"(?:BC|-)\d{1,6}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?|KA\d+|MA\d+|GA\d+")


class Interval(NamedTuple):
    """A stretch of time, `[start, end)`, in seconds since 0001-01-01."""

    start: int
    end: int

    def precedes(self, other: Interval) -> bool:
        """Whether this ends before the other begins."""
        return self.end <= other.start

    def jaccard(self, other: Interval) -> float:
        """Overlap over union, in [0, 1]."""
        overlap = min(self.end, other.end) - max(self.start, other.start)
        if overlap <= 0:
            return 0.0
        return overlap / (max(self.end, other.end) - min(self.start, other.start))


def is_value(value: str) -> bool:
    """Whether it parses as a TIMEX3 value."""
    try:
        canonical(value)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=65_536)
def canonical(value: str, type: str | None = None) -> Hashable:  # noqa: A002 - the field's own name
    """A key that is equal for values that mean the same: `P3.5Y` and `P42M`, `2025-W34-3` and `2025-08-20`.

    Values of different `type` are never equal to each other by accident: a duration and a date have different forms.  `type` SET keeps
    `P1W` (every week) as it is written, since a frequency of seven days is not the same schedule.  ValueError where it does not parse.
    """
    if value in REFERENCES:
        return value
    if type == "SET" and value.startswith("P"):
        _duration(value)
        return value
    if value.startswith("P"):
        return _duration(value)
    day, mark, clock = value.partition("T")
    base = _canonical_date(day) if day or not mark else ""
    if not mark:
        return base
    return _canonical_time(base, clock, value)


def _duration(value: str) -> Hashable:
    """Months, days, seconds and the parts that have no measure, such as `XM` or `2WE`."""
    match = _DURATION.fullmatch(value)
    if match is None or not (match["date"] or match["time"]):
        raise ValueError(f"{value!r} is no TIMEX3 duration, such as P3M, P2.5Y, PT30M or PXW")
    months, seconds, rest = Fraction(0), Fraction(0), []
    for timed, part in ((False, match["date"]), (True, match["time"])):
        for amount, unit in _PART.findall(part or ""):
            if amount.startswith("X"):
                rest.append(f"{'T' if timed else ''}X{unit}")
                continue
            number = Fraction(amount.replace(",", "."))
            if timed and unit in SECONDS_IN:
                seconds += number * SECONDS_IN[unit]
            elif not timed and unit in MONTHS_IN:
                months += number * MONTHS_IN[unit]
            elif not timed and unit in DAYS_IN:
                seconds += number * DAYS_IN[unit] * DAY
            else:
                rest.append(f"{'T' if timed else ''}{number}{unit}")
    return ("P", months, seconds, tuple(sorted(rest)))


def _canonical_date(value: str) -> str:
    if match := _DAY.fullmatch(value):
        if "X" not in value and match["day"]:
            date.fromisoformat(value)
        return value.removesuffix("-XX").removesuffix("-XX") if match["year"] != "XXXX" else value
    if match := _WEEK.fullmatch(value):
        if "X" in value:
            return value
        week_day = match["day"] or "1"
        first = date.fromisocalendar(int(match["year"]), int(match["week"]), 1)
        return (first + timedelta(days=int(week_day) - 1)).isoformat() if match["day"] and week_day.isdigit() else value
    if _PERIOD.fullmatch(value):
        return value.replace("AU", "FA")
    if _YEAR_LIKE.fullmatch(value):
        return value if value == "XXXX" else value.rstrip("X")
    if _FISCAL.fullmatch(value) or _BEFORE_CHRIST.fullmatch(value):
        return value
    raise ValueError(
        f"{value!r} is no TIMEX3 value; expected one such as 2025, 2025-06, 2025-06-12, 2025-W33, 2025-Q2, 2025-H1, 2025-SU, 201, "
        "2025-06-12T19:30, 2025-06-12TMO, P3M or PRESENT_REF"
    )


def _canonical_time(base: str, clock: str, value: str) -> Hashable:
    if clock in DAY_PARTS:
        return f"{base}T{clock}"
    match = _CLOCK.fullmatch(clock)
    if match is None or (match["hour"] == "24" and (match["minute"] or "00") != "00"):
        raise ValueError(f"{value!r} is no TIMEX3 time; expected a clock time such as T19:30 or one of T{', T'.join(DAY_PARTS)}")
    time = ":".join(part for part in (match["hour"], match["minute"], match["second"]) if part)
    if match["second"] == "00" and not match["fraction"]:
        time = time.removesuffix(":00")
    if match["fraction"]:
        time += "." + match["fraction"].rstrip("0")
    if match["hour"] == "24" and "X" not in base and _DAY.fullmatch(base):
        base, time = (date.fromisoformat(base) + timedelta(days=1)).isoformat(), "00" + time[2:]
    zone = (match["zone"] or "").replace("Z", "+00:00")
    return f"{base}T{time}{zone}"


@lru_cache(maxsize=65_536)
def interval(value: str) -> Interval | None:
    """The stretch of the calendar that a TIMEX3 value covers; None where it is none (durations, references, unknown parts).

    ValueError where the value does not parse.
    """
    key = canonical(value)
    if not isinstance(key, str) or key in REFERENCES or "X" in key or not key[:1].isdigit():
        return None
    day, mark, clock = key.partition("T")
    try:
        whole = _date_interval(day)
    except (OverflowError, ValueError):
        return None
    if whole is None or not mark:
        return whole
    if whole.end - whole.start != DAY:
        return None
    if clock in DAY_PARTS:
        first, last = DAY_PARTS[clock]
        return Interval(whole.start + first * 3_600, whole.start + last * 3_600)
    return _clock_interval(whole.start, clock)


def _clock_interval(midnight: int, clock: str) -> Interval | None:
    match = _CLOCK.fullmatch(clock)
    if match is None:
        return None
    start = midnight + int(match["hour"]) * 3_600 + int(match["minute"] or 0) * 60 + int(match["second"] or 0)
    return Interval(start, start + (1 if match["second"] else 60 if match["minute"] else 3_600))


def _date_interval(day: str) -> Interval | None:
    if match := _DAY.fullmatch(day):
        if match["day"]:
            start = date.fromisoformat(day)
            return _days(start, start + timedelta(days=1))
        return _months(int(match["year"]), int(match["month"]), 1)
    if match := _WEEK.fullmatch(day):
        start = date.fromisocalendar(int(match["year"]), int(match["week"]), 1)
        first, length = (5, 2) if match["day"] == "WE" else (0, 7)
        return _days(start + timedelta(days=first), start + timedelta(days=first + length))
    if match := _PERIOD.fullmatch(day):
        year, period = int(match["year"]), match["period"]
        if period[0] == "Q":
            return _months(year, 3 * int(period[1]) - 2, 3)
        if period[0] == "H":
            return _months(year, 6 * int(period[1]) - 5, 6)
        return _months(year, SEASONS[period], 3)
    if re.fullmatch(r"\d{1,4}", day):
        span = 10 ** (4 - len(day))
        return _months(int(day) * span, 1, 12 * span)
    return None


def _months(year: int, month: int, count: int) -> Interval:
    last = year * 12 + month - 1 + count
    return _days(date(year, month, 1), date(last // 12, last % 12 + 1, 1))


def _days(start: date, end: date) -> Interval:
    return Interval((start.toordinal() - 1) * DAY, (end.toordinal() - 1) * DAY)


@lru_cache(maxsize=65_536)
def partial_date(text: str) -> Interval:
    """The interval of an event's date, `2014`, `2025-06` or `2025-06-12`; ValueError for anything else."""
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        try:
            canonical(text)
        except ValueError:
            pass
        else:
            if (covered := interval(text)) is not None:
                return covered
    raise ValueError(f"{text!r} is no partial date; expected YYYY, YYYY-MM or YYYY-MM-DD")


def partial_date_of(value: str) -> str | None:
    """The partial date of an event that a TIMEX3 value dates: the smallest day, month or year that contains it.

    None where the value is no stretch of the calendar within one year.  ValueError where it does not parse.
    """
    covered = interval(value)
    if covered is None:
        return None
    first = date.fromordinal(covered.start // DAY + 1).isoformat()
    # A night ends in the morning after and is still dated by its own day.
    last = first if covered.end - covered.start < DAY else date.fromordinal((covered.end - 1) // DAY + 1).isoformat()
    for length in (10, 7, 4):
        if first[:length] == last[:length]:
            return first[:length]
    return None
