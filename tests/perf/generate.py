"""Writes a corpus of any size for measurements: documents of 40 spans, as JSON lines; and makes up what systems answer to it.

python tests/perf/generate.py 200000 corpus.jsonl
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmark.records import Entity, GoldDocument, Money, Prediction, Timex

__all__ = ["answers_of", "documents_of", "write_corpus"]

NAMES = {
    "Meta": "ORG",
    "Bank Samudra": "ORG",
    "Larkspur Group": "ORG",
    "Hasan Abdullah": "PERSON",
    "Maria Sihombing": "PERSON",
    "Semarang": "GPE",
    "Temasek": "ORG",
    "Behemoth": "PRODUCT",
}
TYPES = sorted(set(NAMES.values()))
LANGUAGES = ("id", "en", "vi")
SPANS = 40


def write_corpus(documents: int, path: Path, *, seed: int = 7) -> None:
    """Each span is a name, a date or an amount among filler words; the same bytes for the same seed."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for number in range(documents):
            file.write(json.dumps(_document(number, chance), separators=(",", ":")) + "\n")


def documents_of(path: Path) -> list[GoldDocument]:
    """The documents of a corpus that was written."""
    import msgspec

    return list(msgspec.json.Decoder(GoldDocument).decode_lines(path.read_bytes()))


def answers_of(system: int, gold: Sequence[GoldDocument], *, seed: int = 7) -> list[Prediction]:
    """What the invented system of that number answers: better ones err less, and all kinds of errors are made."""
    chance = random.Random(seed * 1_000 + system)
    skill = 0.6 + 0.35 * chance.random()
    return [_answer(document, chance, skill) for document in gold]


def _answer(document: GoldDocument, chance: random.Random, skill: float) -> Prediction:
    entities: list[Entity] = []
    for one in document.entities or ():
        if chance.random() < skill:
            entities.append(one)
            continue
        what = chance.random()
        if what < 0.35:
            continue
        start, end = (one.start - 4, one.end) if what < 0.6 else (one.start, one.end)
        entities.append(Entity(start, end, chance.choice(TYPES) if what >= 0.6 else one.type))
    for _ in range(chance.randint(0, 4)):
        start = chance.randint(0, len(document.text or "") - 12)
        entities.append(Entity(start, start + chance.randint(3, 9), chance.choice(TYPES)))
    timexes = [
        one if chance.random() < skill else Timex(one.start, one.end, one.type, f"2024-{chance.randint(1, 12):02}-01")
        for one in document.timexes or ()
        if chance.random() < 0.5 + skill / 2
    ]
    money = [
        one if chance.random() < skill else Money(one.start, one.end, "USD", one.amount)
        for one in document.money or ()
        if chance.random() < 0.5 + skill / 2
    ]
    return Prediction(id=document.id, entities=tuple(entities), timexes=tuple(timexes), money=tuple(money))


def _document(number: int, chance: random.Random) -> dict[str, object]:
    parts: list[str] = []
    length = 0
    spans: dict[str, list[dict[str, object]]] = {"entities": [], "timexes": [], "money": []}
    for _ in range(SPANS):
        filler = "kemarin " + "dan " * chance.randint(1, 3)
        surface, layer, fields = _annotation(chance)
        place = {"start": length + len(filler), "end": length + len(filler) + len(surface)}
        spans[layer].append({**place, **fields})
        parts += [filler, surface, " "]
        length += len(filler) + len(surface) + 1
    head = {"id": f"d{number:06d}", "lang": LANGUAGES[number % len(LANGUAGES)], "dct": "2025-08-20", "text": "".join(parts)}
    return {**head, **spans}


def _annotation(chance: random.Random) -> tuple[str, str, dict[str, object]]:
    """A surface with its layer and what gold says of it."""
    what = chance.random()
    if what < 0.7:
        surface = chance.choice(list(NAMES))
        return surface, "entities", {"type": NAMES[surface]}
    if what < 0.85:
        amount = chance.randint(1, 900)
        return f"Rp {amount} miliar", "money", {"currency": "IDR", "amount": f"{amount}000000000"}
    day = chance.randint(1, 28)
    return f"{day} Juli 2025", "timexes", {"type": "DATE", "value": f"2025-07-{day:02}"}


if __name__ == "__main__":
    write_corpus(int(sys.argv[1]), Path(sys.argv[2]))
