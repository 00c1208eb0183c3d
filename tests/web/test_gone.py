"""Ids that were given up: what was joined to another thing leads there, what was taken out says so, in each form."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import served

BASE = "https://w3id.org/talkgraph/"
STATEMENTS = f"""
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX tg: <{BASE}ontology#>
GRAPH <{BASE}graph/published> {{ <{BASE}id/person/now> a schema:Person ; rdfs:label "Ada Byron" ; schema:name "Ada Byron" . }}
GRAPH <{BASE}graph/identity> {{ <{BASE}id/person/before> dcterms:isReplacedBy <{BASE}id/person/now> . }}
GRAPH <{BASE}graph/curation> {{ <{BASE}id/person/out> tg:withdrawn true . }}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site over three people: one who is there, one who was joined to them, one who was taken out."""
    path: Path = tmp_path_factory.mktemp("gone") / "store.trig"
    path.write_text(STATEMENTS, "utf-8")
    with served(f"memory:{path}") as address:
        yield address


@pytest.mark.parametrize("form", ["/id/person/{}", "/person/{}/any-name", "/data/person/{}.ttl"])
def test_an_id_that_was_joined_to_another_leads_there_for_good(site: str, form: str):
    answer = httpx.get(site + form.format("before"))
    assert answer.status_code == 301 and answer.headers["Location"].endswith("/id/person/now")
    assert httpx.get(site + form.format("before"), follow_redirects=True).status_code == 200


@pytest.mark.parametrize("form", ["/id/person/{}", "/person/{}/any-name", "/data/person/{}.ttl"])
def test_an_id_that_was_taken_out_says_so(site: str, form: str):
    answer = httpx.get(site + form.format("out"), headers={"Accept": "text/html"})
    assert answer.status_code == 410 and "was taken out" in answer.text


def test_a_thing_of_which_little_is_known_has_a_page(site: str):
    page = httpx.get(f"{site}/person/now/ada-byron")
    assert page.status_code == 200 and "No talk of this person is announced here." in page.text
