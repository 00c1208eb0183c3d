"""Named reading rules that can be switched off, so that a test can show that each of them is needed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

RULES: dict[str, Callable] = {}
"""Every reading rule by its name; filled as the modules that hold them are imported."""

_off: ContextVar[frozenset[str]] = ContextVar("rules_off", default=frozenset())


def rule(name: str, *, nothing) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator that registers a reading rule under `name`; switched off, the rule returns `nothing`.

    `nothing` is what the rule returns where it finds nothing: None, or an empty tuple.
    """

    def register(function: Callable[P, R]) -> Callable[P, R]:
        if name in RULES:
            raise ValueError(f"two reading rules are named {name!r}")

        @wraps(function)
        def apply(*args: P.args, **kwargs: P.kwargs) -> R:
            return nothing if name in _off.get() else function(*args, **kwargs)

        RULES[name] = apply
        return apply

    return register


def kept(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator that keeps the last `most` answers of a function, apart for every set of rules that is switched off."""

    def keep(function: Callable[P, R]) -> Callable[P, R]:
        answers = lru_cache(maxsize=most)(lambda off, *args: function(*args))

        @wraps(function)
        def apply(*args: P.args) -> R:
            return answers(_off.get(), *args)

        return apply

    return keep


_SHORT, _TEXTS, _ANSWERS = 2_000, 6, 300_000
"""Characters below which a text is read afresh each time; how many texts are kept in mind, and how much of each."""

_minded: dict[str, dict] = {}


def minded(function: Callable[P, R]) -> Callable[P, R]:
    """A decorator that keeps what a function answers about a stretch of a text, for as long as that text is being read.

    A row is asked the same in every parting of a page that is tried. The first argument is the text; answers are not to
    be changed by whoever gets them. Nothing is kept while a rule is switched off.
    """
    unasked = object()

    @wraps(function)
    def apply(text: str, *args: P.args) -> R:
        if len(text) < _SHORT or _off.get():
            return function(text, *args)
        answers = _minded.get(text)
        if answers is None:
            while len(_minded) >= _TEXTS:
                _minded.pop(next(iter(_minded)), None)
            answers = _minded.setdefault(text, {})
        asked = (function, args)
        answer = answers.get(asked, unasked)
        if answer is unasked:
            answer = function(text, *args)
            if len(answers) < _ANSWERS:
                answers[asked] = answer
        return answer

    return apply


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Reads inside the block as if the rules of these names did not exist."""
    token = _off.set(_off.get() | frozenset(names))
    try:
        yield
    finally:
        _off.reset(token)
