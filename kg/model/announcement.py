"""An announcement as understood: talks, events and series, every value with the words it was read from."""

from dataclasses import dataclass, field

from kg.model.document import Span


@dataclass(frozen=True, slots=True)
class Value:
    """One value read from a document.

    `text` is the normalised value; `spans` are the words it rests on (offsets in the stored text, end-exclusive,
    at least one unless `derived` from outside the text); `read_by` is `rule` or `model`; `rule` names the reading
    rule; `confidence` lies in (0, 1]; `derived` marks a value inherited from a default of the page.
    """

    text: str
    spans: tuple[Span, ...] = ()
    confidence: float = 0.95
    rule: str = ""
    read_by: str = "rule"
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Degree:
    """An academic degree a biography states. `date` is YYYY, YYYY-MM or YYYY-MM-DD, as precise as stated."""

    type: Value
    institution: Value | None = None
    field: Value | None = None
    date: Value | None = None
    topic: Value | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A post a biography states; `current` only where the document uses the present tense for it."""

    role: Value | None
    organization: Value | None = None
    start: Value | None = None
    end: Value | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Award:
    """An award, fellowship or other honour; `organization` is what is printed as giving it."""

    name: Value
    organization: Value | None = None
    year: Value | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A role in the service of a venue: area chair of a conference, editor of a journal."""

    role: Value
    venue: Value | None = None
    year: Value | None = None


@dataclass(frozen=True, slots=True)
class Biography:
    """What a biography states as facts; `text` is its prose."""

    text: Value | None = None
    degrees: tuple[Degree, ...] = ()
    positions: tuple[Position, ...] = ()
    awards: tuple[Award, ...] = ()
    service: tuple[Service, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person as printed in one role. `name` is without honorific; `affiliations` one entry per unit or institution.

    `affiliation_from` is `bio` where the affiliation is the present post of the biography, else None.
    """

    name: Value
    honorific: Value | None = None
    position: Value | None = None
    affiliations: tuple[Value, ...] = ()
    affiliation_from: str | None = None
    bio: Biography | None = None


@dataclass(frozen=True, slots=True)
class Coauthor:
    """A person whose joint work a talk presents; `scope` the words that limit it, `work` which of the talk's works."""

    name: Value
    affiliations: tuple[Value, ...] = ()
    scope: Value | None = None
    work: Value | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """The timed block a talk shares with others; not its own time."""

    start: Value
    end: Value | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk of an announcement.

    `start` and `end` are local wall time (`2025-02-20T09:00`), a date alone, or `--02-20T09:00` where the year is
    neither stated nor certain. `year_basis` is stated, heading, weekday, dates, mail date or url. `weekday` is the
    weekday printed with the date, in English. `status` is scheduled, cancelled, postponed, moved, moved_online or
    tba; `mode` in_person, online or hybrid. `time_text` is the date and time as printed.
    """

    title: Value | None = None
    speakers: tuple[Person, ...] = ()
    start: Value | None = None
    end: Value | None = None
    slot: Slot | None = None
    year_basis: str | None = None
    weekday: Value | None = None
    time_text: Value | None = None
    timezone: Value | None = None
    location: Value | None = None
    mode: Value | None = None
    series: Value | None = None
    event: Value | None = None
    session: Value | None = None
    organizers: tuple[Person, ...] = ()
    coauthors: tuple[Coauthor, ...] = ()
    abstract: Value | None = None
    status: Value = field(default_factory=lambda: Value("scheduled", confidence=0.9))
    language: str | None = None
    links: tuple[Value, ...] = ()
    kind: Value | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A named or timed block of an event's agenda."""

    name: Value | None = None
    start: Value | None = None
    end: Value | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of an agenda that is no talk: coffee, lunch, registration."""

    label: Value
    start: Value | None = None
    end: Value | None = None
    location: Value | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A workshop, conference, joint colloquium meeting or school that holds talks. `capacity` is a whole number."""

    name: Value
    kind: Value | None = None
    start: Value | None = None
    end: Value | None = None
    location: Value | None = None
    series: Value | None = None
    organizers: tuple[Person, ...] = ()
    capacity: Value | None = None
    registration: Value | None = None
    sessions: tuple[Session, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """A series of talks; `organizers` are the institutions or units that run it."""

    name: Value
    organizers: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Announcement:
    """What one document states: its talks in the order of the text, its events and its series."""

    talks: tuple[Talk, ...] = ()
    events: tuple[Event, ...] = ()
    series: tuple[Series, ...] = ()
