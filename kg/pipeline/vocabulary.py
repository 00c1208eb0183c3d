"""The ontology and the shapes as graphs of the store."""

from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, Triple

from kg.config import resource
from kg.formats import parse_file
from kg.iris import Iris
from kg.pipeline.canonical import canonical


@lru_cache(maxsize=4)
def vocabulary(iris: Iris) -> tuple[Quad, ...]:
    """The quads of the graphs `ontology` and `shapes`, from the packaged files.

    Blank nodes get names, by their canonical order in their file: a statement with a blank node could not be taken out
    of a store again, and would look new every time.
    """
    return tuple(quad for kind in ("ontology", "shapes") for quad in _graph(kind, iris))


def _graph(kind: str, iris: Iris) -> Iterator[Quad]:
    graph = iris.graph(kind)
    for path in sorted(resource(kind).glob("*.ttl")):
        statements = Dataset(parse_file(path))
        statements.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)

        def named(term):
            return NamedNode(f"{graph.value}#{path.stem}-{term.value}") if isinstance(term, BlankNode) else term

        for triple in canonical(Triple(named(quad.subject), quad.predicate, named(quad.object)) for quad in statements):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
