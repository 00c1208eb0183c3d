"""Literals as the store gives them back.

Oxigraph keeps numbers, dates and times by value: `"0.90"^^xsd:decimal` comes back as `"0.9"`, an offset `+00:00` as `Z`.
What should be in the store is compared with what is there, so it is written the way it will be read; otherwise the same
document would look new every time.
"""

from collections.abc import Iterable
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg.vocab import XSD_string

_ANY = NamedNode("urn:any")


def canonical(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """The triples, each once, with typed literals as the store writes them."""
    return tuple(dict.fromkeys(map(_triple, triples)))


def _triple(triple: Triple) -> Triple:
    value = triple.object
    if not isinstance(value, Literal) or value.language is not None or value.datatype == XSD_string:
        return triple
    return Triple(triple.subject, triple.predicate, _literal(value))


@lru_cache(maxsize=65536)
def _literal(value: Literal) -> Literal:
    """One trip through a store: 12 µs, and there are few different dates and numbers."""
    store = Store()
    store.add(Quad(_ANY, _ANY, value))
    (quad,) = store
    return quad.object
