"""Phrases of many languages looked for at once, and only in texts that hold one of their first words.

A pattern of some hundred alternatives is tried at every word of a text; whether a text holds any of their first words, a
set says in a tenth of the time. The words of a stretch are the same for every list of phrases and found once.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.rules import minded

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """A pattern whose every match opens, as a whole word, with one of `firsts`, in small letters; None where that is not known."""

    pattern: re.Pattern[str]
    firsts: frozenset[str] | None

    def search(self, text: str, begin: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match between two offsets."""
        return self.pattern.search(text, begin, end) if self._may_stand(text, begin, end) else None

    def finditer(self, text: str, begin: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches between two offsets, in order."""
        return self.pattern.finditer(text, begin, end) if self._may_stand(text, begin, end) else iter(())

    def match(self, text: str, begin: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at `begin`."""
        return self.pattern.match(text, begin, end)

    def fullmatch(self, text: str, begin: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match of all that stands between two offsets."""
        return self.pattern.fullmatch(text, begin, end)

    def _may_stand(self, text: str, begin: int, end: int) -> bool:
        return self.firsts is None or not self.firsts.isdisjoint(_words(text, begin, end))


def opening_with(phrases: Iterable[str], source: str, flags: int = 0) -> Phrases:
    """The pattern of `source`, in which every match begins, as a whole word, with one of `phrases`."""
    firsts = {_LETTERS.match(phrase.lower()) for phrase in phrases}
    known = None if None in firsts else frozenset(match[0] for match in firsts)
    return Phrases(re.compile(source, flags), known)


@minded
def _words(text: str, begin: int, end: int) -> frozenset[str]:
    """The words of a stretch in small letters."""
    return frozenset(_LETTERS.findall(text[begin:end].lower()))
