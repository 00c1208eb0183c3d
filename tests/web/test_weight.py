"""What a page weighs, and what it offers to those who cannot see it: over every page that the site links to itself."""

import gzip
import re
from urllib.parse import urlsplit

import httpx
import pytest

HTML, CSS, SCRIPT = 30_000, 6_000, 4_000
MOST = 150
"""Pages looked at: the lists first, then what they link to."""


@pytest.fixture(scope="module")
def pages(site: str) -> dict[str, str]:
    """The pages by their path, found by following links."""
    found: dict[str, str] = {}
    waiting = ["/", "/talks", "/people", "/institutions", "/series", "/documents", "/problems", "/ontology", "/shapes", "/about", "/sparql"]
    with httpx.Client(base_url=site, headers={"Accept": "text/html"}, follow_redirects=True) as client:
        while waiting and len(found) < MOST:
            path = waiting.pop(0)
            if path in found:
                continue
            answer = client.get(path)
            assert answer.status_code == 200, path
            if answer.headers["Content-Type"].startswith("text/html"):
                found[path] = answer.text
                waiting += [
                    link for link in re.findall(r'<a [^>]*?href="(/[^"#?]*)', answer.text) if not link.startswith(("/data/", "/static/"))
                ]
    return found


def test_every_link_of_the_site_leads_somewhere(pages: dict[str, str]):
    assert len(pages) > 50 and any(path.startswith("/doc/") for path in pages)


def test_no_page_weighs_more_than_its_budget(pages: dict[str, str]):
    heavy = {path: size for path, text in pages.items() if (size := len(gzip.compress(text.encode(), 6))) > HTML}
    assert heavy == {}


def test_styles_and_scripts_weigh_no_more_than_their_budget(site: str, pages: dict[str, str]):
    styles = {href for text in pages.values() for href in re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)}
    scripts = {src for text in pages.values() for src in re.findall(r'<script[^>]* src="([^"]+)"', text)}
    assert styles
    assert sum(len(gzip.compress(httpx.get(site + href).content)) for href in styles) <= CSS
    assert sum(len(gzip.compress(httpx.get(site + src).content)) for src in scripts) <= SCRIPT


@pytest.mark.parametrize(
    "what, pattern, number",
    [
        ("one heading of the first order", r"<h1[ >]", 1),
        ("one main part", r"<main[ >]", 1),
        ("a way past the navigation", r'<a class="skip" href="#main"', 1),
        ("a language", r'<html lang="en">', 1),
        ("a navigation with a name", r'<nav aria-label="Site">', 1),
    ],
)
def test_every_page_has(pages: dict[str, str], what: str, pattern: str, number: int):
    assert [path for path, text in pages.items() if len(re.findall(pattern, text)) != number] == [], what


def test_every_table_has_column_headers_and_every_field_a_label(pages: dict[str, str]):
    for path, text in pages.items():
        assert text.count("<table") == text.count("<thead>"), path
        assert all('scope="col"' in head for head in re.findall(r"<th\b[^>]*>", text)), path
        for field in re.findall(r"<(?:input|textarea)\b[^>]*?\bid=\"([^\"]+)\"", text):
            assert f'for="{field}"' in text, path


def test_no_id_stands_twice_on_a_page(pages: dict[str, str]):
    for path, text in pages.items():
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path


def test_the_page_of_a_thing_names_its_data(pages: dict[str, str]):
    things = {
        path: text for path, text in pages.items() if path.startswith(("/talk/", "/person/", "/org/", "/series/", "/event/", "/doc/"))
    }
    assert things
    for path, text in things.items():
        assert re.search(r'<link rel="alternate" type="application/ld\+json" href="/data/[^"]+\.jsonld">', text), path


def test_every_number_that_leads_to_words_leads_to_a_mark_in_a_document(site: str, pages: dict[str, str]):
    text = next(text for path, text in pages.items() if path.startswith("/talk/"))
    links = re.findall(r'<sup class="from">.*?</sup>', text)
    assert links
    with httpx.Client(base_url=site, headers={"Accept": "text/html"}, follow_redirects=True) as client:
        for href in {href for link in links for href in re.findall(r'href="([^"]+)"', link)}:
            assert f'id="{urlsplit(href).fragment}"' in client.get(href).text, href
