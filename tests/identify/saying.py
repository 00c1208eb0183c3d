"""Short ways to say, in tests, what documents announce."""

from collections.abc import Iterable, Sequence

from kg.identify import Decision, DocumentReading, Identification, Thing, identify
from kg.model.announcement import Announcement, Biography, Coauthor, Degree, Event, Person, Position, Series, Talk, Value
from kg.text import gazetteer


def value(text: str | None) -> Value | None:
    return None if text is None else Value(text)


def person(name: str, *affiliations: str, bio: Biography | None = None) -> Person:
    return Person(Value(name), affiliations=tuple(map(Value, affiliations)), bio=bio)


def coauthor(name: str, *affiliations: str, scope: str | None = None, work: str | None = None) -> Coauthor:
    return Coauthor(Value(name), tuple(map(Value, affiliations)), value(scope), value(work))


def biography(degrees: Iterable[tuple[str, str]] = (), posts: Iterable[tuple[str, str]] = ()) -> Biography:
    return Biography(
        degrees=tuple(Degree(Value(type), Value(institution)) for type, institution in degrees),
        positions=tuple(Position(Value(role), Value(organization)) for role, organization in posts),
    )


def talk(title: str | None, *speakers: Person, start: str | None = None, **more) -> Talk:
    """A talk; `location`, `series` and `event` are given as text, the rest as it is."""
    named = {key: value(more.pop(key)) for key in ("location", "series", "event") if key in more}
    return Talk(title=value(title), speakers=speakers, start=value(start), **named, **more)


def event(name: str, start: str | None = None, end: str | None = None, **more) -> Event:
    return Event(Value(name), start=value(start), end=value(end), **more)


def series(name: str, *organizers: str) -> Series:
    return Series(Value(name), tuple(map(Value, organizers)))


def document(number: int, *talks: Talk, key: str | None = None, events: Sequence[Event] = (), series: Sequence[Series] = ()) -> DocumentReading:
    """A version of a document whose id ends in `number`; without a key it is a file of its own."""
    doc = f"{number:016x}"
    return DocumentReading(doc, key or f"/announcements/{number}.txt", Announcement(talks, tuple(events), tuple(series)))


def found(*documents: DocumentReading, decisions: Sequence[Decision] = (), pins: dict[str, str] | None = None) -> Identification:
    return identify(documents, authority=gazetteer, decisions=decisions, pins=pins)


def at(identification: Identification, number: int, path: str) -> Thing | None:
    """The thing that document `number` names at `path`."""
    return identification.thing(f"{number:016x}", path)


def one(identification: Identification, *places: tuple[int, str]) -> bool:
    """Whether one thing is named at all of these (document, path)."""
    things = {at(identification, *place).id for place in places}
    return len(things) == 1
