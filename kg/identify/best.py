"""The best of the names under which a thing is printed."""

from collections import Counter
from collections.abc import Iterable

from kg.identify.affiliated import institution_key
from kg.identify.model import Type


def by_quality(type: Type, names: Iterable[str]) -> tuple[str, ...]:
    """The distinct names, the best first: the most complete, then the most frequent, then by the alphabet.

    A name in capitals throughout comes after one that is not, as does a person's with a surname in capitals.
    """
    counted = Counter(name for name in names if name)
    rank = {"person": _person, "org": _organization}.get(type, _title)
    return tuple(sorted(counted, key=lambda name: (*rank(name), -counted[name], len(name), name)))


def _person(name: str) -> tuple:
    words = name.split()
    full = sum(len(word.strip(".,()")) > 1 for word in words)
    capitals = any(len(word) > 1 and word.isalpha() and word.isupper() for word in words)
    return -full, capitals, -len(words)


def _organization(name: str) -> tuple:
    return name.isupper(), -len(institution_key(name).split())


def _title(name: str) -> tuple:
    return name.isupper(), -len(name.split())
