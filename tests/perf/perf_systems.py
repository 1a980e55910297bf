"""How fast every installed system reads Indonesian news, and how long it takes to load: one table, exit 1 where the rules are too slow.

Run with `python tests/perf/perf_systems.py [--text FILE] [SYSTEM ...]`.  FILE is a text, or CoNLL columns whose tokens are joined, and is
cut into documents of about 2.5 kB; without it the Indonesian texts of train and dev are read, which hold a time or an amount every 100
bytes, four times as many as the news at large.  Each system is loaded and run in a process of its own, on one core.  Figures are of CPU
seconds: megabytes (10^6 bytes of UTF-8) a second, the best of several passes.  The ratios are to a plain compiled pair of expressions, one
for dates and one for amounts, over the same text in the same process.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmark.corpora import read_corpus
from benchmark.engines import extract
from benchmark.extractors import find_system, find_systems
from benchmark.records import Document

ROOT = Path(__file__).parent.parent.parent
DCT = "2025-08-20"
SIZE = 2_500
LONGEST_PASS = 5.0
PASSES = 5
LEAST_MEGABYTES = 4.0
LEAST_RATIO = 0.4
"""Beside the plain pair: what a busy machine cannot move.  The rules are too slow where they are under both."""
MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
DAYS = "Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu"
PLAIN_DATES = re.compile(
    rf"\b(?:\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?|(?:{MONTHS})(?: \d{{4}})?|(?:tahun )?(?:19|20)\d\d|\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?"
    rf"|(?:hari|pekan|bulan|tahun) (?:ini|lalu|depan)|kemarin|{DAYS})\b"
)
PLAIN_MONEY = re.compile(
    r"(?:Rp|US\$|\$) ?\d[\d.,]*(?: (?:ribu|juta|miliar|triliun))?|\d[\d.,]*(?: (?:ribu|juta|miliar|triliun))? (?:rupiah|dolar(?: AS)?)"
)


def documents(path: Path | None) -> list[Document]:
    """What is read: the texts of a file in pieces, else the corpus's own."""
    if path is None:
        gold = read_corpus(ROOT / "gold")
        own = (one for split in ("train", "dev") for one in gold.select(split=split, langs=["id"]))
        return [Document(one.id, "id", one.dct or DCT, one.text) for one in own if one.text]
    return [Document(f"text-{number}", "id", DCT, text) for number, text in enumerate(pieces(sentences(path)))]


def sentences(path: Path) -> Iterator[str]:
    """The lines of a text, or the sentences of columns, joined as people write."""
    text = path.read_text(encoding="utf-8")
    blocks = [block.splitlines() for block in text.split("\n\n") if block.strip()]
    if all(" " in line or "\t" in line for line in blocks[0]) and len(blocks[0][-1].split()) < 6:
        for block in blocks:
            joined = " ".join(line.split()[0] for line in block if line.split())
            yield re.sub(r"([(\[]) +", r"\1", re.sub(r" +([.,;:!?)\]%])", r"\1", joined))
    else:
        yield from text.splitlines()


def pieces(lines: Iterable[str]) -> Iterator[str]:
    """Lines in documents of a usual length."""
    kept: list[str] = []
    for line in lines:
        kept.append(line)
        if sum(map(len, kept)) > SIZE:
            yield "\n".join(kept)
            kept = []
    if kept:
        yield "\n".join(kept)


def megabytes_a_second(read: Callable[[Document], object], texts: list[Document]) -> float:
    """The best pass over the texts, in CPU seconds; over a part of them where one document takes long."""
    taken, some = seconds(read, texts[:1]), texts
    if taken * len(texts) > LONGEST_PASS:
        some = texts[: max(1, int(LONGEST_PASS / taken))]
    best = min(seconds(read, some) for _ in range(PASSES if taken * len(some) < 1 else 1))
    return sum(len(one.text.encode()) for one in some) / best / 1e6


def seconds(read: Callable[[Document], object], texts: list[Document]) -> float:
    """CPU seconds of one pass."""
    started = time.process_time()
    for one in texts:
        read(one)
    return time.process_time() - started


def plain_pair(document: Document) -> object:
    """What the ratios are to."""
    return [*PLAIN_DATES.finditer(document.text), *PLAIN_MONEY.finditer(document.text)]


def dates_and_amounts(document: Document) -> object:
    """The two layers of the rules that have a limit."""
    from systems.rules import find_money, find_times

    return [*find_times(document.text, document.lang, document.dct), *find_money(document.text, document.lang)]


def measured(name: str, path: Path | None) -> dict[str, float]:
    """Load seconds, megabytes a second and the ratio to the plain pair, of one system in this process."""
    texts = documents(path)
    started = time.perf_counter()
    if name == PAIR:
        read: Callable[[Document], object] = plain_pair
    elif name == LIMITED:
        read = dates_and_amounts
        read(texts[0])
    else:
        system = find_system(name).load_class()()
        system.load()
        read = lambda document: extract(system, document)  # noqa: E731
        read(Document("warm", "id", DCT, "Pada 4 Mei 2025 Meta membayar Rp 5 juta."))
    load = time.perf_counter() - started
    plain = megabytes_a_second(plain_pair, texts)
    speed = megabytes_a_second(read, texts)
    return {"load": load, "speed": speed, "ratio": speed / plain, "bytes": sum(len(one.text.encode()) for one in texts)}


PAIR, LIMITED = "plain pair", "rules: dates, money"


def names_of(wanted: list[str]) -> Iterator[str]:
    """The systems that read Indonesian and run here; the others are named with what they lack."""
    for name, sources in find_systems().items():
        if wanted and name not in wanted:
            continue
        system = sources[0].load_class()()
        missing = system.missing()
        if missing is not None:
            print(f"{name:<22} {missing}")
        elif not set(system.languages) or "id" in set(system.languages):
            yield name


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Speed of every installed system.")
    parser.add_argument("systems", nargs="*", metavar="SYSTEM")
    parser.add_argument("--text", type=Path, metavar="FILE")
    parser.add_argument("--only", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(measured(options.only, options.text)))
        return 0
    kept = True
    print(f"{'system':<22} {'MB a second':>12} {'to plain pair':>14} {'load seconds':>13}")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    for name in (PAIR, LIMITED, *names_of(options.systems)):
        command = [sys.executable, __file__, "--only", name, *(["--text", str(options.text)] if options.text else [])]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if done.returncode:
            print(f"{name:<22} failed: {done.stderr.strip().splitlines()[-1:]}")
            kept = False
            continue
        row = json.loads(done.stdout.strip().splitlines()[-1])
        slow = name == LIMITED and row["speed"] < LEAST_MEGABYTES and row["ratio"] < LEAST_RATIO
        kept = kept and not slow
        print(
            f"{name:<22} {row['speed']:>12.3f} {row['ratio']:>14.3f} {row['load']:>13.1f}"
            + (f"   UNDER {LEAST_MEGABYTES:g} MB a second and {LEAST_RATIO:.2f} of the plain pair" if slow else "")
        )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
