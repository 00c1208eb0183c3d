"""PDF: the words in the order they are read, with lines, headings, cells and links told by how they are printed."""

import re
from collections import Counter

from kg.read.apart import taken_apart
from kg.read.draft import Draft
from kg.read.html import primary_language
from kg.read.pdf.pieces import Row, Run, rows_of
from kg.read.pdf.regions import Table, regions_of
from kg.read.pdf.ruled import around, ruled_tables
from kg.read.pdf.running import margins
from kg.read.pdf.writing import Writer

_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_LARGER = 1.15
"""Of the size of most letters: from here on a line is a heading."""


def read_pdf(data: bytes, draft: Draft, address: str | None) -> None:
    """Adds the words of a PDF; raises TooMuch, in words for its user, where it has none or cannot be read."""
    values = taken_apart("pdf_runs", data, noun="a PDF")
    head = next(values)
    pages = list(values)
    if head["read"] < head["pages"] or head["cut"]:
        draft.notes.append(f"only the first {head['read']} of {head['pages']} pages were read")
    draft.language = primary_language(head["language"]) if head["language"] else None
    rows = [rows_of((Run(*run, order=number) for number, run in enumerate(page["runs"])), page["pillars"]) for page in pages]
    sizes = Counter[float]()
    for page in pages:
        for run in page["runs"]:
            sizes[run[4]] += len(run[0])
    body = sizes.most_common(1)[0][0]
    larger = sorted((size for size in sizes if size >= _LARGER * body), reverse=True)
    compounds = frozenset(word.casefold() for page in pages for run in page["runs"] for word in _COMPOUND.findall(run[0]))
    writer = Writer(draft, address, {size: min(6, 1 + level) for level, size in enumerate(larger)}, compounds)
    for page, lines, again in zip(pages, rows, margins(rows, [page["height"] for page in pages], body), strict=True):
        _add_page(page, lines, again, writer)
    writer.finish()


def _add_page(page: dict, rows: list[Row], again: set[int], writer: Writer) -> None:
    """Adds one page: its own words, then those of its margins."""
    own = [row for number, row in enumerate(rows) if number not in again]
    if own:
        left = min(piece.left for row in own for piece in row.pieces)
        right = max(max(piece.right for row in own for piece in row.pieces), page["width"] - left)
        rules = [tuple(rule) for rule in page["rules"]]
        for part in around(own, ruled_tables(own, rules, [tuple(pillar) for pillar in page["pillars"]])):
            for region in (part,) if isinstance(part, Table) else regions_of(part, rules, (left, right)):
                writer.region(region)
    for number in sorted(again):
        writer.margin(rows[number])
