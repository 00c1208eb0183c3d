"""What one sentence or one labelled row states for all talks of a page: their hour, their place, their day of the week."""

import re
from dataclasses import dataclass, replace
from datetime import date as Day
from functools import cache

from kg.extract.location import mode_of
from kg.extract.page import Page, Row
from kg.extract.status import is_tba
from kg.extract.told import sentences
from kg.extract.told_places import is_remote, listed_pattern, place_in, platform_in
from kg.extract.when import is_beside, is_of_refreshments
from kg.extract.wording import plain, tightened
from kg.model.announcement import Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words
from kg.text.moments import TermMention, TimeMention, WeekdayMention
from kg.text.phrases import Phrases, opening_with
from kg.text.temporal import find_terms, find_times, find_weekdays, resolve_times
from kg.text.words import phrase_pattern


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
def each_word() -> Phrases:
    """The word that makes an hour that of every talk: 'each at 4 pm', 'jeweils um 16 Uhr'."""
    return opening_with(words("sentences", "each"), rf"(?<!\w)(?:{listed_pattern('each')})(?!\w)", re.I)


@cache
def exception() -> Phrases:
    """Words that allow for exceptions: 'unless otherwise stated'."""
    return opening_with(words("sentences", "unless"), rf"(?<!\w)(?:{listed_pattern('unless')})(?!\w)", re.I)


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


def default_of_label(page: Page, row: Row) -> Default:
    """What a labelled row states."""
    span = tightened(page.text, row.value)
    if row.dates:
        return Default()
    times = [time for time in row.times if not is_beside(page.text, time)]
    days = find_weekdays(page.text, *span)
    if row.label.role == "location":
        if times or days:
            told = (one for one in sentences(page.text, span) if find_times(page.text, *one) or find_weekdays(page.text, *one))
            return default_of_sentence(page, next(told, span))
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


def default_of_sentence(page: Page, span: Span) -> Default:
    """What a sentence states; nothing where it speaks of some talks alone, or of a date."""
    text = page.text
    if _is_conditional(text, span) or (is_of_refreshments(text, span) and not find_times(text, *span)):
        return Default()
    if page.dates_in(span):
        each = each_word().search(text, *span)
        if each is None or page.dates_in((each.start(), span[1])):
            return Default()
        span = each.start(), span[1]
    said = find_times(text, *span)
    times = [time for time in said if not is_beside(text, time)]
    if times and said[0] not in times:  # 'Tea is served at 3:45 in the lounge, and the talk begins at 4 in Room 2'
        span = max(span[0], text.rfind(",", said[0].end, times[0].begin)), span[1]
    days = find_weekdays(text, *span)
    hedge = None if exception().search(text, *span) else _usual().search(text, *span)
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
