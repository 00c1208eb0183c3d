"""The pieces of a printed page: runs that stand on one line with no wide gap between, in rows from top to bottom."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDE, SPACE = 1.0, 0.17
"""Of the size of the letters: a gap that parts columns, and one that parts words."""
APART = 0.45
"""Of the size: a gap that parts words which were not drawn one after the other, as those of two cells."""
EVEN, WIDEST = 0.12, 6.0
"""Of the size: how far the spaces of one justified line differ, and the widest of them."""
_SAME_LINE, _SCRIPT = 0.35, 0.6
"""Of the size: how far baselines of one line lie apart, and how far that of a raised or lowered sign."""
NEAREST, MOST_PIECES = 20, 60
"""Lines that a raised sign may belong to, and pieces a row of a table may have; what is beyond is no page for people, and
its cost must stay bounded."""
_SIGN = re.compile(r"(?:[-*•·◦‣▪–●○■□◆➢✓\uf0b7\uf0a7]|\(?(?:\d{1,2}|[a-zA-Z])[.)])$")
"""What marks an entry of a list; it belongs to the words behind it however far they stand."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style on one line: `left` and `right` of them and their baseline `y`, downwards, in points; `order` is
    their place among those that were drawn."""

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool
    slanted: bool
    href: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Runs on one line with no wide gap between them."""

    runs: tuple[Run, ...]
    left: float
    right: float
    y: float
    size: float

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(words for words, _ in self.parts())

    def parts(self) -> list[tuple[str, Run]]:
        """The words of each run, with a space before those that stand apart."""
        found: list[tuple[str, Run]] = []
        for run in self.runs:
            apart = bool(found) and run.left - found[-1][1].right > SPACE * max(run.size, found[-1][1].size) * 0.9
            found.append(((" " if apart and not run.text.startswith(" ") else "") + run.text, run))
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """The pieces that stand on one line across the page."""

    pieces: tuple[Piece, ...]
    y: float

    @property
    def size(self) -> float:
        """The size of its largest letters."""
        return max(piece.size for piece in self.pieces)


def rows_of(runs: Iterable[Run], pillars: Sequence[tuple[float, float, float]] = ()) -> list[Row]:
    """The rows of a page, from top to bottom, their pieces from left to right; vertical lines (top, bottom, x) part pieces."""
    lines: list[list[Run]] = []
    waiting: list[Run] = []
    ordered = sorted(runs, key=lambda run: run.y)
    body = sorted(run.size for run in ordered)[len(ordered) // 2] if ordered else 0
    for run in ordered:
        if run.size < 0.8 * body and len(run.text) <= 6:
            waiting.append(run)  # a raised or lowered sign: it joins a line once there are lines
        elif lines and run.y - lines[-1][0].y <= _SAME_LINE * min(run.size, lines[-1][0].size):
            lines[-1].append(run)
        else:
            lines.append([run])
    levels, own = [line[0].y for line in lines], []
    for run in waiting:
        near = slice(bisect_left(levels, run.y - 2 * body), bisect_right(levels, run.y + 2 * body))
        _attach(run, lines[near][:NEAREST], own)
    lines = sorted([*lines, *own], key=lambda line: line[0].y)
    return [Row(tuple(_pieces(line, _beside(line[0], pillars))), line[0].y) for line in lines]


def _beside(run: Run, pillars: Sequence[tuple[float, float, float]]) -> list[float]:
    """The places of the vertical lines that pass a line of words."""
    middle = run.y - 0.3 * run.size
    return sorted({x for top, bottom, x in pillars if top < middle < bottom})


def _attach(run: Run, lines: list[list[Run]], own: list[list[Run]]) -> None:
    """Puts a small sign into that of some lines which it stands beside, or else into one of its own."""
    beside = [line for line in lines if abs(line[0].y - run.y) <= _SCRIPT * line[0].size and _touches(run, line)]
    same = [line for line in lines if abs(line[0].y - run.y) <= _SAME_LINE * run.size]
    best = min(beside or same, key=lambda line: abs(line[0].y - run.y), default=None)
    if best is None:
        own.append([run])
    else:
        best.append(run)


def _touches(run: Run, line: list[Run]) -> bool:
    return len(line) <= MOST_PIECES and any(other.left - 0.5 * other.size <= run.left and run.right <= other.right + 0.5 * other.size + (run.right - run.left) for other in line)


def _pieces(line: list[Run], pillars: list[float]) -> list[Piece]:
    line = sorted({(run.text, round(run.left), round(run.y)): run for run in line}.values(), key=lambda run: run.left)
    justified = _justified(line)
    groups = [[line[0]]]
    for run in line[1:]:
        last = groups[-1][-1]
        gap = run.left - max(one.right for one in groups[-1])
        near = gap < WIDE * max(run.size, last.size) or any(abs(gap - width) < EVEN * run.size for width in justified)
        sign = len(groups[-1]) == 1 and _SIGN.match(last.text.strip()) and run.left - last.right < 5 * run.size
        drawn = bisect_right(pillars, last.right - 0.5) < bisect_left(pillars, run.left + 0.5)
        apart = gap > APART * max(run.size, last.size) and run.order != last.order + 1
        if (near or sign) and not drawn and not apart:
            groups[-1].append(run)
        else:
            groups.append([run])
    if len(groups) > MOST_PIECES:
        groups = [line]
    return [_piece(group) for group in groups]


def _justified(line: list[Run]) -> list[float]:
    """The widths of gaps that are the spaces of a justified line: three as wide in a row."""
    gaps = [run.left - last.right for last, run in pairwise(line)]
    even = (three for three in zip(gaps, gaps[1:], gaps[2:], strict=False) if max(three) - min(three) < EVEN * line[0].size)
    return [three[1] for three in even if 0 < three[1] < WIDEST * line[0].size]


def _piece(runs: list[Run]) -> Piece:
    widest = max(runs, key=lambda run: len(run.text))
    return Piece(tuple(runs), runs[0].left, max(run.right for run in runs), widest.y, widest.size)


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The lines of a cell from top to bottom: what stands at one height is one line, however far apart."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.y, one.left)):
        if lines and abs(lines[-1][-1].y - piece.y) < _SAME_LINE * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    parts = (sorted(line, key=lambda one: one.left) for line in lines)
    return tuple(line[0] if len(line) == 1 else Piece(tuple(run for piece in line for run in piece.runs), line[0].left, line[-1].right, line[0].y, line[0].size) for line in parts)
