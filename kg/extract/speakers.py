"""The speakers of an entry: their names, affiliations printed apart, and biographies."""

import re
from dataclasses import replace
from functools import cache

from kg.extract.biography import biography
from kg.extract.claims import Claim, of_role
from kg.extract.own_bios import own_bios
from kg.extract.page import Page
from kg.extract.people import people_line
from kg.extract.present_post import present_affiliations
from kg.extract.status import is_tba
from kg.extract.verbs import verbs_of_speaking
from kg.extract.wording import plain, prose, tightened, value
from kg.model.announcement import Person, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import split_position_and_affiliations
from kg.text.language import words
from kg.text.letters import cased
from kg.text.names import find_names
from kg.text.words import phrase_pattern

_STOP = re.compile(cased(r"(?<=[\p{Ll})\d])[.!?]\s+(?=[\p{Lu}“\"])"))
_REACH = 300
"""Characters within which a first sentence says who will speak."""


@rule("speaker-opens-abstract", nothing=None)
def _opening(page: Page, span: Span) -> Span | None:
    """The first paragraph of an abstract where it is a person's name and no more."""
    cut = page.text.find("\n", *span)
    if cut > 0 and people_line(page.text, (span[0], cut)):
        return span[0], cut
    return None


@cache
def _discussing() -> re.Pattern[str]:
    return phrase_pattern((*verbs_of_speaking(), *words("navigation", "discussing")))


@rule("speaker-told-in-abstract", nothing=None)
def _told_of(page: Page, span: Span) -> Person | None:
    """The one person whom the first sentence says will discuss something: 'Ann Lee, professor of law at Yale, will discuss …'."""
    verb = _discussing().search(page.text, span[0], min(span[1], span[0] + _REACH))
    stop = _STOP.search(page.text, span[0] + 20, verb.start() + 1) if verb else None
    if verb is None or stop is not None:
        return None
    names = [name for name in find_names(page.text, span[0], verb.start()) if name.confidence >= 0.5]
    if len(names) != 1:
        return None
    name = names[0]
    person = Person(Value(name.name, ((name.begin, name.end),), 0.8, "speaker-told-in-abstract"))
    begin, end = tightened(page.text, (name.end, verb.start()), " ,\n\t")
    if begin == name.end or begin >= end:
        return person
    spot, mentions = split_position_and_affiliations(page.text, begin, end)
    given = tuple(value(page.text, (m.begin, m.end), "speaker-told-in-abstract", 0.8) for m in mentions if m.confidence >= 0.9)
    return replace(person, affiliations=given, position=value(page.text, spot, "speaker-told-in-abstract", 0.8) if spot else None)


def speakers_of(page: Page, claims: tuple[Claim, ...], abstract: tuple[Span, ...]) -> tuple[tuple[Person, ...], tuple[Span, ...]]:
    """The speakers that the claims name, and where the abstract stands without a name that opens it."""
    found = of_role(claims, "speaker")
    if not found and abstract and (opening := _opening(page, abstract[0])):
        begin, _end = tightened(page.text, (opening[1], abstract[0][1]))
        return people_line(page.text, opening), ((begin, abstract[0][1]), *abstract[1:])
    if not found and abstract and (person := _told_of(page, abstract[0])):
        return (person,), abstract
    if not found:
        return (), abstract
    people = list(found[0].people)
    if found[0].rule == "people-row":
        people += _adjoining(page, found)
    people = _with_affiliations(page, people, claims, found[0])
    abstract, told = own_bios(page.text, abstract, tuple(person.name.text for person in people))
    return tuple(_with_bio(page, tuple(people), claims, told)), abstract


def _adjoining(page: Page, found: tuple[Claim, ...]) -> list[Person]:
    """The people of the rows right below the first row of people."""
    more, end = [], found[0].span[1]
    for claim in sorted(found[1:], key=lambda claim: claim.span):
        if claim.rule == "people-row" and claim.span[0] >= end:
            if page.text[end : claim.span[0]].strip(" \n\t-*•,;&"):
                break  # other words stand between, and so they do before every row further below
            more += claim.people
            end = claim.span[1]
    return more


def _with_affiliations(page: Page, people: list[Person], claims: tuple[Claim, ...], chosen: Claim) -> list[Person]:
    """The speakers, a lone one with the affiliation that stands apart from the name."""
    apart = [claim for claim in claims if claim.role in ("affiliation", "position")]
    if (
        apart
        and people[-1].affiliations
        and page.text[chosen.span[1] : apart[0].span[0]].strip(" \t\n*_") in ("", ",")
        and _trails(page, chosen)
    ):
        more = split_position_and_affiliations(page.text, *apart[0].span)[1]
        given = tuple(Value(plain(page.text, (m.begin, m.end)), ((m.begin, m.end),), min(0.9, m.confidence), apart[0].rule) for m in more)
        return [*people[:-1], replace(people[-1], affiliations=people[-1].affiliations + given)]
    if not apart or people[-1].affiliations or any(person.affiliations for person in people[:-1]):
        return people
    given: list[Value] = []
    position = people[-1].position
    for claim in apart:
        spot, mentions = split_position_and_affiliations(page.text, *claim.span)
        given += [Value(plain(page.text, (m.begin, m.end)), ((m.begin, m.end),), min(0.9, m.confidence), claim.rule) for m in mentions]
        position = position or (value(page.text, spot, claim.rule, 0.85) if spot else None)
    targets = people if len(people) == 1 else people[-1:]
    return [*people[: len(people) - len(targets)], *(replace(person, affiliations=tuple(given), position=position) for person in targets)]


def _trails(page: Page, claim: Claim) -> bool:
    """Whether the row of the people ends with a comma, so that the next goes on."""
    return "," in page.text[claim.span[1] - 1 : claim.span[1] + 2]


def _with_bio(page: Page, people: tuple[Person, ...], claims: tuple[Claim, ...], told: tuple[Span, ...]) -> tuple[Person, ...]:
    spans = [claim.span for claim in claims if claim.role == "bio" and not is_tba(plain(page.text, claim.span))]
    spans += told
    given: list[Person] = []
    for _number, person in enumerate(people):
        span = _own(page, person, spans, alone=len(people) == 1) if spans else None
        given.append(_told(page, person, span) if span else person)
    return tuple(given)


def _own(page: Page, person: Person, spans: list[Span], alone: bool) -> Span | None:
    surname = person.name.text.split()[-1]
    named = [span for span in spans if surname in page.text[span[0] : span[1]]]
    named.sort(key=lambda span: surname not in page.text[span[0] : min(span[1], span[0] + 60)])
    return named[0] if named else spans[0] if alone else None


def _told(page: Page, person: Person, span: Span) -> Person:
    bio = biography(page.text, *span, subject=person.name.text)
    if bio.text is None:
        bio = replace(bio, text=Value(prose(page.text, span), (span,), 0.95, "labelled-abstract"))
    if person.affiliations or not (present := present_affiliations(page.text, bio)):
        return replace(person, bio=bio)
    return replace(person, bio=bio, affiliations=present, affiliation_from="bio")
