"""The parts of a page in reading order: text, columns of text side by side, and tables with their cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.read.pdf.centred import Cells, centred
from kg.read.pdf.level import Interval, column_of, level_rows, parted
from kg.read.pdf.pieces import Piece, Row, joined

_TIME = re.compile(r"\(?\d{1,2}(?:\s?[:.hH]\s?(?:\d\d)?(?!\w)|\s?[ap]\.?m\b)")
_GUTTER = 0.8
"""Of the size of the letters: the narrowest white column that parts two columns of a page."""
_FULL, _PROSE = 0.72, 24
"""Columns of running text: how much of their width a line fills, and how many characters it has."""
_TIGHT, _LOOSE = 1.35, 1.25
"""Of the size of the letters: the distance of two lines of one paragraph, and that of two rows, relative to it."""

MOST_ROWS, HANGING = 300, 40
"""Rows of one table of a page, and how many of them a row that hangs below is compared with."""
_HEADS = 3
"""Lines that may stand right above a table, at the height of no row of it, and be taken for rows."""
_FAR = 9
"""Of the size: rows that lie further apart are of two tables."""

Gutter = tuple[float, float, int]
"""A white column, and how many rows have words on both sides of it."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lines below one another in one column, the left and right of that column, and whether it is a cell of a table."""

    lines: tuple[Piece, ...]
    left: float
    right: float
    cell: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: for each of its rows the cells, each as (column, its lines, how many rows it spans)."""

    rows: tuple[tuple[tuple[int, Text, int], ...], ...]


Region = Text | Table


def regions_of(rows: list[Row], rules: list[tuple[float, float, float]], sides: Interval) -> Iterator[Region]:
    """The regions of a page, or a part of it, in the order a person reads them; `sides` are its left and right."""
    at = 0
    plain: list[Row] = []
    while at < len(rows):
        if found := centred(rows, at):
            yield from _plain(plain, sides)
            plain = []
            at, cells = found
            yield _centred(cells)
            continue
        band = _band(rows, at)
        if band is None:
            plain.append(rows[at])
            at += 1
            continue
        end, gutters = band
        first, level, white = _level_table(rows[at - len(plain[-_HEADS:]) : end], len(plain[-_HEADS:]), gutters)
        if level:
            above = rows[at - len(plain[-_HEADS:]) : end][:first]
            yield from _plain([*plain[: -_HEADS or None], *above] if plain else above, sides)
            plain, at = [], end
            yield _table(level, white)
            continue
        yield from _plain(plain, sides)
        plain = []
        yield from _side_by_side(rows[at:end], gutters, rules, sides)
        at = end
    yield from _plain(plain, sides)


def _level_table(rows: list[Row], known: int, gutters: list[Interval]) -> tuple[int, list[list[Row]] | None, list[Interval]]:
    """Where among the first rows a table begins that no line rules, its rows, and its white columns; none where none does.

    `known` rows stand above the first that showed its columns: the first line of a cell may stand there.
    """
    white = parted(rows[known:], gutters)
    led = [piece for row in rows[known:] for piece in row.pieces if column_of(piece, white) == 0]
    tries = []
    for first in range(0 if _is_text(led) else min(known + _HEADS, len(rows) - 1)):
        white = parted(rows[first:], gutters)
        if groups := level_rows(rows[first:], white):
            tries.append((-len(white), first, groups, white))
    if not tries:
        return 0, None, gutters
    _, first, groups, white = min(tries, key=lambda one: one[:2])
    while len(groups) > 2 and all(column_of(piece, white) == 0 for row in groups[0] for piece in row.pieces):
        first, groups = first + len(groups[0]), groups[1:]  # a line over the table
    return first, groups, white


def _centred(rows: list[Cells]) -> Table:
    left = [min(piece.left for row in rows for piece in row[side]) for side in (0, 1)]
    return Table(tuple(tuple((side, Text(row[side], left[side], float("inf"), True), 1) for side in (0, 1)) for row in rows))


def _plain(rows: list[Row], sides: Interval) -> Iterator[Region]:
    """Lines that no column parts; a lone line whose pieces stand apart is a row of cells."""
    lines: list[Piece] = []
    for row in rows:
        if len(row.pieces) == 1:
            lines.append(row.pieces[0])
            continue
        if lines:
            yield Text(tuple(lines), *sides)
        lines = []
        yield Table((tuple((number, Text((piece,), piece.left, piece.right, True), 1) for number, piece in enumerate(row.pieces)),))
    if lines:
        yield Text(tuple(lines), *sides)


def _band(rows: list[Row], at: int) -> tuple[int, list[Interval]] | None:
    """Where the rows from `at` on that white columns part end, and those columns; None where there are none."""
    if len(rows[at].pieces) < 2 and not _staggered(rows, at):
        return None
    gutters = [(*gap, 1) for gap in _gaps(rows, at)]
    last = at + 1
    for number in range(at + 1, min(len(rows), at + MOST_ROWS)):
        if rows[number].y - rows[number - 1].y > _FAR * rows[number].size:
            break
        narrowed = _narrowed(gutters, rows[number])
        if not narrowed:
            break
        gutters, last = narrowed, number + 1
    white = [gutter[:2] for gutter in gutters]
    sides = [_sides(row, white) for row in rows[at:last]]
    while sides and len(sides[-1]) == 1 and not _hangs(rows, at, last, white):
        sides.pop()
        last -= 1
    parted = sum(len(side) > 1 for side in sides)
    return (last, white) if parted >= 2 or (len({min(side) for side in sides}) > 1 and last - at >= 4) else None


def _staggered(rows: list[Row], at: int) -> bool:
    """Whether the next row stands beside this one, a little lower: columns whose lines are not level."""
    if at + 1 >= len(rows):
        return False
    here, below = rows[at].pieces[0], rows[at + 1].pieces[0]
    apart = here.right + _GUTTER * here.size < below.left or below.right + _GUTTER * here.size < here.left
    return apart and rows[at + 1].y - rows[at].y < 1.6 * max(here.size, below.size)


def _gaps(rows: list[Row], at: int) -> list[Interval]:
    pieces = rows[at].pieces if len(rows[at].pieces) > 1 else sorted((rows[at].pieces[0], rows[at + 1].pieces[0]), key=lambda one: one.left)
    return [(one.right, other.left) for one, other in pairwise(pieces)]


def _narrowed(gutters: list[Gutter], row: Row) -> list[Gutter]:
    """The white columns with a row added; none where the row runs through them.

    A row of several pieces may run through one that two rows have shown, as a cell that spans two columns does.
    """
    found, crossed = [], 0
    for left, right, shown in gutters:
        low, high = left, right
        for piece in row.pieces:
            if piece.left <= low and piece.right > low:
                low = piece.right
            elif low < piece.left < high:
                high = piece.left
        if high - low >= _GUTTER * row.size:
            both = row.pieces[0].left < low and row.pieces[-1].right > high
            found.append((low, high, shown + both))
        elif len(row.pieces) > 1 and shown > 1:
            crossed += 1
            found.append((left, right, shown))
        elif len(row.pieces) == 1:
            return []
    return found if crossed < len(found) else []


def _sides(row: Row, gutters: list[Interval]) -> set[int]:
    return {column_of(piece, gutters) for piece in row.pieces}


def _hangs(rows: list[Row], at: int, last: int, gutters: list[Interval]) -> bool:
    """Whether the last row, which has words on one side alone, goes on in a cell above or stands as a column there."""
    row, above = rows[last - 1], rows[max(at, last - HANGING) : last - 1]
    column = column_of(row.pieces[0], gutters)
    starts = [piece.left for other in above for piece in other.pieces if column_of(piece, gutters) == column]
    aligned = any(abs(start - row.pieces[0].left) < 0.5 * row.size for start in starts)
    tight = bool(above) and row.y - above[-1].y <= _TIGHT * row.size
    return aligned and (column > 0 or tight) and row.pieces[0].right < (gutters[0][1] if column == 0 else float("inf"))


def _side_by_side(rows: list[Row], gutters: list[Interval], rules: list[tuple[float, float, float]], sides: Interval) -> Iterator[Region]:
    """Columns of text one after another, or the rows of a table."""
    columns: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    for row in rows:
        for piece in row.pieces:
            columns[column_of(piece, gutters)].append(piece)
    edges = [sides[0], *((left + right) / 2 for left, right in gutters), sides[1]]
    cuts = [number for number in range(1, len(columns)) if _parts_texts(columns, number, rows, gutters)]
    if not cuts:
        yield _table(_ruled(rows, rules) or _spaced(rows, gutters), gutters)
        return
    for first, beyond in pairwise((0, *cuts, len(columns))):
        inside = [
            Row(pieces, row.y)
            for row in rows
            if (pieces := tuple(piece for piece in row.pieces if first <= column_of(piece, gutters) < beyond))
        ]
        yield from regions_of(inside, [rule for rule in rules if rule[0] < edges[beyond] and rule[1] > edges[first]], (edges[first], edges[beyond]))


def _parts_texts(columns: list[list[Piece]], number: int, rows: list[Row], gutters: list[Interval]) -> bool:
    """Whether the white column before a column parts two texts, and not two cells of a table."""
    left, right = columns[number - 1], columns[number]
    if _is_text(left) and _is_text(right):
        return True
    if number < 2 and not _level(rows, gutters) and min(len(left), len(right)) >= 4:
        return True
    led = _led(columns[0]) and _led(right)
    return led and any(not _TIME.match(piece.text) for column in columns[:number] for piece in column)


def _led(column: list[Piece]) -> bool:
    """Whether most rows of a column begin with a time."""
    first: dict[float, Piece] = {}
    for piece in sorted(column, key=lambda piece: piece.left):
        first.setdefault(piece.y, piece)
    return len(first) >= 2 and sum(bool(_TIME.match(one.text)) for one in first.values()) * 5 >= len(first) * 3


def _is_text(column: list[Piece]) -> bool:
    if len(column) < 4:
        return False
    width = max(piece.right for piece in column) - min(piece.left for piece in column)
    full = sum(piece.right - piece.left >= _FULL * width for piece in column)
    return full * 2 >= len(column) and sum(len(piece.text) for piece in column) >= _PROSE * len(column)


def _level(rows: list[Row], gutters: list[Interval]) -> bool:
    """Whether at least a fourth of the lines of two columns are level with one another, as in a table."""
    return sum(len(_sides(row, gutters)) > 1 for row in rows) * 4 >= len(rows)


def _table(groups: list[list[Row]], gutters: list[Interval]) -> Table:
    columns: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    for piece in (piece for group in groups for row in group for piece in row.pieces):
        columns[column_of(piece, gutters)].append(piece)
    right = [_filled(column) for column in columns]
    left = [min((piece.left for piece in column), default=0.0) for column in columns]
    table = []
    for group in groups:
        cells: dict[int, list[Piece]] = {}
        for row in group:
            for piece in row.pieces:
                cells.setdefault(column_of(piece, gutters), []).append(piece)
        table.append(tuple((column, Text(joined(cells[column]), left[column], right[column], True), 1) for column in sorted(cells)))
    return Table(tuple(table))


def _filled(column: list[Piece]) -> float:
    """Where the full lines of a column end; beyond everything where there are no two that end there."""
    ends = sorted((piece.right for piece in column), reverse=True)
    return ends[0] if len(ends) > 1 and ends[1] >= ends[0] - 1.5 * column[0].size else float("inf")


def _ruled(rows: list[Row], rules: list[tuple[float, float, float]]) -> list[list[Row]]:
    """The rows between the lines that are drawn across at least half of the table; none where there are fewer than two."""
    left, right = min(row.pieces[0].left for row in rows), max(row.pieces[-1].right for row in rows)
    drawn = sorted({y for begin, end, y in rules if min(end, right) - max(begin, left) >= 0.5 * (right - left) and rows[0].y < y < rows[-1].y})
    cuts = [y for number, y in enumerate(drawn) if number == 0 or y - drawn[number - 1] > 4]
    groups: list[list[Row]] = [[] for _ in range(len(cuts) + 1)]
    for row in rows:
        groups[sum(y < row.y for y in cuts)].append(row)
    groups = [group for group in groups if group]
    return groups if len(groups) >= 3 or (len(groups) == 2 and len(rows) <= 4) else []


def _spaced(rows: list[Row], gutters: list[Interval]) -> list[list[Row]]:
    """The rows by the distance of their lines where that tells, else a row for each line that begins in the first column."""
    gaps = [below.y - above.y for above, below in pairwise(rows)]
    tight = min(gaps)
    told = max(gaps) >= _LOOSE * tight and sum(gap >= _LOOSE * tight for gap in gaps) >= 2 and sum(gap < 1.1 * tight for gap in gaps) >= 2
    groups = [[rows[0]]]
    for gap, row in zip(gaps, rows[1:], strict=True):
        whole = len(_sides(row, gutters)) > 1 and column_of(row.pieces[0], gutters) == 0
        wide = gap >= _LOOSE * tight if told else gap > _TIGHT * median((row.size, rows[0].size))
        if (told and wide) or (not told and (whole or (wide and column_of(row.pieces[0], gutters) == 0))):
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups
