"""Events among records: workshops, schools, retreats and the like, of which a list or a calendar tells beside its talks."""

import re
from datetime import datetime

from kg.extract.breaks import is_break
from kg.extract.records_calendar import Calendar
from kg.extract.records_entry import Entry, entry_of
from kg.extract.records_event import span_of, when_of_event
from kg.extract.records_fields import Node, role_of, spoken
from kg.extract.records_mapping import located
from kg.extract.records_told import is_told_as_talk
from kg.extract.records_people import people_of_field
from kg.extract.records_when import when_of
from kg.extract.series import is_event, is_generic, names_gathering
from kg.extract.status import is_empty, is_tba
from kg.extract.wording import plain, tightened, unquoted, value
from kg.model.announcement import Event, Person, Value
from kg.model.document import Document, Record
from kg.rules import rule
from kg.text.language import words
from kg.text.words import fold

_LONGEST = 200
_HOURS = 3
"""From how many hours on what a calendar holds is more than one talk."""
_BRACKET = re.compile(r"\s*\[([^\[\]\n]{2,60})\]\s*(?=\S)")
_SIGNS = " \t\n[]"


def events_of_node(document: Document, root: Node) -> tuple[Event, ...]:
    """The events of a record: the mapping itself where it is one, or those of the lists in it, however deep."""
    found: list[Event] = []
    waiting = [(root, False)]
    while waiting:
        node, held = waiting.pop()
        entry = entry_of(document, node)
        if is_told_as_talk(entry):
            continue
        if event := _event(entry, held):
            found.append(event)
        inner = held or _holds_events(node)
        waiting += [(child, inner) for child in reversed(node.children) if role_of(child.name) not in ("speaker", "affiliation", "link")]
    return tuple(found)


def _holds_events(node: Node) -> bool:
    """Whether a list is called 'workshops', 'conferences' or 'events'."""
    name = spoken(node.name)
    return name in _containers() or (bool(name) and is_event(name.rstrip("s")))


def _containers() -> frozenset[str]:
    return frozenset(fold(word) for word in words("navigation", "event_lists"))


@rule("record-event", nothing=None)
def _event(entry: Entry, held: bool) -> Event | None:
    """The event that a mapping with a name and a day describes; None where nothing says that it is one."""
    name = _name(entry)
    when = when_of(entry.document, entry.roles) if name is not None else None
    if name is None or when.start is None or any(role in ("speaker", "bio") for role, _ in entry.roles):
        return None
    location = located(entry.document, entry.node)
    kind = next((value(entry.document.text, (one.begin, one.end), "record-event", 0.85) for one in entry.of("kind")), None)
    told = is_event(name.text) or (kind is not None and is_event(kind.text.replace("-", " "))) or held
    lasting = _lasts(when.start, when.end) and location is not None and not (kind and is_break(kind.text))
    named = when.end is not None and names_gathering(name.text) and (kind is not None or bool(entry.of("event")))
    if not (told or lasting or named):
        return None
    return Event(name, kind, when.start, when.end, location, organizers=_organizers(entry))


def _name(entry: Entry) -> Value | None:
    for one in entry.of("event", "title", "name"):
        span = unquoted(entry.document.text, (one.begin, one.end))
        printed = plain(entry.document.text, span)
        if printed and len(printed) <= _LONGEST and "://" not in printed:
            return None if is_tba(printed) or is_empty(printed) or is_break(printed) or is_generic(printed) else value(
                entry.document.text, span, "record-event", 0.9
            )
    return None


def _organizers(entry: Entry) -> tuple[Person, ...]:
    found = [person for one in entry.of("organizer") for person in people_of_field(entry.document, one)]
    return tuple(person for person in found if len(person.name.text.split()) > 1)


@rule("calendar-event", nothing=None)
def event_of_calendar(document: Document, record: Record, calendar: Calendar) -> Event | None:
    """The event that an entry of a calendar with no talk in it is, where its name says so or it takes half a day or more."""
    stated = {one.path: one for one in reversed(record.fields)}
    summary = stated.get("SUMMARY")
    if summary is None or not summary.value.strip():
        return None
    text, span = document.text, span_of(summary)
    lead = _BRACKET.match(text, *span)
    span = (lead.end(), span[1]) if lead else span
    span = tightened(text, span, _SIGNS)
    printed = plain(text, span)
    when = when_of_event(document, record, stated, calendar)
    if when.start is None or len(printed) > _LONGEST or is_empty(printed) or is_break(printed) or is_generic(printed) or is_tba(printed):
        return None
    if not (is_event(printed) or (lead and is_event(lead[1])) or _lasts(when.start, when.end)):
        return None
    kind = value(text, lead.span(1), "calendar-event", 0.85) if lead else None
    place = stated.get("LOCATION")
    told = place is not None and place.value.strip() and not is_tba(place.value) and "://" not in place.value
    location = value(text, span_of(place), "calendar-event", 0.95) if told else None
    return Event(value(text, span, "calendar-event", 0.9), kind, when.start, when.end, location)


def _lasts(start: Value, end: Value | None) -> bool:
    """Whether an hour of the beginning and one of the end lie half a day apart or more."""
    if end is None or "T" not in start.text or "T" not in end.text:
        return False
    length = datetime.fromisoformat(end.text) - datetime.fromisoformat(start.text)
    return length.total_seconds() >= _HOURS * 3600
