"""Queries and changes on one open pyoxigraph store; what `memory:` and `oxigraph:` stores share."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import pyoxigraph
from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions

from kg.errors import QueryError, QueryForbidden, QueryTooLarge, StoreError
from kg.queries.syntax import Outline, outline
from kg.store.describe import described, describing
from kg.store.protocol import Answer, Graphs, Solutions, Triples
from kg.store.statements import update_text

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs a query asks: `default` and `named`; None leaves them to the text."""

    default: Graphs = None
    named: tuple[str, ...] | None = None


def ask(store: pyoxigraph.Store, text: str, dataset: Dataset, most: int | None = None) -> Answer:
    """What `text` answers on `store`. Raises QueryTooLarge for more than `most` rows or statements.

    pyoxigraph's `default_graph` overrules FROM, so it must be None for a query with FROM that is to be heeded.
    """
    try:
        result = store.query(text, default_graph=_nodes(dataset.default), named_graphs=_nodes(dataset.named))
        if isinstance(result, QueryBoolean):
            return bool(result)
        if isinstance(result, QuerySolutions):
            return Solutions(columns(text, result), _bounded(result, most))
        return _bounded(result, most)
    except SyntaxError as error:
        raise QueryError(malformed(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"The store could not answer the query: {_sentence(error)}.") from error


def columns(text: str, result: QuerySolutions) -> tuple[str, ...]:
    """The names of the variables: after `SELECT *`, where engines differ, in the order in which the text has them."""
    names = [variable.value for variable in result.variables]
    shape = outline(text)
    star = next((token for token in shape.tokens[shape.head + 1 :] if not token.is_word("distinct", "reduced")), None)
    if star is not None and star.text == "*":
        order = {token.text[1:]: -index for index, token in reversed(list(enumerate(shape.tokens))) if token.kind == "variable"}
        names.sort(key=lambda name: (-order.get(name, 0), name))
    return tuple(names)


def malformed(error: SyntaxError) -> str:
    """A sentence for a parser's error: where it is, and what was expected there, in at most 200 characters."""
    said = " ".join(str(error).split())
    found = re.match(r"error at (\d+):(\d+): (.*)", said)
    where, what = (f" at line {found[1]}, column {found[2]}", found[3]) if found else ("", said)
    return f"The query is malformed{where}: {what if len(what) < 200 else what[:199] + '…'}"


def _bounded(found: Iterable, most: int | None) -> tuple:
    if most is None:
        return tuple(found)
    taken = tuple(islice(found, most + 1))
    if len(taken) > most:
        raise QueryTooLarge(f"The answer has more than {most:,} rows; ask for less, or with LIMIT.")
    return taken


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
    most: int | None = None
    """The rows or statements an answer may have; None: any number."""

    def _engine(self) -> pyoxigraph.Store:
        raise StoreError(f"The store {self.location} is closed.")

    def query(self, text: str, *, default_graph: Graphs = None, named_graphs: tuple[str, ...] | None = None) -> Answer:
        """What `text` answers; see kg.store.protocol.Store.query."""
        shape = checked(text)
        if shape.form == "describe":
            return describing(self, text, default_graph, named_graphs)
        if default_graph is None and named_graphs is None and not (shape.default or shape.named):
            default_graph = self.published.value
        return ask(self._engine(), text, Dataset(default_graph, named_graphs), self.most)

    def describe(self, iri: str) -> Triples:
        """What the published graph says of the thing `iri`."""
        return described(self, (iri,))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The statements of one graph, or of all."""
        return self._read(self._engine().quads_for_pattern(None, None, None, graph))

    def graphs(self) -> tuple[NamedNode, ...]:
        """The names of the graphs that hold a statement, sorted."""
        engine = self._engine()
        held = (graph for graph in engine.named_graphs() if next(engine.quads_for_pattern(None, None, None, graph), None))
        return tuple(sorted(self._read(held), key=str))

    def _read(self, found: Iterable[Found]) -> Iterator[Found]:
        try:
            yield from found
        except (OSError, RuntimeError) as error:
            raise StoreError(f"The store {self.location} cannot be read: {_sentence(error)}.") from error


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
