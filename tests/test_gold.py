"""What our gold promises beyond being valid."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmark.corpora import decode_file, read_corpus
from benchmark.formats import as_prediction
from benchmark.records import GoldDocument
from benchmark.scoring import Scorer

GOLD = Path(__file__).parent.parent / "gold"
ARTICLE = "znews-1578733"
OTHERS = {".venv", ".git", "node_modules"}
RETELLINGS = ("meta-id", "meta-en", "meta-vi")


def annotated(name: str) -> GoldDocument:
    return decode_file(GOLD / "documents" / f"{name}.json", GoldDocument)


@pytest.mark.parametrize("name", RETELLINGS)
def test_a_retelling_holds_every_person_organization_date_and_amount_of_the_article(name: str) -> None:
    article, retelling = annotated(ARTICLE), annotated(name)
    assert {mention.entity for mention in article.entities or ()} <= {mention.entity for mention in retelling.entities or ()}
    assert {(timex.value, timex.mod) for timex in article.timexes or ()} <= {(timex.value, timex.mod) for timex in retelling.timexes or ()}
    amounts = [
        {(money.currency, money.amount, money.min, money.max, money.mod) for money in side.money or ()} for side in (article, retelling)
    ]
    assert amounts[0] <= amounts[1]


@pytest.mark.parametrize("name", RETELLINGS)
def test_a_retelling_shares_the_dated_events_of_the_article(name: str) -> None:
    article, retelling = annotated(ARTICLE), annotated(name)
    dated = [{(event.cluster, event.date) for event in side.events or () if event.date} for side in (article, retelling)]
    assert dated[0] <= dated[1]


@pytest.mark.parametrize("name", RETELLINGS)
def test_a_retelling_is_as_long_as_an_article(name: str) -> None:
    assert 450 <= len((GOLD / "documents" / f"{name}.txt").read_text(encoding="utf-8").split()) <= 600


def test_no_eight_words_in_a_row_of_the_article_stand_in_the_project(texts: Path) -> None:
    article = (texts / f"{ARTICLE}.txt").read_text(encoding="utf-8").split()
    runs = {tuple(article[place : place + 8]) for place in range(len(article) - 7)}
    root = GOLD.parent
    for path in root.rglob("*"):
        if path.suffix in {".txt", ".json", ".py", ".md", ".inline", ".toml", ".html"} and not {".venv", ".git", "node_modules"} & set(
            path.parts
        ):
            words = path.read_text(encoding="utf-8", errors="replace").split()
            for place in range(len(words) - 7):
                assert tuple(words[place : place + 8]) not in runs, f"{path}: {' '.join(words[place : place + 8])}"


def test_no_text_that_is_not_ours_is_in_the_corpus() -> None:
    for entry in json.loads((GOLD / "corpus.json").read_text(encoding="utf-8"))["documents"]:
        assert (GOLD / "documents" / f"{entry['id']}.txt").exists() == (entry["text"] == "own"), entry["id"]


def test_gold_against_itself_is_right_everywhere() -> None:
    documents = list(read_corpus(GOLD))
    scores = Scorer().add(gold=documents, predicted=map(as_prediction, documents)).scores()
    assert {"entities", "timexes", "money", "events", "timelines"} <= set(scores)
    for layer, metrics in scores.items():
        for metric, score in metrics.items():
            assert score.micro.f1 in (1.0, None), (layer, metric)
