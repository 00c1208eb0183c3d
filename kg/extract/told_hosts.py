"""Who hosts a talk, as sentences tell it: 'The Department of X and the Y Center will host …', 'organized by the Z Institute'."""

import re
from functools import cache

from kg.extract.told_institutions import bare_span
from kg.extract.told_places import listed_pattern
from kg.extract.verbs import hosting
from kg.extract.wording import QUOTED, plain
from kg.model.announcement import Person, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import split_affiliations
from kg.text.gazetteer import is_place
from kg.text.letters import cased
from kg.text.people import split_people
from kg.text.words import vocabulary, words

_RULE = "hosts-told"
_REACH = 240
_SURE = 0.9
_STOP = re.compile(cased(r"[.;:!?\n](?=\s|$)|\s+(?=[\p{Ll}]+\s+(?:is|are|was)\b)|,\s+(?=[\p{Ll}])|[“”\"«»]"))
_SENTENCE = re.compile(r"[.!?:;]\s+|\n")


@cache
def _hosted() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed_pattern('hosted_by')})(?!\w)\s*", re.I)


@rule(_RULE, nothing=())
def hosts_told(text: str, span: Span) -> tuple[Person, ...]:
    """The institutions and people that a sentence says host a talk; none where it says so of none."""
    quoted = [match.span() for match in QUOTED.finditer(text, *span)]
    for match in _hosted().finditer(text, *span):
        if not any(begin <= match.start() < end for begin, end in quoted):
            stop = _STOP.search(text, match.end() + 4, min(span[1], match.end() + _REACH))
            if found := _named(text, match.end(), stop.start() if stop else min(span[1], match.end() + _REACH)):
                return found
    verb = hosting().search(text, *span)
    if verb is None or verb.start() - span[0] > _REACH:
        return ()
    opening = max((match.end() for match in _SENTENCE.finditer(text, span[0], verb.start())), default=span[0])
    return _named(text, opening, verb.start())


def _named(text: str, begin: int, end: int) -> tuple[Person, ...]:
    """The institutions of a stretch that holds little else, or the people."""
    mentions = [one for one in split_affiliations(text, begin, end) if one.confidence >= _SURE and not is_place(one.text)]
    if mentions and all(word.key in _small() or word.text in ",&()" for word in words(text, begin, mentions[0].begin)):
        spans = [_without_article(text, bare_span(text, one)) for one in mentions]
        return tuple(Person(Value(plain(text, span), (span,), 0.8, _RULE)) for span in spans)
    people = split_people(text, begin, end)
    if people and people[0].begin <= begin + 1 and all(one.person.name.confidence >= 0.85 for one in people):
        return tuple(Person(Value(one.person.name.text, one.person.name.spans, 0.8, _RULE)) for one in people)
    return ()


def _without_article(text: str, span: Span) -> Span:
    """The span without 'The' at the head of a sentence."""
    first = words(text, *span)[0]
    return (first.end + 1, span[1]) if first.key in vocabulary("articles") and first.end < span[1] else span


@cache
def _small() -> frozenset[str]:
    return vocabulary("articles") | vocabulary("and")
