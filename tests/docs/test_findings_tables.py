"""The findings' tables: they stand between their marks, the prose stays, and of the article nothing is written but what is asked after."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from synthetic_runs import run_of

from benchmark.records import Entity, GoldDocument, Money, Prediction, Timex

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
TEXT = "Pada tahun lalu, ia membayar $14,3 miliar tunai kepada Bulan Sabit."


@pytest.fixture(scope="module")
def tables() -> ModuleType:
    spec = importlib.util.spec_from_file_location("findings_tables", ROOT / "docs" / "findings_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["findings_tables"] = module  # Its records look their module up by name.
    spec.loader.exec_module(module)
    return module


def span(surface: str) -> tuple[int, int]:
    start = TEXT.index(surface)
    return start, start + len(surface)


def test_a_block_is_written_between_its_marks_and_nothing_else_changes(tables: ModuleType) -> None:
    page = "Before.\n<!-- one -->\nold\n<!-- /one -->\nBetween.\n<!-- two -->\n<!-- /two -->\nAfter.\n"
    written = tables.with_blocks(page, {"one": "| a |"})
    assert written == "Before.\n<!-- one -->\n\n| a |\n\n<!-- /one -->\nBetween.\n<!-- two -->\n<!-- /two -->\nAfter.\n"
    assert tables.with_blocks(written, {"one": "| a |"}) == written


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<!-- one -->", id="no closing mark"),
        pytest.param("<!-- /one --> <!-- one -->", id="the wrong order"),
        pytest.param("<!-- one --> <!-- /one --> <!-- one --> <!-- /one -->", id="twice"),
    ],
)
def test_marks_that_are_not_there_once_are_named(tables: ModuleType, page: str) -> None:
    with pytest.raises(ValueError, match="<!-- one -->"):
        tables.with_blocks(page, {"one": ""})


def test_the_page_has_marks_for_every_block_and_every_block_is_filled(tables: ModuleType) -> None:
    names = ["runs", "winners", "boards", "error counts", *(f"errors of {system}" for system in tables.SYSTEMS), "article"]
    assert re.findall(r"<!-- ([^/].*?) -->", PAGE) == re.findall(r"<!-- /(.*?) -->", PAGE)
    assert sorted(re.findall(r"<!-- /(.*?) -->", PAGE)) == sorted(names)
    for name in names:
        assert re.search(rf"<!-- {name} -->\n\n\S", PAGE), f"{name}: `make findings` fills it"


def test_each_language_is_ranked_among_the_systems_that_read_it(tables: ModuleType) -> None:
    languages = ["id"] * 10 + ["en"] * 2
    good = run_of("good", [4] * 12, languages=languages)
    poor = run_of("poor", [1] * 12, languages=languages)
    rows = tables.winners([[poor, good]]).splitlines()[2:]
    assert [row.split(" | ")[0].strip("| ") for row in rows] == ["Indonesian", "English", "all three"]
    assert rows[0].endswith("| good |")
    assert rows[1].endswith("| good, poor |")


def test_errors_are_listed_with_what_gold_has_and_what_was_said(tables: ModuleType) -> None:
    gold = GoldDocument(
        id="d",
        lang="id",
        text=TEXT,
        entities=(Entity(*span("Bulan Sabit"), "ORG"),),
        money=(Money(*span("$14,3 miliar"), "USD", "14300000000"),),
    )
    said = Prediction(id="d", entities=(Entity(*span("Bulan Sabit"), "LOC"),), money=(Money(*span("$14,3"), "USD", "14.3"),))
    table = tables.telling_errors({layer: ([gold], [said]) for layer in ("entities", "money")})
    assert "| entities | ORG taken for LOC | 1 | `Bulan Sabit` |" in table
    assert "| money | USD with another span and value | 1 | `$14,3` for `$14,3 miliar` |" in table


def test_of_the_article_only_the_expression_is_written(tables: ModuleType) -> None:
    asked = Money(*span("$14,3 miliar"), "USD", "14300000000")
    longer, _ = span("membayar $14,3")
    _, end = span("tunai")
    wider = Timex(longer, end, "DATE", "2025-03-14")
    prediction = Prediction(id="d", timexes=(wider,), money=(Money(*span("$14,3"), "USD", "14.3"),))
    cells = list(tables.answers_to("$14,3 miliar", "money", asked, ("timexes", "money"), prediction))
    assert cells == [
        ("itself and 9 characters before and 6 characters after", "DATE", "`2025-03-14`", "another layer"),
        ("`$14,3`", "USD", "`14.3`", "span and value differ"),
    ]


def test_silence_is_told_from_a_layer_that_is_not_attempted(tables: ModuleType) -> None:
    asked = Timex(*span("tahun lalu"), "DATE", "2024")
    for attempted, verdict in ((("timexes",), "missed"), (("money",), "does not attempt timexes")):
        cells = list(tables.answers_to("tahun lalu", "timexes", asked, attempted, Prediction(id="d")))
        assert [cell[-1] for cell in cells] == [verdict]


def test_the_five_expressions_are_annotated_in_gold(tables: ModuleType) -> None:
    gold = msgspec.json.decode((ROOT / "gold" / "documents" / f"{tables.ARTICLE}.json").read_bytes(), type=GoldDocument)
    for expression in tables.EXPRESSIONS:
        assert tables.expression_of(gold, expression)[1].text == expression
