"""The settings of sources, read from TOML files: one file for each source, named as the source is."""

import re
import tomllib
import zoneinfo
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg.errors import UsageError
from kg.model.source import TEXT_RIGHTS, SourceSettings
from kg.text.patterns import BadPattern, pattern_of
from kg.text.toml import toml_of

MOST_PATTERNS = 50
"""How many patterns one field may have."""
LARGEST = 100_000
"""The largest file of settings that is read, in bytes."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LONGEST = 300
_WORDS = ("series", "licence")
_KEYS = ("address", "series", "zone", "language", "licence", "text", "follow", "pattern")


def load_source(path: Path) -> SourceSettings:
    """The settings that the file at `path` states. Raises UsageError, one line for each thing that is wrong in it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"The settings {path} cannot be read: {error.strerror}.") from error
    return source_of(path.name, data)


def load_sources(folder: Path) -> tuple[SourceSettings, ...]:
    """The settings of all sources of a folder, by name. Raises UsageError where one of them is wrong."""
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder} with settings of sources.")
    return tuple(load_source(path) for path in sorted(folder.glob("*.toml")))


def source_of(name: str, data: bytes) -> SourceSettings:
    """The settings in `data`, the bytes of the file called `name`. Raises UsageError."""
    stem = name.removesuffix(".toml")
    if not _NAME.fullmatch(stem):
        raise UsageError(f"The settings {name!r}: a source is named by letters, digits, '.', '-' and '_', as in data/sources/knots.toml.")
    if len(data) > LARGEST:
        raise UsageError(f"The settings {name} are larger than {LARGEST:,} bytes.")
    try:
        text = data.decode("utf-8-sig")
        stated = toml_of(text)
    except UnicodeDecodeError as error:
        raise UsageError(f"The settings {name} are not UTF-8 (byte {error.start}); save them as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"The settings {name} are no TOML: {error}.") from error
    faults = [f"{name}{_line(text, key)}: {said}" for key, said in _faults(stated)]
    if faults:
        raise UsageError("\n".join(faults))
    rest = {key: value for key, value in stated.items() if key not in ("pattern",)}
    patterns = tuple((field, (given,) if isinstance(given, str) else tuple(given)) for field, given in stated.get("pattern", {}).items())
    return SourceSettings(name=stem, patterns=patterns, **rest)


def _line(text: str, key: str) -> str:
    """Where a key stands in a file: ', line 3'; nothing where it is written in a way that is not found."""
    table, _, own = key.rpartition(".")
    names = rf"(?:{re.escape(own)}|\"{re.escape(own)}\"|'{re.escape(own)}')"
    header = rf"[ \t]*\[[ \t]*{names}[ \t]*\]"
    within = re.search(rf"^[ \t]*\[[ \t]*{re.escape(table)}[ \t]*\]", text, re.MULTILINE) if table else None
    found = re.compile(rf"^(?:[ \t]*{names}[ \t]*=|{header})", re.MULTILINE).search(text, within.end() if within else 0)
    return f", line {text.count(chr(10), 0, found.start()) + 1}" if found else ""


def _faults(stated: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong in the settings: the key, and a sentence about it."""
    for key in stated:
        if key not in _KEYS:
            yield key, f"{_shown(key)} is no key of a source{_near(key, _KEYS)}; the keys are {', '.join(_KEYS)}."
    if "address" not in stated:
        yield "address", "there is no 'address'; write the address of the page, feed or calendar: address = \"https://…\"."
    elif not _is_address(stated["address"]):
        yield "address", f"address is {_shown(stated['address'])}: it must be an http(s) address."
    for key in _WORDS:
        if key in stated and not _is_words(stated[key]):
            yield key, f"{key} is {_shown(stated[key])}: it must be text on one line, of at most {_LONGEST} characters."
    if "zone" in stated and not (isinstance(stated["zone"], str) and stated["zone"] in _zones()):
        yield "zone", f"zone is {_shown(stated['zone'])}{_near(stated['zone'], _zones())}: it must be an IANA time zone, as \"Europe/London\"."
    if "language" in stated and not (isinstance(stated["language"], str) and _LANGUAGE.fullmatch(stated["language"])):
        yield "language", f"language is {_shown(stated['language'])}: it must be the code of a language, as \"en\" or \"pt-BR\"."
    if "text" in stated and not (isinstance(stated["text"], str) and stated["text"] in TEXT_RIGHTS):
        yield "text", f"text is {_shown(stated['text'])}: it must be one of {', '.join(TEXT_RIGHTS)}."
    if "follow" in stated and not isinstance(stated["follow"], bool):
        yield "follow", f"follow is {_shown(stated['follow'])}: it must be true or false."
    yield from _pattern_faults(stated.get("pattern", {}))


def _pattern_faults(stated: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(stated, dict):
        yield "pattern", "pattern must be a table: [pattern], and below it title = [\"{speaker} – {title}\"]."
        return
    for field, given in stated.items():
        listed = [given] if isinstance(given, str) else given
        if not isinstance(listed, list) or not listed or not all(isinstance(one, str) for one in listed):
            yield f"pattern.{field}", f"the pattern of {_shown(field)} must be text or a list of texts, as [\"{{speaker}} – {{title}}\"]."
        elif len(listed) > MOST_PATTERNS:
            yield f"pattern.{field}", f"{_shown(field)} has {len(listed):,} patterns; {MOST_PATTERNS} are the most for one field."
        else:
            for one in listed:
                try:
                    pattern_of(one)
                except BadPattern as error:
                    yield f"pattern.{field}", f"the pattern {_shown(one)} {error}."


def _is_address(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > 2000 or re.search(r"[\s\x00-\x20<>\"]", value):
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST and value.isprintable()


@cache
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def _near(value: Any, known) -> str:
    close = get_close_matches(value, sorted(known), n=1) if isinstance(value, str) and len(value) < 60 else []
    return f" (did you mean {close[0]!r}?)" if close else ""


def _shown(value: Any) -> str:
    printed = repr(value)
    return printed if len(printed) <= 80 else printed[:79] + "…"
