"""Ten broken files of each format: every fault is one line that names the file and the place in it, and never a traceback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmark.cli import main
from benchmark.formats import formats

JSONL = {
    "not an object": ("[1]\n", r":1: Expected `object`, got `array`"),
    "a line that is cut off": ('{"id": "a"}\n{"id": "b", "te', r":2: "),
    "no id": ('{"text": "x"}\n', r":1: Object missing required field `id`"),
    "an id twice": ('{"id": "a"}\n{"id": "a"}\n', r":2: id: 'a' stands already at .*:1"),
    "a number for an id": ('{"id": 7}\n', r":1: id: Expected `str`, got `int`"),
    "an offset in words": (
        '{"id": "a", "entities": [{"start": "0", "end": 1, "type": "X"}]}\n',
        r":1: entities\[0\]\.start: Expected `int`",
    ),
    "a span without an end": ('{"id": "a", "entities": [{"start": 0, "type": "X"}]}\n', r":1: entities\[0\]: Object missing .*`end`"),
    "a span outside its text": (
        '{"id": "a", "text": "ab", "entities": [{"start": 0, "end": 3, "type": "X"}]}\n',
        r":1: entities\[0\]: offsets 0-3 are outside the text",
    ),
    "a copy of another text": (
        '{"id": "a", "text": "ab", "entities": [{"start": 0, "end": 1, "type": "X", "text": "b"}]}\n',
        r":1: entities\[0\]: offsets 0-1 hold 'a', where `text` is 'b'",
    ),
    "another encoding": (b'{"id": "a", "text": "caf\xe9"}\n', r":1: .*UTF-8"),
}
CSV = {
    "a column missing": ("document,start,end\nd,0,1\n", r":1: has no column label; found document, start, end"),
    "a column twice": ("document,start,end,label,start\nd,0,1,X,0\n", r":1: column 'start' stands twice"),
    "a cell too few": ("document,start,end,label\nd,0,1\n", r":2: has 3 cells, expected 4"),
    "a cell too many": ("document,start,end,label\nd,0,1,X\nd,0,1,X,Y\n", r":3: has 5 cells, expected 4"),
    "an offset in words": ("document,start,end,label\nd,zero,1,X\n", r":2: start: 'zero' is no whole number"),
    "an end before its start": ("document,start,end,label\nd,3,1,X\n", r":2: end: offsets 3-1 hold nothing"),
    "no label": ("document,start,end,label\nd,0,1,\n", r":2: label: is empty"),
    "no document": ("document,start,end,label\n,0,1,X\n", r":2: document: is empty"),
    "an unknown layer": ("document,start,end,label,layer\nd,0,1,X,names\n", r":2: layer: 'names' is no layer of spans \(known: entities"),
    "a quotation mark that is not closed": ('document,start,end,label\nd,0,1,"X\n', r":2: is no CSV: unexpected end of data"),
}
CONLL = {
    "a column missing": ("Ann B-PER\nB\n", r":2: has 1 column, expected 2"),
    "a column too many": ("Ann B-PER\nleft X O\n", r":2: has 3 columns, expected 2"),
    "a tag of no scheme": ("Ann B-PER\nleft PER\n", r":2: 'PER' is no tag"),
    "a tag without a type": ("Ann B-\n", r":1: 'B-' is no tag"),
    "a tag in small letters": ("Ann b-per\n", r":1: 'b-per' is no tag"),
    "no column of tags": ("Ann PROPN\nleft VERB\n", r":1: 'PROPN' is no tag"),
    "an empty token": ("Ann\tB-PER\n\tO\n", r":2: has an empty token"),
    "no token": ("\n\n", r"holds no token"),
    "a document twice": ("-DOCSTART- (a) O\n\nA O\n\n-DOCSTART- (a) O\n\nB O\n", r":5: document 'a' stands already at .*:1"),
    "another encoding": (b"caf\xe9 O\n", r":1: byte 3: is not UTF-8"),
}
HEADER = "TOKEN\tNE-COARSE-LIT\tMISC\n"
HIPE = {
    "a column missing in the header": ("TOKEN\tNER\nA\tO\n", r":1: has no column NE-COARSE-LIT; found TOKEN, NER"),
    "a column missing in a line": (HEADER + "Ann\n", r":2: has 1 column, expected 3"),
    "a column too many": (HEADER + "Ann\tO\t_\t_\n", r":2: has 4 columns, expected 3"),
    "a tag of no scheme": (HEADER + "Ann\tpers\t_\n", r":2: 'pers' is no tag"),
    "a tag without a type": (HEADER + "Ann\tB-\t_\n", r":2: 'B-' is no tag"),
    "an empty token": (HEADER + "\tO\t_\n", r":2: has an empty token"),
    "a document without an id": (HEADER + "# hipe2022:document_id =\nAnn\tO\t_\n", r":2: opens a document without an id"),
    "a document twice": (HEADER + "# document = a\nA\tO\t_\n# document = a\nB\tO\t_\n", r":4: document 'a' stands already at .*:2"),
    "a header alone": (HEADER, r"holds no token"),
    "another encoding": (HEADER.encode() + b"caf\xe9\tO\t_\n", r":2: byte \d+: is not UTF-8"),
}
COREFERENCE = {
    "a document that never ends": ("#begin document (a);\na\t0\t0\tAnn\t(1)\n", r":1: document '\(a\)' is never ended"),
    "an end without a beginning": ("#begin document (a);\n#end document\n#end document\n", r":3: ends a document that was not begun"),
    "a document in a document": ("#begin document (a);\n#begin document (b);\n#end document\n", r":2: begins a document inside '\(a\)'"),
    "a document twice": (
        "#begin document (a);\n#end document\n#begin document (a);\n#end document\n",
        r":3: document '\(a\)' stands already at .*:1",
    ),
    "a word outside": ("#begin document (a);\n#end document\na\t0\t0\tAnn\t-\n", r":3: stands outside a document"),
    "one column": ("#begin document (a);\nAnn\n#end document\n", r":2: has one column, expected two or more"),
    "a bracket that closes nothing": ("#begin document (a);\na\t0\t0\tAnn\t1)\n#end document\n", r":2: closes cluster '1', of which no"),
    "a bracket that is not closed": (
        "#begin document (a);\na\t0\t0\tAnn\t(1\n#end document\n",
        r":2: opens a mention of cluster '1' that is never",
    ),
    "a sign that is no bracket": ("#begin document (a);\na\t0\t0\tAnn\t1\n#end document\n", r":2: '1' is no mark of a mention"),
    "another encoding": (b"#begin document (a);\na\t0\t0\tcaf\xe9\t-\n#end document\n", r":2: byte \d+: is not UTF-8"),
}
INLINE_HEAD = "---\nid: d1\nlang: en\n---\n"
INLINE = {
    "no third rule": (INLINE_HEAD + "Ann left.\n", r":5: expected a head between two lines of ---"),
    "no id": ("---\nlang: en\n---\nAnn\n---\n", r":1: the head has no `id: `"),
    "an unknown field": ("---\nid: a\ncolour: red\n---\nAnn\n---\n", r":3: 'colour: red', expected `key: value`"),
    "a bracket that is no mark": (INLINE_HEAD + "[Ann] left\n---\n", r":5: '\[Ann\] left' opens no mark"),
    "a mark that is not closed": (INLINE_HEAD + "\n[e1 PERSON|Ann left\n---\n", r":6: mark 'e1' is never closed"),
    "a bracket that closes nothing": (INLINE_HEAD + "Ann] left\n---\n", r":5: `\]` closes no mark"),
    "a mark without its fields": (INLINE_HEAD + "[e1|Ann] left\n---\n", r":5: mark 'e1': has 0 fields"),
    "a line of no kind": (INLINE_HEAD + "Ann\n---\nwhat\n", r":7: 'what', expected"),
    "an event without a trigger": (INLINE_HEAD + "Ann\n---\nv1 X\n", r":7: event 'v1' has no trigger"),
    "offsets outside the text": (INLINE_HEAD + "Ann\n---\nat 2-9 e1 PERSON\n", r":7: 'at 2-9 e1 PERSON', expected `at START-END"),
}
BRAT = {
    "a line of no kind": ("T1\tPER 0 3\tAnn\nsomething\n", r"\.ann:2: 'something' is no line of brat's"),
    "offsets in words": ("T1\tPER zero 3\tAnn\n", r"\.ann:1: T1: 'PER zero 3', expected TYPE START END"),
    "offsets outside the text": ("T1\tPER 0 99\tAnn\n", r"\.ann:1: T1: offsets 0-99 are outside the text"),
    "a copy of another text": ("T1\tPER 0 3\tBob\n", r"\.ann:1: T1: offsets 0 3 hold 'Ann', where the line has 'Bob'"),
    "an id twice": ("T1\tPER 0 3\tAnn\nT1\tPER 0 3\tAnn\n", r"\.ann:2: T1 stands already in line 1"),
    "a span of two pieces": ("T1\tPER 0 3;9 13\tAnn Bolt\n", r"\.ann:1: T1: is a span of 2 pieces; --discontinuous cover"),
    "an event without its trigger": ("E1\tLeave:T9\n", r"\.ann:1: refers to T9, which is not in the file"),
    "a role without a filler": ("T1\tLeave 4 8\tleft\nE1\tLeave:T1 Who\n", r"\.ann:2: E1: .*, expected TYPE:TRIGGER and ROLE:FILLER"),
    "a relation with one argument": ("T1\tPER 0 3\tAnn\nR1\tKnows Arg1:T1\n", r"\.ann:2: R1: .*, expected TYPE Arg1:SOURCE Arg2:TARGET"),
    "a normalisation without an entry": (
        "T1\tPER 0 3\tAnn\nN1\tReference T1 Wikidata\tAnn\n",
        r"\.ann:2: N1: .*, expected Reference TARGET",
    ),
}
TML = '<TimeML>\n<TEXT><EVENT eid="e1" class="STATE">is</EVENT> <TIMEX3 tid="t1" type="DATE">now</TIMEX3></TEXT>\n%s\n</TimeML>\n'
TIMEML = {
    "a tag that is not closed": (TML.replace("</TEXT>", "") % "", r":4:2: is no well-formed XML: mismatched tag"),
    "an attribute without quotes": (TML % "<TLINK lid=l1/>", r":3:11: is no well-formed XML"),
    "an entity of its own": ('<!DOCTYPE x [\n<!ENTITY a "b">]>\n' + TML % "&a;", r":2: declares entities or a DTD"),
    "a document type from elsewhere": (
        '\n<!DOCTYPE TimeML SYSTEM "http://127.0.0.1/x">\n<TimeML>&x;</TimeML>',
        r":3:8: is no well-formed XML: undefined entity",
    ),
    "another root": ("<Text><TimeML/></Text>", r":1: the root is Text, expected TimeML"),
    "an event twice": (TML % '<EVENT eid="e1" class="STATE">x</EVENT>', r":2: EVENT eid 'e1' stands 2 times"),
    "an instance of no event": (TML % '<MAKEINSTANCE eiid="ei1" eventID="e9"/>', r":3: MAKEINSTANCE ei1: eventID 'e9' is no event"),
    "a link to nothing": (TML % '<TLINK lid="l1" timeID="t1" relatedToTime="t9" relType="BEFORE"/>', r":3: TLINK l1: 't9' is no event"),
    "a link without a type": (TML % '<TLINK lid="l1" timeID="t1" relatedToTime="t1"/>', r":3: TLINK l1: needs a source"),
    "an encoding that there is not": (
        '<?xml version="1.0" encoding="klingon"?>\n' + TML % "",
        r":1(:\d+)?: (has an encoding|is no well-formed)",
    ),
}


def parquet_files(path: Path) -> Iterator[tuple[str, str]]:
    """Broken tables, each written to the path when its turn comes."""
    import pyarrow
    from pyarrow import parquet

    good = {"document": ["d"], "start": [0], "end": [1], "label": ["X"]}
    tables: dict[str, tuple[dict[str, list[object]], str]] = {
        "a column missing": ({name: good[name] for name in ("document", "start", "end")}, r": has no column label"),
        "an offset in words": ({**good, "start": ["zero"]}, r": row 1: start: 'zero' is no whole number"),
        "an offset with a fraction": ({**good, "start": [0.5]}, r": row 1: start: 0\.5 is no whole number"),
        "an end before its start": ({**good, "start": [4]}, r": row 1: end: offsets 4-1 hold nothing"),
        "no label": ({**good, "label": [None]}, r": row 1: label: is empty"),
        "no document": ({**good, "document": [None]}, r": row 1: document: is empty"),
        "an unknown layer": ({**good, "layer": ["names"]}, r": row 1: layer: 'names' is no layer"),
        "a row in which two say another language": (
            {"document": ["d", "d"], "start": [0, 2], "end": [1, 3], "label": ["X", "X"], "lang": ["id", "en"]},
            r": row 2: lang: 'en', where 'id' stands above",
        ),
    }
    for name, (columns, message) in tables.items():
        parquet.write_table(pyarrow.table(columns), path)
        yield name, message
    parquet.write_table(pyarrow.table(good), path)
    content = path.read_bytes()
    path.write_bytes(content[:-8])
    yield "a file that is cut off", r": is no Parquet file"
    path.write_bytes(content[:4] + b"\x00" * 40 + content[44:])
    yield "pages of nothing", r"(row 1: cannot be read|is no Parquet file)"


def spacy_files(path: Path) -> Iterator[tuple[str, str]]:
    """Broken DocBins, each written to the path when its turn comes."""
    import zlib

    import spacy
    import srsly
    from spacy.tokens import Doc, DocBin
    from spacy.vocab import Vocab

    def stored(*heads: object) -> bytes:
        found = DocBin(store_user_data=True)
        for head in heads:
            doc = Doc(Vocab(), words=["Ann"], spaces=[False])
            doc.user_data["linimasa"] = head
            found.add(doc)
        return bytes(found.to_bytes())

    whole = stored({"id": "a"})
    message = srsly.msgpack_loads(zlib.decompress(whole))
    contents: dict[str, tuple[bytes, str]] = {
        "no compressed data": (b"\x78 this is none", r":1: is no DocBin"),
        "a file that is cut off": (whole[:-9], r":1: is no DocBin"),
        "compressed text": (zlib.compress(b"what is this"), r":1: is no DocBin"),
        "a list": (zlib.compress(srsly.msgpack_dumps([1, 2])), r":1: is no DocBin"),
        "a key missing": (zlib.compress(srsly.msgpack_dumps({"version": 1})), r":1: is no DocBin"),
        "tokens of another width": (zlib.compress(srsly.msgpack_dumps({**message, "tokens": b"\x00" * 7})), r":1: is no DocBin"),
        "no document": (bytes(DocBin().to_bytes()), r"holds no document"),
        "a head that is no table": (stored("d1"), r": document 1: user_data\['linimasa'\]: is 'd1'"),
        "a number for an id": (stored({"id": "a"}, {"id": 7}), r": document 2: user_data\['linimasa'\]: is"),
        "a document twice": (stored({"id": "a"}, {"id": "a"}), r": document 2: document 'a' stands already at .* document 1"),
    }
    del spacy
    for name, (content, expected) in contents.items():
        path.write_bytes(content)
        yield name, expected


CORPUS = '{"name": "c", "version": "1", "documents": [{"id": "d1", "lang": "en"}]}'
DOCUMENT = '{"id": "d1", "entities": []}'
CORPORA = {
    "a manifest that is cut off": (CORPUS[:-3], DOCUMENT, "Ann", r"corpus\.json:1: Input data was truncated"),
    "a manifest without a name": (CORPUS.replace('"name": "c", ', ""), DOCUMENT, "Ann", r"corpus\.json: .*missing required field `name`"),
    "a manifest without documents": ('{"name": "c", "version": "1"}', DOCUMENT, "Ann", r"corpus\.json: .*field `documents`"),
    "a document that is cut off": (CORPUS, DOCUMENT[:-2], "Ann", r"d1\.json:1: Input data was truncated"),
    "a document of another id": (CORPUS, DOCUMENT.replace("d1", "d2"), "Ann", r"d1\.json: id: 'd2' stands in the file of 'd1'"),
    "a document with an offset in words": (
        CORPUS,
        '{"id": "d1", "entities": [{"start": "0", "end": 1, "type": "X"}]}',
        "Ann",
        r"d1\.json: entities\[0\]\.start: Expected `int`",
    ),
    "a document that is missing": (CORPUS, None, "Ann", r"d1\.json: No such file"),
    "a text that is missing": (CORPUS, DOCUMENT, None, r"d1\.txt: No such file"),
    "a text of another hash": (CORPUS, DOCUMENT[:-1] + ', "text_sha256": "00"}', "Ann", r"d1\.txt: SHA-256 is"),
    "an id with a stroke": (CORPUS.replace("d1", "../d1"), DOCUMENT, "Ann", r"corpus\.json: documents: id '\.\./d1'"),
}

PLAIN = {
    "jsonl": ("f.jsonl", JSONL),
    "csv": ("f.csv", CSV),
    "conll": ("f.conll", CONLL),
    "hipe": ("f.tsv", HIPE),
    "conllcoref": ("f.key", COREFERENCE),
    "inline": ("f.inline", INLINE),
    "timeml": ("f.tml", TIMEML),
    "brat": ("f.ann", BRAT),
}


def require_said(path: Path, name: str, message: str, capsys: pytest.CaptureFixture[str], format: str) -> None:  # noqa: A002
    """The command exits 2 with lines that name the file and the fault, and writes nothing."""
    target = path.parent / "target.jsonl"
    assert main(["convert", str(path), str(target), "--from", format]) == 2, name
    printed = capsys.readouterr().err
    assert "Traceback" not in printed
    lines = printed.splitlines()
    assert all(line.startswith("linimasa: ") for line in lines), printed
    errors = [line for line in lines if line.startswith("linimasa: error: ")]
    assert errors, printed
    assert all(str(path.parent) in line for line in errors), printed
    assert any(re.search(message, line) for line in errors), (name, printed)
    assert not target.exists()


@pytest.mark.parametrize(
    ("format", "name"), [pytest.param(one, name, id=f"{one}: {name}") for one, (_, cases) in PLAIN.items() for name in cases]
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], format: str, name: str) -> None:  # noqa: A002
    file, cases = PLAIN[format]
    content, message = cases[name]
    path = tmp_path / file
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    if format == "brat":
        path.with_suffix(".txt").write_text("Ann left Bolt.\n")
    require_said(path, name, message, capsys, format)


def test_broken_parquet_files_are_named_with_their_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "f.parquet"
    names = []
    for name, message in parquet_files(path):
        require_said(path, name, message, capsys, "parquet")
        names.append(name)
    assert len(names) == 10


def test_broken_docbins_are_named_with_their_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "f.spacy"
    names = []
    for name, message in spacy_files(path):
        require_said(path, name, message, capsys, "spacy")
        names.append(name)
    assert len(names) == 10


@pytest.mark.parametrize("name", CORPORA)
def test_a_broken_corpus_folder_is_named_with_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    manifest, document, text, message = CORPORA[name]
    folder = tmp_path / "c"
    (folder / "documents").mkdir(parents=True)
    (folder / "corpus.json").write_text(manifest)
    if document is not None:
        (folder / "documents" / "d1.json").write_text(document)
    if text is not None:
        (folder / "documents" / "d1.txt").write_text(text)
    require_said(folder, name, message, capsys, "corpus")


def test_every_format_has_ten_broken_files() -> None:
    assert set(PLAIN) | {"parquet", "spacy", "corpus"} == set(formats())
    assert all(len(cases) == 10 for _, cases in PLAIN.values())
    assert len(CORPORA) == 10
