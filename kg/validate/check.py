"""The check itself: pySHACL over a plain graph in memory."""

from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph
import pyshacl
import pyshacl.errors
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple
from rdflib import RDF, RDFS, SH, BNode, Graph, URIRef

from kg.config import resource
from kg.errors import UsageError
from kg.validate.problem import Problem, Severity
from kg.validate.terms import from_rdflib, to_graph
from kg.vocab import PREFIXES

_SEVERITY: dict[rdflib.term.Node, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_PAIRS = {SH.EqualsConstraintComponent, SH.LessThanOrEqualsConstraintComponent, SH.DisjointConstraintComponent}
_NAMES = (RDFS.label, URIRef(PREFIXES["schema"] + "name"))


@cache
def shapes() -> Graph:
    """The shapes, read once; what is returned is not to be changed."""
    files = sorted(resource("shapes").glob("*.ttl"))
    return to_graph(quad for path in files for quad in pyoxigraph.parse(path=str(path), format=RdfFormat.TURTLE))


def problems(data: Iterable[Quad | Triple], focus: Iterable[NamedNode] | None = None) -> tuple[Problem, ...]:
    """What the shapes find in `data` (the graphs of quads are merged), the worst first.

    With `focus`, only these nodes and their fragments (`…/X#speaker-1` of `…/X`) are checked; `data` must then hold
    what they are next to (see `neighbourhood`), and with an empty `focus` nothing is. Nothing is inferred and nothing
    fetched. The cost grows with the nodes checked: some milliseconds for each.
    """
    graph = to_graph(data)
    if focus is None:
        return _checked(graph, shapes())
    nodes = _with_fragments(graph, focus)
    return _checked(graph, _aimed_at(nodes, graph)) if nodes else ()


def _with_fragments(graph: Graph, focus: Iterable[NamedNode]) -> set[URIRef]:
    wanted = {node.value for node in focus}
    return {node for node in set(graph.subjects()) if isinstance(node, URIRef) and _is_of(str(node), wanted)}


def _is_of(node: str, wanted: set[str]) -> bool:
    return node in wanted or node.partition("#")[0] in wanted


def _aimed_at(nodes: set[URIRef], graph: Graph) -> Graph:
    """The shapes with those of `nodes` for targets that their own targets hold.

    pySHACL's `focus_nodes` will not do: it also keeps the shapes inside sh:or and sh:not from looking at anything
    else, so that every sh:not fails and every sh:or holds.
    """
    aimed = Graph(bind_namespaces="none")
    for shape, property, value in shapes():
        if property == SH.targetClass:
            aimed += ((shape, SH.targetNode, node) for node in nodes if (node, RDF.type, value) in graph)
        elif property == SH.targetSubjectsOf:
            aimed += ((shape, SH.targetNode, node) for node in nodes if (node, value, None) in graph)
        else:
            aimed.add((shape, property, value))
    return aimed


def _checked(graph: Graph, against: Graph) -> tuple[Problem, ...]:
    try:
        _, results, _ = pyshacl.validate(graph, shacl_graph=against, inference="none", inplace=True)
    except pyshacl.errors.ReportableRuntimeError as error:
        raise UsageError(f"The data cannot be checked: {' '.join(str(error).split())[:300]}.") from error
    if isinstance(results, Exception):
        raise results
    found: dict[tuple, Problem] = {}
    for result in results.subjects(RDF.type, SH.ValidationResult):
        problem = _problem(results, result, graph)
        # A comparison of two properties gives one result for each value of either; they are one problem.
        pair = results.value(result, SH.sourceConstraintComponent) in _PAIRS
        key = (problem.shape, problem.focus, problem.path, None if pair else problem.value)
        found[key] = min(problem, found.get(key, problem), key=Problem.order)
    return tuple(sorted(found.values(), key=Problem.order))


def _problem(results: Graph, result: rdflib.term.Node, graph: Graph) -> Problem:
    focus, value = results.value(result, SH.focusNode), results.value(result, SH.value)
    shape = results.value(result, SH.sourceConstraint) or results.value(result, SH.sourceShape)
    message = results.value(result, SH.resultMessage)
    path = next(_properties(results, results.value(result, SH.resultPath)), None)
    return Problem(
        severity=_SEVERITY[results.value(result, SH.resultSeverity)],
        shape=NamedNode(str(shape)),
        focus=from_rdflib(focus),
        path=path,
        value=None if value is None or (path is None and value == focus) else from_rdflib(value),
        message=str(message),
        label=_label(graph, focus),
    )


def _properties(results: Graph, path: rdflib.term.Node | None) -> Iterator[NamedNode]:
    """The properties of a SHACL path, in the order in which it names them."""
    if isinstance(path, URIRef):
        if path != RDF.nil:
            yield NamedNode(str(path))
    elif isinstance(path, BNode):
        for step in (SH.alternativePath, SH.inversePath, RDF.first, RDF.rest):
            yield from _properties(results, results.value(path, step))


def _label(graph: Graph, node: rdflib.term.Node) -> str | None:
    """The smallest label of the node, else of the thing it is a fragment of."""
    for thing in (node, URIRef(str(node).partition("#")[0])):
        for name in _NAMES:
            if labels := sorted(str(label) for label in graph.objects(thing, name)):
                return labels[0]
    return None
