"""Terms of pyoxigraph as terms of rdflib, and back, with every lexical form as it was.

rdflib rewrites a literal to its canonical form unless told not to (`"01"^^xsd:integer` to 1); and a plain string must
stay plain, since rdflib holds `"x"` and `"x"^^xsd:string` for two literals.
"""

import logging
from collections.abc import Iterable
from functools import cache

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib.plugins.sparql import prepareQuery

from kg.vocab import RDF_langString, XSD_string

logging.getLogger("rdflib.term").setLevel(logging.ERROR)
# A date that does not exist is what we are here to report; rdflib would also log it, with a traceback.


def to_rdflib(term: NamedNode | BlankNode | Literal) -> rdflib.term.Identifier:
    """The term in rdflib."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if term.language is not None:
        return CheckedLiteral(term.value, lang=term.language)
    datatype = None if term.datatype == XSD_string else rdflib.URIRef(term.datatype.value)
    return CheckedLiteral(term.value, datatype=datatype, normalize=False)


def from_rdflib(term: rdflib.term.Identifier) -> NamedNode | BlankNode | Literal:
    """The term in pyoxigraph."""
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    if term.language is not None:
        return Literal(str(term), language=term.language)
    if term.datatype is None or str(term.datatype) == RDF_langString.value:
        return Literal(str(term))
    return Literal(str(term), datatype=NamedNode(str(term.datatype)))


class CheckedLiteral(rdflib.Literal):
    """A literal that is less than none of those it cannot be compared with.

    rdflib raises for a value that does not exist, such as 30 February, and pySHACL does not catch it; SHACL asks for
    a result of the comparison, which is what a plain no leads to.
    """

    __slots__ = ()

    def __lt__(self, other):
        return super().__lt__(other) is True

    def __le__(self, other):
        return super().__le__(other) is True


class CheckedGraph(rdflib.Graph):
    """A graph in memory that parses each query once.

    pySHACL asks the query of a sh:sparql constraint anew for every node; parsing takes 45 of the 50 ms of each time.
    """

    def query(self, query_object, *arguments, **options):
        prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *arguments, **options)


@cache
def _prepared(text: str) -> rdflib.plugins.sparql.sparql.Query:
    return prepareQuery(text)


def to_graph(statements: Iterable[Quad | Triple]) -> rdflib.Graph:
    """A plain rdflib graph in memory of the statements, whichever graphs they stand in."""
    graph = CheckedGraph(bind_namespaces="none")
    for statement in statements:
        graph.add((to_rdflib(statement.subject), to_rdflib(statement.predicate), to_rdflib(statement.object)))
    return graph
