"""Words that make a time, a day or a place only the usual one."""

import re
from functools import cache

from kg.rules import rule
from kg.text.language import words
from kg.text.phrases import Phrases, opening_with

_REACH = 120
_BREAK = re.compile(r"[.!?;]\s|\n")


@rule("usual", nothing=False)
def is_usual(text: str, begin: int, end: int) -> bool:
    """Whether the sentence around `text[begin:end]` says 'usually', in any language.

    The sentence is looked at for 120 characters either way and not beyond its line.
    """
    before, after = text[max(0, begin - _REACH) : begin], text[end : end + _REACH]
    breaks = [match.end() for match in _BREAK.finditer(before)]
    stop = _BREAK.search(after)
    sentence = before[breaks[-1] if breaks else 0 :] + " " + after[: stop.start() if stop else None]
    return bool(_pattern().search(sentence))


@cache
def _pattern() -> Phrases:
    listed = sorted(map(re.escape, words("dates", "usual")), key=len, reverse=True)
    return opening_with(words("dates", "usual"), rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)
