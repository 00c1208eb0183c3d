"""A mailbox: each of its mails read by itself, by its own date; a later mail on the same talk says what holds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime
from itertools import pairwise

from kg.extract.composed import Composition
from kg.extract.merge import Told, joined
from kg.extract.text import extract_text
from kg.model.announcement import Announcement, Event, Series
from kg.model.document import Document, Record


def told_in_mails(document: Document, composed: Composition | None) -> Announcement:
    """What the mails of a mailbox state, each talk once."""
    known, events, series = Told([]), dict[str, Event](), dict[str, Series]()
    for mail, begin, end in _mails(document):
        told = extract_text(mail, begin, end, composed)
        events |= {event.name.text: event for event in told.events}
        series |= {one.name.text: series.get(one.name.text, one) for one in told.series}
        for talk in told.talks:
            place = known.same(talk)
            if place is None:
                known.add(talk)
            else:
                known.put(place, joined(talk, known.talks[place]))
    return Announcement(tuple(known.talks), tuple(events.values()), tuple(series.values()))


def _mails(document: Document) -> Iterator[tuple[Document, int, int]]:
    """Each mail as the document with its lines and its date alone, and where it begins and ends."""
    heads = [record for record in document.records if record.kind == "mail"]
    bounds = [*(head.fields[0].begin for head in heads), len(document.text)]
    for head, (begin, end) in zip(heads, pairwise(bounds), strict=True):
        begin = document.text.rfind("\n", 0, begin) + 1  # the name of the header stands before its words
        lines = tuple(line for line in document.lines if begin <= line.begin < end)
        yield replace(document, lines=lines, sent=_day(head)), begin, end


def _day(head: Record) -> str | None:
    for one in head.fields:
        if one.path == "Date":
            try:
                day: date = parsedate_to_datetime(one.value).date()
            except (ValueError, TypeError, IndexError, OverflowError):
                return None
            return day.isoformat()
    return None
