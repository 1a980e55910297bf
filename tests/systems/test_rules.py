"""The rules: where they look, what they read, and that no text takes long."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark import Document, Event
from benchmark.corpora import read_corpus
from systems.rules import Rules, find_money, find_times
from systems.rules.anchors import Anchors, fold, leading_starts
from systems.rules.happenings import find_events
from systems.rules.names import find_names
from systems.rules.triggers import indonesian_forms

DCT = "2025-08-20"
MEGABYTE = 1_000_000
DEVELOPMENT = read_corpus(Path(__file__).parent.parent.parent / "gold").select(split="dev", langs=["id"])
LINES = {
    "digits": "1234567890",
    "a letter": "a",
    "numbers with points": "1.",
    "blanks": " ",
    "line breaks": "\n",
    "currency signs": "Rp",
    "currency signs, set apart": "Rp ",
    "months": "Juli ",
    "years": "2024 ",
    "fractions": "1/",
    "amounts": "Rp 5 juta ",
    "number words": "dua ",
    "points": ".",
    "full stops and blanks": ". ",
    "capitals": "A",
    "capitals with full stops": "A. ",
    "names": "Budi, ",
    "laws": "UU Aa ",
    "lists of names": "Badan Aa, ",
    "words with a capital": "Kami datang. ",
    "headlines": "Budi Santoso Pergi Ke Pasar\n",
    "hyphens": "A-",
    "brackets": "(A",
    "triggers": "merekrut Budi di Meta ",
}


def times(text: str, lang: str = "id") -> list[tuple[str, str, str | None, str | None]]:
    return [(text[timex.start : timex.end], timex.type, timex.value, timex.mod) for timex in find_times(text, lang, DCT)]


# --- anchors ---------------------------------------------------------------------------------------------------------------------


@given(st.text(), st.sampled_from(["id", "en", "vi"]))
def test_a_folded_text_is_as_long_as_the_text_and_stays_when_folded_again(text: str, lang: str) -> None:
    folded = fold(text, lang)
    assert len(folded) == len(text)
    assert fold(folded, lang) == folded


@given(st.text(alphabet="abé _5.", max_size=40))
def test_anchors_are_the_words_that_stand_alone_the_longest_from_each_place(text: str) -> None:
    words = ("a", "ab", "a b", "b")
    expected = [match.span(1) for match in re.finditer(r"(?=(?<!\w)(a b|ab|a|b)(?!\w))", text)]
    assert [(anchor.start, anchor.end) for anchor in Anchors(words).find(text)] == expected


def test_words_that_open_or_stand_inside_need_no_bounds() -> None:
    anchors = Anchors(("jam",), opening=("rp5",), inside=("8h",))
    found = [anchors.words[anchor.word] for anchor in anchors.find("jaman jam rp500 xrp500 18h30 pinjam")]
    assert found == ["jam", "rp5", "8h"]


@pytest.mark.parametrize(
    ("folded", "anchor", "expected"),
    [
        pytest.param("sejak lama tahun", "tahun", ["tahun"], id="no leading word"),
        pytest.param("di lebih dari dua tahun", "tahun", ["lebih dari dua tahun", "dari dua tahun", "dua tahun", "tahun"], id="words"),
        pytest.param("(10-15 tahun", "tahun", ["10-15 tahun", "15 tahun", "tahun"], id="numbers with a hyphen after a bracket"),
        pytest.param("dua,tahun", "tahun", ["tahun"], id="another sign between"),
        pytest.param("10:30pm", "0pm", ["10:30pm"], id="a number that runs into the anchor"),
        pytest.param("dua " * 9 + "tahun", "tahun", ["tahun"], id="too many leading words"),
    ],
)
def test_expressions_begin_at_the_words_that_lead_to_their_anchor(folded: str, anchor: str, expected: list[str]) -> None:
    starts = leading_starts(folded, folded.index(anchor), 0, frozenset({"lebih", "dari", "dua"}), 8)
    assert [folded[start:] for start in starts] == expected


# --- what is read ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        pytest.param(
            "di Distrik Koto bulan September.", "id", ("bulan September", "DATE", "2025-09", None), id="a month that is called one"
        ),
        pytest.param("laba paruh pertamanya", "id", ("paruh pertamanya", "DATE", "2025-H1", None), id="a half with its ending"),
        pytest.param("awal dekade 1990-an", "id", ("awal dekade 1990-an", "DATE", "199", "START"), id="the beginning of a decade"),
        pytest.param("sekitar 2000 tahun lalu", "id", ("sekitar 2000 tahun lalu", "DATE", "0025", "APPROX"), id="a number like a year"),
        pytest.param("selama 1.250.000 tahun", "id", ("1.250.000 tahun", "DURATION", "P1250000Y", None), id="groups of digits"),
        pytest.param("hari\u00a0ini", "id", ("hari\u00a0ini", "DATE", "2025-08-20", None), id="a blank that does not break"),
        pytest.param("TAHUN LALU", "id", ("TAHUN LALU", "DATE", "2024", None), id="capitals"),
        pytest.param("at 10.30pm", "en", ("10.30pm", "TIME", "T22:30", None), id="a clock with a point"),
        pytest.param("in the early 1990s", "en", ("early 1990s", "DATE", "199", "START"), id="an early decade"),
        pytest.param("lúc 8h, trời mưa", "vi", ("8h", "TIME", "T08:00", None), id="a bare hour"),
        pytest.param("Rp 1.000 per bulan", "id", ("bulan", "SET", "P1M", None), id="the unit of a rate"),
        pytest.param("9 persen setahun", "id", ("setahun", "SET", "P1Y", None), id="the unit of a rate in one word"),
        pytest.param("selama setahun", "id", ("setahun", "DURATION", "P1Y", None), id="a year that lasts"),
        pytest.param("dua kali sepekan", "id", ("dua kali sepekan", "SET", "P1W", None), id="times in a week"),
        pytest.param("setiap enam bulan", "id", ("setiap enam bulan", "SET", "P6M", None), id="every so many"),
        pytest.param("Jumat pekan lalu", "id", ("Jumat pekan lalu", "DATE", "2025-08-15", None), id="a day of last week"),
        pytest.param("pukul tiga sore", "id", ("pukul tiga sore", "TIME", "T15:00", None), id="an hour in words"),
        pytest.param("2 jam 51 menit", "id", ("2 jam 51 menit", "DURATION", "PT2H51M", None), id="hours and minutes"),
        pytest.param("pada hari kerja", "id", ("hari kerja", "SET", "P1D", None), id="working days"),
        pytest.param("menjelang Natal", "id", ("Natal", "DATE", "2025-12-25", None), id="a feast on its day"),
        pytest.param("hingga Januari", "id", ("Januari", "DATE", "2026-01", None), id="a month that is a limit"),
        pytest.param("sejak Januari", "id", ("Januari", "DATE", "2025-01", None), id="a month since which"),
        pytest.param("pekan ketiga April", "id", ("pekan ketiga April", "DATE", "2025-W16", None), id="a week of a month"),
        pytest.param(
            "hari ini, 20 Agustus 2025", "id", ("hari ini, 20 Agustus 2025", "DATE", "2025-08-20", None), id="today with its date"
        ),
        pytest.param("its annual figures", "en", ("annual", "SET", "P1Y", None), id="an adjective of period"),
        pytest.param("she left last summer", "en", ("last summer", "DATE", "2024-SU", None), id="a season"),
        pytest.param("every Sunday night", "en", ("every Sunday night", "SET", "XXXX-WXX-7TNI", None), id="a part of each such day"),
        pytest.param("27 January at 10am", "en", ("27 January at 10am", "TIME", "2025-01-27T10:00", None), id="a day at its hour"),
        pytest.param("lúc 6h sáng nay", "vi", ("6h sáng nay", "TIME", "2025-08-20T06:00", None), id="an hour of this morning"),
        pytest.param("hôm thứ Ba", "vi", ("thứ Ba", "DATE", "2025-08-19", None), id="a weekday in lower case"),
        pytest.param("Đầu những năm 2000", "vi", ("Đầu những năm 2000", "DATE", "200", "START"), id="years that are a decade"),
    ],
)
def test_times_that_were_hard_to_read(text: str, lang: str, expected: tuple[str | None, ...]) -> None:
    assert times(text, lang) == [expected]


@pytest.mark.parametrize("number", ["9" * 8, "9" * 400, "1" * 4_999], ids=len)
@pytest.mark.parametrize("unit", ["hari", "pekan", "bulan", "tahun", "abad"])
def test_numbers_beyond_the_calendar_are_no_dates(number: str, unit: str) -> None:
    assert all(kind != "DATE" for found, kind, _, _ in times(f"{number} {unit} lalu") if found[0].isdigit())
    assert list(find_money(f"Rp {'9' * 400}", "id")) == []


# --- events ----------------------------------------------------------------------------------------------------------------------


def events(text: str, lang: str) -> list[tuple[str, str]]:
    layers = Rules().extract(Document(id="d", lang=lang, dct=DCT, text=text))
    return [(text[event.start : event.end], event.type.partition(":")[2]) for event in layers if isinstance(event, Event)]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        pytest.param("PT Maju membeli 70 persen saham PT Laju.", "id", [("membeli", "Merge-Org")], id="the greater part is bought"),
        pytest.param("PT Maju membeli 20 persen saham PT Laju.", "id", [("membeli", "Transfer-Money")], id="a small part is bought"),
        pytest.param("Ia membeli beras di pasar.", "id", [], id="a thing without a price"),
        pytest.param("Perusahaan yang ia dirikan tutup buku.", "id", [("dirikan", "Start-Org")], id="a bare form after a pronoun"),
        pytest.param("Ia menunjuk gambar di dinding.", "id", [], id="pointing at no person"),
        pytest.param("Budi Santoso mengundurkan diri.", "id", [("mengundurkan", "End-Position")], id="a word with its companion"),
        pytest.param("The company let 30 people go.", "en", [("let", "End-Position")], id="the head of an idiom"),
        pytest.param("She let the cat out.", "en", [], id="the head without its idiom"),
        pytest.param("Tập đoàn linh kiện khởi kiện hãng xe.", "vi", [("khởi kiện", "Legal-Action")], id="a syllable of another word"),
        pytest.param("Người sáng lập công ty đã già.", "vi", [], id="a role noun"),
    ],
)
def test_words_name_events_where_their_surroundings_fit(text: str, lang: str, expected: list[tuple[str, str]]) -> None:
    assert events(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("PT Maju meluncurkan Mobil Kilat pada 12 Juni 2025.", ("2025-06-12", "ACTUAL", "POSITIVE"), id="a date of its clause"),
        pytest.param("PT Maju meluncurkan ponsel pada 1 Mei 2026.", ("2026-05-01", "OTHER", "POSITIVE"), id="a date that lies ahead"),
        pytest.param("PT Maju belum meluncurkan ponsel.", (None, "ACTUAL", "NEGATIVE"), id="what has not happened"),
        pytest.param("Ia tidak menunggu: PT Maju meluncurkan ponsel.", (None, "ACTUAL", "POSITIVE"), id="a denial of another clause"),
        pytest.param("Setiap bulan ia membayar uang sewa Rp 2 juta.", (None, "GENERIC", "POSITIVE"), id="a habit"),
        pytest.param("Pada 2019, warga bosan. Mereka mendirikan koperasi.", ("2019", "ACTUAL", "POSITIVE"), id="the time of the paragraph"),
        pytest.param("Peluncuran ponsel ditunda ke Maret 2024.", (None, "ACTUAL", "POSITIVE"), id="the day to which it is put off"),
    ],
)
def test_events_take_their_date_and_realis_from_their_clause(text: str, expected: tuple[str | None, str, str]) -> None:
    *_, event = (record for record in Rules().extract(Document(id="d", lang="id", dct=DCT, text=text)) if isinstance(record, Event))
    assert (event.date, event.realis, event.polarity) == expected


def test_a_bare_repeat_is_of_the_cluster_of_what_it_repeats() -> None:
    text = "PT Maju mengakuisisi PT Laju Jaya pada Mei 2025.\nAkuisisi itu disambut pasar."
    found = [record for record in Rules().extract(Document(id="d", lang="id", dct=DCT, text=text)) if isinstance(record, Event)]
    assert len(found) == 2
    assert len({event.cluster for event in found}) == 1
    assert {event.date for event in found} == {"2025-05"}


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        pytest.param("tunjuk", {"menunjuk", "ditunjuk", "penunjukan", "tunjuk"}, id="t gives way"),
        pytest.param("transfer", {"mentransfer", "ditransfer", "pentransferan", "transfer"}, id="t before a consonant stays"),
        pytest.param("pecat", {"memecat", "dipecat", "pemecatan", "pecat"}, id="p gives way"),
        pytest.param("suntik+kan", {"menyuntikkan", "disuntikkan", "penyuntikan", "suntikkan"}, id="an ending"),
        pytest.param("akuisisi", {"mengakuisisi", "diakuisisi", "pengakuisisian", "akuisisi"}, id="a vowel"),
        pytest.param("luncur+kan", {"meluncurkan", "diluncurkan", "peluncuran", "luncurkan"}, id="no nasal"),
    ],
)
def test_indonesian_words_are_inflected(root: str, expected: set[str]) -> None:
    assert {form for form, _ in indonesian_forms(root)} == expected


# --- no text takes long ----------------------------------------------------------------------------------------------------------


def seconds(action: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    action(text)
    return time.process_time() - started


def read_times(text: str) -> int:
    return sum(1 for _ in find_times(text, "id", DCT))


def read_money(text: str) -> int:
    return sum(1 for _ in find_money(text, "id"))


def read_names(text: str) -> int:
    return len(find_names(text, "id"))


def read_events(text: str) -> int:
    entities = find_names(text, "id")
    return len(find_events(text, "id", entities, list(find_times(text, "id", DCT)), list(find_money(text, "id"))))


@pytest.mark.parametrize(("read", "size"), [(read_times, 100_000), (read_money, 100_000), (read_names, 20_000), (read_events, 10_000)])
@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_ten_times_the_text_takes_ten_times_as_long(read: Callable[[str], object], size: int, line: str) -> None:
    text = (line * size)[:size]
    read("1 Juli 2024, Rp 5 juta")
    short = min(seconds(read, text[: size // 10]) for _ in range(3))
    assert min(seconds(read, text) for _ in range(2)) < 30 * short + 0.05


def test_a_megabyte_without_words_takes_no_longer_than_a_megabyte_of_news() -> None:
    news = (next(iter(DEVELOPMENT)).text or "") * 1_000
    ordinary = seconds(read_times, news[:MEGABYTE]) + seconds(read_money, news[:MEGABYTE])
    for line in ("1234567890", "a", "1.", " ", "Rp"):
        text = (line * MEGABYTE)[:MEGABYTE]
        assert seconds(read_times, text) + seconds(read_money, text) < ordinary, line
