"""What the HTML report costs at its two sizes, in Chromium: bytes, time to the first table and to a document, memory.

python tests/perf/perf_report.py [SYSTEMS DOCUMENTS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from browsing import Reader, browser
from perf.generate import answers_of, documents_of, write_corpus

from benchmark.leaderboards import ScoredRun, scored_run
from benchmark.reporting.assembling import Group, Report, report_page
from benchmark.scoring import Scorer, Signature
from benchmark.storing import replace_file

SIZES = ((10, 200), (100, 1_000))
LIMITS = {"MB": 10.0, "first table, ms": 300.0, "a document, ms": 100.0, "heap, MB": 100.0}
LAYERS = ("entities", "timexes", "money")


def write_report(systems: int, documents: int, folder: Path) -> Path:
    """A report of invented systems over invented documents of 40 gold spans."""
    write_corpus(documents, folder / "corpus.jsonl")
    gold = documents_of(folder / "corpus.jsonl")
    signature = Signature("generated@1#0", documents)
    languages = {document.id: document.lang or "" for document in gold}

    def run(number: int) -> ScoredRun:
        scorer = Scorer(keep=False).add(gold=gold, predicted=answers_of(number, gold), attempted=LAYERS)
        return scored_run(f"system-{number:03}", scorer, signature, attempted=LAYERS, version="1", languages=languages)

    answers = {f"system-{number:03}@1": (lambda number=number: (gold, answers_of(number, gold))) for number in range(systems)}
    group = Group([run(number) for number in range(systems)], answers, {})
    file = folder / f"report-{systems}x{documents}.html"
    replace_file(file, report_page(Report([group], lambda name: True)))
    return file


def measure(report: Path) -> dict[str, float]:
    """The figures: of loads the quickest, since other work of the machine only adds; of documents the median; the heap after every page."""
    figures = {"MB": report.stat().st_size / 1e6}
    with browser(flags=["--enable-precise-memory-info", "--js-flags=--expose-gc"]) as running:
        page = running.new_page()
        reader = Reader(page, report)
        figures["first table, ms"] = min(_load(reader) for _ in range(5))
        reader.open("#/document")
        figures["a document, ms"] = statistics.median(_document(page) for _ in range(15))
        for address in ("#/errors?kind=all", "#/compare", "#/leaderboard?layer=entities&view=labels", "#/timeline", "#/document"):
            began = time.perf_counter()
            reader.go(address)
            figures[f"{address[2:].partition('?')[0]} page, ms"] = 1000 * (time.perf_counter() - began)
        figures["heap, MB"] = page.evaluate("() => { gc(); return performance.memory.usedJSHeapSize / 1e6; }")
        if reader.complaints:
            raise RuntimeError(f"the browser complained: {reader.complaints}")
    return figures


def _load(reader: Reader) -> float:
    """Milliseconds from the start of navigation to the first table."""
    reader.page.goto("about:blank")
    reader.open()
    return float(reader.page.evaluate("performance.getEntriesByName('first-table')[0].startTime"))


def _document(page: Any) -> float:
    """Milliseconds from a key to the next document on the page; each is one that was not shown before."""
    return float(
        page.evaluate(
            """() => new Promise(resolve => {
                const main = document.getElementById("main"), began = performance.now(), ready = main.dataset.ready;
                new MutationObserver((_, observer) => {
                    if (main.dataset.ready === ready) return;
                    observer.disconnect();
                    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
                }).observe(main, { attributes: true });
                document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
            })"""
        )
    )


def main(sizes: tuple[tuple[int, int], ...]) -> int:
    """Prints the figures; 1 where one is over its limit."""
    over = 0
    for systems, documents in sizes:
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            report = write_report(systems, documents, Path(folder))
            print(f"report of {systems} systems x {documents} documents, made in {time.perf_counter() - began:.0f} s")
            for what, figure in measure(report).items():
                limit = LIMITS.get(what)
                over += limit is not None and figure > limit
                verdict = "" if limit is None else f"   at most {limit:g}{'   OVER' if figure > limit else ''}"
                print(f"  {what:<28} {figure:>8.1f}{verdict}")
    return 1 if over else 0


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(main(((given[0], given[1]),) if len(given) == 2 else SIZES))
