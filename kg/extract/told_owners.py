"""Whose talk it is, where a sentence says no more than that: 'Her lecture is entitled …', 'Lee's talk, “Knots,” …'."""

import re
from functools import cache

from kg.extract.page import Page
from kg.extract.told_places import listed_pattern
from kg.extract.wording import tightened
from kg.model.announcement import Person
from kg.model.document import Span
from kg.rules import rule
from kg.text.names import NameMention, find_names
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
    if (named := _of_name(text, sentence)) is not None:
        return named
    hers = _hers().search(text, *sentence)
    if hers is None:
        return ()
    begin = max(0, hers.start() - _BACK)
    begin = max((cut.end() for cut in _CUT.finditer(text, begin, hers.start())), default=begin)
    names = [name for name in find_names(text, begin, hers.start()) if name.confidence >= _SURE]
    people = {name.name.split()[-1] for name in names}
    if len(people) != 1:
        return ()
    return _person(text, max(names, key=lambda name: len(name.name)))


def _person(text: str, name: NameMention) -> tuple[Person, ...]:
    mention = next(iter(split_people(text, name.honorific[0] if name.honorific else name.begin, name.end)), None)
    return (mention.person,) if mention else ()


@cache
def _lecture() -> re.Pattern[str]:
    """A word for a talk in small letters; in capitals it would end the name of a series: 'the Karl Ward Lecture'."""
    return re.compile(rf"(?:['’]s?)?\s+(?:{listed_pattern('lectures')})(?!\w)")


def _of_name(text: str, sentence: Span) -> tuple[Person, ...] | None:
    """The person whose name stands right before the word for the talk: 'Ann Lee lecture: “Knots”'; None where none does."""
    for name in find_names(text, *sentence):
        owned = name.end - 2 if text[name.end - 2 : name.end] in ("'s", "’s") else name.end
        if name.confidence >= _SURE and _lecture().match(text, owned, sentence[1]):
            return _person(text, name)
    return None


@rule("subject-told-before", nothing=())
def subject_of(text: str, sentence: Span, known: tuple[Person, ...]) -> tuple[Person, ...]:
    """The person told of before whose last name opens a sentence: 'Lee, the Ward Professor of Law, will speak', 'Lee's talk will address'."""
    begin = tightened(text, sentence)[0]
    for person in reversed(known):
        last = person.name.text.split()[-1]
        opening = re.compile(rf"(?:(?:{_titles()})\.?\s+)*{re.escape(last)}(?:['’]s?)?(?=[\s,(])(?!\s+[A-Z][\w-]+\s)")
        if len(last) > 2 and opening.match(text, begin, sentence[1]):
            return (person,)
    return ()


@cache
def _titles() -> str:
    return "|".join(sorted(map(re.escape, words("people", "honorifics")), key=len, reverse=True))
