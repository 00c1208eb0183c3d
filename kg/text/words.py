"""A stretch of text as words with offsets, folded word forms, and the word lists of all languages as folded sets."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from kg.rules import minded
from kg.text import language
from kg.text.phrases import Phrases, opening_with

LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"{LETTER}\.(?:-?{LETTER}\.)+"  # initials written together: J.-P., А.Б.
    r"|\b(?:l|dell|all|nell|dall|sull|un|qu)['’](?=[^\W\d_])"  # elided articles: l'Université
    rf"|{LETTER}+(?:['’‘ʼ`‐‑-]{LETTER}+)*"  # words, with apostrophes and hyphens inside
    r"|\d+"
    r"|\n"
    r"|[^\w\s]"
    r"|_"
)
_LATIN = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'", "‘": "'", "‐": "-", "‑": "-"}
)


class Word(NamedTuple):
    """One word, number or sign with its offsets; `key` is its folded form."""

    text: str
    begin: int
    end: int
    key: str


_make = tuple.__new__
"""Makes a `Word` of its parts in half the time of calling the class: no line of a page is asked more often."""


def words(text: str, begin: int, end: int) -> list[Word]:
    """The words, numbers, signs and line ends between two offsets of a text, in order."""
    return list(_words(text, begin, end))


def printed_words(text: str, end: int) -> list[str]:
    """The words, numbers and signs of a text up to an offset, as printed."""
    return _TOKEN.findall(text, 0, end)


@minded
def _words(text: str, begin: int, end: int) -> tuple[Word, ...]:
    return tuple(_make(Word, (match[0], *match.span(), folded_word(match[0]))) for match in _TOKEN.finditer(text, begin, end))


def is_and(word: Word) -> bool:
    """Whether a word joins two people or two institutions; `E` and `I` in capitals are initials."""
    return word.key in vocabulary("and") and not word.text[0].isupper()


def is_head(word: Word, heads: frozenset[str]) -> bool:
    """Whether a word is one of `heads` or a compound that ends in one: Weizenbaum-Institut, Forschungszentrum."""
    key = word.key
    return key in heads or (len(key) > 8 and (key.rsplit("-", 1)[-1] in heads or key.endswith(_head_endings())))


@cache
def _head_endings() -> tuple[str, ...]:
    return tuple(vocabulary("head_endings"))


@lru_cache(maxsize=50_000)
def folded_word(printed: str) -> str:
    """The folded form, without the elided preposition in front: d'Économie is economie."""
    key = fold(printed)
    return key[2:] if key.startswith("d'") and printed[0] == "d" and len(key) > 3 else key


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Text without case and accents, for comparing.

    >>> fold("Université de Łódź")
    'universite de lodz'
    """
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LATIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def vocabulary(key: str) -> frozenset[str]:
    """The folded words that any language lists under `key` for people."""
    return frozenset(fold(word) for word in language.words("people", key))


@cache
def dated_words() -> frozenset[str]:
    """The folded names of months and weekdays in every language: capitalised, but nobody's name on their own."""
    lists = (known.section("dates").get(key, ()) for known in language.languages() for key in ("months", "weekdays"))
    return frozenset(fold(name) for names in lists for name in _strings(names) if len(name) > 2)


@cache
def weekday_words() -> frozenset[str]:
    """The folded names of the days of the week in every language, short forms left out."""
    lists = (known.section("dates").get("weekdays", ()) for known in language.languages())
    return frozenset(fold(name) for names in lists for name in _strings(names) if len(name) > 3)


def _strings(value) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def phrase_pattern(phrases: Iterable[str]) -> Phrases:
    """A pattern that finds any of the phrases as whole words, longest first, with any white space between words."""
    ordered = sorted({phrase for phrase in phrases if phrase}, key=lambda phrase: (-len(phrase), phrase))
    body = "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in ordered) or r"(?!)"
    at = r"(?=\w)" if all(phrase[0].isalnum() for phrase in ordered) else ""  # blanks are left at once: five times as fast
    return opening_with(ordered, rf"(?<!\w){at}(?:{body})(?!\w)", re.IGNORECASE)


def trimmed(text: str, begin: int, end: int, signs: str = " \t\n\r\u00a0,;:–—-|•·") -> tuple[int, int]:
    """The offsets without the white space and the given signs at both ends."""
    while begin < end and text[begin] in signs:
        begin += 1
    while end > begin and text[end - 1] in signs:
        end -= 1
    return begin, end
