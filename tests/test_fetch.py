"""Sources: files, folders, addresses (from a real server on this machine), standard input, the bundled announcements."""

import io
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg import fetch
from kg.config import Config
from kg.errors import FetchError, UsageError

CONFIG = Config(max_bytes=1_000)


class Site(BaseHTTPRequestHandler):
    """A small site: a page, redirects, errors, and answers that do not end."""

    def do_GET(self) -> None:
        self.server.agents.append(self.headers["User-Agent"])
        if self.path == "/page":
            self.answer(200, "Séminaire".encode("latin-1"), **{"Content-Type": "text/html; charset=ISO-8859-1"})
        elif self.path == "/old":
            self.answer(301, b"", Location="/page")
        elif self.path == "/round":
            self.answer(302, b"", Location="/round")
        elif self.path == "/elsewhere":
            self.answer(302, b"", Location="file:///etc/passwd")
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"x" * 10_000)
            except OSError:
                return
        else:
            self.answer(404, b"no")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.agents = []
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def one(argument: str, config: Config = CONFIG) -> fetch.Source:
    [source] = fetch.sources(argument, config)
    return source


def url(site: ThreadingHTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{site.server_port}{path}"


def test_a_file_is_known_by_its_absolute_path_and_shown_as_it_was_named(tmp_path, monkeypatch):
    (tmp_path / "talk.txt").write_bytes(b"Ada")
    monkeypatch.chdir(tmp_path)
    source = one("talk.txt")
    assert (source.name, source.key, source.address) == ("talk.txt", str(tmp_path / "talk.txt"), None)
    assert source.load() == fetch.Loaded(b"Ada")


def test_a_folder_is_its_files_by_path_without_what_is_hidden(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/.hidden", ".git/config", "a.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    found = list(fetch.sources(str(tmp_path), CONFIG))
    assert [source.name for source in found] == [str(tmp_path / name) for name in ("a.html", "a/z.txt", "b.txt")]


def test_a_missing_file_is_a_source_that_says_so(tmp_path):
    source = one(str(tmp_path / "none.txt"))
    with pytest.raises(FetchError, match="does not exist: check the path") as caught:
        source.load()
    assert caught.value.exit_code == 3


def test_no_more_of_a_file_is_read_than_tells_that_it_is_too_large(tmp_path):
    (tmp_path / "large.txt").write_bytes(b"x" * 5_000)
    assert len(one(str(tmp_path / "large.txt")).load().data) == 1_001


def test_standard_input_is_a_source(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Ada")))
    source = one("-")
    assert (source.name, source.address, source.load().data) == ("standard input", None, b"Ada")


def test_the_bundled_announcements_are_known_by_name_wherever_they_lie():
    found = list(fetch.sources("bundled:", CONFIG))
    assert len(found) >= 12
    assert [source.key for source in found] == sorted(source.key for source in found)
    assert all(source.key == source.name and source.key.startswith("bundled:") and source.address is None for source in found)
    assert one_named(found, "bundled:data-science-notice.ics").load().data.startswith(b"BEGIN:VCALENDAR")


def one_named(found: list[fetch.Source], name: str) -> fetch.Source:
    return next(source for source in found if source.name == name)


def test_a_page_comes_with_what_its_server_says_of_it(site):
    loaded = one(url(site, "/page")).load()
    assert (loaded.data, loaded.media_type, loaded.charset) == ("Séminaire".encode("latin-1"), "text/html", "iso-8859-1")
    assert loaded.retrieved is not None and loaded.retrieved.endswith("Z")
    assert loaded.address == url(site, "/page")
    assert all(agent.startswith("talkgraph/") and "+https://w3id.org/talkgraph/" in agent for agent in site.agents)


def test_a_redirect_is_followed_and_the_last_address_kept(site):
    assert one(url(site, "/old")).load().address == url(site, "/page")


def test_an_answer_without_end_is_cut_at_the_bound(site):
    assert len(one(url(site, "/endless")).load().data) == 1_001


@pytest.mark.parametrize(("path", "reason"), [("/none", "answered 404"), ("/round", "did not answer"), ("/elsewhere", "did not answer")])
def test_an_address_without_an_answer_is_one_sentence(site, path, reason):
    with pytest.raises(FetchError, match=reason) as caught:
        one(url(site, path)).load()
    assert url(site, path) in str(caught.value) and str(caught.value).endswith(".")


def test_a_server_that_is_not_there_is_one_sentence(site):
    gone = url(site, "/page")
    site.server_close()
    with pytest.raises(FetchError, match="did not answer"):
        one(gone).load()


@pytest.mark.parametrize("address", ["ftp://example.org/talk", "file:///etc/passwd", "http://", "http://["])
def test_only_http_addresses_are_fetched(address):
    with pytest.raises(FetchError, match="must start with http"):
        one(address).load()


def test_a_source_can_be_given_the_address_it_is_known_by(tmp_path):
    (tmp_path / "talk.txt").write_bytes(b"Ada")
    [source] = fetch.all_sources([str(tmp_path / "talk.txt")], CONFIG, url="https://example.org/talk")
    assert (source.key, source.address, source.load().address) == ("https://example.org/talk",) * 2 + ("https://example.org/talk",)


def test_an_address_for_several_sources_is_wrong_use(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"Ada")
    with pytest.raises(UsageError, match="one source, and here are 2"):
        list(fetch.all_sources([str(tmp_path)], CONFIG, url="https://example.org/talk"))
    with pytest.raises(UsageError, match="must start with http"):
        list(fetch.all_sources([str(tmp_path / "a.txt")], CONFIG, url="example.org"))
