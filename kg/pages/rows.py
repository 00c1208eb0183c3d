"""Questions to the store, answered in plain strings and local paths."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.iris import Iris
from kg.pages.model import Ref
from kg.queries import bind, internal
from kg.store import Solutions, Store

Row = dict[str, str]

LONGEST = 300
"""Characters of a name that a page shows where it links to a thing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The rows of an answer (variables that are unbound are absent) and the query as it was asked."""

    rows: tuple[Row, ...]
    query: str

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


@dataclass(frozen=True, slots=True)
class Site:
    """The store and the address its ids start with: what every page is made from."""

    store: Store
    iris: Iris

    def ask(self, name: str, **parameters: str | int) -> Asked:
        """The answer to kg/queries/pages/NAME.rq; a text parameter is an IRI (but `wanted`, a pattern), a number a number."""
        terms = {
            key: Literal(value) if isinstance(value, int) or key == "wanted" else NamedNode(value)
            for key, value in parameters.items()
        }
        text = bind(internal(name, "pages"), terms)
        answer = self.store.query(text)
        assert isinstance(answer, Solutions)
        rows = tuple(
            {name: row[name].value for name in answer.variables if row[name] is not None} for row in answer
        )
        return Asked(rows, text)

    def path(self, iri: str, label: str = "") -> str | None:
        """The local path of a thing's page; a fragment leads to the thing it is part of. None for other addresses."""
        thing, _, fragment = iri.partition("#")
        found = self.iris.parse(thing)
        if found is None:
            return None
        type_, id_ = found
        page = f"/{type_}/{id_}/{self.iris.slug(label)}" if label and not fragment else f"/id/{type_}/{id_}"
        return f"{page}#{fragment}" if fragment else page

    def ref(self, iri: str, label: str, note: str | None = None) -> Ref:
        """Words that lead to the page of a thing; a name of unheard-of length is cut."""
        shown = label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"
        return Ref(shown, self.path(iri, label), note=note)
