"""Ids of things: proposed from what a cluster holds, kept by pins once given."""

from base64 import b32encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from kg.identify.affiliated import institution_key, is_distinctive, unit_key
from kg.identify.clusters import Cluster
from kg.identify.folding import fold
from kg.identify.mentions import Node, digest, path_order
from kg.identify.model import Mention, Type
from kg.identify.orgs import OrgCluster, Orgs
from kg.identify.walk import title_of
from kg.model.announcement import Talk

_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Claim:
    """What speaks for a cluster's id: its mentions in canonical order, and the evidence a new id is made from.

    An institution that only the name of a unit speaks of has no mention.
    """

    type: Type
    mentions: tuple[Mention, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Given:
    """The id of each claim, in their order, the pins to keep, and what now stands for an id that was joined away."""

    ids: tuple[str, ...]
    pins: dict[str, str]
    replaced: dict[tuple[Type, str], str]


def give_ids(claims: Sequence[Claim], pins: Mapping[str, str]) -> Given:
    """The ids of the clusters of one type.

    A cluster keeps the id that one of its mentions is pinned to; of several, that of the first document and
    place. Where two clusters hold mentions pinned to one id, the first place keeps it. A new id depends on the
    evidence alone; should two clusters have the same, the later one in canonical order gets another.
    """
    ids: dict[int, str] = {}
    taken: set[str] = set()
    wishes = sorted(
        (_place(mention), number, pins[mention.id])
        for number, claim in enumerate(claims)
        for mention in claim.mentions
        if mention.id in pins
    )
    for _, number, id in wishes:
        if number not in ids and id not in taken:
            ids[number] = id
            taken.add(id)
    for number, claim in enumerate(claims):
        if number not in ids:
            ids[number] = _new(claim, taken)
            taken.add(ids[number])
    given = tuple(ids[number] for number in range(len(claims)))
    replaced = {(claims[number].type, id): given[number] for _, number, id in reversed(wishes) if id not in taken}
    return Given(given, _pins(claims, given, pins), replaced)


def _place(mention: Mention) -> tuple:
    """The order of mentions by document and place in it; the key of a document, a path perhaps, has no say."""
    return mention.doc, path_order(mention.path), mention.id


def _new(claim: Claim, taken: set[str]) -> str:
    id = token(claim.type, claim.evidence)
    again = 1
    while id in taken:
        again += 1
        id = token(claim.type, claim.evidence, *(mention.doc for mention in claim.mentions[:1]), str(again))
    return id


def token(*parts: str) -> str:
    """12 letters and digits (base 32, lower case) that stand for the parts."""
    return b32encode(sha256("\x1f".join(parts).encode()).digest()).decode().lower()[:_LENGTH]


def _pins(claims: Sequence[Claim], ids: Sequence[str], pins: Mapping[str, str]) -> dict[str, str]:
    """One pin for each cluster that has none: from its first mention that is not pinned to something else.

    An institution that only the names of its units speak of has no mention to be pinned to.
    """
    made = {}
    for claim, id in zip(claims, ids):
        own = sorted(claim.mentions, key=_place)
        if own and not any(pins.get(mention.id) == id for mention in own):
            free = [mention.id for mention in own if mention.id not in pins and mention.id not in made]
            made[free[0] if free else own[0].id] = id
    return made


def evidence(type: Type, cluster: Cluster) -> str:
    """What tells a cluster apart, whatever documents hold it: the smallest of what its mentions say."""
    return min(_talk_evidence(node) if type == "talk" else node.content for node in cluster.nodes)


def _talk_evidence(node: Node) -> str:
    talk: Talk = node.what
    speakers = ", ".join(sorted(fold(speaker.name.text) for speaker in talk.speakers))
    where = () if title_of(talk) else (node.source.doc, talk.series.text if talk.series else "")
    return digest(title_of(talk), speakers, talk.start.text if talk.start else "", *where)


def org_evidence(orgs: Orgs, cluster: OrgCluster) -> str:
    """The authority's record, else the smallest name; for a unit also its institution, or where that is not told the
    document if the name is anybody's."""
    if cluster.record is not None:
        return f"record {cluster.record.record.id}"
    if not cluster.is_unit:
        return f"name {min(map(institution_key, cluster.names))}"
    name = min(map(unit_key, cluster.names))
    if cluster.parent is not None:
        return f"unit {name} of {org_evidence(orgs, orgs.clusters[cluster.parent])}"
    return f"unit {name}" if is_distinctive(name) else f"unit {name} in {min(node.source.doc for node in cluster.nodes)}"


def pinned_to(pins: Mapping[str, str], mentions: Iterable[Mention]) -> dict[str, set[str]]:
    """For each thing, as `type/id`, the mentions present that are pinned to it."""
    found: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.id in pins:
            found.setdefault(f"{mention.type}/{pins[mention.id]}", set()).add(mention.id)
    return found
