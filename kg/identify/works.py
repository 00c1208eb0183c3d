"""Which joint works are the same work, over all announcements and deliveries of a talk."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.identify.clusters import Cluster, Clusters, Spot, clusters
from kg.identify.mentions import Node
from kg.identify.naming import Likeness, Name, likeness, person_name
from kg.identify.partition import Link, Rules, join
from kg.identify.rulings import Rulings
from kg.identify.walk import joint_works


@dataclass(frozen=True, slots=True)
class _Work:
    node: Node
    talk: Spot
    authors: tuple[Name, ...]
    alone: bool


def identify_works(nodes: Iterable[Node], contents: Mapping[Spot, int], rulings: Rulings) -> Clusters:
    """The works; `contents` numbers the content of the talk at each place, the same for every delivery of it.

    A talk without co-authors has a work only where it is given twice, or where another document names co-authors.
    """
    works = [_work(node) for node in nodes]
    groups = [(work.node,) for work in works]
    by_content: dict[int, list[int]] = defaultdict(list)
    for number, work in enumerate(works):
        by_content[contents[work.talk]].append(number)
    links = [link for members in by_content.values() for link in _links(works, members)]
    joined = join(
        [frozenset((work.talk,)) for work in works],
        [*links, *rulings.links(groups)],
        rulings.forbidden(groups),
        Rules(_one_talk, frozenset.union),
    )
    return clusters(groups, joined)


def is_work(cluster: Cluster, talks: Mapping[Spot, int]) -> bool:
    """Whether the cluster says anything: it has co-authors, or is presented by more than one talk."""
    presented = {talks[node.source.doc, node.about] for node in cluster.nodes}
    return len(presented) > 1 or any(node.what[1] for node in cluster.nodes)


def _work(node: Node) -> _Work:
    talk, numbers = node.what
    names = (person_name(talk.coauthors[number].name.text) for number in numbers)
    return _Work(node, (node.source.doc, node.about), tuple(filter(None, names)), len(joint_works(talk)) < 2)


def _links(works: Sequence[_Work], members: Sequence[int]) -> Iterator[Link]:
    """Links between works of one content; of many deliveries neighbours only."""
    pairs = combinations(members, 2) if len(members) <= 40 else zip(members, members[1:])
    for a, b in pairs:
        x, y = works[a], works[b]
        if x.talk == y.talk:
            continue
        docs = " and ".join(sorted({x.node.source.doc, y.node.source.doc}))
        if any(likeness(one, other) >= Likeness.SHORT for one in x.authors for other in y.authors):
            yield Link(1, a, b, 0.95, f"Same because a talk of one title and speaker has one co-author in {docs}.")
        elif x.alone and y.alone and not (x.authors and y.authors):
            yield Link(2, a, b, 0.9, f"Same because a talk of one title and speaker is announced in {docs}.")


def _one_talk(a: frozenset[Spot], b: frozenset[Spot], rank: int) -> str | None:
    return "one talk presents them as two works" if rank and a & b else None
