"""Tables of talks: what their columns are taken for, and what stands above them."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.records_fields import role_of
from kg.extract.records_entry import Above
from kg.extract.series import bare_span, is_gathering
from kg.extract.wording import plain, value
from kg.model.announcement import Talk, Value
from kg.model.document import Document, Line, Record, Span
from kg.rules import rule

LONGEST_HEADING = 200


def columns_of(document: Document) -> dict[str, str | None]:
    """What each named column of a document's tables is taken for (speaker, title, date, …), in their order; None where
    its name does not say, so that nothing is read from it."""
    names = dict.fromkeys(one.path for record in document.records if record.kind == "row" for one in record.fields)
    return {name: role if (role := role_of(name)) != "other" else None for name in names}


def rows_with_headings(document: Document) -> Iterator[tuple[Record, Above]]:
    """Each row of the document's tables, with what the headings above its table say of it."""
    headings: list[Line] = []
    above, at, lines = Above(), 0, document.lines
    for record in document.records:
        begin = record.fields[0].begin if record.kind == "row" and record.fields else 0
        while at < len(lines) and lines[at].begin <= begin:
            if lines[at].kind == "heading":
                headings = headings if at and lines[at - 1].kind == "heading" else []
                headings.append(lines[at])
                above = above_table(document, tuple((line.begin, line.end) for line in headings))
            at += 1
        if record.kind == "row":
            yield record, above


@rule("headings-above-table", nothing=Above())
def above_table(document: Document, headings: tuple[Span, ...]) -> Above:
    """The series that a table's headings name, and the headings, where a term may stand that gives a date its year."""
    short = tuple(span for span in headings if span[1] - span[0] <= LONGEST_HEADING)
    named = next((span for span in short if is_gathering(plain(document.text, span))), None)
    return Above(series=_series(document, named) if named else None, terms=short)


def _series(document: Document, span: Span) -> Value:
    return replace(value(document.text, bare_span(document.text, span), "headings-above-table", 0.9), derived=True)


def is_told(talk: Talk) -> bool:
    """Whether a row tells enough of a talk: somebody with a whole name, or when it is, or what it is about.

    'Ada | coffee' under 'Who | What' is who brings what.
    """
    return bool(talk.start or talk.abstract) or any(" " in person.name.text for person in talk.speakers)
