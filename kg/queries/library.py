"""The query files and what their heads declare."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import QueryError, UsageError

FOLDER = Path(__file__).resolve().parent
TYPES = ("iri", "string", "integer", "date", "year")
_PARAMETER = re.compile(r"# parameter (?P<name>[a-z][a-z0-9_]*): (?P<type>[a-z]+)(?:, default ?(?P<default>.*))?$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a saved query: its name, its type (iri, string, integer, date, year) and its default, if any."""

    name: str
    type: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with a name: `title` says what it answers, `text` is the whole file."""

    name: str
    title: str
    text: str
    parameters: tuple[Parameter, ...] = ()


def parse(name: str, text: str) -> SavedQuery:
    """The saved query in the text of a `.rq` file.

    A file of the user's without any head has its name as title and no parameters. Raises QueryError for a parameter
    line that cannot be read.
    """
    first, *lines = text.splitlines() or [""]
    title = first.removeprefix("#").strip() if first.startswith("#") else name
    parameters = tuple(_parameter(name, line) for line in lines if line.startswith("# parameter "))
    return SavedQuery(name, title, text, parameters)


def _parameter(query: str, line: str) -> Parameter:
    match = _PARAMETER.match(line.rstrip())
    if match is None or match["type"] not in TYPES:
        raise QueryError(f"{query}: {line.strip()!r} is not '# parameter NAME: {'|'.join(TYPES)}[, default VALUE]'.")
    return Parameter(match["name"], match["type"], match["default"])


@cache
def _folder(name: str) -> dict[str, SavedQuery]:
    folder = FOLDER / name
    if not folder.is_dir():
        raise UsageError(f"There is no folder of queries named {name!r}.")
    return {path.stem: parse(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.rq"))}


def saved(folder: str = "saved") -> dict[str, SavedQuery]:
    """The saved queries of a folder by name, in the order of their names; without `folder`, those for users."""
    return dict(_folder(folder))


def internal(name: str, folder: str = "internal") -> str:
    """The text of one query the program asks for itself. Raises UsageError where there is none of that name."""
    try:
        return _folder(folder)[name].text
    except KeyError as error:
        raise UsageError(f"There is no query {name!r} in kg/queries/{folder}.") from error
