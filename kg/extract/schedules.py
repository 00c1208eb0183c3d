"""Words for a list of talks, which are no name of a series: 'Spring programme 2027', 'Program of the Summer School'."""

import re
from functools import cache

from kg.extract.wording import key
from kg.rules import minded, rule
from kg.text.language import words
from kg.text.temporal import find_terms
from kg.text.words import fold


def listed_words(*names: str) -> str:
    """The folded words that any language lists under these names, as alternatives of a pattern, the longest first."""
    found = {fold(word) for name in names for word in words("navigation", name)}
    return "|".join(map(re.escape, sorted(found, key=lambda word: (-len(word), word))))


def keyed_words(name: str) -> str:
    """The keys of the words that any language lists under this name, as alternatives of a pattern, the longest first."""
    return "|".join(sorted({re.escape(key(word)) for word in words("navigation", name)}, key=len, reverse=True))


@rule("schedule-and-no-name", nothing=False)
@minded
def is_schedule(text: str) -> bool:
    """Whether a line is a word for a list of talks, with a term, a year or a small word beside: 'Spring programme 2027', 'New programme'."""
    bare = key(text)
    for term in reversed(find_terms(text)):
        bare = key(text[: term.begin] + " " + text[term.end :])
    found = _schedule_words().search(bare)
    rest = (bare[: found.start()] + " " + bare[found.end() :]).split() if found else []
    told = found is not None or (not bare and _schedule_words().search(key(text)) is not None)
    return told and all(word.isdigit() or word in _beside_schedules() for word in rest)


@cache
def _schedule_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{keyed_words('schedule_nouns')})(?!\w)")


@cache
def _beside_schedules() -> frozenset[str]:
    seasons = [word for name in ("spring", "summer", "autumn", "winter", "term_words") for word in words("dates", name)]
    return frozenset(key(word) for word in (*seasons, *words("navigation", "schedule_leads")))


@cache
def schedule_of() -> re.Pattern[str]:
    """A word for a list of talks with the small words that lead to whose list it is."""
    return re.compile(rf"(?:{listed_words('schedule_nouns')})\s+(?:{listed_words('schedule_of')})\s+", re.I)
