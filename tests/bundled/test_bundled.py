"""The bundled announcements are read as a careful reader reads them: every fact they hold, and none they do not."""

import json
from pathlib import Path

import pytest
from gold import differences, unsupported

ANNOUNCEMENTS = Path(__file__).resolve().parents[2] / "data" / "announcements"
NAMES = sorted(path.name for path in ANNOUNCEMENTS.iterdir())
EXPECTED = Path(__file__).parent


def test_each_announcement_has_an_expectation_and_each_expectation_an_announcement():
    assert sorted(path.stem for path in EXPECTED.glob("*.json")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_is_read_and_no_other(name, reading):
    gold = json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8"))
    found = differences(gold, reading(ANNOUNCEMENTS / name))
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("name", NAMES)
def test_every_value_rests_on_words_that_say_it(name, reading):
    found = unsupported(reading(ANNOUNCEMENTS / name))
    assert not found, "\n" + "\n".join(found)
