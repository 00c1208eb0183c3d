"""Which series are the same series, which events the same event, which places the same place."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.identify.blocks import candidate_pairs
from kg.identify.clusters import Clusters, Spot, clusters
from kg.identify.folding import fold
from kg.identify.mentions import Node
from kg.identify.orgs import Orgs
from kg.identify.partition import Link, Rules, join
from kg.identify.rulings import Rulings
from kg.identify.talks import Day, day_of, same_day
from kg.model.announcement import Event, Series, Talk

_TELLING = 3
"""So many words make the name of an event that two do not share on one day by chance."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a document says of what it calls by one name. `atoms` are what another document may share."""

    nodes: tuple[Node, ...]
    key: str
    atoms: frozenset[tuple[str, str]]
    institutions: frozenset[int] = frozenset()
    days: frozenset[Day] = frozenset()

    @property
    def docs(self) -> frozenset[str]:
        return frozenset(node.source.doc for node in self.nodes)


@dataclass(frozen=True, slots=True)
class _Stance:
    institutions: frozenset[int]
    days: frozenset[Day]


_WORDS = {
    "line": "in versions of one page",
    "talk": "for one talk",
    "institution": "of one institution",
    "series": "for talks of one series",
    "event": "for talks of one event",
    "host": "on pages of one host",
    "day": "on the same days",
}
_RANKS = {"line": 1, "talk": 2, "series": 3, "event": 3, "institution": 3, "day": 4, "host": 5}
_SURE = {1: 0.97, 2: 0.95, 3: 0.93, 4: 0.88, 5: 0.85}


def identify_series(nodes: Iterable[Node], orgs: Orgs, talks: Mapping[Spot, int], rulings: Rulings) -> Clusters:
    """The series: a name is one series within a document; between documents only where they share a talk, an
    institution that runs it, or the host of their addresses."""
    facts = [
        _Facts(group, key, _line(group) | _talks(group, talks) | _hosts(group) | _of_institutions(run_by), run_by)
        for key, group in _groups(nodes, rulings)
        for run_by in [_institutions(group, orgs)]
    ]
    return _joined(facts, rulings, _other_institutions)


def identify_events(nodes: Iterable[Node], talks: Mapping[Spot, int], rulings: Rulings) -> Clusters:
    """The events: one name, and days that do not speak against it, on one page, host or, if it is telling, anywhere."""
    facts = []
    for key, group in _groups(nodes, rulings):
        days = _days(group, key)
        telling = {("day", month_day) for _, month_day in days} if len(key.split()) >= _TELLING else set()
        facts.append(_Facts(group, key, _line(group) | _talks(group, talks) | _hosts(group) | telling, frozenset(), days))
    return _joined(facts, rulings, _other_days)


def identify_places(nodes: Iterable[Node], around: Mapping[str, Mapping[Spot, int]], rulings: Rulings) -> Clusters:
    """The places: one name in one document, and in several where it stands with one talk, series or event.

    `around` gives the number of the `talk`, `series` and `event` at each place of a document.
    """
    facts = [
        _Facts(group, key, _line(group) | _talks(group, around["talk"]) | _of(group, around))
        for key, group in _groups(nodes, rulings)
    ]
    return _joined(facts, rulings, lambda a, b, rank: None)


def _groups(nodes: Iterable[Node], rulings: Rulings) -> list[tuple[str, tuple[Node, ...]]]:
    """The nodes of each document under each folded name; what a decision speaks of stands alone."""
    groups: dict[tuple[str, str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        groups[node.folded, node.source.doc, node.path if rulings.about(node) else ""].append(node)
    return [(key[0], tuple(group)) for key, group in sorted(groups.items(), key=lambda pair: pair[0])]


def _joined(facts: Sequence[_Facts], rulings: Rulings, clash: Callable[[_Stance, _Stance, int], str | None]) -> Clusters:
    groups = [one.nodes for one in facts]
    pairs = candidate_pairs([[(one.key, *atom) for atom in sorted(one.atoms)] for one in facts])
    joined = join(
        [_Stance(one.institutions, one.days) for one in facts],
        [*(_link(facts, a, b) for a, b in pairs), *rulings.links(groups)],
        rulings.forbidden(groups),
        Rules(lambda a, b, rank: clash(a, b, rank) if rank else None, _merge),
    )
    return clusters(groups, joined)


def _link(facts: Sequence[_Facts], a: int, b: int) -> Link:
    shared = min(facts[a].atoms & facts[b].atoms, key=lambda atom: (_RANKS[atom[0]], atom))[0]
    docs = sorted(facts[a].docs | facts[b].docs)
    said = f"document {docs[0]} names" if len(docs) == 1 else f"documents {docs[0]} and {docs[1]} name"
    rank = _RANKS[shared]
    return Link(rank, a, b, _SURE[rank], f"Same because {said} {facts[a].nodes[0].name} {_WORDS[shared]}.")


def _merge(a: _Stance, b: _Stance) -> _Stance:
    return _Stance(a.institutions | b.institutions, a.days | b.days)


def _other_institutions(a: _Stance, b: _Stance, rank: int) -> str | None:
    if rank > _RANKS["talk"] and a.institutions and b.institutions and not a.institutions & b.institutions:
        return "different institutions run them"
    return None


def _other_days(a: _Stance, b: _Stance, rank: int) -> str | None:
    """Days clash unless one lies between the first and the last of the other."""
    if not a.days or not b.days or _overlap(a.days, b.days):
        return None
    return "they are on different days"


def _overlap(a: frozenset[Day], b: frozenset[Day]) -> bool:
    if any(same_day(x, y) for x in a for y in b):
        return True
    if any(not year for year, _ in a | b):
        return False
    return min(a) <= max(b) and min(b) <= max(a)


def _line(group: Sequence[Node]) -> frozenset[tuple[str, str]]:
    return frozenset(("line", line) for line in group[0].source.lines)


def _hosts(group: Sequence[Node]) -> frozenset[tuple[str, str]]:
    return frozenset(("host", host) for host in group[0].source.hosts)


def _talks(group: Sequence[Node], talks: Mapping[Spot, int]) -> frozenset[tuple[str, str]]:
    places = ((node.source.doc, node.about) for node in group)
    return frozenset(("talk", str(talks[where])) for where in places if where in talks)


def _of(group: Sequence[Node], around: Mapping[str, Mapping[Spot, int]]) -> frozenset[tuple[str, str]]:
    """The series and events of the talks that are held there; of an event the event itself."""
    found = set()
    for node in group:
        for kind in ("series", "event"):
            for path in (f"{node.about}.{kind}", node.about):
                number = around[kind].get((node.source.doc, path))
                found |= {(kind, str(number))} if number is not None else set()
    return frozenset(found)


def _institutions(group: Sequence[Node], orgs: Orgs) -> frozenset[int]:
    """The institutions that the document names as organizers of the series."""
    found = set()
    for node in group:
        if isinstance(node.what, Series):
            for number in range(len(node.what.organizers)):
                found.add(orgs.institution(node.source.doc, f"{node.path}.organizers.{number}"))
    return frozenset(found - {None})


def _of_institutions(run_by: Iterable[int]) -> frozenset[tuple[str, str]]:
    return frozenset(("institution", str(number)) for number in run_by)


def _days(group: Sequence[Node], key: str) -> frozenset[Day]:
    """The days of an event, by its own dates and those of the talks that the document places in it."""
    said = [node.what for node in group if isinstance(node.what, Event)]
    dates = [value.text for event in said for value in (event.start, event.end) if value is not None]
    talks: Iterator[Talk] = (talk for talk in group[0].source.announcement.talks if talk.start and talk.event)
    dates += [talk.start.text for talk in talks if fold(talk.event.text) == key]
    return frozenset(day for date in dates if (day := day_of(date)) is not None)
