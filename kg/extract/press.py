"""Talks told in sentences: 'Ann Lee of MIT will speak on “Knots” on Friday at noon in Room 2.'"""

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import islice

from kg.extract.claims import Claim
from kg.extract.labelled import read_labelled
from kg.extract.location import is_location
from kg.extract.page import Page, Row, is_prose
from kg.extract.slots import Frame, fill
from kg.extract.told import sentences
from kg.extract.told_places import place_in
from kg.extract.told_speakers import told_speakers
from kg.extract.told_titles import told_title
from kg.extract.wording import tightened, unquoted
from kg.model.announcement import Talk
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words
from kg.text.letters import cased
from kg.text.near_days import near_days
from kg.text.moments import Dated
from kg.text.words import fold, phrase_pattern, vocabulary

Rows = tuple[Row, ...]
_BREAK = re.compile(
    cased(
        r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!Prof)(?<!\bDr)(?<![ap]\.m)[.!?][”\"»]?\s+(?=[\p{Lu}“\"«])|[.!?][”\"»]\s+(?=[\p{Lu}])|\n[ \t]*\n"
    )
)
_LAST_WORD = re.compile(r"\w+$")
_REACH = 400
_MOST_BESIDE = 40
"""Rows of places and of dates that a sentence without its own is given."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """One sentence that tells of a talk: its bounds, the verb, and where the next telling begins."""

    begin: int
    end: int
    verb: Span
    reach: int


class _Beside:
    """What the short rows of a page say of place and day for the sentences that give none, found once for all of them."""

    def __init__(self, page: Page, rows: Rows) -> None:
        self.page, self.rows = page, rows

    @cached_property
    def places(self) -> list[Claim]:
        """The first rows that are places."""
        text = self.page.text
        found = (row for row in self.rows if row.label is None and not _runs_on(row) and is_location(text, row.span))
        return [Claim("location", tightened(text, row.span), "place-row", 0.6) for row in islice(found, _MOST_BESIDE)]

    @cached_property
    def dates(self) -> list[Claim]:
        """The first short rows that hold a date."""
        found = (row for row in self.rows if row.dates and row.end - row.begin < 100 and row.label is None)
        return [Claim("when", row.span, "dated-row", 0.6) for row in islice(found, _MOST_BESIDE)]


    @cached_property
    def only_day(self) -> list[Claim]:
        """The day that is the only one of the page, with the time and the place of its sentence."""
        page = self.page
        days = {(date.year, date.month, date.day) for date in page.dates}
        if len(days) != 1 or page.dates[0].last is not None:
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


def _runs_on(row: Row) -> bool:
    """Whether a row with an hour is too long for a place and its hour."""
    return bool(row.times) and row.end - row.begin > 60


@cache
def _speaking() -> re.Pattern[str]:
    return phrase_pattern((*words("navigation", "speaking"), *words("sentences", "speaker_follows")))


@cache
def _own() -> re.Pattern[str]:
    return phrase_pattern(words("sentences", "own_words"))


@rule("talk-told-in-sentences", nothing=[])
def talks_in_prose(page: Page, rows: Rows, frame: Frame) -> list[Talk]:
    """The talks that sentences of the page tell of, each with speaker and title or time."""
    found: list[Talk] = []
    if not rows:
        return found
    page = _with_near_days(page, (rows[0].begin, rows[-1].end))
    frame = replace(frame, calendar=replace(frame.calendar, dated=frame.calendar.dated | _near(page)))
    beside = _Beside(page, rows)
    tellings = _tellings(page, (rows[0].begin, rows[-1].end))
    for _number, telling in enumerate(tellings):
        claims = _claims(page, telling, beside, alone=len(tellings) == 1)
        talk = fill(page, claims, frame) if claims else None
        told = talk is not None and talk.speakers and (talk.title or (talk.start and "T" in talk.start.text))
        if told and not (talk.title is None and _goes_on(found, talk)):
            found.append(talk)
    return found


def _goes_on(found: list[Talk], talk: Talk) -> bool:
    """Whether a sentence without a title goes on about the speaker of the talk before: 'She will discuss …'."""
    if not found:
        return False
    before = {person.name.text.split()[-1] for person in found[-1].speakers}
    return {person.name.text.split()[-1] for person in talk.speakers} <= before


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


def _tellings(page: Page, span: Span) -> list[_Telling]:
    """The sentences with a verb of speaking, in order."""
    bounds = [span[0], *(match.end() for match in _BREAK.finditer(page.text, *span) if not _is_short(page.text, match)), span[1]]
    verbs = list(_speaking().finditer(page.text, *span))
    found: list[_Telling] = []
    place = 0
    for number, verb in enumerate(verbs):
        while place + 2 < len(bounds) and bounds[place + 1] <= verb.start():
            place += 1
        if found and found[-1].begin == bounds[place]:
            continue
        following = verbs[number + 1].start() if number + 1 < len(verbs) else span[1]
        found.append(_Telling(bounds[place], bounds[place + 1], verb.span(), min(following, bounds[place + 1] + 2 * _REACH)))
    return found


def _is_short(text: str, stop: re.Match) -> bool:
    """Whether the full stop is that of 'prof.' or 'dr.' in small letters."""
    before = _LAST_WORD.search(text, max(0, stop.start() - 12), stop.start())
    return stop[0][0] == "." and bool(before) and fold(before[0]) in vocabulary("honorifics") | vocabulary("honorific_tails")


def _claims(page: Page, telling: _Telling, beside: _Beside, *, alone: bool) -> tuple[Claim, ...]:
    sentence = (telling.begin, telling.end)
    title = told_title(page, sentence, telling.verb, telling.reach)
    people = told_speakers(page, sentence, telling.verb, title)
    if not people:
        return ()
    claims = [Claim("speaker", people[0].name.spans[0], "talk-told-in-sentences", 0.85, people)]
    if title:
        claims.append(Claim("title", unquoted(page.text, title), "talk-told-in-sentences", 0.85))
    claims += _when_and_where(page, telling, beside, title)
    if alone and title:
        labelled = [claim for claim in read_labelled(page, beside.rows).claims if claim.role in ("abstract", "bio")]
        claims += labelled or _abstract(page, beside.rows, max(title[1], telling.end))
    return tuple(claims)


def _when_and_where(page: Page, telling: _Telling, beside: _Beside, title: Span | None) -> list[Claim]:
    """The date, time and place of the sentence, else of those that follow up to the next telling."""
    claims: list[Claim] = []
    spans = ((telling.begin, telling.end), (telling.end, telling.reach))
    dated = [date for span in spans for date in page.dates_in(span)]
    for confidence, span in zip((0.85, 0.8), spans, strict=False):
        mentions = [m for m in (*page.dates_in(span), *page.times_in(span)) if not (title and title[0] <= m.begin < title[1])]
        claims += [Claim("when", (mention.begin, mention.end), "talk-told-in-sentences", confidence) for mention in mentions]
        place = next((place for part in _around(span, title) if (place := place_in(page.text, part))), None)
        if place and not any(claim.role == "location" for claim in claims):
            claims.append(Claim("location", place, "talk-told-in-sentences", 0.8))
    if not dated:
        claims += beside.dates or beside.only_day
    if not any(claim.role == "location" for claim in claims):
        claims += beside.places
    return claims


def _around(span: Span, title: Span | None) -> tuple[Span, ...]:
    """The span without the title in it, in one piece or two."""
    inside = title and span[0] <= title[0] < title[1] < span[1]
    return ((span[0], title[0]), (title[1], span[1])) if inside else (span,)


def _abstract(page: Page, rows: Rows, begin: int) -> list[Claim]:
    """Running text below, told by the speaker ('we', 'in this lecture')."""
    found, block = [], []
    for row in [*(row for row in rows if row.begin >= begin), None]:
        if block and (row is None or row.gap):
            span = (block[0].begin, block[-1].end)
            if is_prose(page.text, span) and _own().search(page.text, *span):
                found.append(Claim("abstract", span, "running-text-is-abstract", 0.8))
            block = []
        if row is not None:
            block.append(row)
    return found
