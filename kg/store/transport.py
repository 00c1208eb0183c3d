"""Requests to a SPARQL server: one answer, whole, or an error that says what happened."""

import ast
import math
import time
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError

from SPARQLWrapper import POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from kg.errors import QueryError, QueryTooLarge, StoreError

_ACCEPT = {
    "select": "application/sparql-results+json",
    "ask": "application/sparql-results+json",
    "construct": "application/n-triples, text/turtle;q=0.5",
    "update": "*/*",
}
_WRAPPER_FORM = {"select": "SELECT", "ask": "ASK", "construct": "CONSTRUCT", "update": "INSERT"}
_PARTIAL = ("X-SPARQL-MaxRows", "X-SQL-State")


class NoAnswer(StoreError):
    """The server did not answer within the time it was given."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The body of an answer and its media type, without parameters."""

    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Server:
    """The addresses of a SPARQL server; `timeout` is for one whole answer, in seconds, `max_bytes` bounds it.

    `deadline` is the time (of `time.monotonic`) by which the last of several answers must be there.
    """

    query: str
    update_address: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 60.0
    max_bytes: int | None = None
    deadline: float | None = None

    @property
    def credentials(self) -> tuple[str, str] | None:
        """User and password for HTTP basic authentication, where both are given."""
        return (self.user, self.password) if self.user and self.password else None

    def ask(self, text: str, form: str, default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> Reply:
        """The server's answer to a query over these graphs. Raises QueryError where it calls the query malformed."""
        request = self._request(text, form)
        for graph in default:
            request.addParameter("default-graph-uri", graph)
        for graph in named:
            request.addParameter("named-graph-uri", graph)
        reply = self._send(request, self.query)
        if reply.media_type and not _fits(reply.media_type, form):
            raise StoreError(f"{self.query} answered with {reply.media_type}; is it the address of a SPARQL query endpoint?")
        return reply

    def update(self, text: str) -> None:
        """Runs one update request. Raises StoreError where it is refused."""
        try:
            self._send(self._request(text, "update"), self.update_address)
        except QueryError as error:
            raise StoreError(f"The update address {self.update_address} refused the change: {error}") from error

    def _request(self, text: str, form: str) -> SPARQLWrapper:
        """The text is set past `setQuery`, which guesses the form by a pattern that can take exponential time."""
        request = SPARQLWrapper(self.query, self.update_address)
        request.queryString, request.queryType = text, _WRAPPER_FORM[form]
        request.setMethod(POST)
        request.setOnlyConneg(True)
        request.addCustomHttpHeader("Accept", _ACCEPT[form])
        if self.credentials:
            request.setCredentials(*self.credentials)
        return request

    def _send(self, request: SPARQLWrapper, address: str) -> Reply:
        begun = time.monotonic()
        deadline = min(begun + self.timeout, self.deadline or begun + self.timeout)
        try:
            if deadline <= begun:
                raise TimeoutError
            request.setTimeout(math.ceil(deadline - begun))
            response = request.query().response
            with response:
                return self._read(response, deadline)
        except QueryBadFormed as error:
            raise QueryError(f"The store at {address} does not take the query: {_words(error)}") from error
        except HTTPError as error:
            raise StoreError(f"The store at {address} answered with status {error.code} {error.reason}.") from error
        except SPARQLWrapperException as error:
            raise StoreError(f"The store at {address} refused: {_words(error)}") from error
        except TimeoutError as error:
            raise NoAnswer(f"The store at {address} did not answer within {self.timeout:g} seconds.") from error
        except (OSError, HTTPException) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise NoAnswer(f"The store at {address} did not answer within {self.timeout:g} seconds.") from error
            raise StoreError(f"The store at {address} did not answer: {error}.") from error

    def _read(self, response: HTTPResponse, deadline: float) -> Reply:
        if response.status == 206 or any(response.headers.get(name) for name in _PARTIAL):
            raise StoreError(f"The store at {self.query} sent only a part of the answer; raise its limit of rows or time.")
        body = bytearray()
        while chunk := response.read1(65_536):
            body += chunk
            if self.max_bytes is not None and len(body) > self.max_bytes:
                raise QueryTooLarge(f"The result is larger than {self.max_bytes:,} bytes; ask for less, or with LIMIT.")
            if time.monotonic() > deadline:
                raise TimeoutError
        stated = response.headers.get("Content-Length")
        if stated is not None and stated.isdecimal() and int(stated) != len(body):
            raise StoreError(f"The store at {self.query} broke off after {len(body):,} of {int(stated):,} bytes.")
        return Reply(bytes(body), response.headers.get_content_type() if response.headers.get("Content-Type") else "")


def _fits(media_type: str, form: str) -> bool:
    if form == "construct":
        return media_type in ("application/n-triples", "text/turtle", "application/x-turtle", "text/plain", "text/ntriples")
    return media_type in ("application/sparql-results+json", "application/json")


def _words(error: SPARQLWrapperException) -> str:
    """The meaning of the status and what the server said, taken out of SPARQLWrapper's message, which shows it as bytes."""
    message, _, shown = str(error).partition("Response:\n")
    meaning = message.partition(": ")[2].strip().rstrip(".")
    said = ast.literal_eval(shown).decode("utf-8", "replace") if shown.startswith(("b'", 'b"')) else ""
    return f"{meaning}. {' '.join(said.split())[:300]}".strip()
