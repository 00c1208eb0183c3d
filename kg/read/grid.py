"""The rows and columns of a table, with cells that span several."""

from dataclasses import dataclass, field

WIDEST = 64
"""Columns up to which spans over rows are followed; wider tables are no tables of talks, and cost must stay bounded."""


@dataclass(slots=True)
class Grid:
    """Where the next cell of a table stands. Cells that span rows push those below them to the right."""

    number: int
    row: int = -1
    column: int = 0
    _taken: dict[int, int] = field(default_factory=dict)

    def next_row(self) -> None:
        """Begins a row."""
        self.row += 1
        self.column = 0

    def place(self, colspan: str | None, rowspan: str | None) -> tuple[int, int, int]:
        """The (table, row, column) of the next cell, which spans as many columns and rows as its attributes say."""
        self.row = max(0, self.row)
        while self._taken.get(self.column, -1) >= self.row:
            self.column += 1
        column = self.column
        self.column += span_of(colspan)
        last = self.row + span_of(rowspan) - 1
        if last > self.row:
            self._taken |= {taken: last for taken in range(column, min(self.column, WIDEST))}
        return self.number, self.row, column


def span_of(stated: str | None) -> int:
    """How many columns or rows a `colspan` or `rowspan` states; 1 where it states none."""
    stated = (stated or "1").strip()
    return min(max(1, int(stated)), 1000) if stated.isascii() and stated.isdecimal() and len(stated) < 6 else 1
