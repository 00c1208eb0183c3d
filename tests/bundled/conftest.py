"""Reads announcements of one folder, each at most once."""

from pathlib import Path

import pytest

from kg.extract import extract
from kg.extract.form import to_form
from kg.read import read


@pytest.fixture(scope="session")
def reading():
    """The JSON form of the announcement in a file, fetched from an address where one is given."""
    forms: dict[Path, dict] = {}

    def form(path: Path, address: str | None = None) -> dict:
        if path not in forms:
            document = read(path.read_bytes(), key=str(path), address=address, max_bytes=1_000_000)
            forms[path] = to_form(document, extract(document), source=path.name)
        return forms[path]

    return form
