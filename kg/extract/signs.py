"""Whether a page has anything to do with talks at all."""

import re
from functools import cache

from kg.extract.page import Page
from kg.rules import rule
from kg.text.language import words
from kg.text.words import fold

_LABELS = ("speaker", "abstract", "title", "titleabstract", "bio", "host", "chair", "prespeaker")


@cache
def _signs() -> re.Pattern[str]:
    """Words for talks, for what they are held at, and for holding one, in any language."""
    listed = {fold(word) for name in ("gatherings", "series_words", "event_words", "talk_by", "speaking", "talk_signs") for word in words("navigation", name)}
    listed |= {fold(word) for word in (*words("people", "talk_words"), *words("labels", "speaker"))}
    listed = {word for word in listed if len(word) > 4 and word != "series" or word == "talk"}  # 'by' and 'day' stand in every text
    compound = "|".join(re.escape(fold(word)) for word in words("navigation", "compound_gatherings"))
    plain = "|".join(sorted(map(re.escape, listed), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:(?:{plain})s?|\w{{3,}}(?:{compound}))(?!\w)")


@rule("sign-of-talks", nothing=True)
def tells_of_talks(page: Page) -> bool:
    """Whether a page prints a label of talks or a word for them; a manual has names and headings too."""
    if any(row.label is not None and row.label.role in _LABELS for row in (*page.rows, *page.meta)):
        return True
    return _signs().search(fold(page.text)) is not None
