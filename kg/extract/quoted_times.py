"""Figures in a quoted title that look like hours: '“Rome, 1430-1530”'."""

import re
from bisect import bisect_right

from kg.extract.wording import QUOTED
from kg.model.document import Span
from kg.rules import rule
from kg.text.moments import DateMention, TimeMention

_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST = 3_000
"""Characters of the longest line that is searched for quotations."""


def outside_quotations(text: str, dates: tuple[DateMention, ...], times: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """The times without those in a quoted title: a quotation with words of its own, and without a day."""
    titles = _titles(text, dates, times)
    ends = [span[1] for span in titles]
    return tuple(one for one in times if not _is_within(one.begin, titles, ends)) if titles else times


@rule("day-in-quotation-marks", nothing=None)
def _quoted_days(text: str, dates: tuple[DateMention, ...]) -> tuple[DateMention, ...] | None:
    """The dates without the days that a quoted title names: '« Le Programme 13-Novembre »'; a quoted line with its year is a date."""
    kept = []
    for date in dates:
        begin, end = text.rfind("\n", 0, date.begin) + 1, text.find("\n", date.begin)
        end = len(text) if end < 0 else end
        near = QUOTED.finditer(text, begin, end) if date.year is None and end - begin < _LONGEST else ()
        inside = next((match for match in near if match.start() < date.begin < match.end()), None)
        if inside is None or inside[0][0] == '"' or len(_WORD.findall(inside[0])) < 4:
            kept.append(date)
    return tuple(kept) if len(kept) < len(dates) else None


def days_outside(text: str, dates: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """The dates without those that are part of a quoted title."""
    return _quoted_days(text, dates) or dates


def _is_within(offset: int, spans: tuple[Span, ...], ends: list[int]) -> bool:
    place = bisect_right(ends, offset)
    return place < len(spans) and spans[place][0] <= offset


@rule("times-in-quotation-marks", nothing=())
def _titles(text: str, dates: tuple[DateMention, ...], times: tuple[TimeMention, ...]) -> tuple[Span, ...]:
    """The quotations that hold a time beside words of four letters or more, in the order of the text."""
    found: dict[Span, None] = {}
    lines = dict.fromkeys((text.rfind("\n", 0, one.begin) + 1, text.find("\n", one.begin)) for one in times)
    starts = [one.begin for one in dates]
    begins = [one.begin for one in times]
    for begin, end in lines:
        end = len(text) if end < 0 else end
        for match in QUOTED.finditer(text, begin, end) if end - begin < _LONGEST else ():
            inside = times[bisect_right(begins, match.start()) : bisect_right(begins, match.end())]
            dated = bisect_right(starts, match.start()) < bisect_right(starts, match.end())
            words = [word for word in _WORD.finditer(text, *match.span()) if not any(one.begin <= word.start() < one.end for one in inside)]
            if inside and words and not dated:
                found[match.span()] = None
    return tuple(found)
