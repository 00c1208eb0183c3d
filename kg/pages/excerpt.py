"""The part of a document's text that may be shown: all of it, the lines that facts were read from with one around them, or none."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

Span = tuple[int, int]

AROUND = 1
"""Lines with words that are shown before and after those of evidence."""

_LINE = re.compile(r"(?m)^[^\n]*\S[^\n]*\n?")


def shown(text: str, evidence: Iterable[Span], rights: str) -> tuple[Span, ...]:
    """The runs of a text that may be shown, in order; `rights` is one of TEXT_RIGHTS. Linear in text and evidence.

    >>> shown("a\\nb\\nc\\nd\\n", [(6, 7)], "excerpt")
    ((4, 8),)
    """
    if rights != "excerpt":
        return ((0, len(text)),) if rights == "full" and text else ()
    lines = [found.span() for found in _LINE.finditer(text)]
    starts, ends = [begin for begin, _ in lines], [end for _, end in lines]
    runs: list[Span] = []
    for begin, end in sorted(set(evidence)):
        if not (0 <= begin < end <= len(text) and lines):
            continue
        first = starts[max(0, bisect_right(starts, begin) - 1 - AROUND)]
        last = ends[min(len(ends) - 1, bisect_left(ends, end) + AROUND)]
        if runs and first <= runs[-1][1]:
            runs[-1] = runs[-1][0], max(last, runs[-1][1])
        else:
            runs.append((first, last))
    return tuple(runs)


def blanked(text: str, runs: Iterable[Span]) -> str:
    """The text with a blank for each character that is not shown, so that offsets and lines stay where they are.

    >>> blanked("ab\\ncd", [(3, 5)])
    '  \\ncd'
    """
    parts, at = [], 0
    for begin, end in (*runs, (len(text), len(text))):
        parts += ["".join("\n" if sign == "\n" else " " for sign in text[at:begin]), text[begin:end]]
        at = end
    return "".join(parts)
