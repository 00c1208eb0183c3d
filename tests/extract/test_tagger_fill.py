"""What the tagger adds to a plain notice, what it leaves alone, and where a name that it reads begins and ends."""

import pytest

from kg.extract import extract
from kg.extract.tagger import Tagged
from kg.extract.tagger_answers import best
from kg.extract.tagger_edges import completed
from kg.extract.tagger_places import place_phrases
from kg.extract.tagger_sheet import sheet_of
from kg.model.announcement import Talk
from kg.read import read

NOTICE = """Topic:    Mathematics lecture
Dates:    17-Mar-95
Time:     3:30 PM
PostedBy: Alan Briggs on 27-Feb-95 at 11:05 from maths.example.edu
Abstract:

Come and hear Dr. Helen Moreau on sampling from networks that change while they are sampled, this Friday
at 3:30 in Porter Hall 235A.
All are welcome.
"""


def _only_talk(text: str) -> Talk:
    talks = extract(read(text.encode(), key="notice.txt", max_bytes=100_000)).talks
    assert len(talks) == 1
    return talks[0]


def test_a_speaker_whom_no_rule_reads_is_the_taggers():
    speaker = _only_talk(NOTICE).speakers[0]
    assert (speaker.name.text, speaker.honorific.text) == ("Helen Moreau", "Dr.") and speaker.name.read_by == "model"
    assert 0.9 <= speaker.name.confidence < 0.95
    begin, end = speaker.name.spans[0]
    assert NOTICE[begin:end] == "Helen Moreau"


def test_a_place_that_no_rule_reads_is_the_taggers():
    place = _only_talk(NOTICE).location
    assert place.text == "Porter Hall 235A" and place.read_by == "model"
    assert NOTICE[slice(*place.spans[0])] == "Porter Hall 235A"


def test_what_a_rule_has_read_stays():
    talk = _only_talk("Speaker: Ana Kovacs\nTitle: Sampling\nDate: March 17, 1995\nTime: 3:30 pm\nPlace: Room 12\n\nWe count what moves.\n")
    assert talk.speakers[0].name.text == "Ana Kovacs" and talk.speakers[0].name.read_by == "rule"
    assert talk.location.text == "Room 12" and talk.location.read_by == "rule"


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("by Dr. R. J. (Bob) Marlow, Ph.D. of Tulane", "R. J.", "Dr. R. J. (Bob) Marlow, Ph.D."),
        ("Dan R. Olsen Jr.\n", "Dan R. Olsen Jr", "Dan R. Olsen Jr."),
        ("Ida Berg, PhD Candidate", "Ida Berg", "Ida Berg"),
        ("the assistant professor Ida Berg", "Ida Berg", "Ida Berg"),
        ("PROFESSOR IDA BERG", "IDA BERG", "PROFESSOR IDA BERG"),
    ],
)
def test_a_name_is_read_whole(text: str, part: str, whole: str):
    begin = text.index(part)
    assert text[slice(*completed(text, begin, begin + len(part)))] == whole


def test_the_whole_value_of_a_labelled_row_is_the_place():
    text = "Place: Baker Hall, School of Fine Arts\n"
    readings = [Tagged("location", 7, 17, 0.7)]
    assert best(text, readings)["location"].text == "Baker Hall"
    assert best(text, readings, place_phrases(sheet_of(text)))["location"].text == "Baker Hall, School of Fine Arts"


def test_a_phrase_alone_is_a_place_where_none_is_read():
    text = "Networks. Porter Hall 235A\n"
    assert best(text, [], place_phrases(sheet_of(text)))["location"].text == "Porter Hall 235A"
    assert best(text, [Tagged("location", 0, 8, 0.8)], place_phrases(sheet_of(text)))["location"].text == "Networks"
