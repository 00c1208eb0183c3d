"""Lists of people as announcements print them: names with honorifics, positions, units and institutions."""

from dataclasses import dataclass, replace

from kg.model.announcement import Person, Value
from kg.model.document import Span
from kg.rules import minded, rule
from kg.text.affiliation_parts import has_head
from kg.text.affiliations import AffiliationMention, split_position_and_affiliations
from kg.text.gazetteer import is_institution
from kg.text.inverted_names import inverted_names
from kg.text.name_finding import NameMention, names_of
from kg.text.words import Word, is_and, trimmed, vocabulary, words
from kg.text.wrapping import rejoined

_SEPARATORS = frozenset(",;/\n•·|–—+")
_LONGEST = 3_000
_NEAR = 8
"""How far behind a name, in characters, an affiliation with no sign before it may begin: `at the` may stand between."""


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person with everything printed beside the name, and the stretch it all takes."""

    begin: int
    end: int
    person: Person


@minded
def split_people(text: str, begin: int, end: int) -> tuple[PersonMention, ...]:
    """The people listed between two offsets, each with honorific, position and affiliations as printed.

    Reads `A (Aff) and B (Aff)`, `A, B, and C`, `A, Professor of X at Y`, `Prof. A University of Y`, and an
    affiliation on the next line. An affiliation in brackets that says `both` is given to everybody before it.
    """
    text = rejoined(text)
    begin, end = trimmed(text, begin, min(end, begin + _LONGEST))
    found = words(text, begin, end)
    names = inverted_names(text, found) or tuple(
        name for name in names_of(text, found) if _opens_person(text, found, name)
    )
    stops = [name.honorific[0] if name.honorific else name.begin for name in names[1:]]
    mentions = [_person(text, name, stop) for name, stop in zip(names, [*stops, end], strict=False)]
    if mentions and mentions[0].begin > begin and _follows_post(found, mentions[0].begin):
        mentions[0] = replace(mentions[0], begin=begin)
    return _shared(text, mentions)


def _opens_person(text: str, found: list[Word], name: NameMention) -> bool:
    """Whether a name opens a new person: it stands outside brackets, at the start or behind a separator."""
    begin = name.honorific[0] if name.honorific else name.begin
    depth, before = 0, None
    for word in found:
        if word.begin >= begin:
            break
        depth += (word.text in "([") - (word.text in ")]")
        if name.honorific and before is not None and word.key in vocabulary("articles") and word.text.islower():
            continue  # y el doctor Ada Byron
        before = word
    if depth > 0:
        return False
    return (
        before is None
        or before.text in _SEPARATORS
        or before.text in ")]:-*."
        or is_and(before)
        or before.key in vocabulary("by")
        or _follows_post(found, begin)
    )


@rule("post-before-name", nothing=False)
def _follows_post(found: list[Word], begin: int) -> bool:
    """Whether all that stands before a name is a position: 'Professor and Chair Ann Lee', 'Director Ann Lee'."""
    before = [word for word in found if word.end <= begin]
    if not 1 <= len(before) <= 4:
        return False
    posts = vocabulary("positions") | vocabulary("position_words") | vocabulary("honorifics")
    return before[-1].key in vocabulary("positions") and all(word.key in posts or is_and(word) or word.text == "." for word in before)


def _person(text: str, name: NameMention, stop: int) -> PersonMention:
    """A name with what stands between it and the next person."""
    begin = _behind_letters(text, _behind_link_note(text, name.end, stop), stop)
    begin, end = trimmed(text, begin, stop)
    end = _without_and(text, begin, end)
    inner = _brackets(text, begin, end)
    position, affiliations = split_position_and_affiliations(text, *(inner or (begin, end)))
    if inner is None and position is None and text[name.end : begin].isspace() and "\n" not in text[name.end : begin]:
        opens = bool(affiliations) and affiliations[0].begin <= begin + _NEAR and _is_sure(affiliations[0].text)
        affiliations = tuple(each for each in affiliations if _is_sure(each.text)) if opens else ()
    person = Person(
        name=Value(" ".join(name.name.split()), ((name.begin, name.end),), round(name.confidence, 2), "person-name"),
        honorific=_value(text, name.honorific, "person-name", 0.97) if name.honorific else None,
        position=_value(text, position, "position-before-affiliation", 0.9) if position else None,
        affiliations=tuple(_affiliation(mention) for mention in affiliations),
    )
    start = name.honorific[0] if name.honorific else name.begin
    return PersonMention(start, max(name.end, end), person)


@rule("note-on-a-link", nothing=None)
def _note_end(text: str, begin: int, end: int) -> int | None:
    """Where a bracket ends that only says of a name that it is a link: 'Ann Lee (external link) (Lund)'."""
    opening = len(text[begin:end]) - len(text[begin:end].lstrip()) + begin
    close = text.find(")", opening, end) if text[opening : opening + 1] == "(" else -1
    inner = " ".join(word.key for word in words(text, opening + 1, close)) if close > 0 else ""
    return close + 1 if inner in vocabulary("link_notes") else None


def _behind_link_note(text: str, begin: int, end: int) -> int:
    return _note_end(text, begin, end) or begin


def _is_sure(printed: str) -> bool:
    """Whether words right behind a name, with nothing between, are an affiliation and not the title of a talk."""
    return is_institution(printed) or has_head(printed, 0, len(printed))


def _behind_letters(text: str, begin: int, end: int) -> int:
    """The offset behind what follows a name and says nothing of a place: `, PhD, FRS`, `(she/her)`."""
    small = vocabulary("postnominals") | vocabulary("pronouns")
    found, last = words(text, begin, end), begin
    for number, word in enumerate(found):
        if word.key in small:
            last = word.end
        elif word.text not in ",.()/":
            if word.key in vocabulary("positions") and number and found[number - 1].text not in ",)":
                return begin  # PhD Student
            break
    return last + 1 if last > begin and text[last : last + 1] in (")", ".") else last


def _without_and(text: str, begin: int, end: int) -> int:
    """The end of the stretch without a closing `and` that leads over to the next person."""
    found = words(text, begin, end)
    while found and (is_and(found[-1]) or found[-1].text in ",;"):
        found.pop()
    return found[-1].end if found else begin


def _brackets(text: str, begin: int, end: int) -> Span | None:
    """The inside of the bracket that the stretch opens with, where nothing of weight follows it."""
    if begin >= end or text[begin] not in "([":
        return None
    depth = 0
    for offset in range(begin, end):
        depth += (text[offset] in "([") - (text[offset] in ")]")
        if depth == 0:
            return trimmed(text, begin + 1, offset)
    return trimmed(text, begin + 1, end)


@rule("affiliation-of-both", nothing=None)
def _shared_words(text: str, mention: PersonMention) -> bool | None:
    """Whether the affiliation of the last person is stated for everybody: (both MIT)."""
    found = words(text, mention.person.name.spans[0][1], mention.end)
    return any(word.key in vocabulary("shared") for word in found[:3]) or None


def _shared(text: str, mentions: list[PersonMention]) -> tuple[PersonMention, ...]:
    if len(mentions) > 1 and mentions[-1].person.affiliations and _shared_words(text, mentions[-1]):
        given = mentions[-1].person.affiliations
        mentions = [
            mention
            if mention.person.affiliations
            else replace(mention, person=replace(mention.person, affiliations=given))
            for mention in mentions
        ]
    return tuple(mentions)


def _value(text: str, span: Span, name: str, confidence: float) -> Value:
    return Value(" ".join(text[span[0] : span[1]].split()), (span,), round(confidence, 2), name)


def _affiliation(mention: AffiliationMention) -> Value:
    return Value(mention.text, ((mention.begin, mention.end),), mention.confidence, "affiliation")
