"""The changes a run found, in sentences."""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.pipeline.build import Built
from kg.pipeline.history import Change
from kg.vocab import (
    RDFS_label,
    SCHEMA_abstract,
    SCHEMA_endDate,
    SCHEMA_EventCancelled,
    SCHEMA_EventMovedOnline,
    SCHEMA_EventPostponed,
    SCHEMA_EventRescheduled,
    SCHEMA_EventScheduled,
    SCHEMA_eventStatus,
    SCHEMA_name,
    SCHEMA_performer,
    SCHEMA_startDate,
    TG_Cancellation,
    TG_locationText,
    TG_Move,
    TG_startMonthDay,
    TG_startTime,
    TG_Withdrawal,
)

KINDS = {TG_Move: "moved", TG_Cancellation: "cancelled", TG_Withdrawal: "withdrawn"}
PROPERTIES = {
    SCHEMA_name: "title",
    SCHEMA_performer: "speaker",
    SCHEMA_startDate: "start",
    TG_startMonthDay: "day",
    TG_startTime: "time",
    SCHEMA_endDate: "end",
    TG_locationText: "location",
    SCHEMA_eventStatus: "status",
    SCHEMA_abstract: "abstract",
}
_STATUS = {
    SCHEMA_EventScheduled: "scheduled",
    SCHEMA_EventCancelled: "cancelled",
    SCHEMA_EventPostponed: "postponed",
    SCHEMA_EventRescheduled: "rescheduled",
    SCHEMA_EventMovedOnline: "moved online",
}
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change for a report: the talk and what it is called, what became of it (`moved`, `cancelled`, `withdrawn`,
    `changed`), which value changed, from what to what, and all of it in a sentence."""

    talk: str
    title: str
    kind: str
    property: str | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    seen: str | None
    sentence: str


def told_changes(built: Built, before: frozenset[str]) -> tuple[ToldChange, ...]:
    """The changes that documents brought which are not among those `before`; of published talks only."""
    names = {triple.subject: triple.object.value for triple in built.published.triples if triple.predicate == RDFS_label}
    return tuple(_told(change, names) for change in built.changes if change.new not in before and change.talk in names)


def _told(change: Change, names: dict[NamedNode, str]) -> ToldChange:
    kind = KINDS.get(change.kind, "changed")
    said = PROPERTIES.get(change.property) if change.property is not None else None
    before, after = (tuple(_words(value, names) for value in values) for values in (change.before, change.after))
    title = names[change.talk]
    return ToldChange(change.talk.value, title, kind, said, before, after, change.seen, _sentence(title, kind, said, before, after))


def _words(value: NamedNode | Literal, names: dict[NamedNode, str]) -> str:
    if isinstance(value, NamedNode):
        return _STATUS.get(value) or names.get(value, value.value)
    return value.value


def _sentence(title: str, kind: str, said: str | None, before: tuple[str, ...], after: tuple[str, ...]) -> str:
    talk = f"“{_short(title)}”"
    if kind == "withdrawn":
        return f"{talk} is no longer listed, though its day had not come."
    if kind == "cancelled":
        return f"{talk} is cancelled."
    old, new = (_short(" and ".join(values)) for values in (before, after))
    if kind == "moved":
        return f"{talk} was moved from {old} to {new}."
    if not new:
        return f"{talk}: its {said} changed."
    return f"{talk}: its {said} changed from {old} to {new}." if old else f"{talk}: its {said} is now known, {new}."


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
