"""Any document at all, for laws of formats; and what two documents that say the same have in common."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st

from benchmark.records import Argument, Before, Entity, Event, GoldDocument, Link, Money, Timex

SIGNS = st.characters(exclude_categories=("Cs",))
WORD = st.sampled_from(["PER", "Org-X", "a b", "", "O", "TIMEX3", "x:y", "é", "_", "NIL", "%41", "a\tb", "1", "#", "a,b;c", '"'])
NAME = st.none() | WORD
TEXT = st.text(SIGNS, max_size=40) | st.text(st.sampled_from("ab-'’ .\n\r\t&<#\"é́\u00a0"), max_size=40)


@st.composite
def documents(draw: st.DrawFn, *, name: str = "d1") -> GoldDocument:
    """A document with any annotations whose ids are none or each its own."""
    text = draw(TEXT)
    count = iter(range(1, 99))

    def some(build: Any) -> Any:
        if not text or draw(st.booleans()):
            return draw(st.none() | st.just(()))
        return tuple(build(*span(), next(count)) for _ in range(draw(st.integers(0, 3))))

    def span() -> tuple[int, int]:
        start = draw(st.integers(0, len(text) - 1))
        return start, draw(st.integers(start + 1, len(text)))

    def identified(number: int, letter: str) -> str | None:
        return draw(st.sampled_from([f"{letter}{number}", f"{letter}{number}", f"odd {number}", None]))

    def argument() -> Argument:
        start, end = span()
        ref = f"{draw(st.sampled_from('etmv'))}{draw(st.integers(1, 8))}"
        return draw(st.sampled_from([Argument(draw(WORD), ref), Argument(draw(WORD), None, start, end, text[start:end])]))

    amount = st.sampled_from(["1", "14.5", "x y", ""])
    return GoldDocument(
        id=name,
        lang=draw(st.sampled_from(["id", "en", None, "zh-Hans"])),
        dct=draw(st.sampled_from(["2025-01-02", "2025", None, "soon"])),
        text=text,
        source=draw(st.none() | st.just({"a": 1})),
        entities=some(lambda s, e, n: Entity(s, e, draw(WORD), draw(NAME), identified(n, "e"), text[s:e])),
        timexes=some(
            lambda s, e, n: Timex(
                s, e, draw(st.sampled_from(["DATE", "SET"]) | WORD), draw(NAME), draw(NAME), identified(n, "t"), text[s:e]
            )
        ),
        money=some(
            lambda s, e, n: Money(
                s, e, draw(WORD), draw(st.none() | amount), draw(st.none() | amount), None, draw(NAME), identified(n, "m"), text[s:e]
            )
        ),
        events=some(
            lambda s, e, n: Event(
                s,
                e,
                draw(WORD),
                tuple(argument() for _ in range(draw(st.integers(0, 2)))),
                draw(st.sampled_from(["ACTUAL", "OTHER", "GENERIC"])),
                draw(st.sampled_from(["POSITIVE", "NEGATIVE"])),
                draw(NAME),
                draw(st.sampled_from([None, "t3", "t1"])),
                draw(NAME),
                identified(n, "v"),
                text[s:e],
            )
        ),
        before=draw(st.none() | st.just(()) | st.builds(lambda a, b: (Before(a, b),), WORD, WORD)),
        links=draw(st.none() | st.just(()) | st.just((Link("e1", "t0", "BEFORE", "l1"),)) | st.just((Link("v1", "t2", "Odd", None),))),
    )


def sets(document: GoldDocument) -> dict[str, Any]:
    """Every field, layers as sorted lists: two documents that say the same are equal."""
    fields = {name: getattr(document, name) for name in document.__struct_fields__ if name not in ("text_sha256", "text_length")}
    return {name: sorted(map(repr, value)) if isinstance(value, tuple) else value for name, value in fields.items()}


def unnamed(document: GoldDocument) -> dict[str, Any]:
    """The same without the ids of annotations, for formats that give ids of their own: what an id refers to stands in its place."""
    named: dict[str | None, str] = {}
    for layer, _, span in document.spans():
        if span.id is not None:
            named[span.id] = f"{layer}:{span.start}-{span.end}"
    changes: dict[str, Any] = {}
    for layer in ("entities", "timexes", "money", "events"):
        spans = getattr(document, layer)
        changes[layer] = None if spans is None else tuple(_unnamed(span, named) for span in spans)
    if document.links is not None:
        changes["links"] = tuple(
            Link(named.get(link.source, link.source), named.get(link.target, link.target), link.relation) for link in document.links
        )
    return sets(msgspec.structs.replace(document, **changes))


def _unnamed(span: Any, named: dict[str | None, str]) -> Any:
    changes: dict[str, Any] = {"id": None}
    if isinstance(span, Event):
        changes["args"] = tuple(sorted((msgspec.structs.replace(arg, ref=named.get(arg.ref, arg.ref)) for arg in span.args), key=repr))
        changes["timex"] = named.get(span.timex, span.timex)
    return msgspec.structs.replace(span, **changes)
