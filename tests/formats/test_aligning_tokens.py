"""Tokens of others find their place in a text: quotes, hyphens, subword marks and Unicode; and what fits nowhere is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from any_documents import TEXT
from hypothesis import given
from hypothesis import strategies as st

from benchmark.cli import main
from benchmark.errors import DataError
from benchmark.formats import open_corpus, read_predictions
from benchmark.formats.tokens import align, tokenised
from benchmark.records import Entity, GoldDocument


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param('Meta\'s "AI"', "Meta|'s|``|AI|''", id="quotes of the Penn treebank"),
        pytest.param("kata “siap”", 'kata|"|siap|"', id="curly quotes written straight"),
        pytest.param("rock ’n’ roll", "rock|'|n|'|roll", id="apostrophes"),
        pytest.param("a «b» „c“", 'a|"|b|"|"|c|"', id="quotes of other languages"),
        pytest.param("2024–2025 — ya", "2024|-|2025|-|ya", id="dashes written as hyphens"),
        pytest.param("Jawa-Bali", "Jawa|-|Bali", id="a hyphen as a token"),
        pytest.param("co\u00adoperate", "cooperate", id="a soft hyphen"),
        pytest.param("(FAIR) [x]", "-LRB-|FAIR|-RRB-|-LSB-|x|-RSB-", id="brackets by name"),
        pytest.param("km/jam", "km|\\/|jam", id="an escaped stroke"),
        pytest.param("menginvestasikan dana", "meng|##invest|##asikan|dana", id="WordPiece"),
        pytest.param("Meta merekrut", "▁Meta|▁mere|krut", id="SentencePiece"),
        pytest.param("Meta merekrut", "Meta|Ġmere|krut", id="byte-level BPE"),
        pytest.param("Meta merekrut", "Me@@|ta|mere@@|krut", id="BPE with @@"),
        pytest.param("##a ##", "##a|##", id="signs that only look like marks"),
        pytest.param("META Hired", "meta|hired", id="an uncased model"),
        pytest.param("bổ nhiệm", "bô\u0309|nhiê\u0323m", id="decomposed accents in the tokens"),
        pytest.param("bo\u0302\u0309 nhie\u0323\u0302m", "bổ|nhiệm", id="decomposed accents in the text"),
        pytest.param("ﬁnal…", "final|...", id="a ligature and an ellipsis"),
        pytest.param("Straße", "strasse", id="a sharp s"),
        pytest.param("ＡＢＣ", "ABC", id="full width"),
        pytest.param("a\u00a0b\u200bc", "a|bc", id="blanks that do not look like it, and none that does"),
        pytest.param("x\ufeff y", "x|y", id="a byte order mark in the middle"),
        pytest.param("a 👍🏽 b", "a|👍🏽|b", id="an emoji of two code points"),
    ],
)
def test_tokens_find_their_place(text: str, tokens: str) -> None:
    words = tokens.split("|")
    places = align(words, text)
    assert len(places) == len(words)
    assert all(start < end for start, end in places)
    assert [start for start, _ in places] == sorted(start for start, _ in places)
    covered = {place for start, end in places for place in range(start, end)}
    assert all(sign.isspace() or sign in "\u200b\ufeff\u00ad" for place, sign in enumerate(text) if place not in covered)


def test_markers_take_no_place_and_unknown_tokens_take_what_is_left() -> None:
    places = align(["[CLS]", "pada", "[UNK]", "2025", "[UNK]", "[UNK]", ".", "[SEP]"], "pada ☃☃ 2025 ñ ß.")
    assert places == [(0, 0), (0, 4), (5, 7), (8, 12), (13, 14), (15, 16), (16, 17), (17, 17)]


@pytest.mark.parametrize(
    ("text", "tokens", "message"),
    [
        pytest.param("Meta hired", "Meta|fired", "token 2, 'fired', does not stand at 5, 'hired'", id="another word"),
        pytest.param("Meta hired", "Meta", "the tokens end before 5, 'hired'", id="a text that goes on"),
        pytest.param("Meta", "Meta|hired", "token 2, 'hired', does not stand at the end of the text", id="a text that ends"),
        pytest.param("a…", "a|.", "token 2, '.', does not stand at 1", id="half a sign"),
    ],
)
def test_what_fits_nowhere_is_said(text: str, tokens: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        align(tokens.split("|"), text)


@given(TEXT, st.lists(st.integers(0, 40), max_size=4))
def test_our_own_tokens_hold_every_sign_and_are_found_again(text: str, cuts: list[int]) -> None:
    places = tokenised(text, cuts)
    assert "".join(text[start:end] for start, end in places) == "".join(text.split())
    assert all(not start < cut < end for cut in cuts for start, end in places)
    tokens = [text[start:end] for start, end in places]
    alone = [align([token], token)[0] for token in tokens]
    if all(start < end for start, end in alone):
        found = align(tokens, text)
        assert all(start <= low < high for (start, _), (low, high) in zip(places, found, strict=True))
        assert [high for _, high in found] == sorted(high for _, high in found)


def write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


CONLL = "-DOCSTART- (d1) O\n\nMeta B-ORG\n's I-ORG\n`` O\nAI B-PRODUCT\n'' O\n"


def test_predictions_in_tokens_are_scored_on_the_text_of_gold(tmp_path: Path) -> None:
    gold = [GoldDocument(id="d1", text='Meta\'s "AI"', entities=(Entity(0, 4, "ORG"),))]
    (predicted,) = read_predictions(write(tmp_path / "p.conll", CONLL), gold=gold)
    assert [(item.start, item.end, item.text) for item in predicted.entities or ()] == [(0, 6, "Meta's"), (8, 10, "AI")]
    with pytest.raises(DataError, match=r"p\.conll: d1: is not this text: token 2, \"'s\", does not stand at 5, '\"AI\"'"):
        list(read_predictions(tmp_path / "p.conll", gold=[GoldDocument(id="d1", text='Meta "AI"')]))


def test_tokens_have_no_place_where_gold_has_no_text(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"p\.conll: holds tokens, which have no place where gold has no texts; --texts DIR"):
        list(read_predictions(write(tmp_path / "p.conll", CONLL), gold=[GoldDocument(id="d1")]))


def test_a_file_that_marks_no_documents_is_cut_like_gold(tmp_path: Path) -> None:
    gold = [GoldDocument(id=name, text=text) for name, text in (("a", "Meta di\nSolo."), ("b", "Ia pergi."))]
    path = write(tmp_path / "p.conll", "Meta B-ORG\ndi O\n\nSolo B-LOC\n. O\n\nIa B-PER\npergi O\n. O\n")
    predicted = list(read_predictions(path, gold=gold))
    assert [(one.id, [(item.start, item.end) for item in one.entities or ()]) for one in predicted] == [
        ("a", [(0, 4), (8, 12)]),
        ("b", [(0, 2)]),
    ]


def test_supplied_texts_say_where_tokens_stand(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    write(tmp_path / "texts" / "d1.txt", 'Meta\'s "AI"\n')
    (document,) = open_corpus(write(tmp_path / "g.conll", CONLL), texts=[tmp_path / "texts"])
    assert (document.text, [item.text for item in document.entities or ()]) == ('Meta\'s "AI"\n', ["Meta's", "AI"])


def test_predictions_of_another_text_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = write(tmp_path / "g.jsonl", '{"id": "d1", "text": "Tiến đến", "entities": [{"start": 0, "end": 4, "type": "PER"}]}\n')
    bytes_ = write(tmp_path / "bytes.jsonl", '{"id": "d1", "entities": [{"start": 0, "end": 6, "type": "PER", "text": "Tiến"}]}\n')
    outside = write(tmp_path / "outside.jsonl", '{"id": "d1", "entities": [{"start": 7, "end": 12, "type": "PER"}]}\n')
    assert main(["score", str(gold), str(bytes_)]) == 2
    assert "bytes.jsonl: d1: entities[0]: offsets 0-6 hold 'Tiến đ', where `text` is 'Tiến'" in capsys.readouterr().err
    assert main(["score", str(gold), str(outside)]) == 2
    assert "outside.jsonl: d1: entities[0]: offsets 7-12 are outside the text, expected 0 <= start < end <= 8" in capsys.readouterr().err
