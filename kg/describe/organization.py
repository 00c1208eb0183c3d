"""Series, and the institutions that run them."""

from kg.describe.sheet import Sheet
from kg.model.announcement import Announcement, Value
from kg.vocab import SCHEMA_EventSeries, SCHEMA_organizer, TG_announcedIn


def describe_series(sheet: Sheet, announcement: Announcement) -> None:
    """States every series of the announcement, also those that only its talks and events name."""
    for place, series in enumerate(announcement.series):
        thing = _series(sheet, f"series.{place}", series.name)
        for number, organizer in enumerate(series.organizers):
            institution = sheet.thing(f"series.{place}.organizers.{number}")
            if thing is not None and institution is not None:
                sheet.say(thing, SCHEMA_organizer, institution, organizer)
    for place, talk in enumerate(announcement.talks):
        _series(sheet, f"talks.{place}.series", talk.series)
    for place, event in enumerate(announcement.events):
        _series(sheet, f"events.{place}.series", event.series)


def _series(sheet: Sheet, path: str, name: Value | None):
    thing = sheet.thing(path)
    if thing is not None and name is not None:
        sheet.types(thing, (SCHEMA_EventSeries,))
        sheet.named(thing, name.text, name)
        sheet.say(thing, TG_announcedIn, sheet.doc)
    return thing
