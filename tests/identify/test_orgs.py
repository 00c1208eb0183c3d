import pytest

from kg.identify import identify
from kg.identify.affiliated import unit_key
from kg.identify.short_forms import short_forms, stands_for
from tests.identify.saying import at, biography, document, found, one, person, series, talk

AFFILIATION = "talks.{}.speakers.0.affiliations.{}"
AUSTIN, MICHIGAN = "The University of Texas at Austin", "University of Michigan"


class EmptyAuthority:
    """An authority that knows no institution."""

    def matches(self, text: str) -> tuple:
        return ()


def speakers(*affiliations: tuple[str, ...], number: int = 1, **more):
    """A document with a talk for each of these lists of affiliations."""
    talks = [
        talk(f"What talk {place} of {number} is about", person(f"Speaker {chr(65 + place)}", *listed), **more)
        for place, listed in enumerate(affiliations)
    ]
    return document(number, *talks)


def place(talk: int, affiliation: int = 0) -> tuple[int, str]:
    return 1, AFFILIATION.format(talk, affiliation)


def test_an_institution_is_one_however_it_is_printed():
    everything = found(speakers((AUSTIN,), ("University of Texas at Austin",), ("UT Austin",), ("Mathematics", "UT Austin")))
    assert one(everything, place(0), place(1), place(2), place(3, 1))
    austin = at(everything, *place(0))
    assert austin.kind == "institution"
    assert austin.same_as == ("https://ror.org/00hj54h04",)
    assert austin.name in (AUSTIN, "University of Texas at Austin")


SHORT = [
    ("ut austin", "university of texas at austin", True),
    ("nyu", "new york university", True),
    ("michigan", "university of michigan", True),
    ("michigan", "michigan state university", False),
    ("georgia tech", "georgia institute of technology", True),
    ("hkust", "hong kong university of science and technology", True),
    ("unc", "university of north carolina at chapel hill", True),
    ("uc berkeley", "university of california berkeley", True),
    ("harvard", "harvard medical school", False),
    ("university", "university of michigan", False),
    ("university of texas", "university of texas at austin", False),
]


@pytest.mark.parametrize(("short", "long", "expected"), SHORT)
def test_a_short_form_leaves_out_only_what_kind_of_institution_it_is(short, long, expected):
    assert stands_for(short, long) is expected
    assert short_forms([short, long]) == ([(short, long)] if expected else [])


def test_a_short_form_is_the_institution_the_same_document_spells_out_without_any_authority():
    readings = [speakers((AUSTIN,), ("UT Austin",), ("Georgia Tech",))]
    everything = identify(readings, authority=EmptyAuthority())
    assert one(everything, place(0), place(1))
    assert not one(everything, place(0), place(2))
    assert at(everything, *place(1)).reasons == (
        "Same because UT Austin is short for The University of Texas at Austin in document 0000000000000001.",
    )


def test_a_short_form_of_two_institutions_is_neither_of_them():
    readings = [speakers(("Washington University",), ("University of Washington",), ("Washington",))]
    everything = identify(readings, authority=EmptyAuthority())
    assert len({at(everything, *place(number)).id for number in range(3)}) == 3


LINKED = [
    ("a full name", [("Boston College",)], "02n2fzt79"),
    ("a short form", [("Stanford",)], "00f54p054"),
    ("an acronym that is the domain too", [("NYU",)], "0190ak572"),
    ("an acronym of many, with no context", [("MSU",)], None),
    ("an acronym of many, spelt out beside", [("MSU",), ("Michigan State University",)], "05hs6h993"),
    ("an acronym of many, with its city", [("MSU (Moscow)",)], "010pmpe69"),
    ("an acronym of many, one of them in the country", [("MIT",), ("Stanford University",)], "042nb2s44"),
    ("a name that others have elsewhere", [("École normale supérieure",)], None),
    ("a place to come", [("TBA",)], None),
    ("what no authority has", [("Gridmatic",)], None),
]


@pytest.mark.parametrize(("what", "affiliations", "expected"), LINKED, ids=[row[0] for row in LINKED])
def test_an_institution_is_linked_only_where_the_document_bears_it_out(what, affiliations, expected):
    thing = at(found(speakers(*affiliations)), *place(0))
    linked = thing.same_as if thing else ()
    assert linked == ((f"https://ror.org/{expected}",) if expected else ())


def test_what_no_authority_has_is_one_organization_by_its_name():
    everything = found(speakers(("Gridmatic",)), speakers(("GRIDMATIC",), number=2))
    assert one(everything, place(0), (2, AFFILIATION.format(0, 0)))


def test_tba_is_no_organization():
    assert at(found(speakers(("TBA",))), *place(0)) is None


def test_units_belong_to_the_institution_they_are_printed_with():
    everything = found(speakers(("Department of Mathematics", "Department of Computer Science", "University of Toronto")))
    toronto = at(everything, *place(0, 2))
    units = [at(everything, *place(0)), at(everything, *place(0, 1))]
    assert [unit.parent for unit in units] == [("org", toronto.id)] * 2
    assert [unit.kind for unit in units] == ["unit", "unit"]
    assert units[0].id != units[1].id


def test_one_unit_of_one_institution_is_one_however_it_is_printed():
    everything = found(
        speakers(("Department of Mathematics", "UT Austin"), ("Mathematics", AUSTIN), ("Mathematics Department", "UT Austin")),
        speakers(("Dept. of Mathematics", "University of Texas at Austin"), number=2),
    )
    assert one(everything, place(0), place(1), place(2), (2, AFFILIATION.format(0, 0)))


def test_departments_of_one_name_at_two_institutions_are_two():
    everything = found(speakers(("Department of Mathematics", AUSTIN), ("Department of Mathematics", MICHIGAN)))
    assert not one(everything, place(0), place(1))


def test_departments_of_one_name_in_two_documents_without_an_institution_are_two():
    everything = found(speakers(("Department of Mathematics",)), speakers(("Department of Mathematics",), number=2))
    assert not one(everything, place(0), (2, AFFILIATION.format(0, 0)))


def test_a_unit_is_one_with_its_initials_and_with_its_subject_left_out():
    everything = found(
        speakers(
            ("EECS", MICHIGAN),
            ("Department of Electrical Engineering and Computer Science", MICHIGAN),
            ("Hartmann Institute", AUSTIN),
            ("Hartmann Institute for Fluid Mechanics", AUSTIN),
        )
    )
    assert one(everything, place(0), place(1))
    assert one(everything, place(2), place(3))


def test_a_post_names_a_unit_and_its_institution_in_one():
    bio = biography(posts=[("Fellow", "Center for Data Science, New York University"), ("Professor", "NYU")])
    everything = found(document(1, talk("On knots", person("Yoav Wald", bio=bio))))
    unit, institution = (at(everything, 1, f"talks.0.speakers.0.bio.positions.{number}.organization") for number in (0, 1))
    assert unit.kind == "unit"
    assert unit.parent == ("org", institution.id)
    assert unit.name == "Center for Data Science"


def test_two_institutions_of_one_person_are_two_and_a_place_is_none():
    everything = found(speakers(("ENS (Paris)", "Harvard"), ("IMSc", "Chennai")))
    assert not one(everything, place(0), place(0, 1))
    assert at(everything, *place(0)).parent is None
    assert at(everything, *place(1, 1)) is None


def test_the_institutions_that_run_a_joint_series_are_the_ones_that_speakers_come_from():
    everything = found(
        document(1, talk("On diffusions", person("Renyuan Xu", "NYU")), series=[series("Joint Colloquium", "Columbia University", "New York University")])
    )
    assert one(everything, place(0), (1, "series.0.organizers.1"))
    assert not one(everything, (1, "series.0.organizers.0"), (1, "series.0.organizers.1"))


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("Mathematics", "mathematics"),
        ("Department of Mathematics", "mathematics"),
        ("Mathematics Department", "mathematics"),
        ("Dept. of Math", "mathematics"),
        ("School of Mathematics", "school of mathematics"),
        ("Department", "department"),
    ],
)
def test_the_key_of_a_unit_drops_the_word_department_only(printed, key):
    assert unit_key(printed) == key
