"""Runs that are counted again only where what they were counted from has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from benchmark import evaluating
from benchmark.corpora import Corpus, read_corpus
from benchmark.evaluating import count_run
from benchmark.extractors import find_system
from benchmark.running import extract_corpus
from benchmark.storing import RunFolder

GOLD = Path(__file__).parent.parent / "gold"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(GOLD).select(split="dev", langs=["en"])


def counted(corpus: Corpus, results: Path, *, fresh: bool = False, build: str | None = None) -> RunFolder:
    extraction = extract_corpus(find_system("regex"), corpus, results=results, fresh=fresh)
    if build is not None:
        extraction.build = build
    folder = count_run(extraction, corpus, label_set=corpus.label_set, results=results)
    assert folder is not None
    return folder


def written(folder: RunFolder) -> int:
    """The file of the counts, which is another after each writing."""
    return folder.counts.stat().st_ino


def test_a_second_run_counts_nothing_and_is_the_latest(corpus: Corpus, tmp_path: Path) -> None:
    folder = counted(corpus, tmp_path)
    other = counted(corpus, tmp_path, build="0+00000000")
    before, content, manifest = written(folder), folder.counts.read_bytes(), folder.manifest
    assert counted(corpus, tmp_path) == folder
    assert (written(folder), folder.counts.read_bytes(), folder.manifest) == (before, content, manifest)
    latest = (folder.path / "manifest.json").stat().st_mtime_ns
    assert latest > (other.path / "manifest.json").stat().st_mtime_ns


def one_name_less(corpus: Corpus) -> Corpus:
    """The corpus with one entity less in its first document."""
    first = next(iter(corpus))
    changed = msgspec.structs.replace(first, entities=first.entities[1:])
    everything = corpus.read
    return replace(corpus, read=lambda: (changed if document.id == first.id else document for document in everything()))


def other_label_map(corpus: Corpus) -> Corpus:
    """The corpus with a map for what systems say."""
    return replace(corpus, system_map={label: None if label == "ORG" else label for label in corpus.label_sets[corpus.label_set]})


@pytest.mark.parametrize("change", [one_name_less, other_label_map])
def test_changed_gold_and_changed_labels_are_counted_anew(corpus: Corpus, tmp_path: Path, change: Callable[[Corpus], Corpus]) -> None:
    folder = counted(corpus, tmp_path)
    before, content = written(folder), folder.counts.read_bytes()
    assert counted(change(corpus), tmp_path) == folder
    assert written(folder) != before
    assert folder.counts.read_bytes() != content


def test_a_changed_scorer_counts_anew(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = counted(corpus, tmp_path)
    before = written(folder)
    monkeypatch.setattr(evaluating, "_scorer", lambda: "another")
    counted(corpus, tmp_path)
    assert written(folder) != before


def test_fresh_answers_are_counted_though_they_are_the_same(corpus: Corpus, tmp_path: Path) -> None:
    folder = counted(corpus, tmp_path)
    before = written(folder)
    counted(corpus, tmp_path, fresh=True)
    assert written(folder) != before


@pytest.mark.parametrize("lost", ["counts.csv", "manifest.json"])
def test_lost_and_torn_files_of_a_run_are_written_again(corpus: Corpus, tmp_path: Path, lost: str) -> None:
    folder = counted(corpus, tmp_path)
    content = folder.counts.read_bytes()
    if lost == "counts.csv":
        (folder.path / lost).unlink()
    else:
        (folder.path / lost).write_text('{"linimasa": ')
    counted(corpus, tmp_path)
    assert folder.counts.read_bytes() == content
    assert folder.manifest.documents == len(folder.manifest.names) > 0


def test_answers_that_changed_behind_a_run_are_counted_anew(corpus: Corpus, tmp_path: Path) -> None:
    folder = counted(corpus, tmp_path)
    content = folder.counts.read_bytes()
    (cache,) = (tmp_path / "cache").iterdir()
    answers = cache / "predictions.jsonl"
    lines = [msgspec.json.decode(line) for line in answers.read_bytes().splitlines()]
    answers.write_bytes(b"".join(msgspec.json.encode({"key": line["key"], "entities": []}) + b"\n" for line in lines))
    counted(corpus, tmp_path)
    assert folder.counts.read_bytes() != content
