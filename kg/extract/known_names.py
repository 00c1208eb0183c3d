"""Names that a page prints on lines of their own, which tell where the name ends in 'Ada Byron Engines that weave'."""

import re
from collections.abc import Iterator

from kg.extract.page import Page
from kg.extract.people import people_line
from kg.extract.wording import key, plain, tightened
from kg.model.announcement import Person
from kg.model.document import Span
from kg.rules import rule
from kg.text.gazetteer import given_names
from kg.text.letters import cased
from kg.text.names import is_name

_WORD = re.compile(r"[^\s:,;]+")
_CAPITAL = re.compile(cased(r"[\p{Lu}]"))
_LONGEST, _MOST_WORDS, _SHORTEST = 40, 5, 5
_ESTABLISHED = 3
"""Lines of a programme that put a known name right before a title: from here on others do so too."""


def _names(page: Page) -> frozenset[str]:
    """The names, folded, that stand alone on rows of a page."""
    if "known names" not in page.kept:
        rows = (row for row in page.rows if row.end - row.begin <= _LONGEST and not row.dates and not row.times)
        printed = {plain(page.text, row.span) for row in rows}
        page.kept["known names"] = frozenset(key(name) for name in printed if 2 <= len(name.split()) <= _MOST_WORDS and is_name(name) >= 0.45)
    return page.kept["known names"]


@rule("name-printed-elsewhere", nothing=None)
def known_name_before_title(page: Page, span: Span) -> tuple[Span, tuple[Person, ...], Span] | None:
    """A name that opens `span`, its person and the title right behind it, where the page prints the name alone elsewhere.

    Where several timed lines are so, a given name and a surname in front of a title are a name too.
    """
    name = _known(page, span) or (_by_given_name(page, span) if _established(page) else None)
    people = people_line(page.text, name) if name else ()
    title = tightened(page.text, (name[1], span[1])) if name else span
    told = name and len(people) == 1 and title[1] - title[0] >= _SHORTEST and (page.text[title[0]].isalnum() or page.text[title[0]] in "$\"“‘'¿")
    return (name, people, title) if told else None


def _known(page: Page, span: Span) -> Span | None:
    for end in reversed(list(_ends(page.text, span))):
        if key(page.text[span[0] : end]) in _names(page) and page.text[end : end + 1] == " ":
            return span[0], end
    return None


def _by_given_name(page: Page, span: Span) -> Span | None:
    words = list(_WORD.finditer(page.text, *span))[:3]
    if len(words) < 3 or words[1].end() - span[0] > _LONGEST or not all(_CAPITAL.match(word[0]) for word in words[:2]):
        return None
    first, second = key(words[0][0]), key(words[1][0])
    sure = first.split()[0] in given_names() and second not in given_names() and words[1][0].isalpha() and not words[1][0].isupper()
    return (span[0], words[1].end()) if sure and page.text[words[1].end()] == " " else None


def _ends(text: str, span: Span) -> Iterator[int]:
    for number, word in enumerate(_WORD.finditer(text, span[0], min(span[1], span[0] + _LONGEST))):
        if number >= _MOST_WORDS:
            return
        if number:
            yield word.end()


def _established(page: Page) -> bool:
    if "names before titles" not in page.kept:
        timed = (row for row in page.rows if row.times and row.times[0].begin - row.begin <= 3)
        known = (row for row in timed if _known(page, tightened(page.text, (row.times[0].end, row.end), " \t:,;–—-|•·*_")))
        page.kept["names before titles"] = sum(1 for _ in known) >= _ESTABLISHED
    return page.kept["names before titles"]
