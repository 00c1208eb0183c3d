"""Lines beside a talk that name somebody or something that is not in it: who signs a mail, who put up a page, where a link leads back."""

import re
from functools import cache

from kg.extract.page import Page, Row
from kg.extract.wording import key, plain
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words
from kg.text.words import phrase_pattern

_LONGEST = 120
_ROWS = 3
"""Rows of a signature below its closing."""


@cache
def _opening(name: str) -> re.Pattern[str]:
    listed = "|".join(sorted(map(re.escape, words("navigation", name)), key=len, reverse=True))
    return re.compile(rf"\W{{0,4}}(?:{listed})(?!\w)", re.I)


@cache
def _closings() -> frozenset[str]:
    return frozenset(key(word) for word in words("navigation", "closings"))


@rule("aside-of-page", nothing=False)
def is_aside(page: Page, row: Row) -> bool:
    """Whether a short line says who put up the page or leads back to another: 'Posted on 2 May by …', 'Back to …'."""
    short = row.end - row.begin < _LONGEST and row.label is None
    return short and any(_opening(name).match(page.text, row.begin, row.end) for name in ("posted", "back"))


@cache
def _telling() -> re.Pattern[str]:
    return phrase_pattern((*words("sentences", "headline_verbs"), *words("sentences", "headline_hosts")))


@rule("headline", nothing=False)
def is_headline(text: str, span: Span) -> bool:
    """Whether a line tells something of a lecture and names none: 'Lee to deliver the Ward Lecture', 'Biology hosts lecture series'."""
    found = _telling().search(text, span[0] + 1, span[1])
    return found is not None and found.start() > span[0] + 2


@rule("signature", nothing=False)
def is_signature(page: Page, row: Row) -> bool:
    """Whether a line stands in the paragraph below the closing of a letter: the name below 'Best,' speaks nowhere."""
    for above in reversed(page.rows[max(0, row.number - _ROWS) : row.number] if row.line.kind != "meta" and row.label is None else ()):
        if key(plain(page.text, above.span)) in _closings():
            return True
        if above.gap:
            return False
    return False
