"""New systems work before a line is edited, and overwrite nothing."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from benchmark.cli import main

SHORT = ["--quiet", "--split", "dev"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LINIMASA_TEXTS", raising=False)
    return tmp_path


def test_a_new_system_is_found_kept_to_the_contract_and_ranked_beside_others(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "my_years"]) == 0
    assert capsys.readouterr().out == "systems/my_years.py\n"
    assert main(["check", "my_years", "--quick"]) == 0
    assert main(["run", "my_years", "regex", *SHORT]) == 0
    printed = capsys.readouterr().out
    assert "my_years" in printed
    assert "regex" in printed


def test_a_new_system_is_a_dozen_lines_and_keeps_the_house_style(place: Path) -> None:
    assert main(["new", "years", "--quiet"]) == 0
    lines = Path("systems/years.py").read_text().splitlines()
    code = [line for line in lines if line.strip() and not line.strip().startswith(("#", '"""'))]
    assert len(code) <= 14
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--isolated", "--line-length", "120", "--check", "."], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_its_option_is_an_option(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "years", "--quiet"]) == 0
    assert main(["run", "years", *SHORT, "--set", "years.earliest=soon"]) == 2
    assert "option earliest of years: 'soon': Expected `int`" in capsys.readouterr().err


def test_a_file_elsewhere_runs_by_its_path(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "years", "--quiet"]) == 0
    Path("systems/years.py").rename("mine.py")
    assert main(["run", "./mine.py:Years", *SHORT]) == 0
    assert "mine" in capsys.readouterr().out


def test_a_new_package_declares_its_entry_point_and_tests_itself(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "years", "--package", "pkg"]) == 0
    assert capsys.readouterr().out.split() == ["pkg/pyproject.toml", "pkg/linimasa_years.py", "pkg/tests/test_years.py"]
    project = tomllib.loads(Path("pkg/pyproject.toml").read_text())
    assert project["project"]["entry-points"] == {"linimasa.systems": {"years": "linimasa_years:Years"}}
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"] == ["linimasa_years.py"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["class"], "name 'class' will not do", id="a keyword"),
        pytest.param(["my-system"], "name 'my-system' will not do", id="a hyphen"),
        pytest.param(["../up"], "name '../up' will not do", id="a path"),
        pytest.param(["_mine"], "name '_mine' will not do", id="a hidden name"),
        pytest.param(["regex"], "there is a system 'regex' already", id="a name of ours"),
        pytest.param(["years"], "there is a system 'years' already", id="a second time"),
        pytest.param(["other", "--package", "full"], "full: is there already and not empty", id="a folder with something in it"),
        pytest.param(["other", "--package", "systems/years.py"], "is there already and not empty", id="a file for a folder"),
    ],
)
def test_what_is_there_is_never_overwritten(place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert main(["new", "years", "--quiet"]) == 0
    (place / "full").mkdir()
    (place / "full" / "something").write_text("dear")
    before = {path: path.read_text() for path in place.rglob("*") if path.is_file()}
    assert main(["new", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert {path: path.read_text() for path in place.rglob("*") if path.is_file()} == before


COARSE = """
from benchmark import Entity, Extractor


class Coarse(Extractor):
    provides = {"entities"}
    labels = {"PER": "PERSON", "DATE": None, "MISC": "LAW"}

    def extract(self, document):
        return [Entity(0, 4, "PER"), Entity(5, 9, "DATE"), Entity(10, 14, "MISC"), Entity(10, 14, "DATE")]
"""


def test_types_without_a_place_in_the_label_set_are_counted_and_said(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "systems").mkdir()
    (place / "systems" / "coarse.py").write_text(COARSE)
    assert main(["run", "coarse", "--split", "dev", "--lang", "vi", "--labels", "conll3"]) == 0
    (said,) = [line for line in capsys.readouterr().err.splitlines() if "no place" in line]
    documents = len(list((place / "results" / "runs").glob("*/*/manifest.json")))
    assert documents == 1
    assert said.startswith("linimasa: coarse at conll3: no place for the types of ")
    assert "of its own (DATE " in said
    assert ", MISC " in said
    assert " and " in said
    assert "of gold's (" in said
    assert said.endswith("; these mentions are left out")
