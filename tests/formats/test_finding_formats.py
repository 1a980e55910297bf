"""A format is found from the content, whatever the name; and what is needed for it and not here is said with the command that gets it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmark.cli import main
from benchmark.errors import DataError
from benchmark.formats import detect, formats, open_corpus

CONTENTS = {
    "jsonl": b'\xef\xbb\xbf{"id": "d1", "text": "Ann"}\n',
    "csv": b"document;start;end;label\nd1;0;3;PER\n",
    "conll": b"Ann NNP B-PER\r\nleft VBD O\r\n",
    "hipe": b"TOKEN\tNE-COARSE-LIT\nAnn\tB-pers\n",
    "conllcoref": b"#begin document (d1);\nd1\t0\t0\tAnn\t(1)\n#end document\n",
    "inline": b"---\nid: d1\n---\n[e1 PERSON|Ann]\n---\n",
    "timeml": b"<?xml version='1.0'?><TimeML><TEXT>Ann</TEXT></TimeML>",
    "brat": b"T1\tPER 0 3\tAnn\n",
}


@pytest.mark.parametrize("name", CONTENTS)
def test_a_file_is_read_for_what_it_holds_whatever_its_name(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "something.data"
    path.write_bytes(CONTENTS[name])
    path.with_suffix(".txt").write_text("Ann")
    assert detect(path) is formats()[name]
    assert len(list(open_corpus(path))) == 1
    assert main(["convert", str(path), str(tmp_path / "o.jsonl")]) == 0
    assert f"something.data: read as {name} ({formats()[name].SIGN}); --from names another format" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["brat", "timeml", "inline"])
def test_a_folder_is_of_the_format_that_most_of_its_files_have(tmp_path: Path, name: str) -> None:
    ending = formats()[name].EXTENSIONS[0]
    for number in (1, 2):
        (tmp_path / f"d{number}{ending}").write_bytes(CONTENTS[name].replace(b"id: d1", b"id: d%d" % number))
        (tmp_path / f"d{number}.txt").write_text("Ann")
    (tmp_path / "statistics.json").write_text("{}")
    assert detect(tmp_path) is formats()[name]
    assert [document.id for document in open_corpus(tmp_path)] == ["d1", "d2"]


def test_an_id_that_two_files_have_is_said(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.inline").write_bytes(CONTENTS["inline"])
    with pytest.raises(DataError, match=r"b\.inline:2: id: 'd1' stands already in .*a\.inline"):
        list(open_corpus(tmp_path))


@pytest.mark.parametrize(("name", "library"), [("parquet", "pyarrow"), ("spacy", "spacy")])
def test_a_library_that_is_not_here_is_said_with_its_command(
    tmp_path: Path, name: str, library: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / "d.jsonl").write_bytes(CONTENTS["jsonl"])
    target = tmp_path / f"o.{name}"
    assert main(["convert", str(tmp_path / "d.jsonl"), str(target)]) == 2
    assert f"to get it: pip install 'linimasa[{name}]'" in capsys.readouterr().err
    assert not target.exists()


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is of no known format; name it with --format"):
        detect(tmp_path)
    with pytest.raises(DataError, match="no such file or folder"):
        detect(tmp_path / "nowhere")
