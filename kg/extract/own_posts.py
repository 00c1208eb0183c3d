"""Posts that a sentence of its own gives to a speaker: 'Lee is professor of history at Uppsala', 'She serves as …'."""

import re
from dataclasses import replace
from functools import cache

from kg.extract.page import Page
from kg.extract.told_institutions import bare_span
from kg.extract.wording import plain
from kg.model.announcement import Person, Talk, Value
from kg.rules import rule
from kg.text.affiliations import AffiliationMention, split_position_and_affiliations
from kg.text.full_stops import ends_nothing
from kg.text.gazetteer import is_place
from kg.text.language import words
from kg.text.letters import cased
from kg.text.names import find_names
from kg.text.words import vocabulary
from kg.text.words import words as tokens

_RULE = "post-in-own-sentence"
_LONGEST = 300
"""Characters of a sentence in which a post and its institution stand."""
_BACK = 400
"""Characters before 'she' within which the person is named."""
_NEAR = 16
"""Characters between a post and the institution it is held at."""
_MOST = 60
"""Speakers of a page for whom posts are looked for."""
_SURE = 0.9
_END = re.compile(cased(r"[.!?](?=\s+[\p{Lu}“\"(]|\s*$)|[;\n]"))
_ASIDE = r"(?:\s*\([^()\n]{1,60}\))?"
_START = r"(?:^|(?<=\n)|(?<=[.!?]\s)|(?<=[.!?]\s\s)|(?<=[.!?][”\"’»)]\s)|(?<=[•*–-]\s))"


def _listed(section: str, *names: str) -> str:
    found = {word for name in names for word in words(section, name) if len(word) > 1 or not word.isascii()}
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(found, key=lambda word: (-len(word), word)))


@cache
def _says() -> str:
    """The verb of who somebody is, with a word for now behind it or before it."""
    return rf"\s+(?:(?:{_listed('people', 'be_present')})(?:\s+(?:{_listed('people', 'be_present')}))?|(?:{_listed('people', 'serve_present')})\s+(?:{_listed('people', 'as_words')}))\s+"


@cache
def _pronoun() -> re.Pattern[str]:
    return re.compile(rf"{_START}(?:{_listed('sentences', 'speaker_pronouns')})(?:{_says()})", re.M | re.I)


def with_own_posts(page: Page, talks: tuple[Talk, ...]) -> tuple[Talk, ...]:
    """The talks with the posts that sentences of the page give to those of their speakers who have no affiliation."""
    bare = {person.name.text: None for talk in talks for person in talk.speakers if not person.affiliations and " " in person.name.text}
    found = _posts(page.text, tuple(bare)[:_MOST]) if bare else {}
    if not found:
        return talks
    return tuple(replace(talk, speakers=tuple(_placed(person, found) for person in talk.speakers)) for talk in talks)


def _placed(person: Person, found: dict) -> Person:
    if person.affiliations or person.name.text not in found:
        return person
    position, affiliations = found[person.name.text]
    return replace(person, position=person.position or position, affiliations=affiliations, affiliation_from="bio")


@rule(_RULE, nothing={})
def _posts(text: str, names: tuple[str, ...]) -> dict[str, tuple[Value | None, tuple[Value, ...]]]:
    """The post and the institutions that the first sentence that says so gives to each of the people named."""
    surnames = [name.split()[-1] for name in names]
    owner = {word: name for name, last in zip(names, surnames, strict=True) if surnames.count(last) == 1 for word in (name, last)}
    owner |= dict.fromkeys(names) | {name: name for name in names}
    if not owner:
        return {}
    named = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(owner, key=len, reverse=True))
    subject = re.compile(rf"{_START}(?:(?:(?i:{_listed('people', 'honorifics')})\.?\s+)*)({named}){_ASIDE}(?:(?:,\s+(?i:{_listed('sentences', 'relative')}))?(?i:{_says()})|,\s+(?=(?:(?i:{_listed('people', 'articles')})\s+)?\w))", re.M)
    found: dict = {}
    for match in subject.finditer(text):
        _take(text, " ".join(match[1].split()), match.end(), owner, found)
    lasts = re.compile(rf"(?<!\w)(?:{named})(?!\w)")
    for match in _pronoun().finditer(text):
        before = list(lasts.finditer(text, max(0, match.start() - _BACK), match.start()))
        if before and not any(name.confidence >= _SURE for name in find_names(text, before[-1].end(), match.start())):
            _take(text, " ".join(before[-1][0].split()), match.end(), owner, found)
    return found


def _take(text: str, printed: str, begin: int, owner: dict, found: dict) -> None:
    name = owner.get(printed)
    if name is None or name in found:
        return
    post = _post(text, begin)
    if post:
        found[name] = post


def _post(text: str, begin: int) -> tuple[Value | None, tuple[Value, ...]] | None:
    """The post that a sentence goes on with from an offset and the institutions it is held at; None where it names none."""
    stop = next((match.start() for match in _END.finditer(text, begin, begin + _LONGEST) if not ends_nothing(text, match.start())), None)
    if stop is None:
        return None
    position, mentions = split_position_and_affiliations(text, begin, stop)
    if position is None or text[begin : position[0]].strip() or _honours() & {word.key for word in tokens(text, *position)[:3]}:
        return None
    sure: list[AffiliationMention] = []
    for mention in mentions:
        if mention.confidence < _SURE or mention.text.islower() or is_place(mention.text) or (sure and not _joined(text, sure[-1].end, mention.begin)):
            break
        if sure and any(word.key in vocabulary("at_position") for word in tokens(text, sure[-1].end, mention.begin)):
            sure.pop()  # a college at its university
        sure.append(mention)
    if not sure or sure[0].begin - position[1] > _NEAR:
        return None
    sure = [one for one in sure if not one.is_unit]  # the university and not its departments
    if not sure:
        return None
    spans = (bare_span(text, one) for one in sure)
    given = tuple(Value(plain(text, span), (span,), 0.8, _RULE) for span in spans)
    return Value(_bare(plain(text, position)), (position,), 0.8, _RULE), given


@cache
def _honours() -> frozenset[str]:
    """What somebody is of a society or a book and not at work: a member, a fellow, an author."""
    return frozenset(words("sentences", "honours"))


def _joined(text: str, begin: int, end: int) -> bool:
    """Whether nothing but 'and', 'at the' or a comma stands between two institutions of a post."""
    small = vocabulary("and") | vocabulary("at_position") | vocabulary("articles") | vocabulary("of")
    return all(word.text == "," or word.key in small for word in tokens(text, begin, end))


def _bare(position: str) -> str:
    """A post without the article before it."""
    first, _, rest = position.partition(" ")
    return rest if rest and first in words("people", "articles") else position
