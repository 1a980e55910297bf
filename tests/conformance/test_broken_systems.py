"""Deliberately broken systems: each fails exactly the checks named beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmark.conformance import CHECKS, Effort, Outcome, run_checks, subject_of

BROKEN = Path(__file__).parent / "broken"
SMALL = Effort(random_texts=20, long_text=12_000, documents=2, timeout=10.0, import_seconds=1.0, load_seconds=1.0, memory_gib=0.5)
IMPATIENT = replace(SMALL, timeout=0.3)
FICKLE = {"same answer twice", "same answer in another order", "same answer in another process", "same answer in batches"}

FAILED = {
    "sound": set(),
    "speechless": {"declarations"},
    "language": {"declarations"},
    "undocumented_option": {"options"},
    "ill_typed_option": {"options"},
    "misspelt_label": {"label map"},
    "empty": {"empty text"},
    "white_space": {"white space"},
    "one_character": {"one character"},
    "emoji": {"emoji and combining marks"},
    "impossible": {"impossible dates and amounts"},
    "right_to_left": {"right-to-left text"},
    "decomposed": {"NFC and NFD"},
    "line_ends": {"CRLF", "random texts"},
    "timeless": {"no creation time"},
    "picky": {"real documents"},
    "random_text": {"random texts"},
    "slow": {"long text"},
    "no_answer": {"empty text"},
    "ends_the_process": {"empty text"},
    "tuples": {"records only"},
    "float_offsets": {"field types"},
    "undeclared_layer": {"declared layers"},
    "undeclared_label": {"declared labels"},
    "unmapped_label": {"declared labels"},
    "timex_type": {"declared labels"},
    "beyond_the_end": {"offsets inside the text"},
    "utf16": {"offsets inside the text", "offsets in code points", "tight slices"},
    "bytes": {"offsets in code points", "offsets inside the text", "tight slices"},
    "loose": {"tight slices"},
    "nothing_covered": {"tight slices"},
    "value": {"values"},
    "currency": {"values"},
    "dangling": {"references"},
    "same_id": {"references"},
    "meddling": {"document unchanged"},
    "dice": FICKLE,
    "hashes": {"same answer in another process"},
    "first_impression": {"same answer in another order", "same answer in batches"},
    "memory_of_texts": {"same answer twice"},
    "peeking": {"no look at gold"},
    "calling": {"declared network"},
    "heavy_import": {"light import"},
    "slow_load": {"load time"},
    "greedy": {"memory"},
}


def outcomes_of(name: str) -> list[Outcome]:
    return list(run_checks(subject_of(f"{BROKEN / name}.py:Broken", effort=IMPATIENT if name == "slow" else SMALL)))


def test_every_broken_system_is_in_the_table() -> None:
    assert sorted(FAILED) == sorted(path.stem for path in BROKEN.glob("*.py"))


def test_every_check_is_failed_by_some_system() -> None:
    assert set.union(*FAILED.values()) == {check.name for check in CHECKS}


@pytest.mark.parametrize(("name", "failed"), FAILED.items(), ids=FAILED)
def test_a_broken_system_fails_exactly_the_checks_named_beside_it(name: str, failed: set[str]) -> None:
    outcomes = outcomes_of(name)
    assert {outcome.check.name: outcome.why for outcome in outcomes if outcome.result == "failed"}.keys() == failed, [
        (outcome.check.name, outcome.why) for outcome in outcomes if outcome.result == "failed"
    ]
    assert [outcome.check for outcome in outcomes] == CHECKS
    assert all(outcome.why for outcome in outcomes if outcome.result != "passed")
