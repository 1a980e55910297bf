"""Every system that comes along keeps the contract on our own texts and on hostile ones."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.corpora import read_corpus
from benchmark.engines import extract
from benchmark.extractors import Extractor, find_system, find_systems
from benchmark.records import Document, Money, Timex
from systems.rules import find_money, find_times

GOLD = Path(__file__).parent.parent.parent / "gold"
DEVELOPMENT = list(read_corpus(GOLD).select(split="dev"))


def runnable() -> list[str]:
    names = []
    for name, places in find_systems().items():
        if places[0].load_class()().missing() is None:
            names.append(name)
    return names


@pytest.fixture(scope="module", params=runnable())
def system(request: pytest.FixtureRequest) -> Extractor:
    loaded = find_system(request.param).load_class()()
    loaded.load()
    return loaded


def test_a_system_answers_every_development_text_with_good_records(system: Extractor) -> None:
    for gold in (gold for gold in DEVELOPMENT if gold.lang in set(system.languages)):
        outcome = extract(system, gold.document())
        assert outcome.failed is None, (gold.id, outcome.failed)
        assert set(outcome.annotations.attempted()) == set(system.provides)


def test_a_system_answers_the_same_twice(system: Extractor) -> None:
    document = DEVELOPMENT[0].document()
    assert extract(system, document).annotations == extract(system, document).annotations


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n\t ", id="white space"),
        pytest.param("R", id="one letter"),
        pytest.param("$", id="one sign"),
        pytest.param("Rp", id="a currency without an amount"),
        pytest.param("tanggal 31/2/2025, pukul 27.99 WIB", id="dates that are none"),
        pytest.param("👩‍👩‍👧 Rp 5 juta 🇮🇩 pada 4 Mei 2025", id="emoji"),
        pytest.param("مرحبا $5 million", id="right to left"),
        pytest.param(unicodedata.normalize("NFD", "Công ty cổ phần Thép Sông Lam chi 5 tỷ đồng sáng 14/4"), id="decomposed"),
        pytest.param("Meta\r\nmembayar Rp 5 juta\r\n", id="CRLF"),
    ],
)
def test_a_system_survives_odd_texts(system: Extractor, text: str) -> None:
    for lang in system.languages:
        outcome = extract(system, Document("odd", lang, "2025-05-04", text))
        assert outcome.failed is None, (lang, outcome.failed)


@given(st.text(max_size=80), st.sampled_from(["id", "en", "vi"]))
@settings(max_examples=150, deadline=None)
def test_rules_survive_any_text(text: str, lang: str) -> None:
    rules = find_system("rules").load_class()()
    outcome = extract(rules, Document("any", lang, "2025-05-04", text))
    assert outcome.failed is None, outcome.failed


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("senilai Rp 1,25 triliun.", "id", ("Rp 1,25 triliun", "IDR", "1250000000000", None, None, None)),
        ("sebesar Rp 3.500.000 per bulan", "id", ("Rp 3.500.000", "IDR", "3500000", None, None, None)),
        ("sekitar 40 juta ringgit", "id", ("40 juta ringgit", "MYR", "40000000", None, None, "APPROX")),
        ("belasan miliar rupiah", "id", ("belasan miliar rupiah", "IDR", None, "11000000000", "19999999999", None)),
        ("antara 4 dan 6 juta euro", "id", ("4 dan 6 juta euro", "EUR", None, "4000000", "6000000", None)),
        ("tiga juta dolar AS", "id", ("tiga juta dolar AS", "USD", "3000000", None, None, None)),
        ("worth A$1.5bn in all", "en", ("A$1.5bn", "AUD", "1500000000", None, None, None)),
        ("tens of millions of pounds", "en", ("tens of millions of pounds", "GBP", None, "10000000", "99999999", None)),
        ("at least ¥900 million", "en", ("¥900 million", "JPY", "900000000", None, None, "EQUAL_OR_MORE")),
        ("hơn 3,5 nghìn tỷ đồng", "vi", ("3,5 nghìn tỷ đồng", "VND", "3500000000000", None, None, "MORE_THAN")),
    ],
)
def test_amounts_are_read_as_they_are_meant(text: str, lang: str, expected: tuple[str | None, ...]) -> None:
    (found,) = find_money(text, lang)
    assert isinstance(found, Money)
    assert (text[found.start : found.end], found.currency, found.amount, found.min, found.max, found.mod) == expected


@pytest.mark.parametrize("text", ["sebanyak 1.250 orang", "nomor 45", "5 juta penduduk", "the 3 million people", "Rp", "12 triệu người"])
def test_numbers_that_are_no_money_are_left_alone(text: str) -> None:
    assert [*find_money(text, "id"), *find_money(text, "en"), *find_money(text, "vi")] == []


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("pada Kamis (7/8/2025) pukul 08.15 WIB", "id", [("Kamis (7/8/2025) pukul 08.15 WIB", "TIME", "2025-08-07T08:15", None)]),
        ("sejak 17 Agustus 1945", "id", [("17 Agustus 1945", "DATE", "1945-08-17", None)]),
        ("pada bulan September lalu", "id", [("bulan September lalu", "DATE", "2024-09", None)]),
        ("pada November mendatang", "id", [("November mendatang", "DATE", "2025-11", None)]),
        ("pertengahan tahun depan", "id", [("pertengahan tahun depan", "DATE", "2026", "MID")]),
        ("triwulan III 2024", "id", [("triwulan III 2024", "DATE", "2024-Q3", None)]),
        ("pekan depan", "id", [("pekan depan", "DATE", "2025-W35", None)]),
        ("tiga bulan lalu", "id", [("tiga bulan lalu", "DATE", "2025-05", None)]),
        ("selama lima hari", "id", [("lima hari", "DURATION", "P5D", None)]),
        ("setiap Jumat", "id", [("setiap Jumat", "SET", "XXXX-WXX-5", None)]),
        ("dekade 1990-an", "id", [("dekade 1990-an", "DATE", "199", None)]),
        ("Undang-Undang Nomor 7 Tahun 2021", "id", []),
        ("on 3 March 2024", "en", [("3 March 2024", "DATE", "2024-03-03", None)]),
        ("March 3, 2024", "en", [("March 3, 2024", "DATE", "2024-03-03", None)]),
        ("late last month", "en", [("late last month", "DATE", "2025-07", "END")]),
        ("the first quarter of 2026", "en", [("the first quarter of 2026", "DATE", "2026-Q1", None)]),
        ("three weeks ago", "en", [("three weeks ago", "DATE", "2025-W31", None)]),
        ("yesterday", "en", [("yesterday", "DATE", "2025-08-19", None)]),
        ("tối 12/3/2024", "vi", [("tối 12/3/2024", "TIME", "2024-03-12TNI", None)]),
        ("quý IV/2024", "vi", [("quý IV/2024", "DATE", "2024-Q4", None)]),
        ("năm ngoái", "vi", [("năm ngoái", "DATE", "2024", None)]),
        ("tuần trước", "vi", [("tuần trước", "DATE", "2025-W33", None)]),
    ],
)
def test_times_are_resolved_against_the_creation_time(text: str, lang: str, expected: list[tuple[str | None, ...]]) -> None:
    found = list(find_times(text, lang, "2025-08-20"))
    assert all(isinstance(timex, Timex) for timex in found)
    assert [(text[timex.start : timex.end], timex.type, timex.value, timex.mod) for timex in found] == expected
