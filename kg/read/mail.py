"""Mail: what a message says, its headers as lines of kind `meta`; a mailbox is its messages one after another."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from kg.errors import SourceError
from kg.read.calendar import read_calendar
from kg.read.decoding import decode
from kg.read.draft import META, Draft, Property
from kg.read.mail_text import add_text, told_apart, unflowed
from kg.read.page import read_html
from kg.read.pdf import read_pdf
from kg.read.sniffing import ODS, PDF, XLS, XLSX, TooMuch, signature
from kg.read.tables import read_workbook

_SHOWN = ("From", "Subject", "Date")
"""Headers that say something of an announcement; who receives it is nobody's business."""
_BORDER = re.compile(rb"^From \S+.{0,80}\d{4}[ \t]*\r?\n", re.M)
_CARRIED = {PDF: read_pdf, XLSX: read_workbook, XLS: read_workbook, ODS: read_workbook}
"""Attachments that are read, where the mail says little itself: a poster repeats what its mail says."""
LITTLE_SAID = 300
"""Characters up to which a mail says little: 'Dear all, please find the programme attached.'"""


def read_mail(data: bytes, draft: Draft, address: str | None) -> None:
    """Adds one message; raises TooMuch where its parts are nested beyond reason."""
    told_apart(draft, [_add_mail(data, draft, address)])


def read_mailbox(data: bytes, draft: Draft, address: str | None) -> None:
    """Adds the messages of a mailbox in their order; it is dated by the first, and has no Message-ID of its own."""
    starts = [border.end() for border in _BORDER.finditer(data)]
    ends = [border.start() for border in _BORDER.finditer(data)][1:] + [len(data)]
    sent, mails = None, []
    for begin, end in zip(starts, ends, strict=True):
        mails.append(_add_mail(data[begin:end], draft, address))
        sent = sent or draft.sent
        draft.end_block()
    told_apart(draft, mails)
    draft.sent = sent
    if len(starts) > 1:
        draft.identifier = None


def _add_mail(data: bytes, draft: Draft, address: str | None) -> tuple[int, int]:
    """Adds one message; gives the bounds of its lines."""
    begin = len(draft.lines)
    try:
        _add_message(message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n")), draft, address)
    except RecursionError as error:
        raise TooMuch("holds mails within mails within mails: give the innermost one.") from error
    draft.end_block()
    return begin, len(draft.lines)


def _add_message(message: Message, draft: Draft, address: str | None) -> None:
    _add_headers(message, draft)
    if identifier := re.search(r"<([^<>\s]{1,300})>", header(message, "Message-ID")):
        draft.identifier = f"mid:{identifier[1]}"
    draft.sent = _day(header(message, "Date"))
    _add_parts(message, draft, address)


def _add_headers(message: Message, draft: Draft) -> None:
    properties = []
    for name in _SHOWN:
        if value := header(message, name):
            draft.verbatim(f"{name}: ", META)
            begin = draft.mark()
            draft.verbatim(value, META)
            properties.append(Property(name, value, begin, draft.mark()))
            draft.end_line()
    draft.end_block()
    if properties:
        draft.record("mail", properties)


def header(message: Message, name: str) -> str:
    """A header's words, decoded and on one line; empty where there is none."""
    return _words(str(message.get(name, "")))


def _words(raw: str) -> str:
    """Words with their encoding taken off, on one line."""
    try:
        raw = str(make_header(decode_header(raw)))
    except (LookupError, UnicodeError, ValueError, MessageError):
        pass  # An encoding that does not exist: the words stay as sent.
    return " ".join(raw.split())


def _day(date: str) -> str | None:
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _parts(message: Message) -> Iterator[Message]:
    """The parts a person reads, in their order: of alternatives the plain one, and calendars and attachments wherever
    they are; a mail that another carries comes as itself, before its parts."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload() if part.is_multipart() else []
        if part.get_content_type() == "multipart/alternative":
            inner = _chosen(inner)
        if part.get_content_type() == "message/rfc822" or not inner:
            yield part
        waiting += reversed(inner)


def _chosen(alternatives: list[Message]) -> list[Message]:
    calendars = [part for part in alternatives if part.get_content_type() == "text/calendar"]
    for wanted in ("text/plain", "multipart/", "text/html"):
        for part in alternatives:
            empty = not part.is_multipart() and not (part.get_payload(decode=True) or b"").strip()
            if part.get_content_type().startswith(wanted) and not empty:
                return [part, *calendars]
    return alternatives


def _add_parts(message: Message, draft: Draft, address: str | None) -> None:
    """Adds what a message says, then what it carries, where it says little itself."""
    begin, carried = draft.size, []
    for part in _parts(message):
        if part.get_content_type() == "message/rfc822":
            for inner in part.get_payload()[:1] if part is not message else []:
                _add_headers(inner, draft)
        elif part.get_content_disposition() == "attachment" or part.get_content_maintype() == "application":
            carried.append(part)
        else:
            _add_part(part, draft, address)
            draft.end_block()
    little = draft.size - begin <= LITTLE_SAID
    for part in carried:
        _add_carried(part, draft, address, wanted=little)
        draft.end_block()


def _add_carried(part: Message, draft: Draft, address: str | None, *, wanted: bool) -> None:
    """Adds a calendar that a message carries, and, if `wanted`, a PDF or a spreadsheet; says what was not read."""
    data = part.get_payload(decode=True) or b""
    if part.get_content_type() == "text/calendar" or data.lstrip(b"\xef\xbb\xbf\r\n ").startswith(b"BEGIN:VCALENDAR"):
        _add_calendar(_text_of(part, data) or "", draft, address)
        return
    name = f"the attachment '{_words(str(part.get_filename() or ''))[:80] or 'without a name'}'"
    reader = _CARRIED.get(signature(data) or "")
    if reader is None or not wanted:
        draft.notes.append(f"{name} was not read")
        return
    language = draft.language
    try:
        reader(data, draft, address)
    except TooMuch as error:
        draft.notes.append(f"{name} {str(error).rstrip('.')}")
    draft.language = language or draft.language


def _add_part(part: Message, draft: Draft, address: str | None) -> None:
    kind = part.get_content_type()
    text = _text_of(part, part.get_payload(decode=True) or b"") if kind in ("text/plain", "text/html", "text/calendar") else None
    if text is None:
        return
    if kind == "text/html":
        read_html(text, draft, address)
    elif kind == "text/calendar":
        _add_calendar(text, draft, address)
    elif str(part.get_param("format", "")).lower() == "flowed":
        add_text(unflowed(text, spaces_go=str(part.get_param("delsp", "")).lower() == "yes"), draft)
    else:
        add_text(text, draft)


def _text_of(part: Message, data: bytes) -> str | None:
    """The text of a part; None where it is empty, or calls itself text and is none."""
    if not data.strip():
        return None
    try:
        return re.sub("\r\n?", "\n", decode(data, part.get_content_charset(), "The mail")[0])
    except SourceError:
        return None


def _add_calendar(text: str, draft: Draft, address: str | None) -> None:
    identifier, sent = draft.identifier, draft.sent
    read_calendar(text, draft, address)
    draft.identifier, draft.sent = identifier or draft.identifier, sent or draft.sent
