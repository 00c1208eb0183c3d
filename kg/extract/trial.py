"""How the patterns of a source fit the entries of a document: which of them each entry fits, and which fit none."""

from bisect import bisect_right
from dataclasses import dataclass

from kg.extract.composed import Fit, composition
from kg.extract.composed_records import tried
from kg.extract.form import values
from kg.extract.page import page_of
from kg.model.announcement import Announcement, Talk
from kg.model.document import Document, Span
from kg.model.source import SourceSettings

LINE = "line"
"""The field that a line of a page is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text that the patterns were tried on: a field of a record by its path, or a line; `fit` is None where none fits."""

    field: str
    span: Span
    fit: Fit | None


def entries_of(document: Document, settings: SourceSettings, announcement: Announcement) -> tuple[Entry, ...]:
    """The entries of a document in the order of its text.

    Of a page they are the lines that fit, and the lines of those talks of `announcement` (what was read with the
    settings) that no pattern read.
    """
    fields = [Entry(one.field.path, (one.field.begin, one.field.end), one.fit) for record in document.records for one in tried(document, record, settings)]
    if fields or (composed := composition(settings, LINE)) is None:
        return tuple(fields)
    fitted = [Entry(LINE, row.fit.span, row.fit) for row in page_of(document, composed=composed).rows if row.fit]
    starts = [line.begin for line in document.lines]
    others: dict[int, Entry] = {}
    for talk in announcement.talks:
        span = _first(talk)
        if span is not None and not any(value.rule == composed.rule for _, value in values(talk)):
            line = document.lines[max(0, bisect_right(starts, span[0]) - 1)]
            others.setdefault(line.begin, Entry(LINE, (line.begin, line.end), None))
    return tuple(sorted((*fitted, *others.values()), key=lambda entry: entry.span))


def _first(talk: Talk) -> Span | None:
    """The words of the title or of the first speaker."""
    named = (talk.title, *(person.name for person in talk.speakers[:1]))
    return next((value.spans[0] for value in named if value is not None and value.spans), None)


def fields_of(document: Document) -> tuple[str, ...]:
    """The names of the fields that the records of a document have, each once, in their order."""
    return tuple(dict.fromkeys(one.path.rpartition(".")[2] for record in document.records for one in record.fields))
