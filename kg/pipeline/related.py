"""Whether what a page leads to speaks of the page's talks.

A link is a promise of whoever wrote the page, and pages also link home pages, news and other people's calendars. What is
behind a link is taken up only where it announces a talk that the page announces; what it says besides is not asked.
"""

from collections.abc import Iterable

from kg.identify.folding import fold
from kg.identify.talks import day_of, same_day
from kg.model.announcement import Announcement, Talk

_LONG = 12
"""Letters a title must have before another that begins with it is taken for a longer form of it."""


def tells_of(said: Announcement, talks: Iterable[Talk]) -> bool:
    """Whether the page behind a link announces one of the talks the link stands at.

    Where neither title nor speaker can tell (the title is yet to come), the only talk of the page must be on the day.
    """
    alone = said.talks[0] if len(said.talks) == 1 else None
    for talk in talks:
        if any(is_same(talk, other) for other in said.talks):
            return True
        if alone is not None and not (talk.title and alone.title) and not (talk.speakers and alone.speakers) and on_one_day(talk, alone):
            return True
    return False


def shares(said: Announcement, page: Announcement) -> bool:
    """Whether a calendar or feed is that of the page: it tells of half of the page's talks, or half of its own are there.

    Of a page that announces no talk itself (its programme is put in by a script) any that announces talks with a day.
    """
    if not page.talks:
        return any(talk.start is not None for talk in said.talks)
    known: dict[str, list[Talk]] = {}
    for talk in page.talks:
        for mark in _marks(talk):
            known.setdefault(mark, []).append(talk)
    found: set[int] = set()
    own = 0
    for talk in said.talks:
        same = {id(other) for mark in _marks(talk) for other in known.get(mark, ())[:50] if is_same(talk, other)}
        own += bool(same)
        found |= same
    return bool(found) and (2 * len(found) >= len(page.talks) or 2 * own >= len(said.talks))


def is_same(a: Talk, b: Talk) -> bool:
    """Whether two talks have one title, or one speaker and no two titles or days that are others."""
    titles = [fold(talk.title.text) for talk in (a, b) if talk.title]
    people = bool(_names(a) & _names(b))
    if len(titles) == 2:
        short, long = sorted(titles, key=len)
        return short == long or people and len(short) >= _LONG and long.startswith(short)
    return people and on_one_day(a, b) is not False


def on_one_day(a: Talk, b: Talk) -> bool | None:
    """Whether two talks are on one day; None where one of them does not say."""
    days = [day_of(talk.start.text) if talk.start else None for talk in (a, b)]
    return same_day(*days)


def _names(talk: Talk) -> set[str]:
    return {fold(person.name.text) for person in talk.speakers}


def _marks(talk: Talk) -> set[str]:
    return _names(talk) | ({fold(talk.title.text)[:_LONG]} if talk.title else set())
