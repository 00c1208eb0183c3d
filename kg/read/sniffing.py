"""What kind of source some bytes are: told by the bytes, with a declared type and a file name only as hints."""

import csv
import io
import re
from itertools import islice

HTML, PLAIN, MARKDOWN = "text/html", "text/plain", "text/markdown"
MAIL, MBOX, CALENDAR = "message/rfc822", "application/mbox", "text/calendar"
YAML, JSON, CSV, TSV = "application/yaml", "application/json", "text/csv", "text/tab-separated-values"
PDF, XLSX = "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
DOCX, PPTX = f"{_OFFICE}wordprocessingml.document", f"{_OFFICE}presentationml.presentation"
XLS, ODS, ODT, EPUB = "application/vnd.ms-excel", f"{_OPEN}spreadsheet", f"{_OPEN}text", "application/epub+zip"
FEED = "application/xml"


class NotThisFormat(ValueError):
    """A text is not in the format it seemed to be in; the next likeliest is tried."""


class TooMuch(Exception):
    """A source holds more than is read of one; its words end a sentence that begins with the name of the source."""


_EXTENSIONS = {
    **dict.fromkeys(("html", "htm", "xhtml", "php", "aspx"), HTML),
    **dict.fromkeys(("md", "markdown", "qmd", "rmd"), MARKDOWN),
    **dict.fromkeys(("yml", "yaml"), YAML),
    **{"json": JSON, "jsonld": JSON, "csv": CSV, "tsv": TSV, "eml": MAIL, "mbox": MBOX, "ics": CALENDAR, "txt": PLAIN},
}
_ALIASES = {
    **dict.fromkeys(("application/xhtml+xml",), HTML),
    **dict.fromkeys(("text/x-markdown",), MARKDOWN),
    **dict.fromkeys(("text/yaml", "text/x-yaml", "application/x-yaml"), YAML),
    **dict.fromkeys(("application/ld+json", "text/json"), JSON),
}
_SIGNATURES = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    (b"{\\rtf", "application/rtf"),
    (b"%!PS", "application/postscript"),
)
_INSIDE = {
    "application/zip": (
        (b"word/document", DOCX), (b"ppt/presentation", PPTX), (b"xl/workbook", XLSX), (ODS.encode(), ODS), (ODT.encode(), ODT),
        (EPUB.encode(), EPUB),
    ),
    "application/msword": (("Workbook".encode("utf-16-le"), XLS), ("Book".encode("utf-16-le"), XLS)),
}  # fmt: skip
"""What tells one kind of archive from another: names of the files in it."""
_HEADERS = frozenset(
    "from to cc subject date message-id received return-path reply-to mime-version content-type sender list-id delivered-to"
    " in-reply-to references x-mailer content-transfer-encoding organization".split()
)
_TELLING = frozenset(("subject", "received", "return-path", "message-id", "mime-version", "delivered-to"))
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60})\s{0,3}:")
_HTML_START = re.compile(r"(?:\s|<\?xml[^>]{0,200}>|<!--(?:(?!-->).){0,2000}-->)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HTML_TAG = re.compile(r"</(?:p|div|h[1-6]|li|ul|td|tr|table|section|article|span|body|dl|dd|center|font)\s*>", re.I)
_FRAGMENT = re.compile(r"\s*<(?:p|div|h[1-6]|ul|ol|dl|table|section|article|main|center|span|font)\b[^<>]{0,500}>", re.I)
_XML = re.compile(
    r"(?:\s|<\?[^<>]{0,500}\?>|<!--(?:(?!-->).){0,2000}-->|<!DOCTYPE\b[^\[<>]{0,300}(?:\[[^\]]{0,5000}\]\s*)?>)*<(?:rss|feed|rdf:RDF)\b", re.S
)
_MARKDOWN = re.compile(
    r"^#{1,6} +\S|\*\*[^*\n]{1,200}\*\*|\]\((?:https?://|mailto:|/|#)|^\|? *:?-{3,}:? *\||^(?:```|~~~)|^!\[", re.M
)
_ENTRY = re.compile(r"^[ \t]*-(?:[ \t]+|[ \t]*\n[ \t]+)(?:&\w+\s+)?[\"']?[A-Za-z_][\w -]{0,40}[\"']?:(?:[ \t]|$)", re.M)
_KEY = re.compile(r"^[ \t]*-\s+(?:&\w+\s+)?[\"']?([A-Za-z_][\w -]{0,40}?)[\"']?:", re.M)
_NEXT_KEY = re.compile(r"^[ \t]+[\"']?[A-Za-z_][\w-]{0,40}[\"']?:(?:[ \t]|$)", re.M)
_FLOW_ENTRY = re.compile(r"^[ \t]*-[ \t]+(?:&\w+ +)?\{ ?[\"']?\w", re.M)
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?\n)?\1[ \t]*(?:\n|$)", re.S)
_SAMPLE = 1 << 16
_ROWS = 30
"""How many rows of what may be a table are looked at."""


def signature(data: bytes) -> str | None:
    """The media type that the first bytes of a binary file name."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    found = next((media_type for mark, media_type in _SIGNATURES if head.startswith(mark)), None)
    inside = _INSIDE.get(found or "", ())
    return next((media_type for mark, media_type in inside if mark in data), found)


def mail_type(data: bytes) -> str | None:
    """Whether the bytes begin as a mailbox or as a mail, which knows the encodings of its own parts.

    Half of the headers have to be those of mails; each server on the way may repeat one, or add its own `X-…`.
    """
    head = data[:8192].lstrip(b"\xef\xbb\xbf\r\n")
    if re.match(rb"From \S+.{0,80}\d{4}\r?\n[A-Za-z-]+:", head):
        return MBOX
    names = []
    for line in head.splitlines():
        if line[:1] in (b" ", b"\t") and names:
            continue
        found = _HEADER.match(line)
        if not found:
            break
        names.append(found[1].decode("ascii").lower())
    given = {name for name in names if not name.startswith("x-")}
    known = given & _HEADERS
    return MAIL if len(known) >= 2 and known & _TELLING and len(known) * 2 >= len(given) and names[0] not in ("to",) else None


def hinted(media_type: str | None, key: str) -> str | None:
    """The media type that a server declares or a file's ending suggests."""
    stated = (media_type or "").split(";")[0].strip().lower()
    stated = _ALIASES.get(stated, stated)
    if stated and stated not in (PLAIN, "application/octet-stream"):
        return stated
    ending = key.split("?")[0].split("#")[0].rsplit("/", 1)[-1].rpartition(".")[2].lower()
    return _EXTENSIONS.get(ending) or stated or None


def text_types(text: str, hint: str | None) -> tuple[str, ...]:
    """The media types to try on a text, the likeliest first; plain text is always the last."""
    head = text[:_SAMPLE]
    found = _told(head)
    if found in (None, PLAIN, MARKDOWN) and hint in (MARKDOWN, YAML, CSV, TSV, JSON):
        found = hint
    elif found is None and hint == HTML and re.search(r"<[a-zA-Z!/]", head):
        found = HTML
    return tuple(dict.fromkeys((found or PLAIN, PLAIN)))


def _table(head: str) -> str | None:
    """Whether the lines are rows of a table: as many cells in each as in the first, whose cells are short names."""
    whole = head if len(head) < _SAMPLE else head[: head.rfind("\n")]
    for delimiter, media_type in (("\t", TSV), (";", CSV), (",", CSV)):
        if delimiter not in whole.lstrip().partition("\n")[0]:
            continue
        try:
            rows = [row for row in islice(csv.reader(io.StringIO(whole, newline=""), delimiter=delimiter), _ROWS) if row]
        except csv.Error:
            continue
        names = [name for name in rows[0] if name] if rows else []
        even = len(rows) > 1 and len(names) > 2 and all(len(row) == len(rows[0]) for row in rows)
        if even and all(len(name) <= 40 and name == name.strip() and not name.endswith((".", ":")) for name in names):
            return media_type
    return None


def front_matter(text: str) -> re.Match | None:
    """The block of settings between two lines of dashes at the start of a text."""
    return _FRONT.match(text)


def _told(head: str) -> str | None:
    start = head.lstrip()
    if start.startswith("BEGIN:VCALENDAR"):
        return CALENDAR
    if _HTML_START.match(head):
        return HTML
    if _XML.match(head):
        return FEED
    if table := _table(head):
        return table
    front = front_matter(head)
    body = head[front.end() :] if front else head
    if start[:1] in ("{", "[") and re.match(r'[\[{]\s*(?:["\[{\]}]|-?\d|true|false|null)', start):
        return JSON
    if _lists_entries(body) and not re.search(r"^#{1,6} +\S.*\n\s*\n", body, re.M):
        return YAML
    if front and front[2] and re.search(r"^[\w-]+ *[:=]", front[2], re.M):
        return MARKDOWN
    if len(_HTML_TAG.findall(body)) >= 3 and len(_HTML_TAG.findall(body)) * 400 > len(body):
        return HTML
    if len(_MARKDOWN.findall(body)) >= 2:
        return MARKDOWN
    return HTML if _FRAGMENT.match(head) and _HTML_TAG.search(head) else None


def _lists_entries(text: str) -> bool:
    """Whether a text lists mappings: one has a second key, or a key recurs; '- Jan 26: Ann Lee' is an entry for people."""
    if _FLOW_ENTRY.search(text):
        return True
    if not _ENTRY.search(text):
        return False
    keys = _KEY.findall(text)
    return len(set(keys)) < len(keys) or bool(_NEXT_KEY.search(text))
