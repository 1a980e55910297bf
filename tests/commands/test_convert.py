"""`convert` there and back gives the same files, and never takes somebody else's text along unasked."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmark.cli import main
from benchmark.formats import open_corpus

GOLD = Path(__file__).parent.parent.parent / "gold"


@pytest.mark.parametrize("between", [pytest.param("inline", id="inline"), pytest.param("docs.jsonl", id="JSON lines")])
def test_the_corpus_comes_back_as_it_was(tmp_path: Path, between: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LINIMASA_TEXTS", raising=False)
    middle, back = tmp_path / between, tmp_path / "back"
    arguments = ["--to", "inline"] if between == "inline" else []
    assert main(["convert", str(GOLD), str(middle), *arguments]) == 0
    assert main(["convert", str(middle), str(back), "--to", "corpus"]) == 0
    ours = sorted((GOLD / "documents").glob("*.txt"))
    assert len(ours) >= 9
    for path in ours:
        for file in (path, path.with_suffix(".json")):
            assert (back / "documents" / file.name).read_bytes() == file.read_bytes(), file.name


def test_a_text_that_is_not_ours_stays_where_it_is(tmp_path: Path, texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.jsonl"
    assert main(["convert", str(GOLD), str(target), "--split", "story", "--texts", str(texts)]) == 0
    assert "znews-1578733: its text is not ours, left out" in capsys.readouterr().err
    assert "znews-1578733" not in {document.id for document in open_corpus(target)}
    assert main(["convert", str(GOLD), str(target), "--split", "story", "--texts", str(texts), "--strict"]) == 1
    assert main(["convert", str(GOLD), str(target), "--split", "story", "--texts", str(texts), "--include-supplied-texts"]) == 0
    assert "znews-1578733" in {document.id for document in open_corpus(target)}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            ["out"],
            "does not tell the format; name it with --to (brat, conll, corpus, csv, hipe, inline, jsonl, parquet, spacy, timeml)",
            id="a target that tells no format",
        ),
        pytest.param(["out", "--to", "conllcoref"], "format conllcoref can be read and not written", id="a format that cannot be written"),
        pytest.param(["out", "--to", "x"], "format 'x' is not known", id="an unknown format"),
    ],
)
def test_a_target_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["convert", str(GOLD), str(tmp_path / arguments[0]), *arguments[1:]]) == 2
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["jsonl", "csv", "conll"])
def test_a_large_file_is_converted_document_by_document(tmp_path: Path, ending: str) -> None:
    text = "Lentera merekrut orang dari Pelita. " * 600
    content = {"lang": "id", "text": text, "entities": [{"start": 28, "end": 34, "type": "ORG"}]}
    with (tmp_path / "in.jsonl").open("w") as file:
        for number in range(100 if ending == "conll" else 5_000):
            file.write(json.dumps({"id": f"d{number}", **content}) + "\n")
    # The high-water mark of the process itself: what wait4 says of it includes the process that it was forked from.
    code = (
        "import sys; from benchmark.cli import main; code = main(sys.argv[1:]); "
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM'))); sys.exit(code)"
    )
    arguments = ["convert", str(tmp_path / "in.jsonl"), str(tmp_path / f"out.{ending}"), "--quiet"]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 90 * 1024, "less memory than the file has bytes, whatever its size"


def test_what_a_target_cannot_hold_is_counted_before_anything_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.conll"
    assert main(["convert", str(GOLD), str(target), "--split", "dev", "--strict"]) == 1
    printed = capsys.readouterr().err
    assert not target.exists()
    assert re.search(r"out\.conll: conll cannot hold entities: entity \(\d+\)", printed)
    assert re.search(r"out\.conll: conll cannot hold events \(\d+\)", printed)
    assert "not written, since --strict allows no loss" in printed
    assert main(["convert", str(GOLD), str(target), "--split", "dev"]) == 0
    before = list(open_corpus(target))
    capsys.readouterr()
    assert main(["convert", str(target), str(tmp_path / "back.conll"), "--strict"]) == 0, "what was written is held wholly"
    assert "read as conll" in capsys.readouterr().err
    assert list(open_corpus(tmp_path / "back.conll")) == before


@pytest.mark.parametrize("ending", ["brat", "csv", "parquet", "spacy", "timeml", "conll", "hipe"])
def test_a_second_conversion_loses_nothing_more(tmp_path: Path, ending: str) -> None:
    once, again = tmp_path / f"once.{ending}x", tmp_path / f"again.{ending}x"
    middle = tmp_path / "m.jsonl"
    texts = ["--texts", str(GOLD / "documents")] if ending in ("csv", "parquet") else []
    assert main(["convert", str(GOLD), str(once), "--to", ending, "--split", "dev", "--quiet"]) == 0
    source = once.rename(tmp_path / "once.spacy") if ending == "spacy" else once
    assert main(["convert", str(source), str(middle), "--quiet", "--strict", *texts]) == 0
    assert main(["convert", str(middle), str(again), "--to", ending, "--quiet"]) == 0
    if again.is_dir():
        first, second = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in (source, again))
        assert first.keys() == second.keys()
        ordered = {"annotation.conf", "linimasa-documents.csv"}
        assert {name for name in first if first[name] != second[name]} <= ordered, "a folder is read in the order of its names"
    else:
        reread = again.rename(tmp_path / "again.spacy") if ending == "spacy" else again
        assert list(open_corpus(reread)) == list(open_corpus(source))


def test_a_source_can_be_its_own_target_and_a_failure_leaves_it_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text('{"id": "a", "text": "x"}\n')
    assert main(["convert", str(path), str(path), "--lang-default", "id"]) == 0
    assert path.read_text() == '{"id":"a","lang":"id","text":"x"}\n'
    path.write_text('{"id": "a", "text": "x"}\n{"id": 3}\n')
    assert main(["convert", str(path), str(path)]) == 2
    assert path.read_text() == '{"id": "a", "text": "x"}\n{"id": 3}\n'
    assert [file.name for file in tmp_path.iterdir()] == ["d.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["d.jsonl", "out.tml"], "format timeml writes a folder", id="a folder under a file's name"),
        pytest.param(["binary", "out.jsonl"], "name it with --from (jsonl, ", id="a file of no format, with the option that names one"),
        pytest.param(["d.jsonl", "out.jsonl", "--from", "conll:x"], "conll:x: expected a column of tags", id="a column that is no number"),
        pytest.param(
            ["d.jsonl", "out.jsonl", "--from", "jsonl:3"], "jsonl takes no choice after a colon", id="a choice where there is none"
        ),
        pytest.param(["empty.ann", "out.jsonl"], "empty.ann: is empty", id="an empty file"),
        pytest.param(["sub", "out.jsonl", "--from", "brat"], "sub: has no .ann file", id="a folder of other files"),
        pytest.param(["binary", "out.jsonl"], "binary: is of no known format", id="a file of no format"),
    ],
)
def test_wrong_usage_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d.jsonl").write_text('{"id": "a", "text": "x"}\n')
    Path("empty.ann").touch()
    Path("sub").mkdir()
    Path("binary").write_bytes(bytes(range(256)))
    assert main(["convert", *arguments]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("choice", "types"),
    [pytest.param("conll:4", ["LOC"], id="a column of tags"), pytest.param("conll:2,3", ["NP"], id="columns of tokens and tags")],
)
def test_a_wrong_guess_of_the_column_is_one_flag_away(tmp_path: Path, choice: str, types: list[str]) -> None:
    (tmp_path / "c.txt").write_text("Solo NNP B-NP B-LOC B-X\nraya JJ O O O\n")
    assert main(["convert", str(tmp_path / "c.txt"), str(tmp_path / "o.jsonl"), "--from", choice]) == 0
    (document,) = open_corpus(tmp_path / "o.jsonl")
    assert [mention.type for mention in document.entities or ()] == types


def test_folders_that_are_not_there_are_made(tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_text('{"id": "a", "text": "x"}\n')
    for target in ("no/where.jsonl", "no/such/folder"):
        assert main(["convert", str(tmp_path / "d.jsonl"), str(tmp_path / target), "--to", "jsonl" if "." in target else "brat"]) == 0
        assert [document.id for document in open_corpus(tmp_path / target)] == ["a"]


def test_several_splits_are_converted_together(tmp_path: Path) -> None:
    splits = json.loads((GOLD / "corpus.json").read_text())["splits"]
    for asked in ("dev,test", "test,dev"):
        assert main(["convert", str(GOLD), str(tmp_path / "two.jsonl"), "--split", asked, "--quiet"]) == 0
        assert sorted(document.id for document in open_corpus(tmp_path / "two.jsonl")) == sorted(splits["dev"] + splits["test"])
    for asked in ([], ["--split", "all"]):
        assert main(["convert", str(GOLD), str(tmp_path / "all.jsonl"), *asked, "--quiet"]) == 0
        assert len(list(open_corpus(tmp_path / "all.jsonl"))) > len(splits["dev"] + splits["test"])


def test_an_unknown_one_of_several_splits_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", str(GOLD), str(tmp_path / "x.jsonl"), "--split", "dev,tset"]) == 2
    assert "'tset' is not known (known: dev, story, test, train)" in capsys.readouterr().err


@pytest.mark.parametrize("format", ["brat", "timeml", "inline"])
def test_a_folder_with_other_documents_is_refused_and_stays_as_it_was(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    format: str,  # noqa: A002
) -> None:
    target = tmp_path / "out"
    for name, ids in (("old", "ab"), ("new", "bc")):
        (tmp_path / f"{name}.jsonl").write_text("".join(f'{{"id": "{one}", "text": "x {name}", "entities": []}}\n' for one in ids))
    assert main(["convert", str(tmp_path / "old.jsonl"), str(target), "--to", format, "--quiet"]) == 0
    before = {file.name: file.read_bytes() for file in target.iterdir()}
    assert main(["convert", str(tmp_path / "new.jsonl"), str(target), "--to", format]) == 2
    assert "out: holds 1 other document (a." in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in target.iterdir()} == before
    assert main(["convert", str(tmp_path / "old.jsonl"), str(target), "--to", format]) == 0, "the same documents are written again"


def test_a_corpus_keeps_what_its_manifest_says(tmp_path: Path) -> None:
    assert main(["convert", str(GOLD), str(tmp_path / "copy"), "--to", "corpus", "--split", "dev", "--quiet"]) == 0
    told, copied = (json.loads((folder / "corpus.json").read_text()) for folder in (GOLD, tmp_path / "copy"))
    assert copied["splits"] == {"dev": told["splits"]["dev"]}
    assert {name: copied[name] for name in ("version", "label_sets", "label_maps", "event_types")} == {
        name: told[name] for name in ("version", "label_sets", "label_maps", "event_types")
    }


def test_a_document_that_an_existing_corpus_does_not_list_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", str(GOLD), str(tmp_path / "copy"), "--to", "corpus", "--split", "dev", "--quiet"]) == 0
    (tmp_path / "more.jsonl").write_text('{"id": "new", "lang": "en", "dct": "2025-01-01", "text": "Meta", "entities": []}\n')
    assert main(["convert", str(tmp_path / "more.jsonl"), str(tmp_path / "copy"), "--to", "corpus"]) == 2
    assert "is not listed there" in capsys.readouterr().err
