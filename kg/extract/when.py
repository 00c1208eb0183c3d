"""When a talk is: the dates of a page with their years, and date and time put together."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date as Day
from functools import cache, lru_cache

from kg.extract.page import Page, Row, is_prose
from kg.extract.schedules import is_schedule
from kg.extract.series import is_gathering, is_generic, names_gathering
from kg.extract.wording import plain
from kg.model.announcement import Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.dates import real
from kg.text.language import words
from kg.text.moments import Dated, DateMention, TermMention, TimeMention
from kg.text.temporal import compose, find_terms, find_zones, infer_years, reader_zone, resolve_times, whole_dates
from kg.text.years import find_years

_YEAR = re.compile(r"(?:19|20)\d\d")
_OPENING = 6
"""How many rows open a page."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")



@dataclass(frozen=True, slots=True)
class Calendar:
    """Every date of a page with the year it can be given; `reader` where its times are in the reader's zone."""

    dated: dict[int, Dated]
    reader: bool

    def of(self, mention: DateMention) -> Dated:
        return self.dated.get(mention.begin) or Dated(mention, mention.year, "stated" if mention.year else None)


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is, with the words it rests on; whatever is not known is None."""

    start: Value | None = None
    end: Value | None = None
    year_basis: str | None = None
    weekday: Value | None = None
    time_text: Value | None = None
    timezone: Value | None = None


def calendar_of(page: Page) -> Calendar:
    """The dates of the page's rows with their years: by the term they stand under, by each other, by mail and address."""
    dates = [date for row in page.rows for date in row.dates]
    document = page.document
    terms = [
        term
        for row in page.rows
        if row.end - row.begin < 120
        for term in (*find_terms(page.text, row.begin, row.end), *_year_heading(page, row))
    ]
    terms = terms or list(_year_in_name(page, dates))
    starts = [term.begin for term in terms]
    whole = whole_dates(dates)
    groups: dict[int, list[DateMention]] = {}
    for date in dates:
        groups.setdefault(bisect_right(starts, date.begin) - 1, []).append(date)
    dated: dict[int, Dated] = {}
    for number, group in groups.items():
        under = (terms[number],) if number >= 0 else tuple(terms[:1]) if len(terms) == 1 else () if terms else _of_all(page)
        found = infer_years(group, terms=under, whole=whole, sent=document.sent, address=document.address)
        dated |= {result.mention.begin: result for result in found}
    return Calendar(dated, reader_zone(page.text) is not None)


@rule("term-of-page-title", nothing=())
def _of_all(page: Page) -> tuple[TermMention, ...]:
    """The term that the page's own title names, in the front matter or the head of the file: it holds for the whole page."""
    title = page.title
    terms = {(term.first, term.last): term for term in find_terms(page.text, *title)} if title else {}
    return tuple(terms.values()) if len(terms) == 1 else () if terms else _of_lead(page)


@rule("term-above-listing", nothing=())
def _of_lead(page: Page) -> tuple[TermMention, ...]:
    """The one term that the sentences down to the first date name with the talks: 'The Fall 2003 series of lectures begins …'."""
    dated = next((row.begin for row in page.rows if row.dates), 0)
    lead = [row for row in page.rows if row.begin <= dated and names_gathering(plain(page.text, row.span))]
    terms = {(term.first, term.last): term for row in lead for term in find_terms(page.text, *row.span)}
    return tuple(terms.values()) if len(terms) == 1 else () if terms else _told(page)


@rule("term-told", nothing=())
def _told(page: Page) -> tuple[TermMention, ...]:
    """The one term that a page names at all, in a sentence about talks among its first: 'The series open their summer term 2010.'"""
    terms = {(term.first, term.last): (row, term) for row in page.rows for term in find_terms(page.text, *row.span)}
    if len(terms) != 1:
        return ()
    row, term = next(iter(terms.values()))
    opens = row.number < _OPENING and is_prose(page.text, row.span) and names_gathering(plain(page.text, row.span))
    return (term,) if opens and term.first[:7] != term.last[:7] else ()


@rule("year-heading", nothing=())
def _year_heading(page: Page, row: Row) -> tuple[TermMention, ...]:
    """The year that is all of a heading or a line, or all but a word for a list of talks ('2019 Schedule'): the dates below are in it."""
    if row.line.kind not in ("heading", "text") or row.line.cell is not None or row.dates or row.end - row.begin > 60:
        return ()
    years = tuple(_YEAR.finditer(page.text, *row.span))
    if len(years) != 1 or not (years[0].span() == row.span or is_schedule(plain(page.text, row.span))) or find_terms(page.text, *row.span):
        return ()
    return (TermMention(row.begin, row.end, f"{years[0][0]}-01-01", f"{years[0][0]}-12-31"),)


@rule("year-in-name", nothing=())
def _year_in_name(page: Page, dates: list[DateMention]) -> tuple[TermMention, ...]:
    """The one year in the name of the event or series that heads the page, where every printed weekday agrees with it.

    In a title of the page that has no word for a gathering it counts where weekdays are printed: 'CISS 2019: Programme'.
    """
    weekdays = any(date.weekday is not None and date.day is not None for date in dates)
    colon = page.text.find(":", *page.title) if page.title else -1
    titled = [page.title if colon < 0 else (page.title[0], colon)] if page.title and weekdays else []
    for span in (*(row.span for row in page.rows[:4] if not row.dates), *titled):
        years = find_years(page.text, *span) if span[1] - span[0] < 140 else ()
        row = next((row for row in page.rows[:4] if row.span == span), None)
        named = row is None or is_gathering(plain(page.text, span)) or (row.line.kind == "heading" and is_generic(plain(page.text, span)))
        if len(years) == 1 and named and all(_agrees(date, years[0].year) for date in dates):
            return (TermMention(years[0].begin, years[0].end, f"{years[0].year}-01-01", f"{years[0].year}-12-31"),)
    return ()


def _agrees(mention: DateMention, year: int) -> bool:
    """Whether a day may be in a year, by the weekday printed with it."""
    if mention.weekday is None or mention.month is None or mention.day is None or mention.year not in (None, year):
        return mention.year in (None, year)
    return real(year, mention.month, mention.day) and Day(year, mention.month, mention.day).weekday() == mention.weekday


def moment(
    page: Page,
    calendar: Calendar,
    date: DateMention | None,
    time: TimeMention | None,
    *,
    rule: str = "date-and-time",
    confidence: float = 0.93,
    derived: bool = False,
) -> Moment:
    """A date and a time of day as a moment; without a date there is none."""
    if date is None:
        return Moment()
    dated = calendar.of(date)
    start, end = compose(dated, time)
    if start is None:
        return Moment()
    spans = _spans(date, time)
    sure = confidence if dated.year else min(confidence, 0.9)
    sure = sure if dated.basis in ("stated", None) else min(sure, 0.88)
    last = _last(calendar, dated) if end is None and (time is None or not time.finish) else None
    ending = Value(end, spans, sure, rule, derived=derived) if end else last and Value(last, ((date.begin, date.end),), sure, rule)
    return Moment(
        Value(start, spans, sure, rule, derived=derived),
        ending,
        dated.basis,
        _weekday(date),
        Value(" ".join(plain(page.text, span) for span in spans), spans, 0.95, rule),
        zone_of(page, calendar, time),
    )


def _spans(date: DateMention, time: TimeMention | None) -> tuple[Span, ...]:
    return ((date.begin, date.end),) if time is None else tuple(sorted(((date.begin, date.end), (time.begin, time.end))))


def _last(calendar: Calendar, dated: Dated) -> str | None:
    if dated.mention.last is None:
        return None
    year, month, day = dated.mention.last
    year = year or dated.year
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _weekday(date: DateMention) -> Value | None:
    if date.weekday is None:
        return None
    return Value(WEEKDAYS[date.weekday], ((date.begin, date.end),), 0.95, "stated-weekday")


def zone_of(page: Page, calendar: Calendar, time: TimeMention | None) -> Value | None:
    """The zone printed with a time, unless the page shows its times in the reader's own."""
    if time is None or calendar.reader:
        return None
    zone = time.zone or next(
        iter(find_zones(page.text, time.end, _line_end(page.text, time.end, 40))), None
    )
    return zone and Value(zone.name, ((zone.begin, zone.end),), 0.95, "printed-zone")


def page_zone(page: Page, calendar: Calendar) -> Value | None:
    """The zone that the page states for all its times: 'all times are …'."""
    behind = None if calendar.reader else _behind_all_times(page.text)
    if behind is None:
        return None
    zone = next(iter(find_zones(page.text, behind, _line_end(page.text, behind))), None)
    return zone and Value(zone.name, ((zone.begin, zone.end),), 0.9, "zone-of-all-times")


@lru_cache(maxsize=2)
def _behind_all_times(text: str) -> int | None:
    """Where the words 'all times are in' end; kept, because each record of a list asks it of the whole text."""
    match = re.search(r"all times (?:are |given |listed |shown |displayed )?(?:in |as )?(?:the )?", text, re.I)
    return match.end() if match else None


def _line_end(text: str, begin: int, reach: int | None = None) -> int:
    """Where the line ends, or where `reach` characters do."""
    stop = len(text) if reach is None else min(len(text), begin + reach)
    end = text.find("\n", begin, stop)
    return stop if end < 0 else end


@cache
def _beside() -> re.Pattern[str]:
    served = "|".join(map(re.escape, (*words("dates", "refreshments"), *words("dates", "not_at"))))
    return re.compile(rf"(?<!\w)(?:{served})(?!\w)[^.\n]{{0,40}}$", re.I)


@cache
def _not_then() -> re.Pattern[str]:
    """What an hour is not when something is, right before it: 'before noon'."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words('dates', 'not_at_hour')))})\s+$", re.I)


@cache
def _served() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:\w+\s+)?(?:{'|'.join(map(re.escape, words('dates', 'refreshments')))})(?!\w)", re.I)


def is_of_refreshments(text: str, span: Span) -> bool:
    """Whether a sentence begins with what is served: 'Light refreshments in Room 4 after the talk.'"""
    return bool(_served().match(text, *span))


def is_beside(text: str, time: TimeMention) -> bool:
    """Whether a time is that of the tea before a talk, or one that the talk is not at."""
    before = max(0, time.begin - 60)
    return bool(_beside().search(text, before, time.begin) or _not_then().search(text, before, time.begin))


def times_in(page: Page, span: Span) -> tuple[TimeMention, ...]:
    """The times at `span` that are not those of tea or doors, resolved against each other."""
    return resolve_times(tuple(time for time in page.times_in(span) if not is_beside(page.text, time)))
