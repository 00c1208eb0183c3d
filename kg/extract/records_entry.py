"""A mapping of a record with its fields by what they are, and what the mappings around it state."""

from dataclasses import dataclass, field, replace

from kg.extract.records_fields import Node, role_of
from kg.extract.records_names import affiliation_by_part, told_by_key, named_for_speaker, person_in_title, series_of_page, talk_named_for_speaker, title_beside
from kg.extract.records_people import roles_of
from kg.extract.records_usual import NOTHING_USUAL, Usual
from kg.model.announcement import Value
from kg.model.document import Document, Field, Span

Roles = list[tuple[str, Field]]


@dataclass(frozen=True, slots=True)
class Above:
    """What the mappings around an entry state: its day and place where it has none, its series, terms for its year, the
    hours and the way that are usual."""

    fields: tuple[tuple[str, Field], ...] = ()
    location: Value | None = None
    series: Value | None = None
    event: Value | None = None
    session: Value | None = None
    title: Value | None = None
    terms: tuple[Span, ...] = ()
    usual: Usual = NOTHING_USUAL
    year: Field | None = None


NOTHING = Above()


@dataclass(slots=True)
class Entry:
    """A mapping with its fields by role, those of people and places within it apart."""

    document: Document
    node: Node
    roles: Roles = field(default_factory=list)

    def of(self, *wanted: str) -> list[Field]:
        """Its fields in these roles that say something."""
        return [one for role, one in self.roles if role in wanted and one.value.strip()]

    def nodes(self, *wanted: str) -> list[Node]:
        """The mappings in it whose names say that they are in these roles."""
        return [child for child in self.node.children if role_of(child.name) in wanted]


def entry_of(document: Document, node: Node) -> Entry:
    """The mapping with `name` and `title` told apart: whichever is not the talk's is the speaker's."""
    roles = [(role, one) for role, one in (*roles_of(node), *_nested_moments(node)) if role != "title" or _has_words(one)]
    has = {role for role, _ in roles} | {role_of(child.name) for child in node.children}
    roles += told_by_key(document, node, has)
    has |= node.kin.roles & {"title"}
    titled = [name for name, one in node.fields if role_of(name) == "title" and _has_words(one)]
    if "name" in has and ("title" in has) and "speaker" not in has:
        roles = [("speaker" if role == "name" else role, one) for role, one in roles]
    elif "name" in has:
        roles = [("title" if role == "name" and "title" not in has else role, one) for role, one in roles]
    if len(titled) > 1:
        # `title: Professor` beside `talk_title: …` is the speaker's.
        own = {id(one) for name, one in node.fields if name == "title"}
        roles = [series_of_page(one) if id(one) in own else (role, one) for role, one in roles]
    roles = named_for_speaker(document, roles) or title_beside(document, node, roles) or talk_named_for_speaker(roles, document) or roles
    return Entry(document, node, affiliation_by_part(node, roles))


def _has_words(one: Field) -> bool:
    """Whether a field is more than a figure; 'theme: 4' is no title."""
    return not any(map(str.isdigit, one.value)) or any(map(str.isalpha, one.value))


def within(entry: Entry, above: Above) -> tuple[Entry, Value | None]:
    """A mapping inside one with a title, which is the talk's where its own is a person's name: that of the speaker."""
    roles = person_in_title(entry.document, entry.roles) if above.title is not None else None
    return (replace(entry, roles=roles), above.title) if roles else (entry, None)


def _nested_moments(node: Node) -> Roles:
    """The day, the hour and the zone of a start or an end that is a mapping of its own: {date, time, tz}."""
    parts = [(role_of(child.name), inner, one) for child in node.children for inner, one in roles_of(child)]
    start = [(inner, one) for outer, inner, one in parts if outer in ("datetime", "date") and inner in ("date", "time", "datetime", "zone")]
    return [*start, *(("end", one) for outer, inner, one in parts if outer == "end" and inner in ("date", "time", "datetime"))]
