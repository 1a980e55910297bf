"""Writes the tables of docs/findings.md from stored runs, between the marks <!-- NAME --> and <!-- /NAME -->; the prose stays as it is.

`make findings` runs the systems over `test`, `dev` and `story` first.  Of `test` only numbers are taken, examples come from `dev`; of the
article, whose text is its publisher's, nothing is written but the five expressions that are asked after and parts of them.  Where its text
is not supplied, its table stays as it is.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmark.aligning import ERROR_KINDS, Annotation, Judged, judged, label_of
from benchmark.commands.leaderboard import latest
from benchmark.corpora import Corpus
from benchmark.evaluating import as_it_ran, stored_predictions
from benchmark.formats import open_corpus
from benchmark.leaderboards import Leaderboard, Ranking, ScoredRun, leaderboard, load_run
from benchmark.publishing import by_signature
from benchmark.records import LAYERS, GoldDocument, Money, Prediction, Timex
from benchmark.reporting.tables import NOTHING, RateCell, leaderboard_table, put_between, write_table
from benchmark.storing import list_runs, replace_file

ROOT = Path(__file__).parent.parent
PAGE = Path(__file__).parent / "findings.md"
SYSTEMS = ("rules", "crf", "stanza", "spacy", "duckling", "dateparser", "regex")
LANGUAGES = {"id": "Indonesian", "en": "English", "vi": "Vietnamese"}
ALL = "all three"
ARTICLE = "znews-1578733"
EXPRESSIONS = ("$14,3 miliar", "ratusan juta dolar", "awal tahun lalu", "bulan Juni", "tahun 2014")
PATTERNS = 3
"""Kinds of errors that are listed for each layer of a system."""
EXAMPLES = 3
Answers = tuple[Sequence[GoldDocument], Sequence[Prediction]]


# --- between marks ---------------------------------------------------------------------------------------------------------------


def with_blocks(page: str, blocks: Mapping[str, str]) -> str:
    """The page with each block between its marks; ValueError names marks that the page lacks, or has not once each."""
    for name, block in blocks.items():
        opening, closing = f"<!-- {name} -->", f"<!-- /{name} -->"
        if page.count(opening) != 1 or page.count(closing) != 1 or page.index(opening) > page.index(closing):
            raise ValueError(f"expected the lines {opening} and {closing} once each, in this order")
        page = put_between(page, (opening, closing), f"\n{block.strip()}\n") or page
    return page


def table_of(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose cells are Markdown themselves."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def quoted(text: str) -> str:
    """Text of a document as code, so that no sign of it is read as Markdown."""
    plain = re.sub(r"\s+", " ", text).replace("`", "'").replace("|", "\\|")
    return f"`{plain}`"


# --- the test split --------------------------------------------------------------------------------------------------------------


def winners(groups: Sequence[Sequence[ScoredRun]]) -> str:
    """For each language and layer the system with the highest F1, the next, and all that may be first beyond chance."""
    rows: list[tuple[int, int, list[str]]] = []
    for place, (language, board) in enumerate(boards_of(groups)):
        label_set = board.signature.label_set
        for ranking in board.rankings:
            layer, metric = ranking.part.layer, ranking.part.metric
            named = f"{layer} {metric}" + (f" (`{label_set}`)" if layer == "entities" else "")
            cells = [language, named, str(len(board.runs[0].names)), *_first_and_next(board, ranking)]
            rows.append((place, LAYERS.index(layer), cells))
    rows.sort(key=lambda row: ([*LANGUAGES.values(), ALL].index(row[2][0]), row[1], row[0]))
    columns = ["language", "layer", "documents", "leads", "next", "may be first, beyond chance"]
    return table_of(columns, [cells for _, _, cells in rows])


def boards_of(groups: Sequence[Sequence[ScoredRun]]) -> Iterator[tuple[str, Leaderboard]]:
    """A ranking for each language, of the systems that read it, and one of those that read all; each with a correction of its own."""
    for group in groups:
        for lang, language in LANGUAGES.items():
            runs = [in_language(run, lang) for run in group]
            if runs := [run for run in runs if run.names]:
                yield language, leaderboard(runs)
        if runs := [run for run in group if not run.not_given]:
            yield ALL, leaderboard(runs)


def in_language(run: ScoredRun, lang: str) -> ScoredRun:
    """A run over its documents of one language, as `linimasa run --lang` scores them."""
    names = tuple(name for name in run.names if run.languages.get(name) == lang)
    table = run.table[run.table["document"].isin(names)]
    return replace(run, names=names, table=table, not_given=0, signature=replace(run.signature, languages=(lang,), documents=len(names)))


def _first_and_next(board: Leaderboard, ranking: Ranking) -> list[str]:
    entered = [
        (score.f1 or 0.0, run.system, RateCell.of(score, ranks))
        for run, score, ranks in zip(board.runs, ranking.scores, ranking.ranks, strict=True)
        if score is not None
    ]
    entered.sort(key=lambda one: (-one[0], one[1]))
    if len(entered) == 1:
        return [f"{entered[0][1]} {replace(entered[0][2], ranks=None)}", NOTHING, "no other attempts it"]
    may = [system for _, system, cell in entered if cell.ranks is not None and cell.ranks[0] == 1]
    return [*(f"{system} {cell}" for _, system, cell in entered[:2]), ", ".join(may)]


def boards(groups: Sequence[Sequence[ScoredRun]]) -> str:
    """F1 of every system by layer, a table for each language and label set."""
    told = [
        f"{language}, `{board.signature.label_set}`:\n\n{write_table(replace(leaderboard_table(board, costs=False), notes=()), 'md')}"
        for language, board in boards_of(groups)
    ]
    return "\n\n".join(told)


# --- errors of dev ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """An error as it is listed: its pattern, and gold and answer as Markdown."""

    layer: str
    kind: str
    pattern: str
    example: str


def errors_of(layer: str, answers: Answers) -> tuple[Counter[str], list[Told]]:
    """How often each kind of outcome stands in a layer, and every error; arguments are left to `linimasa compare --errors`."""
    gold, predicted = answers
    outcomes = [one for one in judged(layer, gold=gold, predicted=predicted) if one.kind != "argument"]
    outcomes.sort(key=lambda one: (gold[one.number].id, *_place(one)))
    errors = [_told(layer, one, gold[one.number].text or "") for one in outcomes if one.kind != "right"]
    return Counter(one.kind for one in outcomes), errors


def _place(one: Judged) -> tuple[int, int]:
    side = one.gold or one.predicted
    return (side.start, side.end) if side is not None else (0, 0)


def _told(layer: str, one: Judged, text: str) -> Told:
    gold, said = (None if side is None else quoted(text[side.start : side.end]) for side in (one.gold, one.predicted))
    labels = [label_of(side) for side in (one.gold, one.predicted) if side is not None]
    if gold is None or said is None:
        return Told(layer, one.kind, f"{one.kind} {labels[0]}", gold or said or "")
    if one.kind == "type":
        return Told(layer, one.kind, f"{labels[0]} taken for {labels[1]}", gold if gold == said else f"{said} for {gold}")
    if one.kind == "boundary":
        more = " and value" if _values_differ(one) else ""
        return Told(layer, one.kind, f"{labels[0]} with another span{more}", f"{said} for {gold}")
    return Told(layer, one.kind, f"{labels[0]} with another {one.kind}", f"{gold}: {one.detail}")


def _values_differ(one: Judged) -> bool:
    return any(getattr(one.gold, name, None) != getattr(one.predicted, name, None) for name in ("value", "amount", "min", "max"))


def error_counts(of_systems: Mapping[str, Mapping[str, Answers]]) -> str:
    """A row for each system and layer: how many of each kind."""
    kinds = ["right", *(kind for kind in ERROR_KINDS if kind != "argument")]
    rows = []
    for system, layers in of_systems.items():
        for layer, answers in layers.items():
            for indonesian in (True, False):
                part = where_indonesian(answers, indonesian)
                if part[0]:
                    counted, _ = errors_of(layer, part)
                    languages = ", ".join(name for lang, name in LANGUAGES.items() if any(one.lang == lang for one in part[0]))
                    rows.append([system, layer, languages, *(str(counted[kind]) for kind in kinds)])
    return table_of(["system", "layer", "documents in", *kinds], rows)


def where_indonesian(answers: Answers, indonesian: bool) -> Answers:
    """The documents in Indonesian, or all others."""
    chosen = [pair for pair in zip(*answers, strict=True) if (pair[0].lang == "id") == indonesian]
    return [gold for gold, _ in chosen], [predicted for _, predicted in chosen]


def telling_errors(layers: Mapping[str, Answers]) -> str:
    """The most frequent errors of each layer of one system with examples; of the Indonesian documents, where it reads them."""
    rows = []
    for layer, answers in layers.items():
        _, errors = errors_of(layer, max(where_indonesian(answers, True), answers, key=lambda part: bool(part[0])))
        for pattern, number in Counter(error.pattern for error in errors).most_common(PATTERNS):
            examples = Counter(error.example for error in errors if error.pattern == pattern).most_common(EXAMPLES)
            shown = "; ".join(example + (f" ({times} times)" if times > 1 else "") for example, times in examples)
            rows.append([layer, pattern, str(number), shown])
    return table_of(["layer", "error", "times", "examples"], rows) if rows else "None on `dev`."


# --- the article -----------------------------------------------------------------------------------------------------------------


def readings(gold: GoldDocument, of_systems: Mapping[str, tuple[tuple[str, ...], Prediction | None]]) -> str:
    """How each system reads the expressions; `of_systems` gives the layers it attempts, and its answer where it reads the language."""
    rows: list[list[str]] = []
    for expression in EXPRESSIONS:
        layer, asked = expression_of(gold, expression)
        rows.append([quoted(expression), "**gold**", "itself", label_of(asked), value_of(asked), ""])
        for system, (attempted, prediction) in of_systems.items():
            if prediction is None or not {"timexes", "money"} & set(attempted):
                continue
            cells = list(answers_to(expression, layer, asked, attempted, prediction))
            rows += [[quoted(expression), system, *cell] for cell in cells]
    away = [
        f"{system} ({'does not read Indonesian' if prediction is None else 'attempts neither timexes nor money'})"
        for system, (attempted, prediction) in of_systems.items()
        if prediction is None or not {"timexes", "money"} & set(attempted)
    ]
    told = f"\n\nNot in the table: {', '.join(away)}." if away else ""
    return table_of(["expression", "system", "span", "type or currency", "value", "against gold"], rows) + told


def expression_of(gold: GoldDocument, expression: str) -> tuple[str, Timex | Money]:
    """The layer and the annotation of gold that stands on an expression; the first where there are several."""
    for layer in ("timexes", "money"):
        for one in getattr(gold, layer) or ():
            if one.text == expression:
                return layer, one
    raise ValueError(f"{gold.id}: no annotation of gold has the text {expression!r}")


def answers_to(
    expression: str, layer: str, asked: Timex | Money, attempted: Sequence[str], prediction: Prediction
) -> Iterator[tuple[str, str, str, str]]:
    """Span, label, value and verdict of each answer that overlaps; the other layer's too, since an amount may be taken for a date."""
    there = False
    for source in ("timexes", "money"):
        for one in getattr(prediction, source) or ():
            if one.start < asked.end and asked.start < one.end:
                there = True
                yield span_of(expression, asked, one), label_of(one), value_of(one), _verdict(asked, one)
    if not there:
        yield (NOTHING, NOTHING, NOTHING, "missed" if layer in attempted else f"does not attempt {layer}")


def span_of(expression: str, asked: Annotation, one: Annotation) -> str:
    """Where an answer stands, in words of the expression alone: characters around it are counted and not written."""
    inside = expression[max(one.start - asked.start, 0) : one.end - asked.start]
    around = ((asked.start - one.start, "before"), (one.end - asked.end, "after"))
    more = [f"{number} characters {side}" for number, side in around if number > 0]
    shown = "itself" if inside == expression else quoted(inside)
    return " and ".join([shown, *more])


def value_of(one: Timex | Money) -> str:
    """A value as one cell."""
    bounds = "" if isinstance(one, Timex) else f"{one.min or '?'} to {one.max or '?'}"
    value = one.value if isinstance(one, Timex) else one.amount or bounds
    return (quoted(value) if value is not None else NOTHING) + (f" {one.mod}" if one.mod else "")


def _verdict(asked: Timex | Money, one: Timex | Money) -> str:
    if type(asked) is not type(one):
        return "another layer"
    same_value = value_of(asked).partition(" ")[0] == value_of(one).partition(" ")[0]
    if isinstance(asked, Money):
        same_value = value_of(asked) == value_of(one)
    wrong = [
        name
        for name, same in (
            ("span", (asked.start, asked.end) == (one.start, one.end)),
            ("currency" if isinstance(asked, Money) else "type", label_of(asked) == label_of(one)),
            ("value", same_value),
            ("modifier", asked.mod == one.mod),
        )
        if not same
    ]
    return f"{' and '.join(wrong)} differ{'s' if len(wrong) == 1 else ''}" if wrong else "right"


# --- from the stored runs --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stored:
    """What is stored of the last run of each system, and the corpus that it is of."""

    results: Path
    corpus: Corpus
    runs: Sequence[ScoredRun]

    def of_split(self, split: str) -> list[list[ScoredRun]]:
        """The runs of a split by label set, those with most layers first; ValueError where there is none."""
        groups = [group for group in by_signature(self.runs) if group[0].signature.split == split]
        if not groups:
            raise ValueError(f"no stored run of {split} in {self.results}; `linimasa run --split test,dev,story` makes them")
        return groups

    def answers(self, run: ScoredRun, only: str | None = None) -> Answers:
        """The documents of a run and what the system answered; `only` names one of them."""
        corpus = as_it_ran(self.corpus, run)
        gold = {document.id: document for document in corpus if document.text is not None}
        names = tuple(name for name in run.names if only is None or name == only)
        return stored_predictions(replace(run, names=names), gold, corpus, self.results)


def dev_answers(stored: Stored) -> dict[str, dict[str, Answers]]:
    """By system and layer; of label sets the finest that its types reach."""
    found: dict[str, dict[str, Answers]] = {system: {} for system in SYSTEMS}
    for group in stored.of_split("dev"):
        for run in group:
            answers = stored.answers(run)
            for layer in (layer for layer in run.layers if layer in ("entities", "timexes", "money", "events")):
                found.setdefault(run.system, {}).setdefault(layer, answers)
    return {system: layers for system, layers in found.items() if layers}


def article_answers(stored: Stored) -> dict[str, tuple[tuple[str, ...], Prediction | None]]:
    """By system: the layers that it attempts, and its answer to the article where it was given it."""
    found: dict[str, tuple[tuple[str, ...], Prediction | None]] = {}
    for group in stored.of_split("story"):
        for run in group:
            answer = stored.answers(run, ARTICLE)[1][0] if ARTICLE in run.names else None
            found.setdefault(run.system, (run.layers, answer))
    return {system: found[system] for system in (*SYSTEMS, *found) if system in found}


def signatures(stored: Stored) -> str:
    """Which builds were run over what."""
    finest = {split: stored.of_split(split)[0][0].signature for split in ("test", "dev", "story")}
    builds = sorted({run.name for split in finest for group in stored.of_split(split) for run in group})
    told = [f"- `{split}`: `{signature}`".replace("|", " ") for split, signature in finest.items()]
    return "\n".join([*told, f"- builds: {', '.join(f'`{name}`' for name in builds)}"])


def blocks_of(stored: Stored) -> dict[str, str]:
    """Every block of the page that can be written here."""
    of_test = stored.of_split("test")
    of_dev = dev_answers(stored)
    blocks = {"runs": signatures(stored), "winners": winners(of_test), "boards": boards(of_test), "error counts": error_counts(of_dev)}
    blocks |= {f"errors of {system}": telling_errors(of_dev[system]) for system in SYSTEMS if system in of_dev}
    article = next((document for document in stored.corpus if document.id == ARTICLE), None)
    if article is not None and article.text is not None:
        blocks["article"] = readings(article, article_answers(stored))
    return blocks


def main() -> str | None:
    """Writes the page; an error to exit with, else nothing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=ROOT / "results", metavar="DIR", help="where the runs are stored")
    options = parser.parse_args()
    corpus = open_corpus(ROOT / "gold")
    try:
        stored = Stored(options.results, corpus, latest([load_run(folder) for folder in list_runs(options.results)]))
        blocks = blocks_of(stored)
        page = with_blocks(PAGE.read_text(encoding="utf-8"), blocks)
    except ValueError as error:
        return f"{PAGE}: {error}"
    if "article" not in blocks:
        print(f"{PAGE}: the text of {ARTICLE} is not supplied (LINIMASA_TEXTS); its table stays as it is", file=sys.stderr)
    replace_file(PAGE, [page.encode()])
    return None


if __name__ == "__main__":
    sys.exit(main())
