"""People of a stretch of a page: who is printed there and whether it holds nothing else."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kg.extract.wording import plain, tightened
from kg.model.announcement import Person, Value
from kg.model.document import Span
from kg.rules import minded, rule
from kg.text.affiliations import has_head, split_affiliations
from kg.text.gazetteer import is_institution, is_place
from kg.text.language import words
from kg.text.letters import cased
from kg.text.honorifics import honorific_at
from kg.text.people import PersonMention, split_people
from kg.text.words import vocabulary
from kg.text.words import words as listed_in

_NAMELIKE = re.compile(cased(r"[\p{Lu}][\w.'’‑-]*(?:\s+(?:[\p{Ll}]{1,4}\s+)?[\p{Lu}][\w.'’‑-]*){0,4}"))
_BRACKETED = re.compile(r"[^()\n]{2,60}\([^()\n]{2,120}\)[ .]*")
_BRACKET = re.compile(r"\s*\(([^()\n]{2,160})\)")
_VISIT = re.compile(r"(?:currently )?visiting (?:the )?(?=[A-Z])")
_TITLED = re.compile(r"\s*[-–—|:,]\s+([^()\s]+(?:\s+[^()\s]+)+)\s*\(([^()]{3,120})\)[.\s]*")
_CLOSED = re.compile(r"[^\W\d_]{4}\.$")
"""The end of a sentence behind a name; a shortened word has fewer letters."""
_TBA = re.compile(r"\b(?:TBA|TBD|TBC|N\.N\.)", re.I)


@cache
def before_name(*names: str) -> str:
    """The words of these lists, which stand right before a person, as alternatives of a pattern."""
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted({word for name in names for word in words("navigation", name)}, key=len, reverse=True))


@cache
def _by() -> re.Pattern[str]:
    return re.compile(cased(rf"(?:{before_name('name_leads', 'name_company', 'name_announcers')})\s+(?=[\p{{Lu}}])"), re.I)


def people_in(text: str, span: Span) -> tuple[Person, ...]:
    """The people a label announces at `span`, whatever else stands there."""
    begin, end = _opened(text, tightened(text, span))
    found = tuple(_tidy(mention.person, 0.97) for mention in split_people(text, begin, end))
    return found or _lone(text, (begin, end))


def _lone(text: str, span: Span) -> tuple[Person, ...]:
    """A name that no rule of names knows, where a label says that one stands here."""
    match = _NAMELIKE.match(text, *span)
    if not match or _TBA.search(match[0]) or match.end() - match.start() < 3 or match.end() - match.start() > 50:
        return ()
    rest = text[match.end() : span[1]].lstrip()
    if (rest and rest[0] not in ",(;-–—/") or is_institution(match[0]):
        return ()
    if {word.casefold() for word in match[0].split()} & vocabulary("not_persons"):
        return ()
    bracket = _BRACKET.match(text, match.end(), span[1])
    given = split_affiliations(text, *bracket.span(1)) if bracket else ()
    affiliations = tuple(Value(m.text, ((m.begin, m.end),), min(m.confidence, 0.85), "person-behind-label") for m in given)
    return (Person(Value(match[0], (match.span(),), 0.6, "person-behind-label"), affiliations=affiliations),)


@minded
def people_line(text: str, span: Span) -> tuple[Person, ...]:
    """The people at `span` where it holds nothing but people with their affiliations; else none.

    What follows a name without brackets must be a known institution, a unit or a position, so that 'Random Walks on
    Groups' is nobody.
    """
    opened = _opened(text, tightened(text, span))
    begin, end = tightened(text, opened, "#†‡§ \t")
    if end - begin > 400 or end - begin < 4:
        return ()
    end -= bool(_CLOSED.search(text, end - 5, end))
    mentions = split_people(text, begin, end)
    if not mentions or mentions[0].begin > begin + 2 or mentions[-1].end < end - 2:
        return ()
    if any(":" in text[one.person.name.spans[0][1] : other.begin] for one, other in pairwise(mentions)):
        return ()  # 'Berlioz Overture: Roman Carnival'
    if not all(_is_person(text, mention) for mention in mentions):
        return _said_to_be(text, mentions) if opened[0] > tightened(text, span)[0] else ()
    return tuple(_tidy(mention.person, 0.9) for mention in mentions)


@rule("unknown-affiliation-behind-by", nothing=())
def _said_to_be(text: str, mentions: tuple[PersonMention, ...]) -> tuple[Person, ...]:
    """The one person whom words such as 'by' announce, with what stands behind the comma, known or not: 'by Ann Lee, Utopia AS'."""
    person = mentions[0].person
    rest = text[person.name.spans[0][1] : mentions[0].end]
    given = rest[1:].strip()
    fits = len(mentions) == 1 and rest[:1] == "," and given[:1].isupper() and len(given.split()) <= 5 and person.name.confidence >= 0.5
    return (_tidy(person, 0.9),) if fits else ()


def _is_person(text: str, mention: PersonMention) -> bool:
    person = mention.person
    bracketed = bool(_BRACKETED.fullmatch(text, person.name.spans[0][0], min(mention.end + 1, len(text)))) or (
        bool(person.affiliations) and text[person.name.spans[0][1] : person.affiliations[0].spans[0][0]].strip() == "("
    )
    if _is_title_of(text, mention):
        return False
    if bracketed and person.affiliations and re.search(r"\w", text[_closing(text, mention) : mention.end]):
        return False
    sure = person.honorific is not None or person.name.confidence >= 0.85
    rest = text[person.name.spans[0][1] : mention.end].strip(" ,;:-–—()*_")
    if not rest:
        return sure or (
            person.name.confidence >= 0.5
            and len(person.name.text.split()) <= 3
            and not is_institution(person.name.text)
            and not is_place(person.name.text)
        )
    known = person.position is not None or any(affiliation.confidence >= 0.9 for affiliation in person.affiliations)
    headed = has_head(text, person.name.spans[0][1], mention.end)
    if person.honorific is None and not bracketed and is_place(rest) and (is_place(person.name.text) or not sure):
        return False  # 'Oak Ridge, Tennessee' is a place
    if bracketed:
        return sure or known or headed or len(rest) < 40
    if person.honorific is not None and text[person.name.spans[0][1]] == "," and len(rest) < 90 and rest[:1].isupper():
        return True
    return (known or headed) and (sure or text[person.name.spans[0][1]] == "," or person.position is not None)


@rule("title-before-affiliation", nothing=False)
def _is_title_of(text: str, mention: PersonMention) -> bool:
    """Whether what follows a name is a title with the affiliation in brackets behind it: 'Name – Knots without ends (University of Oslo)'."""
    person = mention.person
    match = _TITLED.fullmatch(text, person.name.spans[0][1], min(len(text), mention.end + (text[mention.end : mention.end + 1] == ")")))
    if match is None or person.position is not None or not person.affiliations:
        return False
    if has_head(text, *match.span(1)) or is_institution(match[1]) or is_place(match[1]):
        return False
    return has_head(text, *match.span(2)) or is_institution(match[2])


def _closing(text: str, mention: PersonMention) -> int:
    """Where the bracket ends that opens behind the name."""
    depth = 0
    for offset in range(mention.person.name.spans[0][1], mention.end):
        depth += (text[offset] == "(") - (text[offset] == ")")
        if depth == 0 and text[offset] == ")":
            return offset + 1
    return mention.end


def _settled(value: Value) -> Value:
    """An affiliation without markup and without the word that calls it a visit."""
    visit = _VISIT.match(value.text)
    begin, end = value.spans[0]
    at = visit.end() if visit else 0
    if value.text.startswith("(") and value.text.endswith(")") and value.text.count("(") == 1:
        return replace(value, text=plain(value.text, (1, len(value.text) - 1)), spans=((begin + 1, end - 1),))
    return replace(value, text=plain(value.text, (at, len(value.text))), spans=((begin + at, end),))


def _opened(text: str, span: Span) -> Span:
    match = _by().match(text, *span) or _talk_by().match(text, *span)
    if match is None and (opened := _announcing().match(text, *span)):
        return opened.end(), span[1]
    return _behind_post(text, (match.end(), span[1]) if match else span)


@rule("post-before-honorific", nothing=None)
def _post(text: str, span: Span) -> int | None:
    """Where the honorific begins behind the one word for a post that opens a line: 'Wissenschaftsminister Dr. Konrad Wolf'."""
    found = listed_in(text, span[0], min(span[1], span[0] + 80))
    if len(found) < 3 or honorific_at(found, 0) or honorific_at(found, 1) == 1 or not found[0].text[0].isupper():
        return None
    posts = vocabulary("positions")
    is_one = found[0].key in posts or any(len(post) > 5 and found[0].key.endswith(post) for post in posts)
    return found[1].begin if is_one else None


def _behind_post(text: str, span: Span) -> Span:
    return (_post(text, span) or span[0], span[1])


@cache
def _announcing() -> re.Pattern[str]:
    """Words for a talk right in front of who gives it, with nothing between: 'Main Talk Ann Lee'."""
    listed = "|".join(sorted(map(re.escape, words("navigation", "talk_before_name")), key=len, reverse=True))
    return re.compile(rf"(?:{listed})\s*:?\s+(?=[A-ZÀ-Þ])", re.I)


def names_who_talks(text: str, span: Span) -> bool:
    """Whether a row opens with the words that lead to who speaks: 'Conférence par Ann Lee'."""
    return _talk_by().match(text, *span) is not None


@cache
def _talk_by() -> re.Pattern[str]:
    """The words in front of the one who speaks: 'Conférence par', 'Vortrag von'."""
    listed = "|".join(sorted(map(re.escape, words("navigation", "talk_by")), key=len, reverse=True))
    return re.compile(cased(rf"(?:{listed})\s+(?=[\p{{Lu}}])"), re.I)


def _tidy(person: Person, ceiling: float) -> Person:
    """The person with names and affiliations freed of markup, none sure beyond `ceiling`."""
    name = replace(
        person.name, text=plain(person.name.text, (0, len(person.name.text))), confidence=min(ceiling, max(0.6, person.name.confidence))
    )
    given = tuple(_settled(value) for value in person.affiliations if not _TBA.fullmatch(value.text))
    return replace(person, name=name, affiliations=given)
