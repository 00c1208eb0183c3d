"""Series that sentences name: 'will deliver the 34th annual Ward Lecture', 'as part of the Geometry Seminar'."""

import re
from functools import cache

from kg.extract.series import bare_span, is_gathering, is_generic, without_term
from kg.extract.told_places import listed_pattern
from kg.extract.verbs import hosting
from kg.extract.wording import QUOTED, tightened, unquoted
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words
from kg.text.letters import cased

_WORD = cased(r"(?:[\p{Lu}][\w.’'&–/-]*|[A-Z]\.|&|[’']\d\d)")
SMALL = r"(?:of|and|in|for|the|on|de)"


@cache
def _named() -> re.Pattern[str]:
    ends = "|".join(re.escape(word.title()).replace(r"\ ", r"\s+") for word in sorted(words("sentences", "series_ends"), key=len, reverse=True))
    rooms = "|".join(re.escape(word.title()) for word in words("navigation", "rooms"))
    return re.compile(
        rf"(?<![\w“\"])(?P<lead>(?:\d{{1,3}}(?:st|nd|rd|th)\s+|(?:19|20)\d\d(?:[-–—/]\d{{2,4}})?\s+)?(?i:annual\s+)?)"
        rf"(?P<name>{_WORD}(?:\s+(?:{_WORD}|{SMALL}(?=\s+[A-Z]))){{0,8}}?\s+(?:{ends}))(?!\w)(?!\s+(?:{rooms})\b)(?P<tail>\s+\([A-Z]{{2,8}}\)|\s+(?:on|in)\s+{_WORD}(?:\s+(?:{_WORD}|{SMALL}(?=\s+[A-Z]))){{0,6}})?"
    )


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{listed_pattern('series_openings')})\s+)+", re.I)


@rule("series-told", nothing=None)
def told_series(text: str, span: Span) -> Span | None:
    """The series that a sentence names with capitals, outside quotation marks; None where it names none."""
    quotes = [match.span() for match in QUOTED.finditer(text, *span)]
    for match in _named().finditer(text, *span):
        begin, end = tightened(text, (match.start("name"), match.end("tail") if (match["tail"] or "").lstrip().startswith("(") else match.end("name")))
        while lead := _opening().match(text, begin, end):
            begin = lead.end()
        inside = any(quote[0] <= begin < quote[1] for quote in quotes)
        printed = text[begin:end]
        if not inside and len(printed.split()) >= 2 and not is_generic(printed) and is_gathering(printed) and not hosting().search(printed):
            return begin, end
    framed = next((match.span() for match in QUOTED.finditer(text, *span) if is_frame(text, match.start())), None)
    return framed and unquoted(text, framed)


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:will\s+)?(?:{listed_pattern('default_verbs')})(?!\w)")


@rule("series-told-of-listing", nothing=None)
def series_of_listing(text: str, span: Span) -> Span | None:
    """The series that a sentence above a listing has for its subject: 'The Fall 2031 Geometry Seminar meets on Mondays'."""
    found = told_series(text, span)
    if found is None or _goes_on().match(text, found[1], span[1]) is None:
        return None
    stop = max(text.rfind(sign, span[0], found[0]) for sign in ".!?")
    before = without_term(text[span[0] if stop < 0 else stop + 1 : found[0]].strip()).strip()
    return bare_span(text, found) if not before or _opening().fullmatch(f"{before} ") else None


@rule("quoted-series-is-no-title", nothing=False)
def is_frame(text: str, begin: int) -> bool:
    """Whether what stands in quotation marks is said to be the frame of the talk: 'as part of “Science on Saturdays”', 'в рамках «…»'."""
    return bool(_frame().search(text, max(0, begin - 40), begin))


@cache
def _frame() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed_pattern('series_leads')})\s+(?:[\w-]+\s+){{0,2}}$", re.I)
