"""What became of a talk and of its page, on the site: a listing harvested three times."""

import os
import re
import subprocess
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from tests.conftest import KG, served
from tests.harvest.seminar import changed, entries, publish
from tests.harvest.server import Site, serving


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site over a seminar of which one talk moved, one changed its title, and one was dropped with its page."""
    folder = tmp_path_factory.mktemp("history")
    location = f"oxigraph:{folder / 'store'}"
    (folder / "sources").mkdir()
    with serving(Site()) as seminar:
        (folder / "sources" / "algebra.toml").write_text(f'address = "{seminar.address}/"\nseries = "Algebra Seminar"\n')
        talks = entries(4)
        moved = changed(talks, 1, day=talks[1].day + timedelta(days=1))
        moved = changed(moved, 2, title="Sheaves &lt;without&gt; tears")
        for now in (talks, moved, [talk for talk in moved if talk.number != 0]):
            publish(seminar, now, with_others=False)
            if len(now) == 3:
                del seminar.pages[talks[0].path]
            command = [*KG, "harvest", "--store", location, "--sources", str(folder / "sources")]
            done = subprocess.run(command, capture_output=True, text=True, timeout=120, env={**os.environ, "KG_DELAY": "0"})
            assert done.returncode == 0, done.stderr
    with served(location) as address:
        yield address


def page(site: str, listing: str, words: str) -> str:
    """The page of the first thing in a list that matches some words."""
    found = httpx.get(f"{site}/{listing}", params={"q": words}).text
    href = re.search(r'<a href="(/(?:talk|doc)/[^"]+)"', found)[1]
    return httpx.get(site + href, headers={"Accept": "text/html"}).text


def history(text: str, heading: str = "History") -> str:
    """The table below a heading, as words."""
    table = text.partition(f">{heading}</h2>")[2].partition("</table>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", table).split())


def test_a_talk_that_moved_says_from_when_to_when_and_where_that_was_seen(site):
    said = history(page(site, "talks", "Counting rings"))
    assert "Start: moved 13 February 2031, 14:00 14 February 2031, 14:00 Algebra Seminar" in said


@pytest.mark.parametrize("listing", ["/talks", "/"])
def test_a_talk_that_was_cancelled_or_postponed_says_so_beside_its_title(tmp_path, listing):
    location = f"oxigraph:{tmp_path / 'store'}"
    for number, (title, line) in enumerate({"Rings": "CANCELLED", "Knots": "POSTPONED", "Trees": ""}.items()):
        text = f"{line}\n\nTitle: {title} without tears\nSpeaker: Ada Byron\nDate: {number + 3} March 2031, 14:00\n"
        (tmp_path / f"{title}.txt").write_text(text.strip() + "\n")
    done = subprocess.run([*KG, "ingest", "--store", location, *map(str, tmp_path.glob("*.txt"))], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    with served(location) as address:
        text = httpx.get(address + listing, headers={"Accept": "text/html"}).text
    rows = [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in re.findall(r"<tr>(<td.*?)</tr>", text, re.S)]
    assert [row for row in rows if "without tears" in row] == [
        "5 March 2031, 14:00 Trees without tears Ada Byron",
        "4 March 2031, 14:00 Knots without tears postponed Ada Byron",
        "3 March 2031, 14:00 Rings without tears cancelled Ada Byron",
    ]


def test_a_title_that_changed_is_escaped(site):
    text = page(site, "talks", "Sheaves")
    assert "Title: changed Counting sheaves without coordinates Sheaves &lt;without&gt; tears" in history(text)
    assert "<without>" not in text


def test_a_talk_whose_page_is_gone_says_so(site):
    text = page(site, "talks", "Counting knots")
    assert "<dt>First seen</dt>" in text and "<dt>Last seen</dt>" in text
    assert "The page that announced this talk is gone" in text


def test_a_document_says_what_changed_in_it_and_when_it_was_seen(site):
    documents = httpx.get(f"{site}/documents", params={"q": "Counting knots"}).text
    pages = [httpx.get(site + href).text for href in dict.fromkeys(re.findall(r'href="(/doc/[^"]+)"', documents))]
    assert any("<dt>Page gone since</dt>" in text and "what it announced is kept" in text for text in pages)
    listings = httpx.get(f"{site}/documents", params={"q": "Algebra Seminar"}).text
    pages = [httpx.get(site + href).text for href in dict.fromkeys(re.findall(r'href="(/doc/[^"]+)"', listings))]
    assert len(pages) == 3 and all("first seen" in text for text in pages)
    assert sum("Counting rings without coordinates Start: moved" in history(text, "What changed") for text in pages) == 1


def test_the_history_is_data_as_well(site):
    href = re.search(r'<a href="/talk/([^/"]+)/', httpx.get(f"{site}/talks", params={"q": "Counting rings"}).text)[1]
    turtle = httpx.get(f"{site}/data/talk/{href}.ttl").text
    assert "tg:Move" in turtle and "tg:firstSeen" in turtle
