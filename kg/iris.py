"""The addresses of things, graphs and words, all under one base."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from pyoxigraph import NamedNode

TYPES = ("talk", "person", "org", "series", "event", "work", "place", "doc")
_ID = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_THING = re.compile(rf"id/(?P<type>{'|'.join(TYPES)})/(?P<id>{_ID})(?:#[A-Za-z0-9._-]+)?")
_TEXT = re.compile(rf"data/doc/(?P<doc>{_ID})\.txt(?:#char=(?P<begin>\d+),(?P<end>\d+))?")
_UNSAFE = re.compile(r"[\W_]+")
_SLUG = 60


class Words(NamedTuple):
    """The parts of the address of words in a stored text; offsets count code points, the end is exclusive."""

    doc: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints and reads the IRIs under `base`, which ends in `/` or `#`.

    >>> iris = Iris("https://example.org/")
    >>> iris.thing("talk", "ab12").value
    'https://example.org/id/talk/ab12'
    >>> iris.parse("https://example.org/id/talk/ab12#speaker-cd34")
    ('talk', 'ab12')
    """

    base: str

    def thing(self, type: str, id: str) -> NamedNode:
        """The IRI of a thing. Raises ValueError for a type there is not."""
        if type not in TYPES:
            raise ValueError(f"there are no things of the type {type!r}")
        return NamedNode(f"{self.base}id/{type}/{id}")

    def fragment(self, thing: NamedNode, name: str) -> NamedNode:
        """The IRI of a part of a thing: a participation, a post, a session."""
        return NamedNode(f"{thing.value}#{name}")

    def graph(self, kind: str, id: str | None = None) -> NamedNode:
        """The name of a graph: `published`, `identity`, …; `doc` and `reading` with the document's id."""
        return NamedNode(f"{self.base}graph/{kind}" + (f"/{id}" if id is not None else ""))

    def evidence(self, doc: str, begin: int, end: int) -> NamedNode:
        """The address of words in the stored text of a document (RFC 5147)."""
        return NamedNode(f"{self.base}data/doc/{doc}.txt#char={begin},{end}")

    def parse(self, iri: str) -> tuple[str, str] | None:
        """The type and the id of a thing, or of the thing that a part belongs to; None for any other IRI."""
        match = _THING.fullmatch(iri.removeprefix(self.base)) if iri.startswith(self.base) else None
        return (match["type"], match["id"]) if match else None

    def words(self, iri: str) -> Words | None:
        """The document and the offsets that an evidence address names; None for any other IRI."""
        match = _TEXT.fullmatch(iri.removeprefix(self.base)) if iri.startswith(self.base) else None
        return Words(match["doc"], int(match["begin"]), int(match["end"])) if match and match["begin"] else None

    def document_of_text(self, iri: str) -> str | None:
        """The id of the document whose stored text has this address, with or without offsets."""
        match = _TEXT.fullmatch(iri.removeprefix(self.base)) if iri.startswith(self.base) else None
        return match["doc"] if match else None

    def slug(self, text: str) -> str:
        """`slug` of the text."""
        return slug(text)


def doc_id(digest: str) -> str:
    """The id of the document whose bytes have this SHA-256, in hex."""
    return digest[:16]


def owner(iri: NamedNode) -> NamedNode:
    """The thing an IRI is a part of: the IRI without its fragment."""
    thing, mark, _ = iri.value.partition("#")
    return NamedNode(thing) if mark else iri


def slug(text: str) -> str:
    """The text as a readable part of an address: lower case, words joined by `-`, at most 60 characters.

    Letters of other scripts stay, diacritics go; what holds no letter or digit is called `untitled`.

    >>> slug("Patrícia Muñoz: On knots & links"), slug("…")
    ('patricia-munoz-on-knots-links', 'untitled')
    """
    letters = unicodedata.normalize("NFKD", text[: 4 * _SLUG]).casefold()
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = _UNSAFE.sub("-", unicodedata.normalize("NFC", bare)).strip("-")
    if len(words) > _SLUG:
        words = words[: _SLUG + 1].rpartition("-")[0] or words[:_SLUG]
    return words or "untitled"
