"""What our gold promises beyond being valid."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from benchmark.corpora import decode_file, read_corpus
from benchmark.formats import as_prediction, folder, inline, read_documents
from benchmark.records import GoldDocument
from benchmark.reporting.datasheets import datasheet_tables, passes_of, with_tables
from benchmark.reporting.tables import write_table
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


OWN = [document for document in read_corpus(GOLD) if (GOLD / "documents" / f"{document.id}.txt").exists()]
SPLIT_OF = {name: split for split, names in read_corpus(GOLD).splits.items() for name in names}
WIDTH = 6


def masked(document: GoldDocument) -> list[str]:
    """The words of a text with names and what holds a digit each as one mask, whatever their length."""
    text = document.text or ""
    for mention in sorted(document.entities or (), key=lambda mention: -mention.start):
        text = text[: mention.start] + " \0 " + text[mention.end :]
    words = ["\0" if "\0" in word or re.search(r"\d", word) else word.lower() for word in re.findall(r"[\w\0]+(?:[.,/-]\w+)*", text)]
    return [word for place, word in enumerate(words) if not place or word != "\0" or words[place - 1] != "\0"]


def test_no_text_is_made_from_a_template() -> None:
    holders: dict[tuple[str, ...], set[str]] = {}
    for document in OWN:
        if SPLIT_OF[document.id] != "story":
            words = masked(document)
            for place in range(len(words) - WIDTH + 1):
                holders.setdefault(tuple(words[place : place + WIDTH]), set()).add(document.id)
    assert {run: found for run, found in holders.items() if len(found) > 2} == {}


def sentences(document: GoldDocument) -> set[str]:
    """Sentences of four words or more; shorter ones are greetings and headings."""
    parts = re.split(r"(?<=[.!?])[\"”’)]*\s+|\n+", document.text or "")
    return {part.strip() for part in parts if len(part.split()) >= 4}


def test_no_sentence_of_test_stands_in_train_or_dev() -> None:
    of_test = {sentence: document.id for document in OWN if SPLIT_OF[document.id] == "test" for sentence in sentences(document)}
    elsewhere = {sentence: document.id for document in OWN if SPLIT_OF[document.id] != "test" for sentence in sentences(document)}
    assert {sentence: (of_test[sentence], elsewhere[sentence]) for sentence in of_test.keys() & elsewhere.keys()} == {}


def test_the_inline_form_gives_the_same_files_back(tmp_path: Path) -> None:
    inline.write(OWN, tmp_path / "inline")
    folder.write(read_documents(tmp_path / "inline"), tmp_path / "corpus")
    for document in OWN:
        for ending in (".json", ".txt"):
            name = document.id + ending
            assert (tmp_path / "corpus" / "documents" / name).read_bytes() == (GOLD / "documents" / name).read_bytes(), name


def test_the_datasheet_is_what_the_command_writes() -> None:
    sheet = (GOLD / "DATASHEET.md").read_text(encoding="utf-8")
    tables = datasheet_tables(read_corpus(GOLD), passes_of(GOLD))
    assert sheet == with_tables(sheet, "\n\n".join(write_table(table, "md") for table in tables)), "run `make datasheet`"


def test_gold_against_itself_is_right_everywhere() -> None:
    documents = list(read_corpus(GOLD))
    scores = Scorer().add(gold=documents, predicted=map(as_prediction, documents)).scores()
    assert {"entities", "timexes", "money", "events", "timelines"} <= set(scores)
    for layer, metrics in scores.items():
        for metric, score in metrics.items():
            assert score.micro.f1 in (1.0, None), (layer, metric)
