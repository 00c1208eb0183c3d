"""Abstracts apart from their programme: below the titles or the names that the programme has already given."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from kg.extract.entry import read_entry
from kg.extract.merge import joined
from kg.extract.page import Page, Row, is_prose
from kg.extract.slots import Frame, fill
from kg.extract.wording import key, plain, tightened, unquoted, value
from kg.model.announcement import Talk
from kg.model.document import Span
from kg.rules import rule
from kg.text.letters import cased

Rows = tuple[Row, ...]
_SURNAME = re.compile(cased(r"([\p{Lu}][\w'’-]+(?: [\p{Lu}][\w'’-]+)?)(?:: | [–—] )(?=\w|[\"“«$\\\\])(.+)"))
_CLICK = re.compile(r"\s*\[[^\[\]]{2,40}\]\s*$")
_LONGEST_MARK = 300
_LEAD = 12
"""How many letters may stand in front of a name: an honorific."""


@rule("abstracts-of-the-programme", nothing=None)
def with_abstracts(page: Page, talks: list[Talk], rows: Rows, frame: Frame) -> list[Talk] | None:
    """The talks with what `rows` tell of each below its title or its speaker; None where they tell of none."""
    surnames = _surnames(talks)
    marks = _marks(page, talks, rows, surnames)
    if not marks:
        return None
    result = list(talks)
    bounds = [*marks, (len(rows), -1)]
    told = 0
    for (begin, number), (end, _) in pairwise(bounds):
        part = rows[begin:end]
        found = fill(page, read_entry(page, part), replace(frame, date=None, time=None, location=None, session=None, slot=None))
        title = surname_before_title(page, rows[begin], surnames)
        if found is None or not (found.abstract or title or any(person.bio for person in found.speakers)):
            continue
        told += 1
        told_title = title and value(page.text, title[1], "surname-before-title", 0.88)
        people = () if title else found.speakers
        bare = replace(found, title=told_title, speakers=people, start=None, end=None, location=None, mode=None, status=Talk().status)
        result[number] = joined(result[number], bare)
    return result if told else None


def _marks(page: Page, talks: list[Talk], rows: Rows, surnames: dict[str, int]) -> list[tuple[int, int]]:
    """Where the words on each talk begin, and which talk it is: at the first of the rows that print its title and its speaker."""
    titles = {key(talk.title.text): number for number, talk in enumerate(talks) if talk.title}
    names: dict[str, list[int]] = {}
    for number, talk in enumerate(talks):
        for person in talk.speakers:
            names.setdefault(key(person.name.text), []).append(number)
    marks: list[tuple[int, int]] = []
    for place, row in enumerate(rows):
        number = _named(page, row, titles, names)
        if number is None and (behind := surname_before_title(page, row, surnames)):
            number = behind[0]
        if number is None:
            continue
        if not marks or marks[-1][1] != number:
            marks.append((place, number))
    return _once(marks)


def _named(page: Page, row: Row, titles: dict[str, int], names: dict[str, list[int]]) -> int | None:
    """The one talk whose title or whose speaker a short row prints."""
    if row.end - row.begin > _LONGEST_MARK or row.dates or (row.label is not None and row.label.role not in ("title", "speaker", "number", "titleabstract")):
        return None
    printed = key(plain(page.text, row.value if row.label else row.span))
    if printed in titles:
        return titles[printed]
    whole = next((number for title, number in titles.items() if len(title) > 12 and title in printed), None)
    if whole is not None and not is_prose(page.text, row.span):
        return whole
    if is_prose(page.text, row.span):
        return None
    found = {number for name, numbers in names.items() if -1 < printed.find(name) < _LEAD for number in numbers}
    return found.pop() if len(found) == 1 else None


def _surnames(talks: list[Talk]) -> dict[str, int]:
    """The last words of the names of speakers, folded, with the one talk of theirs."""
    last = [(key(person.name.text).split()[-1], number) for number, talk in enumerate(talks) for person in talk.speakers if key(person.name.text)]
    often = Counter(name for name, _ in last)
    return {name: number for name, number in last if often[name] == 1}


@rule("surname-before-title", nothing=None)
def surname_before_title(page: Page, row: Row, surnames: dict[str, int]) -> tuple[int, Span] | None:
    """The talk of the one speaker of this surname, and its title: 'Byron: On knots', below a timetable of names."""
    match = _SURNAME.match(page.text, *row.span) if row.end - row.begin <= _LONGEST_MARK and not row.dates else None
    number = surnames.get(key(match[1])) if match else None
    if number is None:
        return None
    closing = _CLICK.search(page.text, match.start(2), row.end)
    return number, unquoted(page.text, tightened(page.text, (match.start(2), closing.start() if closing else row.end), " .\t\n"))


def _once(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The marks of talks that come once; one that comes again tells that the rows are no list of abstracts."""
    numbers = [number for _, number in marks]
    return [mark for mark in marks if numbers.count(mark[1]) == 1]
