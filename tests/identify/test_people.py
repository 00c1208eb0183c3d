from itertools import permutations

import pytest

from kg.model.announcement import Value
from tests.identify.saying import at, biography, coauthor, document, found, one, person, series, talk

SPEAKER = "talks.0.speakers.0"
MICHIGAN, AUSTIN, BOSTON = "University of Michigan", "The University of Texas at Austin", "Boston College"


def speaks(number: int, name: str, *affiliations: str, title: str = "", start: str | None = None, **more):
    """A document in which one person gives one talk, of a title of its own unless one is given."""
    speaker = person(name, *affiliations, bio=more.pop("bio", None))
    return document(number, talk(title or f"What document {number} is about", speaker, start=start, **more))


def test_one_person_of_three_documents_is_one_however_the_name_is_set():
    bio = biography([("Ph.D.", "Columbia University")], [("Assistant Professor", MICHIGAN)])
    shared = "Low-dimensional structure in generative models"
    listing = speaks(1, "Qing Qu", MICHIGAN, title=shared, bio=bio)
    page = speaks(2, "Qing Qu", MICHIGAN, title=shared, bio=bio)
    notice = speaks(3, "Qing QU", MICHIGAN, title="Subspaces in diffusion models", start="2024-12-19T10:30")
    everything = found(listing, page, notice)
    assert one(everything, (1, SPEAKER), (2, SPEAKER), (3, SPEAKER))
    qing = at(everything, 3, SPEAKER)
    assert qing.name == "Qing Qu"
    assert qing.names == ("Qing Qu", "Qing QU")
    assert any("0000000000000003" in reason and MICHIGAN in reason for reason in qing.reasons)


SHARED = [
    ("an institution", {"affiliations": ["UT Austin"]}, {"affiliations": [AUSTIN]}),
    ("the institution of a unit", {"affiliations": ["Department of Statistics", AUSTIN]}, {"affiliations": ["Mathematics", AUSTIN]}),
    ("a post that is an affiliation", {"affiliations": ["NYU"]}, {"bio": biography(posts=[("Fellow", "New York University")])}),
    ("a degree", {"bio": biography([("PhD", "Columbia University")])}, {"bio": biography([("Ph.D.", "Columbia University")])}),
    ("a co-author", {"coauthors": (coauthor("Kathryn Lindsey"),)}, {"coauthors": (coauthor("Kathryn Lindsey"),)}),
    ("an identifier", {"links": ["https://orcid.org/0000-0002-1825-0097"]}, {"links": ["http://orcid.org/0000-0002-1825-0097"]}),
]


def with_facts(number: int, name: str, facts: dict):
    facts = dict(facts)
    links = tuple(map(Value, facts.pop("links", ())))
    return speaks(number, name, *facts.pop("affiliations", ()), links=links, **facts)


@pytest.mark.parametrize(("what", "here", "there"), SHARED, ids=[row[0] for row in SHARED])
def test_a_full_name_in_two_documents_is_one_person_where_both_share_something(what, here, there):
    everything = found(with_facts(1, "Eli Grigsby", here), with_facts(2, "Eli Grigsby", there))
    assert one(everything, (1, SPEAKER), (2, SPEAKER))
    assert at(everything, 1, SPEAKER).reasons


def test_a_name_alone_never_joins_two_documents_but_is_put_down_as_a_doubt():
    everything = found(speaks(1, "Jane Smith"), speaks(2, "Jane Smith"))
    assert not one(everything, (1, SPEAKER), (2, SPEAKER))
    pair = tuple(sorted((at(everything, 1, SPEAKER).id, at(everything, 2, SPEAKER).id)))
    assert [(doubt.a, doubt.b) for doubt in everything.doubtful if doubt.type == "person"] == [pair]


APART = [
    ("other institutions in one year", {"affiliations": [MICHIGAN], "start": "2024-03-01"}, {"affiliations": [BOSTON], "start": "2024-09-01"}),
    (
        "doctorates of two universities",
        {"affiliations": [MICHIGAN], "bio": biography([("PhD", "Princeton University")])},
        {"affiliations": [MICHIGAN], "bio": biography([("PhD", "Stanford University")])},
    ),
]


@pytest.mark.parametrize(("what", "here", "there"), APART, ids=[row[0] for row in APART])
def test_one_name_is_two_persons_where_the_documents_conflict(what, here, there):
    shared = {"coauthors": (coauthor("Kathryn Lindsey"),)}
    everything = found(with_facts(1, "Wei Wang", here | shared), with_facts(2, "Wei Wang", there | shared))
    assert not one(everything, (1, SPEAKER), (2, SPEAKER))
    assert any("institutions" in doubt.reason for doubt in everything.doubtful)


def test_a_full_name_in_one_document_is_one_person_in_every_role():
    listing = document(
        1,
        talk("Convex problems with hidden structure", person("Timothy Duff")),
        talk(None, person("Kiril Datchev", "Purdue"), organizers=(person("Timothy Duff"), person("Dan Edidin"))),
        talk("Sampling by tilted transport", person("Joan Bruna", "New York University")),
        talk("Training shallow networks", person("Elzbieta Polak"), coauthors=(coauthor("Joan Bruna"), coauthor("Joe Kileel"))),
    )
    everything = found(listing)
    assert one(everything, (1, SPEAKER), (1, "talks.1.organizers.0"))
    assert one(everything, (1, "talks.2.speakers.0"), (1, "talks.3.coauthors.0"))
    assert not one(everything, (1, "talks.1.organizers.0"), (1, "talks.1.organizers.1"))


def test_one_name_with_two_institutions_in_one_document_is_two_persons():
    two = document(1, talk("On knots", person("Wei Wang", MICHIGAN)), talk("On links", person("Wei Wang", BOSTON)))
    assert not one(found(two), (1, SPEAKER), (1, "talks.1.speakers.0"))


def test_a_third_of_that_name_without_an_institution_is_neither_of_the_two():
    three = document(
        1, talk("On knots", person("Wei Wang", MICHIGAN)), talk("On links", person("Wei Wang", BOSTON)), talk("On braids", person("Wei Wang"))
    )
    everything = found(three)
    assert len({at(everything, 1, f"talks.{number}.speakers.0").id for number in range(3)}) == 3


def test_a_surname_more_is_one_person_in_one_document_with_one_institution():
    workshop = document(
        1,
        talk("Zero loss minimizers", person("Thomas Chen", AUSTIN), coauthors=(coauthor("Patricia Munoz Ewald", "UT Austin"),)),
        talk("Truncation maps", person("Patrícia Ewald", "Mathematics", "UT Austin")),
    )
    everything = found(workshop)
    assert one(everything, (1, "talks.0.coauthors.0"), (1, "talks.1.speakers.0"))
    assert at(everything, 1, "talks.1.speakers.0").name == "Patricia Munoz Ewald"


INITIALS = [
    ("nothing else", (), (), False),
    ("one institution in two documents", (MICHIGAN,), (MICHIGAN,), False),
    ("one unit of one institution", ("Department of Statistics", MICHIGAN), ("Statistics", MICHIGAN), True),
]


@pytest.mark.parametrize(("what", "here", "there", "joined"), INITIALS, ids=[row[0] for row in INITIALS])
def test_initials_are_a_full_name_only_where_more_than_an_institution_is_shared(what, here, there, joined):
    everything = found(speaks(1, "J. Smith", *here), speaks(2, "Jane Smith", *there))
    assert one(everything, (1, SPEAKER), (2, SPEAKER)) is joined


def test_initials_that_fit_two_are_neither():
    everything = found(
        document(
            1,
            talk("On knots", person("Jane Smith", MICHIGAN)),
            talk("On links", person("John Smith", MICHIGAN)),
            talk("On braids", person("J. Smith", MICHIGAN)),
        )
    )
    assert len({at(everything, 1, f"talks.{number}.speakers.0").id for number in range(3)}) == 3


def test_initials_are_a_full_name_in_two_announcements_of_one_talk():
    title = "Sloppiness in the training of networks"
    everything = found(speaks(1, "Y. He", title=title), speaks(2, "Ye He", "Georgia Tech", title=title))
    assert one(everything, (1, SPEAKER), (2, SPEAKER))


def test_two_speakers_of_one_talk_are_two_persons():
    both = document(1, talk("On knots", person("J. Smith", MICHIGAN), person("Jane Smith", MICHIGAN)))
    assert not one(found(both), (1, SPEAKER), (1, "talks.0.speakers.1"))


def test_organizers_of_one_series_are_one_person():
    run_by = series("Data Science Seminar", "Boston College")
    pages = []
    for number in (1, 2):
        own = talk(f"On subject {number}", person("Ana Silva"), series="Data Science Seminar", organizers=(person("Timothy Duff"),))
        pages.append(document(number, own, series=[run_by]))
    everything = found(*pages)
    assert one(everything, (1, "talks.0.organizers.0"), (2, "talks.0.organizers.0"))
    assert not one(everything, (1, SPEAKER), (2, SPEAKER))


def test_a_third_document_never_joins_what_conflicts():
    """Both are like the third, and the two are at different institutions at the same time."""
    here = speaks(1, "Wei Wang", MICHIGAN, start="2024-03-01")
    there = speaks(2, "Wei Wang", BOSTON, start="2024-03-08")
    between = speaks(3, "Wei Wang", bio=biography(posts=[("Fellow", MICHIGAN), ("Lecturer", BOSTON)]))
    for order in permutations((here, there, between)):
        everything = found(*order)
        assert not one(everything, (1, SPEAKER), (2, SPEAKER))


def test_a_newer_version_of_a_page_names_the_same_persons():
    key = "https://example.org/seminar"
    old = document(1, talk(None, person("Wei Wang"), start="2025-03-01"), key=key)
    new = document(2, talk("On knots", person("Wei Wang"), start="2025-03-01"), key=key)
    everything = found(old, new)
    assert one(everything, (1, SPEAKER), (2, SPEAKER))
    assert one(everything, (1, "talks.0"), (2, "talks.0"))
