"""Agreement between two annotations."""

from __future__ import annotations

import pytest

from benchmark.agreement import agreement
from benchmark.errors import UsageError
from benchmark.records import Entity, GoldDocument


def document(*types: str, id: str = "d") -> GoldDocument:  # noqa: A002
    return GoldDocument(id=id, entities=tuple(Entity(place, place + 1, kind) for place, kind in enumerate(types) if kind))


def test_kappa_is_what_is_left_after_chance() -> None:
    # Observed 3 of 4; by chance (2/4)(1/4) + (2/4)(3/4) = 1/2.
    found = agreement([document("A", "A", "B", "B")], [document("A", "B", "B", "B")])
    assert found.kappa["entities"] == (pytest.approx(0.5), 4)
    assert found.scores["entities"]["strict"].micro.f1 == pytest.approx(0.75)


def test_only_spans_that_both_have_count_for_kappa() -> None:
    found = agreement([document("A", "B", "A")], [document("A", "B", "")])
    assert found.kappa["entities"] == (pytest.approx(1.0), 2)
    assert found.scores["entities"]["strict"].micro.f1 == pytest.approx(0.8)


def test_one_type_throughout_leaves_nothing_to_agree_on() -> None:
    assert agreement([document("A", "A")], [document("A", "A")]).kappa["entities"] == (None, 2)


def test_a_document_that_one_side_lacks_is_named() -> None:
    with pytest.raises(UsageError, match="d2"):
        agreement([document("A"), document("A", id="d2")], [document("A")])
