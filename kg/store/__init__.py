"""Where the graph is kept: in memory, in a folder, or on a SPARQL server, all behind one protocol."""

from pathlib import Path

from pyoxigraph import NamedNode

from kg.config import Config
from kg.errors import StoreError, UsageError
from kg.store.embedded import EmbeddedReader, EmbeddedWriter, MemoryStore, file_quads
from kg.store.protocol import Answer, Solutions, Store, Term, Triples

__all__ = ["Answer", "Solutions", "Store", "Term", "Triples", "open_store", "published_graph"]


def published_graph(config: Config) -> NamedNode:
    """The name of the graph that queries ask when they name none."""
    return NamedNode(config.base_iri + "graph/published")


def open_store(location: str, *, write: bool = False, config: Config) -> Store:
    """The store at `location`, open for reading or, with `write`, for one writer.

    `memory:` is empty; `memory:FILE` holds an RDF file (statements in no graph go to the published graph);
    `oxigraph:PATH` is a folder, made where it is missing and `write` is given; `http(s)://…` is a SPARQL 1.1 query
    endpoint. Raises UsageError for another location, StoreError where the store is missing, locked, damaged or silent.
    """
    published = published_graph(config)
    kind, _, rest = location.partition(":")
    if kind == "memory":
        return _memory(location, rest, published)
    if kind == "oxigraph" and rest:
        store = EmbeddedWriter if write else EmbeddedReader
        return store(location, published, Path(rest))
    if kind in ("http", "https"):
        # Imported here because SPARQLWrapper brings rdflib with it, which would double the start of every command.
        from kg.store.remote import remote_store

        return remote_store(location, published, config)
    raise UsageError(f"No store is called {location!r}: it is memory:, memory:FILE, oxigraph:PATH or http(s)://HOST/….")


def _memory(location: str, file: str, published: NamedNode) -> MemoryStore:
    if not file:
        return MemoryStore(location, published)
    if not Path(file).is_file():
        raise StoreError(f"No store at {file}; run `kg export` first or give --store.")
    return MemoryStore(location, published, file_quads(Path(file), published))
