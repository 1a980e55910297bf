"""Reports to read: one of real systems, one of hostile names and texts, and a browser to read them in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Reader, browser, reading
from hostile_reports import hostile_page

from benchmark.cli import main
from benchmark.storing import replace_file


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Runs of three systems over the texts to develop on and the story."""
    folder = tmp_path_factory.mktemp("results")
    systems = ["regex", "rules", str(Path(__file__).parent / "coarse.py")]
    assert main(["run", *systems, "--split", "dev,story", "--quiet", "--results", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def report(results: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of these runs."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    assert main(["report", "--results", str(results), "-o", str(file), "--quiet"]) == 0
    return file


@pytest.fixture(scope="session")
def hostile_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report whose ids, labels, values, texts and system names are written to break out of a page."""
    file = tmp_path_factory.mktemp("hostile") / "report.html"
    replace_file(file, hostile_page())
    return file


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for the tests of a module: two cannot be driven at once."""
    with browser() as running:
        yield running


@pytest.fixture
def reader(chromium: Any, report: Path) -> Iterator[Reader]:
    """Somebody who has the report open; the browser has nothing to complain of at the end, and asked the network for nothing."""
    yield from reading(chromium, report)


@pytest.fixture
def hostile(chromium: Any, hostile_report: Path) -> Iterator[Reader]:
    """The same with the hostile report."""
    yield from reading(chromium, hostile_report)
