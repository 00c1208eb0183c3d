"""Hours that are printed with a full stop and open the lines of a programme: '9.30 Ada Byron', '11.00-11.45'."""

import re
from collections.abc import Iterable
from itertools import pairwise

from kg.model.document import Line
from kg.rules import rule
from kg.text.letters import cased
from kg.text.moments import TimeMention

_DOTTED = re.compile(cased(r"(\d{1,2})\.(\d\d)(?:\s?[-–—]\s?(\d{1,2})\.(\d\d))?(?=[\s,:–—-]|[\p{Lu}]|$)"))
_FEWEST = 4
_MORNING = 8
_FIRST, _LAST = 7, 22
_EASY = ("00", "15", "30", "45")


@rule("dotted-hours-of-a-programme", nothing=())
def dotted_hours(text: str, lines: Iterable[Line], times: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """The times that open lines with a full stop between hour and minute, where nearly all such figures can be hours of a day,
    run forward and mostly stand at a quarter; a list of prices or of sections has others. Known `times` are left out."""
    found = [match for line in lines if (match := _DOTTED.match(text, line.begin, line.end))]
    hours = _hours(found)
    if len(hours) < _FEWEST or len(hours) * 10 < len(found) * 9:
        return ()
    starts = [_minutes(match) for match in hours]
    forward = sum(first < second for first, second in pairwise(starts))
    easy = sum(match[2] in _EASY for match in hours)
    if forward * 10 < (len(starts) - 1) * 6 or easy * 2 < len(hours) or len({match[1] for match in hours}) < 3:
        return ()
    known = {time.begin for time in times}
    return tuple(_mention(match) for match in hours if match.start() not in known)


def _hours(found: list[re.Match]) -> list[re.Match]:
    """The matches that can be hours of a day; those before seven only behind one of the morning, as hours of the afternoon."""
    kept: list[re.Match] = []
    morning = False
    for match in found:
        hour, minute = int(match[1]), int(match[2])
        afternoon = morning and 1 <= hour < _FIRST
        if (_FIRST <= hour <= _LAST or afternoon) and minute % 5 == 0 and minute < 60:
            kept.append(match)
            morning = morning or _MORNING <= hour <= 12
    return kept


def _minutes(match: re.Match) -> int:
    hour = int(match[1])
    return (hour + 12 * (hour < _FIRST)) * 60 + int(match[2])


def _mention(match: re.Match) -> TimeMention:
    start = f"{int(match[1]):02}:{match[2]}"
    later = f"{int(match[3]):02}:{match[4]}" if match[3] and int(match[3]) < 24 and int(match[4]) < 60 else None
    return TimeMention(match.start(), match.end() if later or not match[3] else match.end(2), start, later, bare=int(match[1]) < _FIRST)
