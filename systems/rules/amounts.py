"""Amounts of money: currency signs and words from CLDR, number grammar, ranges, vague amounts and modifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_currency_symbol

from benchmark import Money

from .numbers import DIGITS, NumberGrammar, alternatives, number_grammar, plain

__all__ = ["find_money"]

WINDOW = 90
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
    "id": r"\s(?:hingga|sampai(?:\sdengan)?|dan|s/d|ke)\s|\s?[-–]\s?",
    "en": r"\s(?:to|and)\s|\s?[-–]\s?",
    "vi": r"\s(?:đến|tới|và)\s|\s?[-–]\s?",
}
# Between these words `and` joins the ends of a range; elsewhere it joins two amounts.
RANGE_OPENERS = {"id": r"antara\s+$", "en": r"between\s+$", "vi": r"(?:giữa|từ)\s+$"}
JOINERS = {"id": "dan", "en": "and", "vi": "và"}
QUANTIFIERS = {
    "id": {"puluhan": (10, 99), "belasan": (11, 19), "ratusan": (100, 999), "ribuan": (1_000, 999_999)},
    "en": {"tens of": (10, 99), "dozens of": (12, 99), "hundreds of": (100, 999), "thousands of": (1_000, 999_999)},
    "vi": {"hàng chục": (10, 99), "hàng trăm": (100, 999), "hàng nghìn": (1_000, 999_999), "hàng ngàn": (1_000, 999_999), "hàng": (1, 999)},
}
MODIFIERS = {
    "id": {
        "APPROX": r"(?:sekitar|kira-kira|kurang\slebih|sekira|kisaran)",
        "EQUAL_OR_LESS": r"(?:hingga|sampai|mencapai|maksimal|paling\sbanyak|maksimum)",
        "EQUAL_OR_MORE": r"(?:minimal|setidaknya|paling\ssedikit|sedikitnya|minimum)",
        "MORE_THAN": r"(?:lebih\sdari|di\satas|melebihi)",
        "LESS_THAN": r"(?:hampir|kurang\sdari|di\sbawah|nyaris)",
    },
    "en": {
        "APPROX": r"(?:about|around|some|roughly|approximately|circa)",
        "EQUAL_OR_LESS": r"(?:up\sto|reach|as\smuch\sas|at\smost)",
        "EQUAL_OR_MORE": r"(?:at\sleast|no\sless\sthan)",
        "MORE_THAN": r"(?:more\sthan|over|above|exceeding)",
        "LESS_THAN": r"(?:almost|nearly|less\sthan|under|below)",
    },
    "vi": {
        "APPROX": r"(?:khoảng|chừng|xấp\sxỉ|ước)",
        "EQUAL_OR_LESS": r"(?:lên\stới|lên\sđến|tối\sđa|tới)",
        "EQUAL_OR_MORE": r"(?:ít\snhất|tối\sthiểu)",
        "MORE_THAN": r"(?:hơn|trên)",
        "LESS_THAN": r"(?:gần|dưới|chưa\sđến|chưa\stới)",
    },
}
# `reaches 5 million` states an amount; `could reach 5 million` bounds it.
BOUNDED_ONLY = re.compile(r"(?:bisa|dapat|akan|mungkin|could|may|might|can|có\sthể|sẽ)\s+(?:mencapai|reach)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class _Grammar:
    numbers: NumberGrammar
    signs: dict[str, str]
    words: dict[str, str]
    anchor: re.Pattern[str]
    after_sign: re.Pattern[str]
    before_word: re.Pattern[str]
    vague: re.Pattern[str]
    modifiers: list[tuple[str, re.Pattern[str]]]


@cache
def _grammar(lang: str) -> _Grammar:
    numbers = number_grammar(lang)
    signs = dict(MORE_SIGNS)
    for code in CODES:
        signs.setdefault(code, code)
        signs.setdefault(get_currency_symbol(code, lang), code)
    words = {word.lower(): code for word, code in _currency_words(lang).items()}
    sign, word = alternatives(signs), alternatives(words)
    magnitude = alternatives(numbers.magnitudes)
    number = rf"(?:{DIGITS}|{numbers.word})"
    amount = rf"(?P<n1>{number})(?:[\s-]?(?P<m1>{magnitude})\b)?"
    second = rf"(?P<n2>{number})(?:[\s-]?(?P<m2>{magnitude})\b)?"
    separator = f"(?:{SEPARATORS[lang]})"
    suffix = rf"(?:\s?(?P<word>{word})\b)?"
    quantifier = alternatives(QUANTIFIERS[lang])
    plural = {"id": rf"(?P<plural>{magnitude}an)", "en": rf"(?P<plural>{magnitude}s)(?:\sof)?", "vi": r"(?P<plural>(?!x)x)"}[lang]
    of = r"(?:s?\sof)?" if lang == "en" else ""
    flags = re.IGNORECASE
    return _Grammar(
        numbers,
        {name.upper(): code for name, code in signs.items()},
        words,
        re.compile(rf"(?<![\w$]){sign}(?=[.\s]?\s?[\d])|(?<!\w){word}(?!\w)", flags),
        re.compile(rf"(?P<sign>{sign})[.\s]?\s?{amount}(?:(?P<sep>{separator})(?:{sign}\s?)?{second})?{suffix}", flags),
        re.compile(rf"(?<![\w.,]){amount}(?:(?P<sep>{separator})(?:{sign}\s?)?{second})?\s?(?P<word>{word})(?!\w)", flags),
        re.compile(rf"(?<!\w)(?:(?P<quantifier>{quantifier})\s(?P<magnitude>{magnitude})?{of}|{plural})\s?(?P<word>{word})(?!\w)", flags),
        [(name, re.compile(rf"{pattern}\s+$", flags)) for name, pattern in MODIFIERS[lang].items()],
    )


def _currency_words(lang: str) -> dict[str, str]:
    locale = Locale(lang)
    words = {locale.currencies[code]: code for code in CODES if code in locale.currencies}
    if lang == "en":
        words |= {f"{name}s": code for name, code in words.items()}
    words |= HEADS[lang]
    return words | MORE_WORDS[lang] | dict(zip(CODES, CODES, strict=True))


def find_money(text: str, lang: str) -> Iterator[Money]:
    """The amounts of a text, in order, none overlapping another."""
    grammar = _grammar(lang)
    end = 0
    for anchor in grammar.anchor.finditer(text):
        if anchor.start() < end:
            continue
        found = _at_sign(grammar, text, anchor) or _before_word(grammar, text, anchor, end)
        if found is not None:
            yield found
            end = found.end


def _at_sign(grammar: _Grammar, text: str, anchor: re.Match[str]) -> Money | None:
    match = grammar.after_sign.match(text, anchor.start())
    if match is None:
        return None
    return _built(grammar, text, match, grammar.signs[match["sign"].upper()])


def _before_word(grammar: _Grammar, text: str, anchor: re.Match[str], start: int) -> Money | None:
    """The amount that ends with a currency word: the first that fits from the left, so that it is the longest."""
    first = max(start, anchor.start() - WINDOW)
    for pattern in (grammar.vague, grammar.before_word):
        for match in pattern.finditer(text, first, anchor.end()):
            if match.end() == anchor.end():
                code = grammar.words[re.sub(r"\s", " ", match["word"].lower())]
                return _vague(grammar, match, code) if pattern is grammar.vague else _built(grammar, text, match, code)
    return None


def _vague(grammar: _Grammar, match: re.Match[str], currency: str) -> Money:
    lang = grammar.numbers.lang
    if match["quantifier"]:
        low, high = QUANTIFIERS[lang][re.sub(r"\s", " ", match["quantifier"].lower())]
        scale = Decimal(10) ** (grammar.numbers.magnitudes[match["magnitude"].lower()] if match["magnitude"] else 0)
        bounds = Decimal(low) * scale, (Decimal(high) + 1) * scale - 1
    else:
        stem = match["plural"].lower().removesuffix("an" if lang == "id" else "s")
        scale = Decimal(10) ** grammar.numbers.magnitudes[stem]
        bounds = scale, scale * 1_000 - 1
    return Money(*match.span(), currency, None, plain(bounds[0]), plain(bounds[1]))


def _built(grammar: _Grammar, text: str, match: re.Match[str], currency: str) -> Money | None:
    numbers, lang = grammar.numbers, grammar.numbers.lang
    before = text[max(0, match.start() - 30) : match.start()]
    end = match.end()
    if match["n2"] is not None and _is_range(match["sep"], before, lang):
        low = numbers.value(match["n1"], match["m1"] or match["m2"])
        high = numbers.value(match["n2"], match["m2"])
        if low is not None and high is not None and low < high:
            return Money(match.start(), end, currency, None, plain(low), plain(high))
    if match["n2"] is not None:
        if "sign" not in match.re.groupindex:
            return _last_only(grammar, text, match, currency)
        end = match.end("m1") if match["m1"] else match.end("n1")
    value = numbers.value(match["n1"], match["m1"])
    if value is None:
        return None
    return Money(match.start(), end, currency, plain(value), mod=_modifier(grammar, before))


def _last_only(grammar: _Grammar, text: str, match: re.Match[str], currency: str) -> Money | None:
    """Of two numbers before a currency word that are no range, the second."""
    value = grammar.numbers.value(match["n2"], match["m2"])
    before = text[max(0, match.start("n2") - 30) : match.start("n2")]
    return None if value is None else Money(match.start("n2"), match.end(), currency, plain(value), mod=_modifier(grammar, before))


def _is_range(separator: str, before: str, lang: str) -> bool:
    return separator.strip().lower() != JOINERS[lang] or re.search(RANGE_OPENERS[lang], before, re.IGNORECASE) is not None


def _modifier(grammar: _Grammar, before: str) -> str | None:
    for name, pattern in grammar.modifiers:
        if (match := pattern.search(before)) is not None:
            stated = match[0].strip().lower() in ("mencapai", "reach")
            return name if not stated or BOUNDED_ONLY.search(before) else None
    return None
