"""Sources: files, folders, addresses, standard input and the bundled announcements, each ready to be loaded.

Naming what there is (`sources`) looks at folders and nothing else; bytes are read by `Source.load`, one source at a
time, so that a source that fails stops none of the others.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from kg import __version__
from kg.config import Config, resource
from kg.errors import FetchError, TalkgraphError, UsageError

USER_AGENT = f"talkgraph/{__version__} (+https://w3id.org/talkgraph/)"
TIMEOUT = 20.0
"""Seconds to wait for a connection and between two pieces of an answer."""
LONGEST = 120.0
"""Seconds after which a source that is still sending is given up."""
MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Loaded:
    """The bytes of a source and what was said of them; `retrieved` is a time in UTC, None for what was not fetched.

    `address` is where the bytes were found in the end, after redirects; None for what was not fetched. It goes before
    the address of the source, which only says where to look first.
    """

    data: bytes
    media_type: str | None = None
    charset: str | None = None
    retrieved: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read. `name` is what the user called it, `key` how it is known, `address` what may be shown of it.

    `load` gets the bytes; it raises FetchError where there are none to be had.
    """

    name: str
    key: str
    address: str | None
    load: Callable[[], Loaded]


def all_sources(arguments: Sequence[str], config: Config, *, url: str | None = None) -> Iterator[Source]:
    """The sources of several arguments; with `url`, the one source there is, known by that address.

    Raises UsageError where `url` is no http(s) address, or there is more than one source for it.
    """
    found = (source for argument in arguments for source in sources(argument, config))
    if url is None:
        return found
    listed = list(found)
    if len(listed) != 1:
        raise UsageError(f"--url names the address of one source, and here are {len(listed)}: give one SOURCE.")
    return iter([with_address(listed[0], url)])


def sources(argument: str, config: Config) -> Iterator[Source]:
    """The sources one argument names: itself, or the files of a folder in the order of their paths.

    A file that does not exist is a source too, whose `load` says so.
    """
    if argument == "-":
        yield Source("standard input", "-", None, partial(_from_stdin, config.max_bytes))
    elif argument == "bundled:":
        folder = resource("data") / "announcements"
        for path in _files(folder):
            name = f"bundled:{path.relative_to(folder).as_posix()}"
            yield Source(name, name, None, partial(_from_file, path, config.max_bytes))
    elif "://" in argument:
        yield Source(argument, argument, argument, partial(_from_web, argument, config.max_bytes))
    elif Path(argument).is_dir():
        for path in _files(Path(argument)):
            yield _file(path, config)
    else:
        yield _file(Path(argument), config)


def with_address(source: Source, url: str) -> Source:
    """The source known by `url`, wherever its bytes come from. Raises UsageError where `url` is no http(s) address."""
    _checked(url, UsageError)
    return replace(source, key=url, address=url, load=lambda: replace(source.load(), address=url))


def _file(path: Path, config: Config) -> Source:
    return Source(str(path), str(path.absolute()), None, partial(_from_file, path, config.max_bytes))


def _files(folder: Path) -> list[Path]:
    """The files below a folder by path; what is hidden (a name that starts with a dot) is left out."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place) / name for name in names if not name.startswith(".")]
    return sorted(found, key=lambda path: path.as_posix())


def _from_file(path: Path, bound: int) -> Loaded:
    """One byte over the bound is read at most: that it is too large is the reader's to say."""
    try:
        with path.open("rb") as file:
            return Loaded(file.read(bound + 1))
    except FileNotFoundError as error:
        raise FetchError(f"{path} does not exist: check the path.") from error
    except OSError as error:
        raise FetchError(f"{path} cannot be opened ({error.strerror}): check that it is a file you may read.") from error


def _from_stdin(bound: int) -> Loaded:
    return Loaded(sys.stdin.buffer.read(bound + 1))


def _from_web(url: str, bound: int) -> Loaded:
    """The answer at an address, redirects followed; read no further than one byte over the bound."""
    _checked(url, FetchError)
    client = httpx.Client(headers={"User-Agent": USER_AGENT}, timeout=TIMEOUT, max_redirects=MOST_REDIRECTS)
    try:
        with client, client.stream("GET", url, follow_redirects=True) as answer:
            if answer.status_code >= 400:
                raise FetchError(f"{url} answered {answer.status_code} {answer.reason_phrase}: check the address.")
            return Loaded(
                _bounded(answer, url, bound),
                media_type=answer.headers.get("content-type", "").split(";")[0].strip() or None,
                charset=answer.charset_encoding,
                retrieved=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                address=str(answer.url),
            )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = str(error) or type(error).__name__
        raise FetchError(f"{url} did not answer ({reason}): check the address, or try again later.") from error


def _bounded(answer: httpx.Response, url: str, bound: int) -> bytes:
    """The body, up to one byte over the bound. Raises FetchError where it comes too slowly."""
    data = bytearray()
    deadline = time.monotonic() + LONGEST
    for piece in answer.iter_bytes():
        data += piece
        if len(data) > bound:
            break
        if time.monotonic() > deadline:
            raise FetchError(f"{url} was still sending after {LONGEST:.0f} seconds: try again later, or save it as a file.")
    return bytes(data[: bound + 1])


def _checked(url: str, error: type[TalkgraphError]) -> None:
    try:
        scheme, place = urlsplit(url)[:2]
    except ValueError:  # 'http://[': brackets that hold no address
        scheme, place = "", ""
    if scheme not in ("http", "https") or not place:
        raise error(f"{url!r} is no address that can be fetched: it must start with http:// or https://.")
