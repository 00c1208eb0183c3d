"""What documents say instead, why mentions are one thing, and properties in a reader's words."""

import re

from kg.pages.facts import short
from kg.pages.model import Fact, Ref
from kg.pages.places import Places
from kg.pages.rows import Site
from kg.pages.vocabulary import term_labels

SAID = {
    "schema:name": "Title",
    "schema:startDate": "Start",
    "schema:endDate": "End",
    "schema:abstract": "Abstract",
    "schema:location": "Place",
    "schema:superEvent": "Part of",
    "schema:organizer": "Organizer",
    "schema:performer": "Speaker",
    "schema:eventStatus": "Status",
    "schema:eventAttendanceMode": "Attendance",
    "schema:maximumAttendeeCapacity": "Capacity",
    "schema:inLanguage": "Language",
    "schema:alternateName": "Also printed as",
    "schema:workFeatured": "Joint work",
    "schema:url": "Link",
    "schema:author": "Author",
    "org:organization": "Institution",
    "org:role": "Post",
    "rdfs:label": "Name",
}
"""Properties of other vocabularies by the words a reader of talks would use; ours have labels."""

_DOCUMENT = re.compile(r"\b[0-9a-f]{16}\b")
_CAPITAL = re.compile(r"(?<!^)([A-Z])")
_NAME = 60


def said_of(property_: str) -> str:
    """A property by the words a reader would use."""
    name = short(property_)
    known = SAID.get(name) or term_labels().get(name) or _CAPITAL.sub(r" \1", name.partition(":")[2]).lower() or name
    return known[:1].upper() + known[1:]


def disagreements(site: Site, iri: str, places: Places) -> tuple[Fact, ...]:
    """What documents say of a thing that was not chosen, with the words that say it."""
    found = []
    for row in site.ask("disagreements", thing=iri):
        value = row["value"] if len(row["value"]) <= 300 else row["value"][:297] + "…"
        document = site.ref(row["document"], row["documentName"])
        evidence = [place for place in places.of(iri, short(row["property"]), value=row["value"]) if _same(place.path, document.path)]
        found.append(Fact(said_of(row["property"]), (Ref(value, evidence=tuple(evidence)), document)))
    return tuple(found)


def _same(place: str, document: str | None) -> bool:
    return document is not None and place.split("#")[0].rpartition("/")[2] == document.split("/")[2]


def reasons(site: Site, iri: str, places: Places) -> tuple[tuple[Ref, ...], ...]:
    """Why the mentions of a thing are taken for one: sentences in parts, each document named and linked."""
    return tuple(_parts(site, row["reason"], places) for row in site.ask("identity", thing=iri))


def _parts(site: Site, reason: str, places: Places) -> tuple[Ref, ...]:
    parts, end = [], 0
    for match in _DOCUMENT.finditer(reason):
        document = places.names.get(match[0])
        number = f" [{places.documents.index(document) + 1}]" if document else ""
        document = document or _other(site, match[0])
        if document is not None:
            name = document.text if len(document.text) <= _NAME else document.text[: _NAME - 1] + "…"
            parts += [Ref(reason[end : match.start()]), Ref(f"“{name}”{number}", document.path)]
            end = match.end()
    return (*parts, Ref(reason[end:]))


def _other(site: Site, id_: str) -> Ref | None:
    document = site.iris.thing("doc", id_).value
    return next((site.ref(document, row["label"]) for row in site.ask("label", thing=document)), None)
