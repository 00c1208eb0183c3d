"""The facts of a page from the properties of its thing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.pages.model import Evidence, Fact, Ref
from kg.pages.rows import Row, Site
from kg.vocab import PREFIXES

Properties = Mapping[str, list[Row]]


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


def label(said: Properties) -> str:
    """The name of a thing for people."""
    return one(said, "rdfs:label") or one(said, "schema:name") or "without a name"


def linked(site: Site, rows: Iterable[Row]) -> tuple[Ref, ...]:
    """The values of a property as references: things by their label, web addresses as links, the rest as text."""
    return tuple(site.ref(row["value"], row["label"]) if "label" in row else address(row["value"]) for row in rows)


def address(value: str) -> Ref:
    """A value as a link where it is a web address, else as text: no other scheme becomes a link."""
    return Ref(value, value) if value.startswith(("https://", "http://")) else Ref(value)


def plain(said: Properties, name: str) -> tuple[Ref, ...]:
    """The values of a property as text."""
    return tuple(Ref(row["value"]) for row in said.get(name, []))


def fact(name: str, values: Iterable[Ref | None], evidence: Iterable[Evidence] = ()) -> Fact | None:
    """A fact of those values that there are, the last with the evidence; None where there is none."""
    stated = tuple(value for value in values if value is not None)
    if not stated:
        return None
    return Fact(name, (*stated[:-1], replace(stated[-1], evidence=(*stated[-1].evidence, *evidence))))


def present(*facts: Fact | None) -> tuple[Fact, ...]:
    """Those facts that there are."""
    return tuple(item for item in facts if item is not None)
