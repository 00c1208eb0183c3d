"""The archive: bytes, readings and catalogues on a shelf, each under the hash of its content."""

import json
import re
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg import __version__
from kg.archive.catalogue import Catalogue, StoredReading, Version, catalogue_of, text_rights
from kg.archive.shelves import Folder, Memory, Overlay, Shelf
from kg.config import Config
from kg.errors import StoreError
from kg.iris import doc_id

_DOC = re.compile(r"[0-9a-f]{16}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


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

    def keep_ahead(self, doc: str, mark: str, note: dict[str, Any]) -> None:
        """Keeps a note of a reading that no catalogue names yet, of a document version seen as `mark` says."""
        self._shelf.put(_ahead(doc, mark), _json(note))

    def ahead(self, doc: str, mark: str) -> dict[str, Any] | None:
        """The note of a reading that a run made before it was interrupted; None where there is none, or the reading is lost."""
        data = self._shelf.get(_ahead(doc, mark))
        try:
            note = json.loads(data) if data else None
        except ValueError:
            return None
        return note if note and self._whole(f"{_safe(doc)}/reading-", str(note.get("reading"))) is not None else None

    def keep_checked(self, mark: str, problems: list[dict[str, Any]]) -> None:
        """Keeps what a check found, of a part of a graph that `mark`, a hash, stands for."""
        self._shelf.put(f"checked-{mark}", _json({"version": __version__, "problems": problems}))

    def checked(self, mark: str) -> list[dict[str, Any]] | None:
        """What a check found in a run that was interrupted; None where it was not kept or is damaged."""
        data = self._shelf.get(f"checked-{mark}")
        try:
            note = json.loads(data) if data else {}
        except ValueError:
            return None
        return note.get("problems") if note.get("version") == __version__ else None

    def keep_catalogue(self, catalogue: Catalogue) -> str:
        """Keeps a catalogue, which does not yet count, and returns its hash."""
        return self._keep_hashed("catalogue-", asdict(catalogue))

    def catalogue(self, name: str) -> Catalogue | None:
        """The catalogue of this hash; None where it is not here or damaged."""
        data = self._whole("catalogue-", name)
        return None if data is None else catalogue_of(data)

    def switch(self, name: str) -> None:
        """Shows readers the catalogue of this hash, and forgets those before the last one and what was read and
        checked ahead of it."""
        before = self.shown()
        self._shelf.put("current", name.encode())
        for other in self._shelf.names("catalogue-"):
            if other not in (f"catalogue-{name}.json", f"catalogue-{before}.json"):
                self._shelf.drop(other)
        for note in (*self._shelf.names("ahead-"), *self._shelf.names("checked-")):
            self._shelf.drop(note)

    def current(self) -> Catalogue:
        """The catalogue that readers see; empty where nothing was ever stored."""
        return self.catalogue(self.shown()) or Catalogue()

    def shown(self) -> str:
        """The hash of the catalogue that readers see; empty where nothing was ever stored."""
        return (self._shelf.get("current") or b"").decode("ascii", "replace")

    def text(self, doc: str) -> str | None:
        """The stored text of a document version, which evidence points into; None for a document that is not here."""
        version = self._shown_version(doc)
        return None if version is None else self.reading(version).text

    def text_rights(self, doc: str) -> str:
        """How much of the stored text of a document version may be shown: one of TEXT_RIGHTS; none of what is not here."""
        version = self._shown_version(doc)
        return "none" if version is None else text_rights(version, self.current().settings())

    def _shown_version(self, doc: str) -> Version | None:
        return self.current().version(doc) if _DOC.fullmatch(doc) else None

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


def open_archive(config: Config) -> Archive:
    """The archive of the store in the settings: beside an embedded one, in memory for one there, else at `config.data`."""
    kind, _, rest = config.store.partition(":")
    if kind == "memory":
        return Archive(Memory())
    if kind == "oxigraph":
        return Archive(Folder(Path(rest) / "documents"))
    return Archive(Folder(config.data))


def _ahead(doc: str, mark: str) -> str:
    return f"ahead-{_safe(doc)}-{sha256(f'{__version__} {mark}'.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _json(form: dict[str, Any]) -> bytes:
    """Plain JSON; `surrogatepass`, which json.loads reads back, for a file name that is not UTF-8."""
    return json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _safe(doc: str) -> str:
    """The id of a document version, so that no name leads out of the archive."""
    if not _DOC.fullmatch(doc):
        raise StoreError(f"No document can have the id {doc[:40]!r}.")
    return doc
