"""A report whose ids, labels, values, texts and system names are written to break out of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmark.leaderboards import scored_run
from benchmark.records import Argument, Entity, Event, GoldDocument, Prediction, Timex
from benchmark.reporting.assembling import Group, Report, report_page
from benchmark.scoring import Scorer, Signature

SCRIPT = "<script>alert('ran')</script>"
IMAGE = "\"><img src=x onerror=alert('ran')>"
TURNED = "abc\u202egnp.exe\u202c"


def hostile_page() -> Iterator[bytes]:
    """The file in parts."""
    gold, answers = hostile_documents(), [hostile_answers(0), hostile_answers(1)]
    names = [f"one{SCRIPT}", f"two{IMAGE}{TURNED}, %2C"]
    runs = []
    for name, predicted in zip(names, answers, strict=True):
        scorer = Scorer().add(gold=gold, predicted=predicted)
        languages = {document.id: document.lang or "" for document in gold}
        signature = Signature(f"c{SCRIPT}@1#0", len(gold), split=IMAGE, label_set=TURNED)
        layers = ("entities", "timexes", "events")
        runs.append(scored_run(name, scorer, signature, attempted=layers, version=IMAGE, languages=languages))
    known = {run.name: (lambda predicted=predicted: (gold, predicted)) for run, predicted in zip(runs, answers, strict=True)}
    return report_page(Report([Group(runs, known, {})], lambda name: name != "kept-back", notices=[SCRIPT]))


def hostile_documents() -> list[GoldDocument]:
    """Two documents to show, and one whose text may not be shown."""
    text = f"{SCRIPT} met {IMAGE} and {TURNED} on 1 July 2025. \U0001f600 Meta </script><!-- hired &lt;b&gt; ]]>"
    start = text.index("Meta")
    fields: dict[str, Any] = {
        "lang": IMAGE,
        "dct": "2025-08-20",
        "text": text,
        "entities": (Entity(0, len(SCRIPT), SCRIPT), Entity(start, start + 4, TURNED, text="Meta")),
        "timexes": (Timex(text.index("1 July"), text.index("1 July") + 11, IMAGE, SCRIPT),),
        "events": (
            Event(text.index("hired"), text.index("hired") + 5, SCRIPT, (Argument(IMAGE, start=start, end=start + 4),), date="2025-07-01"),
        ),
    }
    return [GoldDocument(id=name, **fields) for name in (SCRIPT, f"{TURNED}{IMAGE}", "kept-back")]


def hostile_answers(which: int) -> list[Prediction]:
    """Partly right, partly wrong; one document fails with a hostile cause."""
    answers = []
    for document in hostile_documents():
        entities = (*(document.entities or ())[which:], Entity(40, 60, IMAGE))
        events = tuple(
            Event(event.start, event.end, event.type, (Argument(SCRIPT, start=0, end=5),), date="2024", cluster=IMAGE)
            for event in document.events or ()
        )
        answers.append(Prediction(id=document.id, entities=entities, timexes=document.timexes, events=events))
    answers[1] = Prediction(id=answers[1].id, failed=f"{SCRIPT}{IMAGE}")
    return answers
