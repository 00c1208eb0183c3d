"""Many documents' statements of a thing into one description."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from pyoxigraph import NamedNode, Triple

from kg.iris import Iris
from kg.publish.choice import CURATOR, Candidate, Ranking, Term, agree, choose, plain
from kg.publish.states import Standing
from kg.vocab import (
    FUNCTIONAL,
    RDF_type,
    RDFS_label,
    SCHEMA_endDate,
    SCHEMA_location,
    SCHEMA_name,
    SCHEMA_startDate,
    TG_about,
    TG_computedWeekday,
    TG_Disagreement,
    TG_earliest,
    TG_endMonthDay,
    TG_endTime,
    TG_latest,
    TG_locationText,
    TG_position,
    TG_property,
    TG_startMonthDay,
    TG_startTime,
    TG_statedIn,
    TG_statedWeekday,
    TG_timeZone,
    TG_titleAnnounced,
    TG_value,
    TG_yearBasis,
)

_ONLY_IN_DOCUMENTS = frozenset({"event", "series", "talk", "work"})
"""Kinds of thing that are published only where a document that stands speaks of them."""

_FOLLOWS = (
    (SCHEMA_startDate, (SCHEMA_endDate,)),
    (SCHEMA_endDate, (TG_earliest, TG_latest)),
    (SCHEMA_startDate, (TG_earliest, TG_latest, TG_timeZone, TG_statedWeekday, TG_computedWeekday, TG_yearBasis)),
    (TG_startMonthDay, (TG_startTime, TG_endMonthDay, TG_endTime)),
)
"""Properties that mean something only together with another: they come from documents that agree on that one."""

_QUIET = frozenset({RDFS_label, TG_position, TG_earliest, TG_latest, TG_computedWeekday, TG_yearBasis})
"""Properties made here, or that follow from others: two values of them are no contradiction of the documents."""

Values = dict[Term, set[str]]
Properties = dict[NamedNode, Values]


@dataclass
class Whole:
    """The merged triples, the disagreements among them included."""

    triples: set[Triple] = field(default_factory=set)
    disagreements: set[Triple] = field(default_factory=set)


def merged(said: Standing, things: Iterable[Triple], curation: Iterable[Triple], iris: Iris) -> Whole:
    """One description of each thing from what stands of the documents, identification and the curator."""
    known, corrected = _by_subject(things, ""), _by_subject(curation, CURATOR)
    whole = Whole()
    for subject in {**said.values, **corrected, **known}:
        if subject not in said.values and subject not in corrected and _only_in_documents(subject, iris):
            continue
        properties = {name: dict(values) for name, values in said.values.get(subject, {}).items()}
        if subject in known:
            properties = _named(properties, known[subject])
        _add(properties, corrected.get(subject, {}))
        _Subject(whole, subject, properties, said, iris).describe()
    return whole


def _only_in_documents(subject: NamedNode, iris: Iris) -> bool:
    found = iris.parse(subject.value)
    return found is not None and found[0] in _ONLY_IN_DOCUMENTS


def _named(properties: Properties, known: Properties) -> Properties:
    """The properties with the name that identification chose instead of those that single documents print."""
    kept = {name: values for name, values in properties.items() if name not in (SCHEMA_name, RDFS_label)}
    _add(kept, known)
    return kept


def _add(properties: Properties, more: Properties) -> None:
    for name, values in more.items():
        properties[name] = dict(properties.get(name, {}))
        for value, docs in values.items():
            properties[name][value] = properties[name].get(value, set()) | docs


def _by_subject(triples: Iterable[Triple], doc: str) -> dict[NamedNode, Properties]:
    found: dict[NamedNode, Properties] = {}
    for triple in triples:
        found.setdefault(triple.subject, {}).setdefault(triple.predicate, {}).setdefault(triple.object, set()).add(doc)
    return found


@dataclass
class _Subject:
    """One thing, or part of one, on its way into the published graph."""

    whole: Whole
    subject: NamedNode
    properties: Properties
    said: Standing
    iris: Iris

    def describe(self) -> None:
        """Adds the description to the whole."""
        chosen: dict[NamedNode, Candidate] = {}
        for leader, followers in _FOLLOWS:
            self._choose(leader, chosen)
            if leader in chosen:
                self._follow(leader, chosen[leader].value, followers)
        for name in [name for name in self.properties if name in FUNCTIONAL]:
            self._choose(name, chosen)
        self._settle(chosen)
        single = {name: {candidate.value: set()} for name, candidate in chosen.items()}
        for name, values in (self.properties | single).items():
            for value in values:
                self.whole.triples.add(Triple(self.subject, name, value))

    def _choose(self, name: NamedNode, chosen: dict[NamedNode, Candidate]) -> None:
        values = self.properties.get(name)
        if not values or name in chosen:
            return
        candidates = [Candidate(value, frozenset(docs), self._inherited(name, value)) for value, docs in values.items()]
        if len(candidates) == 1:
            chosen[name] = candidates[0]
            return
        best, others = choose(candidates, self._ranking(name, chosen.get(SCHEMA_endDate) or chosen.get(SCHEMA_startDate)))
        chosen[name] = best
        if name not in _QUIET:
            for other in others:
                if name != SCHEMA_location or not self._same_place(best.docs, other.docs):
                    self._disagree(name, other.value, other.docs)

    def _same_place(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether documents print places of which one says no more than the other: `Room 7` and `Room 7, Hall B`."""
        printed = self.properties.get(TG_locationText, {})
        a, b = ([plain(text.value) for text, docs in printed.items() if docs & some] for some in (one, other))
        return any(mine in yours or yours in mine for mine in a for yours in b)

    def _inherited(self, name: NamedNode, value: Term) -> frozenset[str]:
        return frozenset(self.said.inherited.get((self.subject, name, value), ()))

    def _ranking(self, name: NamedNode, leader: Candidate | None) -> Ranking:
        notices = self.said.notices.get(self.subject, set())
        first = frozenset() if leader is None else leader.docs
        given_up = self.said.given_up.get((self.subject, name), frozenset())
        return Ranking(frozenset(notices), lambda doc: self.said.later.get(doc, frozenset()), first, given_up)

    def _follow(self, leader: NamedNode, value: Term, followers: tuple[NamedNode, ...]) -> None:
        """Leaves of the followers only what documents state that agree with the value chosen for their leader."""
        stated = self.properties[leader]
        agreeing = {doc for other, docs in stated.items() if agree(value, other) for doc in docs}
        for follower in followers:
            values = self.properties.get(follower, {})
            self.properties[follower] = {other: docs & agreeing for other, docs in values.items() if docs & agreeing}

    def _settle(self, chosen: dict[NamedNode, Candidate]) -> None:
        """Mends what two documents that know different amounts would leave side by side."""
        if SCHEMA_startDate in chosen and TG_startMonthDay in chosen:
            other = chosen[TG_startMonthDay]
            if other.value.value[2:] != chosen[SCHEMA_startDate].value.value[5:10]:
                self._disagree(TG_startMonthDay, other.value, other.docs)
            self._drop(chosen, TG_startMonthDay, TG_startTime, TG_endMonthDay, TG_endTime)
        if SCHEMA_name in chosen:
            self._drop(chosen, TG_titleAnnounced)
            chosen[RDFS_label] = chosen[SCHEMA_name]

    def _drop(self, chosen: dict[NamedNode, Candidate], *names: NamedNode) -> None:
        for name in names:
            chosen.pop(name, None)
            self.properties.pop(name, None)

    def _disagree(self, name: NamedNode, value: Term, docs: frozenset[str]) -> None:
        stated = sorted(doc for doc in docs if doc not in ("", CURATOR))
        if not stated:
            return
        mark = sha256("\x1f".join((self.subject.value, name.value, str(value))).encode()).hexdigest()[:12]
        node = NamedNode(f"{self.subject.value.partition('#')[0]}#disagreement-{mark}")
        made = {
            Triple(node, RDF_type, TG_Disagreement),
            Triple(node, TG_about, self.subject),
            Triple(node, TG_property, name),
            Triple(node, TG_value, value),
        } | {Triple(node, TG_statedIn, self.iris.thing("doc", doc)) for doc in stated}
        self.whole.disagreements |= made
        self.whole.triples |= made
