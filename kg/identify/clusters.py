"""Clusters of the places that name one thing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.identify.mentions import Node
from kg.identify.partition import KNOWN, Joined, Link

Spot = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cluster:
    """The places that name one thing, in canonical order, and the links that hold them together."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Clusters:
    """All clusters of one type, the doubts between pairs of them, and which one is named at (document, path)."""

    clusters: tuple[Cluster, ...]
    doubts: tuple[tuple[int, int, str], ...]
    at: Mapping[Spot, int]


def spot(node: Node) -> Spot:
    """Where the node stands: (document, path)."""
    return node.source.doc, node.path


def clusters(groups: Sequence[Sequence[Node]], joined: Joined) -> Clusters:
    """The clusters that joining groups of nodes has made."""
    made = tuple(
        _cluster([groups[number] for number in members], links) for members, links in zip(joined.clusters, joined.links)
    )
    number = {member: at for at, members in enumerate(joined.clusters) for member in members}
    doubts = {
        (*sorted((number[link.a], number[link.b])), f"{link.reason} But {why}.")
        for link, why in joined.refused
        if why != KNOWN
    }
    at = {spot(node): number for number, cluster in enumerate(made) for node in cluster.nodes}
    return Clusters(made, tuple(sorted(doubts)), at)


def repeated(groups: Iterable[Sequence[Node]]) -> Iterator[Link]:
    """For each group of more than one node the reason why they are one: one name in several places."""
    for group in groups:
        if len(group) > 1:
            docs = sorted({node.source.doc for node in group})
            said = f"document {docs[0]} gives" if len(docs) == 1 else f"documents {' and '.join(docs[:3])} give"
            reason = f"{said} the name {group[0].name} in {len(group)} places, and nothing there parts them"
            yield Link(1, 0, 0, 0.95, f"Same because {reason}.")


def _cluster(groups: Sequence[Sequence[Node]], links: Sequence[Link]) -> Cluster:
    nodes = sorted((node for group in groups for node in group), key=lambda node: node.order)
    return Cluster(tuple(nodes), (*links, *repeated(groups)))
