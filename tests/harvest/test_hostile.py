"""Servers and pages that mean harm, or are broken: each source ends in a sentence, and the others are read."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from kg.config import Config
from kg.errors import FetchError
from kg.fetch import Nearness, Pace, Web
from kg.fetch.guard import is_public, nearness
from kg.model.source import SourceSettings
from kg.pipeline.gather import MOST
from tests.harvest.seminar import HEAD, calendar, details, entries, listing, publish
from tests.harvest.server import Site, serving

CONFIG = Config(delay=0.0, max_bytes=100_000)


@contextmanager
def web(**pace: float) -> Iterator[Web]:
    """The web, in a hurry."""
    one = Web(CONFIG, Pace(**({"longest": 2.0, "delay": 0.0} | pace)))
    try:
        yield one
    finally:
        one.close()


@contextmanager
def raw(answer: Callable[[socket.socket, str], None]) -> Iterator[tuple[str, list[str]]]:
    """A server that answers each request by hand, and what was asked of it."""
    asked: list[str] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def talk(connection: socket.socket) -> None:
        with connection:
            try:
                path = connection.recv(65_536).split(b" ")[1].decode()
                asked.append(path)
                answer(connection, path)
            except (OSError, IndexError):
                return

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=talk, args=(connection,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", asked
    finally:
        listener.close()


def page(connection: socket.socket, body: bytes, head: str = "") -> None:
    connection.sendall(f"HTTP/1.1 200 OK\r\n{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)


@pytest.mark.parametrize("pause", [0.0, 0.02], ids=["fast", "slow"])
def test_a_robots_txt_that_never_ends(pause):
    def answer(connection, path):
        if path != "/robots.txt":
            return page(connection, b"Ada")
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /private/\n")
        while True:
            connection.sendall(b"# no end in sight\n" * (1 if pause else 500))
            time.sleep(pause)

    with raw(answer) as (address, asked), web() as one:
        if pause:
            with pytest.raises(FetchError, match="robots.txt of its site was still sending"):
                one.get(f"{address}/a")
            assert asked == ["/robots.txt"]
        else:
            assert one.get(f"{address}/a").data == b"Ada", "its first 500 KiB are heeded"
            with pytest.raises(FetchError, match="asks programs not to"):
                one.get(f"{address}/private/b")


def test_a_robots_txt_of_wildcards_is_read_in_time(site):
    rules = "User-agent: *\n" + "".join(f"Disallow: /{'*a' * 40}{number}\n" for number in range(4_000))
    site.put("/robots.txt", rules, "text/plain")
    site.put("/" + "a" * 1_500, "Ada")
    with web(longest=20.0) as one:
        assert one.get(f"{site.address}/{'a' * 1_500}").data == b"Ada"


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("/round", "sends on from one address to the next"),
        ("file:///etc/passwd", "it sends on to another address, and 'file:///etc/passwd'"),
        ("ftp://example.org/x", "must start with http"),
        ("javascript:alert(1)", "did not answer"),
        ("http://[", "must start with http"),
        ("http://10.0.0.1/", "at 10.0.0.1, an address that is not public"),
        ("http://169.254.169.254/latest/meta-data/", "at 169.254.169.254, an address that is not public"),
        ("http://[::ffff:10.0.0.1]/", "at 10.0.0.1, an address that is not public"),
        ("http://[fd00::1]/", "at fd00::1, an address that is not public"),
        ("http://0.0.0.0/", "at 0.0.0.0, an address that is not public"),
        ("http://2130706433.example.invalid/", "did not answer"),
        ("http://a b/", "did not answer|must start with http|holds spaces"),
        ("http://example.invalid/" + "x" * 3_000, "give a shorter one"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_a_redirect_that_leads_astray(site, to, reason):
    site.put("/round", "", status=302, headers={"Location": to})
    with web() as one, pytest.raises(FetchError, match=reason) as caught:
        one.get(f"{site.address}/round")
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 600


def test_from_the_open_web_nothing_leads_to_this_machine(site):
    site.put("/secret", "the keys")
    for near in (Nearness(), nearness("http://93.184.216.34/")):
        with web() as one, pytest.raises(FetchError, match="was not fetched: it is at 127.0.0.1, an address that is not public"):
            one.get(f"{site.address}/secret", near=near)
    assert site.asked == [], "not even its robots.txt was asked for"
    with web() as one:
        assert one.get(f"{site.address}/secret", near=nearness("http://127.0.0.1:1/")).data == b"the keys"


@pytest.mark.parametrize(
    "name", ["localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "[::1]", "0"], ids=lambda name: f"at {name}"
)
def test_this_machine_is_known_by_all_its_names(site, name):
    port = site.address.rpartition(":")[2]
    with web() as one, pytest.raises(FetchError, match="an address that is not public|did not answer"):
        one.get(f"http://{name}:{port}/secret", near=Nearness())
    assert site.asked == []


def test_a_name_that_means_another_address_by_the_time_it_is_asked(site, monkeypatch):
    site.put("/secret", "the keys")
    port = int(site.address.rpartition(":")[2])
    public = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))]
    monkeypatch.setattr("kg.fetch.guard.socket.getaddrinfo", _first(public, socket.getaddrinfo))
    with web() as one, pytest.raises(FetchError, match="was not fetched"):
        one.get(f"http://localhost:{port}/secret", near=Nearness())
    assert site.asked == []


def _first(answer, real):
    """Name resolution that lies to who asks from the guard, and tells the truth to who connects."""
    import sys

    def resolve(*about, **more):
        return answer if sys._getframe(1).f_globals.get("__name__") == "kg.fetch.guard" else real(*about, **more)

    return resolve


def test_links_of_an_announcement_lead_to_no_other_machine(site, desk, gather):
    talks = entries(3)
    body = listing(talks, '<link rel="alternate" type="text/calendar" href="http://10.1.2.3/private.ics">')
    body = body.replace(talks[1].path, "http://169.254.169.254/latest/meta-data/").replace(talks[2].path, "file:///etc/passwd")
    site.put("/", body)
    site.put(talks[0].path, details(talks[0]))
    report = gather()
    assert report.exit_code == 0 and report.published == 3
    asked = {seen.address: seen.problem for seen in report.sources[0].pages}
    assert "not public" in asked["http://10.1.2.3/private.ics"]
    assert not [address for address in asked if "169.254" in address or address.startswith("file")]


def test_a_gzip_bomb_is_cut_at_the_bound(site):
    site.put("/bomb", gzip.compress(bytes(200_000_000)), headers={"Content-Encoding": "gzip"})
    with web(longest=20.0) as one:
        assert len(one.get(f"{site.address}/bomb").data) == CONFIG.max_bytes + 1


def test_an_answer_that_nothing_changed_to_who_never_asked(site):
    site.put("/a", "", status=304)
    with web() as one, pytest.raises(FetchError, match="answered 304 .*, without a page"):
        one.get(f"{site.address}/a")


def test_wrong_etags_hide_no_change_of_the_bytes(site, desk, gather):
    talks = entries(2)
    for head in ({"ETag": '"always"'}, {"ETag": "no quotes, ünd ä sign"}, {"ETag": "x" * 5_000}, {"Last-Modified": "yesterday"}):
        publish(site, talks, with_others=False)
        for one in site.pages.values():
            one.validators, one.headers = False, head
        gather()
    assert len(desk.titles()) == 2
    moved = [talks[0], entries(3)[2]]
    site.put("/", listing(moved), validators=False, headers={"ETag": '"always"'})
    report = gather()
    assert report.sources[0].pages[0].news == "new version"
    assert len(desk.titles()) == 3


def test_ten_thousand_links_are_not_all_followed(site, desk, gather):
    talks = entries(MOST + 10)
    site.put("/", listing(talks).replace("</body>", "<p>" + "".join(f'<a href="/x/{n}">x</a> ' for n in range(10_000)) + "</p></body>"))
    for talk in talks:
        site.put(talk.path, details(talk))
    report = gather()
    paths = [path for path, _ in site.take()]
    assert len(paths) == 1 + MOST and not [path for path in paths if path.startswith("/x/")]
    assert report.sources[0].notes == (f"{site.address}/ leads to 10 more pages of talks than the {MOST} that are read in one run.",)


def test_pages_without_end_are_not_walked(site, desk, gather):
    talks = entries(3)
    pager = '<p><a href="/?page=2">Next page</a> <a href="/?month=2031-04">April</a> <a href="/archive">Archive</a></p>'
    site.put("/", listing(talks).replace("</body>", f"{pager}</body>"))
    for talk in talks:
        site.put(talk.path, details(talk).replace("</body>", f'<p><a href="{talk.path}?next">Next talk</a></p></body>'))
    gather()
    assert {path for path, _ in site.take()} == {"/", *(talk.path for talk in talks)}


def test_a_speakers_own_page_is_no_announcement(site, desk, gather):
    talks = entries(2)
    body = listing(talks).replace(talks[0].speaker, f'<a href="/people/ada.html">{talks[0].speaker}</a>')
    site.put("/", body)
    for talk in talks:
        site.put(talk.path, details(talk))
    site.put("/people/ada.html", f"<h1>{talks[0].speaker}</h1><p>I teach algebra.</p>")
    gather()
    assert "/people/ada.html" not in {path for path, _ in site.take()}, "the title's link is the talk's page"


def test_what_a_link_at_a_speaker_leads_to_is_taken_only_where_it_tells_of_the_talk(site, desk, gather):
    talks = entries(2)
    body = listing(talks)
    for talk in talks:
        body = body.replace(f'<a href="{talk.path}">{talk.title}</a>', talk.title)
        body = body.replace(talk.speaker, f'<a href="/people/{talk.number}.html">{talk.speaker}</a>')
    site.put("/", body)
    site.put("/people/0.html", f"<html><body><h1>{talks[0].speaker}</h1><p>Professor of algebra at the University of Oslo.</p></body></html>")
    site.put("/people/1.html", details(talks[1]))
    report = gather()
    assert {seen.address.rpartition("/")[2]: seen.news for seen in report.sources[0].pages[1:]} == {"0.html": "aside", "1.html": "stored"}
    assert len(desk.titles()) == 2


def test_a_calendar_of_something_else_is_left_aside(site, desk, gather):
    talks = entries(3)
    site.put("/", listing(talks, HEAD))
    others = [entry for entry in entries(40) if entry.number >= 20]
    site.put("/seminar.ics", calendar(others), "text/calendar")
    report = gather()
    assert [seen.news for seen in report.sources[0].pages if seen.role == "calendar"] == ["aside"]
    assert len(desk.titles()) == 3


def test_a_programme_that_a_script_puts_in_is_read_from_its_calendar(site, desk, gather):
    talks = entries(3)
    port = site.address.rpartition(":")[2]
    site.put("/", f'<html><body><h1>Algebra Seminar</h1><div id="app"></div><a href="webcal://127.0.0.1:{port}/seminar.ics">Subscribe</a></body></html>')
    site.put("/seminar.ics", calendar(talks), "text/calendar")
    gather()
    assert len(desk.titles()) == 3


def test_a_page_that_breaks_off_or_says_nonsense_stops_no_other(site, desk, gather):
    def answer(connection, path):
        if path == "/robots.txt":
            return connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        connection.sendall(b"\x00\xff nonsense" if path == "/nonsense" else b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nhalf")

    publish(site, entries(2), with_others=False)
    with raw(answer) as (address, _):
        report = gather(
            SourceSettings("half", f"{address}/half"),
            SourceSettings("nonsense", f"{address}/nonsense"),
            SourceSettings("seminar", f"{site.address}/"),
        )
    assert [source.exit_code for source in report.sources] == [3, 3, 0] and report.exit_code == 3
    assert report.published == 2
    for source in report.sources[:2]:
        assert source.pages[0].problem and "\n" not in source.pages[0].problem and "Traceback" not in source.pages[0].problem


def test_a_redirect_to_another_site_is_followed_and_the_document_known_by_it(site, desk, gather):
    with serving(Site()) as other:
        publish(other, entries(2), with_others=False)
        site.put("/", "", status=301, headers={"Location": f"{other.address}/"})
        report = gather()
        assert report.published == 2
        assert len(desk.ask(f"?document schema:url <{other.address}/>", "document")) == 1
        assert {path for path, _ in other.asked if path.startswith("/talks/")} == {talk.path for talk in entries(2)}


def test_what_is_public():
    from ipaddress import ip_address

    assert is_public(ip_address("2606:4700::1111")) and is_public(ip_address("93.184.216.34"))
    for text in ("224.0.0.1", "100.64.0.1", "192.168.1.1", "172.16.0.1", "::", "fe80::1", "ff02::1", "240.0.0.1", "255.255.255.255"):
        assert not is_public(ip_address(text)), text
