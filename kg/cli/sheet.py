"""What was read of each talk, event and series, as short sheets for a person: what is there, what is doubtful, what is not stated."""

import textwrap
from collections.abc import Iterable, Iterator

from kg.cli.paper import Paper, shortened, visible
from kg.model.announcement import Announcement, Event, Person, Series, Talk, Value

DOUBTFUL = 0.8
"""Values of less confidence are flagged."""
_LONGEST = 300
_LABEL = 14
Line = tuple[str, str]


def how(value: Value, basis: str | None = None) -> str:
    """How a value was read, in a few words; `basis` is where the year of a date was taken from."""
    if value.rule.startswith("source:"):
        told = f"given by {value.rule.removeprefix('source:')}.toml"
    elif value.derived:
        told = f"inherited default, {value.rule}" if value.rule else "inherited default"
    elif value.read_by == "model":
        told = f"model, {value.rule}" if value.rule else "model"
    else:
        told = value.rule or "not stated otherwise"
    return f"{told}; year from {basis}" if basis and basis != "stated" else told


def sheets(announcement: Announcement, paper: Paper) -> Iterator[str]:
    """The lines of the sheets of all that was read, one after another."""
    if not announcement.talks:
        yield "No talk was read."
    for kind, records in (("Talk", announcement.talks), ("Event", announcement.events), ("Series", announcement.series)):
        for number, record in enumerate(records, 1):
            yield ""
            yield from _sheet(f"{kind} {number}", record, paper)


def _sheet(head: str, record: Talk | Event | Series, paper: Paper) -> Iterator[str]:
    heading = record.title if isinstance(record, Talk) else record.name
    yield f"{paper.strong(head)}  {_said(heading, paper) if heading else paper.dim('title not stated')}"
    lines = _talk(record, paper) if isinstance(record, Talk) else _event(record, paper) if isinstance(record, Event) else _series(record, paper)
    missing = []
    for label, said in lines:
        if said:
            yield from _wrapped(label, said, paper)
        else:
            missing.append(label)
    if missing:
        yield from _wrapped("not stated", ", ".join(missing), paper)


def _wrapped(label: str, said: str, paper: Paper) -> list[str]:
    if paper.colour and "\x1b" in said:  # styled words have signs that take no room; the terminal wraps them itself
        return [f"  {label:<{_LABEL}}{said}"]
    return textwrap.wrap(said, paper.width, initial_indent=f"  {label:<{_LABEL}}", subsequent_indent=" " * (_LABEL + 2), break_long_words=False)


def _talk(talk: Talk, paper: Paper) -> Iterator[Line]:
    yield "speaker", _people(talk.speakers, paper)
    yield "start", _said(talk.start, paper, talk.year_basis)
    yield "end", _said(talk.end, paper)
    if talk.slot:
        yield "shared slot", f"{talk.slot.start.text}{f' to {talk.slot.end.text}' if talk.slot.end else ''}"
    yield "zone", _said(talk.timezone, paper)
    yield "location", _said(talk.location, paper)
    if talk.mode:
        yield "mode", _said(talk.mode, paper)
    yield "series", _said(talk.series, paper)
    yield from _stated(paper, event=talk.event, session=talk.session, kind=talk.kind)
    yield "host", _people(talk.organizers, paper)
    if talk.coauthors:
        yield "joint with", _listed((author.name for author in talk.coauthors), paper)
    yield "abstract", _said(talk.abstract, paper)
    if talk.status.spans:
        yield "status", _said(talk.status, paper)
    if talk.links:
        yield "links", _listed(talk.links, paper)
    yield "language", talk.language or ""


def _event(event: Event, paper: Paper) -> Iterator[Line]:
    yield "start", _said(event.start, paper)
    yield "end", _said(event.end, paper)
    yield "location", _said(event.location, paper)
    yield "organizer", _people(event.organizers, paper)
    yield from _stated(paper, series=event.series, kind=event.kind, capacity=event.capacity, registration=event.registration)
    if event.sessions:
        yield "sessions", _listed((session.name for session in event.sessions if session.name), paper) or str(len(event.sessions))
    if event.agenda:
        yield "no talks", _listed((item.label for item in event.agenda), paper)


def _series(series: Series, paper: Paper) -> Iterator[Line]:
    yield "organizer", _listed(series.organizers, paper)


def _stated(paper: Paper, **named: Value | None) -> Iterator[Line]:
    yield from ((label, _said(value, paper)) for label, value in named.items() if value is not None)


def _people(people: Iterable[Person], paper: Paper) -> str:
    return "; ".join(_person(person, paper) for person in people)


def _person(person: Person, paper: Paper) -> str:
    printed = _said(person.name, paper)
    about = [_said(value, paper) for value in (person.honorific, person.position, *person.affiliations) if value]
    bio = person.bio
    facts = len(bio.degrees) + len(bio.positions) + len(bio.awards) + len(bio.service) if bio else 0
    brackets = f" ({', '.join(about)})" if about else ""
    return printed + brackets + (f" + biography with {facts} facts" if bio else "")


def _listed(values: Iterable[Value], paper: Paper) -> str:
    return "; ".join(_said(value, paper) for value in values)


def _said(value: Value | None, paper: Paper, basis: str | None = None) -> str:
    """The value, with how it was read where that is not from its own words, and a flag where it is doubtful."""
    if value is None:
        return ""
    notes = [how(value, basis)] if value.derived or (basis and basis != "stated") else []
    said = visible(shortened(value.text, _LONGEST))
    if value.confidence < DOUBTFUL:
        notes.append(paper.warning(f"doubtful, {value.confidence:.2f}"))
    return f"{said} [{'; '.join(notes)}]" if notes else said
