"""The identity graph: why mentions are one thing, which ids are kept, and what took the place of ids given up."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from kg.identify.model import Identification, Mention, Thing
from kg.iris import Iris
from kg.vocab import (
    DCTERMS_isReplacedBy,
    RDF_type,
    TG_about,
    TG_confidence,
    TG_IdentityDecision,
    TG_Mention,
    TG_mention,
    TG_pin,
    TG_reason,
    TG_resolvedTo,
    TG_role,
    TG_statedIn,
    TG_statedName,
    XSD_decimal,
)


def identity_triples(found: Identification, pinned: Mapping[str, tuple[str, str]], iris: Iris) -> Iterator[Triple]:
    """The decisions of this identification with their reasons, the pins, and the ids that were joined to others.

    `pinned` are the pins of earlier runs; those of mentions that are no longer there stay.
    """
    for thing in found.things:
        if thing.reasons:
            yield from _decision(found, thing, iris)
    for mention, (type, id) in _pins(found, pinned).items():
        yield Triple(iris.fragment(iris.graph("identity"), f"m-{mention}"), TG_pin, iris.thing(type, id))
    for (type, id), now in found.replaced.items():
        yield Triple(iris.thing(type, id), DCTERMS_isReplacedBy, iris.thing(type, now))


def _pins(found: Identification, pinned: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """The type and the id each mention is pinned to.

    What one document names twice in the same way (one title on two days) shares a mention; such a mention tells nothing
    apart and is not pinned: the ids of these things follow from what they hold, as on the first day.
    """
    types: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for thing in found.things:
        for mention in thing.mentions:
            types[mention.id].add((thing.type, thing.id))
    pins = dict(pinned)
    for mention, id in found.pins.items():
        held = types.get(mention, set())
        if len(held) == 1:
            pins[mention] = (min(held)[0], id)
        elif held:
            pins.pop(mention, None)
    return pins


def _decision(found: Identification, thing: Thing, iris: Iris) -> Iterator[Triple]:
    about = iris.thing(thing.type, thing.id)
    decision = iris.fragment(about, "identity")
    yield Triple(decision, RDF_type, TG_IdentityDecision)
    yield Triple(decision, TG_resolvedTo, about)
    if thing.confidence < 1:
        yield Triple(decision, TG_confidence, Literal(f"{thing.confidence:.2f}", datatype=XSD_decimal))
    for reason in thing.reasons:
        yield Triple(decision, TG_reason, Literal(reason))
    for mention in thing.mentions:
        node = iris.fragment(iris.thing("doc", mention.doc), f"m-{mention.id}")
        yield Triple(decision, TG_mention, node)
        yield from _mention(found, mention, node, iris)


def _mention(found: Identification, mention: Mention, node: NamedNode, iris: Iris) -> Iterator[Triple]:
    yield Triple(node, RDF_type, TG_Mention)
    yield Triple(node, TG_statedName, Literal(mention.name))
    yield Triple(node, TG_role, Literal(mention.role))
    yield Triple(node, TG_statedIn, iris.thing("doc", mention.doc))
    around = found.thing(mention.doc, ".".join(mention.path.split(".")[:2]))
    if around is not None:
        yield Triple(node, TG_about, iris.thing(around.type, around.id))
