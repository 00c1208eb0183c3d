"""From the rows of a page to its talks, events and series."""

from dataclasses import replace

from kg.extract.columns import page_columns
from kg.extract.defaults import Default, page_default
from kg.extract.entry import quality
from kg.extract.page import Page, Row
from kg.extract.segments import Parting, Segment, best_parting
from kg.extract.slots import Frame, fill
from kg.extract.when import calendar_of, page_zone
from kg.model.announcement import Announcement, Talk


def announcement_of(page: Page) -> Announcement:
    """The talks of a page with what its layout hands down to them."""
    calendar = calendar_of(page)
    headings = page_columns(page, page.rows)
    roles = headings[0][1] if headings else ()
    left = {row.number for row, _ in headings}
    rows = tuple(row for row in page.rows if row.number not in left)
    parting = best_parting(page, rows, roles)
    outside = _outside(rows, parting)
    default = page_default(page, outside, calendar)
    frame = Frame(calendar, default, timezone=page_zone(page, calendar))
    talks = [talk for segment in parting.segments for talk in _talks(page, segment, frame, roles)]
    return Announcement(tuple(talks))


def _outside(rows: tuple[Row, ...], parting: Parting) -> tuple[Row, ...]:
    return parting.head


def _talks(page: Page, segment: Segment, frame: Frame, roles: tuple[str, ...]) -> list[Talk]:
    if quality(segment.claims) <= 0:
        return []
    talk = fill(page, segment.claims, frame)
    return [talk] if talk else []
