"""The saved queries: each gives a hand-checked answer on every kind of store."""

import re

import pytest

from kg.errors import QueryError, UsageError
from kg.queries import bind, parameter_values, saved
from kg.queries.syntax import outline, tokens
from kg.store import Store

ID = "https://w3id.org/talkgraph/id/"

ANSWERS = {
    "talks-of-speaker": [
        ({"speaker": "LINDQVIST"}, "title start", [("Curves, Continued", "2025-05-02T09:00:00"), ("Curves on Surfaces", "2024-10-10T14:00:00+01:00")]),
        ({"speaker": "a. lind"}, "title", [("Curves, Continued",), ("Curves on Surfaces",)]),
        ({"speaker": ID + "person/ben"}, "title location", [("Counting Lattices", None)]),
        ({"speaker": "nobody"}, "title", []),
    ],
    "talks-per-institution-and-year": [
        ({}, "name year talks", [("Brackwater Institute", "2025", "2"), ("University of Avenmoor", "2024", "1"), ("University of Avenmoor", "2025", "1")]),
    ],
    "co-speakers": [
        ({"person": "ada"}, "name occasion", [("Ben Okafor", "Geometry Seminar"), ("Dan Whitlow", "Brackwater Day")]),
        ({"person": "cleo"}, "name", []),
    ],
    "co-authors": [
        ({}, "author coauthor title", [("Ada Lindqvist", "Ben Okafor", "Curves, Continued"), ("Ben Okafor", "Ada Lindqvist", "Curves, Continued")]),
        ({"person": "ben"}, "coauthor", [("Ada Lindqvist",)]),
    ],
    "announced-where": [
        ({"talk": "on surfaces"}, "source address lastSeen",
         [("Geometry Seminar, all talks", "https://avenmoor.example/seminar", "false"), ("Mail of the seminar", None, "false")]),
    ],
    "who-moved": [
        ({}, "name before from after to", [("Ada Lindqvist", "2024-10-10", "University of Avenmoor", "2025-05-02", "Brackwater Institute")]),
    ],
    "no-date": [({}, "title printed source", [("Talk by Cleo Marchetti", None, "Geometry Seminar, all talks")])],
    "talks-by-institution": [
        ({"institution": "university of"}, "title affiliation", [("Knots", "Geometry Group, Avenmoor"), ("Curves on Surfaces", "Department of Mathematics, Avenmoor")]),
        ({"institution": "uam"}, "title", [("Knots",), ("Curves on Surfaces",)]),
        ({"institution": ID + "org/geometry"}, "speaker", [("Dan Whitlow",)]),
    ],
    "joint-series": [
        ({}, "title organizer", [("Two Rivers Colloquium", "Brackwater Institute"), ("Two Rivers Colloquium", "University of Avenmoor")]),
    ],
    "affiliation-at": [
        ({"date": "2020-06-01"}, "name organization role", [("Ada Lindqvist", "Department of Mathematics, Avenmoor", "Lecturer")]),
        ({"date": "2018-06-01"}, "name", []),
        ({"date": "2024-06-01"}, "name", []),
        ({"date": "2025-06-01"}, "name", []),
    ],
    "disagreements": [
        ({}, "name published stated source", [("Counting Lattices", "2025-02-20", "2025-02-21", "Mail of the seminar")]),
    ],
    "identity-decisions": [
        ({"name": "a. l"}, "label printed reason",
         [("Ada Lindqvist", "A. Lindqvist", "initial and family name agree"), ("Ada Lindqvist", "A. Lindqvist", "same work as Ben Okafor")]),
        ({"name": "cleo"}, "printed", []),
    ],
    "talks-between": [
        ({"from": "2025-05-01", "until": "2025-05-31"}, "title location speaker", [("Curves, Continued", "Great Hall", "Ada Lindqvist"), ("Knots", None, "Dan Whitlow")]),
        ({"until": "2025-02-20"}, "title status", [("Curves on Surfaces", None), ("Counting Lattices", "https://schema.org/EventCancelled")]),
    ],
    "degrees-from-institution": [
        ({"institution": "brackwater"}, "name degree field date", [("Ada Lindqvist", "Ph.D.", "geometry", "2012")]),
        ({"institution": "UAM"}, "name date institution", [("Ben Okafor", "2015-06", "Department of Mathematics, Avenmoor")]),
    ],
    "talks-of-series": [
        ({"series": "geometry"}, "title speaker", [("Curves on Surfaces", "Ada Lindqvist"), ("Counting Lattices", "Ben Okafor")]),
        ({"series": ID + "series/rivers"}, "title start", [("Talk by Cleo Marchetti", None)]),
    ],
    "people": [
        ({}, "name talks first last", [("Ada Lindqvist", "2", "2024-10-10", "2025-05-02"), ("Ben Okafor", "1", "2025-02-20", "2025-02-20"),
                                       ("Cleo Marchetti", "1", None, None), ("Dan Whitlow", "1", "2025-05-02", "2025-05-02")]),
    ],
    "works-and-authors": [
        ({}, "title name scope", [("Curves, Continued", "Ada Lindqvist", "joint work with"), ("Curves, Continued", "Ben Okafor", "joint work with")]),
    ],
    "evidence-of": [
        ({"thing": ID + "talk/curves"}, "words evidence rule",
         [("10 October, 2 pm BST", "https://w3id.org/talkgraph/data/doc/first.txt#char=10,29", "labelled-date")]),
        ({"thing": ID + "talk/knots"}, "words", []),
    ],
    "posts": [
        ({"person": "ada"}, "organization role from until",
         [("Department of Mathematics, Avenmoor", "Lecturer", "2018", "2024"), ("Brackwater Institute", "Professor", "2025", None)]),
    ],
    "describe": [],
}  # fmt: skip
CASES = [(name, *case) for name, cases in ANSWERS.items() for case in cases]


@pytest.mark.parametrize(("name", "given", "columns", "rows"), CASES, ids=[f"{case[0]}-{case[1]}" for case in CASES])
def test_a_saved_query_answers(filled: Store, name: str, given: dict, columns: str, rows: list) -> None:
    query = saved()[name]
    solutions = filled.query(bind(query.text, parameter_values(query, given)))
    assert [tuple(row[column] and row[column].value for column in columns.split()) for row in solutions] == rows


def test_the_query_describe_describes(filled: Store) -> None:
    query = saved()["describe"]
    triples = filled.query(bind(query.text, parameter_values(query, {"thing": ID + "org/geometry"})))
    assert sorted(triple.object.value for triple in triples if triple.predicate.value.endswith("label")) == [
        "Department of Mathematics, Avenmoor",
        "Geometry Group, Avenmoor",
    ]


def test_every_saved_query_has_an_answer_here() -> None:
    assert set(saved()) == set(ANSWERS)


@pytest.mark.parametrize("name", sorted(saved()))
def test_every_saved_query_says_what_it_answers_and_in_which_order(name: str) -> None:
    query = saved()[name]
    assert query.text.startswith(f"# {query.title}\n") and len(query.title.split()) > 2
    used = {token.text[1:] for token in tokens(query.text) if token.kind == "variable" and token.text[0] == "$"}
    assert used == {parameter.name for parameter in query.parameters}
    if outline(query.text).form == "select":
        assert query.text.splitlines()[-1].startswith("ORDER BY ")


REFUSED = [
    ("talks-of-speaker", {}, "needs --param speaker"),
    ("people", {"person": "x"}, "has no parameter 'person'"),
    ("affiliation-at", {"date": "May 2025"}, "it must be a date"),
    ("affiliation-at", {"date": "2025-05-02\n"}, "it must be a date"),
    ("affiliation-at", {"date": "٢٠٢٥-٠٥-٠٢"}, "it must be a date"),
    ("evidence-of", {"thing": "ada"}, "must be an IRI"),
    ("evidence-of", {"thing": "http://x/> ?p ?o } #"}, "must be an IRI"),
]


@pytest.mark.parametrize(("name", "given", "words"), REFUSED)
def test_a_wrong_parameter_is_refused_with_what_is_wanted(name: str, given: dict, words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        parameter_values(saved()[name], given)


ATTACKS = ['"', '" || true) #', "\\", "\\\"", "\\u0022) } #", '"""', "'", "$speaker", "?speaker", "} UNION { ?s ?p ?o", "x\n) } # ", "<http://x>"]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_parameter_breaks_out_of_its_place(filled: Store, attack: str) -> None:
    query = saved()["talks-of-speaker"]
    assert len(filled.query(bind(query.text, parameter_values(query, {"speaker": attack})))) == 0
    echo = filled.query(bind("SELECT ?echo { BIND($speaker AS ?echo) }", parameter_values(query, {"speaker": attack})))
    assert [row["echo"].value for row in echo] == [attack]


def test_only_variables_are_bound() -> None:
    values = parameter_values(saved()["talks-of-speaker"], {"speaker": "Ada"})
    text = "SELECT ?speaker { # $speaker\n ?s ?p $speaker, '$speaker', \"\"\"a \" $speaker\"\"\", <http://x/$speaker>, $speaker2 }"
    assert bind(text, values) == "SELECT ?speaker { # $speaker\n ?s ?p \"Ada\", '$speaker', \"\"\"a \" $speaker\"\"\", <http://x/$speaker>, $speaker2 }"


def test_a_text_that_is_no_sparql_is_not_bound() -> None:
    with pytest.raises(QueryError, match="line 2, column 3"):
        bind("SELECT ?s {\n  'open", {})
