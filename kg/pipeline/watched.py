"""What came of addresses, as sources to be taken in and as what is remembered of them."""

from collections.abc import Iterable
from dataclasses import replace

from kg.archive import Address, Catalogue
from kg.fetch import Source
from kg.pipeline.gather import Came


def fresh(came: Iterable[Came]) -> list[Source]:
    """What came that is to be stored, as sources that hold it already."""
    found = {one.address.url: one for one in came if one.loaded is not None}
    return [Source(url, url, url, lambda one=one: one.loaded) for url, one in found.items()]


def with_addresses(catalogue: Catalogue, came: Iterable[Came]) -> Catalogue:
    """The catalogue that remembers what was asked; what failed is remembered as it was before."""
    kept: dict[str, Address] = {one.url: one for one in catalogue.addresses}
    for one in came:
        if one.news != "failed" or one.address.url in kept:
            kept[one.address.url] = one.address
    return replace(catalogue, addresses=tuple(kept[url] for url in sorted(kept)))


def with_sights(catalogue: Catalogue, came: Iterable[Came], when: str) -> Catalogue:
    """The catalogue in which what was found unchanged was seen last at `when`."""
    newest = catalogue.newest()
    seen = {
        (newest[one.address.key][0].doc, newest[one.address.key][1])
        for one in came
        if one.news == "unchanged" and one.address.key in newest
    }
    docs = {doc for doc, _ in seen}
    versions = tuple(
        version
        if version.doc not in docs
        else replace(
            version,
            sightings=tuple(
                replace(sighting, last=when) if (version.doc, sighting) in seen and sighting.retrieved else sighting
                for sighting in version.sightings
            ),
        )
        for version in catalogue.versions
    )
    return replace(catalogue, versions=versions)
