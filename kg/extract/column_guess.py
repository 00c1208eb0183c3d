"""The roles of columns that no heading names, by what their cells hold: days, people, places, and words that are titles."""

from collections.abc import Callable
from itertools import groupby

from kg.extract.agenda_days import opens_with_date
from kg.extract.location import is_location
from kg.extract.page import Page, Row, is_prose
from kg.extract.people import people_line
from kg.extract.status import is_empty, is_tba
from kg.extract.wording import plain
from kg.rules import rule
from kg.text.affiliations import has_head

Rows = tuple[Row, ...]
_LEAST_LINES = 3
_MOST_LINES = 400
_SHARE = 0.7


@rule("columns-by-content", nothing=None)
def guessed_columns(page: Page, lines: list[Rows]) -> dict[int, str] | None:
    """The roles of the columns of a table without headings; None where there is no column of days, of people and of titles each."""
    cells = [_cells(line) for line in lines[:_MOST_LINES] if len(_cells(line)) > 2]
    if len(cells) < _LEAST_LINES:
        return None
    columns = sorted({column for line in cells for column in line})
    told = {column: [line[column] for line in cells if column in line and not _is_silent(page, line[column])] for column in columns}
    told = {column: found for column, found in told.items() if len(found) * 2 >= len(cells)}
    roles: dict[int, str] = {}
    for role, holds in _TESTS:
        fitting = [column for column, found in told.items() if column not in roles and _share(page, found, holds) >= _SHARE]
        if len(fitting) > 1 and role in ("date", "speaker"):
            return None
        roles |= dict.fromkeys(fitting[:1], role)
    rest = [column for column in told if column not in roles]
    titles = [column for column in rest if _share(page, told[column], _is_title) >= _SHARE]
    if len(titles) != 1 or not {"date", "speaker"} <= set(roles.values()):
        return None
    return roles | {titles[0]: "title"}


def _cells(line: Rows) -> dict[int, Rows]:
    return {column: tuple(cell) for column, cell in groupby(line, key=lambda row: row.line.cell[2])}


def _is_silent(page: Page, cell: Rows) -> bool:
    printed = plain(page.text, cell[0].span)
    return is_tba(printed) or is_empty(printed)


def _share(page: Page, cells: list[Rows], holds: Callable[[Page, Rows], bool]) -> float:
    return sum(holds(page, cell) for cell in cells) / len(cells)


def _is_date(page: Page, cell: Rows) -> bool:
    return opens_with_date(cell[0]) and cell[0].end - cell[0].begin < 60


def _is_time(page: Page, cell: Rows) -> bool:
    return bool(cell[0].times) and not cell[0].dates and cell[0].end - cell[0].begin < 40


def _is_people(page: Page, cell: Rows) -> bool:
    return bool(people_line(page.text, cell[0].span))


def _is_place(page: Page, cell: Rows) -> bool:
    return is_location(page.text, cell[0].span)


def _is_affiliation(page: Page, cell: Rows) -> bool:
    return has_head(page.text, *cell[0].span) and not is_prose(page.text, cell[0].span)


def _is_title(page: Page, cell: Rows) -> bool:
    return len(plain(page.text, cell[0].span).split()) > 1 and not cell[0].dates


_TESTS = (("date", _is_date), ("time", _is_time), ("speaker", _is_people), ("location", _is_place), ("affiliation", _is_affiliation))
"""In this order: what a cell is taken for first, it is not asked for again."""
