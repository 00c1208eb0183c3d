"""The position printed before an affiliation: Assistant Professor, Professor of Mathematics, PhD Student."""

from functools import cache

from kg.model.document import Span
from kg.rules import rule
from kg.text.gazetteer import is_institution
from kg.text.words import Word, is_head, trimmed, vocabulary, words


@rule("position-before-affiliation", nothing=None)
def position_span(text: str, begin: int, end: int) -> Span | None:
    """The position that opens the stretch, up to its affiliation; None where it opens with an affiliation.

    `Professor of Computer Science, Data Science and Mathematics at the Courant Institute` keeps the three subjects.
    """
    found = words(text, begin, end)
    head = _position_head(found)
    if head is None:
        return None
    stop = _position_stop(text, found, head)
    if found[stop - 1].text == "." and stop - 2 > head and len(found[stop - 2].text) > 4:
        stop -= 1  # the full stop of a sentence, not of 'Prof.' or 'Dept.'
    return trimmed(text, found[0].begin, found[stop - 1].end)


def _position_head(found: list[Word]) -> int | None:
    """The number of the word that names the position, where only words that qualify it stand before."""
    head = None
    for number, word in enumerate(found[:10]):
        if word.key in vocabulary("units_with_of") and _is_unit(found, number):
            return head
        if word.key in vocabulary("positions") or ("-" in word.key and word.key.rsplit("-", 1)[-1] in vocabulary("positions")):
            head = number
        elif word.key not in vocabulary("position_words") and word.text not in ".-–":
            break
    return _qualified(found) if head is None else head


_MOST_BEFORE = 9
"""Words of a name or of a trade before the word for a post."""


@rule("named-chair", nothing=None)
def _qualified(found: list[Word]) -> int | None:
    """The number of the word for a post behind the name of a chair or words of a trade: 'Morse Alumni Professor of Teaching', 'night lab director'.

    What stands before is all in capitals and holds no institution, or is all in small letters and holds no small word.
    """
    start = 1 if found and found[0].key in vocabulary("articles") else 0
    chairs = vocabulary("chair_positions")
    small = vocabulary("small_words") | vocabulary("at") | vocabulary("of") | vocabulary("and") | vocabulary("articles")
    for number in range(start + 1, min(len(found), start + _MOST_BEFORE)):
        before = found[start:number]
        if found[number].key in chairs and all(word.text[0].isupper() or word.text in ".&-’'" for word in before):
            return number if _goes_on(found, number) and not is_institution(" ".join(word.text for word in before)) else None
        if found[number].key in vocabulary("positions") and found[number].text.islower() and len(before) <= 4:
            trade = all(word.text.isalpha() and word.text.islower() and word.key not in small for word in before)
            return number if trade and _goes_on(found, number) else None
    return None


def _goes_on(found: list[Word], number: int) -> bool:
    """Whether a word for a post is followed by its subject or its institution, or ends the stretch."""
    if number + 1 >= len(found):
        return True
    following = found[number + 1]
    links = vocabulary("at_position") | vocabulary("of") | vocabulary("at") | vocabulary("and") | {"emeritus", "emerita"}
    return following.key in links or following.text in ",.;"


def _is_unit(found: list[Word], number: int) -> bool:
    """Whether a word for a post or a unit is the latter: 'Faculty of Physics' is no post, 'Faculty at MIT' is."""
    return number + 1 < len(found) and found[number + 1].key in vocabulary("of")


def _position_stop(text: str, found: list[Word], head: int) -> int:
    """The number of the first word behind the position."""
    heads = vocabulary("units") | vocabulary("institutions")
    comma = None
    for number in range(head + 1, len(found)):
        word = found[number]
        if number == head + 1 and word.text == ",":
            return number
        if word.key in vocabulary("at_position") or _owns(found, head, number):
            return number
        if word.text in ";\n/|–—(" or (word.text == "," and _is_named(text, found, number + 1)):
            return comma or number
        if is_head(word, heads) and not _is_of(found, head, number):
            return comma if comma is not None else _start_of_unit(found, head, number)
        if word.text == "," and comma is None:
            comma = number
    return comma or len(found)


def _owns(found: list[Word], head: int, number: int) -> bool:
    """Whether the institution whose post it is follows with no word for 'at': professor da UFMG, доцент НГУ."""
    word, behind = found[number], found[number + 1 : number + 3]
    if number == head + 1 and _is_acronym(word):
        return not word.text.isascii() or is_institution(word.text)
    if word.key not in vocabulary("of_institution") or not word.text.islower() or not behind:
        return False
    article = behind[0].key in vocabulary("articles") and len(behind) > 1
    named = behind[1] if article else behind[0]
    return (article or word.key in vocabulary("of_the")) and _is_acronym(named)


def _is_acronym(word: Word) -> bool:
    """Whether a word is written as short names of institutions are: UFMG, UdeC, НГУ."""
    return len(word.text) > 1 and word.text[0].isupper() and sum(letter.isupper() for letter in word.text) * 2 >= len(word.text)


def _is_named(text: str, found: list[Word], number: int) -> bool:
    """Whether an institution, a unit or a place stands from word `number` to the next separator."""
    stop = next((later for later in range(number, len(found)) if _is_end(found[later])), len(found))
    if stop == number:
        return True
    printed = text[found[number].begin : found[stop - 1].end]
    heads = vocabulary("units") | vocabulary("institutions")
    return is_institution(printed) or any(is_head(word, heads) for word in found[number:stop])


def _is_end(word: Word) -> bool:
    return word.text in ",;(\n" or word.key in vocabulary("at_position")


def _is_of(found: list[Word], head: int, number: int) -> bool:
    """Whether the head word at `number` belongs to the position's own title: Director of the Institute, Lab Head."""
    return number == head + 1 and found[number].key in vocabulary("positions")


@cache
def _adjectives() -> tuple[str, ...]:
    """How adjectives end that stand before a unit in small letters: физического факультета."""
    return tuple(vocabulary("unit_adjective_endings"))


def _start_of_unit(found: list[Word], head: int, number: int) -> int:
    """The first word of the unit whose head word is at `number`: its proper name may stand before it."""
    start = number
    while start - 1 > head and (found[start - 1].text[:1].isupper() or found[start - 1].key.endswith(_adjectives())):
        start -= 1
    while start - 1 > head and found[start - 1].key in vocabulary("articles") | vocabulary("of"):
        start -= 1
    return start
