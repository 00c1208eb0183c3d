"""Sentences that say when and where the talk of a page is held: 'The talk will take place at 8 pm on Monday in Room 2.'"""

import re
from functools import cache

from kg.extract.claims import Claim
from kg.extract.told_places import place_in
from kg.extract.page import Page
from kg.extract.when import is_beside
from kg.model.document import Span
from kg.rules import rule
from kg.text.full_stops import inner_stop
from kg.text.hedges import is_usual
from kg.text.language import words
from kg.text.letters import cased
from kg.text.phrases import Phrases
from kg.text.words import phrase_pattern


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(cased(rf"(?:[^.!?\n]|\.(?!\s+[\p{{Lu}}])|{inner_stop()}|\n(?!\n)|(?<=[ap]\.m)\.)+[.!?]?"))


@cache
def _held() -> Phrases:
    return phrase_pattern(words("navigation", "held"))


def tells_held(words: str) -> bool:
    """Whether words say that something is held: 'The talk will take place'."""
    return bool(_held().search(words))


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of running text, wrapped or not."""
    return [match.span() for match in _sentence().finditer(text, *span)]


def tells_when(page: Page, span: Span) -> bool:
    """Whether running text says that something is held on a day or at a time it names."""
    return bool(_told(page, span))


def _told(page: Page, span: Span) -> list[Span]:
    if not _held().search(page.text, *span):
        return []
    if not page.dates_in(span) and not page.times_in(span):
        return []
    found = [sentence for sentence in sentences(page.text, span) if _held().search(page.text, *sentence) and not is_usual(page.text, *sentence)]
    return [sentence for sentence in found if page.dates_in(sentence) or page.times_in(sentence)]


@rule("held-sentence", nothing=())
def held_claims(page: Page, span: Span) -> tuple[Claim, ...]:
    """The day, the time and the place of the first sentence that says when something is held."""
    told = _told(page, span)
    if not told:
        return ()
    printed = page.times_in(told[0])
    times = [time for time in printed if not is_beside(page.text, time)]
    claims = [Claim("when", (mention.begin, mention.end), "held-sentence", 0.82) for mention in (*page.dates_in(told[0]), *times)]
    place = place_in(page.text, told[0]) if len(times) == len(printed) else None  # that of the tea, as likely as not
    return (*claims, *((Claim("location", place, "held-sentence", 0.8),) if place else ()))
