"""Amounts of money: currency signs and words from CLDR, number grammar, ranges, vague amounts and modifiers.

Signs and words of currencies are the anchors: an amount follows a sign, and ends with a word.  Expressions are matched in folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_currency_symbol

from benchmark import Money

from .anchors import Anchor, Anchors, fold, leading_starts
from .numbers import DIGITS, NumberGrammar, alternatives, number_grammar, plain

__all__ = ["find_money"]

LOOK_BACK = 30
MOST_MODIFIER_WORDS = 3
MOST_LEADING = 12
# What may stand between a sign and its number.
GAPS = ("", ".", " ", ". ", "  ")
# Signs and words of the news that CLDR does not give for these locales.
MORE_SIGNS = {
    "Rp": "IDR",
    "S$": "SGD",
    "HK$": "HKD",
    "RM": "MYR",
    "A$": "AUD",
    "US$": "USD",
    "C$": "CAD",
    "NZ$": "NZD",
    "$": "USD",
    "¥": "JPY",
}
MORE_WORDS = {
    "id": {"dolar": "USD", "dolar AS": "USD", "dolar Amerika": "USD", "poundsterling": "GBP", "riyal": "SAR", "perak": "IDR"},
    "en": {
        "dollar": "USD",
        "dollars": "USD",
        "pound": "GBP",
        "pounds": "GBP",
        "rupee": "INR",
        "rupees": "INR",
        "won": "KRW",
        "yuan": "CNY",
    },
    "vi": {"đô la": "USD", "đô": "USD", "đồng": "VND", "bảng": "GBP", "yen": "JPY", "won": "KRW", "rupiah": "IDR", "euro": "EUR"},
}
HEADS = {
    "id": {
        "Rupiah": "IDR",
        "Yen": "JPY",
        "Ringgit": "MYR",
        "Euro": "EUR",
        "Yuan": "CNY",
        "Baht": "THB",
        "Won": "KRW",
        "Rupee": "INR",
        "Dong": "VND",
    },
    "en": {"rupiah": "IDR", "yen": "JPY", "ringgit": "MYR", "euro": "EUR", "baht": "THB", "dong": "VND"},
    "vi": {},
}
CODES = (
    "AUD",
    "CAD",
    "CHF",
    "CNY",
    "EUR",
    "GBP",
    "HKD",
    "IDR",
    "INR",
    "JPY",
    "KRW",
    "MYR",
    "NZD",
    "PHP",
    "SAR",
    "SGD",
    "THB",
    "TWD",
    "USD",
    "VND",
)
SEPARATORS = {
    "id": ("hingga", "sampai", "sampai dengan", "dan", "s/d", "ke"),
    "en": ("to", "and"),
    "vi": ("đến", "tới", "và"),
}
# Between these words `and` joins the ends of a range; elsewhere it joins two amounts.
RANGE_OPENERS = {"id": ("antara",), "en": ("between",), "vi": ("giữa", "từ")}
JOINERS = {"id": "dan", "en": "and", "vi": "và"}
QUANTIFIERS = {
    "id": {"puluhan": (10, 99), "belasan": (11, 19), "ratusan": (100, 999), "ribuan": (1_000, 999_999)},
    "en": {"tens of": (10, 99), "dozens of": (12, 99), "hundreds of": (100, 999), "thousands of": (1_000, 999_999)},
    "vi": {"hàng chục": (10, 99), "hàng trăm": (100, 999), "hàng nghìn": (1_000, 999_999), "hàng ngàn": (1_000, 999_999), "hàng": (1, 999)},
}
MODIFIERS = {
    "id": {
        "APPROX": "sekitar|kira kira|kurang lebih|sekira|kisaran",
        "EQUAL_OR_LESS": "hingga|sampai|mencapai|maksimal|paling banyak|maksimum",
        "EQUAL_OR_MORE": "minimal|setidaknya|paling sedikit|sedikitnya|minimum",
        "MORE_THAN": "lebih dari|di atas|melebihi",
        "LESS_THAN": "hampir|kurang dari|di bawah|nyaris",
    },
    "en": {
        "APPROX": "about|around|some|roughly|approximately|circa",
        "EQUAL_OR_LESS": "up to|reach|as much as|at most",
        "EQUAL_OR_MORE": "at least|no less than",
        "MORE_THAN": "more than|over|above|exceeding",
        "LESS_THAN": "almost|nearly|less than|under|below",
    },
    "vi": {
        "APPROX": "khoảng|chừng|xấp xỉ|ước",
        "EQUAL_OR_LESS": "lên tới|lên đến|tối đa|tới",
        "EQUAL_OR_MORE": "ít nhất|tối thiểu",
        "MORE_THAN": "hơn|trên",
        "LESS_THAN": "gần|dưới|chưa đến|chưa tới",
    },
}
# `reaches 5 million` states an amount; `could reach 5 million` bounds it.
STATING = frozenset({"mencapai", "reach"})
POSSIBLE = frozenset({"bisa", "dapat", "akan", "mungkin", "could", "may", "might", "can"})


@dataclass(frozen=True)
class _Grammar:
    """What amounts of one language look like; signs, words and modifiers are folded."""

    numbers: NumberGrammar
    signs: dict[str, str]
    words: dict[str, str]
    anchors: Anchors
    leading: frozenset[str]
    """Every word that may stand in an amount before its currency word."""
    after_sign: re.Pattern[str]
    before_word: re.Pattern[str]
    vague: re.Pattern[str]
    modifiers: dict[str, str]
    modifier_ends: frozenset[str]
    """Their last words."""


@cache
def _grammar(lang: str) -> _Grammar:
    numbers = number_grammar(lang)
    signs = {sign.lower(): code for sign, code in MORE_SIGNS.items()}
    for code in CODES:
        signs.setdefault(code.lower(), code)
        signs.setdefault(get_currency_symbol(code, lang).lower(), code)
    words = {word.lower(): code for word, code in _currency_words(lang).items()}
    sign, word, magnitude = alternatives(signs), rf"(?P<word>{alternatives(words)})", alternatives(numbers.magnitudes)
    number = rf"(?:{DIGITS}|{numbers.word})"
    separator = rf" {alternatives(SEPARATORS[lang])} | ?[-–] ?"
    amount = rf"(?P<n1>{number})(?:[ -]?(?P<m1>{magnitude})\b)?"
    second = rf"(?:(?P<sep>{separator})(?:{sign} ?)?(?P<n2>{number})(?:[ -]?(?P<m2>{magnitude})\b)?)?"
    quantifier, of = alternatives(QUANTIFIERS[lang]), "(?:s? of)?" if lang == "en" else ""
    modifiers = {phrase: name for name, phrases in MODIFIERS[lang].items() for phrase in phrases.split("|")}
    plural = {"id": rf"(?P<plural>{magnitude}an)", "en": rf"(?P<plural>{magnitude}s)(?: of)?", "vi": "(?P<plural>(?!x)x)"}[lang]
    return _Grammar(
        numbers,
        signs,
        words,
        Anchors(words, opening=(f"{sign}{gap}{digit}" for sign in signs for gap in GAPS for digit in range(10))),
        _leading(numbers),
        re.compile(rf"(?<![\w$])(?P<sign>{sign})[. ]? ?{amount}{second}(?: ?{word}\b)?"),
        re.compile(rf"(?<![\w.,]){amount}{second} ?{word}(?!\w)"),
        re.compile(rf"(?<!\w)(?:(?P<quantifier>{quantifier}) (?P<magnitude>{magnitude})?{of}|{plural}) ?{word}(?!\w)"),
        modifiers,
        frozenset(phrase.split()[-1] for phrase in modifiers),
    )


def _leading(numbers: NumberGrammar) -> frozenset[str]:
    plurals = [magnitude + ending for magnitude in numbers.magnitudes for ending in ("an", "s")]
    phrases = [*numbers.words, *numbers.magnitudes, *plurals, *QUANTIFIERS[numbers.lang], *SEPARATORS[numbers.lang], "and", "of"]
    return frozenset(word for phrase in phrases for word in re.split(r"[ -]", phrase))


def _currency_words(lang: str) -> dict[str, str]:
    locale = Locale(lang)
    words = {locale.currencies[code]: code for code in CODES if code in locale.currencies}
    if lang == "en":
        words |= {f"{name}s": code for name, code in words.items()}
    words |= HEADS[lang]
    return words | MORE_WORDS[lang] | dict(zip(CODES, CODES, strict=True))


def find_money(text: str, lang: str) -> Iterator[Money]:
    """The amounts of a text, in order, none overlapping another."""
    grammar, folded, end = _grammar(lang), fold(text, lang), 0
    for anchor in grammar.anchors.find(folded):
        if anchor.start < end:
            continue
        found = _after_sign(grammar, folded, anchor) or _before_word(grammar, folded, anchor, end)
        if found is not None:
            yield found
            end = found.end


def _after_sign(grammar: _Grammar, folded: str, anchor: Anchor) -> Money | None:
    match = grammar.after_sign.match(folded, anchor.start)
    return None if match is None else _built(grammar, match, grammar.signs[match["sign"]])


def _before_word(grammar: _Grammar, folded: str, anchor: Anchor, floor: int) -> Money | None:
    """The amount that ends with a currency word: the first that fits from the left, so that it is the longest."""
    starts = leading_starts(folded, anchor.start, floor, grammar.leading, MOST_LEADING)[:-1]
    for pattern in (grammar.vague, grammar.before_word):
        for start in starts:
            match = pattern.match(folded, start)
            if match is not None and match.end() == anchor.end:
                currency = grammar.words[match["word"]]
                return _vague(grammar, match, currency) if pattern is grammar.vague else _built(grammar, match, currency)
    return None


def _vague(grammar: _Grammar, match: re.Match[str], currency: str) -> Money:
    numbers = grammar.numbers
    if match["quantifier"]:
        low, high = QUANTIFIERS[numbers.lang][match["quantifier"]]
        scale = Decimal(10) ** (numbers.magnitudes[match["magnitude"]] if match["magnitude"] else 0)
        bounds = Decimal(low) * scale, (Decimal(high) + 1) * scale - 1
    else:
        scale = Decimal(10) ** numbers.magnitudes[match["plural"].removesuffix("an" if numbers.lang == "id" else "s")]
        bounds = scale, scale * 1_000 - 1
    return Money(*match.span(), currency, None, plain(bounds[0]), plain(bounds[1]))


def _built(grammar: _Grammar, match: re.Match[str], currency: str) -> Money | None:
    """One amount, a range, or of two amounts that are no range the one beside the sign or word."""
    numbers, start, end = grammar.numbers, match.start(), match.end()
    before = _words_before(match.string, start)
    number, magnitude = match["n1"], match["m1"]
    if match["n2"] is not None:
        if _is_range(match["sep"], before, numbers.lang):
            low, high = numbers.value(number, magnitude or match["m2"]), numbers.value(match["n2"], match["m2"])
            if low is not None and high is not None and low < high:
                return Money(start, end, currency, None, plain(low), plain(high))
        if "sign" in match.re.groupindex:
            end = match.end("m1") if magnitude else match.end("n1")
        else:
            start, number, magnitude = match.start("n2"), match["n2"], match["m2"]
            before = _words_before(match.string, start)
    value = numbers.value(number, magnitude)
    return None if value is None else Money(start, end, currency, plain(value), mod=_modifier(grammar, before))


def _words_before(folded: str, start: int) -> list[str]:
    """The words that a blank sets apart from what begins at a place."""
    if folded[start - 1 : start] != " ":
        return []
    return folded[max(0, start - LOOK_BACK) : start].replace("-", " ").replace("(", " ").split()


def _is_range(separator: str, before: list[str], lang: str) -> bool:
    return separator.strip() != JOINERS[lang] or before[-1:] in [[opener] for opener in RANGE_OPENERS[lang]]


def _modifier(grammar: _Grammar, before: list[str]) -> str | None:
    if not before or before[-1] not in grammar.modifier_ends:
        return None
    for size in range(MOST_MODIFIER_WORDS, 0, -1):
        phrase = " ".join(before[-size:])
        if (name := grammar.modifiers.get(phrase)) is not None:
            return name if phrase not in STATING or (before[-2:-1] and before[-2] in POSSIBLE) else None
    return None
