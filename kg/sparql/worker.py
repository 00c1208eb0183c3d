"""The process in which visitors' queries run: it opens the store for reading and answers one request after another.

pyoxigraph cannot stop a query, so the process is killed instead. It speaks JSON lines: a request on standard input; on
standard output a line that is `{"media_type", "size", "retire"}`, followed by that many bytes, or `{"error", "message"}`.
`retire` asks to be replaced: the process has grown so much that it might refuse the next query for this one's memory.
"""

import ctypes
import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from kg import errors
from kg.config import Config
from kg.formats import format_for, render
from kg.queries.syntax import outline
from kg.sparql.limits import Limits, check_graphs
from kg.store import Store, open_store
from kg.store.engine import Engine

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def main(arguments: list[str]) -> int:
    """Opens the store that `arguments` name, `{location, base_iri, limits}` as JSON, and serves until input ends."""
    given = json.loads(arguments[0])
    limits = Limits(**given["limits"])
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _leave_network()
    try:
        store = open_store(given["location"], config=Config(base_iri=given["base_iri"]))
    except errors.TalkgraphError as error:
        _say(out, _refusal(error))
        return error.exit_code
    fat = _peak() + limits.memory // 4
    _bound_memory(limits)
    _say(out, {"ready": True})
    for line in sys.stdin.buffer:
        head, body = _reply(store, json.loads(line), limits)
        _say(out, {**head, "retire": _peak() > fat}, body)
    return 0


def _reply(store: Store, request: dict, limits: Limits) -> tuple[dict, bytes]:
    _bound_time(limits)
    try:
        media_type, body = answer(store, request, limits)
    except errors.TalkgraphError as error:
        return _refusal(error), b""
    except (MemoryError, RecursionError):
        return _refusal(errors.QueryTooLarge("The query needs more memory than it may have; ask for less, or with LIMIT.")), b""
    return {"media_type": media_type, "size": len(body)}, body


def answer(store: Store, request: dict, limits: Limits) -> tuple[str, bytes]:
    """The media type and the bytes of the answer to `{text, format, default, named}`. Raises the errors of a query."""
    text, default, named = request["text"], tuple(request["default"]), tuple(request["named"])
    form = outline(text).form
    chosen = format_for(request["format"], form)
    check_graphs(store, text, (*default, *named))
    with _most(store, limits.rows if form == "select" else limits.rows * 10):
        found = store.query(text, default_graph=default or None, named_graphs=named or None)
    body = render(found, chosen.name)
    if len(body) > limits.bytes:
        raise errors.QueryTooLarge(f"The answer is larger than {limits.bytes:,} bytes; ask for less, or with LIMIT.")
    return chosen.media_type, body


@contextmanager
def _most(store: Store, rows: int) -> Iterator[None]:
    if not isinstance(store, Engine):
        yield
        return
    store.most = rows
    try:
        yield
    finally:
        store.most = None


def _refusal(error: errors.TalkgraphError) -> dict:
    return {"error": type(error).__name__, "message": str(error)}


def _say(out: BinaryIO, head: dict, body: bytes = b"") -> None:
    out.write(json.dumps(head).encode() + b"\n" + body)
    out.flush()


def _leave_network() -> None:
    """A second lock behind the check of the text: where Linux lets us, this process has no network at all."""
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "unshare") and libc.unshare(_NEW_NETWORK):
        libc.unshare(_NEW_USER | _NEW_NETWORK)


def _peak() -> int:
    """The most memory this process ever had, in bytes (Linux counts in kilobytes, macOS in bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _bound_memory(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with open("/proc/self/statm") as status:
            taken = int(status.read().split()[0]) * resource.getpagesize()
    except OSError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (taken + limits.memory, resource.RLIM_INFINITY))


def _bound_time(limits: Limits) -> None:
    """So that a query ends even if the process that should stop it is gone: twice its time, and the kernel kills us."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = usage.ru_utime + usage.ru_stime
    resource.setrlimit(resource.RLIMIT_CPU, (int(used + 2 * limits.seconds) + 5, resource.RLIM_INFINITY))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
