"""What holds for every talk of a page unless it says otherwise: day of the week, time, place, series, host."""

import itertools
import re
from dataclasses import replace
from functools import cache

from kg.extract.page import Page, Row
from kg.extract.sections import sections_of
from kg.extract.stated_defaults import NO_DEFAULT, Default, default_of_label, default_of_sentence, each_word, exception, weekday_of
from kg.extract.told_places import listed_pattern
from kg.extract.when import Calendar
from kg.model.announcement import Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.full_stops import inner_stop
from kg.text.language import words
from kg.text.letters import cased
from kg.text.phrases import Phrases, opening_with
from kg.text.temporal import find_weekdays
from kg.text.words import phrase_pattern

_LABELS = {"time": "time", "datetime": "time", "date": "time", "location": "location"}


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(cased(rf"(?:[^.!?\n]|\.(?!\s+[\p{{Lu}}])|{inner_stop()}|[!?](?!\s)|(?<=[ap]\.m)\.)+[.!?]?"))


@cache
def _holds() -> Phrases:
    """A sentence that holds for all talks: 'unless otherwise stated', 'the seminar meets …'."""
    nouns, verbs = listed_pattern("default_nouns"), listed_pattern("default_verbs")
    leads = [word for name in ("unless", "default_phrases", "default_nouns") for word in words("sentences", name)]
    return opening_with(
        leads,
        rf"(?<!\w)(?:(?:{listed_pattern('unless', 'default_phrases')})(?!\w)|(?:{nouns})(?!\w)[^.\n]{{0,80}}?(?<!\w)(?:{verbs})(?!\w))",
        re.I,
    )


@rule("default-among-entries", nothing=False)
def states_default(page: Page, row: Row) -> bool:
    """Whether a line without a date says 'unless otherwise stated', so that it holds for all talks wherever it stands."""
    return not row.dates and row.label is None and exception().search(page.text, *row.span) is not None


@cache
def _some() -> Phrases:
    return phrase_pattern(words("dates", "some"))


@rule("page-default", nothing=Default())
def page_default(page: Page, rows: tuple[Row, ...], calendar: Calendar) -> Default:
    """The default that sentences and labelled rows outside of the talks state.

    A default that the page calls only usual holds where it names a weekday and every date of the page falls on it.
    """
    sections = sections_of(page)
    last = page.dates[-1].begin if page.dates else 0
    whole = tuple(row for row in rows if not sections or row.begin < sections[0][0] or row.begin > last)
    default = _stated(page, whole)
    general = _settled(page, calendar, default)
    parts = [(span, _stated(page, tuple(row for row in rows if span[0] <= row.begin < min(span[1], last)))) for span in sections]
    own = tuple((span, _settled(page, calendar, _merged(part, default), span)) for span, part in parts if part != NO_DEFAULT)
    return replace(general, sections=own) if own else general


def _stated(page: Page, rows: tuple[Row, ...]) -> Default:
    """What sentences and labelled rows among `rows` state, sure or hedged."""
    default = Default()
    listed: set[str] = set()
    for row, below, after in itertools.zip_longest(rows, rows[1:], rows[2:]):
        wraps = after is not None and not after.gap and after.label is None
        if row.label is not None and row.label.alone and below is not None and not wraps and _is_value(row, below):
            default = _merged(default, default_of_label(page, replace(below, label=replace(row.label, value=below.begin, alone=False))))
        elif row.label is not None and not row.label.alone and row.label.role in _LABELS and row.end - row.begin < 200:
            default = _merged(default, default_of_label(page, row))
        elif _is_timetable(page, row):
            default = _merged(default, default_of_sentence(page, row.span))
        else:
            for match in _sentence().finditer(page.text, row.begin, row.end):
                if _some().search(match[0]):
                    continue  # 'Some talks are held here, others via Zoom'
                if _holds().search(match[0]) or (each_word().search(match[0]) and page.times_in(match.span())):
                    stated = default_of_sentence(page, match.span())
                    listed |= {stated.location.text} if stated.location and row.line.kind == "item" else set()
                    default = _merged(default, stated)
    return replace(default, location=None, sure_place=False) if _are_of_kinds(listed) else default


@rule("places-of-kinds-of-talks", nothing=False)
def _are_of_kinds(listed: set[str]) -> bool:
    """Whether the items of a list give several places, as for talks of several kinds: 'plenary talks are in Hall A', 'session talks are in Room 3'."""
    return len(listed) > 1


def timetable_of(page: Page, row: Row) -> Default:
    """What a line with the day of the week and the hour states, as it stands."""
    return default_of_sentence(page, row.span)


@rule("default-below-its-label", nothing=False)
def _is_value(row: Row, below: Row) -> bool:
    """Whether the line below a label that stands alone is its value: 'Where:' and below it '507 Mathematics'."""
    near = below.number == row.number + 1 and below.label is None and not below.dates and below.line.cell == row.line.cell
    return near and row.label.role in ("time", "location") and below.end - below.begin < 120


def _settled(page: Page, calendar: Calendar, default: Default, span: Span | None = None) -> Default:
    """The default without what is only usual, unless every date of the page, or of its part, bears it out."""
    if not default.hedged or _all_on(calendar, default, span):
        return default
    return Default(location=default.location if default.sure_place else None, mode=default.mode)


def beside_hour(page: Page, location: Value | None) -> bool:
    """Whether a place stands on a line with the day of the week and the hour: 'Fridays 2:30, Room 4'."""
    rows = page.between(location.spans[0]) if location is not None else ()
    return any(_is_timetable(page, row) for row in rows)


def _is_timetable(page: Page, row: Row) -> bool:
    """Whether a short line gives a weekday and an hour and no date: 'Fridays 2:30–3:30'."""
    return row.end - row.begin < 90 and bool(row.times) and not row.dates and bool(find_weekdays(page.text, *row.span))


def _merged(first: Default, second: Default) -> Default:
    return Default(
        first.time or second.time,
        first.location or second.location,
        first.weekday or second.weekday,
        first.mode or second.mode,
        first.hedged or second.hedged,
        first.sure_place or second.sure_place,
        term=first.term or second.term,
    )


def _all_on(calendar: Calendar, default: Default, span: Span | None) -> bool:
    """Whether the page, or its part at `span`, has dates and all of them fall on the default's weekday."""
    found = [dated for dated in calendar.dated.values() if dated.year and dated.mention.month and dated.mention.day]
    found = [dated for dated in found if span is None or span[0] <= dated.mention.begin < span[1]]
    if default.weekday is None or not found:
        return False
    return all(weekday_of(f"{d.year:04}-{d.mention.month:02}-{d.mention.day:02}") == default.weekday.weekday for d in found)
