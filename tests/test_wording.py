"""How messages count things and list names."""

from __future__ import annotations

import pytest

from benchmark.wording import counted, listed

LETTERS = "lkjihgfedcba"


@pytest.mark.parametrize(("number", "said"), [(0, "0 documents"), (1, "1 document"), (2, "2 documents")])
def test_one_is_no_plural(number: int, said: str) -> None:
    assert counted(number, "document") == said


@pytest.mark.parametrize(
    ("names", "most", "near", "said"),
    [
        pytest.param([], 10, "", "", id="none"),
        pytest.param("ba", 10, "b", "a, b", id="few stay in order"),
        pytest.param(LETTERS, 12, "", "a, b, c, d, e, f, g, h, i, j, k, l", id="as many as fit"),
        pytest.param(LETTERS, 3, "", "a, b, c and 9 more", id="more than fit"),
        pytest.param(["aa", "bb", "rules", "zz"], 2, "Rule", "rules, aa and 2 more", id="the nearest first, whatever its case"),
        pytest.param(["aa", "RULES", "bb", "rules", "zz"], 3, "rules", "RULES, rules, aa and 2 more", id="two that differ in case"),
    ],
)
def test_names_are_listed_as_far_as_they_fit(names: list[str], most: int, near: str, said: str) -> None:
    assert listed(names, most=most, near=near) == said
