"""The posts of a biography: role, organization, period, and whether the text says they are held now."""

from dataclasses import dataclass, replace

from kg.extract.bio_periods import Period, joined, period, period_in_front
from kg.extract.bio_roles import Role, behind_field, held_things, role_as, roles
from kg.extract.bio_organizations import organization, organization_stop, organizations
from kg.extract.bio_text import dated, opening_date, sentences, value
from kg.model.announcement import Position, Value
from kg.rules import rule
from kg.text.affiliation_parts import has_head
from kg.text.gazetteer import folded, is_institution
from kg.text.words import Word, is_and, vocabulary, words

_LONGEST = 700
_CITY_REACH = 7
_WHERE_REACH = 25


@dataclass(frozen=True, slots=True)
class _Place:
    """An organization, the period printed with it, and the number of the word behind both."""

    organization: Value | None
    period: Period
    last: int


def positions(text: str, begin: int, end: int) -> tuple[Position, ...]:
    """The posts that the biography between two offsets states, in order.

    `current` is set only where the text uses the present tense; the year of `prior to joining X in 2021` is the
    start of the post at X.
    """
    found: list[Position] = []
    starts: list[tuple[Value, Value]] = []
    for first, last in sentences(text, begin, end):
        sentence = words(text, first, min(last, first + _LONGEST))
        found += _of_sentence(text, sentence)
        starts += joined(text, sentence)
    return tuple(_started(found, starts))


def _of_sentence(text: str, found: list[Word]) -> list[Position]:
    done: list[Position] = []
    listed = sorted((*roles(text, found), *held_things(text, found)), key=lambda role: role.first)
    fronts = [period_in_front(text, found, role.first) for role in listed]
    opens = [front[0] if front else role.first for front, role in zip(fronts, listed, strict=True)]
    needing = []
    for role, front, stop in zip(listed, fronts, [*opens[1:], len(found)], strict=False):
        places = _places(text, found[:stop], role)
        if places[0].organization is None and (told := _told_before(text, found, role)):
            places = [replace(places[0], organization=told)]
        if front and len(places) == 1 and not places[0].period.start and not places[0].period.end:
            places = [replace(places[0], period=front[1])]
            role = replace(role, current=front[1].lasting)
        done += [_position(text, role, place, len(places) > 1) for place in places]
        needing += [role.needs_organization] * len(places)
    shared = _sharing_organization(text, done)
    kept = [post for post, needs in zip(shared, needing, strict=True) if post.organization or not needs]
    return [*kept, *_joined_as(text, found)]


@rule("post-where", nothing=None)
def _told_before(text: str, found: list[Word], role: Role) -> Value | None:
    """The organization in front of `where he is`: has been at the University of Leeds, where he is currently a Professor."""
    where = next((number for number in range(role.first - 1, max(0, role.first - 7), -1) if found[number].key in vocabulary("where_words")), None)
    if where is None or any(word.text == "," for word in found[where : role.first]):
        return None
    leads = vocabulary("from_words") | vocabulary("at_position") | vocabulary("joining") | {"to"}
    for number in range(where - 1, max(0, where - _WHERE_REACH), -1):
        if found[number - 1].key in leads and found[number - 1].text.islower():
            given = organization(text, found[number].begin, organization_stop(text, found[:where], number))
            last = _behind(found, number, given.spans[0][1]) if given else where
            if given and last < where and all(word.text == "," or word.text[0].isupper() for word in found[last:where]):
                return replace(given, rule="post-where")
    return None


def _joined_as(text: str, found: list[Word]) -> list[Position]:
    """Posts told as joining: She joined ETH Zurich as an assistant professor in 2015."""
    done = []
    for number, word in enumerate(found[:-1]):
        affiliated = word.key in vocabulary("affiliated")
        if word.key not in vocabulary("joining") and not affiliated:
            continue
        opens = number + 1 + (affiliated and found[number + 1].text.islower() and number + 2 < len(found))
        name = organization(text, found[opens].begin, organization_stop(text, found, opens))
        last = _behind(found, number, name.spans[0][1]) if name else number
        last += last < len(found) and found[last].text == ","
        role = role_as(text, found, last) if name else None
        if name and role:
            held = period(text, found, role.last)
            now = affiliated and any(front.key in vocabulary("be_present") for front in found[max(0, number - 3) : number])
            when = opening_date(text, found[0].begin, found[number].begin) if held.start is None else None
            start = dated(when, role.rule) if when else held.start
            done.append(Position(value(text, (role.begin, role.end), role.rule), name, start, held.end, now))
    return done


def _behind(found: list[Word], number: int, offset: int) -> int:
    """The number of the first word from `number` on that begins at or behind an offset."""
    return next((later for later in range(number, len(found)) if found[later].begin >= offset), len(found))


def _position(text: str, role: Role, place: _Place, several: bool) -> Position:
    name = value(text, (role.begin, role.end), role.rule)
    if several and name.text.endswith("s"):
        name = replace(name, text=name.text[:-1])
    return Position(
        name, place.organization, place.period.start, place.period.end, role.current or place.period.lasting
    )


def _places(text: str, found: list[Word], role: Role) -> list[_Place]:
    """The organizations of a role, in turn: at Duke University in 2016 and at the ENS in 2019."""
    place = _place(text, found, role.last)
    places = [place]
    while place.organization and place.last + 1 < len(found) and found[place.last].key in (vocabulary("and") | {","}) - vocabulary("field_words"):
        number = place.last + 1 + (found[place.last].text == "," and found[place.last + 1].key in vocabulary("and"))
        if number >= len(found) or found[number].key not in vocabulary("at_position"):
            break
        place = _place(text, found, number)
        if place.organization is None:
            break
        places.append(place)
    return places if len(places) > 1 else _several(text, found, places[0])


@rule("post-at-several", nothing=())
def _joined(text: str, found: list[Word], place: _Place) -> tuple[Value, ...]:
    """The organizations of a post that `and` joins: at MIT and Boston University."""
    begin = place.organization.spans[0][0]
    first = _behind(found, 0, begin)
    return organizations(text, begin, organization_stop(text, found, first)) if first < len(found) else ()


def _several(text: str, found: list[Word], place: _Place) -> list[_Place]:
    """The place, with those that are joined to it; the period behind the last holds for all."""
    several = _joined(text, found, place) if place.organization and not place.period.start else ()
    if len(several) < 2:
        return [place]
    held = _held(text, found, _behind(found, 0, several[-1].spans[0][1]))
    return [replace(place, organization=replace(name, rule="post-organization"), period=held, last=held.last) for name in several]


@rule("post-organization", nothing=_Place(None, Period(), 0))
def _place(text: str, found: list[Word], number: int) -> _Place:
    """What stands behind a role: `in CS at the University of Leeds`, `, Boston College`, then its period."""
    if number >= len(found):
        return _Place(None, Period(), number)
    bracket = period(text, found, number)
    if bracket.last > number:
        return _Place(None, bracket, bracket.last)
    number = _behind_aside(found, number)
    number = behind_field(text, found, number) or number
    given = None
    if number < len(found) and found[number].key in vocabulary("role_joined") and number + 1 < len(found):
        stop = organization_stop(text, found, number + 1)
        given = organization(text, found[number + 1].begin, stop)
        if given and found[number].text == "," and not _is_certain(given.text):
            given = None
    if given is None:
        return _Place(None, period(text, found, number), number)
    last = _behind(found, number, given.spans[0][1])
    held = _held(text, found, last)
    return _Place(replace(given, rule="post-organization"), held, max(last, held.last))


@rule("post-period-behind-place", nothing=None)
def _behind_city(text: str, found: list[Word], number: int) -> Period | None:
    """The period behind the city and the country that follow an organization: at INRIA, Avignon, France from 2008 to 2011."""
    for later in range(number, min(number + _CITY_REACH, len(found))):
        word = found[later]
        if word.text in ",)" or word.key in vocabulary("field_words") or (word.text[0].isupper() and word.key not in vocabulary("positions")):
            held = period(text, found, later + 1)
            if held.start or held.end:
                return held
        else:
            return None
    return None


def _held(text: str, found: list[Word], number: int) -> Period:
    """The period that stands at word `number`, or behind a city and a country there."""
    held = period(text, found, number)
    return held if held.start or held.end else _behind_city(text, found, number) or held


def _behind_aside(found: list[Word], number: int) -> int:
    """The number of the word behind a bracket that follows a role: Senior Lecturer (tenure-track) in …"""
    if number >= len(found) or found[number].text != "(":
        return number
    close = next((later for later in range(number, min(number + 15, len(found))) if found[later].text == ")"), None)
    return number if close is None else close + 1


def _is_certain(printed: str) -> bool:
    return is_institution(printed) or has_head(printed, 0, len(printed))


def _sharing_organization(text: str, done: list[Position]) -> list[Position]:
    """Roles joined by `and` share the organization behind the last: Professor of X and Director of Y at Z."""
    for number in range(len(done) - 2, -1, -1):
        this, after = done[number], done[number + 1]
        if (
            this.organization is None
            and after.organization
            and this.role
            and after.role
            and this.current == after.current
        ):
            between = text[this.role.spans[0][1] : after.role.spans[0][0]]
            alike = not _is_of_organization(after.role.text) or _is_of_organization(this.role.text)
            if _is_only_and(between) and alike:
                done[number] = replace(this, organization=after.organization, start=after.start, end=after.end)
    return done


def _is_only_and(between: str) -> bool:
    found = words(between, 0, len(between))
    return bool(found) and is_and(found[0]) and all(word.key in vocabulary("owners") for word in found[1:])


def _is_of_organization(role: str) -> bool:
    return any(word.key in vocabulary("roles_of_organizations") for word in words(role, 0, len(role)))


def _started(found: list[Position], starts: list[tuple[Value, Value]]) -> list[Position]:
    """The posts with the years in which the text says their organizations were joined."""
    for name, year in starts:
        for number, post in enumerate(found):
            if (
                post.organization
                and post.start is None
                and post.current
                and _is_same(name.text, post.organization.text)
            ):
                found[number] = replace(post, start=year)
                break
    return found


def _is_same(short: str, whole: str) -> bool:
    """Whether an organization is named shortly by the other name: Leeds, the University of Leeds."""
    return set(folded(short).split()) <= set(folded(whole).split())
