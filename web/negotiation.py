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

_ALIASES = {"application/x-turtle": "text/turtle", "application/json": "application/ld+json", "text/n3": "text/turtle"}


def preferred(offered: Sequence[str]) -> str:
    """The media type of `offered` that the request likes best, the first where it does not say. Raises NotAcceptable."""
    accepts = request.accept_mimetypes
    if not request.headers.get("Accept"):
        return offered[0]
    ranked = sorted(offered, key=lambda name: (-accepts.quality(name), -_specificity(name), offered.index(name)))
    if accepts.quality(ranked[0]) <= 0:
        for alias, name in _ALIASES.items():
            if name in offered and accepts.quality(alias) > 0:
                return name
        raise NotAcceptable()
    return ranked[0]


def _specificity(name: str) -> int:
    return 1 if any(value == name for value, _ in request.accept_mimetypes) else 0
