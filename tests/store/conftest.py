"""Stores of every kind over the same small graph: in memory, in a folder, and on a real SPARQL server."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kg.config import Config
from kg.formats.rdf import parse_file
from kg.store import Store, open_store

FIXTURE = Path(__file__).with_name("fixture.trig")
KINDS = ("memory", "oxigraph", "remote")


@pytest.fixture
def config() -> Config:
    return Config()


@contextmanager
def sparql_server() -> Iterator[str]:
    """The query address of an Oxigraph server that runs while the block does, and holds nothing at first."""
    binary = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}") or shutil.which("oxigraph")
    assert binary, "install the package 'oxigraph', which the extra 'test' names: it is the SPARQL server of these tests"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([binary, "serve", "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/query"
    try:
        _wait(process, address)
        yield address
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A SPARQL server that holds fixture.trig."""
    with sparql_server() as address:
        writer = open_store(address, write=True, config=Config())
        writer.build(parse_file(FIXTURE))
        yield address


@pytest.fixture(scope="session")
def scratch_server() -> Iterator[str]:
    """A SPARQL server to write to."""
    with sparql_server() as address:
        yield address


def _wait(process: subprocess.Popen, address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address + "?query=ASK%7B%7D").close()
            return
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, "the SPARQL server ended at once"
            time.sleep(0.05)
    raise AssertionError("the SPARQL server did not start")


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path, config: Config) -> Iterator[Store]:
    """An empty store of each kind, open for writing."""
    location = {"memory": "memory:", "oxigraph": f"oxigraph:{tmp_path / 'store'}"}.get(request.param)
    if location is None:
        location = request.getfixturevalue("scratch_server")
    store = open_store(location, write=True, config=config)
    store.build(())
    yield store
    store.close()


@pytest.fixture(scope="module", params=KINDS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of each kind that holds fixture.trig, open for reading."""
    if request.param == "memory":
        yield open_store(f"memory:{FIXTURE}", config=Config())
        return
    location = request.getfixturevalue("server") if request.param == "remote" else f"oxigraph:{tmp_path_factory.mktemp('filled')}"
    if request.param == "oxigraph":
        writer = open_store(location, write=True, config=Config())
        writer.build(parse_file(FIXTURE))
        writer.close()
    store = open_store(location, config=replace(Config(), timeout=30))
    yield store
    store.close()
