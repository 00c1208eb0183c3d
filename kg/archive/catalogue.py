"""What the archive lists: document versions, where they were found, and what was read from them."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


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


@lru_cache(maxsize=4)
def catalogue_of(data: bytes) -> Catalogue:
    """The catalogue kept as these bytes."""
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
