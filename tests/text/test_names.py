"""Names and lists of people, read from lines as announcements print them."""

import pytest

from kg.rules import without
from kg.text.names import find_names, is_name, split_people

# line: [(name, honorific, position, affiliations)]
LINES = {
    "Herr Prof. Dr. Dr. h.c. Bruno Niemand": [("Bruno Niemand", "Herr Prof. Dr. Dr. h.c.", None, [])],
    "Priv.-Doz. Dr. Clara Keiner": [("Clara Keiner", "Priv.-Doz. Dr.", None, [])],
    "Frau M.Sc. Dora Niemand": [("Dora Niemand", "Frau M.Sc.", None, [])],
    "д.ф.-м.н. Иван Никто": [("Иван Никто", "д.ф.-м.н.", None, [])],
    "акад. РАН Иван Иванович Никто": [("Иван Иванович Никто", "акад. РАН", None, [])],
    "Mag. Dr. Clara Keiner": [("Clara Keiner", "Mag. Dr.", None, [])],
    "Ada Byron (Stanford) and Renyuan Holt (NYU)": [
        ("Ada Byron", None, None, ["Stanford"]),
        ("Renyuan Holt", None, None, ["NYU"]),
    ],
    "Ada Byron, Professor of Computer Science, Data Science and Mathematics at the Courant Institute and Center for "
    "Data Science, New York University": [
        (
            "Ada Byron",
            None,
            "Professor of Computer Science, Data Science and Mathematics",
            ["Courant Institute", "Center for Data Science", "New York University"],
        )
    ],
    "Mary Cole, Assistant Professor, Mathematics Department at Texas A&M University.": [
        ("Mary Cole", None, "Assistant Professor", ["Mathematics Department", "Texas A&M University"])
    ],
    "Prof. Ada BYRON University of Michigan": [("Ada BYRON", "Prof.", None, ["University of Michigan"])],
    "Jane Doe Stanford University": [("Jane Doe", None, None, ["Stanford University"])],
    "Torvin Greenwood, North Dakota State University": [("Torvin Greenwood", None, None, ["North Dakota State University"])],
    "Jane Doe MIT": [("Jane Doe", None, None, ["MIT"])],
    "Timothy Hale, Daniel Frost": [("Timothy Hale", None, None, []), ("Daniel Frost", None, None, [])],
    "Anna Bell, Boris Kim, and Carla Diaz": [
        ("Anna Bell", None, None, []),
        ("Boris Kim", None, None, []),
        ("Carla Diaz", None, None, []),
    ],
    "Liangchen (Lewis) Liu (Mathematics, UT Austin)": [
        ("Liangchen (Lewis) Liu", None, None, ["Mathematics", "UT Austin"])
    ],
    "Ye He (Georgia Tech)": [("Ye He", None, None, ["Georgia Tech"])],
    "Laurens van der Maaten, Meta AI": [("Laurens van der Maaten", None, None, ["Meta AI"])],
    "Pedro Beraldo e Silva (U Michigan)": [("Pedro Beraldo e Silva", None, None, ["U Michigan"])],
    "Juan Pérez y María López": [("Juan Pérez", None, None, []), ("María López", None, None, [])],
    "Dr. A. B. Hale, Dept of Physics, University of Oxford": [
        ("A. B. Hale", "Dr.", None, ["Dept of Physics", "University of Oxford"])
    ],
    "Prof. Dr. Ullrich Köthe (Heidelberg)": [("Ullrich Köthe", "Prof. Dr.", None, ["Heidelberg"])],
    "А. Б. Иванов (МГУ)": [("А. Б. Иванов", None, None, ["МГУ"])],
    "Tim O'Brien and D’Arcy Thompson (both MIT)": [
        ("Tim O'Brien", None, None, ["MIT"]),
        ("D’Arcy Thompson", None, None, ["MIT"]),
    ],
    "Jean-Pierre Serre — Collège de France": [("Jean-Pierre Serre", None, None, ["Collège de France"])],
    "Eduardo Sáenz de Cabezón, profesor de la Universidad de La Rioja": [
        ("Eduardo Sáenz de Cabezón", None, "profesor", ["Universidad de La Rioja"])
    ],
    "KUMAR Rahul (IIT Bombay)": [("KUMAR Rahul", None, None, ["IIT Bombay"])],
    "Nguyễn Văn An, VNU Hanoi": [("Nguyễn Văn An", None, None, ["VNU Hanoi"])],
    "Ada Smith\nUniversity of Oslo": [("Ada Smith", None, None, ["University of Oslo"])],
    "Dr. Jane Smith (she/her), Google DeepMind": [("Jane Smith", "Dr.", None, ["Google DeepMind"])],
    "Prof. dr hab. Jan Kowalski (Uniwersytet Warszawski)": [
        ("Jan Kowalski", "Prof. dr hab.", None, ["Uniwersytet Warszawski"])
    ],
    "Sergio Conti (Universität Bonn) und Barbara Niethammer": [
        ("Sergio Conti", None, None, ["Universität Bonn"]),
        ("Barbara Niethammer", None, None, []),
    ],
    "Wen Zhao PhD Student Robotics Institute, Carnegie Mellon University": [
        ("Wen Zhao", None, "PhD Student", ["Robotics Institute", "Carnegie Mellon University"])
    ],
    "Dr. Weaver (U of T)": [("Weaver", "Dr.", None, ["U of T"])],
    "Maria Colombo, EPFL; Camillo De Lellis, IAS Princeton": [
        ("Maria Colombo", None, None, ["EPFL"]),
        ("Camillo De Lellis", None, None, ["IAS Princeton"]),
    ],
    "Timothy Hale, Daniel Frost Lagrangian Dual Sections": [
        ("Timothy Hale", None, None, []),
        ("Daniel Frost", None, None, []),
    ],
    "Clara Niemand Gaussian Dust and Brooms": [("Clara Niemand", None, None, [])],
    "Clara Niemand Gaussian Dust, New and Old": [("Clara Niemand", None, None, [])],
    "XENONnT Luca Grandi (University of Chicago)": [],
    "Frank den Hollander (Leiden), Mathematical Colloquium": [("Frank den Hollander", None, None, ["Leiden"])],
}

NAMES = ["Qing Qu", "Ye He", "S. Gindikin", "Jose Israel Rodriguez", "V. Lakshmibai", "Prof. Ada BYRON", "Chenxi Wu"]
NO_NAMES = [
    "Diffusion Models",
    "Tang Family Hall",
    "University of Michigan",
    "Boston College",
    "Coffee Break",
    "Zoom",
    "Georgia Tech",
    "Austin, TX",
    "Dual Sections of Bundles",
    "New York",
    "Carnegie Mellon University",
    "Random Matrices",
    "A talk on heat",
    "",
]


def _read(line: str) -> list[tuple]:
    people = [mention.person for mention in split_people(line, 0, len(line))]
    return [
        (
            person.name.text,
            person.honorific and person.honorific.text,
            person.position and person.position.text,
            [value.text for value in person.affiliations],
        )
        for person in people
    ]


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_people_gives_each_with_what_is_printed_beside(line):
    assert _read(line) == LINES[line]


@pytest.mark.parametrize("line", LINES)
def test_every_value_of_a_person_rests_on_its_own_words(line):
    shifted = "> " + line
    for mention in split_people(shifted, 2, len(shifted)):
        person = mention.person
        for value in filter(None, (person.name, person.honorific, person.position, *person.affiliations)):
            (begin, end) = value.spans[0]
            assert " ".join(shifted[begin:end].split()) == value.text


# people printed with the surname first and a comma: [(name, affiliations)]
INVERTED = {
    "LEE, Ann (MIT) and EK, Peter": [("Ann LEE", ["MIT"]), ("Peter EK", [])],
    "Nowak, Anna M. (Uniwersytet Jagielloński); Lis, Piotr": [
        ("Anna M. Nowak", ["Uniwersytet Jagielloński"]),
        ("Piotr Lis", []),
    ],
    "VAN DER BERG, Jan, Leiden University": [("Jan VAN DER BERG", ["Leiden University"])],
    "Иванов, Иван Иванович (МГУ)": [("Иван Иванович Иванов", ["МГУ"])],
}
NOT_INVERTED = [
    "Ann Lee, Peter Ek",
    "Ann Lee, Peter",
    "Paris, Jean Dupont",
    "NYU, Courant Institute",
    "UT, Austin",
    "Maria, Peter and Paul",
    "Hale, Frost and Weaver",
    "Boston University, Victoria Hall",
]


@pytest.mark.parametrize("line", INVERTED)
def test_a_surname_with_a_comma_stands_behind_the_given_name(line):
    assert [(name, affiliations) for name, _, _, affiliations in _read(line)] == INVERTED[line]
    people = [mention.person.name.spans[0] for mention in split_people(line, 0, len(line))]
    assert all("," in line[slice(*span)] for span in people)


@pytest.mark.parametrize("line", NOT_INVERTED)
def test_other_commas_part_people_and_places(line):
    with without("surname-with-comma"):
        expected = _read(line)
    assert _read(line) == expected


def test_surnames_with_a_comma_need_their_rule():
    with without("surname-with-comma"):
        assert all([row[0] for row in _read(line)] != [name for name, _ in people] for line, people in INVERTED.items())


@pytest.mark.parametrize("name", NAMES)
def test_a_name_alone_on_a_line_is_recognised(name):
    assert is_name(name) >= 0.5


@pytest.mark.parametrize("line", NO_NAMES)
def test_a_title_a_place_or_an_institution_is_no_name(line):
    assert is_name(line) < 0.5


def test_running_text_gives_the_people_it_names_and_no_capitalised_words():
    text = "Then Markov Chains mix. Such chains are simple, says Maria Rossi of Boston University, and Dr. Hale agrees."
    names = find_names(text, 0, len(text))
    assert [mention.name for mention in names] == ["Maria Rossi", "Hale"]
    assert text[slice(*names[1].honorific)] == "Dr."


def test_no_person_is_found_where_none_is_printed():
    for line in ("Department of Mathematics, University of Toronto", "To be announced", "Room 111, Tang Hall", " \n"):
        assert split_people(line, 0, len(line)) == ()


NEEDED = (
    "person-name",
    "surname-behind-honorific",
    "name-before-institution",
    "name-before-title",
    "affiliation-of-both",
    "affiliation",
)


IN_SENTENCES = {"name-behind-acronym": ("преподаватель факультета МГУ Владимир Сурдин", "Владимир Сурдин")}
"""Names in running text by the rule that they need."""


@pytest.mark.parametrize("rule", IN_SENTENCES)
def test_a_name_in_a_sentence_is_found_by_its_rule(rule):
    text, name = IN_SENTENCES[rule]
    assert _found(text) == [name]
    with without(rule):
        assert _found(text) != [name]


def _found(text: str) -> list[str]:
    return [text[mention.begin : mention.end] for mention in find_names(text, 0, len(text))]


@pytest.mark.parametrize("rule", NEEDED)
def test_each_rule_is_needed_by_a_line(rule):
    with without(rule):
        assert any(_read(line) != people for line, people in LINES.items())
