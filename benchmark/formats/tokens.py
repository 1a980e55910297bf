"""Tokens and text: where the tokens of somebody's file stand in a text, and tokens for the formats that need them.

Alignment walks through tokens and text together and compares them sign by sign, in a form in which white space, case, accents, widths and
the many quotation marks and hyphens do not differ.  It knows how others write a token: `-LRB-` for a bracket, two backticks for a quotation
mark, a backslash before a stroke; and the marks of subword tokenizers (`##ing`, `▁the`, `Ġthe`, `th@@`, `[UNK]`, `[CLS]`).  What does not
fit is an error that says where: nothing is guessed but the place of unknown tokens.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import msgspec

from benchmark.errors import DataError, Fault
from benchmark.formats.losses import Losses, flat, inside, narrowed, text_of, without_fields, without_head
from benchmark.formats.tags import joined
from benchmark.records import Entity, GoldDocument

__all__ = ["Tagged", "align", "aligned", "cut_like", "tagged", "tokenised"]

WORD = re.compile(r"\w[\w\u0300-\u036f]*(?:[-'’.]\w[\w\u0300-\u036f]*)*|[^\w\s]")
BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
UNKNOWN = frozenset({"[UNK]", "<unk>", "<UNK>"})
MARKERS = frozenset({"[CLS]", "[SEP]", "[PAD]", "[MASK]", "<s>", "</s>", "<pad>", "<|endoftext|>"})
SINGLE, DOUBLE, HYPHENS = "'’‘‚‛`´ʼ′ʹ", '"“”„‟«»″〝〞', "‐‑‒–—―−﹘﹣－"
AS_PLAIN = {**dict.fromkeys(SINGLE, "'"), **dict.fromkeys(DOUBLE, "''"), **dict.fromkeys(HYPHENS, "-")}
EXCERPT = 30

Place = tuple[int, int]


# --- where tokens stand ----------------------------------------------------------------------------------------------------------


def align(tokens: Sequence[str], text: str) -> list[Place]:
    """Where each token stands, `[start, end)` in code points; ValueError says which one fits nowhere.

    A marker of a subword tokenizer takes no place: its start is its end.  An unknown token takes what stands before the next known one.
    """
    signs, owners = _plain_text(text)
    walk = _Walk(text, signs, owners)
    for number, token in enumerate(tokens):
        walk.step(number, token)
    walk.finish()
    return walk.places


class _Walk:
    """How far tokens and text are read together; `signs` is the plain text, `owners[i]` the place in the text of its sign `i`."""

    def __init__(self, text: str, signs: str, owners: list[int]) -> None:
        self.text, self.signs, self.owners = text, signs, owners
        self.at = 0
        self.unknown: list[int] = []
        self.places: list[Place] = []

    def step(self, number: int, token: str) -> None:
        if token in UNKNOWN and not self._fits(token):
            self.unknown.append(number)
            self.places.append((0, 0))
            return
        if token in MARKERS and not self._fits(token):
            place = self._code_point(self.at)
            self.places.append((place, place))
            return
        for plain in _readings(token):
            found = self.signs.find(plain, self.at) if self.unknown else (self.at if self.signs.startswith(plain, self.at) else -1)
            if found >= 0 and self._whole(found) and self._whole(found + len(plain)):
                self._place_unknown(found)
                self.at = found + len(plain)
                self.places.append(self._place(found, self.at))
                return
        raise ValueError(f"token {number + 1}, {token!r}, does not stand at {self._excerpt()}")

    def finish(self) -> None:
        self._place_unknown(len(self.signs))
        if self.at < len(self.signs):
            raise ValueError(f"the tokens end before {self._excerpt()}")

    def _fits(self, token: str) -> bool:
        return self.signs.startswith(_plain(token), self.at) and not self.unknown

    def _place_unknown(self, end: int) -> None:
        """Unknown tokens share what stands between: a word each, the last what is left."""
        start = self.at
        for number in self.unknown:
            stop = end if number == self.unknown[-1] else min(end, self._word_end(start))
            self.places[number] = self._place(start, stop)
            start = stop
        if self.unknown:
            self.unknown, self.at = [], end

    def _word_end(self, start: int) -> int:
        place = start
        while place < len(self.signs) and (place == start or self.owners[place] - self.owners[place - 1] <= 1):
            place += 1
        return place

    def _whole(self, place: int) -> bool:
        """Whether a place of the plain text is between two signs of the text."""
        return place in (0, len(self.signs)) or self.owners[place] != self.owners[place - 1]

    def _code_point(self, place: int) -> int:
        return self.owners[place] if place < len(self.owners) else len(self.text)

    def _place(self, first: int, last: int) -> Place:
        start = self._code_point(first)
        if first == last:
            return start, start
        end = self.owners[last - 1] + 1
        while end < len(self.text) and unicodedata.combining(self.text[end]):
            end += 1
        return start, end

    def _excerpt(self) -> str:
        place = self._code_point(self.at)
        return f"{place}, {self.text[place : place + EXCERPT]!r}" if place < len(self.text) else "the end of the text"


@cache
def _plain_sign(sign: str) -> str:
    """A sign in the form that is compared: nothing for white space, accents and what is not seen."""
    known = AS_PLAIN.get(sign)
    if known is not None:
        return known
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    return "".join(
        AS_PLAIN.get(letter, letter)
        for letter in letters
        if not letter.isspace() and not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"
    )


def _plain(token: str) -> str:
    return "".join(map(_plain_sign, token))


def _plain_text(text: str) -> tuple[str, list[int]]:
    signs: list[str] = []
    owners: list[int] = []
    for place, sign in enumerate(text):
        plain = _plain_sign(sign)
        signs.append(plain)
        owners += [place] * len(plain)
    return "".join(signs), owners


def _readings(token: str) -> Iterator[str]:
    """What a token may stand for in a text, as it is first."""
    yield _plain(token)
    if token in BRACKETS:
        yield BRACKETS[token]
    bare = re.sub(r"\\([/*])", r"\1", token)
    bare = re.sub(r"</w>$|@@$", "", re.sub(r"^(##|[▁ĠĊ_]+)", "", bare))
    if bare != token:
        yield _plain(bare)


def aligned(document: GoldDocument, text: str, place: str) -> GoldDocument:
    """A document whose text is tokens joined by blanks, with its entities moved into the real text; DataError where it is another one."""
    words = (document.text or "").split(" ")
    try:
        places = align(words, text)
    except ValueError as error:
        raise DataError(Fault(place, document.id, f"is not this text: {error}")) from None
    moved = tuple(_moved(document.entities or (), words, places, text))
    return msgspec.structs.replace(document, text=text, entities=None if document.entities is None else moved)


def _moved(entities: Iterable[Entity], words: Sequence[str], places: Sequence[Place], text: str) -> Iterator[Entity]:
    _, starts = joined(words)
    word_at = {start: number for number, start in enumerate(starts)}
    word_until = {start + len(word): number for number, (start, word) in enumerate(zip(starts, words, strict=True))}
    for mention in entities:
        start, end = places[word_at[mention.start]][0], places[word_until[mention.end]][1]
        if start < end:
            yield msgspec.structs.replace(mention, start=start, end=end, text=text[start:end])


def cut_like(parts: Sequence[GoldDocument], gold: Sequence[GoldDocument], place: str) -> list[GoldDocument]:
    """Tokens of a file that does not mark its documents, cut where gold's texts end; DataError where they are other texts."""
    text = "\n".join(document.text or "" for document in gold)
    whole, entities, offset = [], list[Entity](), 0
    for part in parts:
        whole.append(part.text or "")
        entities += [
            msgspec.structs.replace(mention, start=mention.start + offset, end=mention.end + offset) for mention in part.entities or ()
        ]
        offset += len(part.text or "") + 1
    found = aligned(GoldDocument(id="the whole file", text=" ".join(whole), entities=tuple(entities)), text, place)
    cut, offset = [], 0
    for document in gold:
        end = offset + len(document.text or "")
        inner = [mention for mention in found.entities or () if offset <= mention.start and mention.end <= end]
        moved = tuple(msgspec.structs.replace(mention, start=mention.start - offset, end=mention.end - offset) for mention in inner)
        cut.append(GoldDocument(id=document.id, text=document.text, entities=moved))
        offset = end + 1
    return cut


# --- tokens for a text -----------------------------------------------------------------------------------------------------------


def tokenised(text: str, cuts: Iterable[int] = ()) -> list[Place]:
    """Words and single signs, cut further at these places; together they hold everything that is not white space."""
    wanted = sorted(set(cuts))
    places: list[Place] = []
    for match in WORD.finditer(text):
        inner = _between(wanted, *match.span())
        if inner:
            # A piece of a word may be no word: 's is two tokens, so that what is written has the same tokens when it is read.
            for low, high in pairwise([match.start(), *inner, match.end()]):
                places += (piece.span() for piece in WORD.finditer(text, low, high))
        else:
            places.append(match.span())
    return places


def _between(cuts: Sequence[int], low: int, high: int) -> Sequence[int]:
    return cuts[bisect_right(cuts, low) : bisect_left(cuts, high)]


class Tagged(NamedTuple):
    """A document in tokens: as it will come back, and its sentences of (token, IOB2 tag, mention or None)."""

    held: GoldDocument
    sentences: list[list[tuple[str, str, Entity | None]]]


def tagged(document: GoldDocument, lost: Losses, *, format: str, fields: Sequence[str] = (), head: Sequence[str] = ()) -> Tagged:  # noqa: A002
    """The document in tokens with the tags of its entities; `fields` of a mention and of the head are held besides its type.

    The text that comes back has one blank between its tokens; mentions are flat and begin and end with a token.
    """
    text = text_of(document, format)
    document = without_head(document, {"lang", "dct", "source"} - set(head), lost)
    document = narrowed(document, {"entities"}, lost, always={"entities"})
    mentions = flat(list(_fitting(inside(document.entities or (), text, lost, "entities"), text, lost)), lost, "entities")
    mentions = [without_fields(mention, {"entity", "id"} - set(fields), lost, "entities") for mention in mentions]
    places = tokenised(text, (edge for mention in mentions for edge in (mention.start, mention.end)))
    words = [text[start:end] for start, end in places]
    held_text, starts = joined(words)
    if held_text != text:
        lost["text: the white space between tokens"] += 1
    moved, sentences = _tags(mentions, places, words, starts, text)
    return Tagged(msgspec.structs.replace(document, id=_one_word(document.id, lost), text=held_text, entities=tuple(moved)), sentences)


def _tags(
    mentions: Sequence[Entity], places: Sequence[Place], words: Sequence[str], starts: Sequence[int], text: str
) -> tuple[list[Entity], list[list[tuple[str, str, Entity | None]]]]:
    """The mentions where the held text has them, and the sentences: a line's end ends one outside of mentions."""
    moved: list[Entity] = []
    first = 0
    sentences: list[list[tuple[str, str, Entity | None]]] = [[]]
    upcoming = iter(mentions)
    mention = next(upcoming, None)
    before = 0
    for number, (start, end) in enumerate(places):
        begins, within = mention is not None and start == mention.start, mention is not None and mention.start < start
        if sentences[-1] and not within and "\n" in text[before:start]:
            sentences.append([])
        tag = "O" if mention is None or not (begins or within) else f"{'B' if begins else 'I'}-{mention.type}"
        sentences[-1].append((words[number], tag, mention if tag != "O" else None))
        first = number if begins else first
        if mention is not None and end == mention.end:
            place = (starts[first], starts[number] + len(words[number]))
            moved.append(msgspec.structs.replace(mention, start=place[0], end=place[1], text=" ".join(words[first : number + 1])))
            mention = next(upcoming, None)
        before = end
    return moved, [sentence for sentence in sentences if sentence]


def _fitting(mentions: Iterable[Entity], text: str, lost: Losses) -> Iterator[Entity]:
    """The mentions with a type that a tag can name and without white space at their ends."""
    for mention in mentions:
        start, end = mention.start, mention.end
        surface = text[start:end]
        start, end = start + len(surface) - len(surface.lstrip()), end - len(surface) + len(surface.rstrip())
        if start >= end or not mention.type:
            lost["entities: without " + ("a sign" if start >= end else "a type")] += 1
            continue
        if (start, end) != (mention.start, mention.end):
            lost["entities: white space at an end"] += 1
        kind = mention.type
        if re.search(r"\s", kind):
            lost["entities: white space in a type"] += 1
            kind = re.sub(r"\s", "_", kind)
        yield msgspec.structs.replace(mention, start=start, end=end, type=kind, text=text[start:end])


def _one_word(id: str, lost: Losses) -> str:  # noqa: A002
    """An id as a line of a token file can hold it."""
    if id and not re.search(r"\s", id):
        return id
    lost["document ids: " + ("white space" if id else "empty")] += 1
    return re.sub(r"\s", "_", id) or "_"
