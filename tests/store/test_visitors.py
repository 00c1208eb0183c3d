"""Visitors' queries: the same answers as the store gives, and nothing a visitor sends takes more than its share."""

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.config import Config
from kg.errors import QueryBusy, QueryError, QueryForbidden, QueryTimeout, QueryTooLarge, StoreError, UsageError
from kg.formats import parse_file
from kg.sparql import Limits, QueryService
from kg.store import open_store

FIXTURE = Path(__file__).with_name("fixture.trig")
PUBLISHED = NamedNode("https://w3id.org/talkgraph/graph/published")
NEXT = NamedNode("https://example.org/next")
LIMITS = Limits(seconds=1.5, memory=300_000_000, workers=1, rows=5_000, queue=1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the fixture and a web of 6,000 links between 2,000 nodes."""
    location = f"oxigraph:{tmp_path_factory.mktemp('service') / 'store'}"
    writer = open_store(location, write=True, config=Config())
    node = [NamedNode(f"https://example.org/{number}") for number in range(2000)]
    links = [Quad(node[i], NEXT, node[(i * 7 + j) % 2000], PUBLISHED) for i in range(2000) for j in range(3)]
    writer.build([*parse_file(FIXTURE), *links])
    writer.close()
    return location


@pytest.fixture(scope="module")
def service(store: str) -> Iterator[QueryService]:
    service = QueryService(store, Config(), LIMITS)
    yield service
    service.close()


ANSWERS = [
    ("SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/talkgraph/ontology#Talk> }", "csv", "text/csv", b"n\r\n5\r\n"),
    ("ASK { ?s ?p ?o }", None, "application/sparql-results+json", b'{"head": {}, "boolean": true}\n'),
    ("CONSTRUCT { <urn:a> <urn:b> 1 } {}", "application/n-triples", "application/n-triples", b'<urn:a> <urn:b> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'),
]


@pytest.mark.parametrize(("text", "format", "media_type", "body"), ANSWERS)
def test_a_query_is_answered_in_the_format_asked_for(service: QueryService, text: str, format: str, media_type: str, body: bytes) -> None:
    answer = service.run(text, format)
    assert (answer.media_type, answer.body) == (media_type, body)


@pytest.mark.parametrize("kind", ["oxigraph", "memory", "remote"])
def test_every_kind_of_store_gives_visitors_the_same(kind: str, store: str, request: pytest.FixtureRequest) -> None:
    location = {"oxigraph": store, "memory": f"memory:{FIXTURE}"}.get(kind) or request.getfixturevalue("server")
    service = QueryService(location, Config(), Limits(workers=1))
    try:
        described = service.run("DESCRIBE <https://w3id.org/talkgraph/id/event/day>", "ntriples").body.decode().splitlines()
        assert {line.split()[0].rpartition("/")[2] for line in described} == {"day>", "day#break-1>", "day#session-1>"}
        names = service.run("SELECT ?n { GRAPH ?g { ?r <https://w3id.org/talkgraph/ontology#words> ?n } }", "csv").body
        assert names == b'n\r\n"10 October, 2 pm BST"\r\n'
        one = service.run("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "csv", default_graphs=("https://w3id.org/talkgraph/graph/doc/first",)).body
        assert one == b"n\r\n2\r\n"
        with pytest.raises(QueryError, match="no graph <urn:none>"):
            service.run("ASK FROM <urn:none> {}")
    finally:
        service.close()


BOMBS = [
    ("a product of everything with everything", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", QueryTimeout),
    ("an endless path", "SELECT (COUNT(*) AS ?n) { ?a <https://example.org/next>+ ?b . ?b <https://example.org/next>+ ?c }", QueryTimeout),
    ("many rows", "SELECT ?a { ?a ?b ?c . ?d ?e ?f }", QueryTooLarge),
    ("many statements", "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }", QueryTooLarge),
    ("much memory", "SELECT DISTINCT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a LIMIT 10", QueryTooLarge),
    ("a deep nest", "ASK {" + "{" * 20_000 + "}" * 20_000 + "}", QueryTooLarge),
    ("deep brackets", "ASK { FILTER(" + "(" * 30_000 + "1" + ")" * 30_000 + ") }", QueryTooLarge),
    ("a long query", "ASK { # " + "x" * 64_000 + "\n}", QueryTooLarge),
]  # fmt: skip


@pytest.mark.parametrize(("text", "error"), [bomb[1:] for bomb in BOMBS], ids=[bomb[0] for bomb in BOMBS])
def test_what_takes_too_much_is_stopped_and_the_next_query_is_answered(service: QueryService, text: str, error: type) -> None:
    # On a busy machine the time may be over before the other bound is reached.
    with pytest.raises((error, QueryTimeout)):
        service.run(text)
    assert service.run("ASK {}", "csv").body == b"true\n"


def test_an_answer_of_too_many_bytes_is_not_sent(store: str) -> None:
    service = QueryService(store, Config(), Limits(workers=1, bytes=1000))
    try:
        with pytest.raises(QueryTooLarge, match="larger than 1,000 bytes"):
            service.run("SELECT * { ?s ?p ?o } LIMIT 100")
    finally:
        service.close()


REFUSED = [
    ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", QueryError, "SERVICE is not served"),
    ("LOAD <http://127.0.0.1:9/>", QueryForbidden, "queries only"),
    ("INSERT DATA { <urn:a> <urn:b> 1 }", QueryForbidden, "queries only"),
    ("PREFIX e: <urn:> DELETE WHERE { ?s ?p ?o }", QueryForbidden, "queries only"),
    ("SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }", QueryError, "no graph <file:///etc/hostname>"),
    ("SELECT * FROM NAMED <http://127.0.0.1:9/> { GRAPH ?g { ?s ?p ?o } }", QueryError, "no graph <http://127.0.0.1:9/>"),
    ("PREFIX e: <urn:x:> SELECT * { GRAPH e:y { ?s ?p ?o } }", QueryError, "no graph <urn:x:y>"),
    ("DESCRIBE <urn:a> FROM <urn:g>", QueryError, "no graph <urn:g>"),
    ("SELECT * {", QueryError, "malformed at line 1, column 11"),
]


@pytest.mark.parametrize(("text", "error", "words"), REFUSED)
def test_what_is_not_served_is_refused(service: QueryService, text: str, error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        service.run(text)


@pytest.mark.parametrize("names", ["default_graphs", "named_graphs"])
def test_graphs_of_the_protocol_must_be_held_too(service: QueryService, names: str) -> None:
    with pytest.raises(QueryError, match="no graph <urn:none>"):
        service.run("ASK {}", **{names: ("urn:none",)})


def test_a_format_that_cannot_hold_the_answer_is_refused(service: QueryService) -> None:
    with pytest.raises(UsageError, match="ASK cannot be written as turtle"):
        service.run("ASK {}", "turtle")


def test_more_queries_than_may_wait_are_sent_away(store: str) -> None:
    service = QueryService(store, Config(), Limits(seconds=4, workers=1, queue=0))
    slow = threading.Thread(target=lambda: pytest.raises(QueryTimeout, service.run, BOMBS[0][1]))
    try:
        service.run("ASK {}")
        slow.start()
        while not service._idle.empty():
            threading.Event().wait(0.01)
        with pytest.raises(QueryBusy, match="try again"):
            service.run("ASK {}")
        slow.join()
        assert service.run("ASK {}", "csv").body == b"true\n"
    finally:
        service.close()


def test_a_commit_is_seen_by_the_next_query(tmp_path: Path) -> None:
    location = f"oxigraph:{tmp_path / 'store'}"
    writer = open_store(location, write=True, config=Config())
    writer.apply((), [Quad(NEXT, NEXT, Literal(1), PUBLISHED)])
    service = QueryService(location, Config(), Limits(workers=1))
    try:
        assert service.run("SELECT ?o { ?s ?p ?o }", "csv").body == b"o\r\n1\r\n"
        writer.apply([Quad(NEXT, NEXT, Literal(1), PUBLISHED)], [Quad(NEXT, NEXT, Literal(2), PUBLISHED)])
        assert service.run("SELECT ?o { ?s ?p ?o }", "csv").body == b"o\r\n2\r\n"
    finally:
        service.close()
        writer.close()


def test_a_missing_store_is_said(tmp_path: Path) -> None:
    service = QueryService(f"oxigraph:{tmp_path / 'none'}", Config(), Limits(workers=1))
    with pytest.raises(StoreError, match="No store at"):
        service.run("ASK {}")


def test_workers_end_with_the_service(store: str) -> None:
    service = QueryService(store, Config(), Limits(workers=1))
    service.run("ASK {}")
    pid = service._workers[0]._process.pid
    service.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize("text", ['"\\u0022 } #"', "'''a\"'''", '"é😀"'])
def test_the_answer_is_whole_json(service: QueryService, text: str) -> None:
    (row,) = json.loads(service.run(f"SELECT ?x {{ BIND({text} AS ?x) }}").body)["results"]["bindings"]
    assert row["x"]["value"] in ('" } #', 'a"', "é😀")
