"""Panels: 'Panelists include Ann Lee, professor of law; Bo Ek, …', in a sentence or line by line below it."""

import re
from dataclasses import replace
from functools import cache

from kg.extract.told_places import listed_pattern
from kg.model.announcement import Person
from kg.model.document import Span
from kg.rules import rule
from kg.text.letters import cased
from kg.text.people import PersonMention, split_people
from kg.text.words import fold, vocabulary, words

_RULE = "panelists-told"
_LONGEST = 1500
_MOST = 12
_LINE = 200
_SURE, _LIKELY = 0.9, 0.5
_ITEM = re.compile(r"[ \t]*(?:[-*•·–]\s*|\d{1,2}[.)]\s+)?")
_MARKED = re.compile(r"\s*(?:[-*•·–]|\d{1,2}[.)])\s")
_STOP = re.compile(cased(r"(?<![\p{Lu}])(?<!\b[\p{Lu}][\p{Ll}])[.!?](?=\s+[\p{Lu}“\"]|\s*$)|\n"), re.M)


@cache
def _panel() -> re.Pattern[str]:
    nouns, verbs = listed_pattern("panelists"), listed_pattern("panel_verbs")
    return re.compile(rf"(?<!\w)(?:{nouns})(?:,[^;:\n]{{0,80}},)?(?:\s+(?:{verbs}))(?!\w)\s*:?|(?<!\w)(?:{nouns})\s*:", re.I)


@rule(_RULE, nothing=())
def panel_in(text: str, span: Span, end: int) -> tuple[Person, ...]:
    """The people of a panel that a sentence lists, or the lines below it up to `end`; none where it lists fewer than two."""
    lead = _panel().search(text, *span)
    if lead is None:
        return ()
    line_end = text.find("\n", lead.end(), min(end, lead.end() + _LONGEST))
    below = line_end >= 0 and not text[lead.end() : line_end].strip()
    found = _of_lines(text, line_end, min(end, line_end + _LONGEST)) if below else _of_sentence(text, lead.end(), min(end, lead.end() + _LONGEST))
    return tuple(found) if len(found) > 1 else ()


def _of_lines(text: str, begin: int, end: int) -> list[Person]:
    """The people who open the lines from `begin` on, up to the first line that nobody opens."""
    found: list[Person] = []
    marked = _MARKED.match(text, begin, end) is not None
    while begin < end and len(found) < _MOST:
        stop = text.find("\n", begin + 1, end)
        stop = end if stop < 0 else stop
        if text[begin:stop].strip():
            first = _ITEM.match(text, begin + 1, stop).end()
            mention = next(iter(split_people(text, first, min(stop, first + _LINE))), None)
            if mention is None or mention.begin != first or mention.person.name.confidence < _LIKELY or (marked and not _MARKED.match(text, begin, stop)):
                break
            found.append(_sure(mention.person))
        begin = stop
    return found


def _of_sentence(text: str, begin: int, end: int) -> list[Person]:
    """The people of a list in a sentence: each behind a semicolon, or behind a comma or 'and'."""
    stop = _STOP.search(text, begin, end)
    end = stop.start() if stop else end
    cuts = [begin, *(at + 1 for at in range(begin, end) if text[at] == ";"), end]
    found: list[Person] = []
    for first, last in zip(cuts, cuts[1:], strict=False):
        mentions = split_people(text, _opened(text, first, last), last)
        kept = [one for number, one in enumerate(mentions) if (number == 0 and one.begin <= _opened(text, first, last) + 1) or _listed(text, one, alone=len(cuts) == 2)]
        found += [_sure(one.person) for one in kept if one.person.name.confidence >= _LIKELY]
    return found[:_MOST]


def _listed(text: str, mention: PersonMention, *, alone: bool) -> bool:
    """Whether a further person of a part is one of the list: behind 'and', or, where no semicolon parts it, a sure name."""
    before = words(text, max(0, mention.begin - 8), mention.begin)
    behind_and = bool(before) and before[-1].key in vocabulary("and")
    return mention.person.name.confidence >= _SURE and (behind_and or alone)


def _opened(text: str, begin: int, end: int) -> int:
    """Where a part of the list opens, behind 'and'."""
    found = words(text, begin, end)
    lead = next((word for word in found if word.key not in vocabulary("and") and word.text not in ",:"), None)
    return lead.begin if lead else begin


def _sure(person: Person) -> Person:
    """A person with the affiliations that are certain."""
    name = replace(person.name, rule=_RULE, confidence=min(0.85, person.name.confidence))
    given = (one for one in person.affiliations if one.confidence >= _SURE and fold(one.text) not in vocabulary("disciplines"))
    return replace(person, name=name, affiliations=tuple(given))
