"""The check and its report: what is converted, which nodes are looked at, and how the problems are told."""

import json
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.errors import UsageError
from kg.validate import Problem, load_files, neighbourhood, problems, report
from kg.validate.terms import from_rdflib, to_graph, to_rdflib
from kg.vocab import (
    RDF_type,
    SCHEMA_endDate,
    SCHEMA_name,
    SCHEMA_startDate,
    SH_ValidationResult,
    TG_confidence,
    TG_earliest,
    TG_position,
    TG_startMonthDay,
    TG_startTime,
    TG_Talk,
    XSD_date,
    XSD_dateTime,
    XSD_decimal,
    XSD_gYear,
    XSD_integer,
    XSD_string,
)

HERE = Path(__file__).resolve().parent
BAD = HERE / "bad"
ID = "https://w3id.org/talkgraph/id/"
TALK = NamedNode(f"{ID}talk/a")


def shape(problem: Problem) -> str:
    return problem.shape.value.partition("#")[2]


@pytest.mark.parametrize(
    "term",
    [
        NamedNode("https://example.org/ä"),
        BlankNode("b1"),
        Literal("Ä “quoted”\nline"),
        Literal("Wellen", language="de"),
        Literal("007", datatype=XSD_integer),
        Literal("0.970", datatype=XSD_decimal),
        Literal("2024-13-45", datatype=XSD_date),
        Literal("2024-11-06T16:00:00", datatype=XSD_dateTime),
        Literal("2024-11-06T16:00:00.000Z", datatype=XSD_dateTime),
        Literal("2018", datatype=XSD_gYear),
    ],
    ids=str,
)
def test_a_term_comes_back_from_rdflib_as_it_was(term):
    assert from_rdflib(to_rdflib(term)) == term


def test_a_plain_string_stays_plain():
    assert to_rdflib(Literal("x", datatype=XSD_string)).datatype is None


def test_the_graphs_of_quads_are_merged():
    triple = Triple(TALK, RDF_type, TG_Talk)
    assert len(to_graph([Quad(*triple, NamedNode("https://example.org/g1")), Quad(*triple, NamedNode("https://example.org/g2")), triple])) == 1


def test_a_problem_says_what_where_and_how_bad():
    (problem,) = problems(load_files([BAD / "event-link.ttl"]))
    assert (problem.severity, shape(problem)) == ("violation", "event-link")
    assert (problem.focus, problem.label) == (TALK, "On waves")
    assert problem.path == NamedNode("https://schema.org/url")
    assert problem.value == NamedNode("javascript:alert(1)")


def test_of_a_longer_path_a_problem_names_the_first_property():
    (problem,) = problems(load_files([BAD / "talk-no-date.ttl"]))
    assert (problem.path, problem.value) == (SCHEMA_startDate, None)


def test_a_speaker_in_two_places_is_told_at_both_talks_with_the_other():
    first, second = problems(load_files([BAD / "talk-speaker-in-two-places.ttl"]))
    assert (first.focus, first.value) == (second.value, second.focus) == (TALK, NamedNode(f"{ID}talk/b"))


def test_a_weekday_that_disagrees_is_one_problem():
    assert len(problems(load_files([BAD / "event-weekday.ttl"]))) == 1


def test_a_fragment_is_called_after_its_thing():
    (problem,) = problems(load_files([BAD / "degree-stated.ttl"]))
    assert (problem.focus, problem.label) == (NamedNode(f"{ID}person/p#degree-1"), "Ada Verne")


def test_the_worst_problems_come_first_in_any_order_of_the_data():
    quads = list(load_files(sorted(BAD.glob("talk-*.ttl"))))
    found = problems(quads)
    assert [problem.severity for problem in found] == sorted((p.severity for p in found), key=["violation", "warning", "info"].index)
    assert problems(reversed(quads)) == found


def test_only_the_nodes_asked_for_and_their_fragments_are_checked():
    quads = load_files([BAD / "participation-position.ttl", BAD / "event-link.ttl", BAD / "degree-stated.ttl"])
    assert {shape(p) for p in problems(quads)} == {"participation-position", "event-link", "degree-stated"}
    assert {shape(p) for p in problems(quads, [TALK])} == {"participation-position", "event-link"}
    assert {shape(p) for p in problems(quads, [NamedNode(f"{ID}person/p")])} == {"degree-stated"}
    assert problems(quads, []) == ()
    assert problems(quads, [NamedNode(f"{ID}person/p2")]) == ()


class Lookup:
    """What is said of nodes, out of a list of statements."""

    def __init__(self, path: Path):
        self.triples = frozenset(quad.triple for quad in load_files([path]))

    def outgoing(self, node: NamedNode) -> list[Triple]:
        return [t for t in self.triples if t.subject == node]

    def incoming(self, node: NamedNode, predicate: NamedNode) -> list[Triple]:
        return [t for t in self.triples if t.object == node and t.predicate == predicate]


@pytest.mark.parametrize("path", sorted(BAD.glob("*.ttl")), ids=lambda path: path.stem)
def test_the_neighbourhood_of_a_node_is_enough_to_check_it(path: Path):
    graph = Lookup(path)
    for node in {p.focus for p in problems(graph.triples) if isinstance(p.focus, NamedNode)}:
        near = neighbourhood([node], graph.outgoing, graph.incoming)
        assert [p for p in problems(near) if p.focus == node] == [p for p in problems(graph.triples) if p.focus == node]


@pytest.mark.parametrize("path", sorted((HERE / "good").glob("*.ttl")), ids=lambda path: path.name)
def test_no_problem_comes_from_seeing_only_the_neighbourhood(path: Path):
    graph = Lookup(path)
    for node in sorted({t.subject for t in graph.triples}, key=str):
        near = neighbourhood([node], graph.outgoing, graph.incoming)
        assert [p.message for p in problems(near, [node]) if p.focus == node and p.severity != "info"] == []


def test_an_institution_with_many_visitors_has_a_small_neighbourhood():
    graph = Lookup(HERE / "good" / "people.ttl")
    institution = NamedNode(f"{ID}org/example")
    near = neighbourhood([institution], graph.outgoing, graph.incoming)
    assert {triple.subject for triple in near} == {institution}


HOSTILE = ["", " ", "\n", "x" * 10_000, "٣", "-0001-01-01", "2024-02-30T25:61:61+99:99", "INF", "1e400", "\U0001f600", "P1Y", "--13-41", "🇫🇷\u202e"]


@pytest.mark.parametrize("predicate", [SCHEMA_startDate, SCHEMA_endDate, SCHEMA_name, TG_earliest, TG_position, TG_confidence, TG_startMonthDay, TG_startTime], ids=str)
def test_no_value_however_wrong_stops_the_check(predicate: NamedNode, caplog):
    quads = list(load_files([BAD / "talk-speaker-in-two-places.ttl"]))
    types = (XSD_dateTime, XSD_date, XSD_integer, XSD_decimal, XSD_string, XSD_gYear)
    odd = [Triple(TALK, predicate, Literal(text, datatype=datatype)) for text in HOSTILE for datatype in types]
    assert problems(quads + odd)
    assert caplog.records == []


def test_the_text_of_a_report_tells_the_problems_of_each_thing_by_severity():
    found = problems(load_files([BAD / "event-order.ttl", BAD / "event-capacity.ttl", BAD / "unit-of.ttl"]))
    assert report(found) == f"""\
Violations: what is wrong

  Workshop on waves  <{ID}event/w>
    The capacity is not a whole number above 0. (schema:maximumAttendeeCapacity "0")
  On waves  <{ID}talk/a>
    It ends before it starts.

Warnings: what is poor

  Department of Mathematics  <{ID}org/u>
    The unit does not say what it is a unit of.

2 violations, 1 warning.
"""


def test_a_report_on_nothing_says_so():
    assert report(()) == "No problems were found.\n"
    assert json.loads(report((), "json")) == {"conforms": True, "problems": []}


def test_a_notice_does_not_make_a_graph_wrong():
    found = problems(load_files([BAD / "talk-no-date.ttl"]))
    assert json.loads(report(found, "json"))["conforms"] is True
    assert "sh:conforms true" in report(found, "turtle")
    assert report(found).endswith("1 notice.\n")


def test_a_report_in_json_has_every_field_as_text():
    (problem,) = json.loads(report(problems(load_files([BAD / "event-capacity.ttl"])), "json"))["problems"]
    assert problem == {
        "severity": "violation",
        "shape": "https://w3id.org/talkgraph/shapes#event-capacity",
        "focus": f"{ID}event/w",
        "label": "Workshop on waves",
        "path": "https://schema.org/maximumAttendeeCapacity",
        "value": "0",
        "message": "The capacity is not a whole number above 0.",
    }


def test_a_report_in_turtle_is_a_shacl_report_and_the_same_every_time():
    found = problems(load_files([BAD / "event-link.ttl", BAD / "degree-stated.ttl"]))
    text = report(found, "turtle")
    parsed = [quad.triple for quad in pyoxigraph.parse(text, format=RdfFormat.TURTLE)]
    assert len([t for t in parsed if t.predicate == RDF_type and t.object == SH_ValidationResult]) == len(found) == 2
    assert report(tuple(reversed(found)), "turtle") == text


def test_a_report_has_no_other_format():
    with pytest.raises(UsageError, match="'html'; there are text, turtle, json"):
        report((), "html")


def test_a_long_value_is_shown_in_one_short_line():
    text = report(problems(load_files([BAD / "talk-title-long.ttl"])))
    assert "…)" in text and max(map(len, text.splitlines())) < 220


def test_files_of_several_formats_are_read_together(tmp_path: Path):
    (tmp_path / "a.ttl").write_text("<http://example.org/a> <http://example.org/p> _:x .")
    (tmp_path / "b.nt").write_text("<http://example.org/b> <http://example.org/p> _:x .")
    (tmp_path / "c.jsonld").write_text('{"@id": "http://example.org/c", "http://example.org/p": {"@id": "_:x"}}')
    quads = load_files([tmp_path / "a.ttl", str(tmp_path / "b.nt"), tmp_path / "c.jsonld"])
    assert [quad.subject.value[-1] for quad in quads] == ["a", "b", "c"]
    assert len({quad.object for quad in quads}) == 3, "a blank node of one file is not that of another"


@pytest.mark.parametrize(
    "name, text, said",
    [
        ("broken.ttl", "<http://example.org/a>\n  <http://example.org/p> x:y .", "broken.ttl.*line 2"),
        ("remote.jsonld", '{"@context": "https://schema.org", "name": "x"}', "remote.jsonld.*context.*not fetched"),
        ("notes.docx", "hello", "notes.docx.*extension"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_by_name(tmp_path: Path, name: str, text: str, said: str):
    (tmp_path / name).write_text(text)
    with pytest.raises(UsageError, match=said):
        load_files([tmp_path / name])


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path):
    with pytest.raises(UsageError, match="none.ttl is not a file"):
        load_files([tmp_path / "none.ttl"])
