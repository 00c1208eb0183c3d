"""iCalendar (RFC 5545): each event as lines a person can read, and as a record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser import Contentlines

from kg.read.draft import META, TEXT, Draft
from kg.read.entries import Entry
from kg.read.recurrence import occurrences

_LABELS = {
    "SUMMARY": "Summary",
    "DTSTART": "Start",
    "DTEND": "End",
    "DURATION": "Duration",
    "RRULE": "Repeats",
    "RDATE": "Also on",
    "EXDATE": "Not on",
    "RECURRENCE-ID": "Instead of",
    "LOCATION": "Location",
    "ORGANIZER": "Organizer",
    "STATUS": "Status",
    "CATEGORIES": "Categories",
    "CONTACT": "Contact",
    "URL": "Link",
    "CONFERENCE": "Conference",
    "COMMENT": "Comment",
    "DESCRIPTION": "Description",
}
"""The properties that are read, in the order they are written. Who is invited (ATTENDEE) is nobody's business."""
HELD, PART_OF = "X-HELD", "X-PART-OF"
"""The paths under which the record of a repeated event says when it is held, and that of one time of it what it is one of;
no property of iCalendar has these names."""
_DATES = ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z?))?$")
_ESCAPE = re.compile(r"\\([\\;,:\"nN])")
_CALENDAR = {"X-WR-CALNAME": "Calendar", "NAME": "Calendar", "X-WR-TIMEZONE": "Time zone", "METHOD": "Method"}


@dataclass(frozen=True, slots=True)
class Entity:
    """A component of a calendar: its kind (VEVENT) and its properties as (name, parameters, value)."""

    kind: str
    properties: list[tuple[str, tuple[tuple[str, str], ...], str]] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        """The values of the properties of this name."""
        return [value for own, _, value in self.properties if own == name]


def read_calendar(text: str, draft: Draft, address: str | None) -> None:
    """Adds what a calendar says of itself, then its events; one event alone names the document by its UID."""
    entities = list(_entities(text))
    head = Entry(draft, META, address)
    for entity in entities:
        if entity.kind == "VCALENDAR":
            for name, parameters, value in entity.properties:
                if name in _CALENDAR:
                    head.add(_CALENDAR[name], name, _unescaped(value), parameters)
    if not head.properties:
        draft.flow("Calendar", META)
    draft.end_block()
    draft.record("vcalendar", head.properties)
    events = [entity for entity in entities if entity.kind == "VEVENT"]
    repeated = {uid: event for event in events if not event.values("RECURRENCE-ID") for uid in event.values("UID")}
    instead = _instead(events)
    for event in events:
        _add_event(event, draft, address, (_held(event, instead), _part_of(event, repeated)))
    named = {value for event in events for name, _, value in event.properties if name == "UID"}
    if len(named) == 1:
        draft.identifier = f"uid:{named.pop().strip()}"
    stamps = [found for event in events for name, _, value in event.properties if name == "DTSTAMP" and (found := _MOMENT.match(value))]
    draft.sent = max(("-".join(found.groups()[:3]) for found in stamps), default=None)


def _entities(text: str) -> Iterator[Entity]:
    """The calendar and its events; alarms and time zone definitions are passed over, and so is a line that is broken."""
    stack: list[Entity] = []
    for line in filter(None, Contentlines.from_ical(text)):
        try:
            name, parameters, value = line.raw_parts()
        except ValueError:
            continue
        name = name.upper()
        if name == "BEGIN":
            stack.append(Entity(value.strip().upper()))
        elif name == "END" and stack:
            yield stack.pop()
        elif stack:
            qualifiers = tuple((key.lower(), _joined(stated)) for key, stated in parameters.items())
            stack[-1].properties.append((name, qualifiers, value))
    yield from reversed(stack)


def _joined(stated: str | list[str]) -> str:
    return stated if isinstance(stated, str) else ",".join(stated)


def _instead(events: list[Entity]) -> dict[str, frozenset[str]]:
    """The moments of each repeated event (by its UID) that another event stands instead of."""
    found: dict[str, set[str]] = {}
    for event in events:
        for uid in event.values("UID"):
            found.setdefault(uid, set()).update(event.values("RECURRENCE-ID"))
    return {uid: frozenset(moments) for uid, moments in found.items()}


def _held(event: Entity, instead: dict[str, frozenset[str]]) -> str:
    """When a repeated event is held, each time of it; empty where it is held once, or without end."""
    if event.values("RECURRENCE-ID") or not (event.values("RRULE") or event.values("RDATE")):
        return ""
    uid = next(iter(event.values("UID")), "")
    return ", ".join(map(_moment, occurrences(event.properties, instead.get(uid, frozenset()))))


def _part_of(event: Entity, repeated: dict[str, Entity]) -> str:
    """What the repeated event is called of which this is one time; empty where it is called the same."""
    whole = next((repeated[uid] for uid in event.values("UID") if uid in repeated), None) if event.values("RECURRENCE-ID") else None
    names = whole.values("SUMMARY")[:1] if whole else []
    return "" if not names or names == event.values("SUMMARY")[:1] else _unescaped(names[0])


def _add_event(event: Entity, draft: Draft, address: str | None, repeated: tuple[str, str]) -> None:
    """Adds an event; `repeated` says when it is held, and of what it is one time."""
    entry = Entry(draft, TEXT, address)
    for wanted, label in _LABELS.items():
        if wanted == "LOCATION":
            entry.add("Held on", HELD, repeated[0])
            entry.add("Part of", PART_OF, repeated[1])
        for name, parameters, value in event.properties:
            if name == wanted:
                _add_property(entry, label, (name, parameters, value))
    draft.end_block()
    draft.record("vevent", entry.properties)


def _add_property(entry: Entry, label: str, stated: tuple[str, tuple[tuple[str, str], ...], str]) -> None:
    name, parameters, value = stated
    if name == "ORGANIZER":
        # The value is an address; the name of the person is a parameter.
        entry.add(label, name, dict(parameters).get("cn", "").strip("'\""), parameters)
    elif name in _DATES:
        entry.add(label, name, ", ".join(_moment(one) for one in value.split(",")), parameters)
        if zone := dict(parameters).get("tzid"):
            entry.add(f"{label} zone", f"{name}.TZID", zone)
    else:
        entry.add(label, name, _unescaped(value) if name != "RRULE" else value, parameters)


def _unescaped(value: str) -> str:
    r"""A TEXT value without its escapes (RFC 5545, 3.3.11).

    >>> _unescaped(r"Room 12\, tea\; talk\nback\\slash")
    'Room 12, tea; talk\nback\\slash'
    """
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _moment(value: str) -> str:
    """A date or date-time in ISO 8601, as precise as stated.

    >>> _moment("20260122T140000"), _moment("20260122T130000Z"), _moment("20260122")
    ('2026-01-22T14:00', '2026-01-22T13:00Z', '2026-01-22')
    """
    found = _MOMENT.match(value.strip())
    if not found:
        return value.strip()
    year, month, day, hour, minute, second, utc = found.groups()
    seconds = f":{second}" if second not in (None, "00") else ""
    return f"{year}-{month}-{day}" + (f"T{hour}:{minute}{seconds}{utc}" if hour else "")
