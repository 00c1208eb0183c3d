"""Words read as the people or the title that their place in an entry says they are."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.claims import Claim
from kg.extract.location import is_location, way_of
from kg.extract.people import people_line
from kg.extract.series import is_gathering
from kg.extract.status import is_empty, is_status_alone, is_tba
from kg.extract.wording import plain, tightened, unquoted
from kg.model.announcement import Person, Value
from kg.model.document import Span
from kg.text.affiliations import has_head, split_affiliations, split_position_and_affiliations
from kg.text.gazetteer import is_institution
from kg.text.honorifics import honorific_at
from kg.text.name_finding import are_ordinary, is_name
from kg.text.name_runs import is_stop
from kg.text.words import vocabulary, words

RULE = "order-of-the-listing"
_CAPITAL = r"[A-ZÀ-ÞŁŚŻ][\w.'’‑-]*"
_LINK = r"(?:(?:van|von|de|der|den|da|del|della|di|la|le|bin|ibn|al|el|ter|ten|dos|du|af|y)\s+){0,3}"
_NAME = re.compile(rf"{_CAPITAL}(?:[ \u00a0]+{_LINK}{_CAPITAL}){{1,4}}")
_SHORTEST = re.compile(rf"{_CAPITAL}(?:[ \u00a0]+(?:[A-Z]\.|St\.|Mc)){{0,3}}[ \u00a0]+{_LINK}{_CAPITAL}")
_BRACKET = re.compile(r"\s*\(([^()\n]{2,120}(?:\([^()\n]{1,60}\)[^()\n]{0,60})?)\)")
_SMALL = re.compile(r"(?<![\w-])[a-zà-ÿ]{4,}(?![\w-])")
_ANYTHING = re.compile(r"[^\W_]")
_OF_SEVERAL = re.compile(r"s['’](?=\s|$)")  # 'Members’ Evening'
_FEWEST_SMALL = 6
_LONGEST_GIVEN = 90


def as_people(text: str, span: Span) -> tuple[Claim, ...]:
    """The claim that the words at `span` name who speaks; none where they can be no name."""
    people = people_line(text, span) or _by_shape(text, tightened(text, span), _NAME)
    return (Claim("speaker", span, RULE, 0.88, tuple(map(_without_letters, people))),) if people else ()


def _without_letters(person: Person) -> Person:
    """The person without affiliations that are letters behind a name: 'BSc PhD (Rtd)'."""
    letters = vocabulary("postnominals")
    given = tuple(
        value
        for value in person.affiliations
        if not any(word.key in letters for word in words(value.text, 0, len(value.text))[:2])
    )
    return person if len(given) == len(person.affiliations) else replace(person, affiliations=given)


def as_title(text: str, span: Span) -> tuple[Claim, ...]:
    """The claim that the words at `span` are the title; that it is not announced, or none where they are something else."""
    printed = plain(text, span)
    if is_tba(printed):
        return (Claim("tba", span, "title-to-be-announced", 0.9),)
    if printed.endswith((".", "!")) and len(_SMALL.findall(printed)) >= _FEWEST_SMALL:
        return ()  # a sentence
    if len(printed) < 3 or len(printed) > 300 or is_empty(printed) or is_status_alone(printed) or printed[0] in "([" or printed[0].islower():
        return ()
    if is_location(text, span) or way_of(text, span) or is_gathering(printed) or _ANYTHING.search(printed) is None:
        return ()
    if has_head(text, *span) and _is_affiliation(text, span) and not _SMALL.search(text, *span):
        return ()
    return (Claim("title", unquoted(text, span), RULE, 0.88),)


def parted_at(text: str, span: Span, sign: str, *, turned: bool) -> tuple[Claim, ...]:
    """The claims of name and title in one stretch that `sign` parts, or nothing but a blank; `turned` where the name is last."""
    for name, title in _partings(text, tightened(text, span), sign, turned):
        people, titled = as_people(text, name), as_title(text, title)
        bare = not sign and text[name[1] - 1] != ")"  # nothing but the name tells where it ends
        if people and titled and not (bare and is_name(text[name[0] : name[1]]) < 0.8):
            return (*people, *titled)
    return ()


def is_told(text: str, claims: tuple[Claim, ...]) -> bool:
    """Whether a name and a title look like it by themselves: the one is likely a name alone, the other is no institution."""
    names = [person for claim in claims for person in claim.people]
    title = next((claim.span for claim in claims if claim.role == "title"), None)
    if title is None or len(names) != 1 or names[0].affiliations or is_name(names[0].name.text) < 0.5:
        return False
    return not _is_affiliation(text, title) and _SMALL.search(text, *title) is not None


def _is_affiliation(text: str, span: Span) -> bool:
    """Whether institutions or units open the words at `span`."""
    found = split_affiliations(text, *span)
    return bool(found) and found[0].confidence >= 0.9


def _partings(text: str, span: Span, sign: str, turned: bool) -> Iterator[tuple[Span, Span]]:
    begin, end = span
    if sign:
        places = [match.start() for match in re.finditer(rf"{re.escape(sign)}(?=\s|[“\"‘])", text[begin:end])]
        places = [place for place in places if not _is_inside(text, begin, begin + place)]
        for place in (reversed(places[-3:]) if turned else places[:3]):
            before, behind = tightened(text, (begin, begin + place)), tightened(text, (begin + place + 1, end))
            yield (behind, before) if turned else (before, behind)
    elif not turned and (name := _SHORTEST.match(text, begin, end)):
        whole = _NAME.match(text, begin, end)
        bracket = _BRACKET.match(text, whole.end(), end) if whole else None
        close = bracket.end() if bracket else name.end()
        yield (begin, close), tightened(text, (close, end))


def _is_inside(text: str, begin: int, place: int) -> bool:
    """Whether a bracket is open at `place`: 'Ann Lee (Kings, London)' is not parted there."""
    return text.rfind("(", begin, place) > text.rfind(")", begin, place)


def _by_shape(text: str, span: Span, shape: re.Pattern[str]) -> tuple[Person, ...]:
    """The one person whose name opens the stretch, by its shape alone, with what stands behind a comma or in brackets."""
    found = words(text, *span)
    opened = honorific_at(found, 0) if found else 0
    begin = found[opened].begin if opened < len(found) else span[1]
    match = shape.match(text, begin, span[1])
    if match is None or is_institution(match[0]) or _OF_SEVERAL.search(match[0]) or are_ordinary(match[0]) or any(map(_is_no_name, words(text, *match.span()))):
        return ()
    rest = tightened(text, (match.end(), span[1]), " \t,;:–—-|•·*_/()")
    if rest[1] > rest[0] and not re.match(r"\s*[,;(–—-]", text[match.end() : span[1]]):
        return ()
    name = Value(plain(text, match.span()), (match.span(),), 0.7, RULE)
    title = Value(plain(text, (span[0], begin)), ((span[0], begin),), 0.9, RULE) if opened and begin > span[0] else None
    position, given = _given(text, rest)
    return (Person(name, honorific=title, position=position, affiliations=given),)


def _given(text: str, rest: Span) -> tuple[Value | None, tuple[Value, ...]]:
    """The position and the affiliations that stand behind a name: what is no position, with a capital, is one."""
    if rest[1] - rest[0] < 2 or rest[1] - rest[0] > _LONGEST_GIVEN:
        return None, ()
    post, mentions = split_position_and_affiliations(text, *rest)
    position = Value(plain(text, post), (post,), 0.8, RULE) if post else None
    given = tuple(Value(one.text, ((one.begin, one.end),), min(0.85, one.confidence), RULE) for one in mentions)
    return position, given


def _is_no_name(word) -> bool:
    """Whether a word stands in no name: 'Seminar', 'University', a small word."""
    if not word.text[0].isalpha():
        return False
    small = word.text.islower() and word.key not in vocabulary("particles")
    return small or is_stop(word)
