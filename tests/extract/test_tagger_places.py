"""Phrases in the shape of a place, values of labelled rows, and what both say of where a place begins and ends."""

import pytest

from kg.extract.tagger import Tagged
from kg.extract.tagger_answers import best
from kg.extract.tagger_places import place_phrases
from kg.extract.tagger_sheet import sheet_of


def _phrases(text: str) -> list[str]:
    return [" ".join(text[slice(*found.span)].split()) for found in place_phrases(sheet_of(text)) if not found.labelled]


def _labelled(text: str) -> list[str]:
    return [" ".join(text[slice(*found.span)].split()) for found in place_phrases(sheet_of(text)) if found.labelled]


def _place(text: str, *readings: tuple[str, float]) -> str | None:
    tagged = [Tagged("location", text.index(words), text.index(words) + len(words), likely) for words, likely in readings]
    found = best(text, tagged, place_phrases(sheet_of(text)))
    return found["location"].text if found else None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("at 4 in the Kelso Room, 3rd Floor Marlow Hall.", "Kelso Room, 3rd Floor Marlow Hall"),
        ("at 3:30 PM Marlow Hall 120 and", "Marlow Hall 120"),
        ("on May 3, 1995 Marlow Hall 120", "Marlow Hall 120"),
        ("at GRTK, Room 152 on Monday", "GRTK, Room 152"),
        ("in Marlow 105-106.", "Marlow 105-106"),
        ("the Tamsin Ballroom of the Kelso Center", "Tamsin Ballroom of the Kelso Center"),
        ("GRT Conference Room\nMarlow Hall 120\n", "GRT Conference Room Marlow Hall 120"),
        ("Marlow Hall 120\n(Auditorium)\n", "Marlow Hall 120 (Auditorium"),
        ("we meet in 2115 at noon", "2115"),
        ("the lecture is in Kelso \nHall, Room 12, at noon on the first Thursday", "Hall, Room 12"),
        ("Lecture Hall B\n", "Lecture Hall B"),
        ("at 1305 Marlow-Tamsin Hall.", "1305 Marlow-Tamsin Hall"),
        ("in the Kelso/Marlow Rooms, Tamsin Center", "Kelso/Marlow Rooms, Tamsin Center"),
        ("at noon in Harrowgate 1107.", "Harrowgate 1107"),
        ("at noon in Tamsin Harrowgate 103.", "Tamsin Harrowgate 103"),
        ("Marlow Hall 154 A, at noon", "Marlow Hall 154 A"),
        ("at noon in Marlow C-36.", "Marlow C-36"),
        ("D-200 Marlow Hall", "D-200 Marlow Hall"),
        ("at noon in B17 Marlow.", "B17 Marlow"),
        ("the Kelso Lounge, 4th floor of Marlow at noon", "Kelso Lounge, 4th floor of Marlow"),
        ("Marlow Library, second floor", "Marlow Library, second floor"),
        ("GRTK, 2nd floor auditorium", "GRTK, 2nd floor auditorium"),
        ("Marlow Building, Lecture Theatre 3", "Marlow Building, Lecture Theatre 3"),
        ("Room #12, Marlow Hall", "Room #12, Marlow Hall"),
        ("at noon in GRT 5.104.", "GRT 5.104"),
        ("Marlow Hall 12: a talk", "Marlow Hall 12"),
        ("Building C - Room 201", "Building C - Room 201"),
        ("Room, in the basement of Marlow Library", "basement of Marlow Library"),
        ("MARLOW HALL 4623", "MARLOW HALL 4623"),
        ("in Lecture Hall B at noon", "Lecture Hall B"),
        ("Marlow Center for the Arts, Room 12", "Marlow Center for the Arts, Room 12"),
        ("Marlow Tower, Level 3", "Marlow Tower, Level 3"),
        ("at noon in the UCLA Kelso Room.", "Kelso Room"),
        ("at noon in the UGRT Kelso Room.", "UGRT Kelso Room"),
    ],
)
def test_a_phrase_has_the_shape_of_a_place(text: str, phrase: str):
    assert phrase in _phrases(text)


@pytest.mark.parametrize(
    "text",
    [
        "Spring 1995", "Phone 268-5400", "Monday 12", "OCTOBER 21", "at 11/10/93 4:30", "The 1994 lecturer", "Extension 3614",
        "Semester 200", "Python 3.11", "TLS 1.2", "Volume 120", "Conference 2024", "September 120", "version Kelso-April 3",
    ],
)
def test_numbers_of_other_kinds_are_no_places(text: str):
    assert _phrases(text) == []


def test_two_halls_with_numbers_are_two_places():
    assert _phrases("Marlow Hall 120\nKelso Hall 14\n") == ["Marlow Hall 120", "Kelso Hall 14"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Place: Marlow Hall 120\n", "Marlow Hall 120"),
        ("Place: Marlow Hall, School of Fine Arts\n", "Marlow Hall, School of Fine Arts"),
        ("Place: Marlow Hall 120, 3:30 pm\n", "Marlow Hall 120"),
        ("Place: Marlow Hall 120 on Monday\n", "Marlow Hall 120"),
        ("Place: Marlow Hall 120   Time: 3:30\n", "Marlow Hall 120"),
        ("Place: Marlow Hall 120 (note the room)\n", "Marlow Hall 120"),
        ("Place: KELSO--WEST CAMPUS--Bus at noon\n", "KELSO--WEST CAMPUS"),
        ("Place: Marlow Hall 120, Carnegie Mellon University\n", "Marlow Hall 120"),
        ("Place: Kelso House\n       Department of Maps\n       14 Marlow Hall\n", "Kelso House Department of Maps 14 Marlow Hall"),
        ("Place:    Kelso House\n          First meeting: 3 May\n", "Kelso House"),
        ("Place: Marlow Hall 120 (3:30 tea outside)\n", "Marlow Hall 120"),
        ("Place: Kelso Wing (Marlow Hall)\n", "Kelso Wing (Marlow Hall"),
        ("Place: Marlow Hall, New Wing; refreshments at 3\n", "Marlow Hall, New Wing"),
        ("Place: in the Kelso Room\n", "Kelso Room"),
        ("Time and place: Monday, 3:30 - 5:00 pm, Marlow Hall 120\n", "Marlow Hall 120"),
        ("Where:\n   Marlow Hall 120\n", "Marlow Hall 120"),
        ("Date: Friday, May 3  Place: Marlow Hall 120\n", "Marlow Hall 120"),
    ],
)
def test_the_value_of_a_labelled_row_is_whole_and_without_remarks(text: str, value: str):
    assert _labelled(text) == [value]


def test_a_place_to_be_announced_is_none():
    assert _labelled("Place: TBA\n") == [] and _labelled("Room: to be announced\n") == []


@pytest.mark.parametrize(
    ("text", "readings", "place"),
    [
        ("It is in the Kelso Room, Marlow Hall.\n", [("Kelso Room", 0.8)], "Kelso Room, Marlow Hall"),
        ("It is in the Kelso Dining Room in Marlow.\n", [("Kelso Dining Room", 0.8)], "Kelso Dining Room in Marlow"),
        ("4:00 pm\nMarlow Hall 120\nIda Berg\n", [("Marlow Hall 120\nIda Berg", 0.9)], "Marlow Hall 120"),
        ("We meet in 2115.\n", [], "2115"),
        (f"Marlow Hall 120 is {'very ' * 12}old.\nAt 4:00 pm in Kelso Hall 14.\n", [], "Kelso Hall 14"),
        ("To sign up call Ida Berg in Marlow Hall 120\n", [], None),
        ("Ida Berg\nMarlow Hall 120, 268-5400\n", [], None),
        ("Ida Berg, 4:00 pm, MRH 120\n", [("Ida Berg", 0.3)], "MRH 120"),
        ("On May 3 at noon in the Kelso Lounge\n", [], "Kelso Lounge"),
        ("The Kelso Lounge is closed\n", [], None),
        ("In the red barn, not in Marlow Hall 120.\n", [("red barn", 0.9)], "red barn"),
    ],
)
def test_a_reading_takes_the_edges_of_the_phrase_it_meets(text: str, readings: list[tuple[str, float]], place: str | None):
    assert _place(text, *readings) == place


def test_a_phrase_is_no_longer_than_two_lines():
    assert max(len(phrase.split()) for phrase in _phrases("Kelso Hall\n" * 20)) <= 4
