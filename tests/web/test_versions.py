"""A page that changed: its older version and what only that held stay, and the newer one says so."""

import re
import subprocess
from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import KG, served
from tests.desk import notice

ADDRESS = "https://seminar.example.org/today"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site over two versions of one page: the second announces another talk; and a third that is wrong."""
    folder = tmp_path_factory.mktemp("versions")
    location = f"oxigraph:{folder / 'store'}"
    newer = notice("Links without knots", Speaker="Emmy Noether (University of Bergen)", Date=None, Time=None)
    for text in (notice("Knots without ends"), newer):
        (folder / "page.txt").write_text(text, "utf-8")
        command = [*KG, "ingest", "--store", location, "--url", ADDRESS, str(folder / "page.txt")]
        assert subprocess.run(command, capture_output=True, timeout=120).returncode == 0
    wrong = folder / "wrong.txt"
    wrong.write_text(notice("Knots on the wrong day", Speaker="Cy Berg (University of Bergen)", Date="Friday, 20 February 2025"), "utf-8")
    assert subprocess.run([*KG, "ingest", "--store", location, str(wrong)], capture_output=True, timeout=120).returncode == 1
    with served(location) as address:
        yield address


def page(site: str, listing: str, words: str) -> str:
    """The page of the first thing in a list that matches some words."""
    found = httpx.get(f"{site}/{listing}", params={"q": words}).text
    href = re.search(r'<a href="(/(?:talk|doc)/[^"]+)"', found)[1]
    return httpx.get(site + href, headers={"Accept": "text/html"}).text


def test_a_talk_that_only_the_older_version_holds_says_so(site: str):
    text = page(site, "talks", "Knots without ends")
    assert "it was last seen in the version below" in text
    assert ADDRESS in text and "last seen here" in text


def test_the_older_version_leads_to_the_newer_and_back(site: str):
    older, newer = page(site, "documents", "Knots without"), page(site, "documents", "Links without")
    assert "a newer one of the same page is stored" in older and "a newer one" not in newer
    for text, order in ((older, "newer"), (newer, "older")):
        section = text.partition("<h2>Other versions</h2>")[2]
        assert re.search(rf'<li><a href="/doc/[^"]+">.*?</a> <span class="note">\({order}\)', section)
        assert f'href="{ADDRESS}"' in text


def test_a_document_lists_its_problems_in_sentences(site: str):
    text = page(site, "documents", "Links without")
    problems = text.partition("<h2>Problems</h2>")[2].partition("</ul>")[0]
    assert "Not stated" in problems and "No date is stated" in problems


def test_a_talk_that_is_not_published_is_listed_as_wrong_and_has_no_page(site: str):
    problems = httpx.get(f"{site}/problems").text
    assert "Knots on the wrong day" in problems and "Wrong" in problems
    assert not re.search(r'<a href="[^"]*">(?:<bdi>)?Knots on the wrong day', problems.partition("Wrong:")[2])
    assert "Knots on the wrong day" not in httpx.get(f"{site}/talks").text
