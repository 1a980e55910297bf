"""Duckling, the rule-based parser of dates, durations and amounts, through its native Python binding.

It reads one line at a time, for its time grows faster than a text does.  Its spans may begin with a preposition (`on Tuesday`), which the
guidelines leave out; the values are written as TIMEX3 and ISO 4217.  A span that it reads in several ways counts once: the longest, then a
duration before a date.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar

from babel import Locale

from benchmark import Document, Extractor, Money, Record, Timex

DIMENSIONS = ("duration", "time", "amount-of-money")
GRAINS = {"year": 4, "month": 7, "day": 10, "hour": 16, "minute": 16}
"""How much of an ISO 8601 date and time each says."""
UNITS = {"year": "Y", "quarter": "Q", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "Dollar": "USD"}
PREPOSITION = re.compile(r"(?:on|in|at|from|since|by|until|till|for|pada|di|sejak|hingga|sampai|vào|từ|đến)\s+", re.IGNORECASE)
LONGEST = 1_000
"""Characters of a line that it is given at once."""


class Duckling(Extractor):
    """Duckling's dates, durations and amounts of money, resolved against the document's creation time."""

    version = "1"
    provides: ClassVar[set[str]] = {"timexes", "money"}
    languages: ClassVar[set[str]] = {"id", "en", "vi"}
    requires: ClassVar[dict[str, str]] = {"duckling": "pip install 'linimasa[duckling]'"}

    def load(self) -> None:
        """Starts its runtime; without a table of time zones everything is in UTC."""
        import duckling

        self.duckling: Any = duckling
        with tempfile.TemporaryDirectory() as empty:
            self.zones = duckling.load_time_zones(empty)
        self.dimensions = duckling.parse_dimensions(list(DIMENSIONS))
        self.locales = {lang: duckling.default_locale_lang(duckling.parse_lang(lang.upper())) for lang in self.languages}

    def extract(self, document: Document) -> Iterator[Record]:
        """Each line by itself, cut at a blank where it is long."""
        moment = datetime.fromisoformat(document.dct) if document.dct is not None else datetime(2000, 1, 1)
        noon = int(moment.replace(hour=12, tzinfo=UTC).timestamp())
        context = self.duckling.Context(self.duckling.parse_ref_time(self.zones, "UTC", noon), self.locales[document.lang])
        text = document.text.replace("\0", " ")
        for piece in re.finditer(rf"[^\n]{{1,{LONGEST}}}(?=\s|$)|[^\n]{{1,{LONGEST}}}", text):
            found = self.duckling.parse(piece[0], context, self.dimensions, False)
            for one in _without_overlaps(found):
                start, end = piece.start() + one["start"], piece.start() + one["end"]
                if (preposition := PREPOSITION.match(text, start, end)) is not None:
                    start = preposition.end()
                surface = text[start:end]
                start, end = start + len(surface) - len(surface.lstrip()), end - len(surface) + len(surface.rstrip())
                if start < end and (record := _record(one["dim"], one["value"], start, end)) is not None:
                    yield record


def _without_overlaps(found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What it found, each stretch once."""
    taken: list[tuple[int, int]] = []
    for one in sorted(found, key=lambda one: (one["start"] - one["end"], DIMENSIONS.index(one["dim"]), one["start"])):
        if all(one["end"] <= start or end <= one["start"] for start, end in taken):
            taken.append((one["start"], one["end"]))
            yield one


def _record(dimension: str, value: dict[str, Any], start: int, end: int) -> Record | None:
    if dimension == "amount-of-money":
        return _money(value, start, end)
    if dimension == "duration":
        unit = UNITS.get(value["unit"])
        clock = "T" if value["unit"] in ("hour", "minute", "second") else ""
        return Timex(start, end, "DURATION", f"P{clock}{value['value']:g}{unit}" if unit else None)
    point = value if value["type"] == "value" else value.get("from") or value.get("to") or {}
    return _point(point, start, end)


def _point(point: dict[str, Any], start: int, end: int) -> Timex | None:
    grain = str(point.get("grain", ""))
    if "value" not in point:
        return None
    moment = datetime.fromisoformat(str(point["value"]))
    if grain == "quarter":
        return Timex(start, end, "DATE", f"{moment.year:04d}-Q{(moment.month + 2) // 3}")
    if grain == "week":
        year, week, _ = moment.isocalendar()
        return Timex(start, end, "DATE", f"{year:04d}-W{week:02d}")
    written = moment.isoformat()[: GRAINS[grain]] if grain in GRAINS else None
    return Timex(start, end, "TIME" if grain in ("hour", "minute", "second") else "DATE", written)


def _money(value: dict[str, Any], start: int, end: int) -> Money | None:
    ends = [value] if value["type"] == "value" else [value[name] for name in ("from", "to") if name in value]
    units = {SIGNS.get(one["unit"], one["unit"]) for one in ends}
    currency = units.pop() if len(units) == 1 else ""
    if currency not in Locale("en").currencies:  # Its unit for cents and points is PTS, which is none.
        return None
    amounts = [_plain(one["value"]) for one in ends]
    if value["type"] == "value":
        return Money(start, end, currency, amounts[0])
    if len(amounts) == 2:
        return Money(start, end, currency, None, *amounts)
    return Money(start, end, currency, None, amounts[0]) if "from" in value else Money(start, end, currency, None, None, amounts[0])


def _plain(number: float) -> str:
    """A plain decimal string."""
    written = f"{Decimal(str(number)):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
