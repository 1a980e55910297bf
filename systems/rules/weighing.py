"""Learns what evidence is worth from the corpus's train split, and writes it to weights.json in numbers that can be read.

python -m systems.rules.weighing GOLD

A multinomial logistic regression whose weights are drawn towards those that were set by hand (EXPECTED), the more so the less the
documents say; how much was chosen by cross-validation over train's documents.  Each candidate stands twice: as the first round sees
it, and with what the second one knows of the other names.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import logsumexp
from sklearn.feature_extraction import DictVectorizer

from benchmark import Document, Entity
from benchmark.corpora import read_corpus
from systems.rules import busy_spans
from systems.rules.names import NONE, Weights, evidence_of, find_candidates, relations
from systems.rules.pages import Page

__all__ = ["fit", "main"]

STRENGTH = 0.05
"""How much the examples count against what was expected."""
ROUGHLY = 0.02
"""Smaller weights are left out."""

KINDS = ("NONE", "PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "NORP")
RARITY = {"LOC": -1.5, "FAC": -1.5, "PRODUCT": -1.5, "EVENT": -2.5, "WORK_OF_ART": -2.5, "LAW": -3.0, "NORP": -2.5}
EXPECTED: Mapping[str, Mapping[str, float]] = {
    "first:org": {"ORG": 2.5},
    "first:media": {"ORG": 1.5},
    "first:agency": {"ORG": 3},
    "bare:agency": {"ORG": 3},
    "first:legal": {"ORG": 5},
    "last:legal": {"ORG": 5},
    "last:org": {"ORG": 2},
    "last:media": {"ORG": 1},
    "in:org": {"ORG": 0.7},
    "in:person": {"PERSON": 2},
    "first:facility": {"FAC": 4.5},
    "first:hotel": {"FAC": 2},
    "first:school": {"ORG": 1.5, "FAC": 1},
    "last:facility": {"FAC": 2},
    "first:land": {"LOC": 4},
    "last:land": {"LOC": 1.5},
    "first:settlement": {"GPE": 4},
    "last:settlement": {"GPE": 1},
    "first:geo": {"GPE": 0.5},
    "first:craft": {"PRODUCT": 6},
    "first:event": {"EVENT": 4},
    "last:event": {"EVENT": 3.5},
    "first:law": {"LAW": 6},
    "last:law": {"LAW": 6},
    "first:surname": {"PERSON": 1.5},
    "bare:org": {"NONE": 4},
    "bare:facility": {"NONE": 3},
    "bare:land": {"NONE": 1},
    "bare:settlement": {"NONE": 4},
    "bare:event": {"NONE": 1},
    "territory": {"GPE": 3},
    "region": {"LOC": 4},
    "b:area": {"LOC": 1, "GPE": 0.5},
    "town": {"GPE": 1.5},
    "long-town": {"GPE": 2},
    "people": {"NORP": 3},
    "given": {"PERSON": 1},
    "family": {"PERSON": 0.7},
    "given1": {"PERSON": 0.7},
    "family1": {"PERSON": 0.5},
    "titled": {"PERSON": 2},
    "b:speech": {"PERSON": 1.5},
    "a:speech": {"PERSON": 1.5},
    "a,:speech": {"PERSON": 1},
    "a:age": {"PERSON": 2.5},
    "a:life": {"PERSON": 0.7},
    "a:deed": {"ORG": 0.7},
    "a:motion": {"PRODUCT": 0.7},
    "b:role": {"PERSON": 1},
    "b,:role": {"PERSON": 1},
    "a,:role": {"PERSON": 1.5},
    "b:org": {"ORG": 1.5},
    "a,:org": {"ORG": 1.5},
    "a,:desc_org": {"ORG": 0.7},
    "b:place": {"GPE": 1},
    "b:in": {"GPE": 1},
    "b:from": {"GPE": 0.5, "ORG": 0.3},
    "b:to": {"GPE": 0.7},
    "b:at": {"ORG": 0.7, "FAC": 0.7},
    "b:of": {"ORG": 0.5},
    "b:the": {"PERSON": -1.5},
    "the:in": {"LOC": 1.2, "FAC": 0.5},
    "the:at": {"FAC": 1.2, "ORG": 0.5, "EVENT": 0.5},
    "the:place": {"LOC": 1.2, "FAC": 0.7},
    "the:product": {"PRODUCT": 1},
    "the:site": {"FAC": 1},
    "b:honorific": {"PERSON": 3},
    "b:settlement": {"GPE": 2},
    "a,:settlement": {"GPE": 1},
    "b:land": {"LOC": 3},
    "b:site": {"FAC": 2},
    "b:product": {"PRODUCT": 1.5},
    "a,:product": {"PRODUCT": 2.5},
    "b:work": {"WORK_OF_ART": 3},
    "a,:work": {"WORK_OF_ART": 3},
    "b:event": {"EVENT": 2},
    "b:law": {"LAW": 0.5},
    "b:folk": {"NORP": 2.5},
    "b:tongue": {"NONE": 3},
    "a,:place": {"GPE": 1},
    "dateline:place": {"GPE": 4},
    "dateline:behind": {"ORG": 1.5},
    "credit": {"PERSON": 1},
    "opens-common": {"NONE": 1.5},
    "opens-derived": {"NONE": 1},
    "opens-unknown": {"NONE": -1},
    "a:verb": {"NONE": -0.5},
    "lower-elsewhere": {"NONE": 1},
    "only-opens": {"NONE": 0.5},
    "digits": {"PRODUCT": 1.5},
    "nation": {"NORP": 3},
    "camel": {"ORG": 0.5, "PRODUCT": 0.5},
    "capitals:short": {"ORG": 0.7},
    "abbreviates:ORG": {"ORG": 3},
    "abbreviates:GPE": {"GPE": 3},
    "abbreviates:EVENT": {"EVENT": 3},
    "abbreviates:NONE": {"NONE": 2},
    **{
        f"short-of:{kind}:{place}": {kind: 1.5}
        for kind in ("PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART")
        for place in ("first", "last")
    },
    **{
        f"{side}:{kind}": {kind: 1.0}
        for kind in ("PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART")
        for side in ("joined-to", "joined-with")
    },
}
"""What the weights are before they have seen a document: what an engineer would set by hand."""

Matrix = npt.NDArray[np.float64]
Example = tuple[set[str], str]


def main(folder: Path) -> None:
    """Writes the weights learned from the train split."""
    corpus = read_corpus(folder).select(split="train")
    weights = fit((gold.document(), gold.entities or ()) for gold in corpus)
    rows = {"start": weights.start, "worth": weights.worth}
    (Path(__file__).parent / "weights.json").write_text(_readable(rows), encoding="utf-8")
    print(f"{len(weights.worth)} kinds of evidence, {sum(map(len, weights.worth.values()))} weights")


def fit(documents: Iterable[tuple[Document, Iterable[Entity]]], strength: float = STRENGTH) -> Weights:
    """The weights that some documents with their gold entities teach."""
    examples = [example for document, entities in documents for example in _examples(document, entities)]
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform([dict.fromkeys(sorted(labels), 1) for labels, _ in examples])
    labels = list(vectorizer.get_feature_names_out())
    wanted = np.array([KINDS.index(kind) for _, kind in examples])
    start, learned = _descend(rows, wanted, _expected(labels), strength)
    worth = {
        label: {kind: _hundredths(number) for kind, number in zip(KINDS, learned[row], strict=True) if abs(number) >= ROUGHLY}
        for row, label in enumerate(labels)
    }
    missing = {label: {kind: _hundredths(number) for kind, number in EXPECTED[label].items()} for label in EXPECTED if label not in worth}
    return Weights({kind: _hundredths(number) for kind, number in zip(KINDS, start, strict=True)}, worth | missing)


def _hundredths(number: float) -> int:
    return round(100 * float(number))


def _expected(labels: list[str]) -> Matrix:
    """What the weights are taken for before any document is seen."""
    expected = np.zeros((len(labels), len(KINDS)))
    for row, label in enumerate(labels):
        for kind, number in EXPECTED.get(label, {}).items():
            expected[row, KINDS.index(kind)] = number
    return expected


def _descend(rows: Any, wanted: Any, expected: Matrix, strength: float) -> tuple[Matrix, Matrix]:
    """The start and the weights of least loss: the examples' log loss, and the squared distance from what was expected."""
    shape, count = expected.shape, len(wanted)
    target = np.zeros((count, len(KINDS)))
    target[np.arange(count), wanted] = 1
    rarity = np.array([RARITY.get(kind, 0.0) for kind in KINDS])

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        start, weights = flat[: len(KINDS)], flat[len(KINDS) :].reshape(shape)
        scores = rows @ weights + start
        logs = scores - logsumexp(scores, axis=1, keepdims=True)
        off = np.exp(logs) - target
        apart = weights - expected
        rarer = start - rarity
        value = strength * -logs[np.arange(count), wanted].sum() + (apart**2).sum() / 2 + (rarer**2).sum() / 2
        return float(value), np.concatenate([strength * off.sum(axis=0) + rarer, (strength * (rows.T @ off) + apart).ravel()])

    found = minimize(loss, np.concatenate([rarity, expected.ravel()]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return found.x[: len(KINDS)], found.x[len(KINDS) :].reshape(shape)


def _examples(document: Document, entities: Iterable[Entity]) -> Iterable[Example]:
    gold = {(entity.start, entity.end): entity.type for entity in entities}
    page = Page(document.text or "", document.lang, busy_spans(document))
    candidates = find_candidates(page)
    numbered = {(start, start + len(text)): gold[start, end] for start, end in gold if (text := _without_number(page.text[start:end]))}
    kinds = [(numbered | gold).get((candidate.run.start, candidate.run.end)) for candidate in candidates]
    types = {candidate.name: kind or NONE for candidate, kind in zip(candidates, kinds, strict=True)}
    plain, alone, related = evidence_of(candidates), relations(candidates, page, {}), relations(candidates, page, types)
    for candidate, kind, *labels in zip(candidates, kinds, plain, alone, related, strict=True):
        if kind is None and any(start < candidate.run.end and candidate.run.start < end for start, end in gold):
            continue
        yield labels[0] | labels[1], kind or NONE
        yield labels[0] | labels[2], kind or NONE


def _without_number(name: str) -> str:
    """A name without the number at its end, which names.py puts back; nothing where it has none."""
    match = re.fullmatch(r"(.*\D)\s\d{1,4}", name, re.DOTALL)
    return match[1] if match else ""


def _readable(rows: Mapping[str, Mapping[str, object]]) -> str:
    """JSON with one line for each kind of evidence."""
    start = json.dumps(rows["start"])
    worth = ",\n".join(
        f"  {json.dumps(label, ensure_ascii=False)}: {json.dumps(numbers)}" for label, numbers in sorted(rows["worth"].items())
    )
    return f'{{\n "start": {start},\n "worth": {{\n{worth}\n }}\n}}\n'


if __name__ == "__main__":
    main(Path(sys.argv[1]))
