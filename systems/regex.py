"""One regular expression a phenomenon: the floor that every system should clear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from benchmark import Document, Entity, Extractor, Money, Record, Timex

MONEY = re.compile(
    r"(?P<sign>Rp|US\$|S\$|[$€£¥])\s?(?P<number>[0-9]+(?:[.,][0-9]+)*)(?:\s(?P<magnitude>ribu|juta|miliar|triliun|million|billion|triệu|tỷ))?"
)
CURRENCY = {"Rp": "IDR", "US$": "USD", "$": "USD", "S$": "SGD", "€": "EUR", "£": "GBP", "¥": "JPY"}
EXPONENT = {"ribu": 3, "juta": 6, "million": 6, "triệu": 6, "miliar": 9, "billion": 9, "tỷ": 9, "triliun": 12}
DATE = re.compile(r"\b(?:(?:tahun|năm) )?(?P<year>(?:19|20)[0-9]{2})\b|\b[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?\b")
NAME = re.compile(r"\b[A-ZĐ][\w'-]+(?: [A-ZĐ][\w'-]+)+|(?<=[a-z,] )[A-ZĐ][\w-]+")


class Regex(Extractor):
    """Dates, amounts and capitalised names by one regular expression each: the floor that every system should clear."""

    version = "1"
    provides: ClassVar[set[str]] = {"entities", "timexes", "money"}
    languages: ClassVar[set[str]] = {"id", "en", "vi"}

    def extract(self, document: Document) -> Iterator[Record]:
        """Names are taken for organizations, the most frequent type of the news."""
        for match in NAME.finditer(document.text):
            yield Entity(*match.span(), type="ORG")
        for match in DATE.finditer(document.text):
            yield Timex(*match.span(), type="DATE", value=match["year"])
        for match in MONEY.finditer(document.text):
            yield Money(*match.span(), currency=CURRENCY[match["sign"]], amount=_amount(match, document.lang))


def _amount(match: re.Match[str], lang: str) -> str:
    """The number as a plain decimal; English writes the decimal point that the others write as a comma, and nobody writes two."""
    number = match["number"]
    number = number.replace(",", "") if lang == "en" else number.replace(".", "").replace(",", ".")
    if number.count(".") > 1:
        number = number.replace(".", "")
    whole, _, fraction = number.partition(".")
    places = EXPONENT.get(match["magnitude"] or "", 0)
    digits = whole + fraction.ljust(places, "0")[:places]
    rest = fraction[places:].rstrip("0")
    return (digits.lstrip("0") or "0") + (f".{rest}" if rest else "")
