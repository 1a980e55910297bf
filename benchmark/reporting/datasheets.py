"""The tables of a corpus's datasheet: what it is made of, which hard cases it holds, what its splits share, how far annotators agree.

Only documents whose text may be published are counted, so that the tables are the same on every machine.  Words are what white space sets
apart; a sentence ends at `.`, `!`, `?` or a line's end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from benchmark.agreement import agreement
from benchmark.corpora import Corpus
from benchmark.formats import open_corpus
from benchmark.records import Event, GoldDocument, Money, Timex
from benchmark.reporting.tables import NOTHING, Table, percent, put_between
from benchmark.scoring import MetricScore
from benchmark.timelines import timeline

__all__ = ["MARKS", "datasheet_tables", "passes_of", "with_tables"]

MARKS = ("<!-- tables -->", "<!-- /tables -->")
LAYERS = ("entities", "timexes", "money", "events", "before")
FEW_EVENTS = 4
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")


class Described:
    """A document with what its phenomena are looked for in."""

    def __init__(self, document: GoldDocument, split: str) -> None:
        self.document = document
        self.split = split
        self.text = document.text or ""
        self.lang = document.lang or NOTHING

    @cached_property
    def sentence_ends(self) -> list[int]:
        """Where each sentence ends."""
        return [match.start() for match in SENTENCE_END.finditer(self.text)]

    def sentence_of(self, place: int) -> int:
        """The number of the sentence at a place."""
        return sum(end <= place for end in self.sentence_ends)

    def surface(self, annotation: Timex | Money | Event) -> str:
        """The text of an annotation."""
        return self.text[annotation.start : annotation.end]

    @property
    def headline(self) -> str:
        """The first line."""
        return self.text.partition("\n")[0]

    def timexes(self, wanted: Callable[[Timex, str], object]) -> int:
        """How many time expressions are of some kind."""
        return sum(bool(wanted(timex, self.surface(timex))) for timex in self.document.timexes or ())

    def amounts(self, wanted: Callable[[Money, str], object]) -> int:
        """How many amounts are of some kind."""
        return sum(bool(wanted(money, self.surface(money))) for money in self.document.money or ())

    def events(self, wanted: Callable[[Event], object]) -> int:
        """How many events are of some kind."""
        return sum(bool(wanted(event)) for event in self.document.events or ())


def _unsaid_month(timex: Timex, surface: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d", timex.value or "") is not None and re.search(r"\d{4}", surface) is None


def _ahead(described: Described, timex: Timex) -> bool:
    return (timex.value or "") > (described.document.dct or "")[:7]


def _sentences_to_date(described: Described, event: Event) -> int:
    """How many sentences lie between an event and the expression that dates it."""
    places = {timex.id: timex.start for timex in described.document.timexes or ()}
    if event.timex is None or event.timex not in places:
        return 0
    return abs(described.sentence_of(event.start) - described.sentence_of(places[event.timex]))


def _shared_triggers(described: Described) -> int:
    places = Counter((event.start, event.end) for event in described.document.events or ())
    return sum(number for number in places.values() if number > 1)


def _bracketed(described: Described) -> int:
    return sum(
        described.text[mention.start - 1 : mention.start] == "(" and described.text[mention.end : mention.end + 1] == ")"
        for mention in described.document.entities or ()
        if mention.type == "ORG"
    )


def _one_word_people(described: Described) -> int:
    words: dict[str, int] = {}
    for mention in described.document.entities or ():
        if mention.type == "PERSON" and mention.entity is not None:
            words[mention.entity] = max(words.get(mention.entity, 0), len(described.text[mention.start : mention.end].split()))
    return sum(number == 1 for number in words.values())


PHENOMENA: tuple[tuple[str, Callable[[Described], int]], ...] = (
    ("amounts with a decimal sign", lambda one: one.amounts(lambda _, text: re.search(r"\d[.,]\d{1,2}(?!\d)", text))),
    ("amounts with a sign for thousands", lambda one: one.amounts(lambda _, text: re.search(r"\d[.,]\d{3}(?!\d)", text))),
    ("amounts in words", lambda one: one.amounts(lambda money, text: money.amount and not re.search(r"\d", text))),
    ("ranges of amounts", lambda one: one.amounts(lambda money, text: money.amount is None and re.search(r"\d", text))),
    (
        "vague amounts (hundreds of millions)",
        lambda one: one.amounts(lambda money, text: money.amount is None and not re.search(r"\d", text)),
    ),
    ("approximate or bounded amounts", lambda one: one.amounts(lambda money, _: money.mod)),
    ("weekdays with a date in brackets", lambda one: one.timexes(lambda _, text: re.search(r"\w \(\d{1,2}/\d", text))),
    ("weeks", lambda one: one.timexes(lambda timex, _: re.search(r"-W\d\d", timex.value or ""))),
    ("quarters and halves of years", lambda one: one.timexes(lambda timex, _: re.search(r"-[QH]\d", timex.value or ""))),
    ("starts, middles and ends (`awal 2024`)", lambda one: one.timexes(lambda timex, _: timex.mod in ("START", "MID", "END"))),
    ("clock times", lambda one: one.timexes(lambda timex, _: re.search(r"T\d\d:", timex.value or ""))),
    ("durations", lambda one: one.timexes(lambda timex, _: timex.type == "DURATION")),
    ("sets", lambda one: one.timexes(lambda timex, _: timex.type == "SET")),
    (
        "months without a year, up to the month of the creation time",
        lambda one: one.timexes(lambda timex, text: _unsaid_month(timex, text) and not _ahead(one, timex)),
    ),
    (
        "months without a year, after it",
        lambda one: one.timexes(lambda timex, text: _unsaid_month(timex, text) and _ahead(one, timex)),
    ),
    ("people of one name", _one_word_people),
    ("names with `bin`, `binti` or `a/l`", lambda one: len(re.findall(r"\w (?:bin|binti|a/l|a/p) [A-Z]", one.text))),
    ("abbreviations in brackets", _bracketed),
    ("headlines in capitals", lambda one: int(one.headline.isupper())),
    ("planned or possible events", lambda one: one.events(lambda event: event.realis == "OTHER")),
    ("denied or negated events", lambda one: one.events(lambda event: event.polarity == "NEGATIVE")),
    ("moves from one organization to another", lambda one: one.events(lambda event: any(role.role == "Origin" for role in event.args))),
    ("events that share a trigger (joint hires)", _shared_triggers),
    ("events dated from another sentence", lambda one: one.events(lambda event: _sentences_to_date(one, event) == 1)),
    ("events dated two or more sentences away", lambda one: one.events(lambda event: _sentences_to_date(one, event) > 1)),
    ("events without a date", lambda one: one.events(lambda event: event.date is None)),
    (f"documents with at most {FEW_EVENTS} events", lambda one: int(len(one.document.events or ()) <= FEW_EVENTS)),
)


def passes_of(folder: Path) -> tuple[Path, ...]:
    """The two annotations that a corpus folder holds beside its gold, in `passes/a` and `passes/b`; none where one is missing."""
    passes = tuple(folder / "passes" / name for name in "ab")
    return passes if all(path.is_dir() for path in passes) else ()


def datasheet_tables(corpus: Corpus, passes: Sequence[Path] = ()) -> Iterator[Table]:
    """The tables; `passes` are two annotations of the same texts, made before their differences were settled."""
    split_of = {name: split for split, names in corpus.splits.items() for name in names}
    own = [
        Described(document, split_of.get(document.id, NOTHING)) for document in corpus if corpus.own is None or document.id in corpus.own
    ]
    yield _composition(own)
    yield _by_split("entity type", own, lambda one: (mention.type for mention in one.document.entities or ()))
    yield _by_split("TIMEX3 type", own, lambda one: (timex.type for timex in one.document.timexes or ()))
    yield _by_split("currency", own, lambda one: (money.currency for money in one.document.money or ()))
    yield _by_split("event type", own, lambda one: (event.type for event in one.document.events or ()))
    yield _phenomena(own)
    yield _ambiguous(own)
    yield _shared_names(own)
    if passes:
        yield from _agreements(passes)


def _composition(own: Sequence[Described]) -> Table:
    rows = []
    groups = sorted({(one.split, one.lang) for one in own}, key=_place(own))
    for split, lang in [*groups, ("all", "")]:
        chosen = [one for one in own if split == "all" or (one.split, one.lang) == (split, lang)]
        numbers = [sum(len(getattr(one.document, layer) or ()) for one in chosen) for layer in LAYERS]
        on_timelines = [event for one in chosen for event in timeline(one.document).events]
        words = sum(len(one.text.split()) for one in chosen)
        dated = sum(event.date is not None for event in on_timelines)
        rows.append((split, lang, *map(str, (len(chosen), words, *numbers, len(on_timelines), dated))))
    columns = ("split", "lang", "documents", "words", *LAYERS, "events on timelines", "with a date")
    return Table(columns, tuple(rows), "Documents and annotations")


def _place(own: Sequence[Described]) -> Callable[[tuple[str, str]], tuple[int, int]]:
    """Splits and languages in the order of the corpus."""
    splits, langs = (list(dict.fromkeys(getattr(one, name) for one in own)) for name in ("split", "lang"))
    return lambda group: (splits.index(group[0]), langs.index(group[1]))


def _by_split(what: str, own: Sequence[Described], labels: Callable[[Described], Iterable[str]]) -> Table:
    splits = list(dict.fromkeys(one.split for one in own))
    counted = {split: Counter(label for one in own if one.split == split for label in labels(one)) for split in splits}
    whole: Counter[str] = Counter()
    for by_label in counted.values():
        whole.update(by_label)
    rows = [
        (label, *(str(counted[split][label]) for split in splits), str(number))
        for label, number in sorted(whole.items(), key=lambda item: (-item[1], item[0]))
    ]
    return Table((what, *splits, "all"), tuple(rows), f"By {what}")


def _phenomena(own: Sequence[Described]) -> Table:
    langs = list(dict.fromkeys(one.lang for one in own))
    rows = []
    for name, count in PHENOMENA:
        found = [(one.lang, count(one)) for one in own]
        by_lang = [str(sum(number for lang, number in found if lang == wanted)) for wanted in langs]
        rows.append((name, *by_lang, str(sum(number for _, number in found)), str(sum(number > 0 for _, number in found))))
    return Table(("phenomenon", *langs, "all", "in documents"), tuple(rows), "Hard cases")


def _ambiguous(own: Sequence[Described]) -> Table:
    """Names that only context tells apart: of several types, or ordinary words elsewhere."""
    types: dict[tuple[str, str], set[str]] = {}
    for one in own:
        for mention in one.document.entities or ():
            types.setdefault((one.lang, one.text[mention.start : mention.end]), set()).add(mention.type)
    rows = []
    for lang in dict.fromkeys(one.lang for one in own):
        names = {name: found for (of, name), found in types.items() if of == lang}
        vocabulary = {word for one in own if one.lang == lang for word in re.findall(r"\w+", one.text) if word.islower()}
        ordinary = sum(name.isalpha() and name.lower() in vocabulary for name in names)
        rows.append((lang, str(len(names)), str(sum(len(found) > 1 for found in names.values())), str(ordinary)))
    return Table(("lang", "distinct names", "of several types", "ordinary words elsewhere"), tuple(rows), "Names that context tells apart")


def _shared_names(own: Sequence[Described]) -> Table:
    """What of each split a system has seen that learned from train."""
    rows = []
    seen = _names(one for one in own if one.split == "train")
    sentences = _sentences(one for one in own if one.split == "train")
    for split in dict.fromkeys(one.split for one in own):
        if split == "train" or not seen:
            continue
        chosen = [one for one in own if one.split == split]
        names = _names(chosen)
        mentions = [(one.lang, one.text[span.start : span.end]) for one in chosen for span in one.document.entities or ()]
        rows.append(
            (
                split,
                f"{len(names & seen)} of {len(names)} ({percent(_share(names & seen, names))} %)",
                f"{sum(mention in seen for mention in mentions)} of {len(mentions)}",
                str(len(_sentences(chosen) & sentences)),
            )
        )
    return Table(
        ("split", "names that stand in train", "mentions of these", "sentences that stand in train"), tuple(rows), "Shared with train"
    )


def _share(part: set[tuple[str, str]], whole: set[tuple[str, str]]) -> float | None:
    return len(part) / len(whole) if whole else None


def _names(documents: Iterable[Described]) -> set[tuple[str, str]]:
    return {(one.lang, one.text[mention.start : mention.end]) for one in documents for mention in one.document.entities or ()}


def _sentences(documents: Iterable[Described]) -> set[str]:
    """Sentences of four words or more."""
    return {sentence for one in documents for part in SENTENCE_END.split(one.text) if len((sentence := part.strip()).split()) >= 4}


def _agreements(passes: Sequence[Path]) -> Iterator[Table]:
    """F1 of one pass against the other and kappa of types, by layer, in all and for each language."""
    one, other = ([*open_corpus(path)] for path in passes)
    langs = [None, *dict.fromkeys(document.lang for document in one)]
    found = {}
    for lang in langs:
        sides = [[document for document in side if lang is None or document.lang == lang] for side in (one, other)]
        found[lang] = len(sides[0]), agreement(*sides)
    rows = []
    whole = found[None][1]
    for layer, metrics in whole.scores.items():
        for metric in metrics:
            cells = [percent(_f1(agreed.scores, layer, metric)) for _, agreed in found.values()]
            kappa = whole.kappa.get(layer, (None, 0))[0]
            rows.append((layer, metric, *cells, NOTHING if kappa is None else f"{kappa:.3f}"))
    columns = ("layer", "metric", *(f"{lang or 'all'} ({number})" for lang, (number, _) in found.items()), "kappa of types")
    yield Table(columns, tuple(rows), "Agreement of the two passes: F1 of one against the other (documents in brackets)")


def _f1(scores: Mapping[str, Mapping[str, MetricScore]], layer: str, metric: str) -> float | None:
    score = scores.get(layer, {}).get(metric)
    return None if score is None else score.micro.f1


def with_tables(sheet: str, tables: str) -> str | None:
    """A datasheet with what stands between its marks replaced; None where it has none."""
    return put_between(sheet, MARKS, tables)
