"""Bare hours put in the half of the day that the rest of an agenda justifies."""

from collections.abc import Sequence
from dataclasses import replace

from kg.text.clock import clock
from kg.text.moments import TimeMention

_HALF_DAY = 720
_FIRST_AFTERNOON_HOUR = 7


def resolve_times(times: Sequence[TimeMention]) -> tuple[TimeMention, ...]:
    """The times of one day's agenda, in its order, with every bare hour put where its neighbours justify it.

    A bare time that would run before what ends above it is moved to the afternoon ('12:15-1:00pm', then '1:00-2:00'),
    unless it would then run past what is sure below it. A bare time with no sure neighbour is put in the afternoon
    only where it begins from 1 to 6: nobody lectures at half past four in the morning. Times that are not bare are
    returned as they are.
    """
    resolved: list[TimeMention] = []
    reached: int | None = None
    for place, time in enumerate(times):
        ceiling = next((_minutes(later.start) for later in times[place + 1 :][:8] if not later.bare), None)
        time = _resolve(time, reached, ceiling) if time.bare else time
        reached = _minutes(time.start)
        resolved.append(time)
    return tuple(resolved)


def _resolve(time: TimeMention, reached: int | None, ceiling: int | None) -> TimeMention:
    start = _minutes(time.start)
    early = start < _FIRST_AFTERNOON_HOUR * 60
    behind = reached is not None and start < reached
    if not (early or behind) or start >= _HALF_DAY:
        return time
    if ceiling is not None and reached is not None and reached <= ceiling < start + _HALF_DAY and ceiling >= start:
        return time
    return _later(time)


def _later(time: TimeMention) -> TimeMention:
    start = _minutes(time.start) + _HALF_DAY
    finish = _minutes(time.finish) if time.finish else None
    if finish is not None and finish < start and finish + _HALF_DAY < 1440:
        finish += _HALF_DAY
    return replace(time, start=clock(start), finish=None if finish is None else clock(finish), bare=False)


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])
