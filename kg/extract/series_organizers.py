"""Who runs a series: the institutions that its name states, or those printed over it."""

import re

from kg.extract.series import is_gathering, is_schedule
from kg.extract.wording import plain, tightened
from kg.model.announcement import Series, Value
from kg.model.document import Span
from kg.rules import rule
from kg.text.affiliations import split_affiliations
from kg.text.gazetteer import is_institution

_JOINT = re.compile(
    r"([A-Z][\w.&]{1,30}(?: [A-Z][\w.&]{1,20}){0,2}(?:\s?[-–—/&]\s?[A-Z][\w.]{1,30}(?: [A-Z][\w.]{1,20}){0,2}){1,5})\s+(?i:joint)\b"
)
_SENTENCE = re.compile(r"\b(?:see|for|you|we|your|our|is|are|to|this|click|visit)\b")
_PARTS = re.compile(r"\s?[-–—/&]\s?")


@rule("joint-series", nothing=())
def joint_organizers(text: str, span: Span) -> tuple[Value, ...]:
    """The institutions of 'A-B Joint Seminar', each at its own words."""
    match = _JOINT.search(text, *span)
    if not match:
        return ()
    values, at = [], match.start(1)
    for part in _PARTS.split(match[1]):
        begin = text.index(part, at)
        at = begin + len(part)
        values.append(Value(part, ((begin, at),), 0.85, "joint-series"))
    return tuple(values) if sum(is_institution(value.text) for value in values) * 2 >= len(values) else ()


def series_of(text: str, name: Value, organizing: tuple[Value, ...] = ()) -> Series:
    """A series with the institutions that its own name states, or those that the page prints over it."""
    span = name.spans[0] if name.spans else (0, 0)
    return Series(name, joint_organizers(text, span) or organizing)


def institutions_in(text: str, span: Span) -> tuple[Value, ...]:
    """The institutions and units of a row that holds nothing else."""
    begin, end = tightened(text, span)
    mentions = split_affiliations(text, begin, end)
    if (
        not mentions
        or any(mention.confidence < 0.95 for mention in mentions)
        or mentions[0].begin > begin + 4
        or len(text[begin:end].split()) > 14
        or _SENTENCE.search(text, begin, end)
        or is_gathering(plain(text, span))
        or is_schedule(plain(text, span))
    ):
        return ()
    return tuple(Value(plain(text, (m.begin, m.end)), ((m.begin, m.end),), 0.85, "institution-heading") for m in mentions)
