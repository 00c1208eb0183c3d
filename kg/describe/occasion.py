"""When and where something happens: what talks, events, sessions and breaks have in common."""

from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from kg.describe.sheet import Sheet, text
from kg.describe.time import WEEKDAYS, Moment, bounds, day_literal, moment
from kg.model.announcement import Value
from kg.vocab import (
    RDFS_label,
    SCHEMA_endDate,
    SCHEMA_location,
    SCHEMA_name,
    SCHEMA_Place,
    SCHEMA_startDate,
    TG_computedWeekday,
    TG_earliest,
    TG_endMonthDay,
    TG_endTime,
    TG_latest,
    TG_locationText,
    TG_startMonthDay,
    TG_startTime,
    TG_statedWeekday,
)


def describe_times(sheet: Sheet, thing: NamedNode, start: Value | None, end: Value | None, zone: Value | None = None) -> None:
    """States start and end as precisely as announced, and the days they lie between."""
    place = None if zone is None else zone.text
    begins, ends = _moment(start, place), _moment(end, place)
    _moment_of(sheet, thing, start, begins, (SCHEMA_startDate, TG_startMonthDay, TG_startTime))
    _moment_of(sheet, thing, end, ends, (SCHEMA_endDate, TG_endMonthDay, TG_endTime))
    first, last = _days(start, begins), _days(end, ends)
    if first is not None:
        describe_bounds(sheet, thing, first[0], last[1] if last is not None else first[1])


def describe_bounds(sheet: Sheet, thing: NamedNode, first: date, last: date) -> None:
    """States the first and the last day on which something can happen; nothing where they are in the wrong order."""
    if first <= last:
        sheet.say(thing, TG_earliest, day_literal(first))
        sheet.say(thing, TG_latest, day_literal(last))


def describe_weekday(sheet: Sheet, thing: NamedNode, printed: Value | None, start: Value | None) -> None:
    """States the weekday printed beside a full date, and the one that the date falls on."""
    begins = _moment(start, None)
    if printed is not None and printed.text in WEEKDAYS and begins is not None and begins.date is not None:
        sheet.words(thing, TG_statedWeekday, printed)
        sheet.say(thing, TG_computedWeekday, Literal(WEEKDAYS[begins.date.weekday()]))


def describe_place(sheet: Sheet, thing: NamedNode, location: Value | None, path: str) -> None:
    """States the location as printed, and the place it names."""
    sheet.words(thing, TG_locationText, location)
    place = sheet.thing(path)
    if location is not None and place is not None:
        sheet.say(thing, SCHEMA_location, place)
        sheet.weigh(Triple(thing, SCHEMA_location, place), location)
        sheet.types(place, (SCHEMA_Place,))
        sheet.say(place, SCHEMA_name, text(location.text))
        sheet.say(place, RDFS_label, text(location.text))


def span_of_days(start: Value | None, end: Value | None) -> tuple[date, date] | None:
    """The first and the last day that a start and an end can mean; None where there is no full date."""
    first, last = _days(start, _moment(start, None)), _days(end, _moment(end, None))
    if first is None:
        return None
    return (first[0], last[1]) if last is not None and last[1] >= first[0] else first


def _moment(value: Value | None, zone: str | None) -> Moment | None:
    return None if value is None else moment(value.text, zone)


def _moment_of(
    sheet: Sheet, thing: NamedNode, value: Value | None, found: Moment | None, properties: tuple[NamedNode, NamedNode, NamedNode]
) -> None:
    if found is None:
        return
    whole, month_day, time = properties
    if found.literal is not None:
        sheet.say(thing, whole, found.literal, value)
        return
    sheet.say(thing, month_day, found.month_day, value)
    if found.time is not None:
        sheet.say(thing, time, found.time, value)


def _days(value: Value | None, found: Moment | None) -> tuple[date, date] | None:
    if found is not None:
        return None if found.date is None else (found.date, found.date)
    return None if value is None else bounds(value.text)
