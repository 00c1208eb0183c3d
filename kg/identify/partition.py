"""Joining items into clusters by links, strongest first, never across what keeps two clusters apart.

The result is a function of the items' order, which callers make canonical: it does not depend on the order of links.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby, islice
from typing import Generic, TypeVar

Stance = TypeVar("Stance")
KNOWN = "they are known to be different"
"""Why two clusters are apart that a decision, or one list, names as two: no doubt is left."""
_PAIRS = 400


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Evidence that items `a` and `b` are one. `rank` 0 is strongest; `plain` links rest on nothing ambiguous."""

    rank: int
    a: int
    b: int
    confidence: float
    reason: str
    plain: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Rules(Generic[Stance]):
    """What keeps clusters apart: `clash` says why two stances cannot be one at a link's rank, `merge` joins them."""

    clash: Callable[[Stance, Stance, int], str | None]
    merge: Callable[[Stance, Stance], Stance]


@dataclass(frozen=True, slots=True)
class Joined:
    """The clusters, each the sorted numbers of its items, the links that hold each, and the links not followed."""

    clusters: tuple[tuple[int, ...], ...]
    links: tuple[tuple[Link, ...], ...]
    refused: tuple[tuple[Link, str], ...]


def join(stances: Sequence[Stance], links: Iterable[Link], forbidden: Iterable[tuple[int, int]], rules: Rules) -> Joined:
    """The clusters that `links` make of the items whose stances these are.

    Links are followed rank by rank. At each rank an item that could join two clusters which clash with each other
    joins neither, unless the link is plain: which of them it belongs to is not known.
    """
    clusters = _Clusters(stances, forbidden, rules)
    for _, level in groupby(sorted(set(links)), key=lambda link: link.rank):
        level = tuple(level)
        torn = clusters.torn(level)
        for link in level:
            if not link.plain and (link.a in torn or link.b in torn):
                clusters.refused.append((link, torn.get(link.a) or torn[link.b]))
            else:
                clusters.follow(link)
    return clusters.joined()


class _Clusters(Generic[Stance]):
    """A union-find forest whose roots know the stance of their cluster and whom it must not join."""

    def __init__(self, stances: Sequence[Stance], forbidden: Iterable[tuple[int, int]], rules: Rules[Stance]):
        self.root = list(range(len(stances)))
        self.members = {number: [number] for number in self.root}
        self.stance = dict(enumerate(stances))
        self.rules = rules
        self.enemies: dict[int, set[int]] = defaultdict(set)
        self.used: list[Link] = []
        self.refused: list[tuple[Link, str]] = []
        for a, b in forbidden:
            self.enemies[a].add(b)
            self.enemies[b].add(a)

    def find(self, item: int) -> int:
        while self.root[item] != item:
            self.root[item] = self.root[self.root[item]]
            item = self.root[item]
        return item

    def apart(self, a: int, b: int, rank: int) -> str | None:
        """Why the clusters of roots `a` and `b` cannot be one at `rank`; None if they can."""
        if b in self.enemies[a]:
            return KNOWN
        return self.rules.clash(self.stance[a], self.stance[b], rank)

    def follow(self, link: Link) -> None:
        a, b = sorted((self.find(link.a), self.find(link.b)))
        if a == b:
            return
        why = self.apart(a, b, link.rank)
        if why is not None:
            self.refused.append((link, why))
            return
        self.used.append(link)
        self._unite(a, b)

    def _unite(self, a: int, b: int) -> None:
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        self.root[b] = a
        self.members[a] += self.members.pop(b)
        self.stance[a] = self.rules.merge(self.stance[a], self.stance.pop(b))
        for enemy in self.enemies.pop(b, ()):
            self.enemies[enemy].discard(b)
            self.enemies[enemy].add(a)
            self.enemies[a].add(enemy)

    def torn(self, level: Sequence[Link]) -> dict[int, str]:
        """The items of clusters that two clashing clusters reach for at one rank, and why those two clash."""
        reach: dict[int, set[int]] = defaultdict(set)
        for link in level:
            a, b = self.find(link.a), self.find(link.b)
            if a != b and not link.plain and self.apart(a, b, link.rank) is None:
                reach[a].add(b)
                reach[b].add(a)
        torn = {}
        for cluster in sorted(reach):
            pairs = combinations(sorted(reach[cluster]), 2)
            reasons = (self.apart(a, b, level[0].rank) for a, b in islice(pairs, _PAIRS))
            why = next((reason for reason in reasons if reason is not None), None)
            if why is not None:
                torn |= dict.fromkeys(self.members[cluster], f"two others fit, and {why}")
        return torn

    def joined(self) -> Joined:
        clusters = sorted(tuple(sorted(members)) for members in self.members.values())
        number = {item: place for place, members in enumerate(clusters) for item in members}
        links: list[list[Link]] = [[] for _ in clusters]
        for link in sorted(self.used):
            links[number[link.a]].append(link)
        refused = tuple(sorted((link, why) for link, why in self.refused if self.find(link.a) != self.find(link.b)))
        return Joined(tuple(clusters), tuple(map(tuple, links)), refused)
