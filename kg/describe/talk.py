"""Talks."""

from pyoxigraph import Literal, NamedNode

from kg.describe.document import web_address
from kg.describe.event import Agendas
from kg.describe.occasion import describe_bounds, describe_place, describe_times, describe_weekday
from kg.describe.participation import Part, describe_part
from kg.describe.sheet import Sheet, number, text
from kg.describe.work import describe_works
from kg.model.announcement import Announcement, Talk
from kg.vocab import (
    RDFS_label,
    SCHEMA_abstract,
    SCHEMA_EducationEvent,
    SCHEMA_Event,
    SCHEMA_eventAttendanceMode,
    SCHEMA_EventCancelled,
    SCHEMA_EventMovedOnline,
    SCHEMA_EventPostponed,
    SCHEMA_EventRescheduled,
    SCHEMA_EventScheduled,
    SCHEMA_eventStatus,
    SCHEMA_inLanguage,
    SCHEMA_MixedEventAttendanceMode,
    SCHEMA_name,
    SCHEMA_OfflineEventAttendanceMode,
    SCHEMA_OnlineEventAttendanceMode,
    SCHEMA_organizer,
    SCHEMA_performer,
    SCHEMA_superEvent,
    SCHEMA_url,
    TG_announcedIn,
    TG_inSeries,
    TG_kindText,
    TG_position,
    TG_Talk,
    TG_timeText,
    TG_timeZone,
    TG_titleAnnounced,
    TG_yearBasis,
    XSD_boolean,
)

STATUS = {
    "cancelled": SCHEMA_EventCancelled,
    "postponed": SCHEMA_EventPostponed,
    "moved": SCHEMA_EventRescheduled,
    "moved_online": SCHEMA_EventMovedOnline,
}
MODES = {
    "in_person": SCHEMA_OfflineEventAttendanceMode,
    "online": SCHEMA_OnlineEventAttendanceMode,
    "hybrid": SCHEMA_MixedEventAttendanceMode,
}


def describe_talks(sheet: Sheet, announcement: Announcement) -> None:
    """States every talk of the announcement and everybody who takes part in it."""
    agendas = Agendas(sheet, announcement)
    for place, talk in enumerate(announcement.talks):
        thing = sheet.thing(f"talks.{place}")
        if thing is not None:
            _talk(sheet, thing, f"talks.{place}", talk)
            _surroundings(sheet, thing, place, talk, agendas)


def _talk(sheet: Sheet, thing: NamedNode, path: str, talk: Talk) -> None:
    sheet.types(thing, (TG_Talk, SCHEMA_EducationEvent, SCHEMA_Event))
    sheet.say(thing, TG_announcedIn, sheet.doc)
    _title(sheet, thing, talk)
    describe_times(sheet, thing, talk.start, talk.end, talk.timezone)
    describe_weekday(sheet, thing, talk.weekday, talk.start)
    describe_place(sheet, thing, talk.location, f"{path}.location")
    sheet.words(thing, TG_timeText, talk.time_text)
    sheet.words(thing, TG_timeZone, talk.timezone)
    sheet.words(thing, TG_kindText, talk.kind)
    sheet.words(thing, SCHEMA_abstract, talk.abstract, talk.language)
    if talk.start is not None and talk.year_basis:
        sheet.say(thing, TG_yearBasis, Literal(talk.year_basis))
    if talk.language:
        sheet.say(thing, SCHEMA_inLanguage, Literal(talk.language))
    sheet.say(thing, SCHEMA_eventStatus, STATUS.get(talk.status.text, SCHEMA_EventScheduled), talk.status)
    if talk.mode is not None and talk.mode.text in MODES:
        sheet.say(thing, SCHEMA_eventAttendanceMode, MODES[talk.mode.text], talk.mode)
    for link in talk.links:
        address = web_address(link.text)
        if address is not None:
            sheet.say(thing, SCHEMA_url, address, link)
    _people(sheet, thing, path, talk)


def _title(sheet: Sheet, thing: NamedNode, talk: Talk) -> None:
    """A title is its talk's label; a talk without one is called after its speakers."""
    if talk.title is not None:
        title = text(talk.title.text, talk.language)
        sheet.say(thing, SCHEMA_name, title, talk.title)
        sheet.say(thing, RDFS_label, title)
        return
    sheet.say(thing, TG_titleAnnounced, Literal("false", datatype=XSD_boolean))
    speakers = " and ".join(person.name.text for person in talk.speakers)
    sheet.say(thing, RDFS_label, Literal(f"Talk by {speakers}" if speakers else "Talk, title not announced"))


def _people(sheet: Sheet, thing: NamedNode, path: str, talk: Talk) -> None:
    for place, person in enumerate(talk.speakers):
        speaker = describe_part(sheet, Part("speaker", thing, f"{path}.speakers.{place}", place + 1), person)
        if speaker is not None:
            sheet.say(thing, SCHEMA_performer, speaker)
    for place, person in enumerate(talk.organizers):
        organizer = describe_part(sheet, Part("organizer", thing, f"{path}.organizers.{place}", place + 1), person)
        if organizer is not None:
            sheet.say(thing, SCHEMA_organizer, organizer)
    describe_works(sheet, thing, path, talk)


def _surroundings(sheet: Sheet, thing: NamedNode, place: int, talk: Talk, agendas: Agendas) -> None:
    """The series, the event and the block that a talk belongs to, its place there, and the days that follow."""
    series = sheet.thing(f"talks.{place}.series")
    if series is not None:
        sheet.say(thing, TG_inSeries, series, talk.series)
    around = agendas.around(place)
    if around.event is not None:
        sheet.say(thing, SCHEMA_superEvent, around.session or around.event, talk.event)
    if around.session is not None:
        sheet.say(thing, SCHEMA_superEvent, around.session, talk.session)
    if around.position is not None:
        sheet.say(thing, TG_position, number(around.position))
    if talk.start is None and around.days is not None:
        describe_bounds(sheet, thing, *around.days)
