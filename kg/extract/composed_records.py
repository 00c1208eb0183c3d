"""Records with a composed field: its parts as fields of their own, each at its own words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.composed import Composition, Fit, composition
from kg.extract.composed_rows import SURE, people_of_fit
from kg.extract.form import mapped
from kg.extract.records_fields import role_of, spoken
from kg.extract.records_when import when_of
from kg.extract.status import is_tba
from kg.extract.wording import plain, prose, unquoted, value
from kg.model.announcement import Talk, Value
from kg.model.document import Document, Field, Record, Span
from kg.model.source import SourceSettings

_HEADS = ("vcalendar", "feed")
"""Records that tell of a source as a whole, and are no entries."""
_NAMED = {"vevent": {"summary": "title"}}
"""What the fields of a kind of record are called otherwise than by their role."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A field that the settings have patterns of, and the one it fits, if any."""

    field: Field
    fit: Fit | None


def tried(document: Document, record: Record, settings: SourceSettings | None) -> Iterator[Tried]:
    """The fields of a record that the settings say how to read, in their order."""
    for one in record.fields if settings and settings.patterns and record.kind not in _HEADS else ():
        composed = _composition(record, one, settings)
        if composed is not None and one.value.strip():
            yield Tried(one, composed.fit(document.text, (one.begin, one.end)))


def _composition(record: Record, one: Field, settings: SourceSettings) -> Composition | None:
    """The composition of a field: by its name, or by what it is."""
    name = one.path.rpartition(".")[2]
    role = _NAMED.get(record.kind, {}).get(name.lower()) or role_of(name)
    for key, _ in settings.patterns:
        if spoken(key) == spoken(name) or (role is not None and role_of(key) == role):
            return composition(settings, key)
    return None


def parted(document: Document, record: Record, settings: SourceSettings | None) -> tuple[Record, tuple[Fit, ...]]:
    """The record with the parts of its composed fields in place of them, and how they were read.

    A part takes the place of another field of its mapping that is the same: a title in the pattern is the title.
    """
    found = {id(one.field): one.fit for one in tried(document, record, settings) if one.fit}
    if not found:
        return record, ()
    taken = {(one.path.rpartition(".")[0], name) for one in record.fields if (fit := found.get(id(one))) for name, _ in fit.parts}
    fields: list[Field] = []
    for one in record.fields:
        above, _, name = one.path.rpartition(".")
        if (fit := found.get(id(one))) is not None:
            fields += [Field(f"{above}.{place}" if above else place, document.words(span), *span) for place, span in fit.parts]
            fields += [Field(f"{above}.status" if above else "status", document.words(span), *span) for span in fit.left[:1]]
        elif (above, role_of(name)) not in taken or role_of(name) not in ("title", "speaker"):
            fields.append(one)
    return replace(record, fields=tuple(fields)), tuple(found.values())


def marked(talks: tuple[Talk, ...], fits: tuple[Fit, ...]) -> tuple[Talk, ...]:
    """The talks with what rests on the parts of composed fields told to be read by their pattern."""
    spans = {span: fit.rule for fit in fits for _, span in fit.parts}

    def named(path: str, one: Value) -> Value:
        rules = {rule for span, rule in spans.items() if one.spans and all(_within(own, span) for own in one.spans)}
        return replace(one, rule=rules.pop()) if rules and one.rule.startswith("record-") else one

    return tuple(mapped(talk, named) for talk in talks) if fits else talks


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def composed_talk(document: Document, record: Record, settings: SourceSettings | None) -> Talk | None:
    """What the parts of the composed fields of a record say of a talk; None where none fits."""
    fits = tuple(one.fit for one in tried(document, record, settings) if one.fit)
    if not fits:
        return None
    text = document.text
    places = {name: (span, fit.rule) for fit in reversed(fits) for name, span in fit.parts}

    def said(name: str) -> Value | None:
        if name not in places or is_tba(plain(text, places[name][0])):
            return None
        span, rule = places[name]
        return value(text, unquoted(text, span) if name == "title" else span, rule, SURE)

    abstract = said("abstract")
    people = {role: next((found for fit in fits if (found := people_of_fit(document, fit, role))), ()) for role in ("speaker", "host", "organizer")}
    when = when_of(document, [(name, Field(name, document.words(span), *span)) for name, (span, _) in places.items() if name in ("date", "time")])
    return Talk(
        title=said("title"),
        speakers=people["speaker"],
        start=when.start,
        end=when.end,
        year_basis=when.year_basis,
        weekday=when.weekday,
        time_text=when.time_text,
        timezone=when.timezone,
        location=said("location"),
        series=said("series"),
        event=said("event"),
        session=said("session"),
        organizers=(*people["host"], *people["organizer"]),
        abstract=abstract and replace(abstract, text=prose(text, abstract.spans[0])),
        kind=said("kind"),
    )
