"""Co-authors: whom a talk's work is joint with, under which limits, and who is merely cited."""

import textwrap

import pytest

from kg.extract.joint import coauthors
from kg.rules import without

# text: [(name, affiliations, scope, work)]
TEXTS = {
    "This is joint work with Jane Hale, Boris Kim, and Carla Diaz.": [
        ("Jane Hale", [], None, None),
        ("Boris Kim", [], None, None),
        ("Carla Diaz", [], None, None),
    ],
    "The bounds are sharp. (With A. Hale and Boris Kim.)": [("A. Hale", [], None, None), ("Boris Kim", [], None, None)],
    "The bounds (with Boris Kim as an example) are sharp.": [],
    "This work is with Jane Hale.": [("Jane Hale", [], None, None)],
    "It was shown in joint work with Roman Vale. The talk rests on two preprints (joint with R. Vale) and a book.": [
        ("Roman Vale", [], None, None)
    ],
    "We close with some recent works with Greg Hale and Peter Frost that go further.": [
        ("Greg Hale", [], None, None),
        ("Peter Frost", [], None, None),
    ],
    "The last part of the talk presents recent works with Greg Hale.": [
        ("Greg Hale", [], "The last part of the talk", None)
    ],
    "A majority of this work is joint with Patricia Vale (UT Austin).": [
        ("Patricia Vale", ["UT Austin"], "A majority of this work", None)
    ],
    "All of the work described in this talk is joint with Kate Lind. Some portions are also joint with Rob Meyer and "
    "Chen Wu. Some more follows.": [
        ("Kate Lind", [], "All of the work described in this talk", None),
        ("Rob Meyer", [], "Some portions", None),
        ("Chen Wu", [], "Some portions", None),
    ],
    "It rests on two papers, the first one (on flows) with Peter Hale and Ann Wang, and the second with Hao Liu.": [
        ("Peter Hale", [], "the first one (on flows)", "flows"),
        ("Ann Wang", [], "the first one (on flows)", "flows"),
        ("Hao Liu", [], "the second", "second"),
    ],
    "This is partly joint work with Prof. Smith and Dr. John Doe (Rice University, Houston).": [
        ("Smith", [], "partly", None),
        ("John Doe", ["Rice University, Houston"], "partly", None),
    ],
    "some new results (joint with Barthel and Väänänen)": [
        ("Barthel", [], None, None),
        ("Väänänen", [], None, None),
    ],
    "Joint, ongoing work (in progress) with my PhD student Emma Stone.": [("Emma Stone", [], None, None)],
    "Il s'agit d'un travail en commun avec Marie Dupont et Jean Petit (Lyon 1).": [
        ("Marie Dupont", [], None, None),
        ("Jean Petit", ["Lyon 1"], None, None),
    ],
    "In Zusammenarbeit mit Hans Müller und Eva Schmidt.": [
        ("Hans Müller", [], None, None),
        ("Eva Schmidt", [], None, None),
    ],
    "Trabajo en colaboración con Ana Pérez y Luis Gómez.": [
        ("Ana Pérez", [], None, None),
        ("Luis Gómez", [], None, None),
    ],
    "Lavoro in collaborazione con Maria Rossi.": [("Maria Rossi", [], None, None)],
    "Trabalho em colaboração com João Silva e Ana Costa.": [
        ("João Silva", [], None, None),
        ("Ana Costa", [], None, None),
    ],
    "Dit is in samenwerking met Jan de Vries.": [("Jan de Vries", [], None, None)],
    "Работа выполнена совместно с А. А. Петровым.": [("А. А. Петровым", [], None, None)],
    "Wspólnie z Anną Nowak.": [("Anną Nowak", [], None, None)],
}

NOBODY = [
    "It improves the result by Yomdin and Comte (2004); varieties by Lotz (2015) and Basu, Lerario (2022) differ.",
    "Building off the inspiring work of Sander et al. (2022), we go on.",
    "the so-called flow [Beau, Bauer, Dagall] sets in",
    "Committee: Jane Hale (chair), Boris Kim. Advisor: Carla Diaz.",
    "In collaboration with Google Research and Boston University, the Department hosts a seminar.",
    "The student works with Jane Hale on flows, inspired by Carla Diaz.",
    "The joint colloquium with Columbia University resumes.",
    "",
]


def _read(text: str) -> list[tuple]:
    return [
        (
            person.name.text,
            [value.text for value in person.affiliations],
            person.scope and person.scope.text,
            person.work and person.work.text,
        )
        for person in coauthors(text, 0, len(text))
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_co_authors_are_read_with_their_affiliations_scope_and_work(text):
    assert _read(text) == TEXTS[text]


@pytest.mark.parametrize("width", [40, 60, 72, 100])
@pytest.mark.parametrize("text", TEXTS)
def test_the_same_is_read_where_the_sentences_are_wrapped(text, width):
    assert _read(textwrap.fill(text, width, break_long_words=False)) == TEXTS[text]


def test_names_below_one_another_stay_apart():
    assert [name for name, *_ in _read("Joint work with\nJane Hale\nBoris Kim\nCarla Diaz")] == ["Jane Hale"]


def test_a_bracket_in_the_line_below_a_name_holds_its_affiliation():
    text = "In joint work with Lena Brandt\n(Siena) and Kofi Adeyemi (Accra) we bound the\nfluctuations of the field."
    assert _read(text) == [("Lena Brandt", ["Siena"], None, None), ("Kofi Adeyemi", ["Accra"], None, None)]


def test_a_bracket_below_a_blank_line_is_not_of_the_name_above():
    assert _read("Joint work with Lena Brandt\n\n(Siena)") == [("Lena Brandt", [], None, None)]


def test_a_blank_line_ends_the_list():
    assert [name for name, *_ in _read("Joint work with Jane Hale and\n\nBoris Kim, who speaks next.")] == ["Jane Hale"]


def test_words_of_an_indented_line_are_one_space_apart():
    text = "The talk rests on two papers, the first one (on\n    flows) with Peter Hale, the second with Hao Liu."
    assert _read(text)[0] == ("Peter Hale", [], "the first one (on flows)", "flows")


@pytest.mark.parametrize("text", NOBODY)
def test_cited_authors_committees_and_companies_are_no_co_authors(text):
    assert _read(text) == []


@pytest.mark.parametrize("text", TEXTS)
def test_every_value_rests_on_its_own_words(text):
    shifted = "Abstract: " + text
    for person in coauthors(shifted, 10, len(shifted)):
        for value in filter(None, (person.name, person.scope, person.work, *person.affiliations)):
            (begin, end) = value.spans[0]
            assert shifted[begin:end] == value.text


@pytest.mark.parametrize(
    "rule",
    [
        "joint-work-phrase",
        "joint-work-noun",
        "enumerated-works",
        "joint-work-subject",
        "joint-work-part-of-talk",
        "joint-work-adverb",
        "joint-work-surname",
    ],
)
def test_each_rule_is_needed_by_a_text(rule):
    with without(rule):
        assert any(_read(text) != people for text, people in TEXTS.items())
