"""Time zones as printed."""

import re

from kg.text.moments import ZoneMention

_ZONE = re.compile(r"\b(?:UTC|GMT|[A-Z]{1,3}[SD]T|CET|CEST)\b|\b(?:Eastern|Central|Mountain|Pacific) Time\b")
_READER = re.compile(r"(?:displayed|shown) in your (?:local )?time ?zone", re.I)


def find_zones(text: str, begin: int = 0, end: int | None = None) -> tuple[ZoneMention, ...]:
    """The time zones printed in `text[begin:end]`."""
    return tuple(ZoneMention(match.start(), match.end(), match[0]) for match in _ZONE.finditer(text, begin, len(text) if end is None else end))


def reader_zone(text: str) -> tuple[int, int] | None:
    """Where the page says that its times are in the reader's own zone; None where it does not.

    Zones printed by such a page are those of whoever fetched it, not of the talk.
    """
    match = _READER.search(text)
    return match.span() if match else None
