"""The check of a large graph in parts: by several processes, and what was checked is kept at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any

from pyoxigraph import NamedNode, Triple

from kg.archive import Archive
from kg.config import resource
from kg.iris import owner
from kg.pipeline import readers
from kg.pipeline.readers import Job, answers
from kg.validate import Problem, neighbourhood, problems, wire

PART = 400
"""Nodes that are checked together: with a hundred, reading the shapes anew each time takes a third of it all."""
AT_LEAST = 1200
"""Nodes from which on a check is parted: fewer take no longer to check than the processes to start."""
CHECKER = [*readers.PYTHON, "kg.pipeline.checker"]


class Index:
    """Triples by what they say of which node, and by what they lead to."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = frozenset(triples)
        self._outgoing: dict[NamedNode, list[Triple]] = defaultdict(list)
        self._incoming: dict[NamedNode, list[Triple]] = defaultdict(list)
        for triple in self.triples:
            self._outgoing[triple.subject].append(triple)
            if isinstance(triple.object, NamedNode):
                self._incoming[triple.object].append(triple)

    def nodes(self) -> Iterable[NamedNode]:
        """What something is said of."""
        return self._outgoing.keys()

    def outgoing(self, node: NamedNode) -> list[Triple]:
        """What is said of a node."""
        return self._outgoing.get(node, [])

    def incoming(self, node: NamedNode, property: NamedNode) -> list[Triple]:
        """What leads to a node by a property."""
        return [triple for triple in self._incoming.get(node, ()) if triple.predicate == property]


class Checks:
    """Checks things of a graph, the many in parts. What a run found that was interrupted is not checked again."""

    def __init__(self, archive: Archive, tell: Callable[[str], None]) -> None:
        self._archive, self._tell = archive, tell

    def of(self, index: Index, things: set[NamedNode] | None = None) -> tuple[Problem, ...]:
        """What the shapes find at `things` and their fragments, by default at everything, the worst first.

        The answer is that of one check over everything: each part has what its constraints look at.
        """
        nodes = [node for node in index.nodes() if things is None or owner(node) in things]
        if things is None and not all(isinstance(node, NamedNode) for node in nodes):
            return problems(index.triples)  # what is said of a blank node is found from no address
        if len(nodes) < AT_LEAST:
            return problems(index.triples if things is None else _near(index, nodes), things)
        found: set[Problem] = set()
        done = 0
        parts = list(_parts(nodes))
        for part, answer in answers(self._jobs(index, parts), program=CHECKER):
            data, focus = part
            found.update(map(wire.from_json, self._kept(data, focus, answer)))
            done += 1
            self._tell(f"Checking, {done:,} of {len(parts):,} parts")
        return tuple(sorted(found, key=Problem.order))

    def _jobs(self, index: Index, parts: list[list[NamedNode]]) -> Iterator[Job]:
        for nodes in parts:
            focus = sorted({owner(node).value for node in nodes})
            data = wire.lines(_near(index, nodes))
            known = self._archive.checked(_mark(data, focus))
            if known is not None:
                yield Job((data, focus), answer=known)
            else:
                yield Job((data, focus), f"A part of {len(focus)} things", data, {"focus": focus})

    def _kept(self, data: bytes, focus: list[str], answer: Any) -> list[dict[str, Any]]:
        """The problems of a part; where its process came to an end, they are looked for in this one."""
        if isinstance(answer, list):
            return answer
        found = answer["problems"] if isinstance(answer, dict) else wire.checked(data, focus)
        self._archive.keep_checked(_mark(data, focus), found)
        return found


def _near(index: Index, nodes: Iterable[NamedNode]) -> frozenset[Triple]:
    return neighbourhood(nodes, index.outgoing, index.incoming)


def _parts(nodes: Iterable[NamedNode]) -> Iterator[list[NamedNode]]:
    """The nodes by things, about as many in each part; always the same parts of the same nodes."""
    part: list[NamedNode] = []
    last = None
    for node in sorted(nodes, key=lambda node: node.value):
        if len(part) >= PART and owner(node) != last:
            yield part
            part = []
        part.append(node)
        last = owner(node)
    if part:
        yield part


def _mark(data: bytes, focus: list[str]) -> str:
    """What the problems of a part depend on: its statements, the nodes that are checked, and the shapes."""
    digest = sha256(data)
    digest.update("\n".join(focus).encode())
    for path in sorted(resource("shapes").glob("*.ttl")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
