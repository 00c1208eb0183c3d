"""Documents and the places in them where something is named."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from kg.identify.folding import fold
from kg.identify.model import DocumentReading, Mention, Type
from kg.model.announcement import Announcement


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One version of a document, at all its keys.

    `lines` name the histories it is part of, one for each key: the versions of one page share one. The same bytes at
    two addresses do not make one page of the two. `leads` are the keys that links of its talks lead to, with the numbers
    of the talks.
    """

    doc: str
    keys: tuple[str, ...]
    lines: frozenset[str]
    hosts: frozenset[str]
    announcement: Announcement
    leads: frozenset[tuple[int, str]] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One place where something is named.

    `what` is the part of the announcement that stands there, `about` the path of the talk, event or series it is
    part of. `talk` is what sets the mention's id apart from others of the same name and role.
    """

    source: Source
    path: str
    type: Type
    name: str
    role: str
    what: object
    about: str
    talk: str

    @property
    def order(self) -> tuple:
        """The canonical order of nodes: by document, then by place in it."""
        return self.source.doc, path_order(self.path)

    @property
    def folded(self) -> str:
        """The name without case, diacritics and punctuation."""
        return fold(self.name)

    @property
    def holder(self) -> str:
        """The path of the person of whom an affiliation, post or degree is stated."""
        return self.path.partition(".affiliations.")[0].partition(".bio.")[0]

    def mentions(self) -> tuple[Mention, ...]:
        """The mention at each key the document has."""
        doc, path, name, role = self.source.doc, self.path, self.name, self.role
        ids = (digest(self.type, key, role, self.folded, self.talk) for key in self.source.keys)
        return tuple(Mention(doc, path, id, self.type, name, role) for id in ids)

    @property
    def content(self) -> str:
        """What the mention says, whatever document says it; where no title sets it apart, the document too."""
        where = () if self.talk.startswith("title ") else (self.source.doc,)
        return digest(self.type, self.role, self.folded, self.talk, *where)


def digest(*parts: str) -> str:
    """16 hex digits that stand for the parts; a file name that is not UTF-8 counts with the bytes it has."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def path_order(path: str) -> tuple:
    """A key that sorts paths by their numbers: `talks.2` before `talks.10`."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in path.split("."))


def sources(readings: Iterable[DocumentReading]) -> tuple[Source, ...]:
    """The document versions, ordered by id."""
    by_doc: dict[str, dict[str, DocumentReading]] = defaultdict(dict)
    for reading in readings:
        by_doc[reading.doc][reading.key] = reading
    lines = _lines(by_doc)
    return tuple(
        Source(doc, tuple(sorted(keys)), lines[doc], _hosts(keys), first.announcement, first.leads)
        for doc, keys in sorted(by_doc.items())
        for first in (keys[min(keys, key=_addresses_first)],)
    )


def _addresses_first(key: str) -> tuple[bool, str]:
    return not key.startswith(("http://", "https://")), key


def _lines(keys: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """For each document the names of its lines, one for each key: made from the documents, not from the key."""
    docs_of: dict[str, list[str]] = defaultdict(list)
    for doc in sorted(keys):
        for key in keys[doc]:
            docs_of[key].append(doc)
    name = {key: digest(*docs) for key, docs in docs_of.items()}
    return {doc: frozenset(name[key] for key in own) for doc, own in keys.items()}


def _hosts(keys: Iterable[str]) -> frozenset[str]:
    """The hosts of the keys that are web addresses."""
    found = set()
    for key in keys:
        if key.startswith(("http://", "https://")):
            try:
                found.add((urlsplit(key).hostname or "").removeprefix("www."))
            except ValueError:
                continue
    return frozenset(found - {""})
