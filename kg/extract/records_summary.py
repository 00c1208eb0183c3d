"""The one line that names a calendar's event: 'Series: Speaker (Affiliation), Title', in whatever order."""

import re
from dataclasses import dataclass

from kg.extract.people import people_line
from kg.extract.series import is_gathering, names_gathering, without_term
from kg.extract.status import behind_status, is_empty, is_tba, status_in
from kg.extract.summary_parts import Parts, breaks, quoted_and_people, without_kind
from kg.extract.titles import person_then_title, title_then_person
from kg.extract.wording import key, plain, tightened, unquoted, value
from kg.model.announcement import Person, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import has_head
from kg.text.gazetteer import is_institution, is_place
from kg.text.temporal import find_dates, find_times, find_weekdays
from kg.text.words import fold

_BRACKET = re.compile(r"\s*(?:\[([^\[\]\n]{2,120})\]|\(([^()\n]{2,100})\))\s*[:–—-]?\s*(?=\S)")
_CLOSING = re.compile(r"\s*\(([^()\n]{5,120})\)\s*$")


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
def summary_of(text: str, span: Span, leads: frozenset[str] = frozenset()) -> Summary:
    """The series, the speakers and the title of an event's summary, as far as it names them.

    `leads` are the keys of what opens several summaries of the calendar, or stands in its name: a series.
    """
    status = status_in(text, span)
    kind = without_kind(text, tightened(text, behind_status(text, span)))
    series, rest = _series(text, kind.span, leads) if kind.people is None else (None, kind.span)
    rest = _without_dates(text, rest)
    if kind.people is None and (rest[0] >= rest[1] or is_empty(plain(text, rest))):
        return Summary(series=series, status=status)
    if is_tba(plain(text, rest)):
        return Summary(None, kind.people or (), series, status, announced=True)
    rest, announced = _without_tba(text, rest)
    people, title = _parted(text, without_kind(text, rest) if kind.people is None else Parts(rest, kind.people))
    if title is not None and is_gathering(plain(text, title)):
        series, title = series or value(text, _bare(text, title), "event-summary", 0.9), None
    stated = None
    if title is not None:
        inner = unquoted(text, title)
        stated = value(text, inner, "event-summary", 0.9) if not is_tba(plain(text, inner)) else None
    return Summary(stated, people, series, status, announced=announced or title is not None and stated is None, rest=rest)


def _parted(text: str, parts: Parts) -> tuple[tuple[Person, ...], Span | None]:
    span = parts.span
    if parts.people is not None:
        return parts.people, span if span[0] < span[1] else None
    if behind := quoted_and_people(text, span) or _behind_bracket(text, span) or _before_title(text, span):
        return behind
    people = people_line(text, span)
    if people:
        return people, None
    found = person_then_title(text, span) or title_then_person(text, span)
    return (found[1], found[2]) if found else ((), span)


@rule("person-before-title", nothing=None)
def _before_title(text: str, span: Span) -> tuple[tuple[Person, ...], Span] | None:
    """'Name, Institution: Title': what follows the sign is no further affiliation unless it names one."""
    found = person_then_title(text, span)
    if found is None:
        return None
    _, people, title = found
    printed = plain(text, title)
    other = has_head(text, *title) or is_institution(printed) or is_place(printed) or people_line(text, title)
    return None if other else (people, title)


def _behind_bracket(text: str, span: Span) -> tuple[tuple[Person, ...], Span] | None:
    """'Name (Affiliation), Title': what follows the bracket is no further affiliation unless it names a person."""
    close = text.find(")", *span)
    people = people_line(text, (span[0], close + 1)) if close >= 0 else ()
    rest = tightened(text, (close + 1, span[1]))
    return (people, rest) if people and rest[0] < rest[1] and not people_line(text, rest) else None


def _without_tba(text: str, span: Span) -> tuple[Span, bool]:
    """The line without a closing 'TBA', and whether it had one."""
    for begin, end in [*breaks(text, span)][-1:]:
        if is_tba(plain(text, (end, span[1]))):
            return tightened(text, (span[0], begin)), True
    return span, False


@rule("title-beside-speakers", nothing=None)
def title_beside(text: str, span: Span, people: tuple[Person, ...]) -> Value | None:
    """The title in a line that names these people before or behind a break; None where it names nothing else."""
    surnames = [fold(person.name.text.split()[-1]) for person in people]
    for begin, end in breaks(text, span):
        parts = (span[0], begin), (end, span[1])
        named = [any(name in fold(text[slice(*part)]) for name in surnames) for part in parts]
        if named[0] == named[1]:
            continue
        inner = unquoted(text, parts[named[0]])
        return None if is_tba(plain(text, inner)) else value(text, inner, "title-beside-speakers", 0.88)
    return None


def _series(text: str, span: Span, leads: frozenset[str]) -> tuple[Value | None, Span]:
    """The series in brackets or before the first break, and what is left: also the people in brackets behind it."""
    closing = _CLOSING.search(text, *span)
    if closing and people_line(text, closing.span(1)) and is_gathering(plain(text, (span[0], closing.start()))):
        return value(text, _bare(text, (span[0], closing.start())), "event-summary", 0.9), closing.span(1)
    bracket = _BRACKET.match(text, *span)
    if bracket:
        inner = bracket.span(1 if bracket[1] else 2)
        named = names_gathering(plain(text, inner))
        return (value(text, _bare(text, inner), "event-summary", 0.9) if named else None), (bracket.end(), span[1])
    for begin, end in breaks(text, span):
        head = plain(text, (span[0], begin))
        if is_gathering(head) or key(head) in leads:
            return value(text, _bare(text, (span[0], begin)), "event-summary", 0.9), tightened(text, (end, span[1]))
        break
    last = [*breaks(text, span)][-1:]
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
    """The line without parts at its ends that only repeat when the event is: 'Mon 22 January: …', '… - 22 January @ 2pm'."""
    for begin, end in [*breaks(text, span)]:
        if not _is_when(text, (span[0], begin)):
            break
        span = tightened(text, (end, span[1]))
    for begin, end in reversed([*breaks(text, span)]):
        if not _is_when(text, (end, span[1])):
            break
        span = tightened(text, (span[0], begin))
    return span


def _is_when(text: str, span: Span) -> bool:
    """Whether most of some words are a date or a time."""
    found = (*find_dates(text, *span), *find_times(text, *span), *find_weekdays(text, *span))
    covered = {at for one in found for at in range(one.begin, one.end)}
    return bool(covered) and len(covered) * 2 >= span[1] - span[0]
