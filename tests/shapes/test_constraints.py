"""Each constraint of the shapes: that it says something to people, and that it catches exactly what it is for."""

import re
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, SH, Graph, URIRef
from rdflib.collection import Collection

from kg.config import resource
from kg.validate import load_files, problems
from kg.validate.check import shapes
from kg.validate.terms import to_graph
from kg.vocab import DEGREES, PARTICIPATION_ROLES, POSITIONS, PREFIXES, SERVICE_ROLES

HERE = Path(__file__).resolve().parent
GOOD = sorted((HERE / "good").glob("*.ttl"))
BAD = sorted((HERE / "bad").glob("*.ttl"))
TGS = PREFIXES["tgs"]

COMPONENTS = {
    SH.minCount, SH.maxCount, SH.datatype, SH["class"], SH.nodeKind, SH.pattern, SH["in"], SH["or"], SH["not"], SH.equals,
    SH.lessThanOrEquals, SH.minInclusive, SH.maxInclusive, SH.minExclusive, SH.maxExclusive, SH.maxLength,
}  # fmt: skip
"""The SHACL constraints that the shapes use, by the property that states them."""


def constraint_of(path: Path) -> str:
    """`event-order` of event-order.ttl and of event-order.dates.ttl."""
    return path.name.partition(".")[0]


def constraints() -> list[str]:
    """The local names of the shapes and SPARQL constraints that report something: those with a message."""
    return sorted(str(shape)[len(TGS) :] for shape in shapes().subjects(SH.message))


@cache
def results(path: Path) -> Graph:
    """The raw report on a file."""
    return pyshacl.validate(to_graph(load_files([path])), shacl_graph=shapes(), inplace=True)[1]


def component(parameter: URIRef) -> URIRef:
    name = str(parameter).removeprefix(str(SH))
    return SH[f"{name[0].upper()}{name[1:]}ConstraintComponent"]


def stated(constraint: str) -> set[URIRef]:
    """The kinds of constraint that a shape states."""
    return {component(p) for p in shapes().predicates(URIRef(TGS + constraint)) if p in COMPONENTS}


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_a_good_example_conforms(path: Path):
    assert [problem for problem in problems(load_files([path])) if problem.severity != "info"] == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_example_breaks_the_constraint_it_is_named_after_and_no_other(path: Path):
    found = problems(load_files([path]))
    assert {problem.shape.value for problem in found} == {TGS + constraint_of(path)}
    assert path.read_text().startswith(f"# Breaks tgs:{constraint_of(path)}: {found[0].message}\n")


def test_every_constraint_has_a_bad_example():
    assert set(constraints()) == {constraint_of(path) for path in BAD}


@pytest.mark.parametrize("constraint", constraints())
def test_every_part_of_a_constraint_is_broken_by_some_example(constraint: str):
    broken = {
        kind
        for path in BAD
        if constraint_of(path) == constraint
        for result in results(path).subjects(RDF.type, SH.ValidationResult)
        for kind in results(path).objects(result, SH.sourceConstraintComponent)
    }
    assert stated(constraint) <= broken


@pytest.mark.parametrize("constraint", constraints())
def test_a_constraint_has_a_name_a_severity_and_a_message_that_is_a_sentence(constraint: str):
    shape = URIRef(TGS + constraint)
    (name,), (message,) = shapes().objects(shape, SH.name), shapes().objects(shape, SH.message)
    assert name and re.fullmatch(r"[A-Z].*\.", str(message))
    owners = {shape, *shapes().subjects(SH.sparql, shape)}
    severities = [severity for owner in owners for severity in shapes().objects(owner, SH.severity)]
    assert len(severities) == 1 and severities[0] in {SH.Violation, SH.Warning, SH.Info}


def test_every_shape_that_reports_has_an_address():
    """A constraint of a shape without an address could be named neither in a report nor by a bad example."""
    reporting = {shape for node in shapes().subjects(SH.targetClass | SH.targetSubjectsOf) for shape in shapes().objects(node, SH.property)}
    assert reporting and all(isinstance(shape, URIRef) for shape in reporting)


def test_the_shapes_are_valid_shacl():
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes(), meta_shacl=True)
    assert conforms, text


def test_the_shapes_need_no_extension_of_shacl():
    assert {str(p) for p in shapes().predicates() if str(p).startswith(str(SH))} & {str(SH.target), str(SH.rule), str(SH.expression)} == set()


@pytest.mark.parametrize(
    "constraint, labels",
    [
        ("participation-role", PARTICIPATION_ROLES | SERVICE_ROLES),
        ("post-role", POSITIONS),
        ("degree-known", DEGREES),
    ],
)
def test_the_roles_that_the_shapes_know_are_those_of_the_ontology(constraint: str, labels: dict):
    listed = Collection(shapes(), shapes().value(URIRef(TGS + constraint), SH["in"]))
    assert {str(concept) for concept in listed} == {concept.value for concept in labels.values()}


def test_the_shapes_are_in_files_that_are_packaged():
    assert len(list(resource("shapes").glob("*.ttl"))) >= 7
