"""Plain text: every line as it stands."""

import re

from kg.read.draft import TEXT, Draft, Place

_ITEM = re.compile(r"(\s*)[-*•·◦‣▪–]\s+(?=\S)")
_POSTED = re.compile(r"\s{0,3}date ((?:19|20)\d\d-\d\d-\d\d) (?=\S)")
"""The day of posting before the first words of a page whose text somebody has stored."""
_ADDRESS = re.compile(r"""https?://[^\s<>"“”«»]+""")


def read_plain(text: str, draft: Draft, place: Place = TEXT) -> None:
    """Adds the lines of a text as they stand; entries of lists are told by their marks, addresses are links.

    A line that follows an entry of a list belongs to it where it is indented, and starts a block where it is not.
    """
    entry = None
    if place.kind == "text" and (posted := _POSTED.match(text)):
        draft.sent = draft.sent or posted[1]
        draft.verbatim(posted[0], Place("meta"))
        draft.end_line()
        text = text[posted.end() :]
    for line in text.split("\n"):
        mark = _ITEM.match(line) if place.kind == "text" else None
        if not line.strip():
            entry = None
            draft.blank(line)
            continue
        if mark or (entry is not None and _indent(line) <= entry):
            draft.part()
            entry = None
        if mark:
            entry = _indent(line)
            draft.marker(mark[0], Place("item", 1 + entry // 2))
        add_words(line[mark.end() if mark else 0 :], draft, place)
        draft.end_line()


def add_words(line: str, draft: Draft, place: Place = TEXT) -> None:
    """Adds the words of one line, in which addresses are links."""
    at = 0
    for begin, end in addresses(line):
        draft.verbatim(line[at:begin], place)
        mark = draft.mark()
        draft.verbatim(line[begin:end], place)
        draft.link(mark, draft.mark(), line[begin:end])
        at = end
    draft.verbatim(line[at:], place)


def addresses(line: str) -> list[tuple[int, int]]:
    """Where http(s) addresses stand in a line, without the punctuation of the sentence around them.

    >>> line = "slides (https://example.org/a_(b)), video: http://example.org/v."
    >>> [line[begin:end] for begin, end in addresses(line)]
    ['https://example.org/a_(b)', 'http://example.org/v']
    """
    return [(match.start(), match.start() + _length(match[0])) for match in _ADDRESS.finditer(line)]


def _length(words: str) -> int:
    """How much of what looks like an address is one: closing signs go, and brackets that were not opened in it."""
    end = len(words)
    spare = words.count(")") - words.count("(")
    while end and (words[end - 1] in ".,;:!?'" or (words[end - 1] == ")" and spare > 0)):
        spare -= words[end - 1] == ")"
        end -= 1
    return end


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
