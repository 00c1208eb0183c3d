"""Talks of calendar events: the summary names them, the description tells of them, the calendar dates and places them."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from kg.extract.breaks import is_break
from kg.extract.event_labels import told_below
from kg.extract.joint import coauthors
from kg.extract.location import is_location, mode_of
from kg.extract.merge import joined
from kg.extract.people import people_line
from kg.extract.records_calendar import Calendar
from kg.extract.records_summary import Summary, summary_of, title_beside
from kg.extract.records_when import when_of
from kg.extract.series import bare_span, is_gathering, names_gathering
from kg.extract.status import is_empty, is_tba, status_in
from kg.extract.text import extract_text
from kg.extract.when import Moment
from kg.extract.wording import key, plain, prose, value
from kg.model.announcement import Coauthor, Person, Talk, Value
from kg.model.document import Document, Field, Record, Span
from kg.rules import rule
from kg.text.name_finding import is_name
from kg.text.temporal import find_dates, find_times
from kg.text.words import fold

_ROLES = {"DTSTART": "datetime", "DTEND": "end", "DTSTART.TZID": "zone"}
_DURATION = re.compile(r"P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d{1,5}S)?)?$")
_BOILERPLATE = re.compile(r"https?://|meeting id|passcode|^_{5,}|\bdial\b|@", re.I)
_PHRASE = re.compile(r"\b(?:and|for|of|the|on|und|für|et|pour|y|para)\b")
_GOES_ON = re.compile(r"\s+[^\W\d_][^:–—|,]*$")
_SHORTEST = 80
_SHORT_LINE = 80
SURE, LIKELY = 0.85, 0.8
LEAST_NAME = 0.5
"""How much like a name words must look where a feed prints the same words as the event's own name."""


def talk_of_event(document: Document, record: Record, calendar: Calendar, composed: Talk | None = None) -> tuple[Talk, ...]:
    """The talk that a calendar event is, or none where it plainly is something else: a holiday, a lunch, office hours.

    `calendar` is what the calendar says of all its events. `composed` is what the patterns of its source read from its
    fields, which is taken before what else they say.
    """
    stated = {one.path: one for one in reversed(record.fields)}
    summary = summary_of(document.text, span_of(stated["SUMMARY"]), calendar.leads) if "SUMMARY" in stated else Summary()
    if "SUMMARY" in stated and _no_talk(document, stated["SUMMARY"]):
        return ()
    told = _told(document, stated.get("DESCRIPTION"))
    if summary.speakers and not told.speakers and "DESCRIPTION" in stated:
        told = told_below(document, span_of(stated["DESCRIPTION"]), summary.speakers) or told
    if composed is not None:
        told = joined(composed, told)
        summary = replace(summary, title=composed.title, speakers=composed.speakers, series=composed.series) if _names(composed) else summary
    speakers = _speakers(summary, told)
    title = _title(document, summary, told, speakers)
    part = _part_of(document, stated.get("X-PART-OF"))
    series = summary.series or part or (told.series if told.series and ":" not in told.series.text else None)
    if not speakers and not (title and (composed or series and told.abstract)):
        return ()
    if title and is_gathering(title.text):
        title = None
    location = (composed and composed.location) or _location(document, stated.get("LOCATION")) or told.location
    when = when_of_event(document, record, stated, calendar)
    if when.start is None and composed is not None:
        when = Moment(composed.start, composed.end, composed.year_basis, composed.weekday, composed.time_text, composed.timezone)
    abstract = _without_ends(document, told.abstract) or _abstract(document, stated.get("DESCRIPTION"), told)
    return (
        replace(
            told,
            title=title,
            speakers=speakers,
            start=when.start,
            end=when.end,
            year_basis=when.year_basis,
            weekday=when.weekday,
            time_text=when.time_text,
            timezone=when.timezone,
            location=location,
            mode=_mode(location, told.mode),
            series=series or calendar.name,
            organizers=_organizers(document, stated.get("ORGANIZER"), told, speakers),
            abstract=abstract,
            coauthors=told.coauthors or _joint(document, abstract.spans[0] if abstract else _described(stated), speakers),
            status=_status(document, stated, summary, told, title),
            language=document.language,
        ),
    )


def _described(stated: dict[str, Field]) -> Span:
    return span_of(stated["DESCRIPTION"]) if "DESCRIPTION" in stated else (0, 0)


def _joint(document: Document, span: Span, speakers: tuple[Person, ...]) -> tuple[Coauthor, ...]:
    own = {person.name.text for person in speakers}
    return tuple(one for one in coauthors(document.text, *span) if one.name.text not in own)


def _names(composed: Talk) -> bool:
    return bool(composed.title or composed.speakers)


def span_of(one: Field) -> Span:
    """Where the value of a field stands."""
    return one.begin, one.end


def _no_talk(document: Document, one: Field) -> bool:
    words = plain(document.text, span_of(one))
    return is_empty(words) or is_break(words)


@rule("event-description", nothing=Talk())
def _told(document: Document, one: Field | None) -> Talk:
    """The talk that the description tells of; an empty one where it tells of none or of several."""
    if one is None:
        return Talk()
    talks = extract_text(document, one.begin, one.end).talks
    return talks[0] if len(talks) == 1 else Talk()


def _speakers(summary: Summary, told: Talk) -> tuple[Person, ...]:
    """Those of the description, which says more of them, unless the summary surely names others."""
    sure = all(person.name.confidence >= 0.85 for person in summary.speakers)
    shared = _tokens(summary.speakers) & _tokens(told.speakers)
    people = summary.speakers if summary.speakers and sure and not shared else told.speakers or summary.speakers
    return () if _repeated(people, summary, told) else people


def _tokens(people: tuple[Person, ...]) -> set[str]:
    return {word for person in people for word in key(person.name.text).split() if len(word) > 2}


def _repeated(people: tuple[Person, ...], summary: Summary, told: Talk) -> bool:
    """Whether what seems a speaker is the event's own name over again, or the name of a gathering, which is nobody."""
    if len(people) == 1 and names_gathering(people[0].name.text):
        return True
    if len(people) != 1 or people[0].name.confidence >= SURE:
        return False
    name = key(people[0].name.text)
    if _PHRASE.search(name) or any(title is not None and key(title.text) == name for title in (summary.title, told.title)):
        return is_name(people[0].name.text) < LEAST_NAME
    # 'Winship Town' of 'Winship Town Hall' is no name of anybody where that is all the event is called.
    own = told.title is None or told.title.confidence < SURE
    printed = summary.title.text if summary.title else ""
    return own and printed.startswith(people[0].name.text) and bool(_GOES_ON.match(printed, len(people[0].name.text)))


@rule("event-title", nothing=None)
def _title(document: Document, summary: Summary, told: Talk, speakers: tuple[Person, ...]) -> Value | None:
    """That which the description labels, else what the summary names beside the speakers, else the description's likeliest."""
    if told.title and told.title.confidence >= 0.9:
        return told.title
    likely = told.title if told.title and told.title.confidence >= LIKELY else None
    if not speakers or summary.title is None:
        return summary.title or likely
    named = {fold(person.name.text.split()[-1]) for person in speakers}
    if not any(name in fold(summary.title.text) for name in named):
        return summary.title
    return (title_beside(document.text, summary.rest, speakers) if summary.rest else None) or likely


@rule("event-organizer", nothing=())
def _organizer(document: Document, one: Field) -> tuple[Person, ...]:
    """The person in whose name a calendar's event is; an office or a calendar is none."""
    return people_line(document.text, span_of(one))


def _organizers(document: Document, one: Field | None, told: Talk, speakers: tuple[Person, ...]) -> tuple[Person, ...]:
    people = (*told.organizers, *(_organizer(document, one) if one else ()))
    unique = {key(person.name.text): person for person in reversed(people)}
    return tuple(reversed(unique.values()))


@rule("event-part-of", nothing=None)
def _part_of(document: Document, one: Field | None) -> Value | None:
    """The series that a repeated event is, as one time of it names it."""
    named = one is not None and is_gathering(one.value)
    return replace(value(document.text, bare_span(document.text, span_of(one)), "event-part-of", 0.9), derived=True) if named else None


@rule("event-location", nothing=None)
def _location(document: Document, one: Field | None) -> Value | None:
    if one is None or is_tba(one.value) or one.value.strip().startswith(("http://", "https://")):
        return None
    return value(document.text, span_of(one), "event-location", 0.97)


def _opening(document: Document, one: Field) -> int:
    """Where a description begins behind short lines that only say when and where the event is."""
    begin = one.begin
    for line in re.finditer(r"[^\n]*\n+", document.text[one.begin : one.end]):
        if len(line[0]) > _SHORT_LINE or not (line[0].isspace() or find_times(line[0]) or find_dates(line[0]) or is_location(line[0], (0, len(line[0])))):
            break
        begin = one.begin + line.end()
    return begin


def _mode(location: Value | None, told: Value | None) -> Value | None:
    """In both ways where the calendar names a room and the description a meeting online."""
    online = mode_of(location)
    if online or told is None or location is None or told.text != "online":
        return online or told
    return replace(told, text="hybrid")


def _without_ends(document: Document, abstract: Value | None) -> Value | None:
    """An abstract without the paragraphs behind it that only say how to join, or lead to a page."""
    if abstract is not None and abstract.text.startswith(("http://", "https://")):
        return None
    end = _boilerplate(document, abstract) if abstract is not None else None
    if abstract is None or end is None:
        return abstract
    span = (abstract.spans[0][0], end)
    return replace(abstract, text=prose(document.text, span), spans=(span,))


@rule("how-to-join-behind-abstract", nothing=None)
def _boilerplate(document: Document, abstract: Value) -> int | None:
    """Where the first paragraph ends behind which all others hold an address or tell how to join; None where no such one is."""
    begin, end = abstract.spans[0]
    parts = list(re.finditer(r"[^\n]+(?:\n[^\n]+)*", document.text[begin:end]))
    kept = parts
    while len(kept) > 1 and _BOILERPLATE.search(kept[-1][0]):
        kept = kept[:-1]
    return begin + kept[-1].end() if len(kept) < len(parts) else None


@rule("event-abstract", nothing=None)
def _abstract(document: Document, one: Field | None, told: Talk) -> Value | None:
    """A description that labels nothing is the abstract, up to how to join."""
    if one is None or told.speakers or told.title:
        return None
    begin = end = first = _opening(document, one)
    for paragraph in re.finditer(r"[^\n]+(?:\n[^\n]+)*", document.text[first : one.end]):
        if _BOILERPLATE.search(paragraph[0]):
            break
        end = first + paragraph.end()
    return Value(prose(document.text, (begin, end)), ((begin, end),), 0.8, "event-abstract") if end - begin >= _SHORTEST else None


def _status(document: Document, stated: dict[str, Field], summary: Summary, told: Talk, title: Value | None) -> Value:
    """That of the calendar, else of the summary, else of the description; to be announced only where no title is known."""
    if "STATUS" in stated and (found := status_in(document.text, span_of(stated["STATUS"]))):
        return replace(found, confidence=0.97)
    if summary.status:
        return summary.status
    if summary.announced and title is None and "SUMMARY" in stated:
        return Value("tba", (span_of(stated["SUMMARY"]),), 0.9, "event-summary")
    return Talk().status if told.status.text == "tba" and title is not None else told.status


def when_of_event(document: Document, record: Record, stated: dict[str, Field], calendar: Calendar) -> Moment:
    """Start and end as the calendar states them; a day's event ends on the day before its DTEND (RFC 5545, 3.6.1)."""
    fields = [(_ROLES[one.path], one) for one in record.fields if one.path in _ROLES]
    if calendar.zone is not None and "DTSTART.TZID" not in stated:
        fields.append(("zone", calendar.zone))
    when = when_of(document, fields)
    if when.start is None:
        return when
    if "T" not in when.start.text and when.end is not None:
        if "T" in when.end.text:  # two kinds of ends, of entries run together
            return replace(when, end=None)
        last = date.fromordinal(max(1, date.fromisoformat(when.end.text).toordinal() - 1)).isoformat()
        return replace(when, end=replace(when.end, text=last) if last > when.start.text else None)
    if when.end is None and "T" in when.start.text and "DURATION" in stated:
        return replace(when, end=_after(when.start, stated["DURATION"]))
    return when


@rule("event-duration", nothing=None)
def _after(start: Value, one: Field) -> Value | None:
    """The end that a duration gives; none where it lies after the year 9999."""
    found = _DURATION.match(one.value.strip())
    if not found:
        return None
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    try:
        last = datetime.fromisoformat(start.text) + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    except OverflowError:
        return None
    ends = last.isoformat(timespec="minutes")
    return Value(ends, (*start.spans, span_of(one)), 0.95, "event-duration") if ends > start.text else None
