"""Which links of a listing lead to the pages of its talks.

A link belongs to a talk where it stands at the talk's title, where its words say that more of the talk is behind it, or
where a record of the talk names it. One at a speaker's name may lead to the speaker's own page as well, so it counts only
for a talk that has no other. Navigation, the pages of a long list and all that stands elsewhere belong to no talk.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import urlsplit

from kg.extract.status import is_tba
from kg.model.announcement import Announcement, Talk
from kg.model.document import Document, Link, Span
from kg.text.language import words
from kg.text.words import fold

_NO_PAGE = re.compile(r"\.(?:pdf|pptx?|key|odp|docx?|zip|t?gz|ics|jpe?g|png|gif|svg|webp|mp[34]|m4[av]|mov|avi|webm|tex|bib|css|js|xml)$", re.I)
"""Files that are no page of a talk: slides, papers, pictures, recordings."""
_READABLE = re.compile(r"\.(?:pdf|docx?)$", re.I)
_REACH = 600
"""So many characters behind the last words of a talk a link can still belong to it."""


def talk_links(document: Document, announcement: Announcement) -> dict[str, tuple[int, ...]]:
    """The addresses that links of the document's talks lead to, in the order of the talks, each with the numbers of the
    talks it stands at."""
    extents = _extents(announcement)
    links = _shown(document)
    begins = [link.begin for link in links]
    found: dict[str, dict[int, None]] = {}
    for number, talk in enumerate(announcement.talks):
        begin, end = extents.get(number, (0, 0))
        near = links[bisect_left(begins, begin) : bisect_left(begins, end)]
        for address in dict.fromkeys(_of_talk(document, talk, near)):
            found.setdefault(address, {})[number] = None
    return {address: tuple(numbers) for address, numbers in found.items()}


def _shown(document: Document) -> list[Link]:
    """The links to pages, ordered, without those of the navigation and the footer."""
    links = sorted((link for link in document.links if link.href.startswith(("http://", "https://"))), key=lambda link: link.begin)
    lines = [line.begin for line in document.lines]
    found = []
    for link in links:
        place = bisect_right(lines, link.begin) - 1
        if place < 0 or document.lines[place].kind not in ("nav", "footer"):
            found.append(link)
    return found


def _extents(announcement: Announcement) -> dict[int, Span]:
    """For each talk the stretch of the text that is its own: from its title or speaker to those of the next talk."""
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    for number, talk in enumerate(announcement.talks):
        named = list(_spans_of_names(talk))
        if named:
            begins[number] = min(begin for begin, _ in named)
            ends[number] = max([end for _, end in named] + [end for _, end in _spans_of_rest(talk)])
    ordered = sorted(begins, key=lambda number: begins[number])
    following = {number: begins[after] for number, after in zip(ordered, ordered[1:])}
    return {
        number: (begins[number], min(following.get(number, ends[number] + _REACH), ends[number] + _REACH))
        for number in ordered
    }


def _spans_of_names(talk: Talk) -> Iterator[Span]:
    for value in (talk.title, *(person.name for person in talk.speakers)):
        if value is not None and not value.derived:
            yield from value.spans[:1]


def _spans_of_rest(talk: Talk) -> Iterator[Span]:
    for value in (talk.start, talk.abstract, talk.location):
        if value is not None and not value.derived:
            yield from value.spans


def _of_talk(document: Document, talk: Talk, near: list[Link]) -> Iterator[str]:
    own = [link.text for link in talk.links]
    titled = [
        link.href
        for link in near
        if (is_tba(document.words((link.begin, link.end))) if talk.title is None else _touches(link, talk.title.spans))
    ]
    behind = [link.href for link in near if _said(document, link) in _details()]
    pages = [href for href in (*titled, *own) if not _NO_PAGE.search(_path(href))]
    pages += [href for href in behind if _READABLE.search(_path(href)) or not _NO_PAGE.search(_path(href))]
    if not pages:
        names = [span for person in talk.speakers for span in person.name.spans]
        pages = [link.href for link in near if _touches(link, names) and not _NO_PAGE.search(_path(link.href))]
    yield from pages


def _said(document: Document, link: Link) -> str:
    """The words of a link, without the arrows and brackets around them."""
    return fold(" ".join(document.words((link.begin, link.end)).split()).strip(" []()»›>→…+:.-"))


def _touches(link: Link, spans: Iterable[Span]) -> bool:
    return any(link.begin < end and begin < link.end for begin, end in spans)


def _path(href: str) -> str:
    try:
        return urlsplit(href).path
    except ValueError:
        return ""


@cache
def _details() -> frozenset[str]:
    return frozenset(fold(word) for word in words("navigation", "details"))
