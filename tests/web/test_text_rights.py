"""How much of a source's text the site shows, as the settings of the source say."""

import os
import re
import subprocess
from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import KG, served
from tests.harvest.server import Site, serving

PAGE = """<!doctype html><title>{name}</title>
<p>The department was founded in a barn.</p>
<p>Its library is open on weekdays.</p>
<p>All are welcome.</p>
<h2>{title}</h2>
<p>Speaker: {speaker} (University of Bergen)</p>
<p>Date: 6 March 2031, 14:00</p>
<p>Abstract: {abstract}</p>
<p>Coffee is served before.</p>
<p>Bicycles stand behind the house.</p>
<p>Lost gloves are kept by the porter.</p>
"""
TALKS = {
    "whole": ("Knots in a barn", "Ada Byron", "We tie knots of whole ropes and count their crossings."),
    "part": ("Trees on a roof", "Cy Berg", "We plant trees of part of a forest and count their leaves."),
    "facts": ("Rings in a well", "Bo Lindqvist", "We drop rings into a well and count how often they sound."),
}
SETTINGS = {"whole": 'text = "full"\n', "part": "", "facts": 'text = "none"\nlicence = "facts only"\n'}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with one page of each of three sources, whose texts may be shown in full, in part and not at all."""
    folder = tmp_path_factory.mktemp("rights")
    (folder / "sources").mkdir()
    with serving(Site()) as web:
        for name, (title, speaker, abstract) in TALKS.items():
            web.put(f"/{name}", PAGE.format(name=name, title=title, speaker=speaker, abstract=abstract))
            (folder / "sources" / f"{name}.toml").write_text(f'address = "{web.address}/{name}"\n{SETTINGS[name]}')
        command = [*KG, "harvest", "--store", f"oxigraph:{folder / 'store'}", "--sources", str(folder / "sources")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, env={**os.environ, "KG_DELAY": "0"})
    assert done.returncode == 0, done.stderr
    return f"oxigraph:{folder / 'store'}"


@pytest.fixture(scope="module")
def site(store: str) -> Iterator[str]:
    """The site over that store."""
    with served(store) as address:
        yield address


def talk_page(site: str, name: str) -> str:
    """The page of the talk of a source."""
    found = httpx.get(f"{site}/talks", params={"q": TALKS[name][0]}).text
    return httpx.get(site + re.search(r'<a href="(/talk/[^"]+)"', found)[1], headers={"Accept": "text/html"}).text


def document(site: str, name: str) -> tuple[str, httpx.Response]:
    """The page of the document of a source, and the answer to the address of its text."""
    id_ = re.search(r'/doc/(\w+)', talk_page(site, name))[1]
    return httpx.get(f"{site}/doc/{id_}", follow_redirects=True).text, httpx.get(f"{site}/data/doc/{id_}.txt")


def test_a_text_that_may_be_shown_is_shown_whole(site):
    page, text = document(site, "whole")
    assert text.status_code == 200
    for line in ("founded in a barn", "Lost gloves", "count their crossings"):
        assert line in page and line in text.text


def test_of_a_fetched_page_the_lines_of_evidence_and_one_around_them_are_shown(site):
    page, text = document(site, "part")
    for line in ("Trees on a roof", "Cy Berg", "count their leaves", "All are welcome", "Coffee is served"):
        assert line in page and line in text.text
    for line in ("founded in a barn", "open on weekdays", "Bicycles", "Lost gloves"):
        assert line not in page and line not in text.text
    assert page.count("[…]") == 2 and "An excerpt" in page


def test_offsets_of_an_excerpt_are_those_of_the_whole_text(site):
    _, whole = document(site, "whole")
    page, text = document(site, "part")
    assert len(text.text.splitlines()) == len(whole.text.splitlines())
    begin = int(re.search(r'id="c(\d+)"[^>]*>Cy Berg<', page)[1])
    assert text.text[begin : begin + 7] == "Cy Berg"


def test_a_text_that_may_not_be_shown_is_nowhere_and_its_facts_are(site):
    page, text = document(site, "facts")
    assert text.status_code == 403 and "does not let the text" in text.text
    assert "Bo Lindqvist" in page and "does not let its text be shown" in page and "facts only" in page
    talk = talk_page(site, "facts")
    assert "Rings in a well" in talk and "Bo Lindqvist" in talk and "6 March 2031" in talk
    for shown in (page, talk, text.text):
        assert "founded in a barn" not in shown and "how often they sound" not in shown


def test_the_prose_of_a_source_that_may_not_be_shown_is_not_in_the_graph(store):
    asked = "SELECT ?words { GRAPH ?g { ?thing ?property ?words } FILTER(isLiteral(?words)) }"
    done = subprocess.run([*KG, "query", "-", "--store", store, "--format", "csv"], input=asked, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "count their leaves" in done.stdout and "how often they sound" not in done.stdout
