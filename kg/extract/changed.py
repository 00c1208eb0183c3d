"""A change told above a notice: 'the talk will be in Room 31', with the notice as it was below, quoted or not.

The change wins over the notice. What a mail quotes is read only where the mail itself says that the talk is cancelled,
moved or postponed, or that it passes the notice on; an answer that quotes one announces nothing.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.announce import announcement_of
from kg.extract.location import is_online, mode_of
from kg.extract.mail import subject_of
from kg.extract.page import Page, Row, page_of
from kg.extract.status import status_in
from kg.extract.told import sentences
from kg.extract.told_places import listed_pattern, place_in
from kg.extract.when import Calendar, calendar_of, is_beside, moment
from kg.extract.wording import tightened, value
from kg.model.announcement import Announcement, Talk, Value
from kg.model.document import Document, Span
from kg.rules import rule
from kg.text.language import words
from kg.text.moments import DateMention, TimeMention

_LEADING = 60


@dataclass(frozen=True, slots=True)
class Change:
    """What is new of a talk: its status, and where and when it is now as far as the change says so."""

    status: Value
    location: Value | None = None
    date: DateMention | None = None
    time: TimeMention | None = None


def with_changes(document: Document, page: Page, announcement: Announcement) -> Announcement:
    """The announcement with a change that the page tells above it, or with the notice that a mail quotes below a change."""
    if announcement.talks:
        change = change_in(page, _above(page, announcement.talks[0])) if len(announcement.talks) == 1 else None
        return _changed(page, announcement, change) if change else announcement
    if not document.media_type.startswith(("message/", "application/mbox")) or not any(line.kind == "quote" for line in document.lines):
        return announcement
    return quoted_notice(document, page) or announcement


@rule("quoted-notice", nothing=None)
def quoted_notice(document: Document, page: Page) -> Announcement | None:
    """The notice that a mail quotes, where the mail says what has changed or that it passes the notice on; else None."""
    change = change_in(page, page.rows)
    if change is None and not _is_passed_on(page) and _of_subject(page) is None:
        return None
    quoted = announcement_of(page_of(document, kinds=("quote", "meta")))
    return _changed(page, quoted, change) if change and len(quoted.talks) == 1 else quoted


def _is_passed_on(page: Page) -> bool:
    """Whether the subject says that the mail repeats a notice or passes it on."""
    subject = subject_of(page)
    return subject is not None and bool(_opening("repeated").match(page.text, *_behind_colon(page, subject)))


def _of_subject(page: Page) -> Value | None:
    """The status that the subject states, where the mail is no answer."""
    subject = subject_of(page)
    if subject is None or _opening("answered").match(page.text, *_behind_colon(page, subject)):
        return None
    return status_in(page.text, tightened(page.text, _behind_colon(page, subject)))


def _behind_colon(page: Page, subject: Row) -> Span:
    return page.text.find(":", subject.line.begin) + 1, min(subject.end, subject.line.begin + 190)


@cache
def _opening(name: str) -> re.Pattern[str]:
    return re.compile(rf"\s*\W?(?:{'|'.join(map(re.escape, words('status', name)))})\s?[\]:-]", re.I)


def _above(page: Page, talk: Talk) -> tuple[Row, ...]:
    """The rows above the title and the speakers of a talk."""
    named = [part for part in (talk.title, *(person.name for person in talk.speakers)) if part and part.spans]
    first = min((part.spans[0][0] for part in named), default=0)
    return tuple(row for row in page.rows if row.end <= first)


@rule("change-above-notice", nothing=None)
def change_in(page: Page, rows: tuple[Row, ...]) -> Change | None:
    """The change that a sentence of the rows tells, with the place, the day and the hour that are new; None without one."""
    told = [span for span in _sentences(page, rows) if not page.text[span[0] : span[1]].rstrip().endswith("?")]
    stated = ((number, status_in(page.text, tightened(page.text, span))) for number, span in enumerate(told))
    first, status = next(((number, status) for number, status in stated if status), (0, _of_subject(page)))
    if status is None or not told:
        return None
    status = replace(status, rule="change-above-notice")
    if status.text == "cancelled":
        return Change(status)
    change = Change(status, _place(page, told[first:], rows), *_moment(page, told[first:]))
    alone = change.location is None and change.date is None and change.time is None
    return None if alone and status_in(page.text, tightened(page.text, told[first])) is None else change


def _sentences(page: Page, rows: tuple[Row, ...]) -> list[Span]:
    """The sentences of the rows; those wrapped over several rows whole."""
    blocks: list[list[int]] = []
    for row in rows:
        if blocks and not row.gap and row.label is None:
            blocks[-1][1] = row.end
        else:
            blocks.append([row.begin, row.end])
    return [span for begin, end in blocks for span in sentences(page.text, (begin, end))]


def _place(page: Page, told: list[Span], rows: tuple[Row, ...]) -> Value | None:
    labelled = next((row for row in rows if row.label and row.label.role == "location" and not row.label.alone), None)
    if labelled is not None:
        return value(page.text, tightened(page.text, labelled.value), "change-above-notice", 0.9)
    for span in told:
        place = place_in(page.text, span, moved=True)
        said = place is not None and not (is_online(page.text[place[0] : place[1]]) and page.text[place[0]].islower())
        if said and not _is_old(page.text, place[0]):
            return value(page.text, place, "change-above-notice", 0.85)
    return None


def _moment(page: Page, told: list[Span]) -> tuple[DateMention | None, TimeMention | None]:
    """The one day and the one hour that are new; none where there are several to choose from."""
    dates = [date for span in told for date in page.dates_in(span) if date.day and not _is_old(page.text, date.begin)]
    times = [time for span in told for time in page.times_in(span) if not _is_old(page.text, time.begin)]
    times = [time for time in times if not is_beside(page.text, time)]
    days = {(date.month, date.day) for date in dates}
    return dates[0] if len(days) == 1 else None, times[0] if len({time.start for time in times}) == 1 else None


def _is_old(text: str, begin: int) -> bool:
    """Whether 'instead of' or its like stands before a value."""
    return bool(_instead().search(text, max(0, begin - _LEADING), begin))


@cache
def _instead() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed_pattern('instead')})(?!\w)[^.;!?\n]{{0,24}}$", re.I)


def _changed(page: Page, announcement: Announcement, change: Change) -> Announcement:
    talk = announcement.talks[0]
    changed = replace(talk, status=change.status)
    if change.location is not None:
        changed = replace(changed, location=change.location, mode=mode_of(change.location) or talk.mode)
    return replace(announcement, talks=(_at(page, calendar_of(page), changed, change),))


def _at(page: Page, calendar: Calendar, talk: Talk, change: Change) -> Talk:
    """The talk at the new day, without an hour where none is given, or at the new hour of its day."""
    if change.date is not None:
        same = talk.start and change.time is None and "T" in talk.start.text
        if same and talk.start.text.partition("T")[0][-5:] == f"{change.date.month:02d}-{change.date.day:02d}":
            return talk  # the notice below has been changed already
        when = moment(page, calendar, change.date, change.time, rule="change-above-notice", confidence=0.85)
        return replace(talk, start=when.start, end=when.end, year_basis=when.year_basis, weekday=when.weekday, time_text=when.time_text)
    if change.time is None or talk.start is None:
        return talk
    day, spans = talk.start.text.partition("T")[0], (*talk.start.spans, (change.time.begin, change.time.end))
    start = Value(f"{day}T{change.time.start}", spans, 0.85, "change-above-notice")
    end = change.time.finish and Value(f"{day}T{change.time.finish}", spans, 0.85, "change-above-notice")
    return replace(talk, start=start, end=end or None, time_text=None)
