"""brat's standoff as brat and its users write it: events, attributes, normalisations, relations, spans of several pieces."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmark.cli import main
from benchmark.errors import DataError
from benchmark.formats import detect, open_corpus, writer_for
from benchmark.records import Argument, Entity, Event, GoldDocument, Link, Timex

TEXT = "Ann left Acme Corp and joined Bolt in June.\nShe did not sue Acme\nCorp or Bolt.\n"
ANNOTATIONS = """T1\tPerson 0 3\tAnn
T2\tOrganization 9 18\tAcme Corp
T3\tEnd-Position 4 8\tleft
T4\tOrganization 30 34\tBolt
T5\tTIMEX3 38 42\tJune
T6\tSue 56 59;60 60\tsue
T7\tOrganization 60 64;65 69\tAcme Corp
T8\tOrganization 73 77\tBolt
E1\tEnd-Position:T3 Person:T1 Organization:T2 timex:T5
E2\tSue:T6 Defendant:T7 Defendant2:T8
A1\tNegation E2
A2\tvalue T5 2025-06
M1\tmod T5 START
A3\ttype T5 DATE
A4\tConfidence T1 High
N1\tReference T1 Wikidata:Q42\tAnn Author
*\tEquiv T2 T7
R1\tBefore Arg1:E1 Arg2:T5
R2\tWorks-For Arg1:T1 Arg2:T4
#1\tAnnotatorNotes T1\tis this she?
""".replace("56 59;60 60", "56 59")


def folder(place: Path, annotations: str = ANNOTATIONS, text: str = TEXT) -> Path:
    path = place / "b"
    path.mkdir(exist_ok=True)
    (path / "d1.txt").write_text(text, encoding="utf-8")
    (path / "d1.ann").write_text(annotations, encoding="utf-8")
    (path / "annotation.conf").write_text("[entities]\nPerson\n!Organization\n\tCompany\n[relations]\n[events]\nSue\tDefendant*:<ENTITY>\n")
    return path


def test_what_brat_writes_is_read_with_all_its_kinds(tmp_path: Path) -> None:
    path = folder(tmp_path)
    assert detect(path).NAME == "brat"
    corpus = open_corpus(path)
    (document,) = corpus
    assert document.text == TEXT
    assert document.entities == (
        Entity(0, 3, "Person", "Wikidata:Q42", "T1", "Ann"),
        Entity(9, 18, "Organization", "T2", "T2", "Acme Corp"),
        Entity(30, 34, "Organization", None, "T4", "Bolt"),
        Entity(60, 69, "Organization", "T2", "T7", "Acme\nCorp"),
        Entity(73, 77, "Organization", None, "T8", "Bolt"),
    )
    assert document.timexes == (Timex(38, 42, "DATE", "2025-06", "START", "T5", "June"),)
    assert document.events == (
        Event(4, 8, "End-Position", (Argument("Person", "T1"), Argument("Organization", "T2")), timex="T5", id="E1", text="left"),
        Event(56, 59, "Sue", (Argument("Defendant", "T7"), Argument("Defendant", "T8")), polarity="NEGATIVE", id="E2", text="sue"),
    )
    assert document.links == (Link("E1", "T5", "BEFORE", "R1"),)
    assert dict(corpus.unread) == {"attribute confidence": 1, "relation Works-For": 1, "notes": 1}


def test_a_layer_that_a_folder_never_annotates_is_not_attempted(tmp_path: Path) -> None:
    (document,) = open_corpus(folder(tmp_path, "T1\tPerson 0 3\tAnn\n"))
    assert document.attempted() == ("entities",)
    (document,) = open_corpus(folder(tmp_path, ""))
    assert document.entities == ()


def test_a_span_of_several_pieces_is_refused_or_covered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder(tmp_path, "T1\tOrganization 9 13;30 34\tAcme Bolt\n")
    with pytest.raises(DataError, match=r"d1\.ann:1: T1: is a span of 2 pieces; --discontinuous cover takes all"):
        list(open_corpus(path))
    (document,) = open_corpus(path, discontinuous="cover")
    assert document.entities == (Entity(9, 34, "Organization", None, "T1", "Acme Corp and joined Bolt"),)
    assert main(["convert", str(path), str(tmp_path / "o.jsonl")]) == 2
    assert main(["convert", str(path), str(tmp_path / "o.jsonl"), "--discontinuous", "cover"]) == 0
    assert main(["score", str(path), str(path)]) == 2
    capsys.readouterr()
    assert main(["score", str(path), str(path), "--discontinuous", "cover", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["systems"][0]["layers"]["entities"]["strict"]["micro"]["f1"] == 1.0


def test_brat_folders_score_against_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = folder(tmp_path)
    (tmp_path / "system").mkdir()
    answer = folder(tmp_path / "system", ANNOTATIONS.replace("T4\tOrganization", "T4\tPerson").replace("A1\tNegation E2\n", ""))
    assert main(["score", str(gold), str(answer), "-f", "json"]) == 0
    printed = capsys.readouterr()
    (system,) = json.loads(printed.out)["systems"]
    assert system["layers"]["entities"]["strict"]["micro"]["right"] == 4
    assert system["layers"]["events"]["trigger"]["micro"]["f1"] == 1.0
    assert system["layers"]["events"]["polarity"]["micro"]["right"] == 1
    assert "read as brat (a folder of .ann files" in printed.err
    assert "relation Works-For (1) not read" in printed.err


def test_names_that_brat_cannot_have_come_back_by_the_configuration(tmp_path: Path) -> None:
    document = GoldDocument(
        id="a/b",
        lang="id",
        dct="2025-01-02",
        text="Meta pindah",
        entities=(Entity(0, 4, "ORG", "meta"),),
        events=(Event(5, 11, "Personnel:Start-Position", (Argument("Who ever", None, 0, 4),), cluster="c1"),),
    )
    writer_for(tmp_path, "brat").write([document], tmp_path / "out")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "a%2Fb.ann",
        "a%2Fb.txt",
        "annotation.conf",
        "linimasa-documents.csv",
    ]
    lines = (tmp_path / "out" / "a%2Fb.ann").read_text().splitlines()
    assert lines == [
        "T1\tORG 0 4\tMeta",
        "N1\tReference T1 entity:meta\tMeta",
        "T2\tPersonnel-Start-Position 5 11\tpindah",
        "T3\tfree-span 0 4\tMeta",
        "E1\tPersonnel-Start-Position:T2 Who-ever:T3",
        "A1\tcluster E1 c1",
    ]
    (back,) = open_corpus(tmp_path / "out")
    assert (back.id, back.lang, back.dct) == ("a/b", "id", "2025-01-02")
    assert back.events is not None
    assert (back.events[0].type, back.events[0].args) == ("Personnel:Start-Position", (Argument("Who ever", None, 0, 4, "Meta"),))
