"""What stands in the margins of pages: running heads, page numbers, the lines that a browser prints around a page."""

import re
from collections import Counter

from kg.read.pdf.pieces import Row

_FIGURES = re.compile(r"\d+")
_NUMBER = re.compile(r"\W*(?:[^\W\d_]{1,9}\.?\s*)?(\d{1,4})\s*(?:/|[^\W\d_]{1,3})\s*(\d{1,4})\W*$|\W*\d{1,4}\W*$")
"""The number of a page: '3', '– 3 –', '3/12', 'Page 3 of 12'; but not '12 May 2025', where there are no 2025 pages."""
_MARGIN, _NUMBERED, _EDGE = 0.13, 0.2, 0.045
"""Of the height of a page: where running heads stand, numbers of pages, and nothing else."""


def margins(pages: list[list[Row]], heights: list[float], body: float) -> list[set[int]]:
    """For each page the numbers of its rows that are none of its text; the first of a running head is.

    A row is one of the margins where it stands at the top or the bottom of two pages and of a third of them, but for
    its figures; where it is a page number; and at the very edge, in letters smaller than those of the `body`.
    """
    counted: Counter[tuple[bool, str]] = Counter()
    for rows, height in zip(pages, heights, strict=True):
        counted.update({_key(row, height) for row in rows if _near(row, height, _MARGIN)})
    least = max(2, len(pages) / 3)
    seen: set[tuple[bool, str]] = set()
    found = []
    for rows, height in zip(pages, heights, strict=True):
        again: set[int] = set()
        for number, row in enumerate(rows):
            numbered = number in (0, len(rows) - 1) and _near(row, height, _NUMBERED) and _is_number(_words(row), len(pages))
            if not numbered and not _near(row, height, _MARGIN):
                continue
            key = _key(row, height)
            at_edge = _near(row, height, _EDGE) and row.size < 0.95 * body
            if counted[key] >= least or numbered or at_edge:
                if numbered or at_edge or key in seen or not key[0]:
                    again.add(number)
                seen.add(key)
        found.append(again)
    return found


def _is_number(words: str, pages: int) -> bool:
    found = _NUMBER.match(words)
    return found is not None and (found[1] is None or (int(found[1]) <= pages == int(found[2])))


def _near(row: Row, height: float, margin: float) -> bool:
    return row.y < margin * height or row.y > (1 - margin) * height


def _words(row: Row) -> str:
    return " ".join(piece.text for piece in row.pieces)


def _key(row: Row, height: float) -> tuple[bool, str]:
    """Whether it stands at the top, and its words with the figures left out."""
    return row.y < height / 2, _FIGURES.sub("#", _words(row))
