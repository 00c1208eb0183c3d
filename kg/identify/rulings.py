"""People's decisions, as links and prohibitions between items that are to be joined or kept apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.identify.mentions import Node
from kg.identify.model import Decision, Mention
from kg.identify.partition import Link

Spot = tuple[str, str]


@dataclass(frozen=True)
class Rulings:
    """Decisions and, for every place that a decision speaks of, the ids it is known by in decisions."""

    decisions: tuple[Decision, ...] = ()
    names: Mapping[Spot, frozenset[str]] = field(default_factory=dict)

    def about(self, node: Node) -> bool:
        """Whether a decision speaks of the node, so that it must not be taken for one with others unseen."""
        return (node.source.doc, node.path) in self.names

    def links(self, items: Sequence[Iterable[Node]]) -> list[Link]:
        """A link of the first rank between the items of every decision 'same'."""
        return [
            Link(0, *sorted((a, b)), 1.0, f"Same by decision{_signed(decision)}.", plain=True)
            for decision, a, b in self._pairs("same", items)
        ]

    def forbidden(self, items: Sequence[Iterable[Node]]) -> list[tuple[int, int]]:
        """The pairs of items that a decision calls different."""
        return [(a, b) for _, a, b in self._pairs("different", items)]

    def _pairs(self, kind: str, items: Sequence[Iterable[Node]]) -> Iterator[tuple[Decision, int, int]]:
        holders = self._holders(items) if self.names else {}
        for decision in self.decisions:
            if decision.kind == kind:
                pairs = ((a, b) for a in holders.get(decision.a, ()) for b in holders.get(decision.b, ()))
                yield from ((decision, a, b) for a, b in pairs if a != b)

    def _holders(self, items: Sequence[Iterable[Node]]) -> dict[str, list[int]]:
        holders: dict[str, list[int]] = defaultdict(list)
        for number, nodes in enumerate(items):
            for name in set().union(*(self.names.get((node.source.doc, node.path), ()) for node in nodes)):
                holders[name].append(number)
        return holders


def _signed(decision: Decision) -> str:
    by = f" of {decision.by}" if decision.by else ""
    return f"{by}: {decision.why.rstrip('.')}" if decision.why else by


def rulings(decisions: Iterable[Decision], mentions: Iterable[Mention], things: Mapping[str, Iterable[str]]) -> Rulings:
    """The decisions as they concern these mentions; `things` maps `type/id` to the ids of the mentions it stood for."""
    wanted: dict[str, set[str]] = defaultdict(set)
    kept = tuple(sorted(set(decisions)))
    for decision in kept:
        for reference in (decision.a, decision.b):
            for id in things.get(reference, (reference,)):
                wanted[id].add(reference)
    names: dict[Spot, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.id in wanted:
            names[mention.doc, mention.path] |= wanted[mention.id]
    return Rulings(kept, {place: frozenset(found) for place, found in names.items()})
