"""Five announcements are read as a careful reader reads them: every fact they hold, and none they do not."""

import json
from pathlib import Path

import pytest

from bench.reading import sets
from kg.extract import extract
from kg.extract.form import to_form
from kg.read import read
from tests.gold import differences, unsupported

GOLD = sorted(Path(__file__).parent.glob("*.json"))


@pytest.fixture(scope="module")
def reading(shared):
    """Reads one of the announcements to its JSON form, each at most once."""
    forms = {}

    def form(name: str) -> dict:
        if name not in forms:
            path = shared / "seeds" / f"{name}.txt"
            document = read(path.read_bytes(), key=str(path), max_bytes=20_000_000)
            forms[name] = to_form(document, extract(document), source=str(path))
        return forms[name]

    return form


def test_there_are_expectations_for_five_announcements():
    assert len(GOLD) == 5


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem[:3])
def test_every_fact_is_read_and_no_other(gold, reading):
    found = differences(json.loads(gold.read_text(encoding="utf-8")), reading(gold.stem))
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem[:3])
def test_every_value_rests_on_words_that_say_it(gold, reading):
    found = unsupported(reading(gold.stem))
    assert not found, "\n" + "\n".join(found)


WHOLE = {"talk", "title", "speaker", "start", "start_date", "start_time", "end", "location", "organizer", "coauthor", "bio.degrees"}


def test_the_annotators_own_scorer_finds_nothing_missed_and_nothing_invented(shared):
    seeds = next(scores for scores in sets() if scores.name == "seeds")
    assert set(seeds.fields) >= WHOLE
    assert not seeds.errors, "\n".join(seeds.errors)


def test_a_second_reader_finds_the_same_talks(shared):
    second = next(scores for scores in sets() if scores.name == "second-reader")
    assert set(second.fields) >= WHOLE
    wrong = {field: count for field, count in second.fields.items() if field in WHOLE and (count.invented or count.missed)}
    assert not wrong, "\n".join(second.errors)
