"""Ingest and rebuild."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pyoxigraph import Literal, Quad

from kg import __version__
from kg.archive import Archive, Catalogue
from kg.config import Config
from kg.fetch import Source, with_address
from kg.iris import Iris
from kg.pipeline.build import Built, build
from kg.pipeline.gate import Gate
from kg.pipeline.intake import Arrival, Intake
from kg.pipeline.memory import Memory, catalogue_mark, remembered
from kg.pipeline.report import IngestReport, Outcome
from kg.pipeline.sentences import rejected_things, sentences
from kg.store import Store
from kg.vocab import (
    PROV_Activity,
    PROV_endedAtTime,
    PROV_used,
    RDF_type,
    RDFS_label,
    TG_Talk,
    XSD_dateTime,
)

Tell = Callable[[str], None]

_OURS = ("published", "identity", "derived", "problems", "ontology", "shapes")
"""Graphs that hold what a run makes and nothing else; besides those of documents and their readings."""


def ingest(
    sources: Iterable[Source],
    store: Store,
    archive: Archive,
    config: Config,
    *,
    url: str | None = None,
    dry_run: bool = False,
    progress: Tell | None = None,
) -> IngestReport:
    """Reads the sources into the store, and says what became of each.

    A source that fails is reported and the others are stored. With `url`, sources are known by that address. A dry run
    changes neither the store nor the archive. Raises StoreError where the store or the archive cannot be used; nothing
    is changed then.
    """
    run = _Run(store, archive.tentative() if dry_run else archive, config, Iris(config.base_iri), progress)
    memory = remembered(store, archive, run.iris)
    intake = Intake(run.archive, config, memory.catalogue, progress)
    arrivals = intake.take(sources if url is None else (with_address(source, url) for source in sources))
    nothing_came = all(arrival.status == "failed" for arrival in arrivals)
    built, changed = run.bring_about(memory, intake.catalogue, write=not dry_run and not nothing_came)
    return _report(arrivals, built, run.iris, changed and not nothing_came, dry_run)


def rebuild(store: Store, archive: Archive, config: Config, *, progress: Tell | None = None) -> IngestReport:
    """Reads every stored document again with the code of today, and makes the store what follows from that.

    A store that was lost comes back from the archive: into an empty one go the documents that readers saw last. A
    document that cannot be read again stays as it was read before, and the report says so.
    """
    run = _Run(store, archive, config, Iris(config.base_iri), progress)
    memory = remembered(store, archive, run.iris)
    intake = Intake(archive, config, memory.catalogue if memory.mark else archive.current(), progress)
    failed = intake.take_again()
    built, changed = run.bring_about(memory, intake.catalogue, write=True)
    report = _report((), built, run.iris, changed, False)
    return replace(report, problems=(*failed, *report.problems))


@dataclass(frozen=True)
class _Run:
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
        built = build(replace(memory, catalogue=catalogue), self.archive, Gate(before, self.iris), self.iris, self.tell)
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


def _report(arrivals: tuple[Arrival, ...], built: Built, iris: Iris, changed: bool, dry_run: bool) -> IngestReport:
    names = {page.version.doc: _name(page.version.sightings) for page in built.pages}
    names |= {arrival.doc: arrival.source for arrival in arrivals if arrival.doc is not None}
    said = sentences(built, names, iris)
    talks = {page.version.doc: len(page.announcement.talks) for page in built.pages}
    outcomes = []
    for arrival in arrivals:
        if arrival.doc is None:
            assert arrival.error is not None
            outcomes.append(Outcome(arrival.source, "failed", problems=(str(arrival.error),), exit_code=arrival.error.exit_code))
            continue
        problems = said.get(arrival.doc, ())
        rejected = len(rejected_things(built, arrival.doc, iris))
        outcomes.append(
            Outcome(arrival.source, arrival.status, arrival.doc, talks[arrival.doc], rejected, problems, 1 if problems else 0)
        )
    others = [line for doc, lines in said.items() if doc not in {arrival.doc for arrival in arrivals} for line in lines]
    published = sum(triple.object == TG_Talk and triple.predicate == RDF_type for triple in built.published.triples)
    return IngestReport(tuple(outcomes), tuple(sorted(others)), published, changed, dry_run)


def _name(sightings) -> str:
    """What a document of an earlier run is called: an address, else the key it is known by."""
    return min((one.address is None, one.address or one.key) for one in sightings)[1]
