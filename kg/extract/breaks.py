"""Items of a programme at which nobody speaks: meals, pauses, openings."""

import re
from functools import cache

from kg.extract.wording import key
from kg.text.language import words

ASIDE = re.compile(r"\s*\(([^()]{2,80})\)\s*[.:]?$")
"""A bracket at the end of an item, with the words in it: often its place."""


@cache
def _breaks() -> frozenset[str]:
    return frozenset(key(word) for word in words("breaks", "words"))


@cache
def _alone() -> frozenset[str]:
    """Words that name a break by themselves, and in front of others only before such as in 'Opening by the dean'."""
    return frozenset(key(word) for word in words("breaks", "alone"))


@cache
def _behind_alone() -> frozenset[str]:
    return frozenset(key(word) for word in words("breaks", "behind_alone"))


def is_break(text: str) -> bool:
    """Whether a short line is a meal, a pause or another item without a talk.

    >>> is_break("Break for Individual Lunch"), is_break("Breaking symmetry at lunch time on the lattice")
    (True, False)
    >>> is_break("Opening and coffee"), is_break("Opening the black box"), is_break("Self-avoiding walk")
    (True, False, False)
    """
    folded = key(ASIDE.sub("", text))
    parts = folded.split()
    if not parts or len(parts) > 9:
        return False
    ends = {folded, " ".join(parts[:2]), " ".join(parts[-2:])}
    ends |= {parts[0]} if parts[0] not in _alone() or set(parts[1:2]) <= _behind_alone() else set()
    ends |= {parts[-1]} - _alone()
    return (
        folded in _breaks()
        or (bool(ends & _breaks()) and len(parts) <= 6)
        or (any(part in ("break", "lunch", "coffee", "pause") for part in parts) and len(parts) <= 7)
    )
