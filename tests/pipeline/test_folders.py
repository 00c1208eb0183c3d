"""A folder of many files: read by several processes, in any of which one file may be the end of it, and gone on with."""

import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from kg.archive import open_archive
from kg.cli import main
from kg.config import Config
from kg.errors import SourceError
from kg.fetch import all_sources
from kg.pipeline import ahead, readers
from kg.pipeline import ingest as ingest_sources
from kg.pipeline.readers import Job, answers
from kg.store import open_store

SURNAMES = ("Abel", "Brandt", "Conti", "Duarte", "Egger", "Fontana")
MORTAL = [sys.executable, str(Path(__file__).with_name("mortal_reader.py"))]


def notice(number: int) -> str:
    return (
        f"Topology Seminar\n\nSpeaker: Ada {SURNAMES[number % 6]} (University of Basel)\nTitle: On the knot of order {number}\n"
        f"Date: {date(2024, 1, 1) + timedelta(days=number)}, 15:00\nRoom: 12\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thirty notices, one empty file, and one that calls itself a PDF."""
    folder = tmp_path / "notices"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(notice(number))
    (folder / "05b.txt").write_bytes(b"")
    (folder / "17b.pdf").write_bytes(b"%PDF-1.7\nno such thing")
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
    return [(outcome.source, outcome.status, outcome.talks, outcome.problems) for outcome in report.outcomes], held


def test_several_processes_read_a_folder_as_one_does(folder, tmp_path, monkeypatch):
    several = ingested(folder, tmp_path / "several")
    monkeypatch.setattr(ahead, "AT_LEAST", 1000)
    assert ingested(folder, tmp_path / "one") == several


def test_a_folder_tells_at_its_end_what_failed_and_publishes_the_rest(folder, tmp_path, capsys):
    assert main(["ingest", "--store", f"oxigraph:{tmp_path / 'store'}", str(folder)]) == 1
    *_, empty, damaged, summary = capsys.readouterr().err.strip().splitlines()
    assert empty.startswith(f"{folder}/05b.txt is empty")
    assert damaged.startswith(f"{folder}/17b.pdf is a PDF that is damaged")
    assert summary == "Sources: 30 stored, 2 failed. 30 talks are published."


def test_a_name_with_a_line_end_takes_one_line_of_the_report(tmp_path, capsys):
    folder = tmp_path / "notices"
    folder.mkdir()
    (folder / "two\nlines.txt").write_text(notice(1))
    (folder / "no\nwords.txt").write_bytes(b"")
    assert main(["ingest", "--store", f"oxigraph:{tmp_path / 'store'}", str(folder)]) == 1
    stored, empty, _ = capsys.readouterr().err.strip().splitlines()
    assert stored == f"{folder}/two\\x0alines.txt: stored, 1 talk."
    assert empty.startswith(f"{folder}/no\\x0awords.txt is empty")


def test_extract_prints_a_folder_in_the_order_of_its_files(folder, capsys):
    assert main(["extract", "--no-text", str(folder)]) == 1
    printed = capsys.readouterr()
    several = printed.out.splitlines()
    assert len(several) == 30
    files = [str(path) for path in sorted(folder.iterdir()) if path.name not in ("05b.txt", "17b.pdf")]
    for first in range(0, 30, 10):
        assert main(["extract", "--no-text", *files[first : first + 10]]) == 0
        assert capsys.readouterr().out.splitlines() == several[first : first + 10]


def test_a_document_that_is_the_end_of_its_process_is_reported_and_the_others_are_read(monkeypatch):
    monkeypatch.setattr(readers, "PROGRAM", MORTAL)
    words = ["a", "die", "b", "die", "c", "d"]
    found = dict(answers((Job((number, word), word, word.encode(), {"read": 1}) for number, word in enumerate(words)), number=2))
    assert [found[number, word] for number, word in enumerate(words) if word != "die"] == [{"words": word} for word in "abcd"]
    for number in (1, 3):
        assert isinstance(found[number, "die"], SourceError)
        assert str(found[number, "die"]).startswith("die brought the process that read it to an end and is left out")


def test_a_document_that_hangs_is_given_up(monkeypatch):
    monkeypatch.setattr(readers, "PROGRAM", MORTAL)
    monkeypatch.setattr(readers, "SECONDS", 2.0)
    jobs = [Job(word, word, word.encode(), {"read": 1}) for word in ("hang", "a", "b")]
    found = dict(answers(jobs, number=1))
    assert str(found["hang"]).startswith("hang was not read in 2 seconds and is left out")
    assert found["a"] == {"words": "a"} and found["b"] == {"words": "b"}


def test_an_interrupted_run_is_gone_on_with(tmp_path):
    folder, store = tmp_path / "notices", tmp_path / "store"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number:03}.txt").write_text(notice(number))
    command = [sys.executable, "-m", "kg", "ingest", "--store", f"oxigraph:{store}", str(folder)]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    documents = store / "documents"
    while run.poll() is None and len(list(documents.glob("ahead-*"))) < 3:
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    said = run.communicate()[1]
    assert run.returncode == 130, said
    assert "Interrupted" in said
    read = {path: path.stat().st_mtime_ns for path in documents.glob("*/reading-*.json")}
    assert 3 <= len(read) < 120
    assert main(["ingest", "--store", f"oxigraph:{store}", str(folder)]) == 0
    assert {path: path.stat().st_mtime_ns for path in read} == read, "what was read is not read again"
    assert len(list(documents.glob("*/reading-*.json"))) == 120
    assert not list(documents.glob("ahead-*")), "notes are dropped when the run has come to its end"
