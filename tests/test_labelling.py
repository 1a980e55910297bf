"""Label sets: those that are known, those of a TOML file, and corpora that declare none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmark.cli import main
from benchmark.corpora import read_corpus
from benchmark.errors import DataError, UnknownNameError
from benchmark.labelling import LABEL_SETS, label_set_named, labelled

GOLD = Path(__file__).parent.parent / "gold"
MINE = 'drop = ["Date"]\n[labels]\nPER = ["Person"]\nORG = ["Organization", "Company"]\nLOC = ["Place"]\n'


@pytest.mark.parametrize("name", ["conll3", "conll4"])
def test_known_sets_map_our_types_as_our_corpus_does(name: str) -> None:
    corpus = read_corpus(GOLD)
    own = corpus.label_map(name)
    assert own is not None
    assert {kind: LABEL_SETS[name].types[kind] for kind in own} == own


def test_ontonotes_has_its_eighteen_types() -> None:
    assert len(LABEL_SETS["ontonotes18"].labels) == 18
    assert LABEL_SETS["conll4"].labels == ("PER", "ORG", "LOC", "MISC")


def test_a_file_gathers_types_under_labels(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(MINE)
    found = label_set_named(str(tmp_path / "mine.toml"))
    assert (found.name, found.labels) == ("mine", ("PER", "ORG", "LOC"))
    assert dict(found.types) == {
        "PER": "PER", "Person": "PER", "ORG": "ORG", "Organization": "ORG", "Company": "ORG", "LOC": "LOC", "Place": "LOC", "Date": None,
    }  # fmt: skip
    assert {kind: found.of_systems()[kind] for kind in ("PERSON", "GPE", "PRODUCT", "ORG")} == {
        "PERSON": "PER", "GPE": "LOC", "PRODUCT": None, "ORG": "ORG",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("[labels\n", r"mine\.toml: is no TOML: .*line 1", id="no TOML"),
        pytest.param("", r"mine\.toml: labels: expected a table", id="no labels"),
        pytest.param("labels = 3\n", r"mine\.toml: labels: expected a table", id="labels that are no table"),
        pytest.param("[labels]\nPER = 'Person'\n", r"mine\.toml: labels\.PER: is 'Person', expected a list", id="a type alone"),
        pytest.param("[labels]\nPER = [3]\n", r"mine\.toml: labels\.PER: is \[3\], expected a list of types", id="a number"),
        pytest.param('[labels]\nA = ["x"]\nB = ["x"]\n', r"labels\.B: type 'x' is gathered by A already", id="a type twice"),
        pytest.param('drop = ["x"]\n[labels]\nA = ["x"]\n', r"drop: type 'x' is gathered by A already", id="a type dropped and gathered"),
        pytest.param("colour = 1\n[labels]\nA = []\n", r"mine\.toml: colour: unknown key", id="an unknown key"),
    ],
)
def test_a_file_that_is_wrong_is_said(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "mine.toml").write_text(content)
    with pytest.raises(DataError, match=message):
        label_set_named(str(tmp_path / "mine.toml"))


def test_a_set_that_is_nowhere_is_said() -> None:
    with pytest.raises(UnknownNameError, match=r"label set 'muc' is not known \(known: conll3, conll4, ontonotes10, ontonotes18\); a TOML"):
        labelled(read_corpus(GOLD), "muc")
    with pytest.raises(DataError, match=r"nowhere\.toml: No such file"):
        label_set_named("nowhere.toml")


@pytest.fixture
def brat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A brat folder whose types are nobody's, with a TOML file beside it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text("Joko Widodo bertemu direksi PT Telkom di Bandung pada 2025.")
        (folder / f"{name}.ann").write_text(
            "T1\tPerson 0 11\tJoko Widodo\nT2\tCompany 28 37\tPT Telkom\nT3\tPlace 41 48\tBandung\nT4\tDate 54 58\t2025\n"
        )
    (tmp_path / "mine.toml").write_text(MINE)
    return folder


def test_a_brat_folder_has_a_leaderboard_in_one_command(brat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["run", "rules", "regex", "--corpus", "mine", "--labels", "mine.toml", "--lang-default", "id", "-f", "json"]
    assert main(arguments) == 0
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert "read as brat" in printed.err
    assert "mine at mine: no place for the types of 2 of gold's (Date 2); these mentions are left out" in printed.err
    assert report["signature"]["label_set"] == "mine"
    strict = {system["system"]: system["layers"]["entities"]["strict"] for system in report["systems"]}
    assert strict["rules"]["micro"]["gold"] == 6
    assert strict["rules"]["micro"]["right"] >= 4
    assert set(strict["rules"]["labels"]) <= {"PER", "ORG", "LOC"}
    assert main(["compare", "rules", "regex", "--corpus", "mine", "--labels", "mine"]) == 0


def test_files_are_scored_at_a_set_that_neither_declares(brat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("p.conll").write_text(
        "-DOCSTART- (a) O\n\nJoko B-PERSON\nWidodo I-PERSON\nbertemu O\ndireksi O\nPT O\nTelkom O\ndi O\nBandung B-GPE\n"
        "pada O\n2025 O\n. O\n\n-DOCSTART- (b) O\n\n"
        "Joko O\nWidodo O\nbertemu O\ndireksi O\nPT O\nTelkom O\ndi O\nBandung O\npada O\n2025 O\n. O\n"
    )
    assert main(["score", "mine", "p.conll", "--labels", "mine.toml", "--lang-default", "id", "-f", "json"]) == 0
    (system,) = json.loads(capsys.readouterr().out)["systems"]
    assert system["layers"]["entities"]["strict"]["micro"]["right"] == 2
    assert system["layers"]["entities"]["strict"]["micro"]["gold"] == 6


def test_types_that_a_set_does_not_know_are_said_with_what_to_do(brat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "regex", "--corpus", "mine", "--labels", "conll3", "--lang-default", "id"]) == 2
    assert "mine: a: label set conll3 does not know the types 'Company', 'Date', 'Person', 'Place'; a TOML file" in capsys.readouterr().err


def test_a_corpus_with_types_of_its_own_is_scored_at_any_set(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["score", str(GOLD), str(GOLD), "--labels", "ontonotes18", "-f", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["signature"]["label_set"] == "ontonotes18"
    assert report["systems"][0]["layers"]["entities"]["strict"]["micro"]["f1"] == 1.0


def test_a_table_without_its_texts_cannot_be_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text("document,start,end,label\nd1,0,4,ORG\n")
    arguments = ["run", "regex", "--corpus", "t.csv", "--labels", "conll3", "--lang-default", "id"]
    assert main(arguments) == 2
    assert "t.csv: has no text for 'd1'; --texts DIR names a folder with d1.txt" in capsys.readouterr().err
    Path("texts").mkdir()
    Path("texts/d1.txt").write_text("Meta")
    assert main([*arguments, "--texts", "texts"]) == 0
