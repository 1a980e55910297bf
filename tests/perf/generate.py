"""Writes a corpus of any size for measurements: documents of 40 spans, as JSON lines.

python tests/perf/generate.py 200000 corpus.jsonl
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

__all__ = ["write_corpus"]

NAMES = ("Meta", "Bank Samudra", "Larkspur Group", "Hasan Abdullah", "Maria Sihombing", "Temasek")
SPANS = 40


def write_corpus(documents: int, path: Path, *, seed: int = 7) -> None:
    """Each span is a name or an amount among filler words; the same bytes for the same seed."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for number in range(documents):
            file.write(json.dumps(_document(number, chance), separators=(",", ":")) + "\n")


def _document(number: int, chance: random.Random) -> dict[str, object]:
    parts: list[str] = []
    length = 0
    entities, money = [], []
    for _ in range(SPANS):
        filler = "kemarin " + "dan " * chance.randint(1, 3)
        if chance.random() < 0.75:
            surface = chance.choice(NAMES)
            entities.append({"start": length + len(filler), "end": length + len(filler) + len(surface), "type": "ORG"})
        else:
            amount = chance.randint(1, 900)
            surface = f"Rp {amount} miliar"
            place = length + len(filler)
            money.append({"start": place, "end": place + len(surface), "currency": "IDR", "amount": f"{amount}000000000"})
        parts += [filler, surface, " "]
        length += len(filler) + len(surface) + 1
    return {"id": f"d{number:06d}", "lang": "id", "dct": "2025-08-20", "text": "".join(parts), "entities": entities, "money": money}


if __name__ == "__main__":
    write_corpus(int(sys.argv[1]), Path(sys.argv[2]))
