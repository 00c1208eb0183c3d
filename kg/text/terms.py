"""Terms and academic years as printed, with the days they can mean.

The bounds are wide where customs differ: a spring term may begin in January, a German winter term end in March. They
serve to choose a year, not to date anything.
"""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from functools import cache

from kg.rules import minded, rule
from kg.text.dates import find_dates
from kg.text.language import languages, words
from kg.text.moments import TermMention
from kg.text.phrases import Phrases, opening_with

_BOUNDS = {
    "spring": ("01-01", "06-30"),
    "summer": ("04-15", "09-30"),
    "autumn": ("08-01", "12-31"),
    "winter": ("01-01", "04-30"),
    "winter_term": ("09-01", "03-31"),
    "summer_term": ("03-01", "09-30"),
    "first_term": ("09-15", "12-31"),
    "second_term": ("01-01", "04-15"),
    "third_term": ("04-01", "07-31"),
    "half_year 0": ("01-01", "07-31"),
    "half_year 1": ("07-01", "12-31"),
}
_YEARS = r"(?P<year>(?:19|20)\d\d)(?:\s?[/–-]\s?(?P<next>(?:19|20)?\d\d)(?!\d|[/-]))?"
_YEAR = re.compile(r"\d\d")
_FIRST = 1950
"""The first year that an academic year without a word for it begins in."""
_SHORT = r"['’](?P<short>\d\d)\b"
_ACADEMIC = re.compile(r"(?<![\d/.–-])(?P<year>(?:19|20)\d\d)\s?[/–-]\s?(?P<next>(?:19|20)?\d\d)(?![\d/–-]|\.\d|:\d)")


@rule("terms", nothing=())
@minded
def find_terms(text: str, begin: int = 0, end: int | None = None) -> tuple[TermMention, ...]:
    """The terms, academic years and months with a year of `text[begin:end]`: 'Spring 2024', 'WS 2015/16', 'October 2024'."""
    stop = len(text) if end is None else end
    if not _YEAR.search(text, begin, stop):
        return ()
    found = [*_named(text, begin, stop), *_months(text, begin, stop)]
    taken = sorted((term.begin, term.end) for term in found)
    found += [term for term in _academic(text, begin, stop) if not _covered(taken, term.begin)]
    return tuple(sorted(found, key=lambda term: term.begin))


def _covered(taken: list[tuple[int, int]], offset: int) -> bool:
    at = bisect_right(taken, (offset, float("inf"))) - 1
    return at >= 0 and taken[at][0] <= offset < taken[at][1]


def _named(text: str, begin: int, end: int) -> Iterator[TermMention]:
    for match in _pattern().finditer(text, begin, end):
        word = match["name"] or match["name2"]
        season = _names()[word.lower()]
        if _fits(word):
            yield _term(match, season)


def _fits(word: str) -> bool:
    """Whether the word is written as the table wants it: 'WS' and 'SS' only in capitals."""
    return word.lower() not in _capitals() or word in _capitals().values()


def _term(match: re.Match, season: str) -> TermMention:
    year = int(match["year"]) if match["year"] else int(match["year2"]) if match["year2"] else 2000 + int(match["short"])
    if season == "winter" and match["year"] and match["next"]:
        season = "winter_term"  # 'Winter 2026/27' begins before the new year
    first, last = _BOUNDS[season]
    if match["year"] and match["next"] and season not in ("autumn", "first_term", "winter_term", "half_year 0"):
        year += 1
    later = year + 1 if first > last else year
    return TermMention(match.start(), match.end(), f"{year}-{first}", f"{later}-{last}")


def _months(text: str, begin: int, end: int) -> Iterator[TermMention]:
    for date in find_dates(text, begin, end):
        if date.kind == "month":
            days = monthrange(date.year, date.month)[1]
            month = f"{date.year}-{date.month:02}"
            yield TermMention(date.begin, date.end, f"{month}-01", f"{month}-{days:02}")


def _academic(text: str, begin: int, end: int) -> Iterator[TermMention]:
    for match in _ACADEMIC.finditer(text, begin, end):
        year = int(match["year"])
        following = int(match["next"]) % 100
        if year < _FIRST:
            continue  # the years that a title tells of: 'Ein Kriegserlebnis 1914-1915'
        if following == (year + 1) % 100 and (len(match["next"]) == 2 or int(match["next"]) == year + 1):
            yield TermMention(match.start(), match.end(), f"{year}-08-01", f"{year + 1}-07-31")


@cache
def _names() -> dict[str, str]:
    table: dict[str, str] = {}
    for season in _BOUNDS:
        if " " not in season:
            table.update((word.lower(), season) for word in words("dates", season))
    for language in languages():
        for half, names in enumerate(language.section("dates").get("half_year", ())):
            table.update((name.lower(), f"half_year {half}") for name in names)
    return table


@cache
def _capitals() -> dict[str, str]:
    return {word.lower(): word for season in ("winter_term", "summer_term") for word in words("dates", season) if word[0].isupper()}


@cache
def _pattern() -> Phrases:
    names = "|".join(sorted(map(re.escape, _names()), key=len, reverse=True))
    tail = "|".join(map(re.escape, words("dates", "term_words")))
    of = "|".join(map(re.escape, words("dates", "of")))
    return opening_with(
        _names(),
        rf"\b(?P<name>{names})(?:[ ](?:{tail})){{0,2}},?[ ]?(?:(?:{of})[ ])?(?:{_YEARS}|{_SHORT})"
        rf"|(?<![\d/–-])\b(?P<year2>(?:19|20)\d\d)[ ](?P<name2>{names})\b",
        re.IGNORECASE,
    )
