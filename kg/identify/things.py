"""From clusters to things: their ids, names, reasons and parents."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.identify.best import by_quality
from kg.identify.clusters import Cluster, Clusters, Spot, spot
from kg.identify.ids import Claim, evidence, give_ids, org_evidence
from kg.identify.mentions import Node
from kg.identify.model import Decision, Doubt, Identification, Mention, Thing, Type
from kg.identify.naming import person_name
from kg.identify.orgs import Orgs
from kg.identify.partition import Link
from kg.identify.rulings import Rulings
from kg.identify.works import is_work

_REASONS = 12
"""So many sentences say why a thing's mentions are one; of more links the strongest are given."""


@dataclass(frozen=True, slots=True)
class Found:
    """The clusters of every type; organizations apart, for what only they have."""

    clusters: Mapping[Type, Clusters]
    orgs: Orgs


@dataclass(frozen=True, slots=True)
class _Draft:
    """A thing before it has an id. `number` is that of its cluster; `parent` that of an organization."""

    number: int
    claim: Claim
    names: tuple[str, ...]
    links: tuple[Link, ...]


Mentions = Mapping[Spot, Sequence[Mention]]


def identification(found: Found, mentions: Mentions, ruled: Rulings, pins: Mapping[str, str]) -> Identification:
    """The things that were found, with ids."""
    drafts = {type: _drafts(type, held, found, mentions) for type, held in found.clusters.items()}
    drafts["org"] = _org_drafts(found.orgs, mentions)
    kept, replaced, ids = dict(pins), {}, {}
    for type, own in sorted(drafts.items()):
        given = give_ids([draft.claim for draft in own], pins)
        kept |= given.pins
        replaced |= given.replaced
        ids |= {(type, draft.number): id for draft, id in zip(own, given.ids)}
    made = (_thing(draft, ids, found.orgs) for own in drafts.values() for draft in own)
    things = sorted(made, key=lambda thing: (thing.type, thing.id))
    named = {(mention.doc, mention.path): thing for thing in things for mention in thing.mentions}
    overruled, unmatched = _not_followed(ruled, named)
    return Identification(
        things=tuple(things),
        doubtful=tuple(sorted({*_doubts(found, ids), *_homonyms(things)})),
        pins=dict(sorted(kept.items())),
        replaced=dict(sorted(replaced.items())),
        unmatched=unmatched,
        overruled=overruled,
        named=named,
    )


def _drafts(type: Type, held: Clusters, found: Found, mentions: Mentions) -> list[_Draft]:
    """The clusters of one type as drafts, in canonical order; works that say nothing are left out."""
    ordered = sorted(enumerate(held.clusters), key=lambda pair: pair[1].nodes[0].order)
    talks = found.clusters["talk"].at
    return [
        _Draft(number, _claim(type, cluster.nodes, evidence(type, cluster), mentions), _names(cluster), cluster.links)
        for number, cluster in ordered
        if type != "work" or is_work(cluster, talks)
    ]


def _names(cluster: Cluster) -> tuple[str, ...]:
    return tuple(node.name for node in cluster.nodes)


def _claim(type: Type, nodes: Iterable[Node], evidence: str, mentions: Mentions) -> Claim:
    return Claim(type, tuple(mention for node in nodes for mention in mentions[spot(node)]), evidence)


def _org_drafts(orgs: Orgs, mentions: Mentions) -> list[_Draft]:
    """The organizations, institutions before their units; one that only a unit's name mentions has no mention."""
    drafts = [
        _Draft(number, _claim("org", cluster.nodes, org_evidence(orgs, cluster), mentions), cluster.names, cluster.links)
        for number, cluster in enumerate(orgs.clusters)
    ]
    return sorted(drafts, key=lambda draft: (draft.claim.evidence, draft.claim.mentions))


def _thing(draft: _Draft, ids: Mapping[tuple[Type, int], str], orgs: Orgs) -> Thing:
    type = draft.claim.type
    names = by_quality(type, draft.names)
    thing = Thing(
        type=type,
        id=ids[type, draft.number],
        name=names[0] if names else "",
        names=names,
        mentions=draft.claim.mentions,
        reasons=tuple(dict.fromkeys(link.reason for link in draft.links))[:_REASONS],
        confidence=min((link.confidence for link in draft.links), default=1.0),
    )
    return _organization(thing, draft.number, ids, orgs) if type == "org" else thing


def _organization(thing: Thing, number: int, ids: Mapping[tuple[Type, int], str], orgs: Orgs) -> Thing:
    cluster = orgs.clusters[number]
    record = cluster.record
    name = record.record.name if record is not None and thing.name.isupper() and len(thing.name) > 10 else thing.name
    return Thing(
        type="org",
        id=thing.id,
        name=name,
        names=thing.names,
        mentions=thing.mentions,
        reasons=thing.reasons + ((f"It is {record.record.id} because {record.reason}.",) if record else ()),
        parent=("org", ids["org", cluster.parent]) if cluster.parent is not None else None,
        same_as=(record.record.id,) if record else (),
        kind="unit" if cluster.is_unit else "institution",
        confidence=min(thing.confidence, record.confidence if record else 1.0),
    )


def _doubts(found: Found, ids: Mapping[tuple[Type, int], str]) -> Iterable[Doubt]:
    held = {**{type: own.doubts for type, own in found.clusters.items()}, "org": found.orgs.doubts}
    for type, doubts in held.items():
        for a, b, reason in doubts:
            if (type, a) in ids and (type, b) in ids:
                yield Doubt(type, *sorted((ids[type, a], ids[type, b])), reason)


def _homonyms(things: Iterable[Thing]) -> Iterable[Doubt]:
    """The persons who share a name in full and were not joined, each with the next."""
    called: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for thing in things:
        if thing.type == "person":
            for name in filter(None, map(person_name, thing.names)):
                if name.full:
                    called[name.words].add(thing.id)
    for words, ids in called.items():
        for a, b in pairwise(sorted(ids)):
            yield Doubt("person", a, b, f"Both are called {' '.join(words)}, and nothing else shows that they are one.")


def _not_followed(ruled: Rulings, named: Mapping[Spot, Thing]) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """The decisions 'same' that were not followed, and those that name nothing present."""
    holders: dict[str, set[tuple[Type, str]]] = defaultdict(set)
    for where, references in ruled.names.items():
        for reference in references if where in named else ():
            holders[reference].add((named[where].type, named[where].id))
    unmatched = tuple(decision for decision in ruled.decisions if not (holders[decision.a] and holders[decision.b]))
    overruled = tuple(
        decision
        for decision in ruled.decisions
        if decision.kind == "same" and decision not in unmatched and not holders[decision.a] & holders[decision.b]
    )
    return overruled, unmatched
