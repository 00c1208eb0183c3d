"""The archive keeps bytes, texts and readings under the hash of their content."""

import json
import os
from hashlib import sha256

import pytest

from kg.archive import Archive, Catalogue, Folder, Memory, Sighting, StoredReading, Version, open_archive
from kg.config import Config
from kg.errors import StoreError

BYTES = b"\x00\xff"
DOC = sha256(BYTES).hexdigest()[:16]


@pytest.fixture(params=["folder", "memory"])
def archive(request, tmp_path) -> Archive:
    return Archive(Folder(tmp_path / "documents") if request.param == "folder" else Memory())


def catalogue(reading: str, doc: str = DOC) -> Catalogue:
    return Catalogue((Version(doc, doc * 4, (Sighting("https://example.net/a", 0, "https://example.net/a"),), reading),), 1)


def stored(text: str) -> StoredReading:
    return StoredReading(text, "text/plain", "utf-8", "A page", {"talks": [], "events": [], "series": []})


def test_what_was_kept_comes_back(archive):
    archive.keep_bytes(DOC, BYTES)
    name = archive.keep_reading(DOC, stored("Žofie speaks"))
    held = archive.keep_catalogue(catalogue(name))
    assert archive.bytes_of(DOC) == BYTES
    assert archive.catalogue(held) == catalogue(name)
    assert archive.reading(catalogue(name).versions[0]) == stored("Žofie speaks")


def test_a_catalogue_counts_only_once_it_is_switched_to(archive):
    name = archive.keep_reading(DOC, stored("words"))
    held = archive.keep_catalogue(catalogue(name))
    assert archive.current() == Catalogue() and archive.text(DOC) is None
    archive.switch(held)
    assert archive.current() == catalogue(name) and archive.text(DOC) == "words"


def test_the_catalogue_before_the_last_is_forgotten_and_the_last_is_kept(archive):
    held = []
    for text in ("one", "two", "three"):
        held.append(archive.keep_catalogue(catalogue(archive.keep_reading(DOC, stored(text)))))
        archive.switch(held[-1])
    assert [archive.catalogue(name) is not None for name in held] == [False, True, True]


@pytest.mark.parametrize("doc", ["../../etc/passwd", "", "ABCDEF0123456789", DOC + "0", DOC + "\n"])
def test_no_name_leads_out_of_the_archive(archive, doc):
    assert archive.text(doc) is None
    for attempt in (lambda: archive.bytes_of(doc), lambda: archive.keep_bytes(doc, b"x")):
        with pytest.raises(StoreError):
            attempt()


def test_what_is_lost_is_said_in_a_sentence(archive):
    with pytest.raises(StoreError, match=f"lost the bytes of document {DOC}"):
        archive.bytes_of(DOC)
    assert archive.catalogue("f" * 64) is None


def test_a_write_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    shelf = Folder(tmp_path)
    shelf.put("current", b"old")

    def broken(source, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(StoreError, match="No space left"):
        shelf.put("current", b"new")
    assert shelf.get("current") == b"old"


@pytest.mark.parametrize("store", ["memory:", "oxigraph:{}/store", "http://127.0.0.1:1/query"])
def test_each_kind_of_store_has_its_archive(tmp_path, store):
    config = Config(store=store.format(tmp_path), data=tmp_path / "data")
    archive = open_archive(config)
    archive.keep_bytes(DOC, b"words")
    places = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("bytes")]
    expected = {"m": [], "o": [f"store/documents/{DOC}/bytes"], "h": [f"data/{DOC}/bytes"]}
    assert places == expected[store[0]]


def test_the_files_are_plain_json(tmp_path):
    archive = Archive(Folder(tmp_path))
    name = archive.keep_reading(DOC, stored("words"))
    form = json.loads((tmp_path / DOC / f"reading-{name}.json").read_text("utf-8"))
    assert form["text"] == "words" and form["label"] == "A page"
