"""What a store is, whatever holds it: graphs of statements that are asked in SPARQL and changed in one transaction."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.formats.answers import Answer, Solutions, Triples

Term = NamedNode | BlankNode | Literal
__all__ = ["Answer", "Graphs", "Solutions", "Store", "Term", "Triples"]

Graphs = str | tuple[str, ...] | None


class Store(Protocol):
    """A store; see `kg.store.open_store` for the kinds of location.

    `location` is as given by the user, `published` the graph that queries ask when they name none. All methods raise
    StoreError where the store is gone, locked or does not answer, and the whole answer is in memory when they return
    (except `quads`, which streams).
    """

    location: str
    published: NamedNode

    def query(self, text: str, *, default_graph: Graphs = None, named_graphs: tuple[str, ...] | None = None) -> Answer:
        """What the SPARQL query `text` answers: Solutions for SELECT, a bool for ASK, triples for CONSTRUCT and DESCRIBE.

        A query without FROM asks the published graph, or `default_graph` where given (IRIs); its GRAPH clauses see all
        graphs, or `named_graphs`. Both, where given, take the place of what the text says in FROM and FROM NAMED.
        Raises QueryError for a malformed query and QueryForbidden for an update.
        """

    def describe(self, iri: str) -> Triples:
        """What the published graph says of the thing `iri`: see kg/queries/internal/describe.rq."""

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The statements of one graph, or of all."""

    def graphs(self) -> tuple[NamedNode, ...]:
        """The names of the graphs that hold a statement, sorted."""

    def apply(self, remove: Iterable[Quad], add: Iterable[Quad]) -> None:
        """Takes statements out and puts others in, as one transaction; what is in both is in afterwards."""

    def build(self, quads: Iterable[Quad]) -> None:
        """Replaces all the store holds by `quads`, in bulk; readers see the old store or the new one."""

    def close(self) -> None:
        """Gives up files, locks and connections; a closed store answers nothing."""
