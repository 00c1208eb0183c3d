"""Events and series as records of their own."""

from dataclasses import replace

from kg.extract.agenda import Agenda
from kg.extract.claims import of_role
from kg.extract.header import Header
from kg.extract.page import Page
from kg.extract.series_organizers import series_of
from kg.extract.slots import Frame
from kg.extract.when import Moment, moment, times_in
from kg.extract.wording import key
from kg.model.announcement import Event, Series, Talk, Value


def event_of(header: Header, agenda: Agenda, days: tuple[Value | None, Value | None]) -> Event:
    """The event of a page with an agenda."""
    return Event(
        name=header.name,
        kind=header.kind,
        start=days[0],
        end=days[1],
        location=header.location and replace(header.location, derived=False),
        series=header.series,
        organizers=header.organizers,
        capacity=header.capacity,
        registration=header.registration,
        sessions=agenda.sessions,
        agenda=agenda.items,
    )


def header_moment(page: Page, frame: Frame, header: Header) -> Moment:
    """When the header says that the whole is held: its one day with the one time it prints, if it prints one."""
    spans = [claim.span for claim in of_role(header.claims, "when")]
    times = [time for span in spans for time in times_in(page, span)]
    return moment(page, frame.calendar, header.date, times[0] if len(times) == 1 else None, rule="event-date")


def meeting_of(header: Header, when: Moment) -> Event:
    """The event of a page with several talks and no agenda."""
    return Event(
        name=header.name,
        kind=header.kind,
        start=when.start,
        end=when.end,
        location=header.location and replace(header.location, derived=False),
        series=header.series,
        organizers=header.organizers,
        capacity=header.capacity,
        registration=header.registration,
    )


def series_records(page: Page, talks: list[Talk], header: Header) -> tuple[Series, ...]:
    """Each series that the page or a talk of it names, once."""
    named = [talk.series for talk in talks if talk.series] + ([header.series] if header.series else [])
    seen: dict[str, Value] = {}
    for name in named:
        seen.setdefault(key(name.text), name)
    return tuple(
        series_of(page.text, name, header.institutions if header.series and key(name.text) == key(header.series.text) else ())
        for name in seen.values()
    )
