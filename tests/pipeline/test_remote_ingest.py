"""A store on a SPARQL server is taken care of like one in a folder."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from kg.archive import open_archive
from kg.config import Config
from kg.store import open_store
from tests.desk import Desk, notice


@pytest.fixture
def remote(tmp_path):
    """A desk whose store is a real SPARQL server."""
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert binary, "install the package 'oxigraph', which the extra 'test' names: it is the SPARQL server of these tests"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{probe.getsockname()[1]}"
    process = subprocess.Popen([binary, "serve", "--bind", place], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://{place}/query?query=ASK%7B%7D").close()
                break
            except OSError:
                assert process.poll() is None, "the SPARQL server ended at once"
                time.sleep(0.05)
        config = replace(Config(), store=f"http://{place}/query", data=tmp_path / "data")
        desk = Desk(tmp_path / "announcements", config, open_store(config.store, write=True, config=config), open_archive(config))
        yield desk
        desk.store.close()
    finally:
        process.kill()
        process.wait()


def test_a_remote_store_holds_what_a_store_in_memory_holds(remote, new_desk):
    local = new_desk("memory", remote.folder)
    path = remote.write("list.txt", notice("Old knots"))
    for desk in (remote, local):
        desk.ingest(path)
    remote.write("list.txt", notice("New knots", Date="Thursday, 27 February 2025"))
    for desk in (remote, local):
        assert [outcome.status for outcome in desk.ingest(path).outcomes] == ["new version"]
    assert remote.titles() == ["New knots", "Old knots"] and remote.export() == local.export()
    assert not remote.ingest(path).changed
    assert (remote.config.data / "current").is_file()
