"""Leaderboards, comparisons and the gate, as people and machines read them."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from synthetic_runs import run_of

from benchmark.comparing import ErrorChanges, Outcome, changed_errors, compare, gate
from benchmark.leaderboards import leaderboard, with_intervals
from benchmark.reporting.comparisons import changes_table, comparisons_table, errors_table, gate_table, names_apart, sentence
from benchmark.reporting.junit import gate_as_junit
from benchmark.reporting.machine import as_json, comparisons_as_object, gate_as_object, runs_as_json
from benchmark.reporting.tables import RateCell, Table, breakdown_table, leaderboard_table, percent, scores_table, write_table, write_tables

FORMS = ["table", "md", "csv", "latex"]
GOLDEN = Path(__file__).parents[1] / "golden"
HOSTILE = "a|b<script>\x1b[31m\u202e`*"


@pytest.fixture(scope="module")
def runs():
    """Three systems: one clearly better, one that failed twice, one that attempts a layer only."""
    return [
        run_of("rules", [3, 4] * 20, layers=("entities", "money"), seconds=2.0, load_seconds=0.5, characters=40_000, peak_mib=81.3),
        run_of("floor", [1, 0] * 20, layers=("entities", "money"), failed=2),
        run_of("tagger", [3, 4, 4, 3] * 10),
    ]


def rows_of(text):
    """A CSV table as dictionaries."""
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("rate", "shown"),
    [
        pytest.param(None, "–", id="undefined"),
        pytest.param(0.0, "0.0", id="zero is not undefined"),
        pytest.param(1.0, "100.0", id="one"),
        pytest.param(2 / 3, "66.7", id="rounded"),
    ],
)
def test_rates_are_percent_with_one_decimal(rate, shown):
    assert percent(rate) == shown


@pytest.mark.parametrize(("rate", "shown"), [(0.012, "+1.2"), (-0.012, "-1.2"), (-0.0001, "+0.0"), (None, "–")])
def test_differences_have_a_sign_and_never_minus_nothing(rate, shown):
    assert percent(rate, signed=True) == shown


@pytest.mark.parametrize("output", [*FORMS, "narrow"])
def test_a_leaderboard_in_each_form(runs, output):
    table = leaderboard_table(leaderboard(runs), title="invented: 40 documents")
    text = write_table(table, "table", width=100) if output == "narrow" else write_table(table, output)
    assert text + "\n" == (GOLDEN / f"leaderboard.{output}").read_text(encoding="utf-8")


def test_a_leaderboard_as_csv_holds_each_number_in_a_column_of_its_own(runs):
    first, second, _ = rows_of(write_table(leaderboard_table(leaderboard(runs)), "csv"))
    assert first["system"] == "rules"
    assert (first["entities strict"], first["entities strict low"], first["entities strict high"]) == ("87.5", "83.8", "91.2")
    assert (first["entities strict first rank"], first["entities strict last rank"]) == ("1", "2")
    assert (first["characters/s"], first["documents"], first["layers"]) == ("20000", "40/40", "2/2")
    assert (second["system"], second["money value"], second["money value low"], second["layers"]) == ("tagger", "", "", "1/2")


def test_a_leaderboard_in_latex_is_a_tabular_with_its_notes_as_comments(runs):
    text = write_table(leaderboard_table(leaderboard(runs), title="100 % ours"), "latex")
    assert text.startswith("% 100 % ours\n\\begin{tabular}{ll")
    assert all(line.startswith("% ") for line in text.partition("\\end{tabular}\n")[2].splitlines())


def test_one_system_has_no_ranks(runs):
    assert "(1" not in write_table(leaderboard_table(leaderboard(runs[:1])), "table")


def test_systems_that_were_not_given_every_document_are_marked(runs):
    table = leaderboard_table(leaderboard([replace(runs[0], not_given=3)]))
    assert "40/40*" in table.rows[0]
    assert any(note.startswith("* marks") for note in table.notes)


def test_a_breakdown_has_a_column_for_each_system_and_tells_builds_apart():
    first = run_of("a", [1] * 40, labels={"ORG": [4] * 40}, version="1")
    table = breakdown_table([first, run_of("a", [2] * 40, labels={"ORG": [1] * 40}, version="2")], "label")
    assert table.columns == ("layer", "metric", "label", "a@2", "a@1")
    assert [str(cell) for cell in table.rows[0]] == [
        "entities",
        "strict",
        "ORG",
        "25.0 [25.0, 25.0] (2)",
        "100.0 [100.0, 100.0] (1)",
    ]


def test_scores_list_counts_and_rates_by_label():
    run = run_of("a", [1, 2] * 20, labels={"ORG": [4] * 40})
    table = scores_table({"entities": {"strict": with_intervals(run, "entities", "strict")}}, labels=True)
    assert [row[2] for row in table.rows] == ["", "(macro)", "ORG"]
    assert table.rows[0][3:10] == ("60", "160", "60", "160", "37.5", "37.5", "37.5")
    assert table.rows[1][3] == "–"


@pytest.mark.parametrize("output", FORMS)
def test_a_table_without_rows_is_written_all_the_same(output):
    assert "system" in write_table(Table(("system", "documents"), ()), output)


@pytest.mark.parametrize("output", FORMS)
def test_names_from_outside_stand_as_text(output):
    text = write_table(Table(("system", HOSTILE), ((HOSTILE, "1"),), HOSTILE, (HOSTILE,)), output)
    if output == "csv":
        assert next(csv.reader(io.StringIO(text)))[1] == HOSTILE
        return
    assert "\x1b" not in text
    assert "\u202e" not in text
    if output == "md":
        assert "<script" not in text
        assert "a\\|b&lt;script>" in text


def test_verdicts_are_coloured_only_where_colour_is_wanted():
    table = Table(("system", "verdict"), (("a", "better"), ("b", "worse"), ("c", "not separable")))
    assert "\x1b" not in write_table(table, "table")
    assert "\x1b[32mbetter\x1b[0m" in write_table(table, "table", colour=True)
    assert "\x1b" not in write_table(table, "md", colour=True)


def test_two_columns_of_one_name_keep_their_own_cells_in_csv():
    assert write_table(Table(("layer", "layer"), (("a", "b"),)), "csv") == "layer,layer\na,b"


def test_an_interval_that_some_row_lacks_is_an_empty_cell_in_csv():
    text = write_table(Table(("f1",), ((RateCell(0.5, (0.4, 0.6)),), (RateCell(0.5),), (RateCell(None),))), "csv")
    assert text == "f1,f1 low,f1 high\n50.0,40.0,60.0\n50.0,,\n,,"


def test_several_tables_are_one_sheet_of_csv_that_says_what_each_row_is_of():
    one = Table(("system", "f1"), (("a", RateCell(0.5)), ("b", RateCell(None))), group=(("split", "dev"),))
    other = Table(("system", "f1", "split"), (("a", RateCell(0.4, (0.3, 0.5)), "–"),), group=(("split", "test"),))
    text = write_tables([one, other], "csv")
    assert text == "split,system,f1,f1 low,f1 high,split\ndev,a,50.0,,,\ndev,b,,,,\ntest,a,40.0,30.0,50.0,"
    assert write_tables([one, other], "md") == f"{write_table(one, 'md')}\n\n{write_table(other, 'md')}"


def test_json_holds_full_floats_and_null(runs):
    document = json.loads(runs_as_json([run_of("a", [1, 2, 3] * 10, gold=7)], runs[0].signature))
    micro = document["systems"][0]["layers"]["entities"]["strict"]["micro"]
    assert (micro["right"], micro["predicted"], micro["found"], micro["gold"]) == (60, 210, 60, 210)
    assert micro["f1"] == 60 / 210
    assert micro["ci95"]["f1"][0] < micro["f1"] < micro["ci95"]["f1"][1]
    empty = json.loads(runs_as_json([run_of("a", [0, 0], gold=0)], runs[0].signature))
    micro = empty["systems"][0]["layers"]["entities"]["strict"]["micro"]
    assert (micro["precision"], micro["recall"], micro["f1"], "ci95" in micro) == (None, None, None, False)


def test_json_has_the_shape_that_others_rely_on(runs):
    document = json.loads(runs_as_json(runs, runs[0].signature))
    assert list(document) == ["linimasa", "signature", "systems"]
    assert document["signature"] == {"corpus": "invented@1.0.0#abcdef", "documents": 40, "profile": "linimasa", "scorer": 1}
    system = document["systems"][0]
    assert {name: system[name] for name in ("system", "version", "documents", "failed", "seconds")} == {
        "system": "rules",
        "version": "1",
        "documents": 40,
        "failed": 0,
        "seconds": 2.0,
    }
    assert set(system["layers"]["entities"]["strict"]) == {"micro", "labels"}
    assert "seconds" not in document["systems"][1]


def test_a_comparison_says_the_difference_and_the_verdict(runs):
    table = comparisons_table(compare(runs[:2]))
    assert table.columns == ("layer", "metric", "documents", "rules", "floor", "difference", "p (Holm)", "verdict")
    assert [str(cell) for cell in table.rows[0]] == [
        "entities",
        "strict",
        "40",
        "87.5",
        "12.5",
        "-75.0 [-82.5, -67.5]",
        "0.0001",
        "worse",
    ]


def test_a_comparison_of_three_names_both_sides_of_each_row(runs):
    table = comparisons_table(compare(runs))
    assert table.columns[:5] == ("layer", "metric", "first", "second", "documents")
    assert [row[2:4] for row in table.rows[:3]] == [("rules@1", "floor@1"), ("rules@1", "tagger@1"), ("floor@1", "tagger@1")]
    not_attempted = [str(cell) for cell in table.rows[4]]
    assert not_attempted == ["money", "value", "rules@1", "tagger@1", "0", "87.5", "–", "–", "–", "–"]


@pytest.mark.parametrize(
    ("systems", "names"),
    [
        ([("a", "1"), ("b", "1")], ["a", "b"]),
        ([("a", "1"), ("a", "2")], ["a@1", "a@2"]),
        ([("a", "1"), ("a", "1")], ["a@1 (1)", "a@1 (2)"]),
    ],
)
def test_runs_are_named_by_what_sets_them_apart(systems, names):
    assert names_apart(tuple(run_of(system, [1], version=version) for system, version in systems)) == names


def test_a_comparison_as_json(runs):
    changes = ErrorChanges((Outcome("d", "entities", "missed", (0, 4, "ORG")),), (), Counter({("entities", "type"): 2}))
    document = json.loads(as_json([comparisons_as_object(compare([runs[0], runs[2]]), changes)]))
    attempted, not_attempted = document["comparisons"]
    assert attempted | {"p": 0, "p_holm": 0, "ci95": []} == {
        "layer": "entities",
        "metric": "strict",
        "first": "rules@1",
        "second": "tagger@1",
        "documents": 40,
        "f1": [0.875, 0.875],
        "difference": 0.0,
        "ci95": [],
        "p": 0,
        "p_holm": 0,
        "verdict": "not separable",
    }
    assert (not_attempted["f1"], not_attempted["difference"], not_attempted["verdict"]) == ([0.875, None], None, None)
    assert document["errors"]["lost"] == [
        {"document": "d", "layer": "entities", "kind": "missed", "gold": {"start": 0, "end": 4, "label": "ORG"}, "predicted": None}
    ]
    assert document["errors"]["kept"] == [{"layer": "entities", "kind": "type", "number": 2}]


TEXT = "Rapat selesai. PT Maju menunjuk Sari kemarin. Lalu bubar.\nBaris baru"


def test_changed_errors_stand_with_their_sentence():
    first = [Outcome("d", "entities", "missed", (15, 22, "ORG")), Outcome("e", "entities", "missed", (0, 3, "ORG"))]
    second = [Outcome("d", "entities", "spurious", None, (32, 36, "ORG"), "no mention")]
    changes = changed_errors(first, second)
    table = errors_table(changes, {"d": TEXT})
    assert table.rows[0] == (
        "gained",
        "entities",
        "spurious",
        "d:32-36",
        "–",
        "ORG Sari",
        "no mention",
        "PT Maju menunjuk ⟦Sari⟧ kemarin.",
    )
    assert table.rows[1][:5] == ("lost", "entities", "missed", "d:15-22", "ORG PT Maju")
    # A text that may not be shown is not: the span stands without context.
    assert table.rows[2][4:] == ("ORG 0-3", "–", "", "–")
    assert changes_table(changes).rows == (("entities", "missed", "2", "0", "0"), ("entities", "spurious", "0", "1", "0"))


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        pytest.param(0, 5, "⟦Rapat⟧ selesai.", id="at the beginning"),
        pytest.param(58, 63, "⟦Baris⟧ baru", id="on the last line"),
        pytest.param(46, 50, "⟦Lalu⟧ bubar.", id="up to the end of a line"),
    ],
)
def test_the_sentence_around_a_span(start, end, shown):
    assert sentence(TEXT, Outcome("d", "entities", "missed", (start, end, "ORG"))) == shown


def test_long_sentences_are_cut_on_both_sides():
    text = "a" * 300 + "NAME" + "b" * 300
    assert sentence(text, Outcome("d", "entities", "missed", (300, 304, "ORG"))) == f"…{'a' * 120}⟦NAME⟧{'b' * 120}…"


@pytest.fixture(scope="module")
def regression():
    """A gate on which one layer fell and documents are gone."""
    baseline = run_of("rules", [3, 4] * 20, layers=("entities", "money"))
    run = run_of(f"rules{HOSTILE}", [2, 3] * 20, layers=("entities", "events"), version="2")
    return gate(run, baseline)


def test_the_gate_as_a_job_summary_in_markdown(regression):
    assert write_table(gate_table(regression), "md") + "\n" == (GOLDEN / "gate.md").read_text(encoding="utf-8")


def test_the_gate_as_json(regression):
    document = json.loads(as_json([gate_as_object(regression)]))
    assert (document["passed"], document["max_drop"]) == (False, 0.005)
    assert [(check["check"], check["outcome"], check["passed"]) for check in document["checks"]] == [
        ("entities strict", "fell", False),
        ("money value", "gone", False),
        ("events trigger", "new", True),
    ]


def test_the_gate_as_junit(regression):
    root = ElementTree.fromstring(gate_as_junit(regression))
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    cases = root.findall("testsuite/testcase")
    assert [(case.get("name"), case.find("failure") is not None) for case in cases] == [
        ("entities strict", True),
        ("money value", True),
        ("events trigger", False),
    ]
    failure = cases[0].find("failure")
    assert failure.get("type") == "fell"
    assert "F1 87.5 in the baseline, 62.5 in the run, change -25.0 [-25.0, -25.0] points, 40 documents" in failure.text
