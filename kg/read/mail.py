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
from kg.read.draft import META, TEXT, Draft, Place, Property
from kg.read.page import read_html
from kg.read.plain import add_words, read_plain
from kg.read.sniffing import TooMuch

_SHOWN = ("From", "Subject", "Date")
"""Headers that say something of an announcement; who receives it is nobody's business."""
_BORDER = re.compile(rb"^From \S+.{0,80}\d{4}[ \t]*\r?\n", re.M)
_QUOTE = re.compile(r"[ \t]?(?:>[ \t]?)+")
_SIGNATURE = "-- "


def read_mail(data: bytes, draft: Draft, address: str | None) -> None:
    """Adds one message; raises TooMuch where its parts are nested beyond reason."""
    try:
        message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
        _add_message(message, draft, address)
    except RecursionError as error:
        raise TooMuch("holds mails within mails within mails: give the innermost one.") from error


def read_mailbox(data: bytes, draft: Draft, address: str | None) -> None:
    """Adds the messages of a mailbox in their order; it is dated by the first, and has no Message-ID of its own."""
    starts = [border.end() for border in _BORDER.finditer(data)]
    ends = [border.start() for border in _BORDER.finditer(data)][1:] + [len(data)]
    sent = None
    for begin, end in zip(starts, ends, strict=True):
        read_mail(data[begin:end], draft, address)
        sent = sent or draft.sent
        draft.end_block()
    draft.sent = sent
    if len(starts) > 1:
        draft.identifier = None


def _add_message(message: Message, draft: Draft, address: str | None) -> None:
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
    if identifier := re.search(r"<([^<>\s]{1,300})>", header(message, "Message-ID")):
        draft.identifier = f"mid:{identifier[1]}"
    draft.sent = _day(header(message, "Date"))
    for part in _parts(message):
        _add_part(part, draft, address)
        draft.end_block()


def header(message: Message, name: str) -> str:
    """A header's words, decoded and on one line; empty where there is none."""
    raw = str(message.get(name, ""))
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
    """The parts a person reads, in their order: of alternatives the plain one, and calendars wherever they are."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload() if part.is_multipart() else []
        if part.get_content_type() == "multipart/alternative":
            inner = _chosen(inner)
        waiting += reversed(inner)
        attached = part.get_content_disposition() == "attachment"
        if not inner and (part.get_content_type() == "text/calendar" or not attached):
            yield part


def _chosen(alternatives: list[Message]) -> list[Message]:
    calendars = [part for part in alternatives if part.get_content_type() == "text/calendar"]
    for wanted in ("text/plain", "multipart/", "text/html"):
        for part in alternatives:
            empty = not part.is_multipart() and not (part.get_payload(decode=True) or b"").strip()
            if part.get_content_type().startswith(wanted) and not empty:
                return [part, *calendars]
    return alternatives


def _add_part(part: Message, draft: Draft, address: str | None) -> None:
    data = part.get_payload(decode=True) or b""
    kind = part.get_content_type()
    if kind not in ("text/plain", "text/html", "text/calendar") or not data.strip():
        return
    try:
        text = re.sub("\r\n?", "\n", decode(data, part.get_content_charset(), "The mail")[0])
    except SourceError:
        return  # A part that calls itself text and is none: the rest of the mail is read.
    if kind == "text/html":
        read_html(text, draft, address)
    elif kind == "text/calendar":
        identifier, sent = draft.identifier, draft.sent
        read_calendar(text, draft, address)
        draft.identifier, draft.sent = identifier or draft.identifier, sent or draft.sent
    else:
        _add_text(text, draft)


def _add_text(text: str, draft: Draft) -> None:
    """Adds the plain text of a mail: what it quotes is marked so, and what follows its signature mark is its footer."""
    own: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        quote = _QUOTE.match(line)
        if not quote and line != _SIGNATURE and line != _SIGNATURE.strip():
            own.append(line)
            continue
        if own:
            read_plain("\n".join(own), draft)
            own = []
        if not quote:
            draft.end_block()
            read_plain("\n".join(lines[number:]), draft, Place("footer"))
            return
        _add_quote(line, quote, draft)
    read_plain("\n".join(own), draft, TEXT)


def _add_quote(line: str, quote: re.Match, draft: Draft) -> None:
    place = Place("quote", quote[0].count(">"))
    if not line[quote.end() :].strip():
        draft.verbatim(line, place)
        draft.end_block()
        return
    draft.marker(quote[0], place)
    add_words(line[quote.end() :], draft, place)
    draft.end_line()
