"""A corpus that is wrong in one place is told so, in that place."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmark.corpora import decode_file, document_json
from benchmark.records import GoldDocument
from benchmark.validating import Schema, document_faults, validate

TEXT = "Acme menunjuk Ani sebagai direktur “utama” pada 12 Juni 2025 seharga Rp 5 juta."
SCHEMA = Schema(
    frozenset({"ORG", "PERSON"}),
    {"Personnel:Start-Position": {"Person": ["entities"], "Position": ["span"]}, "Transaction:Transfer-Money": {"Money": ["money"]}},
)
GOOD: dict[str, Any] = {
    "id": "d1",
    "lang": "id",
    "dct": "2025-06-13",
    "entities": [
        {"id": "e1", "start": 0, "end": 4, "text": "Acme", "type": "ORG", "entity": "acme"},
        {"id": "e2", "start": 14, "end": 17, "text": "Ani", "type": "PERSON", "entity": "ani"},
    ],
    "timexes": [{"id": "t1", "start": 48, "end": 60, "text": "12 Juni 2025", "type": "DATE", "value": "2025-06-12"}],
    "money": [{"id": "m1", "start": 69, "end": 78, "text": "Rp 5 juta", "currency": "IDR", "amount": "5000000"}],
    "events": [
        {
            "id": "v1",
            "start": 5,
            "end": 13,
            "text": "menunjuk",
            "type": "Personnel:Start-Position",
            "args": [{"role": "Person", "ref": "e2"}, {"role": "Position", "start": 26, "end": 34, "text": "direktur"}],
            "date": "2025-06-12",
            "timex": "t1",
            "cluster": "acme-appoints-ani",
        }
    ],
    "before": [],
}


def faults_of(change: Callable[[dict[str, Any]], object], text: str = TEXT) -> list[str]:
    document = copy.deepcopy(GOOD)
    change(document)
    return [f"{fault.where}: {fault.problem}" for fault in document_faults("d1.json", document, text, SCHEMA)]


def test_a_good_document_has_no_fault() -> None:
    assert faults_of(lambda document: None) == []


@pytest.mark.parametrize(
    ("change", "where", "problem"),
    [
        pytest.param(lambda d: d["entities"][0].update(end=400), "entities[0]", "outside the text", id="offsets outside the text"),
        pytest.param(lambda d: d["entities"][0].update(start=4), "entities[0]", "outside the text", id="an empty span"),
        pytest.param(lambda d: d["entities"][0].update(start=1), "entities[0]", "that stands at 0-4", id="the slice differs from the text"),
        pytest.param(lambda d: d["entities"][0].update(end=5, text="Acme "), "entities[0]", "white space", id="white space at the end"),
        pytest.param(
            lambda d: d["entities"][0].update(start=35, end=41, text="“utama"),
            "entities[0]",
            "quotation mark",
            id="a quotation mark at the start",
        ),
        pytest.param(
            lambda d: d["entities"][0].update(type="COMPANY"), "entities[0].type", "unknown label 'COMPANY'", id="an unknown label"
        ),
        pytest.param(
            lambda d: d["entities"][0].update(entity="Acme Inc"),
            "entities[0].entity",
            "lower-case ASCII",
            id="an entity id of another shape",
        ),
        pytest.param(
            lambda d: d["entities"][1].update(entity="acme"), "entities[1]", "is PERSON here and ORG", id="one entity of two types"
        ),
        pytest.param(lambda d: d["entities"][1].update(id="e1"), "entities[1].id", "duplicate id 'e1'", id="a duplicate id"),
        pytest.param(
            lambda d: d["entities"][1].update(start="14"), "entities[1].start", "Expected `int`", id="an offset that is no number"
        ),
        pytest.param(lambda d: d["entities"][1].pop("type"), "entities[1]", "missing required field `type`", id="a field is missing"),
        pytest.param(lambda d: d["entities"][1].update(tpye="x"), "entities[1].tpye", "unknown field", id="a misspelt field"),
        pytest.param(lambda d: d["entities"][0].update(end=17, text=TEXT[:17]), "entities[1]", "overlaps entities[0]", id="nested names"),
        pytest.param(
            lambda d: d["entities"][1].update(start=51, end=55, text="Juni"), "entities[1]", "overlaps timexes[0]", id="a name in a time"
        ),
        pytest.param(
            lambda d: d["events"][0]["args"][0].update(ref="e9"), "events[0].args[0]", "ref 'e9' is no id of entities", id="a dangling ref"
        ),
        pytest.param(
            lambda d: d["events"][0]["args"][0].update(ref="m1"), "events[0].args[0]", "it has e1, e2", id="a ref to the wrong layer"
        ),
        pytest.param(
            lambda d: d["events"][0]["args"][0].update(role="Agent"), "events[0].args[0].role", "wrong role 'Agent'", id="a wrong role"
        ),
        pytest.param(lambda d: d["events"][0].update(timex="t2"), "events[0].timex", "ref 't2' is no timex id", id="a dangling timex"),
        pytest.param(lambda d: d["events"][0].update(type="Life:Born"), "events[0].type", "unknown label", id="an unknown event type"),
        pytest.param(lambda d: d["events"][0].update(date="June"), "events[0].date", "no partial date", id="a date that does not parse"),
        pytest.param(lambda d: d["events"][0].update(realis="MAYBE"), "events[0].realis", "Invalid enum value", id="an unknown realis"),
        pytest.param(
            lambda d: d["events"].append({**d["events"][0], "id": "v2", "date": "2024"}),
            "events[1].date",
            "whole cluster",
            id="a cluster with two dates",
        ),
        pytest.param(lambda d: d["money"][0].update(currency=""), "money[0].currency", "no ISO 4217 code", id="money without a currency"),
        pytest.param(
            lambda d: d["money"][0].update(amount=None), "money[0]", "neither an amount nor both bounds", id="money without a value"
        ),
        pytest.param(lambda d: d["money"][0].update(amount="5 juta"), "money[0].amount", "no plain decimal", id="an amount in words"),
        pytest.param(
            lambda d: d["money"][0].update(amount=None, min="9", max="1"), "money[0]", "above max", id="bounds the wrong way round"
        ),
        pytest.param(
            lambda d: d["timexes"][0].update(value="12 Juni"), "timexes[0].value", "no TIMEX3 value", id="a value that does not parse"
        ),
        pytest.param(
            lambda d: d["timexes"][0].update(type="DURATION"), "timexes[0].value", "no duration", id="a date where a duration is said"
        ),
        pytest.param(lambda d: d["timexes"][0].update(mod="ABOUT"), "timexes[0].mod", "unknown mod", id="an unknown mod"),
        pytest.param(
            lambda d: d["before"].append(["acme-appoints-ani", "x"]), "before[0]", "'x' is no event cluster", id="an unknown cluster"
        ),
        pytest.param(lambda d: d.update(dct="yesterday"), "dct", "ISO 8601 date", id="no creation time"),
        pytest.param(lambda d: d.update(text_sha256="0" * 64), "text_sha256", "another text", id="another text's hash"),
        pytest.param(lambda d: d.update(entity=[]), "entity", "unknown field", id="an unknown layer"),
    ],
)
def test_a_fault_is_named_with_its_place(change: Callable[[dict[str, Any]], object], where: str, problem: str) -> None:
    found = faults_of(change)
    assert any(fault.startswith(f"{where}: ") and problem in fault for fault in found), found


def test_a_text_that_is_not_normalised_is_a_fault() -> None:
    assert any("NFC" in fault for fault in faults_of(lambda document: None, TEXT.replace("u", "u\u0301")))


def test_every_fault_is_named_at_once() -> None:
    def spoil(document: dict[str, Any]) -> None:
        document["entities"][0]["end"] = 400
        document["money"][0]["currency"] = "EURO"
        document["timexes"][0]["value"] = "x"

    assert [fault.split(":")[0] for fault in faults_of(spoil)] == ["entities[0]", "timexes[0].value", "money[0].currency"]


def write_corpus(folder: Path, **changes: Any) -> Path:
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "d1.json").write_text(json.dumps(GOOD))
    (folder / "documents" / "d1.txt").write_text(TEXT)
    corpus = {
        "name": "small",
        "version": "1",
        "label_sets": {"two": ["ORG", "PERSON"]},
        "label_maps": {"one": {"ORG": "NAME", "PERSON": "NAME"}},
        "splits": {"train": ["d1"], "test": []},
        "documents": [{"id": "d1", "lang": "id", "text": "own"}],
    }
    (folder / "corpus.json").write_text(json.dumps({**corpus, **changes}))
    return folder


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        pytest.param({"splits": {"train": ["d1"], "test": ["d1"]}}, "'d1' is in split 'train' too", id="a document in two splits"),
        pytest.param({"splits": {"train": ["d1", "d2"]}}, "'d2' is no document of this corpus", id="an unknown document in a split"),
        pytest.param({"splits": {"train": []}}, "document 'd1' is in no split", id="a document in no split"),
        pytest.param({"documents": [{"id": "d1", "lang": "id"}] * 2}, "duplicate id 'd1'", id="a document twice"),
        pytest.param({"documents": [{"id": "d1", "lang": "en"}]}, "'id', where corpus.json has 'en'", id="two languages for one document"),
        pytest.param({"documents": [{"id": "../d1", "lang": "id"}]}, "no plain file name", id="an id that leaves the folder"),
        pytest.param({"label_maps": {"one": {"ORG": "NAME"}}}, "says nothing of type 'PERSON'", id="a label map with a hole"),
        pytest.param({"documents": []}, "is not listed in corpus.json", id="a file that is not listed"),
    ],
)
def test_a_fault_of_the_corpus_is_named(tmp_path: Path, changes: dict[str, Any], problem: str) -> None:
    faults, _ = validate(write_corpus(tmp_path / "corpus", **changes))
    assert any(problem in str(fault) for fault in faults), faults


def test_a_good_corpus_has_no_fault(tmp_path: Path) -> None:
    faults, corpus = validate(write_corpus(tmp_path / "corpus"))
    assert faults == []
    assert corpus is not None
    assert [document.id for document in corpus] == ["d1"]


GOLD = Path(__file__).parent.parent / "gold"


def test_our_gold_has_no_fault() -> None:
    faults, _ = validate(GOLD)
    assert [str(fault) for fault in faults] == []


def test_the_article_has_no_fault(texts: Path) -> None:
    faults, corpus = validate(GOLD, texts=[texts])
    assert faults == []
    assert corpus is not None
    assert corpus.left_out == ()


@pytest.mark.parametrize("path", sorted((GOLD / "documents").glob("*.json")), ids=lambda path: path.stem)
def test_a_document_file_is_written_as_it_is_read(path: Path) -> None:
    assert document_json(decode_file(path, GoldDocument)) == path.read_text(encoding="utf-8")


def test_own_texts_carry_their_hash() -> None:
    for path in (GOLD / "documents").glob("*.txt"):
        document = decode_file(path.with_suffix(".json"), GoldDocument)
        assert document.text_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
