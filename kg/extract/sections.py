"""The parts of a page that terms and years head: 'Spring 2024', 'WS 2023/24', '2019'."""

from kg.extract.page import Page, Row
from kg.extract.series import is_term
from kg.extract.wording import plain
from kg.model.document import Span
from kg.rules import rule

Rows = tuple[Row, ...]


def heads_section(page: Page, row: Row) -> bool:
    """Whether a heading, or a line set as one, is a term or a year and nothing else."""
    heads = row.line.kind == "heading" or (row.line.bold and row.gap and row.line.kind == "text")
    return heads and row.end - row.begin < 60 and is_term(plain(page.text, row.span))


@rule("sections-of-terms", nothing=())
def sections_of(page: Page) -> tuple[Span, ...]:
    """The stretches that the headings of terms and years open, where there are at least two."""
    heads = [row.begin for row in page.rows if heads_section(page, row)]
    return tuple(zip(heads, (*heads[1:], len(page.text)), strict=True)) if len(heads) > 1 else ()
