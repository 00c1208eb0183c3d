"""What a page says above its entries: the event or the series they belong to, where and when it is, who runs it."""

import re
from dataclasses import dataclass, replace

from kg.extract.asides import is_aside, is_headline
from kg.extract.claims import Claim
from kg.extract.entry import read_entry
from kg.extract.event_facts import capacity_in, organizers_in, registration_in
from kg.extract.labels import is_listed
from kg.extract.location import is_location
from kg.extract.page import Page, Row, is_prose, of_rows
from kg.extract.people import names_who_talks, people_line
from kg.extract.series import (
    bare_span,
    behind_schedule,
    is_event,
    is_gathering,
    is_generic,
    is_of_several,
    kind_in,
    names_gathering,
    names_series,
    series_before_colon,
    unit_before,
)
from kg.extract.series_organizers import institutions_in
from kg.extract.slots import dates_in
from kg.extract.status import without_status
from kg.extract.told_series import series_of_listing
from kg.extract.wording import key, plain, unquoted, value
from kg.model.announcement import Person, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.hedges import is_usual
from kg.text.moments import DateMention
from kg.text.names import find_names

Rows = tuple[Row, ...]
_ABOVE = 2_000
"""Characters at the top of a page whose sentences are asked for the name of its series."""
_TITLE_PARTS = re.compile(r"\s+[|–—·»-]\s+")


@dataclass(frozen=True, slots=True)
class Header:
    """The gathering's name and whether it is one event, with what stands beside it; None where not said."""

    name: Value | None = None
    series: Value | None = None
    event: bool = False
    kind: Value | None = None
    location: Value | None = None
    date: DateMention | None = None
    organizers: tuple[Person, ...] = ()
    institutions: tuple[Value, ...] = ()
    capacity: Value | None = None
    registration: Value | None = None
    claims: tuple[Claim, ...] = ()


@of_rows
def header_of(page: Page, rows: Rows) -> Header:
    """The header that the rows above (and beside) the entries make."""
    claims = read_entry(page, rows)
    name_span = _name(page, rows) or _of_page(page) or _told(page, rows)
    split = series_before_colon(page.text, name_span) if name_span else None
    name = value(page.text, name_span, "gathering-heading", 0.9) if name_span else None
    one = name is not None and (is_event(name.text) or split is not None)
    series_span = split or (None if one or name_span is None else bare_span(page.text, name_span))
    labelled = next((claim for claim in claims if claim.role == "series" and claim.rule == "labelled-series"), None)
    series = (
        value(page.text, labelled.span, "labelled-series", 0.9)
        if labelled
        else series_span and value(page.text, series_span, "gathering-heading", 0.85)
    )
    return Header(
        name=name,
        series=series,
        event=one,
        kind=_kind(page, rows) or (kind_in(page.text, name_span) if one else None),
        location=_location(page, claims, rows),
        date=_date(page, rows, claims),
        organizers=tuple(p for c in claims if c.role in ("organizer", "host") for p in c.people) or organizers_in(page, rows),
        institutions=_institutions(page, _above(rows, claims)),
        capacity=capacity_in(page, rows),
        registration=registration_in(page, rows),
        claims=claims,
    )


@rule("heading-of-agenda", nothing=None)
def _heading(page: Page, rows: Rows) -> Span | None:
    """The first heading over an agenda, or the first line that is no date, place, person or institution."""
    for row in sorted(rows[:12], key=lambda row: row.line.kind != "heading"):
        printed = plain(page.text, row.span)
        if (
            row.label is None
            and not row.dates
            and not row.times
            and 1 < len(printed.split()) <= 16
            and not printed.endswith((".", "!", ":"))
            and not _is_chrome(page, row)
            and not is_location(page.text, row.span)
            and (is_event(printed) or not people_line(page.text, row.span))
            and not institutions_in(page.text, row.span)
        ):
            return without_status(page.text, row.span)
    return None


@rule("title-of-the-page", nothing=None)
def _own_title(page: Page) -> Span | None:
    """The part of the page's own title that names a gathering, where the text under it prints no name."""
    if page.title is None:
        return None
    begin, end = page.title
    cuts = [match.span() for match in _TITLE_PARTS.finditer(page.text, begin, end)]
    bounds = zip([begin, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), end], strict=True)
    return next((span for span in bounds if is_gathering(plain(page.text, span))), None)


def named_by_heading(page: Page, header: Header, rows: Rows) -> Header:
    """The header of an agenda, which is an event's whatever it is called."""
    span = None if header.name else _heading(page, rows) or _own_title(page)
    if span is None:
        return header
    return replace(header, name=value(page.text, span, "heading-of-agenda", 0.8), event=True, kind=header.kind or kind_in(page.text, span))


@rule("gathering-heading", nothing=None)
def _name(page: Page, rows: Rows) -> Span | None:
    """The name of the event or series: the first heading that names one, else the first such line."""
    found = [row for row in rows if row.end - row.begin < 140 and not _is_chrome(page, row) and _names(page, row)]
    if not found:
        return None
    found = _of_one(page, found)
    best = next((row for row in found if row.line.kind == "heading" and row.line.level == 1), None) or next(
        (row for row in found if row.line.kind == "heading"), found[0]
    )
    return behind_schedule(page.text, without_status(page.text, best.span))


@rule("series-below-several", nothing=None)
def _below_several(page: Page, found: list[Row]) -> list[Row] | None:
    """The rows behind a first one that may stand over several series: 'Research Seminars', and below it 'Medieval Seminar'."""
    several = is_of_several(plain(page.text, found[0].span)) and not is_of_several(plain(page.text, found[1].span))
    return found[1:] if several and found[1].line.level >= found[0].line.level else None


def _of_one(page: Page, found: list[Row]) -> list[Row]:
    return (_below_several(page, found) if len(found) > 1 else None) or found


@rule("gathering-in-page-title", nothing=None)
def _of_page(page: Page) -> Span | None:
    """The series that the page's own title names, where no line below does."""
    printed = plain(page.text, page.title) if page.title else ""
    first = printed.split(" ")[0].lower()
    if not (is_gathering(printed) and names_series(printed)) or is_event(printed) or (first.endswith("s") and names_gathering(first)):
        return None  # 'Seminars of the institute' is a page of several.
    return without_status(page.text, page.title)


def _told(page: Page, rows: Rows) -> Span | None:
    """The series that the sentences above the first entry tell of, where no line is its name."""
    above = (row.span for row in rows if row.end < rows[0].begin + _ABOVE and is_prose(page.text, row.span))
    return next((span for row in above if (span := series_of_listing(page.text, row))), None)


@rule("kind-before-person", nothing=False)
def _is_of_person(page: Page, row: Row) -> bool:
    """Whether a line is a word for a talk and who gives it: 'Lecture: Ann Lee', 'Colloquium by Ann Lee'."""
    if names_who_talks(page.text, row.span):
        return any(name.confidence >= 0.85 for name in find_names(page.text, *row.span))
    colon = page.text.find(":", *row.span)
    return colon > 0 and is_generic(plain(page.text, (row.begin, colon))) and bool(people_line(page.text, (colon + 1, row.end)))


def _names(page: Page, row: Row) -> bool:
    printed = plain(page.text, row.span)
    if is_aside(page, row) or is_headline(page.text, row.span) or _is_of_person(page, row):
        return False
    if row.label is not None and row.label.role in ("details", "agenda", "number"):
        return False
    if row.label is not None and not row.label.alone and row.label.role not in ("series", "event"):
        return False
    if row.line.kind != "heading" and is_location(page.text, row.span):
        return False  # A lecture hall is no lecture.
    if (colon := page.text.find(":", *row.span)) > 0 and people_line(page.text, (row.begin, colon)):
        return False  # 'Ann Lee: professor, in charge of the lecture series'
    return (
        (is_gathering(printed) and len(key(printed).split()) > 1)
        or bool(series_before_colon(page.text, row.span))
        or (row.line.kind == "heading" and is_gathering(printed) and len(printed) > 8)
    )


def _is_chrome(page: Page, row: Row) -> bool:
    return row.line.kind in ("meta",) or is_listed(page.text, row.span, "navigation", "words") or is_prose(page.text, row.span)


@rule("lone-kind-row", nothing=None)
def _kind(page: Page, rows: Rows) -> Value | None:
    """A line that is just a word for a kind of gathering: 'Workshop'."""
    for row in rows:
        printed = plain(page.text, row.span)
        if len(printed.split()) == 1 and names_gathering(printed) and is_event(printed):
            return value(page.text, row.span, "lone-kind-row", 0.85)
    return None


@rule("name-below-kind", nothing=None)
def named_below_kind(page: Page, rows: Rows, header: Header) -> Header | None:
    """The header of an event whose name holds no word for one, by the lone word right above or below it; else None."""
    if header.name is not None or header.kind is None:
        return None
    place = next(number for number, row in enumerate(rows) if header.kind.spans[0][0] == row.begin)
    titles = {claim.span: claim for claim in header.claims if claim.role == "title"}
    beside = (rows[number] for number in (place + 1, place - 1) if 0 <= number < len(rows))
    span = next((unquoted(page.text, row.span) for row in beside if unquoted(page.text, row.span) in titles), None)
    return span and replace(header, name=value(page.text, span, "name-below-kind", 0.8), event=True)


def _location(page: Page, claims: tuple[Claim, ...], rows: Rows) -> Value | None:
    sure = (c for c in claims if c.role == "location" and not is_usual(page.text, *c.span))
    found = sorted(sure, key=lambda c: (-c.confidence, c.span))
    return value(page.text, found[0].span, found[0].rule, found[0].confidence) if found else None


def _date(page: Page, rows: Rows, claims: tuple[Claim, ...]) -> DateMention | None:
    """The one day that the header gives; a range of days is none."""
    for claim in sorted((c for c in claims if c.role == "when"), key=lambda c: (-c.confidence, c.span)):
        dates = [date for date in dates_in(page, claim.span) if date.day and date.kind == "day"]
        if len(dates) == 1:
            return dates[0]
        if dates:
            return None
    return None


def _above(rows: Rows, claims: tuple[Claim, ...]) -> Rows:
    """The rows above the first person and the first abstract, where those who announce print their own names."""
    first = min((claim.span[0] for claim in claims if claim.role in ("speaker", "abstract", "lead", "bio")), default=None)
    return rows if first is None else tuple(row for row in rows if row.end <= first)


def _institutions(page: Page, rows: Rows) -> tuple[Value, ...]:
    """The institutions and units printed on lines of their own, or before the series on its line."""
    found: list[Value] = []
    for row in rows:
        if (series := unit_before(page.text, row.span)) is not None:
            found.extend(institutions_in(page.text, (row.begin, series[0])))
        if (
            row.label is None
            and row.line.cell is None
            and not is_prose(page.text, row.span)
            and row.end - row.begin < 120
            and not row.dates
            and not is_location(page.text, row.span)
        ):
            found.extend(institutions_in(page.text, row.span))
    return tuple(found[:4])
