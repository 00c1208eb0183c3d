"""What the store remembers between runs: which catalogue it was made from, the pins, and what people decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.archive import Archive, Catalogue
from kg.errors import StoreError
from kg.identify.model import Decision
from kg.iris import Iris
from kg.store import Store
from kg.vocab import (
    SCHEMA_sha256,
    TG_decidedBy,
    TG_differentFrom,
    TG_mention,
    TG_pin,
    TG_reason,
    TG_resolvedTo,
)


@dataclass(frozen=True, slots=True)
class Memory:
    """The catalogue the store was made from, the pins (mention to type and id), the decisions of people, their quads,
    the problems found before, and the hash of the catalogue (empty where there is none)."""

    catalogue: Catalogue
    pinned: Mapping[str, tuple[str, str]]
    decisions: tuple[Decision, ...] = ()
    decided: frozenset[Quad] = frozenset()
    problems: frozenset[Triple] = frozenset()
    mark: str = ""


def remembered(store: Store, archive: Archive, iris: Iris) -> Memory:
    """What the store remembers. Raises StoreError where its documents are not in the archive."""
    identity = tuple(store.quads(iris.graph("identity")))
    pinned = {}
    for quad in identity:
        if quad.predicate == TG_pin and (thing := iris.parse(quad.object.value)) is not None:
            pinned[quad.subject.value.partition("#m-")[2]] = thing
    decisions, decided = _decisions(identity, iris)
    problems = frozenset(quad.triple for quad in store.quads(iris.graph("problems")))
    mark = _mark(store, iris)
    return Memory(_catalogue(store, archive, mark), pinned, decisions, decided, problems, mark)


def catalogue_mark(iris: Iris, name: str) -> Quad:
    """The statement by which the store names the catalogue it was made from."""
    graph = iris.graph("provenance")
    return Quad(graph, SCHEMA_sha256, Literal(name), graph)


def _mark(store: Store, iris: Iris) -> str:
    """The hash of the catalogue the store was made from; empty for a store that holds nothing of ours."""
    graph = iris.graph("provenance")
    marks = [quad.object.value for quad in store.quads(graph) if quad.subject == graph and quad.predicate == SCHEMA_sha256]
    if not marks and next(iter(store.quads(iris.graph("published"))), None) is not None:
        raise StoreError(
            f"The store {store.location} holds a published graph without the documents it was made from;"
            " ingest into another store."
        )
    return max(marks, default="")


def _catalogue(store: Store, archive: Archive, mark: str) -> Catalogue:
    embedded = store.location.startswith("oxigraph:")
    if not mark:
        # Only what is beside an embedded store is sure to be its own: it comes back when the database was lost.
        return archive.current() if embedded else Catalogue()
    found = archive.catalogue(mark)
    if found is not None:
        return found
    name = f"catalogue-{mark}.json"
    if embedded:
        raise StoreError(
            f"The list of the documents in {store.location} is lost or damaged: documents/{name} in its folder."
            " Put that file back from a copy, or ingest the announcements into another store."
        )
    raise StoreError(
        f"The texts of the documents in {store.location} are not in the archive here ({name} is not there or damaged);"
        " set KG_DATA to the folder that holds them."
    )


def _decisions(identity: Iterable[Quad], iris: Iris) -> tuple[tuple[Decision, ...], frozenset[Quad]]:
    """What people decided: nodes that say by whom, and pairs declared different."""
    about: dict[NamedNode, list[Quad]] = {}
    for quad in identity:
        about.setdefault(quad.subject, []).append(quad)
    found: set[Decision] = set()
    kept: set[Quad] = set()
    for quads in about.values():
        people = [quad.object.value for quad in quads if quad.predicate == TG_decidedBy]
        why = " ".join(sorted(quad.object.value for quad in quads if quad.predicate == TG_reason))
        if people:
            named = sorted(_reference(quad.object, iris) for quad in quads if quad.predicate in (TG_mention, TG_resolvedTo))
            found |= {Decision("same", named[0], other, why, people[0]) for other in named[1:]}
            kept.update(quads)
        for quad in quads:
            if quad.predicate == TG_differentFrom:
                a, b = sorted((_reference(quad.subject, iris), _reference(quad.object, iris)))
                found.add(Decision("different", a, b))
                kept.add(quad)
    return tuple(sorted(found)), frozenset(kept)


def _reference(node: NamedNode, iris: Iris) -> str:
    """How a decision names a mention (its id) or a thing (`type/id`)."""
    mention = node.value.partition("#m-")[2]
    thing = iris.parse(node.value)
    return mention or ("/".join(thing) if thing else node.value)
