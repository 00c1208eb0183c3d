"""Times of day in running text."""

import re

from kg.text.moments import TimeMention

_TIME = re.compile(
    r"\b(\d{1,2})(?::(\d\d))?\s?([ap]\.?m\b\.?)?(?:\s?(?:-|–|—|to)\s?(\d{1,2})(?::(\d\d))?\s?([ap]\.?m\b\.?)?)?", re.I
)


def find_times(text: str, begin: int = 0, end: int | None = None) -> tuple[TimeMention, ...]:
    """The times of `text[begin:end]`, ranges as one mention; offsets count from the start of `text`."""
    found = []
    for match in _TIME.finditer(text, begin, len(text) if end is None else end):
        if match[2] or match[3] or match[5] or match[6]:
            found.append(_mention(match))
    return tuple(found)


def _mention(match: re.Match) -> TimeMention:
    half = (match[3] or match[6] or "").lower()[:1]
    start = _clock(int(match[1]), match[2], half)
    finish = _clock(int(match[4]), match[5], (match[6] or match[3] or "").lower()[:1]) if match[4] else None
    return TimeMention(match.start(), match.end(), start, finish, bare=not half and int(match[1]) <= 12)


def _clock(hour: int, minute: str | None, half: str) -> str:
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute or '00'}"


def resolve_times(times: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """The times of one day's agenda, in its order, with bare hours put in the half of the day their neighbours justify."""
    return times
