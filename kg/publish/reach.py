"""What of the published graph something leads to."""

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from kg.iris import Iris, owner

_LED_TO = frozenset({"person", "org", "place", "work"})
"""The kinds of thing that are published only where something else speaks of them."""


def reachable(triples: Iterable[Triple], iris: Iris) -> frozenset[Triple]:
    """The triples without those about people, organizations, places and works that nothing published leads to.

    Such are left where a talk was not published, or where a newer version of a page corrected a name.
    """
    about: dict[NamedNode, list[Triple]] = defaultdict(list)
    leads: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for triple in triples:
        thing = owner(triple.subject)
        about[thing].append(triple)
        if isinstance(triple.object, NamedNode):
            other = owner(triple.object)
            if other != thing:
                leads[thing].add(other)
    open_things = [thing for thing in about if (found := iris.parse(thing.value)) is None or found[0] not in _LED_TO]
    seen = set(open_things)
    while open_things:
        for other in leads[open_things.pop()]:
            if other in about and other not in seen:
                seen.add(other)
                open_things.append(other)
    return frozenset(triple for thing in seen for triple in about[thing])
