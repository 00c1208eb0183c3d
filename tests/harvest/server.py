"""A web site on this machine: pages that change, with validators, and a record of what was asked."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    """What is at a path. `status`, `headers` and `validators` are what the server makes of it."""

    body: bytes
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    validators: bool = True


@dataclass
class Site:
    """The pages by path, and the requests so far: (path, status)."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    users: dict[str, str | None] = field(default_factory=dict)
    address: str = ""
    open_now: int = 0
    open_most: int = 0

    def put(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8", **more) -> None:
        """Puts a page at a path."""
        self.pages[path] = Page(body.encode() if isinstance(body, str) else body, kind, **more)

    def take(self) -> list[tuple[str, int]]:
        """The requests since this was asked last, without those for robots.txt."""
        asked, self.asked = [one for one in self.asked if one[0] != "/robots.txt"], []
        return asked

    def counted(self) -> Counter:
        """How many answers had which status, since the requests were taken last."""
        return Counter(status for _, status in self.take())


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        site = self.site
        site.open_now += 1
        site.open_most = max(site.open_most, site.open_now)
        try:
            self._answer(site)
        finally:
            site.open_now -= 1

    def _answer(self, site: Site) -> None:
        site.agents.add(self.headers["User-Agent"])
        site.users[self.path] = self.headers["Authorization"]
        page = site.pages.get(self.path, Page(b"<h1>Not found</h1>", status=404, validators=False))
        tag = f'"{sha256(page.body).hexdigest()[:16]}"'
        status = 304 if page.validators and page.status == 200 and self.headers["If-None-Match"] == tag else page.status
        site.asked.append((self.path, status))
        self.send_response(status)
        if page.validators:
            self.send_header("ETag", tag)
        for name, value in page.headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Type", page.kind)
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(page.body)

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The site on a free port of this machine while the block runs."""
    handler = type("Handler", (_Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
