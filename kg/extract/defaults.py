"""What holds for every talk of a page unless it says otherwise: day of the week, time, place, series, host."""

import re
from dataclasses import dataclass, replace
from datetime import date as Day

from kg.extract.location import is_location, mode_of, names_room
from kg.extract.page import Page, Row, is_prose
from kg.extract.when import Calendar, is_beside
from kg.extract.wording import plain, tightened
from kg.model.announcement import Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.moments import TimeMention, WeekdayMention
from kg.text.names import find_names
from kg.text.temporal import find_dates, find_times, find_weekdays, resolve_times

_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?!\s+[A-ZÀ-Þ])|[!?](?!\s)|(?<=[ap]\.m)\.)+[.!?]?")
_HOLDS = re.compile(
    r"unless (?:\w+ )?(?:otherwise|stated|noted|indicated|announced|specified)|(?:talks?|lectures?"
    r"|seminars?|colloquia|colloquium|meetings?|sessions?|events?|séminaires?|séances?|exposés?|vorträge"
    r"|kolloquium|seminar|seminarios?|charlas?|seminari)\b[^.\n]{0,80}?\b(?:held|take place|takes place"
    r"|meets?|are|is|start|starts|begin|begins|run|hosts?|lieu|statt|realiz|se llev|tienen|tengono|hosted"
    r"|hosted by)\b|\bmeets?\b|hosts (?:a|weekly)|join us in|sauf (?:mention|indication)"
    r"|sofern nicht anders|salvo|we meet|finden?\b[^.\n]{0,80}\bstatt|all talks|all seminars",
    re.I,
)
_USUAL = re.compile(
    r"\b(?:usual(?:ly)?|normally|typically|generally|often|mostly|in der regel|normalerweise|meist"
    r"|en général|en règle générale|généralement|habituellement|normalmente|generalmente|di solito|zwykle"
    r"|обычно|meestal|gewoonlijk)\b",
    re.I,
)
_ROOM = re.compile(
    r"\b(?:in|at|en|im|in der|dans|come to|à la|à l['’]|presso|w|na|no|em|im|au)\s+(?:(?:the|el|la|los|le"
    r"|der|dem)\s+)?((?:.|\n(?!\s*\n)){2,160}?)"
    r"(?=\s+(?:on (?:the )?(?:\d|[A-Z]\w+day)|from \d|during|every|starting|unless|at (?:\d|noon)|for (?:a"
    r"|an|the|about|all|\d)|and run|to \d|usually|with|where|will)\b"
    r"|,?\s+usually|[.;!?](?:\s|$)|,\s+(?=[a-zà-ÿ]{2,}\b)|,\s+(?=[A-Z]\w+ [A-Z]\w+ of\b)|$)"
)
_NUMBERED = re.compile(r"(?:room|raum|salle|aula|sala|zaal|hall|rm|hörsaal|amphi)\.?\s+[\w.-]{1,8}", re.I)
_ONLINE = re.compile(
    r"\b(?:on|via|over|auf|sur|par|per|über)\s+((?:Microsoft |MS |Google )?(?:Zoom|Teams|Webex|Meet|Skype|BigBlueButton))\b"
)
_CODE = re.compile(r"\d{1,3}-\d{2,4}\b|[A-Z]{1,4}[ -]?\d{1,4}[A-Z]?\b|[A-Z]\w+ \d{2,4}\b|room\b|#\d")
_TELLS = re.compile(r"\b(?:is|are|was|were|will be|should|must|which)\b[^\n]*\.$")
"""A sentence about places behind a label, as in the description of a form, is no place."""
_LABELS = {"time": "time", "datetime": "time", "date": "time", "location": "location"}


@dataclass(frozen=True, slots=True)
class Default:
    """The time and the place that hold for the talks of a page, and for which day of the week."""

    time: TimeMention | None = None
    location: Value | None = None
    weekday: WeekdayMention | None = None
    mode: Value | None = None
    hedged: bool = False
    sure_place: bool = False

    def applies(self, start: str | None) -> bool:
        """Whether a talk on the day `start` is one that the default speaks of."""
        return self.weekday is None or start is None or start.startswith("--") or weekday_of(start) in (None, self.weekday.weekday)


NO_DEFAULT = Default()
"""Of a page that states none."""


def weekday_of(start: str) -> int | None:
    """The weekday of an ISO date, Monday 0; None where it has no year or is no day."""
    try:
        return Day.fromisoformat(start[:10]).weekday()
    except ValueError:
        return None


@rule("page-default", nothing=Default())
def page_default(page: Page, rows: tuple[Row, ...], calendar: Calendar) -> Default:
    """The default that sentences and labelled rows outside of the talks state.

    A default that the page calls only usual holds where it names a weekday and every date of the page falls on it.
    """
    default = Default()
    for row in rows:
        if row.label is not None and not row.label.alone and row.label.role in _LABELS and row.end - row.begin < 200:
            default = _merged(default, _of_label(page, row))
        elif _is_timetable(page, row):
            default = _merged(default, _of_sentence(page, row.span))
        else:
            for match in _SENTENCE.finditer(page.text, row.begin, row.end):
                if _HOLDS.search(match[0]):
                    default = _merged(default, _of_sentence(page, match.span()))
    if not default.hedged or _all_on(page, calendar, default):
        return default
    return Default(location=default.location if default.sure_place else None, mode=default.mode)


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
    )


def _of_label(page: Page, row: Row) -> Default:
    span = tightened(page.text, row.value)
    if row.dates:
        return Default()
    times = [time for time in row.times if not is_beside(page.text, time)]
    days = find_weekdays(page.text, *span)
    if row.label.role == "location":
        if times or days:
            return _of_sentence(page, span)
        if _TELLS.search(page.text, *span):
            return Default()
        return Default(location=Value(plain(page.text, span), (span,), 0.85, "page-default", derived=True))
    time = resolve_times((times[0],))[0] if times else None
    return Default(time=time, weekday=days[0] if len(days) == 1 else None, hedged=bool(_USUAL.search(page.text, *span)))


def _of_sentence(page: Page, span: Span) -> Default:
    if page.dates_in(span):
        return Default()
    text = page.text
    times = [time for time in find_times(text, *span) if not is_beside(text, time)]
    days = find_weekdays(text, *span)
    hedge = None if re.search(r"unless|sauf|sofern", text[span[0] : span[1]], re.I) else _USUAL.search(text, *span)
    hedged = bool(hedge) and bool(times or days or _place(text, span))
    times = list(resolve_times(tuple(times)))
    time = _joined(text, times) if times else None
    mode = (
        Value("online", (span,), 0.8, "page-default", derived=True)
        if re.search(
            r"\b(?:on|via|over) (?:Zoom|Teams|MS Teams|Microsoft Teams|Webex)\b|\bonline\b|available remotely",
            text[span[0] : span[1]],
            re.I,
        )
        else None
    )
    online = _ONLINE.search(text, *span)
    place = _place(text, span) or (online and Value(online[1], (online.span(1),), 0.8, "page-default", derived=True))
    if place and hedge and place.spans[0][0] < hedge.start():
        mode = mode or mode_of(place)
        return Default(time, place, days[0] if len({day.weekday for day in days}) == 1 else None, mode, hedged, sure_place=True)
    return Default(time, place, days[0] if len({day.weekday for day in days}) == 1 else None, mode, hedged)


def _joined(text: str, times: list[TimeMention]) -> TimeMention:
    """'start at 4:15 PM and end around 5:15 PM' as one time; a second time alone says nothing."""
    first = times[0]
    if len(times) > 1 and first.finish is None and re.search(r"\b(?:end|ends|finish)\w*\s+(?:at\s+)?$", text[first.end : times[1].begin]):
        return replace(first, end=times[1].end, finish=times[1].start)
    return first


def _place(text: str, span: Span) -> Value | None:
    place = place_in(text, span)
    return place and Value(plain(text, place), (place,), 0.85, "page-default", derived=True)


def place_in(text: str, span: Span) -> Span | None:
    """The place that a sentence names behind 'in' or 'at'; None where it names none."""
    at = span[0]
    while match := _ROOM.search(text, at, span[1]):
        at = match.start() + 2
        begin, end = _before_person(text, tightened(text, match.span(1)))
        if (
            find_dates(text, begin, end)
            or (find_times(text, begin, end) and not _NUMBERED.fullmatch(text, begin, end))
            or (not names_room(text[begin:end]) and not _CODE.match(text, begin, end))
        ):
            continue
        if (
            begin < end
            and len(text[begin:end].split()) <= 16
            and not is_prose(text, (begin, end))
            and not re.search(r"\bwill be\b", text[begin:end])
        ):
            return begin, end
    return None


def _before_person(text: str, span: Span) -> Span:
    """A place without the person named right behind it: 'in room 2.01 Maria Lopez'."""
    for name in find_names(text, *span):
        before = tightened(text, (span[0], name.begin))
        if name.confidence >= 0.85 and text[before[1] - 1].isdigit() and is_location(text, before):
            return before
    return span


def _all_on(page: Page, calendar: Calendar, default: Default) -> bool:
    """Whether the page has dates and all of them fall on the default's weekday."""
    found = [dated for dated in calendar.dated.values() if dated.year and dated.mention.month and dated.mention.day]
    if default.weekday is None or not found:
        return False
    return all(weekday_of(f"{d.year:04}-{d.mention.month:02}-{d.mention.day:02}") == default.weekday.weekday for d in found)
