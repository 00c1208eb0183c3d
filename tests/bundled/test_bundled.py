"""Announcements are read as a careful reader reads them: every fact they hold, and none they do not.

The bundled announcements tell of real talks; the fixtures beside this file, one for each layout, format and language,
tell of people and places that do not exist.
"""

import json
from pathlib import Path

import pytest

from tests.gold import differences, unsupported

HERE = Path(__file__).parent
BUNDLED = HERE.parents[1] / "data" / "announcements"
FIXTURES = HERE / "fixtures"
EXPECTED = {BUNDLED: HERE, FIXTURES: FIXTURES / "expected"}
"""The folders of announcements, and where the expectation of each file stands."""

NOT_YET: dict[str, str] = {}
"""Fixtures that are not read right yet, and why."""


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file())


def cases():
    for path in files(BUNDLED) + files(FIXTURES):
        reason = NOT_YET.get(path.name)
        yield pytest.param(path, id=path.name, marks=[pytest.mark.xfail(strict=True, reason=reason)] if reason else [])


def expectation(path: Path) -> dict:
    return json.loads((EXPECTED[path.parent] / f"{path.name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", EXPECTED, ids=["bundled", "fixtures"])
def test_each_announcement_has_an_expectation_and_each_expectation_an_announcement(folder):
    expected = {path.stem for path in EXPECTED[folder].glob("*.json")}
    assert expected == {path.name for path in files(folder)}


@pytest.mark.parametrize("path", list(cases()))
def test_every_fact_is_read_and_no_other(path, reading):
    expected = expectation(path)
    found = differences(expected, reading(path, expected.get("address")))
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("path", [case.values[0] for case in cases()], ids=lambda path: path.name)
def test_every_value_rests_on_words_that_say_it(path, reading):
    found = unsupported(reading(path, expectation(path).get("address")))
    assert not found, "\n" + "\n".join(found)


def test_what_is_taken_from_a_default_of_the_page_is_marked(reading):
    path = FIXTURES / "term-schedule-default.txt"
    inherited = [set(talk["derived"]) for talk in reading(path)["talks"]]
    assert inherited == [set(talk["derived"]) for talk in expectation(path)["talks"]]
