"""What a run over a corpus larger than memory takes: `linimasa run regex` over generated documents, exit 1 above 1 GiB.

Run with `python tests/perf/perf_running.py [DOCUMENTS]`, 200,000 of 40 spans without a number.
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

LIMIT_KIB = 1 << 20


def main() -> int:
    """Prints documents a second and the peak of the largest process, for a run and for the same again."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        write_corpus(documents, corpus)
        for what in ("extracted and counted", "again, nothing to extract"):
            started = time.perf_counter()
            command = [sys.executable, "-m", "benchmark.cli", "run", "regex", "--corpus", str(corpus), "--results", folder, "--quiet"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(Path.cwd())})
            seconds = time.perf_counter() - started
            print(f"{documents:,} documents, {what}: {seconds:.0f} s, {documents / seconds:,.0f} a second")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    kept = peak <= LIMIT_KIB
    print(f"peak memory of the largest process: {peak / 1024:,.0f} MiB, at most {LIMIT_KIB / 1024:,.0f}{'' if kept else '   OVER'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
