"""Links that stand behind what a line says and lead to what the talk offers: 'Abstract', '[pdf]', '(abstract, slides)'."""

import re
from functools import cache

from kg.extract.wording import tightened
from kg.model.document import Document, Span
from kg.rules import rule
from kg.text.language import words
from kg.text.words import fold

_MOST = 4
_ENDED = ".?!)]»”\"'’"


@cache
def _closing() -> re.Pattern[str]:
    """A word for an attachment at the end of a line, in brackets, or set off by a sign."""
    listed = "|".join(sorted((re.escape(fold(word)) for word in words("navigation", "attachments")), key=len, reverse=True))
    several = rf"\s*(?:{listed})\d?(?:\s*[,;/|&]\s*(?:{listed})\d?){{0,4}}(?:\s*[,;/|&][^()\n]{{0,40}}){{0,2}}\s*"
    return re.compile(rf"(?P<before>\s*[,;/|&·•–—-]?\s*)(?:\[{several}\]|\({several}\)|(?P<bare>{listed}))\s*[,;|]?\s*$")


@rule("attachment-behind-words", nothing=None)
def _attachment(document: Document, begin: int, end: int) -> int | None:
    """Where what the line says ends before an attachment; None where it ends with none.

    A bare word is one behind the end of a sentence or another sign, or where it is all of a link.
    """
    folded = fold(document.text[begin:end])
    found = _closing().search(folded) if len(folded) == end - begin else None
    if found is None or found.start() < 8:
        return None
    stop = begin + found.start()
    if found["bare"]:
        word = begin + found.start("bare")
        own = any(link.begin <= word < link.end and link.begin >= stop for link in document.links if abs(link.begin - word) < 4)
        if not own and not (document.text[stop - 1] in _ENDED and found["before"].isspace()):
            return None
    return stop


def without_attachments(document: Document, span: Span) -> Span:
    """A line's span without the attachments that stand behind its words."""
    begin, end = span
    for _ in range(_MOST):
        stop = _attachment(document, begin, end)
        if stop is None:
            break
        end = tightened(document.text, (begin, stop), " \t\n\r\u00a0,;|/&·•–—-")[1]
    return begin, end
