"""Blocks of lines over the entries of a listing that say who runs a series, where it meets, and on which weekday and hour.

'Ann Lee and Bo Ek / Room 2, Old Hall / Thursdays, 5 pm' stands where an entry might stand, and is none: what it says
holds for the entries below it, down to the next such block.
"""

from dataclasses import dataclass, replace
from functools import cache

from kg.extract.defaults import timetable_of
from kg.extract.location import is_location
from kg.extract.page import Page, Row
from kg.extract.people import people_line
from kg.extract.series import bare_span, is_gathering, is_generic, is_term
from kg.extract.stated_defaults import Default
from kg.extract.wording import plain, value
from kg.model.announcement import Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import languages, words
from kg.text.temporal import find_weekdays
from kg.text.words import fold

Rows = tuple[Row, ...]
_ABOVE, _BELOW = 5, 3
"""Lines of a block before the one with the weekday, and behind it."""
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """The rows of a block, where what it says ends to hold, and what it says."""

    rows: Rows
    end: int
    default: Default
    series: Value | None

    @property
    def span(self) -> Span:
        return self.rows[0].begin, self.end


@rule("header-blocks", nothing=())
def header_blocks(page: Page, rows: Rows) -> tuple[HeaderBlock, ...]:
    """The blocks among `rows`, each around one line with the plural of a weekday and an hour, and no date."""
    marks = [place for place, row in enumerate(rows) if _is_timetable(page, row)]
    bounds: list[tuple[int, int]] = []
    for mark in marks:
        floor = bounds[-1][1] if bounds else 0
        begin, end = mark, mark + 1
        while begin > max(floor, mark - _ABOVE) and _belongs(page, rows[begin - 1]):
            begin -= 1
        while end < min(len(rows), mark + 1 + _BELOW) and end not in marks and _belongs(page, rows[end], above=False):
            end += 1
        if end < len(rows) and any(row.dates for row in rows[end : end + 6]):
            bounds.append((begin, end))
    if not bounds or len(bounds) == 1 and not any(_is_people(page, row) for row in rows[slice(*bounds[0])]):
        return ()  # what one block says holds for the whole page
    ends = [*(rows[begin].begin for begin, _ in bounds[1:]), len(page.text)]
    return tuple(_block(page, rows[begin:end], stop) for (begin, end), stop in zip(bounds, ends, strict=True))


def _block(page: Page, rows: Rows, end: int) -> HeaderBlock:
    places = [row for row in rows if row.label is None and is_location(page.text, row.span) and not row.times]
    names = [row for row in rows if _is_series(page, row)]
    default = timetable_of(page, next(row for row in rows if _is_timetable(page, row)))
    if places and default.location is None:
        place = places[0].span
        default = replace(default, location=Value(plain(page.text, place), (place,), 0.85, "header-blocks", derived=True))
    series = value(page.text, bare_span(page.text, names[-1].span), "header-blocks", 0.85) if names else None
    return HeaderBlock(rows, end, default, series)


def with_blocks(default: Default, blocks: tuple[HeaderBlock, ...]) -> Default:
    """The default of a page with those of its blocks as its sections."""
    return replace(default, sections=(*((block.span, block.default) for block in blocks), *default.sections)) if blocks else default


def series_of_blocks(blocks: tuple[HeaderBlock, ...], parts: list[Rows]) -> tuple[Value | None, ...] | None:
    """For each entry the series of the last block above it that names one; None where no block does."""
    named = [block for block in blocks if block.series]
    if not named:
        return None
    return tuple(next((block.series for block in reversed(named) if block.span[0] <= part[0].begin), None) for part in parts)


def _is_timetable(page: Page, row: Row) -> bool:
    """Whether a short line says on which weekdays and at what hour: 'Tuesdays, 5.15–7.00pm'."""
    if row.end - row.begin > 90 or not row.times or row.dates or row.label is not None or row.line.cell is not None:
        return False
    return any(fold(page.text[day.begin : day.end]).strip(" .") in _plurals() for day in find_weekdays(page.text, *row.span))


@cache
def _plurals() -> frozenset[str]:
    listed = (names for language in languages() for names in language.section("dates").get("weekdays_plural", ()))
    return frozenset(fold(word) for names in listed for word in names)


def _is_series(page: Page, row: Row) -> bool:
    printed = plain(page.text, row.span)
    named = row.label is None and not row.dates and not row.times and is_gathering(printed) and not is_generic(printed)
    return named and not is_location(page.text, row.span)


def _belongs(page: Page, row: Row, *, above: bool = True) -> bool:
    """Whether a line may stand in a block: a place, a series, a term, bare names, or who organizes it."""
    if row.end - row.begin > _LONGEST or row.dates or row.times or row.line.cell is not None:
        return False
    if row.label is not None:
        return row.label.role in ("organizer", "host", "contact", "location") and not row.label.alone
    printed = plain(page.text, row.span)
    if is_location(page.text, row.span) or is_term(printed) or _is_weeks(page, row) or _is_series(page, row):
        return True
    return above and _is_people(page, row)


def _is_people(page: Page, row: Row) -> bool:
    people = people_line(page.text, row.span) if row.label is None else ()
    return bool(people) and not any(person.affiliations or person.position for person in people)


def _is_weeks(page: Page, row: Row) -> bool:
    """Whether a line counts weeks: 'Weeks 1, 3, 5, 7.'"""
    first, _, rest = plain(page.text, row.span).partition(" ")
    return fold(first).removesuffix("s") in _weeks() and bool(rest) and not any(sign.isalpha() for sign in rest)


@cache
def _weeks() -> frozenset[str]:
    return frozenset(fold(word) for word in words("navigation", "not_rooms"))
