"""Dates in running text."""

import re

from kg.text.moments import DateMention, WeekdayMention

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAYS = "mon tue wed thu fri sat sun".split()
_DATE = re.compile(
    r"(?:\b(?P<w>Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+)?\b(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
    r"(?:\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?\b)?(?:,?\s+(?P<y>(?:19|20)\d\d)\b)?"
)
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b")


def find_dates(text: str, begin: int = 0, end: int | None = None, *, day_first: bool | None = None) -> tuple[DateMention, ...]:
    """The dates of `text[begin:end]` in the order of the text; offsets count from the start of `text`.

    `day_first` says how 03/04/2024 is to be read; None leaves what is ambiguous out.
    """
    found = []
    for match in _DATE.finditer(text, begin, len(text) if end is None else end):
        day = match["d1"] or match["d2"]
        if day or match["y"]:
            found.append(_mention(match, day))
    return tuple(found)


def _mention(match: re.Match, day: str | None) -> DateMention:
    weekday = match["w"] and _DAYS.index(match["w"].lower()[:3])
    year = int(match["y"]) if match["y"] else None
    month = _MONTHS.index(match["m"].lower()) + 1
    return DateMention(match.start(), match.end(), year, month, int(day) if day else None, weekday, None, "day" if day else "month")


def find_weekdays(text: str, begin: int = 0, end: int | None = None) -> tuple[WeekdayMention, ...]:
    """The weekdays of `text[begin:end]` that belong to no date: 'Fridays', 'every Thursday'."""
    dates = find_dates(text, begin, end)
    return tuple(
        WeekdayMention(match.start(), match.end(), _DAYS.index(match[1].lower()[:3]))
        for match in _WEEKDAY.finditer(text, begin, len(text) if end is None else end)
        if not any(date.begin <= match.start() < date.end for date in dates)
    )


def day_first(text: str) -> bool | None:
    """Whether the dates in figures of a page put the day first, by its own evidence (a number above 12); else None."""
    first = re.search(r"\b(?:1[3-9]|2\d|3[01])/\d{1,2}/\d{2,4}\b", text)
    second = re.search(r"\b\d{1,2}/(?:1[3-9]|2\d|3[01])/\d{2,4}\b", text)
    return None if bool(first) == bool(second) else bool(first)
