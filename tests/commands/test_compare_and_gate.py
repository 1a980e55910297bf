"""`compare` and `gate` on stored runs: what is printed, and the exit codes that CI looks at."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from benchmark.cli import main


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
    assert len(list(ET.parse(report).getroot().iter("failure"))) == 2
    assert summary.read_text().startswith("## Gate failed")
