"""`compare` and `gate` on stored runs: what is printed, and the exit codes that CI looks at."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest
from synthetic_runs import run_of

from benchmark.cli import main
from benchmark.storing import Manifest, RunFolder


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Runs of two systems over the development texts."""
    folder = tmp_path_factory.mktemp("results")
    assert main(["run", "regex", "rules", "--split", "dev", "--quiet", "--results", str(folder)]) == 0
    return folder


def command(results: Path, *arguments: str) -> list[str]:
    return [*arguments, "--results", str(results), "--split", "dev", "--labels", "ontonotes10"]


def test_the_better_system_is_called_better(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(results, "compare", "regex", "rules", "-f", "json")) == 0
    rows = {row["layer"]: row for row in json.loads(capsys.readouterr().out)["comparisons"]}
    assert rows["money"]["verdict"] == "better"
    assert rows["money"]["difference"] > 0
    assert rows["events"]["verdict"] is None, "regex does not attempt events"


def test_the_spans_that_changed_are_listed_with_their_sentence(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(results, "compare", "regex", "rules", "--errors", "--layer", "money")) == 0
    printed = capsys.readouterr().out
    assert "JPY 30 juta yen" in printed
    assert "⟦30 juta yen⟧" in printed


def test_comparing_exchanged_turns_lost_into_gained(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counted = []
    for order in (("regex", "rules"), ("rules", "regex")):
        assert main(command(results, "compare", *order, "--errors", "--layer", "entities", "-f", "json")) == 0
        errors = json.loads(capsys.readouterr().out)["errors"]
        counted.append((len(errors["lost"]), len(errors["gained"])))
    assert counted[0] == counted[1][::-1]
    assert min(counted[0]) > 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["compare", "regex"], 2, "1 run given; expected two or more", id="one run"),
        pytest.param(["compare", "regex", "nosuch"], 2, "no stored run 'nosuch'", id="a run that is not stored"),
        pytest.param(["compare", "regex", "rules", "regex", "--errors"], 2, "--errors compares two runs, not 3", id="errors of three"),
        pytest.param(["gate", "rules", "--baseline", "nowhere"], 2, "no stored run 'nowhere'", id="a baseline that is not there"),
    ],
)
def test_wrong_usage_is_said(results: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str) -> None:
    assert main(command(results, *arguments)) == code
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["leaderboard"], ["compare", "regex", "rules"], ["report"]], ids=lambda given: given[0])
def test_a_split_that_nobody_ran_is_said_with_those_that_there_are(
    results: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main([*arguments, "--results", str(results), "--split", "test,story"]) == 2
    said = "no run of that split and label set (there are: dev at conll4, dev at ontonotes10)"
    assert said in capsys.readouterr().err


def test_runs_over_different_documents_exit_4_and_say_in_what(results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "results"
    assert main(["run", "regex", "--split", "story", "--quiet", "--results", str(other), "--labels", "ontonotes10"]) == 0
    (folder,) = (other / "runs").glob("*/*")
    capsys.readouterr()
    assert main(["compare", "rules", str(folder), "--results", str(results), "--labels", "ontonotes10"]) == 4
    assert "split" in capsys.readouterr().err


def test_the_gate_opens_for_what_is_no_worse(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(results, "gate", "rules", "--baseline", "rules")) == 0
    assert "Gate passed" in capsys.readouterr().out


def test_the_gate_stays_shut_where_a_layer_is_gone(results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, summary = tmp_path / "gate.xml", tmp_path / "summary.md"
    arguments = ["gate", "regex", "--baseline", "rules", "--junit", str(report), "--summary", str(summary)]
    assert main(command(results, *arguments)) == 1
    assert "the baseline attempts it and the run does not" in capsys.readouterr().out
    gone = {
        case.get("name")
        for case in ET.parse(report).getroot().iter("testcase")
        if (f := case.find("failure")) is not None and f.get("type") == "gone"
    }
    assert gone == {"events trigger", "timelines dated"}
    assert summary.read_text().startswith("## Gate failed")


def test_several_signatures_are_one_object_of_json(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["compare", "regex", "rules"], ["gate", "rules", "--baseline", "rules"]):
        assert main([*command, "--results", str(results), "-f", "json"]) == 0
        printed = json.loads(capsys.readouterr().out)
        assert [one["signature"]["label_set"] for one in (printed, *printed["others"])] == ["ontonotes10", "conll4"]


@pytest.mark.parametrize(
    ("arguments", "rows"),
    [
        pytest.param(["leaderboard"], 4, id="a leaderboard"),
        pytest.param(["leaderboard", "--layer", "events"], 2, id="a leaderboard of a layer that one label set has"),
        pytest.param(["leaderboard", "--by", "lang"], 18, id="a breakdown"),
        pytest.param(["compare", "regex", "rules"], 6, id="a comparison"),
        pytest.param(["gate", "rules", "--baseline", "regex"], 6, id="a gate"),
    ],
)
def test_several_signatures_are_one_sheet_of_csv(
    results: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], rows: int
) -> None:
    assert main([*arguments, "--results", str(results), "-f", "csv"]) == 0
    sheet = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert len(sheet) == rows
    assert set(sheet["label set"]) == ({"ontonotes10"} if "events" in arguments else {"ontonotes10", "conll4"})
    assert set(sheet["split"]) == {"dev"}
    measured = [name for name in sheet.columns if name in ("entities strict", "events trigger", "rules", "run")]
    assert measured
    assert all(sheet[name].dtype == float for name in measured), "undefined cells are empty"


def test_the_tables_of_errors_stand_in_the_same_sheet(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "regex", "rules", "--errors", "--results", str(results), "-f", "csv"]) == 0
    sheet = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert list(sheet["table"].unique()) == ["differences", "errors by kind", "the spans that changed"]
    spans = sheet[sheet["table"] == "the spans that changed"]
    assert set(spans["label set"]) == {"ontonotes10", "conll4"}
    assert spans["where"].notna().all()


@pytest.mark.parametrize("command", [["leaderboard"], ["compare", "regex", "rules"], ["gate", "rules", "--baseline", "regex"]])
def test_a_layer_has_tables_only_where_some_run_has_it(results: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    assert main([*command, "--results", str(results), "--layer", "events"]) == 0
    assert capsys.readouterr().out.count("signature ") == 1
    assert main([*command, "--results", str(results), "--layer", "links"]) == 2
    assert "no run has layer links (these are there: entities, timexes, money, events, timelines)" in capsys.readouterr().err


def test_a_leaderboard_of_a_layer_is_json_of_that_layer(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["leaderboard", "--results", str(results), "--layer", "events", "-f", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert {system["system"]: list(system["layers"]) for system in printed["systems"]} == {"regex": [], "rules": ["events"]}
    assert "others" not in printed


def test_argument_and_date_errors_are_listed_with_their_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "systems"
    place.mkdir()
    for name, date, args in (("right", "2025-07", ""), ("wrong", "2024", "Argument('Position', start=0, end=4),")):
        (place / f"{name}.py").write_text(SYSTEM.format(date=date, args=args), encoding="utf-8")
    files = [f"{place / name}.py:Appointments" for name in ("right", "wrong")]
    assert main(["run", *files, "--split", "dev", "--quiet", "--results", str(tmp_path / "results")]) == 0
    builds = sorted(path.name for path in (tmp_path / "results" / "runs").iterdir())
    capsys.readouterr()
    assert main(["compare", *builds, "--errors", "--results", str(tmp_path / "results"), "--labels", "ontonotes10", "-f", "json"]) == 0
    gained = {error["kind"] for error in json.loads(capsys.readouterr().out)["errors"]["gained"]}
    assert {"date", "argument"} <= gained
    assert main(["compare", *builds, "--errors", "--results", str(tmp_path / "results"), "--labels", "ontonotes10"]) == 0
    printed = capsys.readouterr().out
    for kind in ("date", "argument"):
        assert [line for line in printed.splitlines() if f" {kind} " in line and "⟦menunjuk⟧" in line]


SYSTEM = """
from benchmark import Argument, Event, Extractor

class Appointments(Extractor):
    version = "1"
    provides = {{"events"}}
    languages = {{"id"}}

    def extract(self, document):
        start = document.text.find("menunjuk")
        if start >= 0:
            yield Event(start, start + 8, "Personnel:Start-Position", ({args}), date="{date}")
"""


@pytest.mark.parametrize(
    ("lost", "code", "outcome"),
    [
        pytest.param(range(40), 1, "fell", id="a regression larger than noise"),
        pytest.param(range(1), 0, "not separable", id="one document alone"),
        pytest.param((), 0, "held", id="nothing"),
    ],
)
def test_the_gate_holds_a_planted_regression_against_a_committed_baseline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lost: Iterable[int], code: int, outcome: str
) -> None:
    for name, places in (("baseline", ()), ("run", lost)):
        stored(tmp_path / name, [1 if place in places else 3 for place in range(40)])
    baseline = tmp_path / "baseline" / "counts.csv"
    assert main(["gate", str(tmp_path / "run"), "--baseline", str(baseline), "-f", "json"]) == code
    (check,) = json.loads(capsys.readouterr().out)["checks"]
    assert check["outcome"] == outcome


def stored(folder: Path, right: list[int]) -> None:
    """A run on disk: its counts and its manifest, as they are committed."""
    run = run_of("invented", right)
    manifest = Manifest(
        linimasa="0", system="invented", version="1", provides=("entities",), languages=("id",), options={}, layers=run.layers,
        signature=run.signature.as_dict(), names=run.names, documents=len(right), done=len(right), failed=0,
    )  # fmt: skip
    RunFolder(folder).write(lambda: manifest, [run.table.itertuples(index=False)], [])


@pytest.mark.parametrize("option", ["--junit", "--summary"])
def test_a_file_that_cannot_be_written_is_said(results: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
    assert main(command(results, "gate", "rules", "--baseline", "rules", option, "/nowhere/file")) == 2
    assert "/nowhere/file: No such file or directory" in capsys.readouterr().err


def test_errors_are_of_the_documents_that_both_were_given(results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "indonesian.py"
    place.write_text("from systems.regex import Regex\n\n\nclass Indonesian(Regex):\n    languages = {'id'}\n", encoding="utf-8")
    assert main(["run", f"{place}:Indonesian", "--split", "dev", "--quiet", "--results", str(results)]) == 0
    capsys.readouterr()
    (build,) = (path.name for path in (results / "runs").iterdir() if path.name.startswith("indonesian@"))
    assert main(command(results, "compare", build, "rules", "--errors", "-f", "json")) == 0
    errors = json.loads(capsys.readouterr().out)["errors"]
    assert {error["document"].partition("-")[0] for error in (*errors["lost"], *errors["gained"])} == {"id"}
