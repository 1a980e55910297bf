"""Word vectors that say on which lists a word stands, in the form in which Stanza takes pretrained ones.

Stanza adds to each vector what it learns of the word, so that there are more dimensions than marks.
"""

from __future__ import annotations

from pathlib import Path

from systems.crf.listed import MARKS, marks_by_word

__all__ = ["DIMENSIONS", "write_vectors"]

DIMENSIONS = 100


def write_vectors(path: Path) -> None:
    """Writes the vectors, (words + 4, DIMENSIONS): 1 for each mark that a word may have, else 0; the first four are Stanza's own signs."""
    import torch
    from stanza.models.common.pretrain import PretrainedWordVocab
    from stanza.models.common.vocab import VOCAB_PREFIX

    marks = marks_by_word()
    vectors = torch.zeros(len(VOCAB_PREFIX) + len(marks), DIMENSIONS)
    places = [(row, MARKS.index(mark)) for row, found in enumerate(marks.values(), len(VOCAB_PREFIX)) for mark in found]
    vectors[tuple(torch.tensor(places).T)] = 1
    torch.save({"vocab": PretrainedWordVocab(list(marks), lower=True).state_dict(), "emb": vectors}, path)
