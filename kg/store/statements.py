"""Statements as the text of one SPARQL update; every term is written by pyoxigraph's own serialiser."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, DefaultGraph, Quad, RdfFormat, Triple, serialize

from kg.errors import StoreError


def update_text(remove: Iterable[Quad], add: Iterable[Quad]) -> str:
    """One update that takes `remove` out and then puts `add` in; empty where there is nothing to do.

    One request with two operations is one transaction in SPARQL 1.1 servers that have transactions. Raises StoreError
    where a statement to remove has a blank node: SPARQL cannot name it.
    """
    gone, new = tuple(remove), tuple(add)
    for quad in gone:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise StoreError(f"A statement with a blank node cannot be taken out: {quad}.")
    operations = [
        "\n".join((f"{verb} DATA {{", *_blocks(quads), "}")) for verb, quads in (("DELETE", gone), ("INSERT", new)) if quads
    ]
    return " ;\n".join(operations)


def _blocks(quads: tuple[Quad, ...]) -> Iterator[str]:
    by_graph: dict[object, list[Triple]] = defaultdict(list)
    for quad in quads:
        by_graph[quad.graph_name].append(quad.triple)
    for graph, triples in by_graph.items():
        body = serialize(triples, format=RdfFormat.N_TRIPLES).decode()
        yield body if isinstance(graph, DefaultGraph) else f"GRAPH {graph} {{\n{body}}}"
