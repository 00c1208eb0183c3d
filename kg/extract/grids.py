"""Tables whose first row or first column names what the others hold: of cells, or of lines with bars between."""

import re
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from kg.extract.agenda_days import is_day
from kg.extract.column_guess import guessed_columns
from kg.extract.columns import column_role
from kg.extract.page import Page, Row
from kg.extract.wording import plain, tightened
from kg.model.document import Span
from kg.rules import rule
from kg.text.moments import DateMention, TimeMention

Rows = tuple[Row, ...]
_BAR = re.compile(r"\|")
_SHARED = frozenset(("date", "time", "datetime", "location", "host", "series", "number"))
"""What a cell over several rows says of each of them; a title or a speaker is said of one talk."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table: the rows of the page it covers, its cells by the role of their column, and the day it stands under."""

    rows: Rows
    cells: tuple[tuple[str, Rows], ...]
    day: DateMention | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with named columns: the rows of its heading and its entries."""

    headings: Rows
    entries: tuple[Entry, ...]


@rule("table-with-headings", nothing=())
def grids_of(page: Page, rows: Rows) -> tuple[Grid, ...]:
    """The tables among `rows` whose columns are named, by date or speaker or title at least two of them."""
    return (*_cell_grids(page, rows), *_bar_grids(page, rows))


def _cell_grids(page: Page, rows: Rows) -> tuple[Grid, ...]:
    found = []
    above: Row | None = None
    for number, group in groupby(rows, key=lambda row: row.line.cell and row.line.cell[0]):
        table = tuple(group)
        if number is not None:
            lines = [tuple(line) for _, line in groupby(table, key=lambda row: row.line.cell[1])]
            day = above.dates[0] if above is not None and is_day(above) and above.dates[0].kind == "day" else None
            grid = _on_its_side(page, lines) or _upright(page, lines, day)
            found += [grid] if grid.entries else []
        above = table[-1]
    return tuple(found)


def _upright(page: Page, lines: list[Rows], day: DateMention | None) -> Grid:
    """The entries below the line that names the columns; `day` is the one the table stands under."""
    headed = any(columns_of_line(page, line) for line in lines)
    roles: dict[int, str] = (None if headed else guessed_columns(page, lines)) or {}
    headings: list[Row] = []
    entries: list[Entry] = []
    over: dict[int, Rows] = {}
    for line in lines:
        if named := columns_of_line(page, line):
            roles = named
            headings.extend(line)
        elif roles and _is_day_line(line):
            day = line[0].dates[0]
            headings.extend(line)
        elif roles:
            over = _covering(over, line)
            shared = {column: cell for column, cell in over.items() if roles.get(column) in _SHARED}
            entry = replace(entry_of(_with_covering(line, shared), roles), rows=line, day=day)
            entries.append(replace(entry, day=entry.day or _day_above(entry, entries, roles)))
    return Grid(tuple(headings), tuple(entries))


@rule("empty-date-in-order-of-time", nothing=None)
def _day_above(entry: Entry, entries: list[Entry], roles: dict[int, str]) -> DateMention | None:
    """The day of the entry above where this one leaves the cell of its date empty and its own time comes later."""
    if not entries or not {"date", "time"} <= set(roles.values()):
        return None
    dates, times = _moments(entry)
    dates_above, times_above = _moments(entries[-1])
    day = next(iter(dates_above), entries[-1].day)
    later = times and times_above and times_above[0].start < times[0].start
    return day if later and not dates and all(role != "date" for role, _ in entry.cells) else None


def _moments(entry: Entry) -> tuple[list[DateMention], list[TimeMention]]:
    rows = [row for _, cell in entry.cells for row in cell]
    return [date for row in rows for date in row.dates], [time for row in rows for time in row.times]


def _is_day_line(line: Rows) -> bool:
    """Whether a line of a table is one cell with a day, a heading over the lines below."""
    return len(line) == 1 and is_day(line[0]) and line[0].line.cell[2] == 0 and line[0].dates[0].kind == "day"


def _covering(over: dict[int, Rows], line: Rows) -> dict[int, Rows]:
    """The cells that reach over a line from above, and those of the line itself that reach further down, by column."""
    number = line[0].line.cell[1]
    kept = {column: cell for column, cell in over.items() if cell[0].line.cell[1] + cell[0].line.rows > number}
    own = {column: tuple(cell) for column, cell in groupby(line, key=lambda row: row.line.cell[2])}
    return {**kept, **{column: cell for column, cell in own.items() if cell[0].line.rows > 1}}


@rule("cell-over-several-rows", nothing=())
def _covered(line: Rows, over: dict[int, Rows]) -> tuple[Row, ...]:
    """The rows of the cells from above that reach over a line."""
    own = {row.line.cell[2] for row in line}
    return tuple(row for column, cell in over.items() if column not in own for row in cell)


def _with_covering(line: Rows, over: dict[int, Rows]) -> Rows:
    return tuple(sorted((*_covered(line, over), *line), key=lambda row: (row.line.cell[2], row.begin)))


@rule("table-on-its-side", nothing=None)
def _on_its_side(page: Page, lines: list[Rows]) -> Grid | None:
    """A table whose first column names its rows, with two or more talks beside each other."""
    roles = {line[0].line.cell[1]: column_role(plain(page.text, line[0].span)) for line in lines if line[0].line.cell[2] == 0}
    named = {number: role for number, role in roles.items() if role}
    columns = sorted({row.line.cell[2] for line in lines for row in line if row.line.cell[2] > 0})
    if len(named) < 3 or len(named) * 2 <= len(lines) or columns_of_line(page, lines[0]):
        return None
    entries = tuple(_column(lines, column, named) for column in columns)
    talks = tuple(entry for entry in entries if {"speaker", "title", "titleabstract"} & {role for role, _ in entry.cells})
    headings = tuple(row for line in lines for row in line if row.line.cell[2] == 0)
    return Grid(headings, talks) if len(talks) > 1 else None


def _column(lines: list[Rows], column: int, roles: dict[int, str]) -> Entry:
    """The entry that one column is."""
    cells = [(line[0].line.cell[1], tuple(row for row in line if row.line.cell[2] == column)) for line in lines]
    kept = tuple((roles[number], rows) for number, rows in cells if rows and number in roles)
    return Entry(tuple(row for _, rows in kept for row in rows), kept)


def entry_of(line: Rows, roles: dict[int, str]) -> Entry:
    """The entry that a row of a table is under the roles of its columns."""
    cells = tuple((roles.get(column, "other"), tuple(group)) for column, group in groupby(line, key=lambda row: row.line.cell[2]))
    return Entry(line, cells)


def columns_of_line(page: Page, line: Rows) -> dict[int, str] | None:
    """The roles of a line of column headings by column; None where it is none."""
    columns = {column: tuple(group) for column, group in groupby(line, key=lambda row: row.line.cell[2])}
    roles = {
        column: role for column, group in columns.items() if len(group) == 1 and (role := column_role(plain(page.text, group[0].span)))
    }
    if "reading" in roles.values():
        roles = {column: "other" if role == "title" else role for column, role in roles.items()}
    return (
        roles
        if len(roles) >= 2 and len(roles) * 2 >= len(columns) and set(roles.values()) & {"speaker", "title", "titleabstract", "reading"}
        else None
    )


def _bar_grids(page: Page, rows: Rows) -> tuple[Grid, ...]:
    """Tables whose cells are parted by bars on one line each."""
    roles: list[str] = []
    headings: list[Row] = []
    entries: list[Entry] = []
    for row in rows:
        if row.line.cell is not None or page.text.count("|", row.line.begin, row.line.end) < 2:
            continue
        spans = _bar_cells(page.text, row)
        named = [column_role(plain(page.text, span)) or "other" for span in spans]
        if sum(role != "other" for role in named) >= 2 and sum(role != "other" for role in named) * 2 >= len(named):
            roles, headings = named, [*headings, row]
        elif roles and abs(len(spans) - len(roles)) <= 1:
            cells = tuple((role, (_part(row, span),)) for role, span in zip(roles, spans, strict=False) if span[0] < span[1])
            entries.append(Entry((row,), cells))
    return (Grid(tuple(headings), tuple(entries)),) if entries else ()


def _bar_cells(text: str, row: Row) -> list[Span]:
    bars = [match.start() for match in _BAR.finditer(text, row.line.begin, row.line.end)]
    bounds = [bars[0], *bars[1:]] if bars and not text[row.line.begin : bars[0]].strip() else [row.line.begin - 1, *bars]
    if text[bounds[-1] + 1 : row.line.end].strip():
        bounds.append(row.line.end)
    return [tightened(text, (begin + 1, end)) for begin, end in pairwise(bounds)]


def _part(row: Row, span: Span) -> Row:
    return replace(
        row,
        begin=span[0],
        end=span[1],
        label=None,
        fit=None,
        dates=tuple(date for date in row.dates if span[0] <= date.begin < span[1]),
        times=tuple(time for time in row.times if span[0] <= time.begin < span[1]),
    )
