"""What an address answers: by the Accept header, by the method, by what was asked before, and by name."""

import re

import httpx
import pytest

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
TALKS = "SELECT ?t { ?t a <https://w3id.org/talkgraph/ontology#Talk> } ORDER BY ?t"


@pytest.fixture(scope="module")
def talk(site: str) -> str:
    """The id of a talk."""
    return re.search(r'href="/talk/([^/]+)/', httpx.get(f"{site}/talks").text)[1]


@pytest.mark.parametrize(
    "accept, lands",
    [
        (BROWSER, "/talk/"),
        ("*/*", "/talk/"),
        ("", "/talk/"),
        ("text/*", "/talk/"),
        ("text/turtle", ".ttl"),
        ("text/turtle;q=0.5, application/ld+json", ".jsonld"),
        ("text/html;q=0.2, application/n-triples;q=0.7", ".nt"),
        ("application/json", ".jsonld"),
        ("application/json, */*;q=0.1", ".jsonld"),
        ("application/xml", ".rdf"),
        ("image/png, application/rdf+xml", ".rdf"),
        ("text/html;q=0, text/turtle;q=0.1", ".ttl"),
        ("TEXT/TURTLE", ".ttl"),
    ],
)
def test_an_address_leads_where_the_accept_header_says(site: str, talk: str, accept: str, lands: str):
    answer = httpx.get(f"{site}/id/talk/{talk}", headers={"Accept": accept})
    assert answer.status_code == 303
    location = answer.headers["Location"]
    assert location.startswith(lands) or location.endswith(lands)


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0", "application/pdf, image/*"])
def test_what_is_not_on_offer_is_406(site: str, talk: str, accept: str):
    assert httpx.get(f"{site}/id/talk/{talk}", headers={"Accept": accept}).status_code == 406


@pytest.mark.parametrize(
    "name, media_type",
    [
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
        ("json", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml"),
    ],
)
def test_an_answer_comes_in_the_format_that_the_address_names_even_to_a_browser(site: str, name: str, media_type: str):
    answer = httpx.get(f"{site}/sparql", params={"query": TALKS, "format": name}, headers={"Accept": BROWSER})
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith(media_type)


def test_a_graph_comes_in_the_format_that_the_address_names(site: str, talk: str):
    query = f"DESCRIBE <https://w3id.org/talkgraph/id/talk/{talk}>"
    for name, begins in (("ttl", "@prefix"), ("nt", "<http"), ("jsonld", "["), ("rdf", "<?xml")):
        answer = httpx.get(f"{site}/sparql", params={"query": query, "format": name})
        assert answer.status_code == 200 and answer.text.startswith(begins), name


def test_a_name_of_a_format_that_is_not_known_is_left_to_the_accept_header(site: str):
    answer = httpx.get(f"{site}/sparql", params={"query": TALKS, "format": "turtle"}, headers={"Accept": "text/csv"})
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize("path", ["/", "/talks", "/sparql", "/about", "/problems", "/healthz", "/ontology.ttl"])
def test_head_tells_what_get_would(site: str, path: str):
    head, get = httpx.head(site + path), httpx.get(site + path)
    assert head.status_code == get.status_code == 200 and head.content == b""
    assert head.headers["Content-Type"] == get.headers["Content-Type"]


@pytest.mark.parametrize("path", ["/", "/talks", "/people", "/about", "/problems", "/id/talk/x", "/data/talk/x.ttl"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_what_only_reads_takes_nothing(site: str, path: str, method: str):
    answer = httpx.request(method, site + path)
    assert answer.status_code == 405 and "GET" in answer.headers["Allow"]


def test_a_page_of_another_site_may_ask_the_endpoint(site: str):
    asks = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    before = httpx.options(f"{site}/sparql", headers=asks)
    assert before.status_code == 204
    assert before.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in before.headers["Access-Control-Allow-Methods"] and "Content-Type" in before.headers["Access-Control-Allow-Headers"]
    answer = httpx.post(f"{site}/sparql", data={"query": TALKS}, headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/talks", "/ontology.ttl", "/static/site.css"])
def test_what_has_not_changed_is_not_sent_again(site: str, path: str):
    first = httpx.get(site + path)
    again = httpx.get(site + path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and again.content == b""


@pytest.mark.parametrize(
    "path",
    ["/id/person/%20", "/id/person/a%20b", "/id/person/%3Cscript%3E", "/id/person/..%2f..%2fetc", "/id/talk/x%23y", "/person/%00/x", "/talk/%ff",
     "/doc/../x", "/data/doc/%2e%2e%2fcatalogue.txt", "/id/person/" + "a" * 5000, "/talk/é/ü", "/id/person/a%22%3E"],
)  # fmt: skip
def test_an_id_that_cannot_be_one_is_404(site: str, path: str):
    answer = httpx.get(site + path)
    assert answer.status_code == 404 and "Traceback" not in answer.text


@pytest.mark.parametrize(
    "wanted, status", [("x" * 81, 400), ("x" * 80, 200), ("(((", 200), ("\\", 200), ("[a-", 200), ("a|b$", 200), ("\x00", 200), ('"', 200)]
)
def test_what_a_list_is_narrowed_to_is_bounded_and_never_a_pattern(site: str, wanted: str, status: int):
    for listing in ("talks", "people", "institutions", "series", "documents"):
        assert httpx.get(f"{site}/{listing}", params={"q": wanted}).status_code == status, listing


@pytest.mark.parametrize("wanted", ["patricia munoz", "PATRÍCIA", "Muñoz"])
def test_a_person_is_found_with_or_without_diacritics(site: str, wanted: str):
    page = httpx.get(f"{site}/people", params={"q": wanted}).text
    people = re.findall(r'href="/person/[^/]+/([^"]+)"', page)
    assert people == ["patricia-munoz-ewald"]


def test_a_talk_is_found_by_its_speaker(site: str):
    page = httpx.get(f"{site}/talks", params={"q": "bruna"}).text
    assert len(re.findall(r'href="/talk/', page)) == 1 and "posterior-sampling" in page


def test_what_matches_nothing_says_so(site: str):
    assert "Nothing matches “no such name”." in httpx.get(f"{site}/people", params={"q": "no such name"}).text
