"""What the archive lists: document versions, where they were found, and what was read from them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from kg.model.source import TEXT_RIGHTS, SourceSettings


@dataclass(frozen=True, slots=True)
class Sighting:
    """A document version found at a key. `order` counts the versions at the key; `retrieved` is ISO 8601.

    `last` is when it was found there again and was still the same; None where nobody looked.
    `media_type` and `charset` are what came with the bytes. The key of a local file is its absolute path, which never
    leaves this archive; `address` is what may be shown.
    """

    key: str
    order: int
    address: str | None = None
    retrieved: str | None = None
    media_type: str | None = None
    charset: str | None = None
    last: str | None = None

    @property
    def seen(self) -> str | None:
        """When the version was last found there; None where that is not known."""
        return self.last or self.retrieved


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

    `code` names the version of the reading code, `seen_as` the key and the headers it was read with. `leads` are the
    addresses that links of its talks lead to, each with the numbers of the talks.
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
    leads: dict[str, list[int]] = field(default_factory=dict)


State = Literal["here", "gone", "silent", "aside"]


@dataclass(frozen=True, slots=True)
class Address:
    """An address on the web that was asked for a document, so that it can be asked for news of it.

    `url` is what is asked, `key` the key of the documents found there. `role` says what it was asked for: `page` (named
    by a person), `calendar`, `feed` or `details` (of a talk), the last three `found_on` another address; `linked` is
    whether that still leads here. `state`: the document is `here`; the page is `gone` (404, 410); it answers but is
    `silent`, announcing no talk where it did before; or it is left `aside`, having nothing to do with the talks. `since`
    is when that began. `etag` and `modified` are by what `answered` (an address) can tell that it has changed, and
    `whole` is when it last answered in full.
    """

    url: str
    key: str
    role: str = "page"
    found_on: str | None = None
    linked: bool = True
    state: State = "here"
    since: str | None = None
    answered: str | None = None
    etag: str | None = None
    modified: str | None = None
    whole: str | None = None
    source: SourceSettings | None = None
    """The settings of the source it is fetched for, by which its documents are read; None without any."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All document versions that count, ordered by id, the number of runs that changed something, and the addresses that
    were asked, ordered."""

    versions: tuple[Version, ...] = ()
    runs: int = 0
    addresses: tuple[Address, ...] = ()

    def version(self, doc: str) -> Version | None:
        """The version with this id."""
        return next((version for version in self.versions if version.doc == doc), None)

    def newest(self) -> dict[str, tuple[Version, Sighting]]:
        """For each key the version that was found there last, and how."""
        found: dict[str, tuple[Version, Sighting]] = {}
        for version in self.versions:
            for sighting in version.sightings:
                if sighting.key not in found or found[sighting.key][1].order < sighting.order:
                    found[sighting.key] = version, sighting
        return found

    def settings(self) -> dict[str, SourceSettings]:
        """For each key the settings its documents are read with, where there are any; of several those of the first
        address in the alphabet."""
        return {one.key: one.source for one in sorted(self.addresses, key=lambda one: one.url, reverse=True) if one.source}

    def absences(self) -> dict[str, Address]:
        """For each key that has no live document any more the address that says so."""
        live = {one.key for one in self.addresses if one.state == "here"}
        return {one.key: one for one in self.addresses if one.state in ("gone", "silent") and one.key not in live}


def text_rights(version: Version, settings: Mapping[str, SourceSettings]) -> str:
    """How much of the text of a version may be shown, one of TEXT_RIGHTS; of several places where it was found, the least.

    What was fetched follows the settings of its source, by key; without any an excerpt may be shown. A file that somebody
    gave is shown in full.
    """
    found = {settings[one.key].text if one.key in settings else "excerpt" if one.retrieved else "full" for one in version.sightings}
    return max(found, key=TEXT_RIGHTS.index, default="full")


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
    return Catalogue(versions, form["runs"], tuple(map(_address, form.get("addresses", ()))))


def _address(form: dict[str, Any]) -> Address:
    return Address(**{**form, "source": _settings(form["source"])})


def _settings(form: dict[str, Any] | None) -> SourceSettings | None:
    if form is None:
        return None
    patterns = tuple((field, tuple(given)) for field, given in form["patterns"])
    return SourceSettings(**{**form, "patterns": patterns})
