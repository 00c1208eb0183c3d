"""Identification from the first step to the last."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.identify.authority import Authority
from kg.identify.clusters import Clusters, Spot, clusters, spot
from kg.identify.ids import pinned_to
from kg.identify.mentions import Node, sources
from kg.identify.model import Decision, DocumentReading, Identification, Type
from kg.identify.occasions import identify_events, identify_places, identify_series
from kg.identify.orgs import Orgs, identify_orgs
from kg.identify.partition import Link, Rules, join
from kg.identify.people import identify_people
from kg.identify.profiles import Around
from kg.identify.rulings import Rulings, rulings
from kg.identify.talks import TalkFacts, duplicate_key, partition_talks, same_content, talk_facts
from kg.identify.things import Found, identification
from kg.identify.walk import nodes
from kg.identify.works import identify_works
from kg.model.announcement import Talk


def identify(
    readings: Iterable[DocumentReading],
    *,
    authority: Authority,
    decisions: Sequence[Decision] = (),
    pins: Mapping[str, str] | None = None,
) -> Identification:
    """The things that the readings speak of, each with its mentions and the reasons why these are one.

    `pins` maps ids of mentions to ids of things that keep their name. A decision may name a thing that is not pinned:
    it then stands for what would be that thing without decisions.
    """
    listed, pins = tuple(readings), dict(pins or {})
    named = tuple(node for source in sources(listed) for node in nodes(source))
    mentions = {spot(node): node.mentions() for node in named}
    every = tuple(mention for own in mentions.values() for mention in own)
    references = {name for decision in decisions for name in (decision.a, decision.b) if "/" in name}
    things = pinned_to(pins, every) if references else {}
    if references - things.keys():
        for thing in identify(listed, authority=authority, pins=pins).things:
            things.setdefault(f"{thing.type}/{thing.id}", {mention.id for mention in thing.mentions})
    ruled = rulings(decisions, every, things)
    return identification(find(named, authority, ruled), mentions, ruled, pins)


def find(named: Sequence[Node], authority: Authority, ruled: Rulings) -> Found:
    """The clusters of every type: first what leans on nothing else, last what leans on most."""
    of: dict[Type, list[Node]] = defaultdict(list)
    for node in named:
        of[node.type].append(node)
    orgs = identify_orgs(of["org"], authority, _places(of["place"]), ruled)
    talks, contents = _talks(of["talk"], orgs, ruled)
    series = identify_series(of["series"], orgs, talks.at, ruled)
    events = identify_events(of["event"], talks.at, ruled)
    found: dict[Type, Clusters] = {"talk": talks, "series": series, "event": events}
    found["person"] = identify_people(of["person"], Around(orgs, talks.at, series.at), ruled)
    around = {"talk": talks.at, "series": series.at, "event": events.at}
    found["place"] = identify_places(of["place"], around, ruled)
    found["work"] = identify_works(of["work"], contents, ruled)
    return Found(found, orgs)


def _places(named: Iterable[Node]) -> dict[str, str]:
    """The folded names of the places each document speaks of."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for node in named:
        found[node.source.doc][node.folded] = None
    return {doc: " ".join(names) for doc, names in found.items()}


def _talks(named: Iterable[Node], orgs: Orgs, ruled: Rulings) -> tuple[Clusters, dict[Spot, int]]:
    """The talks, and for each announcement the number of its content, the same for all deliveries."""
    groups: dict[tuple, list[TalkFacts]] = defaultdict(list)
    for node in named:
        facts = talk_facts(node, _institutions(node, orgs))
        groups[node.order if ruled.about(node) else duplicate_key(facts)].append(facts)
    ordered = sorted(map(tuple, groups.values()), key=lambda group: group[0].order)
    held = [[facts.node for facts in group] for group in ordered]
    talks = clusters(held, partition_talks(ordered, ruled.links(held), ruled.forbidden(held)))
    flat = [facts for group in ordered for facts in group]
    return talks, _contents(flat, talks)


def _institutions(node: Node, orgs: Orgs) -> frozenset[int]:
    talk: Talk = node.what
    paths = (
        f"{node.path}.speakers.{number}.affiliations.{place}"
        for number, speaker in enumerate(talk.speakers)
        for place in range(len(speaker.affiliations))
    )
    found = {orgs.institution(node.source.doc, path) for path in paths}
    return frozenset(number for number in found if number is not None and orgs.is_told(number))


def _contents(facts: Sequence[TalkFacts], talks: Clusters) -> dict[Spot, int]:
    numbers = [talks.at[spot(one.node)] for one in facts]
    pairs = {(*sorted((numbers[a], numbers[b])),) for a, b in same_content(facts)}
    links = [Link(1, a, b, 1.0, "", plain=True) for a, b in sorted(pairs) if a != b]
    joined = join([None] * len(talks.clusters), links, (), Rules(lambda a, b, rank: None, lambda a, b: None))
    content = {talk: number for number, members in enumerate(joined.clusters) for talk in members}
    return {spot(one.node): content[number] for one, number in zip(facts, numbers)}
