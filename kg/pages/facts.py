"""The facts of a page from the properties of its thing, each with the words it was read from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.pages.model import Evidence, Fact, Ref
from kg.pages.rows import Row, Site
from kg.vocab import PREFIXES

Properties = Mapping[str, list[Row]]

SHOWN_EVIDENCE = 4
"""How many places of one fact are linked: the first ones, in the order of the documents."""


def short(iri: str) -> str:
    """An IRI as prefix:name where its namespace has a prefix."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in (name := iri[len(namespace) :]) and name:
            return f"{prefix}:{name}"
    return iri


def properties(site: Site, iri: str) -> Properties:
    """What is said of a thing, by the short name of the property: rows with `value` and perhaps `label`."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in site.ask("properties", thing=iri):
        found[short(row["property"])].append(row)
    return found


def one(said: Properties, name: str) -> str | None:
    """The value of a property that has one; the first of several."""
    return said[name][0]["value"] if said.get(name) else None


def evidence(site: Site, iri: str) -> dict[tuple[str, str], tuple[Evidence, ...]]:
    """The words behind the facts about a thing and its parts, by the thing and the short name of the property."""
    found: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for row in site.ask("evidence", thing=iri):
        if place := evidence_place(site, row["evidence"]):
            path, name = place
            found[row["about"], short(row["property"])].append(Evidence(row.get("words", ""), path, name))
    return {key: tuple(dict.fromkeys(places))[:SHOWN_EVIDENCE] for key, places in found.items()}


def evidence_place(site: Site, address: str) -> tuple[str, str] | None:
    """The path of a place in a document's page, and the document's id, from an RFC 5147 address."""
    text, _, span = address.partition("#char=")
    document = site.iris.document_of_text(text)
    begin = span.partition(",")[0]
    if document is None or not begin.isdecimal():
        return None
    return f"/id/doc/{document}#c{begin}", document


def linked(site: Site, rows: Iterable[Row]) -> tuple[Ref, ...]:
    """The values of a property as references: things by their label, addresses as links, the rest as text."""
    return tuple(
        site.ref(row["value"], row["label"]) if "label" in row else _plain(row["value"]) for row in rows
    )


def _plain(value: str) -> Ref:
    return Ref(value, value) if value.startswith(("https://", "http://")) else Ref(value)


def fact(label: str, values: Iterable[Ref | None], places: Iterable[Evidence] = ()) -> Fact | None:
    """A fact of those values that there are; None where there is none."""
    stated = tuple(value for value in values if value is not None)
    return Fact(label, stated, tuple(places)) if stated else None


def present(*facts: Fact | None) -> tuple[Fact, ...]:
    """Those facts that there are."""
    return tuple(item for item in facts if item is not None)
