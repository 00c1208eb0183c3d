"""Lines that come again and again in the items of a programme: the kind of a talk, how it is given, a link to its slides."""

from collections import Counter
from collections.abc import Iterable

from kg.extract.agenda_items import Item
from kg.extract.page import Page, Row
from kg.extract.people import people_line
from kg.extract.wording import key, plain
from kg.rules import rule

Rows = tuple[Row, ...]
_OFTEN = 3
_LONGEST = 60


@rule("lines-that-recur-in-a-programme", nothing=frozenset())
def recurring(page: Page, items: Iterable[Item]) -> frozenset[str]:
    """The short lines, folded, that three items of a programme print alike beside others, and that name nobody."""
    counted: Counter[str] = Counter()
    for item in items:
        rows = [row for row in item.rows[1:] if row.end - row.begin <= _LONGEST and row.label is None]
        counted.update({key(plain(page.text, row.span)): row for row in rows if len(item.rows) > 2 and not people_line(page.text, row.span)}.keys())
    return frozenset(words for words, often in counted.items() if often >= _OFTEN)


def without_recurring(page: Page, rows: Rows, again: frozenset[str]) -> Rows:
    """The rows of an item without those that recur, where two others are left: a title and who speaks."""
    if not again:
        return rows
    kept = tuple(row for row in rows if row.label is not None or key(plain(page.text, row.span)) not in again)
    return kept if len(kept) > 1 else rows
