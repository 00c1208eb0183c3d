"""Whether two printed names can be the name of one person, and how much that says."""

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg.identify.folding import fold, fold_umlauts

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd"))


class Likeness(IntEnum):
    """How alike two names of persons are; NONE means that they cannot be names of one person."""

    NONE = 0
    SIMILAR = 1  # a slip of the pen or a short form apart: Jeremey ~ Jeremy, Tim ~ Timothy
    SHORT = 2  # one of them has only initials, or no given name: J. Smith ~ Jane Smith
    FULL = 3  # a middle name, a second surname or a nickname apart, or the surname first
    SAME = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as folded words, given names first; `nicknames` stood in parentheses or quotation marks.

    `other` is the same name with umlauts spelt by two letters, where that differs.
    """

    words: tuple[str, ...]
    nicknames: tuple[str, ...] = ()
    other: "Name | None" = None

    @property
    def full(self) -> bool:
        """Whether the name holds a given name and a surname in full (or is written without spaces, as Chinese is)."""
        written = [word for word in self.words if len(word) > 1]
        return len(written) > 1 or (len(self.words) == 1 and not self.words[0].isascii() and len(self.words[0]) > 1)

    @property
    def keys(self) -> tuple[str, ...]:
        """What names that can be alike have at least one of in common, a surname alone and slips of the pen aside."""
        first, rest = self.words[0], self.words[1:]
        own = {" ".join(sorted((given, word))) for given in (first, *self.nicknames) for word in rest}
        own |= {f"{word[0]}. {self.words[-1]}" for word in (*self.words[:-1], *self.nicknames)}
        own |= {"".join(self.words)}
        return tuple(sorted(own | set(self.other.keys if self.other else ())))


@lru_cache(maxsize=65536)
def person_name(printed: str) -> Name | None:
    """The name that `printed` gives; None where it holds no letter.

    >>> person_name("HALE Ada").words, person_name("Hale, Ada").words, person_name("Robert (Bob) Lee").nicknames
    (('ada', 'hale'), ('ada', 'hale'), ('bob',))
    """
    plain, nicknames = _without_nicknames(_given_first(printed))
    name = _folded(plain, nicknames, fold)
    if name is None:
        return None
    other = _folded(plain, nicknames, fold_umlauts)
    return name if other is None or other.words == name.words else Name(name.words, name.nicknames, other)


def _folded(plain: str, nicknames: str, how) -> Name | None:
    words = tuple(word for word in how(plain).split() if any(letter.isalpha() for letter in word))
    kept = tuple(word for word in words if word not in _SUFFIXES) or words
    return Name(kept, tuple(word for word in how(nicknames).split() if len(word) > 1)) if kept else None


def _given_first(printed: str) -> str:
    """`printed` with a surname that stands before a comma, or alone in capitals in front, moved to the end."""
    head, comma, tail = printed.partition(",")
    if comma and tail.strip() and fold(tail) not in _SUFFIXES and "," not in tail:
        return f"{tail.strip()} {head.strip()}"
    words = printed.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper() and word.isalpha()]
    leading = len(capitals) if words[: len(capitals)] == capitals else 0
    return " ".join((*words[leading:], *words[:leading])) if 0 < leading < len(words) else printed


def _without_nicknames(printed: str) -> tuple[str, str]:
    for opening, closing in ("()", "“”", '""', "«»", "„“"):
        begin = printed.find(opening)
        end = printed.find(closing, begin + 1)
        if 0 <= begin < end:
            return f"{printed[:begin]} {printed[end + 1 :]}", printed[begin + 1 : end]
    return printed, ""


@lru_cache(maxsize=262144)
def likeness(a: Name, b: Name) -> Likeness:
    """How alike the names are, umlauts spelt either way; symmetric."""
    pairs = [(x, y) for x in (a, a.other) for y in (b, b.other) if x is not None and y is not None]
    return max(_alike(x, y) for x, y in pairs)


def _alike(a: Name, b: Name) -> Likeness:
    short, long = sorted((a, b), key=lambda name: (len(name.words), name.words))
    if "".join(a.words) == "".join(b.words):
        return Likeness.SAME
    if len(short.words) == 1:
        return Likeness.SHORT if short.words[0] == long.words[-1] else Likeness.NONE
    if Counter(a.words) == Counter(b.words):
        return Likeness.FULL if len(a.words[0]) > 1 and len(b.words[0]) > 1 else Likeness.SHORT
    best = max(_given(short, long), _given(long, short) if len(a.words) == len(b.words) else Likeness.NONE)
    return best or _slip(a, b)


def _given(short: Name, long: Name) -> Likeness:
    """How alike they are if the words of `short` are those of `long`, fewer or shorter, in the same order."""
    first, other = short.words[0], long.words[0]
    if len(other) == 1 and first == long.words[1] and _within(short.words, long.words[1:]):
        return Likeness.FULL
    if not _within(short.words[1:], long.words[1:]):
        return Likeness.NONE
    if any(len(word) > 1 for word in {first, *short.nicknames} & {other, *long.nicknames}):
        return Likeness.FULL
    return Likeness.SHORT if first[0] == other[0] and 1 in (len(first), len(other)) else Likeness.NONE


def _within(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether the words of `few` stand in `many` in order, each as itself or one of them as an initial.

    The last of `few`, a surname, must stand there in full.
    """
    if not few or few[-1] not in many or len(few[-1]) == 1:
        return False
    rest = iter(many)
    return all(any(_same_word(word, other) for other in rest) for word in few)


def _same_word(a: str, b: str) -> bool:
    return a == b or (a[0] == b[0] and 1 in (len(a), len(b)))


def _slip(a: Name, b: Name) -> Likeness:
    """SIMILAR where the names differ in one word only, by one stroke of the pen or as a short form of the first."""
    if len(a.words) != len(b.words):
        return Likeness.NONE
    differing = [place for place, pair in enumerate(zip(a.words, b.words)) if pair[0] != pair[1]]
    if len(differing) != 1:
        return Likeness.NONE
    x, y = sorted((a.words[differing[0]], b.words[differing[0]]), key=len)
    short_form = differing[0] == 0 and len(x) > 2 and y.startswith(x)
    return Likeness.SIMILAR if short_form or (len(x) > 4 and OSA.distance(x, y) == 1) else Likeness.NONE
