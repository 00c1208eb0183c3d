"""What one source may hold at most: how many lines, and how much of a line without end is read."""

import re

LONGEST_LINE = 120_000
"""Characters of one line that are read; 100,000 of them took about 5 s and 180 MB."""

MOST_WRITTEN = 200_000
"""Lines of a text written for people. 100,000 one-word paragraphs took 76 s and 410 MB to read, on two busy cores."""

MOST_LISTED = 500_000
"""Lines of data: 250,000 rows of a table took 46 s and 453 MB."""

_NEAR = 2_000
_STOP = re.compile(r"[.!?][)\"”»’]*(?=\s)|[。！？]")
_LINE = re.compile(r"\S[^\n]*")


def too_many_lines(most: int) -> str:
    """What is wrong with a source of more lines than that, as the end of a sentence."""
    return f"holds more than {most:,} lines, the bound for one source: give a smaller part of it."


def has_more_lines(text: str, most: int) -> bool:
    """Whether more lines of a text than that hold anything."""
    return text.count("\n") >= most and sum(1 for _ in _LINE.finditer(text)) > most


def kept(text: str) -> int:
    """How many characters of a line are read: all, or as far as a sentence or at least a word goes near the bound.

    >>> kept("Ada Byron speaks.")
    17
    """
    if len(text) <= LONGEST_LINE:
        return len(text)
    stops = [match.end() for match in _STOP.finditer(text, LONGEST_LINE - _NEAR, LONGEST_LINE)]
    blank = max(text.rfind(sign, LONGEST_LINE - _NEAR, LONGEST_LINE) for sign in " \t\u00a0")
    return stops[-1] if stops else blank if blank > 0 else LONGEST_LINE
