"""Abstracts that a sentence announces: 'The abstract follows.', 'The abstract of the talk reads as follows:'."""

import re
from functools import cache

from kg.extract.claims import Claim
from kg.extract.page import Page, Row, is_prose
from kg.extract.wording import unquoted
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words
from kg.text.words import phrase_pattern

_RULE = "abstract-announced"
_END = re.compile(r"[\s.:!]*(?:\n|$)")


@cache
def _follows() -> re.Pattern[str]:
    return phrase_pattern(words("sentences", "abstract_follows"))


@rule(_RULE, nothing=())
def announced_abstract(page: Page, span: Span) -> tuple[Claim, ...]:
    """The running text below the words that announce an abstract between two offsets; none where none do."""
    for match in _follows().finditer(page.text, *span):
        if _END.match(page.text, match.end()) is None:
            continue
        block: list[Row] = []
        for row in page.between((match.end(), span[1])):
            if row.begin < match.end():
                continue
            if block and row.gap:
                break
            block.append(row)
        if block and is_prose(page.text, (block[0].begin, block[-1].end)):
            return (Claim("abstract", unquoted(page.text, (block[0].begin, block[-1].end)), _RULE, 0.88),)
    return ()
