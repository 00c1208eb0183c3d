"""What is kept of one document once it is read: its text, what it announces, and what it is called."""

import re
import struct
import zlib

from kg import __version__
from kg.archive import Sighting, StoredReading
from kg.errors import SourceError
from kg.extract.form import announcement_form
from kg.extract.leads import talk_links
from kg.model.announcement import Announcement
from kg.model.document import Document
from kg.read import read

_LABEL = 120
_MOST_LEADS = 1_000

UNFORESEEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError, TypeError,
    ValueError, re.error, struct.error, zlib.error,
)  # fmt: skip
"""What a fault of ours, or of a parser, raises over words nobody thought of: one announcement must not keep the others
out. Not among them: our own errors, which have their sentence, running out of memory, and being interrupted."""


def read_as_seen(data: bytes, sighting: Sighting, max_bytes: int) -> Document:
    """The document that the bytes of a sighting hold. Raises SourceError."""
    return read(
        data,
        key=sighting.key,
        media_type=sighting.media_type,
        charset=sighting.charset,
        address=sighting.address,
        retrieved=sighting.retrieved,
        max_bytes=max_bytes,
    )


def stored(document: Document, announcement: Announcement, seen_as: str) -> StoredReading:
    """What is kept of a document and of what it announces; `seen_as` says what else than its bytes that depends on."""
    return StoredReading(
        text=document.text,
        media_type=document.media_type,
        encoding=document.encoding,
        label=label(document, announcement),
        form=announcement_form(announcement),
        sent=document.sent,
        language=document.language,
        code=__version__,
        seen_as=seen_as,
        leads=_leads(document, announcement),
    )


def _leads(document: Document, said: Announcement) -> dict[str, list[int]]:
    """Where links of the talks lead to, in the order of the talks; of a page that leads everywhere the first."""
    found: dict[str, list[int]] = {}
    for address, numbers in list(talk_links(document, said).items())[:_MOST_LEADS]:
        found.setdefault(address.partition("#")[0], []).extend(numbers)
    return found


def label(document: Document, said: Announcement) -> str:
    """What a document is called: its subject, else after the one talk or the event it announces, else its first heading,
    else its first talk, else its first line; never where it lies."""
    lines = [(line.kind, " ".join(document.words((line.begin, line.end)).split())) for line in document.lines]
    subjects = [words[8:].strip() for kind, words in lines if kind == "meta" and words.casefold().startswith("subject:")]
    headings = [words for kind, words in lines if kind == "heading"]
    body = [words for kind, words in lines if kind not in ("nav", "footer", "meta")]
    titles = [talk.title.text for talk in said.talks if talk.title is not None][:1]
    others = len(said.talks) - 1
    if others:
        titles = [f"{title[: _LABEL - 25]}, and {others} more" for title in titles]
    announced = [*([] if others else titles), *(event.name.text for event in said.events)]
    for words in (*subjects, *announced, *headings, *titles, *body, *(words for _, words in lines)):
        if any(map(str.isalnum, words)):
            return words if len(words) <= _LABEL else words[: _LABEL - 1].rstrip() + "…"
    return "A document without words"


def mark_of(sighting: Sighting) -> str:
    """What of a sighting a reading can depend on; not the path of a file."""
    suffix = "" if sighting.address else sighting.key.rpartition("/")[2].rpartition(".")[2][:10]
    return "\n".join((sighting.address or "", suffix, sighting.media_type or "", sighting.charset or ""))


def unread(name: str, error: Exception) -> SourceError:
    """One sentence for what kept a source from being read."""
    if isinstance(error, SourceError):
        return error
    said = " ".join(str(error).split())[:200].rstrip(".")
    return SourceError(f"{name} could not be read: {type(error).__name__}{': ' if said else ''}{said}.")
