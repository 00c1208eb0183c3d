"""Text whose paragraphs are wrapped over several lines, seen as if each sentence stood in one line.

A stored text keeps the line ends of plain text and of mails. Inside a sentence they mean a space; between entries of a
list, or names below one another, they mean an end. Which of the two, the lines themselves tell.
"""

import re
from functools import lru_cache

from kg.text.words import fold, vocabulary

_LEAST, _USUAL, _MOST = 25, 50, 160
"""Widths of a paragraph in characters. Below the first and above the last its full lines are not wrapped ones: names
below one another, and whole paragraphs. Below the second they are only where no sentence ends with them."""
_ITEM = re.compile(r"\s*(?:[-–—*+•‣·▪◦|#>]|\(?\d{1,3}[.)]\s)")
_LABEL = re.compile(r"\s*[^\W\d_][\w -]{0,30}:(?:\s|$)")
_ADDRESS = re.compile(r"\s*(?:\w+://|\S{1,200}@|[\w-]{1,60}\.[\w-]{2})")
_FIRST = re.compile(r"\S+")
_LAST = re.compile(r"([^\W\d_]+)(\.?)\s*$")
_ENDED = re.compile(r"(?<!\b[^\W\d_])[.!?]\s*$")
"""The end of a sentence at the end of a line; a full stop behind a single letter is an initial's."""


def unwrapped(text: str) -> str:
    """The text with a space for every line end inside a sentence of running text; every offset stays as it was.

    A line end is one where the next line goes on (see `rejoined`), ends in a comma, or is full: the first word of the
    next line would not have fitted into the widest line of the paragraph. Before an item of a list, a label or a
    blank line it stays.
    """
    return _joined(text, True) if "\n" in text else text


def rejoined(text: str) -> str:
    """The text with a space for every line end that surely means one; every offset stays as it was.

    Such is a line end inside a bracket, behind `and`, `of`, `with`, `Prof.`, and before a line in lower case.
    It is the view for lists of people and institutions, where a full line may well be an entry of its own.
    """
    return _joined(text, False) if "\n" in text else text


@lru_cache(maxsize=8)
def _joined(text: str, running: bool) -> str:
    lines = text.split("\n")
    done, width = [lines[0]], 0
    for number in range(1, len(lines)):
        above, below = lines[number - 1], lines[number]
        if number == 1 or not lines[number - 2].strip():
            width = _width(lines, number - 1) if running else 0
        wrapped = above.strip() and below.strip() and not _ITEM.match(below) and not _LABEL.match(below)
        soft = wrapped and (_goes_on(above, below) or (running and _is_full(above, below, width)))
        done += [" " if soft else "\n", below]
    joined = "".join(done)
    return text if joined == text else joined  # one text, not two alike: what is kept by text is found at once


def _width(lines: list[str], number: int) -> int:
    """The length of the widest line of the paragraph that opens at a line."""
    widest = 0
    while number < len(lines) and lines[number].strip():
        widest = max(widest, len(lines[number].rstrip()))
        number += 1
    return widest


def _goes_on(above: str, below: str) -> bool:
    """Whether the words on either side of a line end belong together whatever the width of the lines."""
    if above.rfind("(") > above.rfind(")") and ")" in below:
        return True
    last = _LAST.search(above[-40:])
    if last and fold(last[1]) in (vocabulary("honorifics") if last[2] else _leading()) and (last[2] or last[1].islower()):
        return True
    first = _FIRST.search(below)
    if first and last and fold(last[1]) in vocabulary("units") and fold(first.group()) in vocabulary("of"):
        return True
    if first is None or not first.group()[0].islower() or fold(first.group()) in vocabulary("particles"):
        return False
    return not (_ENDED.search(above[-40:]) or above.rstrip().endswith(":")) and not _ADDRESS.match(below)


def _is_full(above: str, below: str, width: int) -> bool:
    """Whether the first word of the line below would have passed the width, or the line above ends in a comma."""
    if above.rstrip().endswith(","):
        return True
    first = _FIRST.search(below)
    least = _USUAL if _ENDED.search(above[-40:]) else _LEAST
    return least <= width <= _MOST and first is not None and len(above.rstrip()) + 1 + len(first.group()) > width


@lru_cache(maxsize=1)
def _leading() -> frozenset[str]:
    """The words that never end a line of their own: with, and, of, at, the."""
    return vocabulary("and") | vocabulary("of") | vocabulary("with") | vocabulary("articles") | vocabulary("at")
