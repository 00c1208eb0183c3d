"""A folder behind Python's own file server: nothing but Last-Modified, and pages written by hand."""

import os
import threading
from collections import Counter
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.model.source import SourceSettings

LISTING = """<!DOCTYPE html>
<title>Topology Seminar</title>
<p><a href="index.html">Home</a> | <a href="past.html">Past talks</a></p>
<h1>Topology Seminar</h1>
<p>Thursdays at 14:00 in Room 7.</p>
<ul>
<li><b>6 February 2031</b>: Ada Okonkwo (University of Oslo), <i><a href="talks/knots.html">Knots without ends</a></i></li>
<li><b>13 February 2031</b>: Emmy Lindqvist (University of Bergen), <i>Links that cannot be undone</i> <a href="talks/links.html">[abstract]</a></li>
<li><b>20 February 2031</b>: Sofia Moreau (University of Tromsø), <i>Braids on a torus</i></li>
</ul>
"""

KNOTS = """<!DOCTYPE html>
<title>Knots without ends</title>
<h1>Knots without ends</h1>
<p>Ada Okonkwo, University of Oslo</p>
<p>Thursday, 6 February 2031, 14:00</p>
<h2>Abstract</h2>
<p>We look at knots that have no ends and show that each of them can be drawn on a torus, which was known only for those with
few crossings.</p>
"""

LINKS = KNOTS.replace("Knots without ends", "Links that cannot be undone").replace("Ada Okonkwo", "Emmy Lindqvist").replace(
    "University of Oslo", "University of Bergen").replace("6 February", "13 February").replace("knots that have no ends", "links of two parts")


class _Quiet(SimpleHTTPRequestHandler):
    asked: Counter

    def log_request(self, code="-", size="-") -> None:
        if self.path != "/robots.txt":
            self.asked[self.path, int(code)] += 1

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@pytest.fixture
def folder(tmp_path):
    """A folder that is served: its path, its address, what was asked."""
    place = tmp_path / "site"
    (place / "talks").mkdir(parents=True)
    asked: Counter = Counter()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(type("Handler", (_Quiet,), {"asked": asked}), directory=str(place)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield place, f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_folder_of_pages_harvested_three_times(folder, desk, gather):
    place, address, asked = folder

    def write(name: str, text: str, age: int) -> None:
        (place / name).write_text(text, "utf-8")
        os.utime(place / name, (1_900_000_000 - age, 1_900_000_000 - age))

    source = SourceSettings("topology", address, zone="Europe/Oslo")
    write("index.html", LISTING, 300)
    write("talks/knots.html", KNOTS, 300)
    write("talks/links.html", LINKS, 300)
    report = gather(source)
    assert asked == {("/", 200): 1, ("/talks/knots.html", 200): 1, ("/talks/links.html", 200): 1}
    assert report.published == 3
    abstracts = desk.ask("?talk schema:name ?title ; schema:abstract ?abstract", "title")
    assert abstracts == [("Knots without ends",), ("Links that cannot be undone",)]

    asked.clear()
    assert gather(source).changes == ()
    assert asked == {("/", 304): 1, ("/talks/knots.html", 304): 1, ("/talks/links.html", 304): 1}

    asked.clear()
    write("index.html", LISTING.replace("<b>20 February 2031</b>", "<b>21 February 2031</b>"), 200)
    os.remove(place / "talks" / "links.html")
    report = gather(source)
    assert asked == {("/", 200): 1, ("/talks/knots.html", 304): 1, ("/talks/links.html", 404): 1}
    assert [(change.kind, change.title) for change in report.changes] == [("moved", "Braids on a torus")]
    assert report.published == 3 and report.exit_code == 0
    abstracts = desk.ask("?talk schema:name ?title ; schema:abstract ?abstract", "title")
    assert abstracts == [("Knots without ends",), ("Links that cannot be undone",)], "what the page said is kept"
