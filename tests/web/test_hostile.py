"""Hostile announcements: whatever their text holds, pages show it as text, in bounds, and run and load nothing."""

import json
import re
import subprocess
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import KG, served

MOST = 80
"""Pages opened."""

SCRIPT = "<script>alert('title')</script><img src=x onerror=alert(1)>"
TURNED = 'Knots \u202eelttil\u202c and \u2066hidden\u2069 marks \u0007\u0008 & "quotes" \' {{ 7*7 }} {% raw %}'

ANNOUNCEMENTS = {
    "page.html": f"""<html><head><title>Seminar</title><base href="http://evil.example/"></head><body onload="alert(2)">
        <h1>Seminar &lt;script&gt;alert(3)&lt;/script&gt;</h1>
        <p>Title: {SCRIPT.replace("<", "&lt;").replace(">", "&gt;")}</p>
        <p>Speaker: Ada "&gt;&lt;svg onload=alert(4)&gt; Byron (University of Oslo)</p>
        <p>Date: Thursday, 20 February 2025</p><p>Time: 9:00-9:45</p><p>Location: Room &lt;iframe src=//evil.example&gt; 7</p>
        <p>Abstract: See <a href="javascript:alert(5)">here</a>, <a href="data:text/html,<script>alert(6)</script>">there</a>
        and &lt;/textarea&gt;&lt;/pre&gt;&lt;script src=http://evil.example/x.js&gt;&lt;/script&gt; &lt;meta http-equiv=refresh content="0;url=http://evil.example"&gt;.</p>
        <img src="http://evil.example/pixel.png"><link rel="stylesheet" href="http://evil.example/x.css"></body></html>""",
    "turned.txt": f"Title: {TURNED}\nSpeaker: Emmy Noether (Oslo \u202eytisrevinU)\nDate: Friday, 21 February 2025\nTime: 10:00\nLocation: Room 8\n\nAbstract: {TURNED}\n",
    "long.txt": f"Title: {'Endless knots ' * 8000}\nSpeaker: Cy Berg (University of Bergen)\nDate: Monday, 24 February 2025\nTime: 11:00\nLocation: Room 9\n",
    "links.json": json.dumps({
        "@context": "https://schema.org", "@type": "EducationEvent", "name": "Knots & <b>links</b>", "startDate": "2025-02-25T09:00:00",
        "url": "javascript:alert(7)", "performer": {"@type": "Person", "name": "Grace Hopper", "sameAs": "data:text/html,<script>alert(8)</script>"},
        "location": "Room \"><script>alert(9)</script>", "description": SCRIPT,
    }),
    "links.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:hostile@example.org\r\nDTSTART:20250226T090000Z\r\n"
        "SUMMARY:Talk by Sofia Kovalevskaya: <script>alert(10)</script>\r\nURL:javascript:alert(11)\r\nLOCATION:Room 11\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
}  # fmt: skip

LOOK = """() => ({
  wild: [...document.querySelectorAll('script, iframe, object, embed, base, img, svg, meta[http-equiv], link[href*="//"]')].map(e => e.outerHTML),
  handlers: [...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames().filter(n => n.startsWith('on'))),
  schemes: [...new Set([...document.querySelectorAll('[href], [src], [action]')].map(e => (e.href || e.src || e.action).split(':')[0]))],
  width: document.documentElement.scrollWidth <= innerWidth,
})"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site over the hostile announcements."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, text in ANNOUNCEMENTS.items():
        (folder / name).write_text(text, "utf-8", newline="")
    location = f"oxigraph:{tmp_path_factory.mktemp('store') / 'store'}"
    done = subprocess.run([*KG, "ingest", "--store", location, str(folder)], capture_output=True, text=True, timeout=120)
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr, done.stderr
    with served(location) as address:
        yield address


@pytest.fixture(scope="module")
def paths(hostile: str) -> list[str]:
    """The pages of the site, found by following links, then questions in which the hostile text comes back."""
    found, waiting = [], ["/talks", "/", "/people", "/institutions", "/series", "/documents", "/problems"]
    with httpx.Client(base_url=hostile, headers={"Accept": "text/html"}, follow_redirects=True, timeout=30) as client:
        while waiting and len(found) < MOST:
            path = waiting.pop(0)
            if path not in found:
                found.append(path)
                waiting += [
                    link for link in re.findall(r'<a [^>]*?href="(/[^"#?]*)', client.get(path).text) if not link.startswith("/data/")
                ]
    query = "SELECT * { ?s ?p ?o FILTER(ISLITERAL(?o)) } # </textarea><script>alert(12)</script>"
    return [
        *found,
        str(httpx.URL("/sparql", params={"query": query})),
        str(httpx.URL("/people", params={"q": SCRIPT})),
        "/nowhere/" + SCRIPT,
    ]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


def test_the_announcements_are_stored(paths: list[str]):
    assert sum(path.startswith("/talk/") for path in paths) >= 3
    assert sum(path.startswith("/doc/") for path in paths) == len(ANNOUNCEMENTS)


def test_no_page_runs_or_loads_anything_from_an_announcement(browser: Browser, hostile: str, paths: list[str]):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.set_default_timeout(20_000)
    dialogs, requests = [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: requests.append(request.url))
    for path in paths:
        page.goto(hostile + path)
        seen = page.evaluate(LOOK)
        assert seen["wild"] == [] and seen["handlers"] == [], path
        assert set(seen["schemes"]) <= {"http", "https"}, path
        assert seen["width"], f"{path} is wider than the screen"
    page.close()
    assert dialogs == []
    assert [url for url in requests if not url.startswith(hostile)] == []


def test_a_page_stays_small_however_long_a_title_is(hostile: str, paths: list[str]):
    for path in paths:
        if not path.startswith(("/doc/", "/sparql")):
            assert len(httpx.get(hostile + path, headers={"Accept": "text/html"}).content) < 200_000, path


def test_the_text_of_a_hostile_page_is_shown_as_it_is(hostile: str, paths: list[str]):
    documents = [httpx.get(hostile + path, headers={"Accept": "text/html"}).text for path in paths if path.startswith("/doc/")]
    assert any("&lt;script&gt;alert(&#39;title&#39;)&lt;/script&gt;" in text for text in documents)
    assert any("{{ 7*7 }}" in text for text in documents)
