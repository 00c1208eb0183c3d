"""Programmes set as a week: a table with a column for each day and a line for each hour, and a talk in a cell.

A heading line names the days, by dates or by weekdays; where weekdays stand under a range of dates as long as they are
many ('Week 1 (18–22 September)'), each has its date. A cell is a talk where it names somebody.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta
from itertools import groupby

from kg.extract.agenda_read import claims_of_cell
from kg.extract.breaks import is_break
from kg.extract.page import Page, Row
from kg.extract.slots import Frame, fill
from kg.extract.wording import plain, tightened
from kg.model.announcement import Talk
from kg.rules import rule
from kg.text.moments import Dated, DateMention, TimeMention
from kg.text.temporal import find_weekdays, resolve_times

Rows = tuple[Row, ...]
Line = dict[int, Rows]
_FEWEST = 2
"""Days, lines with an hour, and talks that make a week."""
_NEAREST = 24
"""Signs of a cell of a heading with a day beside the day itself."""
_SIGNS = " \t\n\u00a0,;:–—-|•·*_"


@dataclass(frozen=True, slots=True)
class Week:
    """What a week's table holds: the numbers of its rows, and its talks."""

    numbers: frozenset[int]
    talks: tuple[Talk, ...]


@rule("week-in-a-table", nothing=())
def weeks_of(page: Page, rows: Rows, frame: Frame) -> tuple[Week, ...]:
    """The tables among `rows` that are weeks with talks in them."""
    found = []
    for number, group in groupby(rows, key=lambda row: row.line.cell and row.line.cell[0]):
        if number is None:
            continue
        table = tuple(group)
        lines = [_cells(line) for _, line in groupby(table, key=lambda row: row.line.cell[1])]
        talks = tuple(_talks(page, lines, frame))
        if len(talks) >= _FEWEST:
            found.append(Week(frozenset(row.number for row in table), talks))
    return tuple(found)


def _cells(line: Iterator[Row]) -> Line:
    return {column: tuple(cell) for column, cell in groupby(line, key=lambda row: row.line.cell[2])}


def _talks(page: Page, lines: list[Line], frame: Frame) -> Iterator[Talk]:
    heading: Line = {}
    days: dict[int, Frame] = {}
    times = _hours(page, lines)
    if sum(time is not None for time in times) < _FEWEST:
        return
    for line, time in zip(lines, times, strict=True):
        if named := _days(page, line):
            heading, days = line, {column: replace(frame, date=day) for column, day in named.items()}
        elif heading and (week := _week(page, line, frame, heading)):
            days = week
        elif time is not None and days:
            yield from _of_line(page, line, days, time)


def _of_line(page: Page, line: Line, days: dict[int, Frame], time: TimeMention) -> Iterator[Talk]:
    for column, cell in line.items():
        if column not in days or is_break(plain(page.text, cell[0].span)) or any(row.dates for row in cell):
            continue
        claims = claims_of_cell(page, cell)
        if any(claim.role == "speaker" for claim in claims):
            own = days[column]
            talk = fill(page, claims, replace(own, time=time if own.date else None, default=replace(own.default, time=None)))
            if talk is not None:
                yield talk


def _hours(page: Page, lines: list[Line]) -> list[TimeMention | None]:
    """The hours of each line, those of one week resolved against each other."""
    runs: list[list[Line]] = [[]]
    for line in lines:
        runs += [[]] if any(row.dates for cell in line.values() for row in cell) else []
        runs[-1].append(line)
    return [time for run in runs for time in _resolved(page, run)]


def _resolved(page: Page, lines: list[Line]) -> list[TimeMention | None]:
    """The hours of each line, from its cells in front of the days: in one cell, or where it begins in one and ends in the next."""
    told: list[TimeMention | None] = []
    for line in lines:
        found = [row.times[0] for column in sorted(line) for row in line[column][:1] if row.times and _is_hour(page, row)]
        first = found[0] if found else None
        if len(found) > 1 and first.finish is None and found[1].finish is None and found[1].start > first.start:
            first = replace(first, finish=found[1].start, end=found[1].end)
        told.append(first)
    settled = iter(resolve_times(tuple(time for time in told if time is not None)))
    return [next(settled) if time is not None else None for time in told]


def _is_hour(page: Page, row: Row) -> bool:
    """Whether a cell holds an hour, or a range of hours, and nothing else."""
    begin, end = tightened(page.text, (row.times[0].end, row.end), _SIGNS)
    return row.times[0].begin - row.begin < 3 and end - begin < 3 and not row.dates


def _days(page: Page, line: Line) -> dict[int, DateMention | None]:
    """The days that a line of headings names by column; none where a column that has one is missing, or other words stand there."""
    named: dict[int, DateMention | None] = {}
    for column, cell in line.items():
        row = cell[0]
        date = row.dates[0] if row.dates and row.dates[0].kind == "day" else None
        weekday = None if date else next(iter(find_weekdays(page.text, *row.span)), None)
        mention = date or weekday
        if mention is None or row.end - row.begin - (mention.end - mention.begin) > _NEAREST or row.times:
            continue
        named[column] = date
    others = [cell for column, cell in line.items() if column not in named and column > min(named, default=0)]
    told = set(map(lambda date: date is None, named.values()))
    return named if len(named) >= _FEWEST and not others and len(told) == 1 else {}


def _week(page: Page, line: Line, frame: Frame, heading: Line) -> dict[int, Frame] | None:
    """For each weekday of the heading a frame with its date, under a range of dates that is as long.

    Each day rests on the words of the range, and has a calendar that knows it by them.
    """
    dates = [date for cell in line.values() for row in cell for date in row.dates]
    if len(line) != 1 or len(dates) != 1 or dates[0].last is None or dates[0].day is None:
        return None
    dated = frame.calendar.of(dates[0])
    weekdays = {column: day for column, cell in heading.items() for day in find_weekdays(page.text, *cell[0].span)[:1]}
    year = dated.year or dates[0].last[0] or 2000  # only to count on from day to day
    first, last = Day(year, dates[0].month, dates[0].day), Day(year, *dates[0].last[1:])
    order = [day.weekday for day in weekdays.values()]
    if (last - first).days + 1 != len(order) or order != [(order[0] + step) % 7 for step in range(len(order))]:
        return None
    if dated.year and first.weekday() != order[0]:
        return None
    days: dict[int, Frame] = {}
    for step, column in enumerate(weekdays):
        day = first + timedelta(days=step)
        mention = DateMention(dates[0].begin, dates[0].end, dates[0].year, day.month, day.day)
        known = {**frame.calendar.dated, mention.begin: Dated(mention, dated.year, dated.basis)}
        days[column] = replace(frame, date=mention, calendar=replace(frame.calendar, dated=known))
    return days
