"""Choosing one of several values of a property that has one, and telling contradiction from a difference in precision."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pyoxigraph import Literal, NamedNode

from kg.vocab import (
    SCHEMA_EventScheduled,
    XSD_date,
    XSD_dateTime,
    XSD_gMonthDay,
    XSD_gYear,
    XSD_gYearMonth,
    XSD_string,
    XSD_time,
)

Term = NamedNode | Literal
CURATOR = "curator"
"""Stands among the documents of a value for the person who corrected it."""

_SAME = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
_QUOTES = str.maketrans("‘’‛“”„‟", "'''\"\"\"\"")
_OFFSET = re.compile(r"(?<=T\d\d:\d\d:\d\d)(?:Z|[+-]\d\d:\d\d)$")
_PRECISION = {XSD_gYear: 0, XSD_gYearMonth: 1, XSD_gMonthDay: 1, XSD_date: 2, XSD_time: 2, XSD_dateTime: 3}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value and the documents that state it; `inherited` are those of them that took it from a default of theirs."""

    value: Term
    docs: frozenset[str]
    inherited: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ranking:
    """What is known of documents when values are weighed: which announce a change, and which others are later."""

    notices: frozenset[str]
    later: Callable[[str], frozenset[str]]
    first: frozenset[str] = frozenset()
    """Documents whose word goes first, because the value this one depends on was taken from them."""
    given_up: frozenset[Term] = frozenset()
    """Values that a page gave up for others: who still prints them has not heard of the change."""


def choose(candidates: list[Candidate], ranking: Ranking) -> tuple[Candidate, list[Candidate]]:
    """The value that is published, and those that contradict it, both with the documents that state them."""
    standing = _not_outdated(candidates, ranking)
    stated = [candidate.value for candidate in standing if candidate.docs - candidate.inherited]
    best = min(standing, key=lambda candidate: _rank(candidate, ranking, stated))
    others = [other for other in candidates if not agree(best.value, other.value)]
    return best, sorted(others, key=lambda other: str(other.value))


def agree(a: Term, b: Term) -> bool:
    """Whether two values can both be right: the same, or one more precise than the other.

    Texts that differ only in case, dashes, quotes and white space are the same; so is an abstract and its beginning.
    That something is scheduled, which is assumed of every event, contradicts nothing.
    """
    if a == b or SCHEMA_EventScheduled in (a, b):
        return True
    if isinstance(a, NamedNode) or isinstance(b, NamedNode):
        return False
    if a.datatype in _PRECISION or b.datatype in _PRECISION:
        return _same_time(a.value, b.value)
    short, long = sorted((plain(a.value), plain(b.value)), key=len)
    return short == long or len(short) >= 40 and short.rstrip(".… ") in long


def plain(text: str) -> str:
    """A text without what does not count when two are compared.

    >>> plain("Low–Dimensional  Models") == plain("low-dimensional models")
    True
    """
    return _SAME.sub(" ", text.translate(_QUOTES)).strip().casefold()


def _not_outdated(candidates: list[Candidate], ranking: Ranking) -> list[Candidate]:
    """The candidates without those that only outdated documents state, which a later version of them overrules, and
    without those that a page gave up."""
    docs = {doc for candidate in candidates for doc in candidate.docs}
    kept = [one for one in candidates if any(not ranking.later(doc) & docs for doc in one.docs)] or candidates
    heard = [one for one in kept if CURATOR in one.docs or not any(agree(one.value, old) for old in ranking.given_up)]
    return heard or kept


def _rank(candidate: Candidate, ranking: Ranking, stated: list[Term]) -> tuple:
    docs = candidate.docs
    # A default that only says more than what is stated (the usual hour of a stated day) is not held against a value.
    overruled = docs <= candidate.inherited and any(not agree(candidate.value, value) for value in stated)
    return (
        CURATOR not in docs,
        not docs & ranking.notices,
        not docs & ranking.first,
        all(ranking.later(doc) for doc in docs),
        overruled,
        -_specific(candidate.value),
        min(docs),
        str(candidate.value),
    )


def _specific(value: Term) -> int:
    """How much a value says: the precision of a date, the length of a text (written with care rather than in capitals)."""
    if isinstance(value, NamedNode):
        return 0 if value == SCHEMA_EventScheduled else 1
    if value.datatype in _PRECISION:
        return 100 * _PRECISION[value.datatype] + len(value.value)
    if value.language or value.datatype == XSD_string:
        return 4 * len(plain(value.value)) + 2 * (not value.value.isupper()) + bool(value.language)
    return 0


def _same_time(a: str, b: str) -> bool:
    """Whether two dates or times can be the same, one perhaps without its clock or its offset."""
    zoned = [_OFFSET.search(text) for text in (a, b)]
    if all(zoned):
        return datetime.fromisoformat(a) == datetime.fromisoformat(b)
    short, long = sorted((_OFFSET.sub("", a), _OFFSET.sub("", b)), key=len)
    return long.startswith(short)
