"""What the Indonesian taggers learn from: a corpus of persons, organizations and places, refined, beside our own train split.

IDNER-News-2K has three types and neither times nor amounts.  A first tagger, trained on our own documents alone, says which of its
places are GPE, LOC or FAC, and which other names stand in it; the rules say where times and amounts stand (their extents only).  All is
tagged over the tokens that the systems use, so that training and use see the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmark.corpora import find_corpus, read_corpus
from benchmark.formats import read_documents
from benchmark.formats.tags import spans_of_tags
from benchmark.records import GoldDocument
from systems.crf.agreeing import NAMES, Found
from systems.crf.features import features
from systems.crf.tokens import tokens_of
from systems.rules import find_money, find_times
from systems.rules.gazetteers import territories

__all__ = ["Example", "coarse", "found_by", "own", "published", "refined", "strict_f1"]

LANG = "id"
COARSE = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
PLACES = ("GPE", "LOC", "FAC")
NAMED = {"PER": "PERSON", "ORG": "ORG"}
SOME_DAY = "2014-08-25"
"""The rules want a creation time; the extents that are used of what they find do not depend on it."""
UNLIKELY = 1e-9


@dataclass(frozen=True)
class Example:
    """A text with the spans that a tagger should find in it."""

    id: str
    text: str
    spans: tuple[Found, ...]

    @cached_property
    def sentences(self) -> list[list[re.Match[str]]]:
        """Its tokens by sentence."""
        return tokens_of(self.text)

    @cached_property
    def features(self) -> list[list[list[str]]]:
        """What the conditional random field sees of each token."""
        return features([[token[0] for token in sentence] for sentence in self.sentences])

    @property
    def tags(self) -> list[list[str]]:
        """IOB2 tags of each sentence's tokens; a span that goes on in the next sentence is cut there."""
        starts = {start: (end, label) for start, end, label in self.spans}
        return [list(_tags(sentence, starts)) for sentence in self.sentences]


def _tags(sentence: Sequence[re.Match[str]], starts: dict[int, tuple[int, str]]) -> Iterator[str]:
    end, label = 0, ""
    for token in sentence:
        if token.start() in starts:
            end, label = starts[token.start()]
            yield f"B-{label}"
        else:
            yield f"I-{label}" if token.end() <= end else "O"


def own(split: str) -> list[Example]:
    """Our own Indonesian documents of a split, with names, times and amounts."""
    return [_example(document) for document in read_corpus(find_corpus("gold")).select(split=split, langs=[LANG])]


def published(path: Path) -> list[Example]:
    """The sentences of a file of columns, as they are: PER, ORG and LOC."""
    return [_example(document) for document in read_documents(path)]


def _example(document: GoldDocument) -> Example:
    names = [(entity.start, entity.end, entity.type) for entity in document.entities or ()]
    times = [(timex.start, timex.end, timex.type) for timex in document.timexes or ()]
    amounts = [(money.start, money.end, "MONEY") for money in document.money or ()]
    return Example(document.id, document.text or "", tuple(sorted([*names, *times, *amounts])))


def found_by(tagger: Any, example: Example) -> list[Found]:
    """The spans that a tagger of python-crfsuite finds."""
    return [
        (sentence[first].start(), sentence[last - 1].end(), label)
        for sentence, seen in zip(example.sentences, example.features, strict=True)
        for first, last, label in spans_of_tags(tagger.tag(seen), bare_inside_opens=True)
    ]


def refined(example: Example, tagger: Any) -> Example:
    """A published sentence with fine places, and with the names, times and amounts that its annotation leaves out."""
    spans = [(start, end, NAMED.get(label, label)) for start, end, label in example.spans if label != "LOC"]
    spans += _places(example, tagger)
    amounts = [(money.start, money.end, "MONEY") for money in find_money(example.text, LANG)]
    times = [(timex.start, timex.end, timex.type) for timex in find_times(example.text, LANG, SOME_DAY)]
    others = [span for span in found_by(tagger, example) if span[2] in NAMES - COARSE.keys()]
    for span in (*amounts, *times, *others):
        if not any(span[0] < end and start < span[1] for start, end, _ in spans):
            spans.append(span)
    return Example(example.id, example.text, tuple(sorted(spans)))


def _places(example: Example, tagger: Any) -> Iterator[Found]:
    """The example's LOC with the type that the tagger finds likeliest; names of territories are GPE."""
    governed = territories(LANG)
    known = set(tagger.labels())
    for sentence, seen in zip(example.sentences, example.features, strict=True):
        tagger.set(seen)
        for start, end, label in example.spans:
            within = [place for place, token in enumerate(sentence) if start <= token.start() < end]
            if label == "LOC" and within and sentence[within[0]].start() == start:
                chances = {kind: _chance(tagger, known, kind, within) for kind in PLACES}
                yield start, end, "GPE" if example.text[start:end] in governed else max(PLACES, key=lambda kind: chances[kind])


def _chance(tagger: Any, known: Iterable[str], kind: str, places: Sequence[int]) -> float:
    """The logarithm of the chance of a type at the tokens of a span, each taken by itself."""
    tags = [f"{'B' if place == places[0] else 'I'}-{kind}" for place in places]
    return sum(math.log(UNLIKELY + (tagger.marginal(tag, place) if tag in known else 0)) for tag, place in zip(tags, places, strict=True))


def coarse(span: Found) -> Found | None:
    """A span at the types of the published corpus; None where it has none."""
    kind = span[2] if span[2] in COARSE.values() else COARSE.get(span[2])
    return (span[0], span[1], kind) if kind is not None else None


def strict_f1(
    answer: Callable[[Example], Iterable[Found]], examples: Iterable[Example], mapped: Callable[[Found], Found | None] = lambda span: span
) -> float:
    """F1 of exact spans and labels, over what a map of the labels leaves."""
    right = predicted = gold = 0
    for example in examples:
        found, expected = ({mapped(span) for span in side} - {None} for side in (answer(example), example.spans))
        right, predicted, gold = right + len(found & expected), predicted + len(found), gold + len(expected)
    return 2 * right / (predicted + gold) if predicted + gold else 0.0
