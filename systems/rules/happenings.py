"""Events: trigger words, their arguments and dates by sentence, realis and polarity by the words before them, and clusters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from benchmark import Argument, Before, Entity, Event, Money, Span, Timex
from benchmark.timevalues import partial_date_of

from .numbers import alternatives
from .support import ACTORS, Layers, fits, near, within
from .triggers import CANCEL, CLOSE, DELAY, END, FOUND, LAUNCH, MEET, MERGE, PAY, REORGANIZE, START, SUE, TriggerWords, triggers_of

__all__ = ["find_events"]

# A line without full stops is cut: what stands farther apart is no sentence.
SENTENCE = re.compile(
    r"[^\n]{1,2000}?(?:[.!?][”\"’)]{0,9}(?=\s{1,20}[\"“‘(A-ZĐÀ-Ỹ]|\s{0,20}\n|\s{0,20}$)|(?=\n)|$)|[^\n]{1,2000}(?!\w)|[^\n]{1,2000}"
)
NEAR_CUE = 40
OPENING = 8
"""How much may stand before the time that opens a paragraph: a preposition."""
MOST_BETWEEN = 4
OPENER, REPEATED = 70, 60
EMPLOYER_REACH = 400
COMMA, TRIGGER_BETWEEN, FARTHEST = 30, 60, 200
"""What a comma and another trigger between count for in characters, and how far off no time dates an event."""
REPEATING = re.compile(
    r"pe[a-z]{4,}an(?:nya)?|merger|sale|takeover|settlement|closure|dismissal|appointment|resignation|acquisition|vụ kiện"
)
REPEATED_KINDS = frozenset({START, END, MERGE, REORGANIZE, CLOSE, FOUND, MEET, DELAY, LAUNCH})
CLAUSE_START = re.compile(r"[,;:–—(]\s")
TOWARDS = re.compile(r"(?<!\w)(?:ke|to|until|till|hingga|sampai|sang|đến)\s$")
DEADLINE = re.compile(r"(?<!\w)(?:sebelum|by|before|hingga|sampai|until|paling lambat|trước)\s$")
UNDONE = re.compile(r"(?:\s\w+){0,4}\s(?:urung|dibantah|belum\sdimulai|kandas|gagal|batal|was\sdenied|fell\sthrough)(?!\w)")
POST_REACH = 60
POST_MORE = re.compile(
    r"(?:\s(?!(?:di|pada|untuk|dari|yang|dan|at|of|the|in|on|and|who|tại|của|từ|vào|sejak|karena|tersebut|itu|baru|is|was)\b)"
    r"[a-zà-ỹđ]+){1,2}"
)
FORMER = re.compile(r"(?<!\w)(?:mantan|bekas|former|eks|cựu)\s$")
HAPPENS_TO = re.compile(r"(?<!\w)(?:was|were|been|being|is|are|be|được|bị)(?: \w+)?\s$")
PASSIVE = re.compile(r"(?:di|ter)[a-z]{3}|lahir|berdiri", re.IGNORECASE)


def _start(annotation: Span) -> int:
    return annotation.start


@dataclass(frozen=True)
class _Trigger:
    start: int
    end: int
    type: str
    low: int
    """Where its sentence begins and ends."""
    high: int


@cache
def _trigger_pattern(lang: str) -> re.Pattern[str]:
    words = alternatives(triggers_of(lang).senses)
    return re.compile(rf"(?<![\w-]){words}(?:nya)?(?![\w-])", re.IGNORECASE)


def find_events(
    text: str, lang: str, entities: Sequence[Entity], timexes: Sequence[Timex], money: Sequence[Money], dct: str | None = None
) -> list[Event | Before]:
    """The events of a text with arguments, dates and clusters, and the pairs whose order it states."""
    layers = Layers(text, sorted(entities, key=_start), sorted(timexes, key=_start), sorted(money, key=_start))
    words = triggers_of(lang)
    events: list[Event] = []
    frame: Timex | None = None
    told: set[str] = set()
    employer: Entity | None = None
    for low, high in _sentences(text):
        here = layers.within(low, high)
        if low == 0 or "\n" in text[max(0, low - 2) : low + 1]:
            frame = _frame(here, low)
        triggers = list(_find_triggers(here, lang, (low, high), told))
        for place, trigger in enumerate(triggers):
            others = [other.start for other in triggers[max(0, place - MOST_BETWEEN) : place + MOST_BETWEEN + 1] if other is not trigger]
            events += _events_at(here, words, trigger, _Around(others, frame, dct, employer))
        employer = next((entity for entity in reversed(here.entities) if entity.type == "ORG"), employer)
    names = {entity.id: text[entity.start : entity.end].lower() for entity in entities}
    names |= {item.id: text[item.start : item.end].lower() for item in money}
    events = _clustered(text, events, names)
    return [*_same_dates(events), *_stated_order(layers, words, events)]


@dataclass(frozen=True)
class _Around:
    """What an event takes from beyond its own sentence."""

    others: Sequence[int]
    """Where other triggers of the sentence stand."""
    frame: Timex | None
    """The time that opens the paragraph."""
    dct: str | None
    employer: Entity | None
    """The last organization named before."""


def _frame(layers: Layers, low: int) -> Timex | None:
    """The time expression with which a paragraph opens."""
    first = next(iter(layers.timexes), None)
    if first is None or first.type not in ("DATE", "TIME") or len(layers.text[low : first.start].strip()) > OPENING:
        return None
    return first


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in SENTENCE.finditer(text))


def _find_triggers(layers: Layers, lang: str, bounds: tuple[int, int], told: set[str]) -> Iterator[_Trigger]:
    """The triggers of a sentence, given what stands in it; a noun repeats an event of a type that is told already."""
    words, (low, high) = triggers_of(lang), bounds
    for match in _trigger_pattern(lang).finditer(layers.text, low, high):
        place = bisect_right(layers.entities, match.start(), key=_start)
        if place and match.start() < layers.entities[place - 1].end:
            continue
        word = re.sub(r"\s", " ", match[0].lower())
        senses = words.senses.get(word) or words.senses.get(word.removesuffix("nya")) or ()
        around = near(layers, words, match.start(), match.end(), bounds)
        sense = next((sense for sense in senses if fits(sense, around)), None)
        if sense is None and REPEATING.fullmatch(word):
            sense = next((sense for sense in senses if sense.kind in told and sense.kind in REPEATED_KINDS), None)
        if sense is not None:
            told.add(sense.kind)
            yield _Trigger(match.start(), match.end(), sense.kind, low, high)


def _events_at(layers: Layers, words: TriggerWords, trigger: _Trigger, times: _Around) -> Iterator[Event]:
    text = layers.text
    before = text[max(trigger.low, trigger.start - NEAR_CUE) : trigger.start].lower()
    clause = CLAUSE_START.split(before)[-1]
    timex, when = _date(layers, trigger, times)
    ahead = _lies_ahead(timex, when, times.dct)
    recurs = any(item.type == "SET" and _distance(text, item, trigger, times.others) < REPEATED for item in layers.timexes)
    realis: Literal["ACTUAL", "OTHER", "GENERIC"] = "ACTUAL"
    if ahead or words.planned.search(clause):
        realis = "OTHER"
    elif recurs or words.generic.search(clause):
        realis = "GENERIC"
    undone = words.denied.search(clause) or UNDONE.match(text[trigger.end : min(trigger.high, trigger.end + NEAR_CUE)])
    polarity: Literal["POSITIVE", "NEGATIVE"] = "NEGATIVE" if undone else "POSITIVE"
    if realis == "GENERIC":
        timex, when = None, None
    arguments = list(_arguments(layers, words, trigger, times.employer))
    persons = [argument for argument in arguments if argument.role == "Person"]
    rest = [argument for argument in arguments if argument.role != "Person"]
    for args in [(person, *rest) for person in persons] or [tuple(rest)]:
        yield Event(trigger.start, trigger.end, trigger.type, args, realis, polarity, when, timex.id if timex is not None else None)


def _lies_ahead(timex: Timex | None, when: str | None, dct: str | None) -> bool:
    """Whether a date is later than the document, or the end of a month or year that is not over."""
    if timex is None or when is None or dct is None:
        return False
    return when > dct or (timex.mod == "END" and when == dct[: len(when)] and len(when) < len(dct))


def _date(layers: Layers, trigger: _Trigger, times: _Around) -> tuple[Timex | None, str | None]:
    """The expression of the sentence that is nearest by clauses, else the one that opens the paragraph, and its partial date."""
    dated = []
    for timex in layers.timexes:
        when = _partial(timex)
        if when is None or (trigger.type == DELAY and TOWARDS.search(layers.text[max(0, timex.start - 12) : timex.start].lower())):
            continue
        cost = _distance(layers.text, timex, trigger, times.others)
        if cost <= FARTHEST and not _only_deadline(layers.text, timex, when, times.dct):
            dated.append((cost, timex, when))
    if dated:
        _, timex, when = min(dated, key=lambda item: item[0])
        return timex, when
    when = _partial(times.frame) if times.frame is not None else None
    return (times.frame, when) if when is not None else (None, None)


def _partial(timex: Timex) -> str | None:
    """The partial date that an expression gives; a decade and a stretch give none."""
    return partial_date_of(timex.value) if timex.type in ("DATE", "TIME") and timex.value else None


def _only_deadline(text: str, timex: Timex, when: str, dct: str | None) -> bool:
    """Whether a time sets a limit to what has happened by then."""
    return DEADLINE.search(text[max(0, timex.start - 16) : timex.start].lower()) is not None and dct is not None and when <= dct


def _distance(text: str, timex: Timex, trigger: _Trigger, others: Sequence[int]) -> int:
    """How far off an expression stands, clauses and other events between counted in; one that opens the sentence is never far."""
    low, high = (timex.end, trigger.start) if timex.end <= trigger.start else (trigger.end, timex.start)
    if high - low > FARTHEST:
        return high - low
    between = text[low:high]
    cost = high - low + COMMA * between.count(", ") + TRIGGER_BETWEEN * sum(low <= other < high for other in others)
    return cost if timex.start - trigger.low > OPENING + 4 else min(cost, OPENER)


def _arguments(layers: Layers, words: TriggerWords, trigger: _Trigger, employer: Entity | None) -> Iterator[Argument]:
    here = [entity for entity in layers.entities if trigger.low <= entity.start < trigger.high]
    left = [entity for entity in reversed(here) if entity.end <= trigger.start]
    right = [entity for entity in here if entity.start >= trigger.end]
    kind = trigger.type
    passive = _is_passive(layers.text, trigger)
    if kind in (START, END):
        arguments = list(_personnel(layers, words, trigger, right))
        yield from arguments
        if employer is not None and trigger.start - employer.end < EMPLOYER_REACH and all(one.role != "Organization" for one in arguments):
            yield Argument("Organization", employer.id)
    elif kind == PAY:
        yield from _payment(layers, words, trigger, right)
    elif kind in (LAUNCH, DELAY, CANCEL):
        made = ("PRODUCT", "WORK_OF_ART")
        yield from _roles(_nearest(right if passive else left, ("ORG",)), "Agent")
        first, second = (left, right) if passive else (right, left)
        yield from _roles(_nearest(first, made) or _nearest(second, made), "Product")
    elif kind == MEET:
        for entity in [item for item in left[:1] + right[:1] if item.type in ("PERSON", "ORG")]:
            yield Argument("Entity", entity.id)
    elif kind == SUE:
        yield from _roles(_nearest(right if passive else left, ("ORG", "PERSON")), "Plaintiff")
        yield from _roles(_nearest(left if passive else right, ("ORG", "PERSON")), "Defendant")
        yield from _amounts(layers, trigger)
    elif kind in (MERGE, FOUND):
        role, types = ("Buyer", ("ORG",)) if kind == MERGE else ("Agent", ACTORS)
        yield from _roles(_nearest(right if passive else left, types), role)
        yield from _roles(_nearest(left if passive else right, ("ORG",)), "Organization")
    elif kind in (CLOSE, REORGANIZE):
        yield from _roles(_nearest(right if kind == CLOSE and not passive else [*left, *right], ("ORG",)), "Organization")


def _is_passive(text: str, trigger: _Trigger) -> bool:
    """Whether what stands before the trigger is what it happens to."""
    if PASSIVE.match(text, trigger.start):
        return True
    return HAPPENS_TO.search(text[max(trigger.low, trigger.start - 24) : trigger.start].lower()) is not None


def _roles(entity: Entity | None, role: str) -> Iterator[Argument]:
    if entity is not None:
        yield Argument(role, entity.id)


def _nearest(entities: Sequence[Entity], types: Sequence[str]) -> Entity | None:
    """The one that stands next to the trigger: callers give those on one side, in the order of the text."""
    fitting = [entity for entity in entities if entity.type in types]
    if not fitting:
        return None
    return fitting[0]


def _closest(layers: Layers, trigger: _Trigger, types: Sequence[str], *, left: bool) -> Entity | None:
    side = [
        entity
        for entity in layers.entities
        if trigger.low <= entity.start < trigger.high
        and entity.type in types
        and (entity.end <= trigger.start if left else entity.start >= trigger.end)
    ]
    return (side[-1] if left else side[0]) if side else None


def _personnel(layers: Layers, words: TriggerWords, trigger: _Trigger, right: Sequence[Entity]) -> Iterator[Argument]:
    text = layers.text
    subject = _closest(layers, trigger, ("PERSON",), left=True)
    objects = _joined(text, [entity for entity in right if entity.type == "PERSON"])
    employer = _closest(layers, trigger, ("ORG",), left=True)
    target = next((entity for entity in right if entity.type == "ORG" and _preceded(text, entity, words.receiver)), None)
    source = next((entity for entity in right if entity.type == "ORG" and _preceded(text, entity, words.source)), None)
    if objects:
        for person in objects:
            yield Argument("Person", person.id)
        yield from _roles(employer or target, "Organization")
    else:
        yield from _roles(subject, "Person")
        yield from _roles(target if trigger.type == START and target is not None else employer, "Organization")
        if trigger.type == START and target is not None and employer is not None and subject is not None:
            source = source or employer
    if trigger.type == START:
        yield from _roles(source, "Origin")
    yield from _position(layers, words, trigger)


def _joined(text: str, persons: Sequence[Entity]) -> list[Entity]:
    """The first person and those that `and` or a comma joins to it."""
    found: list[Entity] = []
    for person in persons:
        if found and not re.fullmatch(
            r"\s*(?:,|dan|and|serta|bersama|cùng|và|,\s(?:dan|and|serta))\s*", text[found[-1].end : person.start]
        ):
            break
        found.append(person)
    return found


def _preceded(text: str, entity: Entity, words: Sequence[str]) -> bool:
    return re.search(rf"(?<!\w){alternatives(words)}\s(?:\w+\s)?$", text[max(0, entity.start - 25) : entity.start].lower()) is not None


def _position(layers: Layers, words: TriggerWords, trigger: _Trigger) -> Iterator[Argument]:
    """The nominal after `as`, up to a sign or a preposition."""
    rest = layers.text[trigger.end : trigger.high]
    stops = (
        r"(?=\s*(?:[.,;:()\"”]|$|\n|\s(?:di|pada|untuk|dari|yang|dan|menggantikan|at|of\sthe|in|on|and|who|after|tại|của|từ|vào|thay)\s))"
    )
    match = re.search(rf"(?<!\w){alternatives(words.position_before)}\s((?:[a-zà-ỹđ][\w-]*|AI|TI)(?:\s(?:[\w-]+)){{0,4}}?){stops}", rest)
    if match is not None:
        start, end = trigger.end + match.start(1), trigger.end + match.end(1)
        if end > start:
            yield Argument("Position", None, start, end)
            return
    yield from _held_post(layers, words, trigger)


def _held_post(layers: Layers, words: TriggerWords, trigger: _Trigger) -> Iterator[Argument]:
    """A post named beside the person: `kepala keuangan X mundur`, `X, the finance director, left`."""
    low, high = max(trigger.low, trigger.start - POST_REACH), min(trigger.high, trigger.end + POST_REACH)
    found = words.nouns["post"].finditer(layers.text, low, high)
    places = [match for match in found if not FORMER.search(layers.text[low : match.start()].lower())]
    for match in sorted(places, key=lambda match: abs(match.start() - trigger.start))[:1]:
        more = POST_MORE.match(layers.text, match.end(), high)
        yield Argument("Position", None, match.start(), more.end() if more is not None else match.end())


def _payment(layers: Layers, words: TriggerWords, trigger: _Trigger, right: Sequence[Entity]) -> Iterator[Argument]:
    receives = words.receiving.fullmatch(layers.text[trigger.start : trigger.end].lower()) is not None
    yield from _roles(_closest(layers, trigger, ACTORS, left=True), "Recipient" if receives else "Giver")
    if not receives:
        target = next((entity for entity in right if entity.type in ACTORS and _preceded(layers.text, entity, words.receiver)), None)
        yield from _roles(target, "Recipient")
    yield from _amounts(layers, trigger)


def _amounts(layers: Layers, trigger: _Trigger) -> Iterator[Argument]:
    """The first amount after the trigger in its sentence, else the last before it."""
    inside = [item for item in layers.money if trigger.low <= item.start < trigger.high]
    following = [item for item in inside if item.start >= trigger.end]
    for item in following[:1] or inside[-1:]:
        yield Argument("Money", item.id)


# --- clusters and order ----------------------------------------------------------------------------------------------------------


MAIN = {START: "Person", END: "Person", LAUNCH: "Product", DELAY: "Product", CANCEL: "Product", PAY: "Money", MEET: "Entity", SUE: ""}
FAMILIES = (("gugat", "suit"), ("sue", "suit"), ("suit", "suit"), ("kiện", "suit"), ("tuntut", "suit"), ("denda", "fine"), ("fine", "fine"))


def _clustered(text: str, events: Sequence[Event], names: dict[str | None, str]) -> list[Event]:
    """The events with ids, and a cluster that mentions of one type with one main filler share.

    A mention without one, as a bare repeat is, joins the last of its type that has one, a headline the first.
    """
    keys = [_key(text, event, names) for event in events]
    known: dict[str, str] = {}
    for event, key in zip(reversed(events), reversed(keys), strict=True):
        if key is not None:
            known[event.type] = key
    clustered = []
    for number, (event, key) in enumerate(zip(events, keys, strict=True), start=1):
        if key is not None:
            known[event.type] = key
        elif event.type in JOINED:
            key = known.get(event.type)
        cluster = re.sub(r"\W+", "-", f"{event.type.partition(':')[2]}-{key or number}".lower()).strip("-")
        clustered.append(
            Event(
                event.start, event.end, event.type, event.args, event.realis, event.polarity, event.date, event.timex, cluster, f"v{number}"
            )
        )
    return clustered


JOINED = frozenset({START, END, LAUNCH, DELAY, CANCEL, MERGE, REORGANIZE, CLOSE, FOUND})


def _key(text: str, event: Event, names: dict[str | None, str]) -> str | None:
    """What tells its event in the world from others of its type; None where nothing does."""
    if event.type == SUE:
        word = text[event.start : event.end].lower()
        return next((family for stem, family in FAMILIES if stem in word), None)
    role = MAIN.get(event.type, "Organization")
    filler = next((argument.ref for argument in event.args if argument.role == role), None)
    if filler is None:
        return None
    name = names.get(filler, filler)
    return name.split()[-1] if role == "Person" and name else name


def _same_dates(events: Sequence[Event]) -> list[Event]:
    """Every mention of a cluster with the date of its first dated mention."""
    dates: dict[str, tuple[str | None, str | None]] = {}
    for event in events:
        if event.cluster is not None and event.date is not None:
            dates.setdefault(event.cluster, (event.date, event.timex))
    dated = []
    for event in events:
        when, timex = dates.get(event.cluster or "", (None, None))
        dated.append(
            Event(event.start, event.end, event.type, event.args, event.realis, event.polarity, when, timex, event.cluster, event.id)
        )
    return dated


def _stated_order(layers: Layers, words: TriggerWords, events: Sequence[Event]) -> list[Before]:
    """`then` sets the events of its sentence after the last one of the sentence before, where dates say nothing."""
    pairs: list[Before] = []
    told: Sequence[Event] = []
    for low, high in _sentences(layers.text):
        here = [event for event in within(events, low, high) if (event.realis, event.polarity) == ("ACTUAL", "POSITIVE")]
        if told and here and words.after.search(layers.text[low:high].lower()):
            for event in here:
                earlier = told[-1]
                if earlier.cluster != event.cluster and (earlier.date is None or event.date is None) and earlier.cluster and event.cluster:
                    pairs.append(Before(earlier.cluster, event.cluster))
        told = here or told
    return list(dict.fromkeys(pairs))
