"""Runs systems over a corpus, scores them, stores predictions and counts, and prints the leaderboard."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.commands import positive

if TYPE_CHECKING:
    from benchmark.corpora import Corpus
    from benchmark.extractors import SystemSource
    from benchmark.running import Extraction
    from benchmark.storing import RunFolder

DEFAULT_SPLIT = "test"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("systems", nargs="*", metavar="SYSTEM", help="a name, or path/file.py:Class; none: every one that can run here")
    parser.add_argument("--corpus", type=Path, default=Path("gold"), help="a corpus folder, or a file or folder of any format")
    parser.add_argument("--split", help="one split, or several with commas, each scored by itself; 'all' for everything (default: test)")
    parser.add_argument("--lang", metavar="id,en", help="only documents in these languages")
    parser.add_argument("--lang-default", metavar="LANG", help="the language of documents that do not say theirs")
    parser.add_argument("--format", metavar="F", help="the format of the corpus, where it is not found from its content")
    parser.add_argument(
        "--discontinuous",
        choices=["refuse", "cover"],
        default="refuse",
        help="what a span of several pieces is (brat): an error, or all of it",
    )
    parser.add_argument(
        "--labels", metavar="SET", help="score entities at a label set of the corpus, conll3, conll4, ontonotes18, or that of a TOML file"
    )
    parser.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="worker processes of each system")
    parser.add_argument("--timeout", type=positive, metavar="S", help="seconds that a document may take (default: 60)", default=60.0)
    parser.add_argument(
        "--memory", type=positive, metavar="GIB", help="memory that a worker may take (default: nine tenths of the machine's)"
    )
    parser.add_argument(
        "--results", type=Path, default=Path("results"), metavar="DIR", help="where results are stored (default: ./results)"
    )
    parser.add_argument("--fresh", action="store_true", help="do everything again, whatever is stored")
    parser.add_argument("--retry", action="store_true", help="do the documents again that failed")
    parser.add_argument(
        "--repeat", type=int, default=0, metavar="N", help="run each system N times more and name documents whose answer differs"
    )


def run(options: argparse.Namespace) -> int:
    """0 when every system did every document, 3 when some failed."""
    from benchmark.commands import remark, say_found, say_removed, say_unread, settings_for
    from benchmark.errors import UsageError
    from benchmark.extractors import find_systems
    from benchmark.formats import open_corpus

    if options.jobs < 1:
        raise UsageError(f"-j {options.jobs}: expected at least one worker")
    settings = settings_for(options)
    sources = _sources(options, settings)
    opened = open_corpus(options.corpus, format=options.format, texts=options.texts, discontinuous=options.discontinuous, flag="--format")
    say_found(options, options.corpus, opened.found, options.format, "--format")
    whole = _told(opened, options, sources)
    langs = options.lang.split(",") if options.lang else None
    selections = [whole.select(split=split, langs=langs) for split in _splits(whole, options)]
    if langs and not any(True for selection in selections for _ in selection):
        there = ", ".join(sorted({document.lang or "unknown" for document in whole}))
        raise UsageError(f"--lang {options.lang}: no such document is in what was chosen (the corpus has: {there})")
    for name in sorted({name for selection in selections for name in selection.left_out}):
        remark(options, f"{name}: text not supplied, left out (--texts DIR or LINIMASA_TEXTS names a folder with {name}.txt)")
    failed = False
    stored: list[list[RunFolder]] = [[] for _ in selections]
    for source in sources:
        if not _importable(source, options, settings.get(source.name, {})):
            failed = failed or bool(options.systems)
            continue
        for place, selection in enumerate(selections):
            outcome = _run_one(source, selection, options, settings.get(source.name, {}))
            if outcome is None:
                failed = failed or bool(options.systems)
                break
            _, folders = outcome
            failed = failed or any(folder.manifest.failed for folder in folders)
            stored[place] += folders
    say_unread(options, options.corpus, opened.unread)
    say_removed(options, f"{options.corpus} at {options.labels}", {"gold's": whole.removed})
    if not any(stored) and failed:
        remark(options, "none of the systems asked for ran")
        return 3
    if not any(stored):
        known = ", ".join(find_systems())
        raise UsageError(f"no system ran (there are: {known}); `linimasa systems` says what each lacks")
    _print(stored, options)
    return 3 if failed else 0


def _told(corpus: Corpus, options: argparse.Namespace, sources: list[SystemSource]) -> Corpus:
    """The corpus with what the user says of it: its language, and the label set to score at; UsageError where it has no texts."""
    from benchmark.errors import UsageError
    from benchmark.labelling import labelled

    first = next(iter(corpus), None)
    if first is not None and first.text is None:
        raise UsageError(f"{options.corpus}: has no text for {first.id!r}; --texts DIR names a folder with {first.id}.txt")
    if options.lang_default is not None:
        corpus = corpus.with_language(options.lang_default)
    elif first is not None and first.lang is None:
        corpus = corpus.with_language(_only_language(options, sources))
    if options.labels is not None:
        corpus, options.labels = labelled(corpus, options.labels)
    return corpus


def _only_language(options: argparse.Namespace, sources: list[SystemSource]) -> str:
    """The one language that every system asked for reads, for documents that do not say theirs; UsageError where there are several."""
    from benchmark.commands import remark
    from benchmark.describing import describe_apart, describe_system
    from benchmark.errors import UsageError

    asked = sources if options.systems else []
    declared = [describe_system(source) if source.comes_along else describe_apart(source) for source in asked]
    readable = {language for system in declared for language in (system.languages or ("any",))}
    if len(readable) != 1 or "any" in readable:
        raise UsageError(f"the documents of {options.corpus} do not say their language; --lang-default id says it for all of them")
    (language,) = readable
    remark(
        options, f"{options.corpus}: does not say its language; read as {language}, which is all that {', '.join(options.systems)} reads"
    )
    return language


def _splits(corpus: Corpus, options: argparse.Namespace) -> list[str | None]:
    """The splits asked for; test without, or, where that is empty yet, every split that is not, each by itself."""
    from benchmark.commands import remark

    if options.split == "all" or (options.split is None and not corpus.splits):
        return [None]
    if options.split is not None:
        return list(options.split.split(","))
    if corpus.splits.get(DEFAULT_SPLIT):
        return [DEFAULT_SPLIT]
    filled = [name for name, documents in corpus.splits.items() if documents]
    remark(options, f"corpus {corpus.name} has no {DEFAULT_SPLIT} documents; running {', '.join(filled)}, each by itself (--split chooses)")
    return list(filled)


def _sources(options: argparse.Namespace, settings: dict[str, dict[str, object]]) -> list[SystemSource]:
    """The systems asked for, or every one that is in one place."""
    from benchmark.commands import remark
    from benchmark.errors import UnknownNameError
    from benchmark.extractors import find_system, find_systems, misnamed, misnamed_systems

    if options.systems:
        sources = [find_system(name) for name in dict.fromkeys(options.systems)]
    else:
        sources = []
        for name, places in find_systems().items():
            if len(places) > 1:
                remark(options, f"{name}: left out, stands in {' and '.join(place.origin for place in places)}; rename one")
            else:
                sources.append(places[0])
        for path in misnamed_systems():
            remark(options, f"{path}: left out, {misnamed(path)}")
    if unknown := set(settings) - {source.name for source in sources}:
        raise UnknownNameError("system in --set", min(unknown), [source.name for source in sources])
    return sources


def _importable(source: SystemSource, options: argparse.Namespace, settings: dict[str, object]) -> bool:
    """Whether a system can be imported; what did not come along is tried in another process first, so that it cannot end this one."""
    from benchmark.commands import remark
    from benchmark.describing import describe_apart
    from benchmark.extractors import BrokenSystemError

    try:
        if not source.comes_along:
            describe_apart(source, settings)
    except BrokenSystemError as error:
        remark(options, f"{source.name}: left out, {error}")
        return False
    return True


def _run_one(
    source: SystemSource, corpus: Corpus, options: argparse.Namespace, settings: dict[str, object]
) -> tuple[Extraction, list[RunFolder]] | None:
    """A system over a selection; None, and a remark, where it cannot run here."""
    from benchmark.commands import remark
    from benchmark.engines import Limits
    from benchmark.evaluating import count_run, label_sets_of
    from benchmark.extractors import BrokenSystemError
    from benchmark.reporting.progress import progress_for
    from benchmark.running import SystemUnavailableError, extract_corpus, repeat_extraction

    limits = Limits(timeout=options.timeout, memory_gib=options.memory)
    try:
        extraction = extract_corpus(
            source,
            corpus,
            results=options.results,
            options=settings,
            jobs=options.jobs,
            limits=limits,
            fresh=options.fresh,
            retry=options.retry,
            progress=progress_for(quiet=options.quiet),
        )
        if options.repeat:
            for name in repeat_extraction(extraction, corpus, times=options.repeat, jobs=options.jobs, limits=limits):
                remark(options, f"{source.name}: {name}: the answer differs from run to run")
    except (SystemUnavailableError, BrokenSystemError) as error:
        remark(options, f"{source.name}: left out, {error}")
        return None
    for part in extraction.lacking:
        remark(options, f"{source.name}: {part}")
    for failure in extraction.failures:
        remark(options, f"{source.name}: {failure['document']}: {failure['cause']}")
    if extraction.failures and not extraction.extracted:
        remark(options, f"{source.name}: these failures are stored; --retry does their documents again")
    counted = [count_run(extraction, corpus, label_set=name, results=options.results) for name in label_sets_of(corpus, options.labels)]
    folders = [folder for folder in counted if folder is not None]
    for folder in folders:
        _say_removed(options, folder)
    return extraction, folders


def _say_removed(options: argparse.Namespace, folder: RunFolder) -> None:
    """Says which mentions count on neither side, since the label set has no place for their types."""
    from benchmark.commands import say_removed

    manifest = folder.manifest
    name = f"{manifest.system} at {manifest.signature.get('label_set') or 'its own labels'}"
    say_removed(options, name, {"its own": manifest.removed_labels, "gold's": manifest.removed_gold})


def _print(stored: list[list[RunFolder]], options: argparse.Namespace) -> None:
    from benchmark.commands.leaderboard import print_boards
    from benchmark.leaderboards import load_run

    print_boards([load_run(folder) for folders in stored for folder in folders], options)
