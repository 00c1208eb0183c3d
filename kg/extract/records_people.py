"""The people of a record: a name in a field, several in one, or a mapping with name, affiliation and biography."""

import re
from dataclasses import replace

from kg.extract.biography import biography
from kg.extract.present_post import present_affiliations
from kg.extract.breaks import is_break
from kg.extract.people import people_in, people_line
from kg.extract.records_fields import Node, role_of
from kg.extract.series import is_gathering
from kg.extract.status import is_empty, is_status, is_tba
from kg.extract.wording import plain, tightened, value
from kg.model.announcement import Biography, Person, Value
from kg.model.document import Document, Field, Span
from kg.rules import rule
from kg.text.affiliations import split_position_and_affiliations

_PARTS = re.compile(r"\s*(?:[;·|/&]|\band\b|\bund\b|\bet\b)\s*")
_NOBODY = re.compile(r"[\d@?]|https?:|^\W*$")
_SENTENCE = re.compile(r"[^.;,\n]{8,160}(?=[.;,\n]|$)")
LONGEST_NAME = 60


def people_of_field(document: Document, one: Field) -> tuple[Person, ...]:
    """The people that a field of people names."""
    return people_at(document, (one.begin, one.end))


def people_at(document: Document, span: Span) -> tuple[Person, ...]:
    """The people that words of people name; the whole of a few words is a name where no rule knows one in them."""
    text, span = document.text, tightened(document.text, span)
    if span[0] >= span[1] or is_tba(plain(text, span)) or is_empty(plain(text, span)) or _is_nobody(text, span):
        return ()
    found = people_in(text, span)
    if found:
        return tuple(replace(person, name=replace(person.name, confidence=max(0.9, person.name.confidence))) for person in found)
    words = plain(text, span)
    if len(words) > LONGEST_NAME or _NOBODY.search(words):
        return ()
    return (Person(Value(words, (span,), 0.7, "record-person")),)


@rule("nobody-in-field", nothing=False)
def _is_nobody(text: str, span: Span) -> bool:
    """Whether what stands where a person is asked for is none: what became of a talk, a break, a workshop, somebody's login."""
    printed = plain(text, span)
    if is_status(printed) or is_break(printed) or (printed.islower() and " " not in printed):
        return True
    return is_gathering(printed) and not people_line(text, span)


@rule("record-person-mapping", nothing=())
def people_of_node(document: Document, node: Node) -> tuple[Person, ...]:
    """The person that a mapping describes, or those of the lists in it."""
    named = [one for role, one in roles_of(node) if role in ("name", "title", "speaker")][:1]
    parts = {role: one for role, one in reversed(roles_of(node)) if role in ("first", "last")}
    if not named and {"first", "last"} <= parts.keys():
        first, last = parts["first"], parts["last"]
        spans = ((first.begin, first.end), (last.begin, last.end))
        people: tuple[Person, ...] = (Person(Value(f"{first.value} {last.value}", spans, 0.95, "record-person-mapping")),)
    else:
        people = tuple(person for one in named for person in people_of_field(document, one))
    return with_details(document, people, node)


def roles_of(node: Node) -> list[tuple[str, Field]]:
    """The fields of a mapping by what they are; those are left out of which neither their names nor their values say it."""
    return [(role, one) for name, one in node.fields if (role := role_of(name) or node.kin.guessed.get(name))]


def with_details(document: Document, people: tuple[Person, ...], node: Node) -> tuple[Person, ...]:
    """The people with the affiliation, position, honorific and biography that a mapping states of them."""
    given = [one for role, one in roles_of(node) if role == "affiliation" and not is_tba(one.value)]
    nested = [one for child in node.children if role_of(child.name) == "affiliation" for name, one in child.fields if role_of(name) == "name"]
    people = with_affiliations(document, people, [*given, *nested])
    if len(people) != 1:
        return people
    details = dict(reversed(roles_of(node)))
    person = people[0]
    if "position" in details and person.position is None:
        person = _posted(document, person, details["position"])
    if "honorific" in details and person.honorific is None:
        person = replace(person, honorific=_value(document, details["honorific"], "record-honorific"))
    if "bio" in details:
        person = with_biography(document, person, details["bio"])
    return (person,)


def _posted(document: Document, person: Person, one: Field) -> Person:
    """The person with a post, and with the institutions printed behind it where no others are stated: 'Reader, University of X'."""
    position, mentions = split_position_and_affiliations(document.text, one.begin, one.end)
    sure = tuple(mention for mention in mentions if mention.confidence >= 0.9)
    if person.affiliations or position is None or len(sure) < len(mentions) or not sure:
        return replace(person, position=_value(document, one, "record-position"))
    given = tuple(Value(mention.text, ((mention.begin, mention.end),), 0.85, "record-position") for mention in sure)
    return replace(person, position=value(document.text, position, "record-position"), affiliations=given)


@rule("record-affiliation", nothing=())
def _affiliations(document: Document, span: Span) -> tuple[tuple[Value, ...], Value | None]:
    """The units and institutions of a field, and the position printed before them."""
    text = document.text
    position, mentions = split_position_and_affiliations(text, *span)
    stated = value(text, position, "record-affiliation", 0.9) if position else None
    covered = sum(mention.end - mention.begin for mention in mentions) + (position[1] - position[0] if position else 0)
    if not mentions or covered * 2 < span[1] - span[0]:
        return (value(text, span, "record-affiliation", 0.9),), None
    found = tuple(Value(one.text, ((one.begin, one.end),), max(0.85, one.confidence), "record-affiliation") for one in mentions)
    return found, stated


def with_affiliations(document: Document, people: tuple[Person, ...], fields: list[Field]) -> tuple[Person, ...]:
    """The people with the affiliations of some fields: one part each where there are as many, else all of them."""
    for one in fields:
        span = tightened(document.text, (one.begin, one.end))
        if not people or span[0] >= span[1]:
            continue
        parts = _parts(document.text, span)
        spans = parts if len(parts) == len(people) > 1 else [span] * len(people)
        people = tuple(_affiliated(document, person, part) for person, part in zip(people, spans, strict=True))
    return people


def _affiliated(document: Document, person: Person, span: Span) -> Person:
    read = _affiliations(document, span)
    if not read or any(known.text in read[0][0].text for known in person.affiliations):
        return person
    own = {known.text for known in person.affiliations}
    added = tuple(one for one in read[0] if one.text not in own)
    return replace(person, affiliations=(*person.affiliations, *added), position=person.position or read[1])


def _parts(text: str, span: Span) -> list[Span]:
    parts, at = [], span[0]
    for match in _PARTS.finditer(text, *span):
        parts.append((at, match.start()))
        at = match.end()
    return [*parts, (at, span[1])]


@rule("record-biography", nothing=None)
def _biography(document: Document, one: Field, name: str) -> Biography | None:
    span = (one.begin, one.end)
    return replace(biography(document.text, *span, name), text=value(document.text, tightened(document.text, span, " \t\n\u00a0"), "record-biography"))


def with_biography(document: Document, person: Person, one: Field) -> Person:
    """The person with the biography in a field; its present post is the affiliation where no other is stated."""
    if not one.value.strip() or is_tba(one.value):
        return person
    bio = _biography(document, one, person.name.text)
    if bio is None:
        return person
    posts = present_affiliations(document.text, bio)
    if person.affiliations:
        return replace(person, bio=bio)
    if posts:
        return replace(person, bio=bio, affiliations=posts, affiliation_from="bio")
    opening = _opening_post(document, one)
    return replace(person, bio=bio, affiliations=opening, affiliation_from="bio") if opening else replace(person, bio=bio)


@rule("post-opens-biography", nothing=())
def _opening_post(document: Document, one: Field) -> tuple[Value, ...]:
    """The institutions of the post that a biography without a subject opens with: 'PhD student at the University of X, advised by …'."""
    opening = _SENTENCE.match(document.text, one.begin, one.end)
    if opening is None:
        return ()
    position, mentions = split_position_and_affiliations(document.text, *opening.span())
    sure = tuple(mention for mention in mentions if mention.confidence >= 0.9)
    if position is None or not sure or len(sure) < len(mentions):
        return ()
    return tuple(Value(mention.text, ((mention.begin, mention.end),), 0.8, "post-opens-biography") for mention in sure)


def _value(document: Document, one: Field, rule_name: str) -> Value | None:
    return value(document.text, (one.begin, one.end), rule_name) if one.value.strip() else None
