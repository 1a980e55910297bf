"""One document for the terminal: its text marked up, its annotations and timeline, and what systems make of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmark.records import Annotations, Argument, Entity, Event, GoldDocument, Money, Prediction, Timex
from benchmark.reporting.tables import NOTHING
from benchmark.timelines import timeline

__all__ = ["annotation_rows", "describe", "show_document", "show_predictions"]

STYLE = {"entities": "bold cyan", "timexes": "bold green", "money": "bold yellow", "events": "bold magenta"}
OUTCOME_STYLE = {"right": "green", "missed": "red", "spurious": "yellow"}


def describe(annotation: Entity | Timex | Money | Event) -> str:
    """What an annotation says of its span, in a few words."""
    if isinstance(annotation, Entity):
        return f"{annotation.type} {annotation.entity or ''}".rstrip()
    if isinstance(annotation, Timex):
        return " ".join(filter(None, [annotation.type, annotation.value or NOTHING, annotation.mod]))
    if isinstance(annotation, Money):
        amount = annotation.amount or f"{annotation.min or NOTHING} to {annotation.max or NOTHING}"
        return " ".join(filter(None, [annotation.currency, amount, annotation.mod]))
    said = [annotation.type]
    said += [word for word in (annotation.realis, annotation.polarity) if word not in ("ACTUAL", "POSITIVE")]
    return " ".join(said + ([annotation.date] if annotation.date else []))


def show_document(console: Console, document: GoldDocument) -> None:
    """The text with its annotations in colour, in brackets where there is no colour; then a table of them, and the timeline."""
    console.print(f"{document.id}  {document.lang or NOTHING}  {document.dct or NOTHING}", style="bold")
    if document.text is not None:
        console.print(_marked_up(document, brackets=console.color_system is None), soft_wrap=True, highlight=False)
    table = Table("layer", "place", "text", "says", box=None, header_style="bold")
    for layer, _, annotation in sorted(document.spans(), key=lambda found: (found[2].start, -found[2].end)):
        says = describe(annotation) + (f"  {_arguments(annotation, document)}" if isinstance(annotation, Event) else "")
        surface = _surface(annotation, document)
        table.add_row(layer, f"{annotation.start}-{annotation.end}", Text(surface, style=STYLE[layer]), Text(says))
    console.print()
    console.print(table)
    _show_timeline(console, document)


def annotation_rows(name: str, side: Annotations, document: GoldDocument) -> list[tuple[str, str, int, int, str, str]]:
    """Every annotation of one side as (side, layer, start, end, text, what it says), in the order of the text."""
    spans = sorted(side.spans(), key=lambda found: (found[2].start, -found[2].end))
    return [(name, layer, item.start, item.end, _surface(item, document), describe(item)) for layer, _, item in spans]


def _surface(annotation: Entity | Timex | Money | Event | Argument, document: GoldDocument) -> str:
    if document.text is not None and annotation.start is not None and annotation.end is not None:
        return document.text[annotation.start : annotation.end]
    return annotation.text or NOTHING


def _arguments(event: Event, document: GoldDocument) -> str:
    places = {annotation.id: annotation for _, _, annotation in document.spans() if annotation.id is not None}
    fillers = [(argument.role, places.get(argument.ref or "", argument)) for argument in event.args]
    return ", ".join(f"{role}: {_surface(filler, document)}" for role, filler in fillers)


def _marked_up(document: GoldDocument, *, brackets: bool) -> Text:
    text = document.text or ""
    marked = Text()
    spans = sorted(document.spans(), key=lambda found: (found[2].start, -found[2].end))
    if not brackets:
        marked.append(text)
        for layer, _, annotation in spans:
            marked.stylize(STYLE[layer], annotation.start, annotation.end)
        return marked
    done = 0
    for _, _, annotation in spans:
        if annotation.start >= done:
            marked.append(text[done : annotation.start])
            marked.append(f"[{text[annotation.start : annotation.end]} = {describe(annotation)}]")
            done = annotation.end
    marked.append(text[done:])
    return marked


def _show_timeline(console: Console, annotations: Annotations) -> None:
    events = timeline(annotations).events
    if not events:
        return
    table = Table("date", "what happened", "mentions", box=None, header_style="bold", title="timeline", title_justify="left")
    for event in sorted(events, key=lambda event: (event.date is None, event.date or "")):
        table.add_row(event.date or "undated", Text(event.cluster), str(len(event.mentions)))
    console.print()
    console.print(table)


def show_predictions(console: Console, document: GoldDocument, predictions: Mapping[str, Prediction]) -> None:
    """For each system and layer what is right, missed and spurious."""
    for name, prediction in predictions.items():
        console.print()
        console.print(Text(name, style="bold"))
        if prediction.failed is not None:
            console.print(Text(f"failed: {prediction.failed}", style="red"))
            continue
        table = Table("layer", "outcome", "place", "text", "gold", "predicted", box=None, header_style="bold")
        for layer, outcome, gold, predicted in compared(document, prediction):
            place = gold or predicted
            if place is not None:
                cells = [describe(side) if side is not None else NOTHING for side in (gold, predicted)]
                surface = Text(_surface(place, document))
                table.add_row(
                    layer, Text(outcome, style=OUTCOME_STYLE.get(outcome, "")), f"{place.start}-{place.end}", surface, *map(Text, cells)
                )
        console.print(table)


Compared = tuple[str, str, Entity | Timex | Money | Event | None, Entity | Timex | Money | Event | None]


def compared(document: GoldDocument, prediction: Prediction) -> Iterator[Compared]:
    """Every span of both sides: right where span and content agree, else missed and spurious, in the order of the text."""
    for layer in ("entities", "timexes", "money", "events"):
        if getattr(prediction, layer) is None or getattr(document, layer) is None:
            continue
        left = list(getattr(prediction, layer))
        rows: list[Compared] = []
        for gold in getattr(document, layer):
            match = next((item for item in left if _content(item) == _content(gold)), None)
            if match is not None:
                left.remove(match)
            rows.append((layer, "right" if match is not None else "missed", gold, match))
        rows += [(layer, "spurious", None, item) for item in left]
        yield from sorted(rows, key=lambda row: _place(row[2:]))


def _place(sides: Sequence[Entity | Timex | Money | Event | None]) -> tuple[int, int]:
    side = next(side for side in sides if side is not None)
    return side.start, side.end


def _content(annotation: Entity | Timex | Money | Event) -> tuple[object, ...]:
    if isinstance(annotation, Money):
        amounts = [Decimal(value) if value is not None else None for value in (annotation.amount, annotation.min, annotation.max)]
        return (annotation.start, annotation.end, annotation.currency, *amounts)
    if isinstance(annotation, Timex):
        return (annotation.start, annotation.end, annotation.type, annotation.value)
    return (annotation.start, annotation.end, annotation.type)
