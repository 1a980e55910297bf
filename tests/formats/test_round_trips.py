"""What a format holds comes back identical, whatever the document; and where nothing is lost, the whole document does."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from any_documents import documents, sets, unnamed
from hypothesis import HealthCheck, given, settings

from benchmark.formats import detect, format_named, held, open_corpus, writer_for
from benchmark.formats.losses import Losses
from benchmark.records import GoldDocument

FORMATS = {
    "csv": "t.csv",
    "parquet": "t.parquet",
    "conll": "t.conll",
    "hipe": "t.tsv",
    "jsonl": "t.jsonl",
    "brat": "t",
    "timeml": "u",
    "spacy": "t.spacy",
    "inline": "v",
}
LAWS = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def returned(document: GoldDocument, name: str) -> GoldDocument:
    """The document written in a format and read again, the format being found from the content."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FORMATS[name]
        writer_for(path, name).write([document], path)
        found = detect(path)
        assert name == found.NAME
        (back,) = open_corpus(path)
        return back


@pytest.mark.parametrize("name", FORMATS)
@given(document=documents())
@LAWS
def test_what_a_format_holds_comes_back(name: str, document: GoldDocument) -> None:
    kept = held(document, writer_for(Path("x"), name), Losses())
    assert sets(returned(document, name)) == sets(kept)


@pytest.mark.parametrize("name", FORMATS)
@given(document=documents())
@LAWS
def test_where_nothing_is_counted_as_lost_nothing_is(name: str, document: GoldDocument) -> None:
    lost = Losses()
    kept = held(document, writer_for(Path("x"), name), lost)
    if not lost:
        assert unnamed(kept) == unnamed(document)
    else:
        again = Losses()
        held(kept, writer_for(Path("x"), name), again)
        assert format_named(name).NAME in ("csv", "parquet") or not again, "what is held is held wholly"
