"""What is committed of the results is what a run gives now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmark.cli import main

ROOT = Path(__file__).parent.parent
SPLITS = "dev,story"
MARK = "<!-- leaderboard -->"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, texts: Path) -> Path:
    folder = tmp_path_factory.mktemp("results")
    arguments = ["--results", str(folder), "--split", SPLITS, "--texts", str(texts)]
    assert main(["run", "--quiet", "--corpus", str(ROOT / "gold"), *arguments]) == 0
    assert main(["leaderboard", "--publish", *arguments]) == 0
    return folder


def test_the_leaderboard_is_not_stale(made: Path) -> None:
    assert (made / "LEADERBOARD.md").read_text() == (ROOT / "results" / "LEADERBOARD.md").read_text(), "run `make leaderboard`"


def test_the_published_counts_are_not_stale(made: Path) -> None:
    sides = [
        {path.relative_to(base): path.read_bytes() for path in base.rglob("*") if path.is_file()}
        for base in (made / "published", ROOT / "results" / "published")
    ]
    assert sides[0] == sides[1], "run `make leaderboard`"


def test_the_readme_shows_the_leaderboard() -> None:
    tables = [
        table
        for table in re.split(r"^## ", (ROOT / "results" / "LEADERBOARD.md").read_text(), flags=re.MULTILINE)[1:]
        if "ontonotes10" in table
    ]
    rows = [line for table in tables for line in table.splitlines() if line.startswith("|")]
    shown = [
        line
        for line in (ROOT / "README.md").read_text().partition(MARK)[2].partition("\n\nThe `dev` texts")[0].splitlines()
        if line.startswith("|")
    ]
    assert shown == rows
