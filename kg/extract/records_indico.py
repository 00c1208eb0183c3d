"""Indico's export: lectures are talks, meetings and conferences are events with contributions in sessions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.agenda import is_break
from kg.extract.location import mode_of
from kg.extract.records_fields import Node, tree_of
from kg.extract.records_mapping import located, moments_of, told_abstract
from kg.extract.records_people import people_of_node
from kg.extract.records_summary import Summary, summary_of
from kg.extract.series import is_gathering
from kg.extract.status import is_tba, status_in
from kg.extract.when import Moment
from kg.extract.wording import plain, unquoted, value
from kg.model.announcement import AgendaItem, Announcement, Coauthor, Event, Person, Session, Slot, Talk, Value
from kg.model.document import Document, Field, Record
from kg.rules import rule

_LECTURES = ("simple_event", "lecture")
SURE = 0.85


@dataclass(frozen=True, slots=True)
class _Around:
    """What an event hands down to its contributions."""

    event: Value | None = None
    series: Value | None = None
    location: Value | None = None
    session: Value | None = None


@rule("indico-event", nothing=Announcement())
def talks_of_indico(document: Document, record: Record) -> Announcement:
    """The talks and the event of one entry of the export."""
    node = tree_of(record)
    title, series = _title(document, node), _series(document, node)
    contributions = list(_contributions(document, node, _Around(location=located(document, node))))
    if not contributions:
        talk = _lecture(document, node, title, series)
        return Announcement((talk,)) if talk else Announcement(events=_event(document, node, title, ()))
    talks = tuple(
        replace(talk, event=talk.event or (title and replace(title, derived=True)), series=talk.series or series)
        for one in contributions
        for talk in (one if isinstance(one, tuple) else ())
    )
    items = tuple(one for one in contributions if isinstance(one, AgendaItem))
    return Announcement(talks, _event(document, node, title, items))


def _lecture(document: Document, node: Node, title: Value | None, series: Value | None) -> Talk | None:
    """The talk that an event without contributions is: a lecture, whose chairs speak, or an event whose title names
    somebody who surely speaks."""
    chairs = _people(document, node, "chairs")
    named = _field(node, "title")
    summary = summary_of(document.text, (named.begin, named.end)) if named else Summary()
    kind = _field(node, "type")
    if kind and kind.value in _LECTURES and chairs:
        speakers, organizers = chairs, ()
    elif summary.speakers and all(person.name.confidence >= SURE for person in summary.speakers):
        speakers, organizers, title = summary.speakers, chairs, summary.title
    else:
        return None
    talk = _talk(document, node, speakers, title)
    return replace(talk, organizers=organizers, series=summary.series or series, status=summary.status or talk.status)


def _contributions(document: Document, node: Node, around: _Around) -> Iterator[tuple[Talk, ...] | AgendaItem]:
    """The contributions of an event, in and outside of its sessions, in their order."""
    for child in node.children:
        if child.name == "sessions":
            session = _title(document, child)
            yield from _contributions(document, child, replace(around, session=session and replace(session, derived=True)))
        elif child.name == "contributions":
            yield _contribution(document, child, around)


def _contribution(document: Document, node: Node, around: _Around) -> tuple[Talk, ...] | AgendaItem:
    """The talks of a contribution: its own, or those of the parts it has; what nobody holds is an item of the agenda."""
    title = _title(document, node)
    speakers, authors = _people(document, node, "speakers"), _people(document, node, "primaryauthors", "coauthors")
    when = moments_of(document, node)
    parts = [child for child in node.children if child.name == "subContributions" and _people(document, child, "speakers")]
    if parts and not speakers:
        slot = Slot(when.start, when.end) if when.start else None
        return tuple(replace(_talk(document, part, _people(document, part, "speakers"), _title(document, part)), slot=slot) for part in parts)
    if not speakers and (not authors or title is None or is_break(title.text)):
        named = _field(node, "title")
        label = title or (value(document.text, (named.begin, named.end), "indico-event") if named else None)
        return AgendaItem(label, when.start, when.end) if label else ()
    talk = _talk(document, node, speakers, title)
    own = {person.name.text for person in speakers}
    joint = tuple(Coauthor(person.name, person.affiliations) for person in authors if person.name.text not in own)
    return (replace(talk, coauthors=joint, session=_session(document, node) or around.session, location=talk.location or around.location),)


def _talk(document: Document, node: Node, speakers: tuple[Person, ...], title: Value | None) -> Talk:
    when: Moment = moments_of(document, node)
    location = located(document, node)
    return Talk(
        title=title,
        speakers=speakers,
        start=when.start,
        end=when.end,
        year_basis=when.year_basis,
        time_text=when.time_text,
        timezone=when.timezone,
        location=location,
        mode=mode_of(location),
        abstract=told_abstract(document, node),
        status=_status(document, node),
        language=document.language,
    )


def _event(document: Document, node: Node, title: Value | None, items: tuple[AgendaItem, ...]) -> tuple[Event, ...]:
    if title is None:
        return ()
    when = moments_of(document, node)
    sessions = [(child, moments_of(document, child)) for child in node.children if child.name == "sessions"]
    return (
        Event(
            name=title,
            start=when.start,
            end=when.end,
            location=located(document, node),
            organizers=_people(document, node, "chairs"),
            sessions=tuple(Session(_title(document, child), held.start, held.end) for child, held in sessions),
            agenda=items,
        ),
    )


def _title(document: Document, node: Node) -> Value | None:
    one = _field(node, "title")
    if one is None or is_tba(one.value):
        return None
    return value(document.text, unquoted(document.text, (one.begin, one.end)), "indico-event")


def _series(document: Document, node: Node) -> Value | None:
    """The category, where that is the name of a series."""
    one = _field(node, "category")
    named = one is not None and is_gathering(plain(document.text, (one.begin, one.end)))
    return replace(value(document.text, (one.begin, one.end), "indico-event", 0.85), derived=True) if named else None


def _session(document: Document, node: Node) -> Value | None:
    one = _field(node, "session")
    return value(document.text, (one.begin, one.end), "indico-event") if one else None


def _status(document: Document, node: Node) -> Value:
    labels = [one for child in node.children if child.name == "label" for name, one in child.fields if name == "title"]
    named = _field(node, "title")
    for one in (*labels, *((named,) if named else ())):
        if stated := status_in(document.text, (one.begin, one.end)):
            return stated
    return Talk().status


def _people(document: Document, node: Node, *names: str) -> tuple[Person, ...]:
    found = [person for child in node.children if child.name in names for person in people_of_node(document, child)]
    return tuple({person.name.text: person for person in reversed(found)}.values())[::-1]


def _field(node: Node, name: str) -> Field | None:
    return next((one for own, one in node.fields if own == name), None)
