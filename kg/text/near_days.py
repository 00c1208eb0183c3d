"""Days told from the day a mail was sent: 'today', 'tomorrow', 'this Thursday'."""

import re
from datetime import date, timedelta
from functools import cache

from kg.rules import rule
from kg.text.language import languages, words
from kg.text.moments import DateMention


@rule("day-near-the-mail", nothing=())
def near_days(text: str, begin: int, end: int, sent: str | None) -> tuple[DateMention, ...]:
    """The days of `text[begin:end]` that are told from `sent`, an ISO date; none where it is not known.

    'This Thursday' is the next one, the day of sending itself included; 'next Thursday' is left alone, for it may be either.
    """
    if sent is None:
        return ()
    try:
        day = date.fromisoformat(sent[:10])
        date.fromordinal(day.toordinal() + 7)
    except ValueError:  # no day of the calendar, or the last ones it knows
        return ()
    found = []
    for match in _pattern().finditer(text, begin, end):
        if match["weekday"]:
            weekday = _weekdays()[match["weekday"].casefold()]
            told = day + timedelta((weekday - day.weekday()) % 7)
        else:
            weekday, told = None, day + timedelta(match["tomorrow"] is not None)
        found.append(DateMention(match.start(), match.end(), told.year, told.month, told.day, weekday))
    return tuple(found)


@cache
def _weekdays() -> dict[str, int]:
    return {
        name.casefold(): number
        for language in languages()
        for number, names in enumerate(language.section("dates").get("weekdays", ()))
        for name in names
    }


@cache
def _pattern() -> re.Pattern[str]:
    def listed(names) -> str:
        return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=lambda name: (-len(name), name)))

    return re.compile(
        rf"(?<!\w)(?:(?P<today>(?i:{listed(words('dates', 'today'))}))|(?P<tomorrow>{listed(words('dates', 'tomorrow'))})"
        rf"|(?i:{listed(words('dates', 'this'))})\s+(?i:(?P<weekday>{listed(_weekdays())})))(?![\w-])"
    )
