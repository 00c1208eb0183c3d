"""Text as a string of kinds, one character a token, over which the grammars of dates and times are written.

A token is a number, a word, a run of blanks, a line end or one sign. What a word may mean stands in the language
files; a word with several meanings ('mar' is a month and a weekday) has all of them, and the grammar decides by
position. Patterns name meanings in braces (`{day}_{month}`), so they are the same for every language, match tokens
instead of characters, and stay linear: no pattern repeats anything without a small bound.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.text.language import languages

Role = str
_PIECE = re.compile(r"[^\W\d_]+|[0-9]+|\n|[^\S\n]+|.", re.DOTALL)
_DASHES = "-‐‑‒–—―−~"
_ROMAN = {name: i for i, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}
_LISTS = (
    "ordinal of the and to from at on am pm hour hour_before clock noon midnight article time_label weekday_tail "
    "not_before not_after minutes year_word at_figures o oclock hour_at"
).split()
_LETTERS = {"a": ("half",), "p": ("half",), "m": ("meridiem",), "h": ("h",), "t": ("iso",)}
_FIRST_CODE = 0xE000


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a stretch of text: `kinds` has one character each, `starts` one offset more than there are tokens."""

    text: str
    kinds: str
    starts: array

    def word(self, index: int) -> str:
        """The token as printed."""
        return self.text[self.starts[index] : self.starts[index + 1]]

    def begin(self, index: int) -> int:
        """Where the token begins in the text."""
        return self.starts[index]

    def index(self, offset: int) -> int:
        """The first token that begins at `offset` or after it."""
        low, high = 0, len(self.kinds)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.starts[middle] < offset else (low, middle)
        return low


@lru_cache(maxsize=4)
def tokens(text: str, begin: int = 0, end: int | None = None) -> Tokens:
    """The tokens of `text[begin:end]`; glued words are parted where the case says so ('JanuaryBezout')."""
    stop = len(text) if end is None else end
    kinds, starts = [], array("q")
    for match in _PIECE.finditer(text, begin, stop):
        piece, at = match[0], match.start()
        for part in _parts(piece):
            kinds.append(kind(part))
            starts.append(at)
            at += len(part)
    starts.append(stop)
    return Tokens(text, "".join(kinds), starts)


def _parts(piece: str) -> Iterator[str]:
    if len(piece) < 3 or piece.islower() or piece.isupper() or not piece.isalpha():
        return iter((piece,))
    return _words(piece)


def _words(piece: str) -> Iterator[str]:
    begin = 0
    for i in range(1, len(piece)):
        if piece[i].isupper() and (piece[i - 1].islower() or (piece[i + 1 : i + 2].islower() and i - begin > 1)):
            yield piece[begin:i]
            begin = i
    yield piece[begin:]


def fold(word: str) -> str:
    """The word without case and accents, for looking it up."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def kind(token: str) -> str:
    """The character that stands for the token in `Tokens.kinds`."""
    if token.isdigit() and token.isascii():
        return _code(_number_roles(token))
    if token == "\n":
        return "\n"
    if token.isspace():
        return " "
    if token in _DASHES:
        return _code(frozenset({"dash"}))
    return _code(_word_roles(token)) if token.isalpha() else token[:1]


def _word_roles(word: str) -> frozenset[Role]:
    capital = word[0].isupper()
    roles = {role for role, needs in _vocabulary().get(fold(word), ()) if capital or not needs}
    if word in _ROMAN:
        roles.add("roman")
    if not roles:
        roles.add("name" if capital else "other")
    return frozenset(roles | {"word"})


@lru_cache(maxsize=20000)
def _number_roles(digits: str) -> frozenset[Role]:
    value, size = int(digits[:9]), len(digits)
    tests = {
        "day": size <= 2 and 1 <= value <= 31,
        "number_month": size <= 2 and 1 <= value <= 12,
        "clock_hour": size <= 2 and value <= 24 and digits != "0",
        "minute": size == 2 and value < 60,
        "two": size == 2,
        "past": size == 2 and (value == 0 or 24 < value < 60),
        "late": size == 2 and value >= 60,
        "year": size == 4 and 1900 <= value <= 2099,
        "clockface": size in (3, 4) and value // 100 <= 24 and value % 100 < 60,
        "iso_day": size == 8 and 19 <= value // 1000000 <= 20 and 1 <= value // 100 % 100 <= 12 and 1 <= value % 100 <= 31,
    }
    return frozenset(role for role, holds in tests.items() if holds) | {"number"}


@cache
def _vocabulary() -> dict[str, set[tuple[Role, bool]]]:
    """What each folded word may mean, and whether only with a capital."""
    table: dict[str, set[tuple[Role, bool]]] = {}
    for role, word in _entries():
        table.setdefault(fold(word), set()).add((role, word[0].isupper()))
    for letter, roles in _LETTERS.items():
        table.setdefault(letter, set()).update((role, False) for role in roles)
    return table


def _entries() -> Iterator[tuple[Role, str]]:
    for language in languages():
        section = language.section("dates")
        for key, role in (("months", "month"), ("weekdays", "weekday"), ("weekdays_short", "weekday_short")):
            yield from ((role, name) for names in section.get(key, ()) for name in names)
        for key in _LISTS:
            yield from ((key, word) for word in section.get(key, ()))


@cache
def month_of(word: str) -> int | None:
    """The month a word names in any language, or a Roman number; 1 is January."""
    return _ordered("months").get(fold(word)) or _ROMAN.get(word)


@cache
def weekday_of(word: str) -> int | None:
    """The weekday a word names in any language; 0 is Monday."""
    number = _ordered("weekdays").get(fold(word)) or _ordered("weekdays_short").get(fold(word))
    return None if number is None else number - 1


@cache
def _ordered(key: str) -> dict[str, int]:
    table: dict[str, int] = {}
    for language in languages():
        for number, names in enumerate(language.section("dates").get(key, ()), start=1):
            for name in names:
                table.setdefault(fold(name.removesuffix("-feira")), number)
    return table


@cache
def _codes() -> dict[frozenset[Role], str]:
    """Every combination of meanings that a token can have, with its character."""
    combinations = [frozenset({"dash"}), _word_roles("qq"), _word_roles("Qq")]
    for word in _vocabulary():
        combinations += [_word_roles(form) for form in (word, word.capitalize(), word.upper())]
    combinations += [_word_roles(word) for word in _ROMAN]
    for size in range(1, 5):
        combinations += [_number_roles(f"{value:0{size}}") for value in range(10**size)]
    combinations += [_number_roles(digits) for digits in ("99999", "20240101", "99999999")]
    return {roles: chr(_FIRST_CODE + place) for place, roles in enumerate(dict.fromkeys(combinations))}


def _code(roles: frozenset[Role]) -> str:
    return _codes()[roles]


def pattern(source: str) -> re.Pattern:
    """A pattern over kinds: `{role}` is any token with that meaning, `{a|b}` with one of them, `{a!b}` with a but not b.

    `_` is an optional run of blanks; blanks and comments are as in verbose patterns.
    """
    source = re.sub(r"(?<![\w<])_(?!\w)", "[ ]?", source)
    return re.compile(re.sub(r"\{([a-z_|!]+)\}", lambda match: _class(match[1]), source), re.VERBOSE)


def _class(names: str) -> str:
    wanted, _, unwanted = names.partition("!")
    wanted_roles, unwanted_roles = set(wanted.split("|")), set(filter(None, unwanted.split("|")))
    codes = [code for roles, code in _codes().items() if roles & wanted_roles and not roles & unwanted_roles]
    if not codes:
        raise ValueError(f"no token means {names!r}")
    return "[" + "".join(codes) + "]"
