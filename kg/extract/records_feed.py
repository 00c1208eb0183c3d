"""Talks of feeds: an entry whose words or fields say who speaks and when. When it was posted is not when the talk is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime

from kg.extract.records_calendar import Calendar
from kg.extract.records_event import talk_of_event
from kg.extract.records_fields import role_of
from kg.extract.series import bare_span, is_gathering, is_generic
from kg.extract.text import extract_text
from kg.extract.wording import value
from kg.model.announcement import Talk, Value
from kg.model.document import Document, Field, Record
from kg.rules import rule

_POSTED = ("link", "published", "updated", "author", "title", "content")
_PROPERTIES = {"datetime": "DTSTART", "date": "DTSTART", "end": "DTEND", "location": "LOCATION"}
"""What an entry's own fields are in a calendar, which is read the same way."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def feed_name(document: Document) -> Value | None:
    """The name of a feed that names a series."""
    for record in document.records:
        for one in record.fields if record.kind == "feed" else ():
            if is_gathering(one.value):
                return replace(value(document.text, bare_span(document.text, (one.begin, one.end)), "feed-entry", 0.8), derived=True)
    return None


@rule("feed-entry", nothing=())
def talks_of_entry(document: Document, record: Record, series: Value | None, composed: Talk | None = None) -> tuple[Talk, ...]:
    """The talks that an entry of a feed tells of; none where it says neither when somebody speaks nor in what series.

    A date without its year is of the year that the entry was posted in, as that of a mail is. `composed` is what the
    patterns of its source read from its fields; an entry that they fit tells of one talk.
    """
    stated = {one.path: one for one in reversed(record.fields)}
    posted = replace(document, sent=_posted(stated) or document.sent)
    fields = tuple(_as_event(record))
    told = _told(posted, stated)
    found = talk_of_event(posted, Record("vevent", fields), Calendar(series), composed)
    if composed is not None and found:
        return (_with_told(found[0], told[0] if len(told) == 1 else Talk()),)
    if len(told) > 1:
        return tuple(replace(talk, series=talk.series or series) for talk in told if talk.speakers and talk.start)
    if not found:
        return tuple(replace(talk, series=talk.series or series) for talk in told if talk.speakers and talk.start)
    talk = _with_told(found[0], told[0]) if told else found[0]
    if talk.series and is_generic(talk.series.text):
        talk = replace(talk, series=series)
    return (talk,) if talk.speakers and (talk.start or series) else ()


def _as_event(record: Record) -> Iterator[Field]:
    for one in record.fields:
        if one.path in ("title", "content"):
            yield replace(one, path="SUMMARY" if one.path == "title" else "DESCRIPTION")
        elif one.path not in _POSTED and (name := _PROPERTIES.get(role_of(one.path) or "")):
            yield replace(one, path=name)


def _told(document: Document, stated: dict[str, Field]) -> tuple[Talk, ...]:
    """The talks that the title and the words below it tell of, read as a page is."""
    parts = [stated[name] for name in ("title", "content") if name in stated]
    return extract_text(document, parts[0].begin, parts[-1].end).talks if parts else ()


def _with_told(talk: Talk, told: Talk) -> Talk:
    """The talk of an entry with what the words below its title alone say."""
    talk = replace(talk, title=talk.title or told.title, abstract=talk.abstract or told.abstract, coauthors=talk.coauthors or told.coauthors)
    if talk.start:
        return talk
    return replace(
        talk, start=told.start, end=told.end, year_basis=told.year_basis, weekday=told.weekday, time_text=told.time_text,
        timezone=told.timezone, location=talk.location or told.location, mode=talk.mode or told.mode,
    )  # fmt: skip


def _posted(stated: dict[str, Field]) -> str | None:
    """The day an entry was posted."""
    one = stated.get("published") or stated.get("updated")
    if one is None:
        return None
    if found := _ISO.match(one.value.strip()):
        return found[0]
    try:
        return parsedate_to_datetime(one.value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
