"""Which line ends mean a space, in running text and in lists of people."""

import pytest

from kg.text.people import split_people
from kg.text.wrapping import rejoined, unwrapped

# text with a line end: what it means in running text, and in lists
LINES = {
    "This is joint work with\nAnn Lee": (" ", " "),
    "the first one (on\nflows) and more": (" ", " "),
    "A seminar (Stanford\nUniversity) on Monday": (" ", " "),
    "The measures are compared and some\nportions are joint": (" ", " "),
    "a student of Prof.\nLee": (" ", " "),
    "This gives bounds that hold for finitely many steps, due to Meisam\nRazaviyayn and others": (" ", "\n"),
    "We thank Ann Lee, Bob Ek,\nCai Wu and the University of Oslo": (" ", "\n"),
    "Ann Lee\nBob Ek": ("\n", "\n"),
    "Ann Lee, Assistant Professor\nBob Ek, University of Oslo": (" ", "\n"),
    "Jan Smit\nvan den Berg": ("\n", "\n"),
    "Joint work with\n- Ann Lee": ("\n", "\n"),
    "University of Oslo\nanna.lee@example.org": ("\n", "\n"),
    "University of Oslo\nwww.example.org": ("\n", "\n"),
    "University of Oslo and\nLocation: Room 5": ("\n", "\n"),
    "She is a lecturer at Leeds.\nHe is a postdoc at Oslo.": ("\n", "\n"),
    "The speakers are:\nwho knows": ("\n", "\n"),
}


@pytest.mark.parametrize("text", LINES)
def test_a_line_end_is_a_space_where_the_words_go_on(text):
    expected = tuple(text.replace("\n", sign) for sign in LINES[text])
    assert (unwrapped(text), rejoined(text)) == expected


@pytest.mark.parametrize("view", [unwrapped, rejoined])
def test_a_blank_line_ends_a_paragraph_whatever_stands_around_it(view):
    assert view("joint work with\n\nAnn Lee and\n \nothers") == "joint work with\n\nAnn Lee and\n \nothers"


def test_a_paragraph_far_wider_than_any_wrapped_one_is_not_joined_to_the_next():
    text = "Ann Lee is a lecturer. " * 9 + "\nBob Ek is a lecturer."
    assert unwrapped(text) == text


# people over several lines: [(name, affiliations)]
PEOPLE = {
    "Ann Lee (University of\nOslo) and\nBob Ek (EPFL)": [("Ann Lee", ["University of Oslo"]), ("Bob Ek", ["EPFL"])],
    "Ann Lee, Department of Mathematics and\nStatistics, University of Oslo": [
        ("Ann Lee", ["Department of Mathematics and Statistics", "University of Oslo"])
    ],
    "Ann Lee\nBob Ek\nCai Wu": [("Ann Lee", []), ("Bob Ek", []), ("Cai Wu", [])],
}


@pytest.mark.parametrize("text", PEOPLE)
def test_people_are_listed_over_several_lines(text):
    found = [mention.person for mention in split_people(text, 0, len(text))]
    assert [(each.name.text, [value.text for value in each.affiliations]) for each in found] == PEOPLE[text]
