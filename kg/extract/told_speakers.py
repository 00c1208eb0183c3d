"""Speakers that sentences name: 'Ann Lee of MIT will speak', 'we are happy to have Ann Lee of MIT', 'es spricht Ann Lee'."""

import re
from dataclasses import replace
from functools import cache

from kg.extract.page import Page
from kg.extract.told_institutions import bare_span
from kg.extract.told_lists import listed_from, only_moderates
from kg.extract.told_places import listed_pattern
from kg.extract.told_posts import post_before
from kg.extract.told_series import told_series
from kg.extract.told_verbs import is_passive
from kg.extract.verbs import featuring, hosting, languages_of, names_behind
from kg.extract.wording import EDGES, QUOTED, key, plain, tightened, value
from kg.model.announcement import Person, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import split_position_and_affiliations
from kg.text.gazetteer import given_names
from kg.text.language import languages
from kg.text.language import words as words_of
from kg.text.letters import cased
from kg.text.names import NameMention, find_names
from kg.text.people import split_people
from kg.text.words import fold, vocabulary, words
from kg.text.wrapping import unwrapped

_RULE = "talk-told-in-sentences"
_REACH = 400
_NEAR = 40
_NEAR_POST = 120
"""Behind the verb, the post of somebody may come first: 'the head of the institute, Prof. Ann Lee'."""
_FAR = 1200
_LONGEST = 260
"""Characters behind a name in which its post and its institutions stand."""
_LONGEST_TITLE = 120
_OWNER = re.compile(r"^[^’']*[’']s\s+(?=\S+\s+\S)")
_FULL_STOP = re.compile(r"[a-z]{4}\.$")
_SURNAME = re.compile(cased(r"\s+(?:[A-Z][a-z]{1,4}\.?\s+)?([\p{Lu}][\w’'-]+)(?=[\s.,;:)]|$)"))
_CAPITAL = re.compile(cased(r"(?<!\w)[\p{Lu}][\w-]+"))


@cache
def _called() -> re.Pattern[str]:
    """A word that may be a room's with capitals behind it, up to where a name begins."""
    rooms = "|".join(sorted({re.escape(word) for word in (*words_of("navigation", "rooms"), *words_of("navigation", "venues")) if " " not in word}, key=len, reverse=True))
    links = "|".join(sorted({re.escape(word) for word in words_of("people", "of") if word.isalpha()}, key=len, reverse=True))
    return re.compile(cased(rf"(?<!\w)(?i:{rooms})(?:\s+[\p{{Lu}}][\w.-]+){{0,2}}(?:\s+(?:{links}))?\s+$"))


@cache
def _pronoun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{listed_pattern('speaker_pronouns')})\s*$", re.I)


@cache
def _pronoun_behind() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{listed_pattern('speaker_pronouns')})(?!\w)", re.I)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"[\s,]*(?:{listed_pattern('affiliation_heads')})(?:(?<=['’])|(?!\w))\s*(?:(?:the|la|der|de)\b\s*)?", re.I)


@cache
def _stop(codes: tuple[str, ...]) -> re.Pattern[str]:
    listed = {word for one in languages() if one.code in codes or not codes for word in one.section("sentences").get("speaker_stops", ())}
    stops = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(listed, key=lambda word: (-len(word), word)))
    return re.compile(rf"\s+(?:{stops})(?!\w)|[“\"«„]|,\s+(?:{stops})(?!\w)|\)\s|\s\((?=\d{{1,2}}[.:h\s])")


def _least(name: NameMention) -> float:
    """The likeness asked of a name in running text: where cases change the endings, a known given name or an initial."""
    return 0.5 if name.name[0] < "\u0370" else 0.7


def told_speakers(page: Page, sentence: Span, verb: Span, title: Span | None) -> tuple[Person, ...]:
    """The speakers that a sentence names, as its verb asks: before it, behind it, or in the sentence before, for 'she'."""
    text = unwrapped(page.text)
    names = [name for name in names_told(page, sentence, verb) if not (title and title[0] <= name.begin < title[1])]
    after = [name for name in names if name.begin >= verb[1]]
    before = [name for name in names if name.end <= verb[0]]
    chosen = _chosen(text, sentence, verb, (before, after))
    if chosen is None or only_moderates(text, sentence[0], verb):
        return ()
    if chosen in before and (several := _several(text, chosen, verb[0])):
        return several
    end = title[0] if title and title[0] > chosen.end else sentence[1]
    if chosen in after and (several := listed_from(text, _opening(chosen), end)):
        return several
    return (person_told(text, chosen, (sentence[1], verb[0]), title, sentence[0], text[verb[0] : verb[1]]),)


def names_told(page: Page, sentence: Span, verb: Span | None = None) -> list[NameMention]:
    """The people named in a sentence, outside brackets and short quotations, and not in the name of a series."""
    text = unwrapped(page.text)
    quoted = [match.span() for match in QUOTED.finditer(text, *sentence)]
    quoted = [span for span in quoted if span[1] - span[0] < _LONGEST_TITLE]
    if (series := told_series(text, sentence)) is not None:
        quoted.append(series)  # 'the Karl Ward Lecture'
    names = [_bare_name(_behind_institution(text, _without_trade(_behind_verb(name, verb) if verb else name))) for name in find_names(text, *sentence)]
    names = [name for name in names if not any(name.begin < end and begin < name.end and not name.begin < begin < end < name.end for begin, end in quoted)]
    names = [name for name in names if name.confidence >= _least(name) and not _in_bracket(text, sentence[0], name.begin)]
    return [name for name in names if name.honorific or not _is_of_room(text, max(0, name.begin - _NEAR), name.begin)]


def earlier_person(page: Page, sentence: Span, verb: Span, known: tuple[Person, ...]) -> tuple[Person, ...]:
    """The person named before whom a sentence has speak by surname or with no name at all: 'Lee will lecture', 'to speak on Feb. 6'."""
    text = page.text
    passive = is_passive(text, verb)
    near = _SURNAME.match(text, verb[1], sentence[1]) if passive else None
    if not passive:
        found = [match for match in _CAPITAL.finditer(text, max(sentence[0], verb[0] - 160), verb[0])]
        for person in reversed(known):
            if any(match[0] == person.name.text.split()[-1] for match in found):
                return (person,)
        return ()
    if near is None:
        return ()
    for person in reversed(known):
        if person.name.text.split()[-1] == near[1]:
            return (person,)
    names = [name for name in find_names(text, max(0, sentence[0] - _FAR), sentence[0]) if name.name.split()[-1] == near[1]]
    return (person_told(text, names[0], (names[0].end, names[0].end), None, names[0].begin),) if names and names[0].confidence >= 0.5 else ()


@rule("name-behind-institution", nothing=None)
def _given_part(text: str, name: NameMention) -> int | None:
    """The part of a name that is a given name with a surname behind it, where an institution runs on into the name."""
    before = words(text, max(0, name.begin - _NEAR), name.begin)[-4:]
    if name.honorific or not any(word.key in vocabulary("institutions") | vocabulary("units") for word in before) or any(word.text in ",;:.()\n" for word in before[-3:]):
        return None
    parts = name.name.split()
    return next((number for number in range(1, len(parts) - 1) if fold(parts[number]) in given_names()), None)


def _behind_institution(text: str, name: NameMention) -> NameMention:
    """A name without the end of the institution printed right before it: 'la catedrática de la Universidad de Utopía Ada Nadie'."""
    number = _given_part(text, name)
    if number is None or fold(name.name.split()[0]) in given_names():
        return name
    kept = " ".join(name.name.split()[number:])
    return replace(name, name=kept, begin=name.end - len(kept), confidence=max(name.confidence, 0.85))


def _behind_verb(name: NameMention, verb: Span) -> NameMention:
    """A name without the verb that opens the sentence with a capital right before it: 'Interverrà Ann Lee'."""
    if not name.begin <= verb[0] < verb[1] < name.end:
        return name
    kept = name.name.split(maxsplit=name.name[: verb[1] - name.begin].count(" ") + 1)[-1]
    return replace(name, name=kept, begin=name.end - len(kept)) if " " in kept else name


def surname(person: Person) -> str:
    """The last name of a person, folded, without 'Jr.'."""
    parts = [part for part in key(person.name.text).split() if part not in vocabulary("suffixes")]
    return parts[-1] if parts else key(person.name.text)


def _bare_name(name: NameMention) -> NameMention:
    """A name without the ending of what is said to be somebody's: 'Ann Lee’s'."""
    if (owner := _OWNER.search(name.name)) is not None:  # 'Yale University's John Ostrom'
        name = replace(name, name=name.name[owner.end() :], begin=name.begin + owner.end())
    cut = 2 if name.name.endswith(("’s", "'s")) else 0
    return replace(name, name=name.name[:-cut], end=name.end - cut) if cut else name


def _without_trade(name: NameMention) -> NameMention:
    """A name without the trade that a headline prints before it with a capital: 'Noted Chemist Ann Lee'."""
    parts = name.name.split()
    trade = max((number for number, part in enumerate(parts[:-2]) if part.casefold() in vocabulary("positions")), default=None)
    if trade is None:
        return name
    kept = " ".join(parts[trade + 1 :])
    return replace(name, name=kept, begin=name.end - len(kept), honorific=None) if len(kept) < name.end - name.begin else name


def _in_bracket(text: str, begin: int, at: int) -> bool:
    """Whether a bracket is open where a name stands: it is that of an institution or of an aside."""
    return text.count("(", begin, at) > text.count(")", begin, at)


@rule("room-called-by-name", nothing=False)
def _is_of_room(text: str, begin: int, at: int) -> bool:
    """Whether a name is what a room is called by: 'en el Auditorio Joan Plaza', 'Aula Absidale di Santa Lucia'."""
    return _called().search(text, max(begin, at - 60), at) is not None


def _chosen(text: str, sentence: Span, verb: Span, names: tuple[list[NameMention], list[NameMention]]) -> NameMention | None:
    before, after = names
    near = [name for name in after if _opening(name) - verb[1] <= (_NEAR_POST if name.honorific else _NEAR)]
    if is_passive(text, verb):
        return after[0] if after else None
    if hosting().fullmatch(text, *verb) or featuring().fullmatch(text, *verb):
        return near[0] if near else None
    if names_behind().fullmatch(text, *verb) and not (before and verb[0] - before[-1].end < 8):
        return near[0] if near else next((name for name in before if name.confidence >= 0.85), None)
    if not before and names_behind().fullmatch(text, *verb):
        near = [name for name in after if post_before(text, verb[1], _opening(name))[1]]
        if near:
            return near[0]
    if not before:
        return next(iter(_earlier(text, sentence, verb)), None)
    marked = [name for name in before if is_marked(text, name)]
    if len(marked) == 1:
        return marked[0]
    return before[0] if before[0].begin - sentence[0] < _NEAR else before[-1]


@rule("name-with-title-or-place", nothing=False)
def is_marked(text: str, name: NameMention) -> bool:
    """Whether a title stands before a name or a bracket with a place right behind it, as for those who speak and not of whom they speak."""
    return name.honorific is not None or (text[name.end : name.end + 2] == " (" and text[name.end + 2 : name.end + 3].isupper())


def _opening(name: NameMention) -> int:
    return name.honorific[0] if name.honorific else name.begin


def _earlier(text: str, sentence: Span, verb: Span) -> list[NameMention]:
    """The name that 'she' or 'he' stands for: the last one of the sentence before, in the same paragraph."""
    inverted = names_behind().fullmatch(text, *verb) and _pronoun_behind().match(text, verb[1], sentence[1])
    if not inverted and not _pronoun().search(text, sentence[0], verb[0]):
        return []
    names = find_names(text, max(0, sentence[0] - _REACH), sentence[0])
    sure = [name for name in names if name.confidence >= 0.6]
    return sure[-1:] if inverted else sure[:1]


def opens_with_pronoun(page: Page, sentence: Span, verb: Span) -> bool:
    """Whether 'she' or 'he' stands right before the verb of a sentence."""
    return bool(_pronoun().search(page.text, sentence[0], verb[0]))


@rule("sentence-of-person", nothing=False)
def opens_with_person(page: Page, sentence: Span, people: tuple[Person, ...]) -> bool:
    """Whether the subject of a sentence is one of the people or 'he' or 'she': where they work and what they did is no place or day of their talk."""
    begin = tightened(page.text, sentence)[0]
    opening = page.text[begin : min(sentence[1], begin + _NEAR)]
    named = any(person.name.text.split()[-1] in opening.split()[:3] for person in people)
    return named or _pronoun_behind().match(" " + opening) is not None


def _several(text: str, first: NameMention, end: int) -> tuple[Person, ...]:
    """The people of a list that runs from a name up to the verb: 'Ann Lee and Bo Ek will speak'; none where there is one."""
    begin, stop = _opening(first), end
    found = split_people(text, begin, stop)
    if len(found) < 2 or found[0].begin != begin or any(mention.person.name.confidence < 0.6 for mention in found):
        return ()
    ends = [text[one.end : other.begin].strip() for one, other in zip(found, found[1:], strict=False)]
    listed = all(gap.casefold().strip(", ") in _joins() for gap in ends) and not text[found[-1].end : stop].strip(" ,)")
    return tuple(_capped(mention.person) for mention in found) if listed else ()


@cache
def _joins() -> frozenset[str]:
    return frozenset({"", "&", "and", "und", "et", "y", "e", "en", "i", "и", "oraz"})


def _capped(person: Person) -> Person:
    return replace(person, name=replace(person.name, confidence=min(0.85, person.name.confidence), rule=_RULE))


def _bare(text: str, span: Span) -> Span:
    """A post without the article before it: 'a professor of law'."""
    found = words(text, *span)
    return (found[1].begin, span[1]) if len(found) > 1 and found[0].key in vocabulary("articles") and found[0].text.islower() else span


def person_told(text: str, name: NameMention, ends: Span, title: Span | None, opening: int, verb: str = "") -> Person:
    """The speaker with what the sentence says between the name and the verb, the title or the sentence's end."""
    begin = _opening(name)
    stop = next((end for end in sorted((*ends, *((title[0],) if title else ()))) if end > name.end), name.end)
    stop = min(stop, name.end + _LONGEST)
    mention = next(iter(split_people(text, begin, name.end)), None)
    person = mention.person if mention else Person(Value(name.name, ((name.begin, name.end),), 0.8, _RULE))
    lead = _lead().match(text, name.end, stop)
    start = lead.end() if lead else name.end
    close = _stop(languages_of(verb.casefold().split()[0]) if verb else ()).search(text, start, stop)
    stop = close.start() + (text[close.start()] == ")") if close and (close[0][0] not in "“\"«„" or close.start() > start + 3) else stop
    position, affiliations = split_position_and_affiliations(text, start, stop) if stop > start else (None, ())
    given = tuple(
        value(text, tightened(text, (m.begin, m.end), EDGES + "()") if text[m.begin] == "(" else bare_span(text, m), _RULE, 0.8)
        for m in affiliations
        if fold(m.text) not in vocabulary("disciplines") and m.confidence >= (0.8 if lead or text[start : start + 2].strip().startswith("(") else 0.9)
    )
    position = position and _bare(text, position)
    if position and _FULL_STOP.search(text[position[0] : position[1]]):
        position = (position[0], position[1] - 1)
    at = position and Value(plain(text, position), (position,), 0.8, _RULE)
    if not given and (before := post_before(text, opening, begin))[1]:
        at, given = before
    return replace(person, affiliations=given, position=at)
