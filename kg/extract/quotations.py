"""Titles in quotation marks with who is named beside them."""

import re
from functools import cache

from kg.extract.claims import Claim
from kg.extract.location import is_location
from kg.extract.page import Page, Row
from kg.extract.people import people_line
from kg.extract.status import is_tba
from kg.extract.wording import QUOTED, tightened, unquoted
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words

_OPENED = re.compile(r"[“‘«](?:[^“”‘’«»\n]|(?<=\w)’(?=\w)){8,300}$")
_ASIDE = re.compile(r"\s*(?:\([^()]{0,80}\)\s*)?[,;]?\s*(?:&|\b(?:and|et|und|y|e|en|i|и)\b)?\s*\**", re.I)


@rule("quoted-title", nothing=())
def quoted_title(page: Page, span: Span, row: Row) -> tuple[Claim, ...]:
    """A title in quotation marks, with the people printed before it."""
    match = next((one for one in QUOTED.finditer(page.text, *span) if not _is_bracketed(page.text, span[0], one.start())), None)
    if match and len(pairs := _pairs(page, span)) > 2:
        return pairs
    if not match or (_is_word(match[0][1:-1]) and not is_tba(match[0][1:-1])):
        return ()
    after = tightened(page.text, (match.end(), span[1]))
    after = _inside(page.text, after)
    behind = people_line(page.text, after) if after[1] > after[0] and match.start() - span[0] <= 12 else ()
    before = _without_verb(page.text, tightened(page.text, (span[0], match.start()), " \t,;:–—-|•·*_("))
    people = people_line(page.text, before) if before[1] > before[0] else ()
    closes = bool(people) and (span[1] - match.end() < 4 or bool(place_behind(page.text, after)))  # a long list of people may stand before a short title
    if match.end() - match.start() < 0.3 * (span[1] - span[0]) and not behind and not closes:
        return ()
    if before[1] > before[0] and not people and match.start() > span[0] + 12:
        return ()
    title = Claim("title", unquoted(page.text, match.span()), "quoted-title", 0.93)
    if people:
        return Claim("speaker", before, "people-before-title", 0.9, people), title, *place_behind(page.text, after)
    if behind:
        return title, Claim("speaker", after, "people-before-title", 0.85, behind)
    return (title,)


@rule("people-in-bracket", nothing=(0, 0))
def _in_bracket(text: str, span: Span) -> Span:
    """What the bracket holds that is all behind a quoted title, where it is people: '“Knots” (Ann Lee)'."""
    begin, end = span
    if end - begin < 6 or text[begin] != "(" or text.find(")", begin, end) != end - 1:
        return 0, 0
    return (begin + 1, end - 1) if people_line(text, (begin + 1, end - 1)) else (0, 0)


def _inside(text: str, span: Span) -> Span:
    inner = _in_bracket(text, span)
    return inner if inner[1] else span


@rule("quotation-in-bracket", nothing=False)
def _is_bracketed(text: str, begin: int, at: int) -> bool:
    """Whether a quotation stands behind other words in a bracket, as in the name of an institution: '(Università di Roma “La Sapienza”)'."""
    opened = text.rfind("(", begin, at)
    return opened >= 0 and ")" not in text[opened:at] and bool(text[opened + 1 : at].strip())


@rule("place-behind-quoted-title", nothing=())
def place_behind(text: str, span: Span) -> tuple[Claim, ...]:
    """The place in the bracket behind a quoted title: 'Ann Lee, “Knots” (Hall B, room 2)'."""
    if span[1] - span[0] < 5 or text[span[0]] != "(" or text[span[1] - 1] != ")":
        return ()
    inner = tightened(text, (span[0] + 1, span[1] - 1))
    return (Claim("location", inner, "place-behind-quoted-title", 0.88),) if is_location(text, inner) else ()


@cache
def _presents() -> re.Pattern[str]:
    listed = sorted(map(re.escape, words("navigation", "name_before_title")), key=len, reverse=True)
    return re.compile(rf"\s+(?:{'|'.join(listed)})\s*:?$", re.I)


@rule("verb-before-quoted-title", nothing=(0, 0))
def _verb(text: str, span: Span) -> Span:
    """The words between a name and its quoted title: 'Ann Lee presented: “Knots”'."""
    match = _presents().search(text[span[0] : span[1]])
    return (span[0] + match.start(), span[0] + match.end()) if match else (0, 0)


def _without_verb(text: str, span: Span) -> Span:
    verb = _verb(text, span)
    return (span[0], verb[0]) if verb[1] == span[1] and verb[0] > span[0] else span


def _is_word(quoted: str) -> bool:
    """Whether what is quoted is one small word, as in 'see you "there"'."""
    return " " not in quoted.strip() and quoted.strip().islower()


@rule("last-quotation-unclosed", nothing=())
def _unclosed(text: str, span: Span) -> tuple[Span, ...]:
    """The last title of a line, whose quotation mark nobody closed."""
    match = _OPENED.search(text, *span)
    return (match.span(),) if match else ()


def _pairs(page: Page, span: Span) -> tuple[Claim, ...]:
    """The talks of one line, each as people and quoted title: 'A: “T” and B: “U”'."""
    claims: list[Claim] = []
    at = span[0]
    closed = [match.span() for match in QUOTED.finditer(page.text, *span)]
    for begin, end in (*closed, *_unclosed(page.text, (closed[-1][1], span[1]))):
        aside = _ASIDE.match(page.text, at, begin)
        before = tightened(page.text, (aside.end() if aside else at, begin), " \t,;:–—-|•·*_(")
        people = people_line(page.text, before) if before[1] > before[0] else ()
        if not people:
            return ()
        claims += [
            Claim("speaker", before, "people-before-title", 0.9, people),
            Claim("title", unquoted(page.text, (begin, end)), "quoted-title", 0.93),
        ]
        at = end
    return tuple(claims)
