"""The sheet on which one document's statements and readings are collected."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Triple

from kg.formats import PROSE
from kg.identify.folding import fold
from kg.identify.model import Identification, Thing
from kg.iris import Iris
from kg.model.announcement import Value
from kg.vocab import RDF_type, RDFS_label, SCHEMA_name, XSD_integer

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is known of one document version apart from its announcement.

    `doc` is its id and `digest` the SHA-256 of its bytes in hex; `text` the stored text that spans point into;
    `label` what it is called; `addresses` where it was found (never a local path). `revision_of` and `replaced_by`
    are ids of other versions; `replaced_by` is None for what is current anywhere. `first_seen` and `last_seen` are when it
    was fetched first and found last, `gone_since` when its page was first found gone, `silent_since` when its page first
    announced no talk any more: times in UTC, None where that is not known, or not so. `rights` is the note on rights of
    the source; `quotable` is whether the source's own prose may be shown beside the facts.
    """

    doc: str
    digest: str
    text: str
    label: str
    media_type: str
    addresses: tuple[str, ...] = ()
    revision_of: tuple[str, ...] = ()
    replaced_by: str | None = None
    first_seen: str | None = None
    last_seen: str | None = None
    gone_since: str | None = None
    silent_since: str | None = None
    rights: str | None = None
    quotable: bool = True


@dataclass(frozen=True, slots=True)
class Read:
    """One value, and the statement that was made of it."""

    subject: NamedNode
    property: NamedNode
    object: NamedNode | Literal
    value: Value


@dataclass
class Sheet:
    """Collects what a document states, each statement once, and the values the statements rest on."""

    document: DocumentFacts
    found: Identification
    iris: Iris
    facts: dict[Triple, None] = field(default_factory=dict)
    reads: dict[Read, None] = field(default_factory=dict)
    _inherited: set[Triple] = field(default_factory=set)
    _stated: set[Triple] = field(default_factory=set)

    @property
    def doc(self) -> NamedNode:
        """The IRI of the document."""
        return self.iris.thing("doc", self.document.doc)

    def say(self, subject: NamedNode, property: NamedNode, object: NamedNode | Literal, *read: Value | None) -> None:
        """States one thing; `read` are the values it was read from. What settings of a source give rests on no words."""
        triple = Triple(subject, property, object)
        self.facts[triple] = None
        self.weigh(triple, read[0] if read else None)
        for value in read:
            if value is not None and (value.spans or value.derived):
                self.reads[Read(subject, property, object, value)] = None

    def weigh(self, triple: Triple, value: Value | None) -> None:
        """Notes whether the document states this or inherits it from a default: as it does the value this was made of."""
        if value is not None:
            (self._inherited if value.derived else self._stated).add(triple)

    @property
    def inherited(self) -> frozenset[Triple]:
        """The statements that rest on defaults of the document alone."""
        return frozenset(self._inherited - self._stated)

    def words(self, subject: NamedNode, property: NamedNode, value: Value | None, language: str | None = None) -> None:
        """States the text of a value, where there is one; not the prose of a source that may not be shown."""
        if value is not None and value.text.strip() and (self.document.quotable or property not in PROSE):
            self.say(subject, property, text(value.text, language), value)

    def types(self, subject: NamedNode, classes: Iterable[NamedNode]) -> None:
        """States what kinds of thing this is."""
        for kind in classes:
            self.say(subject, RDF_type, kind)

    def named(self, subject: NamedNode, name: str, *read: Value | None) -> None:
        """States the name of a thing, which is also its label."""
        self.say(subject, SCHEMA_name, Literal(name), *read)
        self.say(subject, RDFS_label, Literal(name))

    def known(self, path: str) -> Thing | None:
        """What is named at a path of the announcement."""
        return self.found.thing(self.document.doc, path)

    def thing(self, path: str) -> NamedNode | None:
        """The IRI of what is named at a path of the announcement."""
        thing = self.known(path)
        return None if thing is None else self.iris.thing(thing.type, thing.id)


def text(words: str, language: str | None = None) -> Literal:
    """Words as a literal, tagged with their language where it is known and well written."""
    if language and _TAG.fullmatch(language):
        return Literal(words, language=language.lower())
    return Literal(words)


def number(count: int) -> Literal:
    """A whole number as a literal."""
    return Literal(str(count), datatype=XSD_integer)


def key(*parts: str | None) -> str:
    """12 hex digits that stand for parts, whatever their case, accents and punctuation; None is a part as well."""
    folded = (fold(part) or part if part else "" for part in parts)
    return sha256("\x1f".join(folded).encode()).hexdigest()[:12]
