"""Which documents speak of which thing, once newer versions have taken the place of older ones."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from kg.iris import Iris, owner
from kg.vocab import SCHEMA_EventScheduled, SCHEMA_eventStatus, TG_announcedIn, TG_lastSeenIn

GivenUp = Mapping[tuple[NamedNode, NamedNode], frozenset[NamedNode | Literal]]
"""By thing and property the values that a page gave up for another."""

REPLACED = frozenset({"talk", "event", "work"})
"""The kinds of thing of which only the last version of a page that holds them speaks."""


@dataclass(frozen=True, slots=True)
class State:
    """What one document version states: the triples of its graph.

    `later` are the ids of all newer versions at the same keys; empty for what is current at any key. `ended` marks the
    last version of a page that is gone, or announces no talk any more. `inherited` are those of the triples that the
    document says of a talk only by a default of its own (`Fridays at 13:00`).
    """

    doc: str
    triples: tuple[Triple, ...]
    later: frozenset[str] = frozenset()
    ended: bool = False
    inherited: frozenset[Triple] = frozenset()


@dataclass
class Standing:
    """What is said, by subject and property, with the documents that say it.

    `notices` are the documents that announce a change of a thing (a cancellation, a new time); `inherited` are, by subject,
    property and value, the documents that took the value from a default; `later` as in State.
    """

    values: dict[NamedNode, dict[NamedNode, dict[object, set[str]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    )
    notices: dict[NamedNode, set[str]] = field(default_factory=lambda: defaultdict(set))
    later: dict[str, frozenset[str]] = field(default_factory=dict)
    ended: frozenset[str] = frozenset()
    given_up: GivenUp = field(default_factory=dict)
    inherited: dict[tuple, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, triple: Triple, doc: str) -> None:
        """Takes up one statement of a document."""
        self.values[triple.subject][triple.predicate][triple.object].add(doc)


def standing(states: tuple[State, ...], iris: Iris, without: frozenset[str], given_up: GivenUp | None = None) -> Standing:
    """What stands of the states, without the things and parts of things in `without`."""
    silent = _silenced(states, iris)
    said = Standing(
        later={state.doc: state.later for state in states}, ended=frozenset(state.doc for state in states if state.ended),
        given_up=given_up or {},
    )
    for state in states:
        for triple in state.triples:
            thing = owner(triple.subject)
            if (thing, state.doc) in silent or left_out(triple, without):
                continue
            said.add(triple, state.doc)
            if triple in state.inherited:
                said.inherited[triple.subject, triple.predicate, triple.object].add(state.doc)
            if triple.predicate == SCHEMA_eventStatus and triple.object != SCHEMA_EventScheduled:
                said.notices[thing].add(state.doc)
    for triple in _last_seen(said, iris):
        said.add(triple, "")
    return said


def _silenced(states: tuple[State, ...], iris: Iris) -> set[tuple[NamedNode, str]]:
    """The things, and the older versions, of which a newer version of the same page speaks instead."""
    holders: dict[NamedNode, set[str]] = defaultdict(set)
    later = {state.doc: state.later for state in states}
    for state in states:
        for thing in {owner(triple.subject) for triple in state.triples}:
            holders[thing].add(state.doc)
    return {
        (thing, doc)
        for thing, docs in holders.items()
        if len(docs) > 1 and (found := iris.parse(thing.value)) is not None and found[0] in REPLACED
        for doc in docs
        if later[doc] & docs
    }


def _last_seen(said: Standing, iris: Iris) -> list[Triple]:
    """For each talk, event or series that only superseded versions and gone pages hold: those it was last seen in."""
    found = []
    for thing, properties in said.values.items():
        announced = properties.get(TG_announcedIn)
        if not announced:
            continue
        docs = {doc for docs in announced.values() for doc in docs}
        if all(said.later[doc] or doc in said.ended for doc in docs):
            last = [doc for doc in docs if not said.later[doc] & docs]
            found += [Triple(thing, TG_lastSeenIn, iris.thing("doc", doc)) for doc in last]
    return found


def left_out(triple: Triple, without: frozenset[str]) -> bool:
    """Whether a statement is about, or leads to, a thing or a part of one that is left out."""
    if not without:
        return False
    ends = [triple.subject] + ([triple.object] if isinstance(triple.object, NamedNode) else [])
    return any(end.value in without or owner(end).value in without for end in ends)
