"""Parts of the line that names a calendar's event: the word for its kind, a quoted title, and the people beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.people import people_line
from kg.extract.series import is_generic
from kg.extract.status import is_empty
from kg.extract.wording import QUOTED, key, plain, tightened
from kg.model.announcement import Person
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words
from kg.text.words import fold

BREAK = re.compile(r"\s*:\s+|\s+[–—|-]{1,2}\s+|\s*[–—|]\s*")
_WORD = re.compile(r"[^\W_]+")
_MOST = 4
"""Words of the longest name of a kind of talk: 'PhD thesis defense'."""
_EDGES = " \t\n,;:–—-|"


@dataclass(frozen=True, slots=True)
class Parts:
    """What is left of a line, and the people that were read beside the word for its kind; None where none were."""

    span: Span
    people: tuple[Person, ...] | None = None


def breaks(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Where the signs stand that part a line: a colon, a dash, a bar."""
    yield from (match.span() for match in BREAK.finditer(text, *span))


def without_kind(text: str, span: Span) -> Parts:
    """The line without the word that only says that it is a talk: 'Seminar: …', '… – Talk', 'PhD defense of …', 'Ann Lee seminar'."""
    return _without_kind(text, span) or Parts(span)


@rule("kind-in-summary", nothing=None)
def _without_kind(text: str, span: Span) -> Parts | None:
    parted = [*breaks(text, span)]
    if parted and is_generic(plain(text, (span[0], parted[0][0]))) and not is_empty(plain(text, (parted[0][1], span[1]))):
        return without_kind(text, tightened(text, (parted[0][1], span[1])))
    if parted and is_generic(plain(text, (parted[-1][1], span[1]))):
        return without_kind(text, tightened(text, (span[0], parted[-1][0])))
    first = parted[0] if parted else (span[1], span[1])
    return _led(text, span, first) or _closed(text, span, first)


def _led(text: str, span: Span, first: tuple[int, int]) -> Parts | None:
    """'Seminar Ann Lee (MIT): Title', 'Talk by Ann Lee', 'PhD defense of Ann Lee'."""
    for match in list(_WORD.finditer(text, span[0], first[0]))[:_MOST]:
        if not is_generic(plain(text, (span[0], match.end()))) and not _is_kind(text[span[0] : match.end()]):
            continue
        begin = match.end()
        if (link := _WORD.match(text, begin + 1, first[0])) and fold(link[0]) in _links():
            begin = link.end()
        elif text[begin : begin + 1] != " ":
            continue
        if people := people_line(text, (begin, first[0])):
            return Parts(tightened(text, (first[1], span[1])), people)
    return None


def _closed(text: str, span: Span, first: tuple[int, int]) -> Parts | None:
    """'Ann Lee PhD defense: Title', 'Ann Lee seminar'."""
    for match in list(_WORD.finditer(text, span[0], first[0]))[-_MOST:]:
        if text[match.start() - 1 : match.start()] == " " and is_generic(plain(text, (match.start(), first[0]))):
            if people := people_line(text, (span[0], match.start())):
                return Parts(tightened(text, (first[1], span[1])), people)
    return None


def _is_kind(printed: str) -> bool:
    """Whether the words are one for talks that alone may be a series' name: 'Colloquium'."""
    return key(printed) in _kinds()


@cache
def _kinds() -> frozenset[str]:
    return frozenset(key(word) for name in ("gatherings", "kinds", "talk_signs") for word in words("navigation", name))


@cache
def _links() -> frozenset[str]:
    """The words between a kind of talk and who gives it: 'by', 'of', 'von'."""
    return frozenset(fold(word.split()[-1]) for word in words("navigation", "talk_by")) | frozenset(fold(word) for word in words("people", "of"))


@rule("quoted-title-in-summary", nothing=None)
def quoted_and_people(text: str, span: Span) -> tuple[tuple[Person, ...], Span] | None:
    """'Ann Lee (MIT), "Title"' and '"Title" by Ann Lee': a quotation at one end and people at the other."""
    for match in QUOTED.finditer(text, *span):
        before, after = (span[0], match.start()), (match.end(), span[1])
        rest = after if not text[slice(*before)].strip(_EDGES) else before if not text[slice(*after)].strip(_EDGES + ".") else None
        if rest is not None and (people := _people_of(text, _without_link(text, rest))):
            return people, match.span()
    return None


def _people_of(text: str, span: Span) -> tuple[Person, ...]:
    """The people beside a quotation: all of it, or what is left behind the word for its kind or the last sign."""
    kind = without_kind(text, span)
    if kind.people is not None:
        return kind.people if kind.span[0] >= kind.span[1] else ()
    last = [*breaks(text, kind.span)][-1:]
    return people_line(text, kind.span) or (people_line(text, (last[0][1], kind.span[1])) if last else ())


def _without_link(text: str, span: Span) -> Span:
    begin, end = tightened(text, span)
    last = list(_WORD.finditer(text, begin, end))[-1:]
    return (begin, last[0].start()) if last and last[0].end() == end and fold(last[0][0]) in _topics() else (begin, end)


@cache
def _topics() -> frozenset[str]:
    return frozenset(fold(word) for word in words("people", "topic_words"))
