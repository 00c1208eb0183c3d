"""Weekdays that stand for themselves: the day a series meets."""

import re
from functools import cache

from kg.rules import rule
from kg.text.dates import find_dates
from kg.text.hedges import is_usual
from kg.text.language import languages
from kg.text.moments import WeekdayMention
from kg.text.phrases import Phrases, opening_with


@rule("weekdays", nothing=())
def find_weekdays(text: str, begin: int = 0, end: int | None = None) -> tuple[WeekdayMention, ...]:
    """The weekdays of `text[begin:end]` that belong to no date: 'Fridays', 'every Thursday', 'les mardis'."""
    named = list(_pattern().finditer(text, begin, len(text) if end is None else end))
    dates = iter(find_dates(text, begin, end) if named else ())
    date = next(dates, None)
    found = []
    for match in named:
        while date and date.end <= match.start():
            date = next(dates, None)
        if not date or match.start() < date.begin:
            weekday = _words()[match[0].lower()]
            found.append(WeekdayMention(match.start(), match.end(), weekday, is_usual(text, match.start(), match.end())))
    return tuple(found)


@cache
def _words() -> dict[str, int]:
    table: dict[str, int] = {}
    for language in languages():
        for key in ("weekdays", "weekdays_plural"):
            for number, names in enumerate(language.section("dates").get(key, ())):
                table.update((name, number) for name in names)
    return table


@cache
def _pattern() -> Phrases:
    names = sorted(map(re.escape, _words()), key=len, reverse=True)
    return opening_with(_words(), rf"\b(?:{'|'.join(names)})\b", re.IGNORECASE)
