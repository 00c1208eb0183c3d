"""One talk where a page tells of it twice: in its programme, and again with the abstracts."""

from dataclasses import replace

from kg.extract.wording import key
from kg.model.announcement import Person, Talk

_LATEST = 50
"""How many earlier talks of one day, by one speaker or of one beginning of a title, are looked at."""


def merged(talks: list[Talk], more: list[Talk]) -> list[Talk]:
    """The talks with what `more` says of them; those of `more` that are others are added."""
    known = Told(list(talks))
    for talk in more:
        place = known.same(talk)
        if place is None:
            known.add(talk)
        else:
            known.put(place, joined(known.talks[place], talk))
    return known.talks


class Told:
    """The talks that were read so far, found again by how their titles begin and by their speakers."""

    def __init__(self, talks: list[Talk]) -> None:
        self.talks: list[Talk] = []
        self._places: dict[tuple[str, str | None], list[int]] = {}
        for talk in talks:
            self.add(talk)

    def add(self, talk: Talk) -> None:
        """Takes one more talk in."""
        self.talks.append(talk)
        self.put(len(self.talks) - 1, talk)

    def put(self, place: int, talk: Talk) -> None:
        """Takes a talk in at the place of one that it is the same as."""
        self.talks[place] = talk
        days = (None, _day(talk))
        for mark in _marks(talk):
            for day in days:
                places = self._places.setdefault((mark, day), [])
                if not places or places[-1] != place:
                    places.append(place)

    def same(self, talk: Talk) -> int | None:
        """The place of the first talk that is the same as `talk`; None where none of those it may be is."""
        days = (_day(talk), "") if talk.start else (None,)
        found = {place for mark in _marks(talk) for day in days for place in self._places.get((mark, day), ())[-_LATEST:]}
        return next((place for place in sorted(found) if is_same(self.talks[place], talk)), None)


def _day(talk: Talk) -> str:
    """The month and the day that a talk is on, for its year may be told on one side only; empty where it has none."""
    return talk.start.text.removeprefix("--")[:5] if talk.start and talk.start.text.startswith("--") else talk.start.text[5:10] if talk.start else ""


def _marks(talk: Talk) -> set[str]:
    """What a talk can be found by: how its title begins, and its speakers."""
    return _names(talk) | ({key(talk.title.text)[:13]} if talk.title else set())


def is_same(first: Talk, second: Talk) -> bool:
    """Whether two readings of one page tell of one talk: title or speakers agree and nothing speaks against it."""
    titles = {key(talk.title.text) for talk in (first, second) if talk.title}
    if first.start and second.start and not _agree(first.start.text, second.start.text):
        return False
    if first.title and second.title:
        return len(titles) == 1 or any(len(one) > 12 and other.startswith(one) for one in titles for other in titles - {one})
    return bool(_names(first) & _names(second))


def _agree(first: str, second: str) -> bool:
    """Whether two starts can be of one talk: equal, or of one day with the hour or the year on one side only."""
    if first.startswith("--") != second.startswith("--"):
        first, second = (one.removeprefix("--") if one.startswith("--") else one[5:] for one in (first, second))
    day, _, hour = first.partition("T")
    other, _, other_hour = second.partition("T")
    return day == other and (hour == other_hour or not hour or not other_hour)


def _names(talk: Talk) -> set[str]:
    return {key(person.name.text) for person in talk.speakers}


def joined(first: Talk, second: Talk) -> Talk:
    """The first reading with what only the second holds."""
    changes = {
        name: getattr(second, name)
        for name in (
            "title",
            "start",
            "end",
            "slot",
            "weekday",
            "time_text",
            "timezone",
            "location",
            "mode",
            "series",
            "event",
            "session",
            "abstract",
            "kind",
            "year_basis",
            "language",
        )
        if getattr(first, name) is None and getattr(second, name) is not None
    }
    if first.start and second.start and first.start.text.startswith("--") and not second.start.text.startswith("--"):
        changes |= {"start": second.start, "end": second.end or first.end, "year_basis": second.year_basis}
    changes["speakers"] = _people(first.speakers, second.speakers)
    changes["coauthors"] = first.coauthors or second.coauthors
    changes["organizers"] = first.organizers or second.organizers
    if first.status.text in ("scheduled", "tba") and (second.status.text not in ("scheduled", "tba") or second.title):
        changes["status"] = second.status
    return replace(first, **changes)


def _people(first: tuple[Person, ...], second: tuple[Person, ...]) -> tuple[Person, ...]:
    if not first:
        return second
    others = {key(person.name.text): person for person in second}
    return tuple(_person(person, others.get(key(person.name.text))) for person in first)


def _person(first: Person, second: Person | None) -> Person:
    if second is None:
        return first
    stated = first.affiliations if first.affiliation_from is None else ()
    return replace(
        first,
        honorific=first.honorific or second.honorific,
        position=first.position or second.position,
        affiliations=stated or second.affiliations or first.affiliations,
        affiliation_from=first.affiliation_from if not stated and not second.affiliations else None,
        bio=first.bio or second.bio,
    )
