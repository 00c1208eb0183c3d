"""The words of each language that announcements are read in: one data file a language, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its ISO 639-1 code, its English name and its word lists by section."""

    code: str
    name: str
    sections: Mapping[str, Mapping]

    def section(self, name: str) -> Mapping:
        """The word lists of one section (`dates`, `people`, `labels`, …); empty where the file has none."""
        return self.sections.get(name, MappingProxyType({}))


@cache
def languages() -> tuple[Language, ...]:
    """Every language there is a file for, ordered by code."""
    folder = files("kg") / "languages"
    return tuple(
        _language(entry.name.removesuffix(".toml"), entry.read_text(encoding="utf-8"))
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    )


def words(section: str, key: str) -> tuple[str, ...]:
    """The words that any language lists under `key` of `section`, without repetition, in the order of the files."""
    listed = (word for language in languages() for word in language.section(section).get(key, ()))
    return tuple(dict.fromkeys(listed))


def _language(code: str, text: str) -> Language:
    data = tomllib.loads(text)
    sections = {key: MappingProxyType(value) for key, value in data.items() if isinstance(value, dict)}
    return Language(code, data["name"], MappingProxyType(sections))
