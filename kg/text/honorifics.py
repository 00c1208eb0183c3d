"""Titles in front of a name: 'Herr Prof. Dr. Dr. h.c.', 'Priv.-Doz.', 'M.Sc.', 'к.ф.-м.н.'."""

from functools import cache

from kg.text.gazetteer import given_names
from kg.text.language import words as listed
from kg.text.words import Word, fold, vocabulary


def honorific_at(found: list[Word], number: int) -> int:
    """The number of the first word behind the honorifics that open at `number`; `number` itself where none does."""
    first = number
    while number < len(found) and (width := _width(found, number, opened=number > first)):
        number += width
    return number


def _width(found: list[Word], number: int, *, opened: bool) -> int:
    """How many words the honorific at a word takes, with its full stop; 0 where there is none."""
    key = found[number].key
    if key in vocabulary("honorifics") and not (len(key) == 1 and found[number].text.isupper()):  # 'p. Nowak' is Mr, 'P. Nowak' is none
        return 1 + _is_stop(found, number + 1)
    if key in vocabulary("dotted_honorifics") and _is_stop(found, number + 1):
        return 2
    initial = len(key) == 1 and found[number].text.isupper() and _is_stop(found, number + 1)  # 'Prof. N. S. Rao', 'lek. n. med.'
    if opened and not initial and (key in vocabulary("honorific_tails") or _is_tail(key)) and not _is_given(found, number):
        return 1
    if opened and found[number].text == "-" and number + 1 < len(found) and _goes_on(found[number + 1].key):
        return 1
    return _first(found, number) or _letters(found, number)


def _is_stop(found: list[Word], number: int) -> bool:
    return number < len(found) and found[number].text == "."


def _is_given(found: list[Word], number: int) -> bool:
    """Whether what may be the tail of an honorific is a given name before a surname: 'Dr. Phil Lee' and not 'Dr. phil. Lee'."""
    following = found[number + 1] if number + 1 < len(found) else None
    named = found[number].key in given_names() and found[number].text.istitle()
    return named and following is not None and following.text.istitle() and len(following.text) > 2


def _is_tail(key: str) -> bool:
    """Whether letters written together are all tails of honorifics: 'h.c.', 'rer.nat.'."""
    return "." in key and all(part in vocabulary("honorific_tails") for part in key.strip(".").split("."))


def _goes_on(key: str) -> bool:
    return key in vocabulary("honorifics") | vocabulary("honorific_tails")


def _first(found: list[Word], number: int) -> int:
    """The width of the first half of a hyphenated honorific ('Priv.-' of 'Priv.-Doz.') or of 'em.' before one."""
    if found[number].key not in vocabulary("honorific_firsts") or not _is_stop(found, number + 1):
        return 0
    place = number + 2
    hyphen = place < len(found) and found[place].text == "-"
    behind = place + hyphen
    return 2 + hyphen if behind < len(found) and _goes_on(found[behind].key) else 0


@cache
def _academic() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(part) for part in words.split()) for words in listed("people", "academic_letters"))


@cache
def _opening() -> frozenset[str]:
    """The words that the letters of a degree open with: written apart, or all of them together."""
    return frozenset(word for letters in _academic() for word in (letters[0], "".join(letters)))


def letters_at(found: list[Word], number: int) -> int:
    """How many words the letters of a degree at a word take, with their full stops ('M.Sc.', 'PhD'); 0 where there are none."""
    if found[number].key not in _opening():
        return 0
    for letters in _academic():
        if found[number].key == "".join(letters) and found[number].text != found[number].text.upper():
            return 1 + _is_stop(found, number + 1)
        parts = [found[number + 2 * place].key for place in range(len(letters)) if number + 2 * place < len(found)]
        if parts == list(letters) and all(_is_stop(found, number + 2 * place + 1) for place in range(len(letters) - 1)):
            width = 2 * len(letters) - 1
            return width + _is_stop(found, number + width)
    return 0


def _letters(found: list[Word], number: int) -> int:
    """The width of the letters of a degree in front of a name: 'M.Sc. Dora Nobody', 'MSc Dora Nobody'."""
    width = letters_at(found, number)
    behind = found[number + width] if width and number + width < len(found) else None
    return width if behind is not None and behind.text[0].isupper() and len(behind.text) > 2 else 0
