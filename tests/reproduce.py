"""Prints published figures, ours, and the difference; `reproduce.py [--write docs/reproduced.md]`, with LINIMASA_REFERENCE set.

The published side is read from the folder of reference data, ours is computed here and now; nothing is stored.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmark.cli import main as linimasa
from benchmark.formats import open_corpus, read_predictions
from benchmark.profiles import profile_named
from benchmark.records import Score
from benchmark.scoring import MetricScore, Scorer

HEAD = """# Published figures, reproduced

Made by `make reproduce`, which scores the published outputs of others and prints the published figure, ours and the difference. The data is
not in the project: `LINIMASA_REFERENCE` names the folder that holds it.
"""
RATES = ("precision", "recall", "f1")
COREFERENCE = {"muc": "muc", "bcub": "b3", "ceafm": "ceaf_m", "ceafe": "ceaf_e", "blanc": "blanc", "lea": "lea"}
SYSTEMS = ("stanza", "crf", "rules", "regex")

Row = list[str]


def table(head: Row, rows: list[Row]) -> str:
    """A table in Markdown, numbers to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def signed(value: float, decimals: int) -> str:
    """A difference, with its sign, and no sign where it is none."""
    text = f"{value:+.{decimals}f}"
    return text[1:] if float(text) == 0 else text


def rates(score: Score) -> tuple[float, ...]:
    """Precision, recall and F1, 0 where there is none, as the references print it."""
    return tuple(getattr(score, name) or 0.0 for name in RATES)


# --- HIPE-2022 -------------------------------------------------------------------------------------------------------------------


def hipe(reference: Path) -> str:
    """Six responses, strict and fuzzy: all labels together, and the largest difference of any label."""
    folder = reference / "hipe2022"
    with (folder / "official.tsv").open() as lines:
        official = list(csv.DictReader(lines, delimiter="\t"))
    rows, labels, counts, worst = [], 0, 0, 0.0
    for path in sorted((folder / "systems").glob("*.tsv")):
        scores = hipe_scores(folder, path)
        for line in (line for line in official if line["System"] == path.stem):
            name = "strict" if "strict" in line["Evaluation"] else "fuzzy"
            metric = scores[name]
            score = metric.micro if line["Label"] == "ALL" else metric.labels[line["Label"]]
            ours, published = [round(rate, 3) for rate in rates(score)], [float(line[rate]) for rate in ("P", "R", "F1")]
            worst = max(worst, *(abs(mine - theirs) for mine, theirs in zip(ours, published, strict=True)))
            labels += 1
            counts += hipe_counts(score) == tuple(float(line[name]) for name in ("TP", "FP", "FN"))
            if line["Label"] == "ALL":
                cells = [cell for mine, theirs in zip(ours, published, strict=True) for cell in (f"{theirs:.3f}", f"{mine:.3f}")]
                rows.append([path.stem, name, *cells, signed(ours[2] - published[2], 3)])
    head = ["response", "metric", "P published", "P ours", "R published", "R ours", "F1 published", "F1 ours", "difference"]
    return (
        "\n## HIPE-2022: entities, coarse literal\n\n"
        "Responses of HIPE-2022 to ajmc (English) and sonar (German), under `--profile hipe2022`.\n\n"
        + table(head, rows)
        + f"\nBy label, {labels} rows in all: the largest difference is {worst:.3f}; {counts} of them have the published counts of right,\n"
        "spurious and missed mentions.\n"
    )


def hipe_scores(folder: Path, path: Path) -> dict[str, MetricScore]:
    """The metrics of entities of one response."""
    profile = profile_named("hipe2022")
    gold = list(open_corpus(folder / ("gold-ajmc-test-en.tsv" if "ajmc" in path.stem else "gold-sonar-test-de.tsv"), profile=profile))
    return Scorer("hipe2022").add(gold=gold, predicted=read_predictions(path, profile=profile, gold=gold)).scores()["entities"]


def hipe_counts(score: Score) -> tuple[float, float, float]:
    """Right, spurious and missed."""
    if score.counts is None:
        return 0.0, 0.0, 0.0
    return score.counts.right, score.counts.predicted - score.counts.right, score.counts.gold - score.counts.found


# --- TempEval-3 ------------------------------------------------------------------------------------------------------------------

TIMEXES: dict[str, tuple[float | None, float | None, float]] = {
    "strict": (91.53, 78.26, 84.37),
    "relaxed": (95.76, 81.88, 88.28),
    "value": (None, None, 77.34),
    "type": (None, None, 80.47),
}
EVENTS = (81.71, 82.04, 81.87)
AWARENESS = {"pred_20_0.01_0.0": (69.7597, 65.4867, 67.5557), "pred_0.6_1.4_1": (35.5236, 46.4602, 40.2624)}


def tempeval(reference: Path) -> str:
    """Time expressions and events of one system, and the links of two, on the platinum documents."""
    folder = reference / "te3_timexes"
    (system,) = (folder / "systems").iterdir()
    scorer = Scorer("tempeval3", layers=["timexes", "events"])
    scores = scorer.add(gold=open_corpus(folder / "gold"), predicted=read_predictions(system)).scores()
    rows = [row for metric, published in TIMEXES.items() for row in compared(f"timexes {metric}", published, scores["timexes"][metric], 2)]
    rows += compared("events, extent", EVENTS, scores["events"]["trigger_id"], 2)
    for name, published in AWARENESS.items():
        scorer = Scorer("tempeval3", layers=["links"])
        scorer.add(
            gold=open_corpus(reference / "te3_links" / "gold"), predicted=read_predictions(reference / "te3_links" / "systems" / name)
        )
        rows += compared(f"awareness, {name}", published, scorer.scores()["links"]["awareness"], 4)
    return (
        "\n## TempEval-3: time expressions, events and temporal awareness\n\n"
        "Twenty platinum documents in TimeML, under `--profile tempeval3`; percent. Ours has a decimal more than what\n"
        "the toolkit prints: a difference of 5 in the last place or less is the rounding of the published figure.\n\n"
        + table(["metric", "rate", "published", "ours", "difference"], rows)
    )


def compared(name: str, published: tuple[float | None, float | None, float], metric: MetricScore, decimals: int) -> Iterator[Row]:
    """A row for each rate that is published, ours with a decimal more."""
    for rate, theirs, mine in zip(RATES, published, rates(metric.micro), strict=True):
        if theirs is not None:
            finer = decimals + 1
            yield [name, rate, f"{theirs:.{decimals}f}", f"{100 * mine:.{finer}f}", signed(100 * mine - theirs, finer)]


# --- coreference -----------------------------------------------------------------------------------------------------------------


def coreference(reference: Path) -> str:
    """The cases that the reference scorer prints, by metric."""
    folder = reference / "coreference"
    cases = json.loads((folder / "official.json").read_text())["cases"]
    profile = profile_named("conll2012")
    worst = dict.fromkeys(COREFERENCE.values(), 0.0)
    numbers = dict.fromkeys(COREFERENCE.values(), 0)
    equal = dict.fromkeys(COREFERENCE.values(), 0)
    for case in cases:
        gold, predicted = open_corpus(folder / case["key"], profile=profile), read_predictions(folder / case["response"], profile=profile)
        scores = Scorer("conll2012", layers=["clusters"]).add(gold=gold, predicted=predicted).scores()["clusters"]
        expected = {**case["expected"], **({"lea": case["lea_coval"]} if case.get("lea_coval") else {})}
        for name, published in expected.items():
            metric = COREFERENCE[name]
            precision, recall, f1 = rates(scores[metric].micro)
            difference = max(abs(mine - theirs) for mine, theirs in zip((recall, precision, f1), published, strict=True))
            numbers[metric] += 1
            equal[metric] += difference <= 1e-4
            worst[metric] = max(worst[metric], difference)
    rows = [[name, str(numbers[name]), str(equal[name]), f"{worst[name]:.5f}"] for name in numbers]
    return (
        "\n## Coreference: the cases of the CoNLL-2012 scorer\n\n"
        f"{len(cases)} pairs of key and response under `--profile conll2012`; recall, precision and F1 of each are held against\n"
        "the printed ones, which have four or five decimals.\n\n"
        + table(["metric", "cases", "equal to 0.0001", "largest difference"], rows)
    )


# --- IDNER-News-2K ---------------------------------------------------------------------------------------------------------------

PUBLISHED_STANZA = 83.0


def idner(reference: Path) -> str:
    """Our systems on real Indonesian news, its test split; each sentence stands for a document."""
    path = reference / "idner-news-2k" / "test.txt"
    with tempfile.TemporaryDirectory() as results, contextlib.redirect_stdout(io.StringIO()) as printed:
        arguments = ["run", *SYSTEMS, "--corpus", str(path), "--labels", "conll3", "--lang-default", "id", "--results", results]
        code = linimasa([*arguments, "--quiet", "-f", "json"])
    if code:
        raise SystemExit(f"linimasa run answered {code}")
    report = json.loads(printed.getvalue())
    found = {system["system"]: system["layers"]["entities"]["strict"] for system in report["systems"]}
    rows = []
    for name in SYSTEMS:
        micro: dict[str, Any] = found[name]["micro"]
        low, high = (100 * bound for bound in micro["ci95"]["f1"])
        published = PUBLISHED_STANZA if name == "stanza" else None
        difference = "–" if published is None else signed(round(100 * micro["f1"], 1) - published, 1)
        by_label = [f"{100 * found[name]['labels'][label]['f1']:.1f}" for label in ("PER", "ORG", "LOC")]
        theirs = "–" if published is None else f"{published:.1f}"
        rows.append([name, theirs, f"{100 * micro['f1']:.1f}", difference, f"{low:.1f} to {high:.1f}", *by_label])
    return (
        "\n## IDNER-News-2K: names in real Indonesian news\n\n"
        f"The test split, {report['signature']['documents']} sentences, by\n"
        f"`linimasa run {' '.join(SYSTEMS)} --corpus test.txt --labels conll3 --lang-default id`; strict F1 in percent.\n"
        "The published figure is of another Stanza model, trained on the same train split; ours is the one that comes along. crf and\n"
        "stanza were trained on that split and on that of our gold; regex and rules never saw the corpus.\n\n"
        + table(["system", "published", "ours", "difference", "95 % interval", "PER", "ORG", "LOC"], rows)
    )


SECTIONS: tuple[Callable[[Path], str], ...] = (hipe, tempeval, coreference, idner)


def main() -> None:
    """Prints every section as it is ready, and writes the page where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help="also write the page")
    options = parser.parse_args()
    named = os.environ.get("LINIMASA_REFERENCE", "")
    if not named or not Path(named).is_dir():
        sys.exit(
            "LINIMASA_REFERENCE names no folder; set it to the folder with hipe2022, te3_links, te3_timexes, coreference and idner-news-2k"
        )
    parts = [HEAD]
    print(HEAD, end="")
    for section in SECTIONS:
        parts.append(section(Path(named).resolve()))
        print(parts[-1], end="", flush=True)
    if options.write is not None:
        options.write.parent.mkdir(parents=True, exist_ok=True)
        options.write.write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
