"""Joining, counting and adding up: what a scorer does with documents, layers and labels."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from benchmark import metrics
from benchmark.errors import IncomparableError, UnknownNameError, UsageError
from benchmark.records import Counts, Entity, Event, GoldDocument, Money, Prediction, Timex
from benchmark.scoring import Scorer, Signature, join, joined, metric_modules, score

PER, ORG, ORG_LONGER, LOC = Entity(0, 4, "PER"), Entity(5, 9, "ORG"), Entity(5, 12, "ORG"), Entity(20, 24, "LOC")


def gold(name="d1", *entities, **layers):
    return GoldDocument(id=name, entities=entities, **layers)


def answer(name="d1", *entities, **layers):
    return Prediction(id=name, entities=entities, **layers)


def micro(scorer, layer="entities", metric="strict"):
    return scorer.scores()[layer][metric].micro.counts


class TestJoining:
    def test_sides_are_joined_by_id_whatever_their_order(self):
        golds = [gold("a", PER), gold("b", ORG), gold("c", LOC)]
        predictions = [answer("c", LOC), answer("a", PER), answer("b")]
        assert micro(Scorer().add(gold=golds, predicted=predictions)) == Counts(2, 2, 2, 3)

    def test_a_document_without_a_prediction_is_an_error_that_names_it(self):
        with pytest.raises(UsageError, match="gold documents without a prediction: b; --missing empty"):
            Scorer().add(gold=[gold("a"), gold("b")], predicted=[answer("a")])

    def test_a_document_without_a_prediction_may_count_as_missed(self):
        scorer = Scorer(missing="empty").add(gold=[gold("a", PER), gold("b", ORG)], predicted=[answer("a", PER)])
        assert micro(scorer) == Counts(1, 1, 1, 2)

    @pytest.mark.parametrize("missing", ["error", "empty"])
    def test_a_prediction_without_gold_is_an_error_that_names_it(self, missing):
        with pytest.raises(UsageError, match="predicted documents that gold lacks: z"):
            Scorer(missing=missing).add(gold=[gold("a")], predicted=[answer("a"), answer("z")])

    @pytest.mark.parametrize(
        ("golds", "predictions", "problem"),
        [
            pytest.param("aa", "aa", "documents stand twice: a", id="both sides, in step"),
            pytest.param("aab", "aba", "gold twice: a", id="gold, out of step"),
            pytest.param("ab", "abb", "predicted twice: b", id="predicted, one too many"),
            pytest.param("bab", "ab", "gold twice: b", id="gold, from the start"),
            pytest.param("ba", "aab", "predicted twice: a", id="predicted, from the start"),
        ],
    )
    def test_a_document_that_stands_twice_is_an_error(self, golds, predictions, problem):
        with pytest.raises(UsageError, match=problem):
            Scorer().add(gold=map(gold, golds), predicted=map(answer, predictions))

    def test_many_missing_documents_are_counted_not_all_named(self):
        with pytest.raises(UsageError, match="d0, d1, d2, d3, d4 and 4 more"):
            join([gold(f"d{number}") for number in range(9)], [])

    def test_documents_in_step_are_read_some_at_a_time(self):
        read = []

        def golds():
            for number in range(10):
                read.append(number)
                yield gold(f"d{number}")

        chunks = joined(golds(), (answer(f"d{number}") for number in range(10)), size=4)
        assert [one.id for one, _ in next(chunks)] == ["d0", "d1", "d2", "d3"]
        assert read == [0, 1, 2, 3]
        assert [len(chunk) for chunk in chunks] == [4, 2]

    def test_after_an_error_nothing_was_added(self):
        scorer = Scorer().add(gold=gold("a", PER), predicted=answer("a", PER))
        with pytest.raises(UsageError):
            scorer.add(gold=[gold("b", PER), gold("c")], predicted=[answer("b", PER)])
        assert scorer.documents == ["a"]
        assert micro(scorer) == Counts(1, 1, 1, 1)

    def test_an_unknown_way_with_missing_documents_is_refused(self):
        with pytest.raises(UsageError, match="missing='ignore', expected 'error' or 'empty'"):
            Scorer(missing="ignore")


class TestLayers:
    def test_a_layer_that_no_prediction_has_is_not_scored(self):
        documents = gold("a", PER, timexes=(Timex(20, 24, "DATE", "2025"),))
        assert set(Scorer().add(gold=documents, predicted=answer("a", PER)).scores()) == {"entities"}

    def test_an_empty_layer_is_an_answer(self):
        documents = gold("a", PER, timexes=(Timex(20, 24, "DATE", "2025"),))
        scorer = Scorer().add(gold=documents, predicted=answer("a", PER, timexes=()))
        assert micro(scorer, "timexes") == Counts(0, 0, 0, 1)

    def test_a_document_that_failed_counts_as_missed(self):
        predictions = [answer("a", PER), Prediction(id="b", failed="out of memory")]
        assert micro(Scorer().add(gold=[gold("a", PER), gold("b", PER, ORG)], predicted=predictions)) == Counts(1, 1, 1, 3)

    @pytest.mark.parametrize("together", [True, False], ids=["at once", "one by one"])
    def test_a_failure_counts_as_missed_even_before_the_first_answer(self, together):
        golds = [gold("a", PER), gold("b", PER)]
        predictions = [Prediction(id="a", failed="timeout"), answer("b", PER)]
        scorer = Scorer()
        for batch in [(golds, predictions)] if together else [([one], [other]) for one, other in zip(golds, predictions, strict=True)]:
            scorer.add(gold=batch[0], predicted=batch[1])
        assert micro(scorer) == Counts(1, 1, 1, 2)

    def test_a_declared_layer_is_scored_though_every_document_failed(self):
        scorer = Scorer().add(gold=gold("a", PER), predicted=Prediction(id="a", failed="timeout"), attempted=["entities"])
        assert micro(scorer) == Counts(0, 0, 0, 1)

    def test_a_layer_that_is_not_declared_is_not_scored(self):
        document = gold("a", PER, money=(Money(10, 12, "USD", "1"),))
        scorer = Scorer().add(gold=document, predicted=answer("a", PER, money=()), attempted=["entities"])
        assert set(scorer.scores()) == {"entities"}

    def test_a_layer_that_gold_lacks_is_not_scored(self):
        predicted = Prediction(id="a", money=(Money(10, 12, "USD", "1"),))
        assert Scorer().add(gold=gold("a", PER), predicted=predicted).scores() == {}

    def test_timelines_come_with_events(self):
        event = Event(0, 4, "Product:Launch", date="2025")
        scorer = Scorer().add(gold=GoldDocument(id="a", events=(event,)), predicted=Prediction(id="a", events=(event,)))
        assert set(scorer.scores()) == {"events", "timelines"}
        assert micro(scorer, "timelines", "dated") == Counts(1, 1, 1, 1)

    def test_clusters_are_scored_where_both_sides_identify_entities(self):
        named = Entity(0, 4, "PER", entity="x")
        assert "clusters" not in Scorer().add(gold=gold("a", named), predicted=answer("a", PER)).scores()
        scorer = Scorer().add(gold=gold("a", named), predicted=answer("a", PER)).add(gold=gold("b", named), predicted=answer("b", named))
        assert micro(scorer, "clusters", "b3") == Counts(1, 1, 1, 2)

    def test_only_wanted_layers_are_counted(self):
        event = Event(0, 4, "Product:Launch", date="2025")
        both = {"events": (event,), "entities": (PER,)}
        scorer = Scorer(layers=["timelines"]).add(gold=GoldDocument(id="a", **both), predicted=Prediction(id="a", **both))
        assert set(scorer.scores()) == {"timelines"}

    def test_an_unknown_layer_is_refused_and_the_known_ones_named(self):
        with pytest.raises(UnknownNameError, match=r"layer 'names' is not known .*entities"):
            Scorer(layers=["names"])

    def test_a_new_file_is_a_new_metric(self, tmp_path, monkeypatch):
        source = (
            "from benchmark.metrics import Tally\n"
            "LAYER, METRICS, HEADLINE = 'lengths', ('longest',), 'longest'\n"
            "def count(batch, profile):\n    yield Tally.of_rows('longest', [])\n"
        )
        (tmp_path / "lengths.py").write_text(source)
        monkeypatch.setattr(metrics, "__path__", [*metrics.__path__, str(tmp_path)])
        metric_modules.cache_clear()
        try:
            assert list(metric_modules())[-1] == "lengths"
        finally:
            monkeypatch.undo()
            metric_modules.cache_clear()


class TestLabels:
    def test_a_type_outside_the_declared_set_is_an_error_that_names_it(self):
        scorer = Scorer(labels=frozenset({"PER", "ORG"}))
        with pytest.raises(UsageError, match=r"predicted has types outside the label set: LOC \(it has: ORG, PER\)"):
            scorer.add(gold=gold("a", PER), predicted=answer("a", LOC))

    def test_a_declared_type_that_one_side_lacks_is_counted(self):
        scorer = Scorer(labels=frozenset({"PER", "ORG", "LOC"})).add(gold=gold("a", PER), predicted=answer("a", PER, LOC))
        assert scorer.scores()["entities"]["strict"].labels["LOC"].counts == Counts(0, 1, 0, 0)

    def test_two_sides_without_a_common_type_are_an_error_where_none_is_declared(self):
        scorer = Scorer().add(gold=gold("a", PER), predicted=answer("a", Entity(0, 4, "PERSON")))
        with pytest.raises(UsageError, match=r"no entity type is common to gold \(PER\) and predictions \(PERSON\)"):
            scorer.scores()

    def test_a_map_applies_to_both_sides_and_counts_what_it_removes(self):
        mapping = {"GPE": "LOC", "FAC": "LOC", "LAW": None}
        scorer = Scorer(label_map=mapping)
        law = Entity(30, 33, "LAW")
        scorer.add(gold=gold("a", Entity(0, 4, "GPE"), law), predicted=answer("a", Entity(0, 4, "FAC"), law, LOC))
        assert micro(scorer) == Counts(1, 2, 1, 1)
        assert scorer.removed == Counter({"LAW": 2})

    def test_a_type_that_the_map_does_not_know_is_an_error(self):
        with pytest.raises(UsageError, match=r"type 'PER' is not in the label map \(it maps: GPE\)"):
            Scorer(label_map={"GPE": "LOC"}).add(gold=gold("a", PER), predicted=answer("a"))

    def test_right_counts_for_the_predicted_label_and_found_for_golds(self):
        scorer = Scorer(labels=frozenset({"PER", "ORG"})).add(gold=gold("a", PER), predicted=answer("a", Entity(0, 4, "ORG")))
        labels = scorer.scores()["entities"]["exact"].labels
        assert (labels["ORG"].counts, labels["PER"].counts) == (Counts(1, 1, 0, 0), Counts(0, 0, 1, 1))


class TestAddingUp:
    GOLDS = (gold("a", PER, ORG), gold("b", LOC), gold("c"))
    ANSWERS = (answer("a", PER, ORG_LONGER), answer("b", ORG), answer("c", LOC))

    def parts(self):
        return [Scorer().add(gold=one, predicted=other) for one, other in zip(self.GOLDS, self.ANSWERS, strict=True)]

    def whole(self):
        return Scorer().add(gold=self.GOLDS, predicted=self.ANSWERS)

    def test_two_scorers_add_up_to_the_scorer_of_both(self):
        first, second, third = self.parts()
        total = first + second + third
        assert total.documents == ["a", "b", "c"]
        assert sorted(total.rows()) == sorted(self.whole().rows())
        assert total.scores() == self.whole().scores()
        assert first.documents == ["a"], "adding leaves both as they were"

    def test_a_document_in_both_is_an_error(self):
        first, second, _ = self.parts()
        with pytest.raises(UsageError, match="documents were added before: a"):
            (first + second) + first

    def test_scorers_of_different_settings_do_not_add(self):
        with pytest.raises(IncomparableError):
            Scorer() + Scorer("conlleval")
        with pytest.raises(IncomparableError):
            Scorer() + Scorer(labels=frozenset({"PER"}))
        assert (Scorer("conlleval") + Scorer("conlleval")).documents == []

    def test_columns_count_as_documents_do(self):
        names = ["PER", "ORG", "LOC"]
        sides = [
            np.array([(row, item.start, item.end, names.index(item.type)) for row, one in enumerate(side) for item in one.entities]).T
            for side in (self.GOLDS, self.ANSWERS)
        ]
        scorer = Scorer().add_columns("entities", names, documents=["a", "b", "c"], gold=sides[0], predicted=sides[1])
        assert list(scorer.rows()) == list(self.whole().rows())
        assert scorer.alignments().equals(self.whole().alignments())

    def test_a_layer_of_more_than_spans_and_labels_takes_no_columns(self):
        with pytest.raises(UsageError, match="layer timexes needs more than spans and labels"):
            Scorer().add_columns("timexes", ["DATE"], documents=[], gold=[], predicted=[])

    def test_the_table_has_a_row_for_each_document_metric_and_label(self):
        table = self.whole().table
        assert list(table) == ["document", "layer", "metric", "label", "right", "predicted", "found", "gold"]
        strict = table[(table["metric"] == "strict") & (table["document"] == "a")]
        assert [tuple(row) for row in strict[["label", "right", "predicted", "found", "gold"]].to_numpy()] == [
            ("ORG", 0, 1, 0, 1),
            ("PER", 1, 1, 1, 1),
            ("", 1, 2, 1, 2),
        ]
        assert sorted(table.itertuples(index=False, name=None)) == sorted(self.whole().rows())

    def test_nothing_added_is_an_empty_table_and_no_scores(self):
        assert list(Scorer().table["right"]) == []
        assert Scorer().scores() == {}


class TestAlignments:
    def test_every_annotation_has_an_outcome(self):
        scorer = Scorer().add(
            gold=gold("a", PER, ORG, LOC, timexes=(Timex(30, 34, "DATE", "2025"),)),
            predicted=answer("a", PER, ORG_LONGER, Entity(40, 44, "LOC"), timexes=(Timex(30, 34, "DATE", "2024"),)),
        )
        frame = scorer.alignments()
        assert list(
            zip(frame["layer"], frame["kind"], frame["gold_label"].fillna(""), frame["predicted_label"].fillna(""), strict=True)
        ) == [
            ("entities", "right", "PER", "PER"),
            ("entities", "boundary", "ORG", "ORG"),
            ("entities", "missed", "LOC", ""),
            ("entities", "spurious", "", "LOC"),
            ("timexes", "value", "DATE", "DATE"),
        ]
        assert frame["predicted_end"].isna().sum() == 1
        assert frame["gold_end"].dtype == "Int64"

    def test_confusion_says_which_label_was_taken_for_which(self):
        predicted = answer("a", Entity(0, 4, "ORG"), ORG_LONGER, Entity(40, 44, "LOC"))
        table = Scorer().add(gold=gold("a", PER, ORG, LOC), predicted=predicted).confusion()
        assert (table.index.name, table.columns.name) == ("gold", "predicted")
        assert {(row, column): int(table.loc[row, column]) for row in table.index for column in table if table.loc[row, column]} == {
            ("PER", "ORG"): 1,
            ("ORG", "ORG"): 1,
            ("LOC", ""): 1,
            ("", "LOC"): 1,
        }

    def test_a_scorer_that_keeps_no_documents_says_so(self):
        scorer = Scorer(keep=False).add(gold=gold("a", PER), predicted=answer("a", PER))
        assert micro(scorer) == Counts(1, 1, 1, 1)
        with pytest.raises(UsageError, match="keep=True"):
            scorer.alignments()


class TestSignatures:
    SIGNATURE = Signature("meta@1#abcdef", 20, split="test", languages=("en", "id"))

    def test_a_signature_prints_what_a_score_depends_on(self):
        assert str(self.SIGNATURE) == "corpus:meta@1#abcdef|split:test|languages:en+id|documents:20|profile:linimasa|scorer:1"

    def test_a_signature_of_one_score_names_layer_metric_and_average(self):
        line = self.SIGNATURE.of_score("entities", "strict", "macro")
        assert line.startswith("layer:entities|metric:strict|average:macro|corpus:meta@1#abcdef|")

    def test_different_signatures_say_in_what_they_differ(self):
        other = Signature("meta@1#abcdef", 19, split="dev", languages=("en", "id"))
        with pytest.raises(IncomparableError, match=r"differ in split \(test and dev\), documents \(20 and 19\)"):
            self.SIGNATURE.require_equal(other)
        self.SIGNATURE.require_equal(Signature("meta@1#abcdef", 20, split="test", languages=("en", "id")))

    def test_a_signature_comes_back_from_a_manifest(self):
        assert Signature.from_dict(self.SIGNATURE.as_dict()) == self.SIGNATURE


def test_score_gives_the_rates_at_once():
    scores = score(gold=[gold("a", PER, ORG)], predicted=[answer("a", PER)])
    assert (scores["entities"]["strict"].micro.precision, scores["entities"]["strict"].micro.recall) == (1.0, 0.5)


def test_sides_cannot_be_exchanged_by_accident():
    with pytest.raises(TypeError):
        Scorer().add([gold("a")], [answer("a")])
