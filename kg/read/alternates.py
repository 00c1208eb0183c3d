"""What a page names as other forms of itself: its calendar and its feed."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from kg.errors import SourceError
from kg.read.decoding import decode
from kg.read.html import absolute, parse

MOST = 3
"""So many calendars, and so many feeds, one page can have."""
_CALENDAR = ("text/calendar", "application/calendar+xml")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_ICS = re.compile(r"\.ics(?:$|[?#])", re.I)
_COMMENTS = re.compile(r"/comments(?:/|$|\?)", re.I)


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another form of a page: its kind and its address."""

    kind: Literal["calendar", "feed"]
    address: str


def alternates(data: bytes, charset: str | None, address: str) -> tuple[Alternate, ...]:
    """The calendars and feeds that a page of HTML names: in its head (`link rel=alternate`), or by links to a file
    `.ics` or with the scheme `webcal:`. Of what is no HTML there are none, nor where more are named than one page can
    have: these are of single talks."""
    try:
        text, _ = decode(data, charset, address)
    except SourceError:
        return ()
    root = parse(text) if "<" in text[:4096] else None
    if root is None:
        return ()
    base = next((joined for one in root.xpath("//base/@href") if (joined := absolute(address, one))), address)
    found: dict[Alternate, None] = {}
    for element in root.iter("link", "a"):
        kind = _kind(element.tag, element.get("rel", ""), element.get("type", ""), element.get("href", ""))
        target = absolute(base, _fetched(element.get("href", ""), address)) if kind else None
        if kind and target and target != address:
            found[Alternate(kind, target.partition("#")[0])] = None
    counted = Counter(one.kind for one in found)
    return tuple(one for one in found if counted[one.kind] <= MOST)


def _kind(tag: str, rel: str, type: str, href: str) -> Literal["calendar", "feed"] | None:
    stated = type.split(";")[0].strip().lower()
    alternate = "alternate" in rel.lower().split()
    if href.strip().lower().startswith("webcal:") or (_ICS.search(href) and (tag == "a" or alternate)):
        return "calendar"
    if alternate and stated in _CALENDAR:
        return "calendar"
    return "feed" if alternate and stated in _FEEDS and not _COMMENTS.search(href) else None


def _fetched(href: str, address: str) -> str:
    """A webcal: address as the one it is fetched from: with the scheme of the page."""
    scheme, _, rest = href.strip().partition(":")
    if scheme.lower() == "webcals":
        return f"https:{rest}"
    return f"{address.partition(':')[0]}:{rest}" if scheme.lower() == "webcal" else href
