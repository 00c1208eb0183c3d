import pytest

from tests.identify.saying import at, coauthor, document, found, one, person, talk

TITLE = "Harnessing low dimension for generative models"
SPEAKER = person("Qing Qu", "University of Michigan")


def same(a, b, *, keys: tuple[str, str] = ("/a", "/b")) -> bool:
    """Whether two documents that announce one talk each announce the same one."""
    return one(found(document(1, a, key=keys[0]), document(2, b, key=keys[1])), (1, "talks.0"), (2, "talks.0"))


CASES = [
    ("one title, speaker and day", talk(TITLE, SPEAKER, start="2025-03-04T15:00"), talk(TITLE.upper(), SPEAKER, start="2025-03-04"), True),
    ("one date is missing", talk(TITLE, SPEAKER), talk(TITLE, SPEAKER, start="2025-03-04"), True),
    ("both dates are missing", talk(TITLE, SPEAKER), talk(TITLE, SPEAKER), True),
    ("a year is missing", talk(TITLE, SPEAKER, start="--03-04T15:00"), talk(TITLE, SPEAKER, start="2025-03-04"), True),
    ("other dates are two deliveries", talk(TITLE, SPEAKER, start="2025-03-04"), talk(TITLE, SPEAKER, start="2025-04-08"), False),
    ("other speakers", talk(TITLE, SPEAKER), talk(TITLE, person("Joan Bruna")), False),
    ("the speaker in initials", talk(TITLE, SPEAKER), talk(TITLE, person("Q. Qu")), True),
    ("a title anybody may give, no date", talk("Introduction", SPEAKER), talk("Introduction", SPEAKER), False),
    ("a title anybody may give, one date", talk("Introduction", SPEAKER, start="2025-03-04"), talk("Introduction", SPEAKER, start="2025-03-04"), True),
    ("nearly one title on one day", talk(TITLE + ": a survey", SPEAKER, start="2025-03-04"), talk(TITLE, SPEAKER, start="2025-03-04"), True),
    ("two titles on one day", talk("On knots and links", SPEAKER, start="2025-03-04"), talk("On diffusion models", SPEAKER, start="2025-03-04"), False),
    ("the title still to come", talk(None, SPEAKER, start="2025-03-04"), talk(TITLE, SPEAKER, start="2025-03-04"), True),
    ("the title still to come, another hour", talk("TBA", SPEAKER, start="2025-03-04T10:00"), talk(TITLE, SPEAKER, start="2025-03-04T15:00"), False),
    ("no titles, one day, other institutions", talk(None, SPEAKER, start="2025-03-04"), talk(None, person("Qing Qu", "Boston College"), start="2025-03-04"), False),
    ("no titles and no dates", talk(None, SPEAKER), talk(None, SPEAKER), False),
    ("no titles, no dates, one series", talk(None, SPEAKER, series="Geometry Seminar"), talk(None, SPEAKER, series="Geometry Seminar"), True),
    ("no speakers, one title and day", talk(TITLE, start="2025-03-04"), talk(TITLE, start="2025-03-04"), True),
    ("no speakers, one title", talk(TITLE), talk(TITLE), False),
]


@pytest.mark.parametrize(("what", "a", "b", "expected"), CASES, ids=[row[0] for row in CASES])
def test_a_talk_announced_twice_is_one_talk_where(what, a, b, expected):
    assert same(a, b) is expected
    assert same(b, a) is expected


VERSIONS = [
    ("the date moved", talk(TITLE, SPEAKER, start="2025-03-04"), talk(TITLE, SPEAKER, start="2025-03-11"), True),
    ("the title was announced", talk(None, SPEAKER, start="2025-03-04"), talk(TITLE, SPEAKER, start="2025-03-04"), True),
    ("the title was changed", talk("On knots and links", SPEAKER, start="2025-03-04"), talk(TITLE, SPEAKER, start="2025-03-04"), True),
    ("another talk of the speaker", talk("On knots and links", SPEAKER, start="2025-03-04"), talk(TITLE, SPEAKER, start="2025-09-04"), False),
]


@pytest.mark.parametrize(("what", "old", "new", "expected"), VERSIONS, ids=[row[0] for row in VERSIONS])
def test_a_talk_goes_on_in_the_next_version_of_its_page_where(what, old, new, expected):
    assert same(old, new, keys=("https://example.org/talks", "https://example.org/talks")) is expected


def test_a_talk_without_a_date_that_could_be_either_delivery_is_neither():
    days = [None, "2025-03-04", "2025-04-08"]
    everything = found(*(document(number, talk(TITLE, SPEAKER, start=day)) for number, day in enumerate(days)))
    assert len({at(everything, number, "talks.0").id for number in range(3)}) == 3
    assert any(doubt.type == "talk" for doubt in everything.doubtful)


def test_a_page_that_gives_a_talk_twice_announces_two():
    twice = document(1, talk(TITLE, SPEAKER, start="2025-03-04"), talk(TITLE, SPEAKER, start="2025-03-05"))
    once = document(2, talk(TITLE, SPEAKER, start="2025-03-05"))
    everything = found(twice, once)
    assert not one(everything, (1, "talks.0"), (1, "talks.1"))
    assert one(everything, (1, "talks.1"), (2, "talks.0"))
    assert not {mention.id for mention in at(everything, 1, "talks.0").mentions} & {
        mention.id for mention in at(everything, 1, "talks.1").mentions
    }


def test_two_deliveries_share_one_work_and_a_single_one_without_co_authors_has_none():
    everything = found(
        document(1, talk(TITLE, SPEAKER, start="2025-03-04")),
        document(2, talk(TITLE, SPEAKER, start="2025-04-08")),
        document(3, talk("On knots and links", person("Wei Wang"))),
    )
    assert one(everything, (1, "talks.0.works.0"), (2, "talks.0.works.0"))
    assert at(everything, 3, "talks.0.works.0") is None


def test_works_of_one_talk_are_told_apart_by_their_words_and_joined_by_their_authors():
    two_works = (coauthor("Peter Glynn", scope="gradient estimators"), coauthor("Hao Liu", scope="fusion"), coauthor("Nian Si", scope="fusion"))
    turned = (coauthor("Hao Liu", scope="the second paper"), coauthor("Peter Glynn", scope="the first paper"))
    everything = found(
        document(1, talk(TITLE, SPEAKER, coauthors=two_works)), document(2, talk(TITLE, SPEAKER, coauthors=turned))
    )
    assert not one(everything, (1, "talks.0.works.0"), (1, "talks.0.works.1"))
    assert one(everything, (1, "talks.0.works.0"), (2, "talks.0.works.1"))
    assert one(everything, (1, "talks.0.works.1"), (2, "talks.0.works.0"))


def test_two_pages_that_once_held_the_same_words_are_two_pages():
    """Both addresses served one placeholder; what they announce later has nothing to do with each other."""
    placeholder = [document(1, key=key) for key in ("https://a.example.edu/", "https://b.example.edu/")]
    later = [
        document(2, talk(None, person("Wei Wang")), key="https://a.example.edu/"),
        document(3, talk(None, person("Wei Wang")), key="https://b.example.edu/"),
    ]
    everything = found(*placeholder, *later)
    assert not one(everything, (2, "talks.0.speakers.0"), (3, "talks.0.speakers.0"))
