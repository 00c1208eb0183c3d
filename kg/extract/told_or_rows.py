"""Whether the sentences of a page or its rows tell of its talks, where no label does."""

from dataclasses import replace

from kg.extract.page import Page, Row, is_prose
from kg.extract.scenes import scenes_of
from kg.extract.wording import key
from kg.model.announcement import Talk
from kg.rules import rule

Rows = tuple[Row, ...]
_RUNNING = 0.6
"""The share of a page's words in running text from which its sentences are asked first."""
_LISTED = 2
"""Talks that make a list, beside which a sentence may tell of a further one."""
_NEAR = 300
"""Characters within which one sentence says who speaks on what and when."""
_WEAK = ("title-row", "person-and-title-in-one-row", "name-comma-title")
"""Rules that take a short line for a title, which in a report may be any headline."""


def chosen(page: Page, rows: Rows, talks: list[Talk], told: list[Talk]) -> list[Talk]:
    """The talks that rows make or those that sentences tell of, whichever are read more wholly."""
    more = sum(map(_is_whole, told)) - sum(map(_is_whole, talks))
    if more > 0 or (more == 0 and len(told) >= len(talks) and len(told) < 2):
        return told
    talks = _lent(page, rows, talks) or talks
    if report := _of_report(page, rows, talks, told):
        return report
    further = _beside(talks, told)
    return [*(_without_words_of(talk, further) for talk in talks), *further]


def _without_words_of(talk: Talk, further: list[Talk]) -> Talk:
    """A talk of a list without the sentence about another talk that seemed to be its abstract."""
    titles = [span for one in further for span in one.title.spans]
    own = talk.abstract and any(begin <= title[0] < end for begin, end in talk.abstract.spans for title in titles)
    return replace(talk, abstract=None, coauthors=()) if own else talk


@rule("sentence-beside-list", nothing=[])
def _beside(talks: list[Talk], told: list[Talk]) -> list[Talk]:
    """The talks that sentences tell wholly and no row names: 'Additionally, Ann Lee will present “Knots” at 2 p.m. on Sept. 12.'"""
    names = {key(person.name.text).split()[-1] for talk in talks for person in talk.speakers}
    titles = {key(talk.title.text) for talk in talks if talk.title}
    whole = [talk for talk in told if _is_whole(talk) and talk.start and "T" in talk.start.text and _reach(talk) < _NEAR]
    new = [talk for talk in whole if key(talk.title.text) not in titles and not names & {key(person.name.text).split()[-1] for person in talk.speakers}]
    return new if len(talks) >= _LISTED else []


@rule("report", nothing=None)
def _of_report(page: Page, rows: Rows, talks: list[Talk], told: list[Talk]) -> list[Talk] | None:
    """The talks of a page of running text: those its sentences tell of, where they tell as much; None on other pages."""
    running = sum(row.end - row.begin for row in rows if is_prose(page.text, row.span))
    if not told or running < _RUNNING * sum(row.end - row.begin for row in rows):
        return None
    more = sum(map(_weight, told)) - sum(map(_weight, talks))
    return told if more > 0 or (more == 0 and any(map(_is_weak, talks))) else None


@rule("speaker-of-all-talks", nothing=None)
def _lent(page: Page, rows: Rows, talks: list[Talk]) -> list[Talk] | None:
    """The talks of a list that names no speaker, with the one of whom the sentences tell: 'The speaker will be Ann Lee.'"""
    if not talks or not rows or any(talk.speakers or not talk.title for talk in talks):
        return None
    scenes = scenes_of(page, (rows[0].begin, rows[-1].end))
    if len(scenes) != 1 or scenes[0].title is not None:
        return None
    people = tuple(replace(person, name=replace(person.name, rule="speaker-of-all-talks")) for person in scenes[0].people)
    return [replace(talk, speakers=people) for talk in talks]


def _reach(talk: Talk) -> int:
    """How many characters lie between the first and the last word of who, what and when."""
    spans = [span for value in (talk.title, talk.start, talk.speakers[0].name) for span in value.spans]
    return max(end for _, end in spans) - min(begin for begin, _ in spans)


def _is_whole(talk: Talk) -> bool:
    return bool(talk.title and talk.speakers)


def _is_weak(talk: Talk) -> bool:
    return talk.title is not None and talk.title.rule in _WEAK


def _weight(talk: Talk) -> float:
    """How much of a talk is read, a line taken for its title counting less."""
    title = 0.0 if talk.title is None else 0.3 if _is_weak(talk) else 1.0
    when = 0.0 if talk.start is None else 1.0 if "T" in talk.start.text else 0.5
    return title + bool(talk.speakers) + when
