"""Where the speaker stands behind what says so: 'given by', or a preposition between a quoted title and a name."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.told_places import listed_pattern
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words
from kg.text.letters import cased
from kg.text.words import vocabulary

_TITLE = 16
"""Words of a quotation up to which it may be a title; a longer one is what somebody said."""


def is_passive(text: str, verb: Span) -> bool:
    """Whether the speaker stands behind a verb and nowhere else: 'given by', or a preposition alone."""
    return bool(_passive().search(text, *verb)) or bool(_preposition().fullmatch(text, *verb))


@cache
def _passive() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{listed_pattern('passive_ends')})$", re.I)


@cache
def _preposition() -> re.Pattern[str]:
    listed = sorted({re.escape(word) for word in (*words("navigation", "name_leads"), *words("people", "of_person"))}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(listed)})", re.I)


@cache
def _led() -> re.Pattern[str]:
    honorifics = "|".join(sorted(map(re.escape, vocabulary("honorifics")), key=len, reverse=True))
    return re.compile(rf"[\s,(–—-]{{1,4}}({_preposition().pattern})\s+(?={honorifics})(?=\w+\.?\s)", re.I)


@rule("title-of-whom", nothing=())
def titles_of(text: str, quotes: list[Span], end: int) -> Iterator[Span]:
    """The prepositions that stand between quoted titles and people with an honorific: '“Knots” del prof. Ann Lee, “Braids” con la dott. Bo Ek'."""
    for quote in quotes:
        if (match := _led().match(text, quote[1], min(end, quote[1] + 24))) is not None:
            yield match.span(1)


@rule("name-on-title", nothing=())
def titles_behind(text: str, quotes: list[Span], begin: int) -> Iterator[Span]:
    """The prepositions alone that stand between people and quoted titles, where no verb does: 'Mercoledì 10, Ann Lee su “Knots”'."""
    for quote in quotes:
        if (match := _on().search(text, max(begin, quote[0] - 40), quote[0])) is not None:
            yield match.span(1)


@cache
def _on() -> re.Pattern[str]:
    return re.compile(cased(rf"[\p{{Lu}}][\w’'-]+\s+[\p{{Lu}}][\w’'-]+\s+((?i:{listed_pattern('introduces')}))\s*:?\s*$"))


def may_be_title(text: str, quote: Span) -> bool:
    """Whether a quotation is short enough for a title."""
    return len(text[quote[0] : quote[1]].split()) <= _TITLE
