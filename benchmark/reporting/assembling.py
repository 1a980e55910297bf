"""The HTML report from stored runs: boards, answers and what is said of the method, as the blocks of one page.

A report holds a board for each signature.  Runs whose answers are not at hand, such as published counts, are ranked and compared like all
others, and have no spans to show.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmark import __version__
from benchmark.aligning import SPAN_LAYERS
from benchmark.leaderboards import ScoredRun
from benchmark.profiles import profile_named
from benchmark.reporting.answers import KINDS, AnswerBook, Answers, compact
from benchmark.reporting.boards import Board, board_of
from benchmark.reporting.pages import page
from benchmark.scoring import metric_modules
from benchmark.storing import Manifest

__all__ = ["Group", "Report", "report_page"]


@dataclass(frozen=True)
class Group:
    """Runs of one signature; `answers` and `manifests` are by the run's name, for those that have them."""

    runs: Sequence[ScoredRun]
    answers: Mapping[str, Answers]
    manifests: Mapping[str, Manifest]


@dataclass(frozen=True)
class Report:
    """What a page is made of: `shown` says whether a document's text may be shown."""

    groups: Sequence[Group]
    shown: Callable[[str], bool]
    made: str = ""
    """When, as it shall stand in the page; nothing where pages of the same runs shall be the same."""
    corpora: Sequence[Mapping[str, Any]] = ()
    notices: Sequence[str] = ()
    """What readers must know before they trust the spans."""


def report_page(report: Report) -> Iterator[bytes]:
    """The one file in parts."""
    boards = [board_of(group.runs, key) for group, key in zip(report.groups, _keys(report.groups), strict=True)]
    names = ", ".join(dict.fromkeys(board.signature.corpus.partition("@")[0] for board in boards))
    return page(f"linimasa: {names}", _blocks(report, boards))


def _keys(groups: Sequence[Group]) -> list[str]:
    """A name for each board's address, told apart by numbers where split and label set do not."""
    keys: list[str] = []
    for group in groups:
        signature = group.runs[0].signature
        parts = [signature.split or "all", *(signature.languages or ()), signature.label_set]
        key = "/".join(filter(None, parts))
        keys.append(key if key not in keys else f"{key}/{len(keys) + 1}")
    return keys


def _blocks(report: Report, boards: Sequence[Board]) -> Iterator[tuple[str, str]]:
    """The head last in work and first on the page: it says in which block each document is."""
    book = AnswerBook(shown=report.shown)
    for place, (board, group) in enumerate(zip(boards, report.groups, strict=True)):
        book.add_board(place, board, group.answers)
    order = list(dict.fromkeys(name for board in boards for name in board.documents))
    where: dict[str, int] = {}
    texts: list[tuple[str, str]] = []
    for number, (names, content) in enumerate(book.blocks(order)):
        where |= dict.fromkeys(names, number)
        texts.append((f"texts-{number}", content))
    yield "head", compact(_head(report, boards, book, order, where))
    for place, board in enumerate(boards):
        yield f"breakdowns-{place}", compact(board.breakdowns())
        yield f"pairs-{place}", compact(board.pairs())
        yield f"kinds-{place}", compact(book.tallies(place, len(board.runs)))
        for layer in board.layers:
            yield f"cube-{place}-{layer}", compact(board.cube(layer))
            yield f"documents-{place}-{layer}", compact(board.by_document(layer))
    yield "method", compact(_method(report, boards, book))
    yield from texts


def _head(report: Report, boards: Sequence[Board], book: AnswerBook, order: Sequence[str], where: Mapping[str, int]) -> dict[str, Any]:
    languages = {name: lang for board in boards for run in board.runs for name, lang in run.languages.items()}
    place_of = {name: place for place, name in enumerate(order)}
    documents = []
    for name in order:
        document = book.documents.get(name)
        facts = {"id": name, "lang": languages.get(name, ""), "block": where.get(name)}
        if document is not None:
            facts |= {"lang": document.lang or "", "dct": document.dct, "text": report.shown(name) and document.text is not None}
        documents.append(facts)
    return {
        "linimasa": __version__,
        "made": report.made,
        "notices": list(report.notices),
        "kinds": KINDS,
        "spanLayers": SPAN_LAYERS,
        "labels": book.labels.rows,
        "documents": documents,
        "boards": [
            board.head()
            | {
                "documents": [place_of[name] for name in board.documents],
                "answers": [(place, run) in book.kinds for run in range(len(board.runs))],
            }
            for place, board in enumerate(boards)
        ],
    }


def _method(report: Report, boards: Sequence[Board], book: AnswerBook) -> dict[str, Any]:
    """What the page on the method says besides its own words."""
    layers = dict.fromkeys(layer for board in boards for layer in board.layers)
    profiles = dict.fromkeys(board.signature.profile for board in boards)
    gold = [[*key, number] for key, number in sorted(book.gold.items())]
    manifests = [
        [_manifest(group.manifests.get(run.name)) for run in board.runs] for board, group in zip(boards, report.groups, strict=True)
    ]
    return {
        "definitions": {layer: inspect.cleandoc(metric_modules()[layer].__doc__ or "") for layer in layers},
        "profiles": {name: profile_named(name).source for name in profiles},
        "manifests": manifests,
        "corpora": list(report.corpora),
        "gold": gold,
    }


def _manifest(manifest: Manifest | None) -> dict[str, Any] | None:
    """Of a manifest what readers ask for; no path of the machine it was made on."""
    if manifest is None:
        return None
    names = ("linimasa", "provides", "languages", "options", "removed_labels", "python", "platform", "finished")
    return {name: getattr(manifest, name) for name in names}
