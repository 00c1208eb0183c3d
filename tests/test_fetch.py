"""Sources: files, folders, addresses (from a real server on this machine), standard input, the bundled announcements."""

import gzip
import io
import os
import socket
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg import fetch
from kg.config import Config
from kg.errors import FetchError, UsageError

CONFIG = Config(max_bytes=1_000, delay=0)


PACKED = {
    "once": (gzip.compress(b"Ada"), "gzip"),
    "bomb": (gzip.compress(bytes(50_000_000)), "gzip"),
    "twice": (gzip.compress(gzip.compress(b"Ada")), "gzip, gzip"),
    "other": (zlib.compress(b"Ada"), "deflate"),
    "damaged": (b"no gzip at all", "gzip"),
    "cut": (gzip.compress(b"Ada")[:-9], "gzip"),
}
_GZIPPED = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
_NAMED = _GZIPPED + b"\x1f\x8b\x08\x08\0\0\0\0\0\3"
_BLOCKS = _GZIPPED + b"\x1f\x8b\x08\0\0\0\0\0\0\3"
ENDLESS = {
    "/endless-name": (_NAMED, b"n" * 1_000, 0),
    "/endless-blocks": (_BLOCKS, b"\0\0\0\xff\xff" * 1_000, 0),
    "/slow-name": (_NAMED, b"n", 0.05),
    "/slow-body": (b"HTTP/1.1 200 OK\r\n\r\n", b"x", 0.05),
    "/slow-headers": (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", 0.05),
    "/early-hints": (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 0.01),
    "/silence": (b"", b"", 0.05),
}
"""What an answer begins with, the piece it then goes on with, and the seconds between two pieces."""


class Site(BaseHTTPRequestHandler):
    """A small site: a page, redirects, errors, and answers that do not end."""

    def do_GET(self) -> None:
        self.server.agents.append(self.headers["User-Agent"])
        self.server.asked.append(self.path)
        if self.path == "/page":
            self.answer(200, "Séminaire".encode("latin-1"), **{"Content-Type": "text/html; charset=ISO-8859-1"})
        elif self.path == "/old":
            self.answer(301, b"", Location="/page")
        elif self.path == "/round":
            self.answer(302, b"", Location="/round")
        elif self.path == "/secret":
            self.answer(200, (self.headers["Authorization"] or "none").encode())
        elif self.path == "/to-secret":
            self.answer(302, b"", Location=f"http://ada:lovelace@127.0.0.1:{self.server.server_port}/page")
        elif self.path.startswith("/status-"):
            self.answer(int(self.path[-3:]), b"")
        elif self.path == "/asked":
            self.answer(200, self.headers["Accept-Encoding"].encode())
        elif self.path.startswith("/packed/"):
            body, coding = PACKED[self.path.rpartition("/")[2]]
            self.answer(200, body, **{"Content-Encoding": coding})
        elif self.path in ENDLESS:
            self.drip(*ENDLESS[self.path])
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

    def drip(self, head: bytes, piece: bytes, pause: float) -> None:
        """Sends the same piece again and again until the other side goes away."""
        try:
            self.wfile.write(head)
            while not time.sleep(pause):
                self.wfile.write(piece)
        except OSError:
            return

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.agents = []
    server.asked = []
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def one(argument: str, config: Config = CONFIG, web: fetch.Web | None = None) -> fetch.Source:
    [source] = fetch.sources(argument, config, web)
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


@pytest.mark.parametrize("path", ["/slow-name", "/slow-body", "/slow-headers", "/early-hints", "/silence"])
def test_an_answer_that_never_comes_to_an_end_is_given_up(site, path):
    web = fetch.Web(CONFIG, fetch.Pace(longest=1.0, delay=0))
    with pytest.raises(FetchError, match="was still sending after 1 seconds: try again later"):
        one(url(site, path), web=web).load()


@pytest.mark.parametrize("path", ["/endless-name", "/endless-blocks"])
def test_bytes_without_end_that_unpack_to_nothing_are_refused(site, path):
    with pytest.raises(FetchError, match="bytes that hold next to nothing"):
        one(url(site, path)).load()


def test_gzip_alone_is_asked_for_and_unpacked_up_to_the_bound(site):
    assert one(url(site, "/asked")).load().data == b"gzip"
    assert one(url(site, "/packed/once")).load().data == b"Ada"
    assert one(url(site, "/packed/bomb")).load().data == bytes(1_001)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("twice", "in the encoding 'gzip, gzip', which is not read"),
        ("other", "in the encoding 'deflate', which is not read"),
        ("damaged", "sent damaged data"),
        ("cut", "stopped in the midst of its answer"),
    ],
)
def test_an_answer_packed_in_another_way_is_refused(site, name, reason):
    with pytest.raises(FetchError, match=reason):
        one(url(site, f"/packed/{name}")).load()


@pytest.mark.parametrize("status", [204, 205, 300, 304])
def test_an_answer_without_a_page_is_one_sentence(site, status):
    with pytest.raises(FetchError, match=f"answered {status} .*, without a page: check the address"):
        one(url(site, f"/status-{status}")).load()


def test_a_password_in_an_address_is_used_and_never_shown(site):
    secret = url(site, "/secret").replace("//", "//ada:love%40lace@")
    source = one(secret)
    assert (source.name, source.key, source.address) == (url(site, "/secret"),) * 3
    loaded = source.load()
    assert (loaded.data, loaded.address) == (b"Basic YWRhOmxvdmVAbGFjZQ==", url(site, "/secret"))
    assert one(url(site, "/to-secret")).load().address == url(site, "/page")
    for path in ("/none", "/round", "/status-204"):
        with pytest.raises(FetchError) as caught:
            one(url(site, path).replace("//", "//ada:lovelace@")).load()
        assert url(site, path) in str(caught.value) and "lovelace" not in str(caught.value)


def test_a_password_in_the_address_a_source_is_known_by_is_left_out(tmp_path):
    (tmp_path / "talk.txt").write_bytes(b"Ada")
    [source] = fetch.all_sources([str(tmp_path / "talk.txt")], CONFIG, url="https://ada:lovelace@example.org/talk")
    assert (source.key, source.address, source.load().address) == ("https://example.org/talk",) * 3
    with pytest.raises(UsageError) as caught:
        fetch.with_address(source, "ftp://ada:lovelace@example.org/talk")
    assert "lovelace" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    ["http://a..b/", f"http://{'a' * 300}/", "http://xn--a/", "http://127.0.0.1:99999/", "http://127.0.0.1:port/", "http://[::1/"],
)
def test_a_name_that_is_no_host_is_one_sentence(address):
    with pytest.raises(FetchError, match="check the address|must start with http") as caught:
        one(address).load()
    assert address in str(caught.value)


@pytest.mark.parametrize("path", ["a b", "a\nb", "a\x07", "\u202eb", "\u200f", "x" * 2_000])
def test_an_address_that_cannot_be_shown_is_wrong_use(tmp_path, path):
    (tmp_path / "talk.txt").write_bytes(b"Ada")
    with pytest.raises(UsageError, match="is no address|give a shorter one") as caught:
        fetch.all_sources([str(tmp_path / "talk.txt")], CONFIG, url=f"https://example.org/{path}")
    assert str(caught.value).isprintable() and len(str(caught.value)) < 300


def test_an_empty_source_is_wrong_use_and_not_the_working_directory():
    with pytest.raises(UsageError, match="A SOURCE is empty"):
        fetch.all_sources(["talk.txt", ""], CONFIG)


def test_what_is_no_regular_file_is_refused_and_stops_no_other(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "talk.txt").write_bytes(b"Ada")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(tmp_path / "socket"))
    pipe, plug, talk = fetch.sources(str(tmp_path), CONFIG)
    for source in (pipe, plug, one(str(tmp_path / "pipe")), one("/dev/zero")):
        with pytest.raises(FetchError, match="is no file but a pipe, socket or device"):
            source.load()
    assert talk.load().data == b"Ada"


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_a_name_that_is_no_path_is_one_sentence(tmp_path, name):
    with pytest.raises(FetchError, match="cannot be opened .*: check that it is a file you may read"):
        one(str(tmp_path / name)).load()


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder with a file, and a folder in it that may not be read, also not by those who run the tests as root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "talk.txt").write_bytes(b"Ada")
        (folder / "closed").mkdir()
        (folder / "closed" / "hidden.txt").write_bytes(b"Ada")
        (folder / "closed").chmod(0)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65_534)
        try:
            yield folder
        finally:
            os.seteuid(user)
            (folder / "closed").chmod(0o755)


def test_a_folder_that_may_not_be_read_is_a_source_that_says_so(closed):
    refused, talk = fetch.sources(str(closed), CONFIG)
    assert (refused.name, talk.load().data) == (str(closed / "closed"), b"Ada")
    with pytest.raises(FetchError, match=r"cannot be listed \(Permission denied\)") as caught:
        refused.load()
    assert caught.value.exit_code == 3
    [itself] = fetch.sources(str(closed / "closed"), CONFIG)
    with pytest.raises(FetchError, match="cannot be listed"):
        itself.load()
    with pytest.raises(FetchError, match=r"cannot be opened \(Permission denied\)"):
        one(str(closed / "closed" / "hidden.txt")).load()
