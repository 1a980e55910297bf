"""Scores files of predictions against gold; runs nothing.  Each PREDICTED, file or folder, is one system, named by its stem."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from benchmark.corpora import Corpus, LabelMap
    from benchmark.leaderboards import ScoredRun
    from benchmark.records import GoldDocument, Prediction


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("gold", type=Path, help="a corpus folder, or a file or folder of gold in any format")
    parser.add_argument("predicted", type=Path, nargs="+", help="a file or folder of predictions; each is one system")
    parser.add_argument("--format", metavar="F", help="the format of the predictions, where it is not found from their content")
    parser.add_argument("--gold-format", metavar="F", help="the format of gold")
    parser.add_argument("--layer", help="only this layer")
    parser.add_argument("--split", help="only these splits of the corpus, with commas; 'all' for everything (default: all)")
    parser.add_argument(
        "--labels", metavar="SET", help="score entities at a label set of the corpus, conll3, conll4, ontonotes18, or that of a TOML file"
    )
    parser.add_argument("--lang-default", metavar="LANG", help="the language of documents that do not say theirs")
    parser.add_argument(
        "--discontinuous",
        choices=["refuse", "cover"],
        default="refuse",
        help="what a span of several pieces is (brat): an error, or all of it",
    )
    parser.add_argument("--profile", default="linimasa", help="count as a community's reference scorer does")
    parser.add_argument("--missing", choices=["error", "empty"], default="error", help="what a document is that has no prediction")
    parser.add_argument("--by-label", action="store_true", help="every label in the table")


def run(options: argparse.Namespace) -> int:
    """0 when both sides could be read and joined."""
    from benchmark.commands import remark, say_found, say_unread
    from benchmark.formats import open_corpus
    from benchmark.labelling import labelled
    from benchmark.leaderboards import with_intervals
    from benchmark.profiles import profile_named

    profile = profile_named(options.profile)
    corpus = open_corpus(
        options.gold,
        format=options.gold_format,
        texts=options.texts,
        profile=profile,
        discontinuous=options.discontinuous,
        flag="--gold-format",
    )
    say_found(options, options.gold, corpus.found, options.gold_format, "--gold-format")
    if options.lang_default is not None:
        corpus = corpus.with_language(options.lang_default)
    if options.labels is not None:
        corpus, options.labels = labelled(corpus, options.labels)
    elsewhere: frozenset[str] = frozenset()
    if options.split not in (None, "all"):
        everything = {document.id for document in corpus}
        corpus = corpus.select(split=options.split)
        elsewhere = frozenset(everything - {document.id for document in corpus})
    for name in corpus.left_out:
        remark(options, f"{name}: text not supplied, left out (--texts DIR)")
    runs: list[ScoredRun] = [_scored(corpus, path, options, elsewhere) for path in options.predicted]
    say_unread(options, options.gold, corpus.unread)
    for run in runs:
        if not run.layers:
            remark(options, f"{run.system}: has no layer that gold has; nothing is scored")
    if options.output == "json":
        from benchmark.reporting.machine import runs_as_json

        print(runs_as_json(runs, runs[0].signature))
        return 0
    from dataclasses import replace

    from benchmark.reporting.tables import scores_table, signature_group, write_tables

    tables = []
    for run in runs:
        dressed = {layer: {metric: with_intervals(run, layer, metric) for metric in metrics} for layer, metrics in run.scores.items()}
        table = scores_table(dressed, title=f"{run.system}: signature {run.signature}", labels=options.by_label)
        tables.append(replace(table, group=(("system", run.system), *signature_group(run.signature))))
    print(write_tables(tables, options.output))
    return 0


def _scored(corpus: Corpus, path: Path, options: argparse.Namespace, elsewhere: frozenset[str]) -> ScoredRun:
    """One system's predictions against gold; those of documents `elsewhere`, in other splits, are left aside."""
    from benchmark.commands import say_removed
    from benchmark.errors import UnknownNameError
    from benchmark.leaderboards import scored_run
    from benchmark.scoring import Scorer, Signature, metric_modules

    if options.layer is not None and options.layer not in metric_modules():
        raise UnknownNameError("layer", options.layer, metric_modules())
    gold = list(corpus)
    predicted = [answer for answer in _predicted(corpus, gold, path, options) if answer.id not in elsewhere]
    mapping: LabelMap | None = corpus.label_map(options.labels)
    _say_missing(options, path, {document.id for document in gold} - {answer.id for answer in predicted})
    scorer = Scorer(
        options.profile,
        layers=[options.layer] if options.layer is not None else None,
        labels=corpus.labels(options.labels),
        label_map=mapping,
        missing=options.missing,
    )
    attempted = sorted({layer for prediction in predicted for layer in prediction.attempted()})
    if not attempted and any(prediction.failed is not None for prediction in predicted):
        # What it attempts is not known where it failed on every document: all that gold asks for is missed.
        attempted = sorted({layer for document in gold for layer in document.attempted()})
    scorer.add(gold=gold, predicted=predicted, attempted=attempted)
    say_removed(options, f"{path} at {options.labels}", {"both sides": scorer.removed})
    if corpus.labels(options.labels) is None:
        _require_common_label(gold, predicted, path)
    signature = Signature(
        str(corpus),
        len(gold),
        profile=options.profile,
        label_set=options.labels or corpus.label_set,
        split=corpus.split,
        languages=corpus.langs,
    )
    failed = sum(prediction.failed is not None for prediction in predicted)
    languages = {document.id: document.lang or "" for document in gold}
    return scored_run(_name(path, options.predicted), scorer, signature, attempted=attempted, failed=failed, languages=languages)


def _say_missing(options: argparse.Namespace, path: Path, absent: Collection[str]) -> None:
    """Says which documents --missing empty counts as missed."""
    from benchmark.commands import remark
    from benchmark.wording import counted, listed

    if absent and options.missing == "empty":
        remark(options, f"{path}: no prediction for {counted(len(absent), 'document')}, counted as missed: {listed(absent, most=5)}")


def _name(path: Path, every: list[Path]) -> str:
    """The stem of a file or the name of a folder; the whole path where two have the same."""
    names = [one.name if one.is_dir() else one.stem for one in every]
    name = path.name if path.is_dir() else path.stem
    return name if names.count(name) == 1 else str(path)


def _predicted(corpus: Corpus, gold: list[GoldDocument], path: Path, options: argparse.Namespace) -> list[Prediction]:
    """A system's answers in the types of the label set; says what they were read as, and what was not read."""
    from benchmark.commands import say_found, say_removed, say_unread
    from benchmark.formats import found_in, read_predictions
    from benchmark.labelling import relabelled
    from benchmark.profiles import profile_named

    unread: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    if options.format is None:
        say_found(options, path, found_in(path), None, "--format")
    predicted = read_predictions(
        path,
        format=options.format,
        profile=profile_named(options.profile),
        texts=options.texts,
        gold=gold,
        discontinuous=options.discontinuous,
        unread=unread,
    )
    if corpus.system_map is not None:
        predicted = (relabelled(one, corpus.system_map, f"{path}: {one.id}", options.labels, removed) for one in predicted)
    listed = list(predicted)
    say_unread(options, path, unread)
    say_removed(options, f"{path} at {options.labels}", {"its own": removed, "gold's": corpus.removed})
    return listed


def _require_common_label(gold: list, predicted: list, path: Path) -> None:  # type: ignore[type-arg]
    """Two sides whose entity types have nothing in common were meant for different label sets."""
    from benchmark.errors import UsageError
    from benchmark.wording import listed

    sides = [{mention.type.upper() for document in side for mention in document.entities or ()} for side in (gold, predicted)]
    if sides[0] and sides[1] and not sides[0] & sides[1]:
        names = [listed(side) for side in sides]
        raise UsageError(f"{path}: no entity type is common to gold ({names[0]}) and predictions ({names[1]}); map one to the other first")
