"""Sources: files, folders, addresses, standard input and the bundled announcements, each ready to be loaded.

Naming what there is (`sources`) looks at folders and nothing else; bytes are read by `Source.load`, one source at a
time, so that a source that fails stops none of the others.
"""

import os
import re
import stat
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx

from kg import __version__
from kg.config import Config, resource
from kg.errors import FetchError, TalkgraphError, UsageError

USER_AGENT = f"talkgraph/{__version__} (+https://w3id.org/talkgraph/)"
TIMEOUT = 20.0
"""Seconds to wait for a connection and between two pieces of an answer."""
LONGEST = 120.0
"""Seconds from the start of a request, redirects included, after which a source is given up, whatever it sends."""
MOST_REDIRECTS = 5
LONGEST_ADDRESS = 2_000
"""Characters of an address; browsers and servers promise no more."""
_OVERHEAD = 1 << 16
"""Bytes that a compressed answer may be larger than what it holds; gzip itself adds less than one in a thousand."""
_USERINFO = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]{0,20}://)([^/?#]*)@")


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

    Raises UsageError where an argument is empty, `url` is no http(s) address, or there is more than one source for it.
    """
    if "" in arguments:
        raise UsageError("A SOURCE is empty: give a file, a folder, an address, or '-' for standard input.")
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
        for path, _ in _files(folder):
            name = f"bundled:{path.relative_to(folder).as_posix()}"
            yield Source(name, name, None, partial(_from_file, path, config.max_bytes))
    elif "://" in argument:
        shown = _public(argument)
        yield Source(shown, shown, shown, partial(_from_web, argument, config.max_bytes))
    elif os.path.isdir(argument):  # False where the path cannot be looked at: opening it then says why
        for path, refusal in _files(Path(argument)):
            yield _file(path, config) if refusal is None else _refused(path, refusal)
    else:
        yield _file(Path(argument), config)


def with_address(source: Source, url: str) -> Source:
    """The source known by `url`, wherever its bytes come from. Raises UsageError where `url` is no http(s) address.

    A user's name and password in the address are left out of it, as everywhere: it is published.
    """
    _checked(url, UsageError)
    shown = _public(url)
    return replace(source, key=shown, address=shown, load=lambda: replace(source.load(), address=shown))


def _file(path: Path, config: Config) -> Source:
    return Source(str(path), str(path.absolute()), None, partial(_from_file, path, config.max_bytes))


def _refused(folder: Path, error: OSError) -> Source:
    """A folder that could not be listed, as a source whose `load` says so."""

    def load() -> Loaded:
        raise FetchError(f"{folder} cannot be listed ({error.strerror}): check that it is a folder you may read.") from error

    return Source(str(folder), str(folder.absolute()), None, load)


def _files(folder: Path) -> list[tuple[Path, OSError | None]]:
    """The files below a folder by path, and the folders that could not be listed, each with why.

    What is hidden (a name that starts with a dot) is left out.
    """
    found: list[tuple[Path, OSError | None]] = []
    refusals: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=refusals.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [(Path(place) / name, None) for name in names if not name.startswith(".")]
    found += [(Path(error.filename), error) for error in refusals]
    return sorted(found, key=lambda one: one[0].as_posix())


def _from_file(path: Path, bound: int) -> Loaded:
    """One byte over the bound is read at most: that it is too large is the reader's to say.

    Only regular files are opened: a pipe or a terminal may never answer.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FetchError(f"{path} is no file but a pipe, socket or device: give a file, or its words on standard input ('-').")
        with path.open("rb") as file:
            return Loaded(file.read(bound + 1))
    except FileNotFoundError as error:
        raise FetchError(f"{path} does not exist: check the path.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FetchError(f"{path} cannot be opened ({reason}): check that it is a file you may read.") from error


def _from_stdin(bound: int) -> Loaded:
    return Loaded(sys.stdin.buffer.read(bound + 1))


def _from_web(url: str, bound: int) -> Loaded:
    """The answer at an address, redirects followed; read no further than one byte over the bound.

    It is waited for in a thread of its own: a server that sends a header a second keeps every other bound.
    """
    _checked(url, FetchError)
    visit = _Visit(url, bound)
    thread = threading.Thread(target=visit.run, daemon=True)
    thread.start()
    thread.join(max(0.0, visit.deadline - time.monotonic()))
    if thread.is_alive():
        visit.client.close()
        raise visit.late()
    if isinstance(visit.outcome, Loaded):
        return visit.outcome
    if isinstance(visit.outcome, FetchError):
        raise visit.outcome
    reason = _tidy(str(visit.outcome)) or type(visit.outcome).__name__
    raise FetchError(f"{visit.shown} did not answer ({reason}): check the address, or try again later.") from visit.outcome


class _Visit:
    """One request, and what came of it: `outcome` is the answer, or the error that stands in its place."""

    def __init__(self, url: str, bound: int) -> None:
        self.url, self.shown, self.bound = url, _public(url), bound
        self.longest = LONGEST
        self.deadline = time.monotonic() + self.longest
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"}
        self.client = httpx.Client(headers=headers, timeout=TIMEOUT, max_redirects=MOST_REDIRECTS)
        self.outcome: Loaded | Exception | None = None

    def run(self) -> None:
        """Fetches, and leaves the outcome. Names that are no host names raise UnicodeError, ports too large OverflowError."""
        try:
            self.outcome = self._answer()
        except (FetchError, httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError, OverflowError) as error:
            self.outcome = error

    def late(self) -> FetchError:
        return FetchError(f"{self.shown} was still sending after {self.longest:.0f} seconds: try again later, or save it as a file.")

    def _answer(self) -> Loaded:
        ask = {"follow_redirects": True, "auth": _credentials(self.url), "extensions": {"trace": self._in_time}}
        with self.client, self.client.stream("GET", self.shown, **ask) as answer:
            if not answer.is_success or answer.status_code in (204, 205):
                said = _tidy(f"{answer.status_code} {answer.reason_phrase}")
                without = "" if answer.status_code >= 400 else ", without a page"
                raise FetchError(f"{self.shown} answered {said}{without}: check the address.")
            return Loaded(
                self._body(answer),
                media_type=answer.headers.get("content-type", "").split(";")[0].strip() or None,
                charset=answer.charset_encoding,
                retrieved=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                address=_public(str(answer.url)),
            )

    def _in_time(self, *event: object) -> None:
        """Raises FetchError once the time is over; called at each step of a request, which may begin another."""
        if time.monotonic() > self.deadline:
            raise self.late()

    def _body(self, answer: httpx.Response) -> bytes:
        """The body, up to one byte over the bound; unpacked here, because a library would unpack all that came."""
        coding = answer.headers.get("content-encoding", "identity").strip().lower() or "identity"
        if coding not in ("identity", "gzip", "x-gzip"):
            raise FetchError(f"{self.shown} answered in the encoding {_tidy(coding)!r}, which is not read: save it as a file.")
        unpacker = None if coding == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 16)
        data, came = bytearray(), 0
        for piece in answer.iter_raw():
            self._in_time()
            came += len(piece)
            try:
                data += unpacker.decompress(piece, self.bound + 1 - len(data)) if unpacker else piece
            except zlib.error as error:
                raise FetchError(f"{self.shown} sent damaged data ({error}): try again later, or save it as a file.") from error
            if len(data) > self.bound or (unpacker and unpacker.eof):
                break
            if came > self.bound + _OVERHEAD:
                raise FetchError(f"{self.shown} sent {came:,} bytes that hold next to nothing: save it as a file.")
        if unpacker and came and not unpacker.eof and len(data) <= self.bound:
            raise FetchError(f"{self.shown} stopped in the midst of its answer: try again later, or save it as a file.")
        return bytes(data[: self.bound + 1])


def _credentials(url: str) -> tuple[str, str] | None:
    """The user's name and password that an address holds."""
    found = _USERINFO.match(url)
    if found is None:
        return None
    user, _, password = found[2].partition(":")
    return unquote(user), unquote(password)


def _public(url: str) -> str:
    """The address without the user's name and password, which are for its server alone."""
    return _USERINFO.sub(r"\1", url)


def _tidy(said: str) -> str:
    """What a server or a library said, as a short part of a sentence."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in said).split())
    return line if len(line) <= 200 else f"{line[:200]}…"


def _checked(url: str, error: type[TalkgraphError]) -> None:
    """Raises `error` where this is no http(s) address, or one that could not be shown or stored as it is."""
    shown = _public(url)
    if len(url) > LONGEST_ADDRESS:
        raise error(f"{shown[:80]!r}… has {len(url):,} characters, and an address up to {LONGEST_ADDRESS:,}: give a shorter one.")
    if not all(letter.isprintable() and not letter.isspace() for letter in url):
        raise error(f"{shown!r} is no address: it holds spaces or signs that are not shown; write them as %20 and the like.")
    try:
        scheme, place = urlsplit(shown)[:2]
    except ValueError:  # 'http://[': brackets that hold no address
        scheme, place = "", ""
    if scheme not in ("http", "https") or not place:
        raise error(f"{shown!r} is no address that can be fetched: it must start with http:// or https://.")
