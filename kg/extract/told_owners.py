"""Whose talk it is, where a sentence says no more than that: 'Her lecture is entitled …', 'Lee's talk, “Knots,” …'."""

import re
from functools import cache

from kg.extract.page import Page
from kg.extract.told_places import listed_pattern
from kg.model.announcement import Person
from kg.model.document import Span
from kg.rules import rule
from kg.text.names import find_names
from kg.text.people import split_people
from kg.text.language import words

_BACK = 400
"""Characters before 'her lecture' within which she is named."""
_SURE = 0.85
_CUT = re.compile(r"\n\s*\n")


@cache
def _hers() -> re.Pattern[str]:
    """'her lecture', and a day or an adjective between: 'his public lecture'."""
    whose = "|".join(sorted(map(re.escape, words("sentences", "whose")), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{whose})\s+(?:\w+\s+)?(?:{listed_pattern('default_nouns', 'talk_nouns')})(?!\w)", re.I)


@rule("owner-of-lecture", nothing=())
def owner_of(page: Page, sentence: Span) -> tuple[Person, ...]:
    """The person whose talk a sentence is about, named in the sentences before it; none where it does not say whose."""
    text = page.text
    hers = _hers().search(text, *sentence)
    if hers is None:
        return ()
    begin = max(0, hers.start() - _BACK)
    begin = max((cut.end() for cut in _CUT.finditer(text, begin, hers.start())), default=begin)
    names = [name for name in find_names(text, begin, hers.start()) if name.confidence >= _SURE]
    people = {name.name.split()[-1] for name in names}
    if len(people) != 1:
        return ()
    first = max(names, key=lambda name: len(name.name))
    mention = next(iter(split_people(text, first.honorific[0] if first.honorific else first.begin, first.end)), None)
    return (mention.person,) if mention else ()
