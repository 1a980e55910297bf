"""What runs cost beside extraction: a corpus larger than memory, and the suite again with nothing to do.

Run with `python tests/perf/perf_running.py [DOCUMENTS]`, 200,000 of 40 spans without a number.  Exit 1 where `linimasa run regex` over the
generated documents takes more than 1 GiB, or a second `linimasa run --split test` over every system that can run here more than 2 s.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import write_corpus

ROOT = Path(__file__).parent.parent.parent
LIMIT_KIB = 1 << 20
LIMIT_SECONDS = 2.0
REPEATS = 3


def main() -> int:
    """Prints both figures beside their limits."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    kept = [large_corpus(documents), suite_again()]
    return 0 if all(kept) else 1


def large_corpus(documents: int) -> bool:
    """Documents a second and the peak of the largest process, for a run and for the same again."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        write_corpus(documents, corpus)
        for what in ("extracted and counted", "again, nothing to extract"):
            seconds = run("regex", "--corpus", str(corpus), "--results", folder)
            print(f"{documents:,} documents, {what}: {seconds:.0f} s, {documents / seconds:,.0f} a second")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    kept = peak <= LIMIT_KIB
    print(f"peak memory of the largest process: {peak / 1024:,.0f} MiB, at most {LIMIT_KIB / 1024:,.0f}{'' if kept else '   OVER'}")
    return kept


def suite_again() -> bool:
    """Seconds of a run of every system over the test split once all is stored, the best of several."""
    with tempfile.TemporaryDirectory() as folder:
        first, *again = (run("--corpus", str(ROOT / "gold"), "--split", "test", "--results", folder) for _ in range(1 + REPEATS))
    kept = min(again) < LIMIT_SECONDS
    print(f"every system over test: {first:.1f} s, again: {min(again):.2f} s, under {LIMIT_SECONDS:.0f}{'' if kept else '   OVER'}")
    return kept


def run(*arguments: str) -> float:
    """The seconds that `linimasa run` takes."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "benchmark.cli", "run", *arguments, "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
