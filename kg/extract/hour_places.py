"""Places that stand right behind the hour a talk is given: '6 p.m., Tuesday, March 26, in the Ward Suite', 'ore 11, aula 7, via Roma 3'."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.location import mode_of
from kg.extract.page import Page
from kg.extract.series import is_gathering
from kg.extract.told_places import place_at, place_leads
from kg.extract.wording import value
from kg.model.announcement import Announcement, Talk, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.gazetteer import given_names, is_institution, is_place, ordinary_words
from kg.text.temporal import find_weekdays
from kg.text.words import Word, dated_words
from kg.text.words import words as tokens

_GAP = re.compile(r"[\s,)]*")
_MOST_NAMES = 8
_WEEKDAY = 25
"""How many characters a day of the week behind an hour may take."""


def with_places_at_hours(page: Page, announcement: Announcement) -> Announcement:
    """The announcement with the place of each talk that has none yet, where it stands right behind the talk's own hour."""
    return replace(announcement, talks=tuple(_placed(page, talk) for talk in announcement.talks))


def _placed(page: Page, talk: Talk) -> Talk:
    if talk.location or talk.mode or talk.start is None or talk.start.derived:
        return talk
    taken = [span for each in _values(talk) for span in each.spans]
    for end in _hour_ends(page, talk.start.spans):
        place = _behind_hour(page, end)
        if place and not any(place[0] < last and first < place[1] for first, last in taken):
            location = value(page.text, place, "place-at-hour", 0.8)
            return replace(talk, location=location, mode=mode_of(location))
    return talk


def _values(talk: Talk) -> Iterator[Value]:
    yield from (each for each in (talk.title, talk.abstract, talk.series) if each)
    for person in talk.speakers:
        yield from (person.name, *person.affiliations)


def _hour_ends(page: Page, spans: tuple[Span, ...]) -> Iterator[int]:
    """Where the hours among some words end, with the day right behind them."""
    for span in spans:
        for time in page.times_in(span):
            at, reached = time.end, -1
            while at != reached:
                reached = at
                ahead = _GAP.match(page.text, at).end()
                days = [day.end for day in (*page.dates_in((ahead, ahead + 1)), *page.times_in((ahead, ahead + 1)))]
                days += [day.end for day in find_weekdays(page.text, ahead, min(len(page.text), ahead + _WEEKDAY)) if day.begin == ahead]
                at = max([at, *days])
            yield at


@rule("place-at-hour", nothing=None)
def _behind_hour(page: Page, hour: int) -> Span | None:
    """The place behind an hour: behind 'in' a room, a house or a name in capitals, behind a comma a room or a house."""
    end = next((row.end for row in page.between((hour - 1, hour)) if row.begin < hour <= row.end), hour)
    opening = _GAP.match(page.text, hour, end)
    led = place_leads(page.text, (opening.end(), end))
    if not led and "," not in opening[0]:
        return None
    place, sure = place_at(page.text, (led or opening.end(), end))
    return place if place and (sure or (led and _is_name(page.text, place))) else None


@rule("capitals-behind-hour", nothing=False)
def _is_name(text: str, place: Span) -> bool:
    """Whether words in capitals may name a place: not a city, a person, an institution, or a noun that any text may hold.

    A language that gives all nouns capitals goes on with such a noun: 'um 18 Uhr im Rahmen …'.
    """
    found = text[slice(*place)]
    names = [word for word in tokens(text, *place) if word.text[0].isalpha()]
    if not names or len(names) > _MOST_NAMES or not found[0].isupper() or is_gathering(found) or is_institution(found):
        return False
    return not _names_other(names)


def _names_other(names: list[Word]) -> bool:
    first, capitals = names[0], sum(word.text[0].isupper() for word in names)
    alone = capitals == 1 and (is_place(first.text) or any(first.key in known for known in ordinary_words()))
    return alone or is_place(" ".join(word.text for word in names)) or first.key in given_names() or first.key in dated_words()
