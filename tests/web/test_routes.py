"""The routes over real HTTP: negotiation, redirects, the SPARQL protocol, and errors as sentences."""

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

import httpx
import pyoxigraph
import pytest
from SPARQLWrapper import CSV, JSON, POST, SPARQLWrapper

from tests.conftest import KG, served

TALKS = "SELECT ?t { ?t a <https://w3id.org/talkgraph/ontology#Talk> } ORDER BY ?t"
FORMATS = {
    "ttl": ("text/turtle", pyoxigraph.RdfFormat.TURTLE),
    "nt": ("application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML),
    "jsonld": ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
}


@pytest.fixture(scope="module")
def person(site: str) -> str:
    """The path of a person's address."""
    page = httpx.get(f"{site}/people").text
    return "/id/person/" + re.search(r'href="/person/([^/]+)/qing-qu"', page)[1]


@pytest.mark.parametrize("suffix, media_type", [(suffix, kind) for suffix, (kind, _) in FORMATS.items()])
def test_an_address_answers_a_program_with_data(site: str, person: str, suffix: str, media_type: str):
    answer = httpx.get(site + person, headers={"Accept": media_type})
    assert answer.status_code == 303
    assert answer.headers["Location"] == person.replace("/id/", "/data/") + f".{suffix}"
    assert "Accept" in answer.headers["Vary"]
    data = httpx.get(site + answer.headers["Location"])
    assert data.headers["Content-Type"].startswith(media_type)


def test_each_format_holds_the_same_statements(site: str, person: str):
    read = {
        suffix: {
            str(quad.triple)
            for quad in pyoxigraph.parse(httpx.get(f"{site}{person.replace('/id/', '/data/')}.{suffix}").content, format=kind)
        }
        for suffix, (_, kind) in FORMATS.items()
    }
    assert len(read["ttl"]) > 10
    assert read["nt"] == read["ttl"] == read["rdf"] == read["jsonld"]


def test_an_address_answers_a_browser_with_a_page(site: str, person: str):
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = httpx.get(site + person, headers={"Accept": accept})
    assert answer.status_code == 303 and answer.headers["Location"].startswith(person.replace("/id/", "/"))
    page = httpx.get(site + answer.headers["Location"], headers={"Accept": accept})
    assert page.status_code == 200 and "<h1>Qing Qu</h1>" in page.text


def test_a_format_nobody_offers_is_406(site: str, person: str):
    assert httpx.get(site + person, headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("slug", ["", "/", "/somebody-else"])
def test_a_wrong_or_missing_slug_leads_to_the_right_one(site: str, person: str, slug: str):
    answer = httpx.get(site + person.replace("/id/", "/") + slug)
    assert answer.status_code in (301, 308)
    assert httpx.get(site + person.replace("/id/", "/") + slug, follow_redirects=True).url.path.endswith("/qing-qu")


@pytest.mark.parametrize(
    "path", ["/id/person/nobody", "/person/nobody/x", "/data/talk/none.ttl", "/nowhere", "/id/dragon/x", "/data/doc/none.txt"]
)
def test_what_is_not_there_is_404_in_a_sentence(site: str, path: str):
    answer = httpx.get(site + path, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "9999999999", "²"])
def test_a_page_number_that_is_none_is_400(site: str, page: str):
    assert httpx.get(f"{site}/talks", params={"page": page}).status_code == 400


def test_the_endpoint_speaks_the_protocol(site: str):
    wrapper = SPARQLWrapper(f"{site}/sparql", returnFormat=JSON)
    wrapper.setQuery(TALKS)
    by_get = wrapper.queryAndConvert()["results"]["bindings"]
    wrapper.setMethod(POST)
    assert wrapper.queryAndConvert()["results"]["bindings"] == by_get
    assert len(by_get) >= 20
    wrapper.setReturnFormat(CSV)
    assert wrapper.queryAndConvert().decode().splitlines()[0] == "t"
    body = httpx.post(
        f"{site}/sparql", content=TALKS, headers={"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
    )
    assert body.json()["results"]["bindings"] == by_get


@pytest.mark.parametrize(
    "status, request_",
    [
        (400, {"params": {"query": "SELECT nothing"}}),
        (400, {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}}),
        (400, {"params": [("query", TALKS), ("query", TALKS)]}),
        (400, {"params": {"query": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"}}),
        (403, {"params": {"query": "INSERT DATA { <urn:a> <urn:b> 1 }"}}),
        (403, {"params": {"update": "CLEAR ALL"}}),
        (406, {"params": {"query": TALKS}, "headers": {"Accept": "image/png"}}),
        (413, {"params": {"query": "# " + "x" * 70_000 + "\n" + TALKS}}),
    ],
)
def test_the_endpoint_refuses_with_the_status_of_the_contract(site: str, status: int, request_: dict):
    request_ = dict(request_)
    parameters = request_.pop("params")
    long = status == 413
    answer = (
        httpx.post(f"{site}/sparql", data=parameters, **request_)
        if long or (isinstance(parameters, dict) and "update" in parameters)
        else httpx.get(f"{site}/sparql", params=parameters, **request_)
    )
    assert answer.status_code == status, answer.text
    assert len(answer.text.strip()) > 10 and "Traceback" not in answer.text


def test_a_program_that_brings_no_query_gets_the_service_description(site: str):
    answer = httpx.get(f"{site}/sparql", headers={"Accept": "text/turtle"})
    quads = list(pyoxigraph.parse(answer.content, format=pyoxigraph.RdfFormat.TURTLE))
    endpoint = "http://www.w3.org/ns/sparql-service-description#endpoint"
    assert [quad.object.value for quad in quads if quad.predicate.value == endpoint] == [f"{site}/sparql"]


@pytest.mark.parametrize("name", ["ontology", "shapes"])
def test_the_vocabulary_is_a_page_and_a_file(site: str, name: str):
    assert "<h1>" in httpx.get(f"{site}/{name}", headers={"Accept": "text/html"}).text
    turtle = httpx.get(f"{site}/{name}", headers={"Accept": "text/turtle"})
    assert len(list(pyoxigraph.parse(turtle.content, format=pyoxigraph.RdfFormat.TURTLE))) > 100


def test_evidence_points_into_the_stored_text(site: str):
    wrapper = SPARQLWrapper(f"{site}/sparql", returnFormat=JSON)
    wrapper.setQuery("""PREFIX tg: <https://w3id.org/talkgraph/ontology#> PREFIX schema: <https://schema.org/>
        SELECT ?evidence { GRAPH ?g { ?r tg:property schema:name ; tg:value ?title ; tg:evidence ?evidence }
        FILTER(STRSTARTS(STR(?title), "Lagrangian Dual Sections")) }""")
    row = wrapper.queryAndConvert()["results"]["bindings"][0]["evidence"]["value"]
    path, span = re.fullmatch(r"https://w3id.org/talkgraph(/data/doc/\w+\.txt)#char=(\d+,\d+)", row).groups()
    begin, end = map(int, span.split(","))
    text = httpx.get(site + path)
    assert text.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert text.text[begin:end] == "Lagrangian Dual Sections"


def test_every_answer_carries_the_headers_that_keep_visitors_safe(site: str):
    for path in ("/", "/talks", "/sparql", "/nowhere", "/static/site.css"):
        headers = httpx.get(site + path).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_healthy_site_says_so(site: str):
    assert httpx.get(f"{site}/healthz").text == "ok\n"


@pytest.mark.parametrize("update", ["DROP ALL", "LOAD <file:///etc/passwd>", "PREFIX x: <urn:x> DELETE WHERE { ?s ?p ?o }"])
def test_an_update_is_refused_whatever_format_is_asked_for(site: str, update: str):
    answer = httpx.get(f"{site}/sparql", params={"query": update}, headers={"Accept": "application/sparql-results+json"})
    assert answer.status_code == 403


def test_pages_are_answered_while_slow_queries_run(site: str):
    """More slow queries than may run and wait at once: pages still answer, the rest are told to come later."""
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with ThreadPoolExecutor(30) as pool:
        asked = [pool.submit(httpx.get, f"{site}/sparql", params={"query": slow}, timeout=60) for _ in range(30)]
        assert httpx.get(f"{site}/healthz", timeout=20).status_code == 200
        statuses = {future.result().status_code for future in asked}
    assert statuses <= {429, 503} and 429 in statuses
    assert httpx.get(f"{site}/sparql", params={"query": TALKS}, timeout=30).status_code == 200


def test_a_problem_that_no_document_brought_stands_once(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text("Colloquium\n\nSpeaker: Ada Example (Department of Knots)\nTitle: On knots\nDate: 6 March 2025\n")
    location = f"oxigraph:{tmp_path / 'store'}"
    subprocess.run([*KG, "ingest", "--store", location, folder], check=True, capture_output=True, timeout=120)
    with served(location) as address:
        page = httpx.get(f"{address}/problems").text
    assert page.count("The unit does not say what it is a unit of.") == 1


@pytest.mark.parametrize("listing, wanted, name", [("institutions", "UT Austin", "The University of Texas at Austin"), ("people", "Patrícia Ewald", "Patricia Munoz Ewald")])
def test_a_thing_is_found_by_every_name_it_was_printed_with(site: str, listing: str, wanted: str, name: str):
    assert name in httpx.get(f"{site}/{listing}", params={"q": wanted}).text
