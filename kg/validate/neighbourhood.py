"""What a check of a few nodes needs to see."""

from collections.abc import Callable, Iterable

from pyoxigraph import NamedNode, Triple

from kg.vocab import PRO_relatesToEntity, RDF_type, SCHEMA_performer, SCHEMA_sameAs

Outgoing = Callable[[NamedNode], Iterable[Triple]]
Incoming = Callable[[NamedNode, NamedNode], Iterable[Triple]]

SHARED = (SCHEMA_performer, SCHEMA_sameAs)
"""Properties by which a constraint meets other things: the talks of one speaker, the organizations of one identifier."""

STEPS = 4
"""How far out from a node constraints look: a talk, its session, the event of that, the series of that."""


def neighbourhood(focus: Iterable[NamedNode], outgoing: Outgoing, incoming: Incoming) -> frozenset[Triple]:
    """The triples that the constraints look at when they check the nodes `focus`.

    `outgoing` gives the triples a node is the subject of, `incoming` those with a property that it is the object of.
    Taken is what is said of each node, and of what it leads to; of who takes part in it; and of the other things that
    share its speaker or its identifier. The fragments of a node are checked where they are in `focus` too. The cost
    grows with the nodes and not with the store: an institution's many visitors are not looked at.
    """
    known: dict[NamedNode, frozenset[Triple]] = {}

    def said(node: NamedNode) -> frozenset[Triple]:
        if node not in known:
            known[node] = frozenset(outgoing(node))
        return known[node]

    for node in focus:
        _walk(node, said)
        said(NamedNode(node.value.partition("#")[0]))  # a fragment is called after its thing
        for taking_part in incoming(node, PRO_relatesToEntity):
            said(taking_part.subject)
        for property in SHARED:
            for shared in _objects(said(node), property):
                for other in incoming(shared, property):
                    _walk(other.subject, said)
    return frozenset().union(*known.values())


def _objects(triples: Iterable[Triple], property: NamedNode) -> list[NamedNode]:
    return [t.object for t in triples if t.predicate == property and isinstance(t.object, NamedNode)]


def _walk(node: NamedNode, said: Outgoing) -> None:
    """Looks up what is said of the node, and of what that leads to."""
    reached = {node}
    for _ in range(STEPS):
        triples = {triple for each in reached for triple in said(each) if triple.predicate != RDF_type}
        reached = {triple.object for triple in triples if isinstance(triple.object, NamedNode)}
