"""What must stand near an ambiguous word before it names an event: an amount, a person or a post, a product, an organization.

A need is a name that a row of `triggers` gives and a function of the word's surroundings here.  All of them look a fixed way to each side.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from benchmark import Entity, Money, Span, Timex

from .triggers import Sense, TriggerWords

__all__ = ["Layers", "Near", "fits", "near", "within"]

REACH_LEFT, REACH_RIGHT = 80, 90
ACTORS = ("ORG", "PERSON", "GPE")
CLAUSE_END = re.compile(r"[;\n]|[.!?](?=\s|$)")
HALF = 50
SHARE = re.compile(r"(\d{1,3})(?:[.,]\d{1,2})?\s?(?:persen|percent|%|per\scent)")
WHOLE = re.compile(r"(?<!\w)(?:seluruh|mayoritas|semua|all|majority|whole|toàn bộ|phần còn lại|control)(?!\w)")
SHARES = re.compile(r"(?<!\w)(?:saham|stake|shares?|cổ phần|vốn|holding)(?!\w)|\d%")
PRONOUN = re.compile(
    r"(?<!\w)(?:saya|kami|kita|ia|dia|mereka|aku|beliau|he|she|they|who|i|ông|bà|chị|anh|tôi|cô|yang|người|keduanya|both|two)(?!\w)"
)
SPEAKER = re.compile(r"(?<!\w)(?:saya|kami|kita|ia|dia|mereka|aku|anda|beliau|kau)\s$")
TOWARDS = re.compile(r"(?<!\w)(?:ke|dari|bergabung|untuk|to|from|join|sang|về|đến|gia nhập|di)(?!\w)")
STARTING = re.compile(r"(?<!\w)(?:mulai|diminta|akan|baru|resmi|kini|sejak|to|will|been|then|was|did)(?!\w)")
ON_SALE = re.compile(r"(?<!\w)(?:mulai|sejak|akan|bakal|dijanjikan|mungkin|jadi|resmi|sẽ|đã|sedianya|mestinya|tuần|vừa)(?!\w)")
PER_UNIT = re.compile(r"\s(?:per|a|an|mỗi|một)\s(?:kilogram|kg|ton|lembar|liter|unit|hari|bulan|orang|month|day|year|head|lượng|hộp)\b|/")
ORDERED = re.compile(r"(?<!\w)(?:ordered|orders|told)(?!\w)")
MONTHS_LEFT = 40


@dataclass(frozen=True)
class Layers:
    """What was found in a text, in its order."""

    text: str
    entities: Sequence[Entity]
    timexes: Sequence[Timex]
    money: Sequence[Money]

    def within(self, low: int, high: int) -> Layers:
        """The part of it that begins in a stretch of the text."""
        return Layers(self.text, within(self.entities, low, high), within(self.timexes, low, high), within(self.money, low, high))


Annotation = TypeVar("Annotation", bound=Span)


def _start(annotation: Span) -> int:
    return annotation.start


def within(layer: Sequence[Annotation], low: int, high: int) -> Sequence[Annotation]:
    """Those of a layer in the order of the text that begin in a stretch of it."""
    return layer[bisect_left(layer, low, key=_start) : bisect_left(layer, high, key=_start)]


@dataclass(frozen=True)
class Near:
    """The surroundings of a word: what stands before and after it in its sentence, in lower case, and what was found there."""

    words: TriggerWords
    text: str
    start: int
    end: int
    low: int
    high: int
    left: str
    right: str
    """Up to the end of the clause."""
    headline: bool
    """Whether the word has a capital inside of a line that ends without a full stop."""
    before: Sequence[Entity]
    after: Sequence[Entity]
    timexes: Sequence[Timex]
    money: Sequence[Money]

    def noun(self, need: str, *, left: int = 0, right: int = 0) -> bool:
        """Whether a common noun of a kind stands so near."""
        pattern = self.words.nouns[need]
        return bool((right and pattern.search(self.right[:right])) or (left and pattern.search(self.left[-left:])))

    def named(self, types: Sequence[str], *, left: int = 0, right: int = 0) -> bool:
        """Whether a name of a type stands so near."""
        return any(entity.type in types and self.start - entity.end <= left for entity in self.before if left) or any(
            entity.type in types and entity.start - self.end <= right for entity in self.after if right
        )

    def amount(self, *, left: int, right: int, plain: bool = True) -> bool:
        """Whether an amount stands so near; with `plain` no word for a price or a profit stands between."""
        for item in self.money:
            if plain and PER_UNIT.match(self.text, item.end):
                continue
            if 0 <= item.start - self.end <= right and not (plain and self.noun("state", right=item.start - self.end)):
                return True
            if 0 <= self.start - item.end <= left:
                return True
        return False

    def time(self, reach: int) -> bool:
        """Whether a time expression stands so near."""
        return any(item.start - self.end <= reach and self.start - item.end <= reach for item in self.timexes)


def near(layers: Layers, words: TriggerWords, start: int, end: int, bounds: tuple[int, int]) -> Near:
    """The surroundings of a word in its sentence."""
    low, high = bounds
    first, last = max(low, start - REACH_LEFT), min(high, end + REACH_RIGHT)
    right = layers.text[end:last].lower()
    cut = CLAUSE_END.search(right)
    right = right[: cut.start()] if cut else right
    place = bisect_right(layers.entities, start, key=_start)
    earliest = bisect_left(layers.entities, first - REACH_LEFT, key=_start)
    until = bisect_left(layers.entities, last, key=_start)
    text = layers.text
    headline = text[start].isupper() and start > low and text[high - 1 : high] not in '.!?”"…' and high - low < 2 * REACH_RIGHT
    return Near(
        words,
        text,
        start,
        end,
        low,
        high,
        text[first:start].lower(),
        right,
        headline,
        layers.entities[earliest:place],
        layers.entities[place:until],
        within(layers.timexes, first, last),
        within(layers.money, first, last),
    )


def fits(sense: Sense, around: Near) -> bool:
    """Whether a word means that here."""
    if sense.before is not None and sense.before.search(around.left) is None:
        return False
    if sense.after is not None and sense.after.match(around.right) is None:
        return False
    return all(NEEDS[need](around) for need in sense.needs)


# --- needs -----------------------------------------------------------------------------------------------------------------------


def _person(around: Near) -> bool:
    return (
        around.named(("PERSON",), left=80, right=50)
        or PRONOUN.search(around.left[-30:]) is not None
        or around.noun("post", left=50, right=30)
    )


def _name(around: Near) -> bool:
    return around.named(("PERSON",), left=60, right=60) or around.noun("post", left=50, right=50)


def _subject(around: Near) -> bool:
    return around.named(("PERSON",), left=50) or around.noun("post", left=45)


def _appointed(around: Near) -> bool:
    return around.named(("PERSON",), right=60, left=40) or around.noun("post", right=60, left=50)


def _named_as(around: Near) -> bool:
    as_ = any(f" {word} " in around.right for word in around.words.position_before)
    return around.named(("PERSON",), left=60, right=60) and (as_ or around.noun("post", right=60, left=40))


def _move(around: Near) -> bool:
    return TOWARDS.match(around.right.lstrip()[:14]) is not None and around.named(("ORG",), right=60)


def _move_left(around: Near) -> bool:
    if re.search(r"(?<!\w)(?:ke|sang) (?:sebuah |một )?(?:perusahaan|bank|klub|hãng|công ty|tập đoàn)", around.right[:60]):
        return True
    return any(entity.type == "ORG" and _target(around, entity) for entity in around.after)


def _target(around: Near, entity: Entity) -> bool:
    between = around.right[: max(0, entity.start - around.end)]
    return re.search(r"(?<!\w)(?:ke|to|join|sang|đến|về|gia nhập)(?!\w)", between) is not None


def _starting(around: Near) -> bool:
    return STARTING.search(around.left[-MONTHS_LEFT:]) is not None or around.time(50)


def _unit(around: Near) -> bool:
    return around.named(("ORG",), left=45, right=45) or around.noun("unit", left=45, right=45)


def _unit_subject(around: Near) -> bool:
    return around.named(("ORG",), left=12) or around.noun("unit", left=35)


def _org_subject(around: Near) -> bool:
    return (around.named(("ORG",), left=30) and not around.named(("PERSON",), left=30)) or around.noun("unit", left=35)


def _share(around: Near) -> int | None:
    """The percentage that is bought, 100 for the whole; None where shares are not spoken of."""
    reach = around.right[:70]
    if SHARES.search(reach) is None:
        return None
    found = SHARE.search(reach)
    return int(found[1]) if found else 100 if WHOLE.search(reach) else 0


def _majority(around: Near) -> bool:
    return (_share(around) or 0) > HALF


def _minority(around: Near) -> bool:
    share = _share(around)
    return share is not None and share <= HALF and (share > 0 or around.amount(left=40, right=70, plain=False))


def _company(around: Near) -> bool:
    if around.text.startswith("di", around.start):
        return _company_sold(around)
    return around.named(("ORG",), right=12) or around.noun("unit", right=16)


def _company_sold(around: Near) -> bool:
    return around.named(("ORG",), left=18, right=3) or around.noun("unit", left=12, right=16)


def _sum(around: Near) -> bool:
    return around.amount(left=45, right=70) or around.noun("sum", left=30, right=35)


def _paid(around: Near) -> bool:
    return around.amount(left=25, right=40)


def _product(around: Near) -> bool:
    return around.named(("PRODUCT", "WORK_OF_ART"), left=70, right=60) or around.noun("product", left=60, right=35)


def _screen(around: Near) -> bool:
    return around.named(("WORK_OF_ART",), left=80, right=60) or around.noun("screen", left=70, right=40)


def _on_sale(around: Near) -> bool:
    return around.time(25) or ON_SALE.search(around.left[-25:]) is not None


def _legal(around: Near) -> bool:
    actors = sum(entity.type in ACTORS for entity in (*around.before, *around.after))
    return bool(around.money) or around.noun("legal", left=70, right=70) or actors > 1


def _closed(around: Near) -> bool:
    return around.noun("lab", left=30, right=22) and not around.noun("contract", right=20)


Need = Callable[[Near], bool]
NEEDS: dict[str, Need] = {
    "bare": lambda around: around.headline or SPEAKER.search(around.left) is not None,
    "appointed": _appointed,
    "org-subject": _org_subject,
    "name": _name,
    "person": _person,
    "person-subject": _subject,
    "named-as": _named_as,
    "move": _move,
    "move-left": _move_left,
    "post": lambda around: around.noun("post", left=60, right=60),
    "post-next": lambda around: around.noun("post", right=30),
    "starting": _starting,
    "staff": lambda around: around.noun("staff", left=60, right=30),
    "staff-next": lambda around: around.noun("staff", right=25),
    "name-or-staff": lambda around: _person(around) or around.noun("staff", left=50, right=40),
    "jobs": lambda around: around.noun("jobs", left=30, right=25),
    "org": lambda around: around.named(("ORG",), left=50, right=50),
    "org-object": lambda around: around.named(("ORG",), right=12),
    "unit": _unit,
    "unit-next": lambda around: around.noun("unit", right=28),
    "unit-object": lambda around: around.named(("ORG",), right=25) or around.noun("unit", right=28),
    "unit-subject": _unit_subject,
    "founded-object": lambda around: around.noun("unit", right=22) and not around.noun("building", right=22),
    "not-building": lambda around: not around.noun("building", right=25, left=25),
    "lab-subject": lambda around: around.noun("lab", left=25),
    "closed-object": lambda around: around.noun("lab", right=20),
    "closed-subject": lambda around: around.noun("lab", left=45),
    "closed-unit": _closed,
    "own-units": lambda around: around.noun("own", left=40, right=40),
    "majority": _majority,
    "minority": _minority,
    "company": _company,
    "company-sold": _company_sold,
    "amount-next": lambda around: around.amount(left=3, right=28),
    "sum": _sum,
    "sum-next": lambda around: around.noun("receipt", right=28),
    "paid": _paid,
    "price": lambda around: around.amount(left=0, right=80, plain=False),
    "product": _product,
    "product-or-agent": lambda around: _product(around) or around.named(("ORG",), left=70, right=50),
    "screen": _screen,
    "on-sale": _on_sale,
    "not-contract": lambda around: not around.noun("contract", left=40, right=30),
    "amount-left": lambda around: around.amount(left=4, right=0),
    "parties": lambda around: around.named(("ORG", "PERSON"), left=110, right=90) or PRONOUN.search(around.left[-40:]) is not None,
    "legal": _legal,
    "legal-sum": lambda around: bool(around.money) or around.noun("legal", left=60, right=60),
    "court": lambda around: around.noun("court", left=50),
    "not-ordered": lambda around: ORDERED.search(around.left) is None,
}
