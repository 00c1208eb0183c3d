"""What every store promises, held by each kind of store: in memory, in a folder, on a SPARQL server."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import QueryError, QueryForbidden
from kg.formats.rdf import parse_file, write
from kg.store import Solutions, Store

BASE = "https://w3id.org/talkgraph/"
ID = BASE + "id/"
NAMES = "PREFIX tg: <https://w3id.org/talkgraph/ontology#> PREFIX schema: <https://schema.org/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
FIXTURE = Path(__file__).with_name("fixture.trig")
PUBLISHED, FIRST = BASE + "graph/published", BASE + "graph/doc/first"


def quad(subject: str, value: str, graph: str = PUBLISHED) -> Quad:
    return Quad(NamedNode(ID + subject), NamedNode("https://schema.org/name"), Literal(value), NamedNode(graph))


def column(store: Store, text: str, name: str, **options) -> list[str | None]:
    solutions = store.query(text, **options)
    assert isinstance(solutions, Solutions)
    return [None if row[name] is None else row[name].value for row in solutions]


SELECTS = [
    ("a query that names no graph asks the published one", "SELECT ?name { ?t a tg:Talk ; schema:name ?name } ORDER BY ?name",
     ["Counting Lattices", "Curves on Surfaces", "Curves, Continued", "Knots"]),
    ("FROM asks the graph it names", f"SELECT ?name FROM <{FIRST}> {{ ?t a tg:Talk ; schema:name ?name }}", ["Curves on Surfaces"]),
    ("FROM takes a prefixed name", f"PREFIX d: <{BASE}graph/doc/> SELECT ?name FROM d:first {{ ?t schema:name ?name }}", ["Curves on Surfaces"]),
    ("GRAPH sees the other graphs", "SELECT ?name { GRAPH ?g { ?r tg:words ?name } }", ["10 October, 2 pm BST"]),
    ("GRAPH of a name sees that graph", f"SELECT ?name {{ ?t tg:titleAnnounced false . GRAPH <{FIRST}> {{ ?s schema:name ?name }} }}",
     ["Curves on Surfaces"]),
    ("FROM NAMED bounds what GRAPH sees", f"SELECT ?name FROM NAMED <{FIRST}> {{ GRAPH ?g {{ ?s schema:name ?name }} }}", ["Curves on Surfaces"]),
    ("an unbound variable is None", "SELECT ?name { ?t tg:titleAnnounced false OPTIONAL { ?t schema:name ?name } }", [None]),
    ("words in strings and comments are only words", "SELECT ?name { BIND('FROM <x> SERVICE' AS ?name) } # GRAPH ?g {", ["FROM <x> SERVICE"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in SELECTS], ids=[case[0] for case in SELECTS])
def test_select(filled: Store, text: str, expected: list) -> None:
    assert column(filled, NAMES + text, "name") == expected


def test_variables_keep_the_order_of_the_query(filled: Store) -> None:
    assert filled.query("SELECT ?b ?a { VALUES (?a ?b) { (1 2) } }").variables == ("b", "a")


def test_a_star_shows_the_variables_in_the_order_of_the_text(filled: Store) -> None:
    assert filled.query("SELECT DISTINCT * { ?zeta ?alpha ?mid . FILTER(?alpha != ?zeta) } LIMIT 1").variables == ("zeta", "alpha", "mid")


@pytest.mark.parametrize(("name", "answer"), [("Knots", True), ("Braids", False)])
def test_ask(filled: Store, name: str, answer: bool) -> None:
    assert filled.query(f'{NAMES}ASK {{ ?t schema:name "{name}" }}') is answer


def test_construct_gives_each_statement_once(filled: Store) -> None:
    triples = filled.query(NAMES + "CONSTRUCT { ?s a tg:Speaker } { ?t schema:performer ?s }")
    assert sorted(triple.subject.value.rpartition("/")[2] for triple in triples) == ["ada", "ben", "cleo", "dan"]


def test_other_default_graphs_take_the_place_of_the_published_one(filled: Store) -> None:
    assert column(filled, NAMES + "SELECT ?name { ?s schema:name ?name }", "name", default_graph=FIRST) == ["Curves on Surfaces"]
    both = column(filled, NAMES + "SELECT DISTINCT ?name { ?t tg:inSeries ?s . ?r tg:about ?t ; tg:words ?name }", "name",
                  default_graph=(PUBLISHED, BASE + "graph/reading/first"))  # fmt: skip
    assert both == ["10 October, 2 pm BST"]


DESCRIBED = [
    ("an event with its session and the break in the session", f"DESCRIBE <{ID}event/day>", {"event/day", "event/day#break-1", "event/day#session-1"}),
    ("a prefixed name", f"PREFIX w: <{ID}work/> DESCRIBE w:curves", {"work/curves", "work/curves#co-author-ben", "person/ada", "person/ben"}),
    ("what a pattern finds", NAMES + "DESCRIBE ?w WHERE { ?w a tg:JointWork }", {"work/curves", "work/curves#co-author-ben", "person/ada", "person/ben"}),
    ("all variables, with modifiers", NAMES + "DESCRIBE * WHERE { ?place a schema:Place } ORDER BY ?place LIMIT 1", {"place/hall"}),
    ("an IRI beside a pattern that finds nothing", NAMES + f"DESCRIBE <{ID}place/hall> ?x WHERE {{ ?x a tg:Nothing }}", {"place/hall"}),
    ("over the graph it names", f"DESCRIBE <{ID}talk/curves> FROM <{FIRST}>", {"talk/curves"}),
    ("a thing that is not there", f"DESCRIBE <{ID}talk/none>", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subjects"), [case[1:] for case in DESCRIBED], ids=[case[0] for case in DESCRIBED])
def test_describe_query(filled: Store, text: str, subjects: set[str]) -> None:
    assert {triple.subject.value.removeprefix(ID) for triple in filled.query(text)} == subjects


def test_description_of_a_talk_names_its_neighbours(filled: Store) -> None:
    triples = filled.describe(ID + "talk/continued")
    labels = {triple.object.value for triple in triples if triple.predicate.value.endswith("#label")}
    assert labels == {"Curves, Continued", "Ada Lindqvist", "Brackwater Institute", "Great Hall", "Morning", "Programme of Brackwater Day"}
    assert len(triples) == len(set(triples))
    assert set(triples) == set(filled.query(f"DESCRIBE <{ID}talk/continued>"))


@pytest.mark.parametrize("text", ["SELECT ?s { ?s ?p }", "SELECT", "", "ELECT ?s {}", "DESCRIBE ?x", "DESCRIBE x:y", "SELECT ?s { ?s ?p 'open }"])
def test_a_malformed_query_is_an_error_of_the_query(filled: Store, text: str) -> None:
    with pytest.raises(QueryError):
        filled.query(text)


@pytest.mark.parametrize("text", ["INSERT DATA { <a:a> <b:b> 1 }", "DROP ALL", "LOAD <http://example.org/>", "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"])
def test_an_update_is_refused(filled: Store, text: str) -> None:
    with pytest.raises(QueryForbidden):
        filled.query(text)


def test_all_statements_come_back(filled: Store) -> None:
    assert write(filled.quads(), "nquads") == write(parse_file(FIXTURE), "nquads")
    assert [graph.value.removeprefix(BASE) for graph in filled.graphs()] == ["graph/doc/first", "graph/identity", "graph/published", "graph/reading/first"]
    assert len(list(filled.quads(NamedNode(FIRST)))) == 2


def test_a_change_takes_out_and_puts_in(empty: Store) -> None:
    empty.apply((), [quad("talk/a", "old"), quad("talk/b", "kept"), quad("talk/a", "other", FIRST)])
    empty.apply([quad("talk/a", "old"), quad("talk/z", "never there")], [quad("talk/a", "new")])
    assert set(empty.quads()) == {quad("talk/a", "new"), quad("talk/b", "kept"), quad("talk/a", "other", FIRST)}


def test_what_is_taken_out_and_put_in_stays(empty: Store) -> None:
    empty.apply((), [quad("talk/a", "x")])
    empty.apply([quad("talk/a", "x")], [quad("talk/a", "x")])
    assert list(empty.quads()) == [quad("talk/a", "x")]


def test_a_change_of_nothing_changes_nothing(empty: Store) -> None:
    empty.apply((), ())
    assert list(empty.quads()) == [] and empty.graphs() == ()


@pytest.mark.parametrize("value", ['"', "\\", "\\u0022", "a\nb\r\tc", "} ; DROP ALL ; INSERT DATA {", "'''", "é😀\u2028", "\x00\x01", "<b>&amp;"])
def test_any_text_survives(empty: Store, value: str) -> None:
    empty.apply((), [quad("talk/a", value)])
    assert [found.object.value for found in empty.quads()] == [value]
    empty.apply([quad("talk/a", value)], ())
    assert list(empty.quads()) == []


def test_a_build_replaces_everything(empty: Store) -> None:
    empty.apply((), [quad("talk/a", "old", FIRST)])
    empty.build([quad("talk/b", "new"), quad("talk/b", "new")])
    assert list(empty.quads()) == [quad("talk/b", "new")]
    empty.apply((), [quad("talk/c", "later")])
    assert column(empty, NAMES + "SELECT ?name { ?t schema:name ?name } ORDER BY ?name", "name") == ["later", "new"]
