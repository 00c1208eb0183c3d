"""What a check of a few nodes needs to see."""

from collections.abc import Callable, Iterable

from pyoxigraph import NamedNode, Triple

from kg.vocab import SCHEMA_performer, SCHEMA_sameAs

Lookup = Callable[[NamedNode], Iterable[Triple]]

SHARED = (SCHEMA_performer, SCHEMA_sameAs)
"""Properties by which constraints meet other things: talks of one speaker, organizations of one identifier."""

STEPS = 3
"""Out from a node: the event a talk is in, the event that one is in, and what is said of that."""


def neighbourhood(focus: Iterable[NamedNode], outgoing: Lookup, incoming: Lookup) -> frozenset[Triple]:
    """The triples that the constraints look at when they check the nodes `focus`.

    `outgoing` gives the triples a node is the subject of, `incoming` those it is the object of. Taken are: what points
    at a node, and what is said of that; what is said of the node, and of what it leads to, three steps far; and the
    other things that share its speaker or its identifier, two steps far. Fragments of a node must be in `focus`
    themselves, unless they point at it.
    """
    seen: dict[NamedNode, frozenset[Triple]] = {}

    def said(node: NamedNode) -> frozenset[Triple]:
        if node not in seen:
            seen[node] = frozenset(outgoing(node))
        return seen[node]

    for node in focus:
        _walk(node, said, STEPS)
        for triple in incoming(node):
            _walk(triple.subject, said, 2)
        for triple in said(node):
            if triple.predicate in SHARED:
                for other in incoming(triple.object):
                    if other.predicate in SHARED:
                        _walk(other.subject, said, STEPS)
    return frozenset().union(*seen.values())


def _walk(node: NamedNode, said: Lookup, steps: int) -> None:
    reached = {node}
    for _ in range(steps):
        reached = {
            triple.object if isinstance(triple.object, NamedNode) else triple.subject
            for each in reached
            if isinstance(each, NamedNode)
            for triple in said(each)
        }
