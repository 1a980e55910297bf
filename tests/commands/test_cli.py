"""The command line as people use and misuse it: what is printed where, and the exit codes that others rely on."""

from __future__ import annotations

import csv
import io
import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmark.cli import main

GOLD = Path(__file__).parent.parent.parent / "gold"
DEV = len(json.loads((GOLD / "corpus.json").read_text())["splits"]["dev"])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, with no texts supplied."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LINIMASA_TEXTS", raising=False)
    return tmp_path


def write_system(folder: Path, name: str, body: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.py"
    path.write_text(
        f"from benchmark import Entity, Extractor\n\n\nclass System(Extractor):\n    provides = {{'entities'}}\n    version = '1'\n\n{body}"
    )
    return path


EMPTY = "    def extract(self, document):\n        return []\n"
RAISES = "    def extract(self, document):\n        if document.id == 'id-002':\n            raise ValueError('boom')\n        return []\n"


def test_help_answers_without_loading_anything_heavy() -> None:
    code = (
        "import sys; from benchmark.cli import build_parser; build_parser(); "
        "print([name for name in ('pandas', 'numpy', 'sklearn', 'stanza', 'torch') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            ["run", "nosuch"],
            "system 'nosuch' is not known (known: crf, dateparser, duckling, regex, rules, spacy, stanza)",
            id="an unknown system",
        ),
        pytest.param(["run", "no/such.py"], "no/such.py: no such file", id="a system file that is not there"),
        pytest.param(["run", "regex", "--split", "nosuch"], "is not known (known: dev, story, test, train)", id="an unknown split"),
        pytest.param(["run", "regex", "--corpus", "nowhere"], "nowhere: no such file or folder", id="a corpus that is not there"),
        pytest.param(["run", "regex", "--set", "x"], "expected SYSTEM.OPTION=VALUE", id="a setting of no form"),
        pytest.param(
            ["run", "regex", "--split", "dev", "--set", "rules.x=1"], "is not known (known: regex)", id="a setting of another system"
        ),
        pytest.param(["run", "regex", "--split", "dev", "--set", "regex.x=1"], "option of regex 'x' is not known", id="an unknown option"),
        pytest.param(["run", "regex", "--split", "dev", "-j", "0"], "expected at least one worker", id="no worker"),
        pytest.param(["run", "regex", "--split", "dev", "--labels", "x"], "label set 'x' is not known", id="an unknown label set"),
        pytest.param(["run", "regex", "--texts", "nowhere"], "nowhere: no such folder of texts", id="texts that are not there"),
        pytest.param(["score", "gold", "nowhere"], "nowhere: no such file or folder", id="predictions that are not there"),
        pytest.param(["score", "gold", "gold", "--profile", "x"], "profile 'x' is not known", id="an unknown profile"),
        pytest.param(["leaderboard"], "no stored run in results", id="no runs yet"),
        pytest.param(["show", "nosuch"], "document of corpus linimasa 'nosuch' is not known", id="an unknown document"),
        pytest.param(["show", "znews-1578733"], "text not supplied; --texts DIR names a folder", id="a text that is not ours"),
        pytest.param(["validate", "."], "is no corpus folder: it has no corpus.json", id="no corpus"),
    ],
)
def test_wrong_usage_is_said_in_a_line_and_exits_2(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert message in printed.err
    assert printed.err.splitlines()[-1].startswith("linimasa: error: ")
    assert "Traceback" not in printed.err
    assert printed.out == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("", "is empty", id="empty"),
        pytest.param('{"id": "d1"', "p.jsonl:1: ", id="cut off"),
        pytest.param('{"id": 3}', "p.jsonl:1: id: Expected `str`", id="a wrong type"),
        pytest.param('{"id": "a"}\n{"id": "a"}', "p.jsonl:2: id: 'a' stands already at p.jsonl:1", id="an id twice"),
        pytest.param('{"id": "a", "entities": [{"start": 0}]}', "p.jsonl:1: entities[0]: ", id="a missing field"),
        pytest.param('{"id": "elsewhere", "entities": []}', "predicted documents that gold lacks: elsewhere", id="another document"),
        pytest.param('{"id": "id-001", "entities": []}', "gold documents without a prediction: ", id="documents without a prediction"),
        pytest.param("what is this", "is of no known format; name it with --format (", id="no format"),
        pytest.param('{"id": "a"}\n{"id": ""}', "p.jsonl:2: id: is empty; expected the document's id", id="an empty id"),
    ],
)
def test_broken_predictions_are_named_with_their_place(place: Path, capsys: pytest.CaptureFixture[str], content: str, message: str) -> None:
    (place / "p.jsonl").write_text(content)
    assert main(["score", "gold", "p.jsonl"]) == 2
    printed = capsys.readouterr()
    assert message in printed.err
    assert "Traceback" not in printed.err


def test_gold_against_itself_is_right_everywhere(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "gold", "gold", "-f", "json"]) == 0
    (system,) = json.loads(capsys.readouterr().out)["systems"]
    assert {"entities", "timexes", "money", "events", "timelines"} <= set(system["layers"])
    for metrics in system["layers"].values():
        for metric in metrics.values():
            assert metric["micro"]["f1"] in (1.0, None)


def test_a_moved_offset_is_named_and_exits_1(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copied = shutil.copytree(GOLD, place / "copy")
    path = copied / "documents" / "id-002.json"
    path.write_text(path.read_text().replace('"start": 0,', '"start": 1,', 1))
    assert main(["validate", "copy"]) == 1
    assert "copy/documents/id-002.json: entities[0]: offsets 1-" in capsys.readouterr().out
    assert main(["validate", "gold"]) == 0


def test_a_document_that_fails_counts_as_missed_and_exits_3(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_system(place / "systems", "wild", RAISES)
    assert main(["run", "wild", "regex", "--split", "dev", "-f", "json"]) == 3
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    wild = next(system for system in report["systems"] if system["system"] == "wild")
    assert wild["failed"] == 1
    assert wild["documents"] == DEV
    assert "wild: id-002: ValueError: boom" in printed.err
    gold = [system["layers"]["entities"]["strict"]["micro"]["gold"] for system in report["systems"]]
    assert len(set(gold)) == 1, "a failed document stays in the denominator"


def test_a_second_run_extracts_nothing_and_an_edit_makes_another_build(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_system(place / "systems", "mine", EMPTY)
    assert main(["run", "mine", "--split", "dev"]) == 0
    capsys.readouterr()
    assert main(["run", "mine", "--split", "dev"]) == 0
    assert f"{DEV} documents, all stored: nothing to do" in capsys.readouterr().err
    path.write_text(path.read_text().replace("'1'", "'2'"))
    assert main(["run", "mine", "--split", "dev"]) == 0
    assert f"{DEV} documents, 0 stored" in capsys.readouterr().err
    assert len(list((place / "results" / "runs").iterdir())) == 2


def test_a_broken_system_is_listed_and_breaks_nothing_else(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "systems").mkdir()
    (place / "systems" / "broken.py").write_text("import no_such_module_anywhere\n")
    assert main(["systems"]) == 0
    printed = capsys.readouterr().out
    assert "broken: broken (" in printed
    assert "No module named 'no_such_module_anywhere'" in printed
    assert main(["run", "regex", "--split", "dev", "--quiet"]) == 0
    assert main(["run", "broken", "regex", "--split", "dev"]) == 3


def test_two_systems_of_one_name_are_an_error_that_names_both(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_system(place / "systems", "regex", EMPTY)
    assert main(["run", "regex", "--split", "dev"]) == 2
    message = capsys.readouterr().err
    assert str(place / "systems" / "regex.py") in message
    assert "rename one" in message


def test_json_is_alone_on_stdout_whatever_a_system_prints(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_system(place / "systems", "loud", "    def extract(self, document):\n        print('noise')\n        return []\n")
    path = place / "systems" / "loud.py"
    path.write_text("print('noise at import')\n" + path.read_text())
    assert main(["run", "loud", "--split", "dev", "-f", "json", "--quiet"]) == 0
    assert json.loads(capfd.readouterr().out)["systems"][0]["system"] == "loud"


def test_a_text_that_is_not_supplied_is_left_out_loudly(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "regex", "--split", "story"]) == 0
    printed = capsys.readouterr()
    assert "znews-1578733: text not supplied, left out" in printed.err
    assert "3 documents" in printed.out


def test_another_text_than_the_annotated_one_is_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "texts").mkdir()
    (place / "texts" / "znews-1578733.txt").write_text("something else")
    assert main(["run", "regex", "--split", "story", "--texts", "texts"]) == 2
    assert "another text than the annotated one" in capsys.readouterr().err


@pytest.mark.parametrize(
    "shown",
    [
        "$14,3 miliar = USD 14300000000",
        "$72 miliar = USD 72000000000",
        "bulan Juni = DATE 2025-06",
        "bulan Juli = DATE 2025-07",
        "tahun 2014 = DATE 2014",
    ],
)
def test_show_marks_up_the_article(place: Path, texts: Path, capsys: pytest.CaptureFixture[str], shown: str) -> None:
    assert main(["show", "znews-1578733", "--texts", str(texts)]) == 0
    assert shown in capsys.readouterr().out


@pytest.mark.parametrize("output", ["table", "md", "csv", "json", "latex"])
def test_every_table_is_printed_in_every_form(place: Path, capsys: pytest.CaptureFixture[str], output: str) -> None:
    assert main(["run", "regex", "--split", "dev", "--quiet", "-f", output]) == 0
    assert "regex" in capsys.readouterr().out
    assert main(["leaderboard", "--by", "lang", "-f", output]) == 0
    assert "entities" in capsys.readouterr().out
    assert main(["systems", "-f", output]) == 0
    assert "rules" in capsys.readouterr().out


@pytest.mark.parametrize(("output", "first"), [("csv", "side,layer,start,end,text,says"), ("md", "| side"), ("json", "{")])
def test_show_prints_annotations_in_every_form(place: Path, capsys: pytest.CaptureFixture[str], output: str, first: str) -> None:
    assert main(["show", "id-002", "-x", "regex", "-f", output]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(first)
    assert "puluhan miliar rupiah" in printed


def test_a_system_that_failed_everywhere_has_missed_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gold.jsonl").write_text('{"id": "d", "entities": [{"start": 0, "end": 4, "type": "ORG"}]}\n')
    (tmp_path / "failed.jsonl").write_text('{"id": "d", "failed": "timeout"}\n')
    assert main(["score", str(tmp_path / "gold.jsonl"), str(tmp_path / "failed.jsonl"), "-f", "json"]) == 0
    (system,) = json.loads(capsys.readouterr().out)["systems"]
    assert system["failed"] == 1
    assert (
        system["layers"]["entities"]["strict"]["micro"] | {"precision": None, "recall": 0.0, "f1": 0.0, "gold": 1}
        == (system["layers"]["entities"]["strict"]["micro"])
    )


def test_predictions_of_other_layers_than_golds_are_said_to_score_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gold.jsonl").write_text('{"id": "d", "entities": []}\n')
    (tmp_path / "nothing.jsonl").write_text('{"id": "d"}\n')
    assert main(["score", str(tmp_path / "gold.jsonl"), str(tmp_path / "nothing.jsonl")]) == 0
    assert "nothing: has no layer that gold has" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("system", "code", "said"), [("crf", 0, "read as id, which is all that crf reads"), ("rules", 2, "--lang-default id")]
)
def test_a_corpus_without_a_language_takes_the_only_one_that_is_read(
    place: Path, capsys: pytest.CaptureFixture[str], system: str, code: int, said: str
) -> None:
    (place / "words.txt").write_text("Meta B-ORG\nmerekrut O\nBudi B-PER\n")
    assert main(["run", system, "--corpus", "words.txt", "--labels", "conll3"]) == code
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["run", "regex", "--timeout", "0"], "expected a number above 0", id="no time"),
        pytest.param(["run", "regex", "--memory", "nan"], "expected a number above 0", id="no number of GiB"),
        pytest.param(["run", "regex", "--lang", "xx"], "the corpus has: en, id, vi", id="a language without documents"),
        pytest.param(
            ["convert", "words.txt", "words.txt/x", "--to", "brat", "--lang-default", "id"], "cannot be written", id="a target under a file"
        ),
        pytest.param(["score", "odd", "one.jsonl"], "odd: is of no known format; name it with --gold-format (", id="gold of no format"),
        pytest.param(["run", "regex", "--corpus", "odd"], "odd: is of no known format; name it with --format", id="a corpus of no format"),
        pytest.param(["show", "a", "--corpus", "odd"], "odd: is of no known format (", id="no format, and no option for it"),
        pytest.param(["agree", "one.jsonl", "two.jsonl"], "two.jsonl: lacks a", id="an annotation of other documents"),
        pytest.param(["validate", "broken.jsonl"], "broken.jsonl:1", id="a broken file"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_line(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    (place / "words.txt").write_text("Meta B-ORG\nmerekrut O\n")
    (place / "odd").write_text("what is this\n")
    for name, document in (("one", "a"), ("two", "b")):
        (place / f"{name}.jsonl").write_text(f'{{"id": "{document}", "entities": []}}\n')
    (place / "broken.jsonl").write_text('{"id": \n')
    try:
        code = main(arguments)
    except SystemExit as left:
        code = left.code
    assert code == 2
    assert said in capsys.readouterr().err


def test_a_file_is_validated_span_by_span(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "d.jsonl").write_text('{"id": "d", "text": "Meta naik", "entities": [{"start": 0, "end": 5, "type": "ORG"}]}\n')
    assert main(["validate", "d.jsonl"]) == 1
    assert "'Meta ' starts or ends with white space" in capsys.readouterr().out


def test_scores_of_several_systems_are_one_sheet_of_csv(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "g.jsonl").write_text('{"id": "a", "text": "Meta", "entities": [{"start": 0, "end": 4, "type": "ORG"}]}\n')
    for name, found in (("right", '{"start": 0, "end": 4, "type": "ORG"}'), ("silent", "")):
        (place / f"{name}.jsonl").write_text(f'{{"id": "a", "entities": [{found}]}}\n')
    assert main(["score", "g.jsonl", "right.jsonl", "silent.jsonl", "--layer", "entities", "--quiet", "-f", "csv"]) == 0
    rows = [row for row in csv.DictReader(io.StringIO(capsys.readouterr().out)) if row["metric"] == "strict"]
    assert [(row["system"], row["P"], row["F1"]) for row in rows] == [("right", "100.0", "100.0"), ("silent", "", "0.0")]


@pytest.mark.parametrize(
    ("arguments", "redirected"),
    [
        pytest.param(["show", "id-002"], "", id="a document"),
        pytest.param(["systems"], "", id="a table"),
        pytest.param(["--help"], "", id="the help"),
        pytest.param(["run", "nosuch"], "2>&1", id="an error"),
        pytest.param(["score", "gold", "gold"], "2>&1", id="remarks and a table"),
    ],
)
def test_a_reader_that_has_enough_ends_the_command_without_a_word(place: Path, arguments: list[str], redirected: str) -> None:
    command = shlex.join([sys.executable, "-m", "benchmark.cli", *arguments])
    script = f"unset PYTHONUNBUFFERED; exec 3>&1; {{ sleep 0.1; {command} {redirected}; echo $? >&3; }} | true"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("141\n", "")


@pytest.mark.parametrize("arguments", [["show", "id-002"], ["score", "gold", "gold", "--quiet"], ["--help"]], ids=lambda given: given[0])
def test_a_closed_output_is_no_error(place: Path, arguments: list[str]) -> None:
    command = shlex.join([sys.executable, "-m", "benchmark.cli", *arguments])
    done = subprocess.run(["bash", "-c", f"{command} >&-"], capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr


def test_documents_that_count_as_missed_are_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "g.jsonl").write_text("".join(f'{{"id": "d{number}", "entities": []}}\n' for number in range(1, 9)))
    (place / "p.jsonl").write_text('{"id": "d8", "entities": []}\n')
    assert main(["score", "g.jsonl", "p.jsonl", "--missing", "empty"]) == 0
    assert "p.jsonl: no prediction for 7 documents, counted as missed: d1, d2, d3, d4, d5 and 2 more" in capsys.readouterr().err
    assert main(["score", "g.jsonl", "g.jsonl", "--missing", "empty"]) == 0
    assert "no prediction" not in capsys.readouterr().err


def test_a_cause_of_several_lines_is_one_remark(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_system(place / "systems", "wordy", RAISES.replace("'boom'", "'boom\\nlinimasa: all is well'"))
    assert main(["run", "wordy", "--split", "dev"]) == 3
    lines = [line for line in capsys.readouterr().err.splitlines() if "all is well" in line]
    assert lines == ["    linimasa: all is well"]


def test_of_many_known_names_the_nearest_are_listed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "many.jsonl").write_text("".join(f'{{"id": "doc-{number:03}"}}\n' for number in range(300)))
    assert main(["show", "DOC-207", "--corpus", "many.jsonl"]) == 2
    message = capsys.readouterr().err
    assert "(known: doc-207, " in message
    assert message.rstrip().endswith("and 290 more)")
    assert message.count("doc-") == 10


def test_two_files_of_one_stem_keep_their_paths_and_a_split_its_own_answers(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("one", "two"):
        (place / folder).mkdir()
        (place / folder / "p.jsonl").write_text('{"id": "a", "entities": []}\n')
    (place / "gold.jsonl").write_text('{"id": "a", "entities": [{"start": 0, "end": 4, "type": "ORG"}]}\n')
    assert main(["score", "gold.jsonl", "one/p.jsonl", "two/p.jsonl", "-f", "json", "--quiet"]) == 0
    assert [system["system"] for system in json.loads(capsys.readouterr().out)["systems"]] == ["one/p.jsonl", "two/p.jsonl"]
    assert main(["score", "gold", "gold", "--split", "dev", "--layer", "money", "-f", "json", "--quiet"]) == 0
    (system,) = json.loads(capsys.readouterr().out)["systems"]
    assert list(system["layers"]) == ["money"]
