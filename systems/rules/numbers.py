"""Numbers as the news writes them: digits with separators, number words, magnitudes; from CLDR and num2words where these have them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale
from num2words import num2words

__all__ = ["NumberGrammar", "alternatives", "number_grammar", "plain"]

LARGEST_IN_WORDS = 999
LONGEST_NUMBER = 40
GROUP_DIGITS = 3
DIGITS = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
# Magnitudes that newspapers use and CLDR does not list.
MORE_MAGNITUDES = {
    "id": {"rb": 3, "jt": 6, "milyar": 9},
    "en": {"k": 3, "m": 6, "mn": 6, "bn": 9, "b": 9, "tn": 12, "trn": 12},
    "vi": {"ngàn": 3, "tỉ": 9, "nghìn tỉ": 12, "ngàn tỷ": 12},
}


@dataclass(frozen=True)
class NumberGrammar:
    """How one language writes numbers: regular expressions as text, and what they mean."""

    lang: str
    magnitudes: dict[str, int]
    """By word, the power of ten."""
    words: dict[str, int]
    """Every number up to 999 in words."""
    word: str
    """One or more number words."""

    def value(self, number: str, magnitude: str | None) -> Decimal | None:
        """The number in digits or words, times its magnitude, both folded; None where it is none."""
        exponent = self.magnitudes[magnitude] if magnitude else 0
        if not number[:1].isdigit():
            spelled = self.words.get(number.replace(" and ", " ").replace("-", " "))
            return None if spelled is None else Decimal(spelled).scaleb(exponent)
        if len(number) > LONGEST_NUMBER:
            return None
        return self._digits(number, scaled=bool(magnitude)).scaleb(exponent)

    def _digits(self, number: str, *, scaled: bool) -> Decimal:
        """The last separator is decimal where it is the language's decimal sign or no group of three follows."""
        place = max(number.rfind("."), number.rfind(","))
        if place < 0:
            return Decimal(number)
        last, whole, fraction = number[place], number[:place], number[place + 1 :]
        repeated, group = last in whole, "," if self.lang == "en" else "."
        other_before = not repeated and ("." in whole or "," in whole)
        digits = whole.replace(".", "").replace(",", "")
        if repeated or (len(fraction) == GROUP_DIGITS and not other_before and (last == group or not scaled)):
            return Decimal(digits + fraction)
        return Decimal(f"{digits}.{fraction}")


@cache
def number_grammar(lang: str) -> NumberGrammar:
    """The grammar of a language: id, en or vi."""
    magnitudes: dict[str, int] = {}
    for size, pattern in Locale(lang).compact_decimal_formats["long"]["other"].items():
        magnitudes.setdefault(re.sub(r"[0\s']+", " ", pattern.pattern).strip().lower(), len(size) - 1)
    magnitudes |= MORE_MAGNITUDES[lang]
    words = {
        re.sub(r"[\s-]+", " ", num2words(number, lang=lang).replace(" and ", " ")): number for number in range(1, LARGEST_IN_WORDS + 1)
    }
    if lang == "id":
        words["se"] = 1
    vocabulary = sorted({word for phrase in words for word in phrase.split()} - {"se"}, key=len, reverse=True)
    one = alternatives(vocabulary)
    return NumberGrammar(lang, magnitudes, words, rf"{one}(?:(?: |-| and ){one}){{0,6}}")


def alternatives(words: object) -> str:
    """Any of some words, the longest first, as a regular expression for text as it stands or folded."""
    listed = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in listed) + ")"


def plain(number: Decimal) -> str:
    """A plain decimal string without exponent or trailing zeros."""
    text = str(number)
    if "E" in text:
        text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
