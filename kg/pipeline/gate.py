"""The gate before publication: what violates a shape is not let through, and the rest is.

Only what changed is checked, with its neighbourhood: what is in the store was checked when it was published. A talk that
was not let through is not in the store, so it is checked every time.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kg.iris import Iris, owner
from kg.publish import Published
from kg.validate import Problem, neighbourhood, problems
from kg.validate.neighbourhood import SHARED

_ROUNDS = 8
"""What is taken out can leave something else wrong; after so many rounds the rest is left out as a whole."""


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

    def let_through(self, candidate: Callable[[frozenset[str]], Published]) -> tuple[Published, tuple[Rejection, ...], Checked]:
        """What may be published, what was rejected, and all that was found, the reasons of rejections among it.

        `candidate` gives what would be published without the things whose IRIs it is given.
        """
        found: list[Rejection] = []
        without: frozenset[str] = frozenset()
        for _ in range(_ROUNDS):
            published = candidate(without)
            checked = self._check(published.triples)
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

    def _check(self, triples: frozenset[Triple]) -> Checked:
        if not self.before:
            return Checked(None, problems(triples))
        changed = {owner(triple.subject) for triple in triples ^ self.before}
        return self._check_near(triples, changed) if changed else Checked(frozenset(), ())

    def _check_near(self, triples: frozenset[Triple], changed: set[NamedNode]) -> Checked:
        """Checks what changed, what leads to it, and what shares a speaker or an identifier with either."""
        outgoing: dict[NamedNode, list[Triple]] = defaultdict(list)
        incoming: dict[tuple[NamedNode, NamedNode], list[Triple]] = defaultdict(list)
        for triple in triples:
            outgoing[triple.subject].append(triple)
            if isinstance(triple.object, NamedNode):
                incoming[triple.object, triple.predicate].append(triple)
        near = changed | _neighbours(changed, triples)
        near |= {
            other.subject
            for thing in near
            for triple in outgoing.get(thing, ())
            if triple.predicate in SHARED
            for other in incoming[triple.object, triple.predicate]
        }
        nodes = [subject for subject in outgoing if owner(subject) in near]
        data = neighbourhood(
            nodes, lambda node: outgoing.get(node, ()), lambda node, property: incoming.get((node, property), ())
        )
        return Checked(frozenset(map(owner, near)), problems(data, near))


def _with_rejected(checked: Checked, rejected: Iterable[Rejection]) -> Checked:
    """The check with the problems that kept things out; the same thing is not told twice."""
    reasons = tuple(dict.fromkeys(rejection.problem for rejection in rejected))
    things = None if checked.things is None else checked.things | {owner(problem.focus) for problem in reasons}
    return Checked(things, tuple(dict.fromkeys((*reasons, *checked.problems))))


def _neighbours(changed: set[NamedNode], triples: Iterable[Triple]) -> set[NamedNode]:
    """The things that lead to a thing that changed."""
    return {
        owner(triple.subject)
        for triple in triples
        if isinstance(triple.object, NamedNode) and owner(triple.object) in changed
    }
