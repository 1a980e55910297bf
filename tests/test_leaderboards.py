"""Leaderboards: rank ranges, intervals, breakdowns, and what is never ranked together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic_runs import run_of, signature_of

from benchmark.comparing import compare_part
from benchmark.errors import DataError, IncomparableError, UnknownNameError, UsageError
from benchmark.leaderboards import Part, leaderboard, rank, read_counts, with_intervals
from benchmark.metrics.rates import score_of
from benchmark.records import Counts

STRICT = Part("entities", "strict")
SIX = [1, 2, 3, 0, 4, 2]


def ranks_of(board, layer="entities", key=""):
    """Of each system its range of ranks."""
    (ranking,) = (ranking for ranking in board.rankings if (ranking.part.layer, ranking.part.key) == (layer, key))
    return {run.system: ranks for run, ranks in zip(board.runs, ranking.ranks, strict=True)}


def test_systems_that_are_clearly_apart_have_one_rank_each():
    runs = [run_of(name, [right] * 40) for name, right in (("worst", 1), ("best", 4), ("middle", 2))]
    assert ranks_of(leaderboard(runs)) == {"best": (1, 1), "middle": (2, 2), "worst": (3, 3)}


def test_systems_that_chance_could_exchange_share_their_ranks():
    one = [1, 3] * 20
    runs = [run_of("one", one), run_of("other", one[::-1]), run_of("worst", [0] * 40)]
    assert ranks_of(leaderboard(runs)) == {"one": (1, 2), "other": (1, 2), "worst": (3, 3)}


def test_the_correction_is_over_the_pairs_of_one_layer():
    # Better on six of six documents: p = 2 / 64 for the pair; with three pairs it does not hold.
    pair = [run_of("a", [2] * 6), run_of("b", [3] * 6)]
    assert ranks_of(leaderboard(pair)) == {"a": (2, 2), "b": (1, 1)}
    assert ranks_of(leaderboard([*pair, run_of("c", [2, 3] * 3)])) == {"a": (1, 3), "b": (1, 3), "c": (1, 3)}


def test_a_frame_has_full_floats_with_their_intervals():
    run = run_of("a", [1, 2, 3] * 20, gold=7)
    row = leaderboard([run]).frame().iloc[0]
    interval = with_intervals(run, "entities", "strict").micro.ci95["f1"]
    assert (row["f1"], row["low"], row["high"], row["rank_first"], row["rank_last"]) == (2 / 7, *interval, 1, 1)


def test_ranks_are_the_same_from_probabilities_that_are_known():
    runs = [run_of(name, [right] * 20 + [2] * 20) for name, right in (("a", 1), ("b", 3), ("c", 4))]
    (computed,) = rank(runs, [STRICT])
    known = {STRICT: {(one, other): compare_part(runs[one], runs[other], STRICT).difference.p for one, other in ((0, 1), (0, 2), (1, 2))}}
    assert rank(runs, [STRICT], known) == [computed]


def test_runs_stand_best_first():
    runs = [run_of(name, [right] * 12) for name, right in (("b", 1), ("a", 4), ("c", 2))]
    assert [run.system for run in leaderboard(runs).runs] == ["a", "c", "b"]


def test_a_layer_that_is_not_attempted_is_neither_scored_nor_ranked():
    runs = [run_of("both", [3] * 12, layers=("entities", "money")), run_of("one", [1] * 12, layers=("money",))]
    board = leaderboard(runs)
    assert ranks_of(board, "entities") == {"both": (1, 1), "one": None}
    frame = board.frame().set_index(["layer", "system"])
    assert not frame.loc[("entities", "one"), "attempted"]
    assert pd.isna(frame.loc[("entities", "one"), "f1"])
    assert frame.loc[("money", "one"), "f1"] == 0.25


def test_runs_over_different_documents_are_not_paired():
    whole = run_of("all", [4] * 40, languages=["id", "en"] * 20)
    part = run_of("english", [1] * 40, languages=["id", "en"] * 20)
    kept = tuple(name for name in part.names if part.languages[name] == "en")
    part = replace(part, names=kept, table=part.table[part.table["document"].isin(kept)], not_given=20)
    assert ranks_of(leaderboard([whole, part])) == {"all": (1, 2), "english": (1, 2)}
    by_language = leaderboard([whole, part], by="lang")
    assert ranks_of(by_language, key="en") == {"all": (1, 1), "english": (2, 2)}
    assert ranks_of(by_language, key="id") == {"all": (1, 1), "english": None}


def test_signatures_that_differ_are_never_in_one_ranking():
    other = run_of("b", SIX, signature=signature_of(6, profile="hipe2022"))
    with pytest.raises(IncomparableError, match=r"a@1 and b@1 .* profile \(linimasa and hipe2022\)") as caught:
        leaderboard([run_of("a", SIX), other])
    assert caught.value.exit_code == 4


def test_no_runs_are_no_leaderboard():
    with pytest.raises(UsageError, match="no run"):
        leaderboard([])


@pytest.mark.parametrize("arguments", [{"by": "weather"}, {"layers": ["sentiment"]}])
def test_unknown_breakdowns_and_layers_are_named(arguments):
    with pytest.raises(UnknownNameError, match="is not known"):
        leaderboard([run_of("a", SIX)], **arguments)


def test_a_breakdown_by_label_ranks_each_label():
    first = run_of("a", [2] * 40, labels={"ORG": [4] * 40, "LAW": [0] * 40})
    second = run_of("b", [2] * 40, labels={"ORG": [1] * 40, "PER": [4] * 40})
    board = leaderboard([first, second], by="label")
    assert [ranking.part.key for ranking in board.rankings] == ["LAW", "ORG", "PER"]
    assert ranks_of(board, key="ORG") == {"a": (1, 1), "b": (2, 2)}
    frame = board.frame().set_index(["label", "system"])
    assert frame.loc[("ORG", "a"), "f1"] == 1
    assert pd.isna(frame.loc[("PER", "a"), "f1"])


def test_a_breakdown_by_document_has_rates_without_intervals_or_ranks():
    frame = leaderboard([run_of("a", SIX, gold=4)], by="document").frame()
    assert list(frame["document"]) == [f"d{place:03}" for place in range(6)]
    assert list(frame["f1"]) == [right / 4 for right in SIX]
    assert frame[["low", "high", "rank_first", "rank_last"]].isna().all(axis=None)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=10, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_documents_and_rows_does_not_matter(right, random):
    run = run_of("a", right, labels={"ORG": right[::-1]})
    names = list(run.names)
    random.shuffle(names)
    shuffled = replace(run, names=tuple(names), table=run.table.sample(frac=1, random_state=random.randrange(1_000)))
    pd.testing.assert_frame_equal(leaderboard([run]).frame(), leaderboard([shuffled]).frame())
    assert with_intervals(run, "entities", "strict") == with_intervals(shuffled, "entities", "strict")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=30), st.integers(0, 29))
def test_counts_add_over_any_partition_of_the_documents(right, cut):
    run = run_of("a", right)
    parts = [run.documents[:cut], run.documents[cut:]]
    sums = sum(run.counts("entities", ["strict"], [""], part).sum(axis=0) for part in parts)
    assert score_of(Counts(*sums[0])) == run.scores["entities"]["strict"].micro


def test_every_rate_has_its_interval():
    run = run_of("a", [1, 2, 3, 4] * 10, labels={"ORG": [1, 2, 3, 4] * 10, "PER": [4, 0] * 20})
    score = with_intervals(run, "entities", "strict")
    for of_part in (score.micro, score.macro, *score.labels.values()):
        assert set(of_part.ci95) == {"precision", "recall", "f1"}
        assert of_part.ci95["f1"][0] < of_part.f1 < of_part.ci95["f1"][1]
    assert score.labels["ORG"].ci95 == score.micro.ci95


def test_a_derived_metric_is_ranked_by_the_mean_of_its_parts(monkeypatch):
    monkeypatch.setattr("benchmark.leaderboards.derived_metrics", lambda layer: {"mean": ("strict", "exact")})
    runs = [run_of("a", [1, 3] * 20), run_of("b", [3, 4] * 20)]
    table = runs[0].table
    table.loc[table["metric"] == "exact", ["right", "found"]] = 4.0
    ranking = rank(runs, [Part("entities", "mean")])[0]
    assert [score.f1 for score in ranking.scores] == [(0.5 + 1) / 2, 0.875]
    assert ranking.scores[0].ci95["f1"] == pytest.approx(tuple((1 + end) / 2 for end in rank(runs, [STRICT])[0].scores[0].ci95["f1"]))
    assert ranking.ranks == ((2, 2), (1, 1))


def test_a_table_that_counts_documents_that_were_not_given_is_refused():
    run = run_of("a", SIX)
    with pytest.raises(DataError, match="d005"):
        leaderboard([replace(run, names=run.names[:-1])])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("document,layer\nd1,entities\n", "expected document, layer, metric", id="columns missing"),
        pytest.param("document,layer,metric,label,right,predicted,found,gold\nd1,entities,strict,,x,1,1,1\n", "right", id="no number"),
        pytest.param("document,layer,metric,label,right,predicted,found,gold\nd1,entities,strict,,-1,1,1,1\n", "right", id="negative"),
        pytest.param("", "no table of counts", id="empty"),
    ],
)
def test_a_file_that_is_no_table_of_counts_is_refused(tmp_path, content, message):
    path = tmp_path / "counts.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read_counts(path)


def test_names_that_look_like_missing_values_stay_names(tmp_path):
    path = tmp_path / "counts.csv"
    path.write_text("document,layer,metric,label,right,predicted,found,gold\nNA,entities,strict,null,1,1,1,1\n", encoding="utf-8")
    assert read_counts(path).iloc[0, :4].tolist() == ["NA", "entities", "strict", "null"]


def test_a_run_over_no_document_is_a_run(tmp_path):
    path = tmp_path / "counts.csv"
    path.write_text("document,layer,metric,label,right,predicted,found,gold\n", encoding="utf-8")
    run = replace(run_of("a", []), table=read_counts(path))
    assert leaderboard([run]).frame()["f1"].isna().all()


def test_many_systems_are_ranked_quickly_enough_to_wait_for():
    generator = np.random.default_rng(1)
    runs = [run_of(f"s{place:02}", generator.binomial(4, 0.3 + place / 60, 100)) for place in range(20)]
    ranks = ranks_of(leaderboard(runs))
    assert ranks["s19"][0] < ranks["s00"][0]
