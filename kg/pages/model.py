"""The parts pages are made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a fact was read from, the path of their place, and the number of their document on the page."""

    words: str
    path: str
    number: int


@dataclass(frozen=True, slots=True)
class Ref:
    """Words on a page, the path they lead to, and the words they were read from; `datetime` is a time for machines,
    `status` what became of a talk (`cancelled`) where it is not held as announced."""

    text: str
    path: str | None = None
    datetime: str | None = None
    note: str | None = None
    status: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled line of a page; `lines` are used instead of `values` where each value is a line of several parts."""

    label: str
    values: tuple[Ref, ...] = ()
    lines: tuple[tuple[Ref, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: what it lists."""

    values: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A headed table and the query it answers; `total` counts the rows where more are known than stand here."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    query: str
    empty: str | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """A longer text with its heading, in paragraphs, and where it was read."""

    heading: str
    paragraphs: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ThingPage:
    """The page of one thing. `evidence` is that of its name; `reasons` say why its mentions are one thing, in parts
    that may be links; `sources` are the documents it rests on, in the order of the numbers in its evidence."""

    type: str
    id: str
    iri: str
    path: str
    title: str
    kind: str
    evidence: tuple[Evidence, ...] = ()
    facts: tuple[Fact, ...] = ()
    prose: tuple[Prose, ...] = ()
    tables: tuple[Table, ...] = ()
    sources: tuple[Ref, ...] = ()
    disagreements: tuple[Fact, ...] = ()
    reasons: tuple[tuple[Ref, ...], ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: its table, which page it is, whether another follows, and what it was narrowed to."""

    title: str
    path: str
    table: Table
    number: int = 1
    more: bool = False
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of a document's text; `facts` say what was read from it, `anchors` are the offsets that begin here.

    `hidden` is a run that may not be shown, and has no text.
    """

    text: str
    facts: tuple[str, ...] = ()
    anchors: tuple[int, ...] = ()
    hidden: bool = False


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
    changes: Table | None = None
    problems: tuple[tuple[Ref, ...], ...] = ()
    notices: tuple[str, ...] = ()
    rights: str = "full"
