"""One run: what follows from a catalogue is made what the store holds, in one transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pyoxigraph import Literal, Quad

from kg import __version__
from kg.archive import Archive, Catalogue
from kg.config import Config
from kg.iris import Iris
from kg.pipeline.build import Built, build
from kg.pipeline.checks import Checks
from kg.pipeline.gate import Gate
from kg.pipeline.memory import Memory, catalogue_mark
from kg.store import Store
from kg.vocab import PROV_Activity, PROV_endedAtTime, PROV_used, RDF_type, RDFS_label, XSD_dateTime

Tell = Callable[[str], None]

_OURS = ("published", "identity", "derived", "problems", "ontology", "shapes")
"""Graphs that hold what a run makes and nothing else; besides those of documents and their readings."""


@dataclass(frozen=True)
class Run:
    """What a run works on."""

    store: Store
    archive: Archive
    config: Config
    iris: Iris
    progress: Tell | None

    def tell(self, line: str) -> None:
        """Shows a line of progress."""
        if self.progress is not None:
            self.progress(line)

    def bring_about(self, memory: Memory, catalogue: Catalogue, *, write: bool) -> tuple[Built, bool]:
        """Builds what follows from the catalogue and, with `write`, makes the store hold it; whether it did not yet."""
        held = frozenset(self._held())
        before = frozenset(quad.triple for quad in held if quad.graph_name == self.iris.graph("published"))
        gate = Gate(before, self.iris, Checks(self.archive, self.tell))
        built = build(replace(memory, catalogue=catalogue), self.archive, gate, self.iris, self.tell)
        remove, add = held - built.quads, built.quads - held
        changed = bool(remove or add or catalogue != memory.catalogue)
        if changed and write:
            self.tell("Writing")
            self._write(memory, replace(catalogue, runs=catalogue.runs + 1), remove, add)
        elif write and memory.mark and self.archive.shown() != memory.mark:
            self.archive.switch(memory.mark)  # A run before was killed after it wrote and before it showed what.
        self.tell("")
        return built, changed

    def _held(self) -> Iterator[Quad]:
        """What the store holds in the graphs that a run makes."""
        ours = {self.iris.graph(kind) for kind in _OURS}
        beginnings = tuple(self.iris.graph(kind, "").value for kind in ("doc", "reading"))
        for graph in self.store.graphs():
            if graph in ours or graph.value.startswith(beginnings):
                yield from self.store.quads(graph)

    def _write(self, memory: Memory, catalogue: Catalogue, remove: frozenset[Quad], add: frozenset[Quad]) -> None:
        """Keeps the catalogue, writes the difference with the mark of the catalogue, and then shows it to readers."""
        name = self.archive.keep_catalogue(catalogue)
        empty = not self.store.graphs()
        gone = remove | frozenset(
            quad for quad in self.store.quads(self.iris.graph("provenance")) if quad.subject == quad.graph_name
        )
        new = add | {catalogue_mark(self.iris, name)} | self._provenance(memory.catalogue, catalogue)
        if empty:
            self.store.build(new)
        else:
            self.store.apply(gone - new, new)
        self.archive.switch(name)

    def _provenance(self, before: Catalogue, after: Catalogue) -> frozenset[Quad]:
        """This run: when it ended, with which version of the program, and which documents it read. No other graph
        holds the time of a run."""
        graph = self.iris.graph("provenance")
        run = self.iris.fragment(graph, f"run-{after.runs}")
        ended = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        read = {version.doc for version in set(after.versions) - set(before.versions)}
        return frozenset(
            {
                Quad(run, RDF_type, PROV_Activity, graph),
                Quad(run, RDFS_label, Literal(f"Run {after.runs} of talkgraph {__version__}"), graph),
                Quad(run, PROV_endedAtTime, Literal(ended, datatype=XSD_dateTime), graph),
            }
            | {Quad(run, PROV_used, self.iris.thing("doc", doc), graph) for doc in read}
        )
