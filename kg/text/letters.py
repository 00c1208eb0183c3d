"""Capital and small letters of every alphabet announcements are written in, for patterns: `re` knows none but by name."""

from functools import cache

_LAST = 0x2000
"""Behind the last code point of the Latin, Greek, Cyrillic and Armenian letters."""


def cased(source: str) -> str:
    r"""A pattern in which `\p{Lu}` and `\p{Ll}`, inside a class, are the capital and the small letters.

    >>> import re
    >>> re.findall(cased(r"[\p{Lu}][\p{Ll}]+"), "Łódź i Жуковский")
    ['Łódź', 'Жуковский']
    """
    return source.replace(r"\p{Lu}", _ranges(upper=True)).replace(r"\p{Ll}", _ranges(upper=False))


@cache
def _ranges(*, upper: bool) -> str:
    """The letters as ranges of a class."""
    codes = [code for code in range(_LAST) if (chr(code).isupper() if upper else chr(code).islower())]
    parts: list[list[int]] = []
    for code in codes:
        if parts and parts[-1][1] == code - 1:
            parts[-1][1] = code
        else:
            parts.append([code, code])
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in parts)
