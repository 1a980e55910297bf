"""TimeML: places in the text, instances, links and the creation time; faults with their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmark.errors import DataError
from benchmark.formats import detect, open_corpus
from benchmark.records import Event, Link, Timex

DOCUMENT = """<?xml version="1.0" ?><TimeML>
<DCT><TIMEX3 tid="t0" type="DATE" value="2013-03-22" functionInDocument="CREATION_TIME">March 22, 2013</TIMEX3></DCT>
<TEXT>It <EVENT eid="e1" class="OCCURRENCE">ended</EVENT> in <TIMEX3 tid="t1" type="DATE" value="2012" mod="START">early 2012</TIMEX3>
&amp; not <EVENT eid="e2" class="STATE">after</EVENT>.</TEXT>
<MAKEINSTANCE eiid="ei1" eventID="e1" polarity="POS"/><MAKEINSTANCE eiid="ei2" eventID="e2" polarity="NEG"/>
<TLINK lid="l1" eventInstanceID="ei1" relatedToTime="t0" relType="BEFORE"/>
</TimeML>"""


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_a_document_is_read_with_all_its_layers(tmp_path: Path) -> None:
    path = write(tmp_path / "d1.tml", DOCUMENT)
    assert detect(path).NAME == "timeml"
    (document,) = open_corpus(path)
    assert document.text == "It ended in early 2012\n& not after."
    assert document.dct == "2013-03-22"
    assert document.timexes == (Timex(12, 22, "DATE", "2012", "START", "t1", "early 2012"),)
    assert document.events == (
        Event(3, 8, "OCCURRENCE", id="ei1", text="ended"),
        Event(29, 34, "STATE", polarity="NEGATIVE", id="ei2", text="after"),
    )
    assert document.links == (Link("ei1", "t0", "BEFORE", "l1"),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(DOCUMENT.replace("</TEXT>", ""), "d1.tml:7:2: is no well-formed XML: mismatched tag", id="a tag that is not closed"),
        pytest.param(
            DOCUMENT.replace(' relType="BEFORE"', ""), "TLINK l1: needs a source, a target and a relType", id="a link without a type"
        ),
        pytest.param('<!DOCTYPE x [<!ENTITY a "b">]><TimeML>&a;</TimeML>', "declares entities or a DTD", id="entities"),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(DataError) as raised:
        list(open_corpus(write(tmp_path / "d1.tml", text), format="timeml"))
    assert problem in str(raised.value)
