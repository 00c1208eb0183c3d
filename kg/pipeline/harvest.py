"""Harvest: sources that are looked at again and again, and the history of what they announce."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kg.archive import Archive
from kg.config import Config
from kg.fetch import Web
from kg.fetch.addresses import public
from kg.iris import Iris
from kg.model.source import SourceSettings
from kg.pipeline.abreast import side_by_side
from kg.pipeline.build import Built
from kg.pipeline.gather import Came, Gathered, Gathering
from kg.pipeline.harvested import HarvestReport, PageSeen, SourceSeen
from kg.pipeline.ingest import left_over, published_talks
from kg.pipeline.intake import Arrival, Intake
from kg.pipeline.memory import remembered
from kg.pipeline.run import Run, Tell
from kg.pipeline.sentences import sentences
from kg.pipeline.telling import told_changes
from kg.pipeline.watched import fresh, with_addresses, with_sights
from kg.store import Store


def harvest(
    sources: Sequence[SourceSettings],
    store: Store,
    archive: Archive,
    config: Config,
    *,
    web: Web,
    dry_run: bool = False,
    progress: Tell | None = None,
) -> HarvestReport:
    """Asks the sources for news, reads what is new into the store, and keeps what became of each talk and page.

    Sources on different hosts are asked side by side, and a source that cannot be fetched stops none of the others; an
    interrupt ends the asking, and what had come by then is stored before it goes on. A dry run asks, and changes neither the store nor the
    archive. Raises StoreError where the store or the archive cannot be used; nothing is changed then.
    """
    run = Run(store, archive.tentative() if dry_run else archive, config, Iris(config.base_iri), progress)
    memory = remembered(store, archive, run.iris)
    gathering = Gathering(web, run.archive, memory.catalogue, config, run.tell)
    gathered, stopped = _gathered(sources, gathering)
    came = [one for every in gathered.values() for one in every.came]
    intake = Intake(run.archive, config, with_addresses(memory.catalogue, came), progress)
    arrivals = {arrival.source: arrival for arrival in intake.take(fresh(came))}
    unread = intake.take_otherwise({one.address.key for one in came})
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    catalogue = with_sights(intake.catalogue, came, now)
    built, changed = run.bring_about(memory, catalogue, write=not dry_run and any(one.news != "failed" for one in came))
    if stopped:
        raise KeyboardInterrupt
    seen = tuple(_seen(sources[number], every, arrivals, built) for number, every in gathered.items())
    before = frozenset(version.doc for version in memory.catalogue.versions)
    return HarvestReport(
        seen,
        told_changes(built, before),
        (*unread, *_problems(built, run.iris)),
        published_talks(built),
        changed,
        dry_run,
    )


def _gathered(sources: Sequence[SourceSettings], gathering: Gathering) -> tuple[dict[int, Gathered], bool]:
    """What came of each source by its number, in order, and whether that was interrupted, so that some are not there."""
    gathered: dict[int, Gathered] = {}
    try:
        for number, one in side_by_side(sources, gathering):
            gathered[number] = one
            gathering.tell(f"Asked {len(gathered):,} of {len(sources):,} sources: {sources[number].name}")
    except KeyboardInterrupt:
        gathering.tell("Interrupted: storing what has come")
        return dict(sorted(gathered.items())), True
    return dict(sorted(gathered.items())), False


@dataclass(frozen=True, slots=True)
class _Docs:
    """The documents at hand: how many talks each announces."""

    talks: dict[str, int]
    at: dict[str, str]


def _seen(source: SourceSettings, gathered: Gathered, arrivals: dict[str, Arrival], built: Built) -> SourceSeen:
    docs = _Docs(
        {page.version.doc: len(page.announcement.talks) for page in built.pages},
        {sighting.key: page.version.doc for page in built.pages for sighting in page.version.sightings if not page.line.later},
    )
    pages = tuple(_page(one, arrivals.get(one.address.url), docs) for one in gathered.came)
    return SourceSeen(source.name, public(source.address), pages, tuple(left_over(gathered)))


def _page(came: Came, arrival: Arrival | None, docs: _Docs) -> PageSeen:
    said = PageSeen(came.address.url, came.address.role, came.news, problem=str(came.error) if came.error else None)
    if came.loaded is not None and arrival is not None:
        if arrival.error is not None:
            return replace(said, news="unread", problem=str(arrival.error))
        return replace(said, news=arrival.status, doc=arrival.doc, talks=docs.talks.get(arrival.doc or "", 0))
    doc = docs.at.get(came.address.key) if came.news == "unchanged" else None
    return replace(said, doc=doc, talks=docs.talks.get(doc or "", 0))


def _problems(built: Built, iris: Iris) -> tuple[str, ...]:
    names = {page.version.doc: min(one.address or one.key for one in page.version.sightings) for page in built.pages}
    return tuple(sorted({line for lines in sentences(built, names, iris).values() for line in lines}))
