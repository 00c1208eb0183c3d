"""The parts pages are made of."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ref:
    """Words on a page and the local path they lead to; `datetime` is the machine form of a time."""

    text: str
    path: str | None = None
    datetime: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a fact was read from and the path of their place in the document's page."""

    words: str
    path: str
    document: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled line of a page; `evidence` leads to the words it rests on."""

    label: str
    values: tuple[Ref, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: what it lists, separated by commas."""

    values: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A headed table and the query it answers."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    query: str
    empty: str | None = None


@dataclass(frozen=True, slots=True)
class ThingPage:
    """The page of one thing. `prose` are (heading, paragraphs) pairs; `reasons` say why its mentions are one thing."""

    type: str
    id: str
    iri: str
    path: str
    title: str
    kind: str
    facts: tuple[Fact, ...] = ()
    prose: tuple[tuple[str, tuple[str, ...]], ...] = ()
    tables: tuple[Table, ...] = ()
    sources: tuple[Ref, ...] = ()
    disagreements: tuple[Fact, ...] = ()
    reasons: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: its table, which page it is, and whether another follows."""

    title: str
    path: str
    table: Table
    number: int = 1
    more: bool = False
    also: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of a document's text; `facts` say what was read from it, `anchors` are the offsets that begin here."""

    text: str
    facts: tuple[str, ...] = ()
    anchors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """The page of a source document: its text with every fact marked, the talks it announces, its history."""

    id: str
    iri: str
    path: str
    title: str
    facts: tuple[Fact, ...]
    marks: tuple[Mark, ...] | None
    talks: Table
    readings: Table
    versions: tuple[Ref, ...] = ()
    problems: tuple[str, ...] = field(default=())
