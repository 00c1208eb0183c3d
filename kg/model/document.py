"""A document as read: one stored text, its lines, and what is embedded in it.

All offsets count Unicode code points of `Document.text` and are end-exclusive.
"""

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the stored text, without its line end, and what the layout says of it.

    `block` numbers runs of lines that the layout keeps together (a paragraph, a list item, a cell, a section
    title); a blank line or a block element starts a new one. `kind` is one of text, heading, item (of a list),
    cell, quote (of a mail), nav, footer, meta (front matter, mail headers). `level` is the depth of a heading or a
    list item, from 1. `cell` is (table, row, column), counted from 0; `rows` how many rows of its table the cell covers. `bold` means the whole line is emphasised.
    """

    begin: int
    end: int
    block: int
    kind: str = "text"
    level: int = 0
    cell: tuple[int, int, int] | None = None
    bold: bool = False
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Link:
    """The words of a link and the absolute address it leads to."""

    begin: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a structured record: its path as printed (`DTSTART`, `speaker.name`), value and span.

    `parameters` keeps what qualifies the value (`TZID`, `VALUE`), names in lower case.
    """

    path: str
    value: str
    begin: int
    end: int
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of structured data: a calendar event, a mapping of a YAML or JSON list, a JSON-LD node, a table row.

    `kind` says which: vevent, mapping, json-ld, row, entry (of a feed), indico, researchseminars.
    """

    kind: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A source as read: its stored text (NFC, LF line ends) and the layout around it.

    `key` is how the document is known (an address, a Message-ID, a calendar UID, an absolute path; the last is
    never exported); `address` is what may be shown (None for a local file). `digest` is the SHA-256 of the bytes
    in hex. `sent` is the ISO date of a mail or a calendar entry, `retrieved` the time of retrieval (ISO 8601, UTC);
    None when not known. `language` is what the document declares of itself. `notes` say, in words for a person, what
    of the source was not read.
    """

    key: str
    digest: str
    media_type: str
    text: str
    lines: tuple[Line, ...]
    address: str | None = None
    encoding: str = "utf-8"
    retrieved: str | None = None
    sent: str | None = None
    language: str | None = None
    links: tuple[Link, ...] = ()
    records: tuple[Record, ...] = ()
    notes: tuple[str, ...] = ()

    def words(self, span: Span) -> str:
        """The words of the stored text at `span`."""
        return self.text[span[0] : span[1]]
