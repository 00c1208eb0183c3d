"""Days by which something has to be handed in: 'Deadline for applications: 26 September'. No talk is held on them."""

import re
from bisect import bisect_left
from functools import cache
from typing import TypeVar

from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words
from kg.text.moments import DateMention, TimeMention
from kg.text.phrases import Phrases, opening_with

_FAR, _BESIDE = 60, 12
"""How far behind its word a due date may begin, and its hour behind or before the date."""
_END = re.compile(r"[.!?;](?:\s|$)|\n")
_Mention = TypeVar("_Mention", DateMention, TimeMention)


def not_due(
    text: str, span: Span, dates: tuple[DateMention, ...], times: tuple[TimeMention, ...]
) -> tuple[tuple[DateMention, ...], tuple[TimeMention, ...]]:
    """The dates and times between two offsets without those by which something is due."""
    spans = _due(text, span, dates, times)
    return (_outside(spans, dates), _outside(spans, times)) if spans else (dates, times)


def _outside(spans: tuple[Span, ...], found: tuple[_Mention, ...]) -> tuple[_Mention, ...]:
    begins = {begin for begin, _ in spans}
    return tuple(one for one in found if one.begin not in begins)


@rule("due-dates", nothing=())
def _due(text: str, span: Span, dates: tuple[DateMention, ...], times: tuple[TimeMention, ...]) -> tuple[Span, ...]:
    """The first date behind each word for a deadline in its sentence, with the hours beside it."""
    if not dates:
        return ()
    days, hours = [date.begin for date in dates], [time.begin for time in times]
    found: list[Span] = []
    for match in _words().finditer(text, *span):
        stop = _END.search(text, match.end(), min(match.end() + _FAR, span[1]))
        place = bisect_left(days, match.end())
        if place == len(days) or days[place] > (stop.start() if stop else match.end() + _FAR):
            continue
        day = dates[place]
        found.append((day.begin, day.end))
        for time in times[bisect_left(hours, match.end()) : bisect_left(hours, day.end + _BESIDE)]:
            found.append((time.begin, time.end))
    return tuple(found)


@cache
def _words() -> Phrases:
    listed = sorted((re.escape(word) for word in words("dates", "due")), key=len, reverse=True)
    return opening_with(words("dates", "due"), rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)", re.I)
