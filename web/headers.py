"""The headers every answer carries, and how large a request may be."""

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
MAX_REQUEST = 256 * 1024
"""Bytes of a request's body: a query is at most 64 kB, and the form around it can treble that."""


def register(app: Flask) -> None:
    """Adds the headers to every answer of `app`, and bounds its requests."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST

    @app.after_request
    def secure(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        if request.path.startswith(("/data/", "/id/", "/sparql", "/ontology", "/shapes")):
            # The data is public and read-only: programs in other sites' pages may read it.
            response.headers.setdefault("Access-Control-Allow-Origin", "*")
        if request.method in ("GET", "HEAD") and response.status_code == 200 and not response.direct_passthrough:
            # A page that has not changed is not sent again: the tag is of its bytes.
            response.add_etag()
            response.make_conditional(request)
        if request.path.startswith(("/doc/", "/data/doc/")):
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response
