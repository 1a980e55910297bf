"""Every system that comes along keeps every promise; so may any other, by the same four lines."""

from __future__ import annotations

import pytest

from benchmark.conformance import Check, Effort, Subject, parametrize_with_checks
from benchmark.describing import describe_system
from benchmark.extractors import find_systems

QUICK = {"regex"}
SLOW = {"stanza"}
MEDIUM = Effort(random_texts=60, long_text=10_000, documents=1)
SMALL = Effort(random_texts=10, long_text=3_000, documents=1)


def here() -> set[str]:
    """Those of our systems that can run here."""
    ours = {name: places[0] for name, places in find_systems().items() if places[0].comes_along}
    return {name for name, source in ours.items() if describe_system(source).missing is None}


@parametrize_with_checks(sorted(here() & QUICK), effort=Effort(documents=2))
def test_a_quick_system_of_ours_keeps_the_contract(system: Subject, check: Check) -> None:
    check(system)


@parametrize_with_checks(sorted(here() - QUICK - SLOW), effort=MEDIUM)
def test_a_system_of_ours_keeps_the_contract(system: Subject, check: Check) -> None:
    check(system)


@pytest.mark.slow
@parametrize_with_checks(sorted(here() & SLOW), effort=SMALL)
def test_a_slow_system_of_ours_keeps_the_contract_on_small_texts(system: Subject, check: Check) -> None:
    check(system)
