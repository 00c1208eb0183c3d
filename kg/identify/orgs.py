"""Which printed names are the same institution, and which the same unit of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.identify.affiliated import Naming, institution_key, is_distinctive, namings, unit_key
from kg.identify.authority import Authority, Linked, link
from kg.identify.blocks import candidate_pairs
from kg.identify.clusters import repeated
from kg.identify.mentions import Node
from kg.identify.partition import KNOWN, Link, Rules, join
from kg.identify.rulings import Rulings
from kg.identify.short_forms import short_forms

Spot = tuple[str, str]


@dataclass(frozen=True, slots=True)
class OrgCluster:
    """The places that name one organization. `parent` is the number of the institution of a unit."""

    nodes: tuple[Node, ...]
    names: tuple[str, ...]
    links: tuple[Link, ...]
    record: Linked | None
    parent: int | None
    is_unit: bool


@dataclass(frozen=True, slots=True)
class Orgs:
    """Every organization, the doubts between them, and which one is named at (document, path)."""

    clusters: tuple[OrgCluster, ...]
    doubts: tuple[tuple[int, int, str], ...]
    at: Mapping[Spot, int]

    def name(self, number: int) -> str:
        """The name of an organization as it is printed first in the alphabet of its longest forms."""
        return min(self.clusters[number].names, key=lambda name: (-len(name), name))

    def is_told(self, number: int) -> bool:
        """Whether the organization is an institution, or a unit whose name is nobody else's."""
        return not self.clusters[number].is_unit or is_distinctive(self.clusters[number].names[0])

    def institution(self, doc: str, path: str) -> int | None:
        """The number of the institution named there; of a unit, that which it belongs to, if known, else its own."""
        number = self.at.get((doc, path))
        while number is not None and self.clusters[number].parent is not None:
            number = self.clusters[number].parent
        return number


@dataclass(frozen=True, slots=True)
class _Item:
    """What is certainly one: namings of one document by one name, or what already is one institution."""

    namings: tuple[Naming, ...]
    key: str
    linked: Linked | None = None
    parent: int | None = None

    @property
    def docs(self) -> frozenset[str]:
        return frozenset(naming.doc for naming in self.namings)

    @property
    def parents(self) -> frozenset[int]:
        return frozenset(() if self.parent is None else (self.parent,))


def identify_orgs(nodes: Iterable[Node], authority: Authority, places: Mapping[str, str], rulings: Rulings) -> Orgs:
    """The organizations that the nodes name; `places` are the folded places each document speaks of."""
    named = namings(nodes)
    linked = link(named, authority, places)
    clusters, links, doubts = _institutions([naming for naming in named if not naming.is_unit], linked, rulings)
    number = {naming: place for place, item in enumerate(clusters) for naming in item.namings}
    items = [*clusters, *_unit_items([naming for naming in named if naming.is_unit], number, rulings)]
    return _all(items, links, doubts, rulings)


def _institutions(
    named: Sequence[Naming], linked: Mapping[Naming, Linked], rulings: Rulings
) -> tuple[list[_Item], tuple[tuple[Link, ...], ...], list[tuple[int, int, str]]]:
    """The institutions as items, the links inside each, and the doubts between them."""
    groups: dict[tuple, list[Naming]] = defaultdict(list)
    for naming in named:
        record = linked[naming].record.id if naming in linked else ""
        groups[naming.doc, institution_key(naming.name), record, _alone(naming, rulings)].append(naming)
    items = [_Item(tuple(groups[key]), key[1], linked.get(groups[key][0])) for key in sorted(groups)]
    nodes = [_nodes(item) for item in items]
    joined = join(
        [frozenset(_records(item)) for item in items],
        [*_institution_links(items), *rulings.links(nodes)],
        rulings.forbidden(nodes),
        Rules(_other_record, frozenset.union),
    )
    merged = [_merged([items[number] for number in members]) for members in joined.clusters]
    place = {number: place for place, members in enumerate(joined.clusters) for number in members}
    doubts = [(place[link.a], place[link.b], f"{link.reason} But {why}.") for link, why in joined.refused if why != KNOWN]
    return merged, joined.links, doubts


def _alone(naming: Naming, rulings: Rulings) -> str:
    """The path of a naming that a decision speaks of: it forms an item of its own."""
    return naming.node.path if naming.node is not None and rulings.about(naming.node) else ""


def _nodes(item: _Item) -> tuple[Node, ...]:
    return tuple(naming.node for naming in item.namings if naming.node is not None)


def _records(item: _Item) -> Iterator[str]:
    if item.linked is not None:
        yield item.linked.record.id


def _other_record(a: frozenset[str], b: frozenset[str], rank: int) -> str | None:
    if rank and a and b and not a & b:
        return f"they have the records {min(a)} and {min(b)}"
    return None


def _institution_links(items: Sequence[_Item]) -> Iterator[Link]:
    for a, b in candidate_pairs([[*_keys(item)] for item in items]):
        x, y = items[a], items[b]
        if x.linked and y.linked and x.linked.record.id == y.linked.record.id:
            sure = min(x.linked.confidence, y.linked.confidence)
            names = " and ".join(dict.fromkeys((x.namings[0].name, y.namings[0].name)))
            reason = f"{_said(x, y)} {names}, which is {x.linked.record.name} ({x.linked.record.id})"
            yield Link(1, a, b, sure, f"Same because {reason}.", plain=True)
        elif not x.linked and not y.linked:
            yield Link(2, a, b, 0.9, f"Same because {_said(x, y)} {x.namings[0].name}.", plain=True)
        elif x.docs & y.docs:
            yield Link(2, a, b, 0.9, f"Same because {_said(x, y)} {x.namings[0].name} in two places.")
    yield from _short_form_links(items)


def _keys(item: _Item) -> Iterator[tuple[str, ...]]:
    yield ("record", *_records(item)) if item.linked else ("name", item.key)
    yield "doc", *sorted(item.docs), item.key


def _short_form_links(items: Sequence[_Item]) -> Iterator[Link]:
    by_doc: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, item in enumerate(items):
        by_doc[item.namings[0].doc][item.key].append(number)
    for doc, numbers in sorted(by_doc.items()):
        for short, long in _clear(short_forms(numbers)):
            for a in numbers[short]:
                for b in numbers[long]:
                    reason = f"{items[a].namings[0].name} is short for {items[b].namings[0].name} in document {doc}"
                    yield Link(3, *sorted((a, b)), 0.9, f"Same because {reason}.")


def _clear(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pairs (short, long) without a short form that stands for two names which are not forms of each other."""
    longs: dict[str, list[str]] = defaultdict(list)
    for short, long in pairs:
        longs[short].append(long)
    known = set(pairs)
    for short, long in pairs:
        others = [other for other in longs[short] if other != long]
        if all((long, other) in known or (other, long) in known for other in others):
            yield short, long


def _said(x: _Item, y: _Item) -> str:
    docs = sorted(x.docs | y.docs)
    return f"document {docs[0]} names" if len(docs) == 1 else f"documents {docs[0]} and {docs[-1]} name"


def _merged(items: Sequence[_Item]) -> _Item:
    linked = [item.linked for item in items if item.linked is not None]
    best = min(linked, key=lambda one: (-one.confidence, one.record.id), default=None)
    return _Item(tuple(chain.from_iterable(item.namings for item in items)), items[0].key, best)


def _unit_items(named: Sequence[Naming], number: Mapping[Naming, int], rulings: Rulings) -> list[_Item]:
    """The units as items: of one institution and name, or of one document where the institution is not told."""
    known: dict[tuple[str, str], set[int]] = defaultdict(set)
    for naming in named:
        if naming.of is not None:
            known[naming.line, unit_key(naming.name)].add(number[naming.of])
    groups: dict[tuple, list[Naming]] = defaultdict(list)
    for naming in named:
        key = unit_key(naming.name)
        parents = {number[naming.of]} if naming.of is not None else known.get((naming.line, key), set())
        parent = min(parents) if len(parents) == 1 else -1
        where = "" if parent >= 0 or is_distinctive(naming.name) else naming.line
        groups[parent, key, where, *((naming.doc, path) if (path := _alone(naming, rulings)) else ())].append(naming)
    return [
        _Item(tuple(group), key[1], None, key[0] if key[0] >= 0 else None)
        for key, group in sorted(groups.items(), key=lambda pair: pair[0])
    ]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What keeps organizations apart: their kind, and the institution of a unit."""

    is_unit: bool
    parents: frozenset[int]


def _all(items: Sequence[_Item], inner: Sequence[tuple[Link, ...]], doubts: list, rulings: Rulings) -> Orgs:
    """Institutions and units together; `inner` are the links inside each institution, which come first in `items`."""
    nodes = [_nodes(item) for item in items]
    joined = join(
        [_Kind(number >= len(inner), item.parents) for number, item in enumerate(items)],
        [*_unit_links(items, len(inner)), *rulings.links(nodes)],
        rulings.forbidden(nodes),
        Rules(_other_kind, lambda a, b: _Kind(a.is_unit and b.is_unit, a.parents | b.parents)),
    )
    place = {number: place for place, members in enumerate(joined.clusters) for number in members}
    clusters = tuple(
        _cluster([items[number] for number in members], members, (inner, joined.links[at]), place)
        for at, members in enumerate(joined.clusters)
    )
    doubts += [(link.a, link.b, f"{link.reason} But {why}.") for link, why in joined.refused if why != KNOWN]
    pairs = {(*sorted((place[a], place[b])), reason) for a, b, reason in doubts if place[a] != place[b]}
    at = {(node.source.doc, node.path): number for number, cluster in enumerate(clusters) for node in cluster.nodes}
    return Orgs(clusters, tuple(sorted(pairs)), at)


def _other_kind(a: _Kind, b: _Kind, rank: int) -> str | None:
    if rank and (a.is_unit != b.is_unit or (a.parents and b.parents and not a.parents & b.parents)):
        return "they belong to different institutions"
    return None


def _unit_links(items: Sequence[_Item], first: int) -> Iterator[Link]:
    """Links between units of one institution whose names are one, the one short for the other, or its beginning."""
    siblings: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, item in enumerate(items[first:], start=first):
        if item.parent is not None:
            siblings[item.parent][item.key].append(number)
    for parent, numbers in sorted(siblings.items()):
        pairs = {*_clear(sorted({*short_forms(numbers), *_openings(numbers)})), *((key, key) for key in numbers)}
        for short, long in sorted(pairs):
            for a in numbers[short]:
                for b in numbers[long]:
                    if a < b or short != long:
                        yield _unit_link(items, *sorted((a, b)))


def _unit_link(items: Sequence[_Item], a: int, b: int) -> Link:
    x, y, parent = items[a], items[b], items[items[a].parent]
    names = f"{x.namings[0].name} and {y.namings[0].name}"
    reason = f"{_said(x, y)} {names}, both as units of {parent.namings[0].name}"
    return Link(1, a, b, 0.93, f"Same because {reason}.")


def _openings(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pairs of which one is the other with its subject left out: Turing Institute, Turing Institute for Computing."""
    ordered = sorted(keys)
    for number, short in enumerate(ordered):
        for long in ordered[number + 1 :]:
            if not long.startswith(short + " "):
                break
            if " " in short and is_distinctive(short) and long.removeprefix(short + " ").split()[0] in ("for", "of"):
                yield short, long


def _cluster(items: Sequence[_Item], members: Sequence[int], links: tuple, place: Mapping[int, int]) -> OrgCluster:
    inner, outer = links
    merged = _merged(items)
    parents = sorted({place[item.parent] for item in items if item.parent is not None} - {place[members[0]]})
    is_unit = all(number >= len(inner) for number in members)
    held = [link for number in members if number < len(inner) for link in inner[number]]
    held += repeated([_nodes(item) for number, item in zip(members, items) if number >= len(inner)])
    nodes = tuple(sorted(_nodes(merged), key=lambda node: node.order))
    names = tuple(naming.name for naming in merged.namings)
    return OrgCluster(nodes, names, (*held, *outer), merged.linked, parents[0] if parents and is_unit else None, is_unit)
