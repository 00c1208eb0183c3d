"""Talks told in sentences: 'Ann Lee of MIT will speak on “Knots” on Friday at noon in Room 2.'"""

import re
from dataclasses import replace
from datetime import date as Day
from functools import cache, cached_property
from itertools import islice

from kg.extract.asides import is_aside
from kg.extract.claims import Claim
from kg.extract.labelled import read_labelled
from kg.extract.location import is_location
from kg.extract.own_bios import own_bios
from kg.extract.page import Page, Row, is_prose
from kg.extract.scenes import Scene, claims_of, scenes_of
from kg.extract.slots import Frame, fill
from kg.extract.told import sentences
from kg.extract.told_abstracts import announced_abstract
from kg.extract.told_days import in_turn, scenes_by_day
from kg.extract.told_facts import is_no_day
from kg.extract.told_places import place_in
from kg.extract.wording import tightened
from kg.model.announcement import Talk
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words
from kg.text.near_days import near_days
from kg.text.dates import real
from kg.text.moments import Dated, DateMention
from kg.text.temporal import find_weekdays
from kg.text.words import phrase_pattern
from kg.text.wrapping import unwrapped

Rows = tuple[Row, ...]
_MOST_BESIDE = 40
"""Rows of places and of dates that a sentence without its own is given."""


class _Beside:
    """What the short rows of a page say of place and day for the sentences that give none, found once for all of them."""

    def __init__(self, page: Page, rows: Rows, scenes: list[Scene]) -> None:
        self.page, self.rows, self.scenes = page, rows, scenes

    @cached_property
    def places(self) -> list[Claim]:
        """The first rows that are places."""
        text = self.page.text
        found = (row for row in self.rows if row.label is None and not _runs_on(row) and not self._is_running(row) and is_location(text, row.span))
        return [Claim("location", tightened(text, row.span), "place-row", 0.6) for row in islice(found, _MOST_BESIDE)]

    def _is_running(self, row: Row) -> bool:
        """Whether a row is a line of a wrapped paragraph, whose sentence goes on in the next line or comes from the one before."""
        text = unwrapped(self.page.text)
        return " " in (text[row.line.begin - 1 : row.line.begin], text[row.line.end : row.line.end + 1])

    @cached_property
    def dates(self) -> list[Claim]:
        """The first short rows that hold a date."""
        short = (row for row in self.rows if row.dates and row.end - row.begin < 100 and row.label is None and not self._is_running(row) and not is_aside(self.page, row))
        found = (row for row in short if not is_no_day(self.page.text, row.dates[0].begin))
        return [Claim("when", row.span, "dated-row", 0.6) for row in islice(found, _MOST_BESIDE)]


    @cached_property
    def only_day(self) -> list[Claim]:
        """The day that is the only one of the page, with the time and the place of its sentence."""
        page = self.page
        days = {(date.year, date.month, date.day) for date in page.dates}
        if len(days) != 1 or page.dates[0].last is not None or is_no_day(page.text, page.dates[0].begin) or any(scene.days for scene in self.scenes):
            return []
        sentence = next(
            (one for one in sentences(page.text, (self.rows[0].begin, self.rows[-1].end)) if one[0] <= page.dates[0].begin < one[1]), None
        )
        if sentence is None:
            return []
        mentions = (page.dates[0], *page.times_in(sentence))
        place = place_in(page.text, sentence)
        told = [Claim("when", (mention.begin, mention.end), "talk-told-in-sentences", 0.7) for mention in mentions]
        return [*told, Claim("location", place, "talk-told-in-sentences", 0.7)] if place else told

    @cached_property
    def bios(self) -> list[Span]:
        """The paragraphs that say who the speakers are."""
        names = tuple(dict.fromkeys(person.name.text for scene in self.scenes[:_MOST_BESIDE] for person in scene.people))
        blocks = tuple(row.span for row in self.rows if is_prose(self.page.text, row.span))
        return list(own_bios(self.page.text, blocks, names)[1])


def _runs_on(row: Row) -> bool:
    """Whether a row with an hour is too long for a place and its hour."""
    return bool(row.times) and row.end - row.begin > 60


@cache
def _own() -> re.Pattern[str]:
    return phrase_pattern(words("sentences", "own_words"))


@rule("talk-told-in-sentences", nothing=[])
def talks_in_prose(page: Page, rows: Rows, frame: Frame) -> list[Talk]:
    """The talks that sentences of the page tell of, each with speaker and title, time, series or what became of it."""
    if not rows:
        return []
    span = (rows[0].begin, rows[-1].end)
    page = _with_near_days(page, span)
    frame = replace(frame, calendar=replace(frame.calendar, dated=frame.calendar.dated | _near(page)))
    known = scenes_of(page, span)
    scenes = scenes_by_day(page, span, known)
    if scenes is not known:
        frame = replace(frame, calendar=replace(frame.calendar, dated=frame.calendar.dated | in_turn(page, scenes, frame.calendar.dated)))
    beside = _Beside(page, rows, scenes)
    days = {(day.month, day.day) for scene in scenes for claim in scene.claims if claim.role == "when" for day in page.dates_in(claim.span)}
    ends = [*(scene.begin for scene in scenes[1:]), span[1]]
    told = [
        (*_claims(page, scene, beside, days, alone=len(scenes) == 1), *announced_abstract(page, (scene.begin, max(scene.begin, end))))
        for scene, end in zip(scenes, ends, strict=False)
    ]
    talks = [(scene, fill(page, claims, frame)) for scene, claims in zip(scenes, told, strict=True)]
    return [talk for scene, talk in talks if talk is not None and _is_told(talk, own_day=bool(scene.days))]


@rule("sentence-beside-labels", nothing=None)
def told_of(talk: Talk, told: list[Talk]) -> list[Talk] | None:
    """A talk whose labels name nobody with what the one sentence says that tells who speaks; None where none or several do."""
    if len(told) != 1 or not told[0].speakers or (talk.start and told[0].start and talk.start.text[:10] != told[0].start.text[:10]):
        return None
    said = told[0]
    sure = said.start is not None and not said.start.text.startswith("--")
    if (talk.start is None and sure) or (talk.start and said.start and len(said.start.text) > len(talk.start.text)):
        talk = replace(talk, start=said.start, end=said.end, year_basis=said.year_basis, weekday=said.weekday, time_text=said.time_text)
    return [replace(talk, speakers=said.speakers, title=talk.title or said.title, location=talk.location or said.location, series=talk.series or said.series)]


def _is_told(talk: Talk, *, own_day: bool) -> bool:
    """Whether sentences tell of a talk: of somebody who speaks under a title, at an hour, or on a day that they name themselves."""
    if not talk.speakers:
        return False
    changed = talk.status.text != "scheduled"
    return bool(talk.title or changed or (talk.start and ("T" in talk.start.text or talk.series is not None or own_day)))


def _claims(page: Page, scene: Scene, beside: _Beside, days: set[tuple], *, alone: bool) -> tuple[Claim, ...]:
    """The claims of a talk, with the day and the place that the page gives beside its sentences where they give none."""
    claims = [*claims_of(page, scene)]
    if not any(claim.role == "when" and page.dates_in(claim.span) for claim in claims):
        claims += [claim for claim in (beside.dates if alone else ()) or (() if days else beside.only_day) if _may_be_on(page, (scene.begin, scene.end), claim)]
    if alone and not scene.has("location"):
        claims += beside.places
    surnames = [person.name.text.split()[-1] for person in scene.people]
    claims += [
        Claim("bio", bio, "paragraph-of-the-speaker", 0.85) for bio in beside.bios if any(name in page.text[bio[0] : bio[0] + 60] for name in surnames)
    ]
    if alone and scene.title:
        labelled = [claim for claim in read_labelled(page, beside.rows).claims if claim.role in ("abstract", "bio")]
        claims += labelled or _abstract(page, beside.rows, max(scene.title[1], scene.end), surnames)
    return tuple(claims)


@rule("day-of-its-own", nothing=True)
def _may_be_on(page: Page, told: Span, claim: Claim) -> bool:
    """Whether sentences without a date may be about the day that the page gives elsewhere: they name no other ('today', 'on Tuesday')."""
    if _relative().search(page.text, *told):
        return False
    named = {mention.weekday for mention in find_weekdays(page.text, *told)}
    printed = {_weekday(date) for date in page.dates_in(claim.span)} - {None}
    return not named or not printed or bool(named & printed)


def _weekday(date: DateMention) -> int | None:
    """The weekday of a date, printed with it or that of its year; 0 is Monday."""
    if date.weekday is not None or None in (date.year, date.month, date.day):
        return date.weekday
    return Day(date.year, date.month, date.day).weekday() if real(date.year, date.month, date.day) else None


@cache
def _relative() -> re.Pattern[str]:
    return phrase_pattern((*words("dates", "today"), *words("dates", "tomorrow")))


def _near(page: Page) -> dict[int, Dated]:
    """The days told from the day of sending, each with the year of its mail."""
    found = near_days(page.text, 0, len(page.text), page.document.sent) if page.document.sent else ()
    return {mention.begin: Dated(mention, mention.year, "mail date") for mention in found}


def _with_near_days(page: Page, span: Span) -> Page:
    """The page with the days among its dates that sentences tell from the day a mail was sent: 'this Thursday'."""
    near = near_days(page.text, *span, page.document.sent)
    if not near:
        return page
    free = [one for one in near if not any(date.begin < one.end and one.begin < date.end for date in page.dates)]
    dates = tuple(sorted((*page.dates, *free), key=lambda date: date.begin))
    return replace(page, dates=dates, date_starts=tuple(date.begin for date in dates))


def _abstract(page: Page, rows: Rows, begin: int, surnames: list[str]) -> list[Claim]:
    """Running text below, told by the speaker ('we', 'in this lecture') and not of the speaker."""
    found, block = [], []
    for row in [*(row for row in rows if row.begin >= begin), None]:
        if block and (row is None or row.gap):
            span = (block[0].begin, block[-1].end)
            told_of = any(name in page.text[span[0] : span[1]] for name in surnames)
            if is_prose(page.text, span) and not told_of and _own().search(page.text, *span):
                found.append(Claim("abstract", span, "running-text-is-abstract", 0.8))
            block = []
        if row is not None:
            block.append(row)
    return found
