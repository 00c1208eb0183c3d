"""`kg extract --explain`: a document, line by line, with what was read where, and then what is known of each talk."""

from bisect import bisect_right
from collections.abc import Iterator

from kg.cli.marks import Mark, facts_of, line_spans, marked_line, marks_of, notes_of, said_of
from kg.cli.paper import Paper, shortened, visible
from kg.cli.sheet import sheets
from kg.extract.column_notes import columns_of
from kg.model.announcement import Announcement
from kg.model.document import Document, Span

_HEAD, _TAIL = 3, 1
_FOLDED = 6
"""More lines than this in a row that are within one abstract, or that are navigation, are folded."""
_UNREAD = 40
"""More other lines than this in a row that nothing was read from are folded."""
_LONGEST = 240
_ASIDE = {"nav": "navigation", "footer": "a footer", "quote": "a quoted mail"}


def explained(name: str, document: Document, announcement: Announcement, paper: Paper) -> Iterator[str]:
    """The lines to print: the document's head, its text with marks and notes, and the sheets of what was read."""
    spans = line_spans(document)
    yield paper.strong(f"━━ {visible(name)} ━━") + paper.dim(f"  {document.media_type}, {len(spans):,} lines, language {visible(document.language or 'not stated')}")
    for what, columns in columns_of(document):
        told = ", ".join(f"{visible(shortened(column, 40))} → {role or paper.dim('not used')}" for column, role in columns)
        yield f"{what}: {told}"
    for note in document.notes:
        yield paper.warning(visible(note))
    yield paper.dim("⟦words⟧3 were read; below the line 3 says as what, by which rule, how sure. Nothing was read from lines that begin with '·'.")
    yield ""
    marks = marks_of(facts_of(announcement))
    yield from _lines(document, spans, marks, paper)
    yield ""
    yield from sheets(announcement, paper)


def _lines(document: Document, spans: list[Span], marks: list[Mark], paper: Paper) -> Iterator[str]:
    covering = _by_line(spans, marks)
    kinds = _kinds(document, spans)
    width = len(str(len(spans)))
    number = 0
    while number < len(spans):
        stop = _run(document.text, spans, covering, kinds, number)
        what, most = _folding(covering[number], kinds[number])
        if stop - number > most:
            for shown in range(number, number + _HEAD):
                yield from _line(document.text, spans, shown, covering[shown], width, paper)
            number, left = stop - _TAIL, stop - number - _HEAD - _TAIL
            yield paper.dim(f"{'':>{width}} … {left:,} more lines {what} …")
        for shown in range(number, stop):
            yield from _line(document.text, spans, shown, covering[shown], width, paper)
        number = stop


def _folding(marks: list[Mark], kind: str) -> tuple[str, int]:
    """What lines like one are, and how many of them in a row are shown whole."""
    if marks:
        return f"of {', '.join(dict.fromkeys(said_of(fact.path) for fact in marks[-1].facts))}", _FOLDED
    return (f"of {_ASIDE[kind]}, which is not read", _FOLDED) if kind in _ASIDE else ("that nothing was read from", _UNREAD)


def _by_line(spans: list[Span], marks: list[Mark]) -> list[list[Mark]]:
    """The marks that reach into each line."""
    starts = [begin for begin, _ in spans]
    found: list[list[Mark]] = [[] for _ in spans]
    for mark in marks:
        first = bisect_right(starts, mark.span[0]) - 1
        for number in range(first, len(spans)):
            if spans[number][0] >= mark.span[1]:
                break
            if max(spans[number][0], mark.span[0]) < min(spans[number][1], mark.span[1]):
                found[number].append(mark)
    return found


def _kinds(document: Document, spans: list[Span]) -> list[str]:
    """What the layout says of each line; a line end within a cell or an item makes no other."""
    starts = [line.begin for line in document.lines]
    places = [bisect_right(starts, begin) - 1 for begin, _ in spans]
    return [document.lines[place].kind if place >= 0 and document.lines else "text" for place in places]


def _run(text: str, spans: list[Span], covering: list[list[Mark]], kinds: list[str], first: int) -> int:
    """The line behind those from `first` on that are of one kind: within the same marks, or unread, or blank."""

    def like(number: int) -> bool:
        if covering[first]:
            inside = all(mark.span[0] <= spans[number][0] and spans[number][1] <= mark.span[1] for mark in covering[number])
            same = covering[number] == covering[first] or (not covering[number] and not text[slice(*spans[number])].strip())
            return inside and same
        return not covering[number] and (kinds[number] in _ASIDE) == (kinds[first] in _ASIDE)

    stop = first + 1
    while stop < len(spans) and like(stop):
        stop += 1
    return stop


def _line(text: str, spans: list[Span], number: int, marks: list[Mark], width: int, paper: Paper) -> Iterator[str]:
    """A line with its number and marks, and the notes on the marks that begin in it."""
    begin, end = spans[number]
    if not marks:
        words = visible(shortened(text[begin:end], _LONGEST)).rstrip()
        yield paper.dim(f"{number + 1:>{width}} {'·' if words else ' '} {words}".rstrip())
        return
    yield f"{paper.dim(f'{number + 1:>{width}} │')} {marked_line(text, (begin, end), marks, paper)}"
    for note in notes_of(text, [mark for mark in marks if mark.span[0] >= begin], paper):
        yield f"{'':>{width}} {paper.dim('└')}   {note}"
