"""The parts of a page that terms and years head: 'Spring 2024', 'WS 2023/24', '2019'."""

from kg.extract.page import Page, Row, of_row
from kg.extract.series import bare_span, is_gathering, is_term
from kg.extract.wording import plain, value
from kg.model.announcement import Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.temporal import find_terms

Rows = tuple[Row, ...]


@of_row
def heads_section(page: Page, row: Row) -> bool:
    """Whether a heading, or a line set as one, is a term or a year and nothing else."""
    heads = row.line.kind == "heading" or (row.gap and row.line.kind == "text" and row.line.cell is None)
    return heads and row.end - row.begin < 60 and is_term(plain(page.text, row.span))


@rule("sections-of-terms", nothing=())
def sections_of(page: Page) -> tuple[Span, ...]:
    """The stretches that the headings of terms and years open, where there are at least two."""
    heads = [row.begin for row in page.rows if heads_section(page, row)]
    return tuple(zip(heads, (*heads[1:], len(page.text)), strict=True)) if len(heads) > 1 else ()


@rule("series-heads-entries", nothing=None)
def series_over(page: Page, parts: list[Rows], between: Rows) -> tuple[Value | None, ...] | None:
    """For each entry the series whose name stands on a line of its own last above it, where some such lines stand among the entries.

    `parts` are the rows of the entries; `between` are rows between them. A line that every other entry has is none.
    """
    opening = [row for part in parts for row in part[:1] if _names_series(page, row)]
    among = [row for row in between if _names_series(page, row)]
    heads = sorted((*opening, *among), key=lambda row: row.begin)
    if len(heads) < 2 or len(heads) * 2 > len(parts):
        return None
    found: list[Value | None] = []
    for part in parts:
        above = [row for row in heads if row.begin <= part[0].begin]
        found.append(value(page.text, bare_span(page.text, above[-1].span), "series-heads-entries", 0.8) if above else None)
    return tuple(found)


def _names_series(page: Page, row: Row) -> bool:
    printed = plain(page.text, row.span)  # with its term: without one it may be a cell of the entry
    return row.label is None and not row.dates and not row.times and row.end - row.begin < 100 and is_gathering(printed) and bool(find_terms(printed))
