"""The spans of the HTML report: of each document its text, gold, and what became of every annotation in every run, ready for JSON.

A document's annotations stand in rows `[layer, start, length, label, ...]`, layer and label as numbers; of a run only what differs is kept:
a letter for each gold annotation, and the rows of what it said else, shared by all runs.  So 100 runs over 1,000 documents take megabytes.
Kinds are those of `benchmark.aligning`: the page judges nothing again, except that it lists the arguments that two events do not share.
Text that is not ours.  Where a text may not be shown, spans come with the surface that gold itself publishes, and without any other.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmark.aligning import SPAN_LAYERS, Annotation, arguments_of, judged, label_of, places_of
from benchmark.metrics.timelines import pair_events
from benchmark.records import Annotations, Event, GoldDocument, Money, Prediction, Timex
from benchmark.reporting.boards import Board
from benchmark.timelines import TimelineEvent, timeline

__all__ = ["KINDS", "AnswerBook", "Answers", "compact"]

Answers = Callable[[], tuple[Sequence[GoldDocument], Sequence[Prediction]] | None]
"""Gives the documents of a run, in its label set, and what the system answered for each; None where that is not stored.

It is called once a run, so that no two runs' answers are in memory at once.
"""
KINDS = {"right": ".", "missed": "m", "spurious": "s", "boundary": "b", "type": "t", "value": "v", "argument": "a", "date": "d"}
"""The letter of each kind."""
OTHERWISE = "r"
"""Right, but said otherwise: in a way that the layer does not count, or with other arguments."""
UNTRIED = "-"
JSON = dict[str, Any]
Row = tuple[Any, ...]
BLOCK_CHARACTERS = 60_000
"""Of JSON in a block of documents: one is unpacked in a millisecond or two."""


class Pool:
    """Rows by number, each once."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}

    def number(self, row: Any) -> int:
        """The number of a row."""
        return self.numbers.setdefault(row, len(self.numbers))

    @property
    def rows(self) -> list[Any]:
        """By number."""
        return list(self.numbers)


@dataclass
class _View:
    """A document on one board: gold's rows, what runs said else, and each run's letters."""

    gold: list[Row]
    surfaces: list[str | None]
    timeline: list[Row]
    said: Pool = field(default_factory=Pool)
    lanes: Pool = field(default_factory=Pool)
    runs: list[str] = field(default_factory=list)

    def json(self, *, with_surfaces: bool) -> str:
        """Runs are encoded already."""
        parts = {"g": compact(self.gold), "p": compact(self.said.rows), "t": compact(self.timeline), "l": compact(self.lanes.rows)}
        if with_surfaces:
            parts["w"] = compact(self.surfaces)
        parts["s"] = f"[{','.join(self.runs)}]"
        return "{" + ",".join(f'"{name}":{content}' for name, content in parts.items()) + "}"


class AnswerBook:
    """Collects documents and runs, and gives them in blocks; `texts` are those that may be shown, by document."""

    def __init__(self, *, shown: Callable[[str], bool]) -> None:
        self.shown = shown
        self.documents: dict[str, GoldDocument] = {}
        self.views: dict[str, dict[int, _View]] = {}
        self.labels = Pool()
        self.kinds: dict[tuple[int, int], Counter[tuple[int, int, str, str]]] = {}
        """By board and run: how many of each (layer, label, language, kind)."""
        self.gold: Counter[tuple[int, str, str, str]] = Counter()
        """Gold annotations by board, layer, label and language."""

    def add_board(self, place: int, board: Board, answers: Mapping[str, Answers]) -> None:
        """Takes in every run of a board whose answers are known, by the run's name."""
        for number, run in enumerate(board.runs):
            found = answers[run.name]() if run.name in answers else None
            if found is not None:
                self._add_run(place, number, *found, [layer for layer in SPAN_LAYERS if layer in run.layers])

    def _add_run(
        self, board: int, number: int, documents: Sequence[GoldDocument], predictions: Sequence[Prediction], layers: Sequence[str]
    ) -> None:
        shown = [index for index, layer in enumerate(SPAN_LAYERS) if layer in layers]
        views = [self._view(board, document) for document in documents]
        sheets = [_Sheet.of(document, view, shown) for document, view in zip(documents, views, strict=True)]
        tally = self.kinds.setdefault((board, number), Counter())
        for layer in layers:
            index = SPAN_LAYERS.index(layer)
            for one in judged(layer, gold=documents, predicted=predictions):
                side = one.gold or one.predicted
                if side is not None:
                    tally[index, self.labels.number(label_of(side)), documents[one.number].lang or "", KINDS[one.kind]] += 1
                if one.kind != "argument":
                    said = None if one.predicted is None else self._row(index, one.predicted, places_in(predictions[one.number], index))
                    sheets[one.number].take(one.kind, one.gold, said)
        pairs = zip(views, predictions, strict=True)
        with_timeline = "events" in layers and any(view.timeline or prediction.events for view, prediction in pairs)
        for document, prediction, view, sheet in zip(documents, predictions, views, sheets, strict=True):
            lanes = self._lanes(document, prediction, view) if with_timeline else None
            view.runs.append(sheet.encoded(number, prediction.failed, lanes))

    def _view(self, board: int, document: GoldDocument) -> _View:
        views = self.views.setdefault(document.id, {})
        self.documents.setdefault(document.id, document)
        if board not in views:
            gold, surfaces = [], []
            for index, layer in enumerate(SPAN_LAYERS):
                places = places_in(document, index)
                for annotation in getattr(document, layer) or ():
                    gold.append(self._row(index, annotation, places))
                    surfaces.append(annotation.text)
                    self.gold[board, layer, label_of(annotation), document.lang or ""] += 1
            events = timeline(document).events if document.events else ()
            views[board] = _View(gold, surfaces, [self._timeline_row(event) for event in events])
        return views[board]

    def _row(self, layer: int, annotation: Annotation, places: dict[str, tuple[int, int]]) -> Row:
        head = (layer, annotation.start, annotation.end - annotation.start, self.labels.number(label_of(annotation)))
        if isinstance(annotation, Timex):
            return (*head, annotation.value, annotation.mod)
        if isinstance(annotation, Money):
            return (*head, annotation.amount, annotation.min, annotation.max, annotation.mod)
        if isinstance(annotation, Event):
            arguments = sorted((role, start, end - start) for role, start, end in arguments_of(annotation, places))
            return (*head, annotation.realis, annotation.polarity, annotation.date, tuple(arguments))
        return head

    def _timeline_row(self, event: TimelineEvent) -> Row:
        first = event.mentions[0]
        name = "" if event.mentions[0].cluster is None else event.cluster
        return (event.date, self.labels.number(first.type), first.start, first.end - first.start, len(event.mentions), name)

    def _lanes(self, document: GoldDocument, prediction: Prediction, view: _View) -> list[int]:
        """A run's timeline as pairs of numbers: of gold's event or -1, and of its own row, -1 where that is gold's."""
        sides = timeline(document), timeline(prediction)
        partner = {right: left for left, right in pair_events(*sides)}
        lanes: list[int] = []
        for place, event in enumerate(sides[1].events):
            left, row = partner.get(place, -1), self._timeline_row(event)
            same = left >= 0 and view.timeline[left][:-1] == row[:-1]
            lanes += [left, -1 if same else view.lanes.number(row)]
        return lanes

    def blocks(self, order: Sequence[str]) -> Iterator[tuple[list[str], str]]:
        """Documents in blocks: their ids, and a list of them as JSON."""
        ids: list[str] = []
        parts: list[str] = []
        for name in (name for name in order if name in self.documents):
            ids.append(name)
            parts.append(self._document(name))
            if sum(map(len, parts)) >= BLOCK_CHARACTERS:
                yield ids, f"[{','.join(parts)}]"
                ids, parts = [], []
        if ids:
            yield ids, f"[{','.join(parts)}]"

    def _document(self, name: str) -> str:
        shown = self.shown(name)
        text = self.documents[name].text if shown else None
        views = [f'"{board}":{view.json(with_surfaces=text is None)}' for board, view in self.views[name].items()]
        return f'{{"id":{compact(name)},"text":{compact(text)},"views":{{{",".join(views)}}}}}'

    def tallies(self, board: int, runs: int) -> list[list[list[Any]] | None]:
        """How often each run made each kind of error: rows of [layer, label, language, kind, number]."""
        return [
            [[*key, number] for key, number in sorted(self.kinds[board, run].items())] if (board, run) in self.kinds else None
            for run in range(runs)
        ]


@dataclass
class _Sheet:
    """What one run said of one document, while it is collected."""

    letters: list[str]
    places: dict[int, int]
    gold: list[Row]
    pool: Pool
    said: list[int]
    spurious: list[int]

    @classmethod
    def of(cls, document: GoldDocument, view: _View, layers: Sequence[int]) -> _Sheet:
        """`places` finds a gold annotation's row: the records themselves, since two may be equal."""
        records = [annotation for layer in SPAN_LAYERS for annotation in getattr(document, layer) or ()]
        places = {id(annotation): place for place, annotation in enumerate(records)}
        letters = [UNTRIED if row[0] not in layers else KINDS["missed"] for row in view.gold]
        return cls(letters, places, view.gold, view.said, [-1] * len(letters), [])

    def take(self, kind: str, gold: Annotation | None, said: Row | None) -> None:
        """One outcome; `said` is the predicted annotation's row."""
        if gold is None:
            if said is not None:
                self.spurious.append(self.pool.number(said))
            return
        place = self.places[id(gold)]
        self.letters[place] = KINDS[kind]
        if said is not None and (kind != "right" or said != self.gold[place]):
            self.letters[place] = OTHERWISE if kind == "right" else KINDS[kind]
            self.said[place] = self.pool.number(said)

    def encoded(self, run: int, failed: str | None, lanes: list[int] | None) -> str:
        """[run, letters, numbers of rows, what failed, timeline]; the numbers are those of letters that have one, then the spurious."""
        numbers = [number for number in self.said if number >= 0] + sorted(self.spurious)
        fields: list[Any] = [run, "".join(self.letters), numbers]
        if failed is not None or lanes is not None:
            fields.append(failed)
        if lanes is not None:
            fields.append(lanes)
        return compact(fields)


def places_in(annotations: Annotations, layer: int) -> dict[str, tuple[int, int]]:
    """The spans that arguments may refer to, where the layer has arguments."""
    return places_of(annotations) if SPAN_LAYERS[layer] == "events" else {}


def compact(value: Any) -> str:
    """JSON without blanks; lone surrogates, which no file of UTF-8 can hold, stay escapes."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
