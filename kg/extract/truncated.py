"""Text that a page cuts off with the words of a link to the rest."""

import re
from functools import cache

from kg.rules import rule
from kg.text.language import words


@cache
def _more() -> re.Pattern[str]:
    listed = "|".join(sorted(map(re.escape, words("navigation", "links_to_rest")), key=len, reverse=True))
    return re.compile(rf"[\s\[(]+(?:{listed})\s*[\])»>→….]*\s*$", re.I)


@rule("link-to-rest", nothing=None)
def _link(text: str) -> re.Match[str] | None:
    """Where the words of a link to the rest close a text: '… Read more'."""
    return _more().search(text)


def without_more(text: str) -> str:
    """The text without the words of a link to the rest behind it.

    >>> without_more("Knots are … Read More")
    'Knots are …'
    """
    link = _link(text)
    return text[: link.start()] if link else text
