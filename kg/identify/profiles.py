"""What a document says of a person, gathered from every place where it names them alike."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from kg.identify.clusters import Spot, spot
from kg.identify.folding import fold
from kg.identify.mentions import Node
from kg.identify.naming import Name, person_name
from kg.identify.orgs import Orgs
from kg.identify.rulings import Rulings
from kg.model.announcement import Biography, Coauthor, Person, Talk

_ORCID = re.compile(r"orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Around:
    """What is known already when persons are looked at: organizations, and the talk and series at each place."""

    orgs: Orgs
    talks: Mapping[Spot, int]
    series: Mapping[Spot, int]


@dataclass(frozen=True, slots=True)
class Stance:
    """What a cluster holds that another may contradict."""

    names: frozenset[Name]
    printed: frozenset[int]
    known: frozenset[int]
    doctorates: frozenset[int]
    years: frozenset[int]
    docs: frozenset[str]

    def joined(self, other: "Stance") -> "Stance":
        """The stance of both together."""
        return Stance(*(getattr(self, field.name) | getattr(other, field.name) for field in fields(self)))


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A person as one document names them in one form with one set of institutions.

    Institutions and units are numbers of organizations: `printed` stand beside the name, `posts` and `degrees` in the
    biography, `known` are all of them. `spots` and `talks` are (talk, role); `together` the names of co-authors.
    """

    nodes: tuple[Node, ...]
    name: Name
    printed: frozenset[int]
    units: frozenset[int]
    posts: frozenset[int]
    degrees: frozenset[tuple[str, int]]
    spots: frozenset[tuple[str, str]]
    talks: frozenset[tuple[int, str]]
    together: frozenset[tuple[str, ...]]
    organizes: frozenset[tuple[str, str]]
    orcids: frozenset[str]
    years: frozenset[int]

    @property
    def lines(self) -> frozenset[str]:
        """The pages the document is a version of."""
        return self.nodes[0].source.lines

    @property
    def known(self) -> frozenset[int]:
        """Every institution that is stated of the person."""
        return self.printed | self.posts | {institution for _, institution in self.degrees}

    @property
    def atoms(self) -> Iterator[tuple]:
        """The facts that another profile of the same person may share."""
        yield from (("line", line) for line in sorted(self.lines))
        yield from (("institution", number) for number in sorted(self.known))
        yield from (("talk", *talk) for talk in sorted(self.talks))
        yield from (("together", name) for name in sorted(self.together))
        yield from (("organizes", *what) for what in sorted(self.organizes))
        yield from (("orcid", orcid) for orcid in sorted(self.orcids))

    @property
    def stance(self) -> Stance:
        """What others may contradict."""
        doctorates = frozenset(institution for degree, institution in self.degrees if _is_doctorate(degree))
        docs = frozenset((self.nodes[0].source.doc,))
        return Stance(frozenset((self.name,)), self.printed, self.known, doctorates, self.years, docs)


def profiles(nodes: Iterable[Node], around: Around, rulings: Rulings) -> list[Profile]:
    """The profiles of all persons, in the canonical order of names and places.

    Names in full that stand with the same institutions in one document are one profile, as are initials where an
    institution stands with them, and organizers of one document. What a decision speaks of is a profile of its own.
    """
    listed = tuple(nodes)
    names = {spot(node): name for node in listed if (name := person_name(node.name)) is not None}
    groups: dict[tuple, list[Node]] = defaultdict(list)
    for node in listed:
        if spot(node) in names:
            groups[_group(node, names[spot(node)], around, rulings)].append(node)
    together = _together(listed, names)
    made = [_profile(group, names[spot(group[0])], around, together) for group in groups.values()]
    return sorted(made, key=lambda one: (one.name.words, one.name.nicknames, sorted(one.printed), one.nodes[0].order))


def _group(node: Node, name: Name, around: Around, rulings: Rulings) -> tuple:
    printed = tuple(sorted(_printed(node, around.orgs)))
    apart = node.path if rulings.about(node) else ""
    if not apart and not name.full and not printed:
        apart = "organizer" if node.role == "organizer" else node.path
    return node.source.doc, name, printed, apart


def _profile(nodes: Sequence[Node], name: Name, around: Around, together: Mapping[Spot, frozenset]) -> Profile:
    ordered = tuple(sorted(nodes, key=lambda node: node.order))
    orgs = around.orgs
    return Profile(
        nodes=ordered,
        name=name,
        printed=_all(_printed(node, orgs) for node in ordered),
        units=_all(_units(node, orgs) for node in ordered),
        posts=_all(_posts(node, orgs) for node in ordered),
        degrees=_all(_degrees(node, orgs) for node in ordered),
        spots=frozenset((f"{line} {node.talk}", node.role) for node in ordered for line in node.source.lines),
        talks=frozenset((around.talks[_about(node)], node.role) for node in ordered if _about(node) in around.talks),
        together=_all(together.get(spot(node), ()) for node in ordered),
        organizes=_all(_organizes(node, around) for node in ordered),
        orcids=_all(_orcids(node) for node in ordered),
        years=_all(_years(node) for node in ordered),
    )


def _all(sets: Iterable[Iterable]) -> frozenset:
    return frozenset().union(*sets)


def _about(node: Node) -> Spot:
    return node.source.doc, node.about


def _printed(node: Node, orgs: Orgs) -> Iterator[int]:
    """The institutions of the affiliations; a unit of an institution that is not told is none."""
    for number in range(len(node.what.affiliations)):
        institution = orgs.institution(node.source.doc, f"{node.path}.affiliations.{number}")
        if institution is not None and orgs.is_told(institution):
            yield institution


def _units(node: Node, orgs: Orgs) -> Iterator[int]:
    for number in range(len(node.what.affiliations)):
        org = orgs.at.get((node.source.doc, f"{node.path}.affiliations.{number}"))
        if org is not None and orgs.clusters[org].is_unit:
            yield org


def _bio(node: Node) -> Biography:
    return (node.what.bio if isinstance(node.what, Person) else None) or Biography()


def _posts(node: Node, orgs: Orgs) -> Iterator[int]:
    for number in range(len(_bio(node).positions)):
        institution = orgs.institution(node.source.doc, f"{node.path}.bio.positions.{number}.organization")
        if institution is not None and orgs.is_told(institution):
            yield institution


def _degrees(node: Node, orgs: Orgs) -> Iterator[tuple[str, int]]:
    for number, degree in enumerate(_bio(node).degrees):
        institution = orgs.institution(node.source.doc, f"{node.path}.bio.degrees.{number}.institution")
        if institution is not None and orgs.is_told(institution):
            yield "".join(fold(degree.type.text).split()), institution


def _is_doctorate(degree: str) -> bool:
    return degree.startswith(("phd", "dphil", "doctor", "dr", "scd", "dsc"))


def _organizes(node: Node, around: Around) -> Iterator[tuple[str, str]]:
    """The series, and the hosts whose talks, the person organizes."""
    if node.role == "organizer":
        yield from (("host", host) for host in sorted(node.source.hosts))
        series = around.series.get((node.source.doc, f"{node.about}.series"))
        if series is not None:
            yield "series", str(series)


def _orcids(node: Node) -> Iterator[str]:
    """The identifier linked from a talk with this one speaker."""
    talk = _talk(node)
    if node.role == "speaker" and talk is not None and len(talk.speakers) == 1:
        yield from (found[1] for link in talk.links if (found := _ORCID.search(link.text)))


def _years(node: Node) -> Iterator[int]:
    talk = _talk(node)
    found = _YEAR.match(talk.start.text) if talk is not None and talk.start else None
    if found:
        yield int(found[0])


def _talk(node: Node) -> Talk | None:
    part, _, number = node.about.partition(".")
    return node.source.announcement.talks[int(number)] if part == "talks" else None


def _together(nodes: Iterable[Node], names: Mapping[Spot, Name]) -> dict[Spot, frozenset[tuple[str, ...]]]:
    """The full names of those whose joint work a talk presents, for each of them, without the own name."""
    teams: dict[Spot, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.role in ("speaker", "coauthor") and spot(node) in names:
            teams[_about(node)].append(node)
    found = {}
    for team in teams.values():
        if any(isinstance(node.what, Coauthor) for node in team):
            full = {names[spot(node)].words for node in team if names[spot(node)].full}
            found |= {spot(node): frozenset(full - {names[spot(node)].words}) for node in team}
    return found
