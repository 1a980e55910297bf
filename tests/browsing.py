"""A real browser for tests: Debian's Chromium, driven by Playwright; without it, tests that need it skip and say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path(os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def browser(**options: Any) -> Iterator[Any]:
    """A headless Chromium; skips where there is none, or no Playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install 'linimasa[dev]')")
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM} (apt-get install chromium, or set CHROMIUM)")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=str(CHROMIUM), headless=True, args=[*FLAGS, *options.pop("flags", [])])
        try:
            yield running
        finally:
            running.close()


class Reader:
    """A reader of a report: one page, and everything that the browser complained of or asked the network for."""

    def __init__(self, page: Any, report: Path) -> None:
        self.page = page
        self.report = report
        self.complaints: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self.asked.append(request.url) if not request.url.startswith(("file:", "data:")) else None)

    def open(self, address: str = "") -> Reader:
        """Opens the file at an address after #, and waits for its page."""
        self.page.goto(f"{self.report.resolve().as_uri()}{address}")
        self.page.wait_for_selector("main[data-ready]")
        return self

    def settle(self) -> Reader:
        """Waits until the page shows what was chosen last."""
        self.page.wait_for_selector("main:not([aria-busy])")
        return self

    def go(self, address: str) -> Reader:
        """Changes what stands after #."""
        self.page.evaluate(
            """to => {
                if (location.hash === to) return;
                document.getElementById("main").setAttribute("aria-busy", "true");
                location.hash = to;
            }""",
            address,
        )
        return self.settle()


def reading(chromium: Any, file: Path, **options: Any) -> Iterator[Reader]:
    """A page of its own."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, **options)
    context.set_default_timeout(15_000)
    someone = Reader(context.new_page(), file)
    yield someone
    context.close()
    assert someone.complaints == []
    assert someone.asked == []
