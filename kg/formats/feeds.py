"""Talks of an answer as a calendar (RFC 5545) and as a feed (RFC 4287).

The answer's columns are known by their names: `talk` and `start` are needed; `title`, `end`, `location`, `speaker` and
`status` are used where they are there. Rows of one talk are one entry; its speakers are joined. No clock is read, so
equal answers give equal bytes.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from kg.errors import UsageError
from kg.formats.answers import Solutions
from kg.formats.xmltext import printable

Moment = date | datetime
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_LINE = 75
"""Octets of a calendar line, without its end (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A talk as calendars and feeds show it; `start` and `end` are as stated: a date, a local or a zoned time."""

    talk: str
    title: str | None = None
    start: Moment | None = None
    end: Moment | None = None
    location: str | None = None
    status: str | None = None
    speakers: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """Speakers and title in one line."""
        return ": ".join(part for part in (", ".join(self.speakers), self.title or "Talk") if part)


def entries(solutions: Solutions) -> tuple[Entry, ...]:
    """One entry for each talk of the answer, in its order. Raises UsageError without the columns talk and start."""
    if not {"talk", "start"} <= set(solutions.variables):
        raise UsageError("A calendar or feed needs the columns ?talk and ?start; this query has " + ", ".join(f"?{name}" for name in solutions.variables) + ".")
    found: dict[str, Entry] = {}
    for row in solutions:
        values = {name: row[name].value for name in solutions.variables if row[name] is not None}
        if "talk" not in values:
            continue
        entry = found.setdefault(values["talk"], _entry(values))
        speaker = values.get("speaker")
        if speaker and speaker not in entry.speakers:
            found[entry.talk] = replace(entry, speakers=(*entry.speakers, speaker))
    return tuple(found.values())


def _entry(values: dict[str, str]) -> Entry:
    return Entry(
        values["talk"],
        values.get("title"),
        _moment(values.get("start")),
        _moment(values.get("end")),
        values.get("location"),
        values.get("status"),
    )


def _moment(text: str | None) -> Moment | None:
    """The date or time; None where none is stated, or where it lies outside the years 1 to 9999."""
    try:
        return None if text is None else datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None


def calendar(solutions: Solutions) -> str:
    """The talks that have a start as a calendar; a time without zone stays local, a zoned one is given in UTC."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//talkgraph//talks//EN"]
    for entry in entries(solutions):
        if entry.start is not None:
            lines += _event(entry, entry.start)
    return "".join(f"{folded}\r\n" for line in (*lines, "END:VCALENDAR") for folded in _fold(line))


def _event(entry: Entry, start: Moment) -> Iterable[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escape(entry.talk)}"
    yield f"DTSTAMP:{_utc(start):%Y%m%dT%H%M%SZ}"
    yield "DTSTART" + _time(start)
    if entry.end is not None and _comparable(entry.end) == _comparable(start):
        # The end of whole days is the day after the last (RFC 5545, 3.6.1).
        yield "DTEND" + _time(entry.end if isinstance(entry.end, datetime) else entry.end + timedelta(days=1))
    yield f"SUMMARY:{_escape(entry.heading)}"
    if entry.location:
        yield f"LOCATION:{_escape(entry.location)}"
    if entry.talk.startswith(("http://", "https://")):
        yield f"URL:{_CONTROL.sub('', entry.talk)}"
    if entry.status and entry.status.endswith("/EventCancelled"):
        yield "STATUS:CANCELLED"
    yield "END:VEVENT"


def _comparable(moment: Moment) -> tuple[bool, bool]:
    timed = isinstance(moment, datetime)
    return timed, timed and moment.tzinfo is not None


def _time(moment: Moment) -> str:
    if not isinstance(moment, datetime):
        return f";VALUE=DATE:{moment:%Y%m%d}"
    return f":{_utc(moment):%Y%m%dT%H%M%SZ}" if moment.tzinfo else f":{moment:%Y%m%dT%H%M%S}"


def _utc(moment: Moment) -> datetime:
    if not isinstance(moment, datetime):
        return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _escape(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        lines = lines.replace(plain, escaped)
    return _CONTROL.sub(" ", lines)


def _fold(line: str) -> Iterable[str]:
    """The line in pieces of at most 75 octets, each after the first begun with a space, no character split."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode("utf-8", "replace"))
        if size + octets > _LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    yield piece


def atom(solutions: Solutions) -> str:
    """The talks as a feed; an entry without a start is dated to the beginning of 1970, as a feed demands a date."""
    feed = ET.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    found = entries(solutions)
    dates = [_utc(entry.start) if entry.start else datetime(1970, 1, 1, tzinfo=UTC) for entry in found]
    latest = max(dates, default=datetime(1970, 1, 1, tzinfo=UTC))
    _text(feed, id="tag:w3id.org,2025:talkgraph:talks", title="Talks", updated=_rfc3339(latest))
    _text(ET.SubElement(feed, "author"), name="talkgraph")
    for entry, day in zip(found, dates, strict=True):
        element = ET.SubElement(feed, "entry")
        _text(element, id=entry.talk, title=entry.heading, updated=_rfc3339(day))
        for speaker in entry.speakers:
            _text(ET.SubElement(element, "author"), name=speaker)
        if entry.talk.startswith(("http://", "https://")):
            ET.SubElement(element, "link", href=entry.talk)
        summary = "; ".join(part for part in (entry.start.isoformat().replace("T", " ") if entry.start else None, entry.location) if part)
        _text(element, summary=summary or "No date is known.")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _text(parent: ET.Element, **children: str) -> None:
    for name, text in children.items():
        ET.SubElement(parent, name).text = printable(text)


def _rfc3339(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
