"""The ontology and the shapes as pages for people and files for machines."""

from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from kg.config import resource
from kg.pages.facts import short
from kg.vocab import (
    OWL_Class,
    OWL_DatatypeProperty,
    OWL_ObjectProperty,
    RDF_type,
    RDFS_domain,
    RDFS_label,
    RDFS_range,
    RDFS_subClassOf,
    RDFS_subPropertyOf,
    SKOS_Concept,
    SKOS_definition,
    SKOS_prefLabel,
)

KINDS = (
    ("Classes", OWL_Class),
    ("Relations between things", OWL_ObjectProperty),
    ("Values of things", OWL_DatatypeProperty),
    ("Roles, degrees and posts", SKOS_Concept),
)


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One term: its name, label, definition, and what it is below, said of, and leads to, as short names."""

    id: str
    name: str
    iri: str
    label: str
    definition: str
    above: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShapeEntry:
    """One constraint: its name, how grave it is, the sentence people read, and what it looks at."""

    id: str
    severity: str
    message: str
    about: str


@cache
def _store(folder: str) -> Store:
    store = Store()
    for path in sorted(resource(folder).glob("*.ttl")):
        store.extend(parse(path.read_bytes(), format=RdfFormat.TURTLE))
    return store


@cache
def file(folder: str) -> bytes:
    """The Turtle of all files of `ontology` or `shapes`, as one."""
    return b"\n".join(path.read_bytes() for path in sorted(resource(folder).glob("*.ttl")))


@cache
def terms() -> tuple[tuple[str, tuple[TermEntry, ...]], ...]:
    """The terms of our own vocabulary by kind, in the order of their names."""
    store = _store("ontology")
    sections = []
    for heading, kind in KINDS:
        found = {quad.subject for quad in store.quads_for_pattern(None, RDF_type, kind)}
        own = sorted((node for node in found if short(node.value).startswith(("tg:", "tgr:"))), key=lambda node: node.value)
        sections.append((heading, tuple(_term(store, node) for node in own)))
    return tuple(sections)


@cache
def term_labels() -> dict[str, str]:
    """The labels of our own terms by their short names."""
    return {entry.name: entry.label for _, entries in terms() for entry in entries}


def _term(store: Store, node: NamedNode) -> TermEntry:
    def said(predicate: NamedNode) -> tuple[str, ...]:
        objects = [quad.object for quad in store.quads_for_pattern(node, predicate, None)]
        return tuple(sorted(item.value if isinstance(item, Literal) else short(item.value) for item in objects))

    name = short(node.value)
    label = (said(RDFS_label) or said(SKOS_prefLabel) or (name,))[0]
    return TermEntry(
        name.removeprefix("tg:").replace(":", "-"), name, node.value, label, " ".join(said(SKOS_definition)),
        said(RDFS_subClassOf) + said(RDFS_subPropertyOf), said(RDFS_domain), said(RDFS_range),
    )


SH = "http://www.w3.org/ns/shacl#"


@cache
def shapes() -> tuple[ShapeEntry, ...]:
    """The constraints, the gravest first, in the order of their names."""
    store = _store("shapes")
    found = []
    for quad in store.quads_for_pattern(None, NamedNode(SH + "message"), None):
        severity = [item.object.value for item in store.quads_for_pattern(quad.subject, NamedNode(SH + "severity"), None)]
        path = [item.object for item in store.quads_for_pattern(quad.subject, NamedNode(SH + "path"), None)]
        about = short(path[0].value) if path and isinstance(path[0], NamedNode) else ""
        name = quad.subject.value.rpartition("#")[2] if isinstance(quad.subject, NamedNode) else ""
        found.append(ShapeEntry(name, (severity or [SH + "Violation"])[0].removeprefix(SH), quad.object.value, about))
    grave = ("Violation", "Warning", "Info")
    return tuple(sorted(found, key=lambda entry: (grave.index(entry.severity), entry.id, entry.message)))
