"""Readings: each value with the words it was read from, how it was read, and how sure that is."""

from collections.abc import Iterator
from hashlib import sha256

from pyoxigraph import Literal, Triple

from kg.describe.sheet import Read, Sheet
from kg.vocab import (
    RDF_type,
    TG_about,
    TG_confidence,
    TG_evidence,
    TG_property,
    TG_readBy,
    TG_Reading,
    TG_rule,
    TG_value,
    TG_words,
    XSD_decimal,
)

_LONGEST = 300
"""How many characters of the words a reading repeats; the evidence leads to all of them."""


def reading_triples(sheet: Sheet) -> Iterator[Triple]:
    """The readings of all that the sheet states."""
    for read in sheet.reads:
        yield from _reading(sheet, read)


def _reading(sheet: Sheet, read: Read) -> Iterator[Triple]:
    value = read.value
    spans = sorted(set(value.spans))
    parts = (read.subject.value, read.property.value, str(read.object), repr(spans), value.rule)
    reading = sheet.iris.fragment(sheet.doc, "r-" + sha256("\x1f".join(parts).encode()).hexdigest()[:16])
    yield Triple(reading, RDF_type, TG_Reading)
    yield Triple(reading, TG_about, read.subject)
    yield Triple(reading, TG_property, read.property)
    yield Triple(reading, TG_value, read.object)
    for begin, end in spans:
        yield Triple(reading, TG_evidence, sheet.iris.evidence(sheet.document.doc, begin, end))
    if spans and sheet.document.quotable:
        yield Triple(reading, TG_words, Literal(_words(sheet.document.text, spans)))
    yield Triple(reading, TG_readBy, Literal("inherited" if value.derived else value.read_by))
    if value.rule:
        yield Triple(reading, TG_rule, Literal(value.rule))
    yield Triple(reading, TG_confidence, Literal(f"{value.confidence:.3f}".rstrip("0").rstrip("."), datatype=XSD_decimal))


def _words(text: str, spans: list[tuple[int, int]]) -> str:
    words = " … ".join(text[begin:end] for begin, end in spans)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
