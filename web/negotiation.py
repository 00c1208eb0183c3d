"""Which format an answer has: by the Accept header, RFC 9110, or by a name in the address."""

from collections.abc import Mapping, Sequence

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
    "application/xhtml+xml": "text/html",
}
"""Names that programs use for what is offered under another."""


def preferred(offered: Sequence[str]) -> str:
    """The media type of `offered` that the request likes best, the first where it does not say. Raises NotAcceptable.

    A type the request names, by its own name or an alias, goes before one it takes only as `*/*`, at equal quality.
    """
    if not request.headers.get("Accept"):
        return offered[0]
    accepts = request.accept_mimetypes
    stated = {name.lower().partition(";")[0].strip(): quality for name, quality in accepts}

    def wanted(name: str) -> tuple[float, bool, int]:
        alias = max((stated[other] for other, meant in _ALIASES.items() if other in stated and name in meant.split()), default=0.0)
        by_name = name in stated
        quality = stated[name] if by_name else max(alias, accepts.quality(name))
        return quality, by_name or alias > 0, -offered.index(name)

    best = max(offered, key=wanted)
    if wanted(best)[0] > 0:
        return best
    raise NotAcceptable()


def named(name: str | None, offered: Mapping[str, str]) -> str | None:
    """The media type of `offered` that has this name, by its suffix or in full; None where none has.

    Clients send names of their own making (SPARQLWrapper: `turtle`) beside an Accept header, which then decides.
    """
    return next((media_type for media_type, own in offered.items() if name in (own, media_type)), None)
