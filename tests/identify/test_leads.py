"""A link at a talk that leads to a page is evidence that the page announces that talk; what both state must agree."""

from dataclasses import replace

import pytest

from tests.identify.saying import document, found, one, person, talk

TITLE = "Knots without ends"
ADA = person("Ada Byron", "University of Oslo")
PAGE = "https://seminar.example.org/talks/1"


def joined(listed, *behind, leads: str = PAGE) -> bool:
    """Whether the first talk of a listing and the first of the page that a link at it leads to are one."""
    other = talk("Rings with many ideals", person("Emmy Noether"), start="2025-11-13T14:00")
    listing = replace(document(1, listed, other, key="https://seminar.example.org/"), leads=frozenset({(0, leads)}))
    return one(found(listing, document(2, *behind, key=PAGE)), (1, "talks.0"), (2, "talks.0"))


CASES = [
    ("no speaker in the listing", talk(TITLE, start="2025-11-06"), [talk(TITLE, ADA, start="2025-11-06T14:00")], True),
    ("no speaker, and no day on the page", talk(TITLE, start="2025-11-06"), [talk(TITLE, ADA)], True),
    ("nothing but the day, and one talk on the page", talk(None, start="2025-11-06"), [talk(TITLE, ADA, start="2025-11-06T14:00")], True),
    ("nothing but the day, and two talks on the page", talk(None, start="2025-11-06"),
     [talk(TITLE, ADA, start="2025-11-06"), talk("Links", person("Bo Li"), start="2025-11-06")], False),
    ("another day", talk(TITLE, start="2025-11-06"), [talk(TITLE, ADA, start="2025-12-11")], False),
    ("another title", talk("On lattices of ideals", start="2025-11-06"), [talk(TITLE, ADA, start="2025-11-06")], False),
    ("another speaker", talk(TITLE, person("Joan Bruna"), start="2025-11-06"), [talk(TITLE, ADA, start="2025-11-06")], False),
    ("nothing in common", talk(None), [talk(TITLE, ADA)], False),
]  # fmt: skip


@pytest.mark.parametrize(("listed", "behind", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_talk_and_the_page_a_link_at_it_leads_to(listed, behind, expected):
    assert joined(listed, *behind) == expected


def test_without_a_link_the_same_words_are_not_enough():
    listed, behind = talk(TITLE, start="2025-11-06"), talk(TITLE, ADA, start="2025-11-06T14:00")
    assert joined(listed, behind) and not joined(listed, behind, leads="https://seminar.example.org/talks/2")
