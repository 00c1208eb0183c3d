"""The gate before publication: what violates a shape is not let through, and the rest is.

Only what changed is checked, with its neighbourhood: what is in the store was checked when it was published. A talk that
was not let through is not in the store, so it is checked every time.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kg.iris import Iris, owner
from kg.pipeline.checks import Checks, Index
from kg.publish import Published
from kg.validate import Problem
from kg.validate.neighbourhood import SHARED
from kg.vocab import SCHEMA_superEvent, TG_inSeries

_ROUNDS = 8
"""What is taken out can leave something else wrong; after so many rounds the rest is left out as a whole."""
_WHOLE = (SCHEMA_superEvent, TG_inSeries)
"""Properties by which constraints look further than one step: the day and the place of the event of a talk's session."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A talk, a thing or a part of one that is not published, and the problem that keeps it out."""

    node: NamedNode
    problem: Problem


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check covered, and what it found: `things` is None where everything was checked."""

    things: frozenset[NamedNode] | None
    problems: tuple[Problem, ...]


@dataclass
class Gate:
    """Checks candidates for publication against what the store holds as published."""

    before: frozenset[Triple]
    iris: Iris
    checks: Checks

    def let_through(self, candidate: Callable[[frozenset[str]], Published]) -> tuple[Published, tuple[Rejection, ...], Checked]:
        """What may be published, what was rejected, and all that was found, the reasons of rejections among it.

        `candidate` gives what would be published without the things whose IRIs it is given. What was checked once is
        checked again only where the things that were left out made a difference.
        """
        found: list[Rejection] = []
        without: frozenset[str] = frozenset()
        last, checked = self.before, Checked(frozenset() if self.before else None, ())
        for _ in range(_ROUNDS):
            published = candidate(without)
            checked = self._check(published.triples, last, checked)
            last = published.triples
            bad = [problem for problem in checked.problems if problem.severity == "violation"]
            if not bad:
                return published, tuple(found), _with_rejected(checked, found)
            rejected = [Rejection(self._unit(problem.focus), problem) for problem in bad]
            found += rejected
            without |= {rejection.node.value for rejection in rejected}
        return Published(frozenset(), frozenset()), tuple(found), _with_rejected(Checked(None, ()), found)

    def _unit(self, focus: NamedNode) -> NamedNode:
        """What is left out for a problem of `focus`: the talk it belongs to, else no more than itself."""
        thing = owner(focus)
        parsed = self.iris.parse(thing.value)
        return thing if parsed is not None and parsed[0] == "talk" else focus

    def _check(self, triples: frozenset[Triple], last: frozenset[Triple], checked: Checked) -> Checked:
        """What `checked` says of the triples before, made true of these."""
        if not last:
            return Checked(None, self.checks.of(Index(triples)))
        changed = {owner(triple.subject) for triple in triples ^ last}
        if not changed:
            return checked
        near = _near(changed, Index(triples | last))
        again = self.checks.of(Index(triples), near)
        kept = (problem for problem in checked.problems if owner(problem.focus) not in near)
        things = None if checked.things is None else checked.things | near
        return Checked(things, tuple(sorted((*kept, *again), key=Problem.order)))


def _near(changed: set[NamedNode], index: Index) -> set[NamedNode]:
    """What changed, what leads to it, what is part of that, and what shares a speaker or an identifier with either."""
    near = changed | {
        owner(triple.subject)
        for triple in index.triples
        if isinstance(triple.object, NamedNode) and owner(triple.object) in changed
    }
    parts = near
    while parts:
        parts = {
            owner(triple.subject) for whole in parts for property in _WHOLE for triple in index.incoming(whole, property)
        } - near
        near |= parts
    shared = {
        (triple.object, triple.predicate) for thing in near for triple in index.outgoing(thing) if triple.predicate in SHARED
    }
    return near | {owner(triple.subject) for node, property in shared for triple in index.incoming(node, property)}


def _with_rejected(checked: Checked, rejected: Iterable[Rejection]) -> Checked:
    """The check with the problems that kept things out; the same thing is not told twice."""
    reasons = tuple(dict.fromkeys(rejection.problem for rejection in rejected))
    things = None if checked.things is None else checked.things | {owner(problem.focus) for problem in reasons}
    return Checked(things, tuple(dict.fromkeys((*reasons, *checked.problems))))
