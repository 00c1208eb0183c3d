"""Listings that put pairs of lines below each day: 'Title - Speaker', and under it 'TIME – PLACE – what it is about'."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.claims import Claim, Known
from kg.extract.content import content_claims
from kg.extract.location import is_location
from kg.extract.page import Page, Row, is_prose
from kg.extract.segments import is_day_line
from kg.extract.wording import tightened
from kg.model.document import Span
from kg.rules import rule
from kg.text.moments import DateMention

Rows = tuple[Row, ...]
_DASH = re.compile(r"\s*[–—-]\s+")
_PARTED = re.compile(r"\s+[–—-]+\s+|$")
_SHORTEST_ABSTRACT = 80
_LONGEST_HEAD = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """One talk of a day: the line that names it, and the line below with its hour, its place and what it is about."""

    day: DateMention
    head: Row
    below: Row
    more: Rows = ()

    @property
    def rows(self) -> Rows:
        return (self.head, self.below, *self.more)


@rule("pairs-below-days", nothing=())
def pairs_below_days(page: Page, rows: Rows) -> tuple[Pair, ...]:
    """The talks of a listing by days; none where a day has rows of another kind, or no two share one.

    What names nobody, as a film, is no talk among those that do.
    """
    if sum(_opens_with_hour(page, row) for row in rows) < 2:
        return ()
    pairs: list[Pair] = []
    for day, below in _days(rows):
        found = _pairs(page, day, below)
        if found is None:
            return ()
        pairs += found
    days = {pair.day.begin for pair in pairs}
    named = tuple(pair for pair in pairs if any(claim.role == "speaker" for claim in _named(page, pair)))
    return named if len(named) * 2 >= len(pairs) > len(days) else ()


def _days(rows: Rows) -> Iterator[tuple[DateMention, Rows]]:
    """Each day that stands on a line of its own without an hour, with the rows below it."""
    marks = [place for place, row in enumerate(rows) if is_day_line(row) and not row.times and row.dates[0].last is None]
    for begin, end in zip(marks, [*marks[1:], len(rows)], strict=True):
        yield rows[begin].dates[0], rows[begin + 1 : end]


def _pairs(page: Page, day: DateMention, rows: Rows) -> list[Pair] | None:
    """The pairs of one day, each with the running text below it; None where something else stands between them."""
    places = [place for place, row in enumerate(rows) if _opens_with_hour(page, row)]
    if rows and (not places or places[0] != 1):
        return None
    found = []
    for place, after in zip(places, [*places[1:], len(rows) + 1], strict=True):
        head, more = rows[place - 1], rows[place + 1 : after - 1]
        if head.label is not None or head.end - head.begin > _LONGEST_HEAD or head.times or rows[place].gap:
            return None
        if after <= len(rows) and any(not is_prose(page.text, row.span) for row in more):
            return None
        found.append(Pair(day, head, rows[place], tuple(row for row in more if is_prose(page.text, row.span))))
    return found


def _opens_with_hour(page: Page, row: Row) -> bool:
    """Whether a row opens with its hour and a dash, and holds no date."""
    near = row.times and row.times[0].begin - row.begin <= 3 and row.label is None and not row.dates
    return bool(near) and _DASH.match(page.text, row.times[0].end, row.end) is not None


def _named(page: Page, pair: Pair) -> tuple[Claim, ...]:
    return content_claims(page, pair.head.span, pair.head, Known())


def pair_claims(page: Page, pair: Pair) -> tuple[Claim, ...]:
    """What the two lines of a talk claim: who and what, the hour, the place, and the text behind them."""
    text, row = page.text, pair.below
    time = row.times[0]
    claims = [*_named(page, pair), Claim("when", (time.begin, time.end), "pairs-below-days", 0.9)]
    begin = _DASH.match(text, time.end, row.end).end()
    parter = _PARTED.search(text, begin, row.end)
    place = tightened(text, (begin, parter.start() if parter else row.end))
    if is_location(text, place):
        claims.append(Claim("location", place, "pairs-below-days", 0.9))
        begin = parter.end() if parter else row.end
    claims += (Claim("abstract", span, "pairs-below-days", 0.85) for span in _about(text, (begin, row.end), pair.more))
    return tuple(claims)


def _about(text: str, span: Span, more: Rows) -> Iterator[Span]:
    span = tightened(text, (span[0], more[-1].end if more else span[1]))
    if span[1] - span[0] >= _SHORTEST_ABSTRACT:
        yield span
