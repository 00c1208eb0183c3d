"""One request and its answer, bounded in time and size whatever the server sends."""

import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from kg import __version__
from kg.errors import FetchError
from kg.fetch.addresses import tidy
from kg.fetch.guard import Nearness, check_peer, proxied

USER_AGENT = f"talkgraph/{__version__} (+https://w3id.org/talkgraph/)"
TIMEOUT = 20.0
"""Seconds to wait for a connection and between two pieces of an answer."""
_OVERHEAD = 1 << 16
"""Bytes that a compressed answer may be larger than what it holds; gzip itself adds less than one in a thousand."""
_ONE = httpx.Limits(max_connections=1, max_keepalive_connections=1)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: an address without a user in it, and how much may come in how many seconds."""

    url: str
    near: Nearness
    most: int
    seconds: float
    headers: Mapping[str, str] = field(default_factory=dict)
    user: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; `body` is there for a success only, and up to one byte longer than was asked for."""

    status: int
    reason: str
    headers: httpx.Headers
    body: bytes = b""
    charset: str | None = None

    @property
    def said(self) -> str:
        """The status in words."""
        return tidy(f"{self.status} {self.reason}")


def one_connection() -> httpx.Client:
    """A client that holds one connection and follows no redirect: each step of the way is looked at first."""
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"}
    return httpx.Client(headers=headers, timeout=TIMEOUT, limits=_ONE)


def visit(client: httpx.Client, question: Question) -> Answer:
    """The answer to a question. Raises FetchError, one sentence for whatever went wrong.

    It is waited for in a thread of its own: a server that sends a header a second keeps every other bound.
    """
    one = _Visit(client, question)
    thread = threading.Thread(target=one.run, daemon=True)
    thread.start()
    thread.join(max(0.0, one.deadline - time.monotonic()))
    if thread.is_alive():
        client.close()
        raise one.late()
    if isinstance(one.outcome, Answer):
        return one.outcome
    if isinstance(one.outcome, FetchError):
        raise one.outcome
    reason = tidy(str(one.outcome)) or type(one.outcome).__name__
    raise FetchError(f"{question.url} did not answer ({reason}): check the address, or try again later.") from one.outcome


class _Visit:
    """One request, and what came of it: `outcome` is the answer, or the error that stands in its place."""

    def __init__(self, client: httpx.Client, question: Question) -> None:
        self.client, self.question = client, question
        self.deadline = time.monotonic() + question.seconds
        self.outcome: Answer | Exception | None = None

    def run(self) -> None:
        """Asks, and leaves the outcome. Names that are no host names raise UnicodeError, ports too large OverflowError;
        a client that was closed meanwhile raises RuntimeError."""
        try:
            self.outcome = self._answer()
        except (FetchError, httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError, OverflowError) as error:
            self.outcome = error
        except RuntimeError as error:
            self.outcome = error

    def late(self) -> FetchError:
        return FetchError(
            f"{self.question.url} was still sending after {self.question.seconds:.0f} seconds: try again later, or save it as a file."
        )

    def _answer(self) -> Answer:
        url, headers = self.question.url, dict(self.question.headers)
        ask = {"headers": headers, "auth": self.question.user, "extensions": {"trace": self._step}}
        with self.client.stream("GET", url, **ask) as answer:
            body = self._body(answer) if answer.is_success and answer.status_code not in (204, 205) else b""
            return Answer(answer.status_code, answer.reason_phrase, answer.headers, body, answer.charset_encoding)

    def _step(self, name: str, facts: Mapping[str, object]) -> None:
        """Looks at each step of the request: raises FetchError once the time is over, or where the connection that was
        made leads to a place that may not be fetched."""
        if time.monotonic() > self.deadline:
            raise self.late()
        if name == "connection.connect_tcp.complete" and not proxied(self.question.url):
            peer = facts["return_value"].get_extra_info("server_addr")  # type: ignore[attr-defined]
            if peer:
                check_peer(self.question.url, peer[0], self.question.near)

    def _body(self, answer: httpx.Response) -> bytes:
        """The body, up to one byte over the bound; unpacked here, because a library would unpack all that came."""
        shown, most = self.question.url, self.question.most
        coding = answer.headers.get("content-encoding", "identity").strip().lower() or "identity"
        if coding not in ("identity", "gzip", "x-gzip"):
            raise FetchError(f"{shown} answered in the encoding {tidy(coding)!r}, which is not read: save it as a file.")
        unpacker = None if coding == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 16)
        data, came = bytearray(), 0
        for piece in answer.iter_raw():
            if time.monotonic() > self.deadline:
                raise self.late()
            came += len(piece)
            try:
                data += unpacker.decompress(piece, most + 1 - len(data)) if unpacker else piece
            except zlib.error as error:
                raise FetchError(f"{shown} sent damaged data ({error}): try again later, or save it as a file.") from error
            if len(data) > most or (unpacker and unpacker.eof):
                break
            if came > most + _OVERHEAD:
                raise FetchError(f"{shown} sent {came:,} bytes that hold next to nothing: save it as a file.")
        if unpacker and came and not unpacker.eof and len(data) <= most:
            raise FetchError(f"{shown} stopped in the midst of its answer: try again later, or save it as a file.")
        return bytes(data[: most + 1])
