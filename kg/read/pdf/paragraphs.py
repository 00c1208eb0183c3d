"""The lines of a column: which go on in the next, and where a paragraph ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from kg.read.pdf.pieces import Piece
from kg.read.pdf.regions import Text

_STARTS = re.compile(r"(?:[-*•·◦‣▪–●○■□◆➢✓\uf0b7\uf0a7]|\(?(?:\d{1,2}|[a-zA-Z])[.)])\s|[^\W\d_][\w /-]{0,30}:(?:\s|$)|\W?\d{1,2}(?:[:.]\d\d|h\d\d)")
"""A line that begins something: an entry of a list, a label, a time."""
OPEN_RANGE = re.compile(r"\d\s?[–-]$")
"""A range of times or days that goes on in the next line."""
_HYPHEN = re.compile(r"[^\W\d_]-$")
_APART = 1.3
"""Of the usual distance of lines: from here on they are of two paragraphs."""
_COLUMN = 16
"""Of the size: the narrowest column of justified text; days below one another end at one place too."""
_NARROW = 8
"""Of the size: in cells that are narrower a short line may well be whole."""
_MARGIN = 1.5
"""Of the size of the letters: how far the ends of full lines lie apart where no margin is known."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One line of the text: the pieces it was printed on, and whether a paragraph begins with it."""

    pieces: tuple[Piece, ...]
    opens: bool

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.pieces[0].size


def lines_of(text: Text) -> Iterator[Printed]:
    """The lines of a column, those put together that are one line wrapped at its right side."""
    pieces = text.lines
    pitch = _pitch(pieces)
    margin = _right(text)
    current: list[Piece] = []
    opens = True
    for number, piece in enumerate(pieces):
        above = pieces[number - 1] if number else None
        begins = above is None or not _together(above, piece, pitch)
        if current and not begins and above is not None and _wrapped(above, piece, margin, text):
            current.append(piece)
            continue
        if current:
            yield Printed(tuple(current), opens)
        current, opens = [piece], begins
    if current:
        yield Printed(tuple(current), opens)


def _pitch(pieces: tuple[Piece, ...]) -> float:
    """The usual distance of two lines, relative to the size of their letters."""
    gaps = sorted((below.y - above.y) / below.size for above, below in zip(pieces, pieces[1:], strict=False) if abs(above.size - below.size) < 0.5)
    near = [gap for gap in gaps if 0.8 <= gap <= 2.2]
    return near[len(near) // 4] if near else 1.2


def _together(above: Piece, piece: Piece, pitch: float) -> bool:
    """Whether two lines are of one paragraph: as large, and as near as lines are."""
    return abs(above.size - piece.size) < 0.06 * above.size and 0 < piece.y - above.y <= _APART * pitch * piece.size


def is_cut(above: Printed, below: Printed) -> bool:
    """Whether the end of a column or a page stands inside a sentence: a word is parted there, or it goes on small."""
    last, first = above.pieces[-1].text, below.pieces[0].text
    if abs(above.size - below.size) >= 0.06 * above.size or _STARTS.match(first) or not first[:1].islower():
        return False
    return bool(_HYPHEN.search(last)) or (len(above.pieces) > 1 and not last.rstrip().endswith((".", ":", "?", "!")))


def _right(text: Text) -> float | None:
    """Where full lines of a column end: where its longest does, if that is at its right side or another ends there too;
    None where its lines do not tell."""
    ends = sorted((piece.right for piece in text.lines), reverse=True)
    size = sorted(piece.size for piece in text.lines)[len(text.lines) // 2]
    if text.cell:
        return text.right if text.right < inf and ends[0] - text.left >= _NARROW * size else None
    wide = ends[0] - text.left >= 0.6 * (text.right - text.left)
    justified = ends[0] - text.left >= _COLUMN * size and ends[2:3] >= [ends[0] - 0.1 * size]
    several = len(ends) >= 3 and (justified or (wide and ends[1] >= ends[0] - _MARGIN * size))
    return ends[0] if several or ends[0] >= text.right - 3 * size else None


def _wrapped(above: Piece, piece: Piece, margin: float | None, text: Text) -> bool:
    """Whether a line goes on in the next: its next word would not have fitted, or a word or a range is parted."""
    if OPEN_RANGE.search(above.text) and piece.text[:1].isdecimal():
        return True
    if _STARTS.match(piece.text):
        return False
    words = piece.text
    if _HYPHEN.search(above.text) and words[:1].islower():
        return True
    if above.text.rfind("(") > above.text.rfind(")") and ")" in words and "(" not in words.split(")")[0]:
        return True
    if text.cell and words[:1].islower() and _style(above) == _style(piece):
        return True
    if margin is None or _style(above) != _style(piece):
        return False
    first = len(words.split(" ", 1)[0]) / max(1, len(words)) * (piece.right - piece.left)
    free = margin - above.right
    centred = abs((above.left - text.left) - (text.right - above.right)) < above.size and above.left - text.left > 2 * above.size
    if centred:
        free += above.left - text.left
    return free < first + 0.25 * piece.size


def _style(piece: Piece) -> tuple[bool, bool]:
    """Whether a whole line is bold, and whether it is in italics."""
    return all(run.bold for run in piece.runs), all(run.slanted for run in piece.runs)
