import pytest

from kg.identify.naming import Likeness, likeness, person_name

ALIKE = [
    ("Qing Qu", "Qing QU", Likeness.SAME),
    ("Zheng-Chao Wan", "Zhengchao Wan", Likeness.SAME),
    ("Thomas Müller", "Thomas Mueller", Likeness.SAME),
    ("Thomas Müller", "Thomas Muller", Likeness.SAME),
    ("QU Qing", "Qing Qu", Likeness.SAME),
    ("Qu, Qing", "Qing Qu", Likeness.SAME),
    ("Qu Qing", "Qing Qu", Likeness.FULL),
    ("Patricia Munoz Ewald", "Patrícia Ewald", Likeness.FULL),
    ("Gabriel García", "Gabriel García Márquez", Likeness.FULL),
    ("Emily J King", "Emily King", Likeness.FULL),
    ("Emily Jane King", "Emily J. King", Likeness.FULL),
    ("Liangchen (Lewis) Liu", "Lewis Liu", Likeness.FULL),
    ("Liangchen (Lewis) Liu", "Liangchen Liu", Likeness.SAME),
    ("J. Robert Oppenheimer", "Robert Oppenheimer", Likeness.FULL),
    ("J. Smith", "Jane Smith", Likeness.SHORT),
    ("J.-P. Serre", "Jean-Pierre Serre", Likeness.SHORT),
    ("Duff", "Timothy Duff", Likeness.SHORT),
    ("Jeremey Marzuola", "Jeremy Marzuola", Likeness.SIMILAR),
    ("Tim Duff", "Timothy Duff", Likeness.SIMILAR),
    ("Jane Smith", "John Smith", Likeness.NONE),
    ("A. Smith", "Jane Smith", Likeness.NONE),
    ("John A. Smith", "John B. Smith", Likeness.NONE),
    ("Wei Wang", "Wei Zhang", Likeness.NONE),
    ("Ana Silva", "Ana Sousa", Likeness.NONE),
    ("王伟", "王芳", Likeness.NONE),
]


@pytest.mark.parametrize(("a", "b", "expected"), ALIKE)
def test_names_are_as_alike_as_a_reader_finds_them_whichever_comes_first(a, b, expected):
    assert likeness(person_name(a), person_name(b)) is expected
    assert likeness(person_name(b), person_name(a)) is expected


@pytest.mark.parametrize(("a", "b"), [pair[:2] for pair in ALIKE if pair[2] >= Likeness.FULL or pair[0] == "J. Smith"])
def test_names_that_can_be_one_person_share_a_key(a, b):
    assert set(person_name(a).keys) & set(person_name(b).keys)


@pytest.mark.parametrize(
    ("printed", "full"), [("Jane Smith", True), ("J. Robert Oppenheimer", True), ("J. Smith", False), ("Duff", False), ("王伟", True)]
)
def test_a_full_name_has_a_given_name_and_a_surname(printed, full):
    assert person_name(printed).full is full


@pytest.mark.parametrize("printed", ["", "…", "123"])
def test_what_holds_no_letter_is_no_name(printed):
    assert person_name(printed) is None
