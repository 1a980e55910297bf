"""Names: where they begin and end, what decides their types, and that the weights are those that the corpus teaches."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.corpora import read_corpus
from systems.rules import cues, gazetteers, weighing
from systems.rules.names import NONE, find_names, read_weights
from systems.rules.pages import Page
from systems.rules.runs import find_runs

GOLD = Path(__file__).parent.parent.parent / "gold"


def names(text: str, lang: str = "id") -> list[tuple[str, str]]:
    return [(text[name.start : name.end], name.type) for name in find_names(text, lang)]


def runs(text: str, lang: str = "id") -> list[str]:
    return [text[run.start : run.end] for run in find_runs(Page(text, lang, []))]


# --- where they begin and end ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        pytest.param("kata Direktur Utama Bambang Hartono.", "id", ["Bambang Hartono"], id="titles"),
        pytest.param("Penggantinya Ratna Dewi sudah tiba.", "id", ["Ratna Dewi"], id="a word that opens a sentence"),
        pytest.param("Gubernur Jawa Barat Ahmad Kusuma datang.", "id", ["Jawa Barat", "Ahmad Kusuma"], id="a place before a person"),
        pytest.param("oleh Dinas Kelautan dan Perikanan setempat", "id", ["Dinas Kelautan dan Perikanan"], id="an office with dan"),
        pytest.param("antara Budi dan Ani kemarin", "id", ["Budi", "Ani"], id="two people with dan"),
        pytest.param("ujar Abdul H. Karim.", "id", ["Abdul H. Karim"], id="an initial inside"),
        pytest.param("bernama Umar bin Khalid itu", "id", ["Umar bin Khalid"], id="a particle"),
        pytest.param("dibeli Smith & Sons kemarin", "id", ["Smith & Sons"], id="an ampersand"),
        pytest.param("milik Alder B.V., Belanda", "id", ["Alder B.V.", "Belanda"], id="a company's full stop"),
        pytest.param("shares of Alder's rival Beech rose", "en", ["Alder", "Beech"], id="a possessive"),
        pytest.param("the University of Leeds said", "en", ["University of Leeds"], id="of behind a head"),
        pytest.param("Karen Holt of Alder agreed", "en", ["Karen Holt", "Alder"], id="of behind a person"),
        pytest.param("theo Ủy ban Chứng khoán Nhà nước, giá tăng", "vi", ["Ủy ban Chứng khoán Nhà nước"], id="syllables without capitals"),
        pytest.param("vào Khu công nghệ cao Quy Nhơn", "vi", ["Khu công nghệ cao Quy Nhơn"], id="small words between head and name"),
        pytest.param("Menteri Hukum dan HAM Ratna Dewi hadir.", "id", ["Ratna Dewi"], id="an office with dan before a person"),
        pytest.param("Ketua DPP PKW Ahmad Kusuma menolak.", "id", ["PKW", "Ahmad Kusuma"], id="an abbreviation before a person"),
        pytest.param(
            "oleh Badan Cuaca, Iklim, dan Gempa setempat", "id", ["Badan Cuaca, Iklim, dan Gempa"], id="an office that lists its matters"
        ),
        pytest.param("PT Karsa Buana (Persero) Tbk untung.", "id", ["PT Karsa Buana (Persero) Tbk"], id="a company of the state"),
        pytest.param("kata Omar al-Rashid.", "id", ["Omar al-Rashid"], id="a small article inside"),
        pytest.param("Foreign Minister J.K. Rowan left.", "en", ["J.K. Rowan"], id="an English office, and initials"),
        pytest.param("Alder Chief Executive Officer Ann Lee quit.", "en", ["Alder", "Ann Lee"], id="an office between two names"),
        pytest.param(
            "The Alder Gazette and Bob Lee MBE agreed.", "en", ["Alder Gazette", "Bob Lee"], id="an article, and an honour behind"
        ),
        pytest.param("Chủ tịch UBND Huế Lê Văn An nói.", "vi", ["UBND Huế", "Lê Văn An"], id="a Vietnamese office before a person"),
        pytest.param("lihat https://contoh.id/Berita/Utama saja", "id", [], id="a web address"),
    ],
)
def test_runs_hold_the_whole_name_and_nothing_else(text: str, lang: str, expected: list[str]) -> None:
    assert runs(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Bendahara baru bernama Rabu tersenyum.", ["Rabu"], id="a woman called Wednesday"),
        pytest.param("Kini Jumat bin Salim datang lagi.", ["Jumat bin Salim"], id="a man called Friday, with a particle"),
        pytest.param("Rapat digelar Rabu di Medan.", ["Medan"], id="Wednesday"),
    ],
)
def test_words_of_the_calendar_are_names_only_where_people_are_called_so(text: str, expected: list[str]) -> None:
    day = next(word for word in ("Rabu", "Jumat") if word in text)
    busy = [(text.index(day), text.index(day) + len(day))]
    assert [text[run.start : run.end] for run in find_runs(Page(text, "id", busy)) if text[run.start : run.end] != "Bendahara"] == expected


@given(st.text(alphabet="AaBb. ,'&/\n(1-", max_size=60), st.sampled_from(["id", "en", "vi"]))
def test_names_lie_in_the_text_without_overlaps_or_blanks_at_their_ends(text: str, lang: str) -> None:
    found = find_names(text, lang)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[name.start : name.end] == text[name.start : name.end].strip() != "" for name in found)


# --- what decides their types ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        pytest.param("Sahamnya dimiliki PT Karsa Buana Tbk sejak dulu.", "id", ("PT Karsa Buana Tbk", "ORG"), id="a company's prefix"),
        pytest.param("Kapal itu berlabuh di Gorontalo kemarin.", "id", ("Gorontalo", "GPE"), id="a town of the list"),
        pytest.param("“Kami siap,” kata Hartini, 45 tahun.", "id", ("Hartini", "PERSON"), id="an age behind"),
        pytest.param("Mereka mendaki Gunung Arjuna bersama.", "id", ("Gunung Arjuna", "LOC"), id="a mountain"),
        pytest.param("Pertemuan itu di Hotel Cempaka Asri saja.", "id", ("Hotel Cempaka Asri", "FAC"), id="a hotel"),
        pytest.param("Itu diatur dalam Undang-Undang Nomor 1 Tahun 2020.", "id", ("Undang-Undang Nomor 1 Tahun 2020", "LAW"), id="a law"),
        pytest.param("Kapal KM Sinar Samudra karam semalam.", "id", ("KM Sinar Samudra", "PRODUCT"), id="a ship"),
        pytest.param("A judge fined Alder Holdings Ltd on appeal.", "en", ("Alder Holdings Ltd", "ORG"), id="a company's suffix"),
        pytest.param("Theo ông Nguyễn Văn Lộc, giá sẽ tăng.", "vi", ("Nguyễn Văn Lộc", "PERSON"), id="a Vietnamese family name"),
    ],
)
def test_cues_give_types(text: str, lang: str, expected: tuple[str, str]) -> None:
    assert names(text, lang) == [expected]


def test_a_short_form_takes_the_type_of_the_whole_name() -> None:
    text = "Kemarin PT Tunggal Wijaya Tbk mengumumkan laba. Kini Tunggal menjual pabriknya. Dewan menyetujui langkah Tunggal."
    assert [kind for _, kind in names(text)] == ["ORG", "ORG", "ORG"]


def test_an_abbreviation_in_brackets_is_a_name_of_its_own() -> None:
    text = "Menurut Badan Usaha Sungai Nusantara (BUSN), air naik."
    assert names(text) == [("Badan Usaha Sungai Nusantara", "ORG"), ("BUSN", "ORG")]


def test_headlines_name_what_the_text_names() -> None:
    text = "Warga Kecewa Setelah Hartini Widodo Mundur\n\nSemalam kata Hartini Widodo, 50 tahun, ia akan mundur dari jabatannya.\n"
    assert names(text) == [("Hartini Widodo", "PERSON")] * 2


@pytest.mark.parametrize("word", ["WIB", "kWh", "Anda", "Idulfitri", "KTP"])
def test_units_pronouns_and_feasts_are_no_names(word: str) -> None:
    assert names(f"Rapat itu dibuka dengan {word} tadi.") == []


# --- the weights -----------------------------------------------------------------------------------------------------------------


def test_the_weights_are_those_that_the_train_split_teaches() -> None:
    """`python -m systems.rules.weighing gold` makes them anew; what times and amounts take from names may move them a little."""
    corpus = read_corpus(GOLD)
    made = weighing.fit((gold.document(), gold.entities or ()) for gold in corpus.select(split="train"))
    same = total = 0
    for document in corpus.select(split="dev"):
        kept, anew = (
            set(map(str, find_names(document.text or "", document.lang or "", (), weights))) for weights in (read_weights(), made)
        )
        same, total = same + len(kept & anew), total + len(kept | anew)
    assert same > 0.97 * total > 0


def test_no_text_changes_what_weights_say_of_evidence_that_they_do_not_know() -> None:
    weights = read_weights()
    assert weights.scores(["no such evidence"]) == dict(weights.start)
    assert NONE in weights.start


@pytest.mark.parametrize("lang", ["id", "en", "vi"])
def test_cue_words_are_in_the_case_in_which_they_are_looked_up(lang: str) -> None:
    table = cues.cues_of(lang)
    assert [word for word in table.around if word != word.lower()] == []
    assert [word for word in table.openers if word != word.lower()] == []
    assert [word for word in gazetteers.common_words(lang) if word != word.lower()] == []
