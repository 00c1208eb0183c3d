"""The graph of problems: what the shapes found in what is stored, by the documents it was found in.

The gate checks only what changed and its neighbourhood. What was found of other things before still holds, so it is
taken over from the store; only the documents it is traced to are told anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Triple

from kg.describe import Described
from kg.iris import Iris, owner
from kg.pipeline.gate import Checked
from kg.validate import Problem
from kg.vocab import (
    PROV_wasDerivedFrom,
    RDF_type,
    RDFS_label,
    SH_focusNode,
    SH_Info,
    SH_resultMessage,
    SH_resultPath,
    SH_resultSeverity,
    SH_sourceShape,
    SH_ValidationResult,
    SH_Violation,
    SH_Warning,
)

_SEVERITY = {"violation": SH_Violation, "warning": SH_Warning, "info": SH_Info}


def problem_triples(checked: Checked, held: Iterable[Triple], described: Mapping[str, Described], iris: Iris) -> Iterator[Triple]:
    """The statements of the graph of problems.

    `held` are those the store has; of them stay the problems of things that were not checked this time.
    """
    stated = _stated(described, iris)
    for triples in _still_true(checked, held):
        yield from triples
        yield from _sources(triples[0].subject, stated)
    for problem in checked.problems:
        node = _node(problem, iris)
        yield from _result(node, problem)
        yield from _sources(node, stated)


def _still_true(checked: Checked, held: Iterable[Triple]) -> Iterator[list[Triple]]:
    by_node: dict[NamedNode, list[Triple]] = defaultdict(list)
    for triple in held:
        if triple.predicate != PROV_wasDerivedFrom:
            by_node[triple.subject].append(triple)
    if checked.things is None:
        return
    for node, triples in by_node.items():
        # What was rejected is not in the store, so it is checked every time: its problems are found again, or mended.
        rejected = any(triple.object == SH_Violation for triple in triples)
        if not rejected and owner(node) not in checked.things:
            yield triples


def _stated(described: Mapping[str, Described], iris: Iris) -> dict[NamedNode, set[NamedNode]]:
    """The documents that say anything of a thing or its parts."""
    found: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for doc, own in described.items():
        for thing in {owner(triple.subject) for triple in own.facts}:
            found[thing].add(iris.thing("doc", doc))
    return found


def _sources(node: NamedNode, stated: Mapping[NamedNode, set[NamedNode]]) -> Iterator[Triple]:
    for document in stated.get(owner(node), ()):
        yield Triple(node, PROV_wasDerivedFrom, document)


def _node(problem: Problem, iris: Iris) -> NamedNode:
    """The address of a problem: a part of the thing it is about, told apart by constraint, node, property and value."""
    told = "\n".join(str(part) for part in (problem.shape, problem.focus, problem.path, problem.value))
    return iris.fragment(owner(problem.focus), f"problem-{sha256(told.encode()).hexdigest()[:12]}")


def _result(node: NamedNode, problem: Problem) -> Iterator[Triple]:
    yield Triple(node, RDF_type, SH_ValidationResult)
    yield Triple(node, SH_focusNode, problem.focus)
    yield Triple(node, SH_resultSeverity, _SEVERITY[problem.severity])
    yield Triple(node, SH_resultMessage, Literal(problem.message))
    yield Triple(node, SH_sourceShape, problem.shape)
    if problem.path is not None:
        yield Triple(node, SH_resultPath, problem.path)
    if problem.label is not None:
        yield Triple(node, RDFS_label, Literal(problem.label))
