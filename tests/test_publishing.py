"""What is committed of the results is what a run gives now."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmark.cli import main
from benchmark.leaderboards import load_run
from benchmark.publishing import MARKS, update_readme
from benchmark.storing import list_runs

ROOT = Path(__file__).parent.parent
SPLITS = "test,story"


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


def test_the_readme_shows_the_leaderboard(made: Path) -> None:
    readme = made / "README.md"
    readme.write_text(f"before\n{MARKS[0]}\nold\n{MARKS[1]}\nafter\n")
    assert update_readme(list(map(load_run, list_runs(made))), readme)
    ours, theirs = ((path.read_text().partition(MARKS[0])[2].partition(MARKS[1])[0]) for path in (readme, ROOT / "README.md"))
    assert ours == theirs, "run `make leaderboard`"


def test_a_readme_without_marks_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine\n")
    assert not update_readme([], tmp_path / "README.md")
    assert (tmp_path / "README.md").read_text() == "mine\n"
