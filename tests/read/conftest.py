"""A short way to read a text in a test."""

from collections.abc import Callable

import pytest

from kg.model.document import Document, Line
from kg.read import read


@pytest.fixture
def document() -> Callable[..., Document]:
    """Reads text or bytes as a file of the given name, with what else is known of it."""

    def read_it(source: str | bytes, name: str = "announcement", **known) -> Document:
        data = source.encode() if isinstance(source, str) else source
        return read(data, key=f"/home/ada/{name}", max_bytes=known.pop("max_bytes", 1_000_000), **known)

    return read_it


@pytest.fixture
def words() -> Callable[[Document], list[str]]:
    """The words of a document's lines, one after another."""
    return lambda document: [document.words((line.begin, line.end)) for line in document.lines]


@pytest.fixture
def line() -> Callable[[Document, str], Line]:
    """The line of a document that holds exactly these words."""

    def find(document: Document, wanted: str) -> Line:
        found = [line for line in document.lines if document.words((line.begin, line.end)) == wanted]
        assert len(found) == 1, f"{len(found)} lines read {wanted!r} in {document.text!r}"
        return found[0]

    return find
