"""The years of dates that print none, with the reason for each, and dates and times put together.

A year is given only where something in the document justifies it, in this order:

1. *stated*: printed with the date.
2. *heading*: a term, an academic year or a month above it holds the day in one year only.
3. *weekday*: the printed weekday falls on the day in exactly one of the years that other evidence leaves open.
4. *dates*: a whole date of the same document lies within 120 days in one year only.
5. *mail date*: the day lies from a week before to 180 days after the mail was sent.
6. *url*: the address holds a year, a term or a day, and the day fits.

A weekday never chooses among all years: it repeats every five or six, so alone it proves nothing. Where evidence
gives a year but the printed weekday is another, a heading keeps its year and the disagreement is marked; weaker
evidence is dropped. A date with no justified year keeps none ('--02-20').
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.rules import kept, rule
from kg.text.dates import real
from kg.text.moments import Dated, DateMention, TermMention, TimeMention
from kg.text.terms import find_terms

_LONG_AGO = 1985
_NEAR, _FAR = 120, 250
_FORTNIGHT = timedelta(days=14)
_MOST_ANCHORS = 60
"""Days printed whole that a weekday and a day are held against."""


def infer_years(
    dates: Sequence[DateMention],
    *,
    terms: Sequence[TermMention] = (),
    other_dates: Sequence[DateMention] = (),
    whole: "Anchors | None" = None,
    sent: str | None = None,
    address: str | None = None,
) -> tuple[Dated, ...]:
    """Each date with a year and the reason for it, or without one where none can be justified.

    `terms` are those whose heading the dates stand under; `other_dates` the rest of the document's (a page's date of
    posting, the dates of other talks; mentions of a year alone, `find_years`, bound it from below); `sent` the ISO
    date of the mail; `address` the document's URL; `whole` the `whole_dates` of a document all of whose dates are given,
    group by group. A weekday and a day ('Tue 15') under the heading of one month get
    that month.
    """
    years = [mention.year for mention in other_dates if mention.kind == "year"]
    anchors = whole_dates((*dates, *other_dates)) if whole is None else whole
    evidence = _Evidence(tuple(terms), anchors, max(years, default=None), _iso(sent), address)
    return tuple(_dated(mention, evidence) for mention in dates)


@dataclass(frozen=True, slots=True)
class Anchors:
    """Days by which others are dated, sorted, and the years in or beside which they lie."""

    days: tuple[date, ...] = ()
    years: frozenset[int] = frozenset()


def _anchors(days: Iterable[date]) -> Anchors:
    ordered = tuple(sorted(set(days)))
    return Anchors(ordered, frozenset(year + step for year in {day.year for day in ordered} for step in (-1, 0, 1)))


def whole_dates(dates: Iterable[DateMention]) -> Anchors:
    """The days that are printed with their year; one of long ago among talks without a year is of what is told, and no anchor."""
    days = {day for mention in dates if (day := _day(mention, mention.year))}
    return _anchors(days if len(days) > 1 else (day for day in days if day.year >= _LONG_AGO))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a document offers for choosing years."""

    terms: tuple[TermMention, ...]
    whole: Anchors
    latest: int | None
    sent: date | None
    address: str | None


@dataclass(frozen=True, slots=True)
class _Years:
    """The years one kind of evidence justifies alone (`narrow`), and those a printed weekday may choose from (`wide`)."""

    narrow: frozenset[int] = frozenset()
    wide: frozenset[int] = frozenset()


def _dated(mention: DateMention, evidence: _Evidence) -> Dated:
    if mention.kind == "weekday":
        mention = _with_month(mention, evidence.terms) or _beside_day(mention, evidence.whole) or mention
    if mention.year:
        return Dated(mention, mention.year, "stated", _disagrees(mention, mention.year))
    if mention.month is None or mention.day is None:
        return Dated(mention, None, None)
    held = _held(mention, evidence.terms)
    if len(held) == 1:
        return Dated(mention, held[0], "heading", _disagrees(mention, held[0]))
    offers = (
        ("heading", _Years(wide=frozenset(held))),
        ("dates", _beside(mention, evidence.whole)),
        ("mail date", _since_mail(mention, evidence.sent)),
        ("url", _in_address(mention, evidence.address)),
        ("weekday", _since(evidence.latest)),
    )
    chosen = (_choose(mention, years, basis) for basis, years in offers)
    return next((found for found in chosen if found), Dated(mention, None, None))


def _choose(mention: DateMention, years: _Years, basis: str) -> Dated | None:
    if mention.weekday is None:
        only = years.narrow
    else:
        only = frozenset(year for year in years.wide if _falls(mention, year))
        basis = "weekday" if len(years.wide) > 1 else basis
    return Dated(mention, min(only), basis) if len(only) == 1 else None


def _falls(mention: DateMention, year: int) -> bool:
    day = _day(mention, year)
    return day is not None and day.weekday() == mention.weekday


def _disagrees(mention: DateMention, year: int) -> bool:
    day = _day(mention, year)
    return day is not None and mention.weekday is not None and day.weekday() != mention.weekday


def _day(mention: DateMention, year: int | None) -> date | None:
    if not (year and mention.month and mention.day and real(year, mention.month, mention.day)):
        return None
    return date(year, mention.month, mention.day)


def _iso(text: str | None) -> date | None:
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", text or "")
    if not match or not real(*map(int, match.groups())) or match[1] == "0000":
        return None
    return date(*map(int, match.groups()))


@rule("year-of-heading", nothing=())
def _held(mention: DateMention, terms: Iterable[TermMention]) -> tuple[int, ...]:
    """The years in which the day lies in one of the terms."""
    years = set()
    for term in terms:
        for year in (int(term.first[:4]), int(term.last[:4])):
            day = _day(mention, year)
            if day and term.first <= day.isoformat() <= term.last:
                years.add(year)
    return tuple(sorted(years))


@rule("month-of-heading", nothing=None)
def _with_month(mention: DateMention, terms: Sequence[TermMention]) -> DateMention | None:
    """The mention with the month of the one heading that is a month, where its weekday agrees."""
    months = {term.first[:7] for term in terms if term.first[:7] == term.last[:7]}
    if len(months) != 1:
        return None
    year, month = map(int, months.pop().split("-"))
    filled = replace(mention, month=month, kind="day")
    return filled if _falls(filled, year) else None


@rule("month-of-other-dates", nothing=None)
def _beside_day(mention: DateMention, whole: Anchors) -> DateMention | None:
    """The mention with the month in which its day falls on its weekday within a fortnight of a day printed whole: 'El martes 16'."""
    months = {(day.year, day.month) for anchor in whole.days[:_MOST_ANCHORS] for day in (anchor - _FORTNIGHT, anchor, anchor + _FORTNIGHT)}
    found = {month for year, month in months if mention.day and _is_beside(replace(mention, month=month), year, whole)}
    return replace(mention, month=found.pop(), kind="day") if len(found) == 1 else None


def _is_beside(mention: DateMention, year: int, whole: Anchors) -> bool:
    day = _day(mention, year)
    return day is not None and day.weekday() == mention.weekday and _reaches(day, whole.days, (_FORTNIGHT.days, _FORTNIGHT.days))


@rule("year-of-other-dates", nothing=_Years())
def _beside(mention: DateMention, whole: Anchors) -> _Years:
    return _near(mention, whole, (_NEAR, _NEAR), (_FAR, _FAR))


@rule("year-of-mail", nothing=_Years())
def _since_mail(mention: DateMention, sent: date | None) -> _Years:
    return _near(mention, _anchors((sent,) if sent else ()), (7, 180), (30, 365))


def _near(
    mention: DateMention, anchors: Anchors, narrow: tuple[int, int], wide: tuple[int, int]
) -> _Years:
    """The years in which the day lies within so many days before and after one of the sorted anchors."""
    return _Years(_within(mention, anchors, narrow), _within(mention, anchors, wide))


def _within(mention: DateMention, anchors: Anchors, reach: tuple[int, int]) -> frozenset[int]:
    years = set()
    for year in anchors.years:
        day = _day(mention, year)
        if day and _reaches(day, anchors.days, reach):
            years.add(year)
    return frozenset(years)


def _reaches(day: date, anchors: Sequence[date], reach: tuple[int, int]) -> bool:
    before, after = reach
    at = bisect_left(anchors, day - timedelta(days=after))
    return at < len(anchors) and anchors[at] <= day + timedelta(days=before)


@rule("year-of-weekday", nothing=_Years())
def _since(latest: int | None) -> _Years:
    """A document is not older than the latest year it prints; its talks are of that year or the next."""
    return _Years(wide=frozenset((latest, latest + 1))) if latest else _Years()


@rule("year-of-address", nothing=_Years())
def _in_address(mention: DateMention, address: str | None) -> _Years:
    if not address:
        return _Years()
    posted = re.search(r"(?<!\d)((?:19|20)\d\d)[-/](\d\d)[-/](\d\d)(?!\d)", address)
    if posted and _iso("-".join(posted.groups())):
        return _near(mention, _anchors((_iso("-".join(posted.groups())),)), (7, 180), (30, 365))
    parted = re.sub(r"(?<=[a-z])(?=[A-Z0-9])|[_/.%-]+(?![0-9]{2}\b)|[_/.%](?=[0-9])", " ", address[:2000])
    terms = _terms(parted)
    if terms:
        return _Years(*[frozenset(_held(mention, terms))] * 2)
    return _printed_years(parted)


@kept(16)
def _terms(parted: str) -> tuple[TermMention, ...]:
    """The terms that an address names, which every date of a page asks for."""
    return find_terms(parted)


def _printed_years(address: str) -> _Years:
    span = re.search(r"(?<!\d)((?:19|20)\d\d)-(\d\d)(?!\d)", address)
    if span and 0 < int(span[2]) - int(span[1]) % 100 < 8:
        return _Years(wide=frozenset(range(int(span[1]), int(span[1]) - int(span[1]) % 100 + int(span[2]) + 1)))
    years = frozenset(int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", address))
    return _Years(years, years)


def find_years(text: str, begin: int = 0, end: int | None = None) -> tuple[DateMention, ...]:
    """The years that stand alone in `text[begin:end]` (a heading, a footer, a reference), as mentions of kind `year`."""
    stop = len(text) if end is None else end
    found = re.compile(r"(?<![\w/.:–-])(?:19|20)\d\d(?![\w/:–-]|\.\d)").finditer(text, begin, stop)
    return tuple(DateMention(match.start(), match.end(), int(match[0]), None, None, kind="year") for match in found)


def compose(date: Dated, time: TimeMention | None = None) -> tuple[str | None, str | None]:
    """Start and end in the JSON form: '2025-02-20T09:00', '2025-02-20', '--02-20T09:00' or '--02-20'.

    None where the day is not known. The end of a time is on the same day, or on the next where it is past midnight;
    the end of a range of days without a time is its last day. A full hour 'c.t.' begins a quarter past.
    """
    mention = date.mention
    if mention.month is None or mention.day is None:
        return None, None
    day = _printed(date.year, mention.month, mention.day)
    if time is None:
        return day, mention.last and _last(date)
    if not time.finish:
        return f"{day}T{time.opening}", None
    last = _next(date) if time.finish < time.start else day
    return f"{day}T{time.opening}", f"{last}T{time.finish}"


def _printed(year: int | None, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _last(date: Dated) -> str:
    year, month, day = date.mention.last
    if year is None and date.year:
        year = date.year + ((month, day) < (date.mention.month, date.mention.day))
    return _printed(year, month, day)


def _next(dated: Dated) -> str:
    following = _day(dated.mention, dated.year or 2000) + timedelta(days=1)
    return _printed(dated.year and following.year, following.month, following.day)
