"""Many sources are read ahead by several processes, and what was read is kept at once: an interrupted run loses none of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

from kg.archive import Archive, Sighting, StoredReading
from kg.config import Config
from kg.errors import SourceError
from kg.fetch import Loaded, Source
from kg.iris import doc_id
from kg.pipeline.reading import UNFORESEEN, mark_of, unread
from kg.pipeline.readers import Job, answers

AT_LEAST = 24
"""Sources from which on processes are started: one takes about as long to start as a dozen announcements to read."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read ahead: the key of the document, the day it was sent, the name of the reading in the archive."""

    key: str
    sent: str | None
    reading: str
    seen_as: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """A source, whose `load` no longer waits, and what was read from it; None where that is to be read or known already."""

    source: Source
    read: Read | None = None


def sighted(source: Source, loaded: Loaded, digest: str) -> Sighting:
    """Where and how the bytes of a source were found. Standard input is known by its bytes."""
    address = loaded.address or source.address
    key = loaded.key or loaded.address or (source.key if source.key != "-" else f"-{digest}")
    return Sighting(key, 0, address, loaded.retrieved, loaded.media_type, loaded.charset)


def read_ahead(
    sources: Iterable[Source], archive: Archive, config: Config, known: Callable[[str, Sighting], bool], tell: Callable[[str], None]
) -> Iterator[Ahead]:
    """The sources in their order, read by as many processes as there are processors where they are many.

    `known` says which documents need no reading. What a run before read, and was interrupted, is not read again. A
    source that could not be read, or that was the end of its process, has a `load` that says so.
    """
    waiting = list(sources)
    if len(waiting) < AT_LEAST:
        yield from map(Ahead, waiting)
        return
    failed = 0
    for number, ((source, loaded, sighting), answer) in enumerate(answers(_jobs(waiting, archive, config, known)), 1):
        failed += isinstance(answer, SourceError)
        tell(f"Read {number:,} of {len(waiting):,}" + (f", {failed:,} failed" if failed else "") + f": {source.name}")
        if isinstance(answer, SourceError):
            yield Ahead(replace(source, load=_refusing(answer)))
        elif isinstance(answer, dict):
            yield Ahead(_loaded(source, loaded), _kept(archive, loaded, sighting, answer))
        else:
            yield Ahead(_loaded(source, loaded), answer)


def _jobs(sources: Iterable[Source], archive: Archive, config: Config, known: Callable[[str, Sighting], bool]) -> Iterator[Job]:
    for source in sources:
        try:
            loaded = source.load()
            digest = sha256(loaded.data).hexdigest()
            sighting = sighted(source, loaded, digest)
            about = (source, loaded, sighting)
            if known(doc_id(digest), sighting):
                yield Job(about, answer=None)
            elif (before := archive.ahead(doc_id(digest), mark_of(sighting))) is not None:
                yield Job(about, answer=Read(**before))
            else:
                yield Job(about, source.name, loaded.data, {"sighting": asdict(sighting), "max_bytes": config.max_bytes})
        except (SourceError, *UNFORESEEN) as error:
            yield Job((source, None, None), answer=unread(source.name, error))


def forms_ahead(sources: Iterable[Source], config: Config, *, with_text: bool) -> Iterator[tuple[Source, dict | SourceError]]:
    """Each source with its JSON form (or the error in its place), in order, read by several processes."""
    for source, answer in answers(_form_jobs(sources, config, with_text)):
        yield source, answer["form"] if isinstance(answer, dict) else answer


def _form_jobs(sources: Iterable[Source], config: Config, with_text: bool) -> Iterator[Job]:
    for source in sources:
        try:
            loaded = source.load()
        except SourceError as error:
            yield Job(source, answer=error)
            continue
        address = loaded.address or source.address
        sighting = Sighting(source.key, 0, address, loaded.retrieved, loaded.media_type, loaded.charset)
        order = {"sighting": asdict(sighting), "max_bytes": config.max_bytes, "form": with_text}
        yield Job(source, source.name, loaded.data, order)


def _kept(archive: Archive, loaded: Loaded, sighting: Sighting, answer: dict) -> Read:
    """Keeps what a process read, and a note of it that the next run finds if this one does not come to its end."""
    doc = doc_id(sha256(loaded.data).hexdigest())
    reading = StoredReading(**answer["reading"])
    read = Read(answer["key"], reading.sent, archive.keep_reading(doc, reading), reading.seen_as)
    archive.keep_ahead(doc, mark_of(sighting), asdict(read))
    return read


def _loaded(source: Source, loaded: Loaded) -> Source:
    return replace(source, load=lambda: loaded)


def _refusing(error: SourceError) -> Callable[[], Loaded]:
    def load() -> Loaded:
        raise error

    return load
