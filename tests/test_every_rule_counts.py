"""No reading rule is there for nothing: without it, some announcement is read otherwise.

The inputs are the five reference announcements (where they are here), the bundled ones and the fixtures of layouts.
Rules of dates, times, names and biographies are shown to be needed by tables of their own (tests/text/test_time_rules.py,
tests/text/test_names.py, tests/extract/test_biography.py).
"""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import kg.extract
import kg.read
import kg.text
from kg.extract import extract
from kg.extract.form import values
from kg.model.announcement import Announcement
from kg.model.document import Document
from kg.read import read
from kg.rules import RULES, without
from tests.conftest import ROOT, SHARED
from tests.extract import test_biography
from tests.text import test_names, test_time_rules

NEEDED = {*test_names.NEEDED, *test_names.IN_SENTENCES, *test_time_rules.NEEDED, *(rule for rules in test_biography.NEEDED.values() for rule in rules)}
FOLDERS = (ROOT / "tests" / "bundled" / "fixtures", ROOT / "data" / "announcements", SHARED / "seeds")

for package in (kg.text, kg.read, kg.extract):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)


@cache
def inputs() -> tuple[Path, ...]:
    """The files to read, the smallest first."""
    files = (path for folder in FOLDERS if folder.is_dir() for path in folder.iterdir() if path.is_file())
    return tuple(sorted(files, key=lambda path: (path.stat().st_size, path.name)))


@cache
def document(path: Path) -> Document:
    expected = path.parent / "expected" / f"{path.name}.json"
    address = json.loads(expected.read_text("utf-8")).get("address") if expected.exists() else None
    return read(path.read_bytes(), key=str(path), address=address, max_bytes=1_000_000)


@cache
def announced(path: Path) -> Announcement:
    return extract(document(path))


@cache
def rules_named(path: Path) -> frozenset[str]:
    """The rules that the values read from the file name."""
    known = announced(path)
    records = (*known.talks, *known.events, *known.series)
    return frozenset(value.rule for record in records for _, value in values(record))


def changed_without(name: str) -> Iterator[Path]:
    """The inputs that are read otherwise without the rule; those with a value that names it are tried first."""
    for path in sorted(inputs(), key=lambda path: name not in rules_named(path)):
        with_it = announced(path)
        with without(name):
            if extract(document(path)) != with_it:
                yield path


def test_there_are_inputs_and_rules():
    assert len(inputs()) > 30
    assert len(RULES) > 100


@pytest.mark.parametrize("name", sorted(set(RULES) - set(NEEDED)))
def test_without_the_rule_an_announcement_is_read_otherwise(name):
    assert next(changed_without(name), None), f"nothing is read by the rule {name!r}: drop it, or add an announcement that needs it"
