"""Posts that sentences print in front of a name: 'o professor do Instituto de Física da UFRGS, Gustavo Gil'."""

import re

from kg.extract.wording import plain, value
from kg.model.announcement import Value
from kg.rules import rule
from kg.text.affiliations import split_position_and_affiliations
from kg.text.words import trimmed, vocabulary, words

_RULE = "post-told-before-name"
_REACH = 240
_PARTS = re.compile(r"[.;:!?“”„\"«»()]\s|,\s*")
_MOST = 3

Post = tuple[Value | None, tuple[Value, ...]]


@rule(_RULE, nothing=(None, ()))
def post_before(text: str, begin: int, name: int) -> Post:
    """The position nearest before a name and the affiliations of all posts listed there, back to `begin` at the most."""
    end, nearest, given = name, None, ()
    for _ in range(_MOST):
        start = _clause(text, max(begin, end - _REACH), end)
        post = _post(text, start, end)
        if post is None:
            break
        position, affiliations = split_position_and_affiliations(text, post, _without_second(text, post, end))
        sure = tuple(value(text, (one.begin, one.end), _RULE, 0.8) for one in affiliations if one.confidence >= 0.9)
        nearest = nearest or (position and Value(plain(text, position), (position,), 0.8, _RULE))
        given = (*sure, *given)
        end = start
    return (nearest, given) if given else (None, ())


def _clause(text: str, begin: int, end: int) -> int:
    """Where the clause begins that ends at `end`: behind the last comma or the end of a sentence."""
    stop = trimmed(text, begin, end)[1]
    return max((match.end() for match in _PARTS.finditer(text, begin, stop)), default=begin)


def _post(text: str, begin: int, end: int) -> int | None:
    """Where the post opens in a clause: with the first word of a position and what qualifies it; None where there is none."""
    found = words(text, begin, end)
    head = next((number for number, word in enumerate(found) if word.key in vocabulary("positions")), None)
    if head is None:
        return None
    while head and found[head - 1].key in vocabulary("position_words"):
        head -= 1
    return found[head].begin


def _without_second(text: str, begin: int, end: int) -> int:
    """The end of the first of two posts: 'professor do Instituto e | pesquisador da área de Física'."""
    found = words(text, begin, end)
    for number in range(2, len(found) - 1):
        if found[number].key in vocabulary("and") and found[number + 1].key in vocabulary("positions"):
            return found[number].begin
    return end
