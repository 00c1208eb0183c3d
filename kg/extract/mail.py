"""What the subject of a mail says of the talks below it: that they are cancelled, and what series they are in."""

import re
from dataclasses import replace

from kg.extract.page import Page, Row
from kg.extract.series import is_gathering
from kg.extract.series_organizers import series_of
from kg.extract.status import status_in
from kg.extract.wording import plain, tightened, value
from kg.model.announcement import Announcement, Talk, Value
from kg.rules import rule

_ASIDE = re.compile(r"[\[(]([^\[\]()]{4,60})[\])]")


def with_subject(page: Page, announcement: Announcement) -> Announcement:
    """The announcement with what the mail's subject adds."""
    subject = subject_of(page)
    if subject is None or not announcement.talks:
        return announcement
    status = subject_status(page, subject, announcement.talks)
    series = subject_series(page, subject)
    talks = tuple(
        replace(talk, status=status if status and talk.status.text == "scheduled" else talk.status) for talk in announcement.talks
    )
    if series is None or any(talk.series for talk in talks):
        return replace(announcement, talks=talks)
    talks = tuple(replace(talk, series=series) for talk in talks)
    return replace(announcement, talks=talks, series=(*announcement.series, series_of(page.text, series)))


def subject_of(page: Page) -> Row | None:
    """The row of a mail's subject; None where there is none."""
    return next((row for row in page.meta if page.text[row.line.begin : row.line.begin + 8].lower() == "subject:"), None)


@rule("status-of-subject", nothing=None)
def subject_status(page: Page, subject: Row, talks: tuple[Talk, ...]) -> Value | None:
    """The status that the subject states, where the mail is about one talk or all of one day."""
    begin = page.text.find(":", subject.line.begin) + 1
    stated = status_in(page.text, tightened(page.text, (begin, min(subject.end, begin + 190))))
    days = {talk.start.text[:10] for talk in talks if talk.start}
    return replace(stated, rule="status-of-subject") if stated and len(days) <= 1 else None


@rule("series-of-subject", nothing=None)
def subject_series(page: Page, subject: Row) -> Value | None:
    """The series in brackets in the subject: 'Maths: Seminars (Topology series): …'."""
    for match in _ASIDE.finditer(page.text, subject.line.begin, subject.end):
        if is_gathering(plain(page.text, match.span(1))):
            return value(page.text, tightened(page.text, match.span(1)), "series-of-subject", 0.8)
    return None
