"""The inline form: what is written can be read back, and faults are named with their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.corpora import read_corpus
from benchmark.errors import DataError
from benchmark.formats.inline import parse, render
from benchmark.records import Argument, Before, Entity, Event, GoldDocument, Link, Money, Timex

WORD = st.text(min_size=0, max_size=6)
NAME = st.none() | WORD


@st.composite
def documents(draw: st.DrawFn) -> GoldDocument:
    text = draw(
        st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60).filter(lambda value: "\n---" not in f"\n{value}")
    )

    def span() -> tuple[int, int]:
        start = draw(st.integers(0, len(text) - 1))
        return start, draw(st.integers(start + 1, len(text)))

    def some(build):  # type: ignore[no-untyped-def]
        return tuple(sorted((build(*span()) for _ in range(draw(st.integers(0, 3)))), key=lambda item: (item.start, -item.end)))

    def argument() -> Argument:
        start, end = span()
        return draw(st.sampled_from([Argument(draw(WORD), ref=draw(WORD)), Argument("Position", None, start, end, text[start:end])]))

    entities = some(lambda s, e: Entity(s, e, draw(WORD), draw(NAME), draw(NAME), text[s:e]))
    timexes = some(lambda s, e: Timex(s, e, draw(WORD), draw(NAME), draw(NAME), draw(NAME), text[s:e]))
    money = some(lambda s, e: Money(s, e, draw(WORD), draw(NAME), None, None, draw(NAME), draw(NAME), text[s:e]))
    money += some(lambda s, e: Money(s, e, "USD", None, "1", draw(st.none() | st.just("2.5")), None, None, text[s:e]))
    money = tuple(sorted(money, key=lambda item: (item.start, -item.end)))
    numbers = iter(range(1, 9))
    events = some(
        lambda s, e: Event(
            s,
            e,
            draw(WORD),
            tuple(argument() for _ in range(draw(st.integers(0, 2)))),
            draw(st.sampled_from(["ACTUAL", "OTHER", "GENERIC"])),
            draw(st.sampled_from(["POSITIVE", "NEGATIVE"])),
            draw(NAME),
            draw(NAME),
            draw(NAME),
            f"v{next(numbers)}",
            text[s:e],
        )
    )
    before = tuple(Before(draw(WORD), draw(WORD)) for _ in range(draw(st.integers(0, 2))))
    links = draw(st.none() | st.just((Link("a b", "t0", "BEFORE", "l 1"), Link("", "-", "%", None))))
    return GoldDocument(
        id="d 1",
        lang="id",
        dct="2025-01-02",
        text=text,
        entities=entities,
        timexes=timexes,
        money=money,
        events=events,
        before=before,
        links=links,
    )


@given(documents())
@settings(max_examples=300, deadline=None)
def test_a_document_comes_back_as_it_was(document: GoldDocument) -> None:
    returned = parse(render(document), "d1.inline")
    assert returned.text == document.text
    for layer in ("timexes", "money", "entities", "before", "links", "id", "lang", "dct"):
        assert multiset(getattr(returned, layer)) == multiset(getattr(document, layer)), layer
    assert multiset(returned.events) == multiset(document.events)


def multiset(annotations: object) -> object:
    return sorted(map(repr, annotations)) if isinstance(annotations, tuple) else annotations


def test_the_article_comes_back_as_it_was(texts: Path) -> None:
    corpus = read_corpus(Path(__file__).parent.parent.parent / "gold", texts=[texts])
    for document in corpus:
        assert parse(render(document), document.id) == document


GOOD = """---
id: d1
lang: en
---
[e1 ORG acme|Acme] [v1|hired] [e2 PERSON|Ann] as [p1|head \\[acting\\]] in [t1 DATE 2025-06|June].
---
v1 Personnel:Start-Position OTHER cluster=acme-hires-ann date=2025-06 timex=t1 Person=e2 Position=@p1
"""


def test_a_document_reads_as_it_looks() -> None:
    document = parse(GOOD, "d1.inline")
    assert document.text == "Acme hired Ann as head [acting] in June."
    assert document.entities == (Entity(0, 4, "ORG", "acme", "e1", "Acme"), Entity(11, 14, "PERSON", None, "e2", "Ann"))
    assert document.events is not None
    assert document.events[0].realis == "OTHER"
    assert document.events[0].args == (Argument("Person", "e2"), Argument("Position", None, 18, 31, "head [acting]"))


@pytest.mark.parametrize(
    ("found", "replaced", "line", "problem"),
    [
        pytest.param("[e2 PERSON|Ann]", "[Ann]", 5, "opens no mark", id="a bracket that is no mark"),
        pytest.param("[e2 PERSON|Ann]", "Ann]", 5, "closes no mark", id="a bracket that closes nothing"),
        pytest.param("[e2 PERSON|Ann]", "[e2 PERSON|Ann", 5, "never closed", id="a mark that is not closed"),
        pytest.param("[e2 PERSON|Ann]", "[e2|Ann]", 5, "has 0 fields, expected TYPE", id="a mark without a type"),
        pytest.param("v1 Personnel", "v2 Personnel", 7, "has no trigger", id="an event without a trigger"),
        pytest.param("v1 Personnel", "# Personnel", 7, "expected", id="a line of no kind"),
        pytest.param("v1 Personnel:Start-Position", "before a <", 7, "expected", id="half a pair"),
        pytest.param("Position=@p1", "Position=@p2", 7, "free span 'p2' is not marked", id="a free span that is not marked"),
        pytest.param("OTHER", "MAYBE", 7, "'MAYBE', expected realis", id="a word of no meaning"),
        pytest.param("lang: en", "language: en", 3, "with a key of", id="an unknown head field"),
    ],
)
def test_a_fault_is_named_with_its_line(found: str, replaced: str, line: int, problem: str) -> None:
    with pytest.raises(DataError) as raised:
        parse(GOOD.replace(found, replaced), "d1.inline")
    assert any(str(fault).startswith(f"d1.inline:{line}: ") and problem in fault.problem for fault in raised.value.faults), str(
        raised.value
    )


def test_a_file_without_its_three_rules_is_refused() -> None:
    with pytest.raises(DataError, match="between two lines of ---"):
        parse("id: d1\n", "d1.inline")
