"""TIMEX3 values and partial dates."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.timevalues import Interval, canonical, interval, is_value, partial_date, partial_date_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("P3.5Y", "P42M", id="years and months are one measure"),
        pytest.param("P2W", "P14D", id="weeks and days are one measure"),
        pytest.param("PT90M", "PT1.5H", id="hours and minutes are one measure"),
        pytest.param("P1DE", "P10Y", id="a decade is ten years"),
        pytest.param("2025-W34-3", "2025-08-20", id="a day of a week is a day"),
        pytest.param("2025-06-XX", "2025-06", id="an unknown day is no day"),
        pytest.param("201X", "201", id="an unknown digit is a decade"),
        pytest.param("2026-05-04T19:30:00", "2026-05-04T19:30", id="no seconds are no seconds"),
        pytest.param("2026-05-04T24:00", "2026-05-05T00:00", id="the end of a day is the beginning of the next"),
    ],
)
def test_values_that_mean_the_same_are_equal(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("P1M", "P30D", id="a month is no number of days"),
        pytest.param("2025-06", "2025-Q2", id="a month is no quarter"),
        pytest.param("2025", "P2025Y", id="a year is no duration"),
        pytest.param("PXM", "P1M", id="some months are not one month"),
        pytest.param("PXM", "PXW", id="some months are not some weeks"),
        pytest.param("PT5M", "P5M", id="minutes are not months"),
        pytest.param("PRESENT_REF", "PAST_REF", id="now is not then"),
        pytest.param("2025-06-12TMO", "2025-06-12TAF", id="the morning is not the afternoon"),
    ],
)
def test_values_that_differ_are_not_equal(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    "value", ["", "P", "PT", "P3", "T", "2025-13", "2025-02-30", "2025-6", "99999", "Juni", "2025-W54", "2025-Q5", "2025-06-12T25"]
)
def test_what_is_no_value_is_refused(value: str) -> None:
    assert not is_value(value)
    with pytest.raises(ValueError, match=r"TIMEX3|day is out of range|Invalid week"):
        canonical(value)


def test_a_set_of_weeks_is_no_duration_of_days() -> None:
    assert canonical("P1W", "SET") != canonical("P7D", "SET")


def seconds(start: date, end: date) -> Interval:
    return Interval((start.toordinal() - 1) * 86_400, (end.toordinal() - 1) * 86_400)


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2014", date(2014, 1, 1), date(2015, 1, 1)),
        ("2025-06", date(2025, 6, 1), date(2025, 7, 1)),
        ("2025-12", date(2025, 12, 1), date(2026, 1, 1)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("2025-W01", date(2024, 12, 30), date(2025, 1, 6)),
        ("2025-W33-WE", date(2025, 8, 16), date(2025, 8, 18)),
        ("2025-Q4", date(2025, 10, 1), date(2026, 1, 1)),
        ("2025-H2", date(2025, 7, 1), date(2026, 1, 1)),
        ("2025-SU", date(2025, 6, 1), date(2025, 9, 1)),
        ("2025-WI", date(2025, 12, 1), date(2026, 3, 1)),
        ("201", date(2010, 1, 1), date(2020, 1, 1)),
        ("20", date(2000, 1, 1), date(2100, 1, 1)),
    ],
)
def test_a_date_covers_its_stretch_of_the_calendar(value: str, start: date, end: date) -> None:
    assert interval(value) == seconds(start, end)


@pytest.mark.parametrize("value", ["PXM", "P3M", "PRESENT_REF", "XXXX-06", "T19:30", "BC0350", "2025-QX", "FY2025"])
def test_what_is_no_stretch_of_the_calendar_has_no_interval(value: str) -> None:
    assert interval(value) is None


def test_a_clock_time_covers_its_minute() -> None:
    covered = interval("2026-05-04T19:30")
    assert covered is not None
    assert covered.end - covered.start == 60


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-06-12", "2025-06-12"),
        ("2025-06-12T19:30", "2025-06-12"),
        ("2025-06-12TNI", "2025-06-12"),
        ("2025-W33", "2025-08"),
        ("2025-W31", "2025"),
        ("2025-Q2", "2025"),
        ("2025", "2025"),
        ("2025-WI", None),
        ("201", None),
        ("PXM", None),
    ],
)
def test_an_event_is_dated_by_the_smallest_unit_that_contains_the_expression(value: str, expected: str | None) -> None:
    assert partial_date_of(value) == expected


@pytest.mark.parametrize("text", ["", "14", "2025-13", "2025-06-31", "2025-W33", "201", "0000", "soon"])
def test_what_is_no_partial_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no partial date"):
        partial_date(text)


def test_overlapping_dates_are_tied_and_others_are_ordered() -> None:
    month, year, day = partial_date("2025-06"), partial_date("2025"), partial_date("2025-07-01")
    assert month.precedes(day)
    assert not day.precedes(month)
    assert not month.precedes(year)
    assert not year.precedes(month)


DATES = st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31))


@given(DATES, DATES)
def test_days_stand_in_the_order_of_the_calendar(one: date, other: date) -> None:
    assert partial_date(one.isoformat()).precedes(partial_date(other.isoformat())) == (one < other)


@given(DATES)
def test_a_day_lies_in_its_month_and_its_month_in_its_year(day: date) -> None:
    text = day.isoformat()
    nested = [partial_date(text[:length]) for length in (10, 7, 4)]
    for inner, outer in pairwise(nested):
        assert outer.start <= inner.start < inner.end <= outer.end


@given(DATES, DATES)
def test_overlap_over_union_is_a_share_and_one_only_for_equals(one: date, other: date) -> None:
    a, b = partial_date(one.isoformat()[:7]), partial_date(other.isoformat()[:4])
    assert 0 <= a.jaccard(b) == b.jaccard(a) <= 1
    assert a.jaccard(a) == 1


@given(st.text(max_size=12))
def test_any_text_either_parses_or_is_a_value_error(text: str) -> None:
    assert is_value(text) in (True, False)
    if is_value(text):
        interval(text)
