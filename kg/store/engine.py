"""Queries and changes on one open pyoxigraph store; what `memory:` and `oxigraph:` stores share."""

from collections.abc import Iterable, Iterator

import pyoxigraph
from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions

from kg.errors import QueryError, QueryForbidden, StoreError
from kg.queries.syntax import Outline, outline
from kg.store.describe import described, describing
from kg.store.protocol import Answer, Graphs, Solutions, Triples
from kg.store.statements import update_text


def ask(store: pyoxigraph.Store, text: str, default: Graphs, named: tuple[str, ...] | None) -> Answer:
    """What `text` answers on `store` with these default graphs and named graphs; None leaves them to the text.

    pyoxigraph's `default_graph` overrules FROM, so it must be None for a query with FROM that is to be heeded.
    """
    try:
        result = store.query(text, default_graph=_nodes(default), named_graphs=_nodes(named))
        if isinstance(result, QueryBoolean):
            return bool(result)
        if isinstance(result, QuerySolutions):
            return Solutions(tuple(variable.value for variable in result.variables), tuple(result))
        return tuple(result)
    except SyntaxError as error:
        raise QueryError(f"The query is malformed: {_sentence(error)}.") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"The store could not answer the query: {_sentence(error)}.") from error


def _nodes(graphs: Graphs) -> list[NamedNode] | None:
    if graphs is None:
        return None
    try:
        return [NamedNode(graph) for graph in ([graphs] if isinstance(graphs, str) else graphs)]
    except ValueError as error:
        raise QueryError(f"A graph of the query is no IRI: {_sentence(error)}.") from error


def _sentence(error: BaseException) -> str:
    return " ".join(str(error).split())[:300].rstrip(".")


class Engine:
    """The reading side of a store over pyoxigraph; a subclass says which store is open by `_engine()`."""

    location: str
    published: NamedNode

    def _engine(self) -> pyoxigraph.Store:
        raise StoreError(f"The store {self.location} is closed.")

    def query(self, text: str, *, default_graph: Graphs = None, named_graphs: tuple[str, ...] | None = None) -> Answer:
        """What `text` answers; see kg.store.protocol.Store.query."""
        shape = checked(text)
        if shape.form == "describe":
            return describing(self, text, default_graph, named_graphs)
        if default_graph is None and named_graphs is None and not (shape.default or shape.named):
            default_graph = self.published.value
        return ask(self._engine(), text, default_graph, named_graphs)

    def describe(self, iri: str) -> Triples:
        """What the published graph says of the thing `iri`."""
        return described(self, (iri,))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The statements of one graph, or of all."""
        return iter(self._engine().quads_for_pattern(None, None, None, graph))

    def graphs(self) -> tuple[NamedNode, ...]:
        """The names of the graphs that hold a statement, sorted."""
        engine = self._engine()
        held = (graph for graph in engine.named_graphs() if next(engine.quads_for_pattern(None, None, None, graph), None))
        return tuple(sorted(held, key=str))


def checked(text: str) -> Outline:
    """The outline of a query. Raises QueryForbidden for an update."""
    shape = outline(text)
    if shape.form == "update":
        raise QueryForbidden("An update cannot be run as a query; only SELECT, ASK, CONSTRUCT and DESCRIBE can.")
    return shape


def change(store: pyoxigraph.Store, remove: Iterable[Quad], add: Iterable[Quad]) -> None:
    """Applies one change to `store` as one transaction. Raises StoreError, and then nothing is changed."""
    text = update_text(remove, add)
    if not text:
        return
    try:
        store.update(text)
    except (OSError, RuntimeError, SyntaxError, ValueError) as error:
        raise StoreError(f"The store did not take the change: {_sentence(error)}.") from error
