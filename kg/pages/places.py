"""Where the facts of a page were read: the documents it rests on, numbered, and the words in them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.pages.facts import short
from kg.pages.model import Evidence, Ref
from kg.pages.rows import Row, Site
from kg.pages.tables import grouped

SHOWN = 6
"""How many documents one fact leads to: those with the smallest numbers."""

SOURCES = 200
"""How many documents a page lists."""

_FORMATS = {
    "text/html": "web page",
    "text/plain": "text",
    "text/markdown": "text",
    "text/calendar": "calendar",
    "message/rfc822": "mail",
    "application/json": "JSON",
    "application/ld+json": "JSON",
    "application/yaml": "YAML",
    "text/csv": "table",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One value with the words it was read from, and where they begin."""

    value: str
    evidence: Evidence
    begin: int


@dataclass(frozen=True, slots=True)
class Places:
    """`documents` in the order of their numbers, `names` by their ids, `found` by thing and short property name."""

    documents: tuple[Ref, ...]
    names: Mapping[str, Ref]
    found: Mapping[tuple[str, str], tuple[Reading, ...]]

    def of(self, about: str, *names: str, value: str | None = None) -> tuple[Evidence, ...]:
        """The first place in each document that states one of the properties of a thing; only of `value` where given."""
        return _first(
            reading for name in names for reading in self.found.get((about, name), ()) if value in (None, reading.value)
        )

    def saying(self, value: str, *names: str) -> tuple[Evidence, ...]:
        """The first place in each document that gives this value, or prints these words, for one of the properties."""
        return _first(
            reading for (_, name), readings in self.found.items() if name in names
            for reading in readings if value in (reading.value, reading.evidence.words)
        )

    def under(self, thing: str, name: str, values: Collection[str] | None = None, ending: str = "") -> tuple[Evidence, ...]:
        """The first place in each document that says this of a part of a thing; only of `values` where given, only of
        parts whose fragment has this ending."""
        return _first(
            reading for (about, said), readings in self.found.items()
            if said == name and about.startswith(thing + "#") and about.endswith(ending)
            for reading in readings if values is None or reading.value in values
        )

    def ending(self, ending: str, name: str, value: str | None = None) -> tuple[Evidence, ...]:
        """The first place in each document that says this of any part whose address has this ending."""
        return _first(
            reading for (about, said), readings in self.found.items() if said == name and about.endswith(ending)
            for reading in readings if value in (None, reading.value)
        )

    def begin(self, about: str, name: str, value: str) -> tuple[int, int]:
        """Where a value first stands, as (number of the document, offset): the order in which it is read."""
        found = [(reading.evidence.number, reading.begin) for reading in self.found.get((about, name), ()) if reading.value == value]
        return min(found, default=(SOURCES, 0))


def _first(readings: Iterable[Reading]) -> tuple[Evidence, ...]:
    by_document: dict[int, Evidence] = {}
    for reading in readings:
        by_document.setdefault(reading.evidence.number, reading.evidence)
    return tuple(by_document[number] for number in sorted(by_document)[:SHOWN])


def places(site: Site, iri: str) -> Places:
    """The documents that a thing rests on and the words that say what is known of it and its parts."""
    rows = site.ask("evidence", thing=iri).rows
    named = {group[0]["document"]: group for group in grouped(site.ask("documents", thing=iri), "document")}
    for document in dict.fromkeys(found[0] for row in rows if (found := _document(site, row))):
        if document not in named and len(named) < SOURCES:
            named[document] = [{"document": document, "name": _name(site, document)}]
    order = sorted(named, key=lambda document: (named[document][0]["name"].casefold(), document))
    numbers = {document: number for number, document in enumerate(order, 1)}
    documents = tuple(_source(site, named[document]) for document in order)
    ids = {ref.path.split("/")[2] if ref.path else "": ref for ref in documents}
    return Places(documents, ids, _found(site, rows, numbers))


def _name(site: Site, document: str) -> str:
    return next((row["label"] for row in site.ask("label", thing=document)), document)


def _source(site: Site, rows: list[Row]) -> Ref:
    addresses = [row["address"] for row in rows if row.get("address", "").startswith(("https://", "http://"))]
    about = [addresses[0] if addresses else _FORMATS.get(rows[0].get("format", ""), "")]
    if "last" in rows[0]:
        about.append("last seen here")
    if "replaced" in rows[0]:
        about.append("an older version")
    return site.ref(rows[0]["document"], rows[0]["name"], ", ".join(part for part in about if part) or None)


def _document(site: Site, row: Row) -> tuple[str, int] | None:
    words = site.iris.words(row["evidence"])
    return (site.iris.thing("doc", words.doc).value, words.begin) if words else None


def _found(site: Site, rows: Iterable[Row], numbers: Mapping[str, int]) -> dict[tuple[str, str], tuple[Reading, ...]]:
    found: dict[tuple[str, str], dict[Reading, None]] = defaultdict(dict)
    for row in rows:
        place = _document(site, row)
        if place is None or place[0] not in numbers:
            continue
        document, begin = place
        evidence = Evidence(row.get("words", ""), f"{site.path(document)}#c{begin}", numbers[document])
        found[row["about"], short(row["property"])][Reading(row.get("value", ""), evidence, begin)] = None
    return {key: tuple(sorted(readings, key=lambda one: (one.evidence.number, one.begin))) for key, readings in found.items()}
