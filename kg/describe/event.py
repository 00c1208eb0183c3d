"""Events, their sessions and breaks, and the order in which everything happens."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.describe.occasion import describe_place, describe_times, span_of_days
from kg.describe.participation import Part, describe_part
from kg.describe.sheet import Sheet, key, number
from kg.identify.folding import fold
from kg.model.announcement import AgendaItem, Announcement, Event, Session, Slot, Talk, Value
from kg.vocab import (
    RDFS_label,
    SCHEMA_Event,
    SCHEMA_maximumAttendeeCapacity,
    SCHEMA_name,
    SCHEMA_organizer,
    SCHEMA_superEvent,
    TG_announcedIn,
    TG_Break,
    TG_Colloquium,
    TG_Conference,
    TG_inSeries,
    TG_kindText,
    TG_locationText,
    TG_position,
    TG_registrationText,
    TG_School,
    TG_Session,
    TG_Workshop,
)

KINDS = {
    "workshop": TG_Workshop,
    "conference": TG_Conference,
    "symposium": TG_Conference,
    "congress": TG_Conference,
    "school": TG_School,
    "colloquium": TG_Colloquium,
    "seminar": TG_Colloquium,
    "session": TG_Session,
}


def describe_events(sheet: Sheet, announcement: Announcement) -> None:
    """States every event of the announcement with its sessions, and those that only its talks name."""
    for place, event in enumerate(announcement.events):
        thing = sheet.thing(f"events.{place}")
        if thing is not None:
            _event(sheet, thing, f"events.{place}", event)
    for place, talk in enumerate(announcement.talks):
        thing = sheet.thing(f"talks.{place}.event")
        if thing is not None and talk.event is not None:
            sheet.types(thing, (SCHEMA_Event,))
            sheet.named(thing, talk.event.text)
            sheet.say(thing, TG_announcedIn, sheet.doc)


def _event(sheet: Sheet, thing: NamedNode, path: str, event: Event) -> None:
    kind = () if event.kind is None else tuple(found for word, found in KINDS.items() if word in event.kind.text.casefold())
    sheet.types(thing, (SCHEMA_Event, *kind[:1]))
    sheet.named(thing, event.name.text, event.name)
    sheet.say(thing, TG_announcedIn, sheet.doc)
    sheet.words(thing, TG_kindText, event.kind)
    describe_times(sheet, thing, event.start, event.end)
    describe_place(sheet, thing, event.location, f"{path}.location")
    series = sheet.thing(f"{path}.series")
    if series is not None:
        sheet.say(thing, TG_inSeries, series, event.series)
    for place, person in enumerate(event.organizers):
        organizer = describe_part(sheet, Part("organizer", thing, f"{path}.organizers.{place}", place + 1), person)
        if organizer is not None:
            sheet.say(thing, SCHEMA_organizer, organizer)
    if event.capacity is not None and event.capacity.text.isdecimal():
        sheet.say(thing, SCHEMA_maximumAttendeeCapacity, number(int(event.capacity.text)), event.capacity)
    sheet.words(thing, TG_registrationText, event.registration)
    for session in event.sessions:
        _session(sheet, thing, session)


def _session(sheet: Sheet, event: NamedNode, session: Session) -> NamedNode:
    """States a session; it is told from the event's others by its name and its start."""
    start = None if session.start is None else session.start.text
    node = sheet.iris.fragment(event, "session-" + key(session.name and session.name.text, start))
    sheet.types(node, (TG_Session, SCHEMA_Event))
    sheet.say(node, SCHEMA_superEvent, event)
    sheet.words(node, SCHEMA_name, session.name)
    sheet.say(node, RDFS_label, Literal(session.name.text if session.name else _block_label(session)))
    describe_times(sheet, node, session.start, session.end)
    return node


def _block_label(session: Session) -> str:
    times = [value.text.replace("T", " ") for value in (session.start, session.end) if value is not None]
    return "Session " + " to ".join(times) if times else "Session"


@dataclass(frozen=True, slots=True)
class Around:
    """What a talk stands in: its event, its session or shared block, its place in the order, the days it can be on."""

    event: NamedNode | None = None
    session: NamedNode | None = None
    position: int | None = None
    days: tuple[date, date] | None = None


class Agendas:
    """The agendas of an announcement's events: sessions and breaks are stated when it is made."""

    def __init__(self, sheet: Sheet, announcement: Announcement) -> None:
        self._sheet = sheet
        self._said = announcement
        self._events = {
            event: stated
            for place, stated in enumerate(announcement.events)
            if (event := sheet.thing(f"events.{place}")) is not None
        }
        self._positions = self._ordered()

    def around(self, place: int) -> Around:
        """What the talk with this number stands in."""
        talk = self._said.talks[place]
        event = self._sheet.thing(f"talks.{place}.event")
        session = self._session_of(place, talk, event)
        days = None if talk.slot is None else span_of_days(talk.slot.start, talk.slot.end)
        stated = self._events.get(event) if event is not None else None
        if days is None and stated is not None:
            days = span_of_days(stated.start, stated.end)
        return Around(event, session, self._positions.get(place), days)

    def _session_of(self, place: int, talk: Talk, event: NamedNode | None) -> NamedNode | None:
        if talk.session is None and talk.slot is None:
            return None
        if event is None:
            return self._block_of(place, talk)
        whole = self._events.get(event)
        if talk.session is None and _fills(talk.slot, whole):
            return None
        stated = whole.sessions if whole is not None else ()
        fitting = [session for session in stated if _fits(talk, session)]
        if len(fitting) == 1:
            return _session(self._sheet, event, fitting[0])
        slot = talk.slot
        return _session(self._sheet, event, Session(talk.session, slot and slot.start, slot and slot.end))

    def _block_of(self, place: int, talk: Talk) -> NamedNode | None:
        """The shared block of a talk whose event is not known: it holds the time, and hangs on the talk."""
        if talk.slot is None:
            return None
        thing = self._sheet.thing(f"talks.{place}")
        assert thing is not None
        block = self._sheet.iris.fragment(thing, "block")
        self._sheet.types(block, (TG_Session, SCHEMA_Event))
        label = _block_label(Session(None, talk.slot.start, talk.slot.end))
        self._sheet.words(block, SCHEMA_name, talk.session)
        self._sheet.say(block, RDFS_label, Literal(talk.session.text if talk.session else label))
        describe_times(self._sheet, block, talk.slot.start, talk.slot.end)
        return block

    def _ordered(self) -> dict[int, int]:
        """The position of each talk in its event, counted with the breaks, which are stated on the way."""
        items: dict[NamedNode, list[tuple[int, str | None, int | AgendaItem]]] = defaultdict(list)
        for place, talk in enumerate(self._said.talks):
            event = self._sheet.thing(f"talks.{place}.event")
            if event is not None:
                items[event].append((_offset(talk), _time(talk), place))
        for event, stated in self._events.items():
            for item in stated.agenda:
                begin = min((span[0] for span in item.label.spans), default=0)
                items[event].append((begin, item.start and item.start.text, item))
        positions = {}
        for event, listed in items.items():
            alone = len(listed) == 1
            for position, item in enumerate(_in_time(listed), 1):
                if isinstance(item, AgendaItem):
                    _break(self._sheet, event, item, position)
                elif not alone:
                    positions[item] = position
        return positions


def _in_time(listed: list[tuple[int, str | None, "int | AgendaItem"]]) -> list["int | AgendaItem"]:
    """The items in time order; one without a time stays after the one that stands before it in the text."""
    timed, last = [], ""
    for _, time, item in sorted(listed, key=lambda entry: entry[0]):
        last = time or last
        timed.append((last, item))
    return [item for _, item in sorted(timed, key=lambda entry: entry[0])]


def _break(sheet: Sheet, event: NamedNode, item: AgendaItem, position: int) -> None:
    start = None if item.start is None else item.start.text
    node = sheet.iris.fragment(event, "break-" + key(item.label.text, start))
    sheet.types(node, (TG_Break, SCHEMA_Event))
    sheet.say(node, RDFS_label, Literal(item.label.text), item.label)
    sheet.say(node, SCHEMA_superEvent, event)
    sheet.say(node, TG_position, number(position))
    describe_times(sheet, node, item.start, item.end)
    sheet.words(node, TG_locationText, item.location)


def _fits(talk: Talk, session: Session) -> bool:
    """Whether a session is the one a talk says it is in: by its name where it has one, and by its time."""
    if talk.session is not None and fold(talk.session.text) != _name(session.name):
        return False
    return talk.slot is None or session.start is None or session.start.text == talk.slot.start.text


def _name(value: Value | None) -> str:
    return "" if value is None else fold(value.text)


def _offset(talk: Talk) -> int:
    """Where a talk stands in the text: where its title stands, else its first speaker, else its time."""
    speaker = talk.speakers[0].name if talk.speakers else None
    for value in (talk.title, speaker, talk.start):
        if value is not None and value.spans:
            return min(begin for begin, _ in value.spans)
    return 0


def _time(talk: Talk) -> str | None:
    """When a talk begins, or the block it shares with others; a date alone only where neither has a time of day."""
    slot = None if talk.slot is None else talk.slot.start.text
    start = None if talk.start is None else talk.start.text
    return next((time for time in (start, slot) if time and "T" in time), start or slot)


def _fills(slot: Slot | None, event: Event | None) -> bool:
    """Whether a shared block is the whole of its event."""
    if slot is None or event is None or event.start is None or event.end is None:
        return False
    return (slot.start.text, slot.end and slot.end.text) == (event.start.text, event.end.text)
