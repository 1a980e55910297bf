"""Writes the one-file HTML report: leaderboard, comparison, documents, timelines, errors and method, to be opened from disk.

Without RUN it shows the latest build of every system.  Texts that the corpus leaves to you are not written into it unless you say so.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmark.corpora import Corpus
    from benchmark.leaderboards import ScoredRun
    from benchmark.records import GoldDocument, Prediction
    from benchmark.reporting.assembling import Group
    from benchmark.scoring import Signature


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("runs", nargs="*", metavar="RUN", help="a system, NAME@BUILD, a run's folder, or a counts.csv; none: every system")
    parser.add_argument("-o", "--output", dest="file", type=Path, default=Path("report.html"), metavar="FILE", help="default: report.html")
    parser.add_argument("--corpus", type=Path, default=Path("gold"), help="the corpus that the runs are of")
    parser.add_argument("--split", help="only runs of these splits, with commas")
    parser.add_argument("--labels", metavar="SET", help="only runs at this label set")
    parser.add_argument(
        "--include-supplied-texts", action="store_true", help="write texts that the corpus leaves to you into the report: mind their rights"
    )
    parser.add_argument(
        "--results", type=Path, default=Path("results"), metavar="DIR", help="where results are stored (default: ./results)"
    )


def run(options: argparse.Namespace) -> int:
    """0 where the report is written."""
    from datetime import UTC, datetime

    from benchmark.commands import print_table, remark
    from benchmark.errors import UsageError
    from benchmark.formats import open_corpus
    from benchmark.publishing import by_signature
    from benchmark.reporting.assembling import Report, report_page
    from benchmark.storing import StoreError, replace_file

    if options.file.is_dir():
        raise UsageError(f"{options.file}: is a folder; -o names the file to write, such as {options.file / 'report.html'}")
    runs = _runs(options)
    corpus = open_corpus(options.corpus, texts=options.texts)
    for name in corpus.left_out:
        if any(name in run.names for run in runs):
            remark(options, f"{name}: text not supplied, its scores are shown without its spans (--texts DIR or LINIMASA_TEXTS)")
    together = by_signature(runs)
    told = [_as_it_ran(corpus, of_signature, options) for of_signature in together]
    groups = [_group(of_signature, one, options) for of_signature, one in zip(together, told, strict=True)]
    found = [_notice(of_signature[0].signature, one) for of_signature, one in zip(together, told, strict=True) if one is not None]
    notices = [notice for notice in dict.fromkeys(found) if notice is not None]
    for notice in notices:
        remark(options, notice)
    own = corpus.own

    def shown(name: str) -> bool:
        return own is None or name in own or bool(options.include_supplied_texts)

    described = {"name": corpus.name, "version": corpus.version, "splits": {name: len(listed) for name, listed in corpus.splits.items()}}
    report = Report(groups, shown, datetime.now(UTC).isoformat(timespec="minutes"), [described], notices)
    try:
        replace_file(options.file, report_page(report))
    except OSError as error:
        raise StoreError(f"{options.file}: {error.strerror}; name another file with -o") from None
    if options.output == "table":
        print(options.file)
    else:
        print_table(["report", "bytes", "runs"], [[str(options.file), options.file.stat().st_size, len(runs)]], options.output)
    return 0


def _runs(options: argparse.Namespace) -> list[ScoredRun]:
    """The runs that were named, or the latest of every system; UsageError where none is left."""
    from benchmark.commands import chosen
    from benchmark.commands.leaderboard import latest
    from benchmark.errors import UsageError
    from benchmark.leaderboards import load_run
    from benchmark.storing import find_run, list_runs

    if options.runs:
        folders = {folder.path: folder for name in options.runs for folder in find_run(name, options.results)}
        runs = [load_run(folder) for folder in folders.values()]
    else:
        runs = latest([load_run(folder) for folder in list_runs(options.results)])
    if not runs:
        raise UsageError(f"no stored run in {options.results}; `linimasa run` makes some")
    return chosen(runs, options)


def _as_it_ran(corpus: Corpus, runs: Sequence[ScoredRun], options: argparse.Namespace) -> Corpus | None:
    """The corpus as runs of one signature were told of it; None, and a remark, where their label set is not known here."""
    from benchmark.commands import remark
    from benchmark.errors import UnknownNameError
    from benchmark.evaluating import as_it_ran

    try:
        return as_it_ran(corpus, max(runs, key=lambda run: len(run.names)))
    except UnknownNameError as error:
        remark(options, f"{runs[0].signature.label_set}: shown without spans, {error}")
        return None


def _notice(signature: Signature, corpus: Corpus) -> str | None:
    """What readers must know of the spans: that they are not of the very corpus that was scored."""
    if signature.split is None or signature.split in corpus.splits:
        here = str(corpus.select(split=signature.split, langs=signature.languages))
        if here != signature.corpus:
            where = f" of {signature.split}" if signature.split else ""
            changed = "it has changed since, or texts are not supplied"
            return f"scores{where} are of corpus {signature.corpus}, the spans that are shown of {here}: {changed}"
    return None


def _group(runs: Sequence[ScoredRun], corpus: Corpus | None, options: argparse.Namespace) -> Group:
    """Runs of one signature with what their systems answered, where that is stored."""
    from functools import partial

    from benchmark.reporting.assembling import Group
    from benchmark.storing import RunFolder

    manifests = {run.name: RunFolder(run.path).manifest for run in runs if run.path is not None}
    if corpus is None:
        return Group(runs, {}, manifests)
    gold = {document.id: document for document in corpus}
    return Group(runs, {run.name: partial(_answers, run, gold, corpus, options) for run in runs}, manifests)


def _answers(
    run: ScoredRun, gold: Mapping[str, GoldDocument], corpus: Corpus, options: argparse.Namespace
) -> tuple[Sequence[GoldDocument], Sequence[Prediction]] | None:
    """What a system answered for the documents that are here; None, and a remark, where it is not stored."""
    from dataclasses import replace

    from benchmark.commands import remark
    from benchmark.errors import DataError
    from benchmark.evaluating import stored_predictions
    from benchmark.storing import folder_name

    names = tuple(name for name in run.names if name in gold)
    cache = options.results / "cache" / folder_name(run.name)
    if not names or not cache.is_dir():
        missing = f"{cache} is not there; run the system again" if names else f"{options.corpus} has none of its documents (--corpus)"
        remark(options, f"{run.name}: shown without its spans, {missing}")
        return None
    try:
        return stored_predictions(replace(run, names=names), gold, corpus, options.results)
    except DataError as error:
        remark(options, f"{run.name}: shown without its spans, {error}")
        return None
