"""Against the scorers that people use: seqeval and nervaluate, and each place where we differ from one, with the reason."""

from __future__ import annotations

import json
import random
import warnings
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmark.formats.tags import spans_of_tags
from benchmark.metrics import Batch, entities
from benchmark.profiles import PROFILES
from benchmark.records import Annotations, Counts, Entity

LABELS = ("PER", "ORG", "LOC")
MODES = {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}
Span = tuple[int, int, str]


def counted(gold: Sequence[Sequence[Span]], predicted: Sequence[Sequence[Span]]) -> dict[str, dict[str, Counts]]:
    """Our counts by metric and label."""
    sides = [[Annotations(entities=tuple(Entity(*span) for span in document)) for document in side] for side in (gold, predicted)]
    found: dict[str, dict[str, Counts]] = {}
    for tally in entities.count(Batch(sides[0], sides[1]), PROFILES["linimasa"]):
        by_label = found.setdefault(tally.metric, {})
        for row, label in enumerate(tally.label):
            counts = Counts(*(float(column[row]) for column in (tally.right, tally.predicted, tally.found, tally.gold)))
            by_label[str(label)] = by_label.get(str(label), Counts()).plus(counts)
    return found


def rates(counts: Counts) -> tuple[float, float, float]:
    """Precision, recall and F1, with 0 where a peer has 0 for what is undefined."""
    precision = counts.right / counts.predicted if counts.predicted else 0.0
    recall = counts.found / counts.gold if counts.gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def random_tags(chance: random.Random, *, valid: bool) -> list[str]:
    tags: list[str] = []
    for _ in range(chance.randint(1, 14)):
        choices = ["O", f"B-{chance.choice(LABELS)}"]
        if tags and tags[-1] != "O":
            choices += [f"I-{tags[-1][2:]}"] * 2
        tags.append(chance.choice(choices if valid else [*choices, f"I-{chance.choice(LABELS)}"]))
    return tags


class TestSeqeval:
    """The default reading opens a span at a bare `I-`, as conlleval does; strict mode with IOB2 drops it."""

    @pytest.mark.parametrize("strict", [False, True], ids=["default", "strict IOB2"])
    @pytest.mark.parametrize("valid", [True, False], ids=["valid tags", "any tags"])
    @pytest.mark.parametrize("seed", range(5))
    def test_rates_agree_over_random_tags(self, seed: int, valid: bool, strict: bool) -> None:
        from seqeval.metrics import v1
        from seqeval.metrics.sequence_labeling import precision_recall_fscore_support as lenient
        from seqeval.scheme import IOB2

        chance = random.Random(seed)
        gold = [random_tags(chance, valid=valid) for _ in range(60)]
        predicted = [
            [tag if chance.random() < 0.7 else "O" for tag in tags] if valid else random_tags(chance, valid=False) for tags in gold
        ]
        predicted = [(tags + ["O"] * len(one))[: len(one)] for tags, one in zip(predicted, gold, strict=True)]
        if strict and valid:
            predicted = [self.repaired(tags) for tags in predicted]
        score, scheme = (v1.precision_recall_fscore_support, {"scheme": IOB2}) if strict else (lenient, {})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = score(gold, predicted, average="micro", **scheme)
            by_label = score(gold, predicted, average=None, **scheme)
        sides = [[list(spans_of_tags(tags, bare_inside_opens=not strict)) for tags in side] for side in (gold, predicted)]
        ours = counted(sides[0], sides[1])["strict"]
        assert rates(ours[""]) == pytest.approx([float(rate) for rate in theirs[:3]])
        for place, label in enumerate(sorted(set(ours) - {""})):
            assert rates(ours[label]) == pytest.approx([float(by_label[rate][place]) for rate in range(3)]), label
            assert ours[label].gold == by_label[3][place]

    @staticmethod
    def repaired(tags: list[str]) -> list[str]:
        """With every bare `I-` taken out."""
        kept: list[str] = []
        for tag in tags:
            bare = tag.startswith("I-") and (not kept or kept[-1][2:] != tag[2:])
            kept.append("O" if bare else tag)
        return kept

    def test_an_end_tag_ends_a_span_before_a_beginning(self) -> None:
        # conlleval.pl reads E- then B- of one type as one span; two mentions stand there, and one wrong answer.
        gold = list(spans_of_tags(["B-MISC", "E-MISC", "B-MISC", "E-MISC"], bare_inside_opens=True))
        predicted = list(spans_of_tags(["B-MISC", "I-MISC", "I-MISC", "E-MISC"], bare_inside_opens=True))
        assert counted([gold], [predicted])["strict"][""] == Counts(0, 1, 0, 2)


def separate_spans(chance: random.Random) -> tuple[list[Span], list[Span]]:
    """Gold and predictions in which each span overlaps at most one of the other side."""
    gold: list[Span] = []
    predicted: list[Span] = []
    for slot in range(12):
        start = slot * 10 + chance.randint(0, 3)
        end, label = start + chance.randint(1, 4), chance.choice(LABELS)
        what = chance.random()
        if what < 0.85:
            gold.append((start, end, label))
        if what < 0.5:
            predicted.append((start, end, label))
        elif what < 0.6:
            predicted.append((start, end, chance.choice(LABELS)))
        elif what < 0.75:
            predicted.append((start, end + chance.randint(1, 2), chance.choice(LABELS)))
        elif what > 0.9:
            predicted.append((start, end, label))
    return gold, predicted


def nervaluate_results(gold: Sequence[Sequence[Span]], predicted: Sequence[Sequence[Span]]) -> dict:
    """Its results by label, '' for all; its spans include their end."""
    from nervaluate import Evaluator

    sides = [
        [[{"label": label, "start": start, "end": end - 1} for start, end, label in document] for document in side]
        for side in (gold, predicted)
    ]
    results = Evaluator(sides[0], sides[1], tags=list(LABELS), loader="dict").evaluate()
    return results["overall"]


class TestNervaluate:
    @pytest.mark.parametrize("seed", range(8))
    def test_modes_agree_where_no_spans_compete(self, seed: int) -> None:
        chance = random.Random(seed)
        gold, predicted = (list(side) for side in zip(*(separate_spans(chance) for _ in range(40)), strict=True))
        theirs, ours = nervaluate_results(gold, predicted), counted(gold, predicted)
        for metric, mode in MODES.items():
            result = theirs[mode]
            credit = result.correct + (0.5 * result.partial if metric == "partial" else 0.0)
            assert ours[metric][""] == Counts(credit, result.actual, credit, result.possible), metric
            assert rates(ours[metric][""]) == pytest.approx((result.precision, result.recall, result.f1)), metric

    def test_an_exact_answer_is_right_behind_a_partial_one(self) -> None:
        # nervaluate gives gold to the first overlapping answer, so that its score depends on their order.
        gold, predicted = [[(0, 4, "PER")]], [[(0, 2, "PER"), (0, 4, "PER")]]
        ours = counted(gold, predicted)
        assert ours["strict"][""] == ours["exact"][""] == Counts(1, 2, 1, 1)
        assert ours == counted(gold, [predicted[0][::-1]])
        assert nervaluate_results(gold, predicted)["strict"].correct == 0


@pytest.mark.reference
def test_a_bare_inside_tag_is_read_as_the_profile_says(reference: Path) -> None:
    case = next(case for case in json.loads((reference / "adversarial.json").read_text())["tag_cases"] if case["id"] == "bio_orphan_I")
    expected = {True: case["expected_conlleval"], False: case["peers_observed"]["seqeval strict IOB2"]}
    for opens in (True, False):
        gold, predicted = (list(spans_of_tags(case[f"{side}_tags"], bare_inside_opens=opens)) for side in ("gold", "pred"))
        assert list(rates(counted([gold], [predicted])["strict"][""])) == expected[opens]["strict"]["PRF"]


@pytest.mark.reference
def test_every_tag_case_is_one_that_we_know(reference: Path) -> None:
    cases = json.loads((reference / "adversarial.json").read_text())["tag_cases"]
    assert {case["id"] for case in cases} == {"bio_orphan_I", "iobes_E_B"}
