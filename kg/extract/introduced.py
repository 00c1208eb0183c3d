"""The series that a page introduces in a sentence of its own, for all its talks or one: 'a lecture series entitled “Knots and Us”'."""

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.page import Page, Row
from kg.extract.series import bare_span, is_gathering
from kg.extract.series_organizers import series_of
from kg.extract.told_places import listed_pattern
from kg.extract.told_series import SMALL, is_frame, told_series
from kg.extract.wording import QUOTED, key, unquoted, value
from kg.model.announcement import Announcement, Talk, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import has_head
from kg.text.full_stops import ends_nothing
from kg.text.language import words
from kg.text.letters import cased
from kg.text.names import is_name

_BACK = 90
"""How far before a quotation the words that call it a series begin."""

_LONGEST = 80
_PERSON = 0.8
_STOP = re.compile(r"[.!?][”“\"»)]?\s+(?=\W?[^\W\d_a-zß-ÿ])|\n")
_LEAST_WORDS = 8


@cache
def _ahead() -> re.Pattern[str]:
    """'ciclo di seminari', 'Ringvorlesung zum Thema', 'cycle de conférences intitulé', at the end of what stands before a quotation."""
    word = r"[^\W\d_]+"
    named = rf"(?:\s+{word}){{0,1}},?\s+(?:{listed_pattern('series_named')})|\s+{word},"
    return re.compile(rf"(?<![\w-])(?:{listed_pattern('series_nouns')})(?:{named})?\s*$", re.I)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{listed_pattern('series_behind')})(?!\w)", re.I)


@cache
def _ends() -> re.Pattern[str]:
    """The word that ends the name of a series in capitals."""
    return re.compile(rf"(?<=[\w’'] )(?:{'|'.join(re.escape(word.title()) for word in words('sentences', 'series_word'))})(?!\w)")


@cache
def _run() -> re.Pattern[str]:
    """A name in capitals behind an article, with one more word at most, at the end of what stands before words for a series."""
    word = r"[\p{Lu}][\w’'&-]*"
    more = rf"{word}|\d{{4}}(?:[-–/]\d{{2,4}})?|{SMALL}(?=\s+[\p{{Lu}}])"
    opening = rf"(?:\b(?i:{listed_pattern('series_openings')})|[’']s)"
    return re.compile(cased(rf"{opening}\s+(?P<name>{word}(?:\s+(?:{more})){{1,7}})(?:\s+[\p{{Ll}}]+)?$"))


def with_introduced(page: Page, announcement: Announcement) -> Announcement:
    """The announcement with the series that the sentences of its page introduce, for talks without one.

    One that is introduced for all holds where it is the only one, and no talk has another. One that is said to frame a
    talk, or stands among the words of a talk, is that talk's.
    """
    talks = announcement.talks
    if not talks or all(talk.series for talk in talks) or any(talk.event for talk in talks):
        return announcement
    found = [named for row in page.rows for named in _introduced(page, row, talks)]
    general = {key(page.text[slice(*named.span)]): named for named in found if not named.of_one}
    names: list[Value | None] = [None] * len(talks)
    if len(general) == 1 and not any(talk.series for talk in talks):
        names = [replace(_value(page, *general.values()), derived=True)] * len(talks)
    for named in found:
        if named.of_one and (number := _owner(talks, named.span)) is not None:
            names[number] = _value(page, named)
    known = {key(series.name.text) for series in announcement.series}
    more = {key(name.text): series_of(page.text, replace(name, derived=False)) for name in names if name and key(name.text) not in known}
    filled = tuple(replace(talk, series=talk.series or name) for talk, name in zip(talks, names, strict=True))
    return replace(announcement, talks=filled, series=(*announcement.series, *more.values()))


def _value(page: Page, named: "_Named") -> Value:
    return value(page.text, named.span, "series-introduced", 0.85)


@dataclass(frozen=True, slots=True)
class _Named:
    """Words that name a series, and whether they say it of one of several talks."""

    span: Span
    of_one: bool


def _introduced(page: Page, row: Row, talks: tuple[Talk, ...]) -> list[_Named]:
    """The series that a row introduces."""
    text = page.text
    found = []
    for opening, span in (*_quoted(text, row.span), *_capitals(text, row.span), *_before_kind(text, row.span)):
        if not any(_meet(span, other) for talk in talks for other in _told(talk)):
            one = len(talks) > 1 and (is_frame(text, opening) or _tells_of_one(_sentence(text, row.span, span), row, talks))
            found.append(_Named(span, one))
    return found


def _owner(talks: tuple[Talk, ...], span: Span) -> int | None:
    """The number of the talk whose words begin last before a span."""
    begins = [min((at for at, _ in (*_told(talk), *(talk.start.spans[:1] if talk.start and not talk.start.derived else ()))), default=None) for talk in talks]
    return max((number for number, begin in enumerate(begins) if begin is not None and begin < span[0]), key=lambda number: begins[number], default=None)


@rule("series-introduced", nothing=())
def _quoted(text: str, span: Span) -> tuple[tuple[int, Span], ...]:
    """The quotations that are called a series of talks, before them or behind, and where that begins."""
    found = []
    for quote in QUOTED.finditer(text, *span):
        ahead = _ahead().search(text, max(span[0], quote.start() - _BACK), quote.start())
        if (ahead or _behind().match(text, quote.end(), span[1])) and quote.end() - quote.start() <= _LONGEST:
            found.append((ahead.start() if ahead else quote.start(), unquoted(text, quote.span())))
    return tuple(found)


@rule("series-introduced-by-name", nothing=())
def _capitals(text: str, span: Span) -> tuple[tuple[int, Span], ...]:
    """The names in capitals that end in the word for a series, in sentences, and where each begins: 'the Ward Speaker Series'."""
    found = []
    for match in _ends().finditer(text, *span):
        begin, end = _sentence(text, span, match.span())
        if len(text[begin:end].split()) < _LEAST_WORDS or text[match.end() : match.end() + 1] == "\n":
            continue
        name = told_series(text, (begin, match.end()))
        if name and name[1] == match.end() and is_gathering(text[slice(*name)]):
            found.append((name[0], name))
    return tuple(found)


@rule("series-introduced-before-kind", nothing=())
def _before_kind(text: str, span: Span) -> tuple[tuple[int, Span], ...]:
    """The names in capitals before words for a series: 'the Fall 2003 Weaving Saturdays series of lectures'; of no unit or person."""
    found = []
    for kind in _behind().finditer(text, *span):
        run = _run().search(text, max(span[0], kind.start() - _BACK), kind.start())
        name = run and bare_span(text, run.span("name"))
        if name and " " in text[slice(*name)] and kind[0].islower() and not has_head(text, *name) and is_name(text[slice(*name)]) < _PERSON:
            found.append((run.start(), name))
    return tuple(found)


def _sentence(text: str, span: Span, inside: Span) -> Span:
    """The sentence of the row at `span` that the words `inside` stand in."""
    ends = [match.end() for match in _STOP.finditer(text, *span) if not ends_nothing(text, match.start())]
    return max([span[0], *(end for end in ends if end <= inside[0])]), min([span[1], *(end for end in ends if end >= inside[1])])


def _tells_of_one(sentence: Span, row: Row, talks: tuple[Talk, ...]) -> bool:
    """Whether a sentence comes behind the first talk and holds words of a talk, or its row holds nothing else."""
    first = min((span[0] for talk in talks for span in _told(talk)), default=sentence[1])
    return sentence[0] > first and any(_meet(span, row.span if row.label else sentence) for talk in talks for span in _told(talk))


def _told(talk: Talk) -> tuple[Span, ...]:
    told: tuple[Value, ...] = (*((talk.title,) if talk.title else ()), *(person.name for person in talk.speakers))
    return tuple(span for each in told for span in each.spans[:1])


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
