"""Where a name that the tagger reads begins and ends: with the titles before it and the suffixes behind it."""

import re
from functools import cache

from kg.model.document import Span
from kg.text.words import vocabulary

SUFFIX = re.compile(
    r",?\s{0,3}(?:Ph\.? ?D|Sc\.? ?D|M\.? ?D|P\.E|J\.D|Jr|Sr|III|II|IV|Esq)(?![^\W\d_])\.?(?!\s{0,3}(?:candidate|student)\b)", re.IGNORECASE
)
_OPEN_SUFFIX = re.compile(r"\b(?:Jr|Sr|Esq|D)$")
_CALLED = re.compile(r"\s{1,3}\([A-Z][^\W\d_]{1,15}\)\s{1,3}[A-Z][\w’'-]{1,30}")
_LONGEST_TITLES = 40


def completed(text: str, begin: int, end: int) -> Span:
    """The span of a name together with the titles before it, the suffixes behind it, and what follows a call name.

    'Dr. R. J. (Bob) Marlow, Ph.D.' is one name, whichever part of it was read.
    """
    if called := _CALLED.match(text, end):
        end = called.end()
    if text[end : end + 1] == "." and _OPEN_SUFFIX.search(text, max(begin, end - 5), end):
        end += 1
    while suffix := SUFFIX.match(text, end):
        end = suffix.end()
    if titles := _titles().search(text[max(0, begin - _LONGEST_TITLES) : begin]):
        begin -= len(titles[0])
    return begin, end


@cache
def _titles() -> re.Pattern[str]:
    """The titles right before a place of a text; capitalised, so that 'the assistant professor' is none."""
    words = sorted((word for word in vocabulary("honorifics") if len(word) > 1 and word[0].isalpha()), key=lambda word: (-len(word), word))
    either = "|".join(rf"{re.escape(word.title())}|{re.escape(word.upper())}" for word in words)
    return re.compile(rf"(?:(?<![^\W\d_])(?:{either})(?!\w)\.?\s{{1,3}})+$")
