"""What holds for every talk of a page unless it says otherwise: day of the week, time, place, series, host."""

import itertools
import re
from dataclasses import dataclass, replace
from datetime import date as Day
from functools import cache

from kg.extract.location import mode_of
from kg.extract.page import Page, Row
from kg.extract.sections import sections_of
from kg.extract.told import sentences
from kg.extract.told_places import is_remote, listed_pattern, place_in, platform_in
from kg.extract.when import Calendar, is_beside, is_of_refreshments
from kg.extract.status import is_tba
from kg.extract.wording import plain, tightened
from kg.model.announcement import Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.full_stops import inner_stop
from kg.text.language import words
from kg.text.letters import cased
from kg.text.moments import TermMention, TimeMention, WeekdayMention
from kg.text.phrases import Phrases, opening_with
from kg.text.temporal import find_terms, find_times, find_weekdays, resolve_times
from kg.text.words import phrase_pattern

_LABELS = {"time": "time", "datetime": "time", "date": "time", "location": "location"}


@dataclass(frozen=True, slots=True)
class Default:
    """The time and the place that hold for the talks of a page, and for which day of the week.

    `sections` are the defaults of its parts, which terms and years head, where they have their own.
    """

    time: TimeMention | None = None
    location: Value | None = None
    weekday: WeekdayMention | None = None
    mode: Value | None = None
    hedged: bool = False
    sure_place: bool = False
    sections: tuple[tuple[Span, "Default"], ...] = ()
    term: TermMention | None = None

    def at(self, offset: int) -> "Default":
        """The default that holds for a talk told at `offset`: that of its section, or of the whole page."""
        return next((default for (begin, end), default in self.sections if begin <= offset < end), self)

    def placed(self, location: Value, sections: tuple[Span, ...]) -> "Default | None":
        """The default with a place that only one section states, as that section's; None where it is stated above them all."""
        span = next((span for span in sections if span[0] <= location.spans[0][0] < span[1]), None)
        if span is None:
            return None
        own = self.at(span[0])
        rest = tuple(pair for pair in self.sections if pair[0] != span)
        return replace(self, sections=(*rest, (span, replace(own, location=own.location or location, sections=()))))

    def applies(self, start: str | None) -> bool:
        """Whether a talk on the day `start` is one that the default speaks of."""
        if start is None or start.startswith("--"):
            return True
        if self.term is not None and not self.term.first <= start[:10] <= self.term.last:
            return False
        return self.weekday is None or weekday_of(start) in (None, self.weekday.weekday)


NO_DEFAULT = Default()
"""Of a page that states none."""


def weekday_of(start: str) -> int | None:
    """The weekday of an ISO date, Monday 0; None where it has no year or is no day."""
    try:
        return Day.fromisoformat(start[:10]).weekday()
    except ValueError:
        return None


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


@cache
def _each() -> Phrases:
    """The word that makes an hour that of every talk: 'each at 4 pm', 'jeweils um 16 Uhr'."""
    return opening_with(words("sentences", "each"), rf"(?<!\w)(?:{listed_pattern('each')})(?!\w)", re.I)


@cache
def _unless() -> Phrases:
    return opening_with(words("sentences", "unless"), rf"(?<!\w)(?:{listed_pattern('unless')})(?!\w)", re.I)


@rule("default-among-entries", nothing=False)
def states_default(page: Page, row: Row) -> bool:
    """Whether a line without a date says 'unless otherwise stated', so that it holds for all talks wherever it stands."""
    return not row.dates and row.label is None and _unless().search(page.text, *row.span) is not None


@cache
def _some() -> Phrases:
    return phrase_pattern(words("dates", "some"))


@cache
def _usual() -> Phrases:
    return phrase_pattern(words("dates", "usual"))


@cache
def _tells() -> re.Pattern[str]:
    """A sentence about places behind a label, as in the description of a form, is no place."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words('people', 'copulas')))}|should|must|which)(?!\w)[^\n]*\.$", re.I)


@cache
def _ends_at() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed_pattern('ends_at')})(?!\w)\s+(?:\w{{1,6}}\s+)?$", re.I)


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
            default = _merged(default, _of_label(page, replace(below, label=replace(row.label, value=below.begin, alone=False))))
        elif row.label is not None and not row.label.alone and row.label.role in _LABELS and row.end - row.begin < 200:
            default = _merged(default, _of_label(page, row))
        elif _is_timetable(page, row):
            default = _merged(default, _of_sentence(page, row.span))
        else:
            for match in _sentence().finditer(page.text, row.begin, row.end):
                if _some().search(match[0]):
                    continue  # 'Some talks are held here, others via Zoom'
                if _holds().search(match[0]) or (_each().search(match[0]) and page.times_in(match.span())):
                    stated = _of_sentence(page, match.span())
                    listed |= {stated.location.text} if stated.location and row.line.kind == "item" else set()
                    default = _merged(default, stated)
    return replace(default, location=None, sure_place=False) if _are_of_kinds(listed) else default


@rule("places-of-kinds-of-talks", nothing=False)
def _are_of_kinds(listed: set[str]) -> bool:
    """Whether the items of a list give several places, as for talks of several kinds: 'plenary talks are in Hall A', 'session talks are in Room 3'."""
    return len(listed) > 1


def timetable_of(page: Page, row: Row) -> Default:
    """What a line with the day of the week and the hour states, as it stands."""
    return _of_sentence(page, row.span)


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


def _of_label(page: Page, row: Row) -> Default:
    span = tightened(page.text, row.value)
    if row.dates:
        return Default()
    times = [time for time in row.times if not is_beside(page.text, time)]
    days = find_weekdays(page.text, *span)
    if row.label.role == "location":
        if times or days:
            told = (one for one in sentences(page.text, span) if find_times(page.text, *one) or find_weekdays(page.text, *one))
            return _of_sentence(page, next(told, span))
        if _tells().search(page.text, *span) or is_tba(plain(page.text, span)):
            return Default()
        return Default(location=Value(plain(page.text, span), (span,), 0.85, "page-default", derived=True))
    time = resolve_times((times[0],))[0] if times else None
    return Default(time=time, weekday=days[0] if len(days) == 1 else None, hedged=bool(_usual().search(page.text, *span)))


@cache
def _if() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{listed_pattern('conditional')})(?!\w)", re.I)


@rule("default-on-condition", nothing=False)
def _is_conditional(text: str, span: Span) -> bool:
    """Whether a sentence says what holds for some talks alone: 'If the talk is online, the link is …'."""
    return bool(_if().match(text, *span))


def _of_sentence(page: Page, span: Span) -> Default:
    text = page.text
    if _is_conditional(text, span) or (is_of_refreshments(text, span) and not find_times(text, *span)):
        return Default()
    if page.dates_in(span):
        each = _each().search(text, *span)
        if each is None or page.dates_in((each.start(), span[1])):
            return Default()
        span = each.start(), span[1]
    said = find_times(text, *span)
    times = [time for time in said if not is_beside(text, time)]
    if times and said[0] not in times:  # 'Tea is served at 3:45 in the lounge, and the talk begins at 4 in Room 2'
        span = max(span[0], text.rfind(",", said[0].end, times[0].begin)), span[1]
    days = find_weekdays(text, *span)
    hedge = None if _unless().search(text, *span) else _usual().search(text, *span)
    hedged = bool(hedge) and bool(times or days or _place(text, span))
    times = list(resolve_times(tuple(times)))
    time = _joined(text, times) if times else None
    mode = (
        Value("online", (span,), 0.8, "page-default", derived=True)
        if is_remote(text, span)
        else None
    )
    online = platform_in(text, span)
    place = _place(text, span) or (online and Value(plain(text, online), (online,), 0.8, "page-default", derived=True))
    term = _term(page, span) if times or place else None
    if place and hedge and place.spans[0][0] < hedge.start():
        mode = mode or mode_of(place)
        return Default(time, place, days[0] if len({day.weekday for day in days}) == 1 else None, mode, hedged, True, term=term)
    return Default(time, place, days[0] if len({day.weekday for day in days}) == 1 else None, mode, hedged, term=term)


@rule("term-of-default", nothing=None)
def _term(page: Page, span: Span) -> TermMention | None:
    """The one term that a sentence speaks of: 'In Spring 2024 the seminar meets …' holds for no other."""
    terms = find_terms(page.text, *span)
    return terms[0] if len(terms) == 1 else None


def _joined(text: str, times: list[TimeMention]) -> TimeMention:
    """'start at 4:15 PM and end around 5:15 PM' as one time; a second time alone says nothing."""
    first = times[0]
    if len(times) > 1 and first.finish is None and _ends_at().search(text, first.end, times[1].begin):
        return replace(first, end=times[1].end, finish=times[1].start)
    return first


def _place(text: str, span: Span) -> Value | None:
    place = place_in(text, span)
    return place and Value(plain(text, place), (place,), 0.85, "page-default", derived=True)


def _all_on(calendar: Calendar, default: Default, span: Span | None) -> bool:
    """Whether the page, or its part at `span`, has dates and all of them fall on the default's weekday."""
    found = [dated for dated in calendar.dated.values() if dated.year and dated.mention.month and dated.mention.day]
    found = [dated for dated in found if span is None or span[0] <= dated.mention.begin < span[1]]
    if default.weekday is None or not found:
        return False
    return all(weekday_of(f"{d.year:04}-{d.mention.month:02}-{d.mention.day:02}") == default.weekday.weekday for d in found)
