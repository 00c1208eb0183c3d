"""Ingest and rebuild."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from kg.archive import Archive, Catalogue, Sighting, Version
from kg.config import Config
from kg.errors import FetchError
from kg.fetch import Loaded, Source, with_address
from kg.iris import Iris
from kg.pipeline.build import Built
from kg.pipeline.gather import MOST, Came, Gathered, Gathering, Target
from kg.pipeline.intake import Arrival, Intake
from kg.pipeline.memory import remembered
from kg.pipeline.report import IngestReport, Outcome
from kg.pipeline.run import Run, Tell
from kg.pipeline.sentences import rejected_things, sentences
from kg.pipeline.watched import with_addresses
from kg.store import Store
from kg.vocab import RDF_type, TG_Talk


def ingest(
    sources: Iterable[Source],
    store: Store,
    archive: Archive,
    config: Config,
    *,
    url: str | None = None,
    follow: bool = True,
    dry_run: bool = False,
    progress: Tell | None = None,
) -> IngestReport:
    """Reads the sources into the store, and says what became of each.

    A source that fails is reported and the others are stored. With `url`, sources are known by that address. What is on
    the web is asked for news only, and with `follow` its calendar, its feed and the pages of its talks are read as well.
    A dry run changes neither the store nor the archive. Raises StoreError where the store or the archive cannot be used;
    nothing is changed then.
    """
    run = Run(store, archive.tentative() if dry_run else archive, config, Iris(config.base_iri), progress)
    memory = remembered(store, archive, run.iris)
    intake = Intake(run.archive, config, memory.catalogue, progress)
    known = sources if url is None else (with_address(source, url) for source in sources)
    expanded = _Expanded(run, memory.catalogue, follow)
    arrivals = intake.take(expanded.sources(known))
    catalogue = with_addresses(intake.catalogue, expanded.to_remember())
    nothing_came = all(arrival.status == "failed" for arrival in arrivals)
    built, changed = run.bring_about(memory, catalogue, write=not dry_run and not nothing_came)
    report = _report(arrivals, built, run.iris, changed and not nothing_came, dry_run)
    return replace(report, notes=expanded.notes())


def rebuild(store: Store, archive: Archive, config: Config, *, progress: Tell | None = None) -> IngestReport:
    """Reads every stored document again with the code of today, and makes the store what follows from that.

    A store that was lost comes back from the archive: into an empty one go the documents that readers saw last. A
    document that cannot be read again stays as it was read before, and the report says so.
    """
    run = Run(store, archive, config, Iris(config.base_iri), progress)
    memory = remembered(store, archive, run.iris)
    intake = Intake(archive, config, memory.catalogue if memory.mark else archive.current(), progress)
    failed = intake.take_again()
    built, changed = run.bring_about(memory, intake.catalogue, write=True)
    report = _report((), built, run.iris, changed, False)
    return replace(report, problems=(*failed, *report.problems))


@dataclass
class _Expanded:
    """Sources with what those on the web lead to."""

    run: Run
    catalogue: Catalogue
    follow: bool
    gathered: list[Gathered] = field(default_factory=list)

    def sources(self, given: Iterable[Source]) -> Iterator[Source]:
        """The sources; in the place of one on the web, what came of it and of what it leads to."""
        gathering: Gathering | None = None
        for source in given:
            if source.web is None or source.at is None:
                yield source
                continue
            gathering = gathering or Gathering(source.web, self.run.archive, self.catalogue, self.run.config, self.run.tell, lenient=False)
            one = gathering.gather(Target(source.at, follow=self.follow))
            self.gathered.append(one)
            newest = self.catalogue.newest()
            for came in one.came:
                if came.news in ("new", "unchanged") or came is one.came[0]:
                    url = came.address.url
                    yield Source(url, url, url, partial(_load, came, newest.get(came.address.key), self.run.archive))

    def to_remember(self) -> list[Came]:
        """What is new to remember: that there is no news changes nothing."""
        known = {one.url for one in self.catalogue.addresses}
        every = [came for one in self.gathered for came in one.came if came.error is None]
        return [came for came in every if came.news == "new" or came.address.url not in known]

    def notes(self) -> tuple[str, ...]:
        """What is worth saying of pages that were not named but led to."""
        found = []
        for one in self.gathered:
            found += [str(came.error) for came in one.came[1:] if came.error is not None]
            found += left_over(one)
        return tuple(found)


def _load(came: Came, stored: tuple[Version, Sighting] | None, archive: Archive) -> Loaded:
    """The bytes that came, or those of before where they still hold. Raises FetchError where nothing came."""
    if came.loaded is not None:
        return came.loaded
    if came.error is not None or stored is None:
        raise came.error or FetchError(f"{came.address.url} did not answer with a page: check the address.")
    version, seen = stored
    data = archive.bytes_of(version.doc)
    return Loaded(data, seen.media_type, seen.charset, seen.retrieved, seen.address, key=seen.key)


def left_over(gathered: Gathered) -> list[str]:
    """That a page leads to more pages of talks than are followed; nothing where it does not."""
    if not gathered.left:
        return []
    return [f"{gathered.came[0].address.url} leads to {gathered.left:,} more pages of talks than the {MOST} that are read in one run."]


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
    return IngestReport(tuple(outcomes), tuple(sorted(others)), published_talks(built), changed, dry_run)


def published_talks(built: Built) -> int:
    """How many talks are published."""
    return sum(triple.object == TG_Talk and triple.predicate == RDF_type for triple in built.published.triples)


def _name(sightings) -> str:
    """What a document of an earlier run is called: an address, else the key it is known by."""
    return min((one.address is None, one.address or one.key) for one in sightings)[1]
