"""Dates that a table tells in parts: a day and a month in cells of their own, a number under a weekday in a grid of a month."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from kg.model.document import Line
from kg.rules import rule
from kg.text.dates import find_dates, real
from kg.text.lexicon import weekday_of
from kg.text.moments import DateMention

Lines = tuple[Line, ...]
_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th|º|\.)?$")
_DAY = re.compile(r"(\d{1,2})(?!\d|[.:/]\d|\s*[–-]\s*\d|\s*(?:am|pm|h|uhr)\b)", re.I)
_LONGEST = 12
_WEEK = 5
"""How many weekdays head a grid: the working days at least."""


def cell_dates(text: str, lines: Iterable[Line], dates: Iterable[DateMention]) -> list[DateMention]:
    """The dates that the tables among `lines` tell in parts, beside those found in running words."""
    known = list(dates)
    celled = [line for line in lines if line.cell is not None and line.kind != "nav"]
    found: list[DateMention] = []
    for _, table in groupby(celled, key=lambda line: line.cell[0]):
        rows = [tuple(row) for _, row in groupby(table, key=lambda line: line.cell[1])]
        found += _in_grid(text, rows, known) or [mention for row in rows for mention in _in_two_cells(text, row)]
    return found


@rule("date-in-two-cells", nothing=())
def _in_two_cells(text: str, row: Lines) -> tuple[DateMention, ...]:
    """The date of cells such as '5' and 'Oct', or 'Wed', '5', 'Oct' and '2022', next to each other."""
    words = [text[line.begin : line.end].strip(" ,") for line in row]
    if not any(_NUMBER.match(word) for word in words):
        return ()
    for first in range(len(row)):
        for size in (4, 3, 2):
            part = row[first : first + size]
            if len(part) == size and all(len(word) <= _LONGEST for word in words[first : first + size]):
                joined = " ".join(words[first : first + size])
                found = find_dates(joined)
                if len(found) == 1 and found[0].kind == "day" and found[0].begin == 0 and found[0].end >= len(joined.rstrip(".")):
                    one = found[0]
                    return (DateMention(part[0].begin, part[-1].end, one.year, one.month, one.day, one.weekday),)
    return ()


@rule("grid-of-a-month", nothing=())
def _in_grid(text: str, rows: list[Lines], known: list[DateMention]) -> tuple[DateMention, ...]:
    """The days of a calendar's page on which something is held, each under its weekday, in the month printed above."""
    for place, row in enumerate(rows[:3]):
        columns = _weekdays(text, row)
        month = _month(known, row[0].begin) if len(columns) >= _WEEK else None
        if month is not None:
            return tuple(_days(text, rows[place + 1 :], columns, month))
    return ()


def _weekdays(text: str, row: Lines) -> dict[int, int]:
    """The weekday over each column."""
    found: dict[int, int] = {}
    for line in row:
        day = weekday_of(text[line.begin : line.end].rstrip("."))
        if day is not None:
            found[line.cell[2]] = day
    return found if len(found) >= len(row) - 1 else {}


def _month(known: list[DateMention], before: int) -> DateMention | None:
    """The month printed last before a place."""
    months = [mention for mention in known if mention.kind == "month" and mention.year]
    at = bisect_right([mention.begin for mention in months], before) - 1
    return months[at] if at >= 0 else None


def _days(text: str, rows: list[Lines], columns: dict[int, int], month: DateMention) -> Iterator[DateMention]:
    for row in rows:
        for column, cell in groupby(row, key=lambda line: line.cell[2]):
            lines = tuple(cell)
            match = _DAY.match(text, lines[0].begin, lines[0].end)
            if not match or (len(lines) == 1 and match.end() == lines[0].end):
                continue
            day = int(match[1])
            if real(month.year, month.month, day) and date(month.year, month.month, day).weekday() == columns.get(column):
                yield DateMention(match.start(), match.end(), None, month.month, day)
