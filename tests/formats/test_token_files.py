"""Token files: tag schemes, readings of a bare `I-`, document marks, and faults with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmark.errors import DataError
from benchmark.formats import detect, open_corpus
from benchmark.formats.tags import is_iob1, spans_of_tags
from benchmark.profiles import PROFILES


@pytest.mark.parametrize(
    ("tags", "strict", "conlleval"),
    [
        pytest.param("B-X I-X O", [(0, 2, "X")], [(0, 2, "X")], id="IOB2"),
        pytest.param("B-X B-X", [(0, 1, "X"), (1, 2, "X")], [(0, 1, "X"), (1, 2, "X")], id="neighbours"),
        pytest.param("B-X I-X E-X S-Y O", [(0, 3, "X"), (3, 4, "Y")], [(0, 3, "X"), (3, 4, "Y")], id="IOBES"),
        pytest.param("O I-X I-X O", [], [(1, 3, "X")], id="a bare I"),
        pytest.param("B-X I-Y", [(0, 1, "X")], [(0, 1, "X"), (1, 2, "Y")], id="an I of another type"),
        pytest.param("B-X O I-X", [(0, 1, "X")], [(0, 1, "X"), (2, 3, "X")], id="an I after a gap"),
        pytest.param("O O", [], [], id="nothing"),
        pytest.param("B-X", [(0, 1, "X")], [(0, 1, "X")], id="at the end"),
    ],
)
def test_tags_become_spans(tags: str, strict: list[tuple[int, int, str]], conlleval: list[tuple[int, int, str]]) -> None:
    assert list(spans_of_tags(tags.split(), bare_inside_opens=False)) == strict
    assert list(spans_of_tags(tags.split(), bare_inside_opens=True)) == conlleval


def test_iob1_is_recognised_by_its_bare_i() -> None:
    assert is_iob1([["I-X", "I-X", "B-X", "O", "I-Y"]])
    assert not is_iob1([["B-X", "I-X"], ["O", "I-X"]])
    assert not is_iob1([["O"]])


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


def test_sentences_stand_for_documents_where_none_are_marked(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Joko PROPN B-PER\r\nWidodo PROPN I-PER\r\n\r\ndi ADP O\r\nSolo PROPN B-LOC\r\n")
    assert detect(path).NAME == "conll"
    first, second = open_corpus(path)
    assert (first.id, first.text, second.id, second.text) == ("s1", "Joko Widodo", "s2", "di Solo")
    assert first.entities is not None
    assert second.entities is not None
    assert [(item.start, item.end, item.type, item.text) for item in (*first.entities, *second.entities)] == [
        (0, 11, "PER", "Joko Widodo"),
        (3, 7, "LOC", "Solo"),
    ]


def test_marked_documents_hold_their_sentences(tmp_path: Path) -> None:
    path = write(tmp_path / "a.conll", "-DOCSTART- O\n\nA B-X\n\nB I-X\n\n-DOCSTART- O\n\nC O\n")
    documents = list(open_corpus(path, profile=PROFILES["conlleval"]))
    assert [(document.id, document.text) for document in documents] == [("d1", "A B"), ("d2", "C")]
    assert [(item.start, item.end) for item in documents[0].entities or ()] == [(0, 1), (2, 3)], "a span does not cross sentences"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("A B-X\nB\n", ":2: has 1 column, expected 2", id="a missing column"),
        pytest.param("A B-X\nB PER\n", ":2: 'PER' is no tag", id="a tag of no scheme"),
        pytest.param("A B-X\nB X B-X\n", ":2: has 3 columns, expected 2", id="a column too many"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(DataError, match=r"a\.conll") as raised:
        list(open_corpus(write(tmp_path / "a.conll", text), format="conll"))
    assert problem in str(raised.value)


HEADER = "TOKEN\tNE-COARSE-LIT\tMISC\n"


def test_hipe_offsets_are_tokens_under_its_profile_and_code_points_otherwise(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", f"{HEADER}# document = d1\nJean\tB-pers\t_\nValjean\tI-pers\t_\n\n# document = d2\nParis\tS-loc\t_\n")
    assert detect(path).NAME == "hipe"
    plain, by_token = (list(open_corpus(path, profile=PROFILES[name])) for name in ("linimasa", "hipe2022"))
    assert [(item.start, item.end, item.type) for document in plain for item in document.entities or ()] == [(0, 12, "pers"), (0, 5, "loc")]
    assert [(item.start, item.end, item.text) for document in by_token for item in document.entities or ()] == [
        (0, 2, "Jean Valjean"),
        (0, 1, "Paris"),
    ]


def test_a_hipe_file_without_its_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="has no column NE-COARSE-LIT"):
        list(open_corpus(write(tmp_path / "a.tsv", "TOKEN\tNER\n"), format="hipe"))
