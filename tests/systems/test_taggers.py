"""The learned taggers: their tokens, what they learn from, and that times and amounts which they find get values."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.extractors import Extractor, find_system
from benchmark.records import Document, Entity, Money, Timex
from systems.crf.agreeing import NAMES, Found, agreed
from systems.crf.examples import Example, published, refined
from systems.crf.features import features
from systems.crf.listed import MARKS, listed, marks_by_word
from systems.crf.tokens import tokens_of
from systems.rules import gazetteers
from systems.stanza import MODEL, Stanza
from systems.stanza.vectors import DIMENSIONS, write_vectors

TEXT = "Pada 12 Maret 2024 Budi Santoso membayar Rp 1,5 triliun kepada PT Bank Mandiri di Jakarta."


def loaded(name: str) -> Extractor:
    system = find_system(name).load_class()()
    if (missing := system.missing()) is not None:
        pytest.skip(str(missing))
    system.load()
    return system


@pytest.mark.parametrize("name", ["crf", "stanza"])
def test_times_and_amounts_that_a_tagger_finds_get_values(name: str) -> None:
    records = list(loaded(name).extract(Document("d", "id", "2024-04-01", TEXT)))
    assert [(TEXT[found.start : found.end], found.value) for found in records if isinstance(found, Timex)] == [
        ("12 Maret 2024", "2024-03-12")
    ]
    amounts = [(TEXT[found.start : found.end], found.currency, found.amount) for found in records if isinstance(found, Money)]
    assert amounts == [("Rp 1,5 triliun", "IDR", "1500000000000")]


@pytest.mark.parametrize("name", ["crf", "stanza"])
def test_a_tagger_tells_a_city_from_other_names(name: str) -> None:
    records = loaded(name).extract(Document("d", "id", "2024-04-01", TEXT))
    assert (TEXT.index("Jakarta"), "GPE") in {(found.start, found.type) for found in records if isinstance(found, Entity)}


def test_what_the_official_english_model_finds_gets_values_too() -> None:
    text = "Acme paid $5 million on 3 March 2024."
    spans = [("Acme", "ORG"), (" $5 million", "MONEY"), ("3 March 2024", "DATE"), ("paid", "CARDINAL")]
    ents = [SimpleNamespace(start_char=text.index(part), end_char=text.index(part) + len(part), type=label) for part, label in spans]
    system: Any = Stanza()
    system.pipelines = {"en": lambda _: SimpleNamespace(ents=ents)}
    name, *others = system.extract(Document("d", "en", "2024-04-01", text))
    assert (text[name.start : name.end], name.type) == ("Acme", "ORG")
    assert {type(found): text[found.start : found.end] for found in others} == {Money: "$5 million", Timex: "3 March 2024"}
    assert {found.amount if isinstance(found, Money) else found.value for found in others} == {"5000000", "2024-03-03"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ia pulang. Kami tidak.", [["Ia", "pulang", "."], ["Kami", "tidak", "."]], id="a point ends a sentence"),
        pytest.param(
            "Ir. Budi dan Mariana br. Sitorus", [["Ir", ".", "Budi", "dan", "Mariana", "br", ".", "Sitorus"]], id="a title's does not"
        ),
        pytest.param("Abubakar H. Yasin", [["Abubakar", "H", ".", "Yasin"]], id="an initial's does not"),
        pytest.param("Judul\nIsi", [["Judul"], ["Isi"]], id="a line's end ends one"),
        pytest.param("Senin (4/5) Rp 1.250,75", [["Senin", "(", "4/5", ")", "Rp", "1.250,75"]], id="numbers are whole"),
        pytest.param("PT Sari-Roti", [["PT", "Sari-Roti"]], id="words with hyphens are whole"),
    ],
)
def test_tokens_stand_in_sentences(text: str, expected: list[list[str]]) -> None:
    assert [[token[0] for token in sentence] for sentence in tokens_of(text)] == expected


@given(st.text(alphabet="aB1.,:/() \n-“”é", max_size=60))
def test_every_sign_but_white_space_is_in_one_token(text: str) -> None:
    covered = [place for sentence in tokens_of(text) for token in sentence for place in range(*token.span())]
    assert covered == [place for place, sign in enumerate(text) if not sign.isspace()]


@settings(deadline=None)
@given(st.lists(st.lists(st.text(alphabet="aB1.", min_size=1, max_size=5), min_size=1, max_size=6), max_size=4))
def test_every_token_has_features(sentences: list[list[str]]) -> None:
    assert [len(seen) for seen in features(sentences)] == [len(words) for words in sentences]


@pytest.mark.parametrize(
    ("sentence", "word", "marks", "others"),
    [
        pytest.param("ia tiba di Banda Aceh kemarin", "Banda", {"B-place"}, {"I-place"}, id="the first word of a town"),
        pytest.param("ia tiba di Banda Aceh kemarin", "Aceh", {"I-place"}, {"B-place"}, id="its second word"),
        pytest.param("ia tiba di Aceh kemarin", "Aceh", {"B-territory"}, {"I-place"}, id="the same word alone is a province"),
        pytest.param("ia tiba di banda aceh kemarin", "banda", set(), {"B-place"}, id="no name without its capital"),
        pytest.param("kata Saiful Hidayat kemarin", "Saiful", {"given"}, {"common"}, id="a given name"),
        pytest.param("kata saiful hidayat kemarin", "saiful", set(), {"given"}, id="no given name without its capital"),
        pytest.param("kata Saiful Hidayat kemarin", "kata", {"common"}, {"given", "family"}, id="a common word"),
        pytest.param("Papua Nugini menang", "Nugini", {"I-territory"}, {"B-territory"}, id="the longest name wins"),
    ],
)
def test_words_are_marked_with_their_lists(sentence: str, word: str, marks: set[str], others: set[str]) -> None:
    words = sentence.split()
    found = set(listed(words)[words.index(word)])
    assert marks <= found
    assert not others & found


@pytest.fixture(scope="module")
def words_marks() -> dict[str, set[str]]:
    return marks_by_word()


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(gazetteers.places())), min_size=1, max_size=4))
def test_every_mark_of_a_sentence_is_one_of_its_word(words_marks: dict[str, set[str]], names: list[str]) -> None:
    words = [token[0] for sentence in tokens_of(", ".join(names)) for token in sentence]
    for word, found in zip(words, listed(words), strict=True):
        assert set(found) <= words_marks.get(word.lower(), set()) <= set(MARKS)


def test_vectors_say_which_lists_a_word_stands_on(words_marks: dict[str, set[str]], tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    pretrain = pytest.importorskip("stanza.models.common.pretrain")
    write_vectors(tmp_path / "vectors.pt")
    stored = pretrain.Pretrain(str(tmp_path / "vectors.pt"))
    assert stored.emb.shape == (len(words_marks) + 4, DIMENSIONS)
    assert not stored.emb[:4].any()
    assert not stored.emb[:, len(MARKS) :].any()
    for word in ("saiful", "banda", "kemarin", "coruña"):
        (columns,) = torch.nonzero(stored.emb[stored.vocab.unit2id(word)], as_tuple=True)
        assert {MARKS[column] for column in columns} == words_marks[word]


def test_the_stanza_model_was_trained_with_the_lists_of_today(words_marks: dict[str, set[str]]) -> None:
    torch = pytest.importorskip("torch")
    words = torch.load(MODEL, weights_only=True)["vocab"]["word"]["_unit2id"]
    assert list(words)[4:] == list(words_marks), "the lists have changed: train the model again (make stanza-model)"


def spans_in(text: str, *named: tuple[str, str]) -> list[Found]:
    return [(text.index(name), text.index(name) + len(name), label) for name, label in named]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        pytest.param(
            "Siti Rahma datang. Rahma pulang.",
            [("Siti Rahma", "PERSON")],
            [("Siti Rahma", "PERSON"), ("Rahma", "PERSON")],
            id="a person's last name is found again",
        ),
        pytest.param(
            "PT Acme rugi. Saham PT Acme turun.",
            [("PT Acme", "ORG")],
            [("PT Acme", "ORG"), ("PT Acme", "ORG")],
            id="a name is found again",
        ),
        pytest.param(
            "Kata Mawar, bunga mawar mahal. Mawar pergi.",
            [("Mawar", "PERSON")],
            [("Mawar", "PERSON")],
            id="not where the text has the word in lower case",
        ),
        pytest.param(
            "Agus lahir. Pada Agus 1990",
            [("Agus", "PERSON"), ("Agus 1990", "DATE")],
            [("Agus", "PERSON"), ("Agus 1990", "DATE")],
            id="not within another span",
        ),
        pytest.param("Rahma dan Siti Rahma", [("Siti Rahma", "PERSON")], [("Siti Rahma", "PERSON")], id="not within one sentence"),
    ],
)
def test_names_agree_over_a_text(text: str, found: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    answer = agreed(text, tokens_of(text), spans_in(text, *found))
    assert [(text[start:end], label) for start, end, label in answer] == expected


def test_a_name_takes_the_type_of_most_of_its_mentions() -> None:
    text = "Acme, Acme. Acme"
    answer = agreed(text, tokens_of(text), [(0, 4, "ORG"), (6, 10, "PERSON"), (12, 16, "ORG")])
    assert {label for *_, label in answer} == {"ORG"}


@given(st.data())
def test_agreeing_keeps_every_span_and_adds_none_that_overlaps(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(["Ana", "Budi", "dan", "Ana Budi", ".", "5"]), min_size=1, max_size=12))
    text = " ".join(words)
    tokens = [token for sentence in tokens_of(text) for token in sentence]
    chosen = data.draw(st.lists(st.sampled_from(tokens), unique=True))
    spans = [(token.start(), token.end(), data.draw(st.sampled_from(sorted({*NAMES, "DATE"})))) for token in chosen]
    answer = agreed(text, tokens_of(text), spans)
    assert {span[:2] for span in spans} <= {span[:2] for span in answer}
    assert all(one[1] <= other[0] for one, other in pairwise(answer))


class Guess:
    """A tagger that takes every place for a facility and every capitalised `Piala` for an event."""

    def labels(self) -> list[str]:
        return ["O", "B-FAC", "I-FAC", "B-GPE", "I-GPE", "B-EVENT"]

    def set(self, seen: list[list[str]]) -> None:
        self.seen = seen

    def marginal(self, tag: str, place: int) -> float:
        return 0.8 if tag.endswith("FAC") else 0.1

    def tag(self, seen: list[list[str]]) -> list[str]:
        return ["B-EVENT" if "w=piala" in features_of_token else "O" for features_of_token in seen]


def test_published_sentences_get_fine_places_times_and_amounts(tmp_path: Path) -> None:
    rows = "Ani B-PER|melihat O|Piala O|di O|Monas B-LOC|, O|Indonesia B-LOC|(Nigeria) B-LOC|, O|Senin O|, O|seharga O|Rp5 O|juta O"
    path = tmp_path / "train.txt"
    path.write_text(rows.replace("|", "\n") + "\n")
    (example,) = (refined(example, Guess()) for example in published(path))
    assert [(example.text[start:end], label) for start, end, label in example.spans] == [
        ("Ani", "PERSON"),
        ("Piala", "EVENT"),
        ("Monas", "FAC"),
        ("Indonesia", "GPE"),
        ("(Nigeria)", "FAC"),
        ("Senin", "DATE"),
        ("Rp5 juta", "MONEY"),
    ]
    (tags,) = example.tags
    assert tags[7:10] == ["B-FAC", "I-FAC", "I-FAC"], "a token of the file that is three of ours"


def test_tags_stop_where_a_span_does() -> None:
    text = "PT Acme Tbk hari ini."
    example = Example("d", text, ((0, 11, "ORG"), (12, 20, "DATE")))
    assert example.tags == [["B-ORG", "I-ORG", "I-ORG", "B-DATE", "I-DATE", "O"]]
    assert all(isinstance(token, re.Match) for sentence in example.sentences for token in sentence)
