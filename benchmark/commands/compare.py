"""Compares stored runs: differences of each layer's headline with interval and p-value, and the spans that changed.

A RUN is a system's name (its latest build), NAME@BUILD, a run's folder, or a counts.csv beside its manifest.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmark.comparing import Comparisons, ErrorChanges
    from benchmark.leaderboards import ScoredRun
    from benchmark.reporting.tables import Table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("runs", nargs="+", metavar="RUN", help="two runs or more; each is compared with each later one")
    parser.add_argument("--by", choices=["label", "lang", "document"], help="compare in each label, language or document")
    parser.add_argument("--layer", help="only this layer")
    parser.add_argument("--split", help="of the runs of a system, those of these splits, with commas")
    parser.add_argument("--labels", metavar="SET", help="of the runs of a system, those at this label set")
    parser.add_argument(
        "--errors", action="store_true", help="list the spans that the second run gets right or wrong and the first does not"
    )
    parser.add_argument("--corpus", type=Path, default=Path("gold"), help="the corpus that the runs are of, for --errors")
    parser.add_argument(
        "--results", type=Path, default=Path("results"), metavar="DIR", help="where results are stored (default: ./results)"
    )


def run(options: argparse.Namespace) -> int:
    """0 where the runs could be compared; 4 where their signatures differ."""
    from benchmark.comparing import compare, require_several
    from benchmark.errors import UsageError

    if options.errors and len(options.runs) != 2:
        raise UsageError(f"--errors compares two runs, not {len(options.runs)}")
    groups = matched([find_runs(name, options) for name in options.runs])
    objects: list[dict[str, Any]] = []
    tables: list[Table] = []
    for runs in with_layer(groups, options.layer):
        require_several(runs)
        comparisons = compare(runs, by=options.by or "", layers=[options.layer] if options.layer else None)
        changes, texts = _changes(runs, options) if options.errors else (None, {})
        if options.output == "json":
            from benchmark.reporting.machine import comparisons_as_object

            objects.append(comparisons_as_object(comparisons, changes))
            continue
        tables += _tables(comparisons, changes, texts, title_of(runs[0]))
    if options.output == "json":
        from benchmark.reporting.machine import as_json

        print(as_json(objects))
        return 0
    from benchmark.reporting.tables import write_tables

    print(write_tables(tables, options.output))
    return 0


def _tables(comparisons: Comparisons, changes: ErrorChanges | None, texts: Mapping[str, str], title: str) -> list[Table]:
    """The differences, and with --errors the errors that changed; a spreadsheet has a column that says which table a row is of."""
    from dataclasses import replace

    from benchmark.reporting.comparisons import changes_table, comparisons_table, errors_table

    differences = comparisons_table(comparisons, title=title)
    if changes is None:
        return [differences]
    by_kind, spans = changes_table(changes, title="errors by kind"), errors_table(changes, texts, title="the spans that changed")
    named = (("differences", differences), (by_kind.title, by_kind), (spans.title, spans))
    return [replace(table, group=(("table", name), *differences.group)) for name, table in named]


def title_of(run: ScoredRun) -> str:
    """What a run is of."""
    signature = run.signature
    parts = [signature.corpus.partition("@")[0], signature.split, signature.label_set, "+".join(signature.languages or ())]
    return ", ".join(filter(None, parts))


def with_layer(groups: Sequence[list[ScoredRun]], layer: str | None) -> list[list[ScoredRun]]:
    """The groups in which some run has that layer; UnknownNameError or UsageError where there is none."""
    from benchmark.errors import UnknownNameError, UsageError
    from benchmark.scoring import metric_modules

    if layer is None:
        return list(groups)
    if layer not in metric_modules():
        raise UnknownNameError("layer", layer, metric_modules())
    having = [runs for runs in groups if any(layer in run.layers for run in runs)]
    if not having:
        known = {found for runs in groups for run in runs for found in run.layers}
        raise UsageError(f"no run has layer {layer} (these are there: {', '.join(name for name in metric_modules() if name in known)})")
    return having


def find_runs(name: str, options: argparse.Namespace) -> list[ScoredRun]:
    """The stored runs that a name means, one for each selection."""
    from benchmark.commands import chosen
    from benchmark.leaderboards import load_run
    from benchmark.storing import find_run

    return chosen([load_run(folder) for folder in find_run(name, options.results)], options, what=f"{name}: ")


def matched(found: Sequence[list[ScoredRun]]) -> list[list[ScoredRun]]:
    """The runs of one signature together, one of each name; all of them, to be refused, where no signature is common."""
    common = [
        str(run.signature) for run in found[0] if all(any(str(run.signature) == str(other.signature) for other in runs) for runs in found)
    ]
    if not common:
        return [[runs[-1] for runs in found]]
    return [[next(run for run in runs if str(run.signature) == signature) for runs in found] for signature in dict.fromkeys(common)]


def _changes(runs: Sequence[ScoredRun], options: argparse.Namespace) -> tuple[ErrorChanges, dict[str, str]]:
    """What errors two runs do not share, and the texts that may be shown."""
    from dataclasses import replace

    from benchmark.aligning import outcomes
    from benchmark.comparing import changed_errors
    from benchmark.errors import UsageError
    from benchmark.evaluating import as_it_ran, stored_predictions
    from benchmark.formats import open_corpus
    from benchmark.wording import listed

    corpus = as_it_ran(open_corpus(options.corpus, texts=options.texts), max(runs, key=lambda run: len(run.names)))
    gold = {document.id: document for document in corpus}
    both = set(runs[0].names).intersection(*(run.names for run in runs))
    if lost := [name for name in runs[0].names if name in both and name not in gold]:
        raise UsageError(f"{options.corpus} lacks documents of the runs: {listed(lost, most=5)} (--corpus, --texts)")
    sides = []
    for scored in (replace(run, names=tuple(name for name in run.names if name in both)) for run in runs):
        documents, predictions = stored_predictions(scored, gold, corpus, options.results)
        sides.append(outcomes(gold=documents, predicted=predictions, layers=[options.layer] if options.layer else scored.layers))
    return changed_errors(*sides), {name: document.text for name, document in gold.items() if document.text is not None}
