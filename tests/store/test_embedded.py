"""What the store in a folder promises beyond the contract: readers, one writer, and no harm from a killed process."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.config import Config
from kg.errors import SourceError, StoreError, UsageError
from kg.store import Store, open_store

PUBLISHED = NamedNode("https://w3id.org/talkgraph/graph/published")
COUNT = "SELECT (COUNT(*) AS ?count) { ?s ?p ?o }"


def quads(first: int, last: int) -> list[Quad]:
    return [Quad(NamedNode(f"https://example.org/{number}"), NamedNode("https://example.org/p"), Literal(number), PUBLISHED) for number in range(first, last)]


def opened(path: Path, *, write: bool = False) -> Store:
    return open_store(f"oxigraph:{path}", write=write, config=Config())


def count(store: Store) -> int:
    return int(store.query(COUNT).rows[0]["count"].value)


def test_a_reader_sees_each_commit_and_never_the_writers_files(tmp_path: Path) -> None:
    writer = opened(tmp_path, write=True)
    writer.apply((), quads(0, 3))
    reader = opened(tmp_path)
    assert count(reader) == 3
    writer.apply(quads(0, 1), quads(3, 10))
    assert count(reader) == 9
    writer.build(quads(0, 5))
    assert count(reader) == 5
    writer.close()
    assert count(reader) == 5


def test_readers_go_on_while_a_writer_writes(tmp_path: Path) -> None:
    writer = opened(tmp_path, write=True)
    writer.apply((), quads(0, 10))
    reader, seen, done = opened(tmp_path), [], threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(count(reader))

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(1, 20):
        writer.apply((), quads(number * 10, number * 10 + 10))
    done.set()
    thread.join()
    assert count(reader) == 200
    assert seen == sorted(seen) and all(number % 10 == 0 for number in seen), "a reader saw half a change"


def test_old_snapshots_go_when_nobody_reads_them(tmp_path: Path) -> None:
    writer = opened(tmp_path, write=True)
    writer.apply((), quads(0, 1))
    reader = opened(tmp_path)
    held = reader.query(COUNT), (tmp_path / "current").resolve()
    rows = reader.quads()
    for number in range(1, 6):
        writer.apply((), quads(number, number + 1))
    assert held[1].is_dir(), "a snapshot that is open was removed"
    assert len(list(rows)) == 1
    reader.close()
    writer.apply((), quads(6, 7))
    assert [path.name for path in (tmp_path / "snapshots").iterdir() if path.is_dir()] == [(tmp_path / "current").resolve().name]


def test_a_missing_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No store at .*none; run `kg ingest"):
        opened(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_store_that_is_begun_and_empty_is_missing_to_readers(tmp_path: Path) -> None:
    opened(tmp_path, write=True).close()
    with pytest.raises(StoreError, match="No store"):
        opened(tmp_path)


def test_a_second_writer_is_told_that_the_store_is_locked(tmp_path: Path) -> None:
    first = opened(tmp_path, write=True)
    with pytest.raises(StoreError, match="locked: another process is writing"):
        opened(tmp_path, write=True)
    first.close()
    opened(tmp_path, write=True).close()


def test_a_reader_does_not_write(tmp_path: Path) -> None:
    writer = opened(tmp_path, write=True)
    writer.apply((), quads(0, 1))
    reader = opened(tmp_path)
    for change in (lambda: reader.apply((), quads(1, 2)), lambda: reader.build(quads(1, 2))):
        with pytest.raises(StoreError, match="reading only"):
            change()
    assert count(reader) == 1


@pytest.mark.parametrize("broken", ["CURRENT", "MANIFEST-*"])
def test_a_damaged_store_is_an_error_of_the_store(tmp_path: Path, broken: str) -> None:
    writer = opened(tmp_path, write=True)
    writer.apply((), quads(0, 1))
    writer.close()
    for path in (tmp_path / "current").resolve().glob(broken):
        path.write_bytes(b"junk")
    with pytest.raises(StoreError, match="damaged or not readable"):
        opened(tmp_path)


def test_a_damaged_snapshot_is_published_again_from_the_writers_database(tmp_path: Path) -> None:
    opened(tmp_path, write=True).apply((), quads(0, 3))
    (tmp_path / "current").resolve().joinpath("CURRENT").write_bytes(b"junk")
    opened(tmp_path, write=True).close()
    assert count(opened(tmp_path)) == 3


def test_a_damaged_database_of_the_writer_is_made_again_from_the_snapshot(tmp_path: Path) -> None:
    opened(tmp_path, write=True).apply((), quads(0, 3))
    (tmp_path / "writer" / "CURRENT").write_bytes(b"junk")
    writer = opened(tmp_path, write=True)
    writer.apply((), quads(3, 4))
    assert count(writer) == 4 and count(opened(tmp_path)) == 4


def test_where_both_are_damaged_the_advice_is_to_build_again(tmp_path: Path) -> None:
    opened(tmp_path, write=True).apply((), quads(0, 3))
    for path in (tmp_path / "writer", (tmp_path / "current").resolve()):
        path.joinpath("CURRENT").write_bytes(b"junk")
    for write in (True, False):
        with pytest.raises(StoreError, match="remove the folders writer and snapshots"):
            opened(tmp_path, write=write)


@pytest.mark.parametrize("target", ["snapshots/foo", "snapshots/00000099", "nowhere", "/"])
def test_a_link_that_leads_nowhere_is_set_right_by_the_next_writer(tmp_path: Path, target: str) -> None:
    opened(tmp_path, write=True).apply((), quads(0, 3))
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to(target)
    with pytest.raises(StoreError):
        opened(tmp_path)
    writer = opened(tmp_path, write=True)
    assert count(opened(tmp_path)) == 3
    writer.apply((), quads(3, 4))
    assert count(opened(tmp_path)) == 4


@pytest.mark.parametrize("odd", ["lock", "unfinished", "snapshots", "current", "writer"])
def test_what_the_system_refuses_is_an_error_of_the_store(tmp_path: Path, odd: str) -> None:
    """Folders where files belong, files where folders do, and a link out: all a process with every right meets."""
    path = tmp_path / odd
    if odd in ("snapshots", "writer"):
        path.write_bytes(b"")
    elif odd == "unfinished":
        path.symlink_to(tmp_path / "nowhere" / "else")
    else:
        path.mkdir()
    with pytest.raises(StoreError, match="cannot be|could not be"):
        opened(tmp_path, write=True).apply((), quads(0, 1))


def test_a_lock_that_cannot_be_opened_is_an_error_of_the_store(tmp_path: Path) -> None:
    opened(tmp_path, write=True).apply((), quads(0, 1))
    lock = (tmp_path / "current").resolve().with_suffix(".lock")
    lock.unlink()
    lock.mkdir()
    with pytest.raises(StoreError, match="cannot be read"):
        opened(tmp_path)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Runs the block as somebody to whom not every folder opens, where the test runs as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_folder_without_permission_is_an_error_of_the_store(tmp_path: Path) -> None:
    opened(tmp_path, write=True).apply((), quads(0, 1))
    for mode, write in ((0o000, False), (0o000, True), (0o500, True)):
        tmp_path.chmod(mode)
        try:
            with without_privileges(), pytest.raises(StoreError, match="cannot be"):
                opened(tmp_path, write=write).apply((), quads(1, 2))
        finally:
            tmp_path.chmod(0o700)


def test_a_closed_store_answers_nothing(tmp_path: Path) -> None:
    writer = opened(tmp_path, write=True)
    writer.apply((), quads(0, 1))
    writer.close()
    with pytest.raises(StoreError, match="closed"):
        writer.query(COUNT)


KILLED = """
import os, signal, sys
from kg.config import Config
from kg.store import open_store, snapshots
from pyoxigraph import Literal, NamedNode, Quad

def quads():
    for number in range(50_000):
        if number == 40_000 and sys.argv[2] == "bulk":
            os.kill(os.getpid(), signal.SIGKILL)
        yield Quad(NamedNode(f"https://example.org/new{number}"), NamedNode("https://example.org/p"), Literal(number),
                   NamedNode("https://w3id.org/talkgraph/graph/published"))

def die(*ignored):
    os.kill(os.getpid(), signal.SIGKILL)

store = open_store(f"oxigraph:{sys.argv[1]}", write=True, config=Config())
if sys.argv[2] == "committed":
    snapshots.switch = die
    store.apply((), [next(quads())])
elif sys.argv[2] == "backed-up":
    os.replace = die
    store.apply((), [next(quads())])
elif sys.argv[2] == "switched":
    switch = snapshots.switch
    snapshots.switch = lambda *given: (switch(*given), die())
    store.build(list(quads()))
elif sys.argv[2] == "bulk":
    store.build(quads())
"""


@pytest.mark.parametrize(("moment", "expected"), [("committed", 7), ("backed-up", 7), ("bulk", 7), ("switched", 50_000)])
def test_a_killed_writer_leaves_the_store_as_readers_knew_it(tmp_path: Path, moment: str, expected: int) -> None:
    writer = opened(tmp_path, write=True)
    writer.apply((), quads(0, 7))
    writer.close()
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), moment])
    assert ended.returncode == -signal.SIGKILL
    assert count(opened(tmp_path)) == expected
    again = opened(tmp_path, write=True)
    assert count(again) == expected
    again.apply((), quads(100, 101))
    again.close()
    assert count(opened(tmp_path)) == expected + 1
    assert not [path.name for path in tmp_path.iterdir() if path.name in ("aside", "copy", "unfinished")]


def test_a_writer_killed_at_any_moment_leaves_whole_changes(tmp_path: Path) -> None:
    text = KILLED.partition("store = ")[0] + (
        "store = open_store(f'oxigraph:{sys.argv[1]}', write=True, config=Config())\n"
        "new = list(quads())\n"
        "print('ready', flush=True)\n"
        "for number in range(2000):\n    store.apply((), new[number * 10 : number * 10 + 10])\n"
    )
    process = subprocess.Popen([sys.executable, "-c", text, str(tmp_path), "any"], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"ready\n"
    while not os.path.islink(tmp_path / "current") and process.poll() is None:
        time.sleep(0.01)
    time.sleep(0.2)
    process.kill()
    process.wait()
    process.stdout.close()
    found = count(opened(tmp_path))
    assert found > 0 and found % 10 == 0
    again = opened(tmp_path, write=True)
    assert count(again) == found
    again.close()


@pytest.mark.parametrize(
    ("location", "error", "words"),
    [
        ("nonsense", UsageError, "memory:, memory:FILE"),
        ("oxigraph:", UsageError, "memory:, memory:FILE"),
        ("http://", UsageError, "names no host"),
        ("http://user:secret@example.org/query", UsageError, "KG_USER"),
        ("memory:/no/such/file.ttl", StoreError, "No store at /no/such/file.ttl"),
    ],
)
def test_a_location_that_is_none_is_refused(location: str, error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        open_store(location, config=Config())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", "<https://example.org/0> <https://example.org/p> 0 ."),
        ("a.nt", '<https://example.org/0> <https://example.org/p> "0"^^<http://www.w3.org/2001/XMLSchema#integer> .'),
        ("a.nq", '<https://example.org/0> <https://example.org/p> "0"^^<http://www.w3.org/2001/XMLSchema#integer> .'),
        ("a.trig", "GRAPH <https://w3id.org/talkgraph/graph/published> { <https://example.org/0> <https://example.org/p> 0 }"),
        ("a.jsonld", '{"@id": "https://example.org/0", "https://example.org/p": 0}'),
        ("a.rdf", '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.org/"><r:Description r:about="https://example.org/0">'
                  '<e:p r:datatype="http://www.w3.org/2001/XMLSchema#integer">0</e:p></r:Description></r:RDF>'),
    ],
)  # fmt: skip
def test_an_export_in_any_format_is_a_store_in_memory(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    store = open_store(f"memory:{tmp_path / name}", config=Config())
    assert list(store.quads()) == quads(0, 1)


def test_a_malformed_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<https://example.org/0> is no Turtle")
    with pytest.raises(SourceError, match="a.ttl is malformed"):
        open_store(f"memory:{tmp_path / 'a.ttl'}", config=Config())
