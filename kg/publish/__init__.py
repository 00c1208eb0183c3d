"""The published graph: what all documents together state, each thing once, one value where there can be one.

    publish(states, things, curation, iris) -> Published

Pure, and a function of the set of documents: their order makes no difference. What is decided here:

- Of several versions of a page only the last that still holds a talk, an event or a work speaks of it; people,
  institutions, series and places keep what every version says. Nothing disappears because a newer version is silent.
- A property that has one value takes it from the curator, else from a notice of change, else from the later version, else
  from a document that states it rather than one that inherited it from a default, else the more specific value, else the smallest document id. Values that contradict it are kept as disagreements.
- What depends on another value (the end, the weekday, the days for sorting) comes only from documents that agree on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Triple

from kg.iris import Iris, owner
from kg.publish.merge import merged
from kg.publish.reach import reachable
from kg.publish.states import GivenUp, State, left_out, standing

__all__ = ["Published", "State", "publish"]


@dataclass(frozen=True, slots=True)
class Published:
    """The triples of the published graph, and the disagreements among them; each once, in no order."""

    triples: frozenset[Triple]
    disagreements: frozenset[Triple]


def publish(
    states: Iterable[State],
    things: Iterable[Triple],
    iris: Iris,
    *,
    curation: Iterable[Triple] = (),
    history: Iterable[Triple] = (),
    given_up: GivenUp | None = None,
    without: frozenset[str] = frozenset(),
) -> Published:
    """What is published of the states of all document versions and of what identification knows of things.

    `curation` are statements of a person, which win; `history` what became of things,
    published with them; `given_up` are values that pages gave up for others, which do not stand against these; `without` are the IRIs of things, or of parts of things, that may
    not be published: they and their parts are left out, and so is what only they lead to.
    """
    said = standing(tuple(states), iris, without, given_up)
    known = tuple(triple for triple in things if not left_out(triple, without))
    whole = merged(said, known, tuple(curation), iris)
    there = {triple.subject for triple in whole.triples}
    past = {triple for triple in history if owner(triple.subject) in there and not left_out(triple, without)}
    kept = reachable(whole.triples | past, iris)
    return Published(kept, frozenset(triple for triple in whole.disagreements if triple in kept))
