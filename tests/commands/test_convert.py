"""`convert` there and back gives the same files, and never takes somebody else's text along unasked."""

from __future__ import annotations

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
