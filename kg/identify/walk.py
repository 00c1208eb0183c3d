"""Walking through what was read from a document: every place where something is named."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.identify.folding import fold, says_nothing
from kg.identify.mentions import Node, Source
from kg.identify.model import Type
from kg.model.announcement import Biography, Coauthor, Event, Person, Series, Talk, Value


def nodes(source: Source) -> tuple[Node, ...]:
    """Every place of the document where something is named, in canonical order; TBA names nothing."""
    said = source.announcement
    names = Counter(map(_named_apart, said.talks))
    found: list[Node] = []
    for number, talk in enumerate(said.talks):
        found += _talk(_Spot.of(source, "talks", number), talk, names)
    found += [
        node for number, event in enumerate(said.events) for node in _event(_Spot.of(source, "events", number), event)
    ]
    found += [
        node for number, series in enumerate(said.series) for node in _series(_Spot.of(source, "series", number), series)
    ]
    return tuple(sorted(found, key=lambda node: node.order))


def title_of(talk: Talk) -> str:
    """The talk's folded title; empty where none is announced."""
    return "" if talk.title is None or says_nothing(talk.title.text) else fold(talk.title.text)


def joint_works(talk: Talk) -> tuple[tuple[int, ...], ...]:
    """The co-authors of each of the talk's works, as numbers, works in order of first appearance.

    Co-authors belong together who have the same `work` or, where that is not said, the same `scope`.
    """
    works: dict[str, list[int]] = defaultdict(list)
    for number, coauthor in enumerate(talk.coauthors):
        said = coauthor.work or coauthor.scope
        works[fold(said.text) if said else ""].append(number)
    return tuple(map(tuple, works.values()))


@dataclass(frozen=True, slots=True)
class _Spot:
    """The talk, event or series of a document that is walked through, and how mentions in it are told apart."""

    source: Source
    about: str
    talk: str = ""

    @classmethod
    def of(cls, source: Source, part: str, number: int) -> "_Spot":
        return cls(source, f"{part}.{number}")

    def node(self, type: Type, path: str, value: Value | None, role: str) -> Iterator[Node]:
        """The node of a named value; none where it names nothing."""
        if value is not None and not says_nothing(value.text):
            yield self.whole(type, path, value.text, role, value)

    def whole(self, type: Type, path: str, name: str, role: str, what: object) -> Node:
        """The node of a part of the announcement, named or not."""
        place = f"{self.about}.{path}" if path else self.about
        return Node(self.source, place, type, name, role, what, self.about, self.talk)


def _talk(spot: _Spot, talk: Talk, names: Mapping[str, int]) -> Iterator[Node]:
    """The nodes of a talk; where the document gives it more than once, its own mention has the start too."""
    spot = replace(spot, talk=_titled(talk))
    apart = _named_apart(talk)
    if names[apart] > 1 and talk.start is not None:
        apart += f" at {talk.start.text}"
    yield replace(spot, talk=apart).whole("talk", "", talk.title.text if title_of(talk) else "", "talk", talk)
    for number, person in enumerate(talk.speakers):
        yield from _person(spot, f"speakers.{number}", person, "speaker")
    for number, person in enumerate(talk.organizers):
        yield from _person(spot, f"organizers.{number}", person, "organizer")
    for number, coauthor in enumerate(talk.coauthors):
        yield from _person(spot, f"coauthors.{number}", coauthor, "coauthor")
    for number, group in enumerate(joint_works(talk) or ((),)):
        yield spot.whole("work", f"works.{number}", talk.title.text if title_of(talk) else "", "work", (talk, group))
    yield from spot.node("series", "series", talk.series, "series")
    yield from spot.node("event", "event", talk.event, "event")
    yield from spot.node("place", "location", talk.location, "location")


def _titled(talk: Talk) -> str:
    title = title_of(talk)
    return f"title {title}" if title else _speakers(talk)


def _named_apart(talk: Talk) -> str:
    title = title_of(talk)
    return f"title {title} by {_speakers(talk)}" if title else _speakers(talk)


def _speakers(talk: Talk) -> str:
    return "speakers " + ", ".join(sorted(fold(one.name.text) for one in talk.speakers))


def _person(spot: _Spot, path: str, person: Person | Coauthor, role: str) -> Iterator[Node]:
    if says_nothing(person.name.text):
        return
    yield spot.whole("person", path, person.name.text, role, person)
    spot = replace(spot, talk=f"{spot.talk} / {role} {fold(person.name.text)}")
    for number, value in enumerate(person.affiliations):
        yield from spot.node("org", f"{path}.affiliations.{number}", value, "affiliation")
    if isinstance(person, Person) and person.bio is not None:
        yield from _biography(spot, f"{path}.bio", person.bio)


def _biography(spot: _Spot, path: str, bio: Biography) -> Iterator[Node]:
    for number, post in enumerate(bio.positions):
        yield from spot.node("org", f"{path}.positions.{number}.organization", post.organization, "post")
    for number, degree in enumerate(bio.degrees):
        yield from spot.node("org", f"{path}.degrees.{number}.institution", degree.institution, "degree")


def _event(spot: _Spot, event: Event) -> Iterator[Node]:
    spot = replace(spot, talk=f"event {fold(event.name.text)}")
    if not says_nothing(event.name.text):
        yield spot.whole("event", "", event.name.text, "event", event)
    for number, person in enumerate(event.organizers):
        yield from _person(spot, f"organizers.{number}", person, "organizer")
    yield from spot.node("series", "series", event.series, "series")
    yield from spot.node("place", "location", event.location, "location")


def _series(spot: _Spot, series: Series) -> Iterator[Node]:
    spot = replace(spot, talk=f"series {fold(series.name.text)}")
    if not says_nothing(series.name.text):
        yield spot.whole("series", "", series.name.text, "series", series)
    for number, value in enumerate(series.organizers):
        yield from spot.node("org", f"organizers.{number}", value, "organizer")
