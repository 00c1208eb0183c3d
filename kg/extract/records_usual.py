"""What the mapping of a series says of all its talks: when in the day they are, and that they are held online."""

import re
from dataclasses import dataclass, replace

from kg.extract.records_fields import Node, role_of
from kg.extract.told_places import is_remote, platform_in
from kg.extract.wording import plain
from kg.model.announcement import Talk, Value
from kg.model.document import Document, Field
from kg.rules import rule
from kg.text.language import words
from kg.text.moments import TimeMention
from kg.text.temporal import find_dates, find_terms, find_times, find_weekdays
from kg.text.words import fold

_LONGEST = 120
"""Characters of the longest value that can be a schedule and no text about something."""
_FIELDS = ("mode", "time", "datetime", "date")
_LATER = re.compile(r"\W*\(\s*$")


@dataclass(frozen=True, slots=True)
class Usual:
    """The hours that hold for every talk, those that hold from a later day on (an ISO date), and the place and way for all."""

    time: TimeMention | None = None
    later: TimeMention | None = None
    since: str = ""
    location: Value | None = None
    mode: Value | None = None

    def at(self, day: str) -> TimeMention | None:
        """The hours that hold on a day given as an ISO date."""
        return self.later if self.later and day >= self.since else self.time


NOTHING_USUAL = Usual()


@rule("record-usual", nothing=NOTHING_USUAL)
def usual_of(document: Document, node: Node) -> Usual:
    """What the mapping of a series beside the lists of talks says of them; nothing of a kind that it says twice."""
    own = [child for child in node.children if role_of(child.name) == "series" and not child.children]
    fields = [one for child in own[:1] for name, one in child.fields if role_of(name) in _FIELDS] if len(own) == 1 else []
    short = [one for one in fields if len(one.value) <= _LONGEST]
    timed = [one for one in short if find_times(document.text, one.begin, one.end)]
    remote = [one for one in short if is_remote(document.text, (one.begin, one.end))]
    usual = _hours(document.text, timed[0]) if len(timed) == 1 else NOTHING_USUAL
    return replace(usual, location=_platform(document, remote[0]), mode=_online(remote[0])) if len(remote) == 1 else usual


def _hours(text: str, one: Field) -> Usual:
    """'12:00–13:00 CET (12:30–13:30 from autumn 2026)'; nothing where it names a day or more than one change."""
    times, terms = find_times(text, one.begin, one.end), find_terms(text, one.begin, one.end)
    if find_dates(text, one.begin, one.end) or find_weekdays(text, one.begin, one.end) or any(time.bare for time in times):
        return NOTHING_USUAL
    if len(times) == 1 and not terms:
        return Usual(times[0])
    if len(times) != 2 or len(terms) != 1 or terms[0].begin < times[1].end:
        return NOTHING_USUAL
    first = times[0].zone.end if times[0].zone else times[0].end
    lead = fold(text[times[1].end : terms[0].begin]).strip()
    if not _LATER.match(text[first : times[1].begin]) or lead not in words("dates", "from"):
        return NOTHING_USUAL
    return Usual(times[0], replace(times[1], zone=times[1].zone or times[0].zone), terms[0].first)


def _platform(document: Document, one: Field) -> Value | None:
    span = platform_in(document.text, (one.begin, one.end))
    return Value(plain(document.text, span), (span,), 0.85, "record-usual", derived=True) if span else None


def _online(one: Field) -> Value:
    return Value("online", ((one.begin, one.end),), 0.85, "record-usual", derived=True)


def with_usual(talk: Talk, usual: Usual) -> Talk:
    """The talk with what its series says of every talk, where it says nothing of its own."""
    if talk.location is None and usual.mode is not None and (talk.mode is None or talk.mode.text != "in_person"):
        talk = replace(talk, location=usual.location, mode=usual.mode)
    time = usual.at(talk.start.text) if talk.start is not None and len(talk.start.text) == 10 else None
    if time is None or talk.end is not None or talk.start.text.startswith("--"):
        return talk
    day, span = talk.start.text, (time.begin, time.end)
    end = time.finish if time.finish and time.finish > time.opening else None
    return replace(
        talk,
        start=replace(talk.start, text=f"{day}T{time.opening}", spans=(*talk.start.spans, span), derived=True),
        end=Value(f"{day}T{end}", (*talk.start.spans, span), 0.85, "record-usual", derived=True) if end else None,
        timezone=talk.timezone
        or (Value(time.zone.name, ((time.zone.begin, time.zone.end),), 0.85, "record-usual", derived=True) if time.zone else None),
    )
