"""Short forms of institutions' names: `NYU`, `UT Austin`, `Michigan`, `Georgia Tech`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from kg.identify.org_words import generic_words, small_words

_LONGEST = 12


@lru_cache(maxsize=65536)
def stands_for(short: str, long: str) -> bool:
    """Whether the folded name `short` is a short form of the folded name `long`.

    Each word of the short form is a word of the long one, its beginning (three letters or more) or the initials of
    some in a row; what is left out says only what kind of institution it is.

    >>> stands_for("ut austin", "university of texas at austin"), stands_for("michigan", "michigan state university")
    (True, False)
    """
    few, many = tuple(short.split()), tuple(long.split())
    if not 0 < len(few) < len(many) <= _LONGEST or all(word in generic_words() for word in few):
        return False
    return _covers(few, many) or ("at" in many and _is_acronym(few, many[: many.index("at")]))


def _is_acronym(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    return len(few) == 1 and any(end == len(many) for end in _initials(few[0], many))


@lru_cache(maxsize=65536)
def _covers(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    if not few:
        return all(word in generic_words() for word in many)
    if not many:
        return False
    word, other = few[0], many[0]
    if (word == other or (len(word) > 2 and other.startswith(word))) and _covers(few[1:], many[1:]):
        return True
    if any(_covers(few[1:], many[end:]) for end in _initials(word, many)):
        return True
    return other in generic_words() and _covers(few, many[1:])


def _initials(word: str, many: Sequence[str]) -> Iterator[int]:
    """Where the words whose initials `word` is end in `many`, from its start; small words may have none."""
    if len(word) < 2:
        return
    read = {0}
    for end, other in enumerate(many, start=1):
        grown = {letters + 1 for letters in read if letters < len(word) and word[letters] == other[0]}
        if other in small_words():
            grown |= read - {0}
        elif len(word) in grown:
            yield end
        read = grown


def short_forms(names: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs (short, long) among folded names of one document where the one stands for the other."""
    index: dict[str, list[str]] = defaultdict(list)
    listed = sorted(set(names))
    for name in listed:
        for key in _handles(name):
            index[key].append(name)
    found = set()
    for short in listed:
        for word in short.split():
            found |= {(short, long) for long in index.get(word, ()) if stands_for(short, long)}
            found |= {(short, long) for long in index.get(word[:3] + "…", ()) if stands_for(short, long)}
    return sorted(found)


def _handles(name: str) -> set[str]:
    """The words, beginnings of words and runs of initials by which a short form can take hold of a name."""
    words = name.split()[:_LONGEST]
    telling = [word for word in words if word not in generic_words()]
    handles = set(telling) | {word[:3] + "…" for word in telling if len(word) > 3}
    for begin in range(len(words)):
        for small in (words[begin:], [word for word in words[begin:] if word not in small_words()]):
            initials = "".join(word[0] for word in small)
            handles |= {initials[:end] for end in range(2, len(initials) + 1)}
    return handles
