"""What was lost or damaged comes back by itself, or the error says what brings it back."""

import os
import re
from pathlib import Path
from shutil import rmtree

import pytest

from kg.archive import Archive, Folder
from kg.errors import StoreError
from kg.extract import extract
from kg.pipeline import intake, reading, stats
from kg.store import open_store
from tests.desk import Desk, notice


def root(desk: Desk) -> Path:
    return Path(desk.config.store.partition(":")[2]) / "documents"


@pytest.fixture
def filled(new_desk) -> Desk:
    """A desk with two announcements in its store."""
    desk = new_desk()
    desk.write("a.txt", notice())
    desk.write("b.txt", notice("Links"))
    desk.ingest()
    return desk


def hurt(desk: Desk, pattern: str, damage: str) -> int:
    """Removes files of the archive, or writes over them; how many there were."""
    paths = list(root(desk).glob(pattern))
    for path in paths:
        path.unlink() if damage == "lost" else path.write_bytes(b'{"junk": [')
    return len(paths)


@pytest.mark.parametrize("shown", [b"0" * 64, b"", b"\xff not a hash", None])
def test_a_run_killed_before_readers_saw_its_catalogue_is_made_good_by_the_next(filled, shown):
    current, before = root(filled) / "current", filled.files()
    current.unlink() if shown is None else current.write_bytes(shown)
    assert not filled.archive.current().versions
    report = filled.ingest()
    assert not report.changed and filled.files()["current"] == before["current"]
    assert all(filled.archive.text(outcome.doc) for outcome in report.outcomes)


def test_a_dry_run_does_not_show_readers_another_catalogue(filled):
    (root(filled) / "current").unlink()
    filled.ingest(dry_run=True)
    assert "current" not in filled.files()


@pytest.mark.parametrize("damage", ["lost", "damaged"])
@pytest.mark.parametrize("by", ["ingest", "ingest of another", "rebuild"])
def test_a_reading_is_read_again_from_the_bytes(filled, damage, by):
    before, statements = filled.files(), filled.everything()
    assert hurt(filled, "*/reading-*", damage) == 2
    with pytest.raises(StoreError, match="kg rebuild"):
        filled.archive.text(filled.archive.current().versions[0].doc)
    report = filled.rebuild() if by == "rebuild" else filled.ingest(filled.folder / "a.txt") if "other" in by else filled.ingest()
    assert report.exit_code == 0 and not report.changed
    assert filled.files() == before and filled.everything() == statements


@pytest.mark.parametrize("damage", ["lost", "damaged"])
def test_bytes_come_back_with_the_announcement(filled, damage):
    before = filled.files()
    assert hurt(filled, "*/bytes", damage) == 2
    report = filled.rebuild()
    assert report.exit_code == 1 and len(report.problems) == 2 and filled.titles() == ["Knots without ends", "Links"]
    assert all("a.txt" in one or "b.txt" in one for one in report.problems) and "ingest it again" in report.problems[0]
    assert filled.ingest().exit_code == 0 and filled.files() == before
    assert filled.rebuild().exit_code == 0


def test_a_document_that_is_lost_whole_is_named_and_comes_back_with_the_announcement(filled):
    before = filled.files()
    doc = filled.ingest(filled.folder / "b.txt").outcomes[0].doc
    hurt(filled, f"{doc}/*", "lost")
    for attempt in (filled.rebuild, lambda: filled.ingest(filled.folder / "a.txt")):
        with pytest.raises(StoreError, match=r"lost the document '.*b\.txt'.*ingest it again"):
            attempt()
    assert filled.ingest(filled.folder / "b.txt").exit_code == 0 and filled.files() == before


@pytest.mark.parametrize("damage", ["lost", "damaged"])
def test_a_catalogue_that_is_gone_is_named_and_a_copy_of_it_helps(filled, damage):
    before = filled.files()
    assert hurt(filled, "catalogue-*", damage)
    for attempt in (filled.ingest, filled.rebuild):
        with pytest.raises(StoreError, match=r"documents/catalogue-.*Put that file back") as caught:
            attempt()
        assert "KG_DATA" not in str(caught.value)
    name = re.search(r"documents/(\S+)", str(caught.value))[1]
    Folder(root(filled)).put(name, before[name])
    assert filled.ingest().exit_code == 0


def test_an_empty_store_is_rebuilt_from_the_archive_of_the_lost_one(filled):
    published = filled.export()
    filled.store.build(())
    report = filled.rebuild()
    assert report.changed and report.exit_code == 0 and filled.export() == published


def gone(place: Path, *names: str) -> None:
    for name in names:
        path = place / name
        path.unlink() if path.is_symlink() else rmtree(path)


@pytest.mark.parametrize("lost", ["snapshots", "snapshots current", "writer", "writer snapshots", "writer snapshots current"])
@pytest.mark.parametrize("by", ["ingest", "rebuild"])
def test_a_store_that_lost_a_part_is_whole_after_the_next_run(filled, lost, by):
    place, published = root(filled).parent, filled.export()
    filled.store.close()
    gone(place, *lost.split())
    filled.store = open_store(filled.config.store, write=True, config=filled.config)
    report = filled.rebuild() if by == "rebuild" else filled.ingest(filled.folder / "a.txt")
    assert report.exit_code == 0 and report.published == 2
    filled.store.close()
    reader = open_store(filled.config.store, config=filled.config)
    assert stats(reader).talks == 2
    filled.store = reader
    assert filled.export() == published


FAULTS = (ValueError("no such month"), OverflowError(), RecursionError("too deep"), KeyError("x"), AssertionError())


@pytest.mark.parametrize("error", FAULTS, ids=repr)
@pytest.mark.parametrize("step", ["read", "extract"])
def test_a_fault_over_one_announcement_stops_none_of_the_others(desk, monkeypatch, error, step):
    module = reading if step == "read" else intake
    real = getattr(module, step)

    def faulty(what, **options):
        if b"Knots" in (what if isinstance(what, bytes) else what.text.encode()):
            raise error
        return real(what, **options)

    desk.write("a.txt", notice())
    desk.write("b.txt", notice("Links"))
    with monkeypatch.context() as patched:
        patched.setattr(module, step, faulty)
        report = desk.ingest()
    assert [outcome.status for outcome in report.outcomes] == ["failed", "stored"] and report.exit_code == 1
    assert re.search(r"a\.txt could not be read: \w+Error", report.outcomes[0].problems[0]) and desk.titles() == ["Links"]
    again = desk.ingest()
    assert [outcome.status for outcome in again.outcomes] == ["stored", "unchanged"] and again.exit_code == 0


def test_a_rebuild_keeps_what_it_cannot_read_again(filled, monkeypatch):
    statements = filled.everything()

    def faulty(document):
        if "Knots" in document.text:
            raise ValueError("no such month")
        return extract(document)

    monkeypatch.setattr(intake, "extract", faulty)
    report = filled.rebuild()
    assert report.exit_code == 1 and filled.everything() == statements
    (problem,) = report.problems
    assert problem.endswith("a.txt could not be read: ValueError: no such month. What was read before stays.")


def test_a_known_page_that_cannot_be_read_at_its_new_address_stays_as_it_was(filled, monkeypatch):
    before, path = filled.everything(), filled.folder / "a.txt"

    def faulty(document):
        raise ValueError("no such month")

    with monkeypatch.context() as patched:
        patched.setattr(intake, "extract", faulty)
        report = filled.ingest(path, url="https://example.org/a")
    assert report.outcomes[0].status == "failed" and filled.everything() == before
    assert filled.ingest(path, url="https://example.org/a").outcomes[0].status == "new address"


def test_a_file_whose_name_is_no_utf8_is_an_announcement_like_others(new_desk):
    desk = new_desk()
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        desk.write(name, notice())
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert desk.ingest().outcomes[0].status == "stored" and desk.titles() == ["Knots without ends"]
    assert desk.ingest().outcomes[0].status == "unchanged"
    held = Archive(Folder(root(desk))).current().versions[0].sightings[0].key
    assert held == str(desk.folder / name)
    assert desk.rebuild().exit_code == 0
