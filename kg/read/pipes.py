"""Tables of pipes that are none yet: cells that run over several lines, and no line below the headings."""

import re

_RULE = re.compile(r"^\|(?:[ \t]*:?-{3,}:?[ \t]*\|){2,}[ \t]*$", re.M)
_HEAD_LINE = re.compile(r"[^|\n]*\|[ \t]*")
LONGEST_ROW = 10_000
_BARE = re.compile(r"^(?P<head>\|[^\n\d]{3,300}\|)[ \t]*\n(?=(?:\|[^\n]{3,2000}\|[ \t]*(?:\n|\Z)){2})", re.M)
_LEAST_CELLS = 3


def ruled(text: str) -> str:
    r"""The text with a line of dashes below the headings of a table that lacks it.

    The headings hold no figure, and the two lines below open and close with a pipe and hold as many cells.

    >>> print(ruled("| Day | Who | What |\n| 3/5 | Ada | Knots |\n| 4/5 | Bo | Links |"))
    | Day | Who | What |
    |---|---|---|
    | 3/5 | Ada | Knots |
    | 4/5 | Bo | Links |
    """
    return _BARE.sub(_with_rule, text)


def _with_rule(match: re.Match) -> str:
    width = match["head"].count("|") - 1
    text, at = match.string, match.end()
    before = text[: match.start()].rstrip(" \t").endswith("|\n")
    below = text[at : at + 2 * 2_000].split("\n", 2)[:2]
    fits = width >= _LEAST_CELLS and not before and all(line.count("|") - 1 == width for line in below)
    dashed = any(set(line) <= set("|-: \t") for line in below)
    return match[0] + "|" + "---|" * width + "\n" if fits and not dashed else match[0]


def mended(text: str) -> str:
    r"""The text with each row of such a table on one line, its line ends as `<br>`.

    >>> print(mended("Day |\nSpeaker |\n|---|---|\n| May 3 |\nAda Byron\nLondon\n|\nAll are welcome."))
    |Day|Speaker|
    |---|---|
    | May 3 |<br>Ada Byron<br>London<br>|
    <BLANKLINE>
    All are welcome.
    """
    parts, at = [], 0
    for rule in _RULE.finditer(text):
        width = rule[0].count("|") - 1
        head = _head(text, at, rule.start(), width)
        if head is None:
            continue
        begin, cells = head
        parts += [text[at:begin], "|", *(f"{cell}|" for cell in cells), "\n", rule[0], "\n"]
        at = rule.end() + 1
        while row := _row(text, at, width):
            parts += [row.strip("\n").replace("\n", "<br>"), "\n"]
            at += len(row)
        parts.append("\n")
    return "".join(parts) + text[at:]


def _head(text: str, least: int, end: int, width: int) -> tuple[int, list[str]] | None:
    """Where the head of a table begins whose names stand on one line each, and the names."""
    names: list[str] = []
    begin = end
    while len(names) < width and begin > least:
        start = text.rfind("\n", least, begin - 1) + 1 or least
        line = text[start : begin - 1]
        if not _HEAD_LINE.fullmatch(line):
            return None
        names.insert(0, line.strip().rstrip("|").strip())
        begin = start
    return (begin, names) if len(names) == width else None


def _row(text: str, at: int, width: int) -> str:
    """The next row, from its first pipe to the end of the line of its last; empty where none begins here."""
    if text[at : at + 1] != "|":
        return ""
    end = at
    for _ in range(width):
        end = text.find("|", end + 1, at + LONGEST_ROW)
        if end < 0:
            return ""
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end + 1
    return text[at:line_end] if not text[end + 1 : line_end].strip() else ""
