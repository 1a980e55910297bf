"""dateparser's `search_dates`: the library that most people reach for when they need dates in many languages.

It gives a point in time and how long it is (a day, a month, a year); these are written as a TIMEX3 value.  It has no money, no durations
and no sets, and takes amounts such as `$14,3` for dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from benchmark import Document, Extractor, Record, Timex

PERIODS = {"year": 4, "month": 7, "day": 10, "time": 16}
"""How much of an ISO 8601 date and time each says; a week is written by its number."""
LONGEST = 2_000
"""Characters of a line that it is given at once; its time grows faster than they do."""


class Dateparser(Extractor):
    """dateparser's search_dates, with the document's creation time as its base: dates and clock times."""

    version = "1"
    provides: ClassVar[set[str]] = {"timexes"}
    languages: ClassVar[set[str]] = {"id", "en", "vi"}
    requires: ClassVar[dict[str, str]] = {"dateparser": "pip install 'linimasa[dateparser]'"}

    def load(self) -> None:
        """Imports the library."""
        from dateparser.search import search_dates

        self.search: Any = search_dates

    def extract(self, document: Document) -> Iterator[Record]:
        """Each line by itself, so that no expression goes over a line's end."""
        settings: dict[str, Any] = {"PREFER_DATES_FROM": "past", "DATE_ORDER": "MDY" if document.lang == "en" else "DMY"}
        if document.dct is not None:
            settings["RELATIVE_BASE"] = datetime.fromisoformat(document.dct)
        for piece in re.finditer(rf"[^\n]{{1,{LONGEST}}}(?=\s|$)|[^\n]{{1,{LONGEST}}}", document.text):
            place = piece.start()
            for surface, moment, period in self._found(piece[0], document.lang, settings):
                start = document.text.find(surface, place, piece.end())
                if start >= 0 and surface.strip():
                    place = start + len(surface)
                    start += len(surface) - len(surface.lstrip())
                    kind = "TIME" if period == "time" else "DATE"
                    yield Timex(start, start + len(surface.strip()), kind, _value(moment, period))

    def _found(self, text: str, lang: str, settings: dict[str, Any]) -> Iterator[tuple[str, datetime, str]]:
        for surface, moment, period in self.search(text, languages=[lang], settings=settings, add_period=True) or ():
            clock = re.search(r"\d[.:]\d\d|\d\s?[ap]\.?m|\d\s?giờ|\d+h\d*", surface, re.IGNORECASE) is not None
            kind = "time" if clock and (moment.hour or moment.minute) else str(period or "day")
            yield surface, moment, kind


def _value(moment: datetime, period: str) -> str:
    if period == "week":
        year, week, _ = moment.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return moment.isoformat()[: PERIODS.get(period, 10)]
