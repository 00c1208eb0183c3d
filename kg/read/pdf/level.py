"""Tables that no line rules and whose rows have cells of several lines: which lines are beside each other in one row.

A row has one line in the first column. In some tables the cells of a row are centred at it, in others they begin with it;
which of both holds for every cell of a table is told, and otherwise nothing.
"""

from kg.read.pdf.pieces import Piece, Row

Interval = tuple[float, float]
_GUTTER, _SLIM = 0.8, 0.5
"""Of the size: what is white in all rows and parts columns, and what does where the words behind it begin at one place."""
_MIDDLE, _TOP = 0.3, 0.2
"""Of the size: how far the middle or the first line of a cell may lie from the line of its row."""
_EDGE = 1.5
"""Points by which the left edges of lines of one column differ."""


def column_of(piece: Piece, gutters: list[Interval]) -> int:
    """The number of the column that a piece stands in."""
    return sum((left + right) / 2 < piece.left + 0.1 for left, right in gutters)


def parted(rows: list[Row], gutters: list[Interval]) -> list[Interval]:
    """The white columns of a table with those that no single row shows: the words behind them begin at one place."""
    columns: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    for piece in (piece for row in rows for piece in row.pieces):
        columns[column_of(piece, gutters)].append(piece)
    return sorted([*gutters, *(gap for column in columns for gap in _gaps(column))])


def _gaps(column: list[Piece]) -> list[Interval]:
    ordered = sorted(column, key=lambda piece: piece.left)
    found, end = [], ordered[0].right if ordered else 0.0
    for number, piece in enumerate(ordered):
        behind = ordered[number : number + 3]
        aligned = len(behind) == 3 and behind[-1].left - piece.left <= _EDGE
        if number > 1 and piece.left - end >= (_SLIM if aligned else _GUTTER) * piece.size and len(behind) > 1 and behind[1].left - piece.left <= _EDGE:
            found.append((end, piece.left))
        end = max(end, piece.right)
    return found


def level_rows(rows: list[Row], gutters: list[Interval]) -> list[list[Row]] | None:
    """The rows of a table whose cells are centred at the lines of its first column, or all begin with them; else None.

    Told of tables alone in which a cell has several lines beside one line of the first column.
    """
    columns = [_lines(rows, gutters, column) for column in range(len(gutters) + 1)]
    anchors = [row.y for row in columns[0]]
    if not 2 <= len(anchors) < len(rows):
        return None
    return _homes(rows, anchors, columns, middle=True) or _homes(rows, anchors, columns, middle=False)


def _lines(rows: list[Row], gutters: list[Interval], column: int) -> list[Row]:
    return [row for row in rows if any(column_of(piece, gutters) == column for piece in row.pieces)]


def _homes(rows: list[Row], anchors: list[float], columns: list[list[Row]], *, middle: bool) -> list[list[Row]] | None:
    """The rows of words by the row of the table they are of, where every column tells the same."""
    home: dict[float, int] = {}
    for lines in columns[1:]:
        parts = _centred(lines, anchors) if middle else _topped(lines, anchors)
        if parts is None or any(home.setdefault(row.y, at) != at for row, at in zip(lines, parts, strict=True)):
            return None
    groups: list[list[Row]] = [[] for _ in anchors]
    for row in rows:
        at = anchors.index(row.y) if row.y in anchors else home[row.y]
        if home.get(row.y, at) != at:
            return None
        groups[at].append(row)
    return groups


def _centred(lines: list[Row], anchors: list[float]) -> list[int] | None:
    """For each line of a column the anchor that its cell is centred at; None where some have none."""
    found: list[int] = []
    for at, anchor in enumerate(anchors):
        begin = len(found)
        if begin == len(lines) or lines[begin].y > anchor + _MIDDLE * lines[begin].size:
            continue  # an empty cell
        last = next((end for end in range(begin, len(lines)) if (lines[begin].y + lines[end].y) / 2 >= anchor - _MIDDLE * lines[end].size), None)
        if last is None or (lines[begin].y + lines[last].y) / 2 > anchor + _MIDDLE * lines[last].size:
            return None
        found += [at] * (last - begin + 1)
    return found if len(found) == len(lines) else None


def _topped(lines: list[Row], anchors: list[float]) -> list[int] | None:
    """For each line of a column the anchor that its cell begins with; None where a cell begins elsewhere."""
    found = [sum(anchor <= line.y + _TOP * line.size for anchor in anchors) - 1 for line in lines]
    firsts = (place for place, at in enumerate(found) if place == 0 or found[place - 1] != at)
    return found if all(found[place] >= 0 and abs(lines[place].y - anchors[found[place]]) <= _TOP * lines[place].size for place in firsts) else None
