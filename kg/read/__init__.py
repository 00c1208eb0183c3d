"""Bytes in, one Document out, whatever the format."""

import hashlib
import re
from collections.abc import Callable

from kg.errors import STEERING, SourceError
from kg.model.document import Document
from kg.read import sniffing
from kg.read.bounds import MOST_LISTED, MOST_WRITTEN, has_more_lines, too_many_lines
from kg.read.calendar import read_calendar
from kg.read.decoding import decode
from kg.read.draft import Draft
from kg.read.feed import read_feed
from kg.read.mail import read_mail, read_mailbox
from kg.read.markdown import read_markdown
from kg.read.page import read_html
from kg.read.pdf import read_pdf
from kg.read.plain import read_plain
from kg.read.sniffing import NotThisFormat
from kg.read.structured import read_json, read_yaml
from kg.read.tables import read_commas, read_tabs, read_workbook
from kg.read.templates import is_template, read_template

READERS: dict[str, Callable[[str, Draft, str | None], None]] = {
    sniffing.HTML: read_html,
    sniffing.MARKDOWN: read_markdown,
    sniffing.CALENDAR: read_calendar,
    sniffing.YAML: read_yaml,
    sniffing.JSON: read_json,
    sniffing.CSV: read_commas,
    sniffing.TSV: read_tabs,
    sniffing.FEED: read_feed,
    sniffing.PLAIN: lambda text, draft, address: read_template(text, draft, address) if is_template(text) else read_plain(text, draft),
}
"""Readers of text, by media type: each fills a draft from a text and the address it was fetched from, and raises
NotThisFormat where the text is not what it seemed to be."""

BYTE_READERS: dict[str, Callable[[bytes, Draft, str | None], None]] = {
    sniffing.MAIL: read_mail,
    sniffing.MBOX: read_mailbox,
    sniffing.PDF: read_pdf,
    sniffing.XLSX: read_workbook,
    sniffing.XLS: read_workbook,
    sniffing.ODS: read_workbook,
}
"""Readers of formats that are no text, or that know the encodings of their own parts."""

_WRITTEN = (sniffing.HTML, sniffing.MARKDOWN, sniffing.PLAIN, sniffing.MAIL, sniffing.PDF)
"""What is read as text for people, line by line."""

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = {code: None for code in STEERING if code not in (0x09, 0x0A, 0x0D)}
_NAMES = {
    "application/zip": "an archive or an office document",
    "application/msword": "an old office document",
    sniffing.DOCX: "a document of a word processor",
    sniffing.PPTX: "a presentation",
    sniffing.ODT: "a document of a word processor",
    sniffing.EPUB: "a book",
    "application/gzip": "a compressed file",
    "application/rtf": "a rich text document",
    "application/postscript": "a PostScript file",
}


def read(
    data: bytes,
    *,
    key: str,
    media_type: str | None = None,
    charset: str | None = None,
    address: str | None = None,
    retrieved: str | None = None,
    max_bytes: int,
) -> Document:
    """The document that `data` holds: its stored text, its lines, its links and its structured data.

    What kind of source it is, the bytes tell; `media_type` and the ending of `key` only decide where they leave it
    open. `key` names the source in errors and is the key of the document, except that a mail or a calendar entry
    known by no `address` is known by its Message-ID ('mid:…') or UID ('uid:…'), which do not change when the file is
    moved; a bundled announcement keeps its key. Raises SourceError where the source is empty, binary, undecodable,
    over `max_bytes`, of too many lines, or in a format that is not read.
    """
    if len(data) > max_bytes:
        raise SourceError(
            f"{key} is larger than {max_bytes:,} bytes, the bound for one source: give a smaller part of it,"
            " or raise the bound with KG_MAX_BYTES."
        )
    if not data.strip(b"\0 \t\r\n"):
        raise SourceError(f"{key} is empty: give a source with an announcement in it.")
    try:
        kind, draft, encoding = _filled(data, key, hint=sniffing.hinted(media_type, key), charset=charset, address=address)
    except sniffing.TooMuch as error:
        raise SourceError(f"{key} {error}") from error
    text = draft.text()
    if not any(map(str.isalnum, text)):
        raise SourceError(f"{key} holds no readable text: give the text of the announcement, or the page as its browser shows it.")
    known = address is not None or key.startswith("bundled:")
    return Document(
        key=draft.identifier if draft.identifier and not known else key,
        digest=hashlib.sha256(data).hexdigest(),
        media_type=kind,
        text=text,
        lines=tuple(draft.lines),
        address=address,
        encoding=encoding,
        retrieved=retrieved,
        sent=draft.sent,
        language=draft.language,
        links=draft.links(text),
        records=draft.records(text),
        notes=tuple(draft.notes),
    )


def _filled(data: bytes, key: str, *, hint: str | None, charset: str | None, address: str | None) -> tuple[str, Draft, str]:
    """The media type, the filled draft and the encoding."""
    kind = sniffing.signature(data) or sniffing.mail_type(data)
    if kind is not None:
        if kind not in BYTE_READERS:
            raise _unread(key, kind)
        draft = _draft(kind)
        BYTE_READERS[kind](data, draft, address)
        return kind, draft, "utf-8"
    text, encoding = decode(data, charset, key)
    text = _LINE_END.sub("\n", text).translate(_CONTROL)
    for kind in sniffing.text_types(text, hint):
        if kind not in READERS:
            raise _unread(key, kind)
        if kind in (sniffing.MARKDOWN, sniffing.PLAIN) and has_more_lines(text, MOST_WRITTEN):
            raise sniffing.TooMuch(too_many_lines(MOST_WRITTEN))  # before a tree of 10 MB of Markdown takes gigabytes
        draft = _draft(kind)
        try:
            READERS[kind](text, draft, address)
        except NotThisFormat:
            continue
        return kind, draft, encoding
    raise AssertionError("plain text takes every text")


def _draft(kind: str) -> Draft:
    return Draft(most_lines=MOST_WRITTEN if kind in _WRITTEN else MOST_LISTED)


def _unread(key: str, kind: str) -> SourceError:
    return SourceError(
        f"{key} is {_NAMES.get(kind, kind)}, which is not read: give the announcement as HTML, text, Markdown, PDF, mail,"
        " iCalendar, a feed, YAML, JSON, CSV or a spreadsheet."
    )

