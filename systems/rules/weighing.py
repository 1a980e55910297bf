"""Learns what evidence is worth from the corpus's train split, and writes it to weights.json in numbers that can be read.

python -m systems.rules.weighing GOLD

A multinomial logistic regression whose weights are drawn towards those that were set by hand (EXPECTED), the more so the less the
documents say; how much was chosen by cross-validation over train's documents.  Each candidate stands twice: as the first round sees
it, and with what the second one knows of the other names.
"""

from __future__ import annotations

import json
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
from systems.rules.runs import Page

__all__ = ["fit", "main"]

STRENGTH = 0.2
"""How much the examples count against what was expected."""
ROUGHLY = 0.02
"""Smaller weights are left out."""

KINDS = ("NONE", "PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "NORP")
EXPECTED: Mapping[str, Mapping[str, float]] = {
    "first:org": {"ORG": 2.5},
    "first:media": {"ORG": 1.5},
    "first:legal": {"ORG": 4},
    "last:legal": {"ORG": 4},
    "last:org": {"ORG": 2},
    "last:media": {"ORG": 1},
    "in:org": {"ORG": 0.7},
    "in:person": {"PERSON": 2},
    "first:facility": {"FAC": 3.5},
    "first:hotel": {"FAC": 2},
    "first:school": {"ORG": 1.5, "FAC": 1},
    "last:facility": {"FAC": 2},
    "first:land": {"LOC": 3},
    "last:land": {"LOC": 1.5},
    "first:settlement": {"GPE": 3},
    "last:settlement": {"GPE": 1},
    "first:geo": {"GPE": 0.5},
    "first:craft": {"PRODUCT": 4},
    "first:event": {"EVENT": 3},
    "last:event": {"EVENT": 2.5},
    "first:law": {"LAW": 3},
    "last:law": {"LAW": 4},
    "first:surname": {"PERSON": 1.5},
    "bare:org": {"NONE": 2},
    "bare:facility": {"NONE": 1.5},
    "bare:land": {"NONE": 1},
    "bare:settlement": {"NONE": 2},
    "bare:event": {"NONE": 1},
    "territory": {"GPE": 3},
    "town": {"GPE": 1.5},
    "long-town": {"GPE": 2},
    "people": {"NORP": 2},
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
    "a,:org": {"ORG": 1},
    "a,:desc_org": {"ORG": 0.7},
    "b:place": {"GPE": 1},
    "b:settlement": {"GPE": 2},
    "a,:settlement": {"GPE": 1},
    "b:land": {"LOC": 2.5},
    "b:site": {"FAC": 2},
    "b:product": {"PRODUCT": 1.5},
    "a,:product": {"PRODUCT": 1.5},
    "b:work": {"WORK_OF_ART": 2},
    "a,:work": {"WORK_OF_ART": 1.5},
    "b:event": {"EVENT": 1},
    "b:law": {"LAW": 0.5},
    "b:folk": {"NORP": 0.5},
    "b:tongue": {"NONE": 3},
    "a,:place": {"GPE": 1},
    "dateline:place": {"GPE": 4},
    "dateline:behind": {"ORG": 1.5},
    "credit": {"PERSON": 1},
    "opens-common": {"NONE": 1.5},
    "lower-elsewhere": {"NONE": 1},
    "only-opens": {"NONE": 0.5},
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
        label: {kind: round(float(number), 2) for kind, number in zip(KINDS, learned[row], strict=True) if abs(number) >= ROUGHLY}
        for row, label in enumerate(labels)
    }
    missing = {label: dict(EXPECTED[label]) for label in EXPECTED if label not in worth}
    return Weights({kind: round(float(number), 2) for kind, number in zip(KINDS, start, strict=True)}, worth | missing)


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

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        start, weights = flat[: len(KINDS)], flat[len(KINDS) :].reshape(shape)
        scores = rows @ weights + start
        logs = scores - logsumexp(scores, axis=1, keepdims=True)
        off = np.exp(logs) - target
        apart = weights - expected
        value = strength * -logs[np.arange(count), wanted].sum() + (apart**2).sum() / 2
        return float(value), np.concatenate([strength * off.sum(axis=0), (strength * (rows.T @ off) + apart).ravel()])

    found = minimize(loss, np.concatenate([np.zeros(len(KINDS)), expected.ravel()]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return found.x[: len(KINDS)], found.x[len(KINDS) :].reshape(shape)


def _examples(document: Document, entities: Iterable[Entity]) -> Iterable[Example]:
    gold = {(entity.start, entity.end): entity.type for entity in entities}
    page = Page(document.text or "", document.lang, busy_spans(document))
    candidates = find_candidates(page)
    kinds = [gold.get((candidate.run.start, candidate.run.end)) for candidate in candidates]
    types = {candidate.name: kind or NONE for candidate, kind in zip(candidates, kinds, strict=True)}
    plain, alone, related = evidence_of(candidates), relations(candidates, page, {}), relations(candidates, page, types)
    for candidate, kind, *labels in zip(candidates, kinds, plain, alone, related, strict=True):
        if kind is None and any(start < candidate.run.end and candidate.run.start < end for start, end in gold):
            continue
        yield labels[0] | labels[1], kind or NONE
        yield labels[0] | labels[2], kind or NONE


def _readable(rows: Mapping[str, Mapping[str, object]]) -> str:
    """JSON with one line for each kind of evidence."""
    start = json.dumps(rows["start"])
    worth = ",\n".join(
        f"  {json.dumps(label, ensure_ascii=False)}: {json.dumps(numbers)}" for label, numbers in sorted(rows["worth"].items())
    )
    return f'{{\n "start": {start},\n "worth": {{\n{worth}\n }}\n}}\n'


if __name__ == "__main__":
    main(Path(sys.argv[1]))
