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


_MOST = 300_000
"""Answers that are kept of one document; of a document that asks for more, the last ones."""

_answers: ContextVar[dict | None] = ContextVar("answers", default=None)
"""What was answered about the document that is being read; None where none is, or where a rule is switched off."""


@contextmanager
def one_document() -> Iterator[None]:
    """Inside the block, what `minded` functions answer is kept, and nothing of it behind the block."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def minded(function: Callable[P, R]) -> Callable[P, R]:
    """A decorator that keeps what a function answers about a stretch of a text, for as long as its document is being read.

    A row is asked the same in every parting of a page that is tried, and the same names stand in its talks, its header and
    its sentences. The first argument is the text; answers are not to be changed by whoever gets them.
    """
    unasked = object()

    @wraps(function)
    def apply(*asked: P.args) -> R:
        answers = _answers.get()
        if answers is None:
            return function(*asked)
        key = (function, asked)
        answer = answers.get(key, unasked)
        if answer is unasked:
            answer = function(*asked)
            if len(answers) >= _MOST:
                answers.clear()
            answers[key] = answer
        return answer

    return apply


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Reads inside the block as if the rules of these names did not exist."""
    token, kept_before = _off.set(_off.get() | frozenset(names)), _answers.set(None)
    try:
        yield
    finally:
        _off.reset(token)
        _answers.reset(kept_before)
