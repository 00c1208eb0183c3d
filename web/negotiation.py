"""Which format an answer has: by the Accept header, RFC 9110, or by a suffix."""

from collections.abc import Sequence

from flask import request
from werkzeug.exceptions import NotAcceptable

RDF_TYPES = {
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
}
"""The media types a thing's data comes in, by suffix; the first is what `*/*` gets from a program."""

_ALIASES = {
    "application/x-turtle": "text/turtle",
    "text/n3": "text/turtle",
    "application/json": "application/ld+json application/sparql-results+json",
    "application/xml": "application/rdf+xml application/sparql-results+xml",
    "text/xml": "application/rdf+xml application/sparql-results+xml",
}
"""Names that programs use for what is offered under another."""


def preferred(offered: Sequence[str]) -> str:
    """The media type of `offered` that the request likes best, the first where it does not say. Raises NotAcceptable.

    A type the request names goes before one it takes only as `*/*`, at equal quality.
    """
    if not request.headers.get("Accept"):
        return offered[0]
    accepts = request.accept_mimetypes
    named = {name for name, _ in accepts}
    best = max(offered, key=lambda name: (accepts.quality(name), name in named, -offered.index(name)))
    if accepts.quality(best) > 0:
        return best
    for name, quality in sorted(accepts, key=lambda item: -item[1]):
        meant = [other for other in _ALIASES.get(name, "").split() if other in offered]
        if quality > 0 and meant:
            return meant[0]
    raise NotAcceptable()
