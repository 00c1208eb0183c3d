"""The identities in the five reference announcements, read as they are."""

import pytest

from kg.extract import extract
from kg.identify import DocumentReading, Identification, Thing
from kg.read import read
from tests.identify.saying import found


@pytest.fixture(scope="module")
def five(shared) -> Identification:
    documents = [read(path.read_bytes(), key=str(path), max_bytes=20_000_000) for path in sorted((shared / "seeds").glob("*.txt"))]
    return found(*(DocumentReading(document.digest[:16], document.key, extract(document)) for document in documents))


def called(five: Identification, type: str, name: str) -> list[Thing]:
    """The things of a type that some document calls by this name."""
    return [thing for thing in five.things if thing.type == type and name in thing.names]


def test_there_are_26_talks_of_which_one_is_announced_twice(five):
    talks = [thing for thing in five.things if thing.type == "talk"]
    assert len(talks) == 26
    assert sorted(len({mention.doc for mention in talk.mentions}) for talk in talks) == [1] * 25 + [2]


ONE = [
    ("Qing Qu", "Qing QU", 3, {"speaker"}),
    ("Patricia Munoz Ewald", "Patrícia Ewald", 1, {"speaker", "coauthor"}),
    ("Joan Bruna", "Joan Bruna", 1, {"speaker", "coauthor"}),
    ("Thomas Chen", "Thomas Chen", 1, {"speaker", "coauthor"}),
    ("Timothy Duff", "Timothy Duff", 1, {"speaker", "organizer"}),
]


@pytest.mark.parametrize(("name", "other", "documents", "roles"), ONE, ids=[row[0] for row in ONE])
def test_one_person_is_one_over_documents_and_roles(five, name, other, documents, roles):
    (person,) = called(five, "person", name)
    assert called(five, "person", other) == [person]
    assert person.name == name
    assert len({mention.doc for mention in person.mentions}) == documents
    assert {mention.role for mention in person.mentions} == roles
    assert person.reasons


def test_nobody_else_is_joined(five):
    """Of all the persons only these are called by two names; every other name is one person's alone."""
    persons = [thing for thing in five.things if thing.type == "person"]
    assert {thing.name for thing in persons if len(thing.names) > 1} == {"Qing Qu", "Patricia Munoz Ewald"}
    assert len({name for thing in persons for name in thing.names}) == sum(len(thing.names) for thing in persons)


def test_ut_austin_is_one_institution_and_its_departments_are_units_of_it(five):
    (austin,) = called(five, "org", "UT Austin")
    assert {"The University of Texas at Austin", "University of Texas at Austin"} <= set(austin.names)
    assert austin.same_as == ("https://ror.org/00hj54h04",)
    units = {thing.name for thing in five.things if thing.parent == ("org", austin.id)}
    assert units == {
        "Department of Mathematics",
        "Department of Statistics and Data Sciences",
        "Oden Institute for Computational Engineering and Sciences",
    }


def test_departments_of_mathematics_are_one_for_each_university(five):
    departments = called(five, "org", "Department of Mathematics")
    assert len(departments) == len({unit.parent for unit in departments}) == 3


@pytest.mark.parametrize("name", ["Gridmatic", "Oden Institute for Computational Engineering and Sciences", "Center for Data Science"])
def test_what_the_authority_does_not_have_stays_unlinked(five, name):
    (thing,) = called(five, "org", name)
    assert thing.same_as == ()


def test_two_works_of_one_talk_are_two(five):
    assert len(called(five, "work", "On Highly Parameterized Controls and Fusion of Generative Diffusions")) == 2
