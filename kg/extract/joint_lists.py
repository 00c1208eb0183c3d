"""The list of people that opens right behind words such as `joint work with`."""

from dataclasses import dataclass

from kg.model.announcement import Value
from kg.rules import rule
from kg.text.affiliations import split_affiliations
from kg.text.gazetteer import given_names, is_institution, is_place
from kg.text.honorifics import honorific_at
from kg.text.name_finding import NameMention, name_at
from kg.text.name_runs import common_words, is_stop
from kg.text.words import Word, dated_words, is_and, vocabulary

_LEAST = 0.3
"""Lower than elsewhere: the words in front already say that people follow."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of the list, and the number of the word behind everything printed of them."""

    name: NameMention
    affiliations: tuple[Value, ...]
    last: int


def listed_people(text: str, found: list[Word], number: int) -> tuple[Listed, ...]:
    """The people listed from word `number` on; the list ends at what is neither person nor separator."""
    common = common_words(text)
    people: list[Listed] = []
    while number < len(found):
        number = _skipped(found, number)
        name, behind = name_at(text, found, number, common, _LEAST) if number < len(found) else (None, number)
        if name is None or _is_company(name) or name.begin > _start(found, number):
            name, behind = _surname(text, found, number) or (None, number)
        if name is None:
            break
        affiliations, behind = _bracket(text, found, behind)
        people.append(Listed(name, affiliations, behind))
        if not _goes_on(found, behind):
            break
        number = behind
    return tuple(people)


def _is_company(name: NameMention) -> bool:
    return name.honorific is None and is_institution(name.name)


def _start(found: list[Word], number: int) -> int:
    """The offset at which a name must open to be the next of the list."""
    first = honorific_at(found, number)
    return found[first].begin if first < len(found) else found[number].begin


def _skipped(found: list[Word], number: int) -> int:
    """The number of the next word that may open a name: separators and `my student` are passed over."""
    skip = vocabulary("joint_skip")
    while number < len(found) and (found[number].text in ",;:&" or is_and(found[number]) or found[number].key in skip):
        number += 1
    return number


@rule("joint-work-surname", nothing=None)
def _surname(text: str, found: list[Word], number: int) -> tuple[NameMention, int] | None:
    """A co-author named by surname alone: joint with Barthel and Heard."""
    if number >= len(found):
        return None
    word = found[number]
    printed = word.text
    shape = len(printed) > 2 and printed[0].isupper() and not printed.isupper()
    behind = found[number + 1] if number + 1 < len(found) else None
    closes = behind is None or behind.text in ",;.()" or is_and(behind)
    known = word.key in given_names() | dated_words() or is_stop(word) or is_institution(printed) or is_place(printed)
    if not shape or not closes or known:
        return None
    return NameMention(word.begin, word.end, printed, None, 0.6), number + 1


def _bracket(text: str, found: list[Word], number: int) -> tuple[tuple[Value, ...], int]:
    """The affiliations in the bracket that opens at a word or in the line below, and the number of the word behind."""
    if [word.text for word in found[number : number + 2]] == ["\n", "("]:
        number += 1
    if number >= len(found) or found[number].text != "(":
        return (), number
    close = next((later for later in range(number, min(len(found), number + 40)) if found[later].text == ")"), None)
    if close is None:
        return (), number
    mentions = split_affiliations(text, found[number].end, found[close].begin)
    values = tuple(
        Value(mention.text, ((mention.begin, mention.end),), mention.confidence, "affiliation") for mention in mentions
    )
    return values, close + 1


def _goes_on(found: list[Word], number: int) -> bool:
    """Whether a separator stands at a word and more of the list may follow."""
    return number + 1 < len(found) and (found[number].text in ",;&" or is_and(found[number]))
