import pytest

from tests.identify.saying import document, event, found, one, person, series, talk

TITLE = "Harnessing low dimension for generative models"
SPEAKER = person("Qing Qu")


def seminar(number: int, name: str, *organizers: str, key: str | None = None, title: str | None = None):
    """A document with one talk in a series."""
    named = [series(name, *organizers)] if organizers else []
    own = talk(title or f"What document {number} is about", person(f"Speaker {number}"), series=name)
    return document(number, own, key=key, series=named)


SERIES = [
    ("nothing else", seminar(1, "Colloquium"), seminar(2, "Colloquium"), False),
    ("one institution", seminar(1, "Colloquium", "Boston College"), seminar(2, "COLLOQUIUM", "Boston College"), True),
    ("two institutions", seminar(1, "Colloquium", "Boston College"), seminar(2, "Colloquium", "University of Michigan"), False),
    ("one host", seminar(1, "Colloquium", key="https://math.example.edu/1"), seminar(2, "Colloquium", key="http://math.example.edu/b"), True),
    ("two hosts", seminar(1, "Colloquium", key="https://a.example.edu/"), seminar(2, "Colloquium", key="https://b.example.edu/"), False),
    (
        "one host that tells of two institutions",
        seminar(1, "Colloquium", "Boston College", key="https://talks.example.org/1"),
        seminar(2, "Colloquium", "University of Michigan", key="https://talks.example.org/2"),
        False,
    ),
    (
        "one talk",
        document(1, talk(TITLE, SPEAKER, series="Geometry Seminar")),
        document(2, talk(TITLE, SPEAKER, series="Geometry Seminar")),
        True,
    ),
    ("another name", seminar(1, "Colloquium", "Boston College"), seminar(2, "Geometry Seminar", "Boston College"), False),
]


@pytest.mark.parametrize(("what", "a", "b", "expected"), SERIES, ids=[row[0] for row in SERIES])
def test_a_series_of_one_name_in_two_documents_is_one_with(what, a, b, expected):
    assert one(found(a, b), (1, "talks.0.series"), (2, "talks.0.series")) is expected


def test_a_series_is_one_within_a_document():
    page = document(1, talk("On knots", SPEAKER, series="Colloquium"), talk("On links", SPEAKER, series="COLLOQUIUM"), series=[series("Colloquium")])
    assert one(found(page), (1, "talks.0.series"), (1, "talks.1.series"), (1, "series.0"))


NAME = "Mathematics of Deep Learning Workshop"
EVENTS = [
    ("one name on one day", event(NAME, "2025-02-20", "2025-02-21"), event(NAME, "2025-02-20"), True),
    ("one name on days within", event(NAME, "2025-02-20", "2025-02-22"), event(NAME, "2025-02-20", "2025-02-21"), True),
    ("one name in two years", event(NAME, "2024-02-20"), event(NAME, "2025-02-20"), False),
    ("one name and no dates", event(NAME), event(NAME), False),
    ("a name anybody may give, on one day", event("Workshop", "2025-02-20"), event("Workshop", "2025-02-20"), False),
]


@pytest.mark.parametrize(("what", "a", "b", "expected"), EVENTS, ids=[row[0] for row in EVENTS])
def test_an_event_in_two_documents_is_one_where_it_has(what, a, b, expected):
    assert one(found(document(1, events=[a]), document(2, events=[b])), (1, "events.0"), (2, "events.0")) is expected


def test_next_year_at_the_same_address_is_another_event():
    key = "https://example.org/workshop"
    years = [document(1, events=[event(NAME, "2024-02-20")], key=key), document(2, events=[event(NAME, "2025-02-20")], key=key)]
    assert not one(found(*years), (1, "events.0"), (2, "events.0"))


def test_a_talk_names_the_event_it_belongs_to():
    page = document(1, talk("On knots", SPEAKER, start="2025-02-20", event=NAME), events=[event(NAME, "2025-02-20")])
    assert one(found(page), (1, "talks.0.event"), (1, "events.0"))


PLACES = [
    ("nothing else", {}, {}, False),
    ("one talk", {"title": TITLE}, {"title": TITLE}, True),
    ("one series of one institution", {"run_by": "Boston College"}, {"run_by": "Boston College"}, True),
    ("one name of a series of two institutions", {"run_by": "Boston College"}, {"run_by": "University of Michigan"}, False),
]


def held(number: int, title: str | None = None, run_by: str | None = None):
    named = [series("Geometry Seminar", run_by)] if run_by else []
    own = talk(title or f"What document {number} is about", SPEAKER, location="Room 111", series="Geometry Seminar")
    return document(number, own, series=named)


@pytest.mark.parametrize(("what", "here", "there", "expected"), PLACES, ids=[row[0] for row in PLACES])
def test_a_room_of_one_name_in_two_documents_is_one_with(what, here, there, expected):
    everything = found(held(1, **here), held(2, **there))
    assert one(everything, (1, "talks.0.location"), (2, "talks.0.location")) is expected


def test_a_place_is_one_within_a_document():
    page = document(1, talk("On knots", SPEAKER, location="MSB 111"), talk("On links", SPEAKER, location="msb 111"))
    assert one(found(page), (1, "talks.0.location"), (1, "talks.1.location"))
