"""Addresses are minted under one base and can be read back."""

import pytest
from pyoxigraph import NamedNode

from kg.iris import Iris, Words, owner, slug

IRIS = Iris("https://example.org/graph-of-talks/")


@pytest.mark.parametrize(
    "minted, address",
    [
        (IRIS.thing("person", "q7"), "id/person/q7"),
        (IRIS.fragment(IRIS.thing("talk", "t1"), "speaker-q7"), "id/talk/t1#speaker-q7"),
        (IRIS.graph("published"), "graph/published"),
        (IRIS.graph("reading", "00ff"), "graph/reading/00ff"),
        (IRIS.evidence("00ff", 12, 34), "data/doc/00ff.txt#char=12,34"),
    ],
)
def test_an_address_is_built_from_its_parts(minted: NamedNode, address: str):
    assert minted.value == IRIS.base + address


@pytest.mark.parametrize("parts", [("talk", "t1"), ("org", "ab-12"), ("event", "e.1")])
def test_a_thing_is_read_back_from_its_address_and_from_those_of_its_parts(parts: tuple[str, str]):
    thing = IRIS.thing(*parts)
    assert IRIS.parse(thing.value) == IRIS.parse(IRIS.fragment(thing, "session-2").value) == parts


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/id/talk/t1",
        IRIS.base + "id/planet/t1",
        IRIS.base + "id/talk/../../etc",
        IRIS.base + "id/talk/",
        IRIS.base + "graph/published",
        "",
    ],
)
def test_what_is_no_thing_of_ours_is_not_read_as_one(address: str):
    assert IRIS.parse(address) is None


def test_words_are_read_back_from_their_address():
    address = IRIS.evidence("00ff", 12, 34).value
    assert IRIS.words(address) == Words("00ff", 12, 34)
    assert IRIS.document_of_text(address) == IRIS.document_of_text(address.partition("#")[0]) == "00ff"
    assert IRIS.words(address.partition("#")[0]) is None
    assert IRIS.document_of_text("https://example.net/data/doc/00ff.txt") is None


def test_a_type_there_is_not_is_refused():
    with pytest.raises(ValueError, match="planet"):
        IRIS.thing("planet", "x")


def test_a_part_belongs_to_its_thing():
    talk = IRIS.thing("talk", "t1")
    assert owner(IRIS.fragment(talk, "speaker-q7")) == owner(talk) == talk


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Harnessing Low-Dimensionality", "harnessing-low-dimensionality"),
        ("  Ångström & Žižek!  ", "angstrom-zizek"),
        ("О больших данных", "о-больших-данных"),
        ("???", "untitled"),
        ("a" * 80, "a" * 60),
        ("one two " * 20, "one-two-" * 7 + "one"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_a_slug_is_readable_and_safe(text: str, expected: str):
    assert slug(text) == expected and len(expected) <= 60
