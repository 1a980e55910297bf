"""A corpus folder as a target: `documents/<id>.json` with `documents/<id>.txt`, and a `corpus.json` where there is none yet.

Reading a corpus folder is `benchmark.corpora.read_corpus`, which knows splits and supplied texts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from benchmark.corpora import SAFE_ID, CorpusFile, DocumentEntry, decode_file, document_json, read_corpus
from benchmark.errors import DataError, Fault
from benchmark.formats.reading import Reading
from benchmark.records import GoldDocument

NAME = "corpus"
EXTENSIONS = ()
SIGN = "a folder with a corpus.json"


def sniff(path: Path) -> bool:
    """Whether the folder holds a corpus.json."""
    return (path / "corpus.json").is_file()


def read(path: Path, reading: Reading) -> Iterator[GoldDocument]:
    """The documents whose texts are here; every profile reads them alike."""
    del reading
    return iter(read_corpus(path))


def write(documents: Iterable[GoldDocument], path: Path) -> None:
    """Each document with its text and the text's hash; a text that an existing corpus.json calls supplied is not written."""
    manifest = path / "corpus.json"
    known = {entry.id: entry for entry in decode_file(manifest, CorpusFile).documents} if manifest.exists() else {}
    (path / "documents").mkdir(parents=True, exist_ok=True)
    entries = []
    for document in documents:
        if not SAFE_ID.fullmatch(document.id):
            raise DataError(Fault(str(path), document.id, "is no plain file name of at most 200 characters"))
        if known and document.id not in known:
            raise DataError(
                Fault(str(manifest), document.id, "is not listed there; add it to `documents` first, or write into a new folder")
            )
        if document.text is None or document.lang is None:
            raise DataError(Fault(str(path), document.id, f"has no {'text' if document.text is None else 'language'}; a corpus needs both"))
        content = document.text.encode()
        own = known.get(document.id) is None or known[document.id].text == "own"
        if own:
            (path / "documents" / f"{document.id}.txt").write_bytes(content)
        hashed = msgspec.structs.replace(document, text_sha256=hashlib.sha256(content).hexdigest(), text_length=len(document.text))
        (path / "documents" / f"{document.id}.json").write_bytes(document_json(hashed).encode())
        entries.append(DocumentEntry(document.id, document.lang))
    if not manifest.exists():
        described = CorpusFile(name=path.name, version="0.1.0", documents=tuple(entries))
        manifest.write_bytes(msgspec.json.format(msgspec.json.encode(described), indent=1) + b"\n")


def describe_like(source: Path, path: Path) -> None:
    """Gives a corpus that was just written what another corpus.json says besides its documents: version, label sets, maps, splits."""
    manifest = path / "corpus.json"
    documents = decode_file(manifest, CorpusFile).documents
    kept = {entry.id for entry in documents}
    told = decode_file(source / "corpus.json", CorpusFile)
    splits = {name: tuple(one for one in ids if one in kept) for name, ids in told.splits.items()}
    described = msgspec.structs.replace(told, documents=documents, splits={name: ids for name, ids in splits.items() if ids})
    manifest.write_bytes(msgspec.json.format(msgspec.json.encode(described), indent=1) + b"\n")
