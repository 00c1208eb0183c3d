"""The same question has the same answer on every kind of store, through the command and through HTTP."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from SPARQLWrapper import JSON, TURTLE, SPARQLWrapper

from tests.conftest import KG, served
from tests.store.conftest import sparql_server

KINDS = ("memory", "oxigraph", "remote")
PREFIXES = "PREFIX tg: <https://w3id.org/talkgraph/ontology#> PREFIX schema: <https://schema.org/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
SELECT = PREFIXES + "SELECT ?name ?title ?start { ?t a tg:Talk ; schema:name ?title ; schema:performer/rdfs:label ?name . OPTIONAL { ?t schema:startDate ?start } } ORDER BY ?title ?name"
ASK = PREFIXES + "ASK { ?t a tg:Talk ; schema:name ?title . FILTER(CONTAINS(?title, 'Lagrangian')) }"
CONSTRUCT = PREFIXES + "CONSTRUCT { ?t rdfs:label ?l } { ?t a tg:Talk ; rdfs:label ?l }"
DESCRIBE = PREFIXES + "DESCRIBE ?p { ?p a schema:Person ; rdfs:label 'Qing Qu' }"


def run(*arguments: str | Path, data: str | None = None, **environment: str) -> str:
    done = subprocess.run([*KG, *map(str, arguments)], input=data, capture_output=True, text=True, env=os.environ | environment, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def locations(bundled_store: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The bundled announcements in each kind of store; on the SPARQL server they were ingested, not copied."""
    folder = tmp_path_factory.mktemp("kinds")
    export = folder / "all.ttl"
    run("export", "--store", bundled_store, "-o", export)
    with sparql_server() as remote:
        run("ingest", "--store", remote, "bundled:", KG_DATA=str(folder / "documents"))
        yield {"memory": f"memory:{export}", "oxigraph": bundled_store, "remote": remote}


@pytest.fixture(scope="module", params=KINDS)
def endpoint(request: pytest.FixtureRequest, locations: dict[str, str]) -> Iterator[str]:
    """The query address of a `kg serve` over each kind of store."""
    with served(locations[request.param]) as address:
        yield f"{address}/sparql"


def triples(turtle: str | bytes) -> set[str]:
    return {str(quad.triple) for quad in pyoxigraph.parse(turtle if isinstance(turtle, bytes) else turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)}


def ask(endpoint: str, text: str, form: str):
    wrapper = SPARQLWrapper(endpoint, returnFormat=form)
    wrapper.setQuery(text)
    return wrapper.query().response.read() if form == TURTLE else wrapper.queryAndConvert()


@pytest.fixture(scope="module")
def expected(locations: dict[str, str]) -> dict[str, str]:
    """What the embedded store answers through the command."""
    return {text: run("query", "-", "--store", locations["oxigraph"], "--format", form, data=text) for text, form in ((SELECT, "json"), (ASK, "json"), (CONSTRUCT, "turtle"), (DESCRIBE, "turtle"))}


def test_the_answers_are_worth_comparing(expected: dict[str, str]):
    assert expected[SELECT].count('"title"') > 20
    assert '"boolean": true' in expected[ASK] or '"boolean":true' in expected[ASK]
    assert len(triples(expected[CONSTRUCT])) > 20
    assert any("Ph.D." in triple for triple in triples(expected[DESCRIBE]))


@pytest.mark.parametrize("kind", ["memory", "remote"])
@pytest.mark.parametrize("text, form", [(SELECT, "json"), (ASK, "json"), (CONSTRUCT, "turtle"), (DESCRIBE, "turtle")])
def test_the_command_answers_alike_on_every_store(kind: str, text: str, form: str, locations: dict[str, str], expected: dict[str, str]):
    assert run("query", "-", "--store", locations[kind], "--format", form, data=text) == expected[text]


@pytest.mark.parametrize("text", [SELECT, ASK])
def test_the_endpoint_answers_rows_alike_over_every_store(endpoint: str, text: str, expected: dict[str, str]):
    assert ask(endpoint, text, JSON) == json.loads(expected[text])


@pytest.mark.parametrize("text", [CONSTRUCT, DESCRIBE])
def test_the_endpoint_answers_graphs_alike_over_every_store(endpoint: str, text: str, expected: dict[str, str]):
    assert triples(ask(endpoint, text, TURTLE)) == triples(expected[text])


def test_the_export_is_the_same_from_every_store(locations: dict[str, str]):
    exports = {kind: run("export", "--store", location) for kind, location in locations.items()}
    assert exports["memory"] == exports["oxigraph"] == exports["remote"]
