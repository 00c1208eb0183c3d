"""No reading rule is there for nothing: without it, some announcement is read otherwise.

The inputs are the five reference announcements (where they are here), the bundled ones and the fixtures of layouts;
rules of dates and times may be shown to be needed by a table of their own.
"""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.conftest import ROOT, SHARED

import kg.extract
import kg.read
import kg.text
from kg.extract import extract
from kg.model.announcement import Announcement
from kg.model.document import Document
from kg.read import read
from kg.rules import RULES, without

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


def changed_without(name: str) -> Iterator[Path]:
    """The inputs that are read otherwise without the rule."""
    for path in inputs():
        with_it = announced(path)
        with without(name):
            if extract(document(path)) != with_it:
                yield path


def test_there_are_inputs_and_rules():
    assert len(inputs()) > 30
    assert len(RULES) > 100


@pytest.mark.parametrize("name", sorted(RULES))
def test_without_the_rule_an_announcement_is_read_otherwise(name):
    assert next(changed_without(name), None), f"nothing is read by the rule {name!r}: drop it, or add an announcement that needs it"
