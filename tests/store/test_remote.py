"""What goes wrong between us and a SPARQL server is said, and nothing is lost in silence. The servers here are real."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.config import Config
from kg.errors import StoreError
from kg.store import open_store

JSON = "application/sparql-results+json"
WHOLE = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"x"}}]}}'
ASKED = "SELECT ?a { ?a ?b ?c }"


@pytest.fixture
def serve() -> Iterator[Callable]:
    """A function that starts an HTTP server which gives one answer, and returns its address and what it was asked."""
    servers = []

    def start(status: int = 200, body: bytes = WHOLE, **headers: str) -> tuple[str, list]:
        requests = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                requests.append((self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(body)

            do_PUT = do_POST

            def log_message(self, *words: object) -> None:
                """Says nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/sparql/query", requests

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


FAULTS = [
    ("an answer that breaks off", {"Content_Type": JSON, "Content_Length": str(len(WHOLE) + 9)}, "broke off"),
    ("JSON that ends early", {"Content_Type": JSON, "body": WHOLE[:-9]}, "cannot be read"),
    ("a web page", {"Content_Type": "text/html", "body": b"<html>"}, "is it the address of a SPARQL query endpoint"),
    ("a part of the rows, as Virtuoso says it", {"Content_Type": JSON, "X_SPARQL_MaxRows": "10000"}, "only a part"),
    ("a part of the answer", {"status": 206, "Content_Type": JSON}, "only a part"),
    ("no leave", {"status": 401}, "Access .* is denied"),
    ("no such address", {"status": 404}, "not possible to connect"),
    ("a fault of its own", {"status": 500, "body": b"disk on fire"}, "disk on fire"),
    ("no time", {"status": 503}, "status 503"),
]


@pytest.mark.parametrize(("reply", "words"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_server_that_gives(serve: Callable, reply: dict, words: str) -> None:
    address, _ = serve(**reply)
    with pytest.raises(StoreError, match=words):
        open_store(address, config=Config()).query(ASKED)


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(StoreError, match="did not answer"):
        open_store("http://127.0.0.1:9/query", config=Config()).query(ASKED)


def test_a_server_that_is_slow(server: str) -> None:
    store = open_store(server, config=replace(Config(), timeout=1))
    numbers = " ".join(map(str, range(200)))
    with pytest.raises(StoreError, match="within 1 seconds"):
        store.query(f"SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} VALUES ?c {{ {numbers} }} VALUES ?d {{ {numbers} }} }}")


def test_the_default_graph_and_the_credentials_are_sent(serve: Callable) -> None:
    address, requests = serve(Content_Type=JSON)
    store = open_store(address, config=replace(Config(), user="ada", password="ö:x"))
    assert [row["a"].value for row in store.query(ASKED)] == ["x"]
    ((path, headers, body),) = requests
    assert path == "/sparql/query" and headers["Accept"] == JSON
    assert headers["Authorization"] == "Basic YWRhOsO2Ong="
    assert b"default-graph-uri=https%3A//w3id.org/talkgraph/graph/published" in body.split(b"&")
    assert "ö:x" not in repr(store._server)


@pytest.mark.parametrize(
    ("settings", "path"), [({}, "/sparql/update"), ({"update": "/statements"}, "/statements")], ids=["beside the query address", "as set"]
)
def test_changes_go_to_the_update_address(serve: Callable, settings: dict, path: str) -> None:
    address, requests = serve(status=204, body=b"")
    root = address.removesuffix("/sparql/query")
    config = replace(Config(), **{name: root + value for name, value in settings.items()})
    fact = Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c"), NamedNode("urn:g"))
    open_store(address, write=True, config=config).apply([fact], [fact])
    ((asked, _, body),) = requests
    assert asked == path and body.startswith(b"update=DELETE+DATA")


def test_a_refused_change_is_an_error_of_the_store(serve: Callable) -> None:
    address, _ = serve(status=400, body=b"no")
    with pytest.raises(StoreError, match="refused the change"):
        open_store(address, write=True, config=Config()).apply((), [Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c"), NamedNode("urn:g"))])


def test_a_statement_with_a_blank_node_cannot_be_taken_out() -> None:
    with pytest.raises(StoreError, match="blank node"):
        open_store("memory:", config=Config()).apply([Quad(BlankNode("x"), NamedNode("urn:b"), Literal("c"))], ())
