"""When the talk of a record is: its fields for date, time, start and end, put together."""

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.location import is_location
from kg.extract.own_zone import in_own_zone
from kg.extract.records_fields import Node, spoken
from kg.extract.when import WEEKDAYS, Moment
from kg.extract.wording import plain, tightened
from kg.model.announcement import Value
from kg.model.document import Document, Field, Span
from kg.rules import rule
from kg.text.dates import real
from kg.text.moments import Dated, DateMention, TimeMention, ZoneMention
from kg.text.temporal import compose, day_first, find_dates, find_terms, find_times, find_zones, infer_years, resolve_times
from kg.text.years import find_years

Dates = list[DateMention]
Times = list[TimeMention]
_ISO = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:(?:T|\s+)(\d\d?:\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?\s*$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MORE = re.compile(r"[^\W\d_]{3,}.*\d|\d.*[^\W\d_]{3,}", re.S)
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{3,80})[)\]]")
_AROUND = " \t,;:–—-|•·*_/\U0001f4cd"
"""What may stand around a place in brackets, a pin among it."""
_BARE_HOUR = re.compile(r"\d{1,2}(?:[:.]\d\d){1,2}$")


@rule("record-when", nothing=Moment())
def when_of(
    document: Document, fields: Iterable[tuple[str, Field]], terms: Iterable[Span] = (), parted: DateMention | None = None
) -> Moment:
    """The start and the end that the fields of a record state, by their roles (date, time, datetime, end, zone).

    `terms` are spans of the words above the record, where a term may stand that gives a date its year; `parted` is the
    date that fields for year, month and day make.
    """
    listed = [(role, one) for role, one in fields if role in ("date", "time", "datetime", "end", "zone")]
    order = first_day(document)
    dates, times = _found(document, (one for role, one in listed if role not in ("end", "zone")), order)
    last_dates, last_times = _found(document, (one for role, one in listed if role == "end"), order)
    dates = dates or ([parted] if parted else [])
    if not dates:
        return Moment()
    dates[0] = _with_year(document, dates[0], [one for _, one in listed])
    dated = _dated(document, dates[0], [*terms, *((one.begin, one.end) for _, one in listed)])
    time = _until(times, last_times if not last_dates or _same_day(dates[0], last_dates[0]) else [])
    start, end = compose(dated, time)
    if end is None and last_dates and dated.year and last_dates[0].year:
        _, end = _last(last_dates[0], last_times)
    if start is None:
        return Moment()
    spans = _spans(dates[0], times[:1])
    zone = _zone(document, listed, [*times, *last_times])
    moment = Moment(
        Value(start, spans, 0.97 if dated.basis == "stated" else 0.85, "record-when"),
        Value(end, _spans(last_dates[0] if last_dates else dates[0], last_times[:1] or times[:1]), 0.96, "record-when") if end else None,
        dated.basis,
        _weekday(dates[0]),
        None if dates[0] is parted else Value(" ".join(plain(document.text, span) for span in spans), spans, 0.95, "record-when"),
        zone if "T" in start else None,
    )
    return in_own_zone(moment, times[0].zone if times else None)


@rule("record-date-in-parts", nothing=None)
def date_in_parts(node: Node, above: Field | None = None) -> DateMention | None:
    """The date of a mapping with a field each for year, month and day, whatever else it holds.

    The year may stand in the field of the month, or in that of a mapping around it, which is `above`.
    """
    parts = {spoken(name): one for name, one in node.fields if spoken(name) in ("year", "month", "day")}
    if not {"month", "day"} <= parts.keys():
        return None
    month, day = parts["month"].value.strip(), parts["day"].value.strip()
    outer = parts.get("year", above)
    year = "" if _YEAR.search(month) or outer is None else outer.value.strip()
    found = find_dates(f"{year}-{month:0>2}-{day:0>2}" if month.isdigit() else f"{day} {month} {year}")
    if len(found) != 1 or not (found[0].year and found[0].month and found[0].day):
        return None
    return replace(found[0], begin=min(one.begin for one in parts.values()), end=max(one.end for one in parts.values()))


def year_of(node: Node) -> Field | None:
    """The field of a mapping that is a year, for the days of the mappings in it."""
    return next((one for name, one in node.fields if spoken(name) == "year" and _YEAR.fullmatch(one.value.strip())), None)


def first_day(document: Document) -> bool | None:
    """Whether dates in figures put the day first, by the evidence of the whole document."""
    return day_first(document.text)


def _found(document: Document, fields: Iterable[Field], order: bool | None) -> tuple[Dates, Times]:
    """The dates and times of some fields, in their order."""
    dates: Dates = []
    times: Times = []
    for one in fields:
        iso = _ISO.match(one.value.strip())
        if iso and real(int(iso[1]), int(iso[2]), int(iso[3])):
            dates.append(DateMention(one.begin, one.end, int(iso[1]), int(iso[2]), int(iso[3])))
            times += _iso_time(one, iso)
            continue
        dates += find_dates(document.text, one.begin, one.end, day_first=order)
        found = find_times(document.text, one.begin, one.end)
        if not found and _BARE_HOUR.match(one.value.strip()):
            hour, minute = re.split(r"[:.]", one.value.strip())[:2]
            if int(hour) < 24 and int(minute) < 60:
                found = (TimeMention(one.begin, one.end, f"{int(hour):02}:{minute}"),)
        times += found
    return dates, list(resolve_times(tuple(times)))


def _iso_time(one: Field, iso: re.Match) -> Times:
    """The time of a date-time; midnight sharp is how programs write a day alone."""
    if not iso[4]:
        return []
    hour, minute = iso[4].split(":")
    if int(hour) > 23 or int(minute) > 59 or (int(hour) == 0 and minute == "00"):
        return []
    zone = None
    if iso[5]:
        name = "UTC" if iso[5] in ("Z", "UTC") else f"UTC{iso[5]}"
        zone = ZoneMention(one.begin, one.end, name)
    return [TimeMention(one.begin, one.end, f"{int(hour):02}:{minute}", zone=zone)]


def _dated(document: Document, date: DateMention, around: Iterable[Span]) -> Dated:
    terms = [term for span in around for term in find_terms(document.text, *span)]
    return infer_years([date], terms=terms, sent=document.sent, address=document.address)[0]


def _with_year(document: Document, date: DateMention, fields: list[Field]) -> DateMention:
    """The date with the one year that stands apart from it in its field: '8 April (11:00), 2026'."""
    if date.year is not None:
        return date
    inside = [one for one in fields if one.begin <= date.begin < one.end]
    years = {found.year: found for one in inside for found in find_years(document.text, one.begin, one.end)}
    if len(years) != 1:
        return date
    year = next(iter(years))
    return replace(date, year=year) if year and date.month and date.day and real(year, date.month, date.day) else date


def _until(times: Times, ends: Times) -> TimeMention | None:
    """The first time, up to the first of another field where it is no range itself."""
    if not times:
        return None
    if times[0].finish or not ends:
        return times[0]
    first, last = resolve_times((times[0], ends[0]))
    return replace(first, finish=last.start) if last.start != first.start else first


def _same_day(one: DateMention, other: DateMention) -> bool:
    return (one.month, one.day) == (other.month, other.day) and one.year == other.year


def _last(date: DateMention, times: Times) -> tuple[str | None, str | None]:
    """An end on another day than the start."""
    stated, _ = compose(Dated(date, date.year, "stated"), times[0] if times else None)
    return None, stated


def _spans(date: DateMention, times: Times) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(((date.begin, date.end), *((time.begin, time.end) for time in times))))


def _weekday(date: DateMention) -> Value | None:
    return None if date.weekday is None else Value(WEEKDAYS[date.weekday], ((date.begin, date.end),), 0.95, "stated-weekday")


@rule("record-zone", nothing=None)
def _zone(document: Document, fields: list[tuple[str, Field]], times: Times) -> Value | None:
    """The zone of a record: of a field of its own, of its start, or printed beside a time."""
    for role, one in fields:
        if role == "zone" and one.value.strip():
            return Value(one.value.strip(), ((one.begin, one.end),), 0.97, "record-zone")
    printed = [time.zone for time in times if time.zone]
    printed += [zone for role, one in fields if role in ("time", "datetime") for zone in find_zones(document.text, one.begin, one.end)]
    return Value(printed[0].name, ((printed[0].begin, printed[0].end),), 0.95, "record-zone") if printed else None


@rule("place-beside-date", nothing=None)
def place_beside(document: Document, fields: Iterable[tuple[str, Field]]) -> Span | None:
    """The place that the field of a date or a time holds too, in brackets or behind a comma: '10 May, 2 pm (Room 4)'."""
    for role, one in fields:
        if role not in ("date", "datetime", "time") or not _MORE.search(one.value):
            continue
        for part in _BRACKETS.finditer(document.text, one.begin, one.end):
            span = tightened(document.text, part.span(1), _AROUND)
            if is_location(document.text, span):
                return span
    return None
