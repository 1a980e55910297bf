"""How a run goes, on stderr: a bar on a terminal, plain lines at a decent pace elsewhere."""

from __future__ import annotations

import sys
import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from benchmark.wording import counted

__all__ = ["BarProgress", "LineProgress", "SilentProgress", "progress_for"]

SECONDS_BETWEEN_LINES = 5.0


class SilentProgress:
    """Says nothing."""

    def start(self, system: str, total: int, stored: int) -> None:
        """Nothing."""

    def advance(self, failed: int) -> None:
        """Nothing."""

    def finish(self) -> None:
        """Nothing."""


class BarProgress:
    """A bar for each system, with documents a second and failures."""

    def __init__(self) -> None:
        self.bars: Progress | None = None
        self.task: TaskID | None = None
        self.started = 0.0
        self.done = 0

    def start(self, system: str, total: int, stored: int) -> None:
        """Shows the bar, already as far as results are stored."""
        self.bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pace]}"),
            TimeRemainingColumn(),
            TextColumn("[red]{task.fields[failures]}"),
            console=Console(stderr=True),
        )
        self.bars.start()
        self.task = self.bars.add_task(system, total=total, completed=stored, pace="", failures="")
        self.started, self.done = time.monotonic(), 0

    def advance(self, failed: int) -> None:
        """Moves the bar."""
        self.done += 1
        if self.bars is not None and self.task is not None:
            pace = self.done / max(time.monotonic() - self.started, 1e-6)
            self.bars.update(self.task, advance=1, pace=f"{pace:,.1f} documents/s", failures=f"{failed} failed" if failed else "")

    def finish(self) -> None:
        """Leaves the bar as it is."""
        if self.bars is not None:
            self.bars.stop()
            self.bars = None


class LineProgress:
    """A line when a system begins and ends, and every few seconds between."""

    def __init__(self) -> None:
        self.system = ""
        self.total = self.done = self.failed = self.now = 0
        self.started = self.said = 0.0

    def start(self, system: str, total: int, stored: int) -> None:
        """Says what there is to do."""
        self.system, self.total, self.done, self.failed, self.now = system, total, stored, 0, 0
        self.started = self.said = time.monotonic()
        if stored == total:
            self._say(f"{counted(total, 'document')}, all stored: nothing to do")
        else:
            self._say(f"{counted(total, 'document')}, {stored} stored")

    def advance(self, failed: int) -> None:
        """Says how far it is, at most every few seconds."""
        self.done, self.failed, self.now = self.done + 1, failed, self.now + 1
        if time.monotonic() - self.said >= SECONDS_BETWEEN_LINES:
            self.said = time.monotonic()
            self._say(self._state())

    def finish(self) -> None:
        """Says what came of it."""
        if self.now:
            self._say(self._state())

    def _state(self) -> str:
        pace = self.now / max(time.monotonic() - self.started, 1e-6)
        failed = f", {self.failed} failed" if self.failed else ""
        return f"{self.done} of {counted(self.total, 'document')}, {pace:,.1f} a second{failed}"

    def _say(self, what: str) -> None:
        print(f"{self.system}: {what}", file=sys.stderr, flush=True)


def progress_for(*, quiet: bool) -> SilentProgress | BarProgress | LineProgress:
    """What suits where stderr goes."""
    if quiet:
        return SilentProgress()
    return BarProgress() if sys.stderr.isatty() else LineProgress()
