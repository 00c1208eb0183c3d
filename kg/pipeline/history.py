"""What became of talks from one version of a page to the next: changed, moved, cancelled, no longer listed.

A function of the stored versions and of when they were seen. Nothing is concluded from silence: that a version does not
state a value any more is no change, and a talk that is no longer listed is withdrawn only where its day had not come,
where the page still lists other talks of then and later ones, and where no page that is there lists it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Triple

from kg.archive import Sighting, Version
from kg.describe import Described
from kg.iris import Iris
from kg.publish.choice import Term, agree
from kg.vocab import (
    RDF_type,
    SCHEMA_abstract,
    SCHEMA_endDate,
    SCHEMA_EventCancelled,
    SCHEMA_EventScheduled,
    SCHEMA_eventStatus,
    SCHEMA_location,
    SCHEMA_name,
    SCHEMA_performer,
    SCHEMA_startDate,
    TG_about,
    TG_Cancellation,
    TG_Change,
    TG_changedFrom,
    TG_changedIn,
    TG_earliest,
    TG_firstSeen,
    TG_lastSeen,
    TG_latest,
    TG_locationText,
    TG_Move,
    TG_property,
    TG_seenOn,
    TG_startMonthDay,
    TG_startTime,
    TG_Talk,
    TG_valueAfter,
    TG_valueBefore,
    TG_Withdrawal,
    XSD_dateTime,
)

_STARTS = (SCHEMA_startDate, TG_startMonthDay, TG_startTime)
_COMPARED = (SCHEMA_name, SCHEMA_performer, *_STARTS, SCHEMA_endDate, TG_locationText, SCHEMA_eventStatus, SCHEMA_abstract)
"""The properties whose changes are kept."""

Facts = Mapping[NamedNode, Mapping[NamedNode, frozenset[Term]]]
"""What one version states of each talk, by property."""


@dataclass(frozen=True, slots=True)
class Change:
    """One property of a talk that a version states otherwise than the version before; `property` is None for a talk that
    is no longer listed. `kind` is the class of it, `old` and `new` are the ids of the versions, `seen` is when. `left` are
    the places that go with a location given up."""

    talk: NamedNode
    kind: NamedNode
    property: NamedNode | None
    before: tuple[Term, ...]
    after: tuple[Term, ...]
    old: str
    new: str
    seen: str | None
    left: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A document version on its way through time: whether it is at its address now."""

    version: Version
    live: bool


def changes(documents: Iterable[Seen], described: Mapping[str, Described]) -> tuple[Change, ...]:
    """The changes of all talks, the oldest first; what two pages change alike is one change."""
    listed = tuple(documents)
    chains = _chains(listed)
    facts = {doc: _talks(described[doc]) for doc in {doc for chain in chains.values() for doc, _ in chain}}
    found = [
        change
        for _, chain in sorted(chains.items())
        for change in _of_page([(facts[doc], doc, sighting) for doc, sighting in chain])
    ]
    live: set[NamedNode] = set()
    if any(change.kind == TG_Withdrawal for change in found):
        live = {talk for one in listed if one.live for talk in _talks_of(described[one.version.doc])}
    return tuple(_once([change for change in found if change.kind != TG_Withdrawal or change.talk not in live]))


def given_up(told: Iterable[Change]) -> dict[tuple[NamedNode, NamedNode], frozenset[Term]]:
    """By talk and property the values that a page gave up for another, and that none took up again since: another page
    that still prints them has not heard of the change."""
    found: dict[tuple[NamedNode, NamedNode], dict[Term, None]] = defaultdict(dict)
    for change in told:
        if change.property is None or not change.after:
            continue
        values = found[change.talk, change.property]
        values |= dict.fromkeys(change.before)
        for value in [value for value in values if any(agree(value, other) for other in change.after)]:
            del values[value]
        if change.left:
            found[change.talk, SCHEMA_location] |= dict.fromkeys(change.left)
    return {key: frozenset(values) for key, values in found.items() if values}


def history(
    documents: Iterable[Seen], described: Mapping[str, Described], told: Iterable[Change], iris: Iris
) -> Iterator[Triple]:
    """When each talk was seen first and last, and its changes."""
    seen: dict[NamedNode, list[tuple[str, str]]] = defaultdict(list)
    for one in documents:
        times = [(sighting.retrieved, sighting.seen or "") for sighting in one.version.sightings if sighting.retrieved]
        if times:
            for talk in _talks_of(described[one.version.doc]):
                seen[talk] += times
    for talk, times in seen.items():
        yield Triple(talk, TG_firstSeen, moment(min(first for first, _ in times)))
        yield Triple(talk, TG_lastSeen, moment(max(last for _, last in times)))
    for change in told:
        yield from _change_triples(change, iris)


def moment(time: str) -> Literal:
    """A time in UTC as a literal."""
    return Literal(time, datatype=XSD_dateTime)


def _chains(documents: tuple[Seen, ...]) -> dict[str, list[tuple[str, Sighting]]]:
    """For each key with more than one version these, in order."""
    at_key: dict[str, dict[int, tuple[str, Sighting]]] = defaultdict(dict)
    for one in documents:
        for sighting in one.version.sightings:
            at_key[sighting.key][sighting.order] = one.version.doc, sighting
    return {key: [docs[order] for order in sorted(docs)] for key, docs in at_key.items() if len(docs) > 1}


def _talks_of(described: Described) -> set[NamedNode]:
    return {triple.subject for triple in described.facts if triple.predicate == RDF_type and triple.object == TG_Talk}


def _talks(described: Described) -> Facts:
    talks = _talks_of(described)
    found: dict[NamedNode, dict[NamedNode, set[Term]]] = {talk: defaultdict(set) for talk in talks}
    for triple in described.facts:
        if triple.subject in talks:
            found[triple.subject][triple.predicate].add(triple.object)
    return {talk: {name: frozenset(values) for name, values in said.items()} for talk, said in found.items()}


def _of_page(chain: list[tuple[Facts, str, Sighting]]) -> Iterator[Change]:
    """The changes from each version of a page to the next; a talk is compared with the last version that held it. One
    that this page withdrew may be on another."""
    last: dict[NamedNode, tuple[Mapping[NamedNode, frozenset[Term]], str]] = {}
    before: Facts = {}
    for facts, doc, sighting in chain:
        for talk, said in facts.items():
            if talk in last:
                yield from _of_talk(talk, *last[talk], said, doc, sighting.retrieved)
        for talk in before.keys() - facts.keys():
            if sighting.retrieved and _is_withdrawn(before[talk], before, facts, sighting.retrieved[:10]):
                yield Change(talk, TG_Withdrawal, None, (), (), last[talk][1], doc, sighting.retrieved)
        last |= {talk: (said, doc) for talk, said in facts.items()}
        before = facts


def _of_talk(
    talk: NamedNode,
    then: Mapping[NamedNode, frozenset[Term]],
    old: str,
    now: Mapping[NamedNode, frozenset[Term]],
    new: str,
    seen: str | None,
) -> Iterator[Change]:
    moved = False
    for name in _COMPARED:
        before, after = then.get(name, frozenset()), now.get(name, frozenset())
        if not after or before == after or (name == SCHEMA_endDate and (moved or not before)):
            continue
        if name == SCHEMA_eventStatus and not before - {SCHEMA_EventScheduled} and not after - {SCHEMA_EventScheduled}:
            continue
        alike = bool(before) and all(any(agree(one, other) for one in before) for other in after)
        if alike and name not in _STARTS and SCHEMA_eventStatus != name:
            continue  # Written in another way, or a beginning of the same text.
        kind = TG_Change
        if name in _STARTS and before and not alike:
            kind, moved = TG_Move, True
        elif name == SCHEMA_eventStatus and SCHEMA_EventCancelled in after:
            kind = TG_Cancellation
        told = name != SCHEMA_abstract
        places = then.get(SCHEMA_location, frozenset()) - now.get(SCHEMA_location, frozenset())
        left = _sorted(places) if name == TG_locationText else ()
        yield Change(
            talk, kind, name, _sorted(before - after) if told else (), _sorted(after - before) if told else (), old, new, seen, left
        )


def _is_withdrawn(talk: Mapping[NamedNode, frozenset[Term]], before: Facts, now: Facts, today: str) -> bool:
    """Whether a page that goes on has dropped a talk whose day had not come."""
    day = min((one.value for one in talk.get(TG_earliest, ())), default="")
    if not day or day <= today or not before.keys() & now.keys():
        return False
    return any(one.value >= day for said in now.values() for one in said.get(TG_latest, ()))


def _sorted(values: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(sorted(values, key=str))


def _once(found: list[Change]) -> Iterator[Change]:
    """The changes in the order they were seen, without those that only follow another page."""
    latest: dict[tuple[NamedNode, NamedNode | None], Change] = {}
    for change in sorted(found, key=lambda one: (one.seen or "", one.talk.value, str(one.property), one.new, one.old)):
        known = latest.get((change.talk, change.property))
        if known is None or known.new == change.new or not (_alike(known.before, change.before) and _alike(known.after, change.after)):
            latest[change.talk, change.property] = change
            yield change


def _alike(some: tuple[Term, ...], others: tuple[Term, ...]) -> bool:
    """Whether two pages print the same values, one of them perhaps without the offset of a time."""
    return len(some) == len(others) and all(any(agree(one, other) for other in others) for one in some)


def _change_triples(change: Change, iris: Iris) -> Iterator[Triple]:
    parts = (change.kind.value, str(change.property), *map(str, (*change.before, ">", *change.after)), change.old, change.new)
    node = iris.fragment(change.talk, f"change-{sha256(chr(31).join(parts).encode()).hexdigest()[:12]}")
    for kind in dict.fromkeys((change.kind, TG_Change)):
        yield Triple(node, RDF_type, kind)
    yield Triple(node, TG_about, change.talk)
    if change.property is not None:
        yield Triple(node, TG_property, change.property)
    for value in change.before:
        yield Triple(node, TG_valueBefore, value)
    for value in change.after:
        yield Triple(node, TG_valueAfter, value)
    yield Triple(node, TG_changedFrom, iris.thing("doc", change.old))
    yield Triple(node, TG_changedIn, iris.thing("doc", change.new))
    if change.seen is not None:
        yield Triple(node, TG_seenOn, moment(change.seen))
