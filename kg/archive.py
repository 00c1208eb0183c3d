"""The bytes, the texts and the readings of document versions, and the catalogue that says which of them count.

Everything is kept under the hash of its content and never changed, so a file that nothing refers to is harmless. The one
thing that changes is which catalogue counts, and that is said by the store, in the same transaction as the statements
made from it: a run that is killed leaves the store and its catalogue as they were. What does not fit the hash it is kept
under counts as lost.

    DOC/bytes                   the bytes of a document version; DOC is the first 16 hex digits of their SHA-256
    DOC/reading-HASH.json       what a version of the program read from them: stored text and announcement
    catalogue-HASH.json         the versions, the keys they were found at, and the reading that counts
    current                     the hash of the catalogue that counts, for readers, who do not ask the store
"""

import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from kg.config import Config
from kg.errors import StoreError
from kg.iris import doc_id

_DOC = re.compile(r"[0-9a-f]{16}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A document version found at a key. `order` counts the versions at the key; `retrieved` is ISO 8601.

    `media_type` and `charset` are what came with the bytes. The key of a local file is its absolute path, which never
    leaves this archive; `address` is what may be shown.
    """

    key: str
    order: int
    address: str | None = None
    retrieved: str | None = None
    media_type: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One document version: its id, the SHA-256 of its bytes, where it was found, and the reading that counts."""

    doc: str
    digest: str
    sightings: tuple[Sighting, ...]
    reading: str = ""


@dataclass(frozen=True, slots=True)
class StoredReading:
    """What one version of the program read from a document: the stored text and the announcement's JSON form.

    `code` names the version of the reading code, `seen_as` the key and the headers it was read with.
    """

    text: str
    media_type: str
    encoding: str
    label: str
    form: dict[str, Any]
    sent: str | None = None
    language: str | None = None
    code: str = ""
    seen_as: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All document versions that count, ordered by id, and the number of runs that changed something."""

    versions: tuple[Version, ...] = ()
    runs: int = 0

    def version(self, doc: str) -> Version | None:
        """The version with this id."""
        return next((version for version in self.versions if version.doc == doc), None)


class Shelf(Protocol):
    """Where named bytes are kept."""

    def get(self, name: str) -> bytes | None:
        """The bytes kept under a name; None where there are none."""

    def put(self, name: str, data: bytes) -> None:
        """Keeps bytes under a name: whole or not at all."""

    def drop(self, name: str) -> None:
        """Forgets a name; one that is not kept is no error."""

    def names(self, beginning: str) -> tuple[str, ...]:
        """The names at the top that begin so, sorted."""


class Archive:
    """The archive on a shelf. Raises StoreError where the shelf cannot be read or written."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def tentative(self) -> "Archive":
        """An archive that shows what this one holds, and keeps what is added in memory only."""
        return Archive(Overlay(self._shelf))

    def keep_bytes(self, doc: str, data: bytes) -> None:
        """Keeps the bytes of a document version; takes the place of damaged ones."""
        self._keep(f"{_safe(doc)}/bytes", data)

    def bytes_of(self, doc: str) -> bytes:
        """The bytes of a document version."""
        data = self._shelf.get(f"{_safe(doc)}/bytes")
        if data is None or doc_id(sha256(data).hexdigest()) != doc:
            raise StoreError(f"The archive has lost the bytes of document {doc}, or they are damaged; ingest it again.")
        return data

    def keep_reading(self, doc: str, reading: StoredReading) -> str:
        """Keeps what was read from a document version, and returns the name it is known by."""
        return self._keep_hashed(f"{_safe(doc)}/reading-", asdict(reading))

    def reading(self, version: Version) -> StoredReading:
        """The reading of a document version that counts."""
        data = self._whole(f"{_safe(version.doc)}/reading-", version.reading)
        if data is None:
            raise StoreError(f"The archive has lost what was read from document {version.doc}; `kg rebuild` reads it again.")
        return StoredReading(**json.loads(data))

    def has_reading(self, version: Version) -> bool:
        """Whether the reading of a document version that counts is here and whole."""
        return self._whole(f"{_safe(version.doc)}/reading-", version.reading) is not None

    def keep_catalogue(self, catalogue: Catalogue) -> str:
        """Keeps a catalogue, which does not yet count, and returns its hash."""
        return self._keep_hashed("catalogue-", asdict(catalogue))

    def catalogue(self, name: str) -> Catalogue | None:
        """The catalogue of this hash; None where it is not here or damaged."""
        data = self._whole("catalogue-", name)
        return None if data is None else _catalogue(data)

    def switch(self, name: str) -> None:
        """Shows readers the catalogue of this hash, and forgets those before the last one."""
        before = self.shown()
        self._shelf.put("current", name.encode())
        for other in self._shelf.names("catalogue-"):
            if other not in (f"catalogue-{name}.json", f"catalogue-{before}.json"):
                self._shelf.drop(other)

    def current(self) -> Catalogue:
        """The catalogue that readers see; empty where nothing was ever stored."""
        return self.catalogue(self.shown()) or Catalogue()

    def shown(self) -> str:
        """The hash of the catalogue that readers see; empty where nothing was ever stored."""
        return (self._shelf.get("current") or b"").decode("ascii", "replace")

    def text(self, doc: str) -> str | None:
        """The stored text of a document version, which evidence points into; None for a document that is not here."""
        version = self.current().version(doc) if _DOC.fullmatch(doc) else None
        return None if version is None else self.reading(version).text

    def _keep(self, name: str, data: bytes) -> None:
        """Writes what is not there yet, or is there damaged."""
        if self._shelf.get(name) != data:
            self._shelf.put(name, data)

    def _keep_hashed(self, beginning: str, form: dict[str, Any]) -> str:
        data = _json(form)
        name = sha256(data).hexdigest()
        self._keep(f"{beginning}{name}.json", data)
        return name

    def _whole(self, beginning: str, name: str) -> bytes | None:
        """The content kept under its hash; None where it is lost, or its hash is another one."""
        data = self._shelf.get(f"{beginning}{name}.json") if _HASH.fullmatch(name) else None
        return data if data is not None and sha256(data).hexdigest() == name else None


class Folder:
    """A shelf in a folder. A file is written beside its place and renamed, so that it is whole whenever it is seen."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def get(self, name: str) -> bytes | None:
        """The bytes of a file."""
        try:
            return (self.root / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise StoreError(f"The archive cannot read {self.root / name}: {error.strerror}.") from error

    def put(self, name: str, data: bytes) -> None:
        """Writes a file."""
        path = self.root / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(data)
                os.replace(temporary, path)
            except OSError:
                os.unlink(temporary)
                raise
        except OSError as error:
            raise StoreError(f"The archive cannot write {path}: {error.strerror}.") from error

    def drop(self, name: str) -> None:
        """Removes a file."""
        try:
            (self.root / name).unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"The archive cannot remove {self.root / name}: {error.strerror}.") from error

    def names(self, beginning: str) -> tuple[str, ...]:
        """The names of files at the top."""
        return tuple(sorted(path.name for path in self.root.glob(f"{beginning}*") if path.is_file()))


class Memory:
    """A shelf that lasts as long as the program."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        """The bytes kept under a name."""
        return self._kept.get(name)

    def put(self, name: str, data: bytes) -> None:
        """Keeps bytes."""
        self._kept[name] = data

    def drop(self, name: str) -> None:
        """Forgets a name."""
        self._kept.pop(name, None)

    def names(self, beginning: str) -> tuple[str, ...]:
        """The names at the top that begin so."""
        return tuple(sorted(name for name in self._kept if name.startswith(beginning) and "/" not in name))


class Overlay(Memory):
    """A shelf before another: what is put here hides what is there, and leaves it as it is."""

    def __init__(self, below: Shelf) -> None:
        super().__init__()
        self._below = below

    def get(self, name: str) -> bytes | None:
        """The bytes kept here, else those kept below."""
        own = super().get(name)
        return self._below.get(name) if own is None else own


def open_archive(config: Config) -> Archive:
    """The archive of the store in the settings: beside an embedded one, in memory for one there, else at `config.data`."""
    kind, _, rest = config.store.partition(":")
    if kind == "memory":
        return Archive(Memory())
    if kind == "oxigraph":
        return Archive(Folder(Path(rest) / "documents"))
    return Archive(Folder(config.data))


@lru_cache(maxsize=4)
def _catalogue(data: bytes) -> Catalogue:
    form = json.loads(data)
    versions = tuple(
        Version(
            version["doc"],
            version["digest"],
            tuple(Sighting(**sighting) for sighting in version["sightings"]),
            version["reading"],
        )
        for version in form["versions"]
    )
    return Catalogue(versions, form["runs"])


def _json(form: dict[str, Any]) -> bytes:
    """Plain JSON; `surrogatepass`, which json.loads reads back, for a file name that is not UTF-8."""
    return json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _safe(doc: str) -> str:
    """The id of a document version, so that no name leads out of the archive."""
    if not _DOC.fullmatch(doc):
        raise StoreError(f"No document can have the id {doc[:40]!r}.")
    return doc
