"""docs/reproduced.md is what the data gives today, and its figures are the published ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reproduce import coreference, hipe, tempeval

PAGE = Path(__file__).parent.parent.parent / "docs" / "reproduced.md"

pytestmark = pytest.mark.reference


@pytest.mark.parametrize("section", [hipe, tempeval, coreference])
def test_a_section_of_the_page_is_what_is_computed(reference: Path, section) -> None:  # type: ignore[no-untyped-def]
    assert section(reference) in PAGE.read_text(encoding="utf-8")


def test_no_difference_is_more_than_rounding() -> None:
    page = PAGE.read_text(encoding="utf-8")
    ends = re.findall(r"\| ([+-]?\d+\.\d+) \|$", page.split("## Coreference")[0], flags=re.MULTILINE)
    assert len(ends) == 29
    assert max(abs(float(end)) for end in ends) <= 0.005
