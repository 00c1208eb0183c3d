"""Sources on different hosts are asked side by side: what one server does holds up no other, and no interrupt loses what came."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.model.source import SourceSettings

TALK = "<h1>Knot Seminar</h1><p>Speaker: {speaker} (University of Oslo)</p><p>Title: Knots of order {n}</p><p>Date: {n} May 2024, 15:00</p>"
NAMES = ("Ada Byron", "Emma Lindqvist", "Jan Nowak", "Nora Hansen")


@contextmanager
def served(host: str, answer) -> Iterator[str]:
    """The address of a server at a host of this machine, whose handler is `answer`."""
    handler = type("Handler", (BaseHTTPRequestHandler,), {"do_GET": answer, "log_message": lambda *words: None})
    server = ThreadingHTTPServer((host, 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{host}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def page(handler: BaseHTTPRequestHandler, body: str) -> None:
    data = body.encode()
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def talk(number: int) -> str:
    return TALK.format(speaker=NAMES[number % len(NAMES)], n=1 + number)


def missing(handler: BaseHTTPRequestHandler) -> None:
    handler.send_error(404)


def test_hosts_are_asked_at_one_time(gather):
    meeting = threading.Barrier(3)

    def answering(number: int):
        def do_get(handler):
            if handler.path == "/robots.txt":
                return missing(handler)
            meeting.wait(timeout=4)  # broken, and no page, unless all three are asked together
            return page(handler, talk(number))

        return do_get

    with served("127.0.0.1", answering(0)) as one, served("127.0.0.2", answering(1)) as two, served("127.0.0.3", answering(2)) as three:
        report = gather(*(SourceSettings(f"s{n}", f"{at}/") for n, at in enumerate((one, two, three))))
    assert [source.name for source in report.sources] == ["s0", "s1", "s2"]
    assert report.exit_code == 0
    assert report.published == 3


def test_one_host_is_asked_one_thing_at_a_time(gather, site):
    for number in range(4):
        site.put(f"/{number}", talk(number))
    report = gather(*(SourceSettings(f"s{n}", f"{site.address}/{n}") for n in range(4)))
    assert report.exit_code == 0
    assert site.open_most == 1


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Never comes to an end, a byte at a time."""
    if handler.path == "/robots.txt":
        return missing(handler)
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    stop = threading.Event()
    while not stop.wait(0.05):
        handler.wfile.write(b"a")
        handler.wfile.flush()


@pytest.mark.filterwarnings("ignore")
def test_an_endless_server_holds_up_no_other(gather):
    order = []
    with served("127.0.0.2", endless) as bad, served("127.0.0.1", lambda handler: missing(handler) if handler.path == "/robots.txt" else page(handler, talk(1))) as good:
        report = gather(SourceSettings("bad", f"{bad}/"), SourceSettings("good", f"{good}/"), progress=order.append)
    assert report.exit_code == 3
    assert report.published == 1
    finished = [line for line in order if line.startswith("Asked")]
    assert finished[0].endswith("good") and finished[1].endswith("bad")


def test_an_interrupt_keeps_what_has_come(tmp_path):
    reached = threading.Event()

    def never(handler):
        reached.set()
        endless(handler)

    with served("127.0.0.2", never) as bad, served("127.0.0.1", lambda handler: missing(handler) if handler.path == "/robots.txt" else page(handler, talk(1))) as good:
        folder = tmp_path / "sources"
        folder.mkdir()
        (folder / "bad.toml").write_text(f'address = "{bad}/"\n')
        (folder / "good.toml").write_text(f'address = "{good}/"\n')
        store = f"oxigraph:{tmp_path}/store"
        harvest = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "harvest", "--sources", str(folder), "--store", store], stderr=subprocess.PIPE, text=True, env={**os.environ, "KG_DELAY": "0"}
        )
        for line in harvest.stderr:
            if line.startswith("Asked 1 of 2"):
                break
        harvest.send_signal(signal.SIGINT)
        said = harvest.stderr.read()
        assert harvest.wait(timeout=60) == 130, said
    asked = subprocess.run([sys.executable, "-m", "kg", "stats", "--store", store, "--json"], capture_output=True, text=True, check=True)
    assert '"talks": 1' in asked.stdout


PROGRAM = "import sys, kg.cli.options as options; options._BETWEEN = 0.0; from kg.cli import main; sys.exit(main())"
"""The command, with every line of its progress printed."""
