"""Events: trigger words, their arguments and dates by sentence, realis and polarity by the words before them, and clusters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

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


def find_events(text: str, lang: str, entities: Sequence[Entity], timexes: Sequence[Timex], money: Sequence[Money]) -> list[Event | Before]:
    """The events of a text with arguments, dates and clusters, and the pairs whose order it states."""
    layers = Layers(text, sorted(entities, key=_start), sorted(timexes, key=_start), sorted(money, key=_start))
    words = triggers_of(lang)
    events: list[Event] = []
    for low, high in _sentences(text):
        here = layers.within(low, high)
        for trigger in _find_triggers(here, lang, low, high):
            events += _events_at(here, lang, words, trigger)
    names = {entity.id: text[entity.start : entity.end].lower() for entity in entities}
    events = [_clustered(event, number, names) for number, event in enumerate(events)]
    return [*_same_dates(events), *_stated_order(layers, words, events)]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in SENTENCE.finditer(text))


def _find_triggers(layers: Layers, lang: str, low: int, high: int) -> Iterator[_Trigger]:
    """The triggers of a sentence, given what stands in it."""
    words = triggers_of(lang)
    for match in _trigger_pattern(lang).finditer(layers.text, low, high):
        place = bisect_right(layers.entities, match.start(), key=_start)
        if place and match.start() < layers.entities[place - 1].end:
            continue
        word = re.sub(r"\s", " ", match[0].lower())
        senses = words.senses.get(word) or words.senses.get(word.removesuffix("nya")) or ()
        around = near(layers, words, match.start(), match.end(), (low, high))
        sense = next((sense for sense in senses if fits(sense, around)), None)
        if sense is not None:
            yield _Trigger(match.start(), match.end(), sense.kind, low, high)


def _events_at(layers: Layers, lang: str, words: TriggerWords, trigger: _Trigger) -> Iterator[Event]:
    before = layers.text[max(trigger.low, trigger.start - NEAR_CUE) : trigger.start].lower()
    realis = "OTHER" if words.planned.search(before) else "GENERIC" if words.generic.search(before) else "ACTUAL"
    polarity = "NEGATIVE" if words.denied.search(before) else "POSITIVE"
    timex, when = _date(layers, trigger)
    arguments = list(_arguments(layers, words, trigger))
    persons = [argument for argument in arguments if argument.role == "Person"]
    rest = [argument for argument in arguments if argument.role != "Person"]
    for args in [(person, *rest) for person in persons] or [tuple(rest)]:
        yield Event(trigger.start, trigger.end, trigger.type, args, realis, polarity, when, timex)  # type: ignore[arg-type]


def _date(layers: Layers, trigger: _Trigger) -> tuple[str | None, str | None]:
    """The nearest expression of the sentence that dates an event, and its partial date."""
    near = [
        timex for timex in layers.timexes if trigger.low <= timex.start < trigger.high and timex.type in ("DATE", "TIME") and timex.value
    ]
    dated = [(timex, when) for timex in near if (when := partial_date_of(timex.value or "")) is not None]
    if not dated:
        return None, None
    timex, when = min(dated, key=lambda item: min(abs(item[0].start - trigger.end), abs(trigger.start - item[0].end)))
    return timex.id, when


def _arguments(layers: Layers, words: TriggerWords, trigger: _Trigger) -> Iterator[Argument]:
    here = [entity for entity in layers.entities if trigger.low <= entity.start < trigger.high]
    left = [entity for entity in here if entity.end <= trigger.start]
    right = [entity for entity in here if entity.start >= trigger.end]
    kind = trigger.type
    if kind in (START, END):
        yield from _personnel(layers, words, trigger, left, right)
    elif kind == PAY:
        yield from _payment(layers, words, trigger, left, right)
    elif kind in (LAUNCH, DELAY, CANCEL):
        yield from _roles(_nearest(left, ("ORG",)), "Agent")
        yield from _roles(_nearest(right, ("PRODUCT",)) or _nearest(left, ("PRODUCT",)), "Product")
    elif kind == MEET:
        for entity in [item for item in left[-1:] + right[:1] if item.type in ("PERSON", "ORG")]:
            yield Argument("Entity", entity.id)
    elif kind == SUE:
        yield from _roles(_nearest(left, ("ORG", "PERSON")), "Plaintiff")
        yield from _roles(_nearest(right, ("ORG", "PERSON")), "Defendant")
        yield from _amounts(layers, trigger)
    elif kind == MERGE:
        yield from _roles(_nearest(left, ("ORG",)), "Buyer")
        yield from _roles(_nearest(right, ("ORG",)), "Organization")
    elif kind == FOUND:
        yield from _roles(_nearest(left, ACTORS), "Agent")
        yield from _roles(_nearest(right, ("ORG",)), "Organization")
    elif kind in (CLOSE, REORGANIZE):
        yield from _roles(
            _nearest(right, ("ORG",)) if kind == CLOSE else _nearest(left, ("ORG",)) or _nearest(right, ("ORG",)), "Organization"
        )


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


def _personnel(
    layers: Layers, words: TriggerWords, trigger: _Trigger, left: Sequence[Entity], right: Sequence[Entity]
) -> Iterator[Argument]:
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


def _payment(layers: Layers, words: TriggerWords, trigger: _Trigger, left: Sequence[Entity], right: Sequence[Entity]) -> Iterator[Argument]:
    del left
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


def _clustered(event: Event, number: int, names: dict[str | None, str]) -> Event:
    """An event with an id, and a cluster that mentions of one type with one main filler share."""
    main = {START: "Person", END: "Person", LAUNCH: "Product", DELAY: "Product", CANCEL: "Product", PAY: "Money"}.get(
        event.type, "Organization"
    )
    filler = next((argument.ref for argument in event.args if argument.role == main), None)
    key = names.get(filler or "", filler) if filler is not None else str(number)
    cluster = re.sub(r"\W+", "-", f"{event.type.partition(':')[2]}-{key}".lower()).strip("-")
    return Event(
        event.start, event.end, event.type, event.args, event.realis, event.polarity, event.date, event.timex, cluster, id=f"v{number + 1}"
    )


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
