"""A check as text that goes from one process to another, and its problems back."""

from collections.abc import Iterable
from typing import Any

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from kg.validate.check import problems
from kg.validate.problem import Problem, Term


def lines(triples: Iterable[Triple]) -> bytes:
    """The triples as sorted N-Triples: equal triples give equal bytes."""
    return "".join(sorted(f"{triple} .\n" for triple in triples)).encode()


def checked(data: bytes, focus: Iterable[str]) -> list[dict[str, Any]]:
    """What `problems` finds in N-Triples at the nodes of these IRIs, as JSON."""
    triples = (quad.triple for quad in pyoxigraph.parse(data, format=RdfFormat.N_TRIPLES))
    return [to_json(problem) for problem in problems(triples, map(NamedNode, focus))]


def to_json(problem: Problem) -> dict[str, Any]:
    """A problem as JSON; its terms as in N-Triples."""
    return {
        "severity": problem.severity,
        "shape": problem.shape.value,
        "terms": [None if term is None else str(term) for term in (problem.focus, problem.path, problem.value)],
        "message": problem.message,
        "label": problem.label,
    }


def from_json(form: dict[str, Any]) -> Problem:
    """The problem that `to_json` wrote."""
    focus, path, value = map(_term, form["terms"])
    return Problem(form["severity"], NamedNode(form["shape"]), focus, path, value, form["message"], form["label"])


def _term(text: str | None) -> Term | None:
    if text is None:
        return None
    (quad,) = pyoxigraph.parse(f"<x:s> <x:p> {text} .", format=RdfFormat.N_TRIPLES)
    return quad.object
