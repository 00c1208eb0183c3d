"""What a clause says of a talk beside who gives it: the day, the hour and the place, the series, the hosts, what became of it."""

import re
from functools import cache

from kg.extract.claims import Claim
from kg.extract.clauses import Clause
from kg.extract.page import Page
from kg.extract.status import status_in
from kg.extract.told_hosts import hosts_told
from kg.extract.told_places import listed_pattern, place_behind, place_in
from kg.extract.told_series import told_series
from kg.extract.when import is_beside
from kg.extract.wording import tightened
from kg.model.document import Span
from kg.rules import rule

RULE = "talk-told-in-sentences"
_OLD = re.compile(r",?\s+1[0-8]\d\d\b")
"""The year of a day on which nobody gave a talk that is announced: 'December 5, 1776'."""
_LONGEST_STATUS = 200
_BESIDE_DAY = 24
"""Characters beside a day on its line: its hour, or the weekday that the reader of dates leaves out."""


def moments(page: Page, clause: Clause, title: Span | None, confidence: float) -> list[Claim]:
    """The day, the hour and the place of a clause."""
    mentions = [*page.dates_in(clause.span), *(time for time in page.times_in(clause.span) if not is_beside(page.text, time))]
    mentions = [m for m in mentions if not (title and title[0] <= m.begin < title[1]) and not is_no_day(page.text, m.begin) and not _OLD.match(page.text, m.end)]
    told = _days_told(page, clause)
    mentions = [m for m in mentions if m.begin not in told]
    claims = [Claim("when", (m.begin, m.end), RULE, confidence) for m in mentions]
    place = next((place for part in _around(clause.span, title) if (place := place_in(page.text, part))), None)
    behind = (place_behind(page.text, m.end, clause.end) for m in mentions)
    place = place or next((found for found in behind if found), None)
    aside = not mentions and bool(page.times_in(clause.span))  # the room of a reception
    return [*claims, Claim("location", place, RULE, confidence - 0.05)] if place and not aside else claims


@rule("day-before-verb", nothing=frozenset())
def _days_told(page: Page, clause: Clause) -> frozenset[int]:
    """Where the days stand of what is told and not of the talk: behind the verb of a clause that gives its day in front of it."""
    if clause.verb is None or clause.weak or len(page.dates_in((clause.begin, clause.verb[0]))) != 1:
        return frozenset()
    return frozenset(date.begin for date in page.dates_in((clause.verb[1], clause.end)))


@rule("no-day-of-a-talk", nothing=False)
def is_no_day(text: str, begin: int) -> bool:
    """Whether a date names a week, or how long something has been: 'the week of August 26', 'since May 3'."""
    return bool(_no_day().search(text, max(0, begin - 24), begin))


@cache
def _no_day() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed_pattern('not_day_leads')})(?:\s+\w+day,?)?\s*$", re.I)


@rule("day-on-line-above", nothing=False)
def is_day_line(page: Page, clause: Clause) -> bool:
    """Whether a clause is a line with a day and little else, under which the next sentences stand."""
    begin, end = tightened(page.text, clause.span)
    days = [day for day in page.dates_in(clause.span) if day.day and day.last is None]
    if len(days) != 1 or end - begin > days[0].end - days[0].begin + _BESIDE_DAY:
        return False
    before, behind = page.text[clause.begin - 1 : begin], page.text[end : clause.end + 1]
    return (begin == 0 or "\n" in before) and "\n" in behind and "\n" not in page.text[begin:end]


def days_of(page: Page, claims: list[Claim]) -> set[tuple]:
    """The months and days that claims name."""
    return {(day.month, day.day) for claim in claims if claim.role == "when" for day in page.dates_in(claim.span) if day.day}


def _around(span: Span, title: Span | None) -> tuple[Span, ...]:
    """The span without the title in it, in one piece or two."""
    inside = title and span[0] <= title[0] < title[1] < span[1]
    return ((span[0], title[0]), (title[1], span[1])) if inside else (span,)


def frame_of(page: Page, clause: Clause) -> list[Claim]:
    """The series of which a clause says that a talk is part, and who it says hosts it."""
    named = told_series(page.text, clause.span)
    found = [Claim("series", named, "series-told", 0.8)] if named else []
    if hosts := hosts_told(page.text, clause.span):
        found.append(Claim("organizer", hosts[0].name.spans[0], "hosts-told", 0.8, hosts))
    return found


def status_of(page: Page, clause: Clause) -> list[Claim]:
    """What a short clause says became of a talk."""
    begin, end = tightened(page.text, clause.span)
    told = end - begin <= _LONGEST_STATUS and status_in(page.text, (begin, end))
    return [Claim("status", (begin, end), "status-words", 0.85)] if told else []
