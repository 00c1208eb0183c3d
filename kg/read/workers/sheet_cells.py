"""The sheets of a workbook (XLSX, XLS, ODS) as rows of words.

A line for each sheet that is shown and holds something: its `name`, its `rows` of words as a reader sees them (days in
ISO 8601), and whether it was `cut`. What stands in merged cells stands in each row of them.
"""

import datetime
import io
import json
import sys
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

sys.path.append(str(Path(__file__).parent))
from bounds import bound

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 50, 20_000, 100, 5_000_000
"""Bounds of sheets a workbook, of rows and columns a sheet, and of characters in all."""


def main() -> None:
    """Writes the sheets of the workbook on standard input."""
    bound()
    data = sys.stdin.buffer.read()
    try:
        sheets = list(_sheets(CalamineWorkbook.from_filelike(io.BytesIO(data))))
    except PasswordError:
        sheets = [{"refused": "is locked with a password: give a copy without one, or save it as CSV."}]
    except CalamineError:
        sheets = [{"refused": "is damaged, or no spreadsheet: save the table as XLSX or CSV."}]
    for sheet in sheets or [{"refused": "is a spreadsheet without words: give one with a table of talks."}]:
        sys.stdout.write(json.dumps(sheet) + "\n")


def _sheets(book: CalamineWorkbook):
    left = MOST_CHARACTERS
    for about in book.sheets_metadata[:MOST_SHEETS]:
        if about.visible != SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_name(about.name)
        rows = [[_words(cell) for cell in row[:MOST_COLUMNS]] for row in sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)]
        _fill(rows, sheet.merged_cell_ranges or [])
        while rows and not any(rows[-1]):
            rows.pop()
        size = sum(len(cell) for row in rows for cell in row)
        if size > left:
            yield {"refused": f"holds more than {MOST_CHARACTERS:,} characters: give a smaller part of it."}
            return
        left -= size
        if rows:
            yield {"name": about.name, "rows": rows, "cut": sheet.total_height > MOST_ROWS}


def _fill(rows: list[list[str]], merged: list) -> None:
    """Says in each row of cells merged below one another what they say."""
    for (top, left), (bottom, _) in merged[:MOST_ROWS]:
        if top < len(rows) and left < len(rows[top]) and bottom > top:
            for row in rows[top + 1 : bottom + 1]:
                if left < len(row):
                    row[left] = row[left] or rows[top][left]


def _words(cell: object) -> str:
    """A cell as a reader sees it; a day has no time where it is midnight sharp."""
    if isinstance(cell, datetime.datetime):
        moment = (cell + datetime.timedelta(seconds=30)).replace(second=0, microsecond=0) if cell.second or cell.microsecond else cell
        return moment.date().isoformat() if moment.time() == datetime.time() else moment.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, datetime.time):
        return cell.strftime("%H:%M")
    if isinstance(cell, datetime.timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}" if 0 <= minutes < 24 * 60 else str(cell)
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell)
    return str(cell)


if __name__ == "__main__":
    main()
