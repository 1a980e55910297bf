"""The report as a file: what it holds, what it leaves out, and what the command says of wrong use."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import zlib
from pathlib import Path

import pytest

from benchmark.cli import main
from benchmark.reporting import pages

BLOCK = re.compile(r'<script type="application/octet-stream" data-block="([^"]*)">([A-Za-z0-9+/=]*)</script>')


def blocks_of(file: Path) -> dict[str, object]:
    """The data of a report, unpacked."""
    found = BLOCK.findall(file.read_text(encoding="utf-8"))
    return {html.unescape(name): json.loads(zlib.decompress(base64.b64decode(packed), -zlib.MAX_WBITS)) for name, packed in found}


def documents_in(file: Path) -> dict[str, dict[str, object]]:
    return {document["id"]: document for name, content in blocks_of(file).items() if name.startswith("texts-") for document in content}


def test_a_report_has_a_board_for_each_signature(report: Path) -> None:
    head = blocks_of(report)["head"]
    assert [board["key"] for board in head["boards"]] == ["dev/ontonotes10", "dev/conll4", "story/ontonotes10", "story/conll4"]
    assert [run["system"] for run in head["boards"][0]["runs"]] == ["rules", "regex"]


def test_the_numbers_are_those_of_leaderboard_and_compare(report: Path, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, pairs = (blocks_of(report)[name] for name in ("head", "pairs-0"))
    arguments = ["--results", str(results), "--split", "dev", "--labels", "ontonotes10", "-f", "json"]
    for by in ([], ["--by", "label"], ["--by", "lang"]):
        assert main(["compare", "rules", "regex", *by, *arguments]) == 0
        for row in json.loads(capsys.readouterr().out)["comparisons"]:
            if row["difference"] is None:
                continue
            parts = pairs[row["layer"]]
            found = parts[by[1]][row[by[1]]] if by else parts["all"]
            interval = [*(row["ci95"] or (None, None)), int(row.get("unsure", False))]
            assert found["0,1"] == [row["documents"], *row["f1"], row["difference"], *interval, row["p"]]
    assert main(["leaderboard", *arguments[:4], "-f", "json"]) == 0
    printed = capsys.readouterr().out
    of_rules = next(one for one in json.loads(printed[: printed.index("\n}\n") + 2])["systems"] if one["system"] == "rules")
    for layer, (row, _) in head["boards"][0]["ranking"].items():
        headline = next(one["headline"] for one in head["boards"][0]["layers"] if one["name"] == layer)
        assert row[:3] == [of_rules["layers"][layer][headline]["micro"][rate] for rate in ("f1", "precision", "recall")]


def test_kinds_of_errors_are_those_of_compare(report: Path, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = blocks_of(report)
    arguments = ["--results", str(results), "--split", "dev", "--labels", "ontonotes10", "-f", "json"]
    assert main(["compare", "regex", "rules", "--errors", *arguments]) == 0
    errors = json.loads(capsys.readouterr().out)["errors"]
    layers, letters = blocks["head"]["spanLayers"], blocks["head"]["kinds"]
    counted = {(row["layer"], row["kind"]): row["number"] for row in errors["kept"]}
    for error in errors["lost"]:
        counted[error["layer"], error["kind"]] = counted.get((error["layer"], error["kind"]), 0) + 1
    of_regex: dict[tuple[str, str], int] = {}
    for layer, _, _, letter, number in blocks["kinds-0"][1]:
        kind = next(name for name, known in letters.items() if known == letter)
        if kind != "right":
            of_regex[layers[layer], kind] = of_regex.get((layers[layer], kind), 0) + number
    # Events are not in: regex does not attempt them, so only one side has their errors.
    assert of_regex == {key: number for key, number in counted.items() if key[0] != "events"}


def test_the_policy_names_the_one_script_and_the_one_style(report: Path) -> None:
    content = report.read_text(encoding="utf-8")
    policy = html.unescape(re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', content)[1])
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        (inline,) = re.findall(f"<{tag}>(.*?)</{tag}>", content, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_nothing_in_the_file_is_fetched_or_parsed_as_html(report: Path) -> None:
    content = BLOCK.sub("", report.read_text(encoding="utf-8"))
    assert not re.findall(r"(?:src|href)=\"(?!data:|#)[^\"]*\"", content)
    assert not re.findall(
        r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|new Function|fetch\(|XMLHttpRequest)\b", content
    )
    assert "@import" not in content
    assert "url(" not in content


def test_hostile_names_stand_in_the_data_alone(hostile_report: Path) -> None:
    content = hostile_report.read_text(encoding="utf-8")
    assert content.count("<script>") == 1
    assert "<img" not in content
    assert content.count("alert(") == 1, "in the title, escaped"
    assert "<title>linimasa: c&lt;script&gt;alert(" in content


def test_a_supplied_text_stays_out_unless_it_is_asked_for(texts: Path, results_with_article: Path, tmp_path: Path) -> None:
    article = (texts / "znews-1578733.txt").read_text(encoding="utf-8")
    for arguments, included in (([], False), (["--include-supplied-texts"], True)):
        file = tmp_path / "report.html"
        command = ["report", "--results", str(results_with_article), "--texts", str(texts), "-o", str(file), "--quiet", *arguments]
        assert main(command) == 0
        document = documents_in(file)["znews-1578733"]
        assert document["text"] == (article if included else None)
        if not included:
            unpacked = json.dumps(list(blocks_of(file).values()), ensure_ascii=False)
            lines = [line for line in article.splitlines() if len(line) > 80]
            assert lines
            assert not any(line[:60] in unpacked for line in lines), "a run of sixty characters of it stands in the report"


@pytest.fixture(scope="module")
def results_with_article(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("results")
    assert main(["run", "regex", "--split", "story", "--quiet", "--results", str(folder), "--texts", str(texts)]) == 0
    return folder


def test_published_counts_are_shown_without_spans(results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = sorted(str(path) for path in (results / "runs").glob("*/linimasa-dev-ontonotes10-*"))
    file, elsewhere = tmp_path / "report.html", tmp_path / "elsewhere"
    assert main(["report", *folders, "-o", str(file), "--results", str(elsewhere)]) == 0
    assert "shown without its spans" in capsys.readouterr().err
    head = blocks_of(file)["head"]
    assert head["boards"][0]["answers"] == [False, False]
    assert not elsewhere.exists(), "looking makes no folder"


def test_a_corpus_that_has_changed_since_is_said(results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = tmp_path / "gold"
    shutil.copytree("gold", corpus)
    document = corpus / "documents" / "id-001.json"
    document.write_text(document.read_text(encoding="utf-8").replace('"ORG"', '"PERSON"', 1), encoding="utf-8")
    capsys.readouterr()
    file = tmp_path / "report.html"
    assert main(["report", "--results", str(results), "--split", "dev", "--corpus", str(corpus), "-o", str(file)]) == 0
    assert "scores of dev are of corpus" in capsys.readouterr().err
    assert blocks_of(file)["head"]["notices"]


def test_the_same_runs_give_the_same_data(report: Path, results: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.html"
    assert main(["report", "--results", str(results), "-o", str(again), "--quiet"]) == 0
    first, second = blocks_of(report), blocks_of(again)
    first["head"]["made"] = second["head"]["made"] = ""
    assert first == second


def test_what_was_written_is_printed_as_json(results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "new" / "report.html"
    assert main(["report", "regex", "--results", str(results), "-o", str(file), "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"report": str(file), "bytes": file.stat().st_size, "runs": 4}]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["nosuch"], "no stored run 'nosuch'", id="a run that is not stored"),
        pytest.param(["--split", "nosuch"], "no run of that split and label set (there are: dev at conll4", id="a split without runs"),
        pytest.param(["-o", "/"], "is a folder; -o names the file", id="a folder as the file"),
        pytest.param(["-o", "/dev/null/report.html"], "/dev/null/report.html: ", id="a place that cannot be"),
        pytest.param(["--corpus", "nowhere"], "nowhere", id="a corpus that is not there"),
    ],
)
def test_wrong_usage_is_said(results: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert main(["report", "--results", str(results), *arguments]) == 2
    assert message in capsys.readouterr().err


def test_without_runs_it_says_how_to_make_some(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--results", str(tmp_path), "-o", str(tmp_path / "report.html")]) == 2
    assert "`linimasa run` makes some" in capsys.readouterr().err
    assert not (tmp_path / "report.html").exists()


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        pytest.param(
            {"main.js": 'import { b } from "./other.js";\n', "other.js": "const b = 1;\n"}, "other.js exports no b", id="no export"
        ),
        pytest.param(
            {"main.js": 'import { b } from "./other.js";\n', "other.js": 'import { a } from "./main.js";\nexport const b = 1;\n'},
            "main.js > other.js > main.js",
            id="a circle",
        ),
    ],
)
def test_a_bundle_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch, modules: dict[str, str], message: str) -> None:
    monkeypatch.setattr(pages, "asset", modules.__getitem__)
    with pytest.raises(ValueError, match=re.escape(message)):
        pages.bundle()


def test_a_bundle_keeps_modules_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    modules = {"main.js": 'import { b } from "./other.js";\nconst a = b;\n', "other.js": "const a = 1;\nexport const b = a;\n"}
    monkeypatch.setattr(pages, "asset", modules.__getitem__)
    script = pages.bundle()
    assert script.index("module_other = ") < script.index("const { b } = module_other;")
    assert "export" not in script


def test_a_corpus_that_says_neither_its_labels_nor_its_language_is_shown_as_it_ran(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tokens = "Presiden O\nJoko B-PER\nWidodo I-PER\ntiba O\ndi O\nSemarang B-LOC\n. O\n\n"
    (tmp_path / "test.txt").write_text(tokens, encoding="utf-8")
    corpus, results, file = str(tmp_path / "test.txt"), str(tmp_path / "results"), tmp_path / "report.html"
    told = ["--labels", "conll3", "--lang-default", "id"]
    assert main(["run", "regex", "rules", "--corpus", corpus, *told, "--results", results, "--quiet"]) == 0
    assert main(["compare", "regex", "rules", "--errors", "--corpus", corpus, "--results", results]) == 0
    capsys.readouterr()
    assert main(["report", "--corpus", corpus, "--results", results, "-o", str(file)]) == 0
    assert capsys.readouterr().err == ""
    head = blocks_of(file)["head"]
    assert (head["notices"], head["boards"][0]["answers"]) == ([], [True, True])
    assert documents_in(file)["s1"]["text"].startswith("Presiden Joko Widodo")
