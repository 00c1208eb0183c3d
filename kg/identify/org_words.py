"""The words of organizations' names that say little: small words, words for a university, for a department."""

from functools import cache

from kg.identify.folding import fold
from kg.text import language


@cache
def small_words() -> frozenset[str]:
    """Articles and prepositions inside names, in every language: of, the, für."""
    return _listed("small")


@cache
def generic_words() -> frozenset[str]:
    """What a short form of a university's name leaves out: the small words, University, College, Institute."""
    return small_words() | university_words()


@cache
def university_words() -> frozenset[str]:
    """University, College, Institute, in every language."""
    return _listed("universities")


@cache
def department_words() -> frozenset[str]:
    """What a unit's name has or has not: Department, Fachbereich."""
    return _listed("departments")


def _listed(key: str) -> frozenset[str]:
    return frozenset(fold(word) for word in language.words("organizations", key))
