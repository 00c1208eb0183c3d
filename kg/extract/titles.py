"""Rows that hold a person and a title together: which part is which."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.extract.location import is_location
from kg.extract.people import before_name, people_line
from kg.extract.status import is_status_alone, is_tba
from kg.extract.wording import QUOTED, plain, tightened
from kg.model.announcement import Person, Value
from kg.model.document import Span
from kg.rules import minded, rule
from kg.text.affiliations import has_head, split_affiliations
from kg.text.gazetteer import is_institution
from kg.text.letters import cased
from kg.text.name_finding import is_name
from kg.text.people import split_people
from kg.text.words import fold, vocabulary

Parted = tuple[Span, tuple[Person, ...], Span]
_PARTER = re.compile(cased(r"\s*:\s+|\s+[–—|-]+\s+|\s*[–—|]\s*|,\s+(?=[“\"«„‘]|(?:TBA|TBD|TBC)\b)|\.\s+(?=[\p{Lu}“„\"«])|\s*\t\s*"))
_NAME_COMMA = re.compile(cased(r"((?:[^\W\d_][\w.'’-]*[ ]){1,3}[^\W\d_][\w'’-]+)(?:,|\.)\s+(?=[\p{Lu}“\"«„‘$])"))
_SMALL = re.compile(cased(r"(?<![\w-])[^\W\d_\p{Lu}]{4,}(?![\w-])"))
_CLOSING = re.compile(r"\s*\(([^()\n]{3,120})\)[.\s]*$")
_LONGEST_PLACE = 40
_LAST_WORD = re.compile(r"\w+$")
_CAPITAL = re.compile(cased(r"[\p{Lu}“\"«„$\d]"))
_ODD = re.compile(r"[A-Z]{2,}[a-z]|[A-Z]+\d")
_NAMES = re.compile(r"[^,/&;]+")
_WORD_START = re.compile(cased(r"(?<=\s)(?=[\p{Lu}])"))


@minded
def person_then_title(text: str, span: Span) -> Parted | None:
    """'Name (Affiliation): Title' and 'Name – Title', people first."""
    for match in _parters(text, span):
        people = people_line(text, (span[0], match.start()))
        rest = tightened(text, (match.end(), span[1]))
        if people and _is_title(text, rest):
            return (span[0], match.start()), *_with_closing(text, people, rest)
        if match.start() > span[0] + 200:
            break
    return _behind_bracket(text, span)


@rule("affiliation-closes-row", nothing=None)
def _closing_affiliation(text: str, title: Span) -> tuple[Span, tuple[Value, ...]] | None:
    """The title without the institutions in brackets behind it, and these: 'Name – Title (University of Oslo)'."""
    bracket = _CLOSING.search(text, *title)
    if bracket is None or not _is_title(text, (title[0], bracket.start())):
        return None
    found = split_affiliations(text, *bracket.span(1))
    covered = sum(one.end - one.begin for one in found)
    if not found or min(one.confidence for one in found) < 0.85 or covered * 3 < (bracket.end(1) - bracket.start(1)) * 2:
        return None
    if not (has_head(text, *bracket.span(1)) or is_institution(bracket[1])):
        return None
    given = tuple(Value(one.text, ((one.begin, one.end),), min(0.9, one.confidence), "affiliation-closes-row") for one in found)
    return tightened(text, (title[0], bracket.start())), given


def _with_closing(text: str, people: tuple[Person, ...], title: Span) -> tuple[tuple[Person, ...], Span]:
    """A lone person without an affiliation with the one that closes the row, and the title without it."""
    if len(people) != 1 or people[0].affiliations or not (found := _closing_affiliation(text, title)):
        return people, title
    return (replace(people[0], affiliations=found[1]),), found[0]


def _parters(text: str, span: Span) -> Iterator[re.Match]:
    """The signs that may part person and title; the full stop of 'Prof.' and of an initial is none."""
    for match in _PARTER.finditer(text, *span):
        if text.count("(", span[0], match.start()) > text.count(")", span[0], match.start()):
            continue  # 'Ann Lee (ENS – PSL)'
        before = _LAST_WORD.search(text, max(span[0], match.start() - 12), match.start())
        short = before and (len(before[0]) == 1 or fold(before[0]) in vocabulary("honorifics") | vocabulary("honorific_tails"))
        if not (match[0][0] == "." and short):
            yield match


def _behind_bracket(text: str, span: Span) -> Parted | None:
    """'Name (Affiliation) Title', with nothing between."""
    close = text.find(")", *span)
    if not 4 < close < span[1] - 8 or text.find("(", span[0], close) < 0:
        return None
    people = people_line(text, (span[0], close + 1))
    rest = tightened(text, (close + 1, span[1]))
    return ((span[0], close + 1), people, rest) if people and _is_title(text, rest) and _CAPITAL.match(text, rest[0]) else None


@minded
def title_then_person(text: str, span: Span) -> Parted | None:
    """'Title, Name (Affiliation)', 'Title – Name', 'Title Name (Affiliation)', people last."""
    parters = list(_parters(text, span))
    for match in reversed(parters[-3:]):
        if _cuts_honorific(text, match):
            continue
        people = people_line(text, (match.end(), span[1]))
        if people and _sure(people) and _is_title(text, (span[0], match.start())) and not _is_part(text, span[0], match):
            return (match.end(), span[1]), people, tightened(text, (span[0], match.start()))
    return _in_bracket(text, span) or _before_bracket(text, _without_second(text, span))


@rule("person-in-closing-bracket", nothing=None)
def _in_bracket(text: str, span: Span) -> Parted | None:
    """'Title (Ada Byron, London)', where the last bracket holds people and their affiliations, and a status may follow."""
    close = text.rfind(")", *span)
    opening = text.rfind("(", span[0] + 4, close) if close > 0 else -1
    if opening < 0 or "," not in text[opening:close] or (close + 1 < span[1] and not is_status_alone(plain(text, (close + 1, span[1])))):
        return None
    people = people_line(text, (opening + 1, close))
    title = tightened(text, (span[0], opening))
    sure = people and len(people) == 1 and people[0].affiliations and _sure(people) and not is_location(text, (opening + 1, close))
    return ((opening + 1, close), people, title) if sure and _is_title(text, title) and " " in plain(text, title) else None


@rule("part-before-colon", nothing=False)
def _is_part(text: str, begin: int, parter: re.Match) -> bool:
    """Whether one word and a colon say what part somebody has: 'Conductor: Michael Lee'."""
    return ":" in parter[0] and len(text[begin : parter.start()].split()) == 1


@rule("name-behind-speaker", nothing=None)
def _second(text: str, span: Span) -> int | None:
    """Where the speaker's bracket closes that bare names follow, which are in another column: 'Title  Ann Lee (Lund)  Bo Ek'."""
    close = text.rfind(")", *span)
    if not span[0] + 12 < close < span[1] - 5 or text[close + 1] not in " \t\n":
        return None
    names = [tightened(text, part.span()) for part in _NAMES.finditer(text, close + 1, span[1])]
    bare = all((people := people_line(text, name)) and not people[0].affiliations and len(people) == 1 for name in names)
    return close + 1 if names and bare and sum(end - begin for begin, end in names) < 60 else None


def _without_second(text: str, span: Span) -> Span:
    return span if text[span[1] - 1] == ")" else (span[0], _second(text, span) or span[0])


def _cuts_honorific(text: str, parter: re.Match) -> bool:
    """Whether a parter is the full stop of 'Prof. Dr. Ann Lee'."""
    word = re.search(r"[\w-]+\.?$", text[max(0, parter.start() - 12) : parter.start() + 1].rstrip())
    return word is not None and fold(word[0].rstrip(".")) in vocabulary("honorifics")


def _before_bracket(text: str, span: Span) -> Parted | None:
    """'Title Name (Affiliation)': the longest run of capitalised words before the last bracket that is one name."""
    opening = text.rfind("(", span[0] + 8, span[1] - 1)
    if opening < 0:
        return None
    starts = [
        match.start()
        for match in _WORD_START.finditer(text, max(span[0] + 4, opening - 60), opening)
        if not _ODD.match(text, match.start())
    ]
    best: Parted | None = None
    best_likely = 0.0
    for start in starts:
        found = split_people(text, start, span[1])
        if len(found) == 1 and found[0].begin == start and found[0].end >= span[1] - 2 and people_line(text, (start, span[1])):
            name = found[0].person.name
            likely = name.confidence - 0.1 * max(0, len(name.text.split()) - 2)
            if _is_title(text, (span[0], start)) and (best is None or likely >= best_likely):
                best, best_likely = ((start, span[1]), (found[0].person,), tightened(text, (span[0], start))), likely
    return best


@rule("name-comma-title", nothing=None)
def name_comma_title(text: str, span: Span) -> Parted | None:
    """'Ada Byron, On engines' and 'Ada Byron. On engines': a name, and words that are no affiliation."""
    match = _NAME_COMMA.match(text, *span)
    if not match or is_name(match[1]) < 0.5 or people_line(text, span):
        return None
    rest = tightened(text, (match.end(), span[1]))
    known = any(mention.confidence >= 0.9 for mention in split_affiliations(text, *rest))
    if known or not _is_title(text, rest) or not _SMALL.search(text, *rest):
        return None
    people = people_line(text, match.span(1))
    if len(people) != 1:
        return None
    title = _quoted_end(text, rest) or _pending_end(text, rest)
    if title is None:
        return match.span(1), people, rest
    given = tightened(text, (rest[0], title[0]))
    place = Value(plain(text, given), (given,), 0.8, "place-before-quoted-title")
    return match.span(1), (replace(people[0], affiliations=(place,)),), title


@rule("place-before-quoted-title", nothing=None)
def _quoted_end(text: str, rest: Span) -> Span | None:
    """The quoted title that closes a row behind a name and a few words more, which say where from: 'Ann Lee, XYZ Oslo “On knots”'."""
    found = QUOTED.search(text, *rest)
    short = found and rest[0] < found.start() and found.end() > rest[1] - 3 and found.start() - rest[0] < _LONGEST_PLACE
    return found.span() if short and not _SMALL.search(text, rest[0], found.start()) else None


@rule("place-before-pending-title", nothing=None)
def _pending_end(text: str, rest: Span) -> Span | None:
    """The words that say that the title is still to come and close a row: 'Ann Lee, XYZ Oslo Title to be announced'."""
    starts = [match.start() for match in _WORD_START.finditer(text, max(rest[0], rest[1] - _LONGEST_PLACE), rest[1])]
    return next(((start, rest[1]) for start in starts if is_tba(plain(text, (start, rest[1])))), None)


def _sure(people: tuple[Person, ...]) -> bool:
    return all(person.name.confidence >= 0.85 or person.affiliations for person in people)


@cache
def _leads_name() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{before_name('name_leads')})$", re.I)


def _is_title(text: str, span: Span) -> bool:
    begin, end = tightened(text, span)
    led = _leads_name().search(text, begin, end)  # 'Invited talk by' waits for its speaker
    return end - begin >= 4 and any(sign.isalpha() for sign in text[begin:end]) and not is_status_alone(text[begin:end]) and not led
