"""A front matter that tells of no talk itself: the day, the place and the event it names hold for the talks below."""

from dataclasses import dataclass, field, replace

from kg.extract.records_fields import tree_of
from kg.extract.records_people import roles_of
from kg.extract.records_when import when_of
from kg.extract.series import kind_in
from kg.extract.when import Moment
from kg.extract.wording import value
from kg.model.announcement import Announcement, Event, Talk, Value
from kg.model.document import Document, Record, Span
from kg.rules import rule

_LONGEST = 150


@dataclass(frozen=True, slots=True)
class Front:
    """What a front matter states of the whole page."""

    when: Moment = field(default_factory=Moment)
    location: Value | None = None
    event: Value | None = None


def with_front_matter(document: Document, told: Announcement) -> Announcement:
    """What the text tells of, with the day, place and event of the page's front matter where a talk states none."""
    record = next((record for record in document.records if record.kind == "mapping"), None)
    if record is None or document.media_type != "text/markdown" or not told.talks:
        return told
    front = _front(document, record)
    event = None if front.event is None or told.events else _event(document, front)
    return replace(
        told,
        talks=tuple(_joined(talk, front) for talk in told.talks),
        events=(*told.events, event) if event else told.events,
    )


@rule("front-matter-of-all", nothing=Front())
def _front(document: Document, record: Record) -> Front:
    roles = roles_of(tree_of(record))

    def first(role: str) -> Value | None:
        spans: list[Span] = [(one.begin, one.end) for name, one in roles if name == role and 0 < len(one.value.strip()) <= _LONGEST]
        return value(document.text, spans[0], "front-matter-of-all") if spans else None

    return Front(when_of(document, roles), first("location"), first("event"))


def _joined(talk: Talk, front: Front) -> Talk:
    talk = replace(talk, event=talk.event or front.event)
    if talk.location is None and front.location:
        talk = replace(talk, location=replace(front.location, derived=True))
    if talk.start is not None and front.when.start is not None and talk.start.text.startswith("--"):
        return _in_year(talk, front.when)
    if talk.start is not None or talk.slot is not None or front.when.start is None:
        return talk
    when = front.when
    start, end = replace(when.start, derived=True), when.end and replace(when.end, derived=True)
    return replace(
        talk, start=start, end=end, year_basis=when.year_basis, weekday=when.weekday, time_text=when.time_text, timezone=when.timezone
    )


def _in_year(talk: Talk, when: Moment) -> Talk:
    """A talk whose day has no year in the text, and is the day of the front matter."""
    year, day = when.start.text[:5], when.start.text[5:10]
    if when.start.text.startswith("--") or talk.start.text[2:7] != day:
        return talk
    end = talk.end and (replace(talk.end, text=year + talk.end.text[2:]) if talk.end.text.startswith("--") else talk.end)
    return replace(talk, start=replace(talk.start, text=year + talk.start.text[2:]), end=end, year_basis=when.year_basis)


def _event(document: Document, front: Front) -> Event:
    return Event(
        name=front.event,
        kind=kind_in(document.text, front.event.spans[0]),
        start=front.when.start,
        end=front.when.end,
        location=front.location,
    )
