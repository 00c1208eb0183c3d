"""Tables whose rows, or rows and columns, are bounded by lines drawn on the page: a cell is what stands between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from kg.read.pdf.lines import NEAR, Frame, Line, frames, whole
from kg.read.pdf.pieces import Piece, Row, joined
from kg.read.pdf.regions import Table, Text

MOST_CELLS, MOST_LINES = 3_000, 15
"""Cells of one table, and lines of most of its cells: boxes that hold more are columns of a page."""
_DRAWN = 0.6
"""Of the side of a cell: how much of it a line must cover to bound it."""
_LEAST_ROWS = 3
"""Rows that lines must part where no line parts the columns: two lines alone set off a heading."""
_WHITE = 0.5
"""Of the size: what is white in every row between lines parts columns from here on."""
_CLOSE = 1.8
"""Of the size: a row above the first line of a table, or below its last, lies no further from it than this."""

Drawn = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table, where its first row stands, and which pieces it holds, by their identity."""

    table: Table
    top: float
    left: float
    pieces: frozenset[int]


def ruled_tables(rows: list[Row], rules: list[Drawn], pillars: list[Drawn]) -> list[Ruled]:
    """The tables of a page that its `rules` (left, right, y) and `pillars` (top, bottom, x) bound, in reading order."""
    found: list[Ruled] = []
    loose: list[Line] = []
    for frame in frames(whole(rules), whole(pillars)):
        columns, levels = frame.levels()
        if len(columns) > 2 and len(levels) > 2 and frame.pillars and len(columns) * len(levels) <= MOST_CELLS:
            if table := _lattice(rows, frame, columns, levels):
                found.append(table)
        else:
            loose += frame.rules
    taken = {piece for table in found for piece in table.pieces}
    for stack in _stacks(loose):
        if (table := _stacked(rows, stack)) and not table.pieces & taken:
            found.append(table)
            taken |= table.pieces
    return sorted(found, key=lambda one: (one.top, one.left))


def around(rows: list[Row], tables: list[Ruled]) -> Iterator[list[Row] | Table]:
    """The tables, and what stands above, between and below them, in order."""
    taken = {piece for table in tables for piece in table.pieces}
    left = [Row(kept, row.y) for row in rows if (kept := tuple(piece for piece in row.pieces if id(piece) not in taken))]
    for table in tables:
        above = [row for row in left if row.y < table.top]
        if above:
            yield above
        left = left[len(above) :]
        yield table.table
    if left:
        yield left


def _lattice(rows: list[Row], frame: Frame, columns: list[float], levels: list[float]) -> Ruled | None:
    """The table of a frame whose lines bound rows and columns; None where words run through them or its cells are none."""
    own = [piece for row in rows for piece in row.pieces if columns[0] - NEAR < _middle(piece)[0] < columns[-1] + NEAR and levels[0] - NEAR < _middle(piece)[1] < levels[-1] + NEAR]
    if any(_crossed(piece, frame) for piece in own):
        return None
    cells: dict[tuple[int, int], list[Piece]] = {}
    corner = _joined(frame, columns, levels)
    reach: dict[tuple[int, int], int] = {}
    for (row, _column), first in corner.items():
        reach[first] = max(reach.get(first, 1), row - first[0] + 1)
    for piece in own:
        x, y = _middle(piece)
        place = _between(levels, y), _between(columns, x)
        cells.setdefault(corner[place], []).append(piece)
    if len(cells) < 4 or len({row for row, _ in cells}) < 2 or len({column for _, column in cells}) < 2:
        return None
    texts = {place: _text(pieces, columns[place[1]], _right(place, corner, columns)) for place, pieces in cells.items()}
    if median(len(text.lines) for text in texts.values()) > MOST_LINES:
        return None
    table = tuple(
        tuple((column, text, reach[row, column]) for (_, column), text in line)
        for row, line in groupby(sorted(texts.items(), key=lambda cell: cell[0]), key=lambda cell: cell[0][0])
    )
    return Ruled(Table(table), levels[0], columns[0], frozenset(map(id, own)))


def _middle(piece: Piece) -> tuple[float, float]:
    return (piece.left + piece.right) / 2, piece.y - 0.3 * piece.size


def _crossed(piece: Piece, frame: Frame) -> bool:
    """Whether a vertical line is drawn through words."""
    y = _middle(piece)[1]
    return any(piece.left + NEAR < pillar.at < piece.right - NEAR and pillar.begin < y < pillar.end for pillar in frame.pillars)


def _between(levels: list[float], place: float) -> int:
    return min(max(0, sum(level < place for level in levels) - 1), len(levels) - 2)


def _joined(frame: Frame, columns: list[float], levels: list[float]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place of the grid the first of its cell: places that no line parts are one cell."""
    first = {(row, column): (row, column) for row in range(len(levels) - 1) for column in range(len(columns) - 1)}
    for row, column in first:
        above, before = (row - 1, column), (row, column - 1)
        if column and not _covers(frame.pillars, columns[column], levels[row : row + 2]):
            first[row, column] = first[before]
        elif row and not _covers(frame.rules, levels[row], columns[column : column + 2]):
            first[row, column] = first[above]
    return first


def _covers(lines: tuple[Line, ...], at: float, side: list[float]) -> bool:
    """Whether a line is drawn along one side of a place of the grid."""
    begin, end = side
    return any(abs(line.at - at) <= NEAR and min(line.end, end) - max(line.begin, begin) >= _DRAWN * (end - begin) for line in lines)


def _right(place: tuple[int, int], corner: dict[tuple[int, int], tuple[int, int]], columns: list[float]) -> float:
    """Where the cell of a place ends."""
    row, column = place
    last = column
    while corner.get((row, last + 1)) == place:
        last += 1
    return columns[last + 1]


def _text(pieces: list[Piece], left: float, right: float) -> Text:
    """The lines of a cell: what stands at one height is one line, however far apart; what is free on its left is on its right."""
    lines = joined(pieces)
    free = max(0.0, min(min(line.left for line in lines) - left, right - max(line.right for line in lines)))
    return Text(lines, left + free, right - free, True)


def _stacks(rules: list[Line]) -> Iterator[list[Line]]:
    """Lines below one another that begin and end at one place: what parts the rows of a table without columns drawn."""
    stacks: list[list[Line]] = []
    for line in sorted(rules, key=lambda one: one.at):
        own = next((stack for stack in stacks if abs(stack[-1].begin - line.begin) <= NEAR and abs(stack[-1].end - line.end) <= NEAR), None)
        if own is None:
            stacks.append([line])
        elif line.at - own[-1].at > NEAR:
            own.append(line)
    return (stack for stack in stacks if len(stack) >= _LEAST_ROWS - 1)


def _stacked(rows: list[Row], stack: list[Line]) -> Ruled | None:
    """The table between lines that part its rows alone; its columns are parted by what is white in all of them."""
    inside = [Row(kept, row.y) for row in rows if (kept := tuple(piece for piece in row.pieces if stack[0].begin - NEAR < piece.left < stack[0].end))]
    levels = [line.at for line in stack]
    groups = [[row for row in inside if upper < row.y <= lower + NEAR] for upper, lower in pairwise(levels)]
    groups = [group for group in groups if group]
    white = _white([group for group in groups if len(group) > 1 or len(group[0].pieces) > 1])
    above = _near([row for row in reversed(inside) if row.y <= levels[0]], levels[0], white)
    below = _near([row for row in inside if row.y > levels[-1] + NEAR], levels[-1], white)
    groups = [group for group in (above[::-1], *groups, below) if group]
    if not white or len(groups) < _LEAST_ROWS or any(_several(group, white) for group in groups):
        return None
    bounds = [stack[0].begin, *white, stack[0].end]
    table = []
    for group in groups:
        cells: dict[int, list[Piece]] = {}
        for piece in (piece for row in group for piece in row.pieces):
            cells.setdefault(sum(place < piece.left + 0.1 for place in white), []).append(piece)
        table.append(tuple((column, _text(cells[column], bounds[column], bounds[column + 1]), 1) for column in sorted(cells)))
    held = [piece for group in groups for row in group for piece in row.pieces]
    return Ruled(Table(tuple(table)), min(piece.y for piece in held) - NEAR, stack[0].begin, frozenset(map(id, held)))


def _near(rows: list[Row], level: float, white: list[float]) -> list[Row]:
    """The rows that follow from a line on without a gap, the nearest first, where they stand in the columns of a table."""
    found: list[Row] = []
    for row in rows:
        crossing = any(piece.left < place < piece.right for piece in row.pieces for place in white)
        if crossing or abs(row.y - level) > _CLOSE * row.size or (found and abs(row.size - found[0].size) > 0.1 * row.size):
            break
        found.append(row)
        level = row.y
    columns = {sum(place < piece.left + 0.1 for place in white) for row in found for piece in row.pieces}
    return found if len(columns) > 1 else []


def _white(groups: list[list[Row]]) -> list[float]:
    """The middles of what is white in all rows of a table, between the words of two columns."""
    pieces = sorted((piece for group in groups for row in group for piece in row.pieces), key=lambda piece: piece.left)
    found, end = [], None
    for piece in pieces:
        if end is not None and piece.left - end >= _WHITE * piece.size:
            found.append((end + piece.left) / 2)
        end = piece.right if end is None else max(end, piece.right)
    return found


def _several(group: list[Row], white: list[float]) -> bool:
    """Whether what stands between two lines is several rows: two of its lines have words in most columns."""
    full = sum(len({sum(place < piece.left + 0.1 for place in white) for piece in row.pieces}) > max(1, len(white) / 2) for row in group)
    return len(group) > 3 and full > 2
