"""Tables of talks: rows of words under the names of their columns, from CSV, TSV and the sheets of a workbook."""

import csv
import io
import re
from collections.abc import Iterator

from kg.read.apart import taken_apart
from kg.read.bounds import MOST_LISTED, has_more_lines, too_many_lines
from kg.read.draft import Draft, Place
from kg.read.entries import Entry
from kg.read.sniffing import NotThisFormat, TooMuch

Rows = list[list[str]]
LONGEST_NAME = 60
DEEPEST = 30
"""How far down a table its names of columns are looked for; above them stand its title and remarks."""
_FIGURE = re.compile(r"[\d\W_]*$")


def read_commas(text: str, draft: Draft, address: str | None) -> None:
    """Adds the rows of a table of comma-separated (or semicolon-separated) values."""
    first = text[: text.find("\n")] if "\n" in text else text
    _add_separated(text, ";" if first.count(";") > first.count(",") else ",", draft, address)


def read_tabs(text: str, draft: Draft, address: str | None) -> None:
    """Adds the rows of a table of tab-separated values."""
    _add_separated(text, "\t", draft, address)


def read_workbook(data: bytes, draft: Draft, address: str | None) -> None:
    """Adds the sheets of a workbook, each as a table under its name; a sheet without names of columns as it stands.

    Raises TooMuch, in words for its user, where there is none or it cannot be read.
    """
    sheets = list(taken_apart("sheet_cells", data, noun="a spreadsheet"))
    for sheet in sheets:
        rows = sheet["rows"]
        if len(sheets) > 1:
            _add_heading(sheet["name"], draft, 2)
        if (head := head_of(rows)) is None:
            _add_loose(rows, draft)
            draft.notes.append(f"the sheet '{sheet['name']}' has no names of columns, and no talk was read from it")
        else:
            _add_table(rows, head, draft, address)
        if sheet["cut"]:
            draft.notes.append(f"only the first {len(rows):,} rows of the sheet '{sheet['name']}' were read")


def _add_separated(text: str, delimiter: str, draft: Draft, address: str | None) -> None:
    """Adds a table of text; one without names of columns is no table of talks. Raises TooMuch where it has too many lines."""
    if has_more_lines(text, MOST_LISTED):
        raise TooMuch(too_many_lines(MOST_LISTED))
    rows = [[cell.strip() for cell in row] for row in _parted(text, delimiter)]
    head = head_of(rows)
    if head is None:
        raise NotThisFormat("no names of columns")
    _add_table(rows, head, draft, address)


def _parted(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(1 << 27)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise NotThisFormat(str(error)) from error


def head_of(rows: Rows) -> int | None:
    """The number of the row that names the columns: the first whose cells are several short names, each its own, as many
    as most rows below have; None where there is none.

    >>> head_of([["Seminar in Spring"], ["Date", "Speaker"], ["2025-05-03", "Ada Byron"]])
    1
    """
    widths = sorted(_filled(row) for row in rows[: DEEPEST * 10] if _filled(row) > 1)
    usual = widths[len(widths) // 2] if widths else 0
    for number, row in enumerate(rows[:DEEPEST]):
        names = [cell for cell in row if cell]
        told = len(names) >= 2 and len(names) * 3 >= usual * 2 and len(set(names)) == len(names)
        if told and all(len(name) <= LONGEST_NAME and not _FIGURE.match(name) and "\n" not in name.strip() for name in names):
            return number
    return None


def _filled(row: list[str]) -> int:
    return sum(bool(cell) for cell in row)


def _add_table(rows: Rows, head: int, draft: Draft, address: str | None) -> None:
    """Adds what stands above a table as headings, then each row as a record under the names of its columns."""
    for row in rows[:head]:
        _add_heading(" ".join(cell for cell in row if cell), draft, 1)
    names = rows[head]
    for row in rows[head + 1 :]:
        if row == names:
            continue  # the names once more, as at the top of each printed page
        entry = Entry(draft, base=address)
        for name, value in zip(names, row, strict=False):
            if name:
                entry.add(name, name, value)
        draft.end_block()
        if entry.properties:
            draft.record("row", entry.properties)


def _add_heading(words: str, draft: Draft, level: int) -> None:
    if words.strip():
        draft.flow(words, Place("heading", level))
        draft.end_block()


def _add_loose(rows: Rows, draft: Draft) -> None:
    """Adds the words of a sheet that is no table, row by row."""
    for row in rows:
        draft.verbatim(" | ".join(" ".join(cell.split()) for cell in row if cell.strip()))
        draft.end_line()
    draft.end_block()
