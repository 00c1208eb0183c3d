"""Pages that say that there is no page at their address, though the server answers as if there were (a soft 404)."""

import re
from functools import cache

from kg.extract.labels import listed
from kg.model.document import Document
from kg.text.words import fold

_HEADINGS = 2
_PARTS = re.compile(r"\s+[|–—·»-]\s+")
_CODE = re.compile(r"\b(?:404|410)\b")


def is_missing(document: Document) -> bool:
    """Whether the title of a page, a part of it, or one of its first headings says so and nothing else. What else such a
    page shows (the next seminars, at its side) it shows on every address of the site.
    """
    if document.media_type not in ("text/html", "application/xhtml+xml"):
        return False
    titles = [document.words((line.begin, line.end)) for line in document.lines[:1] if line.kind == "meta"]
    headings = [document.words((line.begin, line.end)) for line in document.lines if line.kind == "heading"][:_HEADINGS]
    return any(_says_so(words) for words in [*headings, *(part for title in titles for part in _parts(title))])


def _parts(title: str) -> list[str]:
    """A title, its parts, and the whole without the last of them or the first: one of those is the name of the site."""
    cuts = list(_PARTS.finditer(title))
    return [title, *_PARTS.split(title), *(title[: cut.start()] for cut in cuts[-1:]), *(title[cut.end() :] for cut in cuts[:1])]


def _says_so(words: str) -> bool:
    """Whether words are those of a missing page, with or without the number of the answer and what leads it in."""
    if len(words) > 120:
        return False
    told = re.sub(r"[^\w\s]", " ", re.sub("[’']", "", fold(_CODE.sub(" ", words)))).split()
    while told and told[0] in _words("missing_page_leads"):
        del told[0]
    said = " ".join(told)
    return said in _words("missing_page") or (said in _words("missing") and (len(said) < len(words.strip()) - 2))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(re.sub("[’']", "", word) for word in listed("status", name))
