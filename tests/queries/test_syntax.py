"""What is told of a SPARQL text before it is run."""

import pytest

from kg.errors import QueryError
from kg.queries import parse
from kg.queries.syntax import leaves_machine, outline, query_form, tokens

FORMS = [
    ("SELECT * {}", "SELECT"),
    ("prefix ex: <http://example.org/#> base <http://b/> aSk {}", "ASK"),
    ("# SELECT\n\nCONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"),
    ("PREFIX select: <x:> DESCRIBE select:a", "DESCRIBE"),
    ("PREFIX : <http://example.org/insert> SELECT * { ?s :insert ?o }", "SELECT"),
    ("INSERT DATA {}", "UPDATE"),
    ("BASE <http://b/> clear all", "UPDATE"),
    ("with <a:g> delete {} where {}", "UPDATE"),
]


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_the_form_is_told(text: str, form: str) -> None:
    assert query_form(text) == form


@pytest.mark.parametrize("text", ["", "  # only a comment", "PREFIX ex: <http://example.org/>", "SELCT * {}", "{", "'open", "\x00"])
def test_a_text_without_a_form_is_malformed(text: str) -> None:
    with pytest.raises(QueryError):
        query_form(text)


def test_graphs_are_found_and_words_are_not() -> None:
    shape = outline(
        "PREFIX g: <http://g/> SELECT ?from FROM <http://a/> FROM NAMED g:b FROM g:c { GRAPH ?x { ?s ?p 'FROM <http://d/>' } "
        "GRAPH g:e { ?s <http://from/GRAPH> ?from } } # GRAPH <http://f/>"
    )
    assert (shape.default, shape.named, shape.graphs) == (("<http://a/>", "g:c"), ("g:b",), ("?x", "g:e"))


LEAVING = [
    "SELECT * { SERVICE <http://x/> {} }",
    "SELECT * { service silent ?x {} }",
    "SELECT*{SERVICE<http://x/>{}}",
    "PREFIX : <http://x/> SELECT * {SERVICE:a{}}",
    "SELECT * {SERVICESILENT<http://x/>{}}",
    "SELECT * { ?a ?b ?c FILTER(?a<?b)SERVICE?s#>\n{} }",
    "SELECT * { ?s ?p \"\"\"a\"\"\" SERVICE <http://x/> {} }",
    "SELECT * { ?s ?p 'a\\'' SERVICE <http://x/> {} }",
    "PREFIX e: <x:> SELECT * { ?s ?p e:a\\# SERVICE <http://x/> {} }",
    "PREFIX e: <x:> SELECT * { ?s ?p 1.SERVICE <http://x/> {} }",
    "SELECT * { ?s ?p ?o # }\r SERVICE <http://x/> {} }",
]
STAYING = [
    "SELECT ?service { ?service ?p 'SERVICE <http://x/> {}' }",
    "SELECT * { ?s <http://x/service/1> ?o } # SERVICE <http://x/> {}",
    "PREFIX tg: <x:> SELECT * { ?s a tg:ServiceRole ; tg:service $service }",
    'SELECT * { ?s ?p """ " SERVICE "" """ , "\\" SERVICE" }',
    "PREFIX e: <x:> SELECT * { ?s ?p e:a#SERVICE\n }",
]


@pytest.mark.parametrize("text", LEAVING)
def test_a_service_clause_is_seen_however_it_is_written(text: str) -> None:
    assert leaves_machine(outline(text))


@pytest.mark.parametrize("text", STAYING)
def test_the_word_service_alone_does_no_harm(text: str) -> None:
    assert not leaves_machine(outline(text))


def test_tokens_leave_nothing_out() -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?s a/b:c.d|^<x:y>* _:z1 , -1.5e3 , \"x\"@en-GB , '1'^^x:int . FILTER(?a <= 3 && !?b || ?c != 2) }"
    assert "".join(token.text for token in tokens(text)) == text.replace(" ", "")


LONG = ["a.b", "a-", "_:a.", "x:.", "<a", "a:b.", "?a", "@a-", "1.", "%20"]


@pytest.mark.parametrize("piece", LONG)
def test_a_long_text_is_read_to_its_end(piece: str) -> None:
    """With a pattern that looks ahead without bound this would take minutes: 20,000 pieces, each scanned to the end."""
    text = piece * 20_000
    try:
        assert "".join(token.text for token in tokens(text)) == text
    except QueryError as error:
        assert piece in ("%20", "@a-", "_:a.") and "cannot be read" in str(error)


@pytest.mark.parametrize("opening", ["'", '"', "'''", '"""'])
def test_a_long_string_that_never_ends_is_malformed(opening: str) -> None:
    with pytest.raises(QueryError, match="line 1, column 5"):
        tokens("ASK " + opening + "\\'a" * 20_000)


def test_the_head_of_a_query_file_declares_it() -> None:
    query = parse("q", "# What it is\n# parameter who: iri\n# parameter since: year, default 2020\n# parameter word: string, default\nASK { $who ?p $since }")
    assert query.title == "What it is"
    assert [(parameter.name, parameter.type, parameter.default) for parameter in query.parameters] == [
        ("who", "iri", None), ("since", "year", "2020"), ("word", "string", ""),
    ]  # fmt: skip


def test_a_file_without_head_goes_by_its_name() -> None:
    assert (parse("mine", "ASK {}").title, parse("mine", "ASK {}").parameters) == ("mine", ())


@pytest.mark.parametrize("line", ["# parameter who", "# parameter who: person", "# parameter Who: iri", "# parameter who: iri default x"])
def test_a_parameter_line_that_cannot_be_read_is_an_error(line: str) -> None:
    with pytest.raises(QueryError, match="is not '# parameter NAME"):
        parse("q", f"# Title\n{line}\nASK {{}}")
