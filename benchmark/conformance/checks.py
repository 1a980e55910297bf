"""What a system promises, one check a promise.

A check is a function of a `Subject` that gives a remark, raises `CheckFailedError` with what it found, or `CheckSkippedError` with why it
could find nothing.  Each looks at one thing: a system that breaks one promise fails one check.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from babel import Locale

from benchmark.conformance import texts
from benchmark.corpora import Corpus
from benchmark.extractors import SystemSource
from benchmark.inspecting import Answer, Found, Inspection, Opening
from benchmark.records import Document
from benchmark.timevalues import canonical, partial_date
from benchmark.wording import counted

__all__ = ["CHECKS", "Check", "CheckFailedError", "CheckSkippedError", "Effort", "Subject"]

LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")
PLAIN_DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
SPANNED = ("entities", "timexes", "money", "events")
CREATION = "t0"
MOST_SHOWN = 3
LONG_FACTOR = 10
"""How many times longer than another document the long text may take."""


class CheckFailedError(AssertionError):
    """A promise that is not kept, with what was found."""


class CheckSkippedError(Exception):
    """A check that could look at nothing, and why."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is asked of a system, and what it may take: seconds, and GiB at the peak."""

    random_texts: int = 500
    long_text: int = 1_000_000
    documents: int = 10
    """Real documents of each language."""
    timeout: float = 60.0
    import_seconds: float = 5.0
    load_seconds: float = 600.0
    memory_gib: float = 4.0

    def quick(self) -> Effort:
        """A tenth of it, for systems that are slow or edited often."""
        return replace(self, random_texts=self.random_texts // 10, long_text=self.long_text // 10, documents=max(1, self.documents // 5))


class Asked(NamedTuple):
    """A document and what came of it."""

    document: Document
    answer: Answer


@dataclass
class Subject:
    """A system with everything that it was asked and answered; asked once, when the first check wants to know."""

    source: SystemSource
    corpus: Corpus
    settings: dict[str, Any] = field(default_factory=dict)
    effort: Effort = field(default_factory=Effort)
    forbidden: tuple[Path, ...] = ()
    """Folders of gold, which it must not open."""
    peak_mib: float = 0.0
    opened: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    _opening: Opening | None = None

    def __str__(self) -> str:
        return self.source.name

    @property
    def opening(self) -> Opening:
        """How it came up; CannotRunError where it did not."""
        if self._opening is None:
            _ = self.answers
        assert self._opening is not None
        return self._opening

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it is asked in."""
        return self.opening.description.languages or texts.DEFAULT_LANGUAGES

    @cached_property
    def repeated(self) -> list[Document]:
        """The documents that it must answer alike however they come."""
        odd = [document for family in texts.ODD for document in texts.odd_documents(family, self.languages[:1])]
        return [
            *texts.real_documents(self.corpus, self.languages, self.effort.documents),
            *texts.normalised_documents(self.languages),
            *odd,
        ]

    @cached_property
    def families(self) -> dict[str, list[Document]]:
        """All that it is asked in one process, in order: the documents that come again, twice, then each family of texts."""
        real = texts.real_documents(self.corpus, self.languages, self.effort.documents)
        undated = [msgspec.structs.replace(document, id=f"{document.id}-undated", dct=None) for document in real]
        undated += [Document(f"undated-{lang}", lang, None, texts.prose(lang)) for lang in self.languages]
        return {
            "first": self.repeated,
            "second": self.repeated,
            **{family: texts.odd_documents(family, self.languages) for family in texts.ODD},
            "NFC and NFD": texts.normalised_documents(self.languages),
            "CRLF": texts.crlf_documents(self.languages),
            "real documents": real,
            "no creation time": undated,
            "twins": [document for twins in texts.ascii_twins(self._models) for document in twins],
            "random texts": texts.random_documents(self.effort.random_texts, self.languages),
            "long text": [texts.long_document(self.languages[0], self.effort.long_text)],
        }

    @property
    def _models(self) -> list[Document]:
        """Documents whose twins in ASCII tell how it counts."""
        real = texts.real_documents(self.corpus, self.languages, min(2, self.effort.documents))
        return real + [Document(f"prose-{lang}", lang, texts.DCT, texts.prose(lang)) for lang in self.languages]

    @cached_property
    def answers(self) -> dict[str, list[Asked]]:
        """What it answered, by family, in one process from first to last."""
        found = {}
        with self._inspection() as inspection:
            self._opening = inspection.opening
            for family, documents in self.families.items():
                timeout = self.effort.timeout * (LONG_FACTOR if family == "long text" else 1)
                found[family] = list(map(Asked, documents, inspection.ask(documents, timeout=timeout)))
            self._note(inspection)
        return found

    def apart(self, documents: Sequence[Document], *, hash_seed: int = 0) -> list[Answer]:
        """What it answers in a process of its own."""
        with self._inspection(hash_seed) as inspection:
            answers = inspection.ask(documents, timeout=self.effort.timeout)
            self._note(inspection)
        return answers

    def everything(self) -> Iterator[Asked]:
        """All that it answered in the one process, each document once."""
        for family, asked in self.answers.items():
            if family != "second":
                yield from asked

    def records(self, *layers: str) -> Iterator[tuple[Document, Found]]:
        """All well-formed records of some layers, of all without."""
        for document, answer in self.everything():
            for found in answer.found:
                if found.layer and not found.problem and (not layers or found.layer in layers):
                    yield document, found

    def _inspection(self, hash_seed: int = 0) -> Inspection:
        return Inspection(
            self.source, self.settings, forbidden=self.forbidden, hash_seed=hash_seed, load_timeout=self.effort.load_seconds + 60.0
        )

    def _note(self, inspection: Inspection) -> None:
        self.opened |= inspection.opened
        self.called |= inspection.called
        self.peak_mib = max(self.peak_mib, inspection.peak_mib)


@dataclass(frozen=True)
class Check:
    """A promise; called with a subject it raises where that is broken, and skips the test of pytest where it cannot look."""

    name: str
    doc: str
    look: Callable[[Subject], str | None]

    def __call__(self, subject: Subject) -> None:
        """Looks, for a test."""
        try:
            self.look(subject)
        except CheckSkippedError as skipped:
            import pytest

            pytest.skip(str(skipped))

    def __str__(self) -> str:
        return self.name


CHECKS: list[Check] = []


def _check(name: str) -> Callable[[Callable[[Subject], str | None]], Callable[[Subject], str | None]]:
    def register(look: Callable[[Subject], str | None]) -> Callable[[Subject], str | None]:
        CHECKS.append(Check(name, (look.__doc__ or "").partition("\n")[0], look))
        return look

    return register


def _refuse(problems: Iterable[str]) -> None:
    """Raises where there are problems, with the first ones and how many there are."""
    listed = list(problems)
    if listed:
        more = f"; and {len(listed) - MOST_SHOWN} more" if len(listed) > MOST_SHOWN else ""
        raise CheckFailedError("; ".join(listed[:MOST_SHOWN]) + more)


def _where(document: Document, found: Found) -> str:
    return f"{document.id}: {found.shown}"


# --- what it declares --------------------------------------------------------------------------------------------------------------


@_check("declarations")
def _declarations(subject: Subject) -> str:
    """A docstring says what it is, and its languages are ISO 639 codes."""
    described = subject.opening.description
    problems = [] if described.summary else [f"{described.title} has no docstring; tables and pages print its first line"]
    problems += [f"language {lang!r} is no ISO 639 code, such as 'id'" for lang in described.languages if not LANGUAGE_CODE.fullmatch(lang)]
    _refuse(problems)
    return f"{', '.join(described.layers)}; {', '.join(described.languages) or 'any language'}"


@_check("options")
def _options(subject: Subject) -> str:
    """Every option is documented, and its default is of its type."""
    options = subject.opening.description.options
    if not options:
        raise CheckSkippedError("it declares none")
    _refuse(subject.opening.option_faults)
    return ", ".join(f"{option.name}: {option.type}" for option in options)


@_check("label map")
def _label_map(subject: Subject) -> str:
    """Its label map leads to entity types that the corpus has."""
    labels, types = subject.opening.description.labels, subject.corpus.labels()
    if not labels:
        raise CheckSkippedError("it declares none: its entity types are the corpus's")
    if types is None:
        raise CheckSkippedError(f"corpus {subject.corpus.name} declares no entity types")
    known = ", ".join(sorted(types))
    _refuse(
        f"{native} leads to {target!r}, which corpus {subject.corpus.name} does not have (it has {known})"
        for native, targets in labels.items()
        for target in targets
        if target not in types
    )
    lost = [native for native, targets in labels.items() if not targets]
    return f"{', '.join(lost)} lead to nothing and are counted as such" if lost else counted(len(labels), "label")


# --- what it stands ----------------------------------------------------------------------------------------------------------------


def _stands(family: str, doc: str) -> None:
    def look(subject: Subject) -> str:
        if not subject.answers[family]:
            languages = ", ".join(subject.languages)
            raise CheckSkippedError(f"corpus {subject.corpus.name} has no document in {languages}")
        asked = [asked for asked in subject.answers[family] if asked.answer.asked]
        if not asked:
            raise CheckSkippedError("not asked: it had died too often over other texts")
        _refuse(f"{document.id} {document.text[:20]!r}: {answer.raised}" for document, answer in asked if answer.raised)
        counts = Counter(document.lang for document, _ in asked)
        return ", ".join(f"{count} {lang}" for lang, count in sorted(counts.items()))

    look.__doc__ = doc
    _check(family)(look)


for _family, _doc in {
    "empty text": "It answers a text without a character.",
    "white space": "It answers texts of white space alone.",
    "one character": "It answers texts of one character.",
    "emoji and combining marks": "It answers texts with emoji, flags, joiners and stacked combining marks.",
    "impossible dates and amounts": "It answers texts with days, hours and numbers that are none.",
    "right-to-left text": "It answers Arabic and Hebrew, and texts with marks that turn the direction.",
    "NFC and NFD": "It answers composed and decomposed texts.",
    "CRLF": "It answers texts with the line ends of other machines.",
    "real documents": "It answers real documents of each language that it declares.",
    "no creation time": "It answers documents whose creation time is not known.",
    "random texts": "It answers texts of random Unicode, and of scraps that grammars stumble over.",
    "long text": "It answers a text of a million characters.",
}.items():
    _stands(_family, _doc)


# --- what it yields ----------------------------------------------------------------------------------------------------------------


def _some(subject: Subject, *layers: str) -> list[tuple[Document, Found]]:
    records = list(subject.records(*layers))
    if not records:
        raise CheckSkippedError("it found nothing to look at in all texts")
    return records


@_check("records only")
def _records_only(subject: Subject) -> str:
    """It yields records and nothing else."""
    found = [(document, found) for document, answer in subject.everything() for found in answer.found]
    if not found:
        raise CheckSkippedError("it found nothing to look at in all texts")
    _refuse(f"{document.id}: {found.kind} {found.shown}" for document, found in found if not found.layer)
    return counted(len(found), "record")


@_check("field types")
def _field_types(subject: Subject) -> None:
    """The fields of its records are of their types: offsets integers, amounts strings."""
    found = [(document, found) for document, answer in subject.everything() for found in answer.found if found.layer]
    if not found:
        raise CheckSkippedError("it found nothing to look at in all texts")
    _refuse(f"{_where(document, found)}: {found.problem}" for document, found in found if found.problem)


@_check("declared layers")
def _declared_layers(subject: Subject) -> None:
    """Its records are of the layers that it declares."""
    declared = subject.opening.description.layers
    _refuse(
        f"{_where(document, found)}: is of layer {found.layer}, and it provides {', '.join(declared)}"
        for document, found in _some(subject)
        if found.layer not in declared
    )


@_check("declared labels")
def _declared_labels(subject: Subject) -> None:
    """Its types are those of its label map, else the corpus's; those of time expressions are TIMEX3's."""
    described = subject.opening.description
    declared = frozenset(described.labels) or subject.corpus.labels()
    expected = {"entities": declared, "timexes": frozenset(TIMEX_TYPES)}
    _refuse(
        f"{_where(document, found)}: type {found.fields['type']!r}, expected one of {', '.join(sorted(known))}"
        for document, found in _some(subject, "entities", "timexes")
        if (known := expected[found.layer]) is not None and found.fields["type"] not in known
    )


def _spans(found: Found) -> Iterator[tuple[int, int]]:
    """The span of a record and those of its arguments."""
    if found.layer in SPANNED:
        yield found.fields["start"], found.fields["end"]
    for argument in found.fields.get("args", ()):
        if argument.get("start") is not None and argument.get("end") is not None:
            yield argument["start"], argument["end"]


@_check("offsets inside the text")
def _offsets(subject: Subject) -> str:
    """No span begins before the text, ends behind it, or ends before it begins."""
    spans = [(document, found, span) for document, found in _some(subject) for span in _spans(found)]
    _refuse(
        f"{_where(document, found)}: {start}-{end} in a text of {counted(len(document.text), 'code point')}"
        for document, found, (start, end) in spans
        if not 0 <= start <= end <= len(document.text)
    )
    return counted(len(spans), "span")


@_check("offsets in code points")
def _code_points(subject: Subject) -> str:
    """What it finds in an ASCII text it finds behind emoji too, at places counted in code points, not in bytes or UTF-16."""
    right = bytes_or_units = told = 0
    asked = iter(subject.answers["twins"])
    for plain, shifted in zip(asked, asked, strict=True):
        expected = Counter(plain.document.text[start:end] for start, end in _all_spans(plain.answer))
        told += expected.total()
        spans = _all_spans(shifted.answer)
        text = shifted.document.text
        right += (expected & Counter(text[start:end] for start, end in spans)).total()
        for encoding, width in (("utf-8", 1), ("utf-16-le", 2)):
            coded = text.encode(encoding)
            sliced = Counter(coded[width * start : width * end].decode(encoding, "replace") for start, end in spans)
            bytes_or_units = max(bytes_or_units, (expected & sliced).total())
    if not told:
        raise CheckSkippedError("it found nothing in the texts that could tell")
    if bytes_or_units > right:
        raise CheckFailedError(
            "behind emoji its offsets are right when read as bytes or UTF-16 units; count code points, as Python's str does"
        )
    return f"{right} of {counted(told, 'span')} found again"


def _all_spans(answer: Answer) -> list[tuple[int, int]]:
    return [span for found in answer.found if found.layer and not found.problem for span in _spans(found) if 0 <= span[0] <= span[1]]


@_check("tight slices")
def _tight(subject: Subject) -> None:
    """No span is empty, or begins or ends with white space."""
    _refuse(
        f"{_where(document, found)}: covers {document.text[start:end][:40]!r}"
        for document, found in _some(subject)
        for start, end in _spans(found)
        if 0 <= start <= end <= len(document.text) and (start == end or document.text[start:end] != document.text[start:end].strip())
    )


@_check("values")
def _values(subject: Subject) -> None:
    """TIMEX3 values, dates and amounts parse, and currencies are ISO 4217 codes."""
    problems = []
    for document, found in _some(subject, "timexes", "money", "events"):
        problems += [f"{_where(document, found)}: {problem}" for problem in _value_problems(found)]
    _refuse(problems)


def _value_problems(found: Found) -> Iterator[str]:
    fields = found.fields
    parsers: dict[str, Callable[[str], object]] = {"value": lambda value: canonical(value, fields["type"]), "date": partial_date}
    for name, parse in parsers.items():
        # A type that is none is another check's.
        if fields.get(name) is not None and (found.layer == "events" or fields["type"] in TIMEX_TYPES):
            try:
                parse(fields[name])
            except ValueError as error:
                yield str(error)
    if found.layer != "money":
        return
    if fields["currency"] not in Locale("en").currencies:
        yield f"currency {fields['currency']!r} is no ISO 4217 code, such as IDR"
    for name in ("amount", "min", "max"):
        if fields[name] is not None and not PLAIN_DECIMAL.fullmatch(fields[name]):
            yield f"{name} {fields[name]!r} is no plain decimal, such as '14300000000'"


@_check("references")
def _references(subject: Subject) -> None:
    """Ids stand once, and what refers to one refers to one of the same answer."""
    _some(subject)
    problems = []
    for document, answer in subject.everything():
        good = [found for found in answer.found if found.layer and not found.problem]
        ids = Counter(found.fields["id"] for found in good if found.fields.get("id") is not None)
        problems += [f"{document.id}: id {name!r} stands {count} times" for name, count in ids.items() if count > 1]
        clusters = {found.fields.get("cluster") for found in good if found.layer == "events"}
        known = {*ids, CREATION}
        for found in good:
            problems += [f"{_where(document, found)}: {problem}" for problem in _dangling(found, known, clusters)]
    _refuse(problems)


def _dangling(found: Found, ids: set[str], clusters: set[str | None]) -> Iterator[str]:
    fields = found.fields
    if found.layer == "before":
        yield from (f"cluster {fields[end]!r} is no event's" for end in ("first", "second") if fields[end] not in clusters)
    elif found.layer == "links":
        yield from (f"{end} {fields[end]!r} is no id" for end in ("source", "target") if fields[end] not in ids)
    elif found.layer == "events":
        references = [argument.get("ref") for argument in fields["args"]] + [fields["timex"]]
        yield from (f"{name!r} is no id" for name in references if name is not None and name not in ids)
        yield from (
            f"argument {argument['role']} names neither an id nor a span"
            for argument in fields["args"]
            if argument.get("ref") is None and (argument.get("start") is None or argument.get("end") is None)
        )


@_check("document unchanged")
def _unchanged(subject: Subject) -> None:
    """It leaves the document as it was."""
    _refuse(f"{document.id} is another document afterwards" for document, answer in subject.everything() if answer.changed)


# --- how it repeats itself ---------------------------------------------------------------------------------------------------------


def _same(subject: Subject, others: Sequence[Answer], how: str) -> str:
    first = subject.answers["first"]
    pairs = [
        (asked.document, asked.answer, other) for asked, other in zip(first, others, strict=True) if asked.answer.asked and other.asked
    ]
    _refuse(
        f"{document.id}: {counted(len(one.found), 'record')}, {how} {_difference(one, other)}"
        for document, one, other in pairs
        if one.comparable() != other.comparable()
    )
    return counted(len(pairs), "document")


def _difference(one: Answer, other: Answer) -> str:
    if other.raised:
        return other.raised
    shown = Counter(found.shown for found in one.found)
    changed = [found.shown for found in other.found if found.shown not in shown]
    return f"{len(other.found)}" + (f", among them {changed[0]}" if changed else "")


@_check("same answer twice")
def _twice(subject: Subject) -> str:
    """Asked again in the same process, it answers the same."""
    return _same(subject, [asked.answer for asked in subject.answers["second"]], "then")


@_check("same answer in another order")
def _another_order(subject: Subject) -> str:
    """Asked from the last document to the first, it answers the same."""
    return _same(subject, subject.apart(subject.repeated[::-1])[::-1], "backwards")


@_check("same answer in another process")
def _another_process(subject: Subject) -> str:
    """Asked in another process, with other hashes of strings, it answers the same."""
    return _same(subject, subject.apart(subject.repeated, hash_seed=1), "elsewhere")


@_check("same answer in batches")
def _batches(subject: Subject) -> str:
    """Asked for the second half of the documents alone, as the second of two workers is, it answers the same."""
    half = len(subject.repeated) // 2
    first = [asked.answer for asked in subject.answers["first"][:half]]
    return _same(subject, [*first, *subject.apart(subject.repeated[half:])], "in batches")


# --- what it touches and takes -----------------------------------------------------------------------------------------------------


@_check("no look at gold")
def _gold(subject: Subject) -> str:
    """It opens no file of the corpus (an audit hook watches: a tripwire, no sandbox)."""
    _ = subject.answers
    _refuse(f"it opened {path}" for path in sorted(subject.opened))
    return "a tripwire, no sandbox"


@_check("declared network")
def _network(subject: Subject) -> str:
    """It speaks to other machines only where it says so (an audit hook watches: a tripwire, no sandbox)."""
    if subject.opening.description.network:
        raise CheckSkippedError("it declares that it uses the network")
    _ = subject.answers
    _refuse(f"it called {address}; say so by network = True" for address in sorted(subject.called))
    return "a tripwire, no sandbox"


@_check("light import")
def _light_import(subject: Subject) -> str:
    """Its import is quick, since every list of systems does it; what is heavy belongs into load()."""
    seconds = subject.opening.import_seconds
    if seconds > subject.effort.import_seconds:
        raise CheckFailedError(
            f"importing it takes {seconds:.1f} s, more than {subject.effort.import_seconds:g}; import in load() what is heavy"
        )
    return f"{seconds:.2f} s"


@_check("load time")
def _load_time(subject: Subject) -> str:
    """It is loaded in time."""
    seconds = subject.opening.load_seconds
    if seconds > subject.effort.load_seconds:
        raise CheckFailedError(f"loading it takes {seconds:.1f} s, more than {subject.effort.load_seconds:g}")
    return f"{seconds:.2f} s"


@_check("memory")
def _memory(subject: Subject) -> str:
    """It stays within the memory that it may take, the long text included."""
    _ = subject.answers
    if subject.peak_mib > subject.effort.memory_gib * 1024:
        raise CheckFailedError(f"it took {subject.peak_mib:.0f} MiB at its peak, more than {subject.effort.memory_gib:g} GiB")
    return f"{subject.peak_mib:.0f} MiB at its peak"
