"""Sources become document versions: loaded, read, extracted, and put into the archive and a new catalogue."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256

from kg.archive import Archive, Catalogue, Sighting, Version
from kg.config import Config
from kg.errors import SourceError, StoreError
from kg.extract import extract
from kg.fetch import Source
from kg.iris import doc_id
from kg.model.document import Document
from kg.model.source import SourceSettings
from kg.pipeline.ahead import Ahead, Read, read_ahead, sighted
from kg.pipeline.reading import UNFORESEEN, mark_of, read_as_seen, stored, unread
from kg.pipeline.report import Status


@dataclass(frozen=True, slots=True)
class Arrival:
    """One source: the document version it held, and what that is to the catalogue; or why it held none."""

    source: str
    status: Status
    doc: str | None = None
    error: SourceError | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A source that was loaded and read."""

    name: str
    doc: str
    digest: str
    sighting: Sighting
    document: Document | None
    read: Read | None = None

    @property
    def sent(self) -> str:
        """The day it was sent, as ISO date; empty where that is not said, or it was not read."""
        return (self.document.sent if self.document else self.read.sent if self.read else None) or ""


@dataclass
class Intake:
    """Takes sources in: the catalogue grows by them, and the archive is given what they hold."""

    archive: Archive
    config: Config
    catalogue: Catalogue
    progress: Callable[[str], None] | None = None
    _versions: dict[str, Version] = field(default_factory=dict)
    _at: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._given = self.catalogue.settings()

    def take(self, sources: Iterable[Source]) -> tuple[Arrival, ...]:
        """Takes every source in, and says what became of each; one that fails stops none of the others.

        Versions that one run finds at one key are ordered by the date they were sent and their bytes, so that the order
        of the sources makes no difference. Standard input is known by its bytes: nothing else tells it from another.
        """
        self._versions = {version.doc: version for version in self.catalogue.versions}
        loaded = [self._load(ahead, number) for number, ahead in enumerate(self._ahead(sources), 1)]
        found = [one for one in loaded if isinstance(one, _Found)]
        self._at = {}
        for version in self.catalogue.versions:
            for one in version.sightings:
                self._at.setdefault(one.key, []).append((one.order, version.doc))
        statuses = {
            id(one): self._enter(one)
            for one in sorted(found, key=lambda one: (one.sighting.key, one.sent, one.digest))
        }
        failed = self._extract(found)
        self._mend()
        self._close()
        return tuple(
            one if isinstance(one, Arrival)
            else Arrival(one.name, "failed", error=unread(one.name, failed[one.doc])) if one.doc in failed
            else Arrival(one.name, statuses[id(one)], one.doc)
            for one in loaded
        )  # fmt: skip

    def take_otherwise(self, keys: Container[str]) -> tuple[str, ...]:
        """Reads again the documents known by one of `keys`, where the settings of their source are others than those
        they were read with; says what could not be read, of which the reading of before counts on."""
        seen = {version.doc: _seen_as(version) for version in self.catalogue.versions}
        return self._again(
            version
            for version in self.catalogue.versions
            if seen[version.doc].key in keys
            and self.archive.has_reading(version)
            and self.archive.reading(version).seen_as != self._mark(seen[version.doc])
        )

    def take_again(self) -> tuple[str, ...]:
        """Reads every document version of the catalogue again, from its stored bytes; says what could not be read.

        Of such a document the reading of before counts on. Raises StoreError where that is lost too.
        """
        return self._again(self.catalogue.versions)

    def _again(self, versions: Iterable[Version]) -> tuple[str, ...]:
        failed = []
        self._versions = {version.doc: version for version in self.catalogue.versions}
        for number, version in enumerate(versions, 1):
            self._tell(f"Reading again {number} of {len(self.catalogue.versions)}")
            try:
                self._versions[version.doc] = replace(version, reading=self._keep(version, self._document(version)))
            except StoreError as error:
                failed.append(f"{_name(version)}: {error} What was read before stays.")
            except (SourceError, *UNFORESEEN) as error:
                failed.append(f"{unread(_name(version), error)} What was read before stays.")
        self._mend()
        self._close()
        return tuple(failed)

    def _extract(self, found: list[_Found]) -> dict[str, Exception]:
        """Reads what was found; for each document that could not be, why: it is in the catalogue as it was before."""
        before = {version.doc: version for version in self.catalogue.versions}
        failed: dict[str, Exception] = {}
        by_doc: dict[str, list[_Found]] = {}
        for one in found:
            by_doc.setdefault(one.doc, []).append(one)
        for doc, here in by_doc.items():
            self._tell(f"Extracting {here[0].name}")
            try:
                self._read_again(doc, here)
            except (SourceError, *UNFORESEEN) as error:
                failed[doc] = error
                del self._versions[doc]
                self._versions |= {doc: before[doc]} if doc in before else {}
        return failed

    def _mend(self) -> None:
        """Reads again, from its bytes, each document whose reading was lost or damaged."""
        for version in tuple(self._versions.values()):
            if self.archive.has_reading(version):
                continue
            try:
                self._versions[version.doc] = replace(version, reading=self._keep(version, self._document(version)))
            except (StoreError, SourceError, *UNFORESEEN) as error:
                raise StoreError(
                    f"The archive has lost the document {_name(version)!r}, or it is damaged; ingest it again, or move the"
                    " store's folder away and ingest all announcements into a new one."
                ) from error

    def _close(self) -> None:
        self.catalogue = replace(self.catalogue, versions=tuple(self._versions[doc] for doc in sorted(self._versions)))

    def _ahead(self, sources: Iterable[Source]) -> Iterator[Ahead]:
        """The sources; where they are many, what is new in them is read by several processes, which know no settings."""

        def known(doc: str, sighting: Sighting) -> bool:
            return sighting.key in self._given or self._has(doc, sighting)

        return read_ahead(sources, self.archive, self.config, known, self._tell)

    def _load(self, ahead: Ahead, number: int) -> "_Found | Arrival":
        source = ahead.source
        self._tell(f"Reading {number}: {source.name}")
        try:
            loaded = source.load()
            digest = sha256(loaded.data).hexdigest()
            sighting = sighted(source, loaded, digest)
            document = None
            if ahead.read is not None:
                sighting = replace(sighting, key=ahead.read.key)
            elif not self._has(doc_id(digest), sighting):
                document = read_as_seen(loaded.data, sighting, self.config.max_bytes)
                sighting = replace(sighting, key=document.key)
            self.archive.keep_bytes(doc_id(digest), loaded.data)
        except SourceError as error:
            return Arrival(source.name, "failed", error=error)
        except UNFORESEEN as error:
            return Arrival(source.name, "failed", error=unread(source.name, error))
        return _Found(source.name, doc_id(digest), digest, sighting, document, ahead.read)

    def _has(self, doc: str, sighting: Sighting) -> bool:
        version = self._versions.get(doc)
        return version is not None and any(one.key == sighting.key for one in version.sightings)

    def _enter(self, found: _Found) -> Status:
        """Puts what was found into the catalogue, unless it is what was last found at its key."""
        key = found.sighting.key
        at_key = self._at.setdefault(key, [])
        if at_key and max(at_key)[1] == found.doc:
            return "unchanged"
        known = self._versions.get(found.doc)
        version = known or Version(found.doc, found.digest, ())
        sighting = replace(found.sighting, order=max(at_key)[0] + 1 if at_key else 0)
        self._versions[found.doc] = replace(version, sightings=(*version.sightings, sighting))
        at_key.append((sighting.order, found.doc))
        if len(at_key) > 1:
            return "new version"
        return "new address" if known else "stored"

    def _read_again(self, doc: str, found: list[_Found]) -> None:
        """Reads a document version as it is seen now, where that is not how it was read before."""
        version = self._versions[doc]
        seen = _seen_as(version)
        if self.archive.has_reading(version) and self.archive.reading(version).seen_as == self._mark(seen):
            return
        ready = next((one.read for one in found if one.read is not None and one.read.seen_as == self._mark(seen)), None)
        if ready is not None:
            self._versions[doc] = replace(version, reading=ready.reading)
            return
        fitting = (one.document for one in found if one.document is not None and mark_of(one.sighting) == mark_of(seen))
        document = next(fitting, None) or self._document(version)
        self._versions[doc] = replace(version, reading=self._keep(version, document))

    def _document(self, version: Version) -> Document:
        return read_as_seen(self.archive.bytes_of(version.doc), _seen_as(version), self.config.max_bytes)

    def _keep(self, version: Version, document: Document) -> str:
        given = self._given.get(_seen_as(version).key)
        announcement = extract(document, settings=given) if given is not None else extract(document)
        return self.archive.keep_reading(version.doc, stored(document, announcement, self._mark(_seen_as(version))))

    def _mark(self, sighting: Sighting) -> str:
        """What a reading depends on besides the bytes: the sighting, and the settings of its source."""
        given = self._given.get(sighting.key)
        return mark_of(sighting) + (f"\n{_read_with(given)}" if given is not None else "")

    def _tell(self, line: str) -> None:
        if self.progress is not None:
            self.progress(line)


def _seen_as(version: Version) -> Sighting:
    """Of all the places a document version was found at, the one it is read as: an address before a file."""
    return min(version.sightings, key=lambda one: (one.address is None, one.address or "", one.key, one.order))


def _read_with(settings: SourceSettings) -> str:
    """What of the settings of a source a reading depends on."""
    return repr((settings.series, settings.zone, settings.language, settings.patterns))


def _name(version: Version) -> str:
    """What people know a document version as: an address, else the file it was in."""
    seen = _seen_as(version)
    return seen.address or seen.key
