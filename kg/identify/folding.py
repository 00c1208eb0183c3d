"""Names and titles reduced to what two printings of the same one have in common."""

import re
import unicodedata
from functools import lru_cache

from kg.text import words

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_BREAKS = re.compile(r"[\W_]+")
_NOTHING = frozenset(("", "tba", "tbd", "tbc", "to be announced", "to be determined", "to be confirmed", "n a"))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` in lower case, without diacritics and punctuation, words parted by one space.

    >>> fold("Patrícia  EWALD"), fold("Geometry & Topology"), fold("O’Neill")
    ('patricia ewald', 'geometry and topology', 'oneill')
    """
    opened = _APOSTROPHES.sub("", text).replace("&", " and ")
    return _BREAKS.sub(" ", unicodedata.normalize("NFC", words.fold(opened))).strip()


@lru_cache(maxsize=65536)
def fold_umlauts(text: str) -> str:
    """`fold` with the German and Nordic spelling of umlauts by two letters.

    >>> fold_umlauts("Müller"), fold("Müller")
    ('mueller', 'muller')
    """
    return fold(unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS))


def says_nothing(text: str) -> bool:
    """Whether `text` names nothing: empty, only signs, or an announcement to come (TBA)."""
    return fold(text) in _NOTHING
