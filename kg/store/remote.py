"""Stores on a SPARQL 1.1 server, asked through SPARQLWrapper and filled through its update and graph-store addresses."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

import httpx
import pyoxigraph
from pyoxigraph import NamedNode, Quad, QueryResultsFormat, RdfFormat

from kg.config import Config
from kg.errors import StoreError, UsageError
from kg.queries import internal
from kg.queries.syntax import Outline, outline
from kg.store.describe import described, describing, resolved
from kg.store.engine import checked, columns
from kg.store.protocol import Answer, Graphs, Solutions, Triples
from kg.store.statements import update_text
from kg.store.transport import Reply, Server

BATCH = 100_000
"""Statements in one request of a build; about 15 MB of N-Triples."""


def remote_store(location: str, published: NamedNode, config: Config) -> "RemoteStore":
    """The store whose query endpoint is `location`; nothing is asked of it yet. Raises UsageError for a bad address."""
    parts = urlsplit(location)
    if not parts.hostname:
        raise UsageError(f"{location!r} names no host; a store is http(s)://HOST/….")
    if parts.username or parts.password:
        raise UsageError("Give the credentials of a store as KG_USER and KG_PASSWORD, not in its address.")
    beside = location.partition("?")[0].rstrip("/").rpartition("/")[0]
    return RemoteStore(
        location,
        published,
        Server(location, config.update or f"{beside}/update", config.user, config.password, float(config.timeout)),
        config.graph_store or f"{beside}/store",
    )


class RemoteStore:
    """A store on a SPARQL 1.1 server.

    Each call is one request (queries over all graphs two), so a change is as atomic as the server's updates are; a build
    replaces graph after graph and the published graph last. A truncated, partial or unreadable answer is an error.
    """

    def __init__(self, location: str, published: NamedNode, server: Server, graph_store: str) -> None:
        self.location, self.published = location, published
        self._server, self._graph_store = server, graph_store

    def bounded(self, seconds: float, max_bytes: int) -> "RemoteStore":
        """The same store, which from now on has that many seconds for all that it is asked; late answers are NoAnswer."""
        server = replace(self._server, timeout=seconds, max_bytes=max_bytes, deadline=time.monotonic() + seconds)
        return RemoteStore(self.location, self.published, server, self._graph_store)

    def query(self, text: str, *, default_graph: Graphs = None, named_graphs: tuple[str, ...] | None = None) -> Answer:
        """What `text` answers; see kg.store.protocol.Store.query."""
        shape = checked(text)
        if shape.form == "describe":
            return describing(self, text, default_graph, named_graphs)
        if default_graph is None and named_graphs is None and not (shape.default or shape.named):
            default_graph = self.published.value
        default = (default_graph,) if isinstance(default_graph, str) else default_graph
        if default is not None and named_graphs is None:
            named_graphs = self._named(shape)
        return self._answer(self._server.ask(text, shape.form, default or (), named_graphs or ()), text)

    def _named(self, shape: Outline) -> tuple[str, ...]:
        """The graphs that GRAPH clauses may see: by the protocol none, once a default graph is named."""
        if any(term[0] in "?$" for term in shape.graphs):
            return tuple(graph.value for graph in self.graphs())
        return resolved(shape.prologue, shape.graphs)

    def describe(self, iri: str) -> Triples:
        """What the published graph says of the thing `iri`."""
        return described(self, (iri,))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The statements of one graph, or of all, a graph at a time."""
        for name in (graph,) if graph is not None else self.graphs():
            for triple in self.query(internal("statements"), default_graph=name.value):
                yield Quad(triple.subject, triple.predicate, triple.object, name)

    def graphs(self) -> tuple[NamedNode, ...]:
        """The names of the graphs that hold a statement, sorted."""
        solutions = self._answer(self._server.ask(internal("graphs"), "select"), internal("graphs"))
        return tuple(sorted((row["graph"] for row in solutions), key=str))

    def apply(self, remove: Iterable[Quad], add: Iterable[Quad]) -> None:
        """Takes statements out and puts others in by one update request."""
        if text := update_text(remove, add):
            self._server.update(text)

    def build(self, quads: Iterable[Quad]) -> None:
        """Replaces all the store holds by `quads`: graphs that are new or changed first, then those no longer there."""
        before, begun, waiting = set(self.graphs()), set(), iter(quads)
        with httpx.Client(auth=self._server.credentials, timeout=self._server.timeout) as client:
            while batch := tuple(islice(waiting, BATCH)):
                for graph in sorted({quad.graph_name for quad in batch}, key=lambda name: (name == self.published, str(name))):
                    body = pyoxigraph.serialize((quad.triple for quad in batch if quad.graph_name == graph), format=RdfFormat.N_TRIPLES)
                    self._send(client, "POST" if graph in begun else "PUT", graph, body)
                    begun.add(graph)
            for graph in sorted(before - begun, key=str):
                self._send(client, "DELETE", graph, b"")

    def _send(self, client: httpx.Client, method: str, graph: NamedNode, body: bytes) -> None:
        headers = {"Content-Type": "application/n-triples"} if body else {}
        try:
            reply = client.request(method, self._graph_store, params={"graph": graph.value}, content=body, headers=headers)
        except httpx.HTTPError as error:
            raise StoreError(f"The graph store at {self._graph_store} did not answer: {error}. Is KG_GRAPH_STORE right?") from error
        if not reply.is_success:
            raise StoreError(f"The graph store at {self._graph_store} refused graph {graph.value} with status {reply.status_code}: {reply.text[:200].strip()}.")

    def close(self) -> None:
        """Nothing is held between requests."""

    def _answer(self, reply: Reply, text: str) -> Answer:
        try:
            if outline(text).form == "construct":
                rdf = RdfFormat.from_media_type(reply.media_type) or RdfFormat.N_TRIPLES
                return tuple(dict.fromkeys(quad.triple for quad in pyoxigraph.parse(reply.body, format=rdf)))
            results = pyoxigraph.parse_query_results(reply.body, format=QueryResultsFormat.JSON)
            if isinstance(results, pyoxigraph.QueryBoolean):
                return bool(results)
            return Solutions(columns(text, results), tuple(results))
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"The store at {self.location} sent an answer that cannot be read: {' '.join(str(error).split())[:200]}.") from error
