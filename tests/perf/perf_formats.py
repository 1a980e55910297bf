"""Prints the time and the memory that converting a file of JSON lines takes, `perf_formats.py [MEGABYTES]` (300 without)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SENTENCE = "Lentera merekrut orang {} dari Pelita di Bandung seharga US$ {} miliar."
TARGETS = ("out.jsonl", "out.csv")
LIMIT_MIB = 500


def write_corpus(path: Path, megabytes: int) -> int:
    """Writes documents of about four kilobytes until the file has its size, and gives their number."""
    text = " ".join(SENTENCE.format(number, number) for number in range(32))
    places = [place for place in range(len(text)) if text.startswith("Pelita", place)]
    body = {"lang": "id", "dct": "2025-01-02", "text": text, "entities": [{"start": at, "end": at + 6, "type": "ORG"} for at in places]}
    number = 0
    with path.open("w", encoding="utf-8") as file:
        while file.tell() < megabytes * 1_000_000:
            number += 1
            file.write(json.dumps({"id": f"d{number}", **body}) + "\n")
    return number


def convert(source: Path, target: Path) -> tuple[float, float]:
    """Seconds and the largest memory in MiB of a conversion in a process of its own; RuntimeError where it fails."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "benchmark.cli", "convert", str(source), str(target), "--quiet"])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"converting to {target} failed with {process.returncode}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main() -> None:
    """Converts one file to each target."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.jsonl"
        documents = write_corpus(source, megabytes)
        print(f"{megabytes} MB of JSON lines, {documents} documents")
        for name in TARGETS:
            seconds, mebibytes = convert(source, Path(folder) / name)
            print(f"to {name}: {seconds:.1f} s, {mebibytes:.0f} MiB at most ({'under' if mebibytes < LIMIT_MIB else 'OVER'} {LIMIT_MIB})")


if __name__ == "__main__":
    main()
