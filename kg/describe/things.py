"""What identification says of things: their kinds, their names, what they are part of and who else describes them."""

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.describe.document import web_address
from kg.identify.model import Identification, Thing
from kg.iris import Iris
from kg.vocab import (
    FOAF_Person,
    ORG_FormalOrganization,
    ORG_Organization,
    ORG_OrganizationalUnit,
    ORG_unitOf,
    RDF_type,
    RDFS_label,
    SCHEMA_alternateName,
    SCHEMA_CollegeOrUniversity,
    SCHEMA_Event,
    SCHEMA_EventSeries,
    SCHEMA_name,
    SCHEMA_Organization,
    SCHEMA_parentOrganization,
    SCHEMA_Person,
    SCHEMA_Place,
    SCHEMA_sameAs,
)

_CLASSES = {
    "person": (SCHEMA_Person, FOAF_Person),
    "org": (ORG_Organization, SCHEMA_Organization),
    "series": (SCHEMA_EventSeries,),
    "event": (SCHEMA_Event,),
    "place": (SCHEMA_Place,),
}
_KINDS = {"institution": ORG_FormalOrganization, "unit": ORG_OrganizationalUnit}
_UNIVERSITY = re.compile(r"\b(?:univers|uniwers|универс)|universit", re.IGNORECASE)
_NOT_ITSELF = re.compile(r"hospital|clinic|press|kli?nik|verlag|library", re.IGNORECASE)
"""What bears a university's name without being one."""
_SPACES = re.compile(r"\s+")


def thing_triples(found: Identification, iris: Iris) -> Iterator[Triple]:
    """What is known of every person, organization, series, event and place; a talk's and a work's name is its own."""
    for thing in found.things:
        if thing.type in _CLASSES:
            yield from _thing(thing, iris)


def _thing(thing: Thing, iris: Iris) -> Iterator[Triple]:
    about = iris.thing(thing.type, thing.id)
    for kind in _classes(thing):
        yield Triple(about, RDF_type, kind)
    if thing.name:
        yield Triple(about, SCHEMA_name, Literal(thing.name))
        yield Triple(about, RDFS_label, Literal(thing.name))
    for name in _others(thing):
        yield Triple(about, SCHEMA_alternateName, Literal(name))
    if thing.parent is not None:
        for part_of in (ORG_unitOf, SCHEMA_parentOrganization):
            yield Triple(about, part_of, iris.thing(*thing.parent))
    for address in map(web_address, thing.same_as):
        if address is not None:
            yield Triple(about, SCHEMA_sameAs, address)


def _classes(thing: Thing) -> tuple[NamedNode, ...]:
    classes = _CLASSES[thing.type]
    if thing.type == "org" and thing.kind is not None:
        classes += (_KINDS[thing.kind],)
        if thing.kind == "institution" and _UNIVERSITY.search(thing.name) and not _NOT_ITSELF.search(thing.name):
            classes += (SCHEMA_CollegeOrUniversity,)
    return classes


def _others(thing: Thing) -> list[str]:
    """The other names, without those that only differ in case and spaces; of two such the first in the alphabet."""
    seen = {_plain(thing.name): thing.name}
    for name in sorted(thing.names):
        seen.setdefault(_plain(name), name)
    return [name for name in seen.values() if name != thing.name]


def _plain(name: str) -> str:
    return _SPACES.sub(" ", name).strip().casefold()
