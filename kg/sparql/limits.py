"""The bounds of a visitor's query, and what is refused before it is run."""

from dataclasses import dataclass

from kg.errors import QueryError, QueryForbidden, QueryTooLarge
from kg.queries import internal
from kg.queries.syntax import leaves_machine, outline
from kg.store import Store
from kg.store.describe import resolved


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one query may take.

    `seconds` of time; `rows` of an answer to SELECT, ten times as many statements; `bytes` of the written answer;
    `memory` in bytes beyond what the open store takes; `length` of the query in bytes; `workers` that run queries at
    the same time; `queue`, how many more may wait for one, for at most `seconds`.
    """

    seconds: float = 10.0
    rows: int = 10_000
    bytes: int = 20_000_000
    memory: int = 1_000_000_000
    length: int = 64_000
    workers: int = 2
    queue: int = 8


def check_text(text: str, limits: Limits) -> None:
    """Refuses by the text alone: one too long (QueryTooLarge), an update (QueryForbidden), SERVICE (QueryError)."""
    if len(text.encode("utf-8", "replace")) > limits.length:
        raise QueryTooLarge(f"The query is longer than {limits.length:,} bytes.")
    shape = outline(text)
    if shape.form == "update":
        raise QueryForbidden("This endpoint takes queries only: SELECT, ASK, CONSTRUCT and DESCRIBE.")
    if leaves_machine(shape):
        raise QueryError("SERVICE is not served: a query here may only ask this store.")


def check_graphs(store: Store, text: str, more: tuple[str, ...] = ()) -> None:
    """Refuses a query that names a graph the store does not hold, in FROM, GRAPH or `more`. Raises QueryError."""
    shape = outline(text)
    terms = tuple(term for term in (*shape.default, *shape.named, *shape.graphs) if term[0] not in "?$")
    for graph in dict.fromkeys((*resolved(shape.prologue, terms), *more)):
        if graph != store.published.value and not store.query(internal("holds"), default_graph=graph):
            raise QueryError(f"There is no graph <{graph[:300]}> here.")
