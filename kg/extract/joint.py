"""The co-authors whose joint work a talk presents, with the words that limit it; never cited authors."""

import re
from dataclasses import dataclass
from functools import cache

from kg.extract.joint_lists import Listed, listed_people
from kg.extract.joint_scope import limiting_subject
from kg.model.announcement import Coauthor, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.language import words as listed
from kg.text.name_finding import NameMention
from kg.text.words import Word, fold, phrase_pattern, vocabulary, words
from kg.text.wrapping import unwrapped

_END = re.compile(r"(?<![A-Z])[.!?](?=\s)|\n\s*\n|[;(]")
_REACH = 600
"""The most characters that a list of co-authors takes."""
_LOOK_BACK = 9
_LONGEST = 100_000
"""Characters of an abstract that are looked through; each word takes some 300 bytes while they are."""

_OWN_BRACKET = re.compile(r"(?:(?<=[.!?]\s)|(?<=\n)|(?<![^\n]))[ \t]*[(\[]([^()\[\]]{6,200})[)\]]\.?\s*(?:$|\n)")
_CLOSING = re.compile(r"\s*[(\[]([^()\[\]\n]{8,200})[)\]][.\s]*$")


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a list of co-authors opens (an offset), where the words that announce it do, and what they limit."""

    trigger: int
    people: int
    scope: Span | None
    work: Span | None
    rule: str


def coauthors(text: str, begin: int, end: int) -> tuple[Coauthor, ...]:
    """The people with whom the text between two offsets says that its work was done, in order.

    Each has the affiliations printed in brackets, the words that limit the joint work (`A majority of this work`),
    and which of several works is meant (`gradient estimators`, or `first` where it has no topic). Authors who are
    only cited, thanked, or on a committee are left out.
    """
    text, end = unwrapped(text), min(end, begin + _LONGEST)
    starts = sorted(
        {*_phrases(text, begin, end), *_works(text, begin, end), *_enumerated(text, begin, end), *_numbered(text, begin, end), *_bracketed(text, begin, end)}, key=_order
    )
    found: list[Coauthor] = []
    reached = begin
    for start in starts:
        if start.people < reached:
            continue
        people = listed_people(text, words(text, start.people, min(end, start.people + _REACH)), 0)
        found += [_coauthor(text, start, each) for each in people if start.scope or start.work or not _is_known(each.name, found)]
        reached = max([reached, *(each.name.end for each in people)])
    return tuple(found)


@rule("co-author-named-again", nothing=False)
def _is_known(name: NameMention, found: list[Coauthor]) -> bool:
    """Whether a name is that of a co-author who is told of already, in full or by initials: R. Romanov and Roman Romanov."""
    parts = fold(name.name).replace(".", " ").split()
    others = [fold(known.name.text).replace(".", " ").split() for known in found]
    return any(parts[-1] == other[-1] and all(one[0] == two[0] for one, two in zip(parts, other, strict=False)) for other in others)


@rule("joint-work-bracket", nothing=())
def _bracketed(text: str, begin: int, end: int) -> tuple[_Start, ...]:
    """Lists in a bracket of their own, which opens with `with`: '… are sharp. (With Ann Lee and B. Ek.)'."""
    starts = []
    for match in _OWN_BRACKET.finditer(text, begin, end):
        found = words(text, *match.span(1))
        if found and found[0].key in vocabulary("with") and len(found) > 2:
            people = listed_people(text, found[1:], 0)
            rest = text[people[-1].name.end : match.end(1)] if people else "?"
            if people and not rest.strip(" .,"):
                starts.append(_Start(found[0].begin, found[1].begin, None, None, "joint-work-bracket"))
    return tuple(starts)


def _order(start: _Start) -> tuple[int, bool]:
    return start.people, start.work is None


def _coauthor(text: str, start: _Start, person: Listed) -> Coauthor:
    name = person.name
    return Coauthor(
        name=Value(" ".join(name.name.split()), ((name.begin, name.end),), _confidence(name), start.rule),
        affiliations=person.affiliations,
        scope=_value(text, start.scope, start.rule),
        work=_value(text, start.work, start.rule),
    )


def _confidence(name: NameMention) -> float:
    """The words in front say that a person follows, so a whole name is surer here than in a line of its own."""
    return round(min(0.97, name.confidence + (0.3 if " " in name.name else 0.1)), 2)


def _value(text: str, span: Span | None, name: str) -> Value | None:
    return Value(" ".join(text[span[0] : span[1]].split()), (span,), 0.9, name) if span else None

@rule("joint-work-phrase", nothing=())
def _phrases(text: str, begin: int, end: int) -> tuple[_Start, ...]:
    """Lists behind a fixed phrase: joint work with, en collaboration avec, совместно с."""
    return tuple(
        _Start(
            match.start(),
            match.end(),
            limiting_subject(text, _sentence(text, begin, match.start()), match.start()),
            None,
            "joint-work-phrase",
        )
        for match in _joint_phrases().finditer(text, begin, end)
    )


@rule("joint-work-noun", nothing=())
def _works(text: str, begin: int, end: int) -> tuple[_Start, ...]:
    """Lists behind a noun for work and `with`: recent works with; joint, ongoing work (in progress) with."""
    found = words(text, begin, end)
    starts = []
    for number, word in enumerate(found):
        if word.key in vocabulary("with") and number and found[number - 1].text != "\n":
            first = _noun_phrase(found, number)
            if first is not None:
                scope = limiting_subject(text, _sentence(text, begin, found[first].begin), found[first].begin)
                starts.append(_Start(found[first].begin, word.end, scope, None, "joint-work-noun"))
    return tuple(starts)


def _noun_phrase(found: list[Word], number: int) -> int | None:
    """The first word of the phrase for joint work that ends before the `with` at `number`."""
    nouns, adjectives = vocabulary("joint_nouns"), vocabulary("joint_adjectives")
    filler = nouns | adjectives | vocabulary("joint_filler") | vocabulary("joint_words") | {"(", ")", ","}
    if number > 1 and found[number - 1].key in vocabulary("copulas"):
        number -= 1  # this work is with Ann Lee
    first = number
    while first and number - first < _LOOK_BACK and found[first - 1].key in filler:
        first -= 1
    keys = [word.key for word in found[first:number]]
    if vocabulary("joint_words") & set(keys):
        return first
    noun = next((place for place, key in enumerate(keys) if key in nouns), None)
    return first if noun is not None and any(key in adjectives for key in keys[:noun]) else None


@rule("enumerated-works", nothing=())
def _enumerated(text: str, begin: int, end: int) -> tuple[_Start, ...]:
    """Lists for each of several works: the first one (on flows) with A and B, and the second one with C."""
    found = words(text, begin, end)
    starts, nouns = [], vocabulary("joint_nouns")
    seen = -1
    for number, word in enumerate(found):
        if word.key in nouns:
            seen = number
        if word.key not in vocabulary("with") or seen < 0 or number - seen > 120:
            continue
        topic, number_of = _ordinal(found, number)
        if number_of is not None:
            first = number_of - 1 if number_of and found[number_of - 1].key in vocabulary("articles") else number_of
            scope = (found[first].begin, found[number - 1].end)
            starts.append(
                _Start(
                    scope[0],
                    word.end,
                    scope,
                    topic or (found[number_of].begin, found[number_of].end),
                    "enumerated-works",
                )
            )
    return tuple(starts)


@rule("numbered-works", nothing=())
def _numbered(text: str, begin: int, end: int) -> tuple[_Start, ...]:
    """Lists for each of several works by number, in a sentence that says they are joint: joint works [1] with A, [2] with B."""
    found = words(text, begin, end)
    starts, joint = [], -1
    for number, word in enumerate(found):
        if word.key in vocabulary("joint_words"):
            joint = number
        if word.key not in vocabulary("with") or joint < 0 or number < 3 or number - joint > 120:
            continue
        opened, figure, closed = found[number - 3 : number]
        if (opened.text, closed.text) == ("[", "]") and figure.text.isdigit() and _sentence(text, begin, word.begin) <= found[joint].begin:
            starts.append(_Start(opened.begin, word.end, None, (opened.begin, closed.end), "numbered-works"))
    return tuple(starts)


def _ordinal(found: list[Word], number: int) -> tuple[Span | None, int | None]:
    """The topic and the number of the ordinal of `the first one (on flows) with`, the `with` being at `number`."""
    topic, place = None, number - 1
    if place > 0 and found[place].text == ")":
        opened = next((back for back in range(place, max(-1, place - 25), -1) if found[back].text == "("), None)
        if opened is None or opened + 1 >= place:
            return None, None
        first = opened + 1 + (found[opened + 1].key in vocabulary("topic_words") and opened + 2 < place)
        topic, place = (found[first].begin, found[place - 1].end), opened - 1
    while place > 0 and found[place].key in vocabulary("joint_nouns") | vocabulary("one"):
        place -= 1
    return (topic, place) if place >= 0 and found[place].key in vocabulary("ordinals") else (None, None)


def _sentence(text: str, begin: int, offset: int) -> int:
    """The offset at which the sentence that holds `offset` begins."""
    start = max(begin, offset - 300)
    return max((match.end() for match in _END.finditer(text, start, offset)), default=start)


@cache
def _joint_phrases() -> re.Pattern[str]:
    return phrase_pattern(listed("people", "joint"))


def without_joint(text: str, span: Span) -> Span:
    """A title without the bracket behind it that names those it is joint work with: 'Knots (joint with Ann Lee)'."""
    return _before_joint(text, span) or span


@rule("joint-work-closes-title", nothing=None)
def _before_joint(text: str, span: Span) -> Span | None:
    bracket = _CLOSING.search(text, *span)
    if bracket is None or bracket.start() - span[0] < 4 or not coauthors(text, *bracket.span(1)):
        return None
    return span[0], bracket.start()
