"""The check in parts: the answers of one check of everything, kept as they come, whatever ends the run or a process."""

import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from pyoxigraph import BlankNode

from kg.archive import Archive, open_archive
from kg.config import Config
from kg.fetch import all_sources
from kg.iris import owner
from kg.pipeline import checks
from kg.pipeline import ingest as ingest_sources
from kg.pipeline.checks import Checks, Index
from kg.store import open_store
from kg.validate import load_files, problems

SHAPES = Path(__file__).resolve().parents[1] / "shapes"
IN_PARTS = (
    "import sys; from kg.pipeline import checks; checks.AT_LEAST = 0; checks.PART = 20;"
    " from kg.cli import main; sys.exit(main(sys.argv[1:]))"
)


@pytest.fixture
def in_parts(monkeypatch) -> None:
    monkeypatch.setattr(checks, "AT_LEAST", 0)
    monkeypatch.setattr(checks, "PART", 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty talks of one seminar by four people; every fifth has a weekday that is not that of its date."""
    folder = tmp_path / "notices"
    folder.mkdir()
    for number in range(40):
        day = date(2024, 1, 1) + timedelta(days=number)
        weekday = (day + timedelta(days=not number % 5)).strftime("%A")
        (folder / f"{number:02}.txt").write_text(
            f"Topology Seminar\n\nSpeaker: Ada {('Abel', 'Brandt', 'Conti', 'Duarte')[number % 4]} (University of Basel)\n"
            f"Title: On the knot of order {number}\nDate: {weekday}, {day:%-d %B %Y}, 15:00\nRoom: {number % 3}\n"
        )
    return folder


def ingested(folder: Path, at: Path) -> tuple[list, set]:
    """What became of each file, and all that the store holds but the times of runs."""
    config = Config(store=f"oxigraph:{at}")
    store = open_store(config.store, write=True, config=config)
    try:
        report = ingest_sources(all_sources([str(folder)], config), store, open_archive(config), config)
        held = {str(quad) for graph in store.graphs() if "provenance" not in graph.value for quad in store.quads(graph)}
    finally:
        store.close()
    return [(outcome.source, outcome.rejected, outcome.problems) for outcome in report.outcomes], held


def quiet(_: str) -> None:
    pass


def graph() -> Index:
    """All that the tests of the shapes hold of right and wrong, in one graph."""
    quads = load_files(sorted((*SHAPES.glob("good/*.ttl"), *SHAPES.glob("bad/*.ttl"))))
    blank = {quad.subject for quad in quads if isinstance(quad.subject, BlankNode)}
    return Index(quad.triple for quad in quads if not {quad.subject, quad.object} & blank)


def test_the_parts_together_find_what_one_check_finds(in_parts):
    index = graph()
    whole = problems(index.triples)
    assert {problem.severity for problem in whole} == {"violation", "warning", "info"}
    assert Checks(open_archive(Config(store="memory:")), quiet).of(index) == whole


def test_a_few_things_are_checked_as_in_the_whole(in_parts):
    index = graph()
    things = set(sorted({owner(node) for node in index.nodes()}, key=str)[::3])
    found = Checks(open_archive(Config(store="memory:")), quiet).of(index, things)
    assert found and found == tuple(problem for problem in problems(index.triples) if owner(problem.focus) in things)


def test_what_is_said_of_a_blank_node_is_checked_with_the_rest(in_parts):
    quads = load_files([SHAPES / "bad" / "no-blank-node.ttl"])
    index = Index(quad.triple for quad in quads)
    assert any(isinstance(node, BlankNode) for node in index.nodes())
    assert Checks(open_archive(Config(store="memory:")), quiet).of(index) == problems(quads)


def test_a_process_that_ends_costs_no_answer(in_parts, monkeypatch):
    monkeypatch.setattr(checks, "CHECKER", [sys.executable, "-c", "import sys; sys.exit(7)"])
    index = graph()
    assert Checks(open_archive(Config(store="memory:")), quiet).of(index) == problems(index.triples)


def test_what_violates_a_shape_is_left_out_in_parts_as_in_one(folder, tmp_path, monkeypatch):
    whole = ingested(folder, tmp_path / "whole")
    assert sum(rejected for _, rejected, _ in whole[0]) == 8
    monkeypatch.setattr(checks, "AT_LEAST", 0)
    monkeypatch.setattr(checks, "PART", 60)
    assert ingested(folder, tmp_path / "parts") == whole


def test_what_was_left_out_has_only_its_surroundings_checked_again(folder, tmp_path, monkeypatch):
    looked_at = []
    of = Checks.of

    def counting(self, index, things=None):
        looked_at.append(len({owner(node) for node in index.nodes()} if things is None else things))
        return of(self, index, things)

    monkeypatch.setattr(Checks, "of", counting)
    (folder / "00.txt").rename(tmp_path / "00.txt")
    for path in folder.glob("[0-9][0-9].txt"):
        if int(path.stem) % 5 == 0 and path.stem != "05":
            path.unlink()
    for number in range(60):  # talks that have nothing to do with the one that is left out
        (folder / f"other-{number}.txt").write_text(
            f"Speaker: {'ABCDEFGHIJKLMNOPQRST'[number % 20]}na Zz{chr(97 + number % 26) * 3}o\nTitle: The theory of {number} sets\nDate: {date(2025, 1, 1) + timedelta(days=number)}, 10:00\n"
        )
    ingested(folder, tmp_path / "store")
    first, second = looked_at
    assert 0 < second < first / 2


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_check_that_was_ended_is_gone_on_with(folder, tmp_path, monkeypatch, in_parts, how):
    store = tmp_path / "store"
    documents = store / "documents"
    run = subprocess.Popen(
        [sys.executable, "-c", IN_PARTS, "ingest", "--store", f"oxigraph:{store}", str(folder)],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    while run.poll() is None and not list(documents.glob("checked-*")):
        time.sleep(0.005)
    run.send_signal(how)
    said = run.communicate()[1]
    assert run.returncode == (130 if how == signal.SIGINT else -signal.SIGKILL), said
    kept = {path.name.partition("-")[2] for path in documents.glob("checked-*")}
    assert kept
    again = []
    keep = Archive.keep_checked
    monkeypatch.setattr(Archive, "keep_checked", lambda self, mark, found: (again.append(mark), keep(self, mark, found)))
    after = ingested(folder, store)
    assert again and not kept & set(again), "what was checked is not checked again"
    assert not list(documents.glob("checked-*")), "notes are dropped when the run has come to its end"
    assert after == ingested(folder, tmp_path / "at-once")


def test_a_note_that_is_damaged_is_not_believed(tmp_path):
    archive = open_archive(Config(store=f"oxigraph:{tmp_path / 'store'}"))
    archive.keep_checked("a" * 64, [{"message": "It is wrong."}])
    assert archive.checked("a" * 64) == [{"message": "It is wrong."}]
    (note,) = (tmp_path / "store" / "documents").glob("checked-*")
    note.write_bytes(note.read_bytes()[:20])
    assert archive.checked("a" * 64) is None
