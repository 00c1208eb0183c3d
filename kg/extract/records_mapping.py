"""Talks of mappings: entries of YAML and JSON lists, rows of tables, nodes of JSON-LD."""

import re
from dataclasses import replace

from kg.extract.joint import coauthors, without_joint
from kg.extract.labels import find_label
from kg.extract.location import mode_of
from kg.extract.records_entry import NOTHING, Above, Entry, entry_of, within
from kg.extract.records_fields import Node, role_of, spoken
from kg.extract.records_people import people_of_field, people_of_node, roles_of, with_details
from kg.extract.records_titled import titled
from kg.extract.records_usual import NOTHING_USUAL, usual_of, with_usual
from kg.extract.records_when import date_in_parts, place_beside, when_of, year_of
from kg.extract.series import is_event, names_gathering
from kg.extract.records_told import is_told_as_talk, named_in_event
from kg.extract.records_status import noted_status
from kg.extract.status import is_empty, is_status_for_title, is_tba, status_in, unmarked
from kg.extract.when import Moment
from kg.extract.wording import plain, prose, unquoted, value
from kg.model.announcement import Person, Talk, Value
from kg.model.document import Document, Span
from kg.rules import rule
from kg.text.words import fold

_SHORTEST_ABSTRACT = 40
_MODES = {"online": "online", "virtual": "online", "in person": "in_person", "offline": "in_person", "hybrid": "hybrid", "mixed": "hybrid"}
_STATES = {"eventcancelled": "cancelled", "eventpostponed": "postponed", "eventrescheduled": "moved", "eventmovedonline": "moved_online"}
_MEETING = re.compile(r"https?://(?:[\w-]+\.)*(?:zoom\.us|webex\.com|teams\.microsoft\.com|meet\.google\.com|gotomeeting\.com)/?")


def talks_of_node(document: Document, root: Node, around: Above = NOTHING) -> tuple[Talk, ...]:
    """The talks of a record: the mapping itself, or those of the lists in it, however deep; `around` is handed down to them."""
    found: list[Talk] = []
    waiting = [(root, around)]
    while waiting:
        node, above = waiting.pop()
        entry, title = within(entry_of(document, node), above)
        talk = _talk(entry, replace(above, title=title)) if is_told_as_talk(entry) else None
        if talk is not None:
            found.append(with_usual(talk, above.usual))
            continue
        inner = _around(entry, above)
        waiting += [(child, inner) for child in reversed(node.children) if role_of(child.name) not in ("speaker", "affiliation", "link")]
    return tuple(found)


def moments_of(document: Document, node: Node) -> Moment:
    """When a mapping says that it is, in its own fields or in mappings for its start and its end."""
    return when_of(document, entry_of(document, node).roles)


def located(document: Document, node: Node) -> Value | None:
    """Where a mapping says that it is."""
    return _location(entry_of(document, node))


def told_abstract(document: Document, node: Node) -> Value | None:
    """What a mapping says that it is about."""
    return _abstract(entry_of(document, node))


@rule("record-talk", nothing=None)
def _talk(entry: Entry, above: Above) -> Talk | None:
    """The talk a mapping describes; None where neither its title nor its speaker is announced."""
    document = entry.document
    title = _title(entry) or above.title
    speakers = _speakers(entry)
    summary = None if speakers else titled(document, entry.node, entry.roles)
    if summary is not None:
        title, speakers = summary.title, summary.speakers
    if title is None and not speakers:
        return None
    when = _when(entry, above)
    location = _location(entry) or above.location
    abstract = _abstract(entry)
    own = {person.name.text for person in speakers}
    joint = tuple(one for one in coauthors(document.text, *abstract.spans[0]) if one.name.text not in own) if abstract else ()
    return Talk(
        title=title,
        speakers=speakers,
        start=when.start,
        end=when.end,
        year_basis=when.year_basis,
        weekday=when.weekday,
        time_text=when.time_text,
        timezone=when.timezone,
        location=location,
        mode=_mode(entry) or mode_of(location),
        series=_name_of(entry, "series") or (summary and summary.series) or above.series,
        event=_name_of(entry, "event") or above.event,
        session=_name_of(entry, "session") or above.session,
        organizers=_people(entry, "host", "organizer"),
        coauthors=joint,
        abstract=abstract,
        status=_status(entry),
        language=document.language,
        links=_links(entry),
        kind=_name_of(entry, "kind"),
    )


def _title(entry: Entry) -> Value | None:
    for one in entry.of("title"):
        span = unquoted(entry.document.text, without_joint(entry.document.text, unmarked(entry.document.text, (one.begin, one.end))))
        words = plain(entry.document.text, span)
        if words and not is_tba(words) and not is_empty(words) and not is_status_for_title(words):
            return Value(words, (span,), 0.97, "record-title")
    return None


def _speakers(entry: Entry) -> tuple[Person, ...]:
    """The speakers, with what stands beside them in the same mapping."""
    people = _people(entry, "speaker") or (() if entry.of("title") or entry.nodes("speaker") else named_in_event(entry))
    nested = bool(entry.nodes("speaker"))
    if not nested:
        return with_details(entry.document, people, Node(fields=[(role, one) for role, one in entry.roles], children=entry.node.children))
    return people


def _people(entry: Entry, *roles: str) -> tuple[Person, ...]:
    found = [person for one in entry.of(*roles) for person in people_of_field(entry.document, one)]
    found += [person for node in entry.nodes(*roles) for person in people_of_node(entry.document, node)]
    return tuple({person.name.text: person for person in reversed(found)}.values())[::-1]


def _when(entry: Entry, above: Above) -> Moment:
    when = when_of(entry.document, entry.roles, above.terms, date_in_parts(entry.node, above.year))
    if when.start is not None or not above.fields:
        return when
    outer = when_of(entry.document, [*((role, one) for role, one in above.fields if role != "end"), *entry.roles], above.terms)
    return replace(
        outer,
        start=outer.start and replace(outer.start, derived=True),
        end=outer.end and replace(outer.end, derived=True),
    )


@rule("record-location", nothing=None)
def _location(entry: Entry) -> Value | None:
    """The place: a field, or the room and the building of a mapping."""
    spans = [(one.begin, one.end) for one in entry.of("location") if not is_tba(one.value) and "://" not in one.value]
    for node in entry.nodes("location"):
        spans += [
            (one.begin, one.end)
            for role, one in roles_of(node)
            if role in ("location", "name", "title") and one.value.strip() and "://" not in one.value
        ]
    if not spans and (beside := place_beside(entry.document, entry.roles)):
        spans = [beside]
    if not spans:
        return None
    return Value(", ".join(plain(entry.document.text, span) for span in spans), tuple(spans), 0.95, "record-location")


def _abstract(entry: Entry) -> Value | None:
    """The longest field that says what the talk is about; one word ('true', 'TBA') says nothing."""
    spans = [(one.begin, one.end) for one in entry.of("abstract") if len(one.value.strip()) >= _SHORTEST_ABSTRACT]
    if not spans:
        return None
    span = _unlabelled(entry.document.text, max(spans, key=lambda span: span[1] - span[0]))
    return Value(prose(entry.document.text, span), (span,), 0.95, "record-abstract")


@rule("label-in-abstract", nothing=None)
def _behind_label(text: str, span: Span) -> Span | None:
    """The abstract behind the word for it: 'Abstract: We study …'."""
    label = find_label(text, span[0], min(span[1], text.find("\n", span[0]) % (len(text) + 1)))
    return (label.value, span[1]) if label is not None and label.role == "abstract" and label.value < span[1] else None


def _unlabelled(text: str, span: Span) -> Span:
    return _behind_label(text, span) or span


@rule("record-status", nothing=None)
def _stated_status(entry: Entry) -> Value | None:
    for one in entry.of("status"):
        key = one.value.strip().rpartition("/")[2].lower().replace("_", "")
        if key in _STATES:
            return Value(_STATES[key], ((one.begin, one.end),), 0.97, "record-status")
        if stated := status_in(entry.document.text, (one.begin, one.end)):
            return stated
    titles = [one for one in entry.of("title") if is_status_for_title(plain(entry.document.text, (one.begin, one.end)))]
    rest = entry.of("location", "date", "datetime", "time")
    printed = (status_in(entry.document.text, (one.begin, one.end)) for one in (*titles, *rest))
    return next((stated for stated in printed if stated), None) or noted_status(entry)


def _status(entry: Entry) -> Value:
    stated = _stated_status(entry)
    if stated:
        return stated
    for one in entry.of("title", "date", "datetime", "time"):
        if is_tba(one.value):
            return Value("tba", ((one.begin, one.end),), 0.95, "record-status")
    return Talk().status


@rule("record-mode", nothing=None)
def _mode(entry: Entry) -> Value | None:
    for one in entry.of("mode", "kind"):
        key = fold(one.value.rpartition("/")[2]).replace("-", " ").replace("_", " ").replace("eventattendancemode", "").strip()
        if key in _MODES:
            return Value(_MODES[key], ((one.begin, one.end),), 0.95, "record-mode")
    room = _location(entry)
    for one in (one for name, one in entry.node.fields if spoken(name) in ("online", "is online") and one.value.strip() == "true"):
        return Value("hybrid" if room and not mode_of(room) else "online", ((one.begin, one.end),), 0.9, "record-mode")
    meeting = [one for node in (entry.node, *entry.nodes("location", "link")) for _, one in node.fields if _MEETING.match(one.value)]
    if not meeting or mode_of(room):
        return None
    spans = tuple((one.begin, one.end) for one in meeting[:1])
    return Value("hybrid" if room else "online", spans, 0.85, "record-mode")


def _links(entry: Entry) -> tuple[Value, ...]:
    """What the talk itself offers: recording, slides, the page of the meeting."""
    fields = entry.of("link") + [one for node in entry.nodes("link") for _, one in node.fields]
    found = {one.value.strip(): one for one in fields if one.value.strip().startswith(("http://", "https://"))}
    return tuple(Value(address, ((one.begin, one.end),), 0.95, "record-link") for address, one in found.items())


def _name_of(entry: Entry, role: str) -> Value | None:
    """A name that a field or a mapping of this role gives."""
    fields = entry.of(role)
    for node in entry.nodes(role):
        if not is_told_as_talk(entry_of(entry.document, node)):  # `seminar: {speaker, title}` is a talk and names no series
            fields += [one for inner, one in roles_of(node) if inner in ("name", "title")]
    for one in fields:
        if len(one.value) <= 150 and not is_tba(one.value) and "://" not in one.value and any(map(str.isalpha, one.value)):
            return value(entry.document.text, (one.begin, one.end), f"record-{role}")
    return None


@rule("record-session", nothing=None)
def _session(entry: Entry) -> Value | None:
    """The name of a mapping that stands in a list of sessions."""
    if role_of(entry.node.name.rstrip("s")) != "session":
        return None
    title = _title(entry)
    return title and replace(title, rule="record-session", derived=True)


@rule("record-context", nothing=Above())
def _around(entry: Entry, above: Above) -> Above:
    """What a mapping hands down to those in it: its day, its place, its name where that names a series or an event."""
    text = entry.document.text
    location = _location(entry)
    series = _name_of(entry, "series")
    named = next((value(text, (one.begin, one.end), "record-context") for one in entry.of("title") if names_gathering(one.value)), None)
    whole = named if named is not None and is_event(named.text) else None
    named = None if whole else named
    short = tuple((one.begin, one.end) for _, one in entry.node.fields if len(one.value) < 60)
    usual = usual_of(entry.document, entry.node)
    return Above(
        usual=above.usual if usual == NOTHING_USUAL else usual,
        fields=tuple((role, one) for role, one in entry.roles if role in ("date", "time", "datetime", "zone")) or above.fields,
        location=replace(location, derived=True) if location else above.location,
        series=replace(series or named, derived=True) if series or named else above.series,
        event=replace(event, derived=True) if (event := _name_of(entry, "event") or whole) else above.event,
        session=_session(entry) or above.session,
        title=None if named or whole or _session(entry) or not entry.node.children else _title(entry),
        terms=(*above.terms, *short),
        year=year_of(entry.node) or above.year,
    )
