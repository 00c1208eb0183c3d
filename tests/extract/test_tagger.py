"""The trained tagger: what it reads from notices in our own words, and what it must not do."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg.extract.tagger import LIKELY, Tagged, packaged, tagged, value_of
from kg.extract.tagger_answers import best
from kg.extract.tagger_places import place_phrases
from kg.extract.tagger_sheet import LONGEST, sheet_of
from kg.extract.tagger_spans import spans_of, summed

ROOT = Path(__file__).resolve().parent.parent.parent

NOTICE = """Who:      Dr. Helen Moreau, Tulane University
Topic:    Sampling from networks that change while they are sampled
Dates:    14-Mar-95
Time:     3:30 PM - 4:30 PM
Place:    Porter Hall 100
Host:     Alan Briggs

Abstract:

We count what moves. The talk asks how many steps a walker needs before its path says something about the whole.
"""

PROSE = """On Thursday, April 6, Professor Helen Moreau of Tulane University will speak on networks that change.
The lecture begins at 4:00 p.m. in Baker Hall 235A and is open to the public.
"""


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [
        (NOTICE, "speaker", "Dr. Helen Moreau"),
        (NOTICE, "location", "Porter Hall 100"),
        (NOTICE, "stime", "3:30 PM"),
        (NOTICE, "etime", "4:30 PM"),
        (PROSE, "speaker", "Professor Helen Moreau"),
        (PROSE, "location", "Baker Hall 235A"),
        (PROSE, "stime", "4:00 p.m"),
    ],
)
def test_a_notice_is_read(text: str, role: str, words: str):
    assert best(text, packaged().readings(text))[role].text == words


def test_the_host_does_not_speak():
    assert "Alan Briggs" not in {NOTICE[each.begin : each.end] for each in tagged(NOTICE) if each.role == "speaker"}


@pytest.mark.parametrize("text", ["", "\n\n", "...", "The library closes for repairs.", "x" * 1000, "(((((:" * 500])
def test_a_text_that_announces_nothing_has_no_speaker(text: str):
    assert not [each for each in tagged(text) if each.role == "speaker"]


def test_what_is_told_is_more_likely_than_not_in_order_and_apart():
    found = tagged(NOTICE)
    assert found and all(LIKELY <= each.confidence <= 1 for each in found)
    assert all(before.end <= behind.begin for before, behind in zip(found, found[1:], strict=False))


def test_a_value_says_that_the_model_read_it():
    reading = next(each for each in tagged(NOTICE) if each.role == "location")
    value = value_of(NOTICE, reading)
    assert (value.text, value.read_by, value.spans) == ("Porter Hall 100", "model", ((reading.begin, reading.end),))


def test_a_value_read_twice_is_surer():
    text = "Ann Lee, Bo Ek, Ann Lee"
    found = best(text, [Tagged("speaker", 0, 7, 0.4), Tagged("speaker", 9, 14, 0.5), Tagged("speaker", 16, 23, 0.4)])
    assert found["speaker"].text == "Ann Lee" and found["speaker"].confidence == pytest.approx(0.64)


def test_spans_from_one_opening_share_its_probability():
    assert spans_of([0.9, 0.0, 0.0], [0.0, 0.6, 0.0]) == [(0, 1, pytest.approx(0.3)), (0, 2, pytest.approx(0.6))]
    assert summed([]) == {}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("in Baker Hall 235A on Monday", "Baker Hall 235A"),
        ("meet at 7500 Wean Hall. All are welcome", "7500 Wean Hall"),
        ("the Adamson Wing, Baker Hall", "Adamson Wing, Baker Hall"),
        ("April 10 in Doherty Hall, Room 2315, at 5", "Doherty Hall, Room 2315"),
        ("in Hamerschlag\nHall 12", "Hall 12"),
    ],
)
def test_phrases_have_the_shape_of_a_place(text: str, phrase: str):
    assert phrase in {text[slice(*found.span)] for found in place_phrases(sheet_of(text))}


def test_only_the_beginning_of_an_endless_text_is_read():
    assert sheet_of("word " * LONGEST).tokens[-1].end <= LONGEST


def test_the_models_are_small():
    sizes = [path.stat().st_size for path in (ROOT / "data" / "models").glob("tagger-*.crf")]
    assert sizes and sum(sizes) < 2_500_000


def test_the_measurement_says_when_the_corpus_is_absent(tmp_path: Path):
    done = subprocess.run([sys.executable, ROOT / "bench" / "cmu.py", tmp_path], capture_output=True, text=True, timeout=120)
    assert str(tmp_path) in done.stderr and "nothing is scored" in done.stderr
