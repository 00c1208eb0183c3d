"""The rows of a page that may open its entries, by what recurs in them: a date, a label, a heading, a name."""

from collections.abc import Iterator

from kg.extract.page import Page, Row, is_prose
from kg.extract.people import people_line
from kg.extract.unlabelled import is_file
from kg.extract.wording import QUOTED, plain
from kg.rules import rule

Rows = tuple[Row, ...]
_MOST_AGAIN = 4
"""Rows that may name one person without being the entries of one who speaks often."""


def anchors(page: Page, rows: Rows) -> dict[str, list[int]]:
    """The rows of each recurring kind, by their place among `rows`."""
    found: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        for kind in _kinds(page, row):
            found.setdefault(kind, []).append(place)
    return found


@rule("one-person-named-again", nothing=False)
def is_one(page: Page, rows: Rows, marks: list[int]) -> bool:
    """Whether all rows of people name the same one, as the line over a talk and the first of a biography do."""
    if len(marks) > _MOST_AGAIN:
        return False
    names = {person.name.text for mark in marks for person in people_line(page.text, rows[mark].span)[:1]}
    return len(names) == 1


def _kinds(page: Page, row: Row) -> Iterator[str]:
    label = row.label
    if row.fit is not None:
        yield "pattern"
    if label is not None:
        if label.number:
            if label.alone or not row.times:
                yield "number"
        elif label.role in ("speaker", "title", "date", "datetime", "titleabstract"):
            yield label.role
        return
    if is_prose(page.text, row.span) and not row.dates:
        return
    if row.dates and (row.dates[0].begin - row.begin < 16 or row.end - row.begin < 120):
        yield "dated"
    if is_file(plain(page.text, (max(row.begin, row.end - 160), row.end))):
        yield "file"
        return
    if row.line.kind == "heading":
        yield f"heading {row.line.level}"
    elif row.line.bold:
        yield "bold"
    if row.line.kind == "item" and row.line.level == 1:
        yield "item"
    if row.end - row.begin < 160 and not row.dates and not row.times and people_line(page.text, row.span):
        yield "people"
    elif row.end - row.begin < 400 and _is_quoting(page, row):
        yield "quoted"


def _is_quoting(page: Page, row: Row) -> bool:
    """Whether a row is a quoted title with a few words around it, and not a sentence with a quoted word."""
    quoted = QUOTED.search(page.text, *row.span)
    return quoted is not None and (quoted.start() < row.begin + 3 or (quoted.end() - quoted.start()) * 4 >= row.end - row.begin)
