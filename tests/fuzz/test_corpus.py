"""What fuzzing led to is read or refused in a sentence, and every value still stands where it says that it stands."""

import json
import zipfile
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.extract import extract
from kg.extract.form import to_form, values
from kg.read import read

HERE = Path(__file__).parent
MENDED = sorted((HERE / "mended").iterdir())
PACKED = sorted(HERE.glob("*.zip"))


def read_whole(data: bytes, name: str) -> None:
    try:
        document = read(data, key=f"/tests/{name}", max_bytes=20_000_000)
        announcement = extract(document)
    except SourceError as error:
        assert name in str(error) and str(error).endswith("."), "a refusal is a sentence that names the source"
        return
    json.dumps(to_form(document, announcement, source=name), ensure_ascii=False).encode("utf-8")
    for record in (*announcement.talks, *announcement.events, *announcement.series):
        for path, value in values(record):
            assert all(0 <= begin <= end <= len(document.text) for begin, end in value.spans), (name, path)


@pytest.mark.parametrize("packed", PACKED, ids=lambda path: path.stem)
def test_inputs_that_fuzzing_made_are_read_or_refused(packed: Path):
    with zipfile.ZipFile(packed) as archive:
        entries = archive.namelist()
        assert entries
        for name in entries:
            read_whole(archive.read(name), name)


@pytest.mark.parametrize("path", MENDED, ids=lambda path: path.stem)
def test_what_once_was_read_wrongly_is_not_any_more(path: Path):
    read_whole(path.read_bytes(), path.name)


def test_a_time_printed_above_the_labelled_one_is_not_its_end():
    path = HERE / "mended" / "time-above-its-label.html"
    (talk,) = extract(read(path.read_bytes(), key=path.name, max_bytes=20_000_000)).talks
    assert (talk.start.text, talk.end) == ("--01-23T10:00", None)


def test_every_format_has_its_corpus_and_all_of_it_is_small():
    assert [path.stem for path in PACKED] == sorted(
        "calendar csv feed html json mail markdown mbox pdf spreadsheet text yaml".split()
    )
    assert sum(path.stat().st_size for path in PACKED) < 1_000_000
