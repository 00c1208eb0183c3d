"""What a calendar says of all its events: its name, its zone, and what opens several of their summaries."""

from collections import Counter
from dataclasses import dataclass, replace

from kg.extract.people import people_line
from kg.extract.series import bare_span, is_gathering, is_generic
from kg.extract.status import is_empty, is_status, is_tba
from kg.extract.summary_parts import breaks
from kg.extract.wording import key, plain, tightened, value
from kg.model.announcement import Value
from kg.model.document import Document, Field
from kg.rules import rule

_LONGEST = 80
_NAMES = ("X-WR-CALNAME", "NAME")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The name of a calendar where it names a series, the zone it is kept in, and the keys of what opens its summaries."""

    name: Value | None = None
    zone: Field | None = None
    leads: frozenset[str] = frozenset()


def calendar_of(document: Document) -> Calendar:
    """What the calendar in a document says of its events; nothing where it holds none."""
    return Calendar(_name(document), _zone(document), _leads(document))


@rule("calendar-name", nothing=None)
def _name(document: Document) -> Value | None:
    for record in document.records:
        for one in record.fields if record.kind == "vcalendar" else ():
            if one.path in _NAMES and is_gathering(one.value):
                span = bare_span(document.text, (one.begin, one.end))
                return replace(value(document.text, span, "calendar-name", 0.8), derived=True)
    return None


@rule("calendar-zone", nothing=None)
def _zone(document: Document) -> Field | None:
    """The zone in which a calendar is kept, whose events may be written in universal time."""
    stated = (one for record in document.records if record.kind == "vcalendar" for one in record.fields)
    return next((one for one in stated if one.path == "X-WR-TIMEZONE" and "/" in one.value), None)


@rule("lead-of-several-summaries", nothing=frozenset())
def _leads(document: Document) -> frozenset[str]:
    """The keys of the words before the first sign of at least two summaries, or of one that the calendar's name holds."""
    found: Counter[str] = Counter()
    names = ""
    for record in document.records:
        for one in record.fields if record.kind in ("vevent", "vcalendar") else ():
            if record.kind == "vcalendar" and one.path in _NAMES:
                names += f" {key(one.value)} "
            elif record.kind == "vevent" and one.path == "SUMMARY" and (lead := _lead(document.text, one.begin, one.end)):
                found[lead] += 1
    return frozenset(lead for lead, number in found.items() if number > 1 or (len(lead.split()) > 1 and f" {lead} " in names))


def _lead(text: str, begin: int, end: int) -> str:
    first = next(breaks(text, (begin, end)), None)
    if first is None or first[0] - begin > _LONGEST:
        return ""
    span = tightened(text, (begin, first[0]))
    printed = plain(text, span)
    other = is_generic(printed) or is_status(printed) or is_tba(printed) or is_empty(printed) or people_line(text, span)
    return "" if other else key(printed)
