"""What is read right stays read right: no field falls below its pinned figure, and no pin is lowered."""

import subprocess
import tomllib

import pytest

from bench import reading
from tests.conftest import ROOT
from tests.fields import Count, counts


@pytest.fixture(scope="module")
def reached() -> list[reading.Scores]:
    return list(reading.sets())


def test_no_field_is_below_its_pin(reached):
    assert not reading.fallen(reading.pins(), reached)


def test_the_reference_sets_are_scored_too(shared, reached):
    assert [scores.name for scores in reached] == ["bundled", "seeds", "second-reader", "annotated", "further"]


def test_every_field_that_is_read_is_pinned(reached):
    pinned = reading.pins()
    free = [f"{scores.name}: {field}" for scores in reached for field in scores.fields if field not in pinned.get(scores.name, {})]
    assert not free, "pin them with: python bench/reading.py --pin"


def test_pins_only_go_up():
    before: dict[str, dict[str, float]] = {}
    for commit in _git("log", "--format=%H", "--reverse", "--", "bench/pins.toml").split():
        now = tomllib.loads(_git("show", f"{commit}:bench/pins.toml"))
        _compare(before, now, commit)
        before = now
    _compare(before, reading.pins(), "the working tree")


def _compare(before: dict, now: dict, where: str) -> None:
    lower = [(name, field) for name, pins in before.items() for field, pin in pins.items() if now.get(name, {}).get(field, pin) < pin]
    assert not lower, f"{where} lowers {lower}"


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, timeout=60)
    if done.returncode:
        pytest.skip("this is no git checkout: pins are compared with their history")
    return done.stdout


def test_a_field_below_its_pin_is_named():
    scores = reading.Scores("seeds", 1, {"title": Count(right=3, missed=1)})
    assert reading.figure(scores, "title") == 0.857
    assert reading.fallen({"seeds": {"title": 0.857}}, [scores]) == []
    assert "title is 0.857 and was 0.858" in reading.fallen({"seeds": {"title": 0.858}}, [scores])[0]


def test_a_figure_of_few_values_does_not_bind():
    pinned = {"further": {"title": 1.0}}
    assert reading.fallen(pinned, [reading.Scores("further", 1, {"title": Count(right=28, missed=1)})]) == []
    assert reading.fallen(pinned, [reading.Scores("further", 1, {"title": Count(right=29, missed=1)})])


def test_a_pin_is_raised_and_never_lowered():
    scores = reading.Scores("some", 1, {"title": Count(right=1, missed=1), "end": Count(right=1)})
    text = reading.raised({"some": {"title": 0.9}, "other": {"title": 0.5}}, [scores])
    assert tomllib.loads(text) == {"other": {"title": 0.5}, "some": {"end": 1.0, "title": 0.9}}


def test_an_invented_a_wrong_and_a_missing_value_are_counted_apart():
    gold = {"talks": [{"title": "Knots", "speakers": [{"name": "Ada Nemo"}], "location": "Room 1"}]}
    form = {"talks": [{"title": "Links", "speakers": [{"name": "Ada Nemo"}, {"name": "Bruno Nessuno"}]}]}
    found = counts(gold, form)
    assert found["talks"] == Count(right=1)
    assert found["talks.title"] == Count(invented=1, missed=1)
    assert found["talks.speakers.name"] == Count(right=1, invented=1)
    assert found["talks.location"] == Count(missed=1)


def test_what_is_also_right_and_what_may_be_missing_is_no_error():
    gold = {"talks": [{"title": "Knots", "title_alt": ["Knots."], "location_alt": ["Room 1"], "online": False}]}
    found = counts(gold, {"talks": [{"title": "Knots.", "online": False}]})
    assert found["talks.title"] == Count(right=1)
    assert found["talks.location"] == Count()
