"""RSS, Atom and JSON feeds: each entry as its title, its words, and what it states in fields, and as a record.

feedparser knows the dialects; it is given the bytes, never an address or a name of a file, and neither cleans nor resolves
anything: the words go through the reader of HTML as those of any page do.
"""

import io
from html import escape

import feedparser

from kg.read.draft import META, TEXT, Draft, Place, Property
from kg.read.entries import Entry
from kg.read.html import absolute, primary_language, read_fragment
from kg.read.sniffing import NotThisFormat
from kg.read.trees import Tree

MOST_ENTRIES = 2_000
MOST_FIELDS = 40
"""Bounds of entries a feed and of fields an entry; feeds of a whole archive had 600 entries."""

_OWN = ("published", "updated", "author")
_KNOWN = frozenset(
    "title title_detail link links id guidislink summary summary_detail content published published_parsed updated updated_parsed author"
    " author_detail authors tags base language media_content media_thumbnail thr_total slash_comments wfw_commentrss comments created"
    " created_parsed expired expired_parsed contributors source enclosures href rights rights_detail post-id".split()
)
"""What feedparser calls the fields that every feed has; every other one is of an extension: ev_startdate, xcal_location."""


def read_feed(text: str, draft: Draft, address: str | None) -> None:
    """Adds the entries of a feed in XML; raises NotThisFormat where it has none."""
    read = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", **({"content-location": address} if address else {})},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not read.version and not read.entries:
        raise NotThisFormat("no feed")
    draft.language = primary_language(read.feed.get("language", "")) if isinstance(read.feed.get("language"), str) else None
    _add_head(_words(read.feed.get("title")), draft)
    for entry in read.entries[:MOST_ENTRIES]:
        _add_entry(_fields(entry), draft, address)
    if len(read.entries) > MOST_ENTRIES:
        draft.notes.append(f"only the first {MOST_ENTRIES:,} of {len(read.entries):,} entries were read")


def add_items(tree: dict[str, Tree], draft: Draft, address: str | None) -> None:
    """Adds the items of a feed in JSON (jsonfeed.org)."""
    _add_head(_words(tree.get("title")), draft)
    items = [item for item in tree["items"] if isinstance(item, dict)]
    for item in items[:MOST_ENTRIES]:
        plain = _words(item.get("content_text") or item.get("summary"))
        told = {
            "title": _words(item.get("title")),
            "link": _words(item.get("url") or item.get("external_url")),
            "content": _words(item.get("content_html")) or _lines(plain),
            "published": _words(item.get("date_published")),
            "updated": _words(item.get("date_modified")),
        }
        _add_entry({name: value for name, value in told.items() if value}, draft, address)


def is_json_feed(tree: Tree) -> bool:
    """Whether a tree is a feed in JSON."""
    return isinstance(tree, dict) and "jsonfeed.org/version" in str(tree.get("version")) and isinstance(tree.get("items"), list)


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""


def _lines(plain: str) -> str:
    return escape(plain).replace("\n", "<br>")


def _fields(entry: feedparser.FeedParserDict) -> dict[str, str]:
    """An entry's fields by name: title, link, content, published, updated, author, and those of extensions ('ev:startdate')."""
    contents = [part for part in entry.get("content", ()) if part.get("value", "").strip()]
    whole = max(contents, key=lambda part: len(part["value"]), default=None) or entry.get("summary_detail") or {}
    content = _words(whole.get("value"))
    told = {
        "title": _words(entry.get("title")),
        "link": _words(entry.get("link")),
        "content": _lines(content) if whole.get("type") == "text/plain" and "<" not in content else content,
        **{name: _words(dict.get(entry, name)) for name in _OWN},  # its own get() takes one date for another
    }
    if told["updated"] == told["published"]:
        told["updated"] = ""
    for name in list(entry.keys())[: 4 * MOST_FIELDS]:
        if name not in _KNOWN and "_" in name and isinstance(value := entry.get(name), str):
            told[name.replace("_", ":", 1)] = value
    return {name: value for name, value in list(told.items())[:MOST_FIELDS] if value.strip()}


def _add_head(title: str, draft: Draft) -> None:
    head = Entry(draft, META)
    head.add("Feed", "title", title)
    draft.end_block()
    draft.record("feed", head.properties)


def _add_entry(told: dict[str, str], draft: Draft, address: str | None) -> None:
    """Adds an entry: its title as a heading that leads to its page, its words, then its other fields."""
    properties = []
    title = draft.mark()
    read_fragment(f"<h2>{told.get('title', '')}</h2>", draft, TEXT, address)
    end = draft.mark()
    if target := absolute(address, told.get("link")):
        draft.link(title, end, target)
    if "title" in told:
        properties.append(Property("title", None, title, end))
    draft.end_block()
    if "content" in told:
        begin = draft.mark()
        read_fragment(told["content"], draft, TEXT, address)
        properties.append(Property("content", None, begin, draft.mark()))
        draft.end_block()
    entry = Entry(draft, Place("meta"), address)
    for name, value in told.items():
        if name not in ("title", "content"):
            entry.add(name, name, value)
    draft.end_block()
    draft.record("entry", [*properties, *entry.properties])
