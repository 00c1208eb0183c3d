"""The one line that names a calendar's event: 'Series: Speaker (Affiliation), Title', in whatever order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.people import people_line
from kg.extract.series import is_gathering, names_gathering, without_term
from kg.extract.status import behind_status, is_empty, is_tba, status_in
from kg.extract.titles import person_then_title, title_then_person
from kg.extract.wording import plain, tightened, unquoted, value
from kg.model.announcement import Person, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.temporal import find_dates, find_times
from kg.text.words import fold

_BRACKET = re.compile(r"\s*(?:\[([^\[\]\n]{2,120})\]|\(([^()\n]{2,100})\))\s*[:–—-]?\s*(?=\S)")
_BREAK = re.compile(r"\s*:\s+|\s+[–—|-]{1,2}\s+|\s*[–—|]\s*")
_LEAD = re.compile(r"(?:talk|lecture|seminar|colloquium|guest lecture|invited talk|vortrag|exposé|conférence|charla|seminario)\s+(?:by|von|de|par|mit|with)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Summary:
    """What the line says. `rest` is where its speakers and its title stand; `announced` where TBA does."""

    title: Value | None = None
    speakers: tuple[Person, ...] = ()
    series: Value | None = None
    status: Value | None = None
    announced: bool = False
    rest: Span | None = None


@rule("event-summary", nothing=Summary())
def summary_of(text: str, span: Span) -> Summary:
    """The series, the speakers and the title of an event's summary, as far as it names them."""
    status = status_in(text, span)
    series, rest = _series(text, tightened(text, behind_status(text, span)))
    rest = _without_dates(text, rest)
    if rest[0] >= rest[1] or is_empty(plain(text, rest)):
        return Summary(series=series, status=status)
    if is_tba(plain(text, rest)):
        return Summary(series=series, status=status, announced=True)
    rest, announced = _without_tba(text, rest)
    if lead := _LEAD.match(text, *rest):
        rest = (lead.end(), rest[1])
    people, title = _parted(text, rest)
    if title is not None and is_gathering(plain(text, title)):
        series, title = series or value(text, _bare(text, title), "event-summary", 0.9), None
    stated = None
    if title is not None:
        inner = unquoted(text, title)
        stated = value(text, inner, "event-summary", 0.9) if not is_tba(plain(text, inner)) else None
    return Summary(stated, people, series, status, announced=announced or title is not None and stated is None, rest=rest)


def _parted(text: str, span: Span) -> tuple[tuple[Person, ...], Span | None]:
    if behind := _behind_bracket(text, span):
        return behind
    people = people_line(text, span)
    if people:
        return people, None
    found = person_then_title(text, span) or title_then_person(text, span)
    return (found[1], found[2]) if found else ((), span)


def _behind_bracket(text: str, span: Span) -> tuple[tuple[Person, ...], Span] | None:
    """'Name (Affiliation), Title': what follows the bracket is no further affiliation unless it names a person."""
    close = text.find(")", *span)
    people = people_line(text, (span[0], close + 1)) if close >= 0 else ()
    rest = tightened(text, (close + 1, span[1]))
    return (people, rest) if people and rest[0] < rest[1] and not people_line(text, rest) else None


def _without_tba(text: str, span: Span) -> tuple[Span, bool]:
    """The line without a closing 'TBA', and whether it had one."""
    for begin, end in [*_breaks(text, span)][-1:]:
        if is_tba(plain(text, (end, span[1]))):
            return tightened(text, (span[0], begin)), True
    return span, False


@rule("title-beside-speakers", nothing=None)
def title_beside(text: str, span: Span, people: tuple[Person, ...]) -> Value | None:
    """The title in a line that names these people before or behind a break; None where it names nothing else."""
    surnames = [fold(person.name.text.split()[-1]) for person in people]
    for begin, end in _breaks(text, span):
        parts = (span[0], begin), (end, span[1])
        named = [any(name in fold(text[slice(*part)]) for name in surnames) for part in parts]
        if named[0] == named[1]:
            continue
        inner = unquoted(text, parts[named[0]])
        return None if is_tba(plain(text, inner)) else value(text, inner, "title-beside-speakers", 0.88)
    return None


def _breaks(text: str, span: Span) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _BREAK.finditer(text, *span))


def _series(text: str, span: Span) -> tuple[Value | None, Span]:
    """The series in brackets or before the first break, and what is left."""
    bracket = _BRACKET.match(text, *span)
    if bracket:
        inner = bracket.span(1 if bracket[1] else 2)
        named = names_gathering(plain(text, inner))
        return (value(text, _bare(text, inner), "event-summary", 0.9) if named else None), (bracket.end(), span[1])
    for begin, end in _breaks(text, span):
        head = plain(text, (span[0], begin))
        if is_gathering(head):
            return value(text, _bare(text, (span[0], begin)), "event-summary", 0.9), tightened(text, (end, span[1]))
        break
    last = [*_breaks(text, span)][-1:]
    for begin, end in last:
        if is_gathering(plain(text, (end, span[1]))):
            return value(text, _bare(text, (end, span[1])), "event-summary", 0.9), tightened(text, (span[0], begin))
    return None, span


def _bare(text: str, span: Span) -> Span:
    """The span of a series' name without its term."""
    name = without_term(plain(text, span))
    begin = text.find(name, *span) if name else -1
    return (begin, begin + len(name)) if begin >= 0 else tightened(text, span)


def _without_dates(text: str, span: Span) -> Span:
    """The line without closing parts that only repeat when the event is: ' - 22 January @ 2pm'."""
    for begin, end in reversed([*_breaks(text, span)]):
        dates, times = find_dates(text, end, span[1]), find_times(text, end, span[1])
        covered = sum(one.end - one.begin for one in (*dates, *times))
        if not covered or covered * 2 < span[1] - end:
            break
        span = tightened(text, (span[0], begin))
    return span
