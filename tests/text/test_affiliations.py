"""Affiliations parted into units, institutions and positions."""

import pytest

from kg.rules import without
from kg.text.affiliations import split_affiliations, split_position_and_affiliations
from kg.text.gazetteer import ACRONYM, institution, institutions, is_institution, is_place, matches

UNIT, WHOLE = True, False

# text: (position, [(text, is a unit)])
TEXTS = {
    "Professor Department of Mathematics and Oden Institute for Computational Engineering and Sciences, The University "
    "of Texas at Austin": (
        "Professor",
        [
            ("Department of Mathematics", UNIT),
            ("Oden Institute for Computational Engineering and Sciences", UNIT),
            ("The University of Texas at Austin", WHOLE),
        ],
    ),
    "Department of Mathematics and Department of Computer Science, University of Toronto": (
        None,
        [
            ("Department of Mathematics", UNIT),
            ("Department of Computer Science", UNIT),
            ("University of Toronto", WHOLE),
        ],
    ),
    "Assistant Professor Department of Statistics and Data Sciences, The University of Texas at Austin": (
        "Assistant Professor",
        [("Department of Statistics and Data Sciences", UNIT), ("The University of Texas at Austin", WHOLE)],
    ),
    "Professor of Mathematics, Boston College": ("Professor of Mathematics", [("Boston College", WHOLE)]),
    "Director of the Institute for Advanced Study": ("Director", [("Institute for Advanced Study", WHOLE)]),
    "AI Research Scientist, Gridmatic": ("AI Research Scientist", [("Gridmatic", WHOLE)]),
    "Mathematics, UT Austin": (None, [("Mathematics", UNIT), ("UT Austin", WHOLE)]),
    "University of California, Berkeley": (None, [("University of California, Berkeley", WHOLE)]),
    "University of California at San Diego": (None, [("University of California at San Diego", WHOLE)]),
    "Texas A & M University": (None, [("Texas A & M University", WHOLE)]),
    "Hong Kong University of Science and Technology": (
        None,
        [("Hong Kong University of Science and Technology", WHOLE)],
    ),
    "William & Mary": (None, [("William & Mary", WHOLE)]),
    "Bonn and MIT": (None, [("Bonn", WHOLE), ("MIT", WHOLE)]),
    "UC Santa Barbara / Google": (None, [("UC Santa Barbara", WHOLE), ("Google", WHOLE)]),
    "EECS at the University of Michigan": (None, [("EECS", UNIT), ("University of Michigan", WHOLE)]),
    "School of Physics University of Nottingham": (
        None,
        [("School of Physics", UNIT), ("University of Nottingham", WHOLE)],
    ),
    "Courant Institute of Mathematical Sciences, NYU": (
        None,
        [("Courant Institute of Mathematical Sciences", UNIT), ("NYU", WHOLE)],
    ),
    "Institut für Mathematik, Universität Potsdam": (
        None,
        [("Institut für Mathematik", UNIT), ("Universität Potsdam", WHOLE)],
    ),
    "professeure à l'Université de Lyon": ("professeure", [("Université de Lyon", WHOLE)]),
    "University of Utah on “Why ice melts”": (None, [("University of Utah", WHOLE)]),
    "Nara Women's University, Japan": (None, [("Nara Women's University, Japan", WHOLE)]),
    "ENS (Paris), visiting Harvard": (None, [("ENS (Paris)", WHOLE), ("Harvard", WHOLE)]),
    "University of Oslo, now at EPFL": (None, [("University of Oslo", WHOLE), ("EPFL", WHOLE)]),
    "U of T, CRC in Neuroscience": (None, [("U of T", WHOLE)]),
    "“Cluster of Excellence for Quiet Machines”": (None, [("Cluster of Excellence for Quiet Machines", UNIT)]),
}


def _read(text: str) -> tuple:
    position, mentions = split_position_and_affiliations(text, 0, len(text))
    return position and text[slice(*position)], [(mention.text, mention.is_unit) for mention in mentions]


@pytest.mark.parametrize("text", TEXTS)
def test_positions_units_and_institutions_are_told_apart(text):
    assert _read(text) == TEXTS[text]


def test_the_campus_of_a_university_is_part_of_its_name_and_no_place():
    for text in ("University of California, Berkeley", "University of California, San Diego"):
        (mention,) = split_affiliations(text, 0, len(text))
        assert (mention.text, mention.place) == (text, None)


def test_a_place_belongs_to_the_institution_before_it():
    text = "Dept. of Physics, Nara Women's University, Nara, Japan"
    unit, whole = split_affiliations(text, 0, len(text))
    assert (unit.text, unit.place) == ("Dept. of Physics", None)
    assert text[slice(*whole.place)] == "Nara, Japan"


def test_addresses_postcodes_and_contacts_are_no_affiliations():
    text = "University of Oslo, Moltke Moes vei 35, 0851 Oslo, mail: hale@example.org"
    assert [mention.text for mention in split_affiliations(text, 0, len(text))] == ["University of Oslo"]


@pytest.mark.parametrize(
    "rule",
    [
        "affiliation",
        "affiliations-joined-by-and",
        "affiliation-at-institution",
        "unit-before-institution",
        "position-before-affiliation",
    ],
)
def test_each_rule_is_needed_by_a_text(rule):
    with without(rule):
        assert any(_read(text) != parts for text, parts in TEXTS.items())


def test_a_campus_reads_as_a_place_without_the_rule_for_it():
    text = "University of California, Berkeley"
    with without("institution-with-comma"):
        assert split_affiliations(text, 0, len(text))[0].place is not None


@pytest.mark.parametrize(
    ("printed", "ror"),
    [
        ("University of Oxford", "052gg0110"),
        ("purdue", "02dqehb95"),
        ("Colorado State", "03k1gpj17"),
        ("UT Austin", "00hj54h04"),
        ("Texas A & M University", "01f5ytq51"),
        ("U Michigan", "00jmfr291"),
        ("Technische Universitat Munchen", "02kkvpp62"),
        ("Google", "00njsd438"),
    ],
)
def test_an_institution_is_found_by_any_of_its_names(printed, ror):
    assert f"https://ror.org/{ror}" in [record.id for record in institution(printed)]


def test_an_ambiguous_acronym_names_all_who_use_it():
    assert len(institution("MSU")) > 10
    assert {match.by for match in matches("MSU")} == {ACRONYM}


def test_what_is_no_institution_is_not_found():
    for printed in ("", "Tang Family Hall", "Low-rank approximation", "x" * 5000):
        assert not is_institution(printed)


def test_cities_and_countries_are_places():
    assert is_place("Austin") and is_place("Germany") and is_place("TX") and not is_place("Riemann")


def test_the_registry_is_whole_and_ordered():
    records = institutions()
    assert len(records) > 30_000
    assert [record.id for record in records] == sorted({record.id for record in records})
    assert all(record.name and record.country != "" for record in records)
