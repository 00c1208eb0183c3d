"""What can be read: files, folders, addresses, standard input and the bundled announcements."""

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kg.config import Config, resource
from kg.errors import FetchError, UsageError
from kg.fetch.addresses import checked, public
from kg.fetch.loaded import Loaded
from kg.fetch.web import Web


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read. `name` is what the user called it, `key` how it is known, `address` what may be shown of it.

    `load` gets the bytes; it raises FetchError where there are none to be had. What is on the web is asked for at `at`,
    the address with the user and the password it names, through `web`: so it can be asked for news only, and for what it
    leads to. Both are None for what is read from elsewhere, or known by another address than it came from.
    """

    name: str
    key: str
    address: str | None
    load: Callable[[], Loaded]
    at: str | None = None
    web: Web | None = None


def all_sources(arguments: Sequence[str], config: Config, *, url: str | None = None, web: Web | None = None) -> Iterator[Source]:
    """The sources of several arguments; with `url`, the one source there is, known by that address.

    Those on the web share one `web`, so that each server is asked by one run in one voice.

    Raises UsageError where an argument is empty, `url` is no http(s) address, or there is more than one source for it.
    """
    if "" in arguments:
        raise UsageError("A SOURCE is empty: give a file, a folder, an address, or '-' for standard input.")
    web = web or Web(config)
    found = (source for argument in arguments for source in sources(argument, config, web))
    if url is None:
        return found
    listed = list(found)
    if len(listed) != 1:
        raise UsageError(f"--url names the address of one source, and here are {len(listed)}: give one SOURCE.")
    return iter([with_address(listed[0], url)])


def sources(argument: str, config: Config, web: Web | None = None) -> Iterator[Source]:
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
        yield from_web(argument, web or Web(config))
    elif os.path.isdir(argument):  # False where the path cannot be looked at: opening it then says why
        for path, refusal in _files(Path(argument)):
            yield _file(path, config) if refusal is None else _refused(path, refusal)
    else:
        yield _file(Path(argument), config)


def with_address(source: Source, url: str) -> Source:
    """The source known by `url`, wherever its bytes come from. Raises UsageError where `url` is no http(s) address.

    A user's name and password in the address are left out of it, as everywhere: it is published.
    """
    checked(url, UsageError)
    shown = public(url)
    return replace(source, key=shown, address=shown, load=lambda: replace(source.load(), address=shown), at=None, web=None)


def from_web(address: str, web: Web) -> Source:
    """What is at an address; known by where it is found in the end, and shown without the user the address may name."""
    shown = public(address)
    return Source(shown, shown, shown, partial(web.get, address), at=address, web=web)


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
