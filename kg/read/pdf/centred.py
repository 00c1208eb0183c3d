"""Tables of two columns whose cells are centred in their row: lines of one row overlap those beside them in height."""

from itertools import pairwise

from kg.read.pdf.pieces import Piece, Row, Run

_OVERLAP = 0.8
"""Of the size: baselines nearer than this are of lines side by side, never of lines below one another."""
_EDGE = 1.5
"""Points by which the left edges of lines of one column differ."""
_NEXT = 2.2
"""Of the size: rows of one table lie no further apart."""

Cells = tuple[tuple[Piece, ...], tuple[Piece, ...]]


def centred(rows: list[Row], at: int) -> tuple[int, list[Cells]] | None:
    """Where the table that begins with row `at` ends, and the lines of the two cells of each of its rows.

    None where that is not sure: two rows with lines that overlap are needed, and both cells in every row.
    """
    edges = _edges(rows, at)
    if edges is None:
        return None
    groups: list[list[Row]] = []
    parted: list[tuple[list[Piece], list[Piece]]] = []
    for number in range(at, len(rows)):
        row = rows[number]
        cells = _parted(row, *edges)
        gap = row.y - rows[number - 1].y
        if cells is None or abs(row.size - rows[at].size) > 0.06 * row.size or (groups and gap > _NEXT * row.size):
            break
        if groups and gap < _OVERLAP * row.size:
            groups[-1].append(row)
        else:
            groups.append([row])
            parted.append(([], []))
        for own, more in zip(parted[-1], cells, strict=True):
            own.extend(more)
    if sum(len(group) > 1 for group in groups) < 2 or not all(left and right for left, right in parted):
        return None
    # As many lines on both sides would be level: these are columns of text of which one stands a little lower.
    if any(len(group) > 1 and len(left) == len(right) for group, (left, right) in zip(groups, parted, strict=True)):
        return None
    return at + sum(map(len, groups)), [(tuple(left), tuple(right)) for left, right in parted]


def _edges(rows: list[Row], at: int) -> tuple[float, float] | None:
    """The left edges of both columns, as the first lines that overlap in height show them."""
    for above, below in pairwise(rows[at : at + 6]):
        if below.y - above.y < _OVERLAP * below.size and len(above.pieces) == len(below.pieces) == 1:
            left, right = sorted((above.pieces[0], below.pieces[0]), key=lambda piece: piece.left)
            return (left.left, right.left) if left.right <= right.left else None
    return None


def _parted(row: Row, left: float, right: float) -> tuple[list[Piece], list[Piece]] | None:
    """The words of a line in both columns; None where it runs through their edge or begins elsewhere."""
    runs = [run for piece in row.pieces for run in piece.runs]
    sides = [run for run in runs if run.left < right - _EDGE], [run for run in runs if run.left >= right - _EDGE]
    for side, edge in zip(sides, (left, right), strict=True):
        if side and abs(min(run.left for run in side) - edge) > _EDGE:
            return None
    if any(run.right > right for run in sides[0]):
        return None
    return _piece(sides[0], row), _piece(sides[1], row)


def _piece(runs: list[Run], row: Row) -> list[Piece]:
    return [Piece(tuple(runs), runs[0].left, max(run.right for run in runs), row.y, row.size)] if runs else []
