"""What goes into identification, and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kg.model.announcement import Announcement

Type = Literal["person", "org", "talk", "series", "event", "work", "place"]
TYPES: tuple[Type, ...] = ("event", "org", "person", "place", "series", "talk", "work")


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """One version of a document at one key, and what was read from it.

    `doc` is the id of the version (16 hex digits of the digest of its bytes), `key` how the document is known,
    `retrieved` when (ISO 8601), `superseded_by` the id of the next version at the same key. `leads` are the keys of
    documents that links of its talks lead to, each with the number of the talk.
    """

    doc: str
    key: str
    announcement: Announcement
    retrieved: str | None = None
    superseded_by: str | None = None
    leads: frozenset[tuple[int, str]] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One thing named at one place of one document.

    `id` depends on the document's key, the role, the folded name and the talk, never on an offset or an ordinal, so
    that a decision outlives a new reading; two mentions that agree in all of that share it. `path` is the place in
    the JSON form (`talks.0.speakers.1`).
    """

    doc: str
    path: str
    id: str
    type: Type
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A person, organization, talk, series, event, work or place, and every mention of it.

    `name` is the best form of the `names` printed: the most complete, then the most frequent, then the first in the
    alphabet; empty for what has no name (a talk without a title). `reasons` say why the mentions are one, a sentence
    each, and name documents by id. `parent` is the (type, id) of the institution a unit belongs to. `same_as` are
    addresses of authority records. `kind` is set for organizations only. `confidence` is that of the weakest link
    that holds the mentions together, 1.0 where there is none.
    """

    type: Type
    id: str
    name: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    reasons: tuple[str, ...] = ()
    parent: tuple[Type, str] | None = None
    same_as: tuple[str, ...] = ()
    kind: Literal["institution", "unit"] | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """What a person decided: two mentions, or things, are the `same` or `different`.

    `a` and `b` are each the id of a mention, or a thing as `type/id`.
    """

    kind: Literal["same", "different"]
    a: str
    b: str
    why: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Two things of one type, by id, that may be one but were not joined, and why."""

    type: Type
    a: str
    b: str
    reason: str


@dataclass(frozen=True)
class Identification:
    """The things that a set of readings speaks of.

    `pins` are the pins to keep: those given, and one mention for each thing that had none. `replaced` maps the
    (type, id) of a thing that was joined to another to the id that now stands for it. `unmatched` are decisions that
    name nothing present, `overruled` decisions 'same' that a 'different' forbids.
    """

    things: tuple[Thing, ...]
    doubtful: tuple[Doubt, ...] = ()
    pins: Mapping[str, str] = field(default_factory=dict)
    replaced: Mapping[tuple[Type, str], str] = field(default_factory=dict)
    unmatched: tuple[Decision, ...] = ()
    overruled: tuple[Decision, ...] = ()
    named: Mapping[tuple[str, str], Thing] = field(default_factory=dict, repr=False)

    def thing(self, doc: str, path: str) -> Thing | None:
        """The thing named at `path` of the document version `doc`; None where nothing is (TBA, or no such path)."""
        return self.named.get((doc, path))
