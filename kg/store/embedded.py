"""Stores on this machine: Oxigraph in a folder (a reader and a writer), and in memory."""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import StoreError
from kg.formats.rdf import parse_file
from kg.store import snapshots
from kg.store.engine import Engine, change
from kg.store.snapshots import Layout, Snapshot


class MemoryStore(Engine):
    """A store in memory; changes last as long as it does."""

    def __init__(self, location: str, published: NamedNode, quads: Iterable[Quad] = ()) -> None:
        self.location, self.published = location, published
        self._store: pyoxigraph.Store | None = pyoxigraph.Store()
        self._store.bulk_extend(quads)

    def _engine(self) -> pyoxigraph.Store:
        if self._store is None:
            raise StoreError(f"The store {self.location} is closed.")
        return self._store

    def apply(self, remove: Iterable[Quad], add: Iterable[Quad]) -> None:
        """Takes statements out and puts others in, as one transaction."""
        change(self._engine(), remove, add)

    def build(self, quads: Iterable[Quad]) -> None:
        """Replaces all the store holds by `quads`."""
        self._engine()
        new = pyoxigraph.Store()
        new.bulk_extend(quads)
        self._store = new

    def close(self) -> None:
        """Gives up the memory."""
        self._store = None


def file_quads(path: Path, published: NamedNode) -> Iterator[Quad]:
    """The statements of an RDF file; those in no graph are put in the published graph."""
    for quad in parse_file(path):
        graph = published if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
        yield Quad(quad.subject, quad.predicate, quad.object, graph)


class EmbeddedReader(Engine):
    """An embedded store open for reading: a snapshot that is exchanged when the writer has published a newer one.

    The link is looked at before each query (about 5 µs); a query under way keeps the snapshot it began with. Safe in
    several threads.
    """

    def __init__(self, location: str, published: NamedNode, root: Path) -> None:
        self.location, self.published = location, published
        self._layout = Layout(root)
        self._snapshot: Snapshot | None = snapshots.open_newest(self._layout)

    def _engine(self) -> pyoxigraph.Store:
        snapshot = self._snapshot
        if snapshot is None:
            raise StoreError(f"The store {self.location} is closed.")
        if snapshot.name != self._layout.newest():
            self._snapshot = snapshot = snapshots.open_newest(self._layout)
        return snapshot.engine

    @property
    def version(self) -> str:
        """The name of the snapshot that the next query will see; it changes with every commit."""
        return self._layout.newest() or ""

    def apply(self, remove: Iterable[Quad], add: Iterable[Quad]) -> None:
        """Refuses: this store is open for reading."""
        raise StoreError(f"The store {self.location} is open for reading only.")

    def build(self, quads: Iterable[Quad]) -> None:
        """Refuses: this store is open for reading."""
        raise StoreError(f"The store {self.location} is open for reading only.")

    def close(self) -> None:
        """Gives up the snapshot."""
        self._snapshot = None


class EmbeddedWriter(Engine):
    """An embedded store open for writing, by one process at a time; its own queries see its own changes."""

    def __init__(self, location: str, published: NamedNode, root: Path) -> None:
        self.location, self.published = location, published
        self._layout = Layout(root)
        self._lock: IO | None = snapshots.lock(self._layout)
        try:
            with snapshots.writing(self._layout):
                self._store: pyoxigraph.Store | None = snapshots.open_writer(self._layout)
        except StoreError:
            self.close()
            raise

    def _engine(self) -> pyoxigraph.Store:
        if self._store is None:
            raise StoreError(f"The store {self.location} is closed.")
        return self._store

    def apply(self, remove: Iterable[Quad], add: Iterable[Quad]) -> None:
        """Takes statements out and puts others in, as one transaction, and shows the result to readers."""
        engine = self._engine()
        with snapshots.writing(self._layout):
            self._layout.unfinished.touch()
            change(engine, remove, add)
            snapshots.switch(self._layout, engine)
            self._layout.unfinished.unlink()

    def build(self, quads: Iterable[Quad]) -> None:
        """Replaces all the store holds by `quads`: built aside, then switched to, so that a killed build leaves the old."""
        self._engine()
        layout = self._layout
        with snapshots.writing(layout):
            shutil.rmtree(layout.aside, ignore_errors=True)
            new = snapshots.open_database(layout.aside, write=True)
            new.bulk_extend(quads)
            new.optimize()
            layout.unfinished.touch()
            snapshots.switch(layout, new)
            del new
            self._store = None
            shutil.rmtree(layout.writer)
            os.rename(layout.aside, layout.writer)
            layout.unfinished.unlink()
            self._store = snapshots.open_database(layout.writer, write=True)

    def close(self) -> None:
        """Gives up the database and the lock."""
        self._store = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None
