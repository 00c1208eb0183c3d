"""Full stops that end no sentence: of 'Prof. Lee', of 'Rathaus St. Johann', of '12. Mai'."""

import re
from functools import cache

from kg.rules import rule
from kg.text.language import languages, words

_LONGEST = 6
"""Letters of a shortened word; an honorific of more is printed in full."""


@cache
def inner_stop() -> str:
    """A pattern for a full stop inside a sentence: behind a shortened word before a capital, and behind the day of a month."""
    listed = (*words("sentences", "abbreviations"), *(word for word in words("people", "honorifics") if len(word) < _LONGEST))
    behind = "|".join(rf"(?<=\b{re.escape(word)})" for word in sorted(set(listed), key=lambda word: (-len(word), word)))
    months = "|".join(sorted({re.escape(name) for name in _months()}, key=lambda name: (-len(name), name)))
    return rf"(?i:(?:{behind})\.|(?:(?<=\b\d)|(?<=\b\d\d))\.(?=\s+(?:{months})\b))"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(inner_stop())


@rule("full-stop-inside-sentence", nothing=False)
def ends_nothing(text: str, at: int) -> bool:
    """Whether the full stop at an offset is that of a shortened word or of a day, and ends no sentence."""
    return _pattern().match(text, at) is not None


def _months() -> set[str]:
    """The names of the months, in every language, as they stand behind a day."""
    lists = (language.section("dates").get("months", ()) for language in languages())
    return {name for months in lists for names in months for name in ((names,) if isinstance(names, str) else names)}
